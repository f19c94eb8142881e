"""Display lines: sorts set one after another at a size, letter-spaced, flush to their ink."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from layout.compose.head.sorts import DISPLAY_EM, Sort, Spaces, gap_between, may_space, sorts_of
from layout.compose.head.vertical_sorts import vertical_sorts
from layout.geometry.grid import BASELINE_IN_EM, SIDEWAYS_AXIS
from layout.ground.dataclass import dataclass
from layout.sheet import BLACK, Adjustment, Ink, Line, Run

if TYPE_CHECKING:
    from layout.diagnostics import Locus
    from layout.geometry import Length
    from layout.typeface import TypeCase


@dataclass(frozen=True)
class DisplayLine:
    """The sorts of one line of a head, measured but of no size yet. `breaks` are sorts that a desk's line opens."""

    sorts: tuple[Sort, ...]
    spaces: Spaces
    breaks: frozenset[int] = frozenset()
    vertical: bool = False

    @property
    def text(self) -> str:
        """The copy that the line shows."""
        return "".join(sort.text for sort in self.sorts)

    @cached_property
    def _ends(self) -> tuple[int, int]:
        """First and last sort with ink; spaces outside them take no room."""
        seen = [index for index, sort in enumerate(self.sorts) if sort.kind != "space" and sort.width]
        return (seen[0], seen[-1]) if seen else (0, -1)

    @cached_property
    def xs(self) -> tuple[int, ...]:
        """Left edge of each sort's cell in millionths of an em, from the ink of the first; one more for the end."""
        first, last = self._ends
        xs, x = [], 0
        for index, sort in enumerate(self.sorts):
            if index == first:
                x = -sort.lead
            if first < index <= last:
                left = self.sorts[index - 1]
                x += gap_between(left, sort, self.spaces)
                if index in self.breaks:
                    x += self.spaces.clause * 1000
            xs.append(x)
            if first <= index <= last:
                x += sort.width
            if index == last:
                x -= sort.trail
        xs.append(x)
        return tuple(xs)

    @property
    def width(self) -> int:
        """Width from ink to ink in millionths of an em, solid."""
        return self.xs[-1]

    @cached_property
    def gaps(self) -> tuple[int, ...]:
        """Sorts before which letter-spacing may open."""
        first, last = self._ends
        return tuple(i for i in range(first + 1, last + 1) if may_space(self.sorts[i - 1], self.sorts[i]))

    @property
    def full(self) -> int:
        """Width with untrimmed marks, in millionths of an em."""
        first, last = self._ends
        return sum(sort.full for sort in self.sorts[first : last + 1])

    def at(self, size: Length, tracking: Length = 0) -> Length:
        """Return the line's width at a size and letter-spacing."""
        return round(self.width * size / DISPLAY_EM) + tracking * len(self.gaps)

    def line(
        self,
        size: Length,
        *,
        tracking: Length = 0,
        role: str = "headline",
        ink: Ink = BLACK,
        locus: Locus | None = None,
        start: Length = 0,
        measure: Length = 0,
    ) -> Line:
        """Return the line set at a size; its text is the copy's.

        Its ink begins at `start` of a measure of `measure`, by default at the line's origin of a measure of its own.
        """
        opened = set(self.gaps) if tracking else set()
        shift = start
        placed: list[tuple[Sort, Length]] = []
        for index, sort in enumerate(self.sorts):
            if index in opened:
                shift += tracking
            placed.append((sort, round(self.xs[index] * size / DISPLAY_EM) + shift))
        extent = self.at(size, tracking)
        natural = round(self.full * size / DISPLAY_EM)
        adjustments = []
        trimmed = round((self.width - self.full) * size / DISPLAY_EM)
        if trimmed:
            adjustments.append(Adjustment("display-trim", trimmed))
        if tracking:
            adjustments.append(Adjustment("display-tracking", tracking * len(self.gaps), self.gaps))
        return Line(
            text=self.text,
            runs=runs_of(placed, size, ink, self.vertical),
            size=size,
            measure=measure or extent,
            natural=natural,
            extent=extent,
            role=role,
            ending="stop",
            vertical=self.vertical,
            adjustments=tuple(adjustments),
            locus=locus,
        )


def runs_of(placed: Sequence[tuple[Sort, Length]], size: Length, ink: Ink, vertical: bool) -> tuple[Run, ...]:
    """Return runs of one face and orientation each from sorts and where their cells begin."""
    runs: list[Run] = []
    start = 0
    while start < len(placed):
        first = placed[start][0]
        end = start + 1
        # Figures that stand across a vertical line are a run of their own: their positions run across.
        across = vertical and first.orient == "h"
        while not across and end < len(placed) and _same_run(first, placed[end][0]):
            end += 1
        runs.append(_run(placed[start:end], size, ink, across))
        start = end
    return tuple(runs)


def _same_run(first: Sort, other: Sort) -> bool:
    return (other.face, other.orient, other.part, other.rise) == (first.face, first.orient, first.part, first.rise)


def _run(placed: Sequence[tuple[Sort, Length]], size: Length, ink: Ink, across: bool) -> Run:
    glyphs, xs, clusters, offsets = bytearray(), [], [], []
    text = ""
    first, origin = placed[0]
    for sort, x in placed:
        for gid, dx, dy, index in sort.glyphs:
            glyphs += gid.to_bytes(2, "big")
            xs.append(x - origin + round(dx * size / DISPLAY_EM))
            offsets.append((0, round(dy * size / DISPLAY_EM)))
            clusters.append(len(text) + index)
        text += sort.text
    plain = clusters == list(range(len(text)))
    return Run(
        face=first.face.key,
        size=size * first.part // 1000,
        text=text,
        glyphs=bytes(glyphs),
        x=0 if across else origin,
        xs=tuple(xs),
        clusters=None if plain else tuple(clusters),
        ink=ink,
        orient=first.orient,
        rise=-(origin + size * BASELINE_IN_EM // 1000) if across else _rise(first, size),
        scale=first.scale,
        offsets=tuple(offsets) if any(dy for _, dy in offsets) else None,
    )


def _rise(sort: Sort, size: Length) -> Length:
    """Return how far a run of such sorts stands over the line's baseline.

    A turned run of a smaller size has its em box on the line's axis; its baseline goes back to that of its neighbours.
    """
    back = (1000 - sort.part) * SIDEWAYS_AXIS // 1000 if sort.orient == "r" else 0
    return size * (sort.rise - back) // 1000


@lru_cache(maxsize=2_048)
def display_line(
    texts: tuple[str, ...], role: str, case: TypeCase, spaces: Spaces, vertical: bool = False
) -> DisplayLine:
    """Return the display line of one or more stretches of copy, set apart by a clause's space where they meet.

    Make-up tries a head in every width: what a line is before it has a size is found once.
    """
    make = vertical_sorts if vertical else sorts_of
    sorts: list[Sort] = []
    breaks: set[int] = set()
    for text in texts:
        if sorts:
            breaks.add(len(sorts))
        sorts.extend(make(text, role, case, spaces))
    return DisplayLine(tuple(sorts), spaces, frozenset(breaks), vertical)
