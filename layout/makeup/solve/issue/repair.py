"""One page of a kept plan after a late change: only what no longer fits moves, and as little else as possible.

First the same cells are tried with another head or crop. Then rows go from block to block, each in its own columns, and
the smallest rectangle of blocks, with the cells that a killed story leaves and the stories that come in, is cut anew,
fewest blocks first, and only then the whole page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.dummy.plan import Block, PageDummy
from layout.makeup.solve.design import dressed
from layout.makeup.solve.issue.briefs import TITLE, with_briefs
from layout.makeup.solve.issue.ear import ear_block, ear_story
from layout.makeup.solve.issue.ladder import Made, climb
from layout.makeup.solve.issue.notices import around_notices
from layout.makeup.solve.search.judging import judge
from layout.makeup.solve.search.one_page import solve_page
from layout.makeup.solve.search.patches import clearings, cut_anew
from layout.makeup.solve.search.score import Page, alleys, white_most
from layout.makeup.solve.search.slides import by_movers
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Frame, Measures, Options, PageResult, Placed, Shape, ShapeTable, to_block
from layout.makeup.solve.standing import cells_of
from layout.rules.house import BOOK, PageRules

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.makeup.dummy.agreement import Cells
    from layout.makeup.solve.search.one_page import Progress, Stop
    from layout.makeup.solve.search.slicing import Rect

ITEMS_MOST = 7
"""Blocks that are cut anew together; more is the whole page."""

TREES = 30
"""Ways to cut a rectangle that are tried on the page."""

SLID_MOST = 40
"""Pages that are judged of those on which the same blocks slide."""

NEAR = 3
"""Lines by which a jump, when it is set, may differ from what was measured of it."""

RARE = ("pins", "clashes", "alleys")
"""Faults of which a mended page has no more than before."""


@dataclass(frozen=True, slots=True)
class Late:
    """What a late change asks of one page.

    `wrong` are blocks, by their place in the dummy, that no longer suit their copy; `new` the stories that come in;
    `holes` the cells that something was taken from. `anew` makes the page up as if nothing stood on it.
    """

    wrong: tuple[int, ...] = ()
    new: tuple[str, ...] = ()
    holes: tuple[Cells, ...] = ()
    anew: bool = False

    def __bool__(self) -> bool:
        """Tell whether there is anything to do."""
        return bool(self.wrong or self.new or self.holes or self.anew)


@dataclass(frozen=True, slots=True)
class Means:
    """What a page is mended with: measures, grid, how long to look (nominal seconds a page), the issue's turn.

    `apart` are notices, each with a story whose head contradicts it.
    """

    tables: Measures
    grid: Grid
    seconds: float = 20.0
    seed: int = 0
    progress: Progress | None = None
    stop: Stop | None = None
    rules: PageRules = BOOK
    turn: int = 0
    apart: tuple[tuple[str, str], ...] = ()


def mend(dummy: PageDummy, late: Late, means: Means) -> PageDummy | None:
    """Return the page mended, None where no arrangement of its stories was found."""
    if any(block.row < dummy.top for block in dummy.blocks) or late.new:
        return _beside_the_ear(dummy, late, means)
    return _below(dummy, late, means)


def _beside_the_ear(dummy: PageDummy, late: Late, means: Means) -> PageDummy | None:
    """Return the page mended, its ear 报眼 first: a block in the masthead's rows has no neighbours."""
    frame = _frame(dummy, means)
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
    frame = _frame(dummy, means)
    if not late.anew:
        stood = tuple((one.story, one.col, one.row, one.cols, one.rows) for one in dummy.blocks if one.part == 1)
        frame = replace(frame, kept=stood)
    measured = [
        *(_table(block, means.tables, firm=index not in late.wrong) for index, block in enumerate(dummy.blocks)),
        *(means.tables.table(story) for story in late.new),
    ]
    inside = all(
        block.col + block.cols <= frame.columns and block.row + block.rows + block.tail <= frame.end
        for block in dummy.blocks
    )
    best: tuple[PageResult, Collection[int]] | None = None
    if inside and not late.anew and measured:
        for found, changed in _patched(dummy, late, frame, measured, means):
            if _sound(found, dummy, late, frame, measured):
                return _as_dummy(dummy, found, measured, changed)
            if best is None or found.cost < best[0].cost:
                best = found, changed
    fresh = _anew(dummy, late, frame, means)
    if fresh is not None and (best is None or fresh[1] < best[0].cost):
        return fresh[0]
    if best is not None:
        return _as_dummy(dummy, best[0], measured, best[1])
    # Copy that leaves a hole which nothing on the page can fill leaves it for the desk to see.
    return dummy if not (late.wrong or late.new or late.anew) else None


