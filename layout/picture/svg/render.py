"""Drawings beyond the vector writer, drawn whole by resvg and brought onto the press's plates."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, Any
from zlib import compress

from layout.diagnostics import Diagnostic, Severity
from layout.ground.dataclass import dataclass
from layout.guard import MB, Limits, Stopped, guarded
from layout.picture.planes import smallest
from layout.picture.press_image import PressImage
from layout.picture.svg.colour import DEVICE, Rgb, Separation, named_ink
from layout.picture.svg.pieces import shop_role
from layout.picture.svg.reading import SVG, Drawing, local
from layout.picture.svg.style import Style, attributes, cascade
from layout.rules.press import DRAWN_GRAY
from layout.sheet import Ink

if TYPE_CHECKING:
    from layout.typeface import Face, TypeCase

RENDER_DPI = 600
"""Twice what a newspaper plate setter resolves of tone, and enough for type."""
_MOST_PIXELS = 32_000_000
"""A drawing over half a page at 600 dpi; larger ones are drawn with as many pixels as this."""
_LIMITS = Limits(seconds=25, memory=1000 * MB)
_TYPE = frozenset(("text", "tspan", "textPath", "tref", "a"))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A drawing as the renderer takes it: its text, the faces' files, which screen colours stand for named inks."""

    text: str
    fonts: tuple[str, ...]
    named: tuple[tuple[Rgb, Ink], ...]
    photographs: bool
    remarks: tuple[Diagnostic, ...]


def prepared(drawing: Drawing, case: TypeCase, inks: Separation) -> Prepared:
    """Return a drawing with its CSS resolved, its type in the faces of the shop, and its named inks marked.

    Remarks are of type that no face has (F021), of families that are not understood (G038), and of words in HTML
    (`foreignObject`), which no renderer for print draws (G035).
    """
    from lxml import etree

    remarks: list[Diagnostic] = []
    roles = tuple(case.roles)
    root = deepcopy(drawing.root)
    pairs = zip(root.iter(etree.Element), drawing.root.iter(etree.Element), strict=True)
    twins = {old: new for new, old in pairs}

    def walk(node: Any, parent: Style, hidden: bool) -> None:
        given, css = attributes(node), dict(drawing.css(node))
        tag, twin = local(node), twins[node]
        try:
            style = cascade(parent, given, css)
        except (ValueError, IndexError):
            style = dict(parent)
        says = {"font-family", "font-weight", "font"} & (given.keys() | css.keys())
        if says or node is drawing.root:
            family = style.get("font-family", "")
            role, known = shop_role(family, style.get("font-weight", "normal"), roles)
            name, weight = family_of(case.face(role))
            css |= {"font-family": f"'{name}'", "font-weight": str(weight)}
            if not known and tag in _TYPE:
                remarks.append(drawing.remark("G038", Severity.WARNING, node, family=family[:60]))
        if tag in _TYPE and (node.text or "").strip():
            role = shop_role(style.get("font-family", ""), style.get("font-weight", "normal"), roles)[0]
            found = case.remarks(role, " ".join("".join(node.itertext()).split()))
            remarks.extend(Diagnostic(one.code, one.severity, drawing.place(node), one.args) for one in found)
        if tag == "foreignObject" and not hidden and (words := " ".join("".join(node.itertext()).split())):
            remarks.append(drawing.remark("G035", Severity.WARNING, node, words=words[:40]))
        if css:
            twin.set("style", ";".join(f"{name}:{value}" for name, value in css.items()))
        for child in node:
            if isinstance(child.tag, str):
                walk(child, style, hidden or tag == "switch")

    walk(drawing.root, {}, False)
    text = etree.tostring(root, encoding="unicode")
    named: dict[Ink, Rgb] = {}

    def stand_in(match: Any) -> str:
        try:
            ink = named_ink(match[1])
        except ValueError:
            return "none"
        if ink not in named:
            rgb = inks.screen(ink)
            while rgb in named.values():
                rgb = (rgb[0], rgb[1], rgb[2] ^ 1) if (rgb[0], rgb[1], rgb[2] ^ 1) not in named.values() else (
                    (rgb[0] + 7) % 256, rgb[1], rgb[2])  # fmt: skip
            named[ink] = rgb
        return "#{:02x}{:02x}{:02x}".format(*named[ink])

    text = DEVICE.sub(stand_in, text)
    fonts = tuple(str(face.path) for face in case.faces)
    images = any(True for _ in root.iter(f"{SVG}image", f"{SVG}feImage"))
    return Prepared(text, fonts, tuple((rgb, ink) for ink, rgb in named.items()), images, tuple(dict.fromkeys(remarks)))


@lru_cache(maxsize=64)
def family_of(face: Face) -> tuple[str, int]:
    """Return the family and the weight by which a renderer finds a face."""
    from fontTools.ttLib import TTFont

    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        names = font["name"]
        return names.getDebugName(16) or names.getDebugName(1) or face.key, int(font["OS/2"].usWeightClass)


def rendered(what: Prepared, width: int) -> tuple[int, int, bytes] | Stopped:
    """Return a drawing on white as (width, height, RGB bytes), `width` pixels wide."""
    made: tuple[int, int, bytes] | Stopped = guarded(
        "layout.picture.svg.render:pixels", what.text, width, what.fonts, limits=_LIMITS
    )
    return made


def pixels(text: str, width: int, fonts: tuple[str, ...]) -> tuple[int, int, bytes]:
    """Draw a file; to be called by the guard, since the renderer's work has no bound of its own."""
    from io import BytesIO

    import resvg_py
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    png = resvg_py.svg_to_bytes(
        svg_string=text, width=width, dpi=96.0, background="#ffffff", skip_system_fonts=True, font_files=list(fonts),
        languages=["zh", "en"], resources_dir=None,
    )  # fmt: skip
    with Image.open(BytesIO(png)) as image:
        plain = image.convert("RGB")
    return (*plain.size, plain.tobytes())


def pixel_width(frame_width: float, frame_height: float) -> int:
    """Return how many pixels a frame in 1/1000 pt takes across, at `RENDER_DPI` or, where it is large, less."""
    across, down = frame_width * RENDER_DPI / 72_000, frame_height * RENDER_DPI / 72_000
    share = min(1.0, sqrt(_MOST_PIXELS / max(across * down, 1)))
    return max(1, round(across * share))


def on_plates(
    size: tuple[int, int], rgb: bytes, what: Prepared, inks: Separation, frame_width: float, gray: bool
) -> PressImage:
    """Return drawn pixels as the press file holds them, without loss: black alone where there is no colour."""
    import numpy as np
    from PIL import Image

    width, height = size
    screen = np.frombuffer(rgb, np.uint8).reshape(height, width, 3)
    if gray:
        screen = np.asarray(Image.fromarray(screen).convert("L").convert("RGB"))
    made = inks.inks(screen, -1 if what.photographs and not gray else DRAWN_GRAY)
    for stand_in, ink in () if gray else what.named:
        made[smallest(screen == np.array(stand_in, np.uint8))] = [round(part * 2.55) for part in ink]
    ppi = round(width / (frame_width / 72_000))
    if not made[..., :3].any():
        black = compress((255 - made[..., 3]).tobytes(), 6)
        return PressImage(black, "FlateDecode", width, height, "DeviceGray", False, ppi)
    return PressImage(compress(made.tobytes(), 6), "FlateDecode", width, height, "DeviceCMYK", False, ppi)
