"""What the desk wants to see over a page: block outlines with their fits, findings, overset copy, open marks.

These are items of the sheet's proof layer: the preview and the proof PDF draw them, the press never does. Words are
Chinese, as the desk's are. Nothing here changes what is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from layout.compose.line.single import set_single
from layout.compose.line.spec import TypeSpec
from layout.diagnostics.wording import describe
from layout.geometry import Box, Length, pt
from layout.ground.dataclass import replace
from layout.makeup.check.judge import as_diagnostic
from layout.sheet import Ink, Item, Line, Rule, Text
from layout.sheet.proof_layer import FITS, OPEN, OVER, SEVERITY_INKS, SHORT, White

if TYPE_CHECKING:
    from layout.desk.build.results import Judged
    from layout.issue.model import Span, Story
    from layout.makeup.check import Cells, Fault
    from layout.makeup.dummy.plan import Block, PageDummy
    from layout.sheet import Edition, Fit, Run, Sheet

_SIZE: Length = pt(8)
_HEIGHT: Length = pt(9)
_CLEAR: Length = pt(3)
"""Size and height of a label's line, and what is left free at its ends."""

_TAIL_CHARACTERS, _TAIL_LINES = 8, 40
"""Overset copy beside the page: characters a line, lines at most."""

_MARKS = {"gap": "缺", "query": "核", "sic": "照"}


def proofed(judged: Judged, edition: Edition) -> Edition:
    """Return an edition of the judged pages with the desk's marks on the proof layer of its sheets."""
    marker = _Marker(judged)
    dummies = {page.number: page for page in judged.plan.pages}
    return replace(
        edition,
        sheets=tuple(
            replace(sheet, items=(*sheet.items, *marker.marks(sheet, dummies[sheet.number])))
            if sheet.number in dummies
            else sheet
            for sheet in edition.sheets
        ),
    )


