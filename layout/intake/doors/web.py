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
from layout.intake.word.numbers import shown

_LARGEST = 40 << 20
_MOST_TAGS = 200_000
_SILENT = frozenset(("script", "style", "noscript", "template", "iframe"))
_OBJECTS = frozenset(("svg", "math", "object", "canvas"))
_ASIDE = frozenset(("nav", "footer", "aside", "form", "button", "select", "textarea", "option", "label", "input"))
_BLOCK = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "section", "article", "main", "header", "ul",
     "ol", "dl", "dt", "dd", "pre", "address", "figure", "figcaption", "body", "html", "center", "hr", "tr", "table",
     "caption", "details", "summary", "fieldset")
)  # fmt: skip
_COPY = re.compile(r"\b(?:js_content|rich_media_content|article[-_]?(?:content|body)|content[-_]?(?:text|body|main)|"
                   r"main[-_]?content|news[-_]?(?:content|text|body)|TRS_Editor|zoom)\b", re.I)  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0(?:\.0*)?\s*(?:;|!|$)",
    re.I,
)
_WHITE = re.compile(r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.I)
_GROUND = re.compile(r"background(?:-color|-image)?\s*:(?!\s*(?:none|transparent|#fff(?:fff)?\b|white\b))", re.I)
_SHIFT = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.I)
_RULES = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+)|#([\w-]+))?", re.I)
_NUMBERS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
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
    rule: str = ""
    ground: bool = False
    lines: bool = False


@dataclass(slots=True)
class _List:
    """A list that is being read: its next number (below 0: bullets), how its numbers look, which way they count."""

    number: int
    form: str = "decimal"
    step: int = 1


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
        self.lists: list[_List] = []
        self.sheet = _sheet(root)
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
        if tag in _OBJECTS:
            self._left_whole(element, around.left or "web-object")
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
            self.lists.append(_list(element))
        elif tag == "input":
            self._left_input(element, own)
        if tag == "q":
            self._quote("“", own)
        self._say(element.text, own)
        for one in element:
            self.walk(one, own)
            self._say(one.tail, own)
        if tag == "q":
            self._quote("”", own)
        if tag in ("ul", "ol"):
            self.lists.pop()
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
        style = self._style(tag, element)
        closed = tag == "dialog" and element.get("open") is None
        if _UNSEEN.search(style) or element.get("hidden") is not None or closed:
            own.left = own.left or "hidden"
        own.ground = own.ground or bool(_GROUND.search(style)) or element.get("bgcolor") is not None
        if _WHITE.search(style) or (element.get("color") or "").lower() in ("white", "#fff", "#ffffff"):
            own.rule = own.rule or ("" if own.ground else "unseen")
        elif re.search(r"(?<![-\w])color\s*:", style, re.I):
            own.rule = ""
        own.lines = own.lines or tag == "pre"
        if re.fullmatch("h[1-6]", tag):
            own.level, own.style = int(tag[1]), f"heading {tag[1]}"
        elif tag == "figcaption":
            own.style = "caption"
        elif tag == "li" and self.lists:
            counted = self.lists[-1]
            own.item, own.label = counted.number < 0, ""
            if counted.number >= 0:
                counted.number = _number(element.get("value"), counted.number)
                own.label = f"{shown(counted.number, counted.form)}."
                counted.number = max(counted.number + counted.step, 0)
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
        if around.lines and "\n" in text.strip("\n"):
            for nth, line in enumerate(text.strip("\n").split("\n")):
                if nth:
                    self.line.inlines.append(Break())
                self._say(line, replace(around, lines=False))
            return
        words = _SPACE.sub(" ", text)
        at_start = not self.line.inlines or isinstance(self.line.inlines[-1], Break)
        words = words.lstrip(" ") if at_start else words
        if words:
            self.account.set(LOOSE, text, self.place, words, around.rule)
            self.line.inlines.append(SourceRun(words, around.look))

    def _style(self, tag: str, element: Any) -> str:
        """Return the declarations that hold for an element: those of the page's style sheet, then its own."""
        keys = [(tag, "", "")]
        for name in (element.get("class") or "").split():
            keys += [("", name, ""), (tag, name, "")]
        if ident := element.get("id"):
            keys += [("", "", ident), (tag, "", ident)]
        told = [self.sheet[key] for key in keys if key in self.sheet]
        return _last_of_each(";".join([*told, element.get("style") or ""])) if told else element.get("style") or ""

    def _left_whole(self, element: Any, rule: str) -> None:
        if words := "".join(element.itertext()):
            self.account.leave(LOOSE, words, self.place, rule)
        for one in element.iter("img"):
            key = ("~", f"picture{len(self.account.objects)}")
            self.account.place_object(key, (one.get("src") or "")[:80], self.place, rule, left=True)

    def _left_input(self, element: Any, around: _Style) -> None:
        kind, words = (element.get("type") or "text").lower(), element.get("value") or ""
        if words and kind not in ("hidden", "submit", "button", "reset", "image", "password"):
            self.account.leave(LOOSE, words, self.place, around.left or "web-aside")

    def _quote(self, mark: str, around: _Style) -> None:
        if not around.left:
            self.account.add(mark, self.place, "quotes")
            self.line.inlines.append(SourceRun(mark, around.look))

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
        falling: dict[int, tuple[int, int]] = {}
        own = [row for row in element.iter("tr") if next(row.iterancestors("table"), None) is element]
        # A foot stands below the bodies wherever the page has it.
        for row in sorted(own, key=lambda row: row.getparent().tag == "tfoot"):
            cells: list[Cell] = []
            fallen: dict[int, tuple[int, int]] = {}
            at = 0
            for one in (*row, None):
                while at in falling:  # a cell of a row above comes down into this column
                    rest, cols = falling.pop(at)
                    cells.append(Cell((), cols, continued=True))
                    if rest > 1:
                        fallen[at] = (rest - 1, cols)
                    at += cols
                if one is None or one.tag not in ("td", "th"):
                    continue
                kept, self.found = self.found, []
                self._say(one.text, around)
                for inner in one:
                    self.walk(inner, around)
                    self._say(inner.tail, around)
                self.close(around)
                cols = min(_number(one.get("colspan")) or 1, 63)
                if (deep := min(_number(one.get("rowspan")), len(own))) > 1:
                    fallen[at] = (deep - 1, cols)
                at += cols
                cells.append(Cell(tuple(self.found), cols))
                self.found = kept
            falling = fallen
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
    if match := _SHIFT.search(style):
        look = replace(look, raised={"super": "sup", "sub": "sub"}[match[1].lower()])  # type: ignore[arg-type]
    if match := _SIZE.search(style):
        look = replace(look, size=float(match[1].strip(".") or 0) * _POINTS[match[2].lower()])
    return look


