"""Pages with too little copy: pictures grow, and what is still lacking is white in one place, at the page's foot."""

from __future__ import annotations

import random

import pytest

from layout.ground.dataclass import replace
from layout.issue.model import Issue, Photo
from layout.makeup.dummy.plan import Plan
from layout.makeup.solve import misfits_of, plan_issue
from layout.makeup.solve.search.score import by_columns, gathered
from layout.makeup.solve.standing import cells_of
from tests.benches import makeup_instances as instances


def planned(issue: Issue) -> Plan:
    done = plan_issue(issue, instances.room_for(instances.broadsheet()), seconds=0.3)
    assert done.value is not None, done.remarks
    return done.value


def told(plan: Plan) -> dict[str, float]:
    return dict(plan.scores)


def test_a_story_alone_fills_its_page_with_larger_pictures() -> None:
    story = instances.make_story(random.Random(5004), "s0", 3_400, 100, "lead")
    photos = tuple(
        Photo(instances.pool().captions[0], "编辑部", None, aspect) for aspect in ((3, 2), (3, 4), (4, 3), (4, 3))
    )
    issue = instances.as_issue((replace(story, photos=photos),), "broadsheet", None)
    plan = planned(issue)
    assert len(plan.pages) == 1 and told(plan)["white"] <= 1.0
    (block,) = plan.pages[0].blocks
    assert len(block.photos) == 4 and max(photo.cols for photo in block.photos) >= 3
    again = plan_issue(issue, instances.room_for(instances.broadsheet()), kept=plan, seconds=0.3)
    assert again.value == plan
    assert not misfits_of(plan, issue, instances.room_for(instances.broadsheet())).holes


@pytest.mark.parametrize("count", [5, 16])
def test_shorts_that_cannot_fill_a_page_leave_its_gathered(count: int) -> None:
    dice = random.Random(count)
    stories = tuple(
        instances.make_story(dice, f"s{at:02}", 3_300 // count, 100 - 4 * at, "news" if at else "lead")
        for at in range(count)
    )
    plan = planned(instances.as_issue(stories, "broadsheet", None))
    (page,) = plan.pages
    assert {block.story for block in page.blocks} == {story.id for story in stories}
    grid = instances.broadsheet()
    rects = [
        (at, block.col, block.row - page.top, block.cols, block.rows + block.tail)
        for at, block in enumerate(page.blocks)
    ]
    rows = grid.rows - page.top - page.foot
    white = grid.columns * rows - sum(block.cols * block.rows + block.tail for block in page.blocks)
    assert white > 0, "the copy is too little for the page"
    assert gathered(by_columns(cells_of([rects]), grid.columns)[0], rows)[0] >= white * 9 // 10
