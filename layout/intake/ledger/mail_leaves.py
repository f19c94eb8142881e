"""The characters of mail and saved web pages: the subject, the page or the text inside, and files sent along."""

from __future__ import annotations

import email
import re
from email.header import decode_header
from email.message import Message

from layout.intake.ledger.leaf import Leaf
from layout.intake.ledger.text_leaves import plain_leaves, web_leaves


def mail_leaves(data: bytes) -> tuple[Leaf, ...]:
    """Return every leaf of a message."""
    mail = email.message_from_bytes(data)
    parts = [part for part in mail.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    texts = [part for part in parts if part.get_content_type() == "text/plain"]
    found = web_leaves(_utf8(pages[0])) if pages else plain_leaves(_utf8(texts[0])) if texts else ()
    subject = _read(mail.get("Subject") or "") if mail.get("From") else ""
    if subject:
        found = (Leaf(("~" if pages else "", ""), subject), *found)
    sent = (
        Leaf(("mail", str(nth)), part.get_filename() or "", True)
        for nth, part in enumerate(parts)
        if part.get_content_disposition() == "attachment" and part.get_filename()
    )
    return (*found, *sent)


def _read(header: str) -> str:
    pieces = decode_header(re.sub(r"\r?\n[ \t]", " ", header))
    return "".join(
        piece if isinstance(piece, str) else piece.decode(_codec(charset or "ascii"), "replace")
        for piece, charset in pieces
    )


def _codec(charset: str) -> str:
    return "gb18030" if charset.lower() in ("gb2312", "gbk") else charset


def _utf8(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    try:
        return b"\xef\xbb\xbf" + raw.decode(_codec(part.get_content_charset() or "")).encode()
    except (LookupError, UnicodeDecodeError):
        return raw
