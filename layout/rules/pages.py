"""Chapter 3: blocks and pages, as they are set, searched and checked.

Harrower is T. Harrower, The Newspaper Designer's Handbook. 区序, 碰题, 通线, 断版, 题大文小 are the trade's own words
for what a make-up editor looks at first.
"""

from layout.rules.entry import bound, law, taste

# Legs.

LEG_LEAST = taste(
    "leg_least", 4, "rows", 1, 20, "a shorter leg looks like a mistake", "Harrower: legs of 2 to 10 inches"
)
LEG_MOST = taste("leg_most", 65, "rows", 20, 400, "a longer leg is a wall of gray", "Harrower: legs of 2 to 10 inches")
SHORT_KINDS = law(
    "short_kinds",
    frozenset({"brief", "notice", "column", "table"}),
    "kinds",
    "kinds of copy whose legs may be shorter, and whose heads larger, than the copy would ask: it is their form",
    "the trade's habit",
)
UNEVEN = taste(
    "uneven", 1, "rows", 0, 6, "rows that the last leg may lack for each leg of a story", "the trade's habit: 齐脚"
)
UNEVEN_LEAST = bound("uneven_least", 2, "rows", "rows that the last leg may always lack")
PIECE_OF_LEG = bound(
    "piece_of_leg", 3, "rows", "fewer rows of text over or under a picture do not read as text", "the trade's habit"
)
LOOK_BACK = bound("look_back", 4, "lines", "lines that a leg may give away to end better; more would leave a hole")
BOX_PAD = bound("box_pad", 1, "ems", "between a frame and its text, at least", "the trade's habit: 框内空一字")
LONGEST_LINE = law(
    "longest_line",
    56,
    "ems",
    "body type no longer reads well in longer lines: three base columns",
    "the trade's habit: 三合一",
)
TAIL_MOST = taste(
    "tail_most", 14, "rows", 3, 60, "a leg that runs on further looks like a leg of its own", "this house"
)

# Initials 首字下沉.

DROP_LINES = taste(
    "drop_lines",
    3,
    "lines",
    0,
    3,
    "over which the house sinks the initial of a feature 专版; none below 2",
    "this house",
)
DROP_LONG = taste(
    "drop_long",
    0,
    "characters",
    0,
    20_000,
    "from so many on a story of news or a column opens with such an initial, too; 0: only a feature does",
    "this house",
)

# How a galley is poured into legs.

LEG_SHORT = law(
    "leg_short",
    12.0,
    "pour cost",
    "each row that a leg other than the last lacks against its neighbours",
    "the trade's habit: 齐脚",
)
LEG_WIDOW = law(
    "leg_widow",
    7.0,
    "pour cost",
    "a paragraph's last line alone at the top of a leg",
    "CLREQ, adjustments of orphans and widows",
)
WIDOW_SHORT = law(
    "widow_short",
    500,
    "1/1000",
    "of its measure that such a line should fill",
    "CLREQ, adjustments of orphans and widows",
)
WIDOW_SHORTER = law(
    "widow_shorter",
    6.0,
    "pour cost",
    "more for one that fills less: with it, a few characters over a leg are dearer than a leg a row short",
    "CLREQ, adjustments of orphans and widows",
)
LEG_ORPHAN = law(
    "leg_orphan",
    4.0,
    "pour cost",
    "a paragraph's first line alone at the foot of a leg: dear enough that a line more or less is tried",
    "CLREQ, adjustments of orphans and widows",
)
TABLE_ROW = law(
    "table_row",
    14.0,
    "pour cost",
    "a row of a table alone under its head row at a foot or a top, or its note alone: dearer than a leg a row short",
    "the trade's habit: 表不拆单行",
)
SUBHEAD_FOOT = law(
    "subhead_foot",
    1_000.0,
    "pour cost",
    "a subhead at a foot: never taken where any other ending exists",
    "the trade's habit: 小标题不落脚",
)
SUBHEAD_LINES = law(
    "subhead_lines", 2, "lines", "under a subhead at a leg's foot, at least", "the trade's habit: 小标题不落脚"
)
SUBHEAD_LOW = law(
    "subhead_low",
    14.0,
    "pour cost",
    "a subhead over a single line at a foot: dearer than a leg a row short",
    "the trade's habit: 小标题不落脚",
)
SUBHEAD_NEAR = law(
    "subhead_near",
    5.0,
    "pour cost",
    "a subhead over two lines at a foot: three carry it",
    "the trade's habit: 小标题不落脚",
)
SUBHEAD_AIR = law(
    "subhead_air",
    2.0,
    "pour cost",
    "a row more over a subhead, so that a leg that ends early stays level",
    "the trade's habit: 齐脚",
)
SUBHEAD_OVER = law(
    "subhead_over",
    1_500,
    "1/1000",
    "of a row of white over a subhead at most: of a row more it takes half under it, three rows for its own line",
    "the trade's habit: 小标题占三行",
)
LEG_UNEVEN = law(
    "leg_uneven",
    9.5,
    "pour cost",
    "a last leg that ends over its neighbours: dearer than a line more and a last line at the top of a leg",
    "the trade's habit: 齐脚",
)
LEG_FOOT = law(
    "leg_foot",
    4.0,
    "pour cost",
    "a row of white under all legs of a block: they end level, where a last leg would end rows over the others",
    "the trade's habit: 齐脚",
)
LEG_OVERSET = law("leg_overset", 100_000.0, "pour cost", "a line that finds no room", "no copy is lost")
SPARED = bound("spared", 4.0, "pour cost", "a dearer pouring is tried with a line more and a line less")

