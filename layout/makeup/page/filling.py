"""How a block is filled: its head takes air and its copy a line more or less, so that its legs end level 齐脚."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.dummy.bearing import copy_cells, head_borne
from layout.makeup.page.flow import Poured, Pouring, need_of, uneven
from layout.makeup.page.heading import set_block_head
from layout.makeup.page.places import cuts_up
from layout.makeup.page.stretches import drawn_up, head_air, levelled, stretches
from layout.makeup.page.wrap import least_ems, pour_round
from layout.rules.pages import LEG_FOOT, SPARED
from layout.sheet import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from layout.compose.head.set_head import HeadSetting
    from layout.compose.story.galley import GalleyLine
    from layout.issue.model import Story
    from layout.makeup.dummy.plan import Block
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.legs import Legs
    from layout.makeup.page.stretches import Stretch

Lines = tuple["GalleyLine", ...]


@dataclass(frozen=True, slots=True)
class BlockOrder:
    """What a block is to be filled with: `head_block` and `told` as its head sees them, its columns in the block.

    The head is `ruled` where a rule or a frame's edge stands over it, and may take air more than it needs where `gives`
    says so; `beside` are the rows, from the block's upper edge, in which blocks at its sides begin. `above` are rows
    over it that are not its own, `title` those of a column title over a vertical head, `came_from` the page that the
    copy comes from. Text runs round pictures 文绕图 where `round_it` says so.
    """

    block: Block
    story: Story
    legs: Legs
    head_block: Block
    told: Story
    head_cols: tuple[int, int]
    came_from: int
    ruled: bool
    above: int
    title: int
    vertical: bool
    gives: bool
    round_it: bool
    beside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A block filled: its head, the block with its pictures at their place, its legs, the rows offered to the copy."""

    head: HeadSetting | None
    block: Block
    places: tuple[Stretch, ...]
    offered: int
    poured: Poured
    steps: tuple[Step, ...] = ()

    @property
    def white(self) -> int:
        """Rows of the legs that stay empty."""
        return self.offered - sum(self.poured.depths)

    @property
    def lacks(self) -> int:
        """Rows that the last leg lacks; one beside which nothing ends, or that goes on elsewhere, lacks none."""
        whole = _ends_beside(self.block, self.places) and not self.block.jump and not self.poured.rest
        return max(0, self.places[-1].rows - self.poured.depths[-1]) if whole else 0

    @property
    def level(self) -> bool:
        """Whether all legs end in one row."""
        return len({place.row + depth for place, depth in zip(self.places, self.poured.depths, strict=True)}) == 1

    @property
    def shortest(self) -> int:
        """Rows of the shortest piece of a leg that holds text."""
        return min((depth for depth in self.poured.depths if depth), default=0)


def fill(room: CaseRoom, order: BlockOrder, lines: Lines) -> Filled:
    """Return a block filled with its galley, or with what a jump left of it, as it reads best.

    A lone line or a last leg that ends over its neighbours is mended by air over subheads, by a line more or less, or
    two, or by a line that one paragraph gives another: the composer does that by legal means only (its squeeze and
    stretch order). A block that is good as it stands is left alone.
    """
    plain = _filled(room, order, lines)
    if not lines or order.round_it:
        return plain
    measure = order.legs.measure
    whole = room.galley(order.story, measure).lines if order.block.part > 1 else lines

    def other(change: int) -> Iterator[Filled]:
        for galley in room.galleys(order.story, measure, len(whole) + change):
            again = galley.lines if whole is lines else _from(lines[0], galley.lines)
            if len(again) == len(lines) + change:
                filled = _filled(room, order, again)
                if not _meets(order, plain, filled):
                    yield filled

    return relieved(plain, other, room.rules.leg_least)


def _ends_beside(block: Block, places: tuple[Stretch, ...]) -> bool:
    """Tell whether other legs, or pictures beside a single one, end at the foot of a block, level with its last leg."""
    floor = block.rows - (block.box != "none")
    pictures = any(photo.cols < block.cols and photo.row + photo.rows >= floor for photo in block.photos)
    return pictures or len({place.leg for place in places}) > 1


def _meets(order: BlockOrder, plain: Filled, again: Filled) -> bool:
    """Tell whether a head that takes more rows than it has comes level with a block beside it 碰题 (M106)."""
    if not plain.head or not again.head:
        return False
    foot, lower = (order.above + head.rows for head in (plain.head, again.head))
    return any(foot <= row < lower for row in order.beside)


def _from(first: GalleyLine, lines: Lines) -> Lines:
    """Return the lines of a galley from the one on that begins where `first` does; none where no line does."""
    start = (first.line.role, first.line.paragraph, first.line.offset)
    for at, one in enumerate(lines):
        if (one.line.role, one.line.paragraph, one.line.offset) == start and first.line.role in ("body", "subhead"):
            return lines[at:]
    return ()


