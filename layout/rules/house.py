"""What a house may decide of its pages, as one value: the book's own where the house says nothing.

What it may decide of its lines is `compose.line.spec.Rules`. Both are written under `house: {rules: …}`.
"""

from __future__ import annotations

from layout.ground.dataclass import dataclass
from layout.rules import design, pages, solver


@dataclass(frozen=True, slots=True)
class PageRules:
    """Tastes of make-up by their keys in the book, in its units."""

    leg_least: int = pages.LEG_LEAST
    leg_most: int = pages.LEG_MOST
    uneven: int = pages.UNEVEN
    tail_most: int = pages.TAIL_MOST
    drop_lines: int = pages.DROP_LINES
    drop_long: int = pages.DROP_LONG
    feather: int = pages.FEATHER
    over_spread: int = pages.OVER_SPREAD
    over_deep: int = pages.OVER_DEEP
    crop: int = pages.CROP
    white_front: int = pages.WHITE_FRONT
    white_inside: int = pages.WHITE_INSIDE
    piece_least: int = pages.PIECE_LEAST
    rest_least: int = pages.REST_LEAST
    jumps_most: int = pages.JUMPS_MOST
    boxed_most: int = pages.BOXED_MOST
    lead_long: int = pages.LEAD_LONG
    dominant_cols: int = design.DOMINANT_COLS
    dominant_times: int = design.DOMINANT_TIMES
    tier_step: int = design.TIER_STEP
    head_full: int = design.HEAD_FULL
    upright_most: int = design.UPRIGHT_MOST
    shallow: int = design.SHALLOW
    frames_most: int = design.FRAMES_MOST
    alike: int = design.ALIKE
    picture_narrow: int = design.PICTURE_NARROW
    picture_rival: int = design.PICTURE_RIVAL
    picture_astray: int = design.PICTURE_ASTRAY
    pictures_touch: int = design.PICTURES_TOUCH
    tier_flat: int = design.TIER_FLAT
    lead_shy: int = solver.LEAD_SHY
    upside_down: int = design.UPSIDE_DOWN
    shout_cost: int = design.SHOUT_COST
    quarter_bare: int = design.QUARTER_BARE
    stack_cost: int = design.STACK_COST
    flush: int = design.FLUSH
    second_from: int = design.SECOND_FROM
    reversed_briefs: int = design.REVERSED_BRIEFS
    tint: int = pages.TINT
    place_tint: int = pages.PLACE_TINT

    def white(self, number: int) -> int:
        """Return what a page may keep white, in thousandths of its cells."""
        return self.white_front if number == 1 else self.white_inside


BOOK = PageRules()
"""The book's own."""
