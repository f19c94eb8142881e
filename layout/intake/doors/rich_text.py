"""The door for rich text (.rtf, as WordPad, Word and older programs write it), after the RTF 1.9.1 specification."""

from __future__ import annotations

import re
from collections.abc import Callable

from layout.ground.dataclass import replace
from layout.intake.account import Account
from layout.intake.document import (
    PLAIN,
    Block,
    Break,
    Cell,
    Document,
    Inline,
    NoteMark,
    PictureMark,
    SourceParagraph,
    SourcePicture,
    SourceRun,
    Table,
    rule_of,
)
from layout.intake.doors.markdown import LOOSE
from layout.intake.doors.rich_state import RichField, RichShape, RichState
from layout.intake.doors.rich_words import (
    IGNORED,
    LEFT,
    OPEN,
    SIGNS,
    codec_of,
    group_from,
    picture_of,
    tables_of,
    unnamed_page,
    whites_of,
)
from layout.intake.package import too_large
from layout.intake.word.fields import shown_by_code
from layout.intake.word.printing import SHIFTED, SMALL
from layout.intake.word.symbols import is_symbol_font, symbols_in

_LARGEST = 200 << 20
_MOST_TOKENS = 250_000
_DEEPEST = 200
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S
)


def read_rich_text(data: bytes, changes: str = "accept", *, with_notes: bool = True) -> tuple[Document, Account]:
    """Return an RTF file as a document."""
    if len(data) > _LARGEST:
        raise too_large("字节", "bytes")
    reading = _Reading(data.decode("latin-1"), changes, with_notes)
    reading.read()
    return Document(tuple(reading.shape.found), tuple(reading.notes), tuple(reading.pictures)), reading.account


