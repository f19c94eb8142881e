"""Weekdays and lunar dates as printed, against known days and against a second calendar where one is installed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from layout.issue import almanac

DAYS = {
    date(2022, 5, 17): "农历壬寅年四月十七",
    date(2023, 1, 21): "农历壬寅年十二月三十",
    date(2023, 1, 22): "农历癸卯年正月初一",
    date(2023, 3, 22): "农历癸卯年闰二月初一",
    date(2023, 4, 20): "农历癸卯年三月初一",
    date(2000, 2, 5): "农历庚辰年正月初一",
    date(2025, 7, 25): "农历乙巳年闰六月初一",
    date(2024, 9, 17): "农历甲辰年八月十五",
    date(2024, 2, 29): "农历甲辰年正月二十",
    date(2024, 3, 1): "农历甲辰年正月廿一",
    date(1949, 10, 1): "农历己丑年八月初十",
    date(1900, 1, 31): "农历庚子年正月初一",
}


@pytest.mark.parametrize(("day", "name"), DAYS.items())
def test_known_days(day: date, name: str) -> None:
    assert almanac.lunar(day) == name


def test_weekdays() -> None:
    assert almanac.weekday(date(2022, 5, 17)) == "星期二"
    assert almanac.weekday(date(2026, 11, 22)) == "星期日"


def test_days_outside_the_almanac_have_no_lunar_date() -> None:
    assert almanac.lunar(date(1899, 12, 31)) == ""
    assert almanac.lunar(date(2101, 1, 1)) == ""


def test_lunar_days_follow_one_another() -> None:
    """Each day is the next of its month or the first of a month, over a hundred years."""
    day, months = date(1990, 1, 1), 0
    before = almanac.lunar(day)
    while day < date(2060, 1, 1):
        day += timedelta(days=1)
        name = almanac.lunar(day)
        if name.endswith("初一"):
            months += 1
            assert before[-2:] in ("廿九", "三十")
        before = name
    assert 860 < months < 870


@pytest.mark.parametrize("written", ["壬寅年四月十七", "农历，壬寅年四月十七", "农历壬寅年 四月十七"])
def test_ways_to_write_the_same_day(written: str) -> None:
    assert almanac.same_lunar(written, "农历壬寅年四月十七")
    assert not almanac.same_lunar(written, "农历壬寅年四月十八")


def test_twenties() -> None:
    assert almanac.same_lunar("甲辰年正月二十一", "农历甲辰年正月廿一")
    assert almanac.same_lunar("甲辰年正月二十", "农历甲辰年正月二十")


def test_against_a_second_calendar() -> None:
    cnlunar = pytest.importorskip("cnlunar", reason="the second calendar, cnlunar, is not installed")
    from datetime import datetime

    # In 2057, 2089 and 2097 a new moon falls within minutes of midnight, and calendars differ for a month.
    for nth in range(0, 47_000, 61):
        day = date(1929, 1, 1) + timedelta(days=nth)
        other = cnlunar.Lunar(datetime(day.year, day.month, day.day, 12))
        ours = almanac.lunar(day)
        leap = "闰" if other.isLunarLeapMonth else ""
        month = f"{leap}{almanac._MONTHS[other.lunarMonth - 1]}月"
        assert ours.endswith(f"{month}{almanac._day(other.lunarDay)}"), day
