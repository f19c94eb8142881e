"""Heads over a picture 压图: white or black by the tones beneath, where it is quiet, else told with amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING, Literal

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.geometry import Box
from layout.ground.dataclass import dataclass, replace
from layout.makeup.dummy.plan import HeadChoice
from layout.makeup.page.head_style import dressed, extent
from layout.rules.pages import OVER_CONTRAST, OVER_INK, OVER_SHARE
from layout.sheet import BLACK, WHITE
from layout.sheet.lightness import linear_light

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.compose.head.set_head import HeadSetting
    from layout.issue.model import Photo, Story
    from layout.makeup.dummy.plan import Block, PhotoPlace
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.forme import Forme
    from layout.rules.house import PageRules
    from layout.sheet import Ink
    from layout.sheet.lightness import Lightness

Edge = Literal["top", "bottom"]


@dataclass(frozen=True, slots=True)
class Beneath:
    """What lies beneath a head in one of its places: how far it spreads, what share of it an ink stands out from."""

    edge: Edge
    ink: Ink
    spread: int
    share: int

    def faults(self, rules: PageRules) -> int:
        """Return how far it is from what the house asks, 0 where it may be."""
        return max(0, self.spread - rules.over_spread) + max(0, OVER_SHARE - self.share)


def wants_over(block: Block, story: Story) -> bool:
    """Tell whether dummy or story ask for a block's head to stand over its picture."""
    return dressed(story.head, block.head).style == "over" and block.part == 1 and bool(story.head.main)


def under_head(block: Block, story: Story) -> PhotoPlace | None:
    """Return the picture over which a block's head stands: the largest at its top, None where it has none."""
    if not wants_over(block, story) or story.head.orient == "v":
        return None
    at_top = [place for place in block.photos if not place.row]
    return max(at_top, key=lambda place: place.cols * place.rows, default=None)


def below(block: Block, story: Story) -> tuple[Block, Story]:
    """Return a block and its story as its legs see them: what stands over the picture takes no row, a byline does."""
    return replace(block, head=HeadChoice()), replace(story, head=replace(story.head, main=(), kicker="", deck=""))


def set_over(room: CaseRoom, block: Block, story: Story, width: int) -> HeadSetting:
    """Return a head for a picture so wide: it keeps a row's height from either side, and has no byline."""
    return room.head(replace(story, byline=""), width - 2 * room.grid.leading, block.head)


def place_over(
    forme: Forme, room: CaseRoom, block: Block, story: Story, photo: Photo, frame: Box, shown: Lightness | None,
    draw: Callable[[], None],
) -> None:  # fmt: skip
    """Set a head over its picture, which `draw` puts on the page: read before it, painted after it.

    Of the picture's upper and lower part, where the dummy does not say which, and of white and black, that is taken
    over which the head reads best. What is not quiet enough, or has too little contrast, is told.
    """
    head = set_over(room, block, story, frame.w)
    choice, grid = block.head, room.grid
    inner = Box(frame.x + grid.leading, frame.y, frame.w - 2 * grid.leading, frame.h)
    deep = head.rows * grid.leading
    edges: tuple[Edge, ...] = (choice.side,) if choice.side in ("top", "bottom") else ("top", "bottom")
    found = _chosen(shown, [(edge, _lines(head, inner, edge, deep)) for edge in edges], frame, room.rules)
    _tell(room, story, photo, found, (deep, frame.h))
    top = inner.y if found.edge == "top" else inner.bottom - deep
    seen: dict[str, int] = {}
    for part in head.parts:
        role = part.line.role
        if role not in seen:
            boxes = [extent(one) for one in head.parts if one.line.role == role]
            whole = boxes[0]
            for box in boxes[1:]:
                whole = whole.union(box)
            at = Box(inner.x + whole.x, top + whole.y, whole.w, whole.h)
            seen[role] = forme.region(role, at, story=story.id)  # type: ignore[arg-type]  # head roles are region roles
    draw()
    for part in head.parts:
        line = replace(part.line, runs=tuple(replace(run, ink=found.ink) for run in part.line.runs))
        forme.text(line, inner.x + part.x, top + part.y, seen[line.role])


