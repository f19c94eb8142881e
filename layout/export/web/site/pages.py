"""Pages of the site: a year as a grid of days, the log of corrections 更正, the search over everything."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from layout.export.web.markup import tag, text, void
from layout.export.web.site.frame import site_page
from layout.export.web.site.words import day_of, label_of, lead_of

if TYPE_CHECKING:
    from layout.export.web.site.records import Facts
    from layout.export.web.site.whole import Site

_WEEK = "一二三四五六日"


def year_page(site: Site, year: str, issues: Sequence[Facts]) -> str:
    """Return a year's page: its months with a link on each day that has an issue, then the list with first titles."""
    by_day: dict[str, Facts] = {}
    for facts in issues:
        by_day[str(facts["date"])] = facts  # of several on a day the first of them, as in print
    months = [_month(int(year), month, by_day) for month in sorted({int(day[5:7]) for day in by_day})]
    others = [
        tag("a", other, href=f"{other}.html", aria_current="page" if other == year else None) for other, _ in site.years
    ]
    rows = [
        tag("li", tag("a", tag("time", text(day_of(str(one["date"]))[5:]), datetime=one["date"]),
                      tag("span", f"第{one['number']}期"), tag("b", text(lead_of(one))),
                      href=f"../../{one['folder']}/web/index.html"))
        for one in issues
    ]  # fmt: skip
    main = [
        tag("h1", f"{year}年"),
        tag("nav", *others, class_="years", aria_label="年份"),
        tag("div", *months, class_="months"),
        tag("h2", f"全年{len(issues)}期"),
        tag("ol", *rows, class_="issue-list"),
    ]
    return site_page(site, f"{year}年往期", main, kind="year-view", file=f"years/{year}.html", root="../")


def _month(year: int, month: int, by_day: Mapping[str, Facts]) -> str:
    head = tag("tr", *(tag("th", day, scope="col") for day in _WEEK))
    rows = []
    for week in Calendar().monthdayscalendar(year, month):
        cells = []
        for day in week:
            facts = by_day.get(f"{year:04d}-{month:02d}-{day:02d}") if day else None
            if facts is None:
                cells.append(tag("td", str(day) if day else ""))
                continue
            label = f"{month}月{day}日 第{facts['number']}期 {lead_of(facts)}"
            link = tag("a", str(day), href=f"../../{facts['folder']}/web/index.html", aria_label=label, title=label)
            cells.append(tag("td", link))
        rows.append(tag("tr", *cells))
    return tag("table", tag("caption", f"{month}月"), tag("thead", head), tag("tbody", *rows), class_="month")


def corrections_page(site: Site, corrections: Mapping[str, Facts]) -> str:
    """Return the log of corrections: what was put right in which issue, on which day, newest first."""
    made = [
        (str(one["date"]), int(number), one, facts)
        for number, facts in corrections.items()
        for one in facts["made"]
    ]  # fmt: skip
    made.sort(key=lambda row: row[:2], reverse=True)
    rows = [
        tag("li",
            tag("time", text(day_of(day)), datetime=day),
            tag("p", text(one["reason"])),
            tag("p", tag("a", text(one["title"]), href=f"../{facts['folder']}/web/{one['file']}"),
                tag("span", text(label_of(facts | {"number": number}))), class_="where"))
        for day, number, one, facts in made
    ]  # fmt: skip
    report = site.settings.report_link("")
    tell = tag("p", "发现差错，请", tag("a", "告诉编辑部", href=report), "。") if report else ""
    main = [
        tag("h1", "更正"),
        tag("p", "见报后改正的内容记在这里；改正前的文字留在文章页上，可以查看。", class_="lead"),
        tell,
        tag("ol", *rows, class_="correction-log") if rows else tag("p", "还没有更正。"),
    ]
    return site_page(site, "更正", main, kind="corrections-view", file="corrections.html")


def search_page(site: Site) -> str:
    """Return the page of the search over everything; its script fills in what can be chosen and what is found."""
    years = [tag("option", f"{year}年", value=year) for year, _ in site.years]
    box = tag(
        "div",
        tag("label", "检索全部往期", for_="find", class_="hidden-label"),
        void("input", id="find", type="search", name="q", autocomplete="off", maxlength=60, enterkeyhint="search",
             placeholder="如：水利 防汛，或“防汛抗旱”"),
        tag("button", "检索", type="submit"),
        class_="box",
    )  # fmt: skip
    choices = tag(
        "div",
        _choice("从", "from", tag("option", "最早", value=""), *reversed(years)),
        _choice("到", "to", tag("option", "最近", value=""), *years),
        _choice("版面", "page", tag("option", "全部", value="")),
        _choice("体裁", "kind", tag("option", "全部", value="")),
        _choice("位置", "in", tag("option", "全文", value=""), tag("option", "标题", value="title")),
        _choice("次序", "by", tag("option", "从近到远", value=""), tag("option", "从远到近", value="old"),
                tag("option", "相关在前", value="weight")),
        class_="choices",
    )  # fmt: skip
    form = tag("form", box, choices, role="search", action="search.html", method="get", class_="search-all-form")
    help_ = "几个词用空格隔开，要同时出现；加引号查整句；繁体简体、全角半角不分。"
    main = [
        tag("h1", "检索全部往期"),
        form,
        tag("p", help_, class_="lead"),
        tag("p", class_="found", role="status", aria_live="polite"),
        tag("ol", class_="results"),
        tag("p", tag("button", "再看十篇", type="button", class_="more", hidden=True)),
        tag("noscript", tag("p", "检索要用到浏览器的脚本功能。")),
    ]
    return site_page(
        site, "检索全部往期", main, kind="search-all-view", file="search.html",
        scripts=("search.js", "variants.js", "find.js"), data=("find/index.js",),
    )  # fmt: skip


def _choice(label: str, name: str, *options: str) -> str:
    return tag("label", tag("span", label), tag("select", *options, name=name))
