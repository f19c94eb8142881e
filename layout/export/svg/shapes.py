"""Rules, fills, paths, pictures and the marks that follow type, as SVG elements."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from layout.export.svg.colour import screen_colour
from layout.geometry import Box
from layout.ground.escape import escape
from layout.sheet import PLAIN_ENDS, Fill, Ink, Path, Picture, Rule, Text
from layout.sheet.line import MARK_CLEAR, MARK_REACH, Decoration

Shape = Rule | Fill | Path | Picture
Colour = Callable[[Ink], str]


def number(value: float) -> str:
    """Return a length of 1/1000 pt in points, exact to 1/1000."""
    return f"{value / 1000:.7g}"


def drawn(item: Shape, address: Callable[[Picture], str], colour: Colour = screen_colour) -> str:
    """Return a drawn thing as an element; `address` tells where a photograph is, `colour` how an ink looks."""
    if isinstance(item, Rule):
        return _rule(item, colour)
    if isinstance(item, Fill):
        return f'<rect{_box(item.box)} fill="{colour(item.ink)}"/>'
    if isinstance(item, Path):
        return _path(item, colour)
    return _picture(item, address(item))


def _box(box: Box) -> str:
    return f' x="{number(box.x)}" y="{number(box.y)}" width="{number(box.w)}" height="{number(box.h)}"'


def _rule(item: Rule, colour: Colour) -> str:
    dash = f' stroke-dasharray="{" ".join(map(number, item.dash))}"' if item.dash else ""
    return (
        f'<path d="M{number(item.x0)} {number(item.y0)}L{number(item.x1)} {number(item.y1)}" fill="none"'
        f' stroke="{colour(item.ink)}" stroke-width="{number(item.width)}"{dash}/>'
    )


def _path(item: Path, colour: Colour) -> str:
    steps = "".join(str(name) + " ".join(number(int(end)) for end in ends) for name, *ends in item.ops)
    fill = "none" if item.fill is None else colour(item.fill)
    stroke = ""
    if item.stroke is not None:
        stroke = f' stroke="{colour(item.stroke)}" stroke-width="{number(item.width)}"'
        stroke += f' stroke-dasharray="{" ".join(map(number, item.dash))}"' if item.dash else ""
        if (ends := item.ends) != PLAIN_ENDS:
            stroke += f' stroke-linecap="{ends.cap}" stroke-linejoin="{ends.join}" stroke-miterlimit="{ends.miter:.5g}"'
    rule = "" if item.nonzero else ' fill-rule="evenodd"'
    return f'<path d="{steps}" fill="{fill}"{rule}{stroke}/>'


def _picture(item: Picture, address: str) -> str:
    """Return a photograph, or a crossed frame where the file cannot be shown."""
    if not address:
        box = item.box
        cross = f"M{number(box.x)} {number(box.y)}L{number(box.right)} {number(box.bottom)}"
        cross += f"M{number(box.right)} {number(box.y)}L{number(box.x)} {number(box.bottom)}"
        return f'<rect{_box(box)} fill="#fbe9e7"/><path d="{cross}" stroke="#c62828" stroke-width="1"/>'
    title = f"<title>{escape(item.alt)}</title>" if item.alt else ""
    return f'<image{_box(item.box)} preserveAspectRatio="none" href="{escape(address)}">{title}</image>'


def ornaments(text: Text) -> str:
    """Return a line's marks: dots 着重号, proper-noun lines 专名号 and wavy title lines 书名号.

    They stand where the press file sets them: below horizontal type; beside vertical type, dots on its right and
    lines on its left (CLREQ, emphasis dots and proper-noun marks).
    """
    return "".join(_ornament(text, mark) for mark in text.line.decorations)


def _ornament(text: Text, mark: Decoration) -> str:
    vertical = text.line.vertical
    gap = mark.size * MARK_CLEAR // 1000
    edge = mark.size // 2 + gap if vertical else mark.size * 120 // 1000 + gap
    if vertical and mark.kind != "dots":
        edge = -edge

    def place(along: float, across: float) -> str:
        """Return a place along and away from the line on the page."""
        if vertical:
            return f"{number(text.x + edge + across)} {number(text.y + along)}"
        return f"{number(text.x + along)} {number(text.y + edge + across)}"

    colour = screen_colour(mark.ink)
    if mark.kind == "dots":
        spots = "".join(f"M{place(centre, 0)}h0" for centre in mark.centres)
        width = number(2 * mark.size * MARK_REACH / 1000)
        return f'<path d="{spots}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round"/>'
    width = number(max(mark.size * 5 // 100, 250))
    if mark.kind == "line":
        steps = f"M{place(mark.x0, 0)}L{place(mark.x1, 0)}"
    else:
        waves = max(1, ceil((mark.x1 - mark.x0) / (mark.size / 2)))
        length = (mark.x1 - mark.x0) / waves
        height = 2 * mark.size * MARK_REACH / 1000
        steps = f"M{place(mark.x0, 0)}"
        for start in (mark.x0 + wave * length for wave in range(waves)):
            steps += f"C{place(start + length / 3, height)} {place(start + length * 2 / 3, -height)}"
            steps += f" {place(start + length, 0)}"
    return f'<path d="{steps}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
