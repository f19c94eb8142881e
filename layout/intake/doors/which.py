"""Which door a file takes: told by what it begins with, its name helps only where that says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.intake.account import Account
from layout.intake.document import Document
from layout.intake.package import LOCKED, Package, Refused

if TYPE_CHECKING:
    from layout.intake.ledger.leaf import Leaf
    from layout.intake.wishes import ImportWishes

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of older office programs begin (.doc, .wps)."""
_NO_COPY = (
    (
        b"Rar!\x1a",
        "这是 RAR 压缩包，请解开，再导入里面的文件",
        "it is a RAR archive: unpack it and import what it holds",
    ),
    (
        b"7z\xbc\xaf",
        "这是 7z 压缩包，请解开，再导入里面的文件",
        "it is a 7z archive: unpack it and import what it holds",
    ),
    (b"\x1f\x8b\x08", "这是压缩文件，请解开，再导入里面的文件", "it is compressed: unpack it and import what is in it"),
    (b"MZ", "这是程序", "it is a program"),
    (b"\x7fELF", "这是程序", "it is a program"),
    (b"ID3", "这是录音", "it is a recording"),
    (b"SQLite format 3\0", "这是数据库", "it is a database"),
)
"""How other things that are sent along begin; a short text may begin so, too, and has no control characters."""
_CONTROL = re.compile(r"[\0-\x08\x0e-\x19\x1c-\x1f\x7f]")
_HEAD = 4096
_BINARY = 20
"""One control character in so many: no text has as many, however it was damaged."""
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{1,8})$")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_TAGS = rb"!doctype\s+html|html|head|body|div|p|meta|table|span|h[1-6]"
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:" + _TAGS + rb")\b",
    re.I | re.S,
)
_XML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml\b", re.I)
_MAIL = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.I)
_STORY = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:.*\r?\n)*?id:", re.M)


def door_of(name: str, data: bytes) -> str:
    """Return the door of a file: docx, odt, rtf, html, md, txt, story, doc; Refused where there is none."""
    match = _SUFFIX.search(name)
    suffix = match[1].lower() if match else ""
    if not data.strip():
        raise Refused("文件是空的", "the file is empty")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "odt" if _is_open_document(data) else "docx"
    if data.startswith(OLD):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused(*LOCKED)
        raise Refused("这是老格式", "it is of an older format", "D102")
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if data.startswith(b"%PDF"):
        raise Refused("这是 PDF，取出来的字次序不可靠", "it is a PDF, whose text comes in no reliable order", "D105")
    if data.startswith(_PICTURES):
        raise Refused("这是图片", "it is a picture", "D105")
    if _MAIL.match(data[:16384]):
        return "mht"
    if _XML.match(data) and not _HTML.match(data[:4096]):
        raise Refused(
            "这是 XML 数据（老 Word、WPS 或平面 ODF 的存法也是它），请用原来的程序打开，另存为 .docx",
            "it is XML, as some programs save copy too: open it there and save it as .docx",
            "D105",
        )
    if _HTML.match(data[:4096]) or suffix in ("html", "htm", "xhtml"):
        return "html"
    _hold_text(data, suffix in ("docx", "docm", "dotx", "doc", "wps", "odt"))
    if suffix in ("md", "markdown"):
        return "story" if _STORY.match(data[:8192]) else "md"
    return "txt"


def _is_open_document(data: bytes) -> bool:
    package = Package(data)
    kind = package.read("mimetype", 200) or b""
    return b"opendocument.text" in kind or ("content.xml" in package.names and b"opendocument" in kind)


def _hold_text(data: bytes, named_document: bool) -> None:
    """Refuse what is no text, by its first bytes or by the control characters in it."""
    from layout.intake.doors.decoding import decoded

    damaged = Refused("文件损坏，或不是这种格式", "damaged, or of another format")
    try:
        text = decoded(data)[:_HEAD]
    except Refused as refused:
        text, damaged = "\0", damaged if named_document else refused
    if len(_CONTROL.findall(text)) * _BINARY <= len(text):
        return
    for sign, zh, en in _NO_COPY:
        if data.startswith(sign):
            raise Refused(zh, en, "D105")
    if named_document or text == "\0":
        raise damaged
    raise Refused("里面不是文字", "it holds no text", "D105")


def open_door(door: str, data: bytes, wishes: ImportWishes) -> tuple[Document, Account]:
    """Return a file read by its door, with the account of the reading."""
    if door == "docx":
        from layout.intake.word.reading import read_word

        return read_word(data, wishes.changes, with_notes=wishes.with_notes)  # type: ignore[arg-type]
    if door == "odt":
        from layout.intake.doors.open_document import read_open_document

        return read_open_document(data, wishes.changes, with_notes=wishes.with_notes)
    if door == "rtf":
        from layout.intake.doors.rich_text import read_rich_text

        return read_rich_text(data, wishes.changes, with_notes=wishes.with_notes)
    if door == "mht":
        from layout.intake.doors.archive_page import read_message

        return read_message(data)
    if door == "html":
        from layout.intake.doors.web import read_web

        return read_web(data)
    if door == "md":
        from layout.intake.doors.markdown import read_markdown

        return read_markdown(data)
    from layout.intake.doors.plain import read_plain_text

    return read_plain_text(data)


def source_leaves(door: str, data: bytes) -> tuple[Leaf, ...]:
    """Return what the ledger finds in a file, by its own reading of the format."""
    if door == "docx":
        from layout.intake.ledger.word_leaves import word_leaves

        return word_leaves(data)
    if door == "odt":
        from layout.intake.ledger.open_leaves import open_leaves

        return open_leaves(data)
    if door == "rtf":
        from layout.intake.ledger.rich_leaves import rich_leaves

        return rich_leaves(data)
    if door == "mht":
        from layout.intake.ledger.mail_leaves import mail_leaves

        return mail_leaves(data)
    from layout.intake.ledger.text_leaves import markdown_leaves, plain_leaves, web_leaves

    return {"html": web_leaves, "md": markdown_leaves}.get(door, plain_leaves)(data)
