"""Pins that no make-up can hold are told before any page is searched, each with what to change."""

from __future__ import annotations

from datetime import date

import pytest

from layout.ground.dataclass import replace
from layout.issue.model import Head, Imprint, Issue, Masthead, PagePlan, Paragraph, Story, Wishes
from layout.makeup.solve.issue.pins import pins_that_contradict, pins_without_shape
from layout.makeup.solve.shapes import Pin
from tests.benches.makeup_instances import broadsheet
from tests.makeup.solve.made_up import Copy, MadeUp

SIX, ROWS = broadsheet().columns, broadsheet().rows


def told(a1: dict[str, object], a2: dict[str, object] | None = None, *, spread: bool = False, auto: bool = False):
    """Return the keys that are to be corrected, and the words, of two stories of page 2 and one of page 1."""
    pins = {"a0": {}, "a1": a1, "a2": a2 or {}}
    stories = tuple(
        Story(name, "news", 50, Head(("标题",)), (Paragraph(0, "body", "文"),), wishes=Wishes(pin=tuple(pin.items())))
        for name, pin in pins.items()
    )
    pages = (PagePlan(1, "要闻", ("a0",)), PagePlan(2, "综合", ("a1", "a2"), spread=spread))
    issue = Issue(
        1, date(2026, 1, 1), "星期四", "", Masthead("试"), Imprint(), "broadsheet", None if auto else pages, stories
    )
    found = [dict(remark.args) for remark in pins_that_contradict(issue, broadsheet())]
    return [(arg["story"], arg["key"]) for arg in found], " ".join(str(arg["why"]) for arg in found)


def test_a_page_that_is_not_there_and_one_that_another_list_names_are_told_apart() -> None:
    assert told({"page": 2}) == ([], "")
    where, why = told({"page": 1})
    assert where == [("a1", "page")] and "pages 里却在第 2 版" in why
    where, why = told({"page": 7})
    assert where == [("a1", "page")] and "本期没有这一版" in why


@pytest.mark.parametrize(
    ("pin", "key"),
    [
        ({"col": SIX - 1}, ""),
        ({"col": SIX}, "col"),
        ({"col": 4, "cols": 2}, ""),
        ({"col": 4, "cols": 3}, "cols"),
        ({"cols": SIX + 1}, "cols"),
        ({"row": ROWS - 1}, ""),
        ({"row": ROWS}, "row"),
        ({"row": 100, "rows": ROWS - 100}, ""),
        ({"row": 100, "rows": ROWS - 99}, "rows"),
        ({"row": 4}, ""),
        ({"row": 3}, "row"),
    ],
)
def test_cells_off_the_page_or_in_the_folio_line(pin: dict[str, object], key: str) -> None:
    assert told(pin)[0] == ([("a1", key)] if key else [])


def test_a_spread_has_twice_the_columns() -> None:
    assert told({"col": 2 * SIX - 1}, spread=True)[0] == []
    assert told({"col": 2 * SIX}, spread=True)[0] == [("a1", "col")]


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        ({"col": 2, "row": 50}, True),
        ({"col": 3, "row": 59}, True),
        ({"col": 4, "row": 50}, False),
        ({"col": 2, "row": 60}, False),
        ({"col": 1, "row": 50}, False),
        ({"col": 1, "row": 50, "cols": 2}, True),
        ({"row": 50}, False),
    ],
)
def test_two_pins_on_the_same_cells(other: dict[str, object], meets: bool) -> None:
    pin = {"col": 2, "row": 50, "cols": 2, "rows": 10}
    assert told(pin, other)[0] == ([("a2", "row")] if meets else [])
    assert told({**pin, "page": 2}, {**other, "page": 2}, auto=True)[0] == ([("a2", "row")] if meets else [])
    assert told({**pin, "page": 2}, {**other, "page": 3}, auto=True)[0] == []


@pytest.mark.parametrize(
    ("mate", "words"), [("a2", ""), ("a1", "它自己"), ("zz", "没有这一篇"), ("a0", "a0 在第 1 版")]
)
def test_a_story_to_stand_with_is_another_one_of_the_same_page(mate: str, words: str) -> None:
    where, why = told({"with": mate})
    assert where == ([("a1", "with")] if words else []) and words in why


@pytest.mark.parametrize(
    ("pin", "key"),
    [
        ({"cols": 2, "rows": 36}, ""),
        ({"cols": 2, "rows": 30}, "rows"),
        ({"cols": 2, "rows": 60}, "rows"),
        ({"col": 4, "row": 20}, ""),
        ({"col": 6 - 1, "row": 20}, ""),
        ({"col": 5, "row": ROWS - 30}, "row"),
        ({"row": ROWS - 5}, "row"),
        ({"zone": "lower"}, ""),
        ({"row": 0, "cols": 2, "rows": 8}, ""),
    ],
)
def test_cells_that_no_setting_of_a_story_fits_are_told_with_the_nearest(pin: dict[str, object], key: str) -> None:
    """Sixty lines over two columns are legs of thirty rows under a head; of the ear M220 tells."""
    story = Story(
        "a1", "news", 50, Head(("标题",)), (Paragraph(0, "body", "文"),), wishes=Wishes(pin=tuple(pin.items()))
    )
    pages = (PagePlan(1, "要闻", ("a1",)),)
    issue = Issue(1, date(2026, 1, 1), "星期四", "", Masthead("试"), Imprint(), "broadsheet", pages, (story,))
    measures = MadeUp(Copy("a1", 60, 50, pin=Pin(**pin)))  # type: ignore[arg-type]
    found = [dict(remark.args) for remark in pins_without_shape(issue, measures, broadsheet())]
    assert [arg["key"] for arg in found] == ([key] if key else [])
    if pin.get("rows") == 30:
        least = min(shape.rows for shape in measures.table("a1", decks=True, wide=2).shapes if shape.cols == 2)
        assert f"2 栏 {least} 行" in str(found[0]["why"])
    jumps = replace(issue, stories=(replace(story, wishes=replace(story.wishes, may_jump=True)),))
    assert pins_without_shape(jumps, measures, broadsheet()) == ()
