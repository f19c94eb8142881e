"""Sheets, what is printed on them, and the regions that say what it is."""

from __future__ import annotations

from typing import Literal

from layout.geometry import Box, Grid, Length
from layout.ground.dataclass import dataclass
from layout.sheet.ink import BLACK, Ink
from layout.sheet.line import Line

Layer = Literal["print", "proof"]
"""`print` goes to press; `proof` is drawn over a proof only."""

Role = Literal[
    "masthead", "folio", "kicker", "headline", "deck", "byline", "body", "subhead", "sign", "picture", "caption",
    "credit", "jump", "jumphead", "label", "imprint", "table", "pullquote", "furniture",
]  # fmt: skip
"""What a region holds, in the trade's names."""


@dataclass(frozen=True, slots=True)
class Text:
    """A composed line at its place: `x` the measure's left edge and `y` the baseline.

    For a vertical line `x` is the centre of the column of characters and `y` its top.
    """

    x: Length
    y: Length
    line: Line
    region: int = -1
    layer: Layer = "print"


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of `width`, from (x0, y0) to (x1, y1), solid or dashed (on, off)."""

    x0: Length
    y0: Length
    x1: Length
    y1: Length
    width: Length
    ink: Ink = BLACK
    dash: tuple[Length, ...] = ()
    region: int = -1
    layer: Layer = "print"


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled box: tint, block, or paper white."""

    box: Box
    ink: Ink
    region: int = -1
    layer: Layer = "print"


@dataclass(frozen=True, slots=True)
class StrokeEnds:
    """How a stroke ends, turns, and how far a mitre may reach, in widths (ISO 32000-1, 8.4.3.3 to 8.4.3.5)."""

    cap: Literal["butt", "round", "square"] = "butt"
    join: Literal["miter", "round", "bevel"] = "miter"
    miter: float = 10.0


PLAIN_ENDS = StrokeEnds()
"""What a stroke of the house's own has."""


@dataclass(frozen=True, slots=True)
class Path:
    """A vector shape, filled (even-odd, or by the nonzero rule where `nonzero` is set) and stroked.

    `ops` are ("M"|"L", x, y), ("C", x1, y1, x2, y2, x, y) and ("Z",). `ends` says how a stroke ends and turns, where
    that is other than butt and mitred; `dash` is (on, off), empty for a solid stroke.
    """

    ops: tuple[tuple[str | Length, ...], ...]
    fill: Ink | None = BLACK
    stroke: Ink | None = None
    width: Length = 0
    region: int = -1
    layer: Layer = "print"
    nonzero: bool = False
    ends: StrokeEnds = PLAIN_ENDS
    dash: tuple[Length, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph or artwork in its frame.

    `source` is the file's path; `sha256` its content, so that caches and rebuilds agree. `crop` is the part shown,
    (left, top, right, bottom) in 1/10000 of the source's upright width and height. `alt` describes it to a reader
    who cannot see it. `page` is the page of a PDF that is shown. Placeholders are no Picture: they are drawn with
    fills, rules and text.
    """

    box: Box
    source: str
    sha256: str
    crop: tuple[int, int, int, int] = (0, 0, 10_000, 10_000)
    gray: bool = False
    alt: str = ""
    region: int = -1
    layer: Layer = "print"
    page: int = 1


Item = Text | Rule | Fill | Path | Picture
"""Anything on a page, drawn in the order of the list."""


@dataclass(frozen=True, slots=True)
class Region:
    """What a part of the page is, for readers that want more than ink.

    `story` is empty for furniture. `order` counts the reading order over the whole page. `polygon` is closed, its
    corners (x, y). `continues` and `continued` name page numbers of the same story before and after (上接, 下转),
    0 for none. `placeholder` marks copy or a picture that is still to come.
    """

    index: int
    role: Role
    story: str
    order: int
    box: Box
    polygon: tuple[tuple[Length, Length], ...] = ()
    continued: int = 0
    continues: int = 0
    placeholder: bool = False
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One finished page: number (版次), section name, grid (with trim and bleed), items in paint order, regions.

    A `spread` 通版 is two facing pages made as one; its number is the left one's. `items` refer to `regions` by index.
    `colours` are the plates that the page is planned for, "K" or "CMYK".
    """

    number: int
    section: str
    grid: Grid
    items: tuple[Item, ...]
    regions: tuple[Region, ...]
    colours: Literal["K", "CMYK"] = "CMYK"
    spread: bool = False

    @property
    def label(self) -> str:
        """The page's label: 01, 02 and so on; 02-03 for a spread."""
        return f"{self.number:02d}-{self.number + 1:02d}" if self.spread else f"{self.number:02d}"
