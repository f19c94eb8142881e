"""Chapter 9: pages that differ, groups of pictures, thin pages, briefs; each limit from both its sides."""

from __future__ import annotations

import pytest

from layout.compose.story.stylebook import house_style
from layout.ground.dataclass import replace
from layout.issue.model import Head, Paragraph, Photo, Story
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.solve.issue.briefs import gathering
from layout.makeup.solve.issue.ladder import _rungs
from layout.makeup.solve.measure.furnish import head_choices
from layout.makeup.solve.measure.groups import depths_of, even
from layout.makeup.solve.measure.tables import measure
from layout.makeup.solve.search.score import Page, moved_cost
from layout.makeup.solve.search.variety import distinct, shunned, skeleton, unlike
from layout.makeup.solve.shapes import Frame, Options, PageResult, Placed, Shape, ShapeTable
from layout.rules.variety import GROWN_HEAD
from layout.typeface import TypeCase
from tests.rules.paged import GRID

FRAME = Frame(1, 6, 0, 100)


@pytest.fixture
def room(case: TypeCase) -> CaseRoom:
    return CaseRoom(case, house_style().value, GRID)


def page(cost: int, *rects: tuple[int, int, int, int]) -> PageResult:
    return PageResult(tuple(Placed(at, *rect, Shape(*rect[2:])) for at, rect in enumerate(rects)), cost)


def halved(columns: int, cost: int = 0) -> PageResult:
    """Return a page of two blocks, the left one so many columns wide."""
    return page(cost, (0, 0, columns, 100), (columns, 0, 6 - columns, 100))


def kept(*pool: PageResult) -> list[int]:
    """Return the costs of the pages of a pool that are kept beside a page of two halves."""
    return [found.cost for found in distinct(halved(3), pool, 6, 0, 100)]


def test_dearer() -> None:
    assert kept(halved(2, 900)) == [900]
    assert kept(halved(2, 901)) == []


def test_alternatives() -> None:
    def own(at: int) -> tuple[tuple[int, int, int, int], ...]:
        """Return blocks of widths that no other page has: the number in base three."""
        return tuple((0, 20 * nth, 1 + at // 3**nth % 3, 20) for nth in range(3))

    assert len(kept(*(page(at, *own(at)) for at in (4, 8, 12, 16, 20, 24, 1, 5, 9, 13)))) == 8


def test_alike_most() -> None:
    near = page(1, (0, 0, 3, 64), (0, 64, 6, 36), (3, 0, 3, 64))
    nearer = page(1, (0, 0, 3, 67), (0, 67, 6, 33), (3, 0, 3, 67))
    assert (kept(near), kept(nearer)) == ([1], [])
    # Of the 120 parts of five columns 78, just 65 in a hundred, and 80.
    plain = page(0, (0, 0, 3, 100), (3, 0, 2, 100))
    just, over = (
        page(1, (0, 0, 3, 100), (3, 0, 2, rows), (3, rows, 1, 100 - rows), (4, rows, 1, 100 - rows))
        for rows in (12, 16)
    )
    assert [len(distinct(plain, (other,), 5, 0, 100)) for other in (just, over)] == [1, 0]
    rects = [
        [(at, put.col, put.row, put.cols, put.rows) for at, put in enumerate(one.placed)] for one in (plain, just, over)
    ]
    assert [len(unlike([rects[0], other], 5, 100, 9)) for other in rects[1:]] == [2, 1]


def test_alike_cost() -> None:
    bones = skeleton(((0, 0, 3, 100), (3, 0, 3, 100)), 6, 100)
    shy = replace(FRAME, shun=(bones,))
    assert shunned(shy, ((0, 0, 3, 100), (3, 0, 3, 100))) == 4 * (1_000 - 550)
    assert shunned(shy, ((0, 0, 3, 50), (3, 0, 3, 50), (0, 50, 6, 50))) == 0


# Groups of pictures, thin pages, briefs.


def test_group_even() -> None:
    assert (even([20, 10]), even([20, 11]), even([20])) == (0, 60, 0)


def test_group_crop(room: CaseRoom) -> None:
    natural, may_be = depths_of(room, [Photo("图", aspect=(3, 2))], 3)
    assert natural * 84 <= 100 * may_be[0] < (natural + 1) * 84
    assert (natural - 1) * 116 < 100 * may_be[-1] <= natural * 116
    # 129.92 rows at most, and 36.96 at least: a thousandth more is a row more, a thousandth less one less.
    tall, flat = (depths_of(room, [Photo("图", aspect=aspect)], cols) for aspect, cols in (((1, 4), 2), ((4, 3), 4)))
    assert [(deep[0], deep[-1]) for _, deep in (tall, flat)] == [(95, 129), (37, 51)]


def grown(room: CaseRoom) -> tuple[ShapeTable, ShapeTable]:
    """Return a story's shapes as they are, and on a thin page."""
    story = Story("a", "news", 50, Head(("春夏秋冬东南西北上下",)), (Paragraph(0, "body", "麦子熟了。" * 120),))
    return measure(room, story), measure(room, story, grown=True)


def test_grown_head(room: CaseRoom) -> None:
    story = Story("a", "news", 50, Head(("春夏秋冬上",)), (Paragraph(0, "body", "麦子熟了。" * 120),))
    plain, more, most = (
        max(size for *_, size in head_choices(room, story, GRID.span(2), decks=False, more=more))
        for more in (0, GROWN_HEAD, 2 * GROWN_HEAD)
    )
    assert plain < more <= plain * 1_350 // 1000 <= most
    assert max(shape.size for shape in measure(room, story).shapes if shape.cols == 2) == more


def test_grown_air(room: CaseRoom) -> None:
    plain, more = (max(shape.give for shape in table.shapes) for table in grown(room))
    assert (plain, more) == (5, 8)


def test_thin_page() -> None:
    def asked(size: int) -> bool:
        """Tell whether a story of so many cells, on a page of a thousand, is measured as on a thin page."""
        seen = []

        class Tables:
            def table(self, story: str, **how: object) -> ShapeTable:
                seen.append(how.get("grown", False))
                return ShapeTable(story, 50, "news", (Shape(1, size), Shape(1, 1_100, cost=900)))

        for rung in _rungs(Frame(1, 10, 0, 100), ["a"], [], [], Tables()):  # type: ignore[arg-type]
            list(rung)
        return True in seen

    assert (asked(1_030), asked(1_031)) == (True, False)


def test_briefs_gathered() -> None:
    tables = [ShapeTable(name, 20, kind, ()) for name, kind in (("a", "news"), ("b", "brief"), ("c", "brief"))]
    assert gathering(tables, FRAME) == (1, 2)
    assert gathering(tables[:2], FRAME) == gathering([*tables[:2], replace(tables[2], plain=False)], FRAME) == ()


def moved(*rects: tuple[int, int, int, int]) -> int:
    """Return what it counts that two stories of a kept page stand at these cells now."""
    kept = (("a", 0, 5, 3, 40), ("b", 3, 5, 3, 40))
    page = Page(Frame(1, 6, 5, 100, kept=kept), tuple(Options(ShapeTable(name, 50, "news", ())) for name in "ab"), -1)
    return moved_cost(page, [(at, *rect) for at, rect in enumerate(rects)])


def test_moved() -> None:
    assert moved((0, 0, 3, 40), (3, 0, 3, 40)) == 0
    assert moved((0, 0, 3, 40), (3, 0, 3, 41)) == 30


def test_moved_aside() -> None:
    assert moved((0, 0, 3, 40), (3, 0, 2, 40)) == 90
    assert moved((3, 0, 3, 40), (0, 0, 3, 40)) == 180
