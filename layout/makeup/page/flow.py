"""Pouring a galley into legs 栏腿: where one leg ends and the next begins.

One small dynamic programme serves both measuring (the solver asks how deep a block must be) and setting, so the two
can never disagree. Units are rows of the baseline grid. Overflow is a value: what found no room is returned.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from layout.compose.story.galley import GalleyLine
from layout.ground.dataclass import dataclass
from layout.rules.pages import (
    LEG_ORPHAN,
    LEG_OVERSET,
    LEG_SHORT,
    LEG_UNEVEN,
    LEG_WIDOW,
    LOOK_BACK,
    SPARED,
    SUBHEAD_AIR,
    SUBHEAD_FOOT,
    SUBHEAD_LINES,
    SUBHEAD_LOW,
    SUBHEAD_NEAR,
    TABLE_ROW,
    WIDOW_SHORT,
    WIDOW_SHORTER,
)


@dataclass(frozen=True, slots=True)
class Poured:
    """A galley in legs: each leg's lines with their rows (from the leg's top), and the lines left over.

    `air` are the rows that its subheads take beyond their own, `torn` the legs whose end leaves a row of a
    table alone.
    """

    legs: tuple[tuple[tuple[int, GalleyLine], ...], ...]
    rest: tuple[GalleyLine, ...]
    cost: float = 0.0
    air: int = 0
    torn: int = 0

    @property
    def depths(self) -> tuple[int, ...]:
        """Rows that each leg fills."""
        return tuple(leg[-1][0] + leg[-1][1].rows if leg else 0 for leg in self.legs)


@dataclass(frozen=True, slots=True)
class Fall:
    """How a galley falls into legs: the rows that each fills, the cost of where they end, the rows that stay empty.

    `torn` are the ends that leave a row of a table alone, `rest` the lines that find no room.
    """

    depths: tuple[int, ...]
    cost: float
    ends: int
    torn: int = 0
    rest: int = 0


class Pouring:
    """A galley to be poured, into ever other legs: what depends on its lines alone is found once."""

    __slots__ = ("_breaks", "_dropped", "_falls", "_opened", "_subheads", "_tops", "_upto", "lines")

    def __init__(self, lines: Sequence[GalleyLine]) -> None:
        """Find where lines end, where legs that begin with them have their tops, and where subheads stand."""
        self.lines = lines
        self._upto = [0, *accumulate(line.before + line.rows for line in lines)]
        # A leg's top is under the empty rows before its first line, over the head row of that line's table; one that
        # begins when all lines are set has it at their foot.
        self._tops = [
            at + line.before - (sum(head.rows for head in line.again) if line.again else 0)
            for at, line in zip(self._upto, lines, strict=False)
        ]
        self._tops.append(self._upto[-1])
        self._dropped = max((line.before for line in lines), default=0)
        self._subheads = [at for at, line in enumerate(lines) if line.line.role == "subhead"]
        self._opened = [at for at in self._subheads if lines[at].before]
        self._breaks: dict[int, float] = {}
        self._falls: dict[tuple[int, ...], Fall | None] = {}

    @property
    def rows(self) -> int:
        """Rows of all lines, with those that are empty before them."""
        return self._upto[-1]

    @property
    def dropped(self) -> int:
        """Empty rows that fall away, at most, where a leg begins."""
        return self._dropped

    def fits(self, depths: Sequence[int]) -> bool:
        """Tell whether legs of `depths` rows can hold all lines; a leg may end so early only as pouring looks back."""
        return self._ends(depths, whole=True) is not None

    def _ends(
        self, depths: Sequence[int], *, all_full: bool = False, level: bool = False, whole: bool = False
    ) -> tuple[list[int], float] | None:
        """Return where each leg ends at the least cost, and that cost.

        `whole` asks for legs that hold all lines; None where there are none. Ends are looked at from the fullest on,
        and no further than one of them can be better: most legs end at the first.
        """
        count, upto, tops, opened, breaks = len(self.lines), self._upto, self._tops, self._opened, self._breaks
        final = len(depths) - 1
        if final < 0:
            return ([], float(LEG_OVERSET * count)) if not whole or not count else None
        # The rest of the lines takes its rows, less the empty ones that the tops of later legs drop.
        room, needed = 0, [0] * (final + 1)
        for leg in range(final, -1, -1):
            room += depths[leg]
            needed[leg] = upto[-1] - room - self._dropped * (final - leg)
        known: list[dict[int, tuple[float, int]]] = [{} for _ in depths]

        def best(leg: int, start: int) -> float:
            """Return the least cost of this leg and those after it, and note where it then ends."""
            if start in known[leg]:
                return known[leg][start][0]
            depth, top, last = depths[leg], tops[start], leg == final
            most = max(start, bisect_right(upto, top + depth) - 1)
            least, chosen = float("inf"), start
            for end in range(most, max(start, most - LOOK_BACK) - 1, -1):
                if whole and (end != count if last else tops[end] < needed[leg + 1]):
                    continue
                cost, filled = 0.0, 0
                if end > start:
                    filled = upto[end] - top
                    cost = breaks[end] if end in breaks else self._break(end)
                full = all_full or not (last or end == count)
                if (full or level) and depth != filled:
                    short, air = depth - filled, 0
                    if opened and end > start:
                        air = min(short, bisect_left(opened, end) - bisect_right(opened, start))
                    price = LEG_SHORT * (short - air) ** 2 if full else uneven(short - air)
                    if price >= least:
                        break  # those that end earlier are shorter still
                    cost += SUBHEAD_AIR * air
                    cost += price
                if cost >= least:
                    continue
                if not last:
                    cost += best(leg + 1, end)
                elif not all_full:
                    cost += LEG_OVERSET * (count - end)
                if cost < least:
                    least, chosen = cost, end
                    if not cost:
                        break
            known[leg][start] = least, chosen
            return least

        least = best(0, 0)
        if least == float("inf"):
            return None
        ends, start = [], 0
        for chosen_by_start in known:
            start = chosen_by_start[start][1]
            ends.append(start)
        return ends, least

    def last_leg(self, depths: Sequence[int]) -> int | None:
        """Return the rows of a leg after legs of `depths` rows that takes what those leave when each is just full.

        None where one cannot be, or nothing is left.
        """
        upto, lines, start = self._upto, self.lines, 0
        for depth in depths:
            if start == len(lines):
                return None
            foot = upto[start] + lines[start].before + depth
            start = bisect_left(upto, foot)
            if start >= len(upto) or upto[start] != foot:
                return None
        return upto[-1] - upto[start] - lines[start].before if start < len(lines) else None

    def fills(self, depths: Sequence[int]) -> bool:
        """Tell whether the galley fills legs of `depths` rows to their last one, all of it, and none of them ends ill.

        That is so where `into` with `all_full` sets it level in them for less than a row that one lacks.
        """
        upto, tops, opened = self._upto, self._tops, self._opened
        known: dict[tuple[int, int], tuple[float, int]] = {}

        def best(leg: int, start: int) -> tuple[float, int]:
            """Return the least cost of level legs from this one on, and where the last one ends."""
            if leg == len(depths):
                return 0.0, start
            if (leg, start) in known:
                return known[leg, start]
            found = float("inf"), start
            most = bisect_right(upto, tops[start] + depths[leg]) - 1
            for end in range(most, max(start, most - LOOK_BACK - 1), -1):
                short = depths[leg] - upto[end] + tops[start]
                if short and short > bisect_left(opened, end) - bisect_right(opened, start):
                    break  # not level, and those that end earlier still less
                later, last = best(leg + 1, end)
                cost = self._break(end) + SUBHEAD_AIR * short + later
                if cost < found[0]:
                    found = cost, last
            known[leg, start] = found
            return found

        cost, last = best(0, 0)
        return cost < LEG_SHORT and last == len(self.lines)

    def _break(self, end: int) -> float:
        """Return what it costs that a leg ends before line `end`."""
        if end not in self._breaks:
            self._breaks[end] = _cost_of_break(self.lines, end, self._subheads)
        return self._breaks[end]

    def _legs(
        self, depths: Sequence[int], ends: Sequence[int], *, all_full: bool, level: bool
    ) -> Iterator[tuple[int, int, int, int, bool]]:
        """Yield of each leg its first line, its end, the rows it is short, the air its subheads take; whether torn."""
        lines, count, final = self.lines, len(self.lines), len(depths) - 1
        start = 0
        for leg, end in enumerate(ends):
            full = all_full or level or not (leg == final or end == count)
            short = depths[leg] - (self._upto[end] - self._tops[start]) if full and end > start else 0
            inside = bisect_left(self._opened, end) - bisect_right(self._opened, start)
            torn = start < end < count and _cost_in_table(lines, end) > 0
            yield start, end, short, min(short, inside) if end > start else 0, torn
            start = end

    def into(self, depths: Sequence[int], *, all_full: bool = False, level: bool = False) -> Poured:
        """Return the galley in legs, as `pour` does."""
        lines = self.lines
        found = self._ends(depths, all_full=all_full, level=level)
        assert found is not None  # only `whole` leaves anything out
        aired, tears = 0, 0
        legs: list[tuple[tuple[int, GalleyLine], ...]] = []
        for start, end, short, air, torn in self._legs(depths, found[0], all_full=all_full, level=level):
            aired += air
            tears += torn
            legs.append(_stand([*lines[start].again, *lines[start:end]], short) if end > start else ())
        rest = tuple(lines[found[0][-1] if found[0] else 0 :])
        return Poured(tuple(legs), rest, found[1], aired, tears)

    def fall(self, depths: Sequence[int], *, all_full: bool = False) -> Fall:
        """Return how the galley falls into legs: what `into` gives, without the lines."""
        found = self._ends(depths, all_full=all_full)
        assert found is not None  # only `whole` leaves anything out
        return self._fallen(depths, *found, all_full=all_full)

    def whole_fall(self, depths: Sequence[int]) -> Fall | None:
        """Return how the galley falls into legs that are to hold all of it, or None where a line would be left."""
        legs = tuple(depths)
        if legs not in self._falls:
            found = self._ends(legs, whole=True)
            fall = self._fallen(legs, *found, all_full=False) if found is not None else None
            if fall is not None and fall.cost >= LEG_OVERSET:
                fall = self.fall(legs)  # so poor that a line left over might cost less
            self._falls[legs] = fall if fall is not None and not fall.rest else None
        return self._falls[legs]

    def _fallen(self, depths: Sequence[int], ends: Sequence[int], cost: float, *, all_full: bool) -> Fall:
        lines = self.lines
        filled, tears = [], 0
        for start, end, short, air, torn in self._legs(depths, ends, all_full=all_full, level=False):
            if start == end:
                filled.append(0)
            elif lines[start].again:
                row, foot = _stand([*lines[start].again, *lines[start:end]], short)[-1]
                filled.append(row + foot.rows)
            else:
                filled.append(self._upto[end] - self._tops[start] + air)
            tears += torn
        rest = len(lines) - (ends[-1] if ends else 0)
        return Fall(tuple(filled), cost, sum(depths) - sum(filled), tears, rest)


def pour(lines: Sequence[GalleyLine], depths: Sequence[int], *, all_full: bool = False, level: bool = False) -> Poured:
    """Return the galley poured into legs of `depths` rows, in order, at the least cost.

    `all_full` says that the copy goes on after the last leg (a jump), so that the last leg is filled like the others;
    `level` that the last leg should end with them 齐脚, and costs `uneven` where it does not.
    Lines that find no room are in `rest`; nothing is dropped. A leg that begins inside a table has its head row again.
    A leg that ends a row early stays level where it holds subheads: each takes a row more, and never two.
    """
    return Pouring(lines).into(depths, all_full=all_full, level=level)


def uneven(lacks: int) -> float:
    """Return what it costs that the last leg lacks so many rows: each further one as much as a line of copyfitting."""
    return LEG_UNEVEN + SPARED / 2 * (lacks - 1) if lacks > 0 else 0.0


def _cost_of_break(lines: Sequence[GalleyLine], end: int, subheads: Sequence[int]) -> float:
    """Return what it costs that a leg ends before line `end`; nothing at the galley's own ends.

    `subheads` are the places of the galley's subheads.
    """
    if not 0 < end < len(lines):
        return 0.0
    foot, top = lines[end - 1], lines[end]
    cost = float(SUBHEAD_FOOT) if foot.keep else 0.0
    before = bisect_left(subheads, end)
    under = end - 1 - subheads[before - 1] if before else 0
    if 0 < under <= SUBHEAD_LINES:
        cost += SUBHEAD_LOW if under < SUBHEAD_LINES else SUBHEAD_NEAR
    if top.line.ending == "last" and not top.line.first and top.line.role == "body":
        cost += LEG_WIDOW
        if 1000 * top.line.extent < WIDOW_SHORT * top.line.measure:
            cost += WIDOW_SHORTER
    if foot.line.first and foot.line.ending == "turn" and foot.line.role == "body":
        cost += LEG_ORPHAN
    return cost + _cost_in_table(lines, end)


def _cost_in_table(lines: Sequence[GalleyLine], end: int) -> float:
    """Return what it costs that a leg ends inside a table before line `end`: a row alone at either side, or a note."""
    foot = lines[end - 1].line
    if foot.role != "table" or foot.ending == "last" or lines[end].line.role != "table":
        return 0.0
    upto = from_there = 0
    for at in range(end - 1, -1, -1):
        if not lines[at].again or upto > 1:
            break
        upto += lines[at].line.ending != "turn"
    for at in range(end, len(lines)):
        if not lines[at].again or from_there > 1:
            break
        from_there += lines[at].line.ending != "turn"
    return float(TABLE_ROW) * ((upto == 1) + (from_there <= 1))


def _stand(lines: Sequence[GalleyLine], short: int = 0) -> tuple[tuple[int, GalleyLine], ...]:
    """Give each line of a leg its row; empty rows above the first are dropped, its subheads take `short` rows more."""
    opened = (
        [at for at, line in enumerate(lines) if at and line.before and line.line.role == "subhead"] if short else []
    )
    airy = set(opened[-short:])
    row = 0
    standing = []
    for index, line in enumerate(lines):
        row += line.before + (index in airy) if index else 0
        standing.append((row, line))
        row += line.rows
    return tuple(standing)


def need_of(lines: Sequence[GalleyLine], legs: int) -> int:
    """Return the most rows that a galley takes in so many legs, head rows that tables repeat over them included."""
    most = max((sum(head.rows for head in line.again) for line in lines if line.again), default=0)
    return sum(line.before + line.rows for line in lines) + most * max(0, legs - 1)


def level(galley: Pouring, tops: Sequence[int], *, most: int = 1_000) -> int | None:
    """Return the least row at which legs that start at `tops` all end with the whole galley set, or None.

    That is the balanced depth of a block (CLREQ: horizontal text has legs of equal line count, only the last short).
    Nothing deeper than row `most` is tried.
    """
    need = galley.rows
    low = max(1, (need + sum(tops)) // len(tops) - max((line.before for line in galley.lines), default=0) * len(tops))
    for foot in range(max(low, 1), most + 1):
        if sum(max(0, foot - top) for top in tops) + len(tops) * 2 < need:
            continue
        if galley.fits([max(0, foot - top) for top in tops]):
            return foot
    return None
