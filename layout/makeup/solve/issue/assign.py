"""Stories to pages 分版: by priority, section and space.

Stories go to pages section by section; then they are moved and exchanged one by one for as long as that is cheaper,
and a few times from where some of them were thrown about. Each trial costs the same however many pages there are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

from layout.ground.dataclass import dataclass, replace
from layout.makeup.solve.shapes import Frame, Pin, Shape, ShapeTable, leader
from layout.rules.pages import LOCKED
from layout.rules.solver import (
    FULL,
    FULL_LESS,
    FULL_MORE,
    SHARE_BARE,
    SHARE_FAR,
    SHARE_FEW,
    SHARE_GAP,
    SHARE_OVER,
    SHARE_PICTURES,
    SHARE_REFUSED,
    SHARE_SECTION,
)

TRIALS = 400_000
"""Changes of a share that are priced at most."""

THROWS = 24
"""How often stories are thrown about, where the trials last."""


def natural(table: ShapeTable) -> int:
    """Return the cells that a story takes when nothing presses it: the middle of its cheap shapes."""
    if not table.shapes:
        return 0
    cheap = min(shape.cost for shape in table.shapes) + 30
    cells = sorted(shape.cols * shape.rows for shape in table.shapes if shape.cost <= cheap)
    return cells[len(cells) // 2]


def parted(tables: Sequence[ShapeTable], frames: Sequence[Frame]) -> list[ShapeTable]:
    """Return tables with each story that is longer than its page as two: what fills its page, and what goes on.

    The lead begins on the first page, others on the last page but one, as far as pages go; what goes on stands on the
    page after it.
    """
    found: list[ShapeTable] = []
    lead, last = leader(tables, range(len(tables))), len(frames) - 2
    for at, table in enumerate(tables):
        here = 0 if at == lead else last
        here = next((place for place, frame in enumerate(frames) if frame.number == table.pin.page), here)
        if not 0 <= here < len(frames) - 1 or table.least <= frames[here].cells:
            found.append(table)
            continue
        frame, after = frames[here], frames[here + 1]
        full, rest = Shape(1, frame.cells), Shape(1, table.least - frame.cells)
        found.append(replace(table, shapes=(full,), pin=replace(table.pin, page=frame.number)))
        found.append(
            replace(table, story=f"{table.story}/2", kind="news", part=2, shapes=(rest,), pin=Pin(page=after.number))
        )
        last = min(last, here) - 2
    return found


def _wanted(cells: int, copy: int) -> tuple[int, int, int]:
    """Return the cells that a page should hold, and the least and most that heads and crops can make up for.

    `copy` is what the stories come to, in thousandths of their room: what is lacking is lacking on all pages alike.
    """
    full = min(FULL, copy)
    return cells * full // 1000, cells * (full - FULL_LESS) // 1000, cells * (full + FULL_MORE) // 1000


def assign(
    tables: Sequence[ShapeTable],
    frames: Sequence[Frame],
    *,
    seed: int = 0,
    refused: Sequence[tuple[int, frozenset[str]]] = (),
    settled: Mapping[str, int] | None = None,
) -> Mapping[str, int] | None:
    """Return the page of every story, or None where the pages cannot hold them even at their least.

    The lead and what is important come first, sections stay together, every page gets near its fill and, where there
    are enough, a picture (without one, heads have to be framed to stand side by side; with two they may meet) and five
    stories (fewer cannot be locked without a line). `refused` are sets of stories that a page could not be made of,
    `settled` the pages of stories that stay where they are.
    """
    dealt = _Deal(tables, frames, refused, settled or {})
    dice = random.Random(seed)  # a repeatable search, no secret
    dealt.settle()
    best, least = list(dealt.on), dealt.total
    for _ in range(THROWS):
        if dealt.trials >= TRIALS or not dealt.free or len(frames) < 2:
            break
        dealt.throw(dice)
        dealt.settle()
        if dealt.total < least:
            best, least = list(dealt.on), dealt.total
        else:
            dealt.put(best)
    dealt.put(best)
    if any(dealt.shares[place].least > frame.cells for place, frame in enumerate(frames)):
        return None
    return {story: frames[dealt.on[at]].number for at, unit in enumerate(dealt.units) for story in unit.stories}


@dataclass(slots=True)
class _Unit:
    """A story, or several that stay together, and what counts of them."""

    stories: tuple[str, ...]
    cells: int
    least: int
    pictures: int
    rank: int
    """The highest priority."""
    ranked: int
    """The sum of the priorities of what has a head."""
    sections: tuple[str, ...]
    page: int
    """Its place among the pages where that is fixed, else -1."""


@dataclass(slots=True)
class _Share:
    """What a page has got."""

    cells: int = 0
    least: int = 0
    count: int = 0
    pictures: int = 0
    ranked: int = 0
    sections: tuple[str, ...] = ()


class _Deal:
    """A share of stories among pages, and its cost kept up to date."""

    def __init__(
        self,
        tables: Sequence[ShapeTable],
        frames: Sequence[Frame],
        refused: Sequence[tuple[int, frozenset[str]]],
        settled: Mapping[str, int],
    ) -> None:
        self.frames = frames
        self.units = _units(tables, frames, settled)
        self.free = [at for at, unit in enumerate(self.units) if unit.page < 0]
        places = {frame.number: place for place, frame in enumerate(frames)}
        self.refused = {(places[number], stories) for number, stories in refused if number in places}
        stories = sum(len(unit.stories) for unit in self.units)
        self.locks = stories >= LOCKED * len(frames)
        self.pictured = sum(unit.pictures for unit in self.units) >= len(frames)
        cells = sum(frame.cells for frame in frames)
        copy = 1000 * sum(unit.cells for unit in self.units) // max(1, cells)
        self.wanted = [_wanted(frame.cells, copy) for frame in frames]
        self.trials = 0
        self.shares = [_Share() for _ in frames]
        self.on = [-1] * len(self.units)
        self._first()

    def _first(self) -> None:
        """Put the sections on the pages one after another, the one with the most important story first."""
        rank: dict[str, int] = {}
        for unit in self.units:
            key = unit.sections[0] if unit.sections else ""
            rank[key] = max(rank.get(key, -1), unit.rank)
        for at, unit in enumerate(self.units):
            if unit.page >= 0:
                self._add(at, unit.page)

        def order(at: int) -> tuple[int, str, int, int]:
            key = self.units[at].sections[0] if self.units[at].sections else ""
            return -rank[key], key, -self.units[at].rank, at

        for at in sorted(self.free, key=order):
            spare = [self.wanted[place][0] - share.cells for place, share in enumerate(self.shares)]
            half = self.units[at].cells // 2
            place = next((place for place, cells in enumerate(spare) if cells >= half), None)
            self._add(at, spare.index(max(spare)) if place is None else place)
        self.costs = [self.price(place) for place in range(len(self.frames))]

    @property
    def total(self) -> int:
        """The cost of the share."""
        return sum(self.costs)

    def price(self, place: int) -> int:
        """Return the cost of one page's share."""
        self.trials += 1
        share, frame = self.shares[place], self.frames[place]
        goal, least_far, most_far = self.wanted[place]
        cost = SHARE_GAP * abs(share.cells - goal)
        cost += SHARE_FAR * max(0, share.cells - most_far, least_far - share.cells)
        cost += SHARE_OVER * max(0, share.least - frame.cells)
        cost += SHARE_PICTURES * max(0, share.pictures - 1) + SHARE_SECTION * len(set(share.sections))
        cost += SHARE_BARE * (self.pictured and not share.pictures) + SHARE_FEW * (self.locks and share.count < LOCKED)
        if self.refused:
            here = frozenset(
                story for at, unit in enumerate(self.units) if self.on[at] == place for story in unit.stories
            )
            cost += SHARE_REFUSED * ((place, here) in self.refused)
        return cost + place * share.ranked // 2

    def _add(self, at: int, place: int, sign: int = 1) -> None:
        """Put a unit on a page, or take it away."""
        unit, share = self.units[at], self.shares[place]
        share.cells += sign * unit.cells
        share.least += sign * unit.least
        share.count += sign * len(unit.stories)
        share.pictures += sign * unit.pictures
        share.ranked += sign * unit.ranked
        if sign > 0:
            share.sections = (*share.sections, *unit.sections)
        else:
            left = list(share.sections)
            for section in unit.sections:
                left.remove(section)
            share.sections = tuple(left)
        self.on[at] = place if sign > 0 else -1

    def _move(self, at: int, place: int) -> None:
        self._add(at, self.on[at], -1)
        self._add(at, place)

    def put(self, on: Sequence[int]) -> None:
        """Share the units out as they once were."""
        for at, place in enumerate(on):
            if self.on[at] != place:
                self._move(at, place)
        self.costs = [self.price(place) for place in range(len(self.frames))]

    def throw(self, dice: random.Random) -> None:
        """Put a few units on other pages by chance."""
        for at in dice.sample(self.free, min(len(self.free), 3)):
            self._move(at, dice.randrange(len(self.frames)))
        self.costs = [self.price(place) for place in range(len(self.frames))]

    def settle(self) -> None:
        """Move and exchange units for as long as that is cheaper."""
        better = True
        while better and self.trials < TRIALS:
            better = False
            for changes in self._changes():
                better |= self._try(changes)

    def _changes(self) -> Iterator[tuple[tuple[int, int], ...]]:
        """Yield each move of a unit, and each exchange of two, as (unit, page) pairs."""
        for nth, at in enumerate(self.free):
            for place in range(len(self.frames)):
                if place != self.on[at]:
                    yield ((at, place),)
            for other in self.free[nth + 1 :]:
                if self.on[at] != self.on[other]:
                    yield (at, self.on[other]), (other, self.on[at])

    def _try(self, changes: tuple[tuple[int, int], ...]) -> bool:
        """Make a change where that is cheaper, and tell whether it is."""
        before = [(at, self.on[at]) for at, _ in changes]
        touched = dict.fromkeys((*(place for _, place in before), *(place for _, place in changes)))
        was = sum(self.costs[place] for place in touched)
        for at, place in changes:
            self._move(at, place)
        costs = {place: self.price(place) for place in touched}
        if sum(costs.values()) < was:
            for place, cost in costs.items():
                self.costs[place] = cost
            return True
        for at, place in before:
            self._move(at, place)
        return False


