"""Stories inside others 文中插框, solved: host and insert are one item, stand as two blocks, and stay together."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from layout.issue.model import Issue, Paragraph, Photo, Story, Wishes
from layout.makeup.check import Verdict
from layout.makeup.check.measured import judge_sheets
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, Plan
from layout.makeup.page.pages import make_up
from layout.makeup.solve import Measured, plan_issue
from layout.makeup.solve.issue.hosts import hosts_wished, unfolded
from layout.makeup.solve.shapes import Placed, to_block
from tests.benches import makeup_instances as instances

if not any((instances.HOUSE / "fonts").glob("*.ttf")):
    pytest.skip("no fonts are installed: `layout fonts --install` sets them up", allow_module_level=True)

GRID = instances.broadsheet()
SPOILT = {"M101", "M102", "M109", "M110", "M112", "M113", "M119", "M124", "M126", "M127", "M130"}


def story(name: str, characters: int, wishes: Wishes, **more: object) -> Story:
    made = instances.make_story(random.Random(name), name, characters, 50)
    head = replace(made.head, deck="", **more.pop("head", {}))  # type: ignore[arg-type]
    return replace(made, head=head, wishes=wishes, **more)  # type: ignore[arg-type]


INSERT = story("b", 260, Wishes(cols=(1, 2), box="rule", inside="a"), priority=20)

HOSTS = {
    "plain": story("a", 1200, Wishes(cols=(2, 4))),
    "with a picture": story("a", 1300, Wishes(cols=(3, 4)), photos=(Photo("图为现场。", aspect=(3, 2), cols=(1,)),)),
    "with a pull quote": story("a", 1400, Wishes(cols=(3, 4)), pullquote="先画格子，后请文章"),
    "under a column title": story("a", 1200, Wishes(cols=(3, 3), label="编辑手记")),
    "in merged columns": story("a", 1500, Wishes(cols=(4, 4), merge=2)),
    "under a vertical head": story("a", 1200, Wishes(cols=(4, 5)), head={"orient": "v"}),
}


def judged(issue: Issue, plan: Plan) -> Verdict:
    made = make_up(issue, plan, instances.room_for(GRID), "")
    return judge_sheets(plan, made.sheets, made.fits, issue.stories, GRID)


def pair(plan: Plan) -> tuple[Block, Block]:
    """Return the host's and the insert's block of a plan, which must be each other's."""
    blocks = {block.story: block for page in plan.pages for block in page.blocks}
    host, insert = blocks["a"], blocks["b"]
    assert host.hosts(insert) and insert.box == "rule"
    return host, insert


MANY_SHAPES = {*HOSTS} - {"plain", "under a column title"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.long] if name in MANY_SHAPES else []) for name in HOSTS]
)
def test_every_shape_of_a_host_stands_with_its_insert(name: str) -> None:
    issue = instances.as_issue((HOSTS[name], INSERT), "broadsheet")
    tables = Measured(instances.room_for(GRID), issue.stories, hosts=hosts_wished(issue))
    table = tables.table("a")
    assert table.shapes
    places = set()
    for shape in table.shapes:
        block = to_block(Placed(0, 0, 18, shape.cols, shape.rows, shape), table)
        plan, _ = unfolded(Plan("broadsheet", (PageDummy(1, 18, (block,)),)), {"a": "b"}, tables)
        host, insert = pair(plan)
        assert host.insert is not None
        places.add("foot" if insert.row + insert.rows == host.row + host.rows else "top")
        verdict = judged(issue, plan)
        assert not SPOILT & set(verdict.codes()), (shape, verdict.findings)
    assert "foot" in places


def page(characters: int = 200) -> Issue:
    """Return a page of six stories, the second of them with a short one inside."""
    made = instances.make_page(6, 0.9, 1, GRID)
    stories = tuple(replace(entry, id="a") if entry.id == "s1" else entry for entry in made.stories)
    insert = story("b", characters, Wishes(cols=(1, 1), box="rule", inside="a"), priority=10)
    return instances.as_issue((*stories, insert), "broadsheet")


@pytest.fixture(scope="module")
def kept() -> Plan:
    """Return the plan of the page before its copy changes."""
    plan = plan_issue(page(), instances.room_for(GRID), seconds=0.5).value
    assert plan is not None
    return plan


def test_a_page_with_an_insert_is_solved_and_clean(kept: Plan) -> None:
    issue = page()
    pair(kept)
    verdict = judged(issue, kept)
    assert not {"M101", "M103", "M104", "M106", "M119", "M124", "M130"} & set(verdict.codes()), verdict.findings
    assert plan_issue(issue, instances.room_for(GRID), kept=kept).value == kept


