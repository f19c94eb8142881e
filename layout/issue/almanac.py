"""What a date is called: weekday and lunar date, as a Chinese paper prints them.

The lunar calendar comes from borax (years 1900 to 2100), imported only here. In the months from 2057-09, 2089-09 and
2097-08 the new moon falls within three minutes of midnight, and almanacs differ by a day.
"""

from __future__ import annotations

from datetime import date

FIRST, LAST = date(1900, 1, 31), date(2100, 12, 31)
"""The days whose lunar date is known."""

_WEEKDAYS = "一二三四五六日"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_DIGITS = "一二三四五六七八九十"


def weekday(day: date) -> str:
    """Return the weekday as printed: 星期二."""
    return "星期" + _WEEKDAYS[day.weekday()]


def lunar(day: date) -> str:
    """Return the lunar date as printed: 农历壬寅年四月十七; a leap month is 闰四月. Empty outside 1900-2100."""
    if not FIRST <= day <= LAST:
        return ""
    from borax.calendars.lunardate import LunarDate

    there = LunarDate.from_solar(day)
    year = sexagenary(there.year)
    month = ("闰" if there.leap else "") + _MONTHS[there.month - 1] + "月"
    return f"农历{year}年{month}{_day(there.day)}"


def sexagenary(year: int) -> str:
    """Return the sexagenary name 干支 of a lunar year: 2022 is 壬寅."""
    return _STEMS[(year - 4) % 10] + _BRANCHES[(year - 4) % 12]


def _day(number: int) -> str:
    """Return a day of the lunar month: 初一 to 初十, 十一, 二十, 廿一, 三十."""
    if number <= 10:
        return "初" + _DIGITS[number - 1]
    if number in (20, 30):
        return _DIGITS[number // 10 - 1] + "十"
    return ("十" if number < 20 else "廿") + _DIGITS[number % 10 - 1]


def same_lunar(written: str, computed: str) -> bool:
    """Tell whether a lunar date as the desk wrote it is the computed one; 农历, commas and spaces do not matter."""
    return _bare(written) == _bare(computed)


def _bare(text: str) -> str:
    for char in "农历，, 　":
        text = text.replace(char, "")
    return text.replace("二十", "廿", 1) if "二十" in text and not text.endswith("二十") else text