def relieved(plain: Filled, other: Callable[[int], Iterator[Filled]], leg_least: int) -> Filled:
    """Return a block as it stands, or one of those that `other` yields with some lines more or less that reads better.

    Where the story jumps only fewer lines are tried, or as many, so that what goes on elsewhere never grows.
    """
    best, least = plain, plain.poured.cost
    if least < SPARED:
        return plain
    count = len({place.leg for place in plain.places})
    # Nearer counts come first: where one of them is as good as a further one can be at all, that is not composed.
    for change in (0, -1, -2) if plain.block.jump else (1, -1, 0, 2, -2):
        spared = SPARED / 2 * max(1, abs(change))
        for again in other(change) if (spared, 0.0) < (least, best.poured.cost) else ():
            if again.shortest < min(leg_least, plain.shortest) or len(again.poured.rest) > len(plain.poured.rest):
                continue
            if change < 0 and again.white > max(2, count):
                continue  # a line saved is a row of white more at the end
            # Lines saved make legs level: the head takes their rows, or they stay white under all legs alike.
            lost = again.white if change < 0 and not again.lacks and again.white > plain.white else 0
            price = again.poured.cost + spared + (LEG_FOOT * lost / count if again.level else uneven(lost))
            # Of two that cost the same the one whose legs end better.
            if (price, again.poured.cost) < (least, best.poured.cost):
                best, least = replace(again, steps=(Step("target", change),)), price
            if price <= spared:
                break
    return best


def _filled(room: CaseRoom, order: BlockOrder, lines: Lines) -> Filled:
    """Return a block filled with just these lines; its head takes what rows all legs leave over, as far as it may."""
    head = _head(room, order, 0)
    pouring = Pouring(lines)
    found = _poured(room, order, pouring, head)
    if not head or not order.gives or not found.places:
        return found
    # A leg that pictures take whole gives the head nothing.
    rows, count = _head_rows(order, head), len({place.leg for place in found.places})
    need = found.offered - found.white if order.round_it else need_of(lines, len(found.places))
    most = min(_most_air(room, order, rows), _borne(order, rows, lines))
    feather = max(0, min(most, (found.offered - need) // count))
    if feather:
        found = _poured(room, order, pouring, _head(room, order, rows - order.above + feather))
    if feather < most and not order.round_it and not found.poured.rest and found.white + found.poured.air >= count:
        # The empty rows over a subhead at a leg's top fall away: there may be room for one more.
        again = _poured(room, order, pouring, _head(room, order, rows - order.above + feather + 1))
        return found if again.poured.rest or again.poured.cost > found.poured.cost else again
    return found


def _borne(order: BlockOrder, rows: int, lines: Lines) -> int:
    """Return the rows of air by which a head of so many is still no larger than its copy and pictures (M110)."""
    block = order.block
    cells = copy_cells(sum(line.before + line.rows for line in lines), block.cols, len(order.legs.xs), block.photos)
    most = head_borne(order.story.kind, cells, order.head_cols[1] - order.head_cols[0])
    return block.rows if most is None else max(0, most - rows)


def _most_air(room: CaseRoom, order: BlockOrder, rows: int) -> int:
    """Return the rows of air that a head of so many may take: none that cuts up a picture which it pushes down."""
    most = min(room.rules.feather, head_air(order.block, rows, order.head_cols))
    while most and cuts_up(room, _drawn(order, rows + most), order.story):
        most -= 1
    return most


def _drawn(order: BlockOrder, rows: int) -> Block:
    """Return the block under a head of so many rows, its pictures drawn up to it or pushed down."""
    return drawn_up(order.block, rows, order.vertical, order.head_cols)


def _head(room: CaseRoom, order: BlockOrder, rows: int) -> HeadSetting | None:
    return set_block_head(room, order.head_block, order.told, order.head_cols, order.came_from, rows, order.ruled)


def _head_rows(order: BlockOrder, head: HeadSetting | None) -> int:
    """Return the rows from the block's upper edge to the foot of its head."""
    rows = order.above + (head.rows if head else 0)
    return min(order.block.rows, rows) if order.vertical or order.block.head.cols else rows


def _poured(room: CaseRoom, order: BlockOrder, pouring: Pouring, head: HeadSetting | None) -> Filled:
    """Return a block under a head that is set, its copy poured."""
    rows, jumps = _head_rows(order, head), bool(order.block.jump)
    block = _drawn(order, rows)
    places = stretches(block, order.legs, room.grid, rows, order.head_cols, order.title, least_ems(room))
    if order.round_it:
        poured, offered = pour_round(room, block, order.story, order.legs, room.grid, places)
        return Filled(head, block, places, offered, poured)
    offered = sum(place.rows for place in places) - jumps
    places = places if jumps else levelled(places, pouring, room.rules.leg_least)
    depths = [place.rows for place in places]
    if jumps and depths:
        depths[-1] -= 1  # the jump line's
    level = not jumps and _ends_beside(block, places)
    poured = pouring.into(depths, all_full=jumps, level=level)
    least = room.rules.leg_least
    if level and any(0 < depth < least <= place.rows for depth, place in zip(poured.depths, places, strict=True)):
        # Where legs are hardly as deep as a leg must be, no row of theirs goes to the last one.
        poured = pouring.into(depths)
    return Filled(head, block, places, offered, poured)
