"""How the site calls issues and days, and writes addresses of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.export.web.site.records import Facts


def day_of(date: str) -> str:
    """Return a day as readers write it: 2026年11月23日."""
    year, month, day = (int(part) for part in date.split("-"))
    return f"{year}年{month}月{day}日"


def label_of(facts: Facts) -> str:
    """Return an issue's name: 2026年11月23日 第9999期."""
    return f"{day_of(str(facts['date']))} 第{facts['number']}期"


def lead_of(facts: Facts) -> str:
    """Return the title of an issue's first article, empty where it has none."""
    return str(facts["articles"][0]["title"]) if facts["articles"] else ""


def changed_of(facts: Facts) -> str:
    """Return the day on which an issue was last corrected, else the day it came out."""
    return max((str(one["date"]) for one in facts["corrections"]), default=str(facts["date"]))