def _patched(
    dummy: PageDummy, late: Late, frame: Frame, measured: Sequence[ShapeTable], means: Means
) -> Iterator[tuple[PageResult, Collection[int]]]:
    """Yield the best page of each number of blocks that are cut anew, fewest first, with those blocks."""
    count = len(dummy.blocks)
    rects = _rects(dummy)
    tails = [
        (index, block.foot[0], block.foot[1] - frame.top, block.foot[2], block.tail)
        for index, block in enumerate(dummy.blocks)
        if block.tail
    ]
    held = _held(dummy, measured)
    free = [Options.of(table, frame) for table in measured]
    new = tuple(range(count, len(measured)))
    holes = [(col, row - frame.top, cols, rows) for col, row, cols, rows in late.holes]
    if any(not free[index].by_cells for index in (*late.wrong, *new)):
        return
    work = Work(means.seconds)
    settled = not new and not holes
    if late.wrong and settled and (alone := _at_its_place(dummy, late.wrong, held, frame, measured, means)):
        yield alone, late.wrong
    # A jump that is set otherwise changes another page: it moves last.
    tied = {index for index, block in enumerate(dummy.blocks) if block.jump or block.part > 1} - {*late.wrong}

    def reach(entry: tuple[tuple[int, ...], Cells | None]) -> tuple[bool, int]:
        return not tied.isdisjoint(entry[0]), len(entry[0])

    found: list[tuple[tuple[int, ...], Cells | None]] = []
    slid: dict[tuple[int, ...], list[tuple[Rect, ...]]] = {}
    running = free
    if settled:
        # A last leg that runs on keeps its place and runs on as far as before.
        running = [
            Options.of(_running(table, block, means.tables), frame) if block.tail else option
            for block, table, option in zip(dummy.blocks, measured, free, strict=True)
        ]
        heights = {
            index: {rows} if index in tied else {rows, *(deep for wide, deep in free[index].by_cells if wide == cols)}
            for index, _, _, cols, rows in rects
            if not dummy.blocks[index].tail
        }
        white = max(white_most(frame), frame.cells - sum(cols * rows for _, _, _, cols, rows in (*rects, *tails)))
        slid = by_movers(rects, tails, (frame.columns, frame.rows), heights, late.wrong, white, work)
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
                made = _set(slid[blocks], blocks, (held, running), frame, measured, work)
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
    """Yield pages of given rectangles, the blocks that moved in any setting, the others as they stand."""
    page = _page(frame, [options[at in moved][at] for at in range(len(measured))], measured)
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
        table = _running(measured[index], block, means.tables) if block.tail else measured[index]
        choices[index] = Options.of(table, frame)
    return judge(_page(frame, choices, measured), [_rects(dummy)], "repair")[0]


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
    rects = _rects(dummy)
    if not items:
        return
    choices = [free[index] if index in items else held[index] for index in range(len(measured))]
    for trial in cut_anew(rects, items, page := _page(frame, choices, measured), TREES, work, box):
        work.judge(len(measured))
        (result,) = judge(page, [trial], "repair")
        if result is not None:
            yield result


