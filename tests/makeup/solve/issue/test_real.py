"""Real copy through the real composer: the seed, its variants, other page sizes, a four-page issue."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from layout.diagnostics import Severity
from layout.geometry import Grid, profile
from layout.issue.model import Issue, Paragraph
from layout.makeup.check import Verdict, check_plan
from layout.makeup.check.measured import facts_of_sheets, story_facts
from layout.makeup.dummy.plan import PageDummy, Plan
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.page.pages import make_up
from layout.makeup.solve import Measured, plan_issue
from layout.makeup.solve.shapes import Placed, to_block
from layout.sheet import Text
from tests.benches import makeup_instances as instances

if not any((instances.HOUSE / "fonts").glob("*.ttf")):
    pytest.skip("no fonts are installed: `layout fonts --install` sets them up", allow_module_level=True)


def judged(issue: Issue, plan: Plan, grid: Grid) -> Verdict:
    room = instances.room_for(grid)
    made = make_up(issue, plan, room, "")
    assert all(fit.over == 0 for fit in made.fits)
    return check_plan(plan, facts_of_sheets(plan, made.sheets, made.fits), story_facts(issue.stories), grid)


@cache
def seed() -> Plan:
    """Return the seed's plan, made once: the same page gives the same plan."""
    return planned(instances.seed_issue(), instances.broadsheet())


def planned(issue: Issue, grid: Grid, seconds: float = 4.0) -> Plan:
    done = plan_issue(issue, instances.room_for(grid), seconds=seconds)
    assert done.value is not None, done.remarks
    return done.value


def test_seed_at_nine_points_is_a_clean_page() -> None:
    issue, grid, plan = instances.seed_issue(), instances.broadsheet(), seed()
    verdict = judged(issue, plan, grid)
    assert verdict.clean, verdict.findings
    score = verdict.scores[0]
    assert score.clashes == score.alleys == score.trapped == 0
    assert score.white_share <= 1
    lead = next(block for block in plan.pages[0].blocks if block.story == "a1")
    assert (lead.col, lead.row) == (0, plan.pages[0].top)


def test_last_leg_runs_on_into_the_hole_of_a_turning_page() -> None:
    issue, grid, plan = instances.seed_issue(), instances.broadsheet(), seed()
    block = next(block for block in plan.pages[0].blocks if block.tail)
    sheet = make_up(issue, plan, instances.room_for(grid), "").sheets[0]
    last = block.col + block.cols - 1
    hole = grid.cells(last, block.row + block.rows, 1, block.tail)
    lines = [
        item
        for item in sheet.items
        if isinstance(item, Text) and item.x == hole.x and hole.y < item.y <= hole.y + hole.h
    ]
    assert len(lines) == block.tail
    assert {sheet.regions[item.region].story for item in lines} == {block.story}


@pytest.mark.long(held="makeup/solve/issue/test_real.py::test_late_change_keeps_the_rest_of_the_page")
def test_late_change_of_a_story_that_runs_on_leaves_no_hole() -> None:
    issue, grid, plan = instances.seed_issue(), instances.broadsheet(), seed()
    running = next(block for block in plan.pages[0].blocks if block.tail)
    story = issue.story(running.story)
    assert story is not None
    longer = replace(story.paragraphs[-1], text=story.paragraphs[-1].text + "编辑又添了两行字，版上别处都不用动。" * 2)
    changed = replace(story, paragraphs=(*story.paragraphs[:-1], longer))
    later = replace(issue, stories=tuple(changed if one is story else one for one in issue.stories))
    done = plan_issue(later, instances.room_for(grid), kept=plan, seconds=4)
    assert done.value is not None
    verdict = judged(later, done.value, grid)
    assert verdict.clean, verdict.findings
    assert verdict.scores[0].white == 0


