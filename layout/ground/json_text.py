"""JSON for people and programs alike, the same in every file that is written."""

from __future__ import annotations


def json_text(value: object) -> str:
    """Return a value as JSON text, one member a line, characters as they are, with a line's end after it."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
