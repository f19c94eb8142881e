"""Faces as Type0 fonts: character code = glyph id, subset by HarfBuzz, copy recoverable through ToUnicode.

ReportLab's own TrueType fonts split a Chinese face into simple fonts of 256 characters and know no CFF; one Type0 font
a face keeps a line one text operator and works for both outline formats (ISO 32000-1, 9.7).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from struct import unpack
from typing import TYPE_CHECKING, Any

from layout.export.pdf.gaps import WIDE, WIDER, widened

if TYPE_CHECKING:
    from layout.export.pdf.usage import FaceUse, Font
    from layout.export.pdf.writer import PressDocument
    from layout.typeface import Face

_DROPPED = (
    "GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "name", "post", "OS/2", "STAT", "gasp", "DSIG", "cmap",
    "MATH", "HVAR", "MVAR", "fvar", "gvar", "avar", "cvar",
)  # fmt: skip
_DEFAULT_VERTICAL = (880, 1000)


_SHAPED = ("pwid", "hwid")
"""Features that setting asks for by name (`Face.shape`), beside those that every font has on or stands upright by."""


class Programs:
    """Font programs cut to the glyphs that a file draws.

    HarfBuzz reads a whole character map before it takes a glyph by its number, and looks up the few characters that it
    is asked for by their code. So a face is cut twice: by the characters that were set in it and the shapes that its
    features make of them, and of that, which has no character map, the program. The bytes are the same as when it is
    cut from the face, in a fifth of the time; all files of an edition share the first cut.
    """

    def __init__(self) -> None:
        """Start with nothing cut."""
        self._kept: dict[str, tuple[frozenset[int], Any]] = {}

    def subset(self, face: Face, glyphs: frozenset[int]) -> bytes:
        """Return the font program that holds only `glyphs` (and glyph 0), numbered as in the whole face.

        A TrueType program is a font file, a CFF one the bare table with an identity character set, as CIDFontType0C
        wants.
        """
        if face.is_cff:
            return bytes(_cut(face, face.hb_face, glyphs).reference_table("CFF ").data)
        known, source = self._kept.get(face.key, (frozenset[int](), None))
        if source is None or not glyphs <= known:
            known, source = self._kept[face.key] = _first_cut(face, glyphs)
        return bytes(_cut(face, source, glyphs).blob.data)


def _first_cut(face: Face, glyphs: frozenset[int]) -> tuple[frozenset[int], Any]:
    """Return the glyphs that the characters set in a face can have, and a face of them; `glyphs` are among them."""
    import uharfbuzz as hb

    wanted = _order(face, hb.SubsetFlags.NO_BIDI_CLOSURE, kept=("GSUB",))
    wanted.unicode_set.update(sorted(face.gids))
    wanted.layout_feature_tag_set.update(map(_tag, _SHAPED))
    plan = hb.SubsetPlan(face.hb_face, wanted)
    known = frozenset(plan.old_to_new_glyph_mapping)
    if not glyphs <= known:  # shapes that come of a feature that we do not know of
        return glyphs, hb.Face(_cut(face, face.hb_face, glyphs).blob)
    return known, hb.Face(plan.execute().blob)


def _cut(face: Face, source: Any, glyphs: frozenset[int]) -> Any:
    import uharfbuzz as hb

    wanted = _order(face, hb.SubsetFlags.NO_LAYOUT_CLOSURE)
    wanted.glyph_set.update([0, *sorted(glyphs)])
    return hb.subset(source, wanted)


def _order(face: Face, flags: int, kept: tuple[str, ...] = ()) -> Any:
    """Return what every cut asks of HarfBuzz: outlines and widths alone, glyphs numbered as they are."""
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    known = hb.SubsetFlags
    wanted.flags = known.NO_HINTING | known.NOTDEF_OUTLINE | known.RETAIN_GIDS | flags
    if face.is_cff:
        wanted.flags |= known.CFF_IDENTITY_CHARSET
    wanted.drop_table_tag_set.update(_tag(name) for name in _DROPPED if name not in kept)
    return wanted


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


def to_unicode(texts: dict[int, str]) -> bytes:
    """Return a ToUnicode CMap (ISO 32000-1, 9.10.3) of texts by glyph id.

    Blocks hold 100 characters at most, as the format demands; characters beyond the BMP are surrogate pairs.
    """
    rows = [f"<{gid:04X}> <{text.encode('utf-16-be').hex().upper()}>" for gid, text in sorted(texts.items())]
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange",
    ]  # fmt: skip
    for start in range(0, len(rows), 100):
        block = rows[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")


def _figure(value: float) -> str:
    return f"{round(value, 3):g}"


def _array(values: Mapping[int, tuple[float, ...]]) -> str:
    """Return a W or W2 array: consecutive glyphs share one group."""
    groups: list[tuple[int, list[str]]] = []
    last = -2
    for gid, numbers in sorted(values.items()):
        figures = [_figure(number) for number in numbers]
        if gid == last + 1:
            groups[-1][1].extend(figures)
        else:
            groups.append((gid, figures))
        last = gid
    return "[" + " ".join(f"{gid} [{' '.join(figures)}]" for gid, figures in groups) + "]"


def _name(face: Face, program: bytes) -> str:
    """Return the subset's name: six letters from its content, so that equal subsets are named equally."""
    number = int.from_bytes(hashlib.sha256(program).digest()[:8], "big")
    tag = ""
    for _ in range(6):
        number, letter = divmod(number, 26)
        tag += chr(65 + letter)
    return f"{tag}+{re.sub('[^0-9A-Za-z-]', '', face.key)}"


