"""Where Western runs may be divided: words by pyphen, addresses and file names at their joints."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from layout.ground.expression import expression
from layout.rules.lines import HYPHEN_AFTER, HYPHEN_BEFORE, HYPHEN_PRICE, JOINT_PRICE, LONG_FIGURE, SOLIDUS_PRICE

_ADDRESS = expression(
    r"[A-Za-z][A-Za-z0-9+.-]*://|www\.|@[A-Za-z0-9]|[A-Za-z0-9-]\.[A-Za-z]{2,}(?:[./:?]|$)|[A-Za-z0-9]_[A-Za-z0-9]|\\"
    r"|(?:/[A-Za-z0-9._-]+){3}"
)
"""What makes a run an address or a file's name; `km/h`, `GB/T` and `A/B` are none."""
_JOINT = expression(r"(?<=[A-Za-z0-9][/?&=_.\\@-])(?=[A-Za-z0-9])|(?<=//)(?=[A-Za-z0-9])")
_HYPHEN = expression(r"(?<=[A-Za-z]{3}-)(?=[A-Za-z]{3})|(?<=[A-Za-z]{2}-)(?=[A-Za-z]{4})")
_NUMBER = expression(r"[0-9][0-9.,:/%+-]*")
_WORD = expression(rf"[A-Za-z]{{{HYPHEN_BEFORE + HYPHEN_AFTER},}}")


@lru_cache(maxsize=1)
def _patterns() -> Any:
    import pyphen

    return pyphen.Pyphen(lang="en_US", left=HYPHEN_BEFORE, right=HYPHEN_AFTER)


@lru_cache(maxsize=4096)
def divisions(run: str, hyphenate: bool = True) -> tuple[tuple[int, float, bool], ...]:
    """Return where a Western run may be divided: position, price, and whether a hyphen is shown.

    Numbers are never divided here (CLREQ "prohibition rules for unbreakable marks"), nor what stands round a solidus
    or a hyphen in a unit or a code (`km/h`, `COVID-19`, `e-mail`), nor a short mail address. Other addresses and file
    names divide at their joints without a hyphen, so that none is taken for a part of them; compounds at a hyphen
    between words; words at pyphen's points.
    """
    found: dict[int, tuple[float, bool]] = {}
    address = _ADDRESS.search(run)
    if address and "@" in run and len(run) <= LONG_FIGURE:
        return ()
    if address:
        numbers = [match.span() for match in _NUMBER.finditer(run)]
        for joint in _JOINT.finditer(run):
            at = joint.start()
            if len(run) - at > HYPHEN_BEFORE and not any(start < at < end for start, end in numbers):
                found[at] = (SOLIDUS_PRICE if run[at - 1] in "/\\" else JOINT_PRICE, False)
    else:
        for joint in _HYPHEN.finditer(run):
            found[joint.start()] = (JOINT_PRICE, False)
    if hyphenate and not address:
        for word in _WORD.finditer(run):
            if not word.group().isupper():
                for point in _patterns().positions(word.group().lower()):
                    found.setdefault(word.start() + int(point), (HYPHEN_PRICE, True))
    return tuple((at, *what) for at, what in sorted(found.items()))
