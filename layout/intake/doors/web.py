"""The door for web pages and text pasted from them, by lxml: blocks, looks, pictures; what is no copy is left out."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any
from urllib.parse import unquote

from layout.ground.dataclass import dataclass, field, replace
from layout.intake.account import Account
from layout.intake.document import (
    PLAIN,
    Block,
    Break,
    Cell,
    Document,
    Inline,
    Look,
    PictureMark,
    SourceParagraph,
    SourcePicture,
    SourceRun,
    Table,
)
from layout.intake.doors.decoding import decoded
from layout.intake.doors.markdown import LOOSE
from layout.intake.package import DAMAGED, Refused, too_large

_LARGEST = 40 << 20
_MOST_TAGS = 200_000
_SILENT = frozenset(("script", "style", "noscript", "template", "svg", "math", "object", "iframe", "canvas"))
_ASIDE = frozenset(("nav", "footer", "aside", "form", "button", "select", "textarea", "option", "label", "input"))
_BLOCK = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "section", "article", "main", "header", "ul",
     "ol", "dl", "dt", "dd", "pre", "address", "figure", "figcaption", "body", "html", "center", "hr", "tr", "table",
     "caption", "details", "summary", "fieldset")
)  # fmt: skip
_COPY = re.compile(r"\b(?:js_content|rich_media_content|article[-_]?(?:content|body)|content[-_]?(?:text|body|main)|"
                   r"main[-_]?content|news[-_]?(?:content|text|body)|TRS_Editor|zoom)\b", re.I)  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SIZE = re.compile(r"font-size\s*:\s*([\d.]+)\s*(px|pt)", re.I)
_DATA = re.compile(r"data:image/([\w.+-]+);base64,(.*)", re.S)
_POINTS = {"px": 0.75, "pt": 1.0}


@dataclass(slots=True)
class _Style:
    """What stands round a node of a page."""

    look: Look = PLAIN
    left: str = ""
    align: str = ""
    style: str = ""
    level: int = 0
    item: bool = False
    label: str = ""


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read."""

    inlines: list[Inline] = field(default_factory=list)


def read_web(data: bytes) -> tuple[Document, Account]:
    """Return a web page as a document."""
    from lxml import etree, html

    text = decoded(data, is_web=True)
    if len(data) > _LARGEST:
        raise too_large("字节", "bytes")
    if text.count("<") > _MOST_TAGS:
        raise too_large("记号", "marks")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""))
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, ValueError) as fault:
        raise Refused(*DAMAGED) from fault
    reading = _Reading(root)
    reading.walk(root, _Style())
    reading.close(_Style())
    return Document(tuple(reading.found), (), tuple(reading.pictures)), reading.account


