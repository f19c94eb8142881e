"""One sheet as one SVG file: outlines of the faces themselves, so that every screen shows the press page.

User units are points from the trim's top left corner. Items are groups by region, with the story and, line by line,
the spot in the copy (`data-at="story field paragraph offset"`), so that a click leads back to the desk's file.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from struct import unpack
from typing import TYPE_CHECKING

from layout.export.svg.colour import plain_colour, screen_colour
from layout.export.svg.glyphs import GlyphShelf
from layout.export.svg.overlay import overlays
from layout.export.svg.shapes import drawn, number, ornaments
from layout.geometry.grid import SIDEWAYS_AXIS
from layout.ground.dataclass import dataclass
from layout.ground.escape import escape
from layout.sheet import BLACK, Picture, Region, Text
from layout.sheet.paint_order import strata

if TYPE_CHECKING:
    from layout.export.svg.shapes import Colour, Shape
    from layout.geometry import Length
    from layout.sheet import Item, Run, Sheet
    from layout.typeface import TypeCase

LEGIBLE: Length = 12_000
"""Type smaller than this is no more than a gray in a thumbnail."""


def page_svg(
    sheet: Sheet, case: TypeCase, *, proof: bool = False, picture: Callable[[Picture], str] | None = None
) -> str:
    """Return a sheet as an SVG document.

    With `proof` the sheet's proof items and the overlays (grid, regions, trim, reading order) follow as groups of
    their own. `picture` gives the address of a photograph, empty where it cannot be shown; without it photographs are
    embedded.
    """
    page = _Page(sheet, GlyphShelf(case), picture or _embedded(sheet), screen_colour)
    body = page.layer("print")
    over = ""
    if proof:
        over = "".join(svg for _, svg in overlays(sheet)) + f'<g class="proof">{page.layer("proof")}</g>'
    outlines = "".join(f'<path id="{name}" d="{page.shelf.path(name)}"/>' for name in page.used)
    return (
        f'{_opening(sheet)}<defs>{outlines}</defs><g class="print" fill="{screen_colour(BLACK)}">{body}</g>{over}</svg>'
    )


Part = tuple[str, str]
"""A piece of a page by its name, which stays the same while the page changes, and its SVG."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page in parts, so that a viewer can be given those that changed: opening tag, containers of parts in order."""

    opening: str
    containers: tuple[tuple[str, tuple[Part, ...]], ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts in paint order."""
        return tuple(part for _, parts in self.containers for part in parts)

    @property
    def svg(self) -> str:
        """The whole document; every part is a group with its name in `data-part`."""
        bodies = (f"{tag}{''.join(svg for _, svg in parts)}</g>" for tag, parts in self.containers)
        return f"{self.opening}{''.join(bodies)}</svg>"


def page_parts(sheet: Sheet, shelf: GlyphShelf, picture: Callable[[Picture], str]) -> PageParts:
    """Return a sheet in parts: what is printed by region and paragraph, overlays, marks of the proof layer.

    The viewer gets the outlines from the shelf (`GlyphShelf.since`); `picture` gives the address of a photograph.
    """
    page = _Page(sheet, shelf, picture, screen_colour, remembers=True)
    over = tuple((f"over/{name}", _as_part(f"over/{name}", svg)) for name, svg in overlays(sheet))
    return PageParts(
        _opening(sheet),
        (
            (f'<g class="print" fill="{screen_colour(BLACK)}">', tuple(page.parts("print"))),
            ('<g class="over">', over),
            ('<g class="proof">', tuple(page.parts("proof"))),
        ),
    )


def _as_part(name: str, svg: str) -> str:
    return f'<g data-part="{escape(name)}"{svg.removeprefix("<g")}'


def _opening(sheet: Sheet) -> str:
    """Return a page's opening tag and its paper."""
    width, height = (number(side) for side in sheet.grid.trim)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}pt" height="{height}pt"'
        f' data-page="{sheet.number}" data-bleed="{number(sheet.grid.bleed)}" role="img"'
        f' aria-label="第{sheet.number}版">'
        f'<rect class="paper" x="-30" y="-30" width="{number(sheet.grid.trim[0] + 60_000)}"'
        f' height="{number(sheet.grid.trim[1] + 60_000)}" fill="#fff"/>'
    )


def thumbnail_svg(sheet: Sheet, case: TypeCase, *, shelf: GlyphShelf | None = None) -> str:
    """Return a sheet as a small SVG: heads and drawings as printed, small type as bars, photographs as gray frames."""
    page = _Page(sheet, GlyphShelf(case) if shelf is None else shelf, lambda picture: "", plain_colour, least=LEGIBLE)
    body = page.layer("print")
    width, height = (number(side) for side in sheet.grid.trim)
    # Ids are the page's own, since several thumbnails share one document.
    outlines = "".join(f'<path id="{name}" d="{page.shelf.path(name)}"/>' for name in page.used)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-label="第{sheet.number}版"><defs>{outlines}</defs><rect width="{width}" height="{height}" fill="#fff"/>'
        f'<g fill="{plain_colour(BLACK)}">{body}</g></svg>'
    )


def _bar(text: Text) -> str:
    """Return a line of small type as a bar of its length and gray."""
    line = text.line
    if line.vertical:
        x, y, w, h = text.x - line.size // 3, text.y, line.size * 2 // 3, line.extent
    else:
        x, y, w, h = text.x, text.y - line.size * 7 // 10, line.extent, line.size * 6 // 10
    return f'<path d="M{number(x)} {number(y)}h{number(w)}v{number(h)}h-{number(w)}z" fill-opacity=".42"/>'


