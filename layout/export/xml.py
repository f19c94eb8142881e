"""XML as text: elements with escaped values, written in one pass and equal for equal input.

A page has ten thousand glyph boxes, which a tree of element objects would take a second to hold; here an element is
its text. What XML 1.0 cannot hold is refused, never dropped.
"""

from __future__ import annotations

from layout.ground.escape import escape
from layout.ground.expression import expression

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_FORBIDDEN = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def quoted(value: object) -> str:
    """Return a value as it stands in an attribute or in text; ValueError for a character that XML cannot hold."""
    text = str(value)
    if _FORBIDDEN.search(text):
        raise ValueError(f"no XML character: {_FORBIDDEN.search(text)}")
    return escape(text).replace("\n", "&#10;").replace("\t", "&#9;")


def element(name: str, *inside: str, **attributes: object) -> str:
    """Return an element around finished elements; an attribute that is None or empty is left out.

    An underscore before an attribute's name escapes Python's own words, two inside it stand for a colon.
    """
    given = "".join(
        f' {key.lstrip("_").replace("__", ":")}="{quoted(value)}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    content = "".join(inside)
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def leaf(name: str, text: object, **attributes: object) -> str:
    """Return an element that holds text; nothing for an empty text."""
    return element(name, quoted(text), **attributes) if str(text) else ""
