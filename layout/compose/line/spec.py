"""How copy is to be set: type specifications and the composition rules in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from layout.geometry import Length
from layout.ground.dataclass import dataclass
from layout.rules.lines import (
    BESIDE_LEAST,
    COPYFIT_REACH,
    GAP,
    GAP_LEAST,
    GAP_MOST,
    HANG_BELOW,
    KEEP_NAMES,
    KEEP_TITLES,
    SIGN_CLEAR,
)
from layout.sheet import BLACK, Ink

if TYPE_CHECKING:
    from layout.diagnostics import Locus
    from layout.issue.model import Span

Bans = Literal["none", "basic", "gb", "strict"]
"""Line-edge bans, CLREQ "prohibition rules for line start and line end"; `gb` adds the solidus (GB/T 15834 5.1.9)."""

MarkStyle = Literal["full", "kaiming", "half", "line-end-half"]
"""Widths of marks: 全角, 开明, 半角, 行末半角. The house default sets marks full with a half-width line end."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The composition rules of a house: line-edge bans, widths of marks, Han-Western gap in 1/1000 em, hanging.

    What it keeps whole: titles in 《》 of up to `keep_titles` characters, marked names of up to `keep_names`, the words
    of `keep`, and with `keep_people` the people of its list.
    """

    bans: Bans = "gb"
    marks: MarkStyle = "line-end-half"
    gap: int = GAP
    gap_least: int = GAP_LEAST
    gap_most: int = GAP_MOST
    hang: bool = False
    hyphenate: bool = True
    hang_below: int = HANG_BELOW
    copyfit_reach: int = COPYFIT_REACH
    sign_clear: int = SIGN_CLEAR
    keep_titles: int = KEEP_TITLES
    keep_names: int = KEEP_NAMES
    keep: tuple[str, ...] = ()
    keep_people: bool = False
    beside_least: int = BESIDE_LEAST


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """How one kind of copy is set: face role, size, leading, indent in ems of its first line, alignment, ink.

    `tracking` is added after every character. `leading` 0 means the grid's.
    """

    face: str
    size: Length
    leading: Length = 0
    indent: int = 0
    align: Literal["justify", "left", "center", "right"] = "justify"
    ink: Ink = BLACK
    tracking: Length = 0
    rules: Rules = Rules()


@dataclass(frozen=True, slots=True)
class Matter:
    """What a text is besides its characters: its marked stretches, its kind, and where in the copy it stands.

    `spans` are marked strong, dots, name or title. `role` is kept in the lines. `paragraph` counts in the story's body
    and is -1 for copy that is not body.
    """

    spans: tuple[Span, ...] = ()
    role: str = "body"
    paragraph: int = -1
    locus: Locus | None = None


UNMARKED = Matter()
"""Body type of nowhere, without a mark."""
