"""Bytes of unknown encoding as text: UTF-8, UTF-16, GB18030, Big5, told by the bytes themselves."""

from __future__ import annotations

import codecs
import re

from layout.intake.package import Refused

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.I)
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三"
    "之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全"
    "表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果"
    "料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回"
    "則國會們來時個對學過發現說開關"
)
_MARKS_OF_COPY = frozenset("，。、；：？！“”‘’（）《》—…\u3000\r\n\t□○●◆％")
_SAMPLE = 20_000
_RARE = b"\xc9\x40"
"""Where the rarer characters of Big5 begin."""
_ENOUGH = 12
"""Characters that tell whether copy is Chinese: fewer may all be rare ones."""

_MISREAD = 8
"""Common characters that a text must show when it is turned back, to be one that was misread."""
_TELLING = 16
"""Characters among which Chinese copy has some of the commonest."""


def decoded(data: bytes, *, is_web: bool = False) -> str:
    """Return bytes as text; Refused where no encoding makes copy of them. `is_web`: the page may name its own."""
    text = _decoded(data, is_web)
    if _was_misread(text[:_SAMPLE]):
        raise Refused(
            "文字是乱码，UTF-8 被当作别的编码存过，请作者重发",
            "it is garbled: UTF-8 was taken for another encoding and saved; ask for it again",
        )
    return text


def _was_misread(text: str) -> bool:
    """Tell whether a text is UTF-8 that was read in another encoding: turned back, it has more of common Chinese."""
    if text.isascii():
        return False
    common = sum(char in _COMMON for char in text)
    for encoding in ("cp1252", "latin-1", "gb18030"):
        back = text.encode(encoding, "ignore").decode("utf-8", "ignore")
        if sum(char in _COMMON for char in back) >= max(_MISREAD, common):
            return True
    return False


def _decoded(data: bytes, is_web: bool) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            # A program may have put the mark of UTF-8 before what it did not turn into UTF-8.
            wrong = mark == codecs.BOM_UTF8 and text.count("\ufffd") >= _TELLING
            return _decoded(data[len(mark) :], is_web) if wrong else text
    if wide := _wide(data):
        return data.decode(wide, "replace")
    try:
        text = data.decode("utf-8")
        return data.decode("gb18030") if _by_chance(text, data) else text
    except UnicodeDecodeError:
        pass
    if wide := _wide_chinese(data):
        return data.decode(wide, "replace")
    if is_web and (named := _CHARSET.search(data[:4096])):
        try:
            codec = "gb18030" if named[1].lower() in (b"gb2312", b"gbk") else named[1].decode()
            return data.decode(codec)
        except (LookupError, UnicodeDecodeError):  # no such encoding, or the page says what it is not
            pass
    return _chinese(data)


def _by_chance(text: str, data: bytes) -> bool:
    """Tell whether bytes are UTF-8 by chance: 通知 in GB 2312 is two letters of other scripts in UTF-8."""
    if text.isascii() or max(text) > "\u07ff":
        return False
    try:
        chinese = data.decode("gb2312")
    except UnicodeDecodeError:
        return False
    han = sum("\u4e00" <= char <= "\u9fff" for char in chinese)
    return han > sum(char.isascii() and char.isalpha() for char in chinese)


def _wide(data: bytes) -> str:
    """Return UTF-16 without a mark, told by where zero bytes or the high bytes of Chinese stand; else nothing."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return ""
    even, odd = head[::2], head[1::2]
    if odd.count(0) * 5 > len(odd) and even.count(0) * 20 < len(even):
        return "utf-16-le"
    if even.count(0) * 5 > len(even) and odd.count(0) * 20 < len(odd):
        return "utf-16-be"
    return ""


def _wide_chinese(data: bytes) -> str:
    """Return UTF-16 without a mark where almost all of it then is Chinese copy; else nothing."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data[: 2 * _SAMPLE].decode(encoding, "replace") if len(data) % 2 == 0 else ""
        good = sum("\u4e00" <= char <= "\u9fff" or char in _MARKS_OF_COPY or " " <= char < "\x7f" for char in text)
        common = sum(char in _COMMON for char in text)
        if text and good * 20 > len(text) * 19 and common * 20 > len(text):
            return encoding
    return ""


def _is_usual(char: str) -> bool:
    """Tell whether a character is among the usual ones, simplified (GB 2312) or traditional (the first of Big5)."""
    # A question mark stands for what Big5 does not have.
    return char.encode("gb2312", "replace") != b"?" or b"?" != char.encode("big5", "replace") < _RARE


def _chinese(data: bytes) -> str:
    best, score = "", -1.0
    for encoding in ("gb18030", "big5", "utf-8"):
        text = data.decode(encoding, "replace")
        sample = [char for char in text[:_SAMPLE] if ord(char) > 0x7F]
        lost = sample.count("\ufffd")
        common = sum(char in _COMMON for char in sample)
        worth = (common - 20 * lost) / max(len(sample), 1)
        if worth > score and lost * 50 <= max(len(text[:_SAMPLE]), 1):
            best, score = text, worth
    han = [char for char in best[:_SAMPLE] if "\u4e00" <= char <= "\u9fff"]
    rare = len(han) >= _ENOUGH and 2 * sum(map(_is_usual, han)) < len(han)
    # Korean in its own encoding reads as usual Chinese characters, which say nothing.
    if not best or rare or (len(han) >= _TELLING and 20 * sum(char in _COMMON for char in han) < len(han)):
        raise Refused("认不出文字编码", "its encoding is not known")
    return best
