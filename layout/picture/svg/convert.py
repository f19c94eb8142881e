"""SVG artwork as items of the sheet: paths, rules, fills and type in the press's inks.

What print cannot carry is refused by name, never dropped: raster pictures, masks, filters, clipping, patterns.
Opacity is flattened to a tint on white and gradients to their mean, both with a warning.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.geometry import Box, Length, to_mm
from layout.ground.dataclass import dataclass, field
from layout.picture.svg import shape as geometry
from layout.picture.svg.paint import SVG, Paints, attributes, local, part
from layout.picture.svg.pieces import pieces
from layout.picture.svg.style import Style, cascade, length, numbers, style_rules
from layout.picture.svg.text import collapsed, set_text
from layout.sheet import Fill, Ink, Item, Path, Rule, Text

if TYPE_CHECKING:
    from layout.typeface import TypeCase

MOST_BYTES = 20_000_000
MOST_ITEMS = 20_000
"""A diagram has a few hundred items, a map some thousands; more is a fault or an attack."""

_DEEPEST = 64
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_GROUPS = frozenset(("g", "svg", "a", "switch"))
_SILENT = frozenset((
    "defs", "title", "desc", "metadata", "style", "namedview", "marker", "linearGradient", "radialGradient",
    "clipPath", "mask", "filter", "pattern", "symbol", "script", "view", "font", "cursor",
))  # fmt: skip
_SLACK: Length = 1000
_FAULTS = (ValueError, TypeError, IndexError, AttributeError, OverflowError, ZeroDivisionError)


class _TooMuch(Exception):
    """The drawing is deeper or larger than any artwork."""


@dataclass(slots=True)
class _Drawing:
    """One file on its way to items."""

    paints: Paints
    case: TypeCase
    region: int
    size: tuple[float, float]
    items: list[Item] = field(default_factory=list)
    steps: int = 0

    def add(self, *items: Item) -> None:
        """Add items to the drawing."""
        self.items.extend(items)
        if len(self.items) > MOST_ITEMS:
            raise _TooMuch

    def walk(self, node: Any, matrix: geometry.Matrix, parent: Style, opacity: float, depth: int) -> None:
        """Draw an element and what it holds."""
        self.steps += 1
        if depth > _DEEPEST or self.steps > MOST_ITEMS:
            raise _TooMuch
        if not isinstance(node.tag, str):
            return
        tag, given = local(node), attributes(node)
        if tag.startswith("{") or tag in _SILENT:
            return
        try:
            style = cascade(parent, tag, given, self.paints.rules)
            if style.get("display") == "none":
                return
            opacity *= part(style.get("opacity", "1"))
            for name in ("clip-path", "mask", "filter"):
                if style.get(name, "none") != "none":
                    self.paints.remark("G032", Severity.ERROR, node, what=name)
            if "transform" in given:
                matrix = geometry.then(geometry.transformed(given["transform"]), matrix)
            if tag in _GROUPS:
                if tag == "svg" and depth:
                    matrix = geometry.then(self.viewport(given), matrix)
                self.group(node, tag, matrix, style, opacity, depth)
            elif tag == "use":
                self.use(node, given, matrix, style, opacity, depth)
            elif tag in _SHAPES:
                self.shape(node, tag, given, matrix, style, opacity, depth)
            elif tag == "text":
                self.text(node, matrix, style, opacity)
            else:
                self.paints.remark("G032", Severity.ERROR, node, what=f"<{tag}>")
        except _FAULTS as error:
            reason = str(error)[:80] or type(error).__name__
            self.paints.remark("G031", Severity.ERROR, node, element=tag, reason=reason)

    def group(self, node: Any, tag: str, matrix: geometry.Matrix, style: Style, opacity: float, depth: int) -> None:
        """Draw what a group holds; of a `switch` the first choice."""
        for child in node:
            self.walk(child, matrix, style, opacity, depth + 1)
            if tag == "switch" and isinstance(child.tag, str):
                break

    def viewport(self, given: Mapping[str, str]) -> geometry.Matrix:
        """Return the matrix of a nested drawing: its `viewBox` fitted into its width and height."""
        x, y = (length(given.get(name, "0"), 16, whole) for name, whole in zip("xy", self.size, strict=True))
        width, height = (
            length(given.get(name, "100%"), 16, whole)
            for name, whole in zip(("width", "height"), self.size, strict=True)
        )
        view = numbers(given.get("viewBox", ""))
        if len(view) != 4:
            return (1, 0, 0, 1, x, y)
        return fitted(view, (x, y, width, height))

    def use(
        self, node: Any, given: Mapping[str, str], matrix: geometry.Matrix, style: Style, opacity: float, depth: int
    ) -> None:
        """Draw what a `use` names."""
        target = self.paints.named(node)
        if target is None:
            href = next((value for name, value in given.items() if name.endswith("href")), "")
            self.paints.remark("G039", Severity.ERROR, node, href=href[:80])
            return
        x, y = length(given.get("x", "0")), length(given.get("y", "0"))
        matrix = geometry.then((1, 0, 0, 1, x, y), matrix)
        if local(target) != "symbol":
            self.walk(target, matrix, style, opacity, depth + 1)
            return
        # The `use` gives a symbol its size.
        frame = attributes(target) | {name: given[name] for name in ("width", "height") if name in given}
        inner = cascade(style, "symbol", attributes(target), self.paints.rules)
        view = frame | {"x": "0", "y": "0"}
        self.group(target, "symbol", geometry.then(self.viewport(view), matrix), inner, opacity, depth + 1)

    def shape(
        self, node: Any, tag: str, given: Mapping[str, str], matrix: geometry.Matrix, style: Style, opacity: float,
        depth: int,
    ) -> None:  # fmt: skip
        """Draw a shape: a fill, a rule or a path."""
        if style.get("visibility", "visible") != "visible":
            return
        em = float(style.get("font-size", 16))
        segments = geometry.outline(tag, given, em, *self.size)
        if not segments:
            return
        fill = self.paints.ink(node, style, "fill", opacity) if tag != "line" else None
        stroke = self.paints.ink(node, style, "stroke", opacity)
        across = length(style.get("stroke-width", "1"), em, self.size[0])
        width = round(across * geometry.magnification(matrix))
        stroke = stroke if width > 0 else None
        pattern = [] if style.get("stroke-dasharray", "none") == "none" else numbers(style["stroke-dasharray"])
        if pattern and (min(pattern) < 0 or sum(pattern) <= 0):
            pattern = []
        if tag == "line" and stroke is not None:
            (x0, y0), (x1, y1) = (geometry.place(matrix, *values) for _, values in segments)
            even = pattern * 2 if len(pattern) % 2 else pattern
            dash = tuple(round(step * geometry.magnification(matrix)) for step in even)
            self.add(Rule(x0, y0, x1, y1, width, stroke, dash, self.region))
        elif tag == "rect" and len(segments) == 5 and stroke is None and matrix[1] == matrix[2] == 0:
            if fill is not None:
                corners = [geometry.place(matrix, *values) for name, values in segments if name != "Z"]
                (x0, y0), (x1, y1) = min(corners), max(corners)
                self.add(Fill(Box(x0, y0, x1 - x0, y1 - y0), fill, self.region))
        else:
            self.path(segments, matrix, fill, stroke, width, style, pattern)
        if stroke is not None and any(name.startswith("marker-") for name in style) and depth < _DEEPEST:
            self.markers(node, segments, matrix, style, opacity, across, depth)

    def path(
        self, segments: list[geometry.Segment], matrix: geometry.Matrix, fill: Ink | None, stroke: Ink | None,
        width: Length, style: Style, pattern: list[float],
    ) -> None:  # fmt: skip
        """Draw an outline, filled by SVG's rule and stroked, perhaps with dashes."""
        region = self.region
        if fill is not None:
            even_odd = style.get("fill-rule") == "evenodd"
            parts = [segments] if even_odd else geometry.split_for_nonzero(segments)
            whole = len(parts) == 1 and not pattern
            for part in parts:
                mine = stroke if whole else None
                self.add(Path(geometry.placed(part, matrix), fill, mine, width if mine else 0, region))
            if whole:
                return
        if stroke is not None:
            drawn = geometry.dashes(segments, pattern * (1 + len(pattern) % 2)) if pattern else segments
            self.add(Path(geometry.placed(drawn, matrix), None, stroke, width, region))

    def markers(
        self, node: Any, segments: list[geometry.Segment], matrix: geometry.Matrix, style: Style, opacity: float,
        across: float, depth: int,
    ) -> None:  # fmt: skip
        """Draw arrowheads and the like at the ends of a line."""
        if style.get("marker-mid", "none") != "none":
            self.paints.remark("G032", Severity.ERROR, node, what="marker-mid")
        ends = geometry.ends(segments)
        for name, end in zip(("marker-start", "marker-end"), ends, strict=False):
            value = style.get(name, "none")
            if value == "none":
                continue
            marker = self.paints.by_url(value)
            if marker is None or local(marker) != "marker":
                self.paints.remark("G039", Severity.ERROR, node, href=value[:80])
                continue
            given = attributes(marker)
            unit = 1.0 if given.get("markerUnits") == "userSpaceOnUse" else across
            size = [length(given.get(key, "3")) for key in ("markerWidth", "markerHeight")]
            view = numbers(given.get("viewBox", ""))
            scale = min(size[0] / view[2], size[1] / view[3]) if len(view) == 4 else 1.0
            orient = given.get("orient", "0")
            x, y, angle = end
            if orient == "auto-start-reverse" and name == "marker-start":
                angle += pi
            elif not orient.startswith("auto"):
                angle = float(numbers(orient)[0]) * pi / 180
            step = unit * scale
            turned = (step * cos(angle), step * sin(angle), -step * sin(angle), step * cos(angle), x, y)
            back = (1, 0, 0, 1, -length(given.get("refX", "0")), -length(given.get("refY", "0")))
            inner = geometry.then(geometry.then(back, turned), matrix)
            base = {key: kept for key, kept in style.items() if not key.startswith("marker")}
            # A marker takes its own paint, not the line's (SVG 1.1, 11.6.2).
            for key in ("fill", "stroke", "stroke-width", "stroke-dasharray"):
                base.pop(key, None)
            base = cascade(base, "marker", given, self.paints.rules)
            for child in marker:
                self.walk(child, inner, base, opacity, depth + 1)

    def text(self, node: Any, matrix: geometry.Matrix, style: Style, opacity: float) -> None:
        """Set a text element."""
        if style.get("visibility", "visible") != "visible":
            return
        stretches = pieces(node, style, opacity, self.paints, tuple(self.case.roles))
        if style.get("xml:space") != "preserve":
            stretches = collapsed(stretches)
        items, remarks = set_text(stretches, matrix, self.case, self.region)
        self.add(*items)
        self.paints.remarks += remarks