@pytest.mark.long(held="makeup/solve/issue/test_real.py::test_seed_at_nine_points_is_a_clean_page")
def test_seed_with_its_printed_pictures_fits_at_nine_points_and_not_at_ten() -> None:
    issue = instances.seed_with_fixed_pictures()
    verdict = judged(issue, planned(issue, instances.broadsheet()), instances.broadsheet())
    assert not {"M106", "M107", "M108", "M118", "M124"} & set(verdict.codes())
    grid = instances.ten_point()
    room = CaseRoom(instances.case(), instances.ten_point_style(), grid)
    done = plan_issue(issue, room, seconds=2)
    assert done.value is None
    args = dict(next(remark for remark in done.remarks if remark.code in ("M210", "M219")).args)
    assert args["share"] > 100 and args["cells"] == 6 * 88
    assert any(remark.code in ("M211", "M212") for remark in done.remarks)


def test_every_character_of_the_copy_is_set_in_order() -> None:
    issue, grid = instances.seed_issue(), instances.broadsheet()
    sheet = make_up(issue, seed(), instances.room_for(grid), "").sheets[0]
    for story in issue.stories:
        body = "".join(
            item.line.text
            for item in sheet.items
            if isinstance(item, Text) and item.region >= 0
            and sheet.regions[item.region].story == story.id and item.line.role in ("body", "subhead", "sign")
        )  # fmt: skip
        printed = "".join(paragraph.text for paragraph in story.paragraphs)
        assert printed.replace(" ", "") in body.replace(" ", ""), story.id


MORE = [pytest.param(count, marks=pytest.mark.long) for count in range(5, 17)]


@pytest.mark.parametrize("count", [4, *MORE])
def test_random_page_of_real_copy_is_clean(count: int) -> None:
    """T1 of docs/makeup.md, "How far it gets": 4 to 16 stories whose natural size is 92 to 99 % of the page."""
    grid, seed = instances.broadsheet(), (count + 1) % 3
    issue = instances.make_page(count, (0.92, 0.96, 0.99)[seed], seed, grid)
    verdict = judged(issue, planned(issue, grid, seconds=3.0), grid)
    assert {found.code for found in verdict.findings if found.severity is not Severity.NOTE} == set()
    score = verdict.scores[0]
    assert score.clashes == 0 and score.white_share <= 1
    assert score.alleys == 0 or count < 5


@pytest.mark.long(held="makeup/solve/issue/test_real.py::test_seed_at_nine_points_is_a_clean_page")
@pytest.mark.parametrize(("name", "pages"), [("broadsheet-8", 1), ("tabloid", 2)])
def test_seed_on_the_other_formats(name: str, pages: int) -> None:
    grid = profile(name)
    assert grid is not None
    issue = replace(instances.seed_issue(), profile=name, pages=None)
    plan = planned(issue, grid)
    assert len(plan.pages) == pages
    verdict = judged(issue, plan, grid)
    assert not {"M101", "M102", "M103", "M106", "M124"} & set(verdict.codes()), verdict.findings


def test_measured_rows_are_the_rows_that_setting_takes() -> None:
    """Whatever shape is chosen, the block holds its copy and its legs come out level."""
    issue, grid = instances.seed_issue(), instances.broadsheet()
    story = issue.story("a2")
    assert story is not None
    alone = replace(issue, stories=(story,), pages=None)
    for shape in Measured(instances.room_for(grid), (story,)).table("a2").shapes:
        from layout.makeup.dummy.plan import Block

        block = Block(
            "a2", 0, 18, shape.cols, shape.rows, head=shape.choice, photos=shape.photos, box=shape.box, legs=shape.legs
        )
        plan = Plan("broadsheet", (PageDummy(1, 18, (block,)),))
        made = make_up(alone, plan, instances.room_for(grid), "")
        assert made.fits[0].over == 0, shape
        verdict = check_plan(plan, facts_of_sheets(plan, made.sheets, made.fits), story_facts((story,)), grid)
        assert not {"M109", "M110", "M112", "M113", "M124", "M126"} & set(verdict.codes()), (shape, verdict.findings)


