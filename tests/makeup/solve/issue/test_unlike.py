"""Pages of an issue take turns in what their copy allows: no two alike, none like the same page of the last issues."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from layout.ground.dataclass import replace
from layout.issue.past import PastPage, past_pages
from layout.makeup.solve import make_plan
from layout.makeup.solve.issue.hands import Known, OwnHands
from layout.makeup.solve.issue.ladder import Made, climb
from layout.makeup.solve.issue.making import ABREAST
from layout.makeup.solve.issue.task import Answer, PageTask
from layout.makeup.solve.issue.unlike import like_others, past_skeletons, shunning, skeletons, varied, with_others
from layout.makeup.solve.search.one_page import solve_page
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Frame, PageResult, Placed, Shape
from layout.sheet import Step
from tests.benches.makeup_instances import broadsheet
from tests.makeup.solve.issue.test_make import inside, issue_of
from tests.makeup.solve.made_up import MadeUp, tables

FRAMES = (Frame(1, 6, 20, 120), Frame(2, 6, 4, 120))


def halves(frame: Frame, columns: int, cost: int, others: tuple[PageResult, ...] = ()) -> PageResult:
    """Return a page of two blocks beside each other, the left one so many columns wide."""
    cells = ((0, columns), (columns, 6 - columns))
    placed = tuple(
        Placed(at, col, frame.top, cols, frame.rows, Shape(cols, frame.rows)) for at, (col, cols) in enumerate(cells)
    )
    return PageResult(placed, cost, (("white", cost),), others=others)


def answers(*pages: PageResult, jumps: tuple[tuple[str, int, int], ...] = ()) -> dict[int, Answer]:
    return {
        frame.number: Answer(Made(frame, (), page, jumps), steps=5) for frame, page in zip(FRAMES, pages, strict=True)
    }


def costs(found: dict[int, Answer]) -> list[int]:
    return [answer.made.result.cost for answer in found.values() if answer.made]


def test_of_two_pages_alike_the_one_that_loses_less_takes_another_make_up() -> None:
    one, other = FRAMES
    first = halves(one, 4, 100, (halves(one, 2, 900),))
    second = halves(other, 4, 100, (halves(other, 3, 300),))
    found = varied(FRAMES, answers(first, second))
    assert costs(found) == [100, 300]
    assert found[2].made is not None and [page.cost for page in found[2].made.result.others] == [100]


def test_what_costs_more_than_likeness_is_not_taken() -> None:
    one, other = FRAMES
    found = varied(FRAMES, answers(halves(one, 4, 100), halves(other, 4, 100, (halves(other, 3, 5_000),))))
    assert costs(found) == [100, 100]


def test_a_page_that_sends_a_jump_stays() -> None:
    one, other = FRAMES
    pages = (halves(one, 4, 100, (halves(one, 2, 110),)), halves(other, 4, 100, (halves(other, 3, 110),)))
    assert costs(varied(FRAMES, answers(*pages, jumps=(("a", 20, 2),)))) == [100, 100]


def test_a_page_does_not_look_like_the_same_page_of_a_last_issue() -> None:
    one, other = FRAMES
    past = past_skeletons((PastPage(2, 4, 0, ((0, 4, 3, 116), (3, 4, 3, 116))),), 6, 120)
    pages = answers(halves(one, 4, 100), halves(other, 3, 100, (halves(other, 2, 200),)))
    assert costs(varied(FRAMES, pages, past)) == [100, 200]
    assert [frame.number for frame in like_others(FRAMES, pages, past)] == [2]
    assert not like_others(FRAMES, pages)


def whole(frame: Frame, cost: int) -> PageResult:
    """Return a page of one block."""
    return PageResult((Placed(0, 0, frame.top, 6, frame.rows, Shape(6, frame.rows)),), cost)


def test_a_page_of_one_block_is_like_no_other() -> None:
    """A feature of a page has no other skeleton, so pages are not held from it, of this issue or of a last one."""
    one, other = FRAMES
    cut = other.rows - 6
    shapes = [(0, other.top, 6, cut), (0, other.top + cut, 6, 6)]
    parted = PageResult(
        tuple(Placed(at, col, row, *size, Shape(*size)) for at, (col, row, *size) in enumerate(shapes)), 100
    )
    past = past_skeletons((PastPage(2, 4, 0, ((0, 4, 6, 116),)),), 6, 120)
    for second in (whole(other, 100), parted):
        dear = replace(second, others=(halves(other, 2, 200),))
        for pages in (answers(whole(one, 100), dear), answers(halves(one, 4, 100), dear)):
            assert costs(varied(FRAMES, pages, past)) == [100, 100]
            assert not like_others(FRAMES, pages, past)
    bones = skeletons(FRAMES, answers(whole(one, 100), parted))
    assert [len(shunning(frame, bones, past).shun) for frame in FRAMES] == [1, 0]
    again = past_skeletons((PastPage(2, 4, 0, ((0, 4, 6, 110), (0, 114, 6, 6))),), 6, 120)
    assert [frame.number for frame in like_others(FRAMES, answers(halves(one, 4, 100), parted), again)] == [2]


def test_of_pages_still_alike_the_cheaper_is_looked_for_again_with_the_others_at_a_price() -> None:
    one, other = FRAMES
    (frame,) = like_others(FRAMES, answers(halves(one, 4, 100), halves(other, 4, 99)))
    assert frame.number == 2 and len(frame.shun) == 1


def test_a_page_that_knew_the_other_stays_and_the_other_gives_way_once() -> None:
    pages = answers(*(halves(frame, 4, cost) for frame, cost in zip(FRAMES, (100, 99), strict=True)))
    bones = skeletons(FRAMES, pages)
    for number, asked in ((2, [1]), (1, [])):
        made = pages[number].made
        assert made is not None
        pages[number] = Answer(replace(made, frame=shunning(made.frame, bones)))
        assert [frame.number for frame in like_others(FRAMES, pages)] == asked


def test_pages_are_made_anew_from_the_likeness_on_that_is_one_skeleton() -> None:
    one, other = FRAMES

    def page(frame: Frame, rows: int) -> PageResult:
        """Return a page of two halves whose upper so many thousandths stand as on a page of two halves."""
        cut = frame.rows * rows // 1000
        cells = ((0, 0, 4, cut), (4, 0, 2, cut), (0, cut, 6, frame.rows - cut))
        shapes = [(col, frame.top + row, *size, Shape(*size)) for col, row, *size in cells]
        return PageResult(tuple(Placed(at, *shape) for at, shape in enumerate(shapes)), 99)

    asked = [like_others(FRAMES, answers(halves(one, 4, 100), page(other, rows))) for rows in (600, 700)]
    assert [len(frames) for frames in asked] == [0, 1]


def test_what_a_second_search_found_counts_without_the_price_of_likeness() -> None:
    frame = FRAMES[0]
    was, dear = halves(frame, 4, 100), halves(frame, 2, 2_000)
    new = PageResult(dear.placed, 2_000, (("alike", 1_700),))
    first, second = (Answer(Made(frame, (), result), steps=5) for result in (was, new))
    page = with_others(first, second, frame)
    assert page.made is not None and [other.cost for other in page.made.result.others] == [300]
    assert page.steps == 10
    again = with_others(page, second, frame)  # and is counted out once
    assert again.made is not None and [other.cost for other in again.made.result.others] == [300]


def test_of_two_searches_the_pages_with_the_fewest_faults_stay() -> None:
    frame = FRAMES[0]
    faulty = PageResult(halves(frame, 4, 0).placed, 100, (("clashes", 1),))
    sound = halves(frame, 2, 900)
    for pair in ((faulty, sound), (sound, faulty)):
        page = with_others(*(Answer(Made(frame, (), result)) for result in pair), frame)
        assert page.made is not None and (page.made.result.cost, page.made.result.others) == (900, ())


def test_of_two_searches_that_set_the_copy_otherwise_the_one_that_lacks_less_counts() -> None:
    frame = FRAMES[0]
    faulty = PageResult(halves(frame, 4, 0).placed, 100, (("clashes", 1),))
    sound = halves(frame, 2, 900)
    decked = (*tables(*inside(0, 1)),)
    for first, other, cost in ((faulty, sound, 900), (sound, faulty, 900), (sound, replace(sound, cost=50), 900)):
        page = with_others(Answer(Made(frame, (), first)), Answer(Made(frame, decked, other)), frame)
        assert page.made is not None and (page.made.result.cost, page.made.result.others) == (cost, ())
        assert page.made.tables == (decked if first is faulty else ())


def test_a_page_is_mended_only_where_that_is_asked() -> None:
    """Five stories without a picture part their heads by frames, more than a page may have."""
    frame, asked = Frame(2, 6, 4, 120), []

    def watched(*given: Any, **how: Any) -> PageResult | None:
        asked.append({key for key in ("start", "strict") if how.get(key)})
        return solve_page(*given, **how)

    for mend, wanted in ((False, False), (True, True)):
        asked.clear()
        copy = MadeUp(*inside(0)[:5])
        climb(frame, [f"a{nth}" for nth in range(5)], (), (), copy, watched, work=Work(0.3), mend=mend)
        assert any(asked) is wanted


def test_no_page_with_too_many_frames_stands_beside_one_without() -> None:
    frame = FRAMES[0]
    plain = halves(frame, 2, 900)
    framed = tuple(
        replace(put, shape=replace(put.shape, box="rule", steps=(Step("box", 1),)))
        for put in halves(frame, 4, 0).placed
    )
    for count, costs in ((1, [100, 900]), (2, [900])):
        placed = (*framed[:count], *halves(frame, 4, 0).placed[count:])
        page = with_others(*(Answer(Made(frame, (), each)) for each in (PageResult(placed, 100), plain)), frame)
        assert page.made is not None
        assert [page.made.result.cost, *(other.cost for other in page.made.result.others)] == costs


def test_pages_at_length_keep_from_those_made_before_them_and_from_the_first_ones_of_those_beside_them() -> None:
    asked: list[tuple[int, int, list[PageTask]]] = []

    class Watched(OwnHands):
        def follow(self, count: int, abreast: int, ask: Callable[[int, Known], PageTask]) -> list[Answer | None]:
            asked.append((count, abreast, []))

            def noted(at: int, known: Known) -> PageTask:
                assert len(known) == max(0, at + 1 - abreast)
                asked[-1][2].append(ask(at, known))
                return asked[-1][2][-1]

            return super().follow(count, abreast, noted)

    pages = ABREAST + 1
    issue, measures = issue_of(*(inside(nth, 1) for nth in range(pages)))
    done = make_plan(issue, measures, broadsheet(), (18, 4), 0.1, hands=Watched(measures))
    assert done.value is not None
    (*quick, quickly), (*long, at_length) = asked
    assert (quick, long) == ([pages, pages], [pages, ABREAST])
    assert [len(task.frame.shun) for task in (*quickly, *at_length)] == [0] * pages + [*range(pages)]


def test_pages_of_last_issues_are_read_off_their_plans(tmp_path: Path) -> None:
    folder = tmp_path / "issues" / "12"
    for number, profile in ((11, "tabloid"), (10, "broadsheet"), (9, "tabloid")):
        (tmp_path / "issues" / str(number)).mkdir(parents=True)
        (tmp_path / "issues" / str(number) / "plan.yaml").write_text(
            f"# 版样\nprofile: {profile}\nby: solver\npages:\n  - page: 1\n    top: 14\n    blocks:\n"
            "      - {story: a, at: [0, 14], size: [3, 42], photos: [{photo: 0, at: [0, 13], size: [2, 22]}]}\n"
            "  - page: 2\n    top: 4\n    foot: 3\n    blocks:\n"
            f"      - {{story: b, at: [1, 4], size: [2, {number}]}}\n"
        )
    assert past_pages(folder, 12, "tabloid") == (
        PastPage(1, 14, 0, ((0, 14, 3, 42),)),
        PastPage(2, 4, 3, ((1, 4, 2, 11),)),
    )
    assert past_pages(folder, 11, "tabloid")[0].number == 1
    assert past_pages(folder, 9, "tabloid") == ()
