"""Pouring a galley into legs 栏腿: where one leg ends and the next begins.

One small dynamic programme serves both measuring (the solver asks how deep a block must be) and setting, so the two
can never disagree. Units are rows of the baseline grid. Overflow is a value: what found no room is returned.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from layout.compose.story.galley import GalleyLine
from layout.ground.dataclass import dataclass
from layout.rules.pages import LEG_ORPHAN, LEG_OVERSET, LEG_SHORT, LEG_WIDOW, LOOK_BACK, SUBHEAD_FOOT


@dataclass(frozen=True, slots=True)
class Poured:
    """A galley in legs: each leg's lines with their rows (from the leg's top), and the lines left over."""

    legs: tuple[tuple[tuple[int, GalleyLine], ...], ...]
    rest: tuple[GalleyLine, ...]
    cost: float = 0.0

    @property
    def depths(self) -> tuple[int, ...]:
        """Rows that each leg fills."""
        return tuple(leg[-1][0] + leg[-1][1].rows if leg else 0 for leg in self.legs)


def pour(lines: Sequence[GalleyLine], depths: Sequence[int], *, all_full: bool = False) -> Poured:
    """Return the galley poured into legs of `depths` rows, in order, at the least cost.

    `all_full` says that the copy goes on after the last leg (a jump), so that the last leg is filled like the others.
    Lines that find no room are in `rest`; nothing is dropped.
    """
    count = len(lines)
    upto = [0, *accumulate(line.before + line.rows for line in lines)]
    # best[leg][start] = (cost, end) from this leg on
    memo: dict[tuple[int, int], tuple[float, int]] = {}

    def rows(start: int, end: int) -> int:
        return upto[end] - upto[start] - lines[start].before if end > start else 0

    def cost_of_break(start: int, end: int) -> float:
        if end >= count or end <= start:
            return 0.0
        foot, top = lines[end - 1], lines[end]
        cost = SUBHEAD_FOOT if foot.keep else 0.0
        if top.line.ending == "last" and not top.line.first and top.line.role == "body":
            cost += LEG_WIDOW
        if foot.line.first and foot.line.ending == "turn" and foot.line.role == "body":
            cost += LEG_ORPHAN
        return cost

    def best(leg: int, start: int) -> tuple[float, int]:
        if leg == len(depths):
            return LEG_OVERSET * (count - start), start
        if (leg, start) in memo:
            return memo[leg, start]
        depth = depths[leg]
        fullest = start
        if start < count:
            fullest = max(start, bisect_right(upto, upto[start] + lines[start].before + depth) - 1)
        last = leg == len(depths) - 1
        choice = (float("inf"), start)
        for end in range(fullest, max(start, fullest - LOOK_BACK) - 1, -1):
            short = depth - rows(start, end)
            done = end == count
            cost = cost_of_break(start, end)
            if all_full or not (last or done):
                cost += LEG_SHORT * short * short
            total = cost if all_full and last else cost + best(leg + 1, end)[0]
            if total < choice[0]:
                choice = (total, end)
        memo[leg, start] = choice
        return choice

    cost = best(0, 0)[0]
    start = 0
    legs: list[tuple[tuple[int, GalleyLine], ...]] = []
    for leg in range(len(depths)):
        end = best(leg, start)[1]
        legs.append(_stand(lines[start:end]))
        start = end
    return Poured(tuple(legs), tuple(lines[start:]), cost)


def _stand(lines: Sequence[GalleyLine]) -> tuple[tuple[int, GalleyLine], ...]:
    """Give each line of a leg its row; empty rows above the first are dropped."""
    row = 0
    standing = []
    for index, line in enumerate(lines):
        row += line.before if index else 0
        standing.append((row, line))
        row += line.rows
    return tuple(standing)


def level(lines: Sequence[GalleyLine], tops: Sequence[int], *, most: int = 1_000) -> int | None:
    """Return the least row at which legs that start at `tops` all end with the whole galley set, or None.

    That is the balanced depth of a block (CLREQ: horizontal text has legs of equal line count, only the last short).
    Nothing deeper than row `most` is tried.
    """
    need = sum(line.before + line.rows for line in lines)
    low = max(1, (need + sum(tops)) // len(tops) - max((line.before for line in lines), default=0) * len(tops))
    for foot in range(max(low, 1), most + 1):
        if sum(max(0, foot - top) for top in tops) + len(tops) * 2 < need:
            continue
        if not pour(lines, [max(0, foot - top) for top in tops]).rest:
            return foot
    return None
