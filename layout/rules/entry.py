"""An entry of the book: a value with its unit, its reason and its source, and who may change it.

A chapter of the book is a module of constants; each is written by one of the four functions below, which keep the entry
and return the bare value, so that a reader pays for a constant and nothing else.
"""

from __future__ import annotations

from typing import Any, Literal, TypeVar

from layout.ground.named_tuple import NamedTuple

Value = TypeVar("Value")

Kind = Literal["law", "taste", "weight", "bound"]
"""law: a standard, or what press and reader cannot do without; nobody overrides it. taste: a house may decide otherwise
under `house: {rules: …}`. weight: what one fault counts against another; weights are tuned together. bound: how exactly
the program measures and how far it goes."""

UNITS = (
    "rows", "columns", "lines", "ems", "letters", "characters", "pages", "stories", "kinds", "blocks",
    "pixels", "modules", "pt/1000", "em/1000", "1/1000", "% ink", "ppi", "mm2", "quality", "bytes", "levels",
    "loss", "points", "priority", "cost", "pour cost", "score", "powers of ten", "frequency", "times", "parts", "runs",
    "errors",
)  # fmt: skip
"""One convention. Lengths are 1/1000 pt, parts of an em 1/1000 em, shares 1/1000 of the whole; ink is what the press
says, percent. loss: the composition loss (1 = an eye-catching line). points: a head's score runs to 100, as a
story's priority does. cost: a twentieth of a white cell of a page. pour cost: what flowing a galley into legs
minimises. score: a natural logarithm of frequencies."""


class Entry(NamedTuple):
    """A rule: what it is called, its value and unit, why it is so, where that is from, and what a house may make of it.

    `least` and `most` bound what a house may choose; they are None where it may choose nothing.
    """

    key: str
    value: Any
    unit: str
    kind: Kind
    reason: str
    source: str
    least: float | None = None
    most: float | None = None


BOOK: dict[str, Entry] = {}
"""The entries of the chapters that are loaded, by key; `book.entries` loads them all."""


def law(key: str, value: Value, unit: str, reason: str, source: str) -> Value:
    """Enter what nobody may override, and return its value."""
    BOOK[key] = Entry(key, value, unit, "law", reason, source)
    return value


def taste(key: str, value: Value, unit: str, least: float, most: float, reason: str, source: str) -> Value:
    """Enter what a house may set from `least` to `most`, and return the value that it has without."""
    BOOK[key] = Entry(key, value, unit, "taste", reason, source, least, most)
    return value


def weight(key: str, value: Value, unit: str, reason: str, source: str = "this house") -> Value:
    """Enter what a fault counts against other faults, and return it."""
    BOOK[key] = Entry(key, value, unit, "weight", reason, source)
    return value


def bound(key: str, value: Value, unit: str, reason: str, source: str = "this program") -> Value:
    """Enter a tolerance or a limit of the program itself, and return it."""
    BOOK[key] = Entry(key, value, unit, "bound", reason, source)
    return value
