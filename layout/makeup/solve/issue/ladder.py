"""The copyfit ladder of one page, applied in order and reported.

Levelled legs, pictures a little taller or flatter, another setting of the head and the composer's line count are all
shapes of a table, so the page solver takes them by their costs; then heads without deck; then jumps; then widths beyond
the desk's wish. What fits even then not is the editor's to cut (`overfill`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.solve.design import lacking, lacks_dominant, ruled, too_many_frames, with_fewer_frames
from layout.makeup.solve.issue.assign import natural
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Frame, Measures, PageResult, Shape, ShapeTable
from layout.rules.design import RULED_WORTH
from layout.rules.solver import JUMP_ROWS, OVERFULL
from layout.rules.variety import GROWING, THIN_PAGE

if TYPE_CHECKING:
    from layout.makeup.dummy.plan import Block


@dataclass(frozen=True, slots=True)
class Ahead:
    """A page to come, and what stands on it so far: its cells at their natural size, at their least, at their most."""

    number: int
    cells: int
    natural: int
    least: int
    most: int


Solve = Callable[..., PageResult | None]
"""Solves one page: its tables, its frame; by name `work`, whether `quickly` or `thorough`, and a `start`."""

SHARE = 0.5
"""Share of what is left of a page's work that one rung of the ladder may take."""


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
    ahead: Sequence[Ahead],
    tables: Measures,
    solve: Solve,
    *,
    work: Work,
    quickly: bool = False,
    mend: bool = True,
) -> Made | None:
    """Climb the ladder for one page; the first clean page wins, else the best.

    As it is; without decks, with one jump, with two, where there is too much; then with other widths than wished. Of
    each rung the best page is looked for at length. What is no page yet after the last goes to the constraint solver.
    A page that is to be mended (`mend`) goes on. If no picture rules it, it is looked for once more among those that
    one does, then brought among them part by part. If it has more frames than it may have, it is looked for, with as
    much work again, among those with fewer, whose faults are mended part by part; then the constraint solver, which
    sees all blocks at once, looks among all pages without a fault, with decks or without. A page with pockets of white
    between its blocks is mended part by part, with as much work again, one that was passed over for them, too, where it
    has the picture or the frames that the best lacks. If it still has faults, the constraint solver solves parts of it
    anew and then all of it, with as much work again. `quickly` ends with the first rung that gives a page. `resumed`
    are remainders that wait for the page, `ahead` tells what stands on later ones. Every rung is tried until there is a
    page, whatever `work` is left.
    """
    best: Made | None = None
    hollow: Made | None = None
    tried: list[tuple[int, Sequence[ShapeTable]]] = []

    def take(
        page_tables: Sequence[ShapeTable],
        only: Sequence[ShapeTable] | None = None,
        *,
        share: float = SHARE,
        **how: object,
    ) -> Made | None:
        nonlocal best, hollow
        own = work.part(share)
        result = solve(only or page_tables, frame, work=own, **how)
        work.spend(own.spent)
        if result is None:
            return None
        sent = tuple(
            (page_tables[block.item].story, block.shape.lines, page_tables[block.item].jump)
            for block in result.placed
            if page_tables[block.item].jump and page_tables[block.item].part == 1
        )
        made = Made(frame, tuple(page_tables), result, sent)
        if best is None or _order(made) < _order(best):
            best = made
        pocketed = result.count("pockets") and not result.faults and not any(put.shape.tail for put in result.placed)
        if pocketed and (hollow is None or (_wants(made), result.cost) < (_wants(hollow), hollow.result.cost)):
            hollow = made
        return made

    for rung in _rungs(frame, stories, resumed, ahead, tables):
        if best is not None and (quickly or work.over):
            break
        fits = [tried_with for tried_with in rung if _may_fit(tried_with, frame)]
        found = []
        for page_tables in fits if quickly or len(fits) > 1 else ():
            quick = take(page_tables, quickly=True, thorough=False)
            if quick is None:
                tried.append((_least(page_tables), page_tables))
            else:
                found.append(quick)
                if not quick.result.faults:
                    break
        if fits and not quickly and (found or len(fits) == 1):
            chosen = min(found, key=_order).tables if found else fits[0]
            longer = take(chosen, thorough=False)
            if longer is not None:
                found.append(longer)
            elif not found:
                tried.append((_least(chosen), chosen))
        if any(not made.result.faults for made in found):
            break
    if best is not None and mend and not quickly:
        if lacks_dominant(best.tables, frame, best.result.placed):
            take(best.tables, ruled(best.tables, frame), thorough=False)
        if lacks_dominant(best.tables, frame, best.result.placed):
            work.again()  # such pages are few, and so are those below
            take(best.tables, ruled(best.tables, frame), thorough=False, start=best.result)
        if too_many_frames(frame, best.result.placed):
            work.again()
        # A frame fewer is worth less than the picture that rules the page.
        unruled = lacks_dominant(best.tables, frame, best.result.placed)
        among = best.tables if unruled else ruled(best.tables, frame)
        for fewer in with_fewer_frames(among, frame, best.result.placed):
            made = take(best.tables, fewer, thorough=False)
            if made is not None and made.result.faults:
                take(best.tables, fewer, thorough=False, start=made.result)
            if not too_many_frames(frame, best.result.placed):
                break
        if too_many_frames(frame, best.result.placed):
            wished = best.tables if best.jumps else [*(tables.table(story, decks=True) for story in stories), *resumed]
            if not unruled:
                take(wished, ruled(wished, frame), strict=True)
            if too_many_frames(frame, best.result.placed):
                take(wished, share=1.0, strict=True)
        if hollow and (best.result.count("pockets") or _wants(hollow) < _wants(best)) and not best.result.faults:
            work.again()
            among = ruled(hollow.tables, frame)
            if take(hollow.tables, among, thorough=False, start=hollow.result) is None:
                take(hollow.tables, thorough=False, start=hollow.result)
    if best is not None and best.result.faults and mend and not quickly:
        work.again()
        take(best.tables, share=1.0, thorough=True, start=best.result)
    elif best is None and tried:
        take(min(tried, key=lambda trial: trial[0])[1], thorough=True, quickly=quickly)
    return best


