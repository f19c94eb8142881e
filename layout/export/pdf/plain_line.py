"""Lines that need no composer: labels of forms and slugs, set from the face's own widths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.geometry import Length
from layout.sheet import Line, Run

if TYPE_CHECKING:
    from layout.typeface import TypeCase


def plain_line(text: str, case: TypeCase, role: str, size: Length) -> Line:
    """Return a text as one line at its natural width, each character in a face that has it."""
    runs, x = [], 0
    for face, start, end in case.split(role, case.printable(role, text)):
        part = text[start:end]
        data = case.printable(role, part).translate(face.gids).encode("utf-16-be", "surrogatepass")
        xs, along = [], 0
        for at in range(0, len(data), 2):
            xs.append(along)
            along += face.advances[int.from_bytes(data[at : at + 2], "big")] * size // face.upem
        runs.append(Run(face.key, size, part, data, x, xs=tuple(xs)))
        x += along
    return Line(text, tuple(runs), size, x, x, x, role="label")
