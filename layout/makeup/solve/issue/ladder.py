"""The copyfit ladder of one page, applied in order and reported.

Levelled legs, pictures a little taller or flatter, another setting of the head and the composer's line count are all
shapes of a table, so the page solver takes them by their costs; then heads without deck; then jumps; then widths beyond
the desk's wish. What fits even then not is the editor's to cut (`overfill`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.solve.issue.assign import natural
from layout.makeup.solve.shapes import Frame, Measures, PageResult, Shape, ShapeTable
from layout.rules.solver import OVERFULL

if TYPE_CHECKING:
    from layout.makeup.dummy.plan import Block

Later = list[tuple[Frame, list[ShapeTable]]]
"""The pages to come, each with the tables of what stands on it so far."""

Solve = Callable[..., PageResult | None]
"""Solves one page: its tables, its frame, and by name whether the constraint solver may help (`thorough`)."""


REST_ROWS = 3
"""Rows of a jump head."""


@dataclass(frozen=True, slots=True)
class Made:
    """A page as solved: its tables, its result, the jumps that it sends (story, lines set, to page)."""

    frame: Frame
    tables: tuple[ShapeTable, ...]
    result: PageResult
    jumps: tuple[tuple[str, int, int], ...] = ()
    ear: Block | None = None


def climb(
    frame: Frame,
    stories: Sequence[str],
    resumed: Sequence[ShapeTable],
    ahead: Callable[[], Later],
    tables: Measures,
    solve: Solve,
    *,
    thorough: bool = True,
) -> Made | None:
    """Climb the ladder for one page; the first clean page wins, else the best.

    As it is; without decks, with one jump, with two, where there is too much; then with other widths than wished. What
    still has faults then, or is no page yet, goes to the constraint solver if the search is to be `thorough`.
    `resumed` are remainders that wait for the page, `ahead` tells what stands on later ones.
    """
    best: Made | None = None
    tried: list[tuple[int, Sequence[ShapeTable]]] = []

    def try_with(page_tables: Sequence[ShapeTable], constraints: bool = False) -> bool:
        nonlocal best
        least = sum(table.least for table in page_tables)
        if least > frame.cells or not all(table.shapes for table in page_tables):
            return False
        result = solve(page_tables, frame, thorough=constraints)
        if result is None:
            tried.append((least, page_tables))
            return False
        sent = []
        for block in result.placed:
            table = page_tables[block.item]
            if table.jump and table.part == 1:
                sent.append((table.story, block.shape.lines, table.jump))
        trial = Made(frame, tuple(page_tables), result, tuple(sent))
        if best is None or (result.faults, result.cost) < (best.result.faults, best.result.cost):
            best = trial
        return not result.faults

    plain = [tables.table(story) for story in stories]
    if try_with([*plain, *resumed]):
        return best
    if sum(table.most for table in (*plain, *resumed)) >= frame.cells and _shrunk(
        frame, stories, plain, resumed, ahead, tables, try_with
    ):
        return best
    # Smaller pictures would hide that there is too much copy: then the desk must choose.
    full = sum(natural(table) for table in (*plain, *resumed)) * 1000 > frame.cells * OVERFULL
    for wide in (1,) if full else (1, 2):
        if try_with([*(tables.table(story, wide=wide) for story in stories), *resumed]):
            return best
    if thorough and best is not None:
        try_with(best.tables, True)
    elif thorough and tried:
        try_with(min(tried, key=lambda trial: trial[0])[1], True)
    return best


def _shrunk(
    frame: Frame,
    stories: Sequence[str],
    plain: Sequence[ShapeTable],
    resumed: Sequence[ShapeTable],
    ahead: Callable[[], Later],
    tables: Measures,
    try_with: Callable[[Sequence[ShapeTable]], bool],
) -> bool:
    """Try the page without decks, then with one jump, then with two; tell whether one of them is clean."""
    decked = [tables.table(story, decks=True) for story in stories]
    spare = any(len(more.shapes) > len(table.shapes) for more, table in zip(decked, plain, strict=True))
    if spare and try_with([*decked, *resumed]):
        return True
    later = ahead()
    jumpers = _jumpers(frame, decked, later, tables)
    for count in (1, 2):
        for group in combinations(jumpers, count):
            names = {table.story for table in group}
            fair = [replace(table, shapes=_fair(table, later, tables, count)) for table in group]
            page_tables = [*(table for table in plain if table.story not in names), *fair, *resumed]
            if try_with(page_tables):
                return True
    return False


def _jumpers(frame: Frame, plain: Sequence[ShapeTable], later: Later, tables: Measures) -> list[ShapeTable]:
    """Return the first parts of the stories that may jump, longest first, all to the page with the most room."""
    if not later:
        return []
    target = max(
        later, key=lambda entry: (entry[0].cells - sum(natural(table) for table in entry[1]), -entry[0].number)
    )[0]
    found = [tables.pieces(table.story, target.number) for table in plain if table.part == 1]
    return sorted(
        (table for table in found if table.shapes), key=lambda table: (-tables.depth(table.story), table.story)
    )[:4]


def _fair(piece: ShapeTable, later: Later, tables: Measures, count: int) -> tuple[Shape, ...]:
    """Return the pieces whose remainder the target page can take and, if it can be, needs."""
    frame, waiting = next(entry for entry in later if entry[0].number == piece.jump)
    most = (frame.cells - sum(table.least for table in waiting)) // count
    least = (frame.cells - sum(table.most for table in waiting)) // count
    lines = tables.depth(piece.story)
    rest = [(lines - shape.lines + 2 * REST_ROWS, shape) for shape in piece.shapes]
    fair = tuple(shape for cells, shape in rest if least <= cells <= most)
    return fair or tuple(shape for cells, shape in rest if cells <= most)