class _Marker:
    """Makes the marks of each sheet of one build."""

    def __init__(self, judged: Judged) -> None:
        self._judged = judged

    def marks(self, sheet: Sheet, dummy: PageDummy) -> Iterator[Item]:
        """Yield a sheet's marks in paint order."""
        self._white = White(sheet)
        fits = {fit.story: fit for fit in self._judged.fits if fit.page == sheet.number}
        stories = {story.id: story for story in self._judged.issue.stories}
        taken: list[Box] = []
        for story_id, fit in fits.items():
            if fit.over and story_id in stories:
                yield from self._overset(sheet, stories[story_id], fit, taken)
        for block in dummy.blocks:
            self._white.take_frame(_block_box(sheet, block))
        for block in dummy.blocks:
            yield from self._block(sheet, block, fits.get(block.story))
        for finding in self._judged.verdict.findings:
            if finding.at.page == sheet.number:
                yield from self._finding(sheet, finding)
        for item in sheet.items:
            if isinstance(item, Text) and item.line.locus is not None and item.line.paragraph >= 0:
                story = stories.get(item.line.locus.story)
                if story is not None:
                    yield from self._open_marks(item, story)

    def _block(self, sheet: Sheet, block: Block, fit: Fit | None) -> Iterator[Item]:
        box = _block_box(sheet, block)
        ink = FITS if fit is None else _colour(fit)
        yield from _frame(box, pt(0.6), ink, (3_000, 2_000))
        words = block.story if fit is None or not fit.offered else f"{block.story}　{fit_words(fit)}"
        yield self._label((words,), box.right, box.y + pt(2), ink, right=True)

    def _finding(self, sheet: Sheet, finding: Fault) -> Iterator[Item]:
        box = _cells(sheet, finding.at)
        ink = SEVERITY_INKS[finding.severity]
        if finding.at.cols and finding.at.rows:
            yield from _frame(box.inset(pt(1)), pt(1.2), ink)
            self._white.take_frame(box.inset(pt(1)))
        message = describe(as_diagnostic(finding), "zh").message
        yield self._label((f"{finding.code}　{message}", finding.code), box.x, box.y + pt(3), ink)

    def _label(self, choices: tuple[str, ...], x: Length, y: Length, ink: Ink, *, right: bool = False) -> Item:
        """Return the first choice of words for which there is white near (x, y), its left or right top corner.

        A label never has a ground: where there is no white at all the copy can be read through it.
        """
        for words in choices:
            line = self._line(words, ink)
            width = line.extent + 2 * _CLEAR
            wanted = Box(x - width if right else x, y, width, _HEIGHT)
            box = self._white.near(wanted)
            if box is not None:
                break
        else:
            box = wanted
        return Text(box.x + _CLEAR, box.y + _SIZE * 950 // 1000, line, layer="proof")

    def _line(self, words: str, ink: Ink, size: Length = _SIZE) -> Line:
        face = "sans-bold" if size == _SIZE else "sans"
        return set_single(words, TypeSpec(face, size, align="left", ink=ink), self._judged.case, role="label")

    def _open_marks(self, text: Text, story: Story) -> Iterator[Item]:
        """Yield frames round missing copy, open questions and what is kept as printed."""
        line = text.line
        paragraph = next((one for one in story.paragraphs if one.index == line.paragraph), None)
        if paragraph is None or line.vertical or line.offset < 0:
            return
        for span in paragraph.spans:
            sign = _MARKS.get(span.kind)
            first, last = max(span.start - line.offset, 0), min(span.end - line.offset, len(line.text))
            missing = span.start == span.end and 0 <= first == last < len(line.text)
            if sign is None or (first >= last and not missing):
                continue
            x0, x1 = _stretch(line, first, last)
            box = Box(text.x + x0, text.y - line.size * 900 // 1000, x1 - x0, line.size * 1050 // 1000)
            yield from _frame(box, pt(0.6), OPEN)
            if _begins(span, line):
                yield Text(box.right, box.y + pt(3), self._line(sign, OPEN, pt(4.5)), layer="proof")

    def _overset(self, sheet: Sheet, story: Story, fit: Fit, taken: list[Box]) -> Iterator[Item]:
        """Yield a red rule where the room ends, and in the page's margin beside it the copy that found none."""
        placed = [
            item for item in sheet.items
            if isinstance(item, Text) and item.line.locus is not None and item.line.locus.story == story.id
            and item.line.paragraph >= 0
        ]  # fmt: skip
        if not placed:
            return
        end = max(placed, key=lambda item: (item.line.paragraph, item.line.offset))
        y = end.y + end.line.size * 300 // 1000
        yield Rule(end.x, y, end.x + end.line.measure, y, pt(2), OVER, layer="proof")
        tail = tail_of(story, end.line)
        width = sheet.grid.trim[0]
        left = end.x + end.line.measure // 2 < width // 2
        x = pt(4) if left else sheet.grid.type_area.right + pt(4)
        shown = [tail[at : at + _TAIL_CHARACTERS] for at in range(0, len(tail), _TAIL_CHARACTERS)]
        if len(shown) > _TAIL_LINES:
            shown = [*shown[:_TAIL_LINES], "……"]
        rows = [f"{story.id} 溢出", f"{fit.over}行{-fit.characters}字", *shown]
        step = pt(6.4)
        top = min(end.y - pt(6), sheet.grid.trim[1] - len(rows) * step - pt(6))
        box = Box(x, max(top, pt(6)), pt(48), len(rows) * step + pt(3))
        while any(box.overlaps(other) for other in taken):
            box = box.moved(0, -step)
        taken.append(box)
        self._white.take(box)
        yield Rule(box.x - pt(1.5), box.y, box.x - pt(1.5), box.bottom, pt(1), OVER, layer="proof")
        for at, words in enumerate(rows):
            ink: Ink = OVER if at < 2 else (0, 70, 60, 25)
            line = self._line(words, ink, pt(5.4))
            yield Text(box.x, box.y + (at + 1) * step, line, layer="proof")


def fit_words(fit: Fit) -> str:
    """Return how a block fits, in the desk's words."""
    if fit.over:
        return f"溢出 {fit.over} 行（删 {-fit.characters} 字）"
    if fit.characters > 0:
        return f"缺 {fit.short} 行（添 {fit.characters} 字）"
    return f"合版 {fit.set}/{fit.offered} 行"


def tail_of(story: Story, last: Line) -> str:
    """Return a story's copy after its last placed line, sign-off included, paragraphs parted by ¶."""
    parts = []
    for paragraph in story.paragraphs:
        if paragraph.index == last.paragraph:
            parts.append(paragraph.text[last.offset + len(last.text) :])
        elif paragraph.index > last.paragraph:
            parts.append(paragraph.text)
    return "¶".join(part for part in (*parts, story.sign) if part)


def _colour(fit: Fit) -> Ink:
    return OVER if fit.over else SHORT if fit.characters > 0 else FITS


def _block_box(sheet: Sheet, block: Block) -> Box:
    return sheet.grid.cells(block.col, block.row, block.cols, block.rows)


def _cells(sheet: Sheet, at: Cells) -> Box:
    if not at.cols or not at.rows:
        area = sheet.grid.type_area
        return Box(area.x, area.y, area.w, 0)
    return sheet.grid.cells(at.col, at.row, at.cols, at.rows)


def _frame(box: Box, width: Length, ink: Ink, dash: tuple[Length, ...] = ()) -> Iterator[Item]:
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom), (box.x, box.y))
    for (x0, y0), (x1, y1) in pairwise(corners):
        yield Rule(x0, y0, x1, y1, width, ink, dash, layer="proof")


def _begins(span: Span, line: Line) -> bool:
    return span.start >= line.offset


def _stretch(line: Line, first: int, last: int) -> tuple[Length, Length]:
    """Return where characters `first` to `last` of a line begin and end along it."""
    begin: Length | None = None
    end: Length = line.extent
    count = 0
    for run in line.runs:
        for at, origin in _characters(run):
            index = count + at
            if index >= first and begin is None:
                begin = origin
            if index >= last:
                return (begin if begin is not None else origin), origin
        count += len(run.text)
    return (begin if begin is not None else 0), end


def _characters(run: Run) -> Iterator[tuple[int, Length]]:
    """Yield the index in a run's text and the origin of each of its glyphs."""
    origins = run.origins()
    clusters = run.clusters if run.clusters is not None else range(len(origins))
    yield from zip(clusters, origins, strict=False)
