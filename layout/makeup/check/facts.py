"""What was measured of a plan's blocks: the checker judges these numbers and the plan, nothing else."""

from __future__ import annotations

from layout.ground.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class LegFacts:
    """A stretch of a leg as set: its number in the block, its rows from the block's top, and what it holds.

    `row` and `room` are where it may stand, `filled` the rows that it fills. `subhead_at_foot` tells that its last
    line is a subhead whose text went elsewhere, `under_subhead` how many lines stand under the last subhead of a piece
    whose text goes on elsewhere (-1: there is none). `widow` is the share of its measure, in 1/1000, that a paragraph's
    last line fills which stands alone at the top; 0 where none does. `over_subhead` is the most white over one of its
    subheads that stands under text, in 1/1000 rows.
    """

    leg: int
    row: int
    room: int
    filled: int
    subhead_at_foot: bool = False
    under_subhead: int = -1
    widow: int = 0
    over_subhead: int = 0


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """A block as set: its page, story and part; its head's rows, columns and size; its legs; what did not fit.

    `head_rows` is 0 without a head. `size` is the headline's in 1/1000 pt. `need` is the rows that the head would
    take by itself (what is beyond that is feathering). `fill` is the share of its span, in 1/1000, that the headline's
    longest line takes. `over` counts lines that found no room, `characters` theirs. `air` is the white over and under
    the head's lines, in 1/1000 rows: what its rows hold beyond them, its byline and its column title. `near` is the
    least white, in 1/1000 rows, over or under its type towards a rule, a frame or another story's picture; `clear` that
    between the head's first line and the rule over it, three rows where none is nearer.
    """

    page: int
    story: str
    part: int = 1
    head_rows: int = 0
    head_from: int = 0
    head_to: int = 0
    need: int = 0
    size: int = 0
    vertical: bool = False
    legs: tuple[LegFacts, ...] = ()
    over: int = 0
    characters: int = 0
    fill: int = 1000
    air: int = 0
    near: int = 1000
    clear: int = 3000


@dataclass(frozen=True, slots=True)
class PinFacts:
    """What an editor fixed, by key: page, col, row, cols, rows (-1: free), zone, the story to stand with."""

    page: int = -1
    col: int = -1
    row: int = -1
    cols: int = -1
    rows: int = -1
    zone: str = ""
    mate: str = ""
    box: str = ""
    inside: str = ""
    """The story in whose block it is to stand."""


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """What the desk said of a story: priority, kind, whether it has a head that ranks, the least columns, its pin.

    A notice of fixed size has its `size` in columns and rows, or is a `whole_page`; `apart` are the stories beside
    which it must not stand, each with the word of the notice and the word of that story's head that contradict. `boxed`
    tells that the desk wishes a frame for it, `heavy` that its head is in 黑 where the dummy gives it no face.
    """

    story: str
    priority: int
    kind: str = "news"
    headed: bool = True
    least: int = 1
    pin: PinFacts = PinFacts()
    boxed: bool = False
    size: tuple[int, int] = (0, 0)
    whole_page: bool = False
    apart: tuple[tuple[str, str, str], ...] = ()
    heavy: bool = False

    @property
    def fixed(self) -> bool:
        """Whether its size is one that nothing may change."""
        return self.whole_page or self.size != (0, 0)