def _units(tables: Sequence[ShapeTable], frames: Sequence[Frame], settled: Mapping[str, int]) -> list[_Unit]:
    """Return what is shared out: stories, those that are to stand beside each other as one."""
    numbers = {frame.number: place for place, frame in enumerate(frames)}
    names = {table.story: at for at, table in enumerate(tables)}
    group = list(range(len(tables)))
    for at, table in enumerate(tables):
        mate = names.get(table.pin.mate)
        if mate is not None:
            low, high = sorted((group[at], group[mate]))
            group = [low if member == high else member for member in group]
    lead = leader(tables, range(len(tables)))
    found = []
    for first in dict.fromkeys(group):
        own = [at for at, member in enumerate(group) if member == first]
        mine = [tables[at] for at in own]
        page = next((numbers[table.pin.page] for table in mine if table.pin.page in numbers), -1)
        page = 0 if page < 0 and lead in own else page
        page = next((numbers[settled[table.story]] for table in mine if table.story in settled), page)
        found.append(
            _Unit(
                tuple(table.story for table in mine),
                sum(max(1, natural(table)) for table in mine),
                sum(table.least for table in mine),
                sum(not table.headed for table in mine),
                max(table.priority for table in mine),
                sum(table.priority for table in mine if table.headed),
                tuple(table.section for table in mine if table.section),
                page,
            )
        )
    return found
