"""Stories in an L 曲尺形: the last legs of a block run on beside the block below it."""

import pytest

from layout.desk.build.ledger import ledger_of
from layout.makeup.check.lines import occupied, overlaps
from layout.makeup.check.measured import facts_of_sheets, judge_sheets
from layout.makeup.dummy.file import read_plan, write_plan
from layout.makeup.dummy.plan import Block

from .one_page import COPY, GRID, story, texts

LOWER = Block("b", 0, 48, 2, 22)


@pytest.fixture
def made(page):
    """Return a function that makes up an L of so many columns with another story in its corner."""

    def of(wide, lower=LOWER, times=7, cols=4, **more):
        upper = Block("a", 0, 18, cols, 30, tail=22, tail_cols=wide, **more)
        done = page([upper, lower], story("a", text=COPY * times), story("b", text=COPY * 2))
        return done, page

    return of


@pytest.mark.parametrize(("wide", "times"), [(1, 6), (2, 7)])
def test_the_last_legs_run_on_below(made, wide, times):
    done, page = made(wide, times=times)
    feet = {}
    for item in texts(done.sheets[0], "body"):
        if done.sheets[0].regions[item.region].story == "a":
            feet[item.x] = max(feet.get(item.x, 0), item.y)
    longest = [foot > GRID.baseline(48) for _, foot in sorted(feet.items())]
    assert longest == [False] * (4 - wide) + [True] * wide
    shown = "".join(
        item.line.text for item in texts(done.sheets[0], "body") if done.sheets[0].regions[item.region].story == "a"
    )
    assert shown == COPY * times
    verdict = judge_sheets(page.plan, done.sheets, done.fits, page.issue.stories, GRID)
    assert not {"M101", "M109", "M119"} & set(verdict.codes())
    ledger = ledger_of(page.issue, page.plan, done.sheets, done.fits, verdict.remarks)
    assert not [one.code for one in ledger if one.code in ("L108", "L110", "L111", "L113", "L115")]


def test_its_cells_are_taken(made):
    _, page = made(2)
    dummy = page.plan.pages[0]
    taken = occupied(dummy, 6, 120)
    assert [taken[60][col] for col in range(6)] == ["b", "b", "a", "a", "", ""]
    assert not list(overlaps(dummy))
    (found,) = overlaps(made(3)[1].plan.pages[0])
    assert (found.code, found.at.col, found.at.cols) == ("M101", 1, 1)


def test_the_checker_measures_the_longer_legs(made):
    done, page = made(2)
    facts, _ = facts_of_sheets(page.plan, done.sheets, done.fits)
    assert [leg.row + leg.room for leg in facts.legs] == [30, 30, 52, 52]


def test_counted_legs_run_on_with_their_columns(made):
    """Two legs over four columns: the second one runs on in two of them."""
    done, page = made(2, legs=2, times=10)
    facts, _ = facts_of_sheets(page.plan, done.sheets, done.fits)
    assert [leg.row + leg.room for leg in facts.legs] == [30, 52]


def test_the_plan_keeps_it(made, tmp_path):
    _, page = made(2)
    (tmp_path / "plan.yaml").write_text(write_plan(page.plan), encoding="utf-8")
    assert "tail: 22, tail_cols: 2" in write_plan(page.plan)
    assert read_plan(tmp_path / "plan.yaml", "plan.yaml", page.issue).value.pages == page.plan.pages
