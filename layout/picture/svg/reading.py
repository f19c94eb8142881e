"""SVG files read: a tree without outside references, whose every element knows what its attributes and CSS declare."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.ground.dataclass import dataclass
from layout.ground.expression import expression
from layout.guard import DEPTH, NODES, POINTS, Stopped
from layout.picture.svg.cascade import Declared, declared

SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 20_000_000
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_RASTERS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}
_LARGEST_PICTURE = 64_000_000
_MOST_TEXT = 50_000
"""Characters of a drawing, style sheets included: the type of four broadsheet pages."""
_POINT = 12
"""Characters that a point takes as drawing programs write it: `123.45,678.9`."""
_NUMBER = expression(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as it was read: `root`, elements by id, and what each element is declared to look like."""

    file: str
    root: Any
    ids: Mapping[str, Any]
    styles: Mapping[Any, Declared]

    def place(self, node: Any) -> Place:
        """Return where an element stands in the file."""
        return Place(self.file, node.sourceline or 0)

    def css(self, node: Any) -> dict[str, str]:
        """Return what CSS says of an element."""
        found = self.styles.get(node)
        return {} if found is None else found.css

    def remark(self, code: str, severity: Severity, node: Any, **args: object) -> Diagnostic:
        """Return a finding at an element's line."""
        return Diagnostic(code, severity, self.place(node), tuple(args.items()))


def local(node: Any) -> str:
    """Return an element's name without SVG's namespace."""
    return str(node.tag).removeprefix(SVG)


def href(node: Any) -> str:
    """Return what an element refers to, empty where it refers to nothing."""
    return next((value.strip() for name in _HREFS if (value := node.get(name))), "")


def read_drawing(data: bytes, path: Path) -> Remarked[Drawing | None]:
    """Return an SVG file read, or None with an error where it is no SVG or larger than any artwork.

    Entities of the file itself are resolved, those that name other files are not. Pictures beside the drawing are
    taken into it; any other reference to the outside is a warning (G039), since it will not be drawn.
    """
    from lxml import etree

    file = str(path)
    if len(data) > MOST_BYTES:
        return _refused("G034", file, limit=f"{MOST_BYTES // 1_000_000} MB")
    if data.count(b"<") > 2 * NODES:  # a tag and its end: a tree of as many would fill the memory
        return _refused("G034", file, limit=f"{NODES} XML")
    internal: Any = "internal"  # which the stubs do not know yet
    parser = etree.XMLParser(resolve_entities=internal, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return _refused("G030", file, getattr(error, "lineno", 0) or 0, reason=str(error)[:120])
    if root.tag not in (f"{SVG}svg", "svg"):
        return _refused("G030", file, reason=f"<{str(root.tag)[:40]}>")
    if root.tag == "svg":  # without its namespace: what was meant is plain
        for node in root.iter(etree.Element):
            node.tag = f"{SVG}{node.tag}" if "{" not in node.tag else node.tag
    elements = list(root.iter(etree.Element))
    if len(elements) > NODES:
        return _refused("G034", file, limit=f"{NODES} XML")
    if _points(elements) > POINTS:
        return Remarked(None, (Stopped("points", POINTS).remark(Place(file)),))
    if sum(len(text) for text in root.itertext()) > _MOST_TEXT:
        return _refused("G034", file, limit=f"{_MOST_TEXT} 字 characters")
    ids = {name: node for node in reversed(elements) if (name := node.get("id")) is not None}
    cost = _drawn(root, ids)
    if cost > NODES:
        return _refused("G034", file, limit="use" if cost == _ENDLESS else f"{NODES} XML")
    drawing = Drawing(file, root, ids, declared(root, elements))
    return Remarked(drawing, _outside(drawing, elements, path.parent))


def _points(elements: list[Any]) -> int:
    """Return about how many points the paths have, two numbers each; counting stops where they are too many."""
    values = [value for node in elements for name in ("d", "points") if (value := node.get(name))]
    if sum(map(len, values)) > _POINT * POINTS:
        return POINTS + 1
    numbers = (number for value in values for number in _NUMBER.finditer(value))
    return sum(1 for _ in islice(numbers, 2 * POINTS + 2)) // 2


_ENDLESS = 1 << 60


def _drawn(root: Any, ids: Mapping[str, Any]) -> int:
    """Return how many elements are drawn once each `use` is followed; endless where one draws itself or nests deep."""
    known: dict[Any, int] = {}

    def count(node: Any, depth: int) -> int:
        if node in known:
            return known[node]
        if depth > DEPTH:
            return _ENDLESS
        known[node] = _ENDLESS  # met again on the way down, it draws itself
        total = 1 + sum(count(child, depth + 1) for child in node if isinstance(child.tag, str))
        if local(node) == "use" and (target := ids.get(href(node)[1:])) is not None:
            total += count(target, depth + 1)
        known[node] = min(total, _ENDLESS)
        return known[node]

    return count(root, 0)


def _outside(drawing: Drawing, elements: list[Any], folder: Path) -> tuple[Diagnostic, ...]:
    """Take pictures beside the file into the tree, cut every other reference to the outside, and name those."""
    remarks = []
    for node in elements:
        tag, named = local(node), href(node)
        if not named or tag == "a" or named.startswith("data:"):
            continue
        if named.startswith("#") and (named[1:] in drawing.ids or tag not in ("use", "textPath")):
            continue
        for name in _HREFS:
            node.attrib.pop(name, None)
        picture = _beside(folder, named) if tag in ("image", "feImage") else ""
        if picture:
            node.set("href", picture)
        else:
            remarks.append(drawing.remark("G039", Severity.WARNING, node, href=named[:80]))
    return tuple(remarks)


def _beside(folder: Path, named: str) -> str:
    """Return a picture that stands in the drawing's own folder as a data address, or an empty string."""
    try:
        path = (folder / named).resolve()
        if not path.is_relative_to(folder.resolve()) or not path.is_file() or path.stat().st_size > _LARGEST_PICTURE:
            return ""
        data = path.read_bytes()
    except (OSError, ValueError, RuntimeError):
        return ""
    kind = next((kind for start, kind in _RASTERS.items() if data.startswith(start)), "")
    return f"data:{kind};base64,{b64encode(data).decode()}" if kind else ""


def _refused(code: str, file: str, line: int = 0, **args: object) -> Remarked[Drawing | None]:
    return Remarked(None, (Diagnostic(code, Severity.ERROR, Place(file, line), tuple(args.items())),))
