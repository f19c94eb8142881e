"""Foreign markup left in copy: Markdown of other programs, HTML. It would print as it stands, so it is pointed out.

Only the kinds that our own format writes otherwise are known; what a backslash or a sic mark keeps is passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import dataclass
from layout.ground.expression import expression
from layout.issue.copyfile import CopyFile
from layout.issue.marks import kept_stretches, read_inline


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of foreign markup: how it looks, its names (zh, en), and how our format says it (zh, en)."""

    pattern: re.Pattern[str]
    names: tuple[str, str]
    ways: tuple[str, str]


_TAG = expression(r"(?<!\\)(</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>\n]*)?/?>|<!--|&(?:nbsp|amp|lt|gt|quot|#\d+);)")
_ANYWHERE = (
    _Kind(
        expression(r"(?<!\\)(!\[[^\[\]\n]*\]\([^()\n]*\))"),
        ("Markdown 图片", "Markdown picture"),
        ("图片写在稿件开头的 photos", "list the picture under photos at the head of the story"),
    ),
    _Kind(
        expression(r"(?<![\\!])(\[[^\[\]\n]+\]\([^()\s]+\))"),
        ("Markdown 链接", "Markdown link"),
        ("只留文字，网址照印时直接写出", "keep the words alone, or write the address out"),
    ),
)
_BRACES = _Kind(
    expression(
        r"(?<!\\)(｛｛[^\n]*?(?:｝｝|$)"
        r"|(?<![{\\])\{(?!\{)\s*(?:gap|query|sic|ok|dots|name|title|strong|sup|sub|keep|ruby|join)\s*[:：][^{}\n]*\}(?!\})"
        r"|[【\[(（]{1,2}\s*(?:gap|query|sic)\s*[:：][^【】\[\]()（）\n]*[】\])）]{1,2})",
        re.M,
    ),
    ("像记号而不是的", "near-mark"),
    ("记号写成半角的两个花括号“{{…}}”", "write a mark between two half-width braces, `{{…}}`"),
)
_START = r"^[ \t\u3000]*(?:- +)?"
_KINDS = (
    _Kind(
        expression(_START + r"((?:#(?=[ \t\u3000])|#{3,}|##(?=[^# \t\u3000\n])|＃(?=[#＃ \t\u3000])|#＃)[^\n]*)", re.M),
        ("Markdown 标题", "Markdown heading"),
        ("小标题写成“## 小标题”，主题写在 head.main", "write a subhead as `## text`, the headline under head.main"),
    ),
    _Kind(
        expression(_START + r"(>)", re.M),
        ("Markdown 引用", "Markdown quotation"),
        ("去掉 >，引文用“ ”", "delete the > and use quotation marks"),
    ),
    _Kind(
        expression(_START + r"((?:`{3,}|~{3,})[^\n]*)", re.M),
        ("代码块记号", "code fence"),
        ("删去这一行记号，正文照常分段", "delete the fence and write plain paragraphs"),
    ),
    _Kind(
        expression(_START + r"((?:-{3,}|_{3,}|={3,})[ \t]*$)", re.M),
        ("Markdown 横线", "Markdown rule"),
        ("删去横线，分节用“## 小标题”", "delete it and part sections with `## text`"),
    ),
    _Kind(
        expression(r"^[ \t\u3000]*([*+](?=[ \t]))", re.M),
        ("Markdown 条目", "Markdown item"),
        ("条目写成“- 文字”", "write an item as `- text`"),
    ),
    _Kind(
        expression(
            r"(?:^[ \t\u3000]*|(?<=[。！？；”’）])[ \t\u3000]*)"
            r"((?:#(?![# \t\u3000\d])|(?<=[。！？；”’）])#|(?<=[ \t])#|＃(?![#＃ \t\u3000\d]))[^#＃\n]{1,40}$)",
            re.M,
        ),
        ("注释", "comment"),
        (
            "正文里没有注释，删去它，要问的写成 {{query: …}}",
            "a body has no comments: delete it, or ask with {{query: …}}",
        ),
    ),
    *_ANYWHERE,
    _BRACES,
    _Kind(
        _TAG,
        ("HTML 标签", "HTML tag"),
        ("删去标签，黑体写成“**文字**”", "delete the tag and write bold as `**text**`"),
    ),
)
"""What a body must not hold, and how a body says it."""

