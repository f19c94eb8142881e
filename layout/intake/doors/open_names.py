"""The names of OpenDocument as prefix and name, and what is no copy by its name."""

from __future__ import annotations

import re
from typing import Any

LEFT = {
    "office:annotation": "comment",
    "office:forms": "control",
    "office:scripts": "setting",
    "office:font-face-decls": "setting",
    "office:automatic-styles": "setting",
    "text:sequence-decls": "setting",
    "svg:title": "metadata",
    "svg:desc": "metadata",
    "text:hidden-text": "hidden",
    "text:ruby-text": "ruby",
    "presentation:notes": "note",
}
"""What is no copy of the body, with the rule that leaves it out."""
OBJECTS = {
    **dict.fromkeys(("draw:object", "draw:object-ole", "draw:plugin", "draw:applet"), "embedded"),
    "draw:control": "control",
}
"""Objects that are no pictures, likewise."""


def name_of(tag: object) -> str:
    """Return a tag as prefix:name, the prefix after the last word of its namespace."""
    if not isinstance(tag, str):
        return ""
    space, _, local = tag.rpartition("}")
    match = re.search(r":xmlns:([\w-]+):[\d.]+$", space)
    return f"{ {'drawing': 'draw', 'svg-compatible': 'svg'}.get(match[1], match[1]) if match else '?' }:{local}"


def value_of(element: Any, local: str) -> str:
    """Return an attribute by its local name, empty where it is not given."""
    return next((str(value) for key, value in element.items() if key.rpartition("}")[2] == local), "")


def is_hidden(paragraph: Any) -> bool:
    """Tell whether a paragraph says of itself that its condition hides it."""
    return any(
        name_of(one.tag) == "text:hidden-paragraph" and value_of(one, "is-hidden") == "true" for one in paragraph.iter()
    )
