"""What a designer would say of a page without faults: notes with figures, for the solver's pages and the desk's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.ground.dataclass import dataclass, replace
from layout.ground.named_tuple import NamedTuple
from layout.makeup.check.rank import leader, shared
from layout.makeup.check.verdict import Cells, Fault
from layout.makeup.dummy.loudness import loudness, shout_alike
from layout.rules.design import ALIKE_NEAR, HOLLOW_FROM, QUARTERS_FROM, SECONDS, TOUCHING
from layout.rules.pages import HEAD_UNDER_RULE, RULE_AIR, SUBHEAD_LINES, SUBHEAD_OVER, UNEVEN_LEAST
from layout.rules.solver import LEAD_LOUDER

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.makeup.check.facts import BlockFacts, StoryFacts
    from layout.makeup.dummy.plan import Block, PageDummy, Plan
    from layout.rules.house import PageRules

Facts = Mapping[tuple[int, str, int], "BlockFacts"]
Stories = Mapping[str, "StoryFacts"]


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture of a page: the story that shows it, its priority, its cells on the page."""

    story: str
    priority: int
    col: int
    row: int
    cols: int
    rows: int

    @property
    def area(self) -> int:
        return self.cols * self.rows

    def meets(self, other: _Picture) -> bool:
        """Tell whether they stand against each other, or so near that the eye takes them for one."""
        wide = min(self.col + self.cols, other.col + other.cols) - max(self.col, other.col)
        deep = min(self.row + self.rows, other.row + other.rows) - max(self.row, other.row)
        return (wide > 0 and deep > -TOUCHING) or (wide == 0 and deep > 0)


class _Head(NamedTuple):
    """A head of a page: how large it looks, in 1/1000 pt, and its block."""

    loud: int
    block: Block


def design(
    page: PageDummy, by_hand: bool, facts: Facts, stories: Stories, grid: Grid, rules: PageRules
) -> Iterator[Fault]:
    """Yield notes M131 to M140, M142 to M145, M150 to M155 on a page; frames of a hand plan are the desk's wish."""
    # A notice of fixed size is as it was booked: it ranks with nothing.
    ours = tuple(block for block in page.blocks if block.story not in stories or not stories[block.story].fixed)
    news = replace(page, blocks=ours)
    yield from _pictures(news, stories, grid, rules)
    yield from _tiers(news, facts, stories, rules)
    yield from _ranks(news, facts, stories)
    yield from _thin_heads(news, facts, rules)
    yield from _hollow_heads(news, facts)
    yield from _ends_of_legs(page, facts)
    yield from _near("M145", page, facts, lambda known: known.near, RULE_AIR)
    yield from _uneven(page, facts, rules)
    yield from _near("M151", page, facts, lambda known: known.clear, HEAD_UNDER_RULE)
    yield from _quarters(page, facts, grid)
    yield from _stacks(news)
    yield from _upright(news, grid, rules)
    if not by_hand:
        yield from _frames(news, stories, rules)


def _note(code: str, page: int, blocks: Sequence[Block], **args: object) -> Fault:
    first = blocks[0]
    at = Cells(page, first.col, first.row, first.cols, first.rows)
    stories = tuple(dict.fromkeys(block.story for block in blocks))
    return Fault(code, Severity.NOTE, at, stories, (("page", page), *args.items()))


def pictures_of(page: PageDummy, stories: Stories) -> list[_Picture]:
    """Return a page's pictures, the largest first."""
    found = [
        _Picture(
            block.story,
            stories[block.story].priority if block.story in stories else 0,
            block.col + photo.col,
            block.row + photo.row,
            photo.cols,
            photo.rows,
        )
        for block in page.blocks
        for photo in block.photos
    ]
    return sorted(found, key=lambda picture: (-picture.area, picture.row, picture.col))


