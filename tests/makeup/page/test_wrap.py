"""Text round a picture 文绕图: clear of it, on the grid, whole and in order; refused where too little is left."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.desk.build.ledger import ledger_of
from layout.issue.model import Paragraph, Photo, Wishes
from layout.ledger.ink import line_ink
from layout.makeup.check.measured import judge_sheets
from layout.makeup.dummy.file import read_plan, write_plan
from layout.makeup.dummy.plan import Block, PhotoPlace
from tests.chance import examples

from .one_page import COPY, GRID, story, texts

PICTURE = Photo("图说在下面。", "张三 摄", None, (3, 4))
EM = GRID.size


def told(times=3, photo=PICTURE, paragraphs=(), **more):
    one = story(photos=(photo,), **more)
    body = paragraphs or tuple(Paragraph(at, "body", COPY) for at in range(times))
    return replace(one, paragraphs=body)


def block(place, cols=3, rows=60, **more):
    return Block("a", 0, 18, cols, rows, photos=(place,), **more)


def frame(sheet):
    (box,) = (region.box for region in sheet.regions if region.role == "picture")
    return box


def body(sheet):
    return texts(sheet, "body")


def codes(made):
    return {remark.code for remark in made.remarks if remark.code in ("M370", "M371", "M372")}


def clear_of(sheet):
    """Tell whether no line stands nearer to the picture than nearly an em, or in the row over or under it."""
    box = frame(sheet)
    for text in body(sheet):
        ink = line_ink(text)
        level = ink.y0 < box.bottom + EM // 2 and box.y - EM // 2 < ink.y1
        if level and ink.x0 < box.right + EM * 3 // 4 and box.x - EM * 3 // 4 < ink.x1:
            return False
    return True


@pytest.mark.parametrize(
    ("place", "sides"),
    [
        (PhotoPlace(0, 0, 20, 2, 16, 14), "both"),
        (PhotoPlace(0, 1, 20, 1, 12, 8), "left"),
        (PhotoPlace(0, 1, 20, 1, 12, 8, "left"), "right"),
        (PhotoPlace(0, 1, 20, 2, 16, 26, "right"), "left"),
    ],
)
def test_the_text_stands_clear_of_the_picture_on_the_grid(page, place, sides):
    made = page([block(place)], told())
    sheet = made.sheets[0]
    box = frame(sheet)
    assert box.w == place.wrap * EM
    assert not codes(made) and clear_of(sheet)
    beside = [text for text in body(sheet) if box.y < text.y < box.bottom]
    lefts = [text for text in beside if text.line.measure < GRID.measure]
    rights = [text for text in beside if line_ink(text).x0 > box.right and text.x < box.x + box.w]
    assert (bool(lefts), bool(rights)) == (sides != "right", sides != "left")
    for text in body(sheet):
        assert (text.y - GRID.baseline(0)) % GRID.leading == 0
        leg = min(abs(text.x - GRID.column_x(col)) for col in range(3))
        assert leg == 0 and text.line.measure % EM == 0


def test_every_character_is_set_once_in_order(page):
    made = page([block(PhotoPlace(0, 0, 20, 2, 16, 14))], told(wishes=Wishes(drop=3), sign="（张三）"))
    shown = "".join(text.line.text for text in body(made.sheets[0]))
    assert shown == COPY * 3 + "（张三）"
    assert body(made.sheets[0])[0].line.runs[0].size > EM
    for text in body(made.sheets[0]):
        assert "".join(run.text for run in text.line.runs) == text.line.text


@pytest.mark.parametrize(("ems", "told_of"), [(8, set()), (9, {"M371"})])
def test_a_line_beside_a_picture_has_eight_ems_at_least(page, ems, told_of):
    """17 ems of a leg less the picture, less one em between them."""
    made = page([block(PhotoPlace(0, 1, 20, 1, 12, ems))], told())
    assert codes(made) == told_of
    box = frame(made.sheets[0])
    beside = [text for text in body(made.sheets[0]) if box.y < text.y < box.bottom and text.x == GRID.column_x(1)]
    assert bool(beside) is not bool(told_of)


def test_no_line_is_read_on_across_a_picture(page):
    made = page([block(PhotoPlace(0, 0, 20, 3, 12, 12, "center"), rows=50, legs=1)], told(6))
    assert codes(made) == {"M370"}
    assert clear_of(made.sheets[0])


@pytest.mark.parametrize("why", ["jump", "table", "beside its head"])
def test_copy_that_cannot_run_round_has_a_picture_as_wide_as_its_legs(page, why):
    place = PhotoPlace(0, 1, 0 if why == "beside its head" else 20, 2, 16, 14)
    table = Paragraph(0, "table", "甲\t乙\n丙\t丁", cells=(("甲", "乙"), ("丙", "丁")))
    copy = told(paragraphs=(table, Paragraph(1, "body", COPY * 2))) if why == "table" else told()
    made = page([block(place, jump=2 if why == "jump" else 0)], copy)
    assert codes(made) == {"M372"}
    assert frame(made.sheets[0]).w == GRID.span(2)


def test_a_subhead_never_stands_at_a_foot(page):
    for size in range(100, 320, 11):
        parts = (
            Paragraph(0, "body", (COPY * 3)[:size]),
            Paragraph(1, "subhead", "小标题"),
            Paragraph(2, "body", COPY * 2),
        )
        made = page([block(PhotoPlace(0, 0, 10, 2, 8, 12), cols=2, rows=34)], told(paragraphs=parts))
        sheet = made.sheets[0]
        at = next(nth for nth, text in enumerate(body(sheet)) if text.line.text == "小标题")
        after = body(sheet)[at + 1]
        assert after.x == body(sheet)[at].x and after.y - body(sheet)[at].y == GRID.leading


def test_what_finds_no_room_is_told_with_its_amount(page):
    made = page([block(PhotoPlace(0, 0, 12, 2, 16, 14), cols=2, rows=32)], told())
    (over,) = (remark for remark in made.remarks if remark.code == "M301")
    shown = "".join(text.line.text for text in body(made.sheets[0]))
    assert shown + (COPY * 3)[len(shown) :] == COPY * 3 and len(shown) < len(COPY * 3)
    assert dict(over.args)["characters"] == len(COPY * 3) - len(shown)


def test_short_copy_ends_its_legs_level(page):
    made = page([block(PhotoPlace(0, 0, 12, 2, 12, 14), rows=70)], told())
    feet = {}
    for text in body(made.sheets[0]):
        feet[text.x] = max(feet.get(text.x, 0), text.y)
    first, *_, last = feet.values()
    assert first - last in range(4 * GRID.leading)


def test_checker_and_ledger_find_nothing_amiss(page):
    made = page([block(PhotoPlace(0, 0, 20, 2, 16, 14), rows=50)], told(), number=2, top=4)
    verdict = judge_sheets(page.plan, made.sheets, made.fits, page.issue.stories, GRID)
    assert not {"M109", "M112", "M119", "M127"} & set(verdict.codes())
    found = ledger_of(page.issue, page.plan, made.sheets, made.fits, verdict.remarks)
    assert not [one for one in found if one.code in ("L110", "L111", "L113", "L115")]


def test_the_plan_keeps_it(page, tmp_path):
    page([block(PhotoPlace(0, 0, 20, 2, 16, 14, "left"))], told())
    (tmp_path / "plan.yaml").write_text(write_plan(page.plan), encoding="utf-8")
    assert read_plan(tmp_path / "plan.yaml", "plan.yaml", page.issue).value.pages == page.plan.pages


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_the_picture_nothing_is_lost_and_nothing_touches_it(page, data):
    cols = data.draw(st.sampled_from((1, 2, 3)))
    wide = data.draw(st.integers(1, cols))
    place = PhotoPlace(
        0, data.draw(st.integers(0, cols - wide)), data.draw(st.integers(10, 30)), wide, data.draw(st.integers(6, 20)),
        data.draw(st.integers(4, 40)), data.draw(st.sampled_from(("", "left", "right", "center"))),
    )  # fmt: skip
    marks = "，。“”15年——字字字字"
    parts = tuple(
        Paragraph(at, "body", data.draw(st.text(marks, min_size=1, max_size=160)).strip() or "字") for at in range(4)
    )
    made = page([block(place, cols=cols, rows=70)], told(paragraphs=parts, wishes=Wishes(drop=3)))
    shown = "".join(text.line.text for text in body(made.sheets[0]))
    assert shown == "".join(part.text for part in parts)
    assert clear_of(made.sheets[0]) or any(remark.code in ("C020", "C021") for remark in made.remarks)
