"""PDF/A-2u as far as our pages touch it: one function for each clause of ISO 19005-2 that could be broken.

It is a check of our own files, not a validator of any PDF/A: what pages never hold (forms, attachments, video) is
refused whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from layout.diagnostics import Diagnostic
from layout.preflight.archive.bag import fault
from layout.preflight.archive.fonts import font_faults
from layout.preflight.archive.inks_and_jpx import ink_faults, jpx_faults
from layout.preflight.archive.tags import tag_faults
from layout.preflight.archive.xmp import xmp_faults
from layout.preflight.pdf.content import is_name
from layout.rules.archive import NAME_LONGEST, NESTING_DEEPEST, PAGE_LEAST, PAGE_MOST, STRING_LONGEST

_BLENDS = frozenset((
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn",
    "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity",
))  # fmt: skip
_PACKET = re.compile(rb"<pdfaid:(part|conformance)>([^<]*)<|pdfaid:(part|conformance)=[\"']([^\"']*)[\"']")

Told = Callable[..., Diagnostic]


def pdfa_faults(path: Path, name: str) -> Iterator[Diagnostic]:
    """Yield what keeps a page from being PDF/A-2u, with the clause; `name` is the file's in the bag."""
    import pikepdf

    def told(clause: str, reason: str) -> Diagnostic:
        return fault("A040", name, clause=clause, reason=reason)

    try:
        data = path.read_bytes()
        opened = pikepdf.open(path)
    except (OSError, pikepdf.PdfError) as error:
        yield told("6.1.1", str(error).replace(str(path), path.name)[:120])
        return
    with opened as pdf:
        try:
            yield from _file(pdf, data, told)
            yield from _catalogue(pdf, told)
            yield from _objects(pdf, told)
            for page in pdf.pages:
                yield from _page(page, told)
            yield from font_faults(pdf, told)
            yield from tag_faults(pdf, told)
            yield from ink_faults(pdf, told)
            yield from jpx_faults(pdf, told)
        except (MemoryError, KeyboardInterrupt):
            raise
        except Exception as error:  # a damaged file makes the libraries raise anything
            yield told("6.1.1", f"{type(error).__name__}: {error}"[:120])


def _file(pdf: Any, data: bytes, told: Told) -> Iterator[Diagnostic]:
    """File header, trailer and its end (6.1.2, 6.1.3)."""
    header = re.match(rb"%PDF-1\.[0-7](?:\r\n|\r|\n)", data)
    rest = data[header.end() :] if header else data.partition(b"\n")[2]
    if header is None:
        yield told("6.1.2", f"header {data[:16]!r}")
    if not (rest.startswith(b"%") and len(rest) > 4 and all(byte > 127 for byte in rest[1:5])):
        yield told("6.1.2", "no binary comment after the header")
    if "/ID" not in pdf.trailer:
        yield told("6.1.3", "no ID in the trailer")
    if pdf.is_encrypted:
        yield told("6.1.3", "encrypted")
    if data.rstrip(b"\r\n").rpartition(b"%%EOF")[2]:
        yield told("6.1.3", "data after the end of the file")


