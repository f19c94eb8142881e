"""Text as it stands in markup: as the standard library's `html.escape`, without the table of entities behind it."""

from __future__ import annotations


def escape(text: str, *, quote: bool = True) -> str:
    """Return text as HTML and XML hold it; quotation marks are left as they are where it stands in no attribute."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;") if quote else text
