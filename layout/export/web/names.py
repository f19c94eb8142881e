"""Names of the web edition's files: plain ASCII, the same on every system, and stable from build to build."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]*")
_TAKEN = frozenset(
    ("cover", "contents", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)
"""Names that the e-book's own members have, and those that Windows gives to no file."""


def page_file(number: int, first: int) -> str:
    """Return the file that shows a page; the first page is the edition's front door."""
    return "index.html" if number == first else f"page-{number:02d}.html"


def article_names(ids: Iterable[str]) -> dict[str, str]:
    """Return a name for each article: its id where that is a plain, free lower-case name, else a number nobody has.

    Ids that differ only in case or in Unicode form must not meet in one file on systems that do not tell them apart;
    plain names are lower-case ASCII, so they never do, and a made name is checked against every given one.
    """
    known = tuple(ids)
    given = {article for article in known if _SAFE.fullmatch(article) and article not in _TAKEN}
    names: dict[str, str] = {}
    for number, article in enumerate(known, 1):
        names[article] = article if article in given else _unused(f"n{number:03d}", given)
    return names


def _unused(name: str, taken: set[str]) -> str:
    """Return a name, with further letters where it is taken, and take it."""
    made, nth = name, 1
    while made in taken:
        nth += 1
        made = f"{name}-{nth}"
    taken.add(made)
    return made


def article_file(name: str) -> str:
    """Return the file that holds an article."""
    return f"article-{name}.html"