class _Reading:
    """Goes through the tokens of a file."""

    def __init__(self, text: str, changes: str, with_notes: bool) -> None:
        self.text, self.changes, self.with_notes = text, changes, with_notes
        self.account = Account()
        self.state = RichState()
        self.stack: list[tuple[RichState, RichShape | None, int]] = []
        self.shape = RichShape()
        self.notes: list[tuple[Block, ...]] = []
        self.pictures: list[SourcePicture] = []
        self.faces, self.styles, self.symbols = tables_of(text)
        self.whites = whites_of(text)
        page = re.search(r"\\ansicpg(\d+)", text[:4096])
        self.page = codec_of(page[1]) if page else unnamed_page(text)
        self.held = bytearray()
        self.drop = 0
        self.star = False
        self.place = 1

    def read(self) -> None:
        count = 0
        at, end = 0, len(self.text)
        while at < end:
            match = _TOKEN.match(self.text, at)
            if match is None:
                break
            at = match.end()
            count += 1
            if count > _MOST_TOKENS:
                raise too_large("记号", "marks")
            word, number, byte, sign, brace, words = match.groups()
            if byte is not None:
                self._byte(int(byte, 16))
                continue
            self._flush()
            if word == "bin":
                at += max(int(number or 0), 0)
            elif word == "pict" and not self.state.silent:
                at = self._picture(at)
            elif word is not None:
                self._word(word, int(number) if number else None)
            elif brace == "{":
                self._open()
            elif brace == "}":
                self._close()
            elif sign is not None:
                self._sign(sign)
            elif words is not None:
                self._say(words)
        self._flush()
        while self.stack:
            self._close()
        self._paragraph()
        self._end_table()

    # Characters

    def _byte(self, value: int) -> None:
        if self.drop:
            self.drop -= 1
        else:
            self.held.append(value)

    def _flush(self) -> None:
        """Decode the bytes that were escaped one by one: a Chinese character has two."""
        if self.held:
            text = bytes(self.held).decode(self._codec(), "replace")
            self.held.clear()
            self._put_words(text)

    def _codec(self) -> str:
        """Return the encoding of the face: a symbol font has its own, which the code of each sign stands for."""
        return "latin-1" if self.state.face in self.symbols else self.faces.get(self.state.face, self.page)

    def _say(self, words: str) -> None:
        if self.drop:
            gone = min(self.drop, len(words))
            self.drop -= gone
            words = words[gone:]
        if words:
            raw = words.encode("latin-1")
            self._put_words(words if raw.isascii() else raw.decode(self._codec(), "replace"))

    def _put_words(self, text: str) -> None:
        state = self.state
        if state.silent or not text:
            return
        if state.into == "label":
            self.shape.label += text
            self.account.leave(LOOSE, text, self.place, "markup")
            return
        left = state.left or ("hidden" if state.hidden else "") or self._unwanted(state.change)
        if left == "field-code" and state.field is not None:
            state.field.codes.append(text)
            return
        if left:
            self.account.leave(LOOSE, text, self.place, left)
            return
        if state.field is not None:
            state.field.printed = True
        rule = "unseen" if state.white and not state.ground else ""
        face = self.symbols.get(state.face, "")
        signs = symbols_in(face, text) if is_symbol_font(face) else None
        text, rule, source = (text, rule, text) if signs is None else (signs, "symbol", text)
        look = replace(state.look, change=state.change) if self.changes == "show" else state.look  # type: ignore[arg-type]
        shift = state.shift / (look.size or 12)
        if not look.raised and abs(shift) >= SHIFTED and SMALL.fullmatch(text.strip()):
            look = replace(look, raised="sup" if shift > 0 else "sub")
        rule = rule or rule_of(look) or ("note" if state.into == "note" else "")
        self.account.set(LOOSE, source, self.place, text, rule)
        self.shape.inlines.append(SourceRun(text, look))

    def _unwanted(self, change: str) -> str:
        return {("del", "accept"): "deleted", ("ins", "reject"): "inserted"}.get((change, self.changes), "")

    # Groups and words

    def _open(self) -> None:
        self.stack.append((self.state, None, len(self.stack)))
        if len(self.stack) > _DEEPEST:
            raise too_large("嵌套", "nested groups")
        self.state = replace(self.state)
        self.star = False

    def _close(self) -> None:
        if not self.stack:
            return
        ended = self.state
        self.state, outer, _ = self.stack.pop()
        if ended.field is not None and ended.field is not self.state.field:
            self._end_field(ended.field)
        if outer is not None:  # a note ends
            self._paragraph()
            self._end_table()
            blocks = tuple(self.shape.found)
            self.shape = outer
            if ended.into == "note":
                self.notes.append(blocks)
                self.shape.inlines.append(NoteMark(len(self.notes) - 1))
            else:
                self.shape.found += blocks
        self.drop = 0

    def _end_field(self, field: RichField) -> None:
        """Leave a field's code out, unless it prints by itself what no result shows."""
        code, state = "".join(field.codes), self.state
        shown = None if field.printed or state.left else shown_by_code(code)
        if shown is None:
            if code:
                self.account.leave(LOOSE, code, self.place, "field-code")
        else:
            self.account.set(LOOSE, code, self.place, shown.text + shown.ruby, shown.rule)
            self.shape.inlines.append(SourceRun(shown.text, state.look, shown.ruby))
        if state.field is not None and (field.printed or shown is not None):
            state.field.printed = True

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.star = True
        elif sign == "~":
            self._put_words(" ")
        elif sign == "_":
            self._put_words("-")
        elif sign in "{}\\":
            self._say(sign)
        elif sign in "\r\n":
            self._paragraph()

    def _word(self, word: str, number: int | None) -> None:
        state = self.state
        if self.star and word not in OPEN:
            state.silent = True
        self.star = False
        if word in IGNORED:
            state.silent = True
        elif word == "field":
            state.field = RichField()
        elif word in LEFT:
            state.left = state.left or LEFT[word]
        elif word == "footnote":
            self._note()
        elif word in ("listtext", "pntext"):
            state.into = "label"
            self.shape.label = ""
        elif word == "u":
            self._unicode(number or 0)
        elif word in SIGNS:
            self._put_words(SIGNS[word])
        elif word in _WORDS:
            _WORDS[word](self, number)

    def _unicode(self, number: int) -> None:
        value = number + 0x10000 if number < 0 else number
        if 0xD800 <= value < 0xDC00:
            self.high = value
        elif 0xDC00 <= value < 0xE000:
            high = getattr(self, "high", 0xD800)
            self._put_words(chr(0x10000 + ((high - 0xD800) << 10) + value - 0xDC00))
        elif value <= 0x10FFFF:
            self._put_words(chr(value))
        self.drop = self.state.skip

    def _note(self) -> None:
        if self.state.left or not self.with_notes or not self.stack:
            self.state.left = self.state.left or "note"
            return
        state, _, depth = self.stack.pop()
        self.stack.append((state, self.shape, depth))
        self.shape = RichShape()
        self.state.into = "note"

    # Shapes

    def _paragraph(self) -> None:
        """End the paragraph that is open."""
        shape, state = self.shape, self.state
        inlines, shape.inlines = tuple(shape.inlines), []
        label = shape.label.strip(" \t\u3000")
        shape.label = ""
        has_words = any(isinstance(one, SourceRun) and one.text.strip() for one in inlines)
        item = bool(label) and not any(char.isalnum() for char in label)
        if label and has_words and not item:
            self.account.add(label, self.place, "autonumber")
        paragraph = SourceParagraph(
            inlines,
            self.styles.get(state.style, ""),
            0,
            state.align,  # type: ignore[arg-type]
            state.indent,
            label if has_words and not item else "",
            item and has_words,
            self.place,
        )
        self.place += 1
        if state.in_table:
            shape.cell.append(paragraph)
        else:
            self._end_table()
            if inlines or shape.found:
                shape.found.append(paragraph)

    def cell(self, _: int | None = None) -> None:
        """End a cell."""
        self.state.in_table = True
        self._paragraph()
        self.shape.row.append(Cell(tuple(self.shape.cell)))
        self.shape.cell = []

    def end_row(self, _: int | None = None) -> None:
        """End a row."""
        if self.shape.row:
            self.shape.rows.append(tuple(self.shape.row))
            self.shape.row = []

    def _end_table(self) -> None:
        shape = self.shape
        self.end_row()
        if shape.rows:
            shape.found.append(Table(tuple(shape.rows), self.place))
            shape.rows = []
        shape.found += shape.cell
        shape.cell = []

    def _picture(self, at: int) -> int:
        """Take a picture's data and return where its group ends."""
        header, end = group_from(self.text, at)
        data, kind, size = picture_of(header)
        key = ("~", f"picture{len(self.account.objects)}")
        if self.state.left:
            self.account.place_object(key, kind, self.place, self.state.left, left=True)
        else:
            self.shape.inlines.append(PictureMark(len(self.pictures)))
            self.pictures.append(SourcePicture(f"image.{kind}", data, size, missing=not data, place=self.place))
            self.account.place_object(key, kind, self.place, "" if data else "linked")
        return end

    def put(self, inline: Inline) -> None:
        """Put a break or a tab into the paragraph."""
        if not (self.state.silent or self.state.left or self.state.into == "label"):
            self.shape.inlines.append(inline)

    def looks(self, **more: object) -> None:
        """Change how what follows looks."""
        self.state.look = replace(self.state.look, **more)  # type: ignore[arg-type]


