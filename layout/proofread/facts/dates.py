"""Dates that cannot be: no such day, another weekday, not yet come, another lunar day, a span that runs backwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from layout.proofread.facts.reading import StoryText
from layout.proofread.passage import Passage
from layout.proofread.remark import Remark

ALMANAC = "公历、农历日历"
_DATE = re.compile(
    r"(?:(?P<year>\d{4})年|(?P<word>今年|去年|明年))?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]"
    r"(?:\s*（?(?P<weekday>(?:星期|周)[一二三四五六日天])）?)?"
)
_SPAN = re.compile(
    r"(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日(?P<h1>\d{1,2})?时?(?:至|到|—|～|-)(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日"
)
_HOURS = re.compile(
    r"(?P<h1>\d{1,2})[时点](?:至|到|—|～)(?P<next>次日|翌日|第二天)?(?P<h2>\d{1,2})[时点](?!\d)"
    r"[^，。；\d]{0,8}[，（]?(?:共|历时|持续|共计|长达)(?P<n>\d{1,2})个?小时"
)
_DAYS = re.compile(
    r"(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日(?:(?P<h1>\d{1,2})时)?(?:至|到|—|～)(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日"
    r"(?:(?P<h2>\d{1,2})时)?[，（]?(?:为期|共|历时|持续|共计)(?P<n>\d{1,3})(?P<unit>天|个小时|小时)"
)
_WEEKDAYS = "一二三四五六日"
_DIGITS = "一二三四五六七八九十"
_FESTIVALS = {
    "元旦": (1, 1), "妇女节": (3, 8), "植树节": (3, 12), "劳动节": (5, 1), "青年节": (5, 4), "儿童节": (6, 1),
    "建党节": (7, 1), "建军节": (8, 1), "教师节": (9, 10), "国庆节": (10, 1), "国家宪法日": (12, 4),
    "护士节": (5, 12), "世界环境日": (6, 5), "世界水日": (3, 22), "全国助残日": (0, 0), "记者节": (11, 8),
    "中国农民丰收节": (0, 0), "全民国家安全教育日": (4, 15), "世界读书日": (4, 23), "国际禁毒日": (6, 26),
    "中国医师节": (8, 19), "消防宣传日": (11, 9),
}  # fmt: skip
_LUNAR_FESTIVALS = {
    "春节": "正月初一", "元宵节": "正月十五", "端午节": "五月初五", "中元节": "七月十五", "中秋节": "八月十五",
    "重阳节": "九月初九", "腊八节": "腊月初八", "七夕节": "七月初七", "龙抬头": "二月初二",
}  # fmt: skip
_TERM_NAMES = (
    "小寒 大寒 立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪"
    " 大雪 冬至"
)
_TERMS = tuple(_TERM_NAMES.split())
_FEAST = re.compile(
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日[，是为系正值即（适逢逢]{1,3}(?:第[\d一二三四五六七八九十]+个|我国|传统)?"
    r"[“‘]?(?P<name>" + "|".join([*_FESTIVALS, *_LUNAR_FESTIVALS, *_TERMS]) + r")"
)
_TERM_NEAR = re.compile(
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日[^。；，]{0,6}?(?:二十四|24)节气[^。；，]{0,10}?(?P<name>"
    + "|".join(_TERMS)
    + ")"
)
_LUNAR = re.compile(
    r"(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日[，是为即（系]{0,2}农历(?P<lunar>(?:闰)?[正二三四五六七八九十冬腊]+月"
    r"(?:初[一二三四五六七八九十]|十[一二三四五六七八九]?|[二廿]十?[一二三四五六七八九]?|三十))"
)
_LUNAR_FEAST = re.compile(
    r"农历(?P<lunar>[正二三四五六七八九十冬腊]+月(?:初[一二三四五六七八九十]|十[一二三四五六七八九]?))[^。；，]{0,4}?(?P<name>"
    + "|".join(_LUNAR_FESTIVALS) + ")"
)  # fmt: skip


def dates(story: StoryText) -> Iterator[Remark]:
    """Yield dates of a story that the calendar contradicts; a year that is not written is the nearest to the issue."""
    for passage in story.passages:
        yield from _days(passage, story.day)
        yield from _spans(passage, story.day)
        yield from _feasts(passage, story.day)


def _days(passage: Passage, issued: date) -> Iterator[Remark]:
    for match in _DATE.finditer(passage.text):
        month, day = int(match["month"]), int(match["day"])
        written = _year_of(match, issued)
        if not _exists(written or issued.year, month, day):
            start = match.start("month")
            end = match.end("day") + 1
            yield _must(passage, start, end, "no-day", None, f"没有{month}月{day}日这一天")
            continue
        there = date(written, month, day) if written else _nearest(month, day, issued)
        if match["weekday"]:
            right = _WEEKDAYS[there.weekday()]
            if match["weekday"][-1].replace("天", "日") != right:
                end = match.end("weekday")
                why = f"{there.year}年{month}月{day}日是星期{right}"
                if written or abs((there - issued).days) <= 45:
                    yield _must(passage, end - 1, end, "weekday", right, why)
                else:
                    yield _look(passage, end - 1, end, "weekday", None, why, 60)
        before = passage.text[: match.start()]
        if there > issued and re.search(r"截[至止](?:到)?$", before) and (there - issued).days < 200:
            why = f"截至的日子在出版日期（{issued.month}月{issued.day}日）之后"
            yield _must(passage, match.start("month"), match.end("day") + 1, "not-yet", None, why)


def _year_of(match: re.Match[str], issued: date) -> int:
    """Return the year that a date names, 0 where it names none."""
    if match["year"]:
        return int(match["year"])
    return {"今年": issued.year, "去年": issued.year - 1, "明年": issued.year + 1}.get(match["word"] or "", 0)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _nearest(month: int, day: int, issued: date) -> date:
    """Return the date of that month and day that lies nearest to the issue's."""
    years = [year for year in (issued.year - 1, issued.year, issued.year + 1) if _exists(year, month, day)]
    return min((date(year, month, day) for year in years), key=lambda there: abs((there - issued).days))


