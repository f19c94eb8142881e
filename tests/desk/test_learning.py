"""Prices learnt from the desk's own pages: within bounds, shown, written through the journal, taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from layout.cli.app import run_command
from layout.compose.story.stylebook import house_style
from layout.desk import learning
from layout.desk.house import House
from layout.desk.learning import PRICES, Learnt, Lesson, learn, lesson_of
from layout.issue.house_file import over_house, read_house
from layout.rules.book import entries
from tests.benches.makeup_instances import HOUSE


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "fonts").symlink_to(HOUSE / "fonts")
    shutil.copytree(HOUSE / "issues" / "9999", tmp_path / "issues" / "9999")
    plan = tmp_path / "issues" / "9999" / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("by: solver", "by: hand"), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(learning, "WORK", 0.2)
    return tmp_path


def test_every_price_that_may_be_learnt_is_the_house_s_to_set() -> None:
    book = entries()
    for key in PRICES.values():
        entry = book[key]
        assert entry.kind == "taste" and entry.least is not None and entry.most is not None
        for value, good in ((entry.least, True), (entry.least - 1, False), (entry.most, True), (entry.most + 1, False)):
            done = house_style((("rules", ((key, int(value)),)),))
            assert (getattr(done.value.rules, key) == value) is good
            assert [remark.code for remark in done.remarks] == ([] if good else ["C013"])


def test_plans_teach_within_bounds(house: Path) -> None:
    learnt = learn(House(house))
    assert learnt.pages == 4 and learnt.issues == (9999,)
    book = entries()
    for lesson in learnt.lessons:
        assert (book[lesson.key].least or 0) <= lesson.after <= (book[lesson.key].most or 0)
        assert (lesson.after > lesson.before) == (lesson.program > lesson.desk and lesson.after != lesson.before)
    assert learnt.changes, "the desk's pages and the program's have not the same notes"


def test_the_same_pages_teach_the_same_twice(house: Path) -> None:
    """Prices that were learnt are no new evidence: they are neither halved again nor what the pages are made by."""
    first = learn(House(house))
    text = lesson_of("", first.changes)
    assert text is not None
    (house / "issues" / "house").mkdir()
    (house / "issues" / "house" / "house.yaml").write_text(text, "utf-8")
    again = learn(House(house))
    assert not again.changes
    assert [(one.key, one.after, one.program) for one in again.lessons] == [
        (one.key, one.after, one.program) for one in first.lessons
    ]


@pytest.mark.long(held="desk/test_learning.py::test_plans_teach_within_bounds")
def test_what_plans_teach_is_kept_where_it_is_asked_for_and_taken_back(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    learnt = learn(House(house))
    file = house / "issues" / "house" / "house.yaml"
    assert run_command(["plan", "--learn", "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert all(lesson.key in shown for lesson in learnt.lessons) and not file.exists()
    file.parent.mkdir()
    before = "# 本报的规矩\nrelease: {reason: true}\n"
    file.write_text(before, "utf-8")
    assert run_command(["plan", "--learn", "--write"]) == 0
    assert file.read_text("utf-8").startswith(before)
    style = house_style(over_house(read_house(house / "issues").value.blocks.get("house", ()), ())).value
    assert all(getattr(style.rules, lesson.key) == lesson.after for lesson in learnt.changes)
    assert run_command(["plan", "--unlearn"]) == 0
    assert file.read_text("utf-8") == before
    assert run_command(["plan", "--unlearn"]) == 1


def test_few_pages_teach_nothing(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "issues" / "9999" / "plan.yaml").unlink()
    assert learn(House(house)) == Learnt((), 0, ())
    assert run_command(["plan", "--learn", "--lang", "en"]) == 0
    assert "too few pages" in capsys.readouterr().out
    assert run_command(["plan"]) == 2


def test_an_issue_s_own_wish_goes_before_the_house_s() -> None:
    house = (("rules", (("stack_cost", 60), ("feather", 4))),)
    issue = (("rules", (("stack_cost", 20),)), ("body", (("size", 9),)))
    rules = dict(over_house(house, issue))["rules"]
    assert dict(rules) == {"stack_cost": 20, "feather": 4}  # type: ignore[call-overload]
    assert over_house((), issue) == issue


def test_what_is_learnt_stands_under_the_house_s_rules() -> None:
    lessons = (Lesson("stack_cost", 40, 60, 0, 3),)
    assert lesson_of("", lessons) == "house:\n  rules:\n    stack_cost: 60\n"
    kept = lesson_of("house:\n  rules:\n    feather: 4  # 题下留白\n", lessons)
    assert kept is not None and "feather: 4  # 题下留白" in kept and "stack_cost: 60" in kept
