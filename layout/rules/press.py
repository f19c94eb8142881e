"""Chapter 5: ink, type, rules and pictures on newsprint.

GWG is the Ghent Workgroup's 2022 specification, segment WebCMYKNews. What a print shop may ask for otherwise stands in
the `press:` block of an issue (docs/press.md), with the defaults given here.
"""

from layout.rules.entry import bound, law

# Ink.

INK_LIMIT = law(
    "ink_limit", 240, "% ink", "ink of any pixel: more does not dry on newsprint", "WAN-IFRA 2014; printers"
)
INK_WARNING = law("ink_warning", 220, "% ink", "mean over `ink_window`: a warning above", "ISO 12647-3:2013")
INK_MOST = law("ink_most", 245, "% ink", "mean over `ink_window`: an error above", "GWG 2015; GWG 2022 R0026")
INK_WINDOW = law("ink_window", 15.0, "mm2", "the area whose ink must dry", "GWG 2015; GWG 2022 R0026")
INK_EDGE = bound("ink_edge", 0.6, "% ink", "tolerance of sums: two steps of 8-bit samples")
TYPE_COVERS = bound(
    "type_covers", 700, "1/1000", "of its ink box that a glyph covers at most, in the mean over a window"
)
TYPE_LARGE = bound("type_large", 60_000, "pt/1000", "from this size on strokes are wider than 10 pt and count whole")
INK_NONE = bound("ink_none", 0.05, "% ink", "less is no ink, so that rounding in a file makes no plate")
BLACK_SOLID = bound("black_solid", 99.4, "% ink", "more black is solid black, whatever a file's rounding")
GROUND_DARK = law(
    "ground_dark", 135, "% ink", "a darker ground takes no black on top: the sum would smear", "GWG 2022 R0010"
)
RULE_GROUND = bound("rule_ground", 110, "% ink", "so far below the limit a ground takes no black rule on top")
HIGHLIGHT = law("highlight", 3.0, "% ink", "a fainter tint vanishes on newsprint", "printers")
SHADOW = law("shadow", 95.0, "% ink", "a photograph's black that is deeper closes up", "printers")
SHADOW_SHARE = bound("shadow_share", 5, "1/1000", "of a photograph that may be deeper")
SHADOW_OVER = bound("shadow_over", 2.5, "% ink", "what JPEG may add to a shadow")
BLACK_AREA = law(
    "black_area", 85, "% ink", "a darker area counts as black and has one more ink at most", "GWG 2022 R0015"
)

# Type and rules.

REVERSED = law("reversed", 8_000, "pt/1000", "white type below fills in", "GWG 2022 R0016; printers")
REVERSED_BOLD = law("reversed_bold", 6_000, "pt/1000", "the same in a bold sans", "GWG 2022 R0016; printers")
COLOURED = law("coloured", 12_000, "pt/1000", "type in two inks below shows where plates shift", "GWG 2022 R0017")
TYPE_EDGE = bound("type_edge", 50, "pt/1000", "tolerance of sizes of type")
THIN = law("thin", 2_000, "pt/1000", "a filled box thinner than this is a rule", "GWG 2022 R0010")
TINT_TYPE = law("tint_type", 7_000, "pt/1000", "type below is too small for dots of a screen to draw", "printers")
TINT_TYPE_INK = bound("tint_type_ink", 80, "% ink", "from this tint on the dots of a screen run together")
TINT_LINE = law("tint_line", 500, "pt/1000", "a thinner line is too narrow for dots of a screen to draw", "printers")
TINT_LINE_INK = bound("tint_line_ink", 60, "% ink", "from this tint on a thin line holds together")
GRAY_THIN = law(
    "gray_thin", 1_000, "pt/1000", "a thinner line in DeviceGray cannot overprint as it should", "GWG 2022 R0012"
)
LINE_LEAST = law("line_least", 250, "pt/1000", "a thinner line breaks off on newsprint", "GWG 2022 R0018")
LINE_REVERSED = law("line_reversed", 500, "pt/1000", "a thinner white line fills in", "GWG 2022 R0019")
LINE_COLOURED = law(
    "line_coloured", 1_000, "pt/1000", "a thinner line in two inks shows where plates shift", "GWG 2022 R0019"
)
LINE_EDGE = bound("line_edge", 5, "pt/1000", "tolerance of widths of lines")
WIDTH_EDGE = law(
    "width_edge", 1.0, "em/1000", "a stated width may differ so much from the program's", "ISO 19005-2 6.2.11.5"
)

# Boxes.

