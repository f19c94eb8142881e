"""Chapter 2: heads. Sizes, faces and air of heads are style and stand in `compose/head/heads.yaml`."""

from layout.rules.entry import bound, law, weight

# What a break costs, in points.

GOOD = weight(
    "break_good", 8, "points", "between words, where the second opens a new limb: a verb, a preposition, a quote"
)
LIMB = weight(
    "break_limb", 3, "points", "between what is spoken of and what is said of it: before the verb of a clause"
)
COMPOUND = weight(
    "break_compound", 26, "points", "between two nouns, which are mostly one name: 重点项目 / 建设, 防汛抗旱 / 工作"
)
OBJECT = weight("break_object", 24, "points", "between a verb and a long object: 签署 / 战略合作协议")
WORD = weight("break_word", 14, "points", "between two words")
WEAK = weight(
    "break_weak", 34, "points", "between words that lean on each other: before a particle, after a preposition"
)
GROUP = weight(
    "break_group", 120, "points", "inside a sense group 意群: 换 / 新枝, 三十年 / 山路; any shape of lines is cheaper"
)
GROUP_SHORT = bound(
    "group_short", 3, "ems", "an object up to so wide stays with its verb; one em more leans on it", "the trade's habit"
)
GROUP_LONG = bound(
    "group_long", 5, "ems", "a name up to so wide is one piece: 良种示范田, 新教学楼", "the trade's habit"
)
PROTECTED = law(
    "break_protected",
    200,
    "points",
    "from here on a break harms the sense: inside a name, a figure, a short quoted word",
    "the trade's habit: 标题不破词",
)
INSIDE_WORD = weight("break_inside_word", 400, "points", "inside a word of the dictionary")
INSIDE_WESTERN = weight("break_inside_western", 700, "points", "inside a Western word, an address or a number")
INSIDE_CLAUSE = weight("break_inside_clause", 12, "points", "what a break inside one of several clauses costs more")
SHORT_QUOTE = bound("short_quote", 10, "characters", "a quoted word or bracketed title up to so many is one piece")
SHORT_CLAUSE = bound("short_clause", 5, "characters", "a clause up to so many is one piece: four-character phrases")

# What the shape of the lines costs.

ALONE = law(
    "head_alone",
    1_000,
    "points",
    "a character alone on a line: no other fault outweighs it",
    "the trade's habit: 题不孤字",
)
PAIR = weight("head_pair", 40, "points", "a line of two characters in a head that is longer")
PAIR_FROM = bound("head_pair_from", 6, "characters", "up to so many a head may have a line of two")
ACROSS = weight("head_across", 14.0, "points", "a line that runs over the space between two clauses")
TOO_WIDE = law("head_too_wide", 10_000, "points", "a line that its room does not hold", "the trade's habit: 题不出栏")
LEVEL_STEP = weight("head_level_step", 2_050, "em/1000", "two lines that differ by no more look balanced")
TOP_HEAVY = weight("head_top_heavy", 8, "points", "a first line that is clearly longer than the second")
TOP_STEP = weight("head_top_step", 4, "points", "each em more by which the first of two lines is the longer")
STUB = weight(
    "head_stub", 24, "points", "a second line of `stub_most` ems at most under one that is over twice as long: a stub"
)
STUB_MOST = bound(
    "head_stub_most", 3, "ems", "a second line up to so wide is a stub under one over twice as long", "the trade's eye"
)
CLEAR = weight("head_clear", 6, "points", "a second line that is clearly longer than the first")
UNCLEAR = weight("head_unclear", 12, "points", "a second line that is longer, but not clearly so")
CLEAR_MORE = weight("head_clear_more", 2.5, "points", "each em beyond two by which the second line is the longer")
STEP_PRICE = weight("head_step_price", 1.5, "points", "each em by which two balanced lines differ")
CLEAR_STEP = weight(
    "head_clear_step", 750, "1/1000", "a first line up to this share of the second is clearly the shorter"
)
WEIGHED_LINES = bound(
    "head_weighed_lines", 6, "lines", "up to so many a head is balanced; beyond, lines are filled in turn"
)

# What a setting costs.

LINES = weight("head_lines", (0, 4, 14, 30, 50), "points", "what so many lines cost, from one on; one is best")
BREAK = weight("head_break", 450, "1/1000", "what a point of the breaks' and the shape's cost weighs in the score")
SMALLER = weight("head_smaller", 180, "points", "a size below the one asked for, times the square of its logarithm")
LARGER = weight("head_larger", 110, "points", "a size above the one asked for, times the square of its logarithm")
THIN = weight("head_thin_line", 80, "points", "the share of its span by which the longest line misses the least fill")
SHORT = weight("head_short_line", 20, "points", "the share of its span by which it misses a good fill")
DESK_SHAPE = bound("head_desk_shape", 12.0, "points", "the most that the shape of the desk's own lines costs")
REBROKEN = weight("head_rebroken", 20.0, "points", "breaking the desk's own lines further")
SMALL = bound(
    "head_small", 750, "1/1000", "a head that reaches less of the size that its room asks for is tried in more lines"
)
ONE_LINE_DOES = bound(
    "head_one_line_does", 83.0, "points", "from this score on a head on one line is not tried on more"
)
TURNS_BELOW = bound(
    "head_turns_below", 800, "1/1000", "a head that keeps less of the dummy's size in its lines turns over to more"
)
JOINED_DOWN = weight(
    "head_joined_down", 60.0, "points", "running the desk's lines together in one column of a vertical head"
)

# Pull quotes and subheads in lines.

QUOTE_LINE = weight(
    "quote_line", 40, "points", "a line of a pull quote or a subhead: more than a weak break, less than a torn group"
)
QUOTE_STEP = weight(
    "quote_step", 600, "1/1000", "the square of each em by which a line of them differs from the mean, in points"
)

# Proportions.

SIDE = bound(
    "head_side",
    40,
    "em/1000",
    "left beside a mark's ink inside a line of a head",
    "CLREQ, punctuation width adjustment",
)
DASH_CLEAR = bound(
    "head_dash_clear",
    200,
    "em/1000",
    "between a dash and 一: closed up they read as one longer dash",
    "the trade's eye",
)
SMALL_PITCH = bound(
    "head_small_pitch",
    1250,
    "1/1000",
    "leading of kickers, decks and bylines in two lines, of their size",
    "the trade's habit",
)
BYLINE_OVER = bound(
    "head_byline_over",
    2,
    "times",
    "as much air over a byline as under it, at most: it hangs neither on its head nor on its text",
    "the trade's eye",
)
STEPS = bound(
    "head_steps",
    2,
    "times",
    "that a kicker or deck steps down the ladder before it takes another line",
    "the trade's habit: 引题、副题一行为好",
)
STEPS_WIDER = bound(
    "head_steps_wider",
    4,
    "times",
    "that one steps down in all which would run wider than its headline",
    "the trade's habit: 主题最宽",
)
NARROWER = bound(
    "head_narrower",
    920,
    "1/1000",
    "a kicker or deck may run as wide as this share of its headline",
    "the trade's habit: 主题最宽",
)
