"""The door for plain text: a line is a paragraph, as newsrooms send it; an empty line parts them as well."""

from __future__ import annotations

from itertools import groupby

from layout.intake.account import Account
from layout.intake.document import Block, Break, Cell, Document, Inline, SourceParagraph, SourceRun, Table
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
    blocks: list[SourceParagraph] = []
    for nth, line in enumerate(text.split("\n"), 1):
        inlines: list[Inline] = []
        for page, piece in enumerate(line.split("\f")):
            if page:
                inlines.append(Break("page"))
            if piece:
                account.set(KEY, piece, nth)
                inlines.append(SourceRun(piece))
        blocks.append(SourceParagraph(tuple(inlines), place=nth))
    return Document(tuple(_with_tables(blocks))), account


def _with_tables(blocks: list[SourceParagraph]) -> list[Block]:
    """Return lines with tables made of those that tabs part alike, as cells pasted from a worksheet are."""
    found: list[Block] = []
    for tabs, group in groupby(blocks, key=lambda block: block.text.count("\t")):
        rows = list(group)
        if not tabs or len(rows) < 2 or any(row.text.startswith("\t") for row in rows):
            found += rows
            continue
        cells = [[Cell((SourceParagraph((SourceRun(words),)),)) for words in row.text.split("\t")] for row in rows]
        found.append(Table(tuple(map(tuple, cells)), rows[0].place))
    return found
