"""What a PDF page is made of: colours, fonts, transparency, layers, as far as it decides how the page is taken in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from layout.ground.dataclass import dataclass, field
from layout.guard import DEPTH

PRINTABLE = frozenset(("DeviceCMYK", "DeviceGray", "Separation", "DeviceN", "Indexed", "Pattern"))
"""Colour spaces of a PDF/X-1a file (ISO 15930-4, 6.2)."""
_INLINE = {"/G": "DeviceGray", "/RGB": "DeviceRGB", "/CMYK": "DeviceCMYK", "/I": "Indexed"}


@dataclass(slots=True)
class Findings:
    """Names of what a page uses; `type3` and `odd` make its type a matter for the renderer."""

    spaces: set[str] = field(default_factory=set)
    spots: set[str] = field(default_factory=set)
    fonts: set[str] = field(default_factory=set)
    see_through: set[str] = field(default_factory=set)
    layers: set[str] = field(default_factory=set)
    type3: set[str] = field(default_factory=set)
    odd: set[str] = field(default_factory=set)
    seen: set[tuple[int, int]] = field(default_factory=set)


def survey(page: Any) -> Findings:
    """Return what a page holds, with everything that it refers to."""
    found = Findings()
    if "/Group" in page:
        _see_through(page.Group, found)
    _resources(page, page.get("/Resources"), found, 0)
    return found


def _resources(stream: Any, resources: Any, found: Findings, depth: int) -> None:
    """Note what a content stream (page or form) and the resources that it uses hold."""
    import pikepdf

    if depth > DEPTH:
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
    found.odd.update(
        name for name in ("/Default" + kind for kind in ("Gray", "RGB", "CMYK")) if name in _keys(resources)
    )
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


def _keys(resources: Any) -> tuple[str, ...]:
    import pikepdf

    group = resources.get("/ColorSpace")
    return tuple(sorted(group.keys())) if isinstance(group, pikepdf.Dictionary) else ()


def _first(thing: Any, found: Findings) -> bool:
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
        for key in sorted(group.keys()):
            yield group[key]


def _operators(stream: Any, found: Findings) -> None:
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


def _space(space: Any, found: Findings, depth: int = 0) -> None:
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


def _state(state: Any, found: Findings) -> None:
    if state.get("/SMask", "/None") != "/None":
        found.see_through.add("SMask")
    for name in ("/ca", "/CA"):
        if float(state.get(name, 1)) < 1:
            found.see_through.add(name.lstrip("/"))
    if str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
        found.see_through.add(str(state.BM).lstrip("/"))


def _see_through(group: Any, found: Findings) -> None:
    if group.get("/S") == "/Transparency":
        found.see_through.add("Group")


def _font(font: Any, found: Findings, depth: int) -> None:
    name = str(font.get("/BaseFont", "?")).lstrip("/")
    if font.get("/Subtype") == "/Type3":
        found.type3.add(name if name != "?" else str(font.get("/Name", "Type3")).lstrip("/"))
        _resources_of_type3(font, found, depth)
        return
    if font.get("/Subtype") == "/Type0":
        font = font.DescendantFonts[0]
    descriptor = font.get("/FontDescriptor")
    if descriptor is None or not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        found.fonts.add(name)


def _resources_of_type3(font: Any, found: Findings, depth: int) -> None:
    for glyph in _values(font, "/CharProcs"):
        if _first(glyph, found):
            _resources(glyph, font.get("/Resources"), found, depth + 1)