def _pictures(page: PageDummy, stories: Stories, grid: Grid, rules: PageRules) -> Iterator[Fault]:
    """Yield M131 to M134: the dominant picture's width, rank and story; pictures that meet."""
    pictures = pictures_of(page, stories)
    if not pictures:
        return
    blocks = {block.story: block for block in page.blocks if block.photos}
    first = pictures[0]
    least = min(rules.dominant_cols, max(1, grid.columns // 2))
    if first.rows * grid.leading >= grid.span(first.cols):
        least = max(1, least - 1)  # an upright picture is as large in fewer columns
    if first.cols < least:
        yield _note("M131", page.number, [blocks[first.story]], cols=first.cols, least=least)
    rival = next((other for other in pictures if other.story != first.story), None)
    if rival is not None and first.area * 1000 < rival.area * rules.dominant_times:
        pair = [blocks[first.story], blocks[rival.story]]
        share = round(first.area / rival.area, 1)
        yield _note("M132", page.number, pair, times=share, least=rules.dominant_times / 1000)
    best = max(pictures, key=lambda picture: picture.priority)
    if best.priority > first.priority:
        yield _note("M133", page.number, [blocks[first.story], blocks[best.story]], first=first.story, best=best.story)
    for index, one in enumerate(pictures):
        for other in pictures[index + 1 :]:
            if one.story != other.story and one.meets(other):
                yield _note("M134", page.number, [blocks[one.story], blocks[other.story]])


def _tiers(page: PageDummy, facts: Facts, stories: Stories, rules: PageRules) -> Iterator[Fault]:
    """Yield M135 where more heads than the seconds have the second tier's size, or nearly."""
    lead = leader(page, stories)
    sized = [
        (known.size, block)
        for block in page.blocks
        if block is not lead and (known := facts.get((page.number, block.story, block.part))) and known.size
    ]
    sized.sort(key=lambda entry: -entry[0])
    level = [block for size, block in sized[SECONDS:] if size * rules.tier_step > sized[0][0] * 1000]
    if level:
        yield _note("M135", page.number, level, count=len(level) + SECONDS, size=sized[0][0] / 1000)


def _ranks(page: PageDummy, facts: Facts, stories: Stories) -> Iterator[Fault]:
    """Yield M152 where the lead's head is hardly louder than the next, M153 for heads upside down, M154 for shouting.

    Who stands under and beside whom is as the solver has it; an insert stands in its host. Of neighbours that shout
    alike only those side by side are told: one under another is parted from it by text.
    """
    heads = [
        _Head(loudness(known.size, block.head.face, block.story in stories and stories[block.story].heavy), block)
        for block in page.blocks
        if (known := facts.get((page.number, block.story, block.part))) and known.size
    ]
    lead = leader(page, stories)
    first = next((head for head in heads if head.block is lead), None)
    second = max((head for head in heads if head.block is not lead), key=lambda head: head.loud, default=None)
    if first and second and first.loud * 1000 < second.loud * LEAD_LOUDER:
        yield _heads("M152", page, [(first, second)], least=LEAD_LOUDER / 1000)
    heads = [head for head in heads if page.host_of(head.block) is None]
    pairs = [(one, other) for one in heads for other in heads]
    upside = [(head, over) for over, head in pairs if head.loud > over.loud and _right_under(over.block, head.block)]
    if upside:
        yield _heads("M153", page, sorted(upside, key=lambda pair: pair[1].loud / pair[0].loud))
    shouting = [
        (one, other) if one.loud >= other.loud else (other, one)
        for one, other in pairs
        if shout_alike(one.loud, other.loud) and _right_of(one.block, other.block)
    ]
    if shouting:
        yield _heads("M154", page, sorted(shouting, key=lambda pair: -pair[1].loud))


def _right_under(over: Block, block: Block) -> bool:
    """Tell whether a block stands right under another, in some of its columns."""
    return block.row == over.row + over.rows and shared(over, block)[0] > 0


def _right_of(left: Block, block: Block) -> bool:
    """Tell whether a block stands right of another, in some of its rows."""
    return block.col == left.col + left.cols and shared(left, block)[1] > 0


def _heads(code: str, page: PageDummy, pairs: Sequence[tuple[_Head, _Head]], **args: object) -> Fault:
    """Return one note on pairs of heads: their number, the first two by name, how the first two heads differ."""
    (one, other), named = pairs[0], pairs[:2]
    told = tuple(f"{upper.block.story}/{lower.block.story}" for upper, lower in named)
    sizes = {"size": round(one.loud / 1000, 1), "other": round(other.loud / 1000, 1)}
    times = 100 * one.loud // other.loud / 100
    blocks = [head.block for pair in named for head in pair]
    return _note(code, page.number, blocks, count=len(pairs), pairs=told, **sizes, times=times, **args)


def _thin_heads(page: PageDummy, facts: Facts, rules: PageRules) -> Iterator[Fault]:
    """Yield M136 for heads that fill too little of their span."""
    thin = [
        (known.fill, block)
        for block in page.blocks
        if (known := facts.get((page.number, block.story, block.part)))
        and known.size
        and not known.vertical
        and known.fill < rules.head_full
    ]
    if thin:
        thin.sort(key=lambda entry: (entry[0], entry[1].row, entry[1].col))
        blocks = [block for _, block in thin]
        least = round(rules.head_full / 10)
        yield _note("M136", page.number, blocks, count=len(thin), share=round(thin[0][0] / 10), least=least)


def _hollow_heads(page: PageDummy, facts: Facts) -> Iterator[Fault]:
    """Yield M142 for heads that hang in more white than belongs to them, with the rows that are too many."""
    hollow = [
        (known.air, block)
        for block in page.blocks
        if (known := facts.get((page.number, block.story, block.part))) and known.air > 1000 * HOLLOW_FROM
    ]
    if hollow:
        hollow.sort(key=lambda entry: (-entry[0], entry[1].row, entry[1].col))
        over = sum(air - 1000 * HOLLOW_FROM for air, _ in hollow)
        rows = {"rows": round(hollow[0][0] / 1000, 1), "most": HOLLOW_FROM, "over": round(over / 1000, 1)}
        yield _note("M142", page.number, [block for _, block in hollow], count=len(hollow), **rows)


def _ends_of_legs(page: PageDummy, facts: Facts) -> Iterator[Fault]:
    """Yield M143 and M155 for subheads over too few lines or under too much white, M144 for last lines at a leg's top.

    Text that runs round a picture skips rows: what is white over its subheads is the picture's.
    """
    legs = [
        (leg, block)
        for block in page.blocks
        if (known := facts.get((page.number, block.story, block.part)))
        for leg in known.legs
    ]
    low = [(leg.under_subhead, block) for leg, block in legs if 0 < leg.under_subhead < SUBHEAD_LINES]
    if low:
        lines = min(under for under, _ in low)
        yield _note("M143", page.number, [block for _, block in low], count=len(low), lines=lines, least=SUBHEAD_LINES)
    straight = [(leg, block) for leg, block in legs if not any(photo.wrap for photo in block.photos)]
    airy = [(leg.over_subhead, block) for leg, block in straight if leg.over_subhead > SUBHEAD_OVER]
    if airy:
        rows, most = round(max(white for white, _ in airy) / 1000, 1), SUBHEAD_OVER / 1000
        yield _note("M155", page.number, [block for _, block in airy], count=len(airy), rows=rows, most=most)
    widows = sorted(((leg.widow, block) for leg, block in legs if leg.widow), key=lambda entry: entry[0])
    if widows:
        share = round(widows[0][0] / 10)
        yield _note("M144", page.number, [block for _, block in widows], count=len(widows), share=share)


def _near(code: str, page: PageDummy, facts: Facts, apart: Callable[[BlockFacts], int], least: int) -> Iterator[Fault]:
    """Yield a note for blocks that keep less than `least` thousandths of a row apart.

    M145: type from a rule, a frame or another story's picture; M151: a head from the rule over it.
    """
    near = [
        (distance, block)
        for block in page.blocks
        if (known := facts.get((page.number, block.story, block.part))) and (distance := apart(known)) < least
    ]
    if near:
        near.sort(key=lambda entry: (entry[0], entry[1].row, entry[1].col))
        rows = round(near[0][0] / 1000, 1)
        yield _note(code, page.number, [block for _, block in near], count=len(near), rows=rows)


def _uneven(page: PageDummy, facts: Facts, rules: PageRules) -> Iterator[Fault]:
    """Yield M150 for blocks whose last leg ends over its neighbours, by so little that M126 does not warn of it."""
    uneven = []
    for block in page.blocks:
        known = facts.get((page.number, block.story, block.part))
        if known is None or block.jump or known.over:
            continue
        lacks = {leg.leg: leg.room - leg.filled for leg in known.legs if leg.filled}
        most = max(UNEVEN_LEAST, rules.uneven * ((block.legs or block.cols) + 1))
        short = lacks.pop(max(lacks)) if lacks else 0
        rows = short - min(lacks.values(), default=short)
        if rows > 0 and short <= most:
            uneven.append((rows, block))
    if uneven:
        uneven.sort(key=lambda entry: (-entry[0], entry[1].row, entry[1].col))
        yield _note("M150", page.number, [block for _, block in uneven], count=len(uneven), rows=uneven[0][0])


def _quarters(page: PageDummy, facts: Facts, grid: Grid) -> Iterator[Fault]:
    """Yield M137 where a quarter of the page has neither a head over two columns nor a picture as wide."""
    if len(page.blocks) < QUARTERS_FROM:
        return
    half = (page.top + grid.rows - page.foot) / 2
    middle = grid.columns / 2
    strong: set[tuple[bool, bool]] = set()
    for block in page.blocks:
        known = facts.get((page.number, block.story, block.part))
        if known and known.size and (block.cols > 1 or known.vertical or block.box != "none"):
            strong |= _sides(block.col, block.col + block.cols, middle, block.row < half)
        for photo in block.photos:
            if photo.cols > 1:
                left, centre = block.col + photo.col, block.row + photo.row + photo.rows / 2
                strong |= _sides(left, left + photo.cols, middle, centre < half)
    bare = 4 - len(strong)
    if bare:
        yield _note("M137", page.number, page.blocks, count=bare)


def _sides(left: int, right: int, middle: float, upper: bool) -> set[tuple[bool, bool]]:
    return {(upper, side) for side, there in ((False, left < middle), (True, right > middle)) if there}


def _stacks(page: PageDummy) -> Iterator[Fault]:
    """Yield M138 where blocks of the same columns stand one upon another."""
    feet = {(block.col, block.cols, block.row + block.rows): block for block in page.blocks}
    stacked = [block for block in page.blocks if (block.col, block.cols, block.row) in feet]
    if stacked:
        yield _note("M138", page.number, stacked, count=len(stacked))


def _upright(page: PageDummy, grid: Grid, rules: PageRules) -> Iterator[Fault]:
    """Yield M139 for blocks that are much deeper than wide."""
    most = rules.upright_most
    upright = [
        block
        for block in page.blocks
        if block.rows * grid.leading * 1000 > grid.span(block.cols) * most and page.host_of(block) is None
    ]
    if upright:
        yield _note("M139", page.number, upright, count=len(upright), times=most / 1000)


def _frames(page: PageDummy, stories: Stories, rules: PageRules) -> Iterator[Fault]:
    """Yield M140 for more frames than nobody asked for may be, or one of a minor story at the page's top."""
    framed = [
        block
        for block in page.blocks
        if block.box != "none" and block.story in stories and not stories[block.story].boxed
    ]
    ranked = sorted((story.priority for block in page.blocks if (story := stories.get(block.story))), reverse=True)
    second = ranked[1] if len(ranked) > 1 else 0
    minor = [block for block in framed if block.row == page.top and stories[block.story].priority < second]
    if len(framed) > rules.frames_most or minor:
        yield _note("M140", page.number, framed if len(framed) > rules.frames_most else minor, count=len(framed))


def alike(plan: Plan, rules: PageRules) -> Iterator[Fault]:
    """Yield M141 for two pages of an issue whose blocks stand alike; a page of one block has no skeleton to change."""
    for index, one in enumerate(plan.pages):
        for other in plan.pages[index + 1 :]:
            share = likeness(one, other)
            if share >= rules.alike and len(one.blocks) > 1 and len(other.blocks) > 1:
                yield _note("M141", other.number, other.blocks[:1], other=one.number, share=round(share / 10))


def likeness(one: PageDummy, other: PageDummy) -> int:
    """Return the share of a page's area, in 1/1000, in blocks that have one alike on the other page.

    Alike are blocks in the same columns whose upper and lower edges are near each other, counted from below the
    pages' furniture.
    """
    area = same = 0
    for block in one.blocks:
        cells = block.cols * block.rows
        area += cells
        top = block.row - one.top
        same += cells * any(
            (other_block.col, other_block.cols) == (block.col, block.cols)
            and abs(other_block.row - other.top - top) <= ALIKE_NEAR
            and abs(other_block.row - other.top + other_block.rows - top - block.rows) <= ALIKE_NEAR
            for other_block in other.blocks
        )
    return 1000 * same // area if area else 0
