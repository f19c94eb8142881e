"""Copy that once printed over its neighbour, or vanished: every block that the solver offers for it is clean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layout.desk.build.ledger import ledger_of
from layout.issue.model import Head, PagePlan, Paragraph, Photo, Story, Wishes
from layout.makeup.dummy.plan import PageDummy, Plan
from layout.makeup.page.pages import make_up
from layout.makeup.solve import Measured
from layout.makeup.solve.shapes import Placed, to_block
from layout.sheet import Text
from tests.benches import makeup_instances as instances

if not any((instances.HOUSE / "fonts").glob("*.ttf")):
    pytest.skip("no fonts are installed: `layout fonts --install` sets them up", allow_module_level=True)

GRID = instances.broadsheet()
BODY = "今天的正文讲的是村里修路的事情，大家都来看，路修得平，灯也亮了，老人孩子走路都方便，账目在村口贴着。"
NAMES = "王小明 李小红 张大山 赵小川 钱小江 孙小河 周小湖 吴小海 郑小洋 冯小溪"
OFFICES = "县水利局、县农业农村局、县发展改革委员会、县住房和城乡建设局、县自然资源局、县交通运输局、县教育局联合供稿"
ROAD = Photo("图一为村口新修的水泥路。", "张三 摄", aspect=(3, 2), cols=(1, 2))
LAMP = Photo("图二为路灯。", "李四 摄", aspect=(4, 3), cols=(1, 2))


def story(count: int, **fields: object) -> Story:
    body = tuple(Paragraph(index, "body", BODY * 3) for index in range(count))
    made = Story("x", "news", 50, Head(("山路弯弯通到家",)), body)
    return replace(made, **fields)  # type: ignore[arg-type]


UPRIGHT = Head(("山路弯弯通到家",), "走基层", "石桥镇修路见闻", "v")

COPY = {
    "upright, a picture": story(8, head=UPRIGHT, photos=(ROAD,)),
    "upright at the right, two pictures": story(12, head=replace(UPRIGHT, side="right"), photos=(ROAD, LAMP)),
    "upright, framed, a column title": story(
        10, head=UPRIGHT, photos=(ROAD,), wishes=Wishes(box="rule", label="走基层")
    ),
    "upright, a picture and no text": story(0, head=UPRIGHT, photos=(ROAD,)),
    "upright, a picture story": story(0, kind="photo", head=UPRIGHT, photos=(ROAD,)),
    "a hundred characters upright and a picture": story(
        0, kind="photo", head=Head((BODY * 2,), BODY, "", "v"), photos=(ROAD,)
    ),
    "upright, two pictures and no text": story(0, kind="photo", head=UPRIGHT, photos=(ROAD, LAMP)),
    "a column title and a head over the picture": story(
        5,
        head=Head(("山路弯弯通到家",), style="over"),
        photos=(replace(ROAD, aspect=(3, 4), cols=(1, 2, 3)),),
        wishes=Wishes(label="走基层"),
        byline="张三",
    ),
    "a column title and a head over the picture, no byline": story(
        5,
        head=Head(("山路弯弯通到家",), style="over"),
        photos=(replace(ROAD, aspect=(3, 4), cols=(1, 2, 3)),),
        wishes=Wishes(label="走基层"),
    ),
    "upright, no text": story(0, head=replace(UPRIGHT, kicker="", deck="")),
    "three pictures and no text": story(
        0, kind="photo", head=Head(), photos=(ROAD, LAMP, replace(ROAD, caption="图三。"))
    ),
    "three pictures under a head": story(0, kind="photo", photos=(ROAD, LAMP, replace(ROAD, caption="图三。"))),
    "a sign-off of 60 characters": story(3, kind="notice", sign=OFFICES),
    "a sign-off of three lines": story(3, kind="notice", sign=f"县水利局\n{OFFICES}\n二〇二六年五月十二日"),
    "ten names": story(5, byline=NAMES),
    "ten names, upright": story(8, head=UPRIGHT, byline=NAMES),
    "a caption of 150 characters": story(6, photos=(replace(ROAD, caption=BODY * 3),)),
    "a credit longer than its picture": story(6, photos=(replace(ROAD, credit=OFFICES, cols=(1,)),)),
    "63 characters over a sentence": story(
        0, head=Head((BODY + "说明",)), paragraphs=(Paragraph(0, "body", "正文只有一句话，说完了。"),)
    ),
    "a headline over six thousand characters wished in a column": story(14, wishes=Wishes(cols=(1, 1))),
    "three items of a line": story(
        0, kind="brief", paragraphs=tuple(Paragraph(index, "item", "今日停水。") for index in range(3))
    ),
}


@pytest.mark.parametrize("name", COPY)
def test_every_block_shows_all_of_its_copy_in_its_place(name: str) -> None:
    copy = COPY[name]
    measured = Measured(instances.room_for(GRID), (copy,))
    table = measured.table(copy.id)
    assert table.shapes
    measured.tails(copy.id)
    widths = sorted({shape.cols for shape in table.shapes})
    shapes = [min((one for one in table.shapes if one.cols == cols), key=lambda one: one.cost) for cols in widths]
    issue = replace(instances.specimen_issue(), stories=(copy,), pages=None)
    for shape in shapes:
        block = to_block(Placed(0, 0, 0, shape.cols, shape.rows, shape), table)
        plan = Plan("broadsheet", (PageDummy(2, 0, (block,)),), "solver")
        made = make_up(issue, plan, instances.room_for(GRID), "")
        found = ledger_of(issue, plan, made.sheets, made.fits, made.remarks)
        told = [remark for remark in found if remark.code not in ("L106", "L107", "L111", "L120")]
        # The folio stands in the same rows here, and a wish that cannot be had is told by the solver's steps.
        over = [one for one in found if one.code == "L111" and dict(one.args)["other"] not in ("folio", "masthead")]
        assert not told
        assert not [one for one in over if dict(one.args)["story"] == "x"]
        assert not [fit for fit in made.fits if fit.over]


LOUD = dict.fromkeys(("责编", "美编", "校对", "统筹"), NAMES)


@pytest.mark.parametrize("number", [2, 3])
def test_furniture_that_says_much_keeps_to_its_room(number: int) -> None:
    issue = instances.specimen_issue()
    section = "乡村振兴与生态文明建设综合报道专版"
    pages = (PagePlan(number, section, ("x",), tuple(LOUD.items())),)
    imprint = replace(issue.imprint, printer=OFFICES, recipients=OFFICES * 3, extra=(("地址", OFFICES),))
    masthead = replace(issue.masthead, sponsor=OFFICES, editor=OFFICES, hotline=OFFICES)
    copy = story(3)
    crowded = replace(issue, pages=pages, imprint=imprint, masthead=masthead, stories=(copy,))
    table = Measured(instances.room_for(GRID), (copy,)).table(copy.id)
    shape = table.shapes[0]
    first = PageDummy(1, 18, ())
    page = PageDummy(number, 4, (to_block(Placed(0, 0, 30, shape.cols, shape.rows, shape), table),), 3)
    plan = Plan("broadsheet", (first, page))
    made = make_up(crowded, plan, instances.room_for(GRID), "")
    found = ledger_of(crowded, plan, made.sheets, made.fits, made.remarks)
    assert [one for one in found if one.code in ("L106", "L107", "L111", "L112", "L113")] == []


def test_a_sign_off_of_several_lines_keeps_them() -> None:
    copy = COPY["a sign-off of three lines"]
    lines = instances.room_for(GRID).galley(copy, GRID.measure).lines
    signed = [row for row in lines if row.line.role == "sign"]
    assert signed[0].line.text == "县水利局" and signed[-1].line.text == "二〇二六年五月十二日"
    assert all(row.line.extent <= GRID.measure for row in signed)
    assert all(row.keep for row in signed[:-1]) and not signed[-1].keep


def test_a_vertical_head_has_its_pictures_beside_it() -> None:
    copy = COPY["upright at the right, two pictures"]
    table = Measured(instances.room_for(GRID), (copy,)).table(copy.id)
    assert all(len(shape.photos) == 2 for shape in table.shapes)
    for shape in table.shapes:
        head = shape.cols - shape.choice.cols
        assert all(photo.col + photo.cols <= head for photo in shape.photos)


def test_a_longer_headline_turns_over_before_it_shrinks() -> None:
    from layout.makeup.dummy.plan import HeadChoice

    room = instances.room_for(GRID)
    width, choice = GRID.span(4), HeadChoice(lines=1, size=42, rows=8)
    short = room.head(story(3), width, choice)
    assert (short.lines, short.size) == (1, 42_000)
    grown = story(3, id="grown", head=Head(("山路弯弯通到家门口老人孩子走路都方便村民拍手叫好",)))
    turned = room.head(grown, width, choice)
    assert turned.lines == 2 and turned.size > 28_000
    broken = replace(choice, lines=2, breaks=(4,), rows=12)
    again = room.head(replace(grown, id="y"), width, broken)
    assert again.size > 36_000  # the breaks of the shorter headline are not kept


def test_text_of_a_sign_off_is_found_by_its_role() -> None:
    copy = COPY["a sign-off of 60 characters"]
    plan_shape = min(Measured(instances.room_for(GRID), (copy,)).table(copy.id).shapes, key=lambda shape: shape.cols)
    issue = replace(instances.specimen_issue(), stories=(copy,), pages=None)
    table = Measured(instances.room_for(GRID), (copy,)).table(copy.id)
    block = to_block(Placed(0, 0, 20, plan_shape.cols, plan_shape.rows, plan_shape), table)
    made = make_up(issue, Plan("broadsheet", (PageDummy(2, 4, (block,)),)), instances.room_for(GRID), "")
    signed = [item for item in made.sheets[0].items if isinstance(item, Text) and item.line.role == "sign"]
    assert len(signed) > 1
    assert "".join(item.line.text for item in signed) == OFFICES


@pytest.mark.parametrize(
    ("copy", "hindrance"),
    [
        (story(1, photos=(replace(ROAD, cols=(6,)), replace(LAMP, aspect=(3, 4), cols=(6,)))), ("widths", 0)),
        (story(1, photos=(ROAD, replace(LAMP, aspect=(1, 10)))), ("pictures", 1)),
        (replace(COPY["63 characters over a sentence"], head=Head((BODY[:30],), orient="v")), ("upright", 0)),
    ],
)
def test_what_leaves_a_story_without_a_shape_is_found_by_measuring_it_without(
    copy: Story, hindrance: tuple[str, int]
) -> None:
    """The hint is true: the story has a shape with what it says."""
    room = instances.room_for(GRID)
    measured = Measured(room, (copy,))
    assert not measured.table(copy.id).shapes and measured.hindrance(copy.id) == hindrance
    kind, count = hindrance
    mended = {
        "widths": replace(copy, photos=tuple(replace(photo, cols=()) for photo in copy.photos)),
        "pictures": replace(copy, photos=copy.photos[:count]),
        "upright": replace(copy, head=replace(copy.head, orient="h")),
    }[kind]
    assert Measured(room, (mended,)).table(copy.id).shapes


def test_a_leg_that_runs_on_holds_its_copy_under_a_deep_quote() -> None:
    """A quote deeper than the legs beside it would reach into what runs on, whose lines then had no room."""
    copy = story(5, pullquote=BODY[:34])
    measured = Measured(instances.room_for(GRID), (copy,))
    table = measured.table(copy.id)
    issue = replace(instances.specimen_issue(), stories=(copy,), pages=None)
    quoted = [shape for shape in measured.tails(copy.id) if shape.quote]
    assert quoted
    for shape in quoted:
        block = to_block(Placed(0, 0, 10, shape.cols, shape.rows, shape), table)
        made = make_up(issue, Plan("broadsheet", (PageDummy(2, 4, (block,)),), "solver"), instances.room_for(GRID), "")
        assert not [fit for fit in made.fits if fit.over], shape
