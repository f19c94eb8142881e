"""Foreign markup left in a body: Markdown of other programs, HTML. It would print as it stands, so it is pointed out.

Only the kinds that our own format writes otherwise are known; what a backslash or a sic mark keeps is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from layout.diagnostics import Diagnostic, Severity
from layout.issue.copyfile import CopyFile


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of foreign markup: how it looks, its names (zh, en), and how our format says it (zh, en)."""

    pattern: re.Pattern[str]
    names: tuple[str, str]
    ways: tuple[str, str]


_START = r"^[ \t\u3000]*(?:- +)?"
_KINDS = (
    _Kind(
        re.compile(_START + r"((?:#(?=[ \t\u3000])|#{3,}|##(?=[^# \t\u3000\n]))[^\n]*)", re.M),
        ("Markdown 标题", "Markdown heading"),
        ("小标题写成“## 小标题”，主题写在 head.main", "write a subhead as `## text`, the headline under head.main"),
    ),
    _Kind(
        re.compile(_START + r"(>)", re.M),
        ("Markdown 引用", "Markdown quotation"),
        ("去掉 >，引文用“ ”", "delete the > and use quotation marks"),
    ),
    _Kind(
        re.compile(_START + r"((?:`{3,}|~{3,})[^\n]*)", re.M),
        ("代码块记号", "code fence"),
        ("删去这一行记号，正文照常分段", "delete the fence and write plain paragraphs"),
    ),
    _Kind(
        re.compile(_START + r"((?:-{3,}|_{3,}|={3,})[ \t]*$)", re.M),
        ("Markdown 横线", "Markdown rule"),
        ("删去横线，分节用“## 小标题”", "delete it and part sections with `## text`"),
    ),
    _Kind(
        re.compile(r"^[ \t\u3000]*([*+](?=[ \t]))", re.M),
        ("Markdown 条目", "Markdown item"),
        ("条目写成“- 文字”", "write an item as `- text`"),
    ),
    _Kind(
        re.compile(r"(?<!\\)(!\[[^\[\]\n]*\]\([^()\n]*\))"),
        ("Markdown 图片", "Markdown picture"),
        ("图片写在稿件开头的 photos", "list the picture under photos at the head of the story"),
    ),
    _Kind(
        re.compile(r"(?<![\\!])(\[[^\[\]\n]+\]\([^()\s]+\))"),
        ("Markdown 链接", "Markdown link"),
        ("只留文字，网址照印时直接写出", "keep the words alone, or write the address out"),
    ),
    _Kind(
        re.compile(r"(?<!\\)(</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>\n]*)?/?>|<!--|&(?:nbsp|amp|lt|gt|quot|#\d+);)"),
        ("HTML 标签", "HTML tag"),
        ("删去标签，黑体写成“**文字**”", "delete the tag and write bold as `**text**`"),
    ),
)


def foreign_markup(copy: CopyFile, start: int, end: int, kept: Sequence[tuple[int, int]]) -> Iterator[Diagnostic]:
    """Yield a warning for each piece of foreign markup between two indices of a file that begin and end whole lines.

    `kept` are the stretches (first index, index after the last) that the desk keeps as they stand.
    """
    found = []
    for kind in _KINDS:
        for match in kind.pattern.finditer(copy.text, start, end):
            first, last = match.span(1)
            if not any(low <= first < high for low, high in kept):
                found.append((first, last, kind))
    for first, last, kind in sorted(found, key=lambda one: one[:2]):
        text = copy.text[first:last].strip()
        yield Diagnostic.make(
            "I330",
            Severity.WARNING,
            copy.place(first, last),
            text=text if len(text) <= 30 else text[:29] + "…",
            named=kind.names[0],
            kind=kind.names[1],
            instead=kind.ways[0],
            way=kind.ways[1],
        )
