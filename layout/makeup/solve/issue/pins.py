"""What the desk fixed of stories, held against the issue and against itself before any page is searched."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ground.dataclass import dataclass
from layout.makeup.page.folio import FOLIO_ROWS
from layout.makeup.page.masthead import front_rows
from layout.makeup.solve.standing import Cells, shared_cells

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.issue.model import Issue, Story
    from layout.makeup.solve.shapes import Measures, Shape


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A pin that cannot be held: its story, the key of `layout.pin` to change, and why, in Chinese and English."""

    story: str
    key: str
    zh: str
    en: str


def pins_that_contradict(issue: Issue, grid: Grid) -> tuple[Diagnostic, ...]:
    """Return M218 for every pin that no make-up can hold.

    Its page is not of the issue, or `pages` has the story on another; its cells leave the page, or stand in a folio
    line; two stories of a page are fixed to cells that overlap; a story is to stand with one that is on another page,
    with one that there is not, or with itself.
    """
    found = (*_astray(issue), *_off_page(issue, grid), *_on_each_other(issue), *_mismatched(issue))
    return tuple(_told(one) for one in found)


def pins_without_shape(issue: Issue, tables: Measures, grid: Grid) -> tuple[Diagnostic, ...]:
    """Return M218 for every pin to cells that no setting of its story fits, with the nearest that there is.

    Stories that may jump, that stand in the ear, that have no shape at all, and notices, whose size is their own, are
    not looked at.
    """
    found, on = [], _pages(issue)
    spreads = {story for page in issue.pages or () if page.spread for story in page.stories}
    for story in issue.stories:
        wishes = story.wishes
        if not {"col", "row", "cols", "rows"} & dict(wishes.pin).keys():
            continue
        if story.fixed or wishes.may_jump or wishes.inside or story.id in spreads:
            continue
        if dict(wishes.pin).get("row", -1) in range(front_rows(grid.rows)) and on.get(story.id, 1) == 1:
            continue
        one = _shapeless(story.id, tables, grid)
        found += [_told(one)] if one else []
    return tuple(found)


def _shapeless(story: str, tables: Measures, grid: Grid) -> Contradiction | None:
    """Return what is wrong with the cells that a story is pinned to, None where a setting of it fits them."""
    table = tables.table(story, decks=True, wide=2)
    pin = table.pin
    columns, rows = grid.columns - max(0, pin.col), grid.rows - max(0, pin.row)
    if not table.shapes:
        return None

    def off(shape: Shape) -> tuple[int, int]:
        """Return by how many columns and rows a shape misses the cells."""
        wide = abs(shape.cols - pin.cols) if pin.cols > 0 else max(0, shape.cols - columns)
        deep = max(0, shape.rows - rows)
        if pin.rows > 0:
            deep = max(deep, shape.rows - pin.rows, pin.rows - shape.rows - shape.give)
        return wide, deep

    nearest = min(table.shapes, key=off)
    if off(nearest) == (0, 0):
        return None
    # What else the search may make of it.
    grown = tables.table(story, decks=True, wide=2, grown=True).shapes
    others = (*tables.tails(story), *tables.boxed(story, "rule").shapes, *grown)
    if any(off(shape) == (0, 0) for shape in others):
        return None
    if pin.cols > 0 and pin.rows > 0 and tables.filling(story, pin.cols, pin.rows) is not None:
        return None
    deep = min(max(nearest.rows, pin.rows), nearest.rows + nearest.give)
    key = next(key for key in ("rows", "cols", "row", "col") if getattr(pin, key) >= 0)
    return Contradiction(
        story,
        key,
        f"排不进指定的格子（一版 {grid.columns} 栏 {grid.rows} 行），最接近的排法是 {nearest.cols} 栏 {deep} 行",
        f"does not go into the cells that it is fixed to (a page has {grid.columns} columns by {grid.rows} rows); "
        f"the nearest setting of it is {nearest.cols} columns by {deep} rows",
    )


def _told(one: Contradiction) -> Diagnostic:
    return Diagnostic.make(
        "M218",
        Severity.ERROR,
        Locus(one.story, f"layout.pin.{one.key}"),
        story=one.story,
        key=one.key,
        why=one.zh,
        why_en=one.en,
    )