BOX_EDGE = bound("box_edge", 10, "pt/1000", "tolerance of one page box inside another")
SIZE_EDGE = bound("size_edge", 283, "pt/1000", "0.1 mm: tolerance of trimmed sizes")
TOUCH = law(
    "touch", 1_417, "pt/1000", "0.5 mm: ink that ends so near the trim is meant to run off it", "WAN-IFRA: register"
)

# Pictures.

PHOTO_LEAST = law(
    "photo_least", 100, "ppi", "a photograph below shows its pixels: an error", "GWG 2015; GWG 2022 R0031"
)
PHOTO_WARNING = law("photo_warning", 150, "ppi", "a photograph below looks soft", "GWG 2015; GWG 2022 R0031")
PHOTO_AIM = law("photo_aim", 200, "ppi", "what photographs are made for", "GWG 2015")
PHOTO_MOST = law("photo_most", 400, "ppi", "more carries nothing to newsprint", "GWG 2015")
PPI_EDGE = bound("ppi_edge", 0.5, "ppi", "tolerance of resolutions")
LINE_ART_LEAST = law("line_art_least", 550, "ppi", "line art below shows steps: an error", "GWG 2022 R0032")
LINE_ART_WARNING = law(
    "line_art_warning", 800, "ppi", "line art below is not sharp: its edges are not screened", "printers"
)
LINE_ART_KEPT = bound(
    "line_art_kept", 1_200, "ppi", "line art keeps up to this resolution", "printers ask for 600 to 1000"
)
PHOTO_ROOM = bound(
    "photo_room", 1_500, "1/1000", "photographs are reduced to this multiple of what they need, never enlarged"
)
PHOTO_DARK = bound(
    "photo_dark", 200, "1/1000", "a photograph whose median is darker closes up: newsprint adds a quarter"
)
PHOTO_CONTRAST = bound(
    "photo_contrast", 350, "1/1000", "of the scale: a photograph that uses less is one gray on newsprint"
)
PHOTO_SHARP = bound(
    "photo_sharp", 200, "1/1000", "of its contrast: what a reduction may take from edges that were enlarged"
)
SHARP_CONTRAST = bound(
    "sharp_contrast",
    24,
    "levels",
    "of coarse contrast: with less, as of a sky or a wall, nothing tells how sharp it is",
)
TONE_GAIN = bound(
    "tone_gain", 130, "1/1000", "half the dot gain: what the newsprint curve adds to the middle tone", "ISO 12647-3"
)
JPEG_MADE = bound("jpeg_made", 92, "quality", "what JPEG is written at, 4:4:4: below 90 blocks break the ink limit")
JPEG_LEAST = bound("jpeg_least", 88, "quality", "what JPEG is accepted at: 90 is wanted, the estimate is coarse")
AREA_MARGIN = bound(
    "area_margin",
    22,
    "% ink",
    "a photograph stays so far under the limit of a pixel: a dark area keeps the lower limit, too",
)

# What plates and adverts show.

PLATES_EDGE = bound("plates_edge", 3, "% ink", "by which a renderer and our own reading of a page differ")
PLATES_PIXELS = bound("plates_pixels", 8, "pixels", "over the ink limit make a fault: fewer are the renderer's edges")
PLATES_CLEAR = bound("plates_clear", 40, "% ink", "of type that must show on the plates, by a quarter of it")
PLATES_HIDDEN = bound("plates_hidden", 100, "1/1000", "of a page's lines that may lie under something")
BLEED_SHORT = bound("bleed_short", 300, "pt/1000", "by which an advert's bleed may fall short: 0.1 mm")
INSIDE_LEAST = bound(
    "inside_least", 1_400, "pt/1000", "by which an advert's ink may stand inside its page and be level: 0.5 mm"
)
INSIDE_MOST = bound(
    "inside_most", 8_500, "pt/1000", "further inside than 3 mm its ink stands in white that is meant to be there"
)
DRAWN_GRAY = bound(
    "drawn_gray",
    3,
    "levels",
    "by which a drawing's channels may differ and be a gray, which prints in black alone",
)
FAINT = bound("faint", 3, "% ink", "a flat colour of a drawing does without a fainter ink: it would dirty the others")
ADVERT_DARK = bound("advert_dark", 48, "levels", "no channel of a drawn advert is above that where black ink shows")
ADVERT_SPREAD = bound("advert_spread", 8, "levels", "its channels differ by no more there")
ADVERT_NEUTRAL = bound("advert_neutral", 6, "levels", "the same where gray shows, which is printed in black alone")
ADVERT_STRAY = bound(
    "advert_stray", 20, "1/1000", "of the pixels of its black type that may look otherwise, when that is drawn apart"
)
