"""Chapter 9: pages that differ, groups of pictures, thin pages, briefs; each limit from both its sides."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest

from layout.compose.story.galley import GalleyLine
from layout.compose.story.stylebook import house_style
from layout.ground.dataclass import replace
from layout.issue.model import Head, Paragraph, Photo, Story
from layout.makeup.dummy.misfits import misfits
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, Plan
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.solve.issue.briefs import gathering, with_briefs
from layout.makeup.solve.issue.ladder import Made, _rungs
from layout.makeup.solve.issue.task import Answer
from layout.makeup.solve.issue.unlike import varied
from layout.makeup.solve.measure.filling import _beside, _Scheme
from layout.makeup.solve.measure.furnish import head_choices
from layout.makeup.solve.measure.groups import _Group, _shapes, depths_of, even
from layout.makeup.solve.measure.tables import measure
from layout.makeup.solve.search.frames import not_much_dearer
from layout.makeup.solve.search.score import Page, moved_cost
from layout.makeup.solve.search.variety import alike, distinct, likeness, shunned, skeleton, unlike
from layout.makeup.solve.shapes import Frame, HeadOffer, Options, PageResult, Placed, Shape, ShapeTable
from layout.rules.variety import GROWN_HEAD
from layout.sheet import Fit
from layout.typeface import TypeCase
from tests.rules.paged import GRID, line, story
from tests.rules.solved import filled, natural

if TYPE_CHECKING:
    from layout.makeup.solve.standing import Numbers

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
    costs = {tuple((0, 0, at, 6, 10) for _ in range(1)): at for at in (7, 907, 908)}
    assert [costs[rects] for rects in not_much_dearer(costs, sorted(costs))] == [7, 907]


def test_alternatives() -> None:
    def own(at: int) -> tuple[tuple[int, int, int, int], ...]:
        """Return blocks of widths that no other page has: the number in base three."""
        return tuple((0, 20 * nth, 1 + at // 3**nth % 3, 20) for nth in range(3))

    assert len(kept(*(page(at, *own(at)) for at in (4, 8, 12, 16, 20, 24, 1, 5, 9, 13)))) == 8


def test_others_have_no_more_faults_or_pockets() -> None:
    for counts in ((("clashes", 1),), (("pockets", 1),)):
        other = replace(halved(2, 1), counts=counts)
        assert kept(other) == []
        assert distinct(replace(halved(3), counts=counts), (other,), 6, 0, 100) == (other,)


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


def standing(*pages: Sequence[tuple[int, int, int, int]]) -> Numbers:
    """Return blocks of pages as they are priced."""
    return np.array([[(0, *rect) for rect in rects] for rects in pages], np.int64).transpose(2, 0, 1)


HALVES = ((0, 0, 3, 100), (3, 0, 3, 100))


def test_alike_cost() -> None:
    shy = replace(FRAME, shun=(skeleton(HALVES, 6, 100),))
    lying = ((0, 0, 6, 50), (0, 50, 6, 50))
    assert shunned(shy, standing(HALVES, lying)).tolist() == [priced(1_000), 0]


def priced(share: int) -> int:
    """Return what a likeness counts, in a search as among pages that were found."""
    return 4 * max(0, share - 550) + 8 * max(0, share - 650)


def test_likeness_to_many_pages_counts_once() -> None:
    """Only the page that it is most like counts: added up, likeness would be all that a search looks for."""
    bones = skeleton(HALVES, 6, 100)
    near, nearer = (
        skeleton((*((col, 0, 3, rows) for col in (0, 3)), (0, rows, 6, 100 - rows)), 6, 100) for rows in (60, 80)
    )
    shy = replace(FRAME, shun=(near, bones, bones, near))
    assert shunned(shy, standing(HALVES)).tolist() == [priced(1_000)]
    for one in (near, nearer):
        assert shunned(replace(shy, shun=(one, one)), standing(HALVES)).tolist() == [priced(alike(one, bones))]
    assert alike(near, bones) < 650 < alike(nearer, bones)


def test_pages_priced_many_at_once_have_the_likeness_of_each() -> None:
    """Of pages cut by chance, white in places, on a grid of their own, and of one block."""
    dice = random.Random(1)
    pages = []
    for _ in range(40):
        col, row, rows = dice.randrange(1, 6), dice.randrange(1, 99), dice.randrange(60, 101)
        pages.append(((0, 0, col, rows), (col, 0, 6 - col, row), (col, row, dice.randrange(1, 7 - col), rows - row)))
    bones = [skeleton(rects, 6, 100) for rects in pages]
    others = [*bones, b"", skeleton(HALVES, 7, 100)]
    each = [[alike(one, other) for other in others] for one in [*bones, b""]]
    assert likeness([*bones, b""], others).tolist() == each
    counts = [priced(max(row[:20])) for row in each[:-1]]
    assert shunned(replace(FRAME, shun=(*others[:20], *others[40:])), standing(*pages)).tolist() == counts
    assert sum(count > 0 for count in counts) > 0
    assert not shunned(replace(FRAME, shun=tuple(others[40:])), standing(*pages)).any()


def test_alike_more() -> None:
    """Of two pages alike one takes a page that is dearer by what the likeness counts, and no more: 4 and 8 a part."""
    frames = tuple(replace(FRAME, number=number) for number in (1, 2))
    most = 4 * (1_000 - 550) + 8 * (1_000 - 650)

    def taken(dearer: int) -> list[int]:
        pages = [halved(4), halved(2, dearer)]
        first = Answer(Made(frames[0], (), pages[0]))
        second = Answer(Made(frames[1], (), replace(pages[0], others=(pages[1],))))
        return [found.made.result.cost for found in varied(frames, {1: first, 2: second}).values() if found.made]

    assert (taken(most - 1), taken(most)) == ([0, most - 1], [0, 0])


# Groups of pictures, thin pages, briefs.


def test_group_even() -> None:
    assert (even([20, 10]), even([20, 11]), even([20])) == (0, 60, 0)


def test_group_crop(room: CaseRoom) -> None:
    words = room.caption(Photo("图"), GRID.span(3), None)[2]

    def depths(rows: int) -> tuple[int, int]:
        """Return the least and the most rows of a picture that asks for so many, its caption's not among them."""
        natural, may_be = depths_of(room, [Photo("图", aspect=(GRID.span(3), rows * GRID.leading))], 3)
        assert natural == rows + words
        return may_be[0] - words, may_be[-1] - words

    # 129.92 rows at most, and 36.96 at least: a thousandth more is a row more, a thousandth less one less.
    assert (depths(112), depths(44)) == ((95, 129), (37, 51))