def fitted(view: list[float], frame: tuple[float, float, float, float]) -> geometry.Matrix:
    """Return the matrix that centres a `viewBox` in a frame (x, y, width, height), undistorted."""
    x, y, width, height = frame
    if view[2] <= 0 or view[3] <= 0:
        raise ValueError("viewBox without area")
    scale = min(width / view[2], height / view[3])
    return (
        scale, 0, 0, scale, x + (width - view[2] * scale) / 2 - view[0] * scale,
        y + (height - view[3] * scale) / 2 - view[1] * scale,
    )  # fmt: skip


def draw(data: bytes, file: str, box: Box, case: TypeCase, region: int) -> Remarked[tuple[Item, ...] | None]:
    """Return SVG artwork as items inside `box`, centred and undistorted; None with an error where it cannot be.

    `file` is its name for places. Type is set in the faces of `case`, a colour becomes ink by `svg_style.ink_of`.
    """
    from lxml import etree

    if len(data) > MOST_BYTES:
        return _refused("G034", file, most=MOST_ITEMS)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 0
        return _refused("G030", file, line, reason=str(error)[:120])
    if root.tag not in (f"{SVG}svg", "svg"):
        return _refused("G030", file, reason=f"<{str(root.tag)[:40]}>")
    sheets = [node.text or "" for node in root.iter(f"{SVG}style", "style")]
    rules, unknown = style_rules("\n".join(sheets))
    ids = {name: node for node in root.iter(etree.Element) if (name := node.get("id")) is not None}
    try:
        view, size = _view(root)
        matrix = fitted(view, (box.x, box.y, box.w, box.h))
    except (ValueError, ZeroDivisionError):
        return _refused("G031", file, _line(root), element="svg", reason="viewBox, width, height")
    paints = Paints(file, ids, rules)
    drawing = _Drawing(paints, case, region, size)
    for selector in unknown:
        paints.remark("G033", Severity.WARNING, root, rule=selector)
    try:
        drawing.walk(root, matrix, {}, 1.0, 0)
    except (_TooMuch, RecursionError):
        return _refused("G034", file, most=MOST_ITEMS)
    if paints.flattened:
        paints.remark("G035", Severity.WARNING, root, count=paints.flattened)
    if (beyond := _beyond(drawing.items, box)) > _SLACK:
        paints.remark("G037", Severity.WARNING, root, mm=round(to_mm(beyond), 1))
    remarks = tuple(dict.fromkeys(paints.remarks))
    bad = any(remark.severity is Severity.ERROR for remark in remarks)
    return Remarked(None if bad else tuple(drawing.items), remarks)


