"""Pages of an issue take turns in what their copy allows: no two alike, none like the same page of the last issues."""

from __future__ import annotations

from pathlib import Path

from layout.issue.past import PastPage, past_pages
from layout.makeup.solve.issue.ladder import Made
from layout.makeup.solve.issue.task import Answer
from layout.makeup.solve.issue.unlike import like_others, past_skeletons, varied, with_others
from layout.makeup.solve.shapes import Frame, PageResult, Placed, Shape

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


def test_of_pages_still_alike_the_cheaper_is_looked_for_again_with_the_others_at_a_price() -> None:
    one, other = FRAMES
    (frame,) = like_others(FRAMES, answers(halves(one, 4, 100), halves(other, 4, 99)))
    assert frame.number == 2 and len(frame.shun) == 1


def test_of_pages_still_alike_the_one_that_could_not_be_made_otherwise_stays() -> None:
    one, other = FRAMES
    pages = answers(halves(one, 4, 100), halves(other, 4, 99))
    assert [frame.number for frame in like_others(FRAMES, pages, stay=(2,))] == [1]
    assert [frame.number for frame in like_others(FRAMES, pages, stay=(2,), least=1_000)] == [1]
    assert not like_others(FRAMES, pages, stay=(2,), least=1_001)


def test_what_a_second_search_found_counts_without_the_price_of_likeness() -> None:
    frame = FRAMES[0]
    was, dear = halves(frame, 4, 100), halves(frame, 2, 2_000)
    new = PageResult(dear.placed, 2_000, (("alike", 1_700),))
    page = with_others(*(Answer(Made(frame, (), result), steps=5) for result in (was, new)))
    assert page.made is not None and [other.cost for other in page.made.result.others] == [300]
    assert page.steps == 10


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
