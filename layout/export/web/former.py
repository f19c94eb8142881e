"""Articles as they were before a correction 更正: kept to be read, and linked with what took their place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from layout.export.web.feeds import plain_text
from layout.export.web.markup import document, tag, text

if TYPE_CHECKING:
    from layout.export.web.outline import Outline, WebArticle


def former_texts(outline: Outline, former: Sequence[Path]) -> dict[str, str]:
    """Return the corrected articles' text, by id, as the first of the `former` web editions that differs has it."""
    found = {}
    for article in outline.articles:
        if not outline.edition.corrections_of(article.article.id):
            continue
        now = plain_text(outline, article)
        for folder in former:
            try:
                before = (folder / "text" / f"{article.name}.txt").read_text("utf-8")
            except (OSError, ValueError):
                continue
            if before != now:
                found[article.article.id] = before
                break
    return found


def former_file(article: WebArticle) -> str:
    """Return the name of the page with an article's text before its correction."""
    return f"before-{article.name}.html"


def former_html(outline: Outline, article: WebArticle) -> str:
    """Return the page of an article as it was first released, with the way to what is right."""
    lines = outline.former[article.article.id].splitlines()
    told = tag("p", text("这是更正以前的文字，留作查考。"), tag("a", "更正后的文字", href=article.file), class_="draft")
    body = tag("div", *(tag("p", text(line)) for line in lines if line), class_="body")
    head = tag("header", tag("h1", text(f"更正前：{article.title}")))
    main = tag("main", told, tag("article", head, body, lang=outline.edition.language), id="main")
    return document(
        outline, f"更正前：{article.title}", [main], kind="article-view", scripts=("search.js", "calendar.js")
    )
