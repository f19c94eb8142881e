"""Measuring a story that has a page for itself: 专版 (a full-page feature) and 摄影版 (a page of photographs).

Nothing of it is natural size: its pictures are as large as make the copy come out at the foot. The first picture rules
the page, under the head at the right or over all columns; the others stand in bands at the foot, as many beside each
other as share the columns evenly. Short copy stands beside the first picture, over one or two of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.dummy.plan import Block, HeadChoice, PhotoPlace
from layout.makeup.page.flow import pour
from layout.makeup.page.legs import legs_of
from layout.makeup.page.photo import photo_rows, words_of
from layout.makeup.page.places import cuts_up
from layout.makeup.page.stretches import stretches
from layout.makeup.solve.measure.depth import poured_price
from layout.makeup.solve.measure.furnish import head_choices, quote_rows_of
from layout.makeup.solve.measure.pictures import bands_of
from layout.makeup.solve.shapes import Shape
from layout.rules.pages import LABEL_ROWS
from layout.rules.solver import LONG_COST, WHITE_COST
from layout.rules.variety import FILLING_CROP, FILLING_EVEN, FILLING_SCALE, FILLING_STRIP

if TYPE_CHECKING:
    from layout.compose.story.galley import GalleyLine
    from layout.issue.model import Photo, Story
    from layout.makeup.page.caseroom import CaseRoom

LEAST, MOST = (share // 10 for share in FILLING_SCALE)
"""Percent of its natural depth that a picture may have."""

SCALES = tuple(range(LEAST, MOST + 1, 2))
"""Those of them that are tried."""

ASIDE = 2
"""Pictures that stand under short copy, at most."""

HEADS = 2
"""Settings of the head that are tried."""

POURED = 12
"""Arrangements whose copy is poured; the others are told apart by area."""


@dataclass(frozen=True, slots=True)
class _Scheme:
    """How pictures stand: columns of the first, the numbers of the others band by band, and those under the copy.

    `narrow` is the columns of a single picture at the foot that leaves the others to the copy, 0 for a whole band.
    """

    wide: int
    bands: tuple[tuple[int, ...], ...]
    aside: tuple[int, ...] = ()
    narrow: int = 0


def filling_shape(room: CaseRoom, story: Story, cols: int, rows: int) -> Shape | None:
    """Return the story as the one shape that fills so many cells best; None where its copy is too much or little."""
    grid = room.grid
    label = LABEL_ROWS if story.wishes.label else 0
    lines = room.galley(story, grid.measure).lines if story.paragraphs else ()
    trials: list[tuple[float, int, Block, HeadChoice]] = []
    for number, (_, choice, plain, *_) in enumerate(head_choices(room, story, grid.span(cols), decks=False)):
        if number >= HEADS:
            break
        head = label + plain
        for scheme in _schemes(len(story.photos), cols, bool(lines)):
            sized = _beside if scheme.aside else _sized
            trials += sized(room, story, scheme, Block(story.id, 0, 0, cols, rows, head=choice), head, lines)
    # One that cuts no picture up, where there is one.
    trials = [trial for trial in trials if not cuts_up(room, trial[2], story)] or trials
    best: tuple[float, Shape] | None = None
    for cost, head, block, choice in sorted(trials, key=lambda trial: trial[0])[:POURED]:
        shape = _poured(room, story, block, head, choice, lines)
        if shape is None:
            continue
        total = cost + shape.cost
        if best is None or total < best[0]:
            best = (total, shape)
    return best[1] if best else None


def _schemes(photos: int, cols: int, text: bool) -> Iterator[_Scheme]:
    """Yield the ways that so many pictures may stand on a page of `cols` columns."""
    if not photos:
        yield _Scheme(0, ())
        return
    widths = range(max(2, cols // 2), cols + 1) if text else (cols,)
    for bands in bands_of(tuple(range(1, photos)), cols):
        for wide in widths:
            yield _Scheme(wide, bands)
            for narrow in range(max(1, cols // 3), cols - 1) if text and photos == 2 else ():
                yield _Scheme(wide, bands, narrow=narrow)
    for aside in range(1, min(ASIDE, photos - 1) + 1 if text else 1):
        for bands in bands_of(tuple(range(1 + aside, photos)), cols):
            for wide in range(cols // 2, cols):
                yield _Scheme(wide, bands, tuple(range(1, 1 + aside)))


def _sized(
    room: CaseRoom, story: Story, scheme: _Scheme, block: Block, head: int, lines: tuple[GalleyLine, ...]
) -> Iterator[tuple[float, int, Block, HeadChoice]]:
    """Yield (cost, rows of the head, block, head) of a scheme at the sizes at which its copy nearly fills the page."""
    grid, cols = room.grid, block.cols
    need = sum(line.before + line.rows for line in lines)
    quote = quote_rows_of(room, story, grid.measure) if lines and cols > 2 else 0
    natural = [_natural(room, story.photos[:1], scheme.wide)] if scheme.wide else []
    natural += [
        _natural(room, [story.photos[at] for at in band], scheme.narrow or cols // len(band)) for band in scheme.bands
    ]
    for scale in SCALES:
        deep = [max(4, round(rows * scale / 100)) for rows in natural]
        if not lines and deep:  # pictures alone: the first takes what the others leave
            deep[0] = block.rows - head - sum(depth + 1 for depth in deep[1:])
            if not LEAST <= 100 * deep[0] // natural[0] <= MOST:
                continue
        foot = sum(depth + 1 for depth in deep[1:])
        text = block.rows - head - foot
        if text < 0:
            continue
        first = deep[0] + 1 if deep else 0
        offered = (cols - scheme.wide) * text + scheme.wide * max(0, text - first) - (quote + 1 if quote else 0)
        offered += (cols - scheme.narrow) * foot if scheme.narrow else 0
        if lines and offered < need:
            continue
        spare = offered - need if lines else 0
        legs = max(text if scheme.wide < cols else 0, text - first + (foot if scheme.narrow else 0))
        cost = WHITE_COST * max(0, spare - cols) + FILLING_CROP * abs(scale - 100)
        cost += LONG_COST * max(0, legs - room.rules.leg_most) * cols
        if lines and 0 < text - first < room.rules.shallow:
            cost += FILLING_STRIP
        areas = [scheme.wide * deep[0]] if deep else []
        areas += [
            (scheme.narrow or cols // len(band)) * depth for band, depth in zip(scheme.bands, deep[1:], strict=True)
        ]
        if len(areas) > 1 and areas[0] <= max(areas[1:]):
            continue  # one picture rules the page
        if len(areas) > 1 and areas[0] < 2 * max(areas[1:]):
            cost += FILLING_EVEN
        yield cost, head, _with_pictures(block, scheme, deep, head, quote), block.head


def _beside(
    room: CaseRoom, story: Story, scheme: _Scheme, block: Block, head: int, lines: tuple[GalleyLine, ...]
) -> Iterator[tuple[float, int, Block, HeadChoice]]:
    """Yield the same of a scheme whose copy stands beside the first picture, over the pictures in its columns."""
    need = sum(line.before + line.rows for line in lines)
    side = block.cols - scheme.wide
    text = max(4, -(-need // side))
    first = _natural(room, story.photos[:1], scheme.wide)
    under = [_natural(room, [story.photos[at]], side) for at in scheme.aside]
    bands = [_natural(room, [story.photos[at] for at in band], block.cols // len(band)) for band in scheme.bands]
    for scale in SCALES:
        deep = [max(4, round(rows * scale / 100)) for rows in bands]
        high = block.rows - head - sum(depth + 1 for depth in deep)
        left = high - text - len(under)
        share = 100 * left // max(1, sum(under))
        if not (LEAST <= 100 * high // first <= MOST and LEAST <= share <= MOST):
            continue
        places = [PhotoPlace(0, 0, head, scheme.wide, high)]
        edges = [left * sum(under[:at]) // sum(under) for at in range(len(under) + 1)]
        for nth, at in enumerate(scheme.aside):
            row = head + text + 1 + edges[nth] + nth
            places.append(PhotoPlace(at, scheme.wide, row, side, edges[nth + 1] - edges[nth]))
        row = head + high + 1
        for band, depth in zip(scheme.bands, deep, strict=True):
            each = block.cols // len(band)
            places += [PhotoPlace(at, nth * each, row, each, depth) for nth, at in enumerate(band)]
            row += depth + 1
        cost = FILLING_CROP * (abs(scale - 100) + abs(100 * high // first - 100) + abs(share - 100))
        largest = max((place.cols * place.rows for place in places[1:]), default=0)
        if scheme.wide * high <= largest:
            continue
        cost += FILLING_EVEN * (scheme.wide * high < 2 * largest)
        yield cost + WHITE_COST * (side * text - need), head, replace(block, photos=tuple(places)), block.head


def _natural(room: CaseRoom, photos: list[Photo] | tuple[Photo, ...], wide: int) -> int:
    """Return the rows that pictures beside each other ask for, in the mean."""
    width = room.grid.span(wide)
    words = words_of(room, ((photo, width) for photo in photos))
    return round(sum(photo_rows(photo, room, width, words=words) for photo in photos) / len(photos))


def _with_pictures(block: Block, scheme: _Scheme, deep: list[int], head: int, quote: int) -> Block:
    places = []
    if scheme.wide:
        places.append(PhotoPlace(0, block.cols - scheme.wide, head, scheme.wide, deep[0]))
    row = block.rows - sum(depth + 1 for depth in deep[1:]) + 1
    for band, depth in zip(scheme.bands, deep[1:], strict=True):
        each = scheme.narrow or block.cols // len(band)
        places += [PhotoPlace(at, nth * each, row, each, depth) for nth, at in enumerate(band)]
        row += depth + 1
    top = head + (deep[0] + 1 if scheme.wide else 0)
    cells = (block.cols - 1, top, 1, quote) if quote else None
    return replace(block, photos=tuple(places), quote=cells)


def _poured(
    room: CaseRoom, story: Story, block: Block, head: int, choice: HeadChoice, lines: tuple[GalleyLine, ...]
) -> Shape | None:
    """Return a block as a shape once its copy has been poured into it; None where it has no room or leaves white."""
    white = 0
    cost = 0
    if lines:
        places = stretches(block, legs_of(block, room.grid), room.grid, head, (0, block.cols))
        depths = [place.rows for place in places]
        poured = pour(lines, depths)
        if poured.rest:
            return None
        white = sum(depths) - sum(poured.depths)
        if white > max(block.cols, room.rules.white_inside * block.cols * block.rows // 1000):
            return None  # it does not fill its page
        cost = poured_price(poured)
    size = round(choice.size * 1000)
    return Shape(
        block.cols,
        block.rows,
        head,
        0,
        block.cols,
        size,
        choice,
        block.photos,
        0,
        len(lines),
        white,
        give=0,
        cost=round(cost) + WHITE_COST * max(0, white - block.cols),
        quote=block.quote,
    )
