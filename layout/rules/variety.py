"""Chapter 9: pages of an issue that differ, groups of pictures, pages that their copy does not fill, briefs.

Costs have the unit of the solver's: a twentieth of a white cell.
"""

from layout.rules.entry import bound, weight

# Groups of pictures, and pages that their copy cannot fill.

GROUP_CROP = bound("group_crop", 160, "1/1000", "of its depth by which a picture of a group gives way to its copy")
GROUP_SETTLED = bound(
    "group_settled", 2, "rows", "by which its block may be deeper than the copy asks, where a leg ends badly"
)
GROUP_EVEN = weight("group_even", 60, "cost", "a group whose first picture is not twice as large as the others")
GROWN_HEAD = bound("grown_head", 350, "1/1000", "by which a head may be larger than usual, before it takes air")
GROWN_AIR = bound("grown_air", 3, "rows", "of air more that a head may take on a thin page, before it stays white")
THIN_PAGE = bound(
    "thin_page", 1_030, "1/1000", "of a page that its stories fill at natural size: up to it pictures and heads grow"
)
GROWING = bound(
    "growing",
    960,
    "1/1000",
    "of a page that its stories fill so: up to it they are offered grown before anything else is tried",
)

# Pages that one story fills 专版.

FILLING_SCALE = bound(
    "filling_scale",
    (840, 1_180),
    "1/1000",
    "of its natural depth that a picture may have where its page is one story's: less than a fifth of it is cropped",
)
FILLING_CROP = weight("filling_crop", 3, "cost", "each percent by which the pictures of such a page are cropped")
FILLING_EVEN = weight("filling_even", 400, "cost", "its first picture, where it is not twice as large as the next")
FILLING_STRIP = weight("filling_strip", 400, "cost", "its legs, where they are shallower than `shallow`")

# Pages that look different.

ALTERNATIVES = bound("alternatives", 8, "pages", "of the same copy that are kept of a page, each of another skeleton")
ALIKE_MOST = bound("alike_most", 650, "1/1000", "of two such pages' cells in blocks of the same columns")
DEARER = bound("dearer", 900, "cost", "by which they may be dearer than the best")
ALIKE_COST = weight(
    "alike_cost", 4, "cost", "each thousandth beyond `alike` of two pages' cells in blocks of the same columns"
)
ALIKE_MORE = weight("alike_more", 8, "cost", "each thousandth beyond `alike_most` more: such pages have one skeleton")

BRIEFS_GATHERED = bound("briefs_gathered", 2, "stories", "of a page's briefs that are gathered under one column title")
BRIEFS_WIDE = bound("briefs_wide", 2, "columns", "of their block, at most: broader, each of them is a flat strip")
BRIEFS_LOUD = bound("briefs_loud", 22_000, "pt/1000", "a larger head of one of them shouts: it is taken last")

# A kept page after a late change.

MOVED = weight("moved", 30, "cost", "a block of a kept plan that leaves its cells")
MOVED_ASIDE = weight("moved_aside", 60, "cost", "one that stands in other columns than before")
KEPT_SHORT = bound("kept_short", 3, "rows", "that a block may be short before it is made up anew, or one for each leg")
KEPT_SHORT_HAND = bound(
    "kept_short_hand", 12, "rows", "the same on a page that a hand drew: the desk may want that white"
)
