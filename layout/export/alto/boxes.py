"""Every character's box on the page image, computed from the line as composed.

A character's box is its em cell, as wide as the glyph's advance and from 880 above to 120 below the baseline, grown to
the glyph's outline where that is larger. Squeezed marks share the line without overlapping: the cell of a mark that
gave up its empty half ends where the next character's begins. All glyphs of a page are computed at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from unicodedata import category

from layout.export.reading import cells_of
from layout.geometry.grid import BASELINE_IN_EM, SIDEWAYS_AXIS
from layout.ground.dataclass import dataclass, field

if TYPE_CHECKING:
    import numpy as np

    from layout.geometry import Length
    from layout.sheet import Run, Text
    from layout.typeface import Face, TypeCase

    Array = np.ndarray[Any, Any]

PixelBox = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the page image."""


@dataclass(frozen=True, slots=True)
class Characters:
    """A line's characters in reading order: `texts[i]` (a base character with its marks) stands in `boxes[i]`.

    `starts` are the characters that begin a further cell of a table's row. `hyphen` is the box of a hyphen that stands
    in no copy.
    """

    texts: list[str]
    boxes: list[PixelBox]
    hyphen: PixelBox | None = None
    starts: tuple[int, ...] = ()


@dataclass(slots=True)
class GlyphMetrics:
    """What is asked of the faces' glyphs, kept for all pages of an edition."""

    case: TypeCase
    _known: dict[tuple[str, int], tuple[float, ...]] = field(default_factory=dict)

    def of(self, key: str, gid: int) -> tuple[float, ...]:
        """Return advance, outline (left, bottom, right, top), vertical origin (x, y) and advance, in ems."""
        found = self._known.get((key, gid))
        if found is None:
            face: Face = self.case.by_key(key)
            down = abs(face.vertical_advance(gid))
            values = (face.advances[gid], *face.extents(gid), *face.vertical_origin(gid), down)
            found = self._known[key, gid] = tuple(value / face.upem for value in values)
        return found


def characters(
    texts: Sequence[Text], metrics: GlyphMetrics, trim: tuple[Length, Length], size: tuple[int, int]
) -> list[Characters]:
    """Return each line's characters with their boxes on an image of `size` pixels that shows the whole trim."""
    runs = [run for text in texts for run in text.line.runs if run.glyphs]
    boxes = _boxes(texts, runs, metrics, trim, size) if runs else []
    found, at = [], 0
    for text in texts:
        drawn = [run for run in text.line.runs if run.glyphs]
        end = at + sum(map(len, drawn))
        starts = _cell_starts(text, metrics.case) if text.line.role == "table" else ()
        found.append(_line(drawn, boxes[at:end], starts))
        at = end
    return found


def _cell_starts(text: Text, case: TypeCase) -> tuple[int, ...]:
    """Return the characters of a table's row that begin a cell, the first excepted."""
    counts = accumulate(sum(len(run.text) for run in cell) for cell in cells_of(text.line, case))
    return tuple(counts)[:-1]


