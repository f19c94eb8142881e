"""What the vector writer draws exactly: elements, attributes and properties. Everything else is beyond it.

The list is closed: what it does not name is drawn by the renderer, so that a property nobody thought of can never be
passed over in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layout.picture.svg.style import INHERITED, OWN

SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
GROUPS = frozenset(("g", "svg", "a"))
UNSEEN = frozenset((
    "defs", "title", "desc", "metadata", "style", "marker", "linearGradient", "radialGradient", "clipPath", "mask",
    "filter", "pattern", "symbol", "script", "view",
))  # fmt: skip
"""Elements that draw nothing where they stand. Whatever refers to one of them is judged where it refers."""

_GEOMETRY: dict[str, frozenset[str]] = {
    "svg": frozenset((
        "x", "y", "width", "height", "viewBox", "preserveAspectRatio", "version", "baseProfile", "zoomAndPan",
        "contentScriptType", "contentStyleType",
    )),
    "g": frozenset(),
    "path": frozenset(("d", "pathLength")),
    "rect": frozenset(("x", "y", "width", "height", "rx", "ry")),
    "circle": frozenset(("cx", "cy", "r")),
    "ellipse": frozenset(("cx", "cy", "rx", "ry")),
    "line": frozenset(("x1", "y1", "x2", "y2")),
    "polyline": frozenset(("points",)),
    "polygon": frozenset(("points",)),
    "use": frozenset(("x", "y", "href")),
    "text": frozenset(("x", "y", "dx", "dy")),
    "tspan": frozenset(("x", "y", "dx", "dy")),
    "a": frozenset(("href", "target", "rel", "download", "type", "hreflang")),
}  # fmt: skip
_ANYWHERE = frozenset(("id", "class", "style", "transform", "lang", "tabindex", "role", "focusable", "xml:space"))

_WITHOUT_EFFECT = frozenset((
    "color-rendering", "shape-rendering", "text-rendering", "image-rendering", "pointer-events", "cursor",
    "enable-background", "clip-rule", "color-interpolation", "color-interpolation-filters", "color-profile",
    "solid-color", "solid-opacity", "lighting-color", "flood-color", "flood-opacity", "stop-color", "stop-opacity",
    "overflow", "clip", "line-height", "text-align", "transform-box", "user-select", "speak",
))  # fmt: skip
"""Properties that change nothing of what the vector writer draws, whatever they say."""

_DEFAULTS: dict[str, frozenset[str]] = {
    "font-style": frozenset(("normal",)),
    "font-stretch": frozenset(("normal", "100%")),
    "font-variant": frozenset(("normal",)),
    "font-size-adjust": frozenset(("none",)),
    "font-kerning": frozenset(("auto",)),
    "font-feature-settings": frozenset(("normal",)),
    "text-decoration": frozenset(("none",)),
    "text-decoration-line": frozenset(("none",)),
    "text-indent": frozenset(("0", "0px")),
    "text-transform": frozenset(("none",)),
    "text-orientation": frozenset(("mixed",)),
    "baseline-shift": frozenset(("baseline", "0", "0px", "0%")),
    "dominant-baseline": frozenset(("auto", "alphabetic")),
    "alignment-baseline": frozenset(("auto", "baseline", "alphabetic")),
    "word-spacing": frozenset(("normal", "0", "0px")),
    "kerning": frozenset(("auto",)),
    "direction": frozenset(("ltr",)),
    "unicode-bidi": frozenset(("normal",)),
    "white-space": frozenset(("normal",)),
    "clip-path": frozenset(("none",)),
    "mask": frozenset(("none",)),
    "filter": frozenset(("none",)),
    "mix-blend-mode": frozenset(("normal",)),
    "isolation": frozenset(("auto", "isolate")),
    "paint-order": frozenset(("normal",)),
    "vector-effect": frozenset(("none",)),
    "marker": frozenset(("none",)),
    "marker-start": frozenset(("none",)),
    "marker-mid": frozenset(("none",)),
    "marker-end": frozenset(("none",)),
    "stroke-dashoffset": frozenset(("0", "0px", "none")),
    "stroke-linecap": frozenset(("butt", "round", "square")),
    "stroke-linejoin": frozenset(("miter", "round", "bevel")),
    "fill-rule": frozenset(("nonzero", "evenodd")),
    "text-anchor": frozenset(("start", "middle", "end")),
    "visibility": frozenset(("visible", "hidden", "collapse")),
    "letter-spacing": frozenset(("normal", "0", "0px")),
    "writing-mode": frozenset(("lr-tb", "lr", "horizontal-tb")),
}  # fmt: skip
"""Properties that may only say what the vector writer does anyway."""


class Beyond(Exception):
    """The vector writer does not draw this: `what`, on the line of `node`. `wrong` where it makes no sense at all."""

    def __init__(self, what: str, node: Any, wrong: bool = False) -> None:
        """Say what it is."""
        super().__init__(what)
        self.what, self.node, self.wrong = what[:80], node, wrong


def check_element(node: Any, tag: str, given: Mapping[str, str], css: Mapping[str, str]) -> None:
    """Raise `Beyond` for an element with an attribute or property that is not on the list."""
    geometry = _GEOMETRY.get(tag)
    if geometry is None:
        if tag not in UNSEEN:
            raise Beyond(f"<{tag}>", node)
        return
    for name, value in given.items():
        if name in geometry or name in _ANYWHERE or name.startswith(("{", "data-", "aria-", "on")):
            continue
        check_property(node, name, value)
    for name, value in css.items():
        check_property(node, name, value)


def check_property(node: Any, name: str, value: str) -> None:
    """Raise `Beyond` for a property that is not on the list, or says something that is not drawn."""
    if name in _WITHOUT_EFFECT or name.startswith(("-", "font-variant-")):
        if name.startswith("font-variant-") and value.strip() != "normal":
            raise Beyond(f"{name}: {value}", node)
        return
    allowed = _DEFAULTS.get(name)
    if allowed is not None:
        if value.strip().lower() not in allowed and value.strip() != "inherit":
            raise Beyond(f"{name}: {value}", node)
    elif name not in INHERITED and name not in OWN:
        raise Beyond(name, node)
    elif value.strip() in ("initial", "unset", "revert") or "var(" in value or "calc(" in value:
        raise Beyond(f"{name}: {value}", node)
