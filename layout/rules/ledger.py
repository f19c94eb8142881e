"""Chapter 11: what the ledger lets pass. It measures the sheets by itself, so it needs tolerances of its own."""

from layout.rules.entry import bound

LEDGER_SLACK = bound(
    "ledger_slack", 1_000, "pt/1000", "ink may stand over an edge: the width of a rule, the rounding of columns"
)
LEDGER_TRIMMED = bound(
    "ledger_trimmed", 12, "parts", "of its size, one of which a large line may stand over: heads are hung by their ink"
)
LEDGER_SHRINK = bound(
    "ledger_shrink", 6, "parts", "of its size, one of which a line's em box keeps free above and below"
)
PARTED_ROWS = bound("parted_rows", 2, "rows", "two blocks stand beside each other before a rule must part them")
CAPTION_NEAR = bound(
    "caption_near", 3, "rows", "below a picture within which its caption begins, and one above its foot"
)
CREDIT_NEAR = bound("credit_near", 40, "rows", "likewise for a credit, which may stand under the lines of a caption")
