"""Artwork as one form of a press file: copied in object by object, and the matrix that places it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from layout.ground.dataclass import dataclass

_LEFT_OUT = frozenset((
    "/Length", "/Metadata", "/PieceInfo", "/StructParent", "/StructParents", "/OPI", "/Alternates", "/LastModified",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class PdfArt:
    """One page of artwork that a press file may take in.

    `box` is (left, bottom, right, top) of its TrimBox in pt, `rotate` its /Rotate. `spots` are the spot colours that
    it uses, sorted.
    """

    path: Path
    box: tuple[float, float, float, float]
    rotate: int
    spots: tuple[str, ...]


class Ledger(Protocol):
    """A PDF file being written: takes objects and returns their references (`n 0 R`)."""

    def add(self, dictionary: dict[str, Any]) -> str:
        """Take a dictionary, keys without slash, values in PDF syntax."""

    def stream(self, content: bytes, dictionary: dict[str, Any], level: int = -1, *, filtered: bool = False) -> str:
        """Take a stream; `filtered` content is encoded already, as its dictionary says."""


def graft(art: PdfArt, ledger: Ledger) -> str:
    """Copy the artwork into a file that is being written, as one Form XObject, and return its reference.

    The form's space is the artwork's own, clipped to `art.box`; `placement` gives the matrix that puts it on a page.
    """
    import pikepdf

    with pikepdf.open(art.path) as pdf:
        form = pdf.pages[0].as_form_xobject(handle_transformations=False)
        form.BBox = pikepdf.Array([round(edge, 4) for edge in art.box])
        return _Graft(ledger).taken(form)


def placement(art: PdfArt, x: float, y: float, width: float, height: float) -> tuple[float, ...]:
    """Return the matrix (a to f) that shows the artwork upright, centred and undistorted in a box.

    The box is in pt, its origin at the lower left, y upwards, as PDF pages count.
    """
    left, bottom, right, top = art.box
    turned = art.rotate in (90, 270)
    across, up = (top - bottom, right - left) if turned else (right - left, top - bottom)
    scale = min(width / across, height / up)
    x, y = x + (width - across * scale) / 2, y + (height - up * scale) / 2
    if art.rotate == 90:
        return 0, -scale, scale, 0, x - bottom * scale, y + right * scale
    if art.rotate == 180:
        return -scale, 0, 0, -scale, x + right * scale, y + top * scale
    if art.rotate == 270:
        return 0, scale, -scale, 0, x + top * scale, y - left * scale
    return scale, 0, 0, scale, x - left * scale, y - bottom * scale


class _Graft:
    """Copies objects with all that they refer to, each once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._taken: dict[tuple[int, int], str] = {}

    def taken(self, thing: Any) -> str:
        """Return the reference of a stream or dictionary in the new file."""
        import pikepdf

        if thing.is_indirect and thing.objgen in self._taken:
            reference = self._taken[thing.objgen]
            if not reference:
                raise ValueError("artwork whose objects refer to themselves")
            return reference
        if thing.is_indirect:
            self._taken[thing.objgen] = ""
        names = [name for name in sorted(thing.keys()) if name not in _LEFT_OUT]
        entries = {name.lstrip("/"): self.syntax(thing.get(name)) for name in names}
        if isinstance(thing, pikepdf.Stream):
            reference = self._ledger.stream(thing.read_raw_bytes(), entries, filtered=True)
        else:
            reference = self._ledger.add(entries)
        if thing.is_indirect:
            self._taken[thing.objgen] = reference
        return reference

    def syntax(self, thing: Any) -> str:
        """Return a value as PDF source text."""
        import pikepdf

        if isinstance(thing, pikepdf.Stream) or (isinstance(thing, pikepdf.Dictionary) and thing.is_indirect):
            return self.taken(thing)
        if isinstance(thing, pikepdf.Dictionary):
            return f"<< {' '.join(f'{name} {self.syntax(thing[name])}' for name in sorted(thing.keys()))} >>"
        if isinstance(thing, pikepdf.Array):
            return f"[{' '.join(map(self.syntax, thing))}]"
        if isinstance(thing, pikepdf.Object):
            return thing.unparse().decode("latin-1")
        if thing is None or isinstance(thing, bool):
            return "null" if thing is None else str(thing).lower()
        return f"{thing:f}" if isinstance(thing, Decimal) else str(thing)
