"""What a story file prints, read off the file by the ledger's own eyes: the front matter's words, the body's."""

from __future__ import annotations

import re
from typing import Any

_FENCED = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.S)
_NOTED = re.compile(r"\{\{(?:query|sic):((?:(?!\{\{|\}\}|｜).)*)(?:｜(?:(?!\{\{|\}\}).)*)?\}\}", re.S)
_SILENT = re.compile(r"\{\{(?:gap:(?:(?!\{\{|\}\}).)*|query:(?:(?!\{\{|\}\}|｜).)*)\}\}", re.S)
_NAMED = re.compile(r"\{\{(?:dots|name|title|strong|sup|sub|ruby):((?:(?!\{\{|\}\}).)*)\}\}", re.S)
_ESCAPED = re.compile(r"\\([{}*|｜#\\,;:!?()\[\].\"-])")
_RULER = re.compile(r"^\|(?:\s*:?-+:?\s*\|)+\s*$", re.M)
_OPENING = re.compile(r"^(?:## |- )", re.M)
_SHIELD = 0x10FE00
"""Where escaped characters hide meanwhile: codes at the very end of Unicode's private planes."""


def printed_parts(text: str) -> tuple[str, ...]:
    """Return what a story file prints part by part, each in its order: a tier of the head, a caption, the body."""
    match = _FENCED.match(text)
    if not match:
        return (text,)
    import yaml

    front = yaml.load(match[1], getattr(yaml, "CBaseLoader", yaml.BaseLoader)) or {}
    words: list[str] = []
    head: dict[str, Any] = front.get("head") or {}
    for block, keys in ((head, ("kicker", "main", "deck")), (front, ("byline", "sign", "dateline"))):
        for key in keys:
            value = block.get(key) or ""
            words.append("".join(value) if isinstance(value, list) else value)
    for photo in front.get("photos") or ():
        words += [photo.get("caption") or "", photo.get("credit") or ""]
    return (*map(_unmarked, words), _body(match[2]))


def _body(text: str) -> str:
    text = _ESCAPED.sub(lambda match: chr(_SHIELD + ord(match[1]) % 0x100), _guard_wide(text))
    text = _RULER.sub("", text)
    text = _OPENING.sub("", text)
    text = re.sub(r"^\|.*$", lambda match: match[0].replace("|", ""), text, flags=re.M)
    return _plain(text)


def _unmarked(text: str) -> str:
    if "{{" not in text and "\\" not in text:
        return text
    return _plain(_ESCAPED.sub(lambda match: chr(_SHIELD + ord(match[1]) % 0x100), _guard_wide(text)))


def _guard_wide(text: str) -> str:
    """Shield an escaped full-width bar: its code has no room among the shielded ones."""
    return text.replace("\\｜", chr(_SHIELD + 0x100))


def _plain(text: str) -> str:
    """Take the marks off, innermost first, then the shields off what was escaped."""
    text = _SILENT.sub("", text.replace("{{join}}", "").replace("**", ""))
    before = None
    while before != text:
        before = text
        text = _NAMED.sub(lambda match: match[1].replace("｜", ""), _NOTED.sub(r"\1", text))
    text = text.replace(chr(_SHIELD + 0x100), "｜")
    return re.sub(f"[{chr(_SHIELD)}-{chr(_SHIELD + 0xFF)}]", lambda match: chr(ord(match[0]) - _SHIELD), text)
