"""Facts of a plan's blocks, read off the finished sheets: what was printed, not what was promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from layout.geometry import Box
from layout.geometry.grid import BASELINE_IN_EM
from layout.ground.dataclass import dataclass, replace
from layout.makeup.check.facts import BlockFacts, LegFacts, PinFacts, StoryFacts
from layout.makeup.check.judge import check_plan
from layout.makeup.dummy.loudness import is_heavy
from layout.rules.house import BOOK, PageRules
from layout.rules.pages import LABEL_ROWS, PIECE_OF_LEG
from layout.sheet import WHITE, Picture, Rule, Text
from layout.sheet.paint_order import extent
from layout.sheet.proof_layer import text_box

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.issue.model import Clash, Story
    from layout.makeup.check.verdict import Verdict
    from layout.makeup.dummy.plan import Block, Plan
    from layout.sheet import Fit, Sheet

HEAD_ROLES = frozenset({"label", "kicker", "headline", "deck", "byline", "jumphead"})
LEG_ROLES = frozenset({"body", "subhead", "sign", "table", "dateline"})


def judge_sheets(
    plan: Plan,
    sheets: Sequence[Sheet],
    fits: Iterable[Fit],
    stories: Iterable[Story],
    grid: Grid,
    rules: PageRules = BOOK,
    clashes: Iterable[Clash] = (),
) -> Verdict:
    """Return the checker's verdict on a plan as its finished sheets show it; `clashes` are who must not meet."""
    return check_plan(plan, facts_of_sheets(plan, sheets, fits), story_facts(stories, clashes), grid, rules)


def facts_of_sheets(plan: Plan, sheets: Sequence[Sheet], fits: Iterable[Fit]) -> tuple[BlockFacts, ...]:
    """Return the facts of every block as its sheet shows it; `fits` tell what found no room."""
    over = {(fit.page, fit.story): fit for fit in fits}
    found = []
    for dummy, sheet in zip(plan.pages, sheets, strict=True):
        texts = _by_story(sheet)
        level = tuple(_level(sheet))
        for block in dummy.blocks:
            fit = over.get((dummy.number, block.story))
            lines = list(_lines(block, sheet.grid, texts.get(block.story, [])))
            beyond = (fit.over, fit.characters) if fit else (0, 0)
            facts = _facts(block, dummy.number, sheet.grid, lines, beyond, _over(block, sheet, lines))
            near, clear = _near(block, sheet.grid, lines, level), _clear(sheet.grid, lines, level)
            found.append(replace(facts, near=near, clear=clear))
    return tuple(found)


def story_facts(stories: Iterable[Story], clashes: Iterable[Clash] = ()) -> tuple[StoryFacts, ...]:
    """Return what the desk said of its stories."""
    apart: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for clash in clashes:
        apart[clash.notice].append((clash.story, clash.word, clash.other))
    return tuple(
        StoryFacts(
            story.id,
            story.priority,
            story.kind,
            bool(story.head.main) and not story.fixed,
            story.wishes.cols[0],
            PinFacts(**_pin(story)),  # type: ignore[arg-type]
            story.wishes.box != "none" or "box" in dict(story.wishes.pin) or bool(story.wishes.inside),
            story.wishes.size if story.fixed else (0, 0),
            story.fixed and story.wishes.whole_page,
            tuple(apart[story.id]),
            is_heavy(story),
        )
        for story in stories
    )


def _pin(story: Story) -> dict[str, int | str]:
    wish = dict(story.wishes.pin)
    names = {"with": "mate"}
    known = {"page", "col", "row", "cols", "rows", "zone", "with", "box"}
    return {names.get(key, key): value for key, value in wish.items() if key in known} | {"inside": story.wishes.inside}


def _by_story(sheet: Sheet) -> dict[str, list[Text]]:
    """Return the lines of text that stand in the regions of each story, but for those of its pictures."""
    found: dict[str, list[Text]] = defaultdict(list)
    for item in sheet.items:
        if isinstance(item, Text) and item.region >= 0:
            region = sheet.regions[item.region]
            if region.role != "picture":
                found[region.story].append(item)
    return found


