"""One font file opened for setting: glyph ids, widths, shapes and vertical origins, in font units.

A page asks the same few thousand glyphs over and over, so ids are looked up on first use and kept, and widths are read
from the table in one step. HarfBuzz reads TrueType and CFF outlines alike, so nothing here depends on which it is.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import uharfbuzz as hb

from layout.ground.dataclass import dataclass
from layout.text.classes import BLANKS
from layout.text.shown import QUOTE, base_of

EM_TOP = 880
"""Top of the ideographic em box over the baseline, in 1/1000 em, where a font states no vertical metrics."""

RESTRICTED = 0x0002
"""OS/2 fsType bit 1: the foundry forbids embedding (OpenType 1.9, OS/2)."""


class GlyphIds(dict[int, int]):
    """Glyph id by code point, for `str.translate`; filled as characters are met, 0 for what the face lacks."""

    __slots__ = ("_nominal",)

    def __init__(self, nominal: Callable[[int], int | None]) -> None:
        """Start empty; `nominal` finds the id of a code point."""
        super().__init__()
        self._nominal = nominal

    def __missing__(self, code: int) -> int:
        """Look a code point up once and keep the answer."""
        self[code] = gid = self._nominal(code) or 0
        return gid


@dataclass(frozen=True, slots=True)
class Shaped:
    """A shaped stretch of text, in font units.

    `glyphs` holds two big-endian bytes an id. `advances` run along the line, downwards when vertical. `offsets` are
    (dx, dy) with dy upwards, from the glyph's own origin (its vertical origin when vertical). `clusters[i]` is the
    index in the text of the first character that glyph i shows.
    """

    glyphs: bytes
    advances: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    clusters: tuple[int, ...]


class Face:
    """An open font face.

    `key` names it on pages and in files, `index` is its place in a collection (TTC). `sha256` is of the file as
    installed. Tables are read when first asked for. Opening never raises for a damaged file: `is_sound` tells.
    """

    def __init__(self, key: str, path: Path, sha256: str = "", index: int = 0) -> None:
        """Open the file; raises OSError only where it cannot be read."""
        self.key = key
        self.path = path
        self.sha256 = sha256
        self.index = index
        self._blob = hb.Blob.from_file_path(str(path))
        self.hb_face = hb.Face(self._blob, index)
        self.hb_font = hb.Font(self.hb_face)
        self.upem: int = self.hb_face.upem
        self.gids = GlyphIds(self._nominal)

    def __repr__(self) -> str:
        """Name the face and its file."""
        return f"Face({self.key!r}, {self.path.name!r})"

    def __reduce__(self) -> tuple[type[Face], tuple[str, Path, str, int]]:
        """Let workers reopen the face from its file."""
        return Face, (self.key, self.path, self.sha256, self.index)

    def _nominal(self, code: int) -> int:
        """Return the glyph of a code point, or of a shown form (`layout.text.shown`); a blank is one of any width."""
        if code >= QUOTE and code < 0xE000:
            quote = base_of(code)
            return int.from_bytes(self.shape(quote, features=("pwid",)).glyphs[:2], "big") if quote else 0
        if 0xD800 <= code < QUOTE:
            base = base_of(code)
            return self._nominal(ord(base)) if base else 0
        found = self.hb_font.get_nominal_glyph(code)
        if not found and chr(code) in BLANKS and code != 0x20:
            found = self.hb_font.get_nominal_glyph(0x20)
        return int(found or 0)

    @cached_property
    def tables(self) -> frozenset[str]:
        """Tags of the tables in the font."""
        return frozenset(self.hb_face.table_tags)

    @cached_property
    def is_sound(self) -> bool:
        """Tell whether the file is a font that can be set: glyphs, a character map and widths, and none cut off."""
        if not (self.hb_face.glyph_count and {"cmap", "hmtx", "hhea"} <= self.tables):
            return False
        size = self.path.stat().st_size
        with self.path.open("rb") as file:
            start = 0
            if file.read(4) == b"ttcf":
                file.seek(12 + 4 * self.index)
                start = int.from_bytes(file.read(4), "big")
            file.seek(start + 4)
            count = int.from_bytes(file.read(2), "big")
            file.seek(start + 12)
            records = file.read(16 * count)
        ends = (
            int.from_bytes(records[at + 8 : at + 12], "big") + int.from_bytes(records[at + 12 : at + 16], "big")
            for at in range(0, len(records), 16)
        )
        return len(records) == 16 * count and max(ends, default=0) <= size

    @property
    def is_cff(self) -> bool:
        """Tell whether outlines are PostScript (CFF) instead of TrueType."""
        return "CFF " in self.tables or "CFF2" in self.tables

    @property
    def is_variable(self) -> bool:
        """Tell whether it is a variable font; only its default instance is printed."""
        return "fvar" in self.tables

    @property
    def may_embed(self) -> bool:
        """Tell whether the foundry allows embedding in a PDF (OS/2 fsType); True where the font does not say."""
        os2 = self.hb_face.reference_table("OS/2").data if "OS/2" in self.tables else b""
        return len(os2) < 10 or not int.from_bytes(os2[8:10], "big") & RESTRICTED

    @cached_property
    def _extents(self) -> hb.FontExtents:
        return self.hb_font.get_font_extents("ltr")

    @property
    def ascender(self) -> int:
        """Height over the baseline that the font claims for a line."""
        return int(self._extents.ascender)

    @property
    def descender(self) -> int:
        """Depth below the baseline, negative."""
        return int(self._extents.descender)

    @cached_property
    def advances(self) -> array[int]:
        """Advance width by glyph id; the last stated width holds for all glyphs after it (OpenType hmtx)."""
        stated = int.from_bytes(self.hb_face.reference_table("hhea").data[34:36], "big")
        widths = array("H", self.hb_face.reference_table("hmtx").data[: 4 * stated])
        if sys.byteorder == "little":
            widths.byteswap()
        widths = widths[::2]
        rest = self.hb_face.glyph_count - len(widths)
        if rest > 0 and widths:
            widths.extend(array("H", [widths[-1]]) * rest)
        return widths

    def missing(self, text: str) -> str:
        """Return the characters of `text` the face has no glyph for, each once, in order of appearance."""
        if "\0" not in text.translate(self.gids):
            return ""
        gids = self.gids
        return "".join(char for char in dict.fromkeys(text) if not gids[ord(char)])

    def shape(self, text: str, vertical: bool = False, features: tuple[str, ...] = ()) -> Shaped:
        """Return `text` as positioned glyphs, with the font's own substitutions and kerning.

        Vertical text gets the font's vertical forms (`vert`). `features` switches OpenType features on by tag, or off
        with a leading minus. Characters the face lacks come back as glyph 0: ask `missing` first.
        """
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        if buffer.script in (None, "Zyyy", "Zinh"):  # marks alone: set them as the Chinese line they stand in
            buffer.script = "Hani"
        buffer.direction = "ttb" if vertical else "ltr"
        buffer.language = "zh-Hans"
        hb.shape(self.hb_font, buffer, {tag.lstrip("-"): not tag.startswith("-") for tag in features})
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        ids = [info.codepoint for info in infos]
        if vertical:
            # HarfBuzz moves glyphs to their vertical origin; taking that back leaves what the font itself asked for.
            origins = [self.hb_font.get_glyph_v_origin(gid) or (0, 0) for gid in ids]
            advances = tuple(map(self.vertical_advance, ids))
            offsets = tuple(
                (position.x_offset + x, position.y_offset + y)
                for position, (x, y) in zip(positions, origins, strict=True)
            )
        else:
            advances = tuple(position.x_advance for position in positions)
            offsets = tuple((position.x_offset, position.y_offset) for position in positions)
        return Shaped(
            b"".join(gid.to_bytes(2, "big") for gid in ids), advances, offsets, tuple(info.cluster for info in infos)
        )

    def shape_word(self, text: str, right_to_left: bool) -> Shaped:
        """Return a word of a script whose letters join or stack, from left to right as it stands on the page.

        Parts of one letter (its dots, its vowel) share its cluster.
        """
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        hb.shape(self.hb_font, buffer)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        return Shaped(
            b"".join(info.codepoint.to_bytes(2, "big") for info in infos),
            tuple(position.x_advance for position in positions),
            tuple((position.x_offset, position.y_offset) for position in positions),
            tuple(info.cluster for info in infos),
        )

    def extents(self, gid: int) -> tuple[int, int, int, int]:
        """Return the ink box (xmin, ymin, xmax, ymax) of a glyph from its origin; all 0 for a blank."""
        box = self.hb_font.get_glyph_extents(gid)
        if box is None:
            return 0, 0, 0, 0
        # HarfBuzz gives the top left corner and a height that runs downwards.
        return box.x_bearing, box.y_bearing + box.height, box.x_bearing + box.width, box.y_bearing

    def vertical_origin(self, gid: int) -> tuple[int, int]:
        """Return the vertical origin of a glyph, from its horizontal one: the middle of the top of its cell."""
        if "vmtx" in self.tables:
            x, y = self.hb_font.get_glyph_v_origin(gid) or (0, 0)
            return x, y
        return self.advances[gid] // 2, self.upem * EM_TOP // 1000

    def vertical_advance(self, gid: int) -> int:
        """Return how far a glyph runs down a vertical line; one em where the font has no vertical metrics."""
        if "vmtx" in self.tables:
            return -int(self.hb_font.get_glyph_v_advance(gid))
        return self.upem
