"""Marks of copy read for balance, in bodies and in every field that prints: quotation marks, brackets, doubled marks.

Copy kept as printed (`{{sic: …}}`) is passed over: the desk has seen it. A quotation that runs over paragraphs opens
anew in each and closes in the last (GB/T 15834 4.8.3.5 treats the mark; the habit of opening anew is the trade's).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby
from unicodedata import normalize

from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import dataclass
from layout.ground.expression import expression
from layout.issue.model import Paragraph, Span, Story
from layout.issue.source import StorySource
from layout.text.shown import apostrophes

_PAIRS = {
    "”": "“",
    "’": "‘",
    "）": "（",
    "》": "《",
    "〉": "〈",
    "】": "【",
    "〕": "〔",
    "」": "「",
    "』": "『",
    "］": "［",
}
_OPENERS = frozenset(_PAIRS.values())
_EDGES = expression("[" + re.escape("".join([*_PAIRS, *_PAIRS.values()])) + "]")
_HAN = "\u4e00-\u9fff"
_SIGNS = "，。！？；：、（）《》“”…—"
_SLIPS = (
    (
        "I513",
        ('"', "'"),
        expression(
            f'[{_HAN}]?["][^"\n]*["]|(?<=[{_HAN}{_SIGNS}])["]|["](?=[{_HAN}{_SIGNS}])'
            # A single one may be an apostrophe, or minutes: it counts round Chinese, and before it.
            f"|(?:(?<=[{_HAN}{_SIGNS}])|(?<![^\\n]))'(?=[{_HAN}{_SIGNS}])(?:[^'\\n]{{1,60}}'(?![0-9A-Za-z]))?"
        ),
        "",
    ),
    ("I514", (), expression("，，+|。。+|、、+|；；+|：：+|，。|。，|、，|，、|；，|，；"), ""),
    (
        "I515",
        ("...",),
        expression(f"(?<=[{_HAN}，。！？”])\\.{{3,}}|(?<!\\.)\\.{{3,}}(?=[{_HAN}“”])"),
        "……",
    ),
    ("I515", (), expression("。{3,}|(?<!…)…(?!…)"), "……"),
    ("I516", (), expression("[─―]+|(?<!—)———(?!—)"), "——"),
    ("I516", ("--", "—", "－－"), expression(f"(?<=[{_HAN}”])(?:--+|(?<!—)—(?!—)|－－+)(?=[{_HAN}“])"), "——"),
)


_ALIKE = {
    **dict.fromkeys("•・‧⋅∙･", "·"),
    "〝": "“", "〞": "”", "〟": "”", "﹁": "「", "﹂": "」", "﹃": "『", "﹄": "』", "｢": "「", "｣": "」",
    "﹐": "，", "﹑": "、", "､": "、", "｡": "。", "﹒": "．", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！",
}  # fmt: skip
"""Characters that look like a mark of GB/T 15834 and are another one."""
"""Slips: code, what a paragraph with one holds (others are not searched), how it looks, what is right."""

_DOTS = frozenset("•・‧⋅∙･")
_ALIKES = expression("[•・‧⋅∙･〝〞〟﹁﹂﹃﹄｢｣﹐﹑､｡﹒﹔﹕﹖﹗]|[\u2e80-\u2fdf]")


def proofread(story: Story, source: StorySource) -> Iterator[Diagnostic]:
    """Yield a warning for each mark out of balance in the body, and for marks that copy should not have."""
    paragraphs = story.paragraphs
    for nth, paragraph in enumerate(paragraphs):
        after = paragraphs[nth + 1].text if nth + 1 < len(paragraphs) else ""
        for code, start, end, fix, args in _faults(paragraph, after):
            at = body_place(source, nth, start, end)
            yield Diagnostic.make(code, Severity.WARNING, at, fix or None, **args)


@dataclass(frozen=True, slots=True)
class PrintedField:
    """A text of a YAML file that prints: its dotted path, its words, its marks, where its characters stand.

    `place` gives the place of characters `start` to `end`, and whether the file has just these characters there.
    """

    path: str
    text: str
    place: Callable[[int, int], tuple[Place, bool]]
    spans: tuple[Span, ...] = ()


def field_faults(fields: Sequence[PrintedField]) -> Iterator[Diagnostic]:
    """Yield a warning for each mark out of balance, and each slip, in texts that print outside the body.

    Neighbouring lines of one list (a headline, a sign-off) are read as one text: a quotation may run over them.
    """
    for _, group in groupby(fields, key=lambda field: field.path.rstrip("0123456789")):
        lines = list(group)
        starts = [0, *accumulate(len(line.text) + 1 for line in lines)]
        spans = tuple(
            Span(span.kind, span.start + start, span.end + start, span.note)
            for line, start in zip(lines, starts, strict=False)
            for span in line.spans
        )
        whole = Paragraph(0, "body", "\n".join(line.text for line in lines), spans)
        for code, start, end, fix, args in _faults(whole, ""):
            nth = bisect_right(starts, start) - 1
            at, exact = lines[nth].place(start - starts[nth], min(end - starts[nth], len(lines[nth].text)))
            yield Diagnostic.make(code, Severity.WARNING, at, fix if fix and exact else None, **args)


def _faults(paragraph: Paragraph, after: str) -> Iterator[tuple[str, int, int, str, dict[str, object]]]:
    """Yield code, start, end, certain correction and arguments of every fault in a paragraph's marks."""
    for code, start, end, args in _unbalanced(paragraph, after):
        yield code, start, end, "", args
    for code, start, end, fix in slips(paragraph):
        yield code, start, end, fix, {"text": paragraph.text[start:end]}