# Heads over their legs.

FEATHER = taste(
    "feather", 3, "rows", 0, 8, "rows of air that a head may take beyond its own to fill its block", "this house"
)
LOOSE = bound(
    "loose", 2, "rows", "rows that it may take beyond even that where the page would stay white", "this house"
)
HEAD_GROUND = bound(
    "head_ground", 350, "1/1000", "of a row that the ground of a white head 反白 reaches beyond its lines", "this house"
)
GROUND_SIDE = bound(
    "ground_side", 350, "1/1000", "of a row that a white head 反白 keeps clear of the sides of its ground", "this house"
)
LABEL_ROWS = bound("label_rows", 3, "rows", "a column title: a row of air, the title and its rule", "this house")

# Heads over pictures 压图.

OVER_CONTRAST = law(
    "over_contrast", 4_500, "1/1000", "of a head's ink to the picture beneath it, at least", "WCAG 2.2, 1.4.3"
)
OVER_SHARE = law(
    "over_share", 950, "1/1000", "of the area of a head's lines over a picture that has this contrast", "this house"
)
OVER_SPREAD = taste(
    "over_spread",
    110,
    "1/1000",
    40,
    250,
    "standard deviation of the lightness beneath a head: a picture that spreads more is not quiet there",
    "this house",
)
OVER_DEEP = taste("over_deep", 500, "1/1000", 200, 900, "of a picture's depth that a head may cover", "this house")
OVER_INK = law(
    "over_ink", 140, "% ink", "cyan, magenta and yellow beneath a black head: with it they are 240", "WAN-IFRA 2014"
)

# Photographs.

CROP = taste(
    "crop", 80, "1/1000", 0, 300, "how much taller or flatter a photograph may be cropped to fit", "this house"
)
PICTURE_LEAST = bound(
    "picture_least", 3, "rows", "that a picture takes, however flat it is: less could not be looked at", "this house"
)
CROPPED_MOST = bound(
    "cropped_most", 200, "1/1000", "of a photograph that its place may cut away before the desk is told", "this house"
)
CROPPED_ABOVE = bound(
    "cropped_above", 400, "1/1000", "of what is cut off a tall photograph goes above: faces stand there", "this house"
)
ENDS_MOST = bound(
    "ends_most",
    3,
    "rows",
    "left empty at the feet of a block's legs before it counts as short, or one a leg",
    "this house",
)

# Pages.