def later(issue: Issue, name: str, characters: int) -> Issue:
    """Return the issue with a story longer by some characters."""
    story = issue.story(name)
    assert story is not None
    more = Paragraph(9, "body", story.paragraphs[0].text[:characters])
    longer = replace(story, paragraphs=(*story.paragraphs, more))
    return replace(issue, stories=tuple(longer if entry.id == name else entry for entry in issue.stories))


@pytest.mark.long(held="makeup/solve/issue/test_hosts.py::test_a_late_change_of_a_host_keeps_its_insert_inside")
def test_a_late_change_of_an_insert_moves_it_with_its_host(kept: Plan) -> None:
    before, late = pair(kept)[1], later(page(), "b", 70)
    done = plan_issue(late, instances.room_for(GRID), kept=kept, seconds=0.5)
    assert done.value is not None
    after = pair(done.value)[1]
    assert after.rows * after.cols > before.rows * before.cols
    assert not {"M101", "M103", "M124", "M130"} & set(judged(late, done.value).codes())


def test_a_late_change_of_a_host_keeps_its_insert_inside(kept: Plan) -> None:
    late = later(page(), "a", 120)
    done = plan_issue(late, instances.room_for(GRID), kept=kept, seconds=0.5)
    assert done.value is not None and done.value != kept
    pair(done.value)
    assert not {"M101", "M103", "M124", "M130"} & set(judged(late, done.value).codes())


def test_what_holds_another_story_does_not_jump() -> None:
    stories = (replace(HOSTS["plain"], wishes=Wishes(cols=(2, 4), may_jump=True)), INSERT)
    room = instances.room_for(GRID)
    assert Measured(room, stories).pieces("a", 2).shapes
    assert not Measured(room, stories, hosts={"a": "b"}).pieces("a", 2).shapes


@pytest.mark.parametrize(
    "host",
    [story("a", 1200, Wishes(cols=(1, 1), pin=(("cols", 1),))), story("a", 90, Wishes(cols=(2, 2))),
     story("a", 1200, Wishes(cols=(2, 3)), head={"orient": "v", "side": "right"})],
    ids=["a column wide", "a few lines long", "with its head where the insert would stand"],
)  # fmt: skip
def test_a_host_too_small_for_its_insert_is_told(host: Story) -> None:
    issue = instances.as_issue(
        (host, replace(INSERT, wishes=Wishes(cols=(2, 2), box="rule", inside="a"))), "broadsheet"
    )
    done = plan_issue(issue, instances.room_for(GRID), seconds=1)
    assert done.value is None
    (remark,) = done.remarks
    assert remark.code == "M230" and dict(remark.args) == {"host": "a", "story": "b"}


def test_a_hand_plan_s_column_title_keeps_its_rows_after_a_late_change() -> None:
    """A block that is made up again under a title of the dummy has room for title and copy."""
    issue = instances.make_page(6, 0.9, 2, GRID)
    kept = plan_issue(issue, instances.room_for(GRID), seconds=0.5).value
    assert kept is not None
    titled = replace(
        kept.pages[0],
        blocks=tuple(
            replace(block, label="编辑手记") if block.story == "s2" else block for block in kept.pages[0].blocks
        ),
    )
    done = plan_issue(issue, instances.room_for(GRID), kept=replace(kept, pages=(titled,)), seconds=0.5)
    assert done.value is not None
    assert [block.label for block in done.value.pages[0].blocks if block.story == "s2"] == ["编辑手记"]
    assert not {"M101", "M124"} & set(judged(issue, done.value).codes())


@pytest.mark.parametrize(("name", "cols", "wide", "rows"), [("a4", 4, 2, 38), ("a5", 3, 2, 43), ("a4", 5, 2, 35)])
def test_no_line_is_saved_where_the_legs_have_too_little_copy(name: str, cols: int, wide: int, rows: int) -> None:
    copy = instances.seed_issue().story(name)
    assert copy is not None
    copy = replace(copy, photos=())
    block = Block(name, 0, 20, cols, rows, head=HeadChoice(lines=1), insert=(cols - wide, rows - 12, wide, 12))
    plan = Plan("broadsheet", (PageDummy(1, 18, (block,)),))
    fit = make_up(instances.as_issue((copy,), "broadsheet"), plan, instances.room_for(GRID), "").fits[0]
    assert fit.short > cols and not [step for step in fit.steps if step.kind == "target" and step.amount < 0]
