"""Measuring stories with a horizontal head, or none: over all of the block, beside its picture, over its first legs.

Nothing is estimated: heads are set, galleys are poured by the same functions that will set the page, so a shape's
rows are the rows that the block will take.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, field, replace
from layout.makeup.dummy.plan import Block, PhotoPlace
from layout.makeup.page.flow import Fall, Pouring
from layout.makeup.page.heading import set_block_head
from layout.makeup.page.legs import Legs, legs_of
from layout.makeup.page.over import below
from layout.makeup.solve.measure.depth import ANY, good_legs, least_rows, poured_price
from layout.makeup.solve.measure.form import form_cost
from layout.makeup.solve.measure.furnish import head_choices, quote_rows_of
from layout.makeup.solve.measure.groups import group_shapes
from layout.makeup.solve.measure.inserts import Insert, InsertPlace, insert_places
from layout.makeup.solve.measure.pictures import beside_head, over_head, pictures_of
from layout.makeup.solve.measure.wishes import legs_wished
from layout.makeup.solve.shapes import BoxStyle, HeadOffer, Shape, air_cost
from layout.rules.design import PART_COST, PART_LEAST
from layout.rules.pages import ENDS_MOST, LABEL_ROWS, LOOSE, PIECE_OF_LEG
from layout.rules.solver import (
    BOX_COST,
    END_COST,
    HEAD_SHARE,
    HEAD_SHARE_MORE,
    LEG_LONG,
    LONG_COST,
    OVER_OUT,
    TARGET_COST,
)
from layout.rules.variety import GROWN_HEAD
from layout.sheet import Step

if TYPE_CHECKING:
    from layout.geometry import Length
    from layout.issue.model import Story
    from layout.makeup.page.caseroom import CaseRoom


@dataclass(slots=True)
class Copy:
    """A story's copy over some columns, whatever is asked for: its galleys, its heads, and how it was poured."""

    galleys: tuple[tuple[int, Pouring], ...]
    """Lines saved, and the lines."""
    heads: dict[tuple[int, bool, int], tuple[HeadOffer, ...]] = field(default_factory=dict)
    """Settings of its head by width, whether with decks, and by how much larger than usual."""
    falls: dict[tuple[object, ...], tuple[int, Fall] | None] = field(default_factory=dict)
    """The least rows under a head, and how the copy falls, by what is in the way."""


Known = dict[tuple[int, BoxStyle, int], Copy]
"""What is known of one story's copy, by columns, frame and legs."""


def headed_shapes(
    room: CaseRoom,
    story: Story,
    shown: Story,
    cols: int,
    box: BoxStyle,
    inserts: Sequence[Insert] | None,
    known: Known,
    *,
    decks: bool,
    loose: bool,
) -> Iterator[Shape]:
    """Yield the shapes of a story with a horizontal head, or none: over the whole block, or beside its picture.

    `shown` is the story with the widths that its pictures may take here.
    """
    grid = room.grid
    count = legs_wished(story, cols) or 0
    label = LABEL_ROWS if story.wishes.label else 0
    sketch = Block(story.id, 0, 0, cols, grid.rows, box=box, legs=count)
    legs = legs_of(sketch, grid)
    if legs.measure < 4 * grid.size:
        return
    extra = BOX_COST if box != story.wishes.box and dict(story.wishes.pin).get("box") != box else 0
    copy = known.get((cols, box, count))
    galley = copy.galleys[0][1] if copy else Pouring(room.galley(story, legs.measure).lines if story.paragraphs else ())
    most = (room.rules.leg_most + galley.dropped) * len(legs.xs) + SAVED_MOST
    if not loose and len(story.photos) < 2 and galley.rows > most:
        return  # its legs would be too long; several pictures may cut them up into pieces
    if copy is None:
        copy = known[cols, box, count] = Copy(((0, galley), *_shorter(room, story, legs.measure, galley)))
    ground = _Ground(room, story, shown, sketch, legs, copy, label, extra, loose)
    # It stands on top of the last leg, in the columns that this leg takes.
    quote_cols = cols // len(legs.xs)
    quoted = len(legs.xs) > 1 and not story.photos and box == "none"
    quote_rows = quote_rows_of(room, story, legs.measure) if quoted else 0
    inside = tuple(insert_places(story, inserts, cols, len(legs.xs)))
    over = story.head.style == "over"
    if over and inserts is None:
        yield from _over_picture(ground)
    heads = ground.heads(grid.span(cols) - 2 * legs.inset, decks, GROWN_HEAD)
    for choice in heads:
        head = label + choice[2]
        quote = (cols - quote_cols, head, quote_cols, quote_rows) if quote_rows else None
        for (cost, places), insert in product(pictures_of(room, shown, sketch, legs, head), inside):
            cost += OVER_OUT * over
            yield from ground.shapes(choice, (0, cols, head), cost, places, insert, quote)
    plain = inserts is None and box == "none" and len(legs.xs) == cols and not over
    if plain and (len(story.photos) > 1 or story.kind == "photo"):
        yield from group_shapes(room, story, cols, heads)
    if inserts is not None or label or over or not heads[0][2]:
        return
    if plain and not story.photos and not quote_rows:
        yield from _over_first_legs(ground, heads, decks)
    for cost, places in beside_head(room, shown, sketch, legs):
        first, end = (0, places[0].col) if places[0].col else (places[0].cols, cols)
        beside = ground.heads(grid.span(end - first), decks)
        for choice in beside:
            if choice[2] + room.rules.leg_least <= places[0].rows:
                yield from ground.shapes(choice, (first, end, choice[2]), cost, places)
        yield from _over_first_legs(ground, beside, decks, (first, end), cost, places)
    for cost, places in over_head(room, shown, sketch, legs):
        for choice in heads:
            yield from ground.shapes(choice, (0, cols, places[0].rows + choice[2]), cost, places)


