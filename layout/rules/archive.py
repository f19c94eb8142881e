"""Chapter 6: archive files and proofs of what is in them."""

from layout.rules.entry import bound, law

NAME_LONGEST = law("name_longest", 127, "bytes", "a PDF name", "ISO 19005-2 6.1.13")
STRING_LONGEST = law("string_longest", 32_767, "bytes", "a PDF string", "ISO 19005-2 6.1.13")
NESTING_DEEPEST = law("nesting_deepest", 28, "levels", "graphics states inside one another", "ISO 19005-2 6.1.13")
PAGE_LEAST = law("page_least", 3_000, "pt/1000", "the side of a page", "ISO 19005-2 6.1.13")
PAGE_MOST = law("page_most", 14_400_000, "pt/1000", "the side of a page", "ISO 19005-2 6.1.13")
ALTO_EDGE = bound("alto_edge", 1, "pixels", "rounding may set a box so far outside the one that holds it")
