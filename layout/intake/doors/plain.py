"""The door for plain text: a line is a paragraph, as newsrooms send it; an empty line parts them as well."""

from __future__ import annotations

from layout.intake.account import Account
from layout.intake.document import Block, Break, Document, Inline, Paragraph, Run
from layout.intake.doors.decoding import decoded
from layout.intake.package import too_large

MOST_LINES = 50_000
KEY = ("", "")
"""Plain text has no nodes: the account follows its characters in their order."""


def read_plain_text(data: bytes) -> tuple[Document, Account]:
    """Return a text file as a document."""
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if text.count("\n") > MOST_LINES:
        raise too_large("行", "lines")
    account = Account()
    blocks: list[Block] = []
    for nth, line in enumerate(text.split("\n"), 1):
        inlines: list[Inline] = []
        for page, piece in enumerate(line.split("\f")):
            if page:
                inlines.append(Break("page"))
            if piece:
                account.set(KEY, piece, nth)
                inlines.append(Run(piece))
        blocks.append(Paragraph(tuple(inlines), place=nth))
    return Document(tuple(blocks)), account
