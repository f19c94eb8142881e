"""Fonts as a file holds them, and which of their characters it draws."""

from __future__ import annotations

import re
from functools import cached_property
from struct import unpack
from typing import Any

from layout.ground.expression import expression

_STANDARD_MARKS = expression(r"bold|black|heavy|[789]00", re.IGNORECASE)
_SANS = expression(r"sans|hei|gothic|arial|helvetica", re.IGNORECASE)


def is_bold_sans(name: str) -> bool:
    """Tell from a font's name whether its strokes are even and strong, so that it may be reversed small."""
    return bool(_SANS.search(name) and _STANDARD_MARKS.search(name))


class TypeUse:
    """A font dictionary, its descendant, and the codes drawn with it."""

    def __init__(self, font: Any) -> None:
        """Take a font dictionary of a file."""
        self.font = font
        self.subtype = str(font.get("/Subtype", ""))[1:]
        descendants = font.get("/DescendantFonts")
        self.descendant = descendants[0] if self.subtype == "Type0" and descendants is not None else font
        self.name = str(font.get("/BaseFont", self.descendant.get("/BaseFont", "/?")))[1:]
        encoding = str(font.get("/Encoding", ""))
        self.vertical = encoding.endswith("-V")
        self.identity = encoding in ("/Identity-H", "/Identity-V")
        self.wide = self.subtype == "Type0"
        self._drawn: list[bytes] = []
        self._boxes: dict[int, tuple[float, float, float, float]] = {}

    def draw(self, text: bytes) -> tuple[int, ...]:
        """Note a string as drawn and return its codes."""
        self._drawn.append(text)
        return unpack(f">{len(text) // 2}H", text[: len(text) // 2 * 2]) if self.wide else tuple(text)

    @cached_property
    def codes(self) -> frozenset[int]:
        """All codes drawn; asked only when the pages have been read."""
        text = b"".join(self._drawn)
        return frozenset(unpack(f">{len(text) // 2}H", text[: len(text) // 2 * 2]) if self.wide else text)

    @cached_property
    def default_width(self) -> float:
        """Width of what has none of its own."""
        if self.wide:
            return float(self.descendant.get("/DW", 1000))
        descriptor = self.descriptor
        return float(descriptor.get("/MissingWidth", 0)) if descriptor is not None else 500.0

    @cached_property
    def widths(self) -> dict[int, float]:
        """Widths by code in 1/1000 em, as the file states them."""
        import pikepdf

        if not self.wide:
            first = int(self.font.get("/FirstChar", 0))
            return {first + at: float(width) for at, width in enumerate(self.font.get("/Widths", []))}
        entries = list(self.descendant.get("/W", []))
        widths: dict[int, float] = {}
        at = 0
        while at + 1 < len(entries):
            start, second = int(entries[at]), entries[at + 1]
            if not isinstance(second, pikepdf.Array):
                widths.update(dict.fromkeys(range(start, int(second) + 1), float(entries[at + 2])))
                at += 3
            else:
                widths.update((start + n, float(width)) for n, width in enumerate(second))
                at += 2
        return widths

    def advance(self, codes: tuple[int, ...]) -> float:
        """Return the sum of the codes' widths, 1/1000 em."""
        if self.vertical:
            return 1000.0 * len(codes)
        default, get = self.default_width, self.widths.get
        return sum([get(code, default) for code in codes])

    @property
    def descriptor(self) -> Any:
        """The font descriptor, None where there is none."""
        return self.descendant.get("/FontDescriptor")

    @cached_property
    def program(self) -> tuple[str, bytes] | None:
        """The font program's key and bytes, None where the font is not embedded."""
        descriptor = self.descriptor
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if descriptor is not None and key in descriptor:
                return key, bytes(descriptor[key].read_bytes())
        return None

    @property
    def embedded(self) -> bool:
        """Tell whether the file carries the font's outlines."""
        descriptor = self.descriptor
        return self.subtype == "Type3" or (
            descriptor is not None and any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))
        )

    @cached_property
    def to_unicode(self) -> dict[int, bytes] | None:
        """Text by code as UTF-16BE bytes, None where the file gives none."""
        import pikepdf

        cmap = self.font.get("/ToUnicode")
        if not isinstance(cmap, pikepdf.Stream):
            return None
        return parse_cmap(bytes(cmap.read_bytes()))

    @cached_property
    def _face(self) -> Any:
        """The TrueType or OpenType program as HarfBuzz reads it; None for others."""
        if self.program is None or self.program[1][:4] not in (b"\0\1\0\0", b"OTTO", b"true"):
            return None
        import uharfbuzz as hb

        return hb.Font(hb.Face(self.program[1]))

    def ink_box(self, code: int) -> tuple[float, float, float, float] | None:
        """Return the box of a glyph's ink in 1/1000 em, empty for a blank; None where the program cannot be asked."""
        known = self._boxes.get(code)
        if known is None:
            gid = self.glyph(code)
            if self._face is None or gid is None:
                return None
            extents = self._face.get_glyph_extents(gid)
            em = 1000 / self._face.face.upem
            left, top = extents.x_bearing * em, extents.y_bearing * em
            known = (left, top + extents.height * em, left + extents.width * em, top)
            self._boxes[code] = known
        return known

    def glyph(self, code: int) -> int | None:
        """Return the glyph that a code of an Identity font draws; None where only the program could tell."""
        if not (self.wide and self.identity):
            return None
        data = self._gid_map
        return code if data is None else int.from_bytes(data[2 * code : 2 * code + 2], "big")

    @cached_property
    def _gid_map(self) -> bytes | None:
        import pikepdf

        mapping = self.descendant.get("/CIDToGIDMap")
        return bytes(mapping.read_bytes()) if isinstance(mapping, pikepdf.Stream) else None


_BLOCK = expression(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = expression(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


def parse_cmap(data: bytes) -> dict[int, bytes]:
    """Return a ToUnicode CMap's table; what is written wrongly is left out, so it shows as missing."""
    table: dict[int, bytes] = {}
    for kind, body in _BLOCK.findall(data):
        tokens = [open_ or close or value for value, open_, close in _HEX.findall(body)]
        texts = [token if token in b"[]" and token else _unhex(token) for token in tokens]
        if kind == b"bfchar":
            for code, text in zip(texts[::2], texts[1::2], strict=False):
                table[int.from_bytes(code, "big")] = text
        else:
            _ranges(texts, table)
    return table


def _unhex(token: bytes) -> bytes:
    digits = b"".join(token.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _ranges(texts: list[bytes], table: dict[int, bytes]) -> None:
    """Enter the ranges of a `bfrange` block (ISO 32000-1, 9.10.3): first and last code, then a text or one for each."""
    at = 0
    while at + 2 < len(texts):
        low, high = (int.from_bytes(code, "big") for code in texts[at : at + 2])
        if texts[at + 2] == b"[":
            if b"]" not in texts[at:]:
                return  # a list without an end
            end = texts.index(b"]", at)
            table.update((low + n, text) for n, text in enumerate(texts[at + 3 : end]))
            at = end + 1
        else:
            base = texts[at + 2]
            for code in range(low, min(high, low + 0xFFFF) + 1) if base else ():
                last = int.from_bytes(base[-2:], "big") + code - low
                table[code] = base[:-2] + last.to_bytes(2, "big") if last <= 0xFFFF else b""
            at += 3