def _list(element: Any) -> _List:
    """Return a list at its first number; one that counts down begins with the number of its items."""
    if element.tag == "ul":
        return _List(-1)
    down = element.get("reversed") is not None
    items = sum(one.tag == "li" for one in element)
    form = _NUMBERS.get((element.get("type") or "").strip(), "decimal")
    return _List(_number(element.get("start"), items if down else 1), form, -1 if down else 1)


def _sheet(root: Any) -> dict[tuple[str, str, str], str]:
    """Return the plain rules of a page's style sheets: declarations by (tag, class, id); others are passed over."""
    found: dict[tuple[str, str, str], str] = {}
    text = "\n".join(one.text or "" for one in root.iter("style"))
    text = re.sub(r"/\*.*?\*/|<!--|-->", "", text, flags=re.S)
    text = re.sub(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})", "", text)
    for selectors, declared in _RULES.findall(text):
        for selector in selectors.split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match and match[0]:
                key = ((match[1] or "").lower(), match[2] or "", match[3] or "")
                found[key] = f"{found.get(key, '')};{declared}"
    return found


def _last_of_each(style: str) -> str:
    """Return declarations with only the last of each property."""
    found: dict[str, str] = {}
    for one in style.split(";"):
        name, _, value = one.partition(":")
        if value.strip():
            found[name.strip().lower()] = value.strip()
    return ";".join(f"{name}:{value}" for name, value in found.items())


def _number(text: str | None, otherwise: int = 1) -> int:
    match = re.match(r"\d{1,5}", text or "")
    return int(match[0]) if match else otherwise
