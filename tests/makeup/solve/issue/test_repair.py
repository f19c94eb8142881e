"""A kept plan after a late change: what still fits stays where it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, PhotoPlace, Plan
from layout.makeup.solve.issue.late import _told, resolve
from layout.makeup.solve.issue.repair import mend
from layout.makeup.solve.issue.stood import Late, Means, as_shape, faults_before, frame_of, table_of
from layout.makeup.solve.shapes import Shape, ShapeTable
from tests.benches.makeup_instances import broadsheet
from tests.makeup.solve.made_up import FRONT, Copy, MadeUp

STOOD = {
    "a1": ((0, 18, 5, 28), HeadChoice(lines=1, size=48, rows=7)),
    "a2": ((5, 18, 1, 74), HeadChoice(lines=2, size=18, rows=11)),
    "a4": ((0, 46, 5, 26), HeadChoice(lines=1, size=32, rows=6)),
    "p1": ((0, 72, 3, 48), HeadChoice()),
    "a3": ((3, 72, 2, 20), HeadChoice(lines=2, size=18, rows=6)),
    "a5": ((3, 92, 3, 28), HeadChoice(lines=1, size=18, rows=6)),
}
"""A page of the front's stories without white, whose lower blocks turn about a3; a2 has a frame."""


def stood(number: int = 1, before: str = "") -> PageDummy:
    """Return that page, with something before the names of its stories."""
    blocks = tuple(
        Block(
            before + story,
            *cells,
            head=head,
            photos=(PhotoPlace(0, 0, 1, 3, 47),) if story == "p1" else (),
            box="rule" if story == "a2" else "none",
        )
        for story, (cells, head) in STOOD.items()
    )
    return PageDummy(number, 18, blocks, section=f"第{number}")


def kept() -> Plan:
    return Plan("broadsheet", (stood(),), by="solver")


def changed(name: str, lines: int) -> MadeUp:
    return MadeUp(*(replace(copy, lines=copy.lines + lines) if copy.name == name else copy for copy in FRONT))


def places(plan: Plan) -> dict[str, tuple[int, int, int, int]]:
    return {block.story: (block.col, block.row, block.cols, block.rows) for block in plan.pages[0].blocks}


def test_plan_without_misfits_comes_back_as_it_is() -> None:
    plan = kept()
    done = resolve(plan, (), Means(MadeUp(*FRONT), broadsheet()))
    assert done.value == plan and not done.remarks


def test_a_kept_head_spans_the_columns_beside_its_picture() -> None:
    """One with its picture under it spans all: taken for that, a page seemed to have a clash, and might have one."""
    under = Shape(3, 29, 5, 0, 3, 32_000, HeadChoice(lines=1), (PhotoPlace(0, 2, 5, 1, 17),))
    table = ShapeTable("a1", 1, "news", (under,))
    for col, row, opens in ((2, 0, (True, False)), (0, 0, (False, True)), (2, 4, (True, False)), (2, 5, (True, True))):
        head = HeadChoice(lines=1, size=32, rows=5)
        shape = as_shape(Block("a1", 0, 71, 3, 29, head=head, photos=(PhotoPlace(0, col, row, 1, 17),)), table)
        assert (shape.open_left, shape.open_right) == opens


def test_only_the_neighbourhood_of_the_change_moves() -> None:
    plan = kept()
    before = places(plan)
    done = resolve(plan, {(1, "a5", 1)}, Means(changed("a5", 3), broadsheet(), 2))
    assert done.value is not None
    after = places(done.value)
    assert sorted(after) == sorted(before)
    moved = {story for story in before if before[story] != after[story]}
    assert len(moved) <= 3 < len(before)
    assert after["a1"] == before["a1"]
    assert [remark.code for remark in done.remarks] == ["M216"]
    taken = [(c + x, r + y) for c, r, w, h in after.values() for x in range(w) for y in range(h)]
    assert len(taken) == len(set(taken)) >= 609, "at most a row of three columns is white"


