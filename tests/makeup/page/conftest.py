"""A page of some blocks, made up with the real type case."""

from datetime import date

import pytest

from layout.compose.story.stylebook import house_style
from layout.issue.model import Imprint, Issue, Masthead, PagePlan
from layout.makeup.dummy.plan import PageDummy, Plan
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.page.pages import make_up

from .one_page import GRID


@pytest.fixture
def page(case):
    """Return a function that makes up one page of some blocks."""

    def made(blocks, *stories, number=1, **dummy):
        numbered = {entry.id: entry for entry in stories}
        issue = Issue(
            7, date(2026, 11, 23), "星期一", "农历丙午年十月十五", Masthead("禹州通讯", "YUZHOU TONGXUN"), Imprint(),
            "broadsheet", (PagePlan(number, "要闻", tuple(numbered)),), tuple(numbered.values()),
        )  # fmt: skip
        room = CaseRoom(case, house_style().value, GRID, lightness=dummy.pop("lightness", None))
        plan = Plan("broadsheet", (PageDummy(number, dummy.pop("top", 18), tuple(blocks), **dummy),))
        made.issue, made.plan = issue, plan
        return make_up(issue, plan, room, "issues/7")

    return made
