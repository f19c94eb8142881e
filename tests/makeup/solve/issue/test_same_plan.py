"""The same issue, seed and limit give the same plan: on a slow machine, in one process or in many."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import layout.makeup.solve as solving
from layout.ground.dataclass import replace
from layout.issue.model import Issue, PagePlan
from layout.makeup.dummy.plan import Plan
from layout.makeup.solve import plan_issue
from layout.makeup.solve.issue import assign, hands, task
from layout.makeup.solve.issue.making import ABREAST
from layout.makeup.solve.search import cpsat, one_page
from layout.makeup.solve.search.work import Work
from tests.benches import makeup_instances as instances
from tests.makeup.solve.issue.test_make import inside, made
from tests.makeup.solve.made_up import FRONT
from tests.makeup.solve.search.test_page import PAGE, page_of, tables

SOLVERS: dict[str, tuple[object, str]] = {
    "cuts": (one_page, "solve_by_cuts"),
    "tables": (one_page, "cut_table"),
    "patches": (one_page, "bettered"),
    "tails": (one_page, "solve_with_tails"),
    "constraints": (cpsat, "judge"),
    "deal": (assign._Deal, "settle"),
    "pages": (task, "climb"),
}

PAGES = (inside(0, 4), inside(1, 4))


def planned_by(name: str) -> object:
    """Return what is made where a solver has a part: a plan, or of the constraint solver its page."""
    if name == "constraints":
        found: object = cpsat.solve_by_constraints(page_of(tables(*FRONT[:3]), PAGE), Work(1.0))
    else:
        done = made(*PAGES, seconds=0.4, shared=True)
        found = done if done.value is not None else None
    assert found is not None
    return found


@cache
def plain(name: str) -> object:
    """Return that on a machine as fast as it is; the plan that solvers share is made once."""
    return planned_by(name) if name in ("", "constraints") else plain("")


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[] if name == "pages" else [pytest.mark.long]) for name in SOLVERS],
)
def test_a_slow_machine_makes_the_same_plan(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = plain(name)
    place, function = SOLVERS[name]
    fast: Callable[..., Any] = getattr(place, function)
    asked: list[str] = []

    def slow(*args: Any, **named: Any) -> Any:
        asked.append(name)
        time.sleep(0.02)
        return fast(*args, **named)

    monkeypatch.setattr(place, function, slow)
    assert planned_by(name) == expected
    assert asked, "a solver that has no part in these pages proves nothing"


def test_no_clock_is_asked_where_pages_are_solved() -> None:
    folder = Path(solving.__file__).parent
    words = ("import time", "perf_counter", "monotonic", "max_time_in_seconds", "process_time", "datetime")
    asked = [path.name for path in folder.rglob("*.py") if any(word in path.read_text("utf-8") for word in words)]
    assert asked == []


def two_pages() -> Issue:
    stories = instances.make_page(5, 0.9, 1, instances.broadsheet()).stories
    again = tuple(
        replace(story, id=f"z{story.id}", kind="news" if story.kind == "lead" else story.kind) for story in stories
    )
    pages = (
        PagePlan(1, "要闻", tuple(story.id for story in stories)),
        PagePlan(2, "综合", tuple(story.id for story in again)),
    )
    return instances.as_issue((*stories, *again), "broadsheet", pages)


def planned(issue: Issue, seconds: float) -> Plan:
    done = plan_issue(issue, instances.room_for(instances.broadsheet()), seconds=seconds)
    assert done.value is not None
    return done.value


@pytest.fixture(scope="module")
def alone() -> Plan:
    return planned_alone(two_pages(), 0.3)


@cache
def planned_alone(issue: Issue, seconds: float) -> Plan:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hands, "cores", lambda: 1)
        patch.setattr(hands, "guarded", None)
        return planned(issue, seconds)


@cache
def many_pages() -> Issue:
    """Return an issue of more pages than are looked for side by side."""
    own = {
        number: instances.make_page(4, 0.9, number, instances.broadsheet()).stories for number in range(1, ABREAST + 3)
    }
    stories = {
        number: tuple(replace(story, id=f"p{number}{story.id}", kind="news") for story in page)
        for number, page in own.items()
    }
    pages = tuple(PagePlan(number, "", tuple(story.id for story in page)) for number, page in stories.items())
    return instances.as_issue(tuple(story for page in stories.values() for story in page), "broadsheet", pages)


@pytest.mark.long(held="makeup/solve/issue/test_same_plan.py::test_the_number_of_processes_changes_no_plan")
@pytest.mark.parametrize("cores", [2, 4, 8])
def test_no_number_of_processes_changes_the_plan_of_many_pages(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = planned_alone(many_pages(), 0.2)
    monkeypatch.setattr(hands, "cores", lambda: cores)
    assert planned(many_pages(), 0.2) == expected


def test_the_number_of_processes_changes_no_plan(alone: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = hands.guarded

    def noted(work: str, *args: Any, **named: Any) -> Any:
        asked.append(work.rpartition(":")[2])
        return ask(work, *args, **named)

    monkeypatch.setattr(hands, "guarded", noted)
    monkeypatch.setattr(hands, "cores", lambda: 3)
    assert planned(two_pages(), 0.3) == alone
    assert asked.count("measured") == 10 and asked.count("made") >= 4


def test_a_child_that_dies_is_stood_in_for(alone: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "cores", lambda: 2)
    monkeypatch.setattr(hands, "guarded", lambda *_, **__: hands.Stopped("died"))
    assert planned(two_pages(), 0.3) == alone


def test_work_is_counted_down_and_shared() -> None:
    work = Work(0.001)
    work.spend(2_000)
    assert work.over and work.spent == 2_000
    assert Work(1.0).part(0.25).given == 250_000
