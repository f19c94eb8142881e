"""Checks of the data inside a file: pictures, profiles, fonts and streams that are whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from layout.preflight.paint.finding import Finding, check, error
from layout.preflight.pdf.content_image import names_of
from layout.preflight.pdf.press_file import PressFile

_MOST_BYTES = 512_000_000
_PLATES = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4, "Indexed": 1, "Separation": 1, "CalGray": 1, "CalRGB": 3}


@check("DA01", "ISO 32000-1 7.4, 8.9.5")
def images_whole(file: PressFile) -> Iterable[Finding]:
    """Every picture has all of its samples, in the space that it names."""
    from layout.picture.wholeness import coding_damage

    for stream in _pictures(file):
        filters = names_of(stream.get("/Filter"))
        try:
            reason = ""
            if filters == ("DCTDecode",):
                data = bytes(stream.read_raw_bytes())
                damage = coding_damage(data, "JPEG")
                reason = damage.reason if damage else _wrong_space(stream, data)
            elif filters[-1:] in ((), ("FlateDecode",), ("LZWDecode",), ("RunLengthDecode",), ("ASCII85Decode",)):
                reason = _too_short(stream)
        except Exception as fault:  # a damaged stream makes the libraries raise anything
            reason = str(fault).split("\n")[0]
        if reason:
            yield error("DA01", file.page_of(stream), reason=reason[:120])


def _pictures(file: PressFile) -> Iterator[Any]:
    for stream in file.streams:
        if stream.get("/Subtype") == "/Image" and int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > 0:
            yield stream


def _wrong_space(stream: Any, data: bytes) -> str:
    """Return what is wrong where a JPEG has another number of channels than its dictionary says."""
    space = stream.get("/ColorSpace")
    found = _jpeg_channels(data)
    wanted = _channels(space)
    return f"JPEG: {found} ≠ {wanted}" if found and wanted and found != wanted else ""


def _jpeg_channels(data: bytes) -> int:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return data[at + 9]
        at += 2 + length
    return 0


def _channels(space: Any) -> int:
    import pikepdf

    if space is None:
        return 0
    if isinstance(space, pikepdf.Name):
        return _PLATES.get(str(space)[1:], 0)
    kind = str(space[0])[1:]
    if kind == "ICCBased":
        return int(space[1].get("/N", 0))
    return len(space[1]) if kind == "DeviceN" else _PLATES.get(kind, 3 if kind == "Lab" else 0)


def _too_short(stream: Any) -> str:
    plates = 1 if bool(stream.get("/ImageMask", False)) else _channels(stream.get("/ColorSpace"))
    bits = 1 if bool(stream.get("/ImageMask", False)) else int(stream.get("/BitsPerComponent", 8))
    wanted = (int(stream.Width) * plates * bits + 7) // 8 * int(stream.Height)
    if not wanted or wanted > _MOST_BYTES:
        return ""
    found = len(stream.read_bytes())
    return f"{found} < {wanted}" if found < wanted else ""


@check("DA02", "ISO 32000-1 8.6.5.5, 14.11.5; ICC.1")
def profiles_whole(file: PressFile) -> Iterable[Finding]:
    """Every ICC profile can be opened by a colour engine and has the channels that its dictionary says."""
    from layout.picture import icc

    spaces = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}
    known = file.settings.profile.read_bytes()
    for stream in _profiles(file):
        count = int(stream.get("/N", 0))
        try:
            data = bytes(stream.read_bytes())
            if data == known:  # the shop's own, read when its settings were
                continue
            stated = int.from_bytes(data[:4], "big")
            good = len(data) >= stated > 128 and icc.opens(data, spaces.get(count, b"?"))
        except Exception:  # a damaged stream makes the libraries raise anything
            good = False
        if not good:
            yield error("DA02", channels=count)


def _profiles(file: PressFile) -> Iterator[Any]:
    """Yield the streams that are used as profiles, each once."""
    import pikepdf

    seen = set()
    for thing in file.dictionaries:
        profile = thing.get("/DestOutputProfile") if isinstance(thing, pikepdf.Dictionary) else None
        if isinstance(profile, pikepdf.Stream) and profile.objgen not in seen:
            seen.add(profile.objgen)
            yield profile
    for stream in file.streams:
        if "/N" in stream and "/Type" not in stream and stream.objgen not in seen and "/FunctionType" not in stream:
            seen.add(stream.objgen)
            yield stream


@check("DA03", "ISO 32000-1 9.9")
def fonts_whole(file: PressFile) -> Iterable[Finding]:
    """Every font program can be opened and its used glyphs drawn."""
    for font in file.dictionaries:
        if font.get("/Type") != "/FontDescriptor":
            continue
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            program = font.get(key)
            if program is not None and not _opens(program, key):
                yield error("DA03", name=str(font.get("/FontName", "?"))[1:])


def _opens(program: Any, key: str) -> bool:
    try:
        data = bytes(program.read_bytes())
        if key == "/FontFile":
            return data.lstrip()[:2] in (b"%!", b"\x80\x01") and b"eexec" in data
        if str(program.get("/Subtype", "")) in ("/CIDFontType0C", "/Type1C"):
            from io import BytesIO

            from fontTools.cffLib import CFFFontSet

            fonts = CFFFontSet()
            fonts.decompile(BytesIO(data), None)
            return len(fonts[0].CharStrings) > 0
        import uharfbuzz as hb

        face = hb.Face(data)
        return face.glyph_count > 0 and {"head", "maxp"} <= set(face.table_tags)
    except Exception:  # a damaged program makes the libraries raise anything
        return False


@check("DA04", "ISO 32000-1 7.3, 7.4")
def streams_whole(file: PressFile) -> Iterable[Finding]:
    """Every stream unpacks to its end."""
    import pikepdf

    for stream in file.streams:
        filters = names_of(stream.get("/Filter"))
        if stream.get("/Subtype") == "/Image" or not set(filters) <= {"FlateDecode", "LZWDecode", "ASCII85Decode"}:
            continue
        if any(key in stream for key in ("/N", "/Length1")) or str(stream.get("/Subtype", "")).endswith("C"):
            continue  # profiles and fonts have checks of their own
        try:
            reason = _unpacked(bytes(stream.read_raw_bytes())) if filters == ("FlateDecode",) else ""
            if filters and not reason:
                stream.read_bytes()
        except (pikepdf.PdfError, ValueError) as fault:
            reason = str(fault).split("\n")[0]
        if reason:
            yield error("DA04", file.page_of(stream), reason=reason[:120])


def _unpacked(data: bytes) -> str:
    """Return what zlib says of a deflated stream that does not come to its own end."""
    import zlib

    unpacking = zlib.decompressobj()
    rest = data
    try:
        while rest and not unpacking.eof:
            unpacking.decompress(rest, 1 << 22)
            rest = unpacking.unconsumed_tail
    except zlib.error as fault:
        return str(fault)
    return "" if unpacking.eof else "deflate: end missing"


CHECKS = (images_whole, profiles_whole, fonts_whole, streams_whole)
