"""The search over all issues, asked as the browser asks it: by the kept index, newest issues first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from layout.ground.dataclass import dataclass

TERMS_MOST = 6
"""Terms of a part that the index is asked for; what they let through is looked into all the same."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """An issue that may answer: its folder below the published one, and the numbers of its articles that may."""

    folder: str
    owners: frozenset[int]


def candidates(folder: Path, parts: tuple[str, ...]) -> Iterator[Candidates]:
    """Yield the issues of a published folder that may hold all parts (folded), newest first.

    Raises OSError and ValueError where the index is damaged.
    """
    from layout.export.web.site.shelf import read_list

    home = folder / "web" / "find"
    asked = list(dict.fromkeys(term for part in parts for term in _terms(part)))
    for entry in sorted(read_list(home).values(), key=lambda entry: str(entry["to"]), reverse=True):
        yield from _in_segment(home / entry["folder"], entry, asked)


def _terms(part: str) -> list[str]:
    """Return the pairs of a part, or its one character; of many some that lie evenly."""
    pairs = [part[at : at + 2] for at in range(len(part) - 1)] or [part]
    return pairs[:: -(-len(pairs) // TERMS_MOST)]


def _in_segment(folder: Path, entry: Mapping[str, Any], terms: list[str]) -> Iterator[Candidates]:
    from layout.export.web.site.shelf import issues_of
    from layout.export.web.site.terms import read_postings

    held: set[int] | None = None
    for term in terms:
        found = read_postings(folder, int(entry["files"]), term)
        held = found if held is None else held & found
        if not held:
            return
    for number, first, count in reversed(issues_of(entry)):
        own = frozenset(article - first for article in held or () if first <= article < first + count)
        if own:
            yield Candidates(number, own)
