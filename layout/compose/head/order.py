"""A head as make-up orders it: its copy, the room that it gets, and what the dummy and the desk wish of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.geometry import Length
    from layout.issue.model import Head


@dataclass(frozen=True, slots=True)
class HeadOrder:
    """A head to be set. Lengths are in 1/1000 pt; wishes of 0 leave open what they are about.

    Attributes:
        head: the copy.
        room: the width of the head's span; for a vertical head the height of its box.
        leading: the page's grid; a head takes a whole number of its rows.
        kind: the story's kind: it gives the head its weight and, with `head.face`, its faces.
        byline: what stands under the deck, or in the last column of a vertical head.
        deck: whether the deck is set.
        names: people whose names no line divides.
        most: the largest size of the headline, so that the lead's stays the largest of its page.
        lines: lines (columns) of the headline.
        size: size of the headline.
        rows: rows that the head takes; more than it needs share out their air.
        across: the room that the columns of a vertical head have.
        ruled: whether a rule or a frame's edge stands half a row below the upper edge of its box.
        story: whose head it is, for the places of remarks; none while a head is only tried.
    """

    head: Head
    room: Length
    leading: Length
    kind: str = "news"
    byline: str = ""
    deck: bool = True
    names: tuple[str, ...] = ()
    most: Length = 0
    lines: int = 0
    size: Length = 0
    rows: int = 0
    across: Length = 0
    ruled: bool = False
    story: str = ""
