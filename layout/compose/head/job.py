"""What a head is set from: the copy, the room, the type case, the house's way, the desk's wishes, in one value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from layout.compose.head.display import DisplayLine, display_line
from layout.compose.head.share import head_copy
from layout.compose.head.sorts import Spaces
from layout.compose.head.style import HeadStyle, Treatment, head_style
from layout.diagnostics import Locus
from layout.ground.dataclass import dataclass
from layout.sheet import BLACK, RED, WHITE, Ink
from layout.text.whole import kept_titles

if TYPE_CHECKING:
    from layout.compose.head.order import HeadOrder
    from layout.compose.head.share import HeadCopy
    from layout.compose.line.spec import TypeSpec
    from layout.geometry import Length
    from layout.issue.model import Head
    from layout.typeface import TypeCase


@dataclass(frozen=True, slots=True)
class HeadJob:
    """A head to be set in `room`: the width of its span, or the height that a vertical head has for its characters.

    `level` is the headline's size that the room asks for, `floor` and `ceiling` bound it. `known` tells whether the
    desk's treatment is one of the house's; `kicker_left` that the stylebook sets kickers flush left over the headline,
    `left` that the whole head stands flush left, by the story's wish or the house's, `ruled` that it is under a rule.
    """

    head: Head
    room: Length
    case: TypeCase
    style: HeadStyle
    treatment: Treatment
    known: bool
    kicker_left: bool
    left: bool
    ruled: bool
    byline_face: str
    byline_size: Length
    spaces: Spaces
    leading: Length
    level: Length
    floor: Length
    ceiling: Length
    names: tuple[str, ...]
    deck: bool
    byline: str
    ink: Ink
    story: str
    vertical: bool

    @property
    def main(self) -> tuple[str, ...]:
        """The headline's lines as the desk broke it, without empty ones."""
        return tuple(text for text in self.head.main if text.strip())

    def copy(self, text: str, role: str = "") -> HeadCopy:
        """Return a stretch of the head's copy, in the headline's face unless `role` is given."""
        return head_copy(text, role or self.treatment.headline, self.case, self.spaces, self.names, self.vertical)

    def line(self, piece: tuple[str, ...]) -> DisplayLine:
        """Return one line of the headline; stretches of several desk's lines stand a clause's space apart."""
        return display_line(piece, self.treatment.headline, self.case, self.spaces, self.vertical)

    def ink_of(self, role: str) -> Ink:
        """Return the ink of a part: only a headline is large enough for two inks 彩题, and a byline stands on paper.

        White 反白 are all parts that stand on the head's ground, of a vertical head all that it has.
        """
        if self.head.style == "colour" and role == "headline":
            return RED
        if self.head.style == "reverse" and (role != "byline" or self.vertical):
            return WHITE
        return self.ink

    def at(self, field: str, offset: int = -1) -> Locus | None:
        """Return the place of a field of the head; None for a head that is only tried out."""
        return Locus(self.story, field, -1, offset) if self.story else None


def _kept_by(stylebook: Mapping[str, TypeSpec], head: Head) -> tuple[str, ...]:
    """Return what the house keeps whole of a head: its words, and titles in their brackets of as many characters."""
    if "headline" not in stylebook:
        return ()
    rules = stylebook["headline"].rules
    if not rules.keep_titles:
        return rules.keep
    texts = (head.kicker, *head.main, head.deck)
    titles = (text[start:end] for text in texts for start, end in kept_titles(text, rules.keep_titles))
    return (*rules.keep, *dict.fromkeys(titles))


def make_job(order: HeadOrder, case: TypeCase, stylebook: Mapping[str, TypeSpec], vertical: bool = False) -> HeadJob:
    """Return the job of an ordered head, with the house's stylebook and head sheet applied.

    A vertical head has its box less the air over and under it for its characters.
    """
    style, head = head_style(), order.head
    level = style.level(order.room, order.kind, vertical)
    room = order.room
    if vertical:
        air = round(style.air.above * order.leading) + round(style.air.below * order.leading)
        room = max(style.ladder[0], room - air)
    name, known = style.treatment(head.face, order.kind)
    treatment = style.treatments[name]
    if name == style.house:
        treatment = Treatment(
            *(spec.face if (spec := stylebook.get(key)) else getattr(treatment, key) for key in Treatment.__slots__)
        )
    byline = stylebook.get("byline")
    ceiling = min(style.ladder[-1], order.most or style.step(round(level * style.level_most)))
    return HeadJob(
        head=head,
        room=room,
        case=case,
        style=style,
        treatment=treatment,
        known=known,
        left=(head.align or ("headline" in stylebook and stylebook["headline"].align)) == "left",
        kicker_left="kicker" in stylebook and stylebook["kicker"].align == "left",
        ruled=order.ruled,
        byline_face=byline.face if byline else style.small.byline_face,
        byline_size=byline.size if byline else style.small.byline_size,
        spaces=Spaces(style.space, style.western),
        leading=order.leading,
        level=min(level, order.most or level),
        floor=min(style.least, ceiling),
        ceiling=ceiling,
        names=(*order.names, *head.kept, *_kept_by(stylebook, head)),
        deck=order.deck,
        byline=order.byline,
        ink=stylebook["headline"].ink if "headline" in stylebook else BLACK,
        story=order.story,
        vertical=vertical,
    )