def _least(tables: Sequence[ShapeTable]) -> int:
    """Return the least cells that stories take together."""
    return sum(table.least for table in tables)


def _may_fit(tables: Sequence[ShapeTable], frame: Frame) -> bool:
    """Tell whether stories that all have shapes take no more than a page's cells, at their least."""
    return _least(tables) <= frame.cells and all(table.shapes for table in tables)


def _order(made: Made) -> tuple[int, int, int]:
    """Return by what one page goes before another: one that no picture rules is so much dearer.

    Where likeness to other pages counts, that and frames too many go before all cost, as they do when what several
    searches found is joined.
    """
    faults, lacks = lacking(made.tables, made.frame, made.result)
    if made.frame.shun:
        return faults, lacks, made.result.cost
    unruled = lacks_dominant(made.tables, made.frame, made.result.placed)
    return faults, 0, made.result.cost + RULED_WORTH * unruled


def _wants(made: Made) -> tuple[bool, int]:
    """Return what a page wants beside being clean: a picture that rules it, as few frames as it may have."""
    unruled = lacks_dominant(made.tables, made.frame, made.result.placed)
    return unruled, max(0, made.result.count("frames") - made.frame.rules.frames_most)


def _rungs(
    frame: Frame, stories: Sequence[str], resumed: Sequence[ShapeTable], ahead: Sequence[Ahead], tables: Measures
) -> Iterator[Iterator[Sequence[ShapeTable]]]:
    """Yield the rungs of the ladder, each as the tables that it tries."""
    plain = [tables.table(story) for story in stories]
    endless = any(not table.shapes for table in plain)  # most often a story longer than any page: it can only jump
    enough = endless or sum(table.most for table in (*plain, *resumed)) >= frame.cells
    fill = sum(natural(table) for table in (*plain, *resumed)) * 1000
    grown = fill <= frame.cells * GROWING
    if enough and not grown:
        yield iter(([*plain, *resumed],))
    if fill <= frame.cells * THIN_PAGE and not endless:
        yield iter(([*(tables.table(story, grown=True) for story in stories), *resumed],))
    elif not enough:
        yield iter(([*plain, *resumed],))
    if enough:
        decked = [tables.table(story, decks=True) for story in stories]
        if any(len(more.shapes) > len(table.shapes) for more, table in zip(decked, plain, strict=True)):
            yield iter(([*decked, *resumed],))
        jumpers = _jumpers(decked, ahead, tables)
        for count in (1, 2):
            if len(jumpers) >= count:
                yield _jumping(plain, resumed, jumpers, count, ahead, tables)
    # Smaller pictures would hide that there is too much copy: then the desk must choose.
    full = fill > frame.cells * OVERFULL
    for wide in (1,) if full else (1, 2):
        yield iter(([*(tables.table(story, wide=wide) for story in stories), *resumed],))


def _jumping(
    plain: Sequence[ShapeTable],
    resumed: Sequence[ShapeTable],
    jumpers: Sequence[ShapeTable],
    count: int,
    ahead: Sequence[Ahead],
    tables: Measures,
) -> Iterator[Sequence[ShapeTable]]:
    """Yield the page's tables with so many stories that jump."""
    for group in combinations(jumpers, count):
        names = {table.story for table in group}
        fair = [replace(table, shapes=_fair(table, ahead, tables, count)) for table in group]
        yield [*(table for table in plain if table.story not in names), *fair, *resumed]


def _jumpers(plain: Sequence[ShapeTable], ahead: Sequence[Ahead], tables: Measures) -> list[ShapeTable]:
    """Return the first parts of the stories that may jump, longest first, all to the page with the most room."""
    if not ahead:
        return []
    target = max(ahead, key=lambda page: (page.cells - page.natural, -page.number)).number
    found = [tables.pieces(table.story, target) for table in plain if table.part == 1]
    return sorted(
        (table for table in found if table.shapes), key=lambda table: (-tables.depth(table.story), table.story)
    )[:4]


def _fair(piece: ShapeTable, ahead: Sequence[Ahead], tables: Measures, count: int) -> tuple[Shape, ...]:
    """Return the pieces whose remainder the target page can take and, if it can be, needs."""
    target = next(page for page in ahead if page.number == piece.jump)
    most = (target.cells - target.least) // count
    least = (target.cells - target.most) // count
    lines = tables.depth(piece.story)
    rest = [(lines - shape.lines + 2 * JUMP_ROWS, shape) for shape in piece.shapes]
    fair = tuple(shape for cells, shape in rest if least <= cells <= most)
    return fair or tuple(shape for cells, shape in rest if cells <= most)