def test_table_is_one_leg_over_its_block_and_merged_columns_stay_merged() -> None:
    issue, grid = instances.specimen_issue(), instances.broadsheet()
    table, plain = issue.story("b7"), issue.story("b2")
    assert table is not None and plain is not None
    merged = replace(plain, photos=(), wishes=replace(plain.wishes, cols=(2, 5), merge=2, may_jump=True))
    measures = Measured(instances.room_for(grid), (table, merged))
    assert {shape.legs for shape in measures.table("b7").shapes} == {1}
    found = {(shape.cols, shape.legs) for shape in measures.table("b2").shapes}
    assert found and found <= {(2, 1), (4, 2)}
    assert not measures.pieces("b2", 2).shapes
    for name in ("b7", "b2"):
        story = table if name == "b7" else merged
        shape = measures.table(name).shapes[0]
        block = to_block(Placed(0, 0, 18, shape.cols, shape.rows, shape), measures.table(name))
        alone = replace(issue, stories=(story,), pages=None)
        sheet = make_up(alone, Plan("broadsheet", (PageDummy(1, 18, (block,)),)), instances.room_for(grid), "").sheets[
            0
        ]
        left = grid.column_x(0)
        widest = max(
            item.x + item.line.extent - left for item in sheet.items if isinstance(item, Text) and item.region >= 0
        )
        assert block.legs == (1 if shape.cols == 2 or name == "b7" else 2)
        assert widest > grid.span(shape.cols) * 9 // 10, name


def test_pull_quote_stands_free_in_its_story() -> None:
    issue, grid = instances.seed_issue(), instances.broadsheet()
    quoted = tuple(
        replace(story, pullquote="把党的组织优势转化为群众的发展优势") if story.id == "a5" else story
        for story in issue.stories
    )
    issue = replace(issue, stories=quoted)
    plan = planned(issue, grid)
    block = next(block for block in plan.pages[0].blocks if block.story == "a5")
    assert block.quote is not None
    sheet = make_up(issue, plan, instances.room_for(grid), "").sheets[0]
    region = next(region for region in sheet.regions if region.role == "pullquote")
    body = [
        item
        for item in sheet.items
        if isinstance(item, Text) and item.region >= 0 and item.line.role in ("body", "headline", "subhead")
    ]
    for item in body:
        across = region.box.x < item.x + item.line.extent and item.x < region.box.right
        assert not (across and region.box.y < item.y < region.box.bottom), item.line.text
    assert judged(issue, plan, grid).clean


def test_late_change_keeps_the_rest_of_the_page() -> None:
    issue, grid, plan = instances.seed_issue(), instances.broadsheet(), seed()
    room = instances.room_for(grid)
    assert plan_issue(issue, room, kept=plan).value == plan
    story = issue.story("a3")
    assert story is not None
    longer = replace(story, paragraphs=(*story.paragraphs, Paragraph(9, "body", story.paragraphs[0].text)))
    late = replace(issue, stories=tuple(longer if other.id == "a3" else other for other in issue.stories))
    done = plan_issue(late, room, kept=plan, seconds=3)
    assert done.value is not None
    assert "M216" in [remark.code for remark in done.remarks]
    verdict = judged(late, done.value, grid)
    assert not {"M101", "M106", "M107", "M108", "M124"} & set(verdict.codes())


@pytest.mark.long(held="makeup/solve/issue/test_make.py::test_overfull_front_jumps_once_and_to_a_later_page")
def test_four_page_issue_jumps_in_pairs_and_is_clean() -> None:
    issue = instances.make_four_pages(1)
    plan = planned(issue, instances.broadsheet(), seconds=3)
    verdict = judged(issue, plan, instances.broadsheet())
    assert verdict.clean, [finding for finding in verdict.findings if finding.severity != "note"]
    assert 1 <= sum(score.jumps for score in verdict.scores) <= 2
    assert all(score.white_share <= (1 if score.page == 1 else 2) for score in verdict.scores)
