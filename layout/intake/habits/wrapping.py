"""Copy that its maker's program broke at a line length, so that every line is a paragraph."""

from __future__ import annotations

from collections import Counter

from layout.intake.habits.lexicon import CLOSED
from layout.intake.pieces import Piece

_EVEN = 4
"""Lines of one length that tell copy broken by a line length from paragraphs."""
_SHORTEST_WRAPPED = 15


def wrapped_length(texts: list[Piece]) -> int:
    """Return the line length that copy was broken at by its maker's program; 0 where it was not."""
    lengths = Counter(len(piece.text) for piece in texts if not CLOSED.search(piece.text))
    length = max(lengths, key=lambda one: (lengths[one], one), default=0)
    near = sum(lengths[length + more] for more in (-1, 0, 1))
    return length if near >= _EVEN and length >= _SHORTEST_WRAPPED and near * 3 >= len(texts) else 0
