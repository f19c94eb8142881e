"""Fillers 补白 of the house, `issues/house/fillers/*.md`: small things that may stand in any issue.

A kept plan that shows one makes it a story of its issue, on the page where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from layout.diagnostics import Diagnostic, Remarked
from layout.ground.dataclass import replace
from layout.ground.expression import expression
from layout.issue.copyfile import read_copy_file
from layout.issue.story import ReadStory, read_story

FOLDER = "fillers"

PLAN_FILE = "plan.yaml"

_PLACED = expression(r"^ *- page: (\d+)|story: ([^,}\s]+)", re.MULTILINE)


def read_fillers(issues: Path) -> Remarked[tuple[ReadStory, ...]]:
    """Return the fillers of the house that can be read, by file name; `issues` holds all issues.

    Those with pictures are the desk's to place: a picture wants its place chosen.
    """
    folder = issues / "house" / FOLDER
    found: list[ReadStory] = []
    remarks: list[Diagnostic] = []
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        if path.name.startswith("README"):
            continue
        file, told = read_copy_file(path, f"issues/house/{FOLDER}/{path.name}", folder)
        remarks += told
        read = read_story(file) if file is not None else None
        if read is not None and read.story is not None and not read.held and not read.story.photos:
            found.append(read)
    return Remarked(tuple(found), tuple(remarks))


def placed_fillers(
    fillers: Sequence[ReadStory], folder: Path, drafts: Mapping[str, bytes | None]
) -> tuple[ReadStory, ...]:
    """Return the fillers that an issue's kept plan shows, each pinned to its page; `drafts` go before files."""
    if not fillers:
        return ()
    data = drafts.get(PLAN_FILE)
    path = folder / PLAN_FILE
    if data is None and (PLAN_FILE in drafts or not path.is_file()):
        return ()
    text = (path.read_bytes() if data is None else data).decode("utf-8", "replace")
    pages: dict[str, int] = {}
    page = 0
    for found in _PLACED.finditer(text):
        page = int(found[1]) if found[1] else page
        if found[2]:
            pages.setdefault(found[2].strip("'\""), page)
    return tuple(
        replace(read, story=replace(story, wishes=replace(story.wishes, pin=(("page", pages[story.id]),))))
        for read in fillers
        if (story := read.story) is not None and story.id in pages
    )
