"""The plain words of `layout issue`, read without Typer: its start takes longer than finding that nothing changed.

What is spelt as in the guide is read here; any other word, a slip or a wish for help goes to Typer, which has the last
word on what is right. Tests hold that both read the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from layout.ground.expression import expression

_VALUES = {"--output": "output", "-o": "output", "--only": "only"}
_FLAGS = {"--release": "release", "--proof": "proof", "--quiet": "quiet", "-q": "quiet",
          "--verbose": "verbose", "-v": "verbose"}  # fmt: skip
_NUMBER = expression(r"[1-9][0-9]{0,8}")
_ONLY = expression(r"(press|archive|web)(,(press|archive|web))*")


def plain_issue(words: Sequence[str]) -> dict[str, Any] | None:
    """Return what the words of `layout issue` ask for, by parameter; None where Typer must read them."""
    asked: dict[str, Any] = {"output": None, "only": (), "release": False, "proof": False, "quiet": False}
    asked |= {"reason": "", "on": None, "verbose": False}
    given: set[str] = set()
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        option, equals, value = word.partition("=")
        if word in _FLAGS:
            name: str = _FLAGS[word]
            asked[name] = True
        elif option in _VALUES and (equals or waiting) and not (equals and option == "-o"):
            name, value = _VALUES[option], value if equals else waiting.pop()
            if not value or value[0] == "-" or (name == "only" and not _ONLY.fullmatch(value)):
                return None
            asked[name] = Path(value) if name == "output" else tuple(value.split(","))
        elif _NUMBER.fullmatch(word):
            name = "number"
            asked[name] = int(word)
        else:
            return None
        if name in given:
            return None
        given.add(name)
    return asked if "number" in given else None
