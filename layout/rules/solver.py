"""Chapter 4: what a page costs in the solver's eyes, and what a story may ask of a page.

The unit of cost is a twentieth of a white cell. What the checker warns of costs so much that a clean page always wins.
How long and how wide the search looks is no rule of the page and stands beside the search.
"""

from layout.rules.entry import bound, law, taste, weight

WHITE_COST = weight("white_cost", 20, "cost", "a white cell")
SCATTERED = weight("scattered", 80, "cost", "a white cell outside the largest rectangle at the foot: white is gathered")
POCKET_COST = weight(
    "pocket_cost",
    100,
    "cost",
    "each row beyond `pocket_from` of white between a column's blocks: a little in many places before a pocket in one, "
    "and a pocket before a line through the page",
)
FEATHER_COST = weight("feather_cost", 6, "cost", "a cell of head air beyond need: cheaper than white")
LOOSE_COST = weight("loose_cost", 16, "cost", "a cell of head air beyond `feather`: still cheaper than white")
HOLLOW_COST = weight(
    "hollow_cost",
    18,
    "cost",
    "a cell of the first row of a head's white beyond `hollow_from`, twice as much of the second, and so on: the space "
    "between blocks moves before a head hangs in a hole",
)
TIGHT_COST = weight(
    "tight_cost",
    20,
    "cost",
    "a cell by which the white over and under a head falls short of `tight_from`: it stands close under its rule",
)
TIGHT_FROM = bound(
    "tight_from",
    2_000,
    "1/1000",
    "of a row of white that a head has over and under it, a row of it under the rule",
    "the trade's habit: 题上空一行",
)
END_COST = weight("end_cost", 5, "cost", "an empty cell at the foot of a leg")

PINNED = law("pinned", 20_000, "cost", "an editor's pin not held", "editors decide")
LEAD_OUT = weight("lead_out", 5_000, "cost", "the lead not at the upper left 头条")
CLASH = weight(
    "clash", 4_000, "cost", "two open heads level and adjacent 碰题: dearer than a line, never seen in a clean page"
)
LEAD_SMALL = weight("lead_small", 2_500, "cost", "the lead's headline not strictly the largest")
LEAD_LOUDER = bound("lead_louder", 1_300, "1/1000", "the lead's headline should be so much of the next one's size")
LEAD_SHY = taste(
    "lead_shy",
    300,
    "cost",
    100,
    900,
    "each point that the lead's headline lacks of that: a loud hierarchy",
    "this house",
)
WHITE_MORE = weight("white_more", 2_500, "cost", "more white than a page may keep")
ALLEY = weight("alley", 3_000, "cost", "a straight line that cuts the page in two 断版, 通线")
ALLEY_OF_FEW = weight("alley_of_few", 300, "cost", "the same where there are too few blocks to do without")
PICTURES_MEET = weight("pictures_meet", 800, "cost", "two picture stories side by side")
PICTURES_STACKED = weight("pictures_stacked", 90, "cost", "two picture stories one upon the other")
ORDER = weight(
    "order", 40, "cost", "a pair of stories in the wrong order of quarters, more for each step of priority", "区序"
)
SIZES = weight("sizes", 30, "cost", "a pair of headlines in the wrong order of sizes")
SIZES_MORE = weight("sizes_more", 4, "cost", "each point by which they are")
LOUD = weight("loud", 6, "cost", "each point by which a head is louder than its rank allows")
LOUD_FROM = bound("loud_from", 800, "1/1000", "of the lead's size: a larger head is louder than its rank allows")
LEAD_QUIET = weight("lead_quiet", 2, "cost", "each point by which the lead's own head is smaller than it might be")
LOWER_LEFT_OUT = weight("lower_left_out", 45, "cost", "the more important set below the other", "区序")
RIGHT_OUT = weight("right_out", 15, "cost", "the more important set at the other's right", "区序")
RANK_TWICE = bound("rank_twice", 30, "priority", "between the two, for which both cost twice as much")

