"""Whether what the desk wrote agrees with itself: a story with its kind, a date with the almanac and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from layout.diagnostics import Diagnostic, Severity
from layout.geometry.grid import Grid
from layout.ground.expression import expression
from layout.issue import almanac
from layout.issue.model import Story
from layout.issue.source import StorySource
from layout.rules.pages import LONGEST_LINE

_DATE_LINE = expression(
    r"""^[ \t]*(?:issue[ \t]*:[ \t]*\{.*?)?date[ \t]*:[ \t]*["']?(\d{4})-(\d{1,2})-(\d{1,2})""", re.M
)
_MOST_BYTES = 100_000


def check_story(story: Story, source: StorySource, grid: Grid) -> Iterator[Diagnostic]:
    """Yield what in a story does not go together, or not with the page's grid."""

    def say(code: str, severity: Severity, field: str, **args: object) -> Diagnostic:
        while field and field not in source.fields:
            field = field.rpartition(".")[0]
        at = source.copy.place(*source.fields.get(field, (0, -1)))
        return Diagnostic.make(code, severity, at, None, **args)

    if story.kind in ("lead", "news") and not story.head.title.strip():
        yield say("I430", Severity.ERROR, "head.main", id=story.id, kind=story.kind)
    if story.kind == "photo" and not story.photos:
        yield say("I432", Severity.ERROR, "photos", id=story.id)
    elif not story.paragraphs and not story.photos:
        yield say("I431", Severity.ERROR, "", id=story.id)
    for code, args in _size_faults(story, grid):
        yield say(code, Severity.ERROR, "layout.size", **args)
    least, most = story.wishes.cols
    if least > most:
        yield say("I433", Severity.ERROR, "layout.cols", least=least, most=most)
    elif least > grid.columns:
        yield say("I434", Severity.ERROR, "layout.cols", cols=least, columns=grid.columns)
    if story.wishes.merge > grid.columns:
        yield say("I434", Severity.ERROR, "layout.merge", cols=story.wishes.merge, columns=grid.columns)
    elif least <= most:
        for code, severity, key, args in _leg_faults(story, grid):
            yield say(code, severity, f"layout.{key}", **args)
    for nth, photo in enumerate(story.photos):
        if photo.crop and not (photo.crop[0] < photo.crop[2] and photo.crop[1] < photo.crop[3]):
            yield say("I436", Severity.ERROR, f"photos.{nth}.crop", crop=", ".join(map(str, photo.crop)))
    for nth, paragraph in enumerate(story.paragraphs):
        at = source.copy.place(source.stretches[nth].indices[0])
        last = nth + 1 == len(story.paragraphs)
        if paragraph.kind == "subhead" and (last or story.paragraphs[nth + 1].kind == "subhead"):
            yield Diagnostic.make("I438", Severity.WARNING, at, text=paragraph.text)
        widths = {len(row) for row in paragraph.cells}
        if len(widths) > 1:
            yield Diagnostic.make("I437", Severity.WARNING, at, least=min(widths), most=max(widths))


def _size_faults(story: Story, grid: Grid) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield code and arguments of a fixed size that cannot be: of another kind of story, or larger than the page."""
    cols, rows = story.wishes.size
    if not story.wishes.whole_page and (cols, rows) == (0, 0):
        return
    if story.kind != "notice":
        yield "I453", {"id": story.id, "kind": story.kind}
    elif not story.wishes.whole_page and not (0 < cols <= grid.columns and 0 < rows <= grid.rows):
        yield "I454", {"cols": cols, "rows": rows, "columns": grid.columns, "most": grid.rows}


def _leg_faults(story: Story, grid: Grid) -> Iterator[tuple[str, Severity, str, dict[str, object]]]:
    """Yield code, severity, key and arguments of what cannot be, or not well, of a story's wished legs 变栏.

    A story with a vertical head has its legs in the columns that the head leaves.
    """
    wishes = story.wishes
    if wishes.legs and wishes.merge > 1:
        yield "I441", Severity.ERROR, "legs", {"legs": wishes.legs, "merge": wishes.merge}
        return
    key = "legs" if wishes.legs else "merge"
    value = wishes.legs or wishes.merge
    if not wishes.legs and wishes.merge == 1:
        return
    beside = 1 if story.head.orient == "v" and story.head.main else 0
    least, most = wishes.cols[0] - beside, min(wishes.cols[1], grid.columns) - beside
    if story.head.orient == "v":
        least = 1  # how many columns the head takes is open
    counts = [
        (cols, wishes.legs or cols // wishes.merge)
        for cols in range(max(1, least), most + 1)
        if (wishes.legs <= cols if wishes.legs else cols % wishes.merge == 0)
    ]
    if not counts:
        yield "I439", Severity.ERROR, key, {"key": key, "value": value, "least": wishes.cols[0], "most": wishes.cols[1]}
        return
    ems = min(grid.leg_ems(cols, legs) for cols, legs in counts)
    if ems > LONGEST_LINE:
        yield "I440", Severity.WARNING, key, {"key": key, "value": value, "ems": ems, "most": LONGEST_LINE}


def date_faults(day: date, weekday: str, lunar: str) -> Iterator[tuple[str, Severity, str, dict[str, object]]]:
    """Yield code, severity, key and arguments where the written weekday or lunar date is not the day's.

    The argument `right` is what the day has; it is the certain correction of the value.
    """
    if not almanac.FIRST <= day <= almanac.LAST:
        yield "I423", Severity.ERROR, "date", {"value": day, "first": almanac.FIRST.year, "last": almanac.LAST.year}
        return
    right = almanac.weekday(day)
    if weekday not in ("auto", "") and weekday.strip().replace("周", "星期").replace("星期天", "星期日") != right:
        yield "I422", Severity.ERROR, "weekday", {"value": weekday, "right": right, "date": day}
    right = almanac.lunar(day)
    if lunar not in ("auto", "") and not almanac.same_lunar(lunar, right):
        yield "I421", Severity.ERROR, "lunar", {"value": lunar, "right": right, "date": day}


def neighbour_faults(folder: Path, number: int, day: date) -> Iterator[dict[str, object]]:
    """Yield the arguments of a warning for each neighbouring issue whose date is on the wrong side of this one's."""
    for other, before in ((number - 1, True), (number + 1, False)):
        if folder.resolve().name == str(other):
            continue  # the number is not the folder's own: this is no neighbour but the issue itself
        there = _date_of(folder.parent / str(other) / "issue.yaml")
        if there is not None and ((there >= day) if before else (there <= day)):
            yield {"other": other, "there": there, "date": day}


def _date_of(path: Path) -> date | None:
    """Return the date in a neighbour's `issue.yaml`, None where it has none that can be read."""
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return None
        match = _DATE_LINE.search(path.read_text("utf-8"))
        return date(*(int(part) for part in match.groups())) if match else None
    except (OSError, ValueError, RuntimeError):
        return None
