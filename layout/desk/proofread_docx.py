"""Proofreading for the author: the stories as a Word file, every finding a comment at its words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from layout.proofread.passage import Passage, story_passages
from layout.proofread.remark import CERTAIN, Remark

if TYPE_CHECKING:
    from layout.issue.model import Issue

AUTHOR, INITIALS = "校对", "校"


def commented(issue: Issue, remarks: Sequence[Remark]) -> bytes:
    """Return a .docx of an issue's stories with the findings as comments, dated as the issue so that bytes repeat."""
    from docx import Document

    document = Document()
    when = datetime(issue.date.year, issue.date.month, issue.date.day, tzinfo=UTC)
    document.core_properties.created = document.core_properties.modified = when
    document.core_properties.author = AUTHOR
    document.core_properties.title = f"第{issue.number}期校对"
    by_place: dict[tuple[str, str, int], list[Remark]] = {}
    for remark in remarks:
        at = remark.passage
        by_place.setdefault((at.story, at.field, at.paragraph), []).append(remark)
    for story in issue.stories:
        for passage in story_passages(story):
            style = "Heading 1" if passage.role == "headline" else "Normal"
            paragraph = document.add_paragraph(style=style)
            found = by_place.get((passage.story, passage.field, passage.paragraph), [])
            _set(document, paragraph, passage, sorted(found, key=lambda one: one.start))
    data = BytesIO()
    document.save(data)
    return _repeatable(data.getvalue())


def _set(document: Any, paragraph: Any, passage: Passage, found: Sequence[Remark]) -> None:
    """Add a passage's text in runs, cut where findings begin and end; findings that overlap share their run."""
    at = 0
    for remark in found:
        start, end = max(remark.start, at), max(remark.end, at)
        paragraph.add_run(passage.text[at:start])
        run = paragraph.add_run(passage.text[start:end] or "")
        run.bold = remark.sure >= CERTAIN
        comment = document.add_comment(run, text=_words(remark), author=AUTHOR, initials=INITIALS)
        # A clock in the file would make equal copy unequal bytes.
        comment._comment_elm.attrib.pop(_DATE, None)
        at = end
    paragraph.add_run(passage.text[at:])


_DATE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date"


def _words(remark: Remark) -> str:
    kind = "必改" if remark.sure >= CERTAIN else f"请看（{remark.sure}%）"
    to = "" if remark.new is None else f"改为“{remark.new}”。" if remark.new else "删去。"
    return f"{kind}：“{remark.old}”{to}{remark.why}。依据：{remark.source}"


def _repeatable(data: bytes) -> bytes:
    """Return the package with its members dated alike, so that the same copy gives the same bytes."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
