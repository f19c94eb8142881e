"""The help of a command, in the language of this run: Typer writes its headings in English only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from layout.cli.language import spoken

if TYPE_CHECKING:
    from typer.core import TyperCommand

_ZH = (
    (re.compile(r"^Usage: ", re.M), "用法："),
    (re.compile(r"\[OPTIONS\]"), "[选项]"),
    (re.compile(r"^Arguments:$", re.M), "参数："),
    (re.compile(r"^Options:$", re.M), "选项："),
    (re.compile(r"Show this message and exit\."), "显示这一页"),
    (re.compile(r"\[required\]"), "[必填]"),
    (re.compile(r"; required\]"), "；必填]"),
    (re.compile(r"\[default: ([^;\]]*)"), r"[默认 \1"),
)

_KINDS = {
    "<int>": "<数>",
    "<int range>": "<数>",
    "<float>": "<数>",
    "<float range>": "<数>",
    "<str>": "<字>",
    "<path>": "<文件>",
    "<%Y-%m-%d>": "<年-月-日>",
}


def helpful_command() -> type[TyperCommand]:
    """Return the class of a command whose help page is in the language of the run."""
    from typer.core import TyperCommand

    class HelpfulCommand(TyperCommand):
        def get_help(self, ctx: Any) -> str:
            page = super().get_help(ctx)
            return _in_chinese(page) if spoken() == "zh" else page

    return HelpfulCommand


def _in_chinese(page: str) -> str:
    for pattern, words in _ZH:
        page = pattern.sub(words, page)
    for kind, words in _KINDS.items():
        # As many cells as before, a Chinese character taking two, so that the column beside stays in line.
        wide = sum(not char.isascii() for char in words)
        page = page.replace(kind, words + " " * (len(kind) - len(words) - wide))
    return page
