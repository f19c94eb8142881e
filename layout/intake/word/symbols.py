"""Characters of Microsoft's symbol fonts (Symbol, Wingdings, Webdings) as Unicode."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FIRST, _LAST = 0x20, 0xFF


def is_symbol_font(face: str) -> bool:
    """Tell whether the codes of a face are its own and no characters."""
    return face.strip().lower() in _tables()


def symbol(face: str, code: int) -> str:
    """Return what a face shows for a code (F0FC and FC are the same); empty where that is not known.

    A code in any other face is a character of Unicode.
    """
    table = _tables().get(face.strip().lower())
    if table is None:
        return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF else ""
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
    return table[code - _FIRST].strip() if _FIRST < code <= _LAST else ""


def symbols_in(face: str, text: str) -> str | None:
    """Return a text of a symbol face in Unicode; None where a character of it is not known."""
    found = [" " if char == " " else symbol(face, ord(char)) for char in text]
    return "".join(found) if all(found) else None


@cache
def _tables() -> Mapping[str, str]:
    import yaml

    text = Path(__file__).with_name("symbols.yaml").read_text("utf-8")
    return dict(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