def _view(root: Any) -> tuple[list[float], tuple[float, float]]:
    """Return the drawing's `viewBox` and the size that percentages are of."""
    view = numbers(root.get("viewBox", ""))
    if len(view) != 4:
        view = [0.0, 0.0, length(root.get("width", "300"), 16, 300), length(root.get("height", "150"), 16, 150)]
    return view, (view[2], view[3])


def _beyond(items: list[Item], box: Box) -> Length:
    """Return how far items reach out of the box; type counts by its origin only."""
    xs: list[Length] = [box.x]
    ys: list[Length] = [box.y]
    for item in items:
        if isinstance(item, Path):
            for _, *values in item.ops:
                xs += [int(v) for v in values[::2]]
                ys += [int(v) for v in values[1::2]]
        elif isinstance(item, Fill):
            xs += (item.box.x, item.box.right)
            ys += (item.box.y, item.box.bottom)
        elif isinstance(item, Rule):
            xs += (item.x0, item.x1)
            ys += (item.y0, item.y1)
        elif isinstance(item, Text):
            xs += (item.x, item.x + (0 if item.line.vertical else item.line.extent))
            ys += (item.y, item.y + (item.line.extent if item.line.vertical else 0))
    return max(box.x - min(xs), max(xs) - box.right, box.y - min(ys), max(ys) - box.bottom)


def _line(node: Any) -> int:
    """Return the line of the file that an element stands on."""
    return int(node.sourceline or 0)


def _refused(code: str, file: str, line: int = 0, **args: object) -> Remarked[tuple[Item, ...] | None]:
    return Remarked(None, (Diagnostic(code, Severity.ERROR, Place(file, line), tuple(args.items())),))
