"""Chapter 7: what a designer asks of a page beyond its being clean, and what the lack of it costs in the solver's eyes.

Costs have the unit of the solver's: a twentieth of a white cell. The checker tells of the same with figures, as notes.
"""

from layout.rules.entry import bound, taste, weight

# One dominant picture.

DOMINANT_COLS = taste(
    "dominant_cols",
    3,
    "columns",
    1,
    8,
    "wide is the dominant picture at least, an upright one a column less",
    "Harrower: a dominant photo",
)
DOMINANT_TIMES = taste(
    "dominant_times", 2_000, "1/1000", 1_000, 5_000, "of the next picture's area", "Harrower: twice the size of others"
)
DOMINANT_CROP = bound(
    "dominant_crop",
    150,
    "1/1000",
    "how much taller or flatter a picture that is wide enough for a dominant one may be cropped: less than is told",
    "this house",
)
DOMINANT_CROP_TIMES = bound(
    "dominant_crop_times",
    2,
    "times",
    "what the house allows any picture (`crop`), at most, that it may be",
    "this house",
)
PICTURE_NARROW = taste(
    "picture_narrow", 1_100, "cost", 233, 2_100, "each column that the dominant picture lacks", "this house"
)
PICTURE_RIVAL = taste(
    "picture_rival",
    600,
    "cost",
    200,
    1_800,
    "two pictures of one size; less the nearer to `dominant_times`",
    "this house",
)
RIVAL_AT_ALL = weight(
    "rival_at_all", 600, "cost", "a picture that is not small enough beside the first, by however little"
)
RULED_WORTH = weight(
    "ruled_worth", 1_900, "cost", "by so much a page that one picture rules may be dearer than one that none does"
)
PICTURE_ASTRAY = taste(
    "picture_astray",
    400,
    "cost",
    73,
    660,
    "the largest picture with another than the most important story",
    "this house",
)
PICTURE_PLACE = weight("picture_place", 8, "cost", "a picture that does not stand where its page's turn asks for it")
PICTURES_TOUCH = taste(
    "pictures_touch", 1_800, "cost", 600, 5_400, "pictures of two stories that meet, whatever their kinds", "this house"
)
TOUCHING = bound("touching", 3, "rows", "fewer rows between two pictures and they meet", "this house")

# Heads in three tiers.

TIER_STEP = taste(
    "tier_step", 1_300, "1/1000", 1_000, 2_500, "from one tier of heads to the next", "Harrower: a hierarchy of heads"
)
TIER_FLAT = taste(
    "tier_flat", 60, "cost", 20, 180, "each head beyond `seconds` of the second tier's size, or nearly", "this house"
)
LEAD_USUAL = bound("lead_usual", 800, "1/1000", "of its largest size the lead's head usually gets")
TIER_OUT = weight("tier_out", 5, "cost", "each point by which a head is larger than the tier of its rank")
SECONDS = bound("seconds", 2, "stories", "the most important after the lead have the second tier's heads", "this house")
HEAVY = bound("heavy", 1_100, "1/1000", "of its size that a head in 黑 looks beside one in 宋", "the trade's eye")
UPSIDE_DOWN = taste("upside_down", 60, "cost", 20, 180, "a head larger than the one right over it", "this house")
UPSIDE_MORE = weight("upside_more", 8, "cost", "each point by which it is")
SHOUT_NEAR = bound(
    "shout_near", 150, "1/1000", "by which heads of neighbours differ at least, lest two shout equally", "this house"
)
SHOUT_FROM = bound("shout_from", 24_000, "pt/1000", "smaller heads may be alike: the third tier", "this house")
SHOUT_COST = taste(
    "shout_cost", 120, "cost", 40, 360, "two neighbours whose heads are of one size, or nearly", "this house"
)
HEAD_FULL = taste("head_full", 650, "1/1000", 0, 1_000, "of its span that a head should fill", "the trade's habit")
HOLLOW_FROM = bound(
    "hollow_from",
    3,
    "rows",
    "of white over and under a head together, beyond which it hangs in a hole",
    "the trade's habit: 题不悬空",
)
HEAD_THIN = weight("head_thin", 4, "cost", "each hundredth that a head lacks of that, for each column of its span")
HEAD_LOW_FROM = bound(
    "head_low_from", 800, "1/1000", "of its span that a head should fill to look made for it", "the trade's habit"
)
HEAD_LOW = weight("head_low", 1, "cost", "each hundredth that it lacks of that, for each column of its span")
HEAD_GROWN = bound(
    "head_grown", 600, "1/1000", "by which a head that fills too little of its span may be larger than usual"
)