def _lines(head: HeadSetting, inner: Box, edge: Edge, deep: int) -> list[Box]:
    """Return the boxes of a head's lines at one edge of a picture."""
    top = inner.y if edge == "top" else inner.bottom - deep
    boxes = [extent(part) for part in head.parts]
    return [Box(inner.x + box.x, top + box.y, box.w, box.h) for box in boxes]


def _chosen(shown: Lightness | None, places: Sequence[tuple[Edge, list[Box]]], frame: Box, rules: PageRules) -> Beneath:
    """Return the best place and ink; black at the first edge where nothing of the picture is known."""
    if shown is None:
        return Beneath(places[0][0], BLACK, 0, 1000)
    every = [one for edge, boxes in places for one in measured(shown, edge, boxes, frame)]
    return min(every, key=lambda one: (one.faults(rules), one.spread, -one.share))


def measured(shown: Lightness, edge: Edge, boxes: Sequence[Box], frame: Box) -> tuple[Beneath, Beneath]:
    """Return what lies beneath lines at `boxes` of a picture in its frame, for a white head and for a black one.

    The spread is the standard deviation of lightness over all of the lines, in 1/1000 of the scale; the share that of
    their area with `OVER_CONTRAST` at least, and for black with no more ink beneath than the press takes under it.
    """
    across, down = shown.width / frame.w, shown.height / frame.h
    rows: list[tuple[int, int]] = []
    for box in boxes:
        left, top = (box.x - frame.x) * across, (box.y - frame.y) * down
        x, y = max(0, int(left)), max(0, int(top))
        end, foot = max(x + 1, round(left + box.w * across)), max(y + 1, round(top + box.h * down))
        rows += ((row * shown.width + x, row * shown.width + min(end, shown.width)) for row in range(y, foot))
    levels = b"".join(shown.levels[start:end] for start, end in rows)
    inks = b"".join(shown.inks[start:end] for start, end in rows)
    if not levels:
        return Beneath(edge, WHITE, 1000, 0), Beneath(edge, BLACK, 1000, 0)
    white, light, dry = (levels.translate(_WHITE), levels.translate(_LIGHT), inks.translate(_DRY))
    black = int.from_bytes(light, "big") & int.from_bytes(dry, "big")
    spread = _spread(levels)
    shares = (1000 * good // len(levels) for good in (white.count(1), black.bit_count()))
    return Beneath(edge, WHITE, spread, next(shares)), Beneath(edge, BLACK, spread, next(shares))


def _spread(levels: bytes) -> int:
    """Return the standard deviation of lightness in 1/1000 of the scale."""
    counts, whole = Counter(levels), len(levels)
    mean = sum(level * count for level, count in counts.items()) / whole
    variance = sum(count * (level - mean) ** 2 for level, count in counts.items()) / whole
    return round(1000 * sqrt(variance) / 255)


_WHITE = bytes(int(1_050 / (linear_light(level) + 0.05) >= OVER_CONTRAST) for level in range(256))
_LIGHT = bytes(int(1_000 * (linear_light(level) + 0.05) / 0.05 >= OVER_CONTRAST) for level in range(256))
_DRY = bytes(int(ink <= OVER_INK) for ink in range(256))
"""Tables of 0 and 1: lightness that white and that black stand out from, ink that black may have beneath it."""


def _tell(room: CaseRoom, story: Story, photo: Photo, found: Beneath, depth: tuple[int, int]) -> None:
    """Tell of a picture that is not quiet under its head, too poor in contrast, or too shallow for it."""
    at, rules = Locus(story.id, "head.main"), room.rules
    asked = depth[1] * rules.over_deep // 1000
    if depth[0] > asked:
        rows, most = (-(-side // room.grid.leading) for side in (depth[0], asked))
        room.note(Diagnostic.make("M363", Severity.WARNING, at, story=story.id, rows=rows, most=most))
    if photo.file is None:
        return
    if found.spread > rules.over_spread:
        told = Diagnostic.make(
            "M361", Severity.WARNING, at, story=story.id, spread=found.spread / 10, most=rules.over_spread / 10
        )
        room.note(told)
    if found.share < OVER_SHARE:
        share, least, contrast = found.share // 10, OVER_SHARE // 10, OVER_CONTRAST / 1000
        told = Diagnostic.make(
            "M362", Severity.WARNING, at, story=story.id, share=share, least=least, contrast=contrast
        )
        room.note(told)
