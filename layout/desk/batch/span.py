"""Which issues a batch is of: `A..B`, single numbers, lists of both, and parts of the list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from layout.ground.dataclass import dataclass

_PART = re.compile(r"(\d{1,7})(?:\.\.(\d{1,7}))?")


@dataclass(frozen=True, slots=True)
class IssueSpan:
    """The issues of a span that are there, and the single numbers that it names and nobody has."""

    numbers: tuple[int, ...]
    missing: tuple[int, ...] = ()


def issues_in(span: str, present: Iterable[int]) -> IssueSpan | None:
    """Return the issues of `A..B`, `N` or a list of such with commas; None where it is no span.

    `present` are the numbers that have a folder. A range may have gaps; a number that stands alone is meant.
    """
    there = frozenset(present)
    numbers: set[int] = set()
    missing: set[int] = set()
    for part in span.split(","):
        found = _PART.fullmatch(part.strip())
        if found is None:
            return None
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first:
            return None
        numbers |= {number for number in there if first <= number <= last}
        if not found[2] and first not in there:
            missing.add(first)
    return IssueSpan(tuple(sorted(numbers)), tuple(sorted(missing)))


def shard(numbers: Sequence[int], which: str) -> tuple[int, ...] | None:
    """Return part `k/n` of the numbers: every n-th, from the k-th on; None where `which` is no such part.

    All parts together are the whole, no number is in two, and each is the same on every machine.
    """
    found = re.fullmatch(r"([1-9]\d{0,4})/([1-9]\d{0,4})", which)
    if found is None or int(found[1]) > int(found[2]):
        return None
    return tuple(numbers[int(found[1]) - 1 :: int(found[2])])
