"""One page of a kept plan after a late change: only what no longer fits moves, and as little else as possible.

First the same cells are tried with another head or crop. Then rows go from block to block, each in its own columns, and
the smallest rectangle of blocks, with the cells that a killed story leaves and the stories that come in, is cut anew,
fewest blocks first, and only then the whole page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import chain, groupby
from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.makeup.dummy.plan import Block, PageDummy
from layout.makeup.solve.design import dressed
from layout.makeup.solve.issue.briefs import TITLE, with_briefs
from layout.makeup.solve.issue.ear import ear_block, ear_story
from layout.makeup.solve.issue.ladder import Made, climb
from layout.makeup.solve.issue.notices import air_over, around_notices
from layout.makeup.solve.issue.stood import (
    Late,
    Means,
    as_shape,
    faults_before,
    frame_of,
    held_of,
    page_of_tables,
    rects_of,
    running,
    sound,
    stood_of,
    table_of,
    tails_of,
)
from layout.makeup.solve.search.judging import judge, rectangles
from layout.makeup.solve.search.least import joined, least_moves, moves
from layout.makeup.solve.search.one_page import solve_page
from layout.makeup.solve.search.patches import clearings, cut_anew
from layout.makeup.solve.search.score import white_most
from layout.makeup.solve.search.slides import Sliding, by_movers
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Frame, Options, PageResult, ShapeTable, to_block
from layout.rules.variety import MOVED, MOVED_ASIDE

if TYPE_CHECKING:
    from layout.makeup.dummy.agreement import Cells
    from layout.makeup.solve.search.slicing import Rect

ITEMS_MOST = 7
"""Blocks that are cut anew together; more is the whole page."""

TREES = 30
"""Ways to cut a rectangle that are tried on the page."""

SLID_MOST = 40
"""Pages that are judged of those on which the same blocks slide."""

NEIGHBOURS = 2
"""Blocks beside those that no longer suit that may move before an arrangement is asked for that moves less."""

MUCH = 2, 3
"""Share of what moving every block out of its columns counts, from which on the page is made up as a whole."""


def mend(dummy: PageDummy, late: Late, means: Means) -> PageDummy | None:
    """Return the page mended, None where no arrangement of its stories was found."""
    if any(block.row < dummy.top for block in dummy.blocks) or late.new:
        return _beside_the_ear(dummy, late, means)
    return _below(dummy, late, means)


def _beside_the_ear(dummy: PageDummy, late: Late, means: Means) -> PageDummy | None:
    """Return the page mended, its ear 报眼 first: a block in the masthead's rows has no neighbours."""
    frame = frame_of(dummy, means)
    ears = [block for block in dummy.blocks if block.row < dummy.top]
    wrong = [dummy.blocks[index] for index in late.wrong]
    new = late.new
    for at, block in enumerate(ears):
        if block in wrong or late.anew:
            made = ear_block(frame, block.story, means.tables)
            if made is None:
                return None
            ears[at] = made
    if not ears and (pinned := ear_story(frame, new, means.tables)):
        made = ear_block(frame, pinned, means.tables)
        if made is None:
            return None
        ears.append(made)
        new = tuple(story for story in new if story != pinned)
    below = tuple(block for block in dummy.blocks if block.row >= dummy.top)
    holes = tuple(hole for hole in late.holes if hole[1] >= dummy.top)
    rest = replace(late, wrong=tuple(below.index(block) for block in wrong if block in below), new=new, holes=holes)
    page = replace(dummy, blocks=below, ear=max((block.cols for block in ears), default=0))
    mended = _below(page, rest, means) if rest else page
    return replace(mended, blocks=(*ears, *mended.blocks)) if mended else None


def _below(dummy: PageDummy, late: Late, means: Means) -> PageDummy | None:
    frame = frame_of(dummy, means)
    if not late.anew:
        stood = tuple((one.story, one.col, one.row, one.cols, one.rows) for one in dummy.blocks if one.part == 1)
        frame = replace(frame, kept=stood)
    measured = [
        *(table_of(block, means.tables, firm=index not in late.wrong) for index, block in enumerate(dummy.blocks)),
        *(means.tables.table(story) for story in late.new),
    ]
    inside = all(
        block.col + block.cols <= frame.columns and block.row + block.rows + block.tail <= frame.end
        for block in dummy.blocks
    )
    best: tuple[PageResult, Collection[int]] | None = None
    if inside and not late.anew and measured:
        mended, best = _least_mended(dummy, late, frame, measured, means)
        if mended is not None:
            return _as_dummy(dummy, mended[0], measured, mended[1])
    fresh = _anew(dummy, late, frame, means)
    if fresh is not None and (best is None or fresh[1] < best[0].cost):
        return fresh[0]
    if best is not None:
        return _as_dummy(dummy, best[0], measured, best[1])
    # Copy that leaves a hole which nothing on the page can fill leaves it for the desk to see.
    return dummy if not (late.wrong or late.new or late.anew) else None


