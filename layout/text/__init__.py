"""Characters: what each one is to a line of type, before any face or size is known."""

from layout.text.classes import (
    CLOSERS,
    CONNECTORS,
    EM,
    HALF_MARKS,
    OPENERS,
    PAIRED,
    SIGNS,
    STOPS,
    Kind,
    is_han,
    kind_of,
)  # fmt: skip

__all__ = [
    "CLOSERS", "CONNECTORS", "EM", "HALF_MARKS", "OPENERS", "PAIRED", "SIGNS", "STOPS", "Kind", "is_han", "kind_of",
]  # fmt: skip