def _spans(passage: Passage, issued: date) -> Iterator[Remark]:
    for match in _SPAN.finditer(passage.text):
        m1, d1 = int(match["m1"]), int(match["d1"])
        m2, d2 = int(match["m2"] or m1), int(match["d2"])
        if not (_exists(2024, m1, d1) and _exists(2024, m2, d2)):
            continue
        if (m2, d2) < (m1, d1) and not (m1 >= 10 and m2 <= 3):
            yield _must(passage, match.start("d1"), match.end("d2") + 1, "backwards", None, "结束日期早于开始日期")
    for match in _HOURS.finditer(passage.text):
        h1, h2, said = int(match["h1"]), int(match["h2"]), int(match["n"])
        right = h2 - h1 + (24 if match["next"] or h2 <= h1 else 0)
        if said != right:
            why = f"{h1}时到{match['next'] or ''}{h2}时是{right}个小时"
            yield Remark("sums", "hours", passage, *match.span("n"), str(right), why, "算术")
    for match in _DAYS.finditer(passage.text):
        yield from _lasting(passage, match, issued)


def _lasting(passage: Passage, match: re.Match[str], issued: date) -> Iterator[Remark]:
    """Judge how long a span is said to last: days count both ends or one, hours are exact."""
    m1, d1, m2, d2 = int(match["m1"]), int(match["d1"]), int(match["m2"] or match["m1"]), int(match["d2"])
    year = issued.year
    if not (_exists(year, m1, d1) and _exists(year, m2, d2)):
        return
    days = (date(year, m2, d2) - date(year, m1, d1)).days
    said = int(match["n"])
    if days < 0:
        return
    if match["unit"] == "天":
        if said not in (days, days + 1):
            why = f"首尾都算是{days + 1}天"
            yield Remark("sums", "days", passage, *match.span("n"), str(days + 1), why, "算术", 80)
    elif match["h1"] and match["h2"]:
        right = days * 24 + int(match["h2"]) - int(match["h1"])
        if said != right:
            why = f"从开始到结束是{right}个小时"
            yield Remark("sums", "hours", passage, *match.span("n"), str(right), why, "算术")


