"""Corrections 更正: those that an issue lists of its own stories, and those of an earlier issue as copy to be printed.

`corrections:` in `issue.yaml` says what was put right after an issue was printed; a story of a later issue that says
`corrections_of: 2346` prints them, a paragraph each, after its own copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Severity
from layout.ground.dataclass import replace
from layout.issue.copyfile import read_copy_file
from layout.issue.marks import Stretches
from layout.issue.model import Paragraph, Story
from layout.issue.shape import check_shape
from layout.issue.source import StorySource
from layout.issue.tree import read_tree
from layout.sheet.release import Correction

if TYPE_CHECKING:
    from datetime import date

    from layout.issue.schema import CorrectionBlock, IssueFile

ISSUE_FILE = "issue.yaml"


def corrections_of(blocks: Sequence[CorrectionBlock]) -> tuple[Correction, ...]:
    """Return the corrections of an issue's file, oldest first."""
    return tuple(sorted((Correction(one.date, one.story, one.reason) for one in blocks), key=lambda one: one.date))


def correction_faults(
    corrections: Sequence[CorrectionBlock], stories: Sequence[str], day: date
) -> Iterator[tuple[str, str, int, dict[str, object]]]:
    """Yield (code, key, place in the list, arguments) of corrections of no story, or older than the issue."""
    from layout.issue.shape import nearest

    for nth, one in enumerate(corrections):
        if one.story not in stories:
            yield "I450", "story", nth, {"id": one.story, "near": nearest(one.story, list(stories))}
        if one.date < day:
            yield "I451", "date", nth, {"day": one.date.isoformat(), "issued": day.isoformat()}


def with_printed(story: Story, source: StorySource, folder: Path) -> tuple[Story, StorySource, tuple[Diagnostic, ...]]:
    """Return a story with the corrections of the issue that it names as paragraphs after its own.

    `folder` is the story's own issue; the other stands beside it. All of a printed correction stands at the key that
    asked for it. An issue without corrections, or none at all, is an error (I452).
    """
    number = story.corrections_of
    at = source.fields.get("corrections_of", (0, -1))
    texts = tuple(_printed(folder.parent / str(number), number)) if number else ()
    if number and not texts:
        wrong = Diagnostic.make("I452", Severity.ERROR, source.copy.place(*at), number=number)
        return story, source, (wrong,)
    first = len(story.paragraphs)
    paragraphs = tuple(Paragraph(first + nth, "body", text) for nth, text in enumerate(texts))
    stretches = tuple(Stretches(tuple(range(len(text))), (at[0],) * len(text)) for text in texts)
    return (
        replace(story, paragraphs=(*story.paragraphs, *paragraphs)),
        replace(source, stretches=(*source.stretches, *stretches)),
        (),
    )


def _printed(folder: Path, number: int) -> Iterator[str]:
    """Yield the corrections of an issue as they are printed: which issue, page and story, and what was wrong."""
    from layout.issue.schema import pages_listed

    front = _front(folder)
    if front is None:
        return
    day = front.issue.date
    for one in corrections_of(front.corrections):
        page = next((page.no for page in pages_listed(front.pages) or () if one.story in page.stories), 0)
        at = f"第{page}版" if page else ""
        title = _title(folder, one.story)
        said = one.reason if one.reason[-1] in "。！？" else f"{one.reason}。"
        yield f"本报第{number}期（{day.year}年{day.month}月{day.day}日）{at}{title and f'《{title}》'}：{said}"


def _front(folder: Path) -> IssueFile | None:
    from layout.issue.schema import IssueFile

    copy, _ = read_copy_file(folder / ISSUE_FILE, ISSUE_FILE)
    tree = read_tree(copy)[0] if copy is not None else None
    return check_shape(copy, tree, IssueFile)[0] if copy is not None and tree is not None else None


def _title(folder: Path, story: str) -> str:
    """Return the headline of a story of that issue, empty where its file is gone."""
    from layout.issue.story import read_story

    for path in sorted(folder.glob("*.md")):
        copy, _ = read_copy_file(path, path.name)
        read = read_story(copy) if copy is not None else None
        if read is not None and read.story is not None and read.story.id == story:
            return read.story.head.title
    return ""
