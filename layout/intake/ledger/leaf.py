"""What the ledger finds in a source: pieces of characters, and things."""

from __future__ import annotations

from layout.ground.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Leaf:
    """A node of a source: its key as accounts name it, its characters, or that it is a thing (a picture, a chart).

    An empty key: the format has no nodes to name, only a stream of characters. `apart`: it is read elsewhere than it
    stands in the file (notes, text boxes, readings over characters, formulas, what a tracked change took away).
    """

    key: tuple[str, str]
    text: str
    thing: bool = False
    apart: bool = False


def squeezed(text: str) -> str:
    """Return a text without blanks: those are no characters to the ledger."""
    return "".join(text.split())