def _lines(block: Block, grid: Grid, texts: Iterable[Text]) -> Iterator[Text]:
    """Yield those of a story's lines of text that stand in a block's cells."""
    box = grid.cells(block.col, block.row, block.cols, block.rows + block.tail)
    left, right, top, bottom = box.x - grid.gutter, box.right, box.y, box.bottom
    return (text for text in texts if left <= text.x < right and top <= text.y <= bottom)


def _level(sheet: Sheet) -> Iterator[tuple[str, Box]]:
    """Yield what may stand over or under type: level rules and edges of frames (of no story), pictures with theirs."""
    for item in sheet.items:
        if isinstance(item, Rule) and item.y0 == item.y1 and item.region < 0:
            yield "", extent(item)
        elif isinstance(item, Picture) and item.region >= 0:
            yield sheet.regions[item.region].story, item.box


def _near(block: Block, grid: Grid, lines: Sequence[Text], level: Sequence[tuple[str, Box]]) -> int:
    """Return the least white over or under a block's lines towards such things, in 1/1000 rows, no more than a row."""
    cells = grid.cells(block.col, block.row, block.cols, block.rows + block.tail)
    around = Box(cells.x, cells.y - grid.leading, cells.w, cells.h + 2 * grid.leading)
    least = grid.leading
    for story, box in level:
        if story == block.story or not box.overlaps(around):
            continue
        for text in lines:
            near = box.y - 2 * grid.leading < text.y < box.bottom + 3 * grid.leading
            # White type stands on a ground of its own, which parts it from the frame that it hangs on.
            if near and not text.line.vertical and text.line.runs and text.line.runs[0].ink != WHITE:
                ink = text_box(text)
                if ink.x < box.right and box.x < ink.right:
                    least = min(least, max(box.y - ink.bottom, ink.y - box.bottom))
    return max(0, 1000 * least // grid.leading)


def _clear(grid: Grid, lines: Sequence[Text], level: Sequence[tuple[str, Box]]) -> int:
    """Return the white between a head's first line and the rule over it, in 1/1000 rows, three rows at most.

    A column title has a rule of its own, and white type a ground.
    """
    heads = [text for text in lines if text.line.role in ("label", "kicker", "headline") and not text.line.vertical]
    first = min(heads, key=lambda text: text.y - text.line.size, default=None)
    if first is None or first.line.role == "label" or first.line.runs[0].ink == WHITE:
        return 3000
    ink = text_box(first)
    over = (ink.y - box.bottom for story, box in level if not story and box.x < ink.right and ink.x < box.right)
    return min((1000 * gap // grid.leading for gap in over if gap >= 0), default=3000)


def _over(block: Block, sheet: Sheet, lines: Sequence[Text]) -> list[Text]:
    """Return the lines of a block's head that stand on a picture of its story."""
    pictures = [one.box for one in sheet.regions if one.role == "picture" and one.story == block.story]
    return [
        text
        for text in lines
        if text.line.role in HEAD_ROLES
        and any(box.x <= text.x and box.y < text.y < box.bottom for box in pictures)
        and any(text.x + text.line.extent <= box.right for box in pictures)
    ]


def _facts(
    block: Block, page: int, grid: Grid, lines: Sequence[Text], beyond: tuple[int, int], over: Sequence[Text]
) -> BlockFacts:
    """Return a block's facts; `beyond` are the lines and characters that found no room, `over` its head on a picture.

    A head over a picture 压图 takes no row of its block and stands level with nothing; only its size counts.
    """
    heads = [text for text in lines if text.line.role in HEAD_ROLES and text not in over]
    body = [text for text in lines if text.line.role in LEG_ROLES]
    sizes = [text.line.size for text in (*heads, *over) if text.line.role == "headline"]
    vertical = any(text.line.vertical for text in heads)
    head_from, head_to = _head_span(block, heads, grid)
    cut = _cut(block, vertical, head_from, head_to)
    legs: dict[int, list[Text]] = defaultdict(list)
    step = grid.span(cut.cols) / cut.count
    for text in body:
        middle = text.x + text.line.measure / 2 - grid.column_x(block.col + cut.first)
        legs[max(0, min(cut.count - 1, int(middle // step)))].append(text)
    head_rows = 0
    if heads:
        foot = max(_row(text, grid) for text in heads if not text.line.vertical) + 1 if not vertical else 0
        under = [
            _row(text, grid)
            for leg, texts in legs.items()
            for text in texts
            if head_from <= cut.columns(leg)[0] < head_to
        ]
        # A photograph or an insert that stands between a head and its legs is no part of the head.
        hung = [
            block.row + row
            for col, row, cols, _ in _standing(block)
            if row and col < head_to and head_from < col + cols
        ]
        head_rows = block.rows if vertical else max(min([*under, *hung], default=foot), foot) - block.row
    facts: list[LegFacts] = []
    for leg in range(cut.count):
        facts += _pieces(block, grid, cut, leg, legs.get(leg, []))
    return BlockFacts(
        page,
        block.story,
        block.part,
        head_rows,
        head_from,
        head_to,
        head_rows,
        max(sizes, default=0),
        vertical,
        tuple(facts),
        beyond[0],
        abs(beyond[1]),
        _fill(heads, grid, head_to - head_from),
        0 if vertical else _air(block, grid, heads, head_rows),
    )


def _air(block: Block, grid: Grid, heads: Sequence[Text], head_rows: int) -> int:
    """Return the white over and under a head's lines, in 1/1000 rows; byline, column title and a picture over it count.

    An em box stands for a line's ink, as in setting: 88 % of it over the baseline.
    """
    lines = [text for text in heads if text.line.role in ("kicker", "headline", "deck")]
    if not lines:
        return 0
    top = min(text.y - text.line.size * BASELINE_IN_EM // 1000 for text in lines)
    foot = max(text.y + text.line.size * (1000 - BASELINE_IN_EM) // 1000 for text in lines)
    bylines = len({text.y for text in heads if text.line.role == "byline"})
    label = LABEL_ROWS if any(text.line.role == "label" for text in heads) else 0
    crown = max((deep for _, row, wide, deep in _standing(block) if not row and wide == block.cols), default=0)
    free = head_rows - bylines - label - crown
    return max(0, 1000 * (free * grid.leading - (foot - top)) // grid.leading)


def _fill(heads: Sequence[Text], grid: Grid, cols: int) -> int:
    """Return the share of so many columns, in 1/1000, that the longest line of a headline takes."""
    lines = [text.line.extent for text in heads if text.line.role == "headline" and not text.line.vertical]
    return 1000 * max(lines) // max(1, grid.span(cols)) if lines and cols > 0 else 1000


@dataclass(frozen=True, slots=True)
class _Cut:
    """How a block is cut into legs: `count` of them over `cols` columns from the block's column `first` on."""

    first: int
    cols: int
    count: int

    def columns(self, leg: int) -> range:
        """Return the block's columns that a leg touches."""
        start, end = leg * self.cols // self.count, ((leg + 1) * self.cols - 1) // self.count
        return range(self.first + start, self.first + end + 1)


def _cut(block: Block, vertical: bool, head_from: int, head_to: int) -> _Cut:
    """Return how a block is cut: beside a vertical head, legs that are counted share the other columns."""
    if not block.legs or not vertical:
        return _Cut(0, block.cols, block.legs or block.cols)
    first = head_to if head_from == 0 else 0
    return _Cut(first, max(1, block.cols - (head_to - head_from)), block.legs)


def _standing(block: Block) -> Iterator[tuple[int, int, int, int]]:
    """Yield the cells (column, row, columns, rows) of a block that its pictures and its insert take."""
    for photo in block.photos:
        if not photo.wrap:  # text runs on beside it
            yield photo.col, photo.row, photo.cols, photo.rows
    if block.insert is not None:
        yield block.insert


def _row(text: Text, grid: Grid) -> int:
    """Return the row in which a baseline lies."""
    return (text.y - grid.type_area.y) // grid.leading


def _head_span(block: Block, heads: Sequence[Text], grid: Grid) -> tuple[int, int]:
    """Return the block's columns that the head's measure covers."""
    if not heads:
        return 0, 0
    step = grid.measure + grid.gutter
    upright = [text for text in heads if text.line.vertical]
    left = min(text.x for text in upright or heads) - grid.column_x(block.col)
    if upright:
        right = max(text.x for text in upright) - grid.column_x(block.col)
        return max(0, left // step), min(block.cols, right // step + 1)
    right = max(text.x + max(text.line.measure, text.line.extent) for text in heads) - grid.column_x(block.col)
    if not block.head.cols and not any(row == 0 and cols < block.cols for _, row, cols, _ in _standing(block)):
        return 0, block.cols
    return max(0, left // step), min(block.cols, -(-(right + grid.gutter) // step))


def _pieces(block: Block, grid: Grid, cut: _Cut, leg: int, texts: Sequence[Text]) -> Iterator[LegFacts]:
    """Yield the unbroken pieces of a leg: the cells of pictures and inserts part them."""
    last = leg == cut.count - 1
    running = cut.count - max(1, min(block.tail_cols, block.cols) * cut.count // block.cols)
    floor = block.rows - (block.box != "none") + (block.tail if leg >= running else 0)
    bounds = sorted(
        (top - 1, top + deep + 1)
        for left, top, wide, deep in _standing(block)
        if any(left <= col < left + wide for col in cut.columns(leg))
    )
    rows = sorted(texts, key=lambda text: text.y)
    rest = [(_row(text, grid) - block.row, text) for text in rows]
    reserved = 1 if block.jump and last else 0
    limits = [(top, below) for top, below in bounds] + [(floor - reserved, floor)]
    start = 0
    for top, below in limits:
        piece = [(row, text) for row, text in rest if start <= row < top]
        if piece:
            first, foot = piece[0][0], piece[-1][0] + 1
            ends = _ends(piece, rest, last)
            alone = piece[-1][1].line.role == "subhead" and not ends
            under = -1 if ends and not block.jump else _under_subhead(piece)
            white = _over_subhead([text for _, text in piece], grid)
            yield LegFacts(leg, first, top - first, foot - first, alone, under, _widow(piece[0][1]), white)
        elif start and top - start >= PIECE_OF_LEG:
            yield LegFacts(leg, start, top - start, 0)
        start = below


def _under_subhead(piece: Sequence[tuple[int, Text]]) -> int:
    """Return how many lines stand under the last subhead of a piece; -1 where it has none."""
    rows = [row for row, text in piece if text.line.role == "subhead"]
    return len({row for row, _ in piece if row > rows[-1]}) if rows else -1


def _over_subhead(lines: Sequence[Text], grid: Grid) -> int:
    """Return the most white between a subhead and the line over it, in 1/1000 rows."""
    under = (lower.y - upper.y - grid.leading for upper, lower in pairwise(lines) if lower.line.role == "subhead")
    return max((1000 * white // grid.leading for white in under if white > 0), default=0)


def _widow(top: Text) -> int:
    """Return what share of its measure, in 1/1000, a paragraph's last line alone at a top fills; 0 for any other."""
    line = top.line
    alone = line.role == "body" and line.ending == "last" and not line.first
    return max(1, 1000 * line.extent // line.measure) if alone else 0


def _ends(piece: Sequence[tuple[int, Text]], rest: Sequence[tuple[int, Text]], last: bool) -> bool:
    """Tell whether a piece is the very end of its block, where nothing can follow a subhead."""
    return last and piece[-1][1] is rest[-1][1]