WHITE_FRONT = taste("white_front", 10, "1/1000", 0, 200, "white cells that a front page may keep", "this house")
WHITE_INSIDE = taste("white_inside", 20, "1/1000", 0, 200, "white cells that another page may keep", "this house")
NOTICE_AIR = bound(
    "notice_air",
    1,
    "rows",
    "of white over an advert or notice that is a picture: it has no rule of its own",
    "printers",
)
JOG = bound(
    "jog",
    3,
    "rows",
    "a block breaks an alley 通线 only where it reaches so far beyond the line on both sides",
    "this house",
)
LOCKED = law(
    "locked",
    5,
    "blocks",
    "the fewest rectangles that fill a page without a straight line through it",
    "geometry: every tiling by up to four is cut by guillotine",
)
PIECE_LEAST = taste(
    "piece_least",
    12,
    "lines",
    4,
    60,
    "lines that stay before a jump, and after one",
    "Harrower: 4 inches before, 6 after",
)
REST_LEAST = taste("rest_least", 15, "lines", 4, 60, "lines that go on after a jump", "Harrower: 6 inches after a jump")
JUMPS_MOST = taste(
    "jumps_most", 2, "stories", 0, 8, "stories that jump from one page", "Harrower: jump once, to one page"
)
BOXES_FREE = bound("boxes_free", 2, "stories", "framed stories of a page that cost nothing more", "this house")
BOXED_MOST = taste(
    "boxed_most", 70, "lines", 0, 400, "longer stories are never framed unless the desk asks", "this house"
)
LEAD_LONG = taste(
    "lead_long",
    500,
    "characters",
    0,
    10_000,
    "from so many on a lead takes three columns at least",
    "新民晚报《晚报版面 ABC》",
)

# Tints, rules and the code.

TINT = taste(
    "tint", 10, "% ink", 0, 30, "the ground of a shaded story 网底: newsprint carries 8 to 12 under text", "printers"
)
PICTURE_FRAME = bound(
    "picture_frame",
    60,
    "% ink",
    "of the hairline round a photograph: it ends a light edge and is no line of its own; lighter it breaks up in print",
    "the trade's habit; printers",
)
PLACE_TINT = taste(
    "place_tint", 8, "% ink", 0, 30, "the ground of a place whose picture is still to come", "this house"
)
RULE_AIR = law(
    "rule_air",
    450,
    "1/1000",
    "of a row of white between type and a rule, a frame or another picture: half a row, less what the rule is thick",
    "the trade's habit",
)
HEAD_UNDER_RULE = law(
    "head_under_rule",
    950,
    "1/1000",
    "of a row of white between a head and the rule over it: a row, less what the rule is thick",
    "the trade's habit: 题上空一行",
)
TABLE_CLEAR = law(
    "table_clear",
    750,
    "1/1000",
    "of a row of white between a table at a leg's foot and the rule under its block: nearer the two look like one rule",
    "the trade's habit",
)
HAIRLINE = bound("hairline", 300, "pt/1000", "the rules between blocks", "GWG 2022 R0018: 0.25 pt at least")
ORNAMENT = bound("ornament", 1400, "pt/1000", "a square of an ornamental border 花边", "this house")
QR_QUIET = law("qr_quiet", 4, "modules", "bare paper around the code", "ISO/IEC 18004, quiet zone")
QR_SIDE = law(
    "qr_side", 42_520, "pt/1000", "15 mm: a phone reads a smaller code from newsprint only with luck", "this house"
)
QR_MODULE = law(
    "qr_module",
    935,
    "pt/1000",
    "0.33 mm: twice the dot of a 100-line screen with its gain still leaves the gaps open",
    "ISO/IEC 18004; printers",
)

# Artwork that takes a page for itself.

PAGE_EDGE = bound(
    "page_edge",
    20,
    "1/1000",
    "by which artwork of a page's own shape may differ from it: it runs off all edges",
)

# Furniture.

FURNITURE_LEAST = law(
    "furniture_least",
    5_000,
    "pt/1000",
    "type of a folio line or an imprint that has more to say than room: smaller nobody reads",
    "printers",
)
