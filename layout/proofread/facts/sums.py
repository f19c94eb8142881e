"""Numbers that do not agree: parts with their sum, a share with its percentage, years with an age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from layout.proofread.facts.reading import StoryText
from layout.proofread.passage import Passage
from layout.proofread.remark import Remark
from layout.rules.proofreading import SUM_SHORT

SOURCE = "算术"
_MEASURE = "个|项|种|家|名|人|户|件|条|次|批次|批|辆|台|所|场|处|座|只|头|套|间|位|篇|幅|起|本|册|株|棵|亩|吨|公里"
_WHOLE = re.compile(rf"(?<![\d.])(?P<n>\d+(?:\.\d+)?)(?P<wan>万|亿)?(?P<m>{_MEASURE})")
_PART = re.compile(rf"(?<![\d.第])(?P<n>\d+(?:\.\d+)?)(?P<wan>万|亿)?(?P<m>{_MEASURE})")
_HAVING = re.compile(rf"的?有(?P<n>\d+)(?P<wan>万|亿)?(?P<m>{_MEASURE})")
_LISTED = re.compile(r"其中|分别(?:是|为)|包括")
_AGE = re.compile(r"享年(?P<age>\d{1,3})岁|终年(?P<age2>\d{1,3})岁")
_BORN = re.compile(
    r"(?:(?P<y1>\d{4})年(?:\d{1,2}月)?(?:\d{1,2}日)?[^。；]{0,8}?(?:出生|生于)|(?:生于|出生于)(?P<y2>\d{4})年)"
)
_YEAR = re.compile(r"(?<!\d)((?:18|19|20)\d\d)年")
_FOUNDED = re.compile(r"(?:创办于|始建于|创建于|成立于|建校于|建于|组建于)(?P<year>\d{4})年")
_ANNIVERSARY = re.compile(r"(?:建校|建厂|建院|成立|创办|创建|办学|建馆|建县|建队)(?P<n>\d{1,3})周年")
_SHARE = re.compile(
    r"(?:抽检|抽查|检查|检测|监测|参加|应到|抽取|送检)[^。；，]{0,12}?(?P<all>\d+)(?P<m>批次|个|家|人|名|份|件|天|户|种)[^。；]{0,20}?"
    r"(?:合格|达标|优良|通过|实到|符合[^。；，]{0,8})(?P<part>\d+)(?P=m)[^。；\d]{0,14}?(?:率|占)[^。；\d]{0,4}(?P<p>\d+(?:\.\d+)?)[%％]"
)
_RISE = re.compile(
    r"由(?P<a>\d+(?:\.\d+)?)(?P<u>[万亿]?[一-鿿]{0,3})(?:增加|提高|上升|增长|扩大)到(?P<b>\d+(?:\.\d+)?)(?P=u)[^。；\d]{0,8}?"
    r"(?:增加|提高|上升|增长|扩大)了?(?P<c>\d+(?:\.\d+)?)(?P=u)(?=[，。；）])"
)

_ADDED = re.compile(
    rf"(?:(?<=^)|(?<=[。；：！？，]))(?P<parts>(?:[一-鿿]{{1,6}}\d+(?:{_MEASURE})[，、和及]){{2,8}})"
    rf"(?:一?共(?:计|有)?|合计|总计|总共)(?P<n>\d+)(?P<wan>)(?P<m>{_MEASURE})(?=[，。；！？])"
)
"""Parts with their sum behind them: 男20人，女15人，共35人."""
_RISE_SHARE = re.compile(
    r"[由从](?P<a>\d+(?:\.\d+)?)(?P<u>(?!年)[万亿]?[一-鿿]{0,3})(?:增加|提高|上升|增长|扩大|减少|下降|降低|缩小)到"
    r"(?P<b>\d+(?:\.\d+)?)(?P=u)，?(?:同比|比上年|比去年|较上年)?(?:增加|提高|上升|增长|扩大|减少|下降|降低|缩小|增幅|降幅|涨幅)(?:了|为|达)?"
    r"(?P<c>\d+(?:\.\d+)?)[%％](?=[，。；）])"
)


def sums(story: StoryText) -> Iterator[Remark]:
    """Yield numbers of a story that its other numbers contradict."""
    for passage in story.body():
        yield from _parts(passage)
        yield from _added(passage)
        yield from _shares(passage)
    yield from _ages(story)


def _value(match: re.Match[str]) -> float:
    scale = {"万": 1e4, "亿": 1e8}.get(match["wan"] or "", 1.0)
    return float(match["n"]) * scale


def _parts(passage: Passage) -> Iterator[Remark]:
    """Judge sentences that give the parts of a whole in one measure: after 其中, or three and more of …的有N种."""
    before = ""
    for sentence in re.finditer(r"[^。！？]+[。！？]?", passage.text):
        text, base = sentence.group(), sentence.start()
        listed = _LISTED.search(text)
        found = list(_PART.finditer(text, listed.end())) if listed else list(_HAVING.finditer(text))
        if len(found) < (2 if listed else 3):
            before = text
            continue
        measure = found[0]["m"]
        whole = _whole(text[: listed.start() if listed else found[0].start()], measure) or _whole(before, measure)
        before = text
        if whole is None or any(match["m"] != measure for match in found):
            continue
        total = sum(map(_value, found))
        # A list that adds up to much less names some of its parts only.
        if total == whole or abs(total - whole) > max(SUM_SHORT * whole / 1000, 1):
            continue
        why = f"各部分之和是{total:g}{measure}，前面说{whole:g}{measure}"
        start, end = base + found[0].start("n"), base + found[-1].end("m")
        yield Remark("sums", "parts", passage, start, end, None, why, SOURCE, 85)


def _added(passage: Passage) -> Iterator[Remark]:
    """Judge parts in one measure that are followed by their sum."""
    for match in _ADDED.finditer(passage.text):
        found = list(_PART.finditer(match["parts"]))
        total = sum(map(_value, found))
        if all(part["m"] == match["m"] for part in found) and total != _value(match):
            why = f"各部分之和是{total:g}{match['m']}，后面说{match['n']}{match['m']}"
            yield Remark("sums", "added", passage, match.start("n"), match.end("m"), None, why, SOURCE, 85)


def _whole(text: str, measure: str) -> float | None:
    """Return the last number of a measure in a text."""
    found = [match for match in _WHOLE.finditer(text) if match["m"] == measure]
    return _value(found[-1]) if found else None


def _shares(passage: Passage) -> Iterator[Remark]:
    for match in _SHARE.finditer(passage.text):
        whole, part, said = int(match["all"]), int(match["part"]), float(match["p"])
        if whole == 0:
            continue
        right = part / whole * 100
        places = len(match["p"].partition(".")[2])
        if abs(right - said) > 0.51 * 10**-places:
            why = f"{part}÷{whole}是{right:.{max(places, 1)}f}%"
            yield Remark("sums", "share", passage, *match.span("p"), f"{right:.{places}f}", why, SOURCE, 85)
    for match in _RISE.finditer(passage.text):
        right = float(match["b"]) - float(match["a"])
        if abs(right - float(match["c"])) > 1e-6:
            why = f"由{match['a']}到{match['b']}相差{right:g}"
            yield Remark("sums", "rise", passage, *match.span("c"), f"{right:g}", why, SOURCE)
    for match in _RISE_SHARE.finditer(passage.text):
        least, right, most = _change(match["a"], match["b"])
        places = len(match["c"].partition(".")[2])
        half = 0.51 * 10**-places
        if not least - half <= float(match["c"]) <= most + half:
            why = f"由{match['a']}到{match['b']}是{right:.{max(places, 1)}f}%"
            yield Remark("sums", "rise-share", passage, *match.span("c"), f"{right:.{places}f}", why, SOURCE, 85)


def _change(first: str, last: str) -> tuple[float, float, float]:
    """Return by how many percent two figures differ: at least, as they stand, at most, for both may be rounded."""
    (a, x), (b, y) = ((float(one), 0.5 * 10 ** -len(one.partition(".")[2])) for one in (first, last))
    if a <= x:
        return 0.0, 0.0, float("inf")
    ends = [abs(two / one - 1) * 100 for one in (a - x, a + x) for two in (b - y, b + y)]
    return min(ends), abs(b / a - 1) * 100, max(ends)


def _ages(story: StoryText) -> Iterator[Remark]:
    """Judge an age at death by the years of birth and death, an anniversary by the year of founding."""
    born = founded = None
    for passage in story.body():
        if born is None and (match := _BORN.search(passage.text)):
            born = int(match["y1"] or match["y2"])
        if founded is None and (match := _FOUNDED.search(passage.text)):
            founded = (passage, match)
    for passage in story.body():
        for match in _AGE.finditer(passage.text):
            age = int(match["age"] or match["age2"])
            if born is None:
                continue
            years = [int(year) for year in _YEAR.findall(passage.text[: match.start()])]
            died = max([year for year in years if year > born], default=story.day.year)
            died = died if died >= story.day.year - 1 else story.day.year
            if age not in (died - born - 1, died - born, died - born + 1):
                span = match.span("age") if match["age"] else match.span("age2")
                why = f"{born}年出生，到{died}年是{died - born}岁"
                yield Remark("sums", "age", passage, *span, None, why, SOURCE, 90)
    if founded is None:
        return
    place, match = founded
    for passage in story.passages:
        for told in _ANNIVERSARY.finditer(passage.text):
            right = story.day.year - int(match["year"])
            if abs(int(told["n"]) - right) > 1:
                why = f"{match['year']}年到{story.day.year}年是{right}周年，文中说{told['n']}周年"
                yield Remark("sums", "anniversary", place, *match.span("year"), None, why, SOURCE, 80)
                return
