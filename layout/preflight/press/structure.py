"""Checks of the file's structure: version, identification, what a press file may not contain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from layout.preflight.paint.finding import Finding, check, error, warning
from layout.preflight.paint.mark import meet
from layout.preflight.pdf.content_image import names_of
from layout.preflight.pdf.press_file import PressFile

_STARTXREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_NAMESPACES = {
    "dc:title": "http://purl.org/dc/elements/1.1/", "xmp:CreateDate": "http://ns.adobe.com/xap/1.0/",
    "xmp:ModifyDate": "http://ns.adobe.com/xap/1.0/", "xmp:MetadataDate": "http://ns.adobe.com/xap/1.0/",
    "xmpMM:DocumentID": "http://ns.adobe.com/xap/1.0/mm/", "xmpMM:VersionID": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpMM:RenditionClass": "http://ns.adobe.com/xap/1.0/mm/",
}  # fmt: skip


@check("PX01", "ISO 15930-4 6.1; ISO 15930-7 6.1")
def version(file: PressFile) -> Iterable[Finding]:
    """PDF 1.4 for X-1a, 1.6 for X-4."""
    most = (1, 6) if file.is_x4 else (1, 4)
    if file.version > most or file.version < (1, 3):
        found, wanted = (".".join(map(str, pair)) for pair in (file.version, most))
        yield error("PX01", found=found, wanted=wanted)


@check("PX02", "ISO 15930-4 6.1")
def classic_table(file: PressFile) -> Iterable[Finding]:
    """PDF 1.4 knows no cross-reference or object streams."""
    if file.is_x4:
        return
    found = _STARTXREF.search(file.data[-2048:])
    table = found is not None and file.data[int(found[1]) :][:4] == b"xref"
    if not table or any(thing.get("/Type") == "/ObjStm" for thing in file.streams):
        yield error("PX02")


@check("PX03", "ISO 15930-4 6.7; ISO 15930-7 6.10")
def identifier(file: PressFile) -> Iterable[Finding]:
    """The trailer names the file by two strings."""
    ids = file.pdf.trailer.get("/ID")
    if ids is None or len(ids) != 2 or not all(bytes(part) for part in ids):
        yield error("PX03")


@check("PX04", "ISO 15930-4 6.11; ISO 15930-7 6.15")
def encryption(file: PressFile) -> Iterable[Finding]:
    """A RIP has no password."""
    if file.pdf.is_encrypted:
        yield error("PX04")


@check("PX05", "ISO 15930-4 6.7")
def x1a_identification(file: PressFile) -> Iterable[Finding]:
    """X-1a:2003 names itself in Info; the conformance key belongs to the 2001 level."""
    if file.is_x4:
        return
    if file.info_version != "PDF/X-1a:2003" or "/GTS_PDFXConformance" in file.info:
        yield error("PX05", found=file.info_version or "-")


@check("PX06", "ISO 15930-7 6.11")
def x4_identification(file: PressFile) -> Iterable[Finding]:
    """X-4 names itself in XMP."""
    namespace = b"http://www.npes.org/pdfx/ns/id/"
    if file.is_x4 and (file.xmp_version != "PDF/X-4" or namespace not in file.xmp):
        yield error("PX06", found=file.xmp_version or "-")


@check("PX07", "ISO 15930-4 6.7; ISO 15930-7 6.10")
def documentation(file: PressFile) -> Iterable[Finding]:
    """Title and dates in Info; for X-4 in XMP too, and equal."""
    missing = [key for key in ("Title", "CreationDate", "ModDate") if not str(file.info.get(f"/{key}", ""))]
    if file.is_x4:
        fields = {name: _xmp_value(file.xmp, name) for name in _NAMESPACES}
        missing += [name for name, value in fields.items() if not value]
        pairs = (("Title", "dc:title"), ("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate"))
        for key, name in pairs:
            written = str(file.info.get(f"/{key}", ""))
            if written and fields[name] and _plain(written) != _plain(fields[name]):
                missing.append(f"{key} ≠ {name}")
    if missing:
        yield error("PX07", fields=", ".join(missing))


def _xmp_value(xmp: bytes, name: str) -> str:
    text = xmp.decode("utf-8", "replace")
    found = re.search(rf"<{name}>(.*?)</{name}>|\b{name}=\"([^\"]*)\"", text, re.DOTALL)
    if not found:
        return ""
    value = re.sub(r"<[^>]+>", "", found[1] or found[2] or "").strip()
    return value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def _plain(value: str) -> str:
    """Return a title as it is, a date as its digits only, so that both ways of writing one compare."""
    if re.match(r"D:\d{4}|\d{4}-\d\d-\d\d", value):
        digits = re.sub(r"\D", "", value)
        return digits[:14]
    return value


@check("PX08", "ISO 15930-4 6.6; ISO 15930-7 6.9")
def trapped(file: PressFile) -> Iterable[Finding]:
    """Somebody must have decided about trapping: the name True or False."""
    import pikepdf

    value = file.info.get("/Trapped")
    if not isinstance(value, pikepdf.Name) or str(value) not in ("/True", "/False"):
        yield error("PX08", found=str(value) if value is not None else "-")


@check("PX09", "CGATS application notes 2.29")
def private_info(file: PressFile) -> Iterable[Finding]:
    """Entries of Info are text strings."""
    import pikepdf

    entries = ((str(key)[1:], value) for key, value in file.info.items() if key != "/Trapped")
    odd = [key for key, value in entries if not isinstance(value, pikepdf.String)]
    if odd:
        yield warning("PX09", keys=", ".join(sorted(odd)))


@check("PX10", "ISO 15930-4 6.5; ISO 15930-7 6.8, 6.27")
def filters(file: PressFile) -> Iterable[Finding]:
    """No LZW and JBIG2; JPEG 2000 not in X-1a."""
    barred = {"LZWDecode", "JBIG2Decode"} | (set() if file.is_x4 else {"JPXDecode"})
    used = {name for stream in file.streams for name in names_of(stream.get("/Filter"))}
    used |= {name for page in file.pages for use in page.content.images for name in use.filters}
    for name in sorted(used & barred):
        yield error("PX10", filter=name)


@check("PX11", "ISO 15930-4 6.14; ISO 15930-7 6.18")
def actions(file: PressFile) -> Iterable[Finding]:
    """Nothing that runs."""
    found = set()
    for thing in file.dictionaries:
        if thing.get("/S") == "/JavaScript" or "/JS" in thing:
            found.add("JavaScript")
        found |= {key[1:] for key in ("/OpenAction", "/AA", "/JavaScript") if key in thing}
    if found:
        yield error("PX11", keys=", ".join(sorted(found)))


@check("PX12", "ISO 15930-4 6.13; ISO 15930-7 6.17")
def notes_and_fields(file: PressFile) -> Iterable[Finding]:
    """Notes and fields may lie beyond the bleed only."""
    for page in file.pages:
        for note in page.obj.get("/Annots", []):
            rect = note.get("/Rect")
            if rect is None or note.get("/Subtype") in ("/TrapNet", "/PrinterMark"):
                continue
            a, b, c, d = map(float, rect)
            box = (min(a, c), min(b, d), max(a, c), max(b, d))
            if meet(box, page.bleed):
                yield error("PX12", page.number, page.frame(box), kind=str(note.get("/Subtype", "/"))[1:])


@check("PX13", "ISO 15930-4 6.4; ISO 15930-7 6.7")
def complete(file: PressFile) -> Iterable[Finding]:
    """Everything that prints is in the file, and nothing else is."""
    found = set()
    for thing in file.dictionaries:
        if "/OPI" in thing:
            found.add("OPI")
        if "/EmbeddedFiles" in thing or "/EF" in thing:
            found.add("EmbeddedFiles")
    found |= {"F" for stream in file.streams if "/F" in stream}
    if found:
        yield error("PX13", keys=", ".join(sorted(found)))


@check("PX14", "ISO 15930-4 6.10, 6.15; ISO 15930-7 6.14, 6.19")
def postscript(file: PressFile) -> Iterable[Finding]:
    """No PostScript, and no operator that a RIP does not know."""
    if any(s.get("/Subtype") == "/PS" or s.get("/Subtype2") == "/PS" for s in file.streams if _is_external(s)):
        yield error("PX14", operators="PS")
    for page in file.pages:
        unknown = page.content.unknown | {fault.split(":")[0] for fault in page.content.faults}
        if unknown:
            yield error("PX14", page.number, operators=" ".join(sorted(unknown))[:200])


def _is_external(stream: Any) -> bool:
    return bool(stream.get("/Type", "/XObject") == "/XObject")


def _states(file: PressFile) -> Iterator[Any]:
    """Go through the graphics states: dictionaries that say so, and what pages list as such."""
    keys = {"/TR", "/TR2", "/HTP", "/SMask", "/ca", "/CA", "/BM", "/OP", "/op", "/OPM", "/HT"}
    for thing in file.dictionaries:
        if thing.get("/Type") == "/ExtGState" or (thing.get("/Type") is None and keys & set(thing.keys())):
            yield thing


@check("PX15", "ISO 15930-4 6.9; ISO 15930-7 6.13")
def transfer_curves(file: PressFile) -> Iterable[Finding]:
    """Curves and halftones are the RIP's."""
    import pikepdf

    found = set()
    for state in _states(file):
        found |= {key[1:] for key in ("/TR", "/HTP") if key in state}
        if "/TR2" in state and state["/TR2"] != "/Default":
            found.add("TR2")
        screen = state.get("/HT")
        known = not isinstance(screen, pikepdf.Dictionary | pikepdf.Stream) or screen.get("/HalftoneType") in (1, 5)
        if not known or (not isinstance(screen, pikepdf.Name | None) and "/HalftoneName" in screen):
            found.add("HT")
    if found:
        yield error("PX15", keys=", ".join(sorted(found)))


