"""Checks of fonts: embedded, complete, as wide as they claim, and readable back into text."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from layout.preflight.paint.finding import Finding, check, error, warning
from layout.preflight.paint.type_use import TypeUse
from layout.preflight.pdf.press_file import PressFile
from layout.rules.press import WIDTH_EDGE

_ENCODED = ("/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding", "/MacExpertEncoding")


@check("FO01", "ISO 15930-4 6.3; ISO 15930-7 6.5")
def embedded(file: PressFile) -> Iterable[Finding]:
    """Every font is in the file, the standard fourteen too."""
    for use in file.drawn_types:
        if not use.embedded:
            yield error("FO01", font=use.name)


@check("FO02", "house")
def no_notdef(file: PressFile) -> Iterable[Finding]:
    """No box stands where a character should."""
    for use in file.drawn_types:
        if any(use.glyph(code) == 0 for code in use.codes):
            places = ((page, mark) for page in file.pages for mark in page.marks if mark.type is use and mark.boxed)
            page, mark = next(places, (None, None))
            number, frame = (page.number, mark.frame) if page and mark else (0, None)
            yield error("FO02", number, frame, face=use.name, characters=".notdef")


@check("FO03", "ISO 15930-4 6.3; ISO 15930-7 6.5")
def widths(file: PressFile) -> Iterable[Finding]:
    """Stated widths are those of the font program; a RIP may trust either."""
    for use in file.drawn_types:
        true = _program_widths(use)
        wrong = sorted(
            code
            for code, width in true.items()
            if abs(use.widths.get(code, use.default_width) - width) > WIDTH_EDGE and use.glyph(code) != 0
        )
        if wrong:
            code = wrong[0]
            stated = use.widths.get(code, use.default_width)
            yield error("FO03", font=use.name, count=len(wrong), stated=round(stated), true=round(true[code]))


def _program_widths(use: TypeUse) -> dict[int, float]:
    """Return the program's widths of the codes drawn, in 1/1000 em; empty where codes cannot be traced to glyphs."""
    if use.program is None or not use.identity:
        return {}
    key, data = use.program
    if key == "/FontFile3" and data[:4] != b"OTTO":
        return _cff_widths(use, data)
    import uharfbuzz as hb

    face = hb.Face(data)
    font = hb.Font(face)
    glyphs = {code: use.glyph(code) for code in use.codes}
    scale = 1000 / (face.upem or 1000)
    return {code: font.get_glyph_h_advance(gid) * scale for code, gid in glyphs.items() if gid is not None}


def _cff_widths(use: TypeUse, data: bytes) -> dict[int, float]:
    from fontTools.cffLib import CFFFontSet
    from fontTools.misc.psCharStrings import T2WidthExtractor

    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    top = fonts[0]
    matrix = getattr(top, "FontMatrix", None) or [0.001]
    found: dict[int, float] = {}
    names = top.charset
    by_cid = {int(name[3:]): name for name in names if name.startswith("cid")}
    for code in use.codes:
        name = by_cid.get(code) if by_cid else (names[code] if code < len(names) else None)
        if name is None:
            continue
        program = top.CharStrings[name]
        private = program.private
        extractor = T2WidthExtractor(
            getattr(private, "Subrs", []), top.GlobalSubrs, private.nominalWidthX, private.defaultWidthX, private
        )
        extractor.execute(program)
        found[code] = float(extractor.width) * float(matrix[0]) * 1000
    return found


@check("FO04", "house")
def readable(file: PressFile) -> Iterable[Finding]:
    """Each character drawn is told as text, so that the page can be searched and archived."""
    for use in file.drawn_types:
        if not use.wide and str(use.font.get("/Encoding", "")) in _ENCODED:
            continue
        if use.wide and not use.identity:
            continue
        table = use.to_unicode or {}
        count = sum(not _is_text(table.get(code, b"")) and use.glyph(code) != 0 for code in use.codes)
        if count:
            yield warning("FO04", font=use.name, count=count)


def _is_text(data: bytes) -> bool:
    try:
        return bool(data) and bool(data.decode("utf-16-be"))
    except UnicodeDecodeError:
        return False


@check("FO05", "house")
def licensed(file: PressFile) -> Iterable[Finding]:
    """The foundry allows its font to be embedded (OS/2 fsType)."""
    for use in file.drawn_types:
        if use.program is None:
            continue
        key, data = use.program
        if key == "/FontFile" or data[:4] not in (b"\0\1\0\0", b"OTTO", b"true"):
            continue
        import uharfbuzz as hb

        table = hb.Face(data).reference_table("OS/2").data
        if len(table) >= 10 and int.from_bytes(table[8:10], "big") & 0x000F == 0x0002:
            yield error("FO05", font=use.name)


@check("FO06", "GWG 2022 R0014; house")
def wanted_kinds(file: PressFile) -> Iterable[Finding]:
    """No Courier, which stands in for a font that was missing, and no Type 3."""
    for use in file.drawn_types:
        if use.subtype == "Type3" or "courier" in use.name.lower():
            yield warning("FO06", font=use.name, kind=use.subtype)


CHECKS = (embedded, no_notdef, widths, readable, licensed, wanted_kinds)
