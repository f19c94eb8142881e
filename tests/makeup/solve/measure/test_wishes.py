"""What the desk wishes of a story's form comes out of the solver as the page shows it: column titles, 变栏, 竖题."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from layout.issue.model import Photo, Story, Wishes
from layout.makeup.check import Verdict
from layout.makeup.check.measured import judge_sheets
from layout.makeup.dummy.plan import PageDummy, Plan
from layout.makeup.page.pages import MadeUp, make_up
from layout.makeup.solve import Measured
from layout.makeup.solve.shapes import Placed, Shape, ShapeTable, to_block
from layout.rules.pages import LONGEST_LINE
from layout.sheet import Text
from tests.benches import makeup_instances as instances

if not any((instances.HOUSE / "fonts").glob("*.ttf")):
    pytest.skip("no fonts are installed: `layout fonts --install` sets them up", allow_module_level=True)

GRID = instances.broadsheet()
SPOILT = {"M101", "M102", "M109", "M110", "M112", "M113", "M119", "M124", "M126", "M127"}


LONG = {"b2": 1050, "b5": 650, "c1": 1150, "c2": 1300, "c3": 750, "d2": 850}
"""Characters of the stories; c3 has a vertical head."""


def story(name: str, wishes: Wishes, **more: object) -> Story:
    made = instances.make_story(random.Random(name), name, LONG[name], 50)
    head = replace(made.head, deck="", orient="v" if name == "c3" else "h", **more.pop("head", {}))  # type: ignore[arg-type]
    return replace(made, head=head, wishes=wishes, **more)  # type: ignore[arg-type]


def table(copy: Story) -> ShapeTable:
    return Measured(instances.room_for(GRID), (copy,)).table(copy.id)


def set_alone(copy: Story, shapes: ShapeTable, shape: Shape) -> tuple[MadeUp, Verdict]:
    issue = replace(instances.specimen_issue(), stories=(copy,), pages=None)
    block = to_block(Placed(0, 0, 18, shape.cols, shape.rows, shape), shapes)
    plan = Plan("broadsheet", (PageDummy(1, 18, (block,)),))
    made = make_up(issue, plan, instances.room_for(GRID), "")
    return made, judge_sheets(plan, made.sheets, made.fits, (copy,), GRID)


def of_role(made: MadeUp, *roles: str) -> list[Text]:
    return [item for item in made.sheets[0].items if isinstance(item, Text) and item.line.role in roles]


PICTURE = (Photo("图为排版现场，说明文字写得长一些，好让它转行。", aspect=(5, 2), cols=(1, 2)),)

WISHES = {
    "column title": story("b5", Wishes(cols=(2, 3), label="编辑手记")),
    "three columns in two legs": story("b2", Wishes(cols=(3, 3), legs=2), photos=()),
    "four columns in three legs, a picture": story("b2", Wishes(cols=(4, 4), legs=3), photos=PICTURE),
    "five columns in two legs, a picture": story("d2", Wishes(cols=(5, 5), legs=2), photos=PICTURE),
    "three columns in two legs, framed": story("c1", Wishes(cols=(3, 3), legs=2, box="rule")),
    "a quote over a wide leg": story("c1", Wishes(cols=(5, 5), legs=2), pullquote="先画格子，后请文章"),
    "vertical head at the right": story("c3", Wishes(cols=(2, 3)), head={"side": "right"}),
    "vertical head beside merged columns": story("c3", Wishes(cols=(3, 5), merge=2)),
    "vertical head at the right, broken columns": story("c3", Wishes(cols=(4, 4), legs=2), head={"side": "right"}),
    "vertical head under a column title, framed": story("c3", Wishes(cols=(3, 3), label="排字谈", box="rule")),
}


@pytest.mark.parametrize("name", WISHES)
def test_every_shape_of_a_wish_holds_its_copy_and_passes_the_checker(name: str) -> None:
    copy = WISHES[name]
    shapes = table(copy)
    assert shapes.shapes
    for shape in shapes.shapes:
        made, verdict = set_alone(copy, shapes, shape)
        assert made.fits[0].over == 0, shape
        assert not SPOILT & set(verdict.codes()), (shape, verdict.findings)


def test_a_column_title_takes_its_rows_and_stands_over_the_head() -> None:
    titled, plain = WISHES["column title"], story("b5", Wishes(cols=(2, 3)))
    assert min(shape.rows for shape in table(titled).shapes) == min(shape.rows for shape in table(plain).shapes) + 3
    shapes = table(titled)
    made, _ = set_alone(titled, shapes, shapes.shapes[0])
    (label,) = of_role(made, "label")
    assert label.line.text == "编辑手记"
    assert label.y < min(item.y - item.line.size * 88 // 100 for item in of_role(made, "kicker", "headline"))


def test_broken_columns_have_as_many_legs_as_wished_and_pictures_as_wide() -> None:
    for name, legs, cols in (
        ("three columns in two legs", 2, 3),
        ("four columns in three legs, a picture", 3, 4),
        ("five columns in two legs, a picture", 2, 5),
    ):
        shapes = table(WISHES[name])
        shape = shapes.shapes[0]
        made, _ = set_alone(WISHES[name], shapes, shape)
        body = of_role(made, "body")
        lefts = sorted({item.x for item in body})
        measure = body[0].line.measure
        assert (shape.cols, len(lefts)) == (cols, legs), name
        assert measure * legs < GRID.span(cols) < (measure + 2 * GRID.size) * legs
        for region in made.sheets[0].regions:
            if region.role == "picture":
                assert region.box.x in lefts, name
                assert region.box.right in [left + measure for left in lefts], name


def test_legs_that_would_be_too_wide_to_read_are_left_to_the_narrower_widths() -> None:
    shapes = table(story("b2", Wishes(cols=(2, 6), legs=1), photos=())).shapes
    assert {shape.cols for shape in shapes} == {2, 3}
    assert GRID.leg_ems(3, 1) <= LONGEST_LINE < GRID.leg_ems(4, 1)
    assert {shape.cols for shape in table(story("b2", Wishes(cols=(4, 4), legs=1), photos=())).shapes} == {4}


def test_legs_beside_a_vertical_head_are_merged_as_wished() -> None:
    copy = WISHES["vertical head beside merged columns"]
    shapes = table(copy)
    for shape in shapes.shapes:
        made, _ = set_alone(copy, shapes, shape)
        body = of_role(made, "body")
        assert body[0].line.measure > 2 * GRID.measure
        left = GRID.column_x(shape.choice.cols)
        assert min(item.x for item in body) >= left


def test_a_vertical_head_at_the_right_stands_beyond_its_text() -> None:
    copy = WISHES["vertical head at the right"]
    shapes = table(copy)
    for shape in shapes.shapes:
        made, _ = set_alone(copy, shapes, shape)
        edge = max(item.x + item.line.measure for item in of_role(made, "body"))
        assert min(item.x - item.line.size // 2 for item in of_role(made, "headline", "kicker")) > edge


def test_what_is_set_in_wished_legs_does_not_jump() -> None:
    copy = story("c2", Wishes(cols=(3, 3), legs=2, may_jump=True))
    assert not Measured(instances.room_for(GRID), (copy,)).pieces("c2", 2).shapes


def test_a_picture_wider_or_narrower_than_wished_is_told_with_its_story() -> None:
    """Also where the story itself keeps to its columns; a width that the desk left open is no wish."""
    for cols in ((2,), Photo("").cols):
        copy = story("b2", Wishes(cols=(2, 4)), photos=(Photo("图为现场。", "张三 摄", aspect=(4, 3), cols=cols),))
        wide = Measured(instances.room_for(GRID), (copy,)).table(copy.id, wide=2)
        told = {
            (shape.photos[0].cols in cols, any(step.kind == "cols" for step in shape.steps))
            for shape in wide.shapes
            if 2 <= shape.cols <= 4
        }
        assert told == ({(True, False), (False, True)} if cols == (2,) else {(True, False)})
