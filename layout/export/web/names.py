"""Names of the web edition's files: plain ASCII, the same on every system, and stable from build to build."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]*")


def page_file(number: int, first: int) -> str:
    """Return the file that shows a page; the first page is the edition's front door."""
    return "index.html" if number == first else f"page-{number:02d}.html"


def article_names(ids: Iterable[str]) -> dict[str, str]:
    """Return a name for each article: its id where that is a plain lower-case name, else a number.

    Ids that differ only in case must not meet in one file on systems that do not tell them apart.
    """
    names: dict[str, str] = {}
    for number, article in enumerate(ids, 1):
        names[article] = article if _SAFE.fullmatch(article) else f"n{number:03d}"
    return names


def article_file(name: str) -> str:
    """Return the file that holds an article."""
    return f"article-{name}.html"
