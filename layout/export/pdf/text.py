"""Lines of type as text operators.

The unit of work is the run: a plain run is one `Tj` with its character space, a justified one one `TJ`. Only glyphs
that leave the line (offsets) are placed one by one.
"""

from __future__ import annotations

from itertools import compress
from operator import sub
from struct import unpack
from typing import TYPE_CHECKING

from layout.export.pdf.gaps import WIDE, WIDER
from layout.export.pdf.ink import KNOCKOUT, OVERPRINT, fill_ink, number, overprints
from layout.export.pdf.outline import outline
from layout.export.pdf.usage import glyph_ids, glyph_texts
from layout.geometry.grid import SIDEWAYS_AXIS
from layout.sheet import Run
from layout.text.foreign import HAS_SHAPED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.export.pdf.usage import FaceUse, Type
    from layout.geometry import Length
    from layout.sheet import Text


ANEW = f"{KNOCKOUT} 0 Tc 100 Tz"
"""The state in which a writer of type begins, where another one has written on the page before."""


class TypeWriter:
    """Writes a page's lines; keeps the text state so that operators are written only where it changes."""

    def __init__(self, kind: Type, top: Length) -> None:
        """Write with a file's faces and fonts; `top` is the trim's height."""
        self._faces = kind.faces
        self._use = kind.uses
        self._names = kind.names
        self._gaps = kind.gaps
        self._odd = kind.odd
        self._top = top
        self._out: list[str] = []
        self._font: tuple[str, Length] | None = None
        self._ink: tuple[int, ...] | None = None
        self._over: bool | None = None
        self._space = 0.0
        self._scale = 100

    def operators(self, texts: Sequence[Text]) -> list[str]:
        """Return the operators of these lines, one text object."""
        self._out = ["BT"]
        for text in texts:
            x, y = text.x, self._top - text.y
            for run in text.line.runs:
                if run.glyphs:
                    self._run(x, y, run)
        self._out.append("ET")
        return self._out

    def _run(self, x: Length, y: Length, run: Run) -> None:
        use = self._use[run.face]
        if run.ink != self._ink:
            self._ink = run.ink
            self._out.append(fill_ink(run.ink))
            over = overprints(run.ink)
            if over != self._over:
                self._over = over
                self._out.append(OVERPRINT if over else KNOCKOUT)
        if run.scale != self._scale:
            self._scale = run.scale
            self._out.append(f"{run.scale} Tz")
        if run.offsets is None and run.clusters is None and run.orient == "h" and run.scale == 100:
            # Nearly all copy: a glyph a character, each an em wide, in the face's first font.
            if self._odd[run.face].isdisjoint(run.text) and id(run) not in self._gaps:
                self._even(x, y, run)
                return
        elif run.clusters is not None and len(set(run.clusters)) < len(run.clusters) and HAS_SHAPED.search(run.text):
            self._letters(x, y, run, use)
            return
        if run.offsets is not None or (use.shared and (run.clusters or not use.shared.isdisjoint(run.text))):
            self._singly(x, y, run, use)
            return
        self._select(run.face, 0, run.orient == "v", run.size)
        along = run.x + run.xs[0] if run.xs else run.x
        if run.orient == "h":
            self._out.append(f"1 0 0 1 {number(x + along)} {number(y + run.rise)} Tm")
        else:
            self._move(x, y, run, along, (0, 0))
        self._show(run)

    def _even(self, x: Length, y: Length, run: Run) -> None:
        """Write a run whose glyphs are all an em wide: it differs from its face only where it was adjusted."""
        size, xs, glyphs = run.size, run.xs, run.glyphs.hex()
        if self._font is None or self._font[1] != size or self._font[0] != self._names[run.face, 0, False]:
            self._select(run.face, 0, False, size)
        place = f"1 0 0 1 {number(x + run.x + (xs[0] if xs else 0))} {number(y + run.rise)} Tm"
        if len(glyphs) == 4:
            self._out += (place, f"<{glyphs}> Tj")
            return
        if xs is None:
            self._out.append(place)
            if run.pitch - size != self._space:
                self._space_out(run.pitch - size)
            self._out.append(f"<{glyphs}> Tj")
            return
        steps = list(map(sub, xs[1:], xs))
        usual = size if 2 * steps.count(size) > len(steps) else max(set(steps), key=steps.count)
        self._out.append(place)
        if usual - size != self._space:
            self._space_out(usual - size)
        parts: list[str] = []
        done = 0
        for index in compress(range(len(steps)), map(usual.__ne__, steps)):
            end = 4 * index + 4
            parts.append(f"<{glyphs[done:end]}>{(usual - steps[index]) * 1000 / size:.5g}")
            done = end
        self._out.append(f"[{''.join(parts)}<{glyphs[done:]}>] TJ" if parts else f"<{glyphs}> Tj")

    def _select(self, face: str, variant: int, upright: bool, size: Length) -> None:
        font = (self._names[face, variant, upright], size)
        if font != self._font:
            self._font = font
            self._out.append(f"/{font[0]} {number(size)} Tf")

    def _move(self, x: Length, y: Length, run: Run, along: Length, offset: tuple[Length, Length]) -> None:
        dx, dy = offset
        if run.orient == "h":
            self._out.append(f"1 0 0 1 {number(x + along + dx)} {number(y + run.rise + dy)} Tm")
        elif run.orient == "v":
            self._out.append(f"1 0 0 1 {number(x + run.rise + dx)} {number(y - along + dy)} Tm")
        else:
            axis = x - run.size * SIDEWAYS_AXIS // 1000
            self._out.append(f"0 -1 1 0 {number(axis + run.rise + dy)} {number(y - along - dx)} Tm")

    def _space_out(self, space: float) -> None:
        space = round(space, 1)
        if space != self._space:
            self._space = space
            self._out.append(f"{number(space)} Tc")

    def _show(self, run: Run) -> None:
        """Write a run from where the pen stands: its glyphs, and where they differ from the glyphs' own widths."""
        glyphs = run.glyphs.hex()
        places = self._gaps.get(id(run), ())
        if len(run.glyphs) == 2:
            shown = f"<{glyphs}> Tj"
            if places:
                size = number(run.size)
                plain, wide = (f"/{self._names[run.face, variant, False]} {size} Tf" for variant in (0, WIDE))
                shown = f"{wide} {shown} {plain}"
            self._out.append(shown)
            return
        face = self._faces[run.face]
        gids = unpack(f">{len(run.glyphs) // 2}H", run.glyphs)
        upright = run.orient == "v"
        advances = list(map(face.vertical_advance if upright else face.advances.__getitem__, gids))
        scale = run.size / face.upem if upright else run.size * run.scale / (face.upem * 100)
        stretch = -1.0 if upright else 100 / run.scale
        even = advances.count(advances[0]) == len(advances)
        if even and run.xs is None and not places:
            self._space_out((run.pitch - advances[0] * scale) * stretch)
            self._out.append(f"<{glyphs}> Tj")
            return
        steps = [run.pitch] * (len(gids) - 1) if run.xs is None else list(map(sub, run.xs[1:], run.xs))
        gaps: list[float]
        if places:
            # Readers differ in whether character space holds between two operators, so there is none.
            self._space_out(0)
            gaps = [step - advance * scale for step, advance in zip(steps, advances, strict=False)]
            self._widen(run, glyphs, gaps, places)
            return
        if even:
            usual = max(set(steps), key=steps.count)
            self._space_out((usual - advances[0] * scale) * stretch)
            gaps = [step - usual for step in steps]
        else:
            loose = [step - advance * scale for step, advance in zip(steps, advances, strict=False)]
            whole = list(map(round, loose))
            self._space_out(max(set(whole), key=whole.count) * stretch)
            gaps = [gap - self._space / stretch for gap in loose]
        parts: list[str] = []
        done = 0
        per_mille = -1000 * stretch / run.size
        for index in [index for index, gap in enumerate(gaps) if not -0.75 < gap < 0.75]:
            end = 4 * index + 4
            parts.append(f"<{glyphs[done:end]}>{gaps[index] * per_mille:.5g}")
            done = end
        parts.append(f"<{glyphs[done:]}>")
        self._out.append(f"[{''.join(parts)}] TJ" if len(parts) > 1 else f"{parts[0]} Tj")

    def _widen(self, run: Run, glyphs: str, gaps: list[float], places: tuple[int, ...]) -> None:
        """Write a run whose glyphs at `places` are their face's wide sorts: those stand before a gap."""
        size = number(run.size)
        plain, wide = (f"/{self._names[run.face, variant, False]} {size} Tf" for variant in (0, WIDE))
        extra, per_mille = WIDER * run.size / 1000, -1000 / run.size
        shown: list[str] = []
        array: list[str] = []
        end, last = 4 * len(gaps) + 4, len(gaps)
        ends = places[-1] == last
        inside = places[:-1] if ends else places
        done, at = 0, iter((*inside, last))
        place = next(at)
        for index in sorted({*inside, *(index for index, gap in enumerate(gaps) if not -0.75 < gap < 0.75)}):
            stop = 4 * index + 4
            if index == place:
                place = next(at)
                shown += (*_array(array, glyphs[done : stop - 4]), f"{wide} <{glyphs[stop - 4 : stop]}> Tj {plain}")
                array = [f"{(gaps[index] - extra) * per_mille:.5g}"]
            else:
                array.append(f"<{glyphs[done:stop]}>{gaps[index] * per_mille:.5g}")
            done = stop
        shown += _array(array, glyphs[done : end - 4] if ends else glyphs[done:])
        if ends:
            shown.append(f"{wide} <{glyphs[-4:]}> Tj {plain}")
        self._out.append(" ".join(shown))

    def _letters(self, x: Length, y: Length, run: Run, use: FaceUse) -> None:
        """Write a run whose letters have parts: of each letter one glyph is type, what belongs to it is drawn."""
        offsets, origins, ids = run.offsets or ((0, 0),) * len(run), run.origins(), glyph_ids(run)
        first = {cluster: at for at, cluster in reversed(list(enumerate(run.clusters or ())))}
        main = sorted(first.values())
        parts = sorted(set(range(len(run))).difference(main))
        texts = glyph_texts(run)
        wide = self._gaps.get(id(run), ())
        for at in main:
            variant = use.variant(ids[at], texts[at]) or (WIDE if at in wide else 0)
            self._select(run.face, variant, run.orient == "v", run.size)
            self._move(x, y, run, origins[at], offsets[at])
            self._out.append(f"<{ids[at]:04x}> Tj")
        face = self._faces[run.face]
        scale = f"{run.size / 1000 / face.upem:.7f}"
        self._out.append("ET")
        for at in parts:
            dx, dy = offsets[at]
            if run.orient == "h":
                place = f"{scale} 0 0 {scale} {number(x + origins[at] + dx)} {number(y + run.rise + dy)}"
            else:
                axis = x - run.size * SIDEWAYS_AXIS // 1000
                place = f"0 -{scale} {scale} 0 {number(axis + run.rise + dy)} {number(y - origins[at] - dx)}"
            path = outline(face, ids[at])
            if path:
                self._out.append(f"q {place} cm {path} f Q")
        self._out.append("BT")

    def _singly(self, x: Length, y: Length, run: Run, use: FaceUse) -> None:
        """Write a run glyph by glyph: each has its own offset or its own font variant."""
        offsets = run.offsets or ((0, 0),) * len(run)
        wide = self._gaps.get(id(run), ())
        places = zip(run.origins(), offsets, glyph_texts(run), range(0, len(run.glyphs), 2), strict=True)
        for along, offset, text, at in places:
            glyph = run.glyphs[at : at + 2]
            variant = use.variant(int.from_bytes(glyph, "big"), text)
            if not variant and at // 2 in wide:
                variant = WIDE
            self._select(run.face, variant, run.orient == "v", run.size)
            self._move(x, y, run, along, offset)
            self._out.append(f"<{glyph.hex()}> Tj")


def _array(array: Sequence[str], rest: str) -> list[str]:
    """Return the operator that shows an array and the glyphs after it, none where there is nothing to show.

    There is never an empty string in it: PDFium, and so Chrome, drops the number before one at the array's end.
    """
    whole = [*array, f"<{rest}>"] if rest else array
    return [f"[{''.join(whole)}] TJ"] if whole else []
