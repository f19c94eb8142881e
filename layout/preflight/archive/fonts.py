"""Fonts of a PDF/A-2u page: embedded, as wide as they say, every glyph drawn with its Unicode text (6.2.11)."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from sys import byteorder
from typing import Any

from layout.diagnostics import Diagnostic
from layout.rules.press import WIDTH_EDGE

_RANGES = re.compile(r"beginbf(char|range)\s(.*?)endbf", re.DOTALL)
_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_TRIPLE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BARRED = frozenset(("\0", "\ufeff", "\ufffe"))

Told = Callable[..., Diagnostic]


def font_faults(pdf: Any, told: Told) -> Iterator[Diagnostic]:
    """Yield what is wrong with the fonts of a file's pages."""
    used: dict[tuple[int, int], tuple[Any, set[int]]] = {}
    for page in pdf.pages:
        for font, codes in _drawn(page):
            known = used.setdefault(font.objgen, (font, set()))
            known[1].update(codes)
    widths: dict[tuple[int, int], tuple[Any, Sequence[float]]] = {}
    for font, codes in used.values():
        name = str(font.get("/BaseFont", "?"))
        if font.get("/Subtype") != "/Type0":
            yield told("6.2.11.2", f"{name}: {font.get('/Subtype')}")
            continue
        if font.Encoding not in ("/Identity-H", "/Identity-V"):
            yield told("6.2.11.3.3", f"{name}: {font.Encoding}")
        yield from _unicode(font, codes, name, told)
        yield from _descendant(font.DescendantFonts[0], codes, name, told, widths)


def _drawn(page: Any) -> Iterator[tuple[Any, set[int]]]:
    """Yield each font that a page's content and forms select, with the codes that they show."""
    import pikepdf

    waiting, seen = [page.obj], set()
    while waiting:
        stream = waiting.pop()
        resources = stream.get("/Resources", {})
        for thing in dict(resources.get("/XObject", {})).values():
            if thing.get("/Subtype") == "/Form" and thing.objgen not in seen:
                seen.add(thing.objgen)
                waiting.append(thing)
        content = pikepdf.Page(stream) if stream.get("/Type") == "/Page" else stream
        yield from _shown(content, resources.get("/Font", {}))


def _shown(content: Any, fonts: Any) -> Iterator[tuple[Any, set[int]]]:
    import pikepdf

    current: Any = None
    codes: dict[str, set[int]] = {}
    for instruction in pikepdf.parse_content_stream(content, "Tf Tj TJ ' \""):
        sign, operands = str(instruction.operator), list(instruction.operands)
        if sign == "Tf":
            current = str(operands[0])
        elif current is not None:
            parts = operands[-1] if sign == "TJ" else [operands[-1]]
            for part in parts:
                if isinstance(part, pikepdf.String):
                    data = bytes(part)
                    pairs = (data[at : at + 2] for at in range(0, len(data), 2))
                    codes.setdefault(current, set()).update(int.from_bytes(pair, "big") for pair in pairs)
    for name, shown in codes.items():
        yield fonts[name], shown


def _unicode(font: Any, codes: set[int], name: str, told: Told) -> Iterator[Diagnostic]:
    """Every code shown must map to Unicode, and to a character that is one (6.2.11.7.2)."""
    if "/ToUnicode" not in font:
        yield told("6.2.11.7.2", f"{name}: no ToUnicode")
        return
    table = _table(bytes(font.ToUnicode.read_bytes()).decode("ascii", "replace"))
    missing = sorted(code for code in codes if not table.get(code))
    if missing:
        yield told("6.2.11.7.2", f"{name}: {len(missing)} codes without text, {missing[0]:04X} first")
    barred = sorted(code for code in codes if _BARRED & set(table.get(code, "")))
    if barred:
        yield told("6.2.11.7.2", f"{name}: {barred[0]:04X} maps to no character")