_BOLD = _Kind(
    expression(r"(?<![\\*])(\*\*(?=[^*\s])[^*\n]*[^*\s]\*\*)(?!\*)"),
    ("黑体记号", "bold text"),
    ("去掉星号，题目和图说的字体由样式定", "delete the asterisks: the stylebook chooses the face here"),
)
_FIELD_KINDS = (
    _Kind(
        expression(r"^((?:#{1,6}|>|[*+-])(?=[ \t\u3000]))", re.M),
        ("Markdown 记号", "Markdown sign"),
        ("去掉这个记号", "delete the sign"),
    ),
    *_ANYWHERE,
    _BRACES,
    _Kind(_TAG, ("HTML 标签", "HTML tag"), ("删去标签", "delete the tag")),
)
"""What a head, a byline or a caption must not hold."""
_MARK = _Kind(
    expression(r"(\{\{[^{}\n]*(?:\}\})?|\}\})"),
    ("稿件记号", "mark of copy"),
    ("报头、版名、版权栏里不用记号，直接写文字", "masthead, page names and imprint know no marks: write words alone"),
)


def foreign_markup(copy: CopyFile, start: int, end: int, kept: Sequence[tuple[int, int]]) -> Iterator[Diagnostic]:
    """Yield a warning for each piece of foreign markup between two indices of a file that begin and end whole lines.

    `kept` are the stretches (first index, index after the last) that the desk keeps as they stand, in their order.
    """
    for first, last, kind in _found(_KINDS, copy.text, start, end, kept):
        yield _told(kind, copy.text[first:last], copy.place(first, last))


def foreign_in_field(value: str, place: Callable[[int, int], Place]) -> Iterator[Diagnostic]:
    """Yield a warning for each piece of foreign markup in a field of the front matter: head, byline, caption.

    `place` tells where in the file characters of the value stand.
    """
    kept: list[tuple[int, int]] = []
    kinds: tuple[_Kind, ...] = (*_FIELD_KINDS, _BOLD)
    if "{{" in value or "\\" in value:  # read for marks: bold is told there (I308) and does not print
        kept.extend(kept_stretches(read_inline(CopyFile("", value), 0, len(value))))
        kinds = _FIELD_KINDS
    for first, last, kind in _found(kinds, value, 0, len(value), kept):
        yield _told(kind, value[first:last], place(first, last))


def foreign_in_furniture(value: str, place: Callable[[int, int], Place]) -> Iterator[Diagnostic]:
    """Yield a warning for each piece of foreign markup in a text of `issue.yaml`: our own marks are foreign there."""
    for first, last, kind in _found((*_FIELD_KINDS, _BOLD, _MARK), value, 0, len(value), ()):
        yield _told(kind, value[first:last], place(first, last))


def _found(
    kinds: Sequence[_Kind], text: str, start: int, end: int, kept: Sequence[tuple[int, int]]
) -> list[tuple[int, int, _Kind]]:
    found = [(*match.span(1), kind) for kind in kinds for match in kind.pattern.finditer(text, start, end)]
    lows = [low for low, _ in kept]
    highs = list(accumulate((high for _, high in kept), max))  # a stretch may stand inside another

    def is_kept(index: int) -> bool:
        before = bisect_right(lows, index)
        return before > 0 and index < highs[before - 1]

    return sorted((one for one in found if not is_kept(one[0])), key=lambda one: one[:2])


def _told(kind: _Kind, text: str, at: Place) -> Diagnostic:
    text = text.strip()
    return Diagnostic.make(
        "I330",
        Severity.WARNING,
        at,
        text=text if len(text) <= 30 else text[:29] + "…",
        named=kind.names[0],
        kind=kind.names[1],
        instead=kind.ways[0],
        way=kind.ways[1],
    )
