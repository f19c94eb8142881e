"""Chapter 9: pages of an issue that differ, groups of pictures, pages that their copy does not fill, briefs.

Costs have the unit of the solver's: a twentieth of a white cell.
"""

from layout.rules.entry import bound, weight

# Groups of pictures, and pages that their copy cannot fill.

GROUP_CROP = bound("group_crop", 160, "1/1000", "of its depth by which a picture of a group gives way to its copy")
GROUP_EVEN = weight("group_even", 60, "cost", "a group whose first picture is not twice as large as the others")
GROWN_HEAD = bound("grown_head", 350, "1/1000", "by which a head may be larger than usual, before it takes air")
GROWN_AIR = bound("grown_air", 3, "rows", "of air more that a head may take on a thin page, before it stays white")
THIN_PAGE = bound(
    "thin_page", 1_030, "1/1000", "of a page that its stories fill at natural size: up to it pictures and heads grow"
)

# Pages that look different.

ALTERNATIVES = bound("alternatives", 8, "pages", "of the same copy that are kept of a page, each of another skeleton")
ALIKE_MOST = bound("alike_most", 650, "1/1000", "of two such pages' cells in blocks of the same columns")
DEARER = bound("dearer", 900, "cost", "by which they may be dearer than the best")
ALIKE_COST = weight(
    "alike_cost", 4, "cost", "each thousandth beyond `alike` of two pages' cells in blocks of the same columns"
)

BRIEFS_GATHERED = bound("briefs_gathered", 2, "stories", "of a page's briefs that are gathered under one column title")

# A kept page after a late change.

MOVED = weight("moved", 30, "cost", "a block of a kept plan that leaves its cells")
MOVED_ASIDE = weight("moved_aside", 60, "cost", "one that stands in other columns than before")