def _table(text: str) -> dict[int, str]:
    table: dict[int, str] = {}
    for kind, body in _RANGES.findall(text):
        if kind == "char":
            for code, value in _PAIR.findall(body):
                table[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be", "replace")
        else:
            for first, last, value in _TRIPLE.findall(body):
                start = int(value, 16)
                for at, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                    table[code] = chr(start + at)
    return table


def _descendant(
    font: Any, codes: set[int], name: str, told: Told, widths: dict[tuple[int, int], tuple[Any, Sequence[float]]]
) -> Iterator[Diagnostic]:
    descriptor = font.get("/FontDescriptor", {})
    program = descriptor.get("/FontFile2") or descriptor.get("/FontFile3")
    if program is None:
        yield told("6.2.11.4.1", f"{name}: not embedded")
        return
    if "/CIDSet" in descriptor:
        yield told("6.2.11.4.2", f"{name}: CIDSet, which must be complete, is better left out")
    if font.Subtype == "/CIDFontType2" and "/CIDToGIDMap" not in font:
        yield told("6.2.11.3.2", f"{name}: no CIDToGIDMap")
    if 0 in codes:
        yield told("6.2.11.8", f"{name}: .notdef is drawn")
    if font.objgen not in widths:
        widths[font.objgen] = (font, _advances(bytes(program.read_bytes())))
    own = widths[font.objgen][1]
    stated = _stated(font)
    default = float(font.get("/DW", 1000))
    held = {code for code in codes if code < len(own)}
    absent = sorted(codes - held)
    if absent:
        yield told("6.2.11.4.1", f"{name}: glyph {absent[0]} is not in the program")
    wrong = sorted(code for code in held if abs(stated.get(code, default) - own[code]) > WIDTH_EDGE)
    if wrong:
        found = stated.get(wrong[0], default)
        yield told("6.2.11.5", f"{name}: glyph {wrong[0]} is {own[wrong[0]]:.1f} wide, stated {found:.1f}")


def _advances(program: bytes) -> Sequence[float]:
    """Return the width of every glyph that a font program holds, in 1/1000 em, by glyph id."""
    if program[:4] in (b"\0\1\0\0", b"true", b"OTTO"):
        from fontTools.ttLib import TTFont

        # Subsets keep the ids, and so the tens of thousands of widths, of the whole face: they are read as one array.
        font = TTFont(BytesIO(program), lazy=True)
        count, scale = int(font["hhea"].numberOfHMetrics), 1000 / font["head"].unitsPerEm
        pairs = array("H", font.reader["hmtx"][: 4 * count])
        if byteorder == "little":
            pairs.byteswap()
        advances: list[float] = [advance * scale for advance in pairs[::2]]
        return advances + advances[-1:] * (int(font["maxp"].numGlyphs) - count)
    from fontTools.cffLib import CFFFontSet
    from fontTools.misc.psCharStrings import T2WidthExtractor

    fonts = CFFFontSet()
    fonts.decompile(BytesIO(program), None)
    top = fonts[0]
    widths: list[float] = []
    for glyph in top.getGlyphOrder():
        string = top.CharStrings[glyph]
        string.decompile()
        private = string.private
        local = getattr(private, "Subrs", [])
        extractor = T2WidthExtractor(local, top.GlobalSubrs, private.nominalWidthX, private.defaultWidthX)
        extractor.execute(string)
        widths.append(float(extractor.width))
    return widths


def _stated(font: Any) -> dict[int, float]:
    """Read a W array: groups of a first code with its list, or of a range with one width."""
    widths: dict[int, float] = {}
    parts = list(font.get("/W", []))
    at = 0
    while at < len(parts):
        first = int(parts[at])
        if hasattr(parts[at + 1], "append"):
            widths.update({first + step: float(width) for step, width in enumerate(parts[at + 1])})
            at += 2
        else:
            widths.update(dict.fromkeys(range(first, int(parts[at + 1]) + 1), float(parts[at + 2])))
            at += 3
    return widths
