"""Pages of last issues, read off their kept plans: what an issue's own pages should not look like again."""

from __future__ import annotations

import re
from pathlib import Path

from layout.ground.dataclass import dataclass
from layout.ground.expression import expression

PLAN_FILE = "plan.yaml"

LAST = 2
"""Issues before this one that are looked at, by number."""

_PAGE = expression(r"^ *- page: *(\d+)(.*?)(?=^ *- page:|\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = expression(r"story: *[^,}\s]+, *at: *\[(\d+), *(\d+)\], *size: *\[(\d+), *(\d+)\]")
_ROWS = expression(r"^ *(top|foot): *(\d+)", re.MULTILINE)
_PROFILE = expression(r"^profile: *(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PastPage:
    """A page of a last issue: its number, the rows of its furniture, its blocks as (column, row, columns, rows)."""

    number: int
    top: int
    foot: int
    blocks: tuple[tuple[int, int, int, int], ...]


def past_pages(folder: Path, number: int, profile: str) -> tuple[PastPage, ...]:
    """Return the pages of the last issues that were made up in the same profile; `folder` is this issue's.

    A plan that cannot be read tells nothing: it is judged where its own issue is read.
    """
    found: list[PastPage] = []
    for earlier in range(number - 1, number - 1 - LAST, -1):
        path = folder.parent / str(earlier) / PLAN_FILE
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        told = _PROFILE.search(text)
        if told is None or told[1] != profile:
            continue
        for page in _PAGE.finditer(text):
            rows = {key: int(value) for key, value in _ROWS.findall(page[2])}
            blocks = [tuple(map(int, cells)) for cells in _BLOCK.findall(page[2])]
            cells = tuple((col, row, cols, deep) for col, row, cols, deep in blocks)
            found.append(PastPage(int(page[1]), rows.get("top", 0), rows.get("foot", 0), cells))
    return tuple(found)
