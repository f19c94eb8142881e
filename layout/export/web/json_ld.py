"""What machines read of an article: schema.org NewsArticle as JSON-LD."""

from __future__ import annotations

from typing import Any

from layout.export.web.outline import Outline, WebArticle
from layout.export.web.pictures import Shown

_BODIES = ("部", "组", "社", "台", "室", "办", "会", "局", "院", "校", "团", "中心", "编者", "记者站", "报道组")
"""How the bylines end that name an office instead of a person."""


def news_article(outline: Outline, article: WebArticle, pictures: tuple[Shown, ...]) -> dict[str, Any]:
    """Return an article as a NewsArticle: exact copy, pages, and the issue that it is part of.

    Addresses are given where the edition has a base address; what is unknown is left out.
    """
    edition, copy = outline.edition, article.article
    settings, number = outline.settings, outline.edition.number
    date = edition.date.isoformat()
    corrections = edition.corrections_of(copy.id)
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": copy.title or article.title,
        "alternativeHeadline": copy.deck,
        "datePublished": date,
        "dateModified": corrections[-1].date.isoformat() if corrections else "",
        "correction": [{"@type": "CorrectionComment", "datePublished": one.date.isoformat(), "text": one.reason}
                       for one in corrections],
        "inLanguage": edition.language,
        "articleSection": copy.section,
        "author": {"@type": "Organization" if copy.byline.endswith(_BODIES) else "Person", "name": copy.byline}
        if copy.byline
        else None,
        "publisher": {"@type": "Organization", "name": edition.name},
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": str(number),
            "datePublished": date,
            "isPartOf": {"@type": "Newspaper", "name": edition.name},
        },
        "pagination": ", ".join(str(page) for page in copy.pages),
        "printPage": ", ".join(f"{page:02d}" for page in copy.pages),
        "printSection": copy.section,
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
