"""The front page of the site: the latest issue, this day in other years, the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.export.web.markup import tag, text, void
from layout.export.web.site.frame import site_page
from layout.export.web.site.words import label_of

if TYPE_CHECKING:
    from layout.export.web.site.records import Facts
    from layout.export.web.site.whole import Site

_NONE = "还没有付印的期，这里只列付印了的。草样看各期自己的 web/index.html；付印用 layout issue 期号 --release。"
"""What the front page says before the first release."""

_TITLES = 12
"""Titles of the latest issue on the front page."""

_COVER = 240
"""Width of its first page there, in pixels of the style sheet."""


def front_page(site: Site) -> str:
    """Return the first page that readers of the site see."""
    years = [
        tag("li", tag("a", tag("b", f"{year}年"), tag("span", f"{count}期"), href=f"years/{year}.html"))
        for year, count in site.years
    ]
    listed = tag("ol", *years, class_="year-list")
    aside = tag(
        "aside",
        tag("section", tag("h2", "历史上的今天"), tag("ol", class_="days"), class_="same-day", hidden=True),
        tag("section", tag("h2", f"往期　共{site.count}期"), listed, class_="past-issues") if years else "",
        aria_label="往期",
    )
    main = [
        tag("h1", f"{text(site.name)}数字报", class_="hidden-label"),
        _latest(site.latest) if site.latest else tag("p", text(_NONE)),
        aside,
    ]
    said = f"{label_of(site.latest)}：{_lead(site.latest)}" if site.latest else ""
    return site_page(
        site, f"{site.name}数字报" if site.latest else site.name, main, kind="front-view", file="index.html",
        scripts=("search.js", "calendar.js", "site.js"), description=said,
    )  # fmt: skip


def _lead(facts: Facts) -> str:
    return "；".join(str(one["title"]) for one in facts["articles"][:3])


def _latest(facts: Facts) -> str:
    root = f"../{facts['folder']}/web/"
    first = str(facts["pages"][0]["file"]) if facts["pages"] else "index.html"
    across, down = facts["cover_size"]
    cover = void("img", src=f"{root}pages/{facts['cover']}-small.jpg", alt="", width=_COVER,
                 height=round(_COVER * down / across))  # fmt: skip
    titles = [
        tag("li", tag("a", _section(one), text(one["title"]), href=root + one["file"]))
        for one in facts["articles"][:_TITLES]
    ]
    when = tag("h2", tag("a", text(label_of(facts)), href=root + first))
    words = tag("p", text(f"{facts['weekday']} {facts['lunar']}".strip()), class_="dateline")
    more = tag("p", tag("a", f"进入本期，看版面（共{len(facts['pages'])}版）", class_="open", href=root + first))
    return tag("section", tag("a", cover, href=root + first, class_="cover", tabindex=-1, aria_hidden="true"),
               tag("div", when, words, tag("ol", *titles), more), class_="latest", aria_label="最新一期")  # fmt: skip


def _section(article: Facts) -> str:
    name = str(article.get("section", ""))
    return tag("span", text(name), class_="section") if name else ""