def _least_mended(
    dummy: PageDummy, late: Late, frame: Frame, measured: Sequence[ShapeTable], means: Means
) -> tuple[tuple[PageResult, Collection[int]] | None, tuple[PageResult, Collection[int]] | None]:
    """Return the sound page that moves least, with the blocks that do, and else the best of the others.

    What slides and cuts mend with a neighbour or two stands; where they move more, any arrangement that moves less is
    asked for.
    """
    best: tuple[PageResult, Collection[int]] | None = None
    mended: tuple[PageResult, Collection[int]] | None = None
    work = Work(means.seconds)
    # A notice that comes in stands at the foot, which no cut of a rectangle knows.
    notices = [table for table in measured[len(dummy.blocks) :] if table.fixed]
    if any(air_over(table.shapes[0]) or {table.story} & {*chain(*means.apart)} for table in notices):
        return None, None
    patched = () if notices else _patched(dummy, late, frame, measured, means, work)
    was = faults_before(dummy, late, frame, measured)
    for found, changed in patched:
        if sound(found, was, dummy, frame):
            mended = found, changed
            break
        if best is None or found.cost < best[0].cost:
            best = found, changed
    kept = stood_of(dummy, late, measured, was)
    most = sum(MOVED + MOVED_ASIDE for _ in dummy.blocks) * MUCH[0] // MUCH[1]
    if mended is None or len({*mended[1]} - {*late.wrong}) - len(late.new) > NEIGHBOURS:
        price = moves(kept, rectangles(mended[0], frame), mended[1]) if mended else most
        page = page_of_tables(frame, [Options.of(table, frame) for table in measured], measured)
        least = least_moves(
            page,
            kept,
            lambda result: sound(result, was, dummy, frame),
            price,
            work,
            seed=means.seed,
            stop=means.stop,
        )
        mended = least or mended
    return mended, best


def _patched(
    dummy: PageDummy, late: Late, frame: Frame, measured: Sequence[ShapeTable], means: Means, work: Work
) -> Iterator[tuple[PageResult, Collection[int]]]:
    """Yield the best page of each number of blocks that are cut anew, fewest first, with those blocks."""
    count = len(dummy.blocks)
    rects = rects_of(dummy)
    tails = tails_of(dummy)
    held = held_of(dummy, measured)
    free = [Options.of(table, frame) for table in measured]
    new = tuple(range(count, len(measured)))
    holes = [(col, row - frame.top, cols, rows) for col, row, cols, rows in late.holes]
    if any(not free[index].by_cells for index in (*late.wrong, *new)):
        return
    settled = not new and not holes
    if late.wrong and settled and (alone := _at_its_place(dummy, late.wrong, held, frame, measured, means)):
        yield alone, late.wrong
    # A jump that is set otherwise changes another page: it moves last.
    tied = {index for index, block in enumerate(dummy.blocks) if block.jump or block.part > 1} - {*late.wrong}

    def reach(entry: tuple[tuple[int, ...], Cells | None]) -> tuple[bool, int]:
        return not tied.isdisjoint(entry[0]), len(entry[0])

    found: list[tuple[tuple[int, ...], Cells | None]] = []
    slid: dict[tuple[int, ...], list[tuple[Rect, ...]]] = {}
    loose = free
    if settled:
        # A last leg that runs on keeps its place and runs on as far as before.
        loose = [
            Options.of(running(table, block, means.tables), frame) if block.tail else option
            for block, table, option in zip(dummy.blocks, measured, free, strict=True)
        ]
        heights = {
            index: {rows} if index in tied else {rows, *(deep for wide, deep in free[index].by_cells if wide == cols)}
            for index, _, _, cols, rows in rects
            if not dummy.blocks[index].tail and not measured[index].fixed
        }
        white = max(white_most(frame), frame.cells - sum(cols * rows for _, _, _, cols, rows in (*rects, *tails)))
        page = frame.columns, frame.rows
        slid = by_movers(Sliding(page, tuple(rects), heights, late.wrong, white, tuple(tails)), work)
        loose = [option if index in late.wrong else joined(held[index], option) for index, option in enumerate(loose)]
        found += [(blocks, None) for blocks in slid]
    found += clearings((*rects, *tails), (frame.columns, frame.rows), ITEMS_MOST - len(new), late.wrong, holes)
    for _, alike in groupby(sorted(found, key=reach), key=reach):
        best: tuple[PageResult, Collection[int]] | None = None
        for blocks, box in alike:
            items = (*blocks, *new)
            if box is not None and len(items) == len(measured) > 1:
                continue  # that is the whole page: a search of its own
            if work.over or (means.stop and means.stop()):
                return
            if box is None:
                made = _set(slid[blocks], blocks, (held, loose), frame, measured, work)
            else:
                made = _cut(dummy, items, box, (held, free), frame, measured, work)
            for result in made:
                if best is None or result.cost < best[0].cost:
                    best = result, items
        if best is not None:
            yield best


