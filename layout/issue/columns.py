"""Fixed columns 固定栏目 of the house, `issues/house/columns/*.md`: weather, telephone numbers, on their weekdays.

A column is a story file with `days`. What it holds is printed as it is, unless the issue has a story of the same id:
then that one's copy is printed, in the column's form where it says nothing of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy as copied
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Remarked
from layout.ground.dataclass import replace
from layout.issue.copyfile import read_copy_file
from layout.issue.model import Story
from layout.issue.pictures import look_at_photos
from layout.issue.source import StorySource
from layout.issue.story import ReadStory, read_story

if TYPE_CHECKING:
    from layout.issue.schema import PageBlock

FOLDER = "columns"

EVERY_DAY = "每天"

FORM = ("kind", "priority", "section", "layout")
"""What the column says of a story of the same id that does not say it itself."""


def read_columns(issues: Path, weekday: str) -> Remarked[tuple[ReadStory, ...]]:
    """Return the columns of a weekday (星期一), pictures named from an issue's folder; `issues` holds all issues."""
    folder = issues / "house" / FOLDER
    if not folder.is_dir():
        return Remarked(())
    found: list[ReadStory] = []
    remarks: list[Diagnostic] = []
    for path in sorted(folder.glob("*.md")):
        if path.name.startswith("README"):
            continue
        file, told = read_copy_file(path, f"issues/house/{FOLDER}/{path.name}", folder)
        remarks += told
        read = read_story(file) if file is not None else None
        if read is None:
            continue
        if read.story is None:
            remarks += read.remarks
            continue
        if read.held or not (EVERY_DAY in read.days or weekday[-1:] in read.days):
            # Its other faults are told on its days; of these nobody would hear.
            remarks += (remark for remark in read.remarks if dict(remark.args).get("key") == "days")
            continue
        story, told = look_at_photos(folder, read.story, read.source)
        remarks += (*read.remarks, *told)
        photos = tuple(
            replace(photo, file=f"../house/{FOLDER}/{photo.file}") if photo.file else photo for photo in story.photos
        )
        found.append(replace(read, story=replace(story, photos=photos)))
    return Remarked(tuple(found), tuple(remarks))


def due_columns(
    due: Sequence[ReadStory], stories: Mapping[str, Story], sources: Mapping[str, StorySource], out: Collection[str]
) -> Iterator[tuple[Story, StorySource | None]]:
    """Yield each column that is due with its source, None where it is a form alone and the issue brings no copy.

    `stories` and `sources` are the issue's own, `out` the ids that it does without.
    """
    for read in due:
        column = read.story
        if column is None or column.id in out:
            continue
        if column.id in stories:
            yield _in_form(stories[column.id], sources[column.id], column), sources[column.id]
        else:
            yield column, read.source if column.paragraphs or column.photos else None


def _in_form(story: Story, source: StorySource, column: Story) -> Story:
    """Return an issue's own story in the form of the column whose id it has, where it says nothing else."""
    names = {key: "wishes" if key == "layout" else key for key in FORM if key not in source.fields}
    return replace(story, **{name: getattr(column, name) for name in names.values()})


def on_pages(pages: Sequence[PageBlock], columns: Mapping[str, Story]) -> list[PageBlock]:
    """Return the desk's pages with the columns that it did not place: on the page of their pin, else on the last."""
    listed = {name for page in pages for name in page.stories}
    made = [copied(page) for page in pages]
    for name, story in columns.items():
        if name in listed or not made:
            continue
        wanted = dict(story.wishes.pin).get("page")
        page = next((page for page in made if page.no == wanted), max(made, key=lambda page: page.no))
        page.stories = [*page.stories, name]
    return made


def on_its_page(story: Story, source: StorySource, page: int) -> Story:
    """Return a column that stands on `page` without its pin, where that names another page, whose cells it fixes.

    The desk listed it elsewhere, or the issue has no such page. What the issue's own story fixes itself stays.
    """
    own = "layout" in source.fields and not source.copy.name.startswith(f"issues/house/{FOLDER}/")
    pin = dict(story.wishes.pin)
    return story if own or pin.get("page", page) == page else replace(story, wishes=replace(story.wishes, pin=()))
