"""The door for Markdown (CommonMark with tables), by markdown-it: marks become looks and styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from layout.ground.dataclass import replace
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
from layout.intake.package import too_large

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

LOOSE = ("~", "")
"""The key of sources whose marks are no nodes: the ledger compares their letters and figures."""
_LARGEST = 2 << 20
_NO_ADDRESS = re.compile(r"^( {0,3})(\[[^\]\n]+\]:[ \t]*[^\s<]*[\u3400-\u9fff])", re.M)
"""What Markdown takes for an address that stands apart and is copy: [编者按]: 本报今天刊发…, [^1]: 注文。"""
_ADDRESS_BELOW = re.compile(r"^(?<=[^\n]\n)(?= {0,3}\[[^\]\n^]+\]:[ \t]*<?(?:https?|ftp|mailto):)", re.M)
"""Where an address that stands apart follows on copy: Markdown would take it for more of that copy."""
_APART = re.compile(r"^ {0,3}\[([^\]\n]+)\]:[ \t]*(\S.*)$", re.M)
_CALLED = re.compile(r"\]\[([^\]\n]+)\]")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.S)
_KEY = re.compile(r"^(\w+):[ \t]*(.*)$")
_FRONT_STYLES = {"title": "title", "subtitle": "subtitle", "author": "author"}
_TAG = re.compile(r"<[^<>]*>")
_WORDS_TAG = re.compile(r"^<(/?)(sup|sub|b|strong|u|br|del|s)\s*/?>$", re.I)


def read_markdown(data: bytes) -> tuple[Document, Account]:
    """Return a Markdown file as a document."""
    from markdown_it import MarkdownIt

    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > _LARGEST:
        raise too_large("字", "characters")
    reading = _Reading()
    if match := _FRONT.match(text):
        reading.front(match[1])
        text = "\n" * match[0].count("\n") + text[match.end() :]
    text = _ADDRESS_BELOW.sub("\n", _NO_ADDRESS.sub(r"\1\\\2", text))
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").enable("strikethrough")
    parser.options["store_labels"] = True
    setattr(parser, "normalizeLink", str)  # noqa: B010 - addresses stay as they are written
    env: dict[str, dict[str, dict[str, str]]] = {}
    reading.blocks(parser.parse(text, env))
    reading.references(text, env.get("references", {}))
    return Document(tuple(reading.found), (), tuple(reading.pictures)), reading.account


class _Reading:
    """Goes through the tokens of a file."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.pictures: list[SourcePicture] = []
        self.account = Account()
        self.place = 0
        self.counts: list[int] = []
        self.label = ""
        self.rows: list[tuple[Cell, ...]] = []
        self.row: list[Cell] = []

    def front(self, text: str) -> None:
        """Take title and author of a YAML block at the head; its other keys are no copy."""
        for line in text.split("\n"):
            match = _KEY.match(line)
            style = _FRONT_STYLES.get(match[1].lower()) if match else None
            if match and style and match[2].strip():
                words = match[2].strip().strip("\"'")
                self.account.leave(LOOSE, match[1], 1, "metadata")
                self.account.set(LOOSE, words, 1)
                self.found.append(SourceParagraph((SourceRun(words),), style, place=1))
            else:
                self.account.leave(LOOSE, line, 1, "metadata")

    def references(self, text: str, known: Mapping[str, object]) -> None:
        """Enter the addresses that stand apart from their links, and the names by which links call them."""
        from markdown_it.common.utils import normalizeReference

        for match in (*_APART.finditer(text), *_CALLED.finditer(text)):
            if normalizeReference(match[1]) in known:
                self.account.leave(LOOSE, "".join(match.groups()), text.count("\n", 0, match.start()) + 1, "metadata")

    def blocks(self, tokens: Sequence[Token]) -> None:
        """Take the blocks of a file."""
        style, level, item = "", 0, False
        for token in tokens:
            kind = token.type
            self.place = token.map[0] + 1 if token.map else self.place
            if kind == "heading_open":
                level = int(token.tag[1])
                style = f"heading {level}"
            elif kind == "heading_close":
                style, level = "", 0
            elif kind == "ordered_list_open":
                self.counts.append(int(token.attrGet("start") or 1))
            elif kind == "bullet_list_open":
                self.counts.append(-1)
            elif kind in ("ordered_list_close", "bullet_list_close"):
                self.counts.pop()
            elif kind == "list_item_open":
                item, self.label = self.counts[-1] < 0, self._number(token.info)
            elif kind in ("fence", "code_block"):
                self._code(token)
            elif kind == "html_block":
                self._html(token.content)
            elif kind in ("th_open", "td_open"):
                self._cell = True
            elif kind == "tr_close":
                self.rows.append(tuple(self.row))
                self.row = []
            elif kind == "table_close":
                self.found.append(Table(tuple(self.rows), self.place))
                self.rows = []
            elif kind == "inline":
                paragraph = SourceParagraph(tuple(self._inline(token.children or [])), style, level, place=self.place)
                if token.level and tokens and self._in_table(tokens, token):
                    self.row.append(Cell((paragraph,)))
                    continue
                self.found.append(replace(paragraph, item=item, label=self.label))
                if self.label:
                    self.account.add(self.label, self.place, "autonumber")
                item, self.label = False, ""

    def _in_table(self, tokens: Sequence[Token], token: Token) -> bool:
        at = next(nth for nth, one in enumerate(tokens) if one is token)
        return tokens[at - 1].type in ("th_open", "td_open")

    def _number(self, info: str) -> str:
        """Return the number of an ordered item as it is seen."""
        if not self.counts or self.counts[-1] < 0:
            return ""
        number = self.counts[-1]
        self.counts[-1] += 1
        if info:
            self.account.leave(LOOSE, info, self.place, "markup")
        return f"{number}."

    def _code(self, token: Token) -> None:
        if token.info:
            self.account.leave(LOOSE, token.info, self.place, "markup")
        for line in token.content.rstrip("\n").split("\n"):
            self.account.set(LOOSE, line, self.place)
            self.found.append(SourceParagraph((SourceRun(line),), place=self.place))

    def _html(self, text: str) -> None:
        """Take the words of HTML inside Markdown; its tags are no copy."""
        at = 0
        for match in (*_TAG.finditer(text), None):
            words = text[at : match.start() if match else len(text)]
            if words.strip():
                self.account.set(LOOSE, words, self.place)
                self.found.append(SourceParagraph((SourceRun(" ".join(words.split())),), place=self.place))
            if match:
                self.account.leave(LOOSE, match[0], self.place, "markup")
                at = match.end()

    def _inline(self, tokens: Sequence[Token]) -> list[Inline]:
        found: list[Inline] = []
        look = PLAIN
        for token in tokens:
            kind = token.type
            if kind in ("text", "code_inline", "text_special"):
                self.account.set(LOOSE, token.content, self.place)
                found.append(SourceRun(token.content, look))
            elif kind == "softbreak":
                found.append(SourceRun(" ") if _parts_words(found) else SourceRun(""))
            elif kind == "hardbreak":
                found.append(Break())
            elif kind in ("strong_open", "strong_close"):
                look = replace(look, bold=kind == "strong_open")
            elif kind in ("s_open", "s_close"):
                look = replace(look, struck=kind == "s_open")
            elif kind == "link_open" and token.markup != "autolink" and "label" not in token.meta:
                # An autolink's words are its address; one that stands apart is entered there.
                self._address(str(token.attrGet("href") or ""), str(token.attrGet("title") or ""))
            elif kind == "image":
                found.append(self._image(token))
            elif kind == "html_inline":
                look = self._tag(token.content, look, found)
        return [one for one in found if not isinstance(one, SourceRun) or one.text]

    def _address(self, *words: str) -> None:
        for one in words:
            if one:
                self.account.leave(LOOSE, one, self.place, "metadata")

    def _image(self, token: Token) -> PictureMark:
        address, alt = str(token.attrGet("src") or ""), token.content
        if "label" not in token.meta:
            self._address(address, str(token.attrGet("title") or ""))
        if alt:
            self.account.leave(LOOSE, alt, self.place, "metadata")
        nth = len(self.pictures)
        self.pictures.append(SourcePicture(unquote(address), b"", alt=alt, missing=True, place=self.place))
        self.account.place_object(("~", f"picture{nth}"), address, self.place, "linked")
        return PictureMark(nth)

    def _tag(self, text: str, look: Look, found: list[Inline]) -> Look:
        self.account.leave(LOOSE, text, self.place, "markup")
        match = _WORDS_TAG.match(text)
        if not match:
            return look
        opens, name = not match[1], match[2].lower()
        if name == "br":
            found.append(Break())
        elif name in ("sup", "sub"):
            return replace(look, raised=name if opens else "")  # type: ignore[arg-type]
        elif name in ("b", "strong"):
            return replace(look, bold=opens)
        elif name in ("del", "s"):
            return replace(look, struck=opens)
        return look


def _parts_words(found: list[Inline]) -> bool:
    """Tell whether a line end parts two Latin words."""
    last = found[-1] if found else None
    return isinstance(last, SourceRun) and last.text[-1:].isascii()
