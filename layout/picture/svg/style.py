"""SVG styles: what an element inherits and declares, lengths, and plain numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

INHERITED = frozenset((
    "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "fill-rule", "fill-opacity", "stroke-opacity", "color", "visibility", "font-family",
    "font-size", "font-weight", "text-anchor", "letter-spacing", "writing-mode", "xml:space",
))  # fmt: skip
OWN = frozenset(("opacity", "display", "font"))

Style = dict[str, str]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_UNITS = {
    "": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6,
}  # fmt: skip
_FONT = re.compile(r"(?:^|\s)([\d.]+[a-z%]*)(?:\s*/\s*\S+)?\s+(.+)$")
_PLAIN_FONT = re.compile(r"(?:\s*(?:normal|bold|bolder|lighter|[1-9]00))*\s*$")


def attributes(node: Any) -> dict[str, str]:
    """Return an element's attributes, `xml:space` under its usual name."""
    return {("xml:space" if name == _SPACE else name): value for name, value in node.attrib.items()}


def cascade(parent: Mapping[str, str], given: Mapping[str, str], css: Mapping[str, str]) -> Style:
    """Return an element's style: inherited, then its attributes, then what CSS says of it.

    Raises ValueError for a `font` shorthand or a size that cannot be read.
    """
    style = {name: value for name, value in parent.items() if name in INHERITED}
    own = {name: value for name, value in given.items() if name in INHERITED or name in OWN}
    for name, value in css.items():
        if name in INHERITED or name in OWN:
            own.pop(name, None)
            own[name] = value
    for name, value in own.items():
        if value.strip() == "inherit":
            if name in OWN and name in parent:
                style[name] = parent[name]
        elif name == "font":
            style.update(_font(value, parent))
        elif name == "font-size":
            style[name] = _size(value, parent)
        else:
            style[name] = value
    return style


def _font(shorthand: str, parent: Mapping[str, str]) -> Style:
    match = _FONT.search(shorthand)
    if match is None or _PLAIN_FONT.match(shorthand[: match.start()]) is None:
        raise ValueError(f"font: {shorthand}")
    weight = re.search(r"\b(bold|bolder|[1-9]00)\b", shorthand[: match.start()])
    return {
        "font-size": _size(match[1], parent), "font-family": match[2], "font-weight": weight[1] if weight else "normal",
    }  # fmt: skip


def _size(value: str, parent: Mapping[str, str]) -> str:
    """Return a type size in user units: an em or percentage is of the parent's size, so it is settled here."""
    em = float(parent.get("font-size", 16))
    word = value.strip().lower()
    if word in ("smaller", "larger"):
        return str(em / 1.2 if word == "smaller" else em * 1.2)
    return str(_NAMED_SIZES[word] if word in _NAMED_SIZES else length(word, em, em))


_NAMES = ("xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large")
_NAMED_SIZES = {name: 16 * 1.2 ** (at - 3) for at, name in enumerate(_NAMES)}
"""CSS 2.1, 15.7 suggests a factor of 1.2 between two of them, which the renderer follows."""


def length(value: str, em: float = 16.0, whole: float = 0.0) -> float:
    """Return a length in user units (px): `em` is the type size, `whole` what a percentage is of.

    Raises ValueError for what is no length.
    """
    text = value.strip().lower()
    match = _NUMBER.match(text)
    if match is None:
        raise ValueError(value)
    number, unit = float(match[0]), text[match.end() :].strip()
    if unit == "%":
        return number * whole / 100
    if unit == "em":
        return number * em
    if unit == "ex":
        return number * em / 2
    if unit not in _UNITS:
        raise ValueError(value)
    return number * _UNITS[unit]


def numbers(value: str) -> list[float]:
    """Return all plain numbers of a list such as `viewBox` or `points`."""
    return [float(number) for number in _NUMBER.findall(value)]
