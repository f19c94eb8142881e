"""The desk's marks moved from a paragraph to its revised wording: they go where their words still stand."""

from __future__ import annotations

import re

from layout.ground.expression import expression

_NAMES = "dots|name|title|strong|sup|sub|ruby|sic|query|gap"
_INSIDE = r"(?:(?!\{\{|\}\})%s.)*"
_MARK = expression(
    rf"\{{\{{(?P<kind>{_NAMES}):[ \t]*(?P<text>{_INSIDE % '(?!｜)'})(?P<note>｜{_INSIDE % ''})?\}}\}}"
    r"|\*\*(?P<bold>[^*\n]+)\*\*",
    re.S,
)
_SILENT = expression(r"\{\{(?:gap|join)(?::[^{}]*)?\}\}|\{\{query:(?:(?!｜|\{\{|\}\}).)*\}\}", re.S)
_CONTEXT = 6
"""Characters before a mark that prints nothing by which its place is found again."""


def bare(text: str) -> str:
    """Return a paragraph of copy as its words: marks off, notes gone."""
    text = _SILENT.sub("", text)
    before = None
    while before != text:
        before = text
        text = _MARK.sub(lambda match: match["bold"] if match["bold"] is not None else _printed(match), text)
    return re.sub(r"\\([{}*|｜#\\,;:!?()\[\].\"-])", r"\1", " ".join(text.split()))


def _printed(match: re.Match[str]) -> str:
    if match["kind"] == "gap" or (match["kind"] == "query" and match["note"] is None):
        return ""
    return match["text"]


def transplanted(old: str, new: str) -> tuple[str, list[str]]:
    """Return a new wording with the old one's marks, and the marks that found no place."""
    lost: list[str] = []
    for match in _MARK.finditer(old):
        if match[0] in new:
            continue
        words = match["bold"] if match["bold"] is not None else match["text"].strip()
        silent = match["kind"] == "gap" or (match["kind"] == "query" and match["note"] is None)
        if silent:
            before = bare(old[: match.start()])[-_CONTEXT:]
            at = new.find(before) + len(before) if before and new.count(before) == 1 else -1
        else:
            at = new.find(words) if new.count(words) == 1 and not _inside(new, words) else -1
        if at < 0:
            lost.append(match[0])
        else:
            new = new[:at] + match[0] + new[at + (0 if silent else len(words)) :]
    return new, lost


def _inside(text: str, words: str) -> bool:
    """Tell whether words stand inside a mark already."""
    at = text.find(words)
    return any(match.start() < at < match.end() for match in _MARK.finditer(text))