QUIET_HEAD = bound(
    "quiet_head", 36_000, "pt/1000", "the largest head that every width offers to stories other than the lead"
)
OVER_ALL = weight("over_all", 400, "cost", "pictures over all legs of a block, between its head and its text")
JUMP_ROWS = bound("jump_rows", 3, "rows", "of a jump head, as they are reckoned while it is open how much goes on")
JUMP_COST = weight("jump_cost", 300, "cost", "a jump: the last resort")
DECK_COST = weight("deck_cost", 160, "cost", "a deck 副题 left out: before a jump")
WIDTH_COST = weight("width_cost", 120, "cost", "a story over more or fewer columns than the desk wished")
OVER_OUT = weight(
    "over_out", 600, "cost", "a head that the desk wishes over its picture 压图 and that stands over its text"
)
BOX_COST = weight("box_cost", 400, "cost", "a frame that nobody asked for: it parts two heads")
BOXES_MORE = weight("boxes_more", 150, "cost", "each framed story beyond `boxes_free`")
TAIL_COST = weight("tail_cost", 350, "cost", "a last leg that runs on below its block: an L is read worse than a block")
TAIL_MORE = weight("tail_more", 8, "cost", "each row by which it does")
TARGET_COST = weight("target_cost", 12, "cost", "each line that the composer must save or add")
LEG_LONG = bound("leg_long", 42, "rows", "from here on a leg begins to look like a strip", "this house")
LONG_COST = weight("long_cost", 3, "cost", "each row beyond that")
HEAD_SHARE = bound(
    "head_share", 360, "1/1000", "of a block that a head may take before it looks too large 题大文小", "this house"
)
HEAD_SHARE_MORE = weight("head_share_more", 3, "cost", "each hundredth of its block that a head takes beyond that")
TOP_COST = weight("top_cost", 10, "cost", "an insert under the head, where its own head stands beside the story's")
SMALLER_COST = weight("smaller_cost", 5, "cost", "a vertical head that does not fill its height")
SPOILT = bound(
    "spoilt", 500.0, "pour cost", "from here on a pouring leaves a subhead at a foot or a leg much too short"
)
POURED_MOST = bound("poured_most", 60.0, "pour cost", "the most of a pouring that a shape's cost takes in")
POURED_PART = bound("poured_part", 3, "times", "a pouring's cost over what it adds to a shape's", "this house")
TORN_COST = weight("torn_cost", 600, "cost", "a row of a table that a leg's end leaves alone: dearer than a frame")

# Stories to pages. Here a cost is one of a share: a third of a cell that a page has more or less than it should.

SHARE_GAP = weight("share_gap", 3, "cost", "each cell above or below what a page should hold")
SHARE_FAR = weight("share_far", 12, "cost", "each cell beyond `page_full_less` and `page_full_more`")
SHARE_OVER = weight("share_over", 10_000, "cost", "each cell that a page lacks for its stories at their least")
SHARE_REFUSED = weight("share_refused", 50_000, "cost", "stories that a page could not be made of before")
SHARE_BARE = weight("share_bare", 800, "cost", "a page without a picture, where there are enough for all")
SHARE_FEW = weight("share_few", 600, "cost", "a page of fewer stories than lock it, where there are enough for all")
SHARE_PICTURES = weight("share_pictures", 200, "cost", "each picture story of a page beyond one")
SHARE_SECTION = weight("share_section", 400, "cost", "each section of which a page has stories")

FULL = bound(
    "page_full", 980, "1/1000", "of a page that stories at their natural size should fill; heads and crops do the rest"
)
FULL_LESS = bound("page_full_less", 40, "1/1000", "below that heads and crops can hardly make up")
FULL_MORE = bound("page_full_more", 20, "1/1000", "above that likewise")
PACKED = bound("packed", (1, 3, 8, 20, 45), "cost", "what a row further down counts where blocks are stacked")
CROWD = bound("crowd", 16, "stories", "more on a page are stacked at once: the search has no time to look through them")
PAGES_MOST = bound("pages_most", 96, "pages", "pages of an issue", "this house")
OVERFULL = bound(
    "overfull", 1_060, "1/1000", "of a page, at natural size, from which its pictures keep the size that they have"
)
TIGHT = bound("tight", 1_040, "1/1000", "cells that stories in their least shapes need to be arranged, of their sum")
SPARE = bound("spare", 900, "1/1000", "of an issue's room up to which its copy, at its least, always fits")
PROBED = bound(
    "probed",
    1_150,
    "1/1000",
    "of a small issue's room, at natural size, that is tried before more pages are taken",
)
FULLEST = bound("fullest", 1_050, "1/1000", "of an issue's room that its copy may need at natural size")
CUT_SHARE = bound(
    "cut_share", 300, "1/1000", "of a story that an editor is asked to cut; beyond, it is better held", "this house"
)
