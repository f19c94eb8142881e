"""What machines read of an article: schema.org NewsArticle as JSON-LD."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from layout.export.authors import named_authors
from layout.export.web.outline import Outline, WebArticle
from layout.export.web.pictures import Shown
from layout.sheet import Named


def _parties(names: Sequence[Named]) -> Any:
    """Return persons and bodies as schema.org has them: one alone as it is, several as a list."""
    found = [{"@type": "Organization" if one.kind == "corporate" else "Person", "name": one.name} for one in names]
    return found[0] if len(found) == 1 else found


def news_article(outline: Outline, article: WebArticle, pictures: tuple[Shown, ...]) -> dict[str, Any]:
    """Return an article as a NewsArticle: exact copy, pages, and the issue that it is part of.

    Addresses are given where the edition has a base address; what is unknown is left out.
    """
    edition, copy = outline.edition, article.article
    settings, number = outline.settings, outline.edition.number
    date = edition.date.isoformat()
    changed = outline.changed_on(article)
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": copy.title or article.title,
        "alternativeHeadline": copy.deck,
        "datePublished": date,
        "dateModified": changed.isoformat() if changed else "",
        "correction": [{"@type": "CorrectionComment", "datePublished": one.date.isoformat(), "text": one.reason}
                       for one in outline.made(article)],
        "inLanguage": edition.language,
        "articleSection": copy.section,
        "author": _parties(named_authors(copy)),
        "publisher": _parties(edition.publisher.of("pbl")) or {"@type": "Organization", "name": edition.name},
        "copyrightNotice": edition.rights.statement,
        "copyrightHolder": {"@type": "Organization", "name": edition.rights.holder} if edition.rights.holder else None,
        "license": edition.rights.uri,
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": str(number),
            "datePublished": date,
            "isPartOf": {"@type": "Newspaper", "name": edition.name},
        },
        "pagination": ", ".join(str(page) for page in copy.pages),
        "printPage": ", ".join(f"{page:02d}" for page in copy.pages),
        "printSection": copy.section,
        "dateline": copy.dateline,
        "articleBody": "\n".join(paragraph.text for paragraph in copy.paragraphs),
        "url": settings.address(number, article.file),
        "image": [
            {"@type": "ImageObject", "contentUrl": settings.address(number, shown.file) or shown.file,
             "caption": shown.caption, "creditText": shown.credit}
            for shown in pictures
            if shown.file
        ],
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}