def _embedded(sheet: Sheet) -> Callable[[Picture], str]:
    from layout.export.svg.picture import screen_jpeg

    def address(picture: Picture) -> str:
        data = screen_jpeg(picture, gray=sheet.colours == "K").value
        return "" if data is None else "data:image/jpeg;base64," + b64encode(data).decode("ascii")

    return address


class _Page:
    """Writes the items of one sheet and remembers which outlines it has used."""

    def __init__(
        self,
        sheet: Sheet,
        shelf: GlyphShelf,
        address: Callable[[Picture], str],
        colour: Colour,
        *,
        least: Length = 0,
        remembers: bool = False,
    ) -> None:
        self.sheet = sheet
        self._colour = colour
        self._least = least
        self._remembers = remembers
        self.shelf = shelf
        self.used: dict[str, None] = {}
        self._address = address

    def layer(self, layer: str) -> str:
        """Return a layer's items in groups by region: what is drawn, then type, in the strata of the press file."""
        return "".join(self._group(region, items) for region, items in self._groups(layer))

    def parts(self, layer: str) -> Iterator[Part]:
        """Yield the same in parts: type of a region by paragraph, since an edit changes one of them."""
        counts: Counter[str] = Counter()
        for region, items in self._groups(layer):
            held = self._region(region)
            lead = f"{layer}/{held.story}/{held.role}" if held else f"{layer}//"
            for paragraph, group in groupby(items, key=_paragraph):
                name = f"{lead}/{paragraph}"
                counts[name] += 1
                name = f"{name}.{counts[name]}" if counts[name] > 1 else name
                yield name, self._group(region, list(group), name)

    def _groups(self, layer: str) -> Iterator[tuple[int, list[Item]]]:
        for stratum in strata(item for item in self.sheet.items if item.layer == layer):
            for kind in (stratum.drawn, stratum.texts):
                for region, group in groupby(kind, key=_region_of):
                    yield region, list(group)

    def _region(self, index: int) -> Region | None:
        return self.sheet.regions[index] if 0 <= index < len(self.sheet.regions) else None

    def _group(self, index: int, items: list[Item], part: str = "") -> str:
        marks = "".join(map(self._item, items))
        region = self._region(index)
        named = f' data-part="{escape(part)}"' if part else ""
        return f"<g{named}{_named(region) if region else ''}>{marks}</g>"

    def _item(self, item: Item) -> str:
        if isinstance(item, Text):
            return self._line(item)
        shape: Shape = item
        return drawn(shape, self._address, self._colour)

    def _line(self, text: Text) -> str:
        line = text.line
        if line.size < self._least:
            return _bar(text)
        key = (id(line), text.x, text.y)
        kept = self.shelf.lines.get(key) if self._remembers else None
        if kept is not None and kept[0] is line:
            return kept[1]
        drawn = self._drawn_line(text)
        if self._remembers:
            self.shelf.keep(key, line, drawn)
        return drawn

    def _drawn_line(self, text: Text) -> str:
        line = text.line
        at = line.locus
        spot = ""
        if at is not None:
            paragraph = line.paragraph if line.paragraph >= 0 else at.paragraph
            offset = line.offset if line.offset >= 0 else at.offset
            spot = f' data-at="{escape(f"{at.story} {at.field} {paragraph} {offset}")}"'
        runs = "".join(self._run(text.x, text.y, run) for run in line.runs if run.glyphs)
        return f'<g class="line"{spot}>{runs}{ornaments(text)}</g>'

    def _run(self, x: Length, y: Length, run: Run) -> str:
        face = self.shelf.face(run.face)
        unit = run.size / face.upem  # 1/1000 pt a font unit
        along = unit * run.scale / 100 if run.orient == "h" else unit
        a, d = f"{along / 1000:.7g}", f"{unit / 1000:.7g}"
        if run.orient == "r":
            matrix = f"0 {a} {d} 0 {number(x - run.size * SIDEWAYS_AXIS // 1000 + run.rise)} {number(y)}"
        elif run.orient == "v":
            matrix = f"{a} 0 0 -{d} {number(x + run.rise)} {number(y)}"
        else:
            matrix = f"{a} 0 0 -{d} {number(x)} {number(y - run.rise)}"
        parts = []
        name, used = self.shelf.name, self.used
        offsets = run.offsets or ((0, 0),) * len(run)
        for gid, origin, (dx, dy) in zip(unpack(f">{len(run)}H", run.glyphs), run.origins(), offsets, strict=True):
            glyph = name(run.face, gid)
            if not glyph:
                continue
            used[glyph] = None
            if run.orient == "v":
                across, top = face.vertical_origin(gid)
                gx, gy = dx / unit - across, (dy - origin) / unit - top
            else:
                gx, gy = (origin + dx) / along, dy / unit
            rise = f' y="{gy:.5g}"' if gy else ""
            parts.append(f'<use href="#{glyph}" x="{gx:.6g}"{rise}/>')
        if not parts:
            return ""
        ink = "" if run.ink == BLACK else f' fill="{self._colour(run.ink)}"'
        return f'<g transform="matrix({matrix})"{ink}>{"".join(parts)}</g>'


def _region_of(item: Item) -> int:
    return item.region


def _paragraph(item: Item) -> int:
    """Return the paragraph of its story's body that a line is of, -1 for anything else."""
    return item.line.paragraph if isinstance(item, Text) else -1


def _named(region: Region) -> str:
    story = f' data-story="{escape(region.story)}"' if region.story else ""
    return f' data-region="{region.index}" data-role="{region.role}"{story}'
