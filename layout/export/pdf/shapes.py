"""Rules, fills, paths and the marks that follow text, as path operators."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from layout.export.pdf.ink import BORDER, KNOCKOUT, OVERPRINT, fill_ink, number, overprints, stroke_ink
from layout.geometry import Box, Length
from layout.rules.press import GROUND_DARK, THIN
from layout.sheet import PLAIN_ENDS, Fill, Path, Picture, Rule, Text
from layout.sheet.line import MARK_CLEAR, MARK_REACH, Decoration

if TYPE_CHECKING:
    from layout.picture import PdfArt

_CIRCLE = 0.5523
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


def fill(item: Fill, top: Length, dark: bool) -> str:
    """Return a filled box of a page whose top edge is at `top`, all in 1/1000 pt, as operators.

    It knocks out, so that a tint never mixes with what lies below; a box that is a black rule overprints like one,
    unless it lies on `dark` ground (`overprints`; ISO 32000-1, 8.6.7).
    """
    thin = min(item.box.w, item.box.h) < THIN
    state = OVERPRINT if thin and overprints(item.ink) and not dark else KNOCKOUT
    return f"{state} {fill_ink(item.ink)} {rectangle(item.box, top)} f"


def is_dark(item: Fill | Rule | Path) -> bool:
    """Tell whether a thing is a ground too dark for black on top."""
    if isinstance(item, Path):
        return sum(item.fill or (0,)) > GROUND_DARK or sum(item.stroke or (0,)) > GROUND_DARK
    return sum(item.ink) > GROUND_DARK


def rectangle(box: Box, top: Length) -> str:
    """Return a box as a path (`re`, ISO 32000-1, 8.5.2)."""
    return f"{number(box.x)} {number(top - box.bottom)} {number(box.w)} {number(box.h)} re"


def rule(item: Rule, top: Length, dark: bool) -> str:
    """Return a stroked line; a black rule overprints like black type, but not a `dark` ground."""
    state = OVERPRINT if overprints(item.ink) and not dark else KNOCKOUT
    dash = f"[{' '.join(map(number, item.dash))}] 0 d"
    return (
        f"{state} {stroke_ink(item.ink)} {number(item.width)} w {dash} "
        f"{number(item.x0)} {number(top - item.y0)} m {number(item.x1)} {number(top - item.y1)} l S"
    )


def path(item: Path, top: Length, dark: bool) -> str:
    """Return a shape, filled and stroked.

    A black outline overprints like a rule, unless its own fill or the ground is `dark`.
    """
    state = KNOCKOUT
    if item.stroke is not None and overprints(item.stroke) and not dark and sum(item.fill or (0,)) <= GROUND_DARK:
        state = OVERPRINT if item.fill is None else BORDER
    parts = [state]
    if item.fill is not None:
        parts.append(fill_ink(item.fill))
    if item.stroke is not None:
        parts += [stroke_ink(item.stroke), number(item.width), f"w [{' '.join(map(number, item.dash))}] 0 d"]
    if item.stroke is not None and item.ends != PLAIN_ENDS:
        style = item.ends
        parts.insert(0, f"q {_CAPS[style.cap]} J {_JOINS[style.join]} j {style.miter:.5g} M")
    for name, *ends in item.ops:
        if name == "Z":
            parts.append("h")
        else:
            parts += [number(end) if at % 2 == 0 else number(top - end) for at, end in enumerate(map(int, ends))]
            parts.append(str(name).lower())
    painted = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
    star = "*" if item.fill is not None and not item.nonzero else ""
    parts.append(painted[item.fill is not None, item.stroke is not None] + star)
    if item.stroke is not None and item.ends != PLAIN_ENDS:
        parts.append("Q")
    return " ".join(parts)


def decorations(item: Text, top: Length) -> list[str]:
    """Return a line's marks: dots 着重号, proper-noun lines 专名号 and wavy title lines 书名号.

    They stand below horizontal and right of vertical type, clear of it and of its neighbour (CLREQ, emphasis dots and
    proper-noun marks), except title lines and proper-noun lines of vertical type, which stand left of it.
    """
    return [_mark(item, mark, top) for mark in item.line.decorations]


def _mark(item: Text, mark: Decoration, top: Length) -> str:
    vertical = item.line.vertical
    gap = mark.size * MARK_CLEAR // 1000
    edge = mark.size // 2 + gap if vertical else mark.size * 120 // 1000 + gap
    if vertical and mark.kind != "dots":
        edge = -edge

    def place(along: float, across: float) -> tuple[float, float]:
        """Turn a place along and away from the line into page coordinates."""
        if vertical:
            return item.x + edge + across, top - item.y - along
        return item.x + along, top - item.y - edge - across

    state = OVERPRINT if overprints(mark.ink) else KNOCKOUT
    if mark.kind == "dots":
        radius = mark.size * MARK_REACH / 1000
        dots = (circle(*place(centre, 0), radius) for centre in mark.centres)
        return " ".join([state, fill_ink(mark.ink), *dots, "f"])
    width = max(mark.size * 5 // 100, 250)
    head = f"{state} {stroke_ink(mark.ink)} {number(width)} w [] 0 d"
    ends = [place(mark.x0, 0)]
    if mark.kind == "line":
        ends.append(place(mark.x1, 0))
        steps = " ".join(f"{number(x)} {number(y)} {'l' if at else 'm'}" for at, (x, y) in enumerate(ends))
        return f"{head} {steps} S"
    waves = max(1, ceil((mark.x1 - mark.x0) / (mark.size / 2)))
    length = (mark.x1 - mark.x0) / waves
    height = 2 * mark.size * MARK_REACH / 1000
    x, y = ends[0]
    parts = [head, f"{number(x)} {number(y)} m"]
    for wave in range(waves):
        start = mark.x0 + wave * length
        corners = (place(start + length / 3, height), place(start + length * 2 / 3, -height), place(start + length, 0))
        parts.append(" ".join(f"{number(x)} {number(y)}" for x, y in corners) + " c")
    return " ".join([*parts, "S"])


def circle(x: float, y: float, radius: float) -> str:
    """Return a circle as a closed path."""
    bend = radius * _CIRCLE
    quarters = (
        (x + radius, y + bend, x + bend, y + radius, x, y + radius),
        (x - bend, y + radius, x - radius, y + bend, x - radius, y),
        (x - radius, y - bend, x - bend, y - radius, x, y - radius),
        (x + bend, y - radius, x + radius, y - bend, x + radius, y),
    )
    curves = " ".join(" ".join(map(number, quarter)) + " c" for quarter in quarters)
    return f"{number(x + radius)} {number(y)} m {curves} h"


def picture(item: Picture, name: str, top: Length, art: PdfArt | None = None) -> str:
    """Return an image filling its frame, cut to its proportions already, or artwork centred in it undistorted."""
    box = item.box
    if art is None:
        place = f"{number(box.w)} 0 0 {number(box.h)} {number(box.x)} {number(top - box.bottom)}"
    else:
        from layout.picture import placement

        frame = (box.x / 1000, (top - box.bottom) / 1000, box.w / 1000, box.h / 1000)
        place = " ".join(f"{part:.7g}" for part in placement(art, *frame))
    return f"{KNOCKOUT} q {place} cm /{name} Do Q"