def _boxes(
    texts: Sequence[Text], runs: list[Run], metrics: GlyphMetrics, trim: tuple[Length, Length], size: tuple[int, int]
) -> list[PixelBox]:
    """Return the box of every glyph of every run, in order."""
    import numpy as np

    counts = np.array([len(run) for run in runs])
    gids = np.frombuffer(b"".join(run.glyphs for run in runs), ">u2").astype(np.int64)
    places = [(text, number) for number, text in enumerate(texts) for run in text.line.runs if run.glyphs]

    def each(values: list[Any]) -> Array:
        return np.repeat(np.array(values, float), counts)

    along = np.array([value for run in runs for value in run.origins()], float)
    moved = np.array([offset for run in runs for offset in (run.offsets or ((0, 0),) * len(run))], float).reshape(-1, 2)
    em, scale = each([run.size for run in runs]), each([run.scale / 100 for run in runs])
    rise, line = each([run.rise for run in runs]), each([number for _, number in places])
    x, y = each([text.x for text, _ in places]), each([text.y for text, _ in places])
    turn = np.repeat(np.array(["hvr".index(run.orient) for run in runs]), counts)
    keys = list(dict.fromkeys(run.face for run in runs))
    pairs = np.repeat(np.array([keys.index(run.face) for run in runs]), counts) * 65536 + gids
    unique, back = np.unique(pairs, return_inverse=True)
    table = np.array([metrics.of(keys[pair // 65536], int(pair % 65536)) for pair in unique.tolist()])
    advance, left, bottom, right, top, origin_x, origin_y, down = table[back].T * em
    blank = (right <= left) | (top <= bottom)

    # Along the line: from where the glyph starts, its cell and its outline.
    upright, sideways = turn == 1, turn == 2
    start = np.where(turn == 0, x, y) + along + np.where(upright, -moved[:, 1], moved[:, 0])
    cell = np.where(upright, down, advance * scale)
    first, last = np.where(upright, origin_y - top, left * scale), np.where(upright, origin_y - bottom, right * scale)
    first, last = start + np.where(blank, 0, first), start + np.where(blank, cell, last)
    near, far = _shared(start, start + cell, first, last, np.stack([line, turn, y * (turn == 0)]))
    # Half a mark that hangs outside the measure is blank, so its cell ends there.
    measure = each([text.line.measure if text.line.vertical != (run.orient == "h") else 0 for (text, _), run in
                    zip(places, runs, strict=True)])  # fmt: skip
    edge = np.where(turn == 0, x, y)
    near = np.where((measure > 0) & (near < edge) & (first >= edge), edge, near)
    far = np.where((measure > 0) & (far > edge + measure) & (last <= edge + measure), edge + measure, far)
    near, far = np.minimum(near, first), np.maximum(far, last)

    # Across it: the em box and the outline, upwards (h), to the right (r) or from the middle (v).
    base = np.where(turn == 0, -y, x - em * SIDEWAYS_AXIS / 1000 * sideways) + rise + moved[:, 1] * ~upright
    base = np.where(upright, x + rise + moved[:, 0], base)
    above, below = em * BASELINE_IN_EM / 1000, em * (BASELINE_IN_EM - 1000) / 1000
    inner, outer = np.where(blank, below, bottom), np.where(blank, above, top)
    low = base + np.where(upright, np.minimum(-em / 2, left - origin_x), np.minimum(below, inner))
    high = base + np.where(upright, np.maximum(em / 2, right - origin_x), np.maximum(above, outer))

    wide, tall = size[0] / trim[0], size[1] / trim[1]
    flat = turn == 0
    sides = (
        np.where(flat, near, low) * wide, np.where(flat, -high, near) * tall,
        np.where(flat, far, high) * wide, np.where(flat, -low, far) * tall,
    )  # fmt: skip
    x0, y0 = (np.clip(np.rint(side), 0, most - 1) for side, most in zip(sides[:2], size, strict=True))
    x1, y1 = (np.clip(np.rint(side), 1, most) for side, most in zip(sides[2:], size, strict=True))
    x1, y1 = np.maximum(x1, x0 + 1), np.maximum(y1, y0 + 1)
    stacked = np.stack([x0, y0, x1, y1], axis=1).astype(int)
    return list(map(tuple, stacked.tolist()))


def _shared(start: Array, end: Array, first: Array, last: Array, same: Array) -> tuple[Array, Array]:
    """Return where each cell begins and ends along its line once neighbours have shared the room between them."""
    import numpy as np

    near, far = start.copy(), end.copy()
    if len(start) < 2:
        return near, far
    together = (same[:, 1:] == same[:, :-1]).all(axis=0) & (start[1:] >= start[:-1])
    tight = together & (end[:-1] > start[1:])
    # A mark that kept its empty half before it (an opening bracket) gives that half to the character before.
    border = np.where(last[:-1] <= start[1:], start[1:], np.minimum(end[:-1], first[1:]))
    border = np.maximum(border, start[1:])
    far[:-1] = np.where(tight, border, far[:-1])
    near[1:] = np.where(tight, border, near[1:])
    return near, far


def _line(runs: list[Run], boxes: list[PixelBox], starts: tuple[int, ...]) -> Characters:
    if all(run.clusters is None for run in runs):
        return Characters(list("".join(run.text for run in runs)), boxes, None, starts)
    shown: list[str] = []
    places: list[PixelBox] = []
    hyphen = None
    at = 0
    for run in runs:
        own = boxes[at : at + len(run)]
        at += len(run)
        if run.clusters is None:
            shown += run.text
            places += own
            continue
        for part, box in _clusters(run, own):
            if not part:
                hyphen = box
                continue
            letters = _letters(part)
            shown += letters
            places += _split(box, len(letters), run.orient != "h")
    return Characters(shown, places, hyphen, starts)


def _clusters(run: Run, boxes: list[PixelBox]) -> Iterator[tuple[str, PixelBox]]:
    """Yield a run's shaped pieces in the order of the copy: characters and the box around their glyphs."""
    assert run.clusters is not None
    around: dict[int, PixelBox] = {}
    for begin, box in zip(run.clusters, boxes, strict=True):
        around[begin] = _union(around[begin], box) if begin in around else box
    begins = sorted(around)
    ends = [*begins[1:], len(run.text)]
    for begin, end in zip(begins, ends, strict=True):
        yield run.text[begin:end], around[begin]


def _letters(part: str) -> list[str]:
    """Split a shaped piece into base characters, each with the marks and selectors that follow it."""
    letters: list[str] = []
    for character in part:
        if letters and category(character)[0] == "M":
            letters[-1] += character
        else:
            letters.append(character)
    return letters


def _split(box: PixelBox, parts: int, down: bool) -> Iterator[PixelBox]:
    """Cut a ligature's box into equal parts along the line."""
    left, top, right, bottom = box
    for part in range(parts):
        if down:
            yield left, top + (bottom - top) * part // parts, right, top + (bottom - top) * (part + 1) // parts
        else:
            yield left + (right - left) * part // parts, top, left + (right - left) * (part + 1) // parts, bottom


def _union(one: PixelBox, other: PixelBox) -> PixelBox:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def around(boxes: Sequence[PixelBox]) -> PixelBox:
    """Return the box around some boxes, at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