PART_COST = weight("part_cost", 20, "cost", "each leg that begins at the top beside a head over the first ones")
PART_LEAST = bound(
    "part_least", 333, "1/1000", "of its legs that such a head stands over at least, lest it look like a leg's own"
)

# Shapes.

UPRIGHT_MOST = taste(
    "upright_most", 1_500, "1/1000", 300, 9_000, "of its width that a block may be deep", "Harrower: horizontal modules"
)
UPRIGHT_COST = weight("upright_cost", 1, "cost", "each row beyond that")
ONE_COLUMN = weight("one_column", 30, "cost", "an upright block of one column 单栏题: a page bears few")
SHALLOW = taste("shallow", 8, "rows", 2, 30, "of a leg that look like text and not like a strip", "this house")
SHALLOW_COST = weight("shallow_cost", 9, "cost", "each row that legs lack of that")
STACK_COST = taste(
    "stack_cost", 40, "cost", 13, 120, "a block right under one of the same columns: a stack of one width", "this house"
)
QUARTER_BARE = taste(
    "quarter_bare", 90, "cost", 30, 270, "a quarter of the page without a strong head or picture", "this house"
)
QUARTERS_FROM = bound(
    "quarters_from", 4, "blocks", "a page of fewer is not asked for one in every quarter", "this house"
)

# Styles of heads.

FLUSH_FULL = bound(
    "flush_full", 800, "1/1000", "of its span that a head fills to stand flush left: beside a shorter one is a hole",
    "this house",
)  # fmt: skip
FLUSH = taste("flush", 1, "kinds", 0, 1, "heads stand flush left on pages whose turn asks for it: 1", "this house")
REVERSED_BRIEFS = taste(
    "reversed_briefs",
    0,
    "kinds",
    0,
    1,
    "the head of briefs is white on black 反白: 1; it would be the blackest spot of a page over its least story",
    "this house",
)

SECOND_FROM = taste(
    "second_from",
    65,
    "priority",
    0,
    100,
    "news of such priority has its head in 黑; 100: none",
    "the trade's habit",
)
LEADS_FROM = bound(
    "leads_from", 90, "priority", "of such priority a story leads its page and stays in 宋", "this house"
)

# White between blocks.

POCKET_FROM = bound(
    "pocket_from",
    3,
    "rows",
    "of white between the blocks of a column that pass for a jog; what is beyond is a pocket",
    "this house",
)
POCKET_DEEP = bound(
    "pocket_deep", 5, "rows", "of white between the blocks of a column that are seen at arm's length", "this house"
)
POCKET_WIDE = bound(
    "pocket_wide",
    3,
    "columns",
    "that have a row fewer than that between their blocks, and are seen as far",
    "this house",
)

# Frames.

FRAMES_MOST = taste("frames_most", 1, "blocks", 0, 9, "frames that nobody asked for", "the trade's habit")
FRAME_MORE = weight(
    "frame_more", 1_900, "cost", "each frame beyond them: less than a page without a picture that rules it"
)
FRAME_MINOR = weight("frame_minor", 300, "cost", "a frame nobody asked for, of a minor story, at the page's top")

# Variety.

TURNS = bound("turns", 4, "kinds", "designs that pages take turns in: where the lead's width and its picture go")
TURN_COST = weight("turn_cost", 60, "cost", "each column by which the lead's block differs from its page's turn")
ALIKE = taste(
    "alike", 550, "1/1000", 0, 1_000, "of two pages' area in blocks that stand alike, from which they look the same",
    "this house",
)  # fmt: skip
ALIKE_NEAR = bound("alike_near", 8, "rows", "by which blocks of two pages may stand apart and still look alike")
