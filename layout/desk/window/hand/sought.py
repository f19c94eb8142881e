"""What words or a pattern find in copy. A pattern that somebody types may take for ever, so a child looks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from layout.desk.window.hand.scene import refuse
from layout.ground.dataclass import dataclass
from layout.guard import MB, Limits, Stopped, guarded

LIMITS = Limits(seconds=3.0, memory=256 * MB, answer=32 * MB)
"""What a search by a pattern may cost: honest ones take milliseconds."""

Spans = list[tuple[int, int, str]]
"""Where something stands in a text, from and up to which character, and what is to stand there instead."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is to be found: words as they stand, or a regular expression."""

    words: str
    regex: bool = False

    def spans(self, texts: Sequence[str], new: str = "") -> list[Spans]:
        """Return for each text where it stands there, with `new` as it is to be put in; a pattern's groups filled in.

        Refused where it is no pattern, matches nothing at all, takes too long, or where the new words name a group
        that it does not have.
        """
        if not self.regex:
            return [
                [(match.start(), match.end(), new) for match in re.finditer(re.escape(self.words), text)]
                for text in texts
            ]
        found = guarded("layout.desk.window.hand.sought:by_pattern", self.words, tuple(texts), new, limits=LIMITS)
        if isinstance(found, Stopped):
            refuse("slow_pattern", "这个正则式找得太久，请写得简单些", "that pattern takes too long: simplify it", 422)
        if found == "":
            refuse("bad_pattern", "这个式子什么都不找", "that pattern matches nothing")
        if isinstance(found, str):
            refuse("bad_pattern", f"正则式不对：{found}", f"no such pattern: {found}")
        done: list[Spans] = found
        return done


def by_pattern(pattern: str, texts: Sequence[str], new: str) -> list[Spans] | str:
    """Return what a regular expression finds in each text: what a child does.

    In words why it cannot be used; no words where it would match nothing at all.
    """
    try:
        sought = re.compile(pattern)
        if sought.fullmatch(""):
            return ""
        return [[(match.start(), match.end(), match.expand(new)) for match in sought.finditer(text)] for text in texts]
    except (re.error, IndexError, OverflowError) as fault:
        return str(fault)
