"""PDF artwork (adverts, logos) checked for what a press file may hold, and handed over as one form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.ground.dataclass import dataclass, field

MOST_BYTES = 256 * 1024 * 1024
_DEEPEST = 24
_PRINTABLE = frozenset(("DeviceCMYK", "DeviceGray", "Separation", "DeviceN", "Indexed", "Pattern"))
_LEFT_OUT = frozenset((
    "/Length", "/Metadata", "/PieceInfo", "/StructParent", "/StructParents", "/OPI", "/Alternates", "/LastModified",
))  # fmt: skip
_INLINE = {"/G": "DeviceGray", "/RGB": "DeviceRGB", "/CMYK": "DeviceCMYK", "/I": "Indexed"}


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


@dataclass(slots=True)
class _Findings:
    spaces: set[str] = field(default_factory=set)
    spots: set[str] = field(default_factory=set)
    fonts: set[str] = field(default_factory=set)
    see_through: set[str] = field(default_factory=set)
    layers: set[str] = field(default_factory=set)
    seen: set[tuple[int, int]] = field(default_factory=set)


def pdf_artwork(path: Path) -> Remarked[PdfArt | None]:
    """Return a PDF's page as artwork, or None with every reason why a PDF/X-1a press file cannot take it in.

    It must be one page, open without a password, in CMYK, gray or spot colours (ISO 15930-4, 6.2), with all fonts
    embedded (6.3), without transparency (6.16) and without layers that may be hidden.
    """
    import pikepdf

    at = Place(str(path))
    try:
        if path.stat().st_size > MOST_BYTES:
            megabytes = path.stat().st_size // 1_000_000
            most = MOST_BYTES // 1_000_000
            return Remarked(None, (Diagnostic.make("G016", Severity.ERROR, at, megabytes=megabytes, most=most),))
        opened = pikepdf.open(path)
    except FileNotFoundError:
        return Remarked(None, (Diagnostic.make("G001", Severity.ERROR, at, file=path.name),))
    except pikepdf.PasswordError:
        return Remarked(None, (Diagnostic.make("G055", Severity.ERROR, at),))
    except (pikepdf.PdfError, OSError, ValueError) as error:
        reason = str(error).replace(str(path), path.name)[:120]
        return Remarked(None, (Diagnostic.make("G050", Severity.ERROR, at, reason=reason),))
    with opened as pdf:
        try:
            pages = len(pdf.pages)
            if pages != 1:
                return Remarked(None, (Diagnostic.make("G051", Severity.ERROR, at, pages=pages),))
            if pdf.is_encrypted:
                return Remarked(None, (Diagnostic.make("G055", Severity.ERROR, at),))
            page = pdf.pages[0]
            found = _Findings()
            if "/Group" in page.obj:
                _see_through(page.obj.Group, found)
            _resources(page.obj, page.obj.get("/Resources"), found, 0)
            left, bottom, right, top = (float(edge) for edge in page.trimbox)
            rotate = int(page.obj.get("/Rotate", 0)) % 360
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RecursionError) as error:
            return Remarked(None, (Diagnostic.make("G050", Severity.ERROR, at, reason=str(error)[:120]),))
    remarks = []
    if right - left <= 0 or top - bottom <= 0:
        remarks.append(Diagnostic.make("G050", Severity.ERROR, at, reason="TrimBox"))
    for code, names in (
        ("G052", found.spaces - _PRINTABLE), ("G053", found.fonts), ("G054", found.see_through), ("G056", found.layers),
    ):  # fmt: skip
        if names:
            remarks.append(Diagnostic.make(code, Severity.ERROR, at, names="、".join(sorted(names))))
    if remarks:
        return Remarked(None, tuple(remarks))
    return Remarked(PdfArt(path, (left, bottom, right, top), rotate, tuple(sorted(found.spots))))


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
        names = [name for name in thing.keys() if name not in _LEFT_OUT]  # noqa: SIM118 (it iterates otherwise)
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
            return f"<< {' '.join(f'{name} {self.syntax(thing[name])}' for name in thing.keys())} >>"  # noqa: SIM118
        if isinstance(thing, pikepdf.Array):
            return f"[{' '.join(map(self.syntax, thing))}]"
        if isinstance(thing, pikepdf.Object):
            return thing.unparse().decode("latin-1")
        if thing is None or isinstance(thing, bool):
            return "null" if thing is None else str(thing).lower()
        return f"{thing:f}" if isinstance(thing, Decimal) else str(thing)


def _resources(stream: Any, resources: Any, found: _Findings, depth: int) -> None:
    """Note what a content stream (page or form) and the resources that it uses hold."""
    import pikepdf

    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    resources = resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
    _operators(stream, found)
    for space in _values(resources, "/ColorSpace"):
        _space(space, found)
    for state in _values(resources, "/ExtGState"):
        _state(state, found)
    for font in _values(resources, "/Font"):
        _font(font, found, depth)
    for shading in _values(resources, "/Shading"):
        _space(shading.get("/ColorSpace"), found)
    for pattern in _values(resources, "/Pattern"):
        if int(pattern.get("/PatternType", 0)) == 2:
            _space(pattern.Shading.get("/ColorSpace"), found)
        elif _first(pattern, found):
            _resources(pattern, pattern.get("/Resources"), found, depth + 1)
    for properties in _values(resources, "/Properties"):
        if properties.get("/Type") in ("/OCG", "/OCMD"):
            found.layers.add(str(properties.get("/Name", properties.get("/Type"))).lstrip("/"))
    for thing in _values(resources, "/XObject"):
        if "/OC" in thing:
            found.layers.add("OC")
        if not _first(thing, found):
            continue
        if thing.get("/Subtype") == "/Form":
            if "/Group" in thing:
                _see_through(thing.Group, found)
            _resources(thing, thing.get("/Resources"), found, depth + 1)
        elif thing.get("/Subtype") == "/Image":
            if "/SMask" in thing:
                found.see_through.add("SMask")
            if not thing.get("/ImageMask", False):
                _space(thing.get("/ColorSpace"), found)
        else:
            found.spaces.add(str(thing.get("/Subtype")).lstrip("/"))


def _first(thing: Any, found: _Findings) -> bool:
    """Tell whether an object is met for the first time."""
    number = thing.objgen
    if number != (0, 0) and number in found.seen:
        return False
    found.seen.add(number)
    return True


def _values(resources: Any, name: str) -> Iterator[Any]:
    import pikepdf

    group = resources.get(name)
    if isinstance(group, pikepdf.Dictionary):
        for key in group.keys():  # noqa: SIM118 (a pikepdf dictionary, which iterates otherwise)
            yield group[key]


def _operators(stream: Any, found: _Findings) -> None:
    """Note the device colours that operators and inline images name."""
    import pikepdf

    # Without a list of operators wanted, since such a list leaves out inline images.
    for instruction in pikepdf.parse_content_stream(stream):
        name = str(instruction.operator)
        if name in ("rg", "RG"):
            found.spaces.add("DeviceRGB")
        elif name in ("cs", "CS"):
            space = str(instruction.operands[0]).lstrip("/")
            if space.startswith("Device"):
                found.spaces.add(space)
        elif isinstance(instruction, pikepdf.ContentStreamInlineImage):
            image = instruction.iimage.obj
            named = image.get("/ColorSpace") or image.get("/CS")
            if isinstance(named, pikepdf.Name):
                found.spaces.add(_INLINE.get(str(named), str(named).lstrip("/")))


def _space(space: Any, found: _Findings, depth: int = 0) -> None:
    import pikepdf

    if space is None or depth > 8:
        return
    if isinstance(space, pikepdf.Name):
        found.spaces.add(str(space).lstrip("/"))
        return
    kind = str(space[0]).lstrip("/")
    found.spaces.add(kind)
    if kind in ("Separation", "DeviceN"):
        names = [space[1]] if kind == "Separation" else list(space[1])
        found.spots.update(str(name).lstrip("/") for name in names)
        _space(space[2], found, depth + 1)
    elif kind in ("Indexed", "Pattern") and len(space) > 1:
        _space(space[1], found, depth + 1)


def _state(state: Any, found: _Findings) -> None:
    if state.get("/SMask", "/None") != "/None":
        found.see_through.add("SMask")
    for name in ("/ca", "/CA"):
        if float(state.get(name, 1)) < 1:
            found.see_through.add(name.lstrip("/"))
    if str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
        found.see_through.add(str(state.BM).lstrip("/"))


def _see_through(group: Any, found: _Findings) -> None:
    if group.get("/S") == "/Transparency":
        found.see_through.add("Group")


def _font(font: Any, found: _Findings, depth: int) -> None:
    name = str(font.get("/BaseFont", "?")).lstrip("/")
    if font.get("/Subtype") == "/Type3":
        _resources_of_type3(font, found, depth)
        return
    if font.get("/Subtype") == "/Type0":
        font = font.DescendantFonts[0]
    descriptor = font.get("/FontDescriptor")
    if descriptor is None or not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        found.fonts.add(name)


def _resources_of_type3(font: Any, found: _Findings, depth: int) -> None:
    for glyph in _values(font, "/CharProcs"):
        if _first(glyph, found):
            _resources(glyph, font.get("/Resources"), found, depth + 1)