def test_where_blocks_turn_about_a_centre_rows_go_from_one_to_the_next() -> None:
    """No rectangle of this page can be cut anew but the whole page: five lines more of a story move its neighbour."""
    plan = kept()
    before = places(plan)
    done = resolve(plan, {(1, "a3", 1)}, Means(changed("a3", 5), broadsheet(), 2))
    assert done.value is not None
    after = places(done.value)
    assert {story for story in before if before[story] != after[story]} == {"a3", "a5"}
    assert all((before[story][0], before[story][2]) == (after[story][0], after[story][2]) for story in before)
    assert [remark.code for remark in done.remarks] == ["M216"]


def test_where_that_does_not_do_the_arrangement_that_moves_least_is_found() -> None:
    """Twenty lines more of a story moved all six blocks; two stay now, and the lead's headline is still the largest."""
    plan = kept()
    before = places(plan)
    done = resolve(plan, {(1, "a5", 1)}, Means(changed("a5", 20), broadsheet(), 2))
    after = places(done.value)
    moved = {story for story in before if before[story] != after[story]}
    assert "a5" in moved and len(moved) == 4
    sizes = {block.story: block.head.size for block in done.value.pages[0].blocks}
    assert sizes["a1"] > max(size for story, size in sizes.items() if story != "a1")
    assert [remark.code for remark in done.remarks if remark.code != "M205"] == ["M216"]


def test_a_page_whose_blocks_only_slid_is_the_kept_page() -> None:
    """M221 says that nothing is left of the plan; where blocks keep their columns and neighbours, M216 names them."""
    plan = kept()
    page = plan.pages[0]
    slid = replace(page, blocks=tuple(replace(block, row=block.row + 1) for block in page.blocks))
    aside = replace(page, blocks=tuple(replace(block, cols=block.cols + 1) for block in page.blocks))
    some = replace(page, blocks=(*aside.blocks[:3], *slid.blocks[3:]))
    most = replace(page, blocks=(*aside.blocks[:4], *slid.blocks[4:]))
    codes = [[remark.code for remark in _told(page, after)] for after in (slid, some, most, aside)]
    assert codes == [["M216"], ["M216"], ["M221"], ["M221"]]


def test_a_deck_left_out_and_a_frame_put_round_are_told() -> None:
    page = kept().pages[0]
    first, *rest = page.blocks
    bare = replace(page, blocks=(replace(first, head=replace(first.head, deck=False)), *rest))
    assert [remark.code for remark in _told(page, bare)] == ["M204", "M216"]
    framed = replace(page, blocks=(replace(first, box="rule"), *rest))
    assert [remark.code for remark in _told(page, framed)] == ["M205", "M216"]
    assert [remark.code for remark in _told(framed, page)] == ["M216"]


class WithNotice(MadeUp):
    """Measures of made-up copy and a notice over the width, a picture of its own size."""

    def table(self, story: str, **how: Any) -> ShapeTable:
        if story != "notice":
            return super().table(story, **how)
        shape = Shape(6, 20, photos=(PhotoPlace(0, 0, 0, 6, 20),), give=0)
        return ShapeTable(story, 50, "notice", (shape,), fixed=True)


def test_a_page_made_anew_has_its_notice_at_the_foot_with_its_air() -> None:
    """The window's fresh page of a kept plan is laid as the page of a fresh plan is: notices first."""
    stories = [copy for copy in FRONT if copy.kind != "photo"][:4]
    drawn = PageDummy(
        1,
        18,
        (
            Block("notice", 0, 18, 6, 20, photos=(PhotoPlace(0, 0, 0, 6, 20),)),
            *(Block(copy.name, 0, 40 + 10 * nth, 6, 10) for nth, copy in enumerate(stories)),
        ),
    )
    means = Means(WithNotice(*stories), broadsheet(), 2)
    made = mend(drawn, Late(anew=True), means)
    assert made is not None
    cells = {block.story: block for block in made.blocks}
    assert len(cells) == len(stories) + 1
    assert cells["notice"].row + 20 == broadsheet().rows
    assert max(block.row + block.rows for name, block in cells.items() if name != "notice") <= cells["notice"].row - 1


def test_large_change_makes_the_page_anew() -> None:
    plan = kept()
    done = resolve(plan, {(1, "a2", 1)}, Means(changed("a2", -30), broadsheet(), 2))
    assert done.value is not None
    taken = [
        (block.col + x, block.row + y)
        for block in done.value.pages[0].blocks
        for x in range(block.cols)
        for y in range(block.rows)
    ]
    assert len(taken) == len(set(taken))
    before = {block.story: block for block in plan.pages[0].blocks}
    moved = [block.story for block in done.value.pages[0].blocks if before[block.story] != block]
    assert [remark.code for remark in done.remarks] == (["M221"] if len(moved) == len(before) else ["M216"])


