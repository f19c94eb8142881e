"""The whole book, for whoever asks for an entry by its key; a reader of one rule imports its chapter."""

from __future__ import annotations

from collections.abc import Mapping

from layout.rules import archive, design, heads, ledger, lines, pages, press, proofreading, readers, solver, variety
from layout.rules.entry import BOOK, Entry

CHAPTERS = (lines, heads, pages, solver, press, archive, design, readers, variety, proofreading, ledger)
"""The chapters in order."""


def entries() -> Mapping[str, Entry]:
    """Return all entries by key."""
    return BOOK