def _sound(result: PageResult, dummy: PageDummy, late: Late, frame: Frame, measured: Sequence[ShapeTable]) -> bool:
    """Tell whether a mended page is no worse than it was before the change."""
    standing = measured[: len(dummy.blocks)]
    before = judge(_page(frame, _held(dummy, standing), standing), [_rects(dummy)], "kept")[0] if standing else None
    was = {key: before.count(key) if before else 0 for key in (*RARE, "white")}
    if late.holes:
        # What was taken out stood where its hole is, and no line went through it.
        stood = [(-1, col, row - frame.top, cols, rows) for col, row, cols, rows in late.holes]
        was["alleys"] = int(alleys(cells_of([(*_rects(dummy), *stood)]), frame.columns)[0])
    white = was["white"] - sum(cols * rows for _, _, cols, rows in late.holes)
    return result.count("white") <= max(white, white_most(frame)) and all(result.count(key) <= was[key] for key in RARE)


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
        _table(block, means.tables, firm=firm and index not in late.wrong)
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


def _frame(dummy: PageDummy, means: Means) -> Frame:
    grid = means.grid
    return Frame(dummy.number, grid.columns, dummy.top, grid.rows - dummy.foot, means.rules, means.turn)


def _rects(dummy: PageDummy) -> list[Rect]:
    """Return the page's rectangles by number, rows from the top of the free area."""
    return [
        (index, block.col, block.row - dummy.top, block.cols, block.rows) for index, block in enumerate(dummy.blocks)
    ]


def _held(dummy: PageDummy, measured: Sequence[ShapeTable]) -> list[Options]:
    """Return each block's choices where it stays as it is: that one."""
    return [
        Options(table, {(block.cols, block.rows): ((0, _as_shape(block, table)),)})
        for block, table in zip(dummy.blocks, measured, strict=False)
    ]


def _table(block: Block, tables: Measures, *, firm: bool = False) -> ShapeTable:
    """Return the shapes of a block's story as it stands on its page; a `firm` jump leaves what it leaves now."""
    if block.part > 1:
        return replace(tables.resumed(block.story), part=block.part)
    if block.jump:
        pieces = tables.pieces(block.story, block.jump)
        if not firm:
            return pieces
        rest = tables.rest(block)
        near = range(tables.depth(block.story) - len(rest) - NEAR, tables.depth(block.story) - len(rest) + NEAR + 1)
        same = tuple(
            shape
            for shape in pieces.shapes
            if shape.lines in near
            and tables.rest(to_block(Placed(0, 0, 0, shape.cols, shape.rows, shape), pieces)) == rest
        )
        own = () if block.tail else (_as_shape(block, pieces),)
        return replace(pieces, shapes=(*own, *same))
    return tables.table(block.story, decks=not block.head.deck)


def _running(table: ShapeTable, block: Block, tables: Measures) -> ShapeTable:
    """Return the shapes of a block whose last leg runs on: those that fill the same rows below it."""
    return replace(table, shapes=tuple(shape for shape in tables.tails(block.story) if shape.tail == block.tail))


def _as_shape(block: Block, table: ShapeTable) -> Shape:
    """Return a kept block as the one shape that it has."""
    choice = block.head
    size = round(choice.size * 1000)
    like = [shape for shape in table.shapes if shape.cols == block.cols and shape.choice.lines == choice.lines]
    near = min(
        like, key=lambda shape: (abs(shape.size - size) if size else 0, abs(shape.rows - block.rows)), default=None
    )
    head = choice.rows or (near.head if near else 0)
    return Shape(
        block.cols,
        block.rows,
        head,
        0,
        block.cols,
        size or (near.size if near else 0),
        choice,
        block.photos,
        block.legs,
        give=0,
        box=block.box,
    )


def _page(frame: Frame, options: Sequence[Options], tables: Sequence[ShapeTable]) -> Page:
    headed = [index for index, table in enumerate(tables) if table.headed and table.part == 1]
    lead = max(headed, key=lambda index: (tables[index].kind == "lead", tables[index].priority, -index), default=-1)
    return Page(frame, tuple(options), lead)


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
            look = replace(made.head, align=was.head.align, style=was.head.style)
            blocks[placed.item] = replace(made, part=was.part, jump=was.jump, label=was.label, head=look)
    return replace(dummy, blocks=(*blocks, *new))
