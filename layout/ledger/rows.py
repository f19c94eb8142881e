"""Rows: every block's first line, head and pictures against the row that the dummy and the fit give them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.geometry.grid import BASELINE_IN_EM

if TYPE_CHECKING:
    from layout.geometry import Grid, Length
    from layout.ledger.dealt import DealtPage, Stand
    from layout.ledger.found import Held, PageHeld


def row_account(page: PageHeld, dealt: DealtPage, rows: Mapping[tuple[int, str, int], int]) -> Iterator[Diagnostic]:
    """Yield L115 for blocks that do not stand in their rows.

    A first line stands in the row that its fit names, text never in a block's first row, which is its air, and the
    pictures of a story without text in the rows of the dummy.
    """
    grid = page.sheet.grid
    for stand in dealt.stands:
        mine = [one for one in page.regions if one.region.story == stand.story and _inside(one, stand, grid)]
        if not mine or (stand.bleeds and all(one.region.role == "picture" for one in mine)):
            continue
        off = _rows_off(stand, mine, rows.get((dealt.number, stand.story, stand.part), -1), grid)
        if off:
            yield Diagnostic.make(
                "L115", Severity.WARNING, Locus(stand.story), story=stand.story, page=dealt.number, rows=off
            )


def _inside(held: Held, stand: Stand, grid: Grid) -> bool:
    """Tell whether a region begins in a block's columns: a story may have two blocks on a page."""
    cells = stand.boxes(grid)[0]
    return cells.x - grid.gutter <= held.region.box.x < cells.right


def _rows_off(stand: Stand, mine: list[Held], first: int, grid: Grid) -> float:
    top = grid.row_y(stand.row)
    legs = [one for one in mine if one.region.role == "body"]
    if legs and first >= 0:
        off = legs[0].region.box.y - (top + first * grid.leading)
        if off:
            return round(off / grid.leading, 1)
    pictures = sorted(one.region.box.y for one in mine if one.region.role == "picture")
    if not legs and stand.photos and pictures:
        # At the row's own edge, as an advert of its booked size, or level with its characters.
        edge = top + min(stand.photos) * grid.leading
        off = pictures[0] - max(edge, min(pictures[0], edge + (grid.leading - grid.size) // 2))
        if off:
            return round(off / grid.leading, 1)
    highest = min((_top(one) for one in mine if one.region.role != "picture" and one.lines), default=top + grid.leading)
    return round(min(0, highest - top - grid.leading * 3 // 4) / grid.leading, 1)


def _top(held: Held) -> Length:
    """Return where a region's highest line begins."""
    return min(
        text.y if text.line.vertical else text.y - text.line.size * BASELINE_IN_EM // 1000 for text in held.lines
    )