def body_place(source: StorySource, paragraph: int, start: int, end: int) -> Place:
    """Return the place of characters `start` to `end` of a paragraph in the story's file."""
    stretches = source.stretches[paragraph]
    return source.copy.place(stretches.index(start), stretches.index(end - 1) + 1)


class Kept:
    """The characters of a paragraph that stand inside copy kept as printed or already questioned by the desk."""

    def __init__(self, paragraph: Paragraph) -> None:
        """Note the stretches of the paragraph's sic and query marks, those inside others left out."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in paragraph.spans:
            if span.kind in ("sic", "query", "ok") and (not self._ends or span.end > self._ends[-1]):
                self._starts.append(span.start)
                self._ends.append(span.end)

    def __contains__(self, offset: int) -> bool:
        """Tell whether the character at an offset is among them."""
        nth = bisect_right(self._starts, offset) - 1
        return nth >= 0 and offset < self._ends[nth]


def slips(paragraph: Paragraph) -> Iterator[tuple[str, int, int, str]]:
    """Yield code, start, end and certain correction of straight quotes, doubled marks, ragged ellipses and dashes.

    Characters that only look right are among them: interpuncts, quotes and commas of other scripts, radicals.
    """
    kept = Kept(paragraph)
    for code, held, pattern, fix in _SLIPS:
        if held and not any(sign in paragraph.text for sign in held):
            continue
        for match in pattern.finditer(paragraph.text):
            if match.start() not in kept:
                yield code, match.start(), match.end(), fix
    for match in _ALIKES.finditer(paragraph.text):
        if match[0] in _DOTS and not _between_han(paragraph.text, match.start()):
            continue
        fix = _ALIKE.get(match[0]) or normalize("NFKC", match[0])
        if match.start() not in kept:
            yield "I518", match.start(), match.end(), fix if fix != match[0] else ""


def _between_han(text: str, at: int) -> bool:
    """Tell whether a character stands between two common Han characters."""
    return 0 < at < len(text) - 1 and all("\u4e00" <= char <= "\u9fff" for char in (text[at - 1], text[at + 1]))


def _unbalanced(paragraph: Paragraph, after: str) -> Iterator[tuple[str, int, int, dict[str, object]]]:
    """Yield closers without an opener and openers without a closer, in the order of the text."""
    found: list[tuple[str, int, int, dict[str, object]]] = []
    stack: list[tuple[str, int]] = []
    unclosed = Counter[str]()
    kept, alone = Kept(paragraph), apostrophes(paragraph.text)
    for match in _EDGES.finditer(paragraph.text):
        mark, at = match.group(), match.start()
        if at in kept or at in alone:
            continue
        if mark in _OPENERS:
            if mark == "“" and unclosed[mark]:
                found.append(("I517", at, at + 1, {"mark": mark}))
            stack.append((mark, at))
            unclosed[mark] += 1
        elif unclosed[_PAIRS[mark]]:
            while stack[-1][0] != _PAIRS[mark]:
                opener, where = stack.pop()
                unclosed[opener] -= 1
                found.append(("I512", where, where + 1, {"mark": opener}))
            unclosed[stack.pop()[0]] -= 1
        else:
            found.append(("I511", at, at + 1, {"mark": mark}))
    for opener, where in stack:
        if not (opener in "“‘「" and after.startswith(opener)):
            found.append(("I512", where, where + 1, {"mark": opener}))
    yield from sorted(found, key=lambda fault: fault[1])
