"""What the desk lays over a page on the screen: grid, regions, trim and bleed, reading order, each a group.

Colours and sizes are chosen here, since these marks are no part of the page; a viewer shows and hides the groups by
their class names `grid`, `boxes`, `trim` and `order`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.export.svg.shapes import number
from layout.ground.escape import escape

if TYPE_CHECKING:
    from layout.sheet import Region, Sheet

_FONT = 'font-family="sans-serif" font-size="6"'


def overlays(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Return all overlays of a sheet by class name, each a group."""
    return ("grid", _grid(sheet)), ("boxes", _boxes(sheet)), ("trim", _trim(sheet)), ("order", _order(sheet))


def _grid(sheet: Sheet) -> str:
    grid = sheet.grid
    area = grid.type_area
    columns = "".join(
        f'<rect x="{number(grid.column_x(column))}" y="{number(area.y)}" width="{number(grid.measure)}"'
        f' height="{number(grid.rows * grid.leading)}"/>'
        for column in range(grid.columns)
    )
    rows = "".join(f"M{number(area.x)} {number(grid.baseline(row))}H{number(area.right)}" for row in range(grid.rows))
    tens = "".join(
        f'<text x="{number(area.x - 3_000)}" y="{number(grid.baseline(row))}" text-anchor="end">{row}</text>'
        for row in range(0, grid.rows, 10)
    )
    return (
        f'<g class="grid"><g fill="#00a0e0" fill-opacity=".08" stroke="#00a0e0" stroke-width=".25">{columns}</g>'
        f'<path d="{rows}" stroke="#00a0e0" stroke-width=".2" stroke-opacity=".7" fill="none"/>'
        f'<g {_FONT} fill="#0077aa">{tens}</g></g>'
    )


def _boxes(sheet: Sheet) -> str:
    marks = []
    for region in sheet.regions:
        box = region.box
        marks.append(
            f'<rect x="{number(box.x)}" y="{number(box.y)}" width="{number(box.w)}" height="{number(box.h)}"'
            ' fill="none" stroke="#d4008f" stroke-width=".6"/>'
            f'<text x="{number(box.x + 1_000)}" y="{number(box.y + 6_000)}">{escape(_label(region))}</text>'
        )
    return f'<g class="boxes" {_FONT} fill="#a0006c">{"".join(marks)}</g>'


def _label(region: Region) -> str:
    jump = f" ←{region.continued}" if region.continued else ""
    jump += f" →{region.continues}" if region.continues else ""
    return f"{region.story} {region.role}{jump}".strip()


def _trim(sheet: Sheet) -> str:
    (width, height), bleed = sheet.grid.trim, sheet.grid.bleed
    area = sheet.grid.type_area

    def frame(x: int, y: int, w: int, h: int, style: str) -> str:
        return f'<rect x="{number(x)}" y="{number(y)}" width="{number(w)}" height="{number(h)}" fill="none" {style}/>'

    return (
        '<g class="trim">'
        + frame(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed, 'stroke="#c62828" stroke-width=".8"')
        + frame(0, 0, width, height, 'stroke="#1565c0" stroke-width=".8"')
        + frame(area.x, area.y, area.w, area.h, 'stroke="#2e7d32" stroke-width=".6" stroke-dasharray="4 3"')
        + "</g>"
    )


def _order(sheet: Sheet) -> str:
    stops = sorted(sheet.regions, key=lambda region: region.order)
    places = [(region.box.x + 7_000, region.box.y + 7_000) for region in stops]
    way = " ".join(f"{number(x)},{number(y)}" for x, y in places)
    dots = "".join(f'<circle cx="{number(x)}" cy="{number(y)}" r="6"/>' for x, y in places)
    counts = "".join(
        f'<text x="{number(x)}" y="{number(y + 2_500)}" text-anchor="middle">{at}</text>'
        for at, (x, y) in enumerate(places, 1)
    )
    return (
        f'<g class="order"><polyline points="{way}" fill="none" stroke="#e65100" stroke-width=".8"'
        f' stroke-opacity=".6"/><g fill="#e65100">{dots}</g>'
        f'<g font-family="sans-serif" font-size="7" fill="#fff">{counts}</g></g>'
    )
