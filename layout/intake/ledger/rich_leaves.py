"""The letters and pictures of an RTF file, found by a reading of groups alone: no look, no paragraph, no table."""

from __future__ import annotations

import re

from layout.intake.ledger.leaf import Leaf

_PIECE = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>.)"
    r"|(?P<brace>[{}])|(?P<words>[^\\{}]+)",
    re.S,
)
_NO_COPY = {
    *("fonttbl", "colortbl", "stylesheet", "info", "listtable", "listoverridetable", "pict", "objdata", "themedata"),
    *("colorschememapping", "datastore", "latentstyles", "rsidtbl", "generator", "xmlnstbl", "sn", "sv", "sp"),
    *("bkmkstart", "bkmkend", "filetbl", "revtbl", "mmathPr", "atnid", "atnauthor", "atndate", "atnref", "atnparent"),
    *("panose", "falt", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "wgrffmtfilter", "docvar", "pgptbl"),
    *("nonesttables", "background", "objclass", "blipuid", "picprop", "listname", "levelnumbers", "leveltext"),
    *("private", "passwordhash", "userprops", "template", "operator"),
}
_COPY_ALL_THE_SAME = {"moMath", "moMathPara", "shpinst", "shppict", "shptxt", "fldinst", "annotation", "footnote", "ud"}
_READ_ELSEWHERE = {"footnote", "annotation", "shptxt", "moMath", "header", "footer"}
_CODECS = {"2": "latin-1", "128": "cp932", "129": "cp949", "134": "gb18030", "136": "big5"}
_CODECS |= {"204": "cp1251", "161": "cp1253", "238": "cp1250"}
_ANSI = {"936": "gb18030", "950": "big5", "65001": "utf-8", "10008": "gb18030"}


def rich_leaves(data: bytes) -> tuple[Leaf, ...]:
    """Return the characters of an RTF file as one leaf, those of notes and boxes as another, its pictures as things."""
    return _Groups(data.decode("latin-1")).read()


def _guessed(text: str) -> str:
    """Return the encoding of a file without a code page."""
    pairs = "".join(f"{high}{low}" for high, low in re.findall(r"\\'(..)\\'(..)", text)) or text.encode("latin-1").hex()
    try:
        words = bytes.fromhex(pairs).decode("gbk")
    except ValueError:
        return "cp1252"
    return "gb18030" if len(re.findall("[\u4e00-\u9fff]", words)) * 2 > len(words) else "cp1252"


class _Groups:
    """Groups while they are read: whether each holds copy, how many characters follow a Unicode one, which face.

    `words` are those that its copy goes on: the body's, or those that are read elsewhere.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        ansi = re.search(r"\\ansicpg(\d+)", text[:4096])
        self.ansi = _ANSI.get(ansi[1], f"cp{ansi[1]}") if ansi else _guessed(text)
        try:
            "".encode(self.ansi)
        except LookupError:
            self.ansi = "cp1252"
        self.faces: dict[str, str] = {}
        table = re.search(r"\{\\fonttbl(.*?)\}\s*\}", text, re.S)
        for face, charset in re.findall(r"\\f(\d+)[^;{}]*?\\fcharset(\d+)", table[1] if table else ""):
            self.faces[face] = _CODECS.get(charset, self.ansi)
        self.body: list[str] = []
        self.apart: list[str] = []
        self.words = self.body
        self.groups: list[tuple[bool, int, str, list[str]]] = []
        self.copy, self.after, self.face = True, 1, ""
        self.bytes = b""
        self.skip = self.pictures = self.high = 0
        self.starred = False

    def read(self) -> tuple[Leaf, ...]:
        at = 0
        while match := _PIECE.match(self.text, at):
            at = match.end()
            if match["byte"]:
                self._byte(bytes([int(match["byte"], 16)]))
                continue
            self._flush()
            if match["word"] == "bin":
                at += max(int(match["number"] or 0), 0)
            elif match["word"]:
                self._word(match["word"], match["number"] or "")
            elif match["brace"] == "{":
                self.groups.append((self.copy, self.after, self.face, self.words))
            elif match["brace"]:
                outside = self.groups.pop() if self.groups else (True, 1, "", self.body)
                self.copy, self.after, self.face, self.words = outside
                self.skip = 0
            elif match["sign"]:
                self.starred = match["sign"] == "*"
                if match["sign"] in "{}\\":
                    self._say(match["sign"])
            else:
                self._say(match["words"].replace("\r", "").replace("\n", ""))
        self._flush()
        pictures = [Leaf(("~", f"picture{nth}"), "", True) for nth in range(self.pictures)]
        apart = Leaf(("~", "apart"), "".join(self.apart), apart=True)
        return (Leaf(("~", ""), "".join(self.body)), apart, *pictures)

    def _word(self, word: str, number: str) -> None:
        if word == "pict" and self.copy:
            self.pictures += 1
        if word in _NO_COPY or (self.starred and word not in _COPY_ALL_THE_SAME):
            self.copy = False
        if word in _READ_ELSEWHERE:
            self.words = self.apart
        self.starred = False
        if word == "u" and number:
            value = int(number) % 0x10000
            if self.copy and self.high and 0xDC00 <= value < 0xE000:
                self.words.append(bytes.fromhex(f"{self.high:04x}{value:04x}").decode("utf-16-be"))
            elif self.copy and not 0xD800 <= value < 0xE000:
                self.words.append(chr(value))
            self.high = value if 0xD800 <= value < 0xDC00 else 0
            self.skip = self.after
        elif word == "uc":
            self.after = min(max(int(number or 0), 0), 4)
        elif word == "f":
            self.face = number

    def _byte(self, byte: bytes) -> None:
        if self.skip:
            self.skip -= 1
        else:
            self.bytes += byte

    def _flush(self) -> None:
        if self.bytes and self.copy:
            self.words.append(self.bytes.decode(self.faces.get(self.face, self.ansi), "replace"))
        self.bytes = b""

    def _say(self, words: str) -> None:
        gone = min(self.skip, len(words))
        self.skip -= gone
        words = words[gone:]
        if self.copy:
            raw = words.encode("latin-1")
            codec = self.faces.get(self.face, self.ansi)
            self.words.append(words if raw.isascii() else raw.decode(codec, "replace"))