def embed(
    document: PressDocument,
    face: Face,
    use: FaceUse,
    fonts: list[Font],
    programs: Programs,
    wide: frozenset[int] = frozenset(),
) -> dict[Font, str]:
    """Add a face's subset to the file and return a reference to each font dictionary wanted of it.

    They are Type0 fonts over CIDFonts (ISO 32000-1, 9.7.4 and 9.7.6), named with the tag of a subset (9.6.4). All of
    them share one program and one descendant; variants differ by ToUnicode, vertical ones by their encoding. The
    variant `WIDE` alone has a program of its own: the `wide` glyphs with wider advances.
    """
    shared, base = _descendant(document, face, programs.subset(face, use.glyphs), use.glyphs, use.vertical)
    roots = {False: (shared, base)}
    if wide:
        program = widened(programs.subset(face, wide), face.upem)
        roots[True] = _descendant(document, face, program, wide, frozenset(), WIDER)
    references = {}
    texts = {variant: use.texts[max(variant, 0)] for variant in sorted({variant for _, variant, _ in fonts})}
    if wide:
        texts[WIDE] = {gid: text for gid, text in use.texts[0].items() if gid in wide}
    tables = {variant: document.stream(to_unicode(table), {}) for variant, table in texts.items()}
    for font in sorted(fonts):
        encoding = "Identity-V" if font[2] else "Identity-H"
        descendant, name = roots[font[1] == WIDE]
        dictionary = {
            "Type": "/Font", "Subtype": "/Type0", "BaseFont": f"/{name}-{encoding}" if face.is_cff else f"/{name}",
            "Encoding": f"/{encoding}", "DescendantFonts": f"[{descendant}]", "ToUnicode": tables[font[1]],
        }  # fmt: skip
        references[font] = document.add(dictionary)
    return references


def _descendant(
    document: PressDocument,
    face: Face,
    program: bytes,
    glyphs: frozenset[int],
    upright: frozenset[int],
    wider: int = 0,
) -> tuple[str, str]:
    """Add a font program with its CIDFont and return the CIDFont's reference and name; advances are `wider` by that."""
    per_mille = 1000 / face.upem
    base = _name(face, program)
    x_min, y_min, x_max, y_max = unpack(">4h", bytes(face.hb_face.reference_table("head").data)[36:44])
    descriptor = {
        "Type": "/FontDescriptor", "FontName": f"/{base}", "Flags": 4, "ItalicAngle": 0, "StemV": 80,
        "FontBBox": "[" + " ".join(_figure(side * per_mille) for side in (x_min, y_min, x_max, y_max)) + "]",
        "Ascent": round(face.ascender * per_mille), "Descent": round(face.descender * per_mille), "CapHeight": 733,
    }  # fmt: skip
    if face.is_cff:
        descriptor["FontFile3"] = document.stream(program, {"Subtype": "/CIDFontType0C"}, document.font_level)
    else:
        descriptor["FontFile2"] = document.stream(program, {"Length1": len(program)}, document.font_level)
    widths = {gid: (face.advances[gid] * per_mille + wider,) for gid in glyphs if face.advances[gid] != face.upem}
    descendant = {
        "Type": "/Font", "Subtype": "/CIDFontType0" if face.is_cff else "/CIDFontType2", "BaseFont": f"/{base}",
        "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
        "FontDescriptor": document.add(descriptor), "DW": 1000 + wider, "W": _array(widths),
    }  # fmt: skip
    if not face.is_cff:
        descendant["CIDToGIDMap"] = "/Identity"
    vertical = vertical_metrics(face, upright)
    if vertical:
        descendant["W2"] = _array({gid: (-down, x, y) for gid, (down, x, y) in vertical.items()})
    return document.add(descendant), base


def vertical_metrics(face: Face, glyphs: frozenset[int]) -> dict[int, tuple[float, float, float]]:
    """Return advance downwards, origin x and y, in 1/1000 em, of glyphs for which PDF's own are wrong.

    Those are 1000, half the glyph's width, and 880 (ISO 32000-1, 9.7.4.3).
    """
    per_mille = 1000 / face.upem
    odd = {}
    for gid in glyphs:
        down = abs(face.vertical_advance(gid)) * per_mille
        x, y = (side * per_mille for side in face.vertical_origin(gid))
        middle = face.advances[gid] * per_mille / 2
        top, full = _DEFAULT_VERTICAL
        if abs(down - full) > 0.01 or abs(x - middle) > 0.51 or abs(y - top) > 0.51:
            odd[gid] = (down, x, y)
    return odd