def test_group_settled(room: CaseRoom) -> None:
    """Lines of several rows, so that copy does not go in at the depth that its rows alone ask for."""

    def made(rows: int, deep: int) -> list[int]:
        lines = [GalleyLine(line(), rows=rows) for _ in range(3)]
        block, head = Block("a", 0, 0, 6, 0), HeadOffer(0, HeadChoice(), 4, 20_000)
        return [shape.rows for shape in _shapes(room, story("a"), block, _Group(4, ()), [deep], 1, head, 0, lines)]

    # Three lines in two legs take twice their rows: two more than half of them all, and three more.
    assert (made(4, 6), made(6, 9)) == ([4 + 6 + 2], [])


# Pages that one story fills.


def stands_beside(room: CaseRoom) -> None:
    """Check the same of short copy over a picture, both beside the first."""

    def deep(rows: int) -> Photo:
        """Return a picture that takes so many rows, its caption's with them."""
        photo = Photo("图", aspect=(GRID.span(3), (rows - 1) * GRID.leading))
        assert natural(room, photo.aspect, 3) == rows
        return photo

    def goes(first: int, high: int, under: int, left: int) -> bool:
        """Tell whether pictures of `first` and `under` rows make a page with `high` and `left` rows."""
        told = replace(story("a"), photos=(deep(first), deep(under)))
        copy = tuple(GalleyLine(line()) for _ in range(3 * (high - left - 1)))
        made = _beside(room, told, _Scheme(3, (), (1,)), Block("a", 0, 0, 6, high + 4), 4, copy)
        return any([place.rows for place in block.photos] == [high, left] for _, _, block, _ in made)

    assert [goes(50, high, 25, 25) for high in (41, 42, 59, 60)] == [False, True, True, False]
    assert [goes(60, 70, 50, left) for left in (41, 42, 59, 60)] == [False, True, True, False]


