"""The search page: hits over the whole issue, each with its words around it and its place on the page."""

from __future__ import annotations

from layout.export.web.markup import document, tag
from layout.export.web.outline import Outline


def search_html(outline: Outline) -> str:
    """Return the page that shows what a search finds; the words come in its address."""
    main = tag(
        "main",
        tag("h1", "检索"),
        tag("p", class_="found", role="status", aria_live="polite"),
        tag("ol", class_="results"),
        tag("p", tag("a", "在全部往期里查", class_="search-all", href="../../web/search.html", hidden=True)),
        tag("noscript", tag("p", "检索要用到浏览器的脚本功能。")),
        id="main",
    )
    return document(
        outline, "检索", [main], kind="search-view", scripts=("search.js", "calendar.js", "search-page.js"),
        card={"description": f"检索{outline.edition.name}{outline.issue}的全文"},
    )  # fmt: skip
