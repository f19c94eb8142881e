"""What other programs read of the site: one feed of the newest articles, the site map, the word to robots."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from layout.export.web.feeds import urn
from layout.export.web.site.words import changed_of, label_of
from layout.export.xml import DECLARATION, element, leaf

if TYPE_CHECKING:
    from layout.export.web.site.records import Facts
    from layout.export.web.site.whole import Site

_ISSUES = 10
"""Issues whose articles are in the feed."""

_MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def site_feed(site: Site) -> str:
    """Return the Atom feed of the newest released issues' articles (RFC 4287)."""
    issues = tuple(islice(site.newest(), _ISSUES))
    entries = [_entry(site, facts, article) for facts in issues for article in facts["articles"]]
    last = max((changed_of(facts) for facts in issues), default=str(site.latest["date"]) if site.latest else "")
    feed = element(
        "feed",
        leaf("title", site.name),
        leaf("id", urn(site.name)),
        element("link", rel="self", type="application/atom+xml", href=site.address("feed.xml")),
        element("link", rel="alternate", type="text/html", href=site.address("index.html")),
        leaf("updated", _moment(last or "1970-01-01")),
        element("author", leaf("name", site.name)),
        *entries,
        xmlns="http://www.w3.org/2005/Atom",
        xml__lang=site.language,
    )
    return DECLARATION + feed + "\n"


def _moment(date: str) -> str:
    return f"{date}T06:00:00+08:00"


def _entry(site: Site, facts: Facts, article: Facts) -> str:
    changed = [str(one["date"]) for one in facts["corrections"] if one["story"] == article.get("id")]
    return element(
        "entry",
        leaf("title", article["title"]),
        leaf("id", urn(facts["name"], facts["number"], facts["date"], article.get("id", article["file"]))),
        element("link", rel="alternate", type="text/html", href=site.address_in(facts, article["file"])),
        leaf("updated", _moment(max(changed, default=str(facts["date"])))),
        leaf("published", _moment(str(facts["date"]))),
        element("category", term=article["section"]) if article.get("section") else "",
        leaf("summary", article.get("summary", "") or label_of(facts)),
    )


def year_sitemap(site: Site, issues: Sequence[Facts]) -> str:
    """Return a year's site map: every page and article of its released issues, with the day of the last change."""
    rows = []
    for facts in issues:
        for one in (*facts["pages"], *facts["articles"]):
            changed = [str(made["date"]) for made in facts["corrections"] if made["story"] == one.get("id")]
            day = max(changed, default=str(facts["date"])) if "id" in one else changed_of(facts)
            rows.append(element("url", leaf("loc", site.address_in(facts, one["file"])), leaf("lastmod", day)))
    return DECLARATION + element("urlset", *rows, xmlns=_MAPS) + "\n" if rows else ""


def sitemap_index(site: Site) -> str:
    """Return the list of the years' site maps; a map has room for 50,000 addresses, many times a year's."""
    rows = [element("sitemap", leaf("loc", site.address(f"sitemaps/{year}.xml"))) for year, _ in site.years]
    return DECLARATION + element("sitemapindex", *rows, xmlns=_MAPS) + "\n"


def robots(site: Site) -> str:
    """Return the word to robots; a host wants it at its root, so it is copied there."""
    where = f"Sitemap: {site.address('sitemap.xml')}\n" if site.settings.base else ""
    return f"User-agent: *\nAllow: /\nDisallow: /web/find/\nDisallow: /web/records/\n{where}"
