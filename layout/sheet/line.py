"""A composed line: text, glyphs and their positions, free of any page.

The composer makes it once; a sheet only says where it stands (`sheet.page.Text`), so nothing is copied on the way.
"""

from __future__ import annotations

from typing import Literal

from layout.diagnostics import Locus
from layout.geometry import Length
from layout.ground.dataclass import dataclass, field
from layout.sheet.ink import BLACK, Ink

Orientation = Literal["h", "v", "r"]
"""h: along the line; v: upright glyphs running down; r: glyphs turned 90 degrees clockwise, running down."""

Ending = Literal["turn", "last", "stop", "row"]
"""How a line ends: turned over and justified, last of its paragraph, stopped by the copy, or at a table's row's end.

A table's row that ends with `row` has no rule under it, one that ends with `stop` or `last` has one.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face, size and ink.

    `glyphs` holds two big-endian bytes a glyph id. Glyph i's origin lies at `x + (xs[i] if xs else i * pitch)` from
    the line's origin, measured along the line (downwards for `v` and `r`). `clusters[i]` is the index in `text` of
    the first character that glyph i shows; None means one glyph a character (a character beyond the BMP is one).
    `text` is the copy's own characters, so joining all runs of all lines gives the copy back.
    `scale` is the horizontal scale in percent (tate-chu-yoko figures squeezed into an em). `rise` lifts the baseline.
    `offsets` moves single glyphs off the line, (dx, dy) each in the glyph's own frame with dy towards its top, None
    where no glyph moves.

    With (x, y) the line's place on the page (`sheet.Text`) and a the glyph's origin along the line:

    * `h`: the glyph's origin is at (x + a, y), lifted by `rise`. In a horizontal line y is the baseline. In a
      vertical line such a run stands across it (figures 横排 in one em): a runs to the right from the column's centre,
      and `rise` is negative, the depth of the figures' baseline under the line's top. Both cases are drawn alike.
    * `v`: the middle of the top of the glyph's cell, its vertical origin, is at (x, y + a).
    * `r`: the glyph is turned clockwise and starts at y + a; the middle of its em box lies on x, so its baseline is
      the vertical at x - SIDEWAYS_AXIS / 1000 of the size, and `rise` and dy move it to the right.
    """

    face: str
    size: Length
    text: str
    glyphs: bytes
    x: Length = 0
    pitch: Length = 0
    xs: tuple[Length, ...] | None = None
    clusters: tuple[int, ...] | None = None
    ink: Ink = BLACK
    orient: Orientation = "h"
    rise: Length = 0
    scale: int = 100
    offsets: tuple[tuple[Length, Length], ...] | None = None

    def __len__(self) -> int:
        """Return the number of glyphs."""
        return len(self.glyphs) // 2

    def origins(self) -> tuple[Length, ...]:
        """Return each glyph's origin along the line, from the line's origin."""
        if self.xs is None:
            return tuple(self.x + index * self.pitch for index in range(len(self)))
        return tuple(self.x + x for x in self.xs)

    def ends(self) -> tuple[Length, Length]:
        """Return the origins of the first and the last glyph of a run that has any."""
        if self.xs is None:
            return self.x, self.x + (len(self.glyphs) // 2 - 1) * self.pitch
        return self.x + self.xs[0], self.x + self.xs[-1]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What moved a line from its natural setting: the rule's name, the characters concerned, the amount.

    `rule` is a key of the composition rules (`docs/composition.md`), `amount` the sum in 1/1000 pt, negative for a
    squeeze; `at` are the indices into the line's text.
    """

    rule: str
    amount: Length
    at: tuple[int, ...] = ()


MARK_CLEAR = 130
"""From a line's em box to the middle of the marks that follow it, in 1/1000 em: half of what 11.57 pt leave 9 pt type.

CLREQ asks for half an em between lines that carry such marks; a newspaper has a quarter, so they stand in its middle.
"""

MARK_REACH = 55
"""How far a dot or a wave reaches from that middle, in 1/1000 em."""


@dataclass(frozen=True, slots=True)
class Decoration:
    """A mark that follows text: emphasis dots 着重号, proper-noun line 专名号, wavy title line 书名号.

    It covers characters `start` to `end` of the line's text, from `x0` to `x1` along the line; `centres` are the
    positions of emphasis dots.
    """

    kind: Literal["dots", "line", "wave"]
    start: int
    end: int
    x0: Length
    x1: Length
    size: Length
    ink: Ink = BLACK
    centres: tuple[Length, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One composed line.

    `text` is the copy it shows, in reading order (an inserted hyphen is in no text, only among the glyphs).
    `measure` is the width it was set to, `natural` what it would take unadjusted, `extent` what it takes now;
    all along the line. `paragraph` and `offset` say where in the story's body it starts (-1: not body).
    `role` names the kind of copy (body, subhead, byline, sign, caption, kicker, headline, deck, jump, folio, ...);
    `locus` leads back to the desk's file.
    """

    text: str
    runs: tuple[Run, ...]
    size: Length
    measure: Length
    natural: Length
    extent: Length
    role: str = "body"
    ending: Ending = "last"
    first: bool = False
    paragraph: int = -1
    offset: int = -1
    vertical: bool = False
    adjustments: tuple[Adjustment, ...] = ()
    decorations: tuple[Decoration, ...] = field(default=())
    locus: Locus | None = None