def _pages(issue: Issue) -> dict[str, int]:
    """Return the page of each story, as far as the desk says it: in `pages`, else under its pin."""
    on = {story.id: page for story in issue.stories if isinstance(page := dict(story.wishes.pin).get("page"), int)}
    return on | {story: page.number for page in issue.pages or () for story in page.stories}


def _astray(issue: Issue) -> Iterator[Contradiction]:
    on = {story: page.number for page in issue.pages or () for story in page.stories}
    for story in issue.stories:
        page = dict(story.wishes.pin).get("page")
        if page is not None and story.id in on and on[story.id] != page:
            there = any(other.number == page for other in issue.pages or ())
            yield Contradiction(
                story.id,
                "page",
                f"指定在第 {page} 版，" + (f"pages 里却在第 {on[story.id]} 版" if there else "本期没有这一版"),
                f"is fixed to page {page}, "
                + (f"but pages has it on page {on[story.id]}" if there else "which this issue has not"),
            )


def _cells(story: Story) -> Cells:
    """Return the cells that a pin fixes, -1 where it fixes no column or row, 1 for a width or depth left open."""
    pin = dict(story.wishes.pin)
    found = [pin.get(key) for key in ("col", "row", "cols", "rows")]
    col, row, cols, rows = (value if isinstance(value, int) else -1 for value in found)
    return col, row, max(1, cols), max(1, rows)


def _off_page(issue: Issue, grid: Grid) -> Iterator[Contradiction]:
    on, spreads = _pages(issue), {page.number for page in issue.pages or () if page.spread}
    for story in issue.stories:
        col, row, cols, rows = _cells(story)
        columns = grid.spread().columns if on.get(story.id) in spreads else grid.columns
        first = FOLIO_ROWS if on.get(story.id, 1) > 1 and not story.wishes.whole_page else 0
        if max(0, col) + cols > columns:
            end = max(0, col) + cols
            yield Contradiction(
                story.id,
                "col" if col >= columns else "cols",
                f"指定的格子到第 {end} 栏，一版只有 {columns} 栏（从 0 数起）",
                f"is fixed to cells up to column {end} of {columns} (counted from 0)",
            )
        elif max(0, row) + rows > grid.rows:
            end = max(0, row) + rows
            yield Contradiction(
                story.id,
                "row" if row >= grid.rows else "rows",
                f"指定的格子到第 {end} 行，一版只有 {grid.rows} 行（从 0 数起）",
                f"is fixed to cells up to row {end} of {grid.rows} (counted from 0)",
            )
        elif 0 <= row < first:
            yield Contradiction(
                story.id,
                "row",
                f"指定在第 {row} 行，前 {first} 行是版头",
                f"is fixed to row {row}, but the first {first} are the folio line's",
            )


def _on_each_other(issue: Issue) -> Iterator[Contradiction]:
    on = _pages(issue)
    fixed = [(story.id, _cells(story)) for story in issue.stories if story.id in on and not story.wishes.inside]
    placed = [(story, cells) for story, cells in fixed if min(cells[:2]) >= 0]
    for (one, here), (other, there) in combinations(placed, 2):
        if on[one] == on[other] and shared_cells(here, there):
            yield Contradiction(
                other,
                "row",
                f"指定的格子和 {one} 的重叠",
                f"is fixed to cells of which {one} is fixed to some",
            )


def _mismatched(issue: Issue) -> Iterator[Contradiction]:
    on, known = _pages(issue), {story.id for story in issue.stories}
    for story in issue.stories:
        mate = dict(story.wishes.pin).get("with")
        if mate is None:
            continue
        if mate == story.id:
            yield Contradiction(story.id, "with", "要和它自己挨着", "is to stand with itself")
        elif mate not in known:
            yield Contradiction(
                story.id,
                "with",
                f"要和 {mate} 挨着，本期没有这一篇",
                f"is to stand with {mate}, which this issue has not",
            )
        elif story.id in on and on.get(str(mate), on[story.id]) != on[story.id]:
            yield Contradiction(
                story.id,
                "with",
                f"在第 {on[story.id]} 版，要挨着的 {mate} 在第 {on[str(mate)]} 版",
                f"is on page {on[story.id]}, and {mate}, with which it is to stand, on page {on[str(mate)]}",
            )
