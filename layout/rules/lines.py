"""Chapter 1: lines and paragraphs.

Sources: CLREQ is W3C, Requirements for Chinese Text Layout; GB/T 15834-2011 is the use of punctuation marks. The loss
is that of `docs/composition.md`, "How good".
"""

from layout.rules.entry import bound, law, taste, weight

# What a line costs that is not set solid.

STRETCH_UNIT = weight(
    "stretch_unit", 125, "em/1000", "the opening of every gap that is one eye-catching hole: an unpractised eye sees it"
)
STRETCH_FAR = weight("stretch_far", 250, "em/1000", "gaps that open further than this cost extra: the line falls apart")
FAR_PRICE = weight("far_price", 40.0, "loss", "each em of opening beyond `stretch_far`")
STRETCH_MOST = weight("stretch_most", 140.0, "loss", "the dearest that a stretched line gets: still less than no line")
VISIBLE = weight("visible", 31.25, "em/1000", "gaps that open by more make a line loose; two such in a row show")
LOOSE_AFTER_LOOSE = weight(
    "loose_after_loose", 0.25, "loss", "the second of two loose lines: readers mind a loose patch, not a loose line"
)
OFF_GRID = weight("off_grid", 0.08, "loss", "a stretched line: nearly all its characters leave the grid of whole ems")
PARTLY_OFF_GRID = weight(
    "partly_off_grid", 0.03, "loss", "a squeezed line: characters leave the grid from the first squeezed mark on"
)
SQUEEZED = weight("squeezed", 0.25, "loss", "marks squeezed to their limit: a quarter of an eye-catching hole")
ADJACENT_CLOSED = weight(
    "adjacent_closed", 0.01, "loss", "two adjacent marks closed from 1.5 em to 1 em: the least visible blank of all"
)
GAP_UNIT = weight("gap_unit", 125, "em/1000", "the change of a Han-Western gap that an eye sees as it sees a hole")
GAP_PRICE = weight(
    "gap_price", 0.25, "loss", "a gap changed by `gap_unit`: the same eye, a quarter, for no word is parted"
)
HANG = weight("hang_price", 0.3, "loss", "a mark hung outside the measure: dearer than any one squeezed mark")
SHORT_LINE = weight(
    "short_line", 12.0, "loss", "a line left short before a long piece, an address or a number: better than a hole"
)
SHORT_EM = weight("short_em", 2.0, "loss", "each em by which such a line is short")
LONG_PIECE = bound("long_piece", 2, "ems", "from here on a piece that may not be divided lets the line before be short")
UNSETTABLE = weight("unsettable", 150.0, "loss", "a line that no step brings to its measure; it is reported")
EMERGENCY = weight(
    "emergency", 400.0, "loss", "a break where none is allowed, because nothing allowed fits the measure"
)

# What a break costs.

ORPHAN = law(
    "orphan",
    30.0,
    "loss",
    "a last line of fewer than two Han characters, only where nothing else can be done",
    "GB/T 15834-2011 5.1.11",
)
SHORT_LAST = weight(
    "short_last",
    0.12,
    "loss",
    "a last line of two Han characters: three look better",
    "CLREQ, adjustments of orphans and widows",
)
UNIT = weight(
    "unit", 1.5, "loss", "a figure parted from its Han unit or from 零下 or 图 before it, a unit or counter divided"
)
COUNTER = weight(
    "counter",
    0.6,
    "loss",
    "a figure parted from its counter or its 年 月 日, which CLREQ allows: worse than gaps of a tenth of an em",
)
DATE = weight(
    "date", 0.12, "loss", "a date or a time divided between its parts; a letter from its word, a road from its number"
)
LINK = weight("link", 2.0, "loss", "a long run of figures cut at a link: a standard's number, a range of long numbers")
LONG_FIGURE = bound("long_figure", 13, "letters", "up to so many half ems figures and what binds them are one piece")
KEEP_TITLES = taste(
    "keep_titles",
    0,
    "characters",
    0,
    30,
    "a title in 《》 is one piece up to so many, in body, heads, captions and tables; 0: it divides like text",
    "the trade's habit",
)
KEEP_NAMES = taste(
    "keep_names", 4, "characters", 0, 30, "a name that the copy marks is one piece up to so many", "the trade's habit"
)
KEPT = weight("kept", 300.0, "loss", "a break inside what copy or house keeps whole, which is reported")
DASH_START = weight(
    "dash_start",
    0.12,
    "loss",
    "—— or …… at the start of a line; forbidden only at the level `strict`",
    "CLREQ, prohibition rules for line start and line end",
)
HYPHEN_PRICE = weight("hyphen_price", 0.15, "loss", "a hyphen at the end of a line: a fault of reading")
JOINT_PRICE = weight("joint_price", 0.05, "loss", "a break at a joint of an address or a compound: hardly a fault")
SOLIDUS_PRICE = law(
    "solidus_price",
    6.0,
    "loss",
    "a break after the solidus of an address, only where a hole or a short line is worse",
    "GB/T 15834-2011 5.1.9",
)
HYPHEN_BEFORE = bound("hyphen_before", 2, "letters", "letters that stay before a hyphen", "Western setting")
HYPHEN_AFTER = bound("hyphen_after", 3, "letters", "letters that go on after a hyphen", "Western setting")