def _set(
    trials: Sequence[tuple[Rect, ...]],
    moved: Collection[int],
    options: tuple[Sequence[Options], Sequence[Options]],
    frame: Frame,
    measured: Sequence[ShapeTable],
    work: Work,
) -> Iterator[PageResult]:
    """Yield pages of given rectangles, the blocks that moved in any setting or their own, the others as they stand."""
    page = page_of_tables(frame, [options[at in moved][at] for at in range(len(measured))], measured)
    for trial in trials[:SLID_MOST]:
        work.judge(len(measured))
        (result,) = judge(page, [trial], "repair")
        if result is not None:
            yield result


def _at_its_place(
    dummy: PageDummy,
    wrong: Sequence[int],
    held: Sequence[Options],
    frame: Frame,
    measured: Sequence[ShapeTable],
    means: Means,
) -> PageResult | None:
    """Return the page with the blocks that no longer suit set otherwise in their own cells, tails included."""
    choices = list(held)
    for index in wrong:
        block = dummy.blocks[index]
        table = running(measured[index], block, means.tables) if block.tail else measured[index]
        choices[index] = Options.of(table, frame)
    return judge(page_of_tables(frame, choices, measured), [rects_of(dummy)], "repair")[0]


def _cut(
    dummy: PageDummy,
    items: tuple[int, ...],
    box: Cells,
    options: tuple[Sequence[Options], Sequence[Options]],
    frame: Frame,
    measured: Sequence[ShapeTable],
    work: Work,
) -> Iterator[PageResult]:
    """Yield the pages on which these items fill a box in other ways."""
    held, free = options
    rects = rects_of(dummy)
    if not items:
        return
    choices = [free[index] if index in items else held[index] for index in range(len(measured))]
    for trial in cut_anew(rects, items, page := page_of_tables(frame, choices, measured), TREES, work, box):
        work.judge(len(measured))
        (result,) = judge(page, [trial], "repair")
        if result is not None:
            yield result


def _anew(dummy: PageDummy, late: Late, frame: Frame, means: Means) -> tuple[PageDummy, int] | None:
    """Return the whole page made up again with its cost; its jumps go on to the pages that they went to.

    What a jump leaves stays as it is where a sound page can be made so: then the page that it goes on to stays, too.
    """
    made = _climbed(dummy, late, frame, means, firm=True)
    if any(block.jump for block in dummy.blocks) and (made is None or made.result.faults):
        loose = _climbed(dummy, late, frame, means, firm=False)
        if loose is not None and (made is None or loose.result.faults < made.result.faults):
            made = loose
    if made is None:
        return None
    before = {(block.story, block.part): block for block in dummy.blocks}
    gathered = any(placed.shape.label for placed in made.result.placed)
    blocks = []
    for placed in made.result.placed:
        table = made.tables[placed.item]
        block = dressed(to_block(placed, table), table, frame, placed.shape.fill, calm=gathered)
        was = before.get((block.story, block.part))
        # A column title that the desk gave stays; the one over gathered briefs goes with them.
        titled = was is not None and was.label and was.label != TITLE
        blocks.append(replace(block, label=was.label) if was and titled else block)
    return replace(dummy, blocks=tuple(blocks)), made.result.cost


def _climbed(dummy: PageDummy, late: Late, frame: Frame, means: Means, *, firm: bool) -> Made | None:
    """Return the page that the copyfit ladder makes of its stories; `firm` jumps leave what they leave now."""
    whole = [block.story for block in dummy.blocks if block.part == 1 and not block.jump]
    tied = [
        table_of(block, means.tables, firm=firm and index not in late.wrong)
        for index, block in enumerate(dummy.blocks)
        if block.part > 1 or block.jump
    ]
    free = partial(
        solve_page,
        tails=means.tables.tails,
        seed=means.seed,
        progress=means.progress,
        stop=means.stop,
    )
    solve = with_briefs(around_notices(free, means.apart))
    return climb(frame, (*whole, *late.new), tied, (), means.tables, solve, work=Work(means.seconds))


def _as_dummy(
    dummy: PageDummy, result: PageResult, tables: Sequence[ShapeTable], changed: Collection[int]
) -> PageDummy:
    """Return the page with its changed blocks as solved, the others untouched, the new ones after them."""
    blocks = list(dummy.blocks)
    new: list[Block] = []
    for placed in sorted(result.placed, key=lambda placed: placed.item):
        made = to_block(placed, tables[placed.item])
        if placed.item >= len(blocks):
            new.append(made)
        elif placed.item in changed:
            was = blocks[placed.item]
            if placed.shape == as_shape(was, tables[placed.item]):
                blocks[placed.item] = replace(was, col=placed.col, row=placed.row)
                continue
            look = replace(made.head, align=was.head.align, style=was.head.style)
            blocks[placed.item] = replace(made, part=was.part, jump=was.jump, label=was.label, head=look)
    return replace(dummy, blocks=(*blocks, *new))
