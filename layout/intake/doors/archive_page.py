"""The door for web pages saved as one file (.mht) and for mail (.eml): the page or the text inside is read as such."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from layout.intake.account import Account
from layout.intake.document import Document
from layout.intake.package import DAMAGED, Refused


def read_message(data: bytes) -> tuple[Document, Account]:
    """Return the copy of a message; Refused where it holds none. What is enclosed comes in by itself, so it is told."""
    from layout.intake.doors.plain import read_plain_text
    from layout.intake.doors.web import read_web

    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
    subject = str(message.get("Subject", ""))
    parts = [part for part in message.walk() if not part.is_multipart()]
    copy = next(
        (part for kind in ("text/html", "text/plain") for part in parts if part.get_content_type() == kind), None
    )
    if copy is None:
        raise Refused(*DAMAGED)
    document, account = (read_web if copy.get_content_type() == "text/html" else read_plain_text)(_content(copy))
    if subject and message.get("From"):  # a saved page has its title inside
        key = ("~", "") if copy.get_content_type() == "text/html" else ("", "")
        account.leave(key, subject, 0, "mail-head")
        account.entries.insert(0, account.entries.pop())
    for nth, part in enumerate(parts):
        if name := _enclosed(part):
            account.place_object(("mail", str(nth)), name, 0, "enclosed", left=True)
    return document, account


def _content(part: EmailMessage) -> bytes:
    """Return the text of a part as UTF-8 where it names its encoding; else as it came."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise Refused(*DAMAGED)
    charset = (part.get_content_charset() or "").lower()
    try:
        return b"\xef\xbb\xbf" + content.decode("gb18030" if charset in ("gb2312", "gbk") else charset).encode("utf-8")
    except (LookupError, UnicodeDecodeError):
        return content


def _enclosed(part: EmailMessage) -> str:
    """Return the name of a file that is sent along; empty for what belongs to the page or the mail itself."""
    return part.get_filename() or "" if part.get_content_disposition() == "attachment" else ""
