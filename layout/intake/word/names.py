"""The names of WordprocessingML, transitional and strict alike, as short tags: `w:p`, `a:blip`, `m:oMath`.

ISO/IEC 29500-1 (strict) and -4 (transitional) name the same elements in different namespaces.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_OLD = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_SPACES = {
    "wordprocessingml/2006/main": "w",
    "wordprocessingml/main": "w",
    "drawingml/2006/main": "a",
    "drawingml/main": "a",
    "drawingml/2006/picture": "pic",
    "drawingml/picture": "pic",
    "drawingml/2006/wordprocessingDrawing": "wp",
    "drawingml/wordprocessingDrawing": "wp",
    "drawingml/2006/chart": "c",
    "drawingml/chart": "c",
    "drawingml/2006/diagram": "dgm",
    "drawingml/diagram": "dgm",
    "officeDocument/2006/relationships": "r",
    "officeDocument/relationships": "r",
    "officeDocument/2006/math": "m",
    "officeDocument/math": "m",
    "markup-compatibility/2006": "mc",
    "package/2006/relationships": "rel",
    "package/2006/content-types": "ct",
}
_OTHERS = {
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.microsoft.com/office/drawing/2016/SVG/main": "asvg",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing": "wp14",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://www.w3.org/XML/1998/namespace": "xml",
}


@lru_cache(maxsize=4096)
def short(name: object) -> str:
    """Return a name in Clark notation as prefix:name; `?:name` for a namespace that copy never stands in."""
    if not isinstance(name, str):
        return ""
    if not name.startswith("{"):
        return name
    space, _, local = name[1:].partition("}")
    for root in (_OLD, _STRICT):
        if space.startswith(root):
            return f"{_SPACES.get(space[len(root) :], '?')}:{local}"
    return f"{_OTHERS.get(space, '?')}:{local}"


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its short name, empty where it is not given; `val` alone is `w:val`."""
    wanted = name if ":" in name else f"w:{name}"
    bare = wanted.partition(":")[2]
    for key, value in element.items():
        if short(key) == wanted or key == bare:
            return str(value)
    return ""


def child(element: Any, name: str) -> Any | None:
    """Return the first child of a short name, or None."""
    for one in element:
        if short(one.tag) == name:
            return one
    return None


def parts(element: Any, name: str) -> tuple[Any, ...]:
    """Return what the first child of a short name holds; nothing where there is no such child."""
    found = child(element, name)
    return () if found is None else tuple(found)
