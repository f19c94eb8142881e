"""Feeds and plain text: the issue's articles for feed readers, and one text file for each."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from layout.export.web.article_page import body_markup
from layout.export.web.summary import summary
from layout.export.xml import DECLARATION, element, leaf

if TYPE_CHECKING:
    from layout.export.web.outline import Outline, WebArticle

_HOUR = time(6, tzinfo=timezone(timedelta(hours=8)))
"""A paper has a date and no hour; feeds want one: six in the morning in China."""


def urn(*parts: object) -> str:
    """Return a lasting identifier made of what it names: the same issue and article always get the same one."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(str(part) for part in ("layout", *parts))).urn


def edition_urn(outline: Outline) -> str:
    """Return the issue's lasting identifier."""
    edition = outline.edition
    return urn(edition.name, edition.number, edition.date.isoformat())


def _moment(day: date) -> datetime:
    return datetime.combine(day, _HOUR)


def _updated(outline: Outline, changed: date | None) -> str:
    """Return when an entry last changed, else when it came out."""
    return _moment(changed or outline.edition.date).isoformat()


def _address(outline: Outline, name: str) -> str:
    return outline.settings.address(outline.edition.number, name) or name


def atom(outline: Outline) -> str:
    """Return the issue as an Atom feed, articles in reading order with their whole text (RFC 4287)."""
    edition = outline.edition
    published = _moment(edition.date).isoformat()
    base = outline.settings.address(edition.number)
    entries = [
        element(
            "entry",
            leaf("title", article.title),
            leaf("id", urn(edition.name, edition.number, edition.date.isoformat(), article.article.id)),
            element("link", rel="alternate", type="text/html", href=_address(outline, article.file)),
            leaf("updated", _updated(outline, outline.changed_on(article))),
            leaf("published", published),
            element("author", leaf("name", article.article.byline or edition.name)),
            element("category", term=article.article.section) if article.article.section else "",
            leaf("summary", summary(article)),
            leaf("content", "".join(body_markup(article.article)), type="html") if article.article.paragraphs else "",
        )
        for article in outline.articles
    ]
    feed = element(
        "feed",
        leaf("title", f"{edition.name} {outline.issue}"),
        leaf("subtitle", f"{outline.day} {edition.weekday} {edition.lunar}".strip()),
        leaf("id", edition_urn(outline)),
        element("link", rel="self", type="application/atom+xml", href=_address(outline, "feed.xml")),
        element("link", rel="alternate", type="text/html", href=_address(outline, "index.html")),
        leaf("updated", _updated(outline, edition.modified_on)),
        element("author", leaf("name", edition.name)),
        *entries,
        xmlns="http://www.w3.org/2005/Atom",
        xml__lang=edition.language,
        xml__base=base,
    )
    return DECLARATION + feed + "\n"


def rss(outline: Outline) -> str:
    """Return the issue as an RSS 2.0 feed. Its links must be full addresses, so it needs a base."""
    from email.utils import format_datetime

    edition = outline.edition
    date = format_datetime(_moment(edition.date))
    items = [
        element(
            "item",
            leaf("title", article.title),
            leaf("link", _address(outline, article.file)),
            leaf("guid", urn(edition.name, edition.number, edition.date.isoformat(), article.article.id),
                 isPermaLink="false"),
            leaf("pubDate", date),
            leaf("category", article.article.section),
            leaf("description", summary(article)),
        )
        for article in outline.articles
    ]  # fmt: skip
    channel = element(
        "channel",
        leaf("title", edition.name),
        leaf("link", _address(outline, "index.html")),
        leaf("description", f"{edition.name} {outline.issue} {outline.day}"),
        leaf("language", "zh-cn"),
        leaf("pubDate", date),
        leaf("lastBuildDate", format_datetime(_moment(edition.modified_on or edition.date))),
        element("atom:link", rel="self", type="application/rss+xml",
                href=_address(outline, "rss.xml")),
        *items,
    )  # fmt: skip
    return DECLARATION + element("rss", channel, version="2.0", xmlns__atom="http://www.w3.org/2005/Atom") + "\n"


def plain_texts(outline: Outline) -> Iterator[tuple[str, str]]:
    """Yield each article as a text file (name, content), then the list of them."""
    names = []
    for article in outline.articles:
        name = f"{article.name}.txt"
        names.append(f"{name}\t{article.title}\n")
        yield name, plain_text(outline, article)
    yield "index.txt", f"{outline.edition.name} {outline.issue} {outline.day}\n\n" + "".join(names)


def plain_text(outline: Outline, article: WebArticle) -> str:
    """Return an article's exact copy as plain text: heads, byline, paragraphs, captions, sign-off, a line each."""
    copy = article.article
    pages = "、".join(f"{page:02d}" for page in copy.pages)
    lines = [copy.label, copy.kicker, *copy.headline, copy.deck, copy.byline, ""]
    lines += [paragraph.text for paragraph in copy.paragraphs]
    for picture in copy.pictures:
        lines += ["", f"{picture.caption} {picture.credit}".strip()]
    lines += [copy.sign, "", f"{outline.edition.name} {outline.day} {outline.issue} 第{pages}版"]
    return "\n".join(lines).strip("\n") + "\n"