@check("PX16", "ISO 15930-4 6.12; ISO 15930-7 6.16")
def alternates(file: PressFile) -> Iterable[Finding]:
    """One image, one set of samples."""
    if any("/Alternates" in stream for stream in file.streams):
        yield error("PX16")


@check("PX17", "ISO 15930-4 6.16; ISO 15930-7 6.20")
def transparency(file: PressFile) -> Iterable[Finding]:
    """X-1a has none; in X-4 a group blends in DeviceCMYK."""
    import pikepdf

    found = set()
    for thing in file.dictionaries:
        group = thing.get("/Group")
        if isinstance(group, pikepdf.Dictionary) and group.get("/S") == "/Transparency":
            if not file.is_x4:
                found.add("Group")
            elif group.get("/CS", "/DeviceCMYK") != "/DeviceCMYK":
                found.add("Group CS")
    if not file.is_x4:
        for state in _states(file):
            if state.get("/SMask", "/None") != "/None":
                found.add("SMask")
            found |= {key[1:] for key in ("/ca", "/CA") if float(state.get(key, 1)) < 1}
            mode = state.get("/BM", "/Normal")
            if str(mode) not in ("/Normal", "/Compatible"):
                found.add("BM")
        found |= {"SMask" for stream in file.streams if stream.get("/Subtype") == "/Image" and "/SMask" in stream}
    if found:
        yield error("PX17", keys=", ".join(sorted(found)))


@check("PX18", "ISO 15930-7 6.24; house")
def layers(file: PressFile) -> Iterable[Finding]:
    """Optional content may print or not: a press file has none."""
    if "/OCProperties" in file.pdf.Root:
        yield error("PX18")


@check("PX19", "ISO 15930-4 6.1; ISO 32000-1 8.9.5.1")
def sample_depth(file: PressFile) -> Iterable[Finding]:
    """PDF 1.4 knows no samples of 16 bits."""
    if not file.is_x4 and any(int(thing.get("/BitsPerComponent", 8)) == 16 for thing in file.streams):
        yield error("PX19")


CHECKS = (
    sample_depth,
    version, classic_table, identifier, encryption, x1a_identification, x4_identification, documentation, trapped,
    private_info, filters, actions, notes_and_fields, complete, postscript, transfer_curves, alternates, transparency,
    layers,
)  # fmt: skip
