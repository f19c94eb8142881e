"""Forms of whole pages that give way: told at the page's story, with what it has too much or too little of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layout.issue.model import PageDesign, PagePlan, Slot
from layout.makeup.solve.issue.assign import natural
from layout.makeup.solve.issue.forms import form_remarks, forms_of
from layout.makeup.solve.shapes import Frame, Shape
from tests.makeup.solve.issue.test_make import issue_of
from tests.makeup.solve.made_up import FRONT, MadeUp

FRAME = Frame(1, 6, 18, 118)


class Filled(MadeUp):
    """Measures of copy that fills a page of six columns and so many rows, no more and no fewer."""

    fills = 100

    def filling(self, story: str, cols: int, rows: int) -> Shape | None:
        return Shape(cols, rows) if rows == self.fills else None


@pytest.mark.parametrize(
    ("rows", "told"),
    [(104, "删约 408 字"), (96, "还缺约 408 字，或加一幅图"), (200, "")],
    ids=["too much", "too little", "far off"],
)
def test_a_feature_that_cannot_be_tells_how_much_copy(rows: int, told: str) -> None:
    issue = replace(issue_of(FRONT)[0], pages=(PagePlan(1, "", ("a1",), form="feature"),))
    measures = Filled(*FRONT)
    measures.fills = rows
    (remark,) = form_remarks(issue, forms_of(issue), {}, {1: FRAME}, measures)
    assert (remark.code, remark.severity, dict(remark.args)["why"]) == ("M351", "warning", told)
    assert remark.at is not None and remark.at.story == "a1"  # type: ignore[union-attr]


def test_a_design_of_another_number_of_slots_says_so() -> None:
    design = PageDesign("图文", (), 100, (Slot("lead", 0, 0, 6, 50), Slot("story", 0, 50, 6, 50)))
    issue = replace(issue_of(FRONT)[0], pages=(PagePlan(1, "", ("a1", "a2", "a3"), form="图文"),), designs=(design,))
    (remark,) = form_remarks(issue, forms_of(issue), {}, {1: FRAME}, MadeUp(*FRONT))
    assert dict(remark.args)["why"] == "版式 2 格，稿件 3 篇"


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (Slot("story", 0, 50, 6, 50, "zz"), "第 2 格留给 zz，这一版没有它"),
        (Slot("story", 1, 50, 6, 50), "第 2 格画到第 7 栏，一版 6 栏"),
        (Slot("story", 0, 50, 6, 51), "第 2 格画到第 101 行，版式 100 行"),
        (Slot("story", 3, 49, 3, 51), "第 1 格和第 2 格相叠"),
    ],
)
def test_a_design_that_no_copy_could_suit_says_what_is_wrong_with_it(second: Slot, told: str) -> None:
    design = PageDesign("图文", (), 100, (Slot("lead", 0, 0, 6, 50), second))
    issue = replace(issue_of(FRONT)[0], pages=(PagePlan(1, "", ("a1", "a2"), form="图文"),), designs=(design,))
    (remark,) = form_remarks(issue, forms_of(issue), {}, {1: FRAME}, MadeUp(*FRONT))
    assert dict(remark.args)["why"] == told


def test_a_design_that_its_copy_does_not_suit_gives_the_sums() -> None:
    design = PageDesign("图文", (), 50, (Slot("lead", 0, 0, 6, 30), Slot("story", 0, 30, 4, 20)))
    issue = replace(issue_of(FRONT)[0], pages=(PagePlan(1, "", ("a1", "a2"), form="图文"),), designs=(design,))
    measures = MadeUp(*FRONT)
    (remark,) = form_remarks(issue, forms_of(issue), {}, {1: FRAME}, measures)
    copy = natural(measures.table("a1")) + natural(measures.table("a2"))
    # 260 cells of 50 rows are 520 of 100.
    assert dict(remark.args)["why"] == f"画的格子 520 栏行，版面 600，稿件按自然大小 {copy}"
