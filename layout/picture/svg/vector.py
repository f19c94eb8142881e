"""SVG artwork as items of the sheet: paths, rules, fills and type in the press's inks.

What is drawn here is drawn exactly. `whitelist` says what that is; the first thing beyond it ends the drawing with
`Beyond`, and the renderer draws the whole file instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Diagnostic
from layout.geometry import Box, Length
from layout.ground.dataclass import dataclass, field
from layout.picture.svg import shape as geometry
from layout.picture.svg.colour import Separation
from layout.picture.svg.covering import SetType, covers, extent, traced
from layout.picture.svg.pieces import TextReader, collapsed
from layout.picture.svg.reading import Drawing, href, local
from layout.picture.svg.style import Style, attributes, cascade, length, numbers
from layout.picture.svg.text import set_text
from layout.picture.svg.whitelist import SHAPES, UNSEEN, Beyond, check_element
from layout.sheet import Fill, Ink, Item, Path, Rule, StrokeEnds, Text

if TYPE_CHECKING:
    from layout.typeface import TypeCase

MOST_ITEMS = 20_000
"""A diagram has a few hundred items, a map some thousands; more is for the renderer."""
MOST_POINTS = 200_000

_DEEPEST = 64
_SLACK: Length = 1000
"""How far a drawing may reach over its frame, 1/1000 pt: half a frame's own line. More is cut off by the renderer."""
_FAULTS = (ValueError, TypeError, IndexError, AttributeError, OverflowError, ZeroDivisionError, NotImplementedError)


