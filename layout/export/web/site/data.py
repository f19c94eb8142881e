"""What scripts of the site read: years, the issues of a year, the issues of one day in all years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from layout.export.web.scripting import data, script_data
from layout.export.web.site.words import lead_of

if TYPE_CHECKING:
    from layout.export.web.site.records import Facts
    from layout.export.web.site.whole import Site


def years_script(site: Site) -> str:
    """Return the list of years, newest first, each with the number of its issues, and the days that have issues."""
    days = site.records.names("day")
    return f"window.paperYears={data([list(one) for one in site.years])};\nwindow.paperDays={data(days)};\n"


def year_script(year: str, issues: Sequence[Facts]) -> str:
    """Return a year's issues, newest first: number, day, first title, and the folder where that is not the number."""
    rows = [_row(facts, lead_of(facts)) for facts in issues]
    return script_data("paperYear", year, rows) if rows else ""


def day_script(day: str, issues: Mapping[str, Facts]) -> str:
    """Return the issues of a day (`11-23`) in all years, newest first, as those of a year."""
    rows = [_row(facts | {"number": int(number)}, str(facts["title"])) for number, facts in issues.items()]
    rows.sort(key=lambda row: (str(row[1]), row[0]), reverse=True)
    return script_data("paperDay", day, rows) if rows else ""


def _row(facts: Facts, title: str) -> list[object]:
    row: list[object] = [facts["number"], facts["date"], title]
    return row if str(facts["folder"]) == str(facts["number"]) else [*row, facts["folder"]]