def test_filling_scale(room: CaseRoom) -> None:
    deep = natural(room, (3, 2))
    low, high = -(-84 * deep // 100), (119 * deep - 1) // 100
    small = natural(room, (9, 1))
    found = {rows: filled(room, rows + small + 1, (3, 2), (9, 1)) for rows in (low - 1, low, high, high + 1)}
    assert [any(depths == (rows, small) for depths in made) for rows, made in found.items()] == [
        False,
        True,
        True,
        False,
    ]
    others = [depths[1] for made in found.values() for depths in made]
    assert (min(others), max(others)) == (round(small * 0.84), round(small * 1.18))
    stands_beside(room)


def test_filling_crop(room: CaseRoom) -> None:
    deep, small = natural(room, (3, 2)), natural(room, (3, 1))
    costs = filled(room, deep + small + 1, (3, 2), (3, 1))
    assert costs[deep, small] % 400 == 0
    assert {cost % 400 for cost in costs.values()} == {3 * crop for crop in (0, 2, 6, 10, 12, 16)}


def test_filling_even(room: CaseRoom) -> None:
    deep, small = natural(room, (3, 2)), natural(room, (3, 1))
    for more, cost in ((0, 0), (-1, 400)):
        rows = 2 * small + more
        assert abs(rows - deep) < 5
        assert filled(room, rows + small + 1, (3, 2), (3, 1))[rows, small] == cost


def test_filling_strip(room: CaseRoom) -> None:
    deep = natural(room, (3, 2))
    for strip, cost in ((8, 0), (7, 400)):
        assert filled(room, deep + 1 + strip, (3, 2), lines=6 * strip, bands=())[deep,] == cost


def grown(room: CaseRoom) -> tuple[ShapeTable, ShapeTable]:
    """Return a story's shapes as they are, and on a thin page."""
    story = Story("a", "news", 50, Head(("春夏秋冬东南西北上下",)), (Paragraph(0, "body", "麦子熟了。" * 120),))
    return measure(room, story), measure(room, story, grown=True)


def test_grown_head(room: CaseRoom) -> None:
    """Sizes come from the ladder: a third larger goes, two fifths do not."""

    def told(kind: str, headline: str) -> Story:
        return Story("a", kind, 50, Head((headline,)), (Paragraph(0, "body", "麦子熟了。" * 120),))  # type: ignore[arg-type]

    def largest(story: Story, cols: int) -> list[int]:
        """Return the largest size of a story's head, usual and grown."""
        width = GRID.span(cols)
        offers = (head_choices(room, story, width, decks=False, more=more) for more in (0, GROWN_HEAD))
        return [max(offer.size for offer in offered) for offered in offers]

    assert largest(told("news", "春夏秋冬东南西北上下左"), 5) == [54_000, 72_000]
    assert largest(told("photo", "春夏秋冬东南西北上下"), 2) == [26_000, 32_000]
    fresh = told("news", "春夏秋冬东南西北")
    assert max(shape.size for shape in measure(room, fresh).shapes if shape.cols == 2) == largest(fresh, 2)[1]


def test_grown_air(room: CaseRoom) -> None:
    plain, more = (max(shape.give for shape in table.shapes) for table in grown(room))
    assert (plain, more) == (5, 8)


def measured_for(size: int) -> list[bool]:
    """Return how a story of so many cells, on a page of a thousand, is measured rung by rung: grown or not."""
    seen = []

    class Tables:
        def table(self, story: str, **how: object) -> ShapeTable:
            seen.append(bool(how.get("grown", False)))
            return ShapeTable(story, 50, "news", (Shape(1, size), Shape(1, 1_100, cost=900)))

    rungs = _rungs(Frame(1, 10, 0, 100), ["a"], [], [], Tables())  # type: ignore[arg-type]
    offered = []
    for rung in rungs:
        list(rung)
        offered.append(seen[-1])
    return offered


def test_thin_page() -> None:
    assert (True in measured_for(1_030), True in measured_for(1_031)) == (True, False)


def test_growing() -> None:
    assert measured_for(960)[0] and not measured_for(961)[0]
    assert measured_for(961)[1]


def test_briefs_gathered() -> None:
    tables = [ShapeTable(name, 20, kind, ()) for name, kind in (("a", "news"), ("b", "brief"), ("c", "brief"))]
    assert gathering(tables, FRAME) == (1, 2)
    assert gathering(tables[:2], FRAME) == gathering([*tables[:2], replace(tables[2], plain=False)], FRAME) == ()


def gathered(*shapes: Shape) -> tuple[Shape, ...]:
    """Return the stacks that are offered of two briefs of such shapes."""
    seen: list[ShapeTable] = []

    def solve(tables: list[ShapeTable], frame: Frame, **how: object) -> None:
        seen.extend(tables)

    with_briefs(solve)([ShapeTable("a", 50, "news", ()), *(ShapeTable(b, 20, "brief", shapes) for b in "bc")], FRAME)
    return next((table.shapes for table in seen if table.kind == "briefs"), ())


def test_briefs_wide() -> None:
    widths = [shape.cols for shape in gathered(*(Shape(cols, 10, 2, 0, cols, 14_000) for cols in (1, 2, 3)))]
    assert widths == [1, 2]


def test_briefs_loud() -> None:
    """A head that shouts goes behind a dearer one."""
    for size, first in ((22_000, 22_000), (22_001, 14_000)):
        stacks = gathered(Shape(1, 10, 2, 0, 1, size), Shape(1, 10, 2, 0, 1, 14_000, cost=500))
        assert stacks[0].size == first


# A kept page after a late change.


def short(rows: int, legs: int = 2, by: str = "solver") -> bool:
    """Tell whether a block that is so many rows short is made up anew."""
    plan = Plan("broadsheet", (PageDummy(2, 0, (Block("a", 0, 0, legs, 60),)),), by)
    return bool(misfits(plan, [Fit("a", 2, 60, 60 - rows, short=rows)]).wrong)


def test_kept_short() -> None:
    assert [short(rows) for rows in (3, 4)] == [False, True]
    assert [short(rows, legs=5) for rows in (5, 6)] == [False, True]


def test_kept_short_hand() -> None:
    assert [short(rows, by="hand") for rows in (12, 13)] == [False, True]


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