@dataclass(slots=True)
class _Canvas:
    """One drawing on its way to items."""

    drawing: Drawing
    case: TypeCase
    inks: Separation
    region: int
    size: tuple[float, float]
    items: list[Item] = field(default_factory=list)
    words: list[SetType] = field(default_factory=list)
    remarks: list[Diagnostic] = field(default_factory=list)
    points: int = 0

    def add(self, node: Any, *items: Item) -> None:
        """Add items; type is printed last on a page, so nothing drawn may cover type that stands below it."""
        for item in items:
            if isinstance(item, Text):
                self.words.append(SetType(item, self.case))
            elif self.words and covers(item, self.words):
                raise Beyond("shape over text", node)
            self.points += len(item.ops) if isinstance(item, Path) else 1
        self.items.extend(items)
        if len(self.items) > MOST_ITEMS or self.points > MOST_POINTS:
            raise Beyond(f"> {MOST_ITEMS}", node)

    def walk(self, node: Any, matrix: geometry.Matrix, parent: Style, depth: int) -> None:
        """Draw an element and what it holds."""
        if not isinstance(node.tag, str):
            return
        tag = local(node)
        if tag.startswith("{") or tag in UNSEEN:
            return
        if depth > _DEEPEST:
            raise Beyond("<g>", node)
        try:
            self._element(node, tag, matrix, parent, depth)
        except _FAULTS as error:
            raise Beyond(f"<{tag}> {str(error)[:60]}", node, wrong=True) from error

    def _element(self, node: Any, tag: str, matrix: geometry.Matrix, parent: Style, depth: int) -> None:
        given, css = attributes(node), self.drawing.css(node)
        if tag == "switch":
            chosen = _choice(node)
            if chosen is not None:
                self.walk(chosen, matrix, cascade(parent, given, css), depth + 1)
            return
        check_element(node, tag, given, css)
        style = cascade(parent, given, css)
        if style.get("display", "").strip() == "none":
            return
        if _part(style.get("opacity", "1")) < 1:
            raise Beyond("opacity", node)
        if "transform" in given:
            matrix = geometry.then(geometry.transformed(given["transform"]), matrix)
        if tag in ("g", "a") or (tag == "svg" and not depth):
            for child in node:
                self.walk(child, matrix, style, depth + 1)
        elif tag == "use":
            self._use(node, given, matrix, style, depth)
        elif tag in SHAPES:
            self._shape(node, tag, given, matrix, style)
        elif tag == "text":
            self._text(node, matrix, style)
        else:
            raise Beyond(f"<{tag}>", node)

    def _use(self, node: Any, given: Mapping[str, str], matrix: geometry.Matrix, style: Style, depth: int) -> None:
        target = self.drawing.ids.get(href(node)[1:])
        if target is None:
            return  # said when the file was read
        if local(target) in ("symbol", "svg"):
            raise Beyond(f"<{local(target)}>", node)
        x, y = (length(given.get(name, "0"), 16, whole) for name, whole in zip("xy", self.size, strict=True))
        self.walk(target, geometry.then((1, 0, 0, 1, x, y), matrix), style, depth + 1)

    def _ink(self, node: Any, style: Style, name: str) -> Ink | None:
        """Return the ink of `fill` or `stroke`; None for no paint."""
        value = style.get(name, "black" if name == "fill" else "none").strip()
        if value.startswith("url(") or value in ("context-fill", "context-stroke"):
            raise Beyond(f"{name}: {value}", node)
        found = self.inks.colour(value, style.get("color", "black"))
        if found is None:
            return None
        opacity = found[1] * _part(style.get(f"{name}-opacity", "1"))
        if 0 < opacity < 1:
            raise Beyond(f"{name}-opacity", node)
        return found[0] if opacity else None

    def _shape(self, node: Any, tag: str, given: Mapping[str, str], matrix: geometry.Matrix, style: Style) -> None:
        """Draw a shape: a fill, a rule or a path."""
        if style.get("visibility", "visible").strip() != "visible":
            return
        em = float(style.get("font-size", 16))
        segments = geometry.outline(tag, given, em, *self.size)
        if not segments:
            return
        fill = self._ink(node, style, "fill") if tag != "line" else None
        stroke = self._ink(node, style, "stroke")
        diagonal = ((self.size[0] ** 2 + self.size[1] ** 2) / 2) ** 0.5
        across = length(style.get("stroke-width", "1"), em, diagonal)
        if across < 0:
            raise ValueError("stroke-width")
        if stroke is not None and not geometry.is_even(matrix):
            raise Beyond("stroke, uneven transform", node)
        scale = geometry.magnification(matrix)
        width = round(across * scale)
        stroke = stroke if width > 0 else None
        dash = _dash(style.get("stroke-dasharray", "none"), scale, em, diagonal) if stroke is not None else ()
        ends = _ends(style)
        if tag == "line":
            if stroke is not None and ends.cap == "butt":
                (x0, y0), (x1, y1) = (geometry.place(matrix, *values) for _, values in segments)
                self.add(node, Rule(x0, y0, x1, y1, width, stroke, dash, self.region))
                return
        elif tag == "rect" and len(segments) == 5 and stroke is None and matrix[1] == matrix[2] == 0:
            if fill is not None:
                corners = [geometry.place(matrix, *values) for name, values in segments if name != "Z"]
                (x0, y0), (x1, y1) = min(corners), max(corners)
                self.add(node, Fill(Box(x0, y0, x1 - x0, y1 - y0), fill, self.region))
            return
        if fill is None and stroke is None:
            return
        ops = geometry.placed(segments, matrix)
        nonzero = style.get("fill-rule", "nonzero").strip() != "evenodd"
        self.add(node, Path(ops, fill, stroke, width if stroke else 0, self.region, "print", nonzero, ends, dash))

    def _text(self, node: Any, matrix: geometry.Matrix, style: Style) -> None:
        """Set a text element."""
        words = TextReader(self.drawing, tuple(self.case.roles), self._ink, self.remarks)
        pieces = collapsed(words.pieces(node, style), style.get("xml:space") == "preserve")
        items, remarks = set_text(pieces, matrix, self.case, self.region)
        self.add(node, *items)
        self.remarks += remarks


def _choice(node: Any) -> Any:
    """Return the child of a `switch` that is drawn: the first without conditions that is no `foreignObject`."""
    for child in node:
        if not isinstance(child.tag, str) or local(child) in ("foreignObject", "title", "desc"):
            continue
        if child.get("systemLanguage") is not None:
            raise Beyond("systemLanguage", child)
        if not child.get("requiredExtensions"):
            return child
    return None


