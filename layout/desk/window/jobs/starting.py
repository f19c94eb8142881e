"""A new issue started in the window: its folder, with masthead and imprint of the one before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from layout.desk.copy_in.start_issue import start_issue
from layout.desk.window.hand.scene import refuse, refuse_with

if TYPE_CHECKING:
    from layout.desk.house import House


def started(house: House, given: Mapping[str, Any]) -> int:
    """Start an issue and return its number; refused where it is there already or something is missing.

    It holds no story yet: pages are made as copy comes in, so many where that is asked for.
    """
    number, pages = given.get("number"), given.get("pages", 0)
    good = all(isinstance(one, int) and not isinstance(one, bool) for one in (number, pages))
    if not good or not 1 <= int(str(number)) <= 999_999 or not 0 <= pages <= 96:
        refuse("bad_number", "期号和版数要写整数", "number and pages are whole numbers")
    try:
        day = date.fromisoformat(str(given.get("date")))
    except ValueError:
        refuse("bad_date", "日期写成 2026-01-01", "a date is written 2026-01-01")
    done = start_issue(house, int(str(number)), day, pages, samples=False)
    if not done.value:
        refuse_with("not_started", "没有建成", "it could not be started", done.remarks)
    return int(str(number))
