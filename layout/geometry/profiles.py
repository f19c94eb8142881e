"""The page sizes and grids that the house knows, as data."""

from __future__ import annotations

from layout.geometry.box import Box
from layout.geometry.grid import Grid
from layout.geometry.length import mm, pt


def _grid(
    name: str, trim_mm: tuple[float, float], area_mm: tuple[float, float], columns: int, ems: int, rows: int
) -> Grid:
    width, height = trim_mm
    area_w, area_h = area_mm
    area = Box(mm((width - area_w) / 2), mm((height - area_h) / 2), mm(area_w), mm(area_h))
    return Grid(name, (mm(width), mm(height)), mm(3), area, columns, ems, pt(9), pt(11.57), rows)


PROFILES: dict[str, Grid] = {
    grid.name: grid
    for grid in (
        _grid("broadsheet", (390, 540), (350, 490), columns=6, ems=17, rows=120),
        _grid("broadsheet-8", (390, 540), (350, 490), columns=8, ems=13, rows=120),
        _grid("tabloid", (275, 390), (245, 350), columns=4, ems=17, rows=85),
    )
}
"""Grids by profile name: 对开 6 x 17 (default), 对开 8 x 13 and 四开 4 x 17, all 小五 9 pt on 11.57 pt."""


def profile(name: str) -> Grid | None:
    """Return the grid of a profile, or None where the house has no such profile."""
    return PROFILES.get(name)
