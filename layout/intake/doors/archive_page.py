"""The door for web pages saved as one file (.mht): the page inside is read by the web's door."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser

from layout.intake.package import DAMAGED, Refused


def page_inside(data: bytes) -> bytes:
    """Return the page of a saved web archive as UTF-8; Refused where it holds none."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            charset = part.get_content_charset() or "utf-8"
            if isinstance(content, bytes):
                try:
                    text = content.decode(charset, "replace")
                except LookupError:
                    text = content.decode("utf-8", "replace")
                return b"\xef\xbb\xbf" + text.encode("utf-8")
    raise Refused(*DAMAGED)