Handler = Callable[[_Reading, "int | None"], None]


def _toggle(name: str) -> Handler:
    return lambda reading, number: reading.looks(**{name: number != 0})


def _set_state(name: str, value: object) -> Handler:
    return lambda reading, number: setattr(reading.state, name, value)


def _plain(reading: _Reading, _: int | None) -> None:
    reading.state.look = PLAIN
    reading.state.hidden, reading.state.change = False, ""
    reading.state.white, reading.state.shift = False, 0.0


def _pard(reading: _Reading, _: int | None) -> None:
    state = reading.state
    state.align, state.indent, state.style, state.in_table = "", 0.0, 0, False
    state.ground = False


def _ground(reading: _Reading, number: int | None) -> None:
    reading.state.ground = (number or 0) not in {0, *reading.whites}


def _change(kind: str) -> Handler:
    def handler(reading: _Reading, number: int | None) -> None:
        reading.state.change = "" if number == 0 else kind

    return handler


_WORDS: dict[str, Handler] = {
    "par": lambda reading, _: None if reading.state.silent or reading.state.left else reading._paragraph(),
    "sect": lambda reading, _: None if reading.state.silent or reading.state.left else reading._paragraph(),
    "line": lambda reading, _: reading.put(Break()),
    "page": lambda reading, _: reading.put(Break("page")),
    "column": lambda reading, _: reading.put(Break("column")),
    "tab": lambda reading, _: reading.put(SourceRun("\u3000" if reading.shape.inlines else "")),
    "cell": _Reading.cell,
    "nestcell": lambda reading, _: reading.put(SourceRun(" ")),
    "row": _Reading.end_row,
    "intbl": _set_state("in_table", True),
    "pard": _pard,
    "plain": _plain,
    "b": _toggle("bold"),
    "strike": _toggle("struck"),
    "striked": _toggle("struck"),
    "accdot": _toggle("dots"),
    "acccomma": _toggle("dots"),
    "accnone": lambda reading, _: reading.looks(dots=False),
    "super": lambda reading, number: reading.looks(raised="" if number == 0 else "sup"),
    "sub": lambda reading, number: reading.looks(raised="" if number == 0 else "sub"),
    "up": lambda reading, number: setattr(reading.state, "shift", (6 if number is None else number) / 2),
    "dn": lambda reading, number: setattr(reading.state, "shift", -(6 if number is None else number) / 2),
    "cf": lambda reading, number: setattr(reading.state, "white", (number or 0) in reading.whites),
    **dict.fromkeys(("cb", "chcbpat", "highlight", "cbpat", "clcbpat"), _ground),
    "nosupersub": lambda reading, _: reading.looks(raised=""),
    "fs": lambda reading, number: reading.looks(size=(number or 24) / 2),
    "f": lambda reading, number: setattr(reading.state, "face", number if number is not None else -1),
    "v": lambda reading, number: setattr(reading.state, "hidden", number != 0),
    "deleted": _change("del"),
    "revised": _change("ins"),
    "qc": _set_state("align", "center"),
    "qr": _set_state("align", "right"),
    "ql": _set_state("align", ""),
    "qj": _set_state("align", ""),
    "fi": lambda reading, number: setattr(reading.state, "indent", (number or 0) / 20 / 10.5),
    "s": lambda reading, number: setattr(reading.state, "style", number or 0),
    "uc": lambda reading, number: setattr(reading.state, "skip", min(max(number or 0, 0), 4)),
}