def _over_first_legs(
    ground: _Ground,
    heads: Sequence[HeadOffer],
    decks: bool,
    span: tuple[int, int] | None = None,
    cost: int = 0,
    places: tuple[PhotoPlace, ...] = (),
) -> Iterator[Shape]:
    """Yield the shapes of a story whose head is too short for its span: over its first legs, the others beside it.

    It takes a third of them at least (`part_least`); two legs stay beside it, or one and a picture. `span` are the
    columns (first, end) that a picture in a corner leaves. The head takes a row of air where the block comes out the
    better.
    """
    room, (first, end) = ground.room, span or (0, ground.sketch.cols)
    if heads[0].fill >= room.rules.head_full:
        return
    least = -(-(end - first) * PART_LEAST // 1000)
    for wide in range(least, min(end - first - (not places), least + PART_SPANS)):
        offers = sorted(ground.heads(room.grid.span(wide), decks), key=lambda offer: offer.cost)
        for offer in offers[:PART_HEADS]:
            for air in range(PART_AIR + 1):
                rows = offer.rows + air
                if places and rows + room.rules.leg_least > places[0].rows:
                    continue
                price = offer.cost + air_cost(air, room.rules.feather, offer.white) * wide
                price += cost + PART_COST * (end - first - wide)
                part = offer._replace(cost=price, choice=replace(offer.choice, cols=wide, rows=rows), rows=rows)
                yield from ground.shapes(part, (first, first + wide, rows), 0, places)


def _over_picture(ground: _Ground) -> Iterator[Shape]:
    """Yield the shapes of a story whose head stands over its picture 压图: it takes no row, but title and byline do."""
    room, story, sketch = ground.room, ground.story, ground.sketch
    bare, width = replace(story, byline=""), room.grid.span(sketch.cols) - 2 * room.grid.leading
    under = set_block_head(room, *below(sketch, story), (0, sketch.cols), 0)
    rows = ground.label + (under.rows if under else 0)
    for cost, places in over_head(room, ground.shown, sketch, ground.legs):
        caption = room.caption(story.photos[0], room.grid.span(sketch.cols), None)[2]
        for price, choice, deep, size, fill, _ in head_choices(room, bare, width, decks=False):
            if 1000 * deep <= (places[0].rows - 1 - caption) * room.rules.over_deep:
                offer = HeadOffer(price, replace(choice, rows=0), rows, size, fill)
                yield from ground.shapes(offer, (0, sketch.cols, places[0].rows + rows), cost, places)


PART_HEADS = 2
"""How many settings of a head over its first legs are offered for each span."""

PART_SPANS = 2
"""How many spans of such a head."""

PART_AIR = 1
"""Rows of air that it is offered with, at most."""


@dataclass(slots=True)
class _Ground:
    """A story over some columns, before head and pictures: its block, its legs and its copy."""

    room: CaseRoom
    story: Story
    shown: Story
    sketch: Block
    legs: Legs
    copy: Copy
    label: int
    extra: int
    loose: bool

    def heads(self, width: Length, decks: bool, more: int = 0) -> tuple[HeadOffer, ...]:
        """Return the settings of its head over a width, `more` as in `head_choices`."""
        heads = self.copy.heads
        key = (width, decks, more)
        if key not in heads:
            heads[key] = tuple(head_choices(self.room, self.story, width, decks=decks, more=more))
        return heads[key]

    def shapes(
        self,
        offer: HeadOffer,
        span: tuple[int, int, int],
        cost: int,
        places: tuple[PhotoPlace, ...],
        insert: InsertPlace | None = None,
        quote: tuple[int, int, int, int] | None = None,
    ) -> Iterator[Shape]:
        """Yield the shapes under a head that takes columns and rows `span` (first, end, rows): one for each galley."""
        price, choice, plain, size, fill, white = offer
        first, end, head = span
        cols, legs, room = self.sketch.cols, len(self.legs.xs), self.room
        # What hangs under a head is the same under any other: it is poured once and moved.
        moves = (first, end) == (0, cols) and not any(place.row < head for place in places)
        over = self.story.head.style == "over" and not moves
        falls = self.copy.falls
        up = head if moves else 0
        hangs = tuple((place.col, place.row - up, place.cols, place.rows) for place in places)
        # A head is large against its copy and its pictures.
        head_cells = (self.label + plain) * (end - first) - sum(place.cols * place.rows for place in places)
        kind = ANY if self.loose else self.story.kind
        steps = () if choice.deck else (Step("deck"),)
        if self.extra:
            steps = (*steps, Step("box"))
        for saved, galley in self.copy.galleys:
            key = (head > 0, 0 if moves else head, first, end, saved, insert, hangs)
            if key not in falls:
                block = replace(self.sketch, head=choice, photos=places, quote=quote)
                found = least_rows(room, block, self.legs, galley, head, insert, (first, end))
                falls[key] = (found[0] - head, found[1]) if found else None
            under = falls[key]
            if under is None or under[0] + head > room.grid.rows:
                continue
            rows, poured = under[0] + head, under[1]
            if first and rows - places[0].rows > PIECE_OF_LEG:
                continue  # text would begin under the picture, away from its head
            if not good_legs(poured, legs, head_cells, cols, room.rules, kind):
                continue
            ends = poured.ends
            if ends > max(ENDS_MOST, legs) and not self.loose:
                continue  # a picture deeper than the text beside it
            poor = poured_price(poured) + END_COST * ends
            poor += LONG_COST * max(0, max(poured.depths, default=0) - LEG_LONG)
            poor += form_cost(self.sketch.cols, rows, poured, self.story.kind, room)
            loud = HEAD_SHARE_MORE * max(0, 100 * (self.label + plain) // rows - HEAD_SHARE // 10)
            yield Shape(
                cols,
                rows,
                head,
                first,
                end,
                size,
                choice,
                places,
                self.sketch.legs,
                len(galley.lines),
                ends,
                give=0 if end - first < cols or over else _give(plain, poured, legs, room.rules.feather),
                cost=price + cost + self.extra + loud + poor + TARGET_COST * saved + (insert.cost if insert else 0),
                box=self.sketch.box,
                steps=(Step("target", -saved), *steps) if saved else steps,
                quote=quote,
                insert=insert.cells(head, rows) if insert else None,
                fill=fill,
                white=white,
            )


def _give(head: int, poured: Fall, legs: int, feather: int) -> int:
    """Return how many rows a head may still take, and never more than its copy has."""
    return max(0, min(feather + LOOSE, sum(poured.depths) // legs - head)) if head else 0


SAVED_MOST = 2
"""Lines by which copy is offered shorter than it falls, at most."""


def _shorter(room: CaseRoom, story: Story, measure: int, plain: Pouring) -> Iterator[tuple[int, Pouring]]:
    """Yield (lines saved, lines) of a story at a measure where that is legal."""
    for saved in range(1, SAVED_MOST + 1):
        if len(plain.lines) > 20 * saved:
            shorter = room.galley(story, measure, len(plain.lines) - saved).lines
            if len(shorter) == len(plain.lines) - saved:
                yield saved, Pouring(shorter)
