"""The frame of the site's own pages: head, header with the ways through the archive, footer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from layout.export.web.markup import care_button, head_of_page, tag, text, void

if TYPE_CHECKING:
    from layout.export.web.site.whole import Site


def site_page(
    site: Site, title: str, main: Iterable[str], *, kind: str, file: str, scripts: Iterable[str] = (), root: str = "",
    description: str = "", data: Iterable[str] = (),
) -> str:  # fmt: skip
    """Return a whole page of the site; `root` leads from the page to the site's folder, `file` is its name there.

    `data` are scripts of the site's own that the page's scripts read.
    """
    name = title if title == site.name else f"{title} - {site.name}"
    links = (
        void("link", rel="alternate", type="application/atom+xml", title=site.name, href=f"{root}feed.xml"),
        void("link", rel="canonical", href=site.address(file)) if site.settings.base else "",
        *(tag("script", src=root + name, defer=True) for name in data),
    )
    head = head_of_page(
        name, root=root, scripts=("care.js", *scripts), links=links,
        card={"title": title, "description": description or f"{site.name}数字报", "site": site.name,
              "address": site.address(file) if site.settings.base else "", "type": "website"},
    )  # fmt: skip
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{text(site.language)}">\n',
            head,
            f'\n<body class="site-view {kind}" data-root="{root}">\n',
            tag("a", "跳到正文", class_="skip", href="#main"),
            _header(site, root, file),
            tag("main", *main, id="main"),
            "\n",
            _footer(site, root),
            "\n</body>\n</html>\n",
        )
    )


def _header(site: Site, root: str, file: str) -> str:
    search = tag(
        "form",
        tag("label", "检索全部往期", for_="find", class_="hidden-label"),
        void("input", id="find", type="search", name="q", placeholder="检索全部往期", autocomplete="off", maxlength=60,
             enterkeyhint="search"),
        tag("button", "检索", type="submit"),
        role="search",
        action=f"{root}search.html",
        method="get",
        class_="search",
    )  # fmt: skip
    ways = [("最新", "index.html"), ("检索", "search.html"), ("更正", "corrections.html")]
    if site.years:
        ways.insert(1, ("往期", f"years/{site.years[0][0]}.html"))
    links = [
        tag("a", label, href=root + target, aria_current="page" if target == file else None) for label, target in ways
    ]
    nav = tag("nav", *links, care_button(), class_="ways", aria_label="全站")
    name = tag("div", tag("a", text(site.name), class_="nameplate", href=f"{root}index.html"), class_="title")
    return tag("header", name, tag("div", nav, "" if file == "search.html" else search, class_="tools"),
               class_="paper-head")  # fmt: skip


def _footer(site: Site, root: str) -> str:
    links = [("订阅 Atom", "feed.xml"), ("更正", "corrections.html"), ("IIIF", "collection.json")]
    formats = tag("ul", *(tag("li", tag("a", label, href=root + target)) for label, target in links), class_="formats")
    report = site.settings.report_link("")
    told = tag("p", tag("a", "报错、来信", href=report)) if report else ""
    return tag("footer", told, formats)
