"""Losses sown at random into finished sheets: the ledger finds every one."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.desk.build.results import Judged
from layout.geometry import Box
from layout.issue.model import Head, Photo, Story
from layout.ledger.dealt import Stand
from layout.ledger.found import Held
from layout.ledger.marks import _shown_over
from layout.ledger.rows import _rows_off
from layout.sheet import Fill, Item, Picture, Region, Rule, Sheet, Text
from layout.sheet import Path as Shape
from tests.chance import examples
from tests.ledger.held import ROOT, codes, made_up

JOBS: dict[int, Judged] = {}


def issue(number: int) -> Judged:
    """Return a real issue as made up, each once."""
    if number not in JOBS:
        JOBS[number] = made_up(ROOT, number)
    return JOBS[number]


numbers = st.sampled_from((2346, 9999))


def sheets_of(job: Judged) -> list[Sheet]:
    return list(job.edition.sheets)


def with_sheet(job: Judged, place: int, sheet: Sheet) -> tuple[str, ...]:
    sheets = sheets_of(job)
    sheets[place] = sheet
    return codes(job, sheets)


def test_the_real_issues_balance() -> None:
    for number in (128, 2346, 9999):
        assert codes(issue(number), sheets_of(issue(number))) == ()


def test_a_picture_story_and_the_story_under_it_need_no_rule_between_them() -> None:
    picture, story, bare = Stand(4, "p", 4, 4, 2, 20), Stand(4, "b", 4, 24, 2, 20), frozenset("p")
    assert _shown_over(story, (picture, story), bare)
    assert not _shown_over(story, (picture, story), frozenset())
    assert not _shown_over(story, (replace(picture, rows=19), story), bare)
    assert not _shown_over(story, (replace(picture, cols=1), story), bare)
    lower = replace(picture, row=14, rows=10), story, Stand(4, "a", 4, 4, 2, 10)
    assert not _shown_over(story, lower, bare)  # it shows the one over it


@pytest.mark.parametrize("number", [128, 9999])
def test_no_ground_is_lost_without_a_word(number: int) -> None:
    """A white head in a frame, too, has nothing else that would miss its ground."""
    job = issue(number)
    for place, sheet in enumerate(sheets_of(job)):
        for at, item in enumerate(sheet.items):
            if isinstance(item, Fill):
                assert with_sheet(job, place, replace(sheet, items=sheet.items[:at] + sheet.items[at + 1 :])), (
                    place,
                    at,
                )


@settings(max_examples=examples(60))
@given(number=numbers, data=st.data())
def test_any_item_taken_away(number: int, data: st.DataObject) -> None:
    job = issue(number)
    place = data.draw(st.integers(0, len(sheets_of(job)) - 1))
    sheet = sheets_of(job)[place]
    at = data.draw(st.integers(0, len(sheet.items) - 1))
    assert with_sheet(job, place, replace(sheet, items=sheet.items[:at] + sheet.items[at + 1 :]))


@settings(max_examples=examples(30))
@given(number=numbers, data=st.data())
def test_any_line_set_twice(number: int, data: st.DataObject) -> None:
    job = issue(number)
    place = data.draw(st.integers(0, len(sheets_of(job)) - 1))
    sheet = sheets_of(job)[place]
    lines = [at for at, item in enumerate(sheet.items) if isinstance(item, Text | Picture)]
    at = data.draw(st.sampled_from(lines))
    assert with_sheet(job, place, replace(sheet, items=(*sheet.items[: at + 1], *sheet.items[at:])))


def moved(item: Item, by: int) -> Item:
    if isinstance(item, Text):
        return replace(item, y=item.y + by)
    if isinstance(item, Rule):
        return replace(item, y0=item.y0 + by, y1=item.y1 + by)
    if isinstance(item, Fill | Picture):
        return replace(item, box=item.box.moved(0, by))
    assert isinstance(item, Shape)
    return item


@settings(max_examples=examples(60))
@given(number=numbers, data=st.data(), up=st.booleans(), whole=st.booleans())
def test_any_block_moved_by_a_line(number: int, data: st.DataObject, up: bool, whole: bool) -> None:
    job = issue(number)
    place = data.draw(st.integers(0, len(sheets_of(job)) - 1))
    sheet = sheets_of(job)[place]
    story = data.draw(st.sampled_from(sorted({region.story for region in sheet.regions if region.story})))
    mine = {region.index for region in sheet.regions if region.story == story}
    by = -sheet.grid.leading if up else sheet.grid.leading
    items = tuple(moved(item, by) if item.region in mine else item for item in sheet.items)
    regions = tuple(
        replace(region, box=region.box.moved(0, by)) if whole and region.index in mine else region
        for region in sheet.regions
    )
    assert with_sheet(job, place, replace(sheet, items=items, regions=regions))


@settings(max_examples=examples(30))
@given(data=st.data())
def test_any_two_captions_swapped(data: st.DataObject) -> None:
    job = issue(9999)
    sheets = sheets_of(job)
    at = [
        (place, index)
        for place, sheet in enumerate(sheets)
        for index, item in enumerate(sheet.items)
        if isinstance(item, Text) and item.line.role == "caption"
    ]
    one, two = data.draw(st.sampled_from([(a, b) for a in at for b in at if a < b]))
    first, second = sheets[one[0]].items[one[1]], sheets[two[0]].items[two[1]]
    assert isinstance(first, Text) and isinstance(second, Text)
    if first.line.text == second.line.text:
        return
    for (place, index), line in ((one, second.line), (two, first.line)):
        items = list(sheets[place].items)
        items[index] = replace(items[index], line=line)  # type: ignore[call-arg]
        sheets[place] = replace(sheets[place], items=tuple(items))
    assert codes(job, sheets)


def drawn_line(job: Judged, data: st.DataObject) -> tuple[int, int, Text]:
    place = data.draw(st.integers(0, len(sheets_of(job)) - 1))
    sheet = sheets_of(job)[place]
    lines = [(at, item) for at, item in enumerate(sheet.items) if isinstance(item, Text) and len(item.line.text) > 1]
    return (place, *data.draw(st.sampled_from(lines)))


def put(job: Judged, place: int, at: int, item: Any) -> tuple[str, ...]:
    sheet = sheets_of(job)[place]
    return with_sheet(job, place, replace(sheet, items=(*sheet.items[:at], item, *sheet.items[at + 1 :])))


@settings(max_examples=examples(40))
@given(number=numbers, data=st.data())
def test_a_glyph_dropped(number: int, data: st.DataObject) -> None:
    job = issue(number)
    place, at, item = drawn_line(job, data)
    run = data.draw(st.sampled_from([run for run in item.line.runs if run.text]))
    nth = data.draw(st.integers(0, len(run) - 1))
    lost = replace(run, glyphs=run.glyphs[: 2 * nth] + run.glyphs[2 * nth + 2 :])
    if run.xs is not None and data.draw(st.booleans()):
        lost = replace(lost, xs=run.xs[:nth] + run.xs[nth + 1 :])
    runs = tuple(lost if one is run else one for one in item.line.runs)
    assert put(job, place, at, replace(item, line=replace(item.line, runs=runs)))


@settings(max_examples=examples(40))
@given(number=numbers, data=st.data(), char=st.sampled_from("的龘，A〓"), everywhere=st.booleans())
def test_a_character_changed(number: int, data: st.DataObject, char: str, everywhere: bool) -> None:
    job = issue(number)
    place, at, item = drawn_line(job, data)
    run = data.draw(st.sampled_from([run for run in item.line.runs if run.text.strip()]))
    nth = data.draw(st.sampled_from([nth for nth, one in enumerate(run.text) if one.strip()]))
    if run.text[nth] == char:
        return
    other = replace(run, text=run.text[:nth] + char + run.text[nth + 1 :])
    runs = tuple(other if one is run else one for one in item.line.runs)
    line = replace(item.line, runs=runs)
    if everywhere:
        line = replace(line, text="".join(one.text for one in runs))
    assert put(job, place, at, replace(item, line=line))


@settings(max_examples=examples(20))
@given(number=numbers, data=st.data())
def test_two_paragraphs_change_places(number: int, data: st.DataObject) -> None:
    job = issue(number)
    story = data.draw(st.sampled_from([one for one in job.issue.stories if len(one.paragraphs) > 2]))
    pairs = [(a, b) for a, b in pairwise(story.paragraphs) if a.kind == b.kind == "body" and a.text != b.text]
    if not pairs:
        return
    one, two = data.draw(st.sampled_from(pairs))
    swapped = {one.index: two.index, two.index: one.index}
    sheets = []
    for sheet in sheets_of(job):
        items: list[Item] = []
        for item in sheet.items:
            line = item.line if isinstance(item, Text) else None
            if line and line.locus and line.locus.story == story.id and line.paragraph in swapped:
                item = replace(item, line=replace(line, paragraph=swapped[line.paragraph]))  # type: ignore[call-arg]
            items.append(item)
        order = {id(item): at for at, item in enumerate(items)}
        items.sort(key=lambda item: (_paragraph(item, story.id), order[id(item)]))
        sheets.append(replace(sheet, items=tuple(items)))
    assert codes(job, sheets)


def _paragraph(item: Item, story: str) -> int:
    line = item.line if isinstance(item, Text) else None
    return line.paragraph if line and line.locus and line.locus.story == story else -1


def test_a_glyph_of_another_character(tmp_path: Path) -> None:
    job = issue(9999)
    sheet = sheets_of(job)[0]
    for at, item in enumerate(sheet.items):
        if isinstance(item, Text) and item.line.role == "body" and len(item.line.runs) == 1 and "的" in item.line.text:
            run = item.line.runs[0]
            nth = run.text.index("的")
            other = next(i for i, char in enumerate(run.text) if "\u4e00" <= char <= "\u9fff" and char != "的")
            glyph = run.glyphs[2 * other : 2 * other + 2]
            wrong = replace(run, glyphs=run.glyphs[: 2 * nth] + glyph + run.glyphs[2 * nth + 2 :])
            assert put(job, 0, at, replace(item, line=replace(item.line, runs=(wrong,)))) == ("L114",)
            return
    raise AssertionError("no such line")


def test_every_field_of_the_copy_is_known_to_the_ledger() -> None:
    """A field that the model gains must be accounted for here, or be none that is printed."""
    accounted = {
        "head", "paragraphs", "byline", "sign", "dateline", "photos", "wishes", "pullquote",
        "main", "kicker", "deck", "orient", "short", "caption", "credit", "file", "page",
    }  # fmt: skip
    unprinted = {
        "id", "kind", "priority", "section", "proof_off", "align", "corrections_of",
        "locus", "face", "style", "kept", "side", "aspect", "cols", "crop", "alt", "pixels",
        "sha256",
    }  # fmt: skip
    known = {field.name for kind in (Story, Head, Photo) for field in fields(kind)}
    assert known - accounted - unprinted == set()


def test_the_ledger_knows_the_model_of_an_issue_only() -> None:
    for file in (ROOT / "layout" / "ledger").glob("*.py"):
        for line in file.read_text("utf-8").splitlines():
            if "layout.issue" in line:
                assert "from layout.issue.model import" in line, file.name


def test_an_imprint_that_is_gone_with_its_region() -> None:
    """The last page owes it, whether or not a place was left for it."""
    job = issue(128)
    last = sheets_of(job)[-1]
    gone = next(region.index for region in last.regions if region.role == "imprint")
    items = tuple(item for item in last.items if getattr(item, "region", None) != gone)
    regions = tuple(region for region in last.regions if region.index != gone)
    told = with_sheet(job, len(sheets_of(job)) - 1, replace(last, items=items, regions=regions))
    assert set(told) == {"L106"}


def test_copy_that_begins_in_the_first_row_of_its_block() -> None:
    """A story without a head is held to that row as any other."""
    grid = sheets_of(issue(2346))[0].grid
    stand = Stand(2, "a", 0, 10, 2, 20)
    box = Box(grid.type_area.x, grid.row_y(10), grid.measure, 20 * grid.leading)
    for down, off in ((0, 0), (2, 2.0)):
        region = Region(0, "body", "a", 0, replace(box, y=box.y + down * grid.leading))
        assert _rows_off(stand, [Held(2, region)], 0, grid) == off
