"""The stretches of an SVG text element: what is said, in which role, and where the file puts it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from layout.diagnostics import Severity
from layout.ground.dataclass import replace
from layout.picture.svg.paint import Paints, attributes, local
from layout.picture.svg.style import Style, cascade, length
from layout.picture.svg.text import Piece, role_of
from layout.sheet import BLACK

_LOWERED = {
    "central": 0.38, "middle": 0.30, "hanging": 0.80, "text-before-edge": 0.88, "text-top": 0.88,
    "text-after-edge": -0.12, "ideographic": -0.12, "text-bottom": -0.12,
}  # fmt: skip
"""How far below the named line the alphabetic baseline of Chinese type lies, in em."""

_DOWN = ("vertical-rl", "vertical-lr", "tb", "tb-rl")
_PLACES = ("x", "y", "dx", "dy")


def pieces(
    node: Any, style: Style, opacity: float, paints: Paints, roles: tuple[str, ...], outer: bool = True
) -> list[Piece]:
    """Return the stretches of a text element or span in reading order, white space as written.

    `outer` is the text element itself, which starts at 0, 0 where it says nothing. Raises ValueError for bad lengths.
    """
    given = attributes(node)
    size = float(style.get("font-size", 16))
    family = style.get("font-family", "")
    role = role_of(family, style.get("font-weight", "normal"), roles) if family else "sans"
    if role is None:
        paints.remark("G038", Severity.WARNING, node, family=family[:60])
        role = "sans"
    ink = paints.ink(node, style, "fill", opacity)
    vertical = style.get("writing-mode", "").lower() in _DOWN
    places = {name: _lengths(given.get(name, ""), size) for name in _PLACES}
    if outer:
        places["x"], places["y"] = places["x"] or [0.0], places["y"] or [0.0]
    spacing = style.get("letter-spacing", "normal")
    base = Piece(
        "", role, size, ink or BLACK, None, None, 0.0, 0.0, 0.0 if spacing == "normal" else length(spacing, size),
        style.get("text-anchor", "start"), vertical, paints.place(node),
    )  # fmt: skip
    lowered = 0.0 if vertical else _LOWERED.get(style.get("dominant-baseline", "auto"), 0.0) * size
    out: list[Piece] = []
    text = node.text or ""
    # Where the file lists several places they are for one character each, and the rest runs on from the last.
    count = max(1, min(max(map(len, places.values())), len(text)))
    for index, (start, end) in enumerate(pairwise([*range(count), len(text)])):
        x, y, dx, dy = (places[name][index] if index < len(places[name]) else None for name in _PLACES)
        y = None if y is None else y + lowered
        out.append(replace(base, text=text[start:end], x=x, y=y, dx=dx or 0.0, dy=dy or 0.0))
    if ink is None:
        out = [replace(piece, text="") for piece in out]
    for child in node:
        tag = local(child)
        if tag in ("tspan", "a"):
            inner = cascade(style, tag, attributes(child), paints.rules)
            if inner.get("display") != "none":
                out += pieces(child, inner, opacity, paints, roles, outer=False)
        elif isinstance(child.tag, str) and tag not in ("title", "desc"):
            paints.remark("G032", Severity.ERROR, child, what=f"<{tag}>")
        if child.tail and ink is not None:
            out.append(replace(base, text=child.tail))
    return out


def _lengths(value: str, em: float) -> list[float]:
    return [length(part, em) for part in value.replace(",", " ").split()]