class _Reading:
    """Goes through the elements of a page."""

    def __init__(self, root: Any) -> None:
        self.found: list[Block] = []
        self.pictures: list[SourcePicture] = []
        self.account = Account()
        self.line = _Open()
        self.place = 1
        self.counts: list[int] = []
        named = [one for one in root.iter() if _is_copy(one)]
        articles = list(root.iter("article", "main"))
        self.copy = named[0] if named else articles[0] if len(articles) == 1 else None
        self.heading = next(iter(root.iter("h1")), None)
        inside = self.copy is None or self.heading is None or self.copy in self.heading.iterancestors()
        self.kept = set() if inside else {self.heading}

    def walk(self, element: Any, around: _Style) -> None:
        """Walk an element and the text after its children."""
        if not isinstance(element.tag, str):
            return
        tag = element.tag.lower()
        if tag in _SILENT:
            return
        own = self._own(tag, element, around)
        if tag in _BLOCK:
            self.close(around)
        if tag == "br":
            self.line.inlines.append(Break())
        elif tag == "img":
            self._picture(element, own)
        elif tag == "ruby":
            self._ruby(element, own)
            return
        elif tag == "table" and _is_table(element) and not own.left:
            self._table(element, own)
            return
        elif tag in ("ul", "ol"):
            self.counts.append(-1 if tag == "ul" else _number(element.get("start")))
        self._say(element.text, own)
        for one in element:
            self.walk(one, own)
            self._say(one.tail, own)
        if tag in ("ul", "ol"):
            self.counts.pop()
        if tag in _BLOCK:
            self.close(own)

    def _own(self, tag: str, element: Any, around: _Style) -> _Style:
        own = replace(around, item=False, label="") if tag in _BLOCK and tag != "li" else replace(around)
        if element is self.copy or element in self.kept:
            own.left = ""
        elif tag == "head" or tag in _ASIDE or (tag == "body" and self.copy is not None):
            own.left = own.left or "web-aside"
        if tag == "title" and self.heading is None and self.copy is None:
            own.left, own.style = "", "title"
        style = element.get("style") or ""
        if re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style, re.I) or element.get("hidden") is not None:
            own.left = own.left or "hidden"
        if re.fullmatch("h[1-6]", tag):
            own.level, own.style = int(tag[1]), f"heading {tag[1]}"
        elif tag == "figcaption":
            own.style = "caption"
        elif tag == "li" and self.counts:
            own.item, own.label = self.counts[-1] < 0, ""
            if self.counts[-1] >= 0:
                own.label = f"{self.counts[-1]}."
                self.counts[-1] += 1
        if tag == "center" or re.search(r"text-align\s*:\s*center", style, re.I) or element.get("align") == "center":
            own.align = "center"
        elif re.search(r"text-align\s*:\s*right", style, re.I) or element.get("align") == "right":
            own.align = "right"
        own.look = _looked(tag, style, own.look)
        return own

    def _say(self, text: str | None, around: _Style) -> None:
        if not text:
            return
        if around.left:
            if text.strip():
                self.account.leave(LOOSE, text, self.place, around.left)
            return
        words = _SPACE.sub(" ", text)
        at_start = not self.line.inlines or isinstance(self.line.inlines[-1], Break)
        words = words.lstrip(" ") if at_start else words
        if words:
            self.account.set(LOOSE, text, self.place, words)
            self.line.inlines.append(SourceRun(words, around.look))

    def close(self, around: _Style) -> None:
        """End the paragraph that is open."""
        inlines, self.line = tuple(self.line.inlines), _Open()
        if not inlines:
            return
        has_words = any(isinstance(one, SourceRun) and one.text.strip() for one in inlines)
        if around.label and has_words:
            self.account.add(around.label, self.place, "autonumber")
        self.found.append(
            SourceParagraph(
                inlines,
                around.style,
                around.level,
                around.align,  # type: ignore[arg-type]
                label=around.label if has_words else "",
                item=around.item,
                place=self.place,
            )
        )
        self.place += 1

    def _picture(self, element: Any, around: _Style) -> None:
        address = element.get("data-src") or element.get("src") or ""
        key = ("~", f"picture{len(self.account.objects)}")
        if around.left:
            self.account.place_object(key, address[:80], self.place, around.left, left=True)
            return
        data, name = b"", unquote(address.partition("?")[0])
        if match := _DATA.match(address):
            try:
                data, name = base64.b64decode(match[2], validate=False), f"image.{match[1]}"
            except (binascii.Error, ValueError):
                name = "data:"
        size = (_number(element.get("width"), 0) * 25.4 / 96, _number(element.get("height"), 0) * 25.4 / 96)
        nth = len(self.pictures)
        self.pictures.append(
            SourcePicture(name, data, size, alt=element.get("alt") or "", missing=not data, place=self.place)
        )
        self.account.place_object(key, name[:80], self.place, "" if data else "linked")
        self.line.inlines.append(PictureMark(nth))

    def _ruby(self, element: Any, around: _Style) -> None:
        base, reading = [element.text or ""], []
        for one in element:
            tag = one.tag.lower() if isinstance(one.tag, str) else ""
            words = "".join(one.itertext())
            if tag == "rt":
                reading.append(words)
            elif tag == "rp":
                self.account.leave(LOOSE, words, self.place, "markup")
            else:
                base.append(words)
            base.append(one.tail or "")
        told, over = "".join(base).strip(), "".join(reading).strip()
        if around.left:
            self.account.leave(LOOSE, told + over, self.place, around.left)
            return
        self.account.set(LOOSE, told + over, self.place, told + over, "ruby")
        self.line.inlines.append(SourceRun(told, around.look, over))

    def _table(self, element: Any, around: _Style) -> None:
        rows = []
        place = self.place
        for row in element.iter("tr"):
            if next((one for one in row.iterancestors("table")), None) is not element:
                continue
            cells = []
            for one in row:
                if one.tag not in ("td", "th"):
                    continue
                kept, self.found = self.found, []
                self._say(one.text, around)
                for inner in one:
                    self.walk(inner, around)
                    self._say(inner.tail, around)
                self.close(around)
                cells.append(Cell(tuple(self.found), min(_number(one.get("colspan")) or 1, 63)))
                self.found = kept
            rows.append(tuple(cells))
        for one in element.iter("caption"):
            self.walk(one, around)
        self.found.append(Table(tuple(rows), place))


def _is_copy(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("body", "html"):
        return False
    return bool(_COPY.search(f"{element.get('id') or ''} {element.get('class') or ''}")) and len(element) > 0


def _is_table(element: Any) -> bool:
    """Tell whether a table is one of data: it has rows of more than one cell and no table inside."""
    return any(len(row) > 1 for row in element.iter("tr")) and next(element.iterdescendants("table"), None) is None


def _looked(tag: str, style: str, look: Look) -> Look:
    if tag in ("b", "strong") or re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", style, re.I):
        look = replace(look, bold=True)
    elif re.search(r"font-weight\s*:\s*(?:normal|[1-5]00)", style, re.I):
        look = replace(look, bold=False)
    if tag in ("sup", "sub"):
        look = replace(look, raised=tag)  # type: ignore[arg-type]
    if tag in ("s", "del", "strike"):
        look = replace(look, struck=True)
    if "emphasis" in style and re.search(r"text-emphasis(?:-style)?\s*:\s*(?!none)", style, re.I):
        look = replace(look, dots=True)
    if match := _SIZE.search(style):
        look = replace(look, size=float(match[1].strip(".") or 0) * _POINTS[match[2].lower()])
    return look


def _number(text: str | None, otherwise: int = 1) -> int:
    match = re.match(r"\d{1,5}", text or "")
    return int(match[0]) if match else otherwise
