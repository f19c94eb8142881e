"""The characters of plain text, Markdown and web pages, found by the ledger's own means."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from layout.intake.ledger.leaf import Leaf

_BEGINNINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
               (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
_MANY = 16
"""Lost characters after which a file is not what its first bytes say."""
_SILENT = {"script", "style", "noscript", "template", "iframe"}
_NO_WORDS = {"hidden", "submit", "button", "reset", "image", "password"}


def plain_leaves(data: bytes) -> tuple[Leaf, ...]:
    """Return a text file as one stream of characters."""
    return (Leaf(("", ""), _text(data)),)


def markdown_leaves(data: bytes) -> tuple[Leaf, ...]:
    """Return a Markdown file's letters and figures, marks among them; its references to pictures are things."""
    text = _text(data)
    code = re.sub(r"(?ms)^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1|\Z)|`[^`\n]*`", "", text)
    pictures = [
        Leaf(("~", f"picture{nth}"), "", True)
        for nth, _ in enumerate(re.finditer(r"(?<!\\)!\[[^\[\]\n]*\](?:\([^()\n]*\)|\[)", code))
    ]
    return (Leaf(("~", ""), unescape(text)), *pictures)


def web_leaves(data: bytes) -> tuple[Leaf, ...]:
    """Return a web page's characters outside scripts and style sheets; pictures are things."""
    named = re.search(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", data[:4096], re.I)
    page = _Page()
    page.feed(_text(data, named[1].decode().lower() if named else ""))
    page.close()
    pictures = [Leaf(("~", f"picture{nth}"), "", True) for nth in range(page.pictures)]
    return (Leaf(("~", ""), "".join(page.words)), *pictures)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.pictures = 0
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent.append(tag)
        else:
            self._own(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._own(tag, dict(attrs))

    def _own(self, tag: str, said: dict[str, str | None]) -> None:
        """Count what an element is or says without holding anything: a picture, what stands in a field of a form."""
        if tag == "img" and not self.silent:
            self.pictures += 1
        elif tag == "input" and (said.get("type") or "text").lower() not in _NO_WORDS and not self.silent:
            self.words.append(said.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            del self.silent[self.silent.index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def _text(data: bytes, named: str = "") -> str:
    for beginning, encoding in _BEGINNINGS:
        if data.startswith(beginning):
            text = data.decode(encoding, "replace")
            if encoding != "utf-8-sig" or text.count("\ufffd") < _MANY:
                return text
            data = data[len(beginning) :]
            break
    low, high = data[1:4096:2].count(0), data[0:4096:2].count(0)
    if len(data) % 2 == 0 and max(low, high) * 5 > len(data[:4096]) // 2:
        return data.decode("utf-16-le" if low > high else "utf-16-be", "replace")
    for encoding in ("utf-8", {"gb2312": "gb18030", "gbk": "gb18030"}.get(named, named)):
        try:
            if encoding:
                text = data.decode(encoding)
                return _by_pairs(data, text) if encoding == "utf-8" else text
        except (UnicodeDecodeError, LookupError):
            continue
    encodings = (
        "utf-8",
        "gb18030",
        "big5",
        *(("utf-16-le", "utf-16-be") if len(data) % 2 == 0 and b"<" not in data else ()),
    )
    return max((data.decode(encoding, "replace") for encoding in encodings), key=_worth)


def _by_pairs(data: bytes, text: str) -> str:
    """Return a text, or what its bytes are as GB 2312 where only letters of far scripts speak for the text."""
    if re.search("[\x80-\u07ff]", text) and not re.search("[\u0800-\U0010ffff]", text):
        pairs = data.decode("gb2312", "replace")
        if "\ufffd" not in pairs and len(re.findall("[\u4e00-\u9fff]", pairs)) > len(re.findall("[A-Za-z]", pairs)):
            return pairs
    return text


def _worth(text: str) -> float:
    """Return how much of a text is the commonest of Chinese copy; lost characters count against it."""
    common = len(re.findall("[的一是不在有了和人这为上我国县年月日大会来时個對國會來時，。、]", text))
    return (common - 2 * text.count("\ufffd")) / max(len(text), 1)