# What a house sets of gaps and hanging.

GAP = taste(
    "gap",
    250,
    "em/1000",
    0,
    500,
    "between Han and Western characters, in a line that falls solid",
    "CLREQ, procedures for mixed text composition",
)
GAP_LEAST = taste(
    "gap_least", 125, "em/1000", 0, 500, "the least that squeezing leaves of it", "CLREQ, inter-character space"
)
GAP_MOST = taste(
    "gap_most", 333, "em/1000", 0, 500, "the most that stretching makes of it", "CLREQ, inter-character space"
)
SPACE_MORE = law(
    "space_more", 250, "em/1000", "the most that stretching adds to a word space", "CLREQ, inter-character space"
)
RAGGED = weight("ragged", 4, "ems", "an uneven line so much short of its measure costs as an eye-catching one does")
HANG_BELOW = taste(
    "hang_below",
    14,
    "ems",
    0,
    60,
    "marks may hang only at narrower measures, where the house lets them hang at all",
    "the trade's habit",
)

# Copyfitting.

COPYFIT_LONGEST = bound(
    "copyfit_longest",
    150,
    "lines",
    "a longer paragraph is left as it is: what is weighed grows by the square of its lines",
)
COPYFIT_REACH = taste(
    "copyfit_reach",
    2,
    "lines",
    0,
    4,
    "lines that legal means may take from a story or add to it",
    "GB/T 15834-2011 5.1.11",
)
WORST_FITTED = weight(
    "worst_fitted", 1.2, "loss", "the worst line that copyfitting makes: gaps opened by an eighth of an em"
)
SIGN_CLEAR = taste(
    "sign_clear", 1, "ems", 0, 8, "between the text and a sign-off in the same line, at least", "the trade's habit"
)

# Lines beside an initial 首字下沉, or round a picture 文绕图.

BESIDE_LEAST = taste(
    "beside_least",
    8,
    "ems",
    6,
    17,
    "a narrower line beside an initial or a picture has too few characters to be set well",
    "this house",
)
DROP_FACE = bound(
    "drop_face", 940, "1/1000", "of an initial's em that its ink fills: so far it is enlarged beyond its lines"
)
DROP_GAP = bound("drop_gap", 200, "em/1000", "between an initial and the lines beside it, at least")
DROP_LETTERS = bound("drop_letters", 2, "letters", "a figure or a Western word of more is never sunk into its lines")
DROP_UNDER = bound(
    "drop_under", 1, "lines", "of its paragraph that go on under an initial, at least", "the trade's habit"
)

# Shapes of marks.

MARK_BACK = bound(
    "mark_back",
    100,
    "em/1000",
    "a name line stands back at either end, so that two names have two lines",
    "CLREQ, proper noun marks",
)
SMALL_SIZE = bound("small_size", 620, "1/1000", "raised and lowered figures, of the type's size")
RAISE = bound("raise", 340, "em/1000", "raised figures stand so far over the baseline")
LOWER = bound("lower", -140, "em/1000", "lowered figures stand so far over the baseline")
DASH_OVERLAP = bound("dash_overlap", 14, "em/1000", "two dashes overlap so far that they print as one stroke")
DASH_CLEAR = bound(
    "dash_clear", 15, "em/1000", "a two-em dash leaves free at either end, so that it touches no character"
)