def _catalogue(pdf: Any, told: Told) -> Iterator[Diagnostic]:
    """Metadata, output intent and what a catalogue may not hold (6.6, 6.2.3, 6.4, 6.5, 6.8, 6.9)."""
    root = pdf.Root
    for key, clause in (
        ("/AcroForm", "6.4.1"), ("/AA", "6.5.2"), ("/OpenAction", "6.5.1"), ("/OCProperties", "6.9"),
        ("/Requirements", "6.11"), ("/NeedsRendering", "6.4.2"),
    ):  # fmt: skip
        if key in root:
            yield told(clause, key)
    names = root.get("/Names")
    if names is not None:
        for key, clause in (("/EmbeddedFiles", "6.8"), ("/JavaScript", "6.5.1"), ("/AlternatePresentations", "6.10")):
            if key in names:
                yield told(clause, key)
    if "/Metadata" not in root:
        yield told("6.6.2.1", "no XMP")
    else:
        packet = bytes(root.Metadata.read_bytes())
        found = {(pair[0] or pair[2]): (pair[1] or pair[3]).strip() for pair in _PACKET.findall(packet)}
        if found != {b"part": b"2", b"conformance": b"U"}:
            yield told("6.6.4", f"pdfaid {found}")
        yield from xmp_faults(packet, told)
        if re.search(rb"<\?xpacket begin=[^>]*(bytes|encoding)=", packet):
            yield told("6.6.2.1", "bytes or encoding in the XMP header")
    intents = [intent for intent in root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
        yield told("6.2.3", f"{len(intents)} output intents")
        return
    profile = bytes(intents[0].DestOutputProfile.read_bytes())
    if profile[12:16] not in (b"prtr", b"mntr") or profile[16:20] != b"CMYK" or profile[36:40] != b"acsp":
        yield told("6.2.3", "the output profile is not a CMYK device's")
    if int(intents[0].DestOutputProfile.get("/N", 0)) != 4:
        yield told("6.2.3", "N of the output profile")


def _objects(pdf: Any, told: Told) -> Iterator[Diagnostic]:
    """Streams, images, graphics states, colour spaces and limits of every object (6.1.7, 6.1.13, 6.2)."""
    import pikepdf

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            for key in ("/F", "/FFilter", "/FDecodeParms"):
                if key in thing:
                    yield told("6.1.7.1", key)
            filters: Any = thing.get("/Filter", [])
            for name in filters if isinstance(filters, pikepdf.Array | list) else [filters]:
                if name in ("/LZWDecode", "/Crypt"):
                    yield told("6.1.7.2", str(name))
            yield from _drawn(thing, told)
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield from _limits(thing, told)
            if thing.get("/Type") == "/ExtGState":
                yield from _state(thing, told)
            if "/ColorSpace" in thing:
                yield from _space(thing["/ColorSpace"], told)
            if thing.get("/S") in ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData"):
                yield told("6.5.1", str(thing.S))


def _limits(thing: Any, told: Told) -> Iterator[Diagnostic]:
    import pikepdf

    for key, value in thing.items():
        if len(key.encode()) > NAME_LONGEST + 1:
            yield told("6.1.13", f"name of {len(key)} bytes")
        if isinstance(value, pikepdf.String) and len(bytes(value)) > STRING_LONGEST:
            yield told("6.1.13", f"string of {len(bytes(value))} bytes")


def _drawn(thing: Any, told: Told) -> Iterator[Diagnostic]:
    kind = thing.get("/Subtype")
    if kind == "/Image":
        for key in ("/Alternates", "/OPI"):
            if key in thing:
                yield told("6.2.8", key)
        if thing.get("/Interpolate", False):
            yield told("6.2.8", "Interpolate")
        if not thing.get("/ImageMask", False) and int(thing.get("/BitsPerComponent", 8)) not in (1, 2, 4, 8, 16):
            yield told("6.2.8", f"{thing.BitsPerComponent} bits")
        if "/SMask" in thing:
            yield told("6.2.10", "SMask")
    elif kind == "/Form":
        for key in ("/OPI", "/PS", "/Ref"):
            if key in thing:
                yield told("6.2.9", key)
        if thing.get("/Subtype2") == "/PS":
            yield told("6.2.9", "Subtype2")
    elif kind == "/PS":
        yield told("6.2.9", "PostScript")


def _state(state: Any, told: Told) -> Iterator[Diagnostic]:
    for key in ("/TR", "/HTP"):
        if key in state:
            yield told("6.2.5", key)
    if state.get("/TR2", "/Default") != "/Default":
        yield told("6.2.5", "TR2")
    modes = state.get("/BM", "/Normal")
    for mode in [modes] if is_name(modes) or isinstance(modes, str) else list(modes):
        if str(mode) not in _BLENDS:
            yield told("6.2.10", f"BM {mode}")
    if state.get("/SMask", "/None") != "/None" or any(float(state.get(key, 1)) != 1 for key in ("/CA", "/ca")):
        yield told("6.2.10", "transparency without a blending space")


def _space(space: Any, told: Told) -> Iterator[Diagnostic]:
    """Device RGB needs an RGB output intent, which a CMYK file has not (6.2.4.3)."""
    import pikepdf

    spaces: list[Any] = [space]
    if isinstance(space, pikepdf.Dictionary):
        spaces = [value for _, value in space.items()]
    for one in spaces:
        names = [str(one)] if isinstance(one, pikepdf.Name) else [str(part) for part in one if is_name(part)]
        if "/DeviceRGB" in names or "/CalCMYK" in names:
            yield told("6.2.4.3", " ".join(names))


def _page(page: Any, told: Told) -> Iterator[Diagnostic]:
    """A page's content: known colours, balanced states, no overprint of ICC colours (6.2.2, 6.2.4, 6.1.13)."""
    import pikepdf

    obj = page.obj
    if "/Resources" not in obj:
        yield told("6.2.2", "resources are inherited")
    for key, clause in (("/AA", "6.5.2"), ("/PresSteps", "6.10"), ("/Annots", "6.3")):
        if key in obj:
            yield told(clause, key)
    group = obj.get("/Group")
    if group is not None and group.get("/S") == "/Transparency" and group.get("/CS") in ("/DeviceRGB", "/DeviceGray"):
        yield told("6.2.10", f"Group CS {group.CS}")
    sides = [float(side) for side in page.mediabox]
    if not all(PAGE_LEAST <= 1000 * side <= PAGE_MOST for side in (sides[2] - sides[0], sides[3] - sides[1])):
        yield told("6.1.13", "page size")
    depth = deepest = 0
    for instruction in pikepdf.parse_content_stream(page):
        sign, operands = str(instruction.operator), instruction.operands
        if sign == "q":
            depth += 1
            deepest = max(deepest, depth)
        elif sign == "Q":
            depth -= 1
        elif sign in ("rg", "RG"):
            yield told("6.2.4.3", f"{sign} without an RGB output intent")
        elif sign == "ri" and operands[0] not in (
            "/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation",
        ):  # fmt: skip
            yield told("6.2.6", str(operands[0]))
    if deepest > NESTING_DEEPEST or depth:
        yield told("6.1.13", f"q and Q nest {deepest} deep, {depth} left open")