def test_plan_of_which_nothing_is_left_is_not_called_kept() -> None:
    plan = kept()
    copies = tuple(replace(copy, lines=copy.lines * 6 // 5) if copy.lines else copy for copy in FRONT)
    misfits = {(1, copy.name, 1) for copy in FRONT if copy.lines}
    done = resolve(plan, misfits, Means(MadeUp(*copies), broadsheet(), 2))
    assert done.value is not None
    before = {block.story: block for block in plan.pages[0].blocks}
    assert all(before[block.story] != block for block in done.value.pages[0].blocks)
    assert [(remark.code, remark.severity) for remark in done.remarks if remark.code != "M205"] == [("M221", "warning")]


def test_story_that_fits_nowhere_has_no_repair() -> None:
    plan = kept()
    done = resolve(plan, {(1, "a2", 1)}, Means(changed("a2", 3000), broadsheet(), 1))
    assert done.value == plan
    assert [remark.code for remark in done.remarks if remark.severity == "error"] == ["M227"]


def test_other_pages_are_left_alone() -> None:
    copies = tuple(replace(copy, name=f"b{copy.name}") for copy in FRONT)
    plan = Plan("broadsheet", (stood(), stood(2, "b")), by="solver")
    late = MadeUp(*(replace(c, lines=c.lines + 4) if c.name == "a5" else c for c in (*FRONT, *copies)))
    done = resolve(plan, {(1, "a5", 1)}, Means(late, broadsheet(), 2))
    assert done.value is not None and done.value.pages[1] == plan.pages[1]
    drawn = resolve(replace(plan, by="hand"), {(1, "a5", 1)}, Means(late, broadsheet(), 2)).value
    assert (drawn.by, drawn.pages[0].by, drawn.pages[1].by) == ("hand", "solver", "")
    both = MadeUp(*(replace(c, lines=c.lines + 4) if c.name in ("a5", "ba5") else c for c in (*FRONT, *copies)))
    again = resolve(drawn, {(2, "ba5", 1)}, Means(both, broadsheet(), 2)).value
    assert (again.by, again.pages[0].by, again.pages[1].by) == ("solver", "", "")


def test_repair_measures_what_a_jump_left() -> None:
    copies = [Copy("a1", 120, 100, "lead", cols=(3, 6), may_jump=True)]
    table = MadeUp(*copies).resumed("a1")
    assert table.part == 2 and all(shape.lines == 60 for shape in table.shapes)


def test_stories_that_may_stand_anywhere_go_where_their_page_has_room_and_fill_it() -> None:
    """The second of two went to the full front, which refused it, and white that a page had was left to it."""
    front = kept().pages[0]
    old, new = Copy("b1", 160, 50), (Copy("n1", 130, 40), Copy("n2", 130, 30))
    thin = PageDummy(2, 4, (Block("b1", 0, 4, 6, 32),))
    plan = replace(kept(), pages=(front, thin))
    means = Means(MadeUp(*FRONT, old, *new), broadsheet(), 2)
    done = resolve(plan, (), means, missing=((0, "n1"), (0, "n2")))
    assert not [remark for remark in done.remarks if remark.code == "M336"]
    assert done.value is not None and done.value.pages[0] == front
    assert {block.story for block in done.value.pages[1].blocks} == {"b1", "n1", "n2"}


def test_the_white_that_a_page_may_keep_is_less_by_what_stories_that_come_in_take() -> None:
    old, new = Copy("b1", 160, 50), Copy("n1", 130, 40)
    dummy = PageDummy(2, 4, (Block("b1", 0, 4, 6, 32),))
    means = Means(MadeUp(old, new), broadsheet(), 2)
    frame = frame_of(dummy, means)
    stands = table_of(dummy.blocks[0], means.tables, firm=True)
    came = means.tables.table("n1")
    before = faults_before(dummy, Late(()), frame, [stands])["white"]
    after = faults_before(dummy, Late((), ("n1",)), frame, [stands, came])["white"]
    assert before == 6 * (broadsheet().rows - 36) and after == before - came.least
