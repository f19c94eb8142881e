"""What an article is about in a few words: under its title in lists, in feeds, on a share card."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.export.web.outline import WebArticle

LONGEST = 100
"""Characters that readers' lists and messengers show."""


def summary(article: WebArticle, longest: int = LONGEST) -> str:
    """Return what stands under the title in a reader's list: the deck, else the first paragraph's beginning."""
    copy = article.article
    first = next((one.text for one in copy.paragraphs if one.kind not in ("subhead", "table")), "")
    caption = next((picture.caption for picture in copy.pictures), "")
    words = copy.deck or first or caption
    return words if len(words) <= longest else words[: longest - 1] + "…"
