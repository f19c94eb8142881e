"""Every row finds its own example and leaves its counter-example alone."""

from __future__ import annotations

import pytest

from layout.proofread.explained import rule_page
from layout.proofread.passage import Passage
from layout.proofread.rows import Row, pairs_of, rows_of

ROWS = [
    *(row for family in ("marks", "numerals", "units") for row in rows_of("marks", family)),
    *(row for family in ("places", "avoid", "usage") for row in rows_of("lists", family)),
]


def passage(text: str) -> Passage:
    return Passage("a1", "body", 0, "body", text)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.family}.{row.id}")
def test_row_finds_its_example_and_not_its_counter_example(row: Row) -> None:
    found = list(row.remarks(passage(row.example)))
    assert found and all(remark.start < remark.end for remark in found), row.example
    assert not list(row.remarks(passage(row.counter))), row.counter
    for remark in found:
        if remark.new is not None:
            mended = row.example[: remark.start] + remark.new + row.example[remark.end :]
            assert not list(row.remarks(passage(mended))), mended
    assert row.why and row.source


@pytest.mark.parametrize("family", ["typos", "variants"])
def test_pairs_find_the_wrong_word_and_leave_the_right_one(family: str) -> None:
    pattern, right = pairs_of(family)
    for wrong, good in right.items():
        assert pattern.fullmatch(wrong), wrong
        assert not pattern.search(good), good


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.family}.{row.id}")
def test_every_row_has_a_page(row: Row) -> None:
    page = rule_page(f"{row.family}.{row.id}")
    assert page is not None and (page.why, page.example, page.counter) == (row.why, row.example, row.counter)


def test_pairs_have_pages_and_unknown_rules_have_none() -> None:
    page = rule_page("typos.布署")
    assert page is not None and page.code == "R201" and page.counter == "部署"
    assert rule_page("typos.部署") is None and rule_page("usage.nothing") is None
