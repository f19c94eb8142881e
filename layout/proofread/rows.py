"""Rules kept as rows: a pattern, what should stand instead, why, by which source, an example and a counter-example."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from layout.ground.dataclass import dataclass
from layout.ground.expression import expression
from layout.proofread.passage import Passage
from layout.proofread.remark import CERTAIN, Remark

_FILLED = re.compile(r"\{(num:)?(\w+)\}")
_TEMPLATE = re.compile(r"\\g<x>|\{(?:num:)?x\}")
_HAN_DIGITS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Row:
    """A rule: `new` is None where the desk must decide, else a template of the match; `sure` in percent."""

    family: str
    id: str
    sure: int
    pattern: re.Pattern[str]
    new: str | None
    why: str
    source: str
    example: str
    counter: str

    def remarks(self, passage: Passage) -> Iterator[Remark]:
        """Yield what the rule finds in a passage."""
        for match in self.pattern.finditer(passage.text):
            # A group `x` narrows the finding to itself, unless `new` is a template of the whole match.
            narrow = "x" in self.pattern.groupindex and not _TEMPLATE.search(self.new or "")
            start, end = match.span("x") if narrow else match.span()
            if start == end or passage.is_kept(start, end):
                continue
            new = None if self.new is None else self.new if narrow else _filled(self.new, match)
            if new != passage.text[start:end]:
                yield Remark(self.family, self.id, passage, start, end, new, self.why, self.source, self.sure)


def _filled(new: str, match: re.Match[str]) -> str:
    """Return a template with the match's groups in it; `{half}` is the match half-width, `{num:x}` 汉字 as a number."""
    text = match.expand(new)

    def value(found: re.Match[str]) -> str:
        if found[2] == "half":
            return unicodedata.normalize("NFKC", match.group())
        return str(month_number(match[found[2]])) if found[1] else match[found[2]]

    return _FILLED.sub(value, text)


def month_number(text: str) -> int:
    """Return 一 to 十二 as a number."""
    if text.startswith("十"):
        return 10 + (_HAN_DIGITS.index(text[1]) + 1 if len(text) > 1 else 0)
    return _HAN_DIGITS.index(text) + 1


@cache
def rows_of(folder: str, family: str) -> tuple[Row, ...]:
    """Return the rows of `layout/proofread/<folder>/<family>.tsv`."""
    text = (Path(__file__).with_name(folder) / f"{family}.tsv").read_text("utf-8")
    found = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, level, pattern, new, why, source, example, counter = line.split("\t")
        sure = CERTAIN if level == "must" else int(level.removeprefix("look "))
        new_or_none = None if new == "-" else new
        found.append(Row(family, name, sure, expression(pattern), new_or_none, why, source, example, counter))
    return tuple(found)


@cache
def pairs_of(family: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern for all words of a list of pairs, and what stands for each; guards are the list's own."""
    text = (Path(__file__).with_name("lists") / f"{family}.tsv").read_text("utf-8")
    right: dict[str, str] = {}
    parts = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        wrong, good, *guards = line.split("\t")
        after, before = (*guards, "", "")[:2]
        right[wrong] = good
        parts.append((wrong, f"{after}{re.escape(wrong)}{before}"))
    parts.sort(key=lambda part: (-len(part[0]), part[0]))
    return expression("|".join(part for _, part in parts)), right


def pair_remarks(family: str, passage: Passage, why: str, source: str, sure: int = CERTAIN) -> Iterator[Remark]:
    """Yield the words of a list of pairs that a passage holds."""
    pattern, right = pairs_of(family)
    for match in pattern.finditer(passage.text):
        start, end = match.span()
        if not passage.is_kept(start, end):
            yield Remark(family, match.group(), passage, start, end, right[match.group()], why, source, sure)
