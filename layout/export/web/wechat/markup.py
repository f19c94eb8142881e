"""An article as the WeChat editor takes it: styles inside the elements, no classes, no scripts.

The editor drops style sheets, classes, ids and scripts, and keeps sections, paragraphs, spans, tables and pictures with
styles of their own.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from layout.export.web.markup import tag, text, void

if TYPE_CHECKING:
    from layout.export.web.outline import Outline, WebArticle
    from layout.export.web.pictures import Shown
    from layout.sheet import Article, ArticleParagraph

_FRAME = "margin:0;padding:0 4px;font-size:17px;line-height:1.9;color:#2b2b2b;letter-spacing:.5px;text-align:justify"
_KICKER = "margin:0 0 4px;font-size:15px;line-height:1.6;color:#8a6d5a;text-align:center"
_DECK = "margin:0 0 16px;font-size:16px;line-height:1.7;color:#5a5a5a;text-align:center"
_FACTS = "margin:0 0 20px;font-size:14px;color:#6b6b6b;text-align:center"
_BODY = "margin:0 0 16px;text-indent:2em"
_SUBHEAD = "margin:24px 0 14px;font-size:18px;font-weight:bold;color:#b0111a;text-align:center"
_ITEM = "margin:0 0 8px;padding-left:1em"
_VERSE = "margin:0 0 16px;text-align:center"
_PICTURE = "margin:0 0 6px;text-align:center"
_IMAGE = "display:block;width:100%;height:auto"
_CAPTION = "margin:0 0 20px;font-size:14px;line-height:1.6;color:#6b6b6b;text-align:center"
_SIGN = "margin:8px 0 24px;text-align:right"
_TABLE = "width:100%;border-collapse:collapse;font-size:15px;line-height:1.6;margin:0 0 16px"
_CELL = "border:1px solid #ddd;padding:6px 8px"
_SOURCE = "margin:24px 0 0;padding:12px 0 0;border-top:1px solid #e5e5e5;font-size:13px;line-height:1.7;color:#6b6b6b"


def story_markup(outline: Outline, article: WebArticle, pictures: tuple[Shown, ...]) -> str:
    """Return an article's content for the editor; the title goes into the editor's own field.

    Pictures have full addresses where the edition has a base, so that the editor fetches them, else the names of the
    files beside it.
    """
    copy = article.article
    parts = [_line(_KICKER, copy.kicker), _line(_DECK, copy.deck), _line(_FACTS, copy.byline)]
    parts += [_figure(outline, shown) for shown in pictures]
    parts += _paragraphs(copy)
    parts += [_line(_SIGN, line) for line in copy.sign.splitlines()]
    pages = "、".join(f"{page:02d}" for page in copy.pages)
    parts.append(_line(_SOURCE, f"来源：{outline.edition.name} {outline.day} {outline.issue} 第{pages}版"))
    return tag("section", *parts, style=_FRAME)


def _line(style: str, words: str) -> str:
    return tag("p", text(words), style=style) if words else ""


def _figure(outline: Outline, shown: Shown) -> str:
    """Return a picture with its caption; of one that is still to come the caption alone."""
    words = f"{shown.caption} {shown.credit}".strip()
    if not shown.file:
        return _line(_CAPTION, words)
    source = outline.settings.address(outline.edition.number, shown.file) or shown.file
    image = void("img", src=source, alt=shown.alt, style=_IMAGE)
    return tag("p", image, style=_PICTURE) + _line(_CAPTION, words)


def _paragraphs(copy: Article) -> list[str]:
    parts = []
    styles = {"subhead": _SUBHEAD, "item": _ITEM, "flush": "margin:0 0 16px"}
    for kind, group in groupby(copy.paragraphs, lambda paragraph: paragraph.kind):
        if kind == "verse":
            parts.append(tag("p", void("br").join(text(one.text) for one in group), style=_VERSE))
        elif kind == "table":
            parts += [_table(one) for one in group]
        else:
            mark = "· " if kind == "item" else ""
            parts += [tag("p", mark + text(one.text), style=styles.get(kind, _BODY)) for one in group]
    return parts


def _table(paragraph: ArticleParagraph) -> str:
    rows = [line.split("\t") for line in paragraph.text.split("\n")]
    made = []
    for number, row in enumerate(rows):
        style = f"{_CELL};background:#f5f0ec;font-weight:bold" if number == 0 else _CELL
        made.append(tag("tr", *(tag("td", text(cell), style=style) for cell in row)))
    return tag("table", tag("tbody", *made), style=_TABLE)