def _part(value: str) -> float:
    """Return an opacity, a number or a percentage, as 0 to 1."""
    share = float(value.strip().rstrip("%")) / (100 if value.strip().endswith("%") else 1)
    return min(max(share, 0.0), 1.0)


def _dash(value: str, scale: float, em: float, whole: float) -> tuple[Length, ...]:
    if value.strip() == "none":
        return ()
    steps = [length(step, em, whole) for step in value.replace(",", " ").split()]
    if min(steps, default=0) < 0:
        raise ValueError(value)
    steps *= 1 + len(steps) % 2
    return tuple(round(step * scale) for step in steps) if sum(steps) * scale >= 1 else ()


def _ends(style: Style) -> StrokeEnds:
    cap: Any = style.get("stroke-linecap", "butt").strip()
    join: Any = style.get("stroke-linejoin", "miter").strip()
    miter = float(style.get("stroke-miterlimit", "4"))
    if miter < 1:
        raise ValueError("stroke-miterlimit")
    return StrokeEnds(cap, join, miter)


def draw(
    drawing: Drawing, frame: Box, case: TypeCase, inks: Separation, region: int
) -> tuple[tuple[Item, ...], tuple[Diagnostic, ...]]:
    """Return a drawing as items that fill `frame`, with what was remarked of its type.

    Raises `Beyond` where the drawing holds what is not drawn exactly here.
    """
    root = drawing.root
    size = sizes(root)
    if size is None:
        raise Beyond("viewBox, width, height", root)
    (width, height), view = size
    matrix = (frame.w / width, 0.0, 0.0, frame.h / height, float(frame.x), float(frame.y))
    if view is not None:
        if root.get("preserveAspectRatio", "xMidYMid").split()[:1] not in (["xMidYMid"], []):
            raise Beyond("preserveAspectRatio", root)
        scale = min(width / view[2], height / view[3])
        fitted = (
            scale, 0.0, 0.0, scale, (width - view[2] * scale) / 2 - view[0] * scale,
            (height - view[3] * scale) / 2 - view[1] * scale,
        )  # fmt: skip
        matrix = geometry.then(fitted, matrix)
        width, height = view[2], view[3]
    canvas = _Canvas(drawing, case, inks, region, (width, height))
    canvas.walk(root, matrix, {}, 0)
    for item in canvas.items:
        if _over(extent(item), frame) and (not isinstance(item, Path) or _over(traced(item), frame)):
            raise Beyond("overflow", root)
    return tuple(canvas.items), tuple(dict.fromkeys(canvas.remarks))


def _over(box: Box, frame: Box) -> bool:
    """Tell whether a box reaches out of the frame by more than half a line."""
    beyond = (frame.x - box.x, frame.y - box.y, box.right - frame.right, box.bottom - frame.bottom)
    return box.w > 0 and box.h > 0 and max(beyond) > _SLACK


def sizes(root: Any) -> tuple[tuple[float, float], tuple[float, ...] | None] | None:
    """Return a drawing's (width, height) in user units and its `viewBox`; None where the file does not say."""
    view = numbers(root.get("viewBox", ""))
    box = tuple(view) if len(view) == 4 and view[2] > 0 and view[3] > 0 else None
    sides = []
    for at, name in enumerate(("width", "height")):
        written = root.get(name, "100%").strip()
        try:
            side = length(written) if not written.endswith("%") and written != "auto" else 0.0
        except ValueError:
            side = 0.0
        sides.append(side if side > 0 else (box[2 + at] if box else 0.0))
    if box and (root.get("width") is None) != (root.get("height") is None):
        # One side alone: the other follows from the viewBox.
        at = 0 if root.get("width") is not None else 1
        sides[1 - at] = sides[at] * box[3 - at] / box[2 + at]
    return None if min(sides) <= 0 else ((sides[0], sides[1]), box)