def _feasts(passage: Passage, issued: date) -> Iterator[Remark]:
    for pattern in (_FEAST, _TERM_NEAR):
        for match in pattern.finditer(passage.text):
            month, day, name = int(match["month"]), int(match["day"]), match["name"]
            if not _exists(2024, month, day):
                continue
            there = _nearest(month, day, issued)
            right = _day_of(name, there)
            if right and (right.month, right.day) != (month, day):
                why = f"{there.year}年{name}是{right.month}月{right.day}日"
                new = str(right.day) if right.month == month else None
                start = match.start("day") if new else match.start("month")
                yield _must(passage, start, match.end("day"), "feast", new, why)
    for match in _LUNAR.finditer(passage.text):
        month = int(match["month"] or 0)
        day = int(match["day"])
        there_is = _lunar_day(passage, match, month, day, issued)
        if there_is and there_is[1] != _plain(match["lunar"]):
            yield _must(passage, *match.span("lunar"), "lunar", there_is[1], f"{there_is[0]}是农历{there_is[1]}")
    for match in _LUNAR_FEAST.finditer(passage.text):
        right_lunar = _LUNAR_FESTIVALS[match["name"]]
        if _plain(match["lunar"]) != right_lunar:
            yield _must(passage, *match.span("lunar"), "lunar-feast", right_lunar, f"{match['name']}是{right_lunar}")


def _lunar_day(passage: Passage, match: re.Match[str], month: int, day: int, issued: date) -> tuple[str, str] | None:
    """Return a date in words and its lunar day; a month that is not written is the one said before, or the issue's."""
    from layout.issue.almanac import lunar

    if not month:
        before = re.findall(r"(\d{1,2})月", passage.text[: match.start()])
        month = int(before[-1]) if before else issued.month
    if not _exists(2024, month, day):
        return None
    there = _nearest(month, day, issued)
    name = lunar(there)
    return (f"{there.year}年{month}月{day}日", _plain(name.partition("年")[2])) if name else None


def _plain(lunar: str) -> str:
    """Return a lunar day in one way of writing: 十一月 and 冬月, 十二月 and 腊月, 二十一 and 廿一 are the same."""
    month, _, day = lunar.partition("月")
    day = re.sub("^二十(?=.)", "廿", re.sub("^廿十", "廿", day))
    return {"冬": "十一", "腊": "十二"}.get(month, month) + "月" + day


def _day_of(name: str, near: date) -> date | None:
    """Return when a festival or solar term falls, the nearest to a date."""
    if name in _FESTIVALS:
        month, day = _FESTIVALS[name]
        return date(near.year, month, day) if month else None
    if name in _TERMS:
        return next((there for there, term in _terms(near.year) if term == name), None)
    from layout.issue.almanac import lunar

    wanted = _LUNAR_FESTIVALS[name]
    for offset in range(-40, 41):
        there = near + timedelta(days=offset)
        said = lunar(there).partition("年")[2]
        if said and _plain(said) == _plain(wanted):
            return there
    return None


@cache
def _terms(year: int) -> tuple[tuple[date, str], ...]:
    """Return the solar terms of a year."""
    from borax.calendars.lunardate import LunarDate

    found = []
    there = date(year, 1, 1)
    while there.year == year:
        term = LunarDate.from_solar(there).term
        if term:
            found.append((there, str(term)))
        there += timedelta(days=1)
    return tuple(found)


def _must(passage: Passage, start: int, end: int, rule: str, new: str | None, why: str) -> Remark:
    return Remark("dates", rule, passage, start, end, new, why, ALMANAC)


def _look(passage: Passage, start: int, end: int, rule: str, new: str | None, why: str, sure: int) -> Remark:
    return Remark("dates", rule, passage, start, end, new, why, ALMANAC, sure)
