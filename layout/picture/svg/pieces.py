"""The stretches of an SVG text element: what is said, in which role, and where the file puts it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from layout.diagnostics import Diagnostic, Severity
from layout.ground.dataclass import dataclass, replace
from layout.picture.svg.reading import Drawing, local
from layout.picture.svg.style import Style, attributes, cascade, length
from layout.picture.svg.text import TextPiece, role_of
from layout.picture.svg.whitelist import Beyond, check_element
from layout.sheet import BLACK, Ink

_PLACES = ("x", "y", "dx", "dy")


@dataclass(slots=True)
class TextReader:
    """Reads text elements of a drawing; `ink` tells what an element's `fill` or `stroke` prints."""

    drawing: Drawing
    roles: tuple[str, ...]
    ink: Callable[[Any, Style, str], Ink | None]
    remarks: list[Diagnostic]

    def pieces(self, node: Any, style: Style, outer: bool = True) -> list[TextPiece]:
        """Return the stretches of a text element or span in reading order, white space as written.

        `outer` is the text element itself, which starts at 0, 0 where it says nothing. Raises `Beyond` for what the
        vector writer does not set, ValueError for bad lengths.
        """
        if self.ink(node, style, "stroke") is not None:
            raise Beyond("stroke: text", node)
        given = attributes(node)
        size = float(style.get("font-size", 16))
        ink = self.ink(node, style, "fill")
        seen = style.get("visibility", "visible") == "visible"
        x, y, dx, dy = (self._place(node, given.get(name, ""), size) for name in _PLACES)
        if outer:
            x, y = x or 0.0, y or 0.0
        role = self._role(node, style) if (node.text or "").strip() or len(node) else "sans"
        base = TextPiece(
            "", role, size, ink or BLACK, None, None, 0.0, 0.0, style.get("text-anchor", "start").strip(),
            self.drawing.place(node), ink is not None and seen and size > 0,
        )  # fmt: skip
        out = [replace(base, text=node.text or "", x=x, y=y, dx=dx or 0.0, dy=dy or 0.0)]
        for child in node:
            tag = local(child)
            if tag in ("tspan", "a"):
                out += self._inner(child, tag, style)
            elif isinstance(child.tag, str) and tag not in ("title", "desc"):
                raise Beyond(f"<{tag}>", child)
            if child.tail:
                out.append(replace(base, text=child.tail))
        return out

    def _inner(self, node: Any, tag: str, style: Style) -> list[TextPiece]:
        given, css = attributes(node), self.drawing.css(node)
        check_element(node, tag, given, css)
        if "transform" in given:
            raise Beyond("tspan transform", node)
        inner = cascade(style, given, css)
        if inner.get("display") == "none":
            return []
        if inner.get("opacity", "1").strip() not in ("1", "100%", "1.0"):
            raise Beyond("opacity", node)
        return self.pieces(node, inner, outer=False)

    def _role(self, node: Any, style: Style) -> str:
        family = style.get("font-family", "")
        role, known = shop_role(family, style.get("font-weight", "normal"), self.roles)
        if not known:
            self.remarks.append(self.drawing.remark("G038", Severity.WARNING, node, family=family[:60]))
        return role

    def _place(self, node: Any, value: str, em: float) -> float | None:
        parts = value.replace(",", " ").split()
        if not parts:
            return None
        if len(parts) > 1 or parts[0].endswith("%"):
            raise Beyond("text x, y, dx, dy", node)
        return length(parts[0], em)


def shop_role(family: str, weight: str, roles: tuple[str, ...]) -> tuple[str, bool]:
    """Return the role of the shop's case that sets a `font-family`, and whether the name was understood."""
    role = role_of(family, weight, roles) if family else role_of("sans", weight, roles)
    return (role, True) if role is not None else (role_of("sans", weight, roles) or "sans", False)


def collapsed(pieces: list[TextPiece], preserve: bool = False) -> list[TextPiece]:
    """Return the pieces with white space as SVG 2 wants it: line ends are blanks, runs of them one, none at the ends.

    With `preserve` (`xml:space`) every blank stays.
    """
    out: list[TextPiece] = []
    blank = True
    for piece in pieces:
        text = re.sub(r"[\t\r\n]", " ", piece.text)
        if not preserve:
            text = re.sub(r" +", " ", text)
            text = text.lstrip(" ") if blank else text
        out.append(replace(piece, text=text))
        if text:
            blank = text.endswith(" ")
    for index in range(len(out) - 1, -1, -1) if not preserve else ():
        if out[index].text:
            out[index] = replace(out[index], text=out[index].text.rstrip(" "))
            break
    return [piece for piece in out if piece.text or piece.x is not None or piece.y is not None or piece.dx or piece.dy]
