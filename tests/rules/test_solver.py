"""Chapter 4 of the book: what a page costs in the solver's eyes; each price written out, beside what is free of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from layout.compose.story.stylebook import house_style
from layout.ground.dataclass import replace
from layout.issue.model import Head, Paragraph, Photo, Story, Wishes
from layout.makeup.dummy.plan import Block, HeadChoice, PhotoPlace
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.page.legs import legs_of
from layout.makeup.solve.issue.assign import _Deal, _wanted, assign
from layout.makeup.solve.issue.ladder import Ahead, _fair, _rungs
from layout.makeup.solve.issue.make import _counts, _holding
from layout.makeup.solve.issue.notices import _calm
from layout.makeup.solve.issue.overfill import over_full
from layout.makeup.solve.measure.depth import good_legs, poured_price
from layout.makeup.solve.measure.furnish import head_choices
from layout.makeup.solve.measure.inserts import Insert, InsertPlace
from layout.makeup.solve.measure.pictures import pictures_of
from layout.makeup.solve.measure.pieces import pieces
from layout.makeup.solve.measure.tables import measure, measure_wide
from layout.makeup.solve.measure.tails import tail_shapes
from layout.makeup.solve.measure.vertical import vertical_shapes
from layout.makeup.solve.search.one_page import _ranked, solve_page
from layout.makeup.solve.search.packing import packed
from layout.makeup.solve.search.score import Page, by_columns, gathered
from layout.makeup.solve.search.slicing import Slicing
from layout.makeup.solve.shapes import Frame, Options, Pin, Shape, ShapeTable
from layout.makeup.solve.standing import cells_of
from layout.rules.house import PageRules
from layout.typeface import TypeCase
from tests.rules.paged import GRID, codes, facts, poured
from tests.rules.solved import FRAME, exact, modelled, page_cost, page_of, parted, shaped, stacked, standing

HOUSE = house_style().value


@pytest.fixture
def room(case: TypeCase) -> CaseRoom:
    return CaseRoom(case, HOUSE, GRID, rules=PageRules(upright_most=9_000, shallow=2))  # the design's prices apart


# White and air.


def test_white_cost() -> None:
    assert standing(page_of(1), (0, 0, 0, 10, 100)) == 0
    assert standing(page_of(1), (0, 0, 0, 10, 99)) == 200


def test_white_more() -> None:
    assert standing(page_of(1), (0, 0, 0, 10, 98)) == 400
    assert standing(page_of(1), (0, 0, 0, 10, 97)) == 600 + 2_500


def test_scattered() -> None:
    assert standing(page_of(1), (0, 0, 1, 10, 99)) == 200 + 800 + 300  # and its line
    assert gathered(by_columns(cells_of([[(0, 0, 0, 4, 100), (1, 4, 0, 6, 98)]]), 10)[0], 100) == 12
    assert gathered(by_columns(cells_of([[(0, 0, 0, 4, 100), (1, 4, 2, 6, 98)]]), 10)[0], 100) == 0


def test_pocket_cost() -> None:
    """Each row beyond the third is dearer, to a page's price and to the constraint solver."""
    costs = [standing(page_of(3), *parted(rows)) for rows in (2, 3, 4, 5)]
    assert [dear - cheap for cheap, dear in pairwise(costs)] == [100, 100 + 100, 100 + 100]
    pages = [parted(rows) for rows in (3, 4, 14)]
    costs = [modelled(exact(*((cols, rows) for *_, cols, rows in rects)), *rects) for rects in pages]
    assert [cost - costs[0] for cost in costs[1:]] == [100 + 100, 11 * (100 + 100)]
    # At the foot it is no pocket; over the topmost block it is one.
    foot, top = ([(0, 0, row, 10, 90)] for row in (0, 10))
    assert standing(page_of(1), *top) - standing(page_of(1), *foot) == 100 * 80 + 300 + 10 * 7 * 100


def airy(rows: int) -> int:
    """Return the cost of a block two columns wide whose head has two rows of white and takes so many of air."""
    options = Options.of(ShapeTable("a", 50, "news", (Shape(2, 10, give=5, white=2_000),)), FRAME)
    return options.at(2, 10 + rows)[0][0]


def test_feather_cost() -> None:
    assert [airy(rows) for rows in (0, 1)] == [0, 12]


def test_loose_cost() -> None:
    assert airy(4) - airy(3) == 2 * (16 + 3 * 18)
    assert airy(5) - airy(4) == 2 * (16 + 4 * 18)


def test_hollow_cost() -> None:
    """Each row beyond the first is dearer than the last, and the dearest is cheaper than white."""
    assert airy(2) - airy(1) == 2 * (6 + 18)
    assert airy(3) - airy(2) == 2 * (6 + 2 * 18)
    assert airy(5) < 2 * 5 * (20 + 80)


def tight(white: int, rows: int = 0) -> int:
    """Return the cost of a block two columns wide whose head has so much white and takes so many rows of air."""
    options = Options.of(ShapeTable("a", 50, "news", (Shape(2, 10, give=5, white=white),)), FRAME)
    return options.at(2, 10 + rows)[0][0]


def test_tight_cost() -> None:
    assert tight(1_500) == 2 * 10
    # A row of air is worth it to a head that lacks more than a third of one.
    assert tight(1_600, 1) < tight(1_600) and tight(1_800, 1) > tight(1_800)


def test_tight_from() -> None:
    assert tight(1_900) == 4
    assert tight(2_000) == tight(0) == 0  # without a head there is nothing to be tight


# Where blocks stand.


def test_pinned() -> None:
    page = page_of(1, pin=Pin(row=0))
    assert standing(page, (0, 0, 0, 10, 100)) == 0
    assert standing(page, (0, 0, 1, 10, 99)) == 20_000 + 200 + 800 + 300  # a row of white over it, and its line


def test_lead_out() -> None:
    assert standing(page_of(1, lead=0), (0, 0, 0, 10, 99)) == 200
    assert standing(page_of(1, lead=0), (0, 0, 1, 10, 99)) == 5_000 + 200 + 800 + 300


def test_alley() -> None:
    assert standing(page_of(5), *((at, 0, 20 * at, 10, 20) for at in range(5))) == 4 * 3_000
    assert standing(page_of(1), (0, 0, 0, 10, 100)) == 0


def test_alley_of_few() -> None:
    assert standing(page_of(4), *((at, 0, 25 * at, 10, 25) for at in range(4))) == 3 * 300
    assert standing(page_of(1), (0, 0, 0, 10, 100)) == 0


def test_order() -> None:
    halves = ((0, 0, 0, 10, 50), (1, 0, 50, 10, 50))
    assert standing(page_of(2, priorities=(60, 50)), *halves) == 300
    assert standing(page_of(2, priorities=(50, 60)), *halves) == 300 + 40 + 10


# What shapes they have.

SIDES = [(0, 0, 0, 5, 100), (1, 5, 0, 5, 100)]
HEADED = Shape(5, 100, 5, 0, 5)
PICTURE = Shape(5, 100, photos=(PhotoPlace(0, 0, 0, 5, 90),))


def test_clash() -> None:
    assert shaped(page_of(2), SIDES, HEADED, HEADED) == 4_000
    lower = [SIDES[0], (1, 5, 5, 5, 95)]
    assert shaped(page_of(2), lower, HEADED, replace(HEADED, rows=95)) == 0


def test_pictures_meet() -> None:
    assert shaped(page_of(2), SIDES, PICTURE, PICTURE) == 800
    assert shaped(page_of(2), SIDES, PICTURE, HEADED) == 0


def test_pictures_stacked() -> None:
    rects = [(0, 0, 0, 5, 50), (1, 0, 50, 5, 50)]
    half = replace(PICTURE, rows=50)
    assert shaped(page_of(2), rects, half, half) == 90
    assert shaped(page_of(2), rects, half, replace(HEADED, rows=50)) == 0


def sized(lead: int, *others: int, priorities: Sequence[int] = (), leads: int = 0) -> int:
    """Return what the sizes of heads cost, in points; the first is the lead's."""
    shapes = [Shape(10, 10, 2, 0, 10, size * 1_000) for size in (lead, *others)]
    page = page_of(len(shapes), lead=leads, priorities=priorities)
    return shaped(page, stacked(len(shapes)), *shapes)


def test_lead_small() -> None:
    assert sized(20, 20) == 2_500 + 1_800
    assert sized(20, 15) == 0


def test_lead_louder() -> None:
    assert sized(20, 15) == 0
    assert sized(20, 16) == 240
    lead, next_one = Block("a", 0, 0, 6, 60), Block("b", 0, 60, 6, 60)
    for size, found in ((26_000, False), (25_999, True)):
        known = (facts("a", (), size=size), facts("b", (), size=20_000))
        assert ("M152" in codes(lead, next_one, measured=known)) is found


def test_lead_shy() -> None:
    assert sized(20, 17) == 630
    assert sized(20, 19) == 1_410
    heavy = Shape(10, 10, 2, 0, 10, 16_000, HeadChoice(face="hei"))
    page = page_of(2, lead=0)
    assert shaped(page, stacked(2), Shape(10, 10, 2, 0, 10, 20_000), heavy) == 300 * 2_880 // 1_000


def test_sizes() -> None:
    assert sized(16, 20, priorities=(60, 50), leads=-1) == 30 + 4 * 4
    assert sized(20, 16, priorities=(60, 50), leads=-1) == 0


test_sizes_more = test_sizes


def test_boxes_more() -> None:
    assert page_cost(boxes=2) == 0
    assert page_cost(boxes=3) == 150


def test_loud() -> None:
    table = ShapeTable("a", 50, "news", (Shape(1, 10, 2, 0, 1, 32_000), Shape(1, 11, 2, 0, 1, 36_000)))
    assert [shape.cost for shape in _ranked(table, 40_000, False).shapes] == [0, 24]
    assert [shape.cost for shape in _ranked(table, 42_000, True).shapes] == [20, 12]


test_lead_quiet = test_loud


def test_loud_from() -> None:
    table = ShapeTable("a", 50, "news", (Shape(1, 10, 2, 0, 1, 32_160), Shape(1, 11, 2, 0, 1, 32_170)))
    assert [shape.cost for shape in _ranked(table, 40_000, False).shapes] == [0, 1]


def test_lower_left_out() -> None:
    page = page_of(2, priorities=(50, 80))
    table = Slicing(page.options, 10, 100)
    assert table.order([0b01, 0b10], [0b10, 0b01], above=True).tolist() == [45 + 45, 0]


def test_right_out() -> None:
    table = Slicing(page_of(2, priorities=(50, 80)).options, 10, 100)
    assert table.order([0b01, 0b10], [0b10, 0b01], above=False).tolist() == [15 + 15, 0]


test_rank_twice = test_lower_left_out


# Measuring.


def test_spoilt() -> None:
    def spoils(cost: float) -> bool:
        return not good_legs(replace(poured(9), cost=cost), 1, 0, 1, PageRules())

    assert not spoils(499.9)
    assert spoils(500.0)


def test_poured_most() -> None:
    assert [poured_price(replace(poured(9), cost=cost)) for cost in (30.0, 57.0, 60.0, 99.0)] == [10, 19, 20, 20]


test_poured_part = test_poured_most


def test_torn_cost() -> None:
    assert [poured_price(replace(poured(9), cost=14.0, torn=torn)) for torn in (0, 1, 2)] == [4, 604, 1204]


def told(characters: int, head: int = 9, **wishes: object) -> Story:
    """Return a story with a deck; each has a name of its own, for a case room sets a name once."""
    title = Head(("标题十个字写在这里了"[:head],), deck="副题也要写十个字才行")
    body = (Paragraph(0, "body", "字" * characters),)
    return Story(f"a{characters}{head}{wishes}", "news", 50, title, body, wishes=Wishes(**wishes))  # type: ignore[arg-type]


def costs(room: CaseRoom, story: Story, box: str = "none") -> list[tuple[int, int, int]]:
    """Return columns, rows and cost of a story's shapes."""
    shapes = measure(room, story).shapes
    return sorted((shape.cols, shape.rows, shape.cost) for shape in shapes if shape.box == box)


def test_deck_cost(room: CaseRoom) -> None:
    found = list(head_choices(room, told(600), GRID.span(2), decks=True))
    assert min(cost for cost, choice, *_ in found if choice.deck) == 0
    assert min(cost for cost, choice, *_ in found if not choice.deck) == 160


def test_over_out(room: CaseRoom) -> None:
    photo = Photo("图说", "", "a.jpg", (4, 3), cols=(1, 3))
    plain = replace(told(900, cols=(3, 3)), photos=(photo,))
    over = replace(plain, head=replace(plain.head, style="over"))

    cheapest = min(shape.cost for shape in measure(room, plain, decks=True).shapes if shape.photos[0].row)
    found = measure(room, over, decks=True).shapes
    assert min(shape.cost for shape in found if shape.photos[0].row) == cheapest + 600
    assert min(shape.cost for shape in found if not shape.photos[0].row) < cheapest + 600


def test_box_cost(room: CaseRoom) -> None:
    assert min(cost for _, _, cost in costs(room, told(600, cols=(2, 2)))) == 0
    assert min(cost for _, _, cost in costs(room, told(600, cols=(2, 2)), "rule")) == 400


def test_top_cost() -> None:
    assert InsertPlace(Insert(1, 10, 7), 0, True).cost == 7
    assert InsertPlace(Insert(1, 10, 7), 0, False).cost == 17


def cheapest(room: CaseRoom, lines: int, cols: int = 1) -> int:
    """Return the least cost of a story of so many lines in one leg a column."""
    story = told(17 * lines - 9, cols=(cols, cols))
    assert len(room.galley(story, GRID.measure).lines) == lines
    return min(cost for _, _, cost in costs(room, story))


def test_leg_long(room: CaseRoom) -> None:
    assert [cheapest(room, lines) for lines in (41, 42, 43)] == [0, 0, 3]


def test_long_cost(room: CaseRoom) -> None:
    assert [cheapest(room, lines) for lines in (42, 44, 46)] == [0, 6, 12]


def test_head_share(room: CaseRoom) -> None:
    # A head of five rows over nine lines is 35 % of its block, over eight 38 %.
    assert [cheapest(room, lines) for lines in (9, 8)] == [0, 6]


test_head_share_more = test_head_share


def test_end_cost(room: CaseRoom) -> None:
    assert [cheapest(room, lines, 2) for lines in (40, 41)] == [0, 5]


def test_jump_cost(room: CaseRoom) -> None:
    story = told(1_000, cols=(1, 1), may_jump=True)
    lines = len(room.galley(story, GRID.measure).lines)
    assert min(shape.cost for shape in pieces(room, story, 2).shapes if shape.lines == 12) == 300 + lines - 12


def test_width_cost(room: CaseRoom) -> None:
    story = told(600, cols=(2, 2))
    wider = measure_wide(room, story, pictures=False).shapes
    assert min(shape.cost for shape in wider if shape.cols != 2) == 120
    assert min(cost for _, _, cost in costs(room, story)) == 0


# Stories to pages.


class Tables:
    """Measures of stories by name: natural size is the one shape that each has."""

    def __init__(self, *sizes: int) -> None:
        self.sizes = sizes

    def table(self, story: str, **_: object) -> ShapeTable:
        return ShapeTable(story, 50, "news", (Shape(1, self.sizes[int(story)], 2),))

    def depth(self, story: str) -> int:
        return self.sizes[int(story)]

    def ems(self, story: str) -> int:
        return 17


THOUSAND = replace(GRID, columns=10, rows=100)


def pages_for(*sizes: int) -> int:
    """Return how many pages of a thousand cells copy gets."""
    return counts(Tables(*sizes), len(sizes))[0]


def counts(measures: Tables, stories: int = 1, asked: int = 0) -> list[int]:
    """Return the numbers of pages of a thousand cells that are tried."""
    tables = [measures.table(str(at)) for at in range(stories)]
    return [*_counts(asked, _holding(tables, frames_of))]


def frames_of(numbers: Sequence[int]) -> list[Frame]:
    """Return pages of a thousand cells."""
    return [Frame(number, 10, 0, 100) for number in numbers]


class Least(Tables):
    """Measures of stories that can be set in less than their natural size."""

    def table(self, story: str, **_: object) -> ShapeTable:
        size, least = 2_000, self.sizes[int(story)]
        return ShapeTable(story, 50, "news", (Shape(1, size, 2), Shape(1, least, 2, cost=900)))


def test_spare() -> None:
    def count(least: int) -> int:
        return counts(Least(least))[0]

    assert (count(900), count(901)) == (1, 2)


def test_fullest() -> None:
    class Crowded(Tables):
        def table(self, story: str, **_: object) -> ShapeTable:
            size = self.sizes[int(story)]
            return ShapeTable(story, 50, "news", (Shape(1, size, 2), Shape(1, 950, 2, cost=900)))

    assert counts(Crowded(1_050)) == [1, 2]
    assert counts(Crowded(1_051)) == [1, 2, 4]  # two pages hold it for sure; one is tried before
    assert counts(Crowded(1_150)) == [1, 2, 4]
    assert counts(Crowded(1_151)) == [2, 4]
    assert counts(Crowded(1_151), asked=8) == [8]


test_probed = test_fullest


def test_pages_most() -> None:
    assert pages_for(94_000) == 94
    assert pages_for(200_000) == 96


def test_page_full() -> None:
    assert _wanted(1_000, 2_000) == (980, 940, 1_000)
    assert _wanted(1_000, 500) == (500, 460, 520)


test_page_full_less = test_page_full
test_page_full_more = test_page_full


def share(*stories: ShapeTable, rest: Sequence[ShapeTable] = (), refused: bool = False) -> int:
    """Return what it costs that stories stand on a page of a thousand cells; `rest` stand on the page after it."""
    frames = [FRAME, replace(FRAME, number=3)][: 2 if rest else 1]
    settled = {table.story: 2 for table in stories} | {table.story: 3 for table in rest}
    before = [(2, frozenset(table.story for table in stories))] if refused else []
    return _Deal([*stories, *rest], frames, before, settled).price(0)


def of_cells(cells: int, name: str = "a", least: int = 0, **fields: object) -> ShapeTable:
    """Return a story of so many cells, or of `least` where it must be, whose rank counts for nothing."""
    shapes = (Shape(1, cells, 2), *([Shape(1, least, 2, cost=900)] if least else []))
    return ShapeTable(name, 0, "news", shapes, **fields)  # type: ignore[arg-type]


def pictures(count: int, name: str = "p") -> list[ShapeTable]:
    """Return picture stories of one cell, without a head."""
    return [ShapeTable(f"{name}{at}", 0, "photo", (Shape(1, 1),)) for at in range(count)]


def test_share_gap() -> None:
    assert [share(of_cells(cells)) for cells in (980, 981)] == [0, 3]


def test_share_far() -> None:
    assert [share(of_cells(cells, least=900)) for cells in (1_000, 1_001)] == [3 * 20, 3 * 21 + 12]


def test_share_over() -> None:
    assert share(of_cells(1_001)) - share(of_cells(1_001, least=1_000)) == 10_000


def test_share_refused() -> None:
    assert share(of_cells(980), refused=True) == 50_000


def test_share_bare() -> None:
    """A page without a picture is dear where there are pictures for every page."""
    rest = of_cells(980, "rest")
    assert share(of_cells(980), rest=[rest, *pictures(1)]) == 0
    assert share(of_cells(980), rest=[rest, *pictures(2)]) == 800
    assert share(of_cells(979), *pictures(1), rest=[rest, *pictures(1, "q")]) == 0


def test_share_pictures() -> None:
    assert [share(of_cells(980 - count), *pictures(count)) for count in (1, 2, 3)] == [0, 200, 400]


def test_share_few() -> None:
    """Fewer than five stories cannot be locked without a line; it counts where there are five for every page."""

    def of(here: int, there: int) -> int:
        own = [of_cells(980 // here, f"a{at}") for at in range(here)]
        return share(*own, rest=[of_cells(980 // there, f"b{at}") for at in range(there)])

    assert [of(4, 5), of(4, 7), of(5, 5)] == [0, 600, 0]


def test_share_section() -> None:
    assert share(of_cells(490), of_cells(490, "b")) == 0
    assert share(of_cells(490, section="农业"), of_cells(490, "b", section="农业")) == 400
    assert share(of_cells(490, section="农业"), of_cells(490, "b", section="教育")) == 800


def test_a_page_may_hold_any_number_of_stories() -> None:
    tables = [ShapeTable(str(at), 50, "news", (Shape(1, 5, 2),)) for at in range(60)]
    assert assign(tables, [FRAME]) is not None


def ways_out(*sizes: int, cells: int = 1_000, natural: int = 0) -> dict[str, dict[str, object]]:
    """Return what is told of a page that is too full."""
    tables = [
        ShapeTable(
            str(at), 50, "news", (Shape(1, size, 2, cost=0 if not natural else 900), Shape(1, natural or size, 2))
        )
        for at, size in enumerate(sizes)
    ]
    found = over_full(Frame(1, 1, 0, cells), tables, Tables(*sizes))  # type: ignore[arg-type]
    return {remark.code: dict(remark.args) for remark in found}


def test_tight() -> None:
    assert ways_out(970, natural=1_200)["M219"]["over"] == 8
    assert ways_out(965, natural=1_200)["M219"]["over"] == 3
    assert ways_out(962, natural=1_200)["M219"]["over"] == 200  # the least sizes leave room to spare


def test_cut_share() -> None:
    # 118 cells too many: a story of 400 lines bears a cut of 120, one of 399 does not.
    assert "M211" in ways_out(400, cells=282)
    assert "M211" not in ways_out(399, cells=281)


def test_jump_rows() -> None:
    """What goes on is reckoned under a jump head over two columns."""

    class Deep:
        def depth(self, story: str) -> int:
            return 100

    def goes(left: int) -> int:
        """Return how many of two pieces, of 60 and of 61 lines, leave what a page with so many free cells takes."""
        piece = ShapeTable("a", 50, "news", (Shape(1, 60, lines=60), Shape(1, 61, lines=61)), jump=3)
        return len(_fair(piece, [Ahead(3, left, 0, 0, left)], Deep(), 1))  # type: ignore[arg-type]

    assert [goes(left) for left in (44, 45, 46)] == [0, 1, 2]


def test_quiet_head(room: CaseRoom) -> None:
    shapes = (Shape(2, 10, 2, size=36_001), Shape(2, 11, 2, size=36_000))
    assert [shape.size for shape in _calm(ShapeTable("a", 50, "news", shapes)).shapes] == [36_000]
    told = Story("a", "news", 50, Head(("春夏秋冬东南西北上下左右前",)), (Paragraph(0, "body", "字" * 300),))
    broad, narrow = (
        {offer.size for offer in head_choices(room, told, GRID.span(cols), decks=False)} for cols in (6, 3)
    )
    assert broad == {63_000, 54_000, 48_000, 36_000, 32_000}, "nothing between the loud and the quiet ones"
    assert narrow == {42_000, 40_000, 36_000, 32_000, 30_000}, "one of them is quiet enough"


def test_over_all(room: CaseRoom) -> None:
    def cost(cols: int) -> int:
        """Return the least cost of a picture under the head of a block of so many columns, as wide as it."""
        block = Block("a", 0, 0, cols, 60)
        told = Story("a", "news", 50, Head(("标题",)), (), photos=(Photo("图", aspect=(3, 2), cols=(1,)),))
        return min(cost for cost, _ in pictures_of(room, told, block, legs_of(block, GRID), 4))

    assert [cost(1), cost(2)] == [400, 0]


def test_a_picture_as_wide_as_its_block_may_stand_over_the_head(room: CaseRoom) -> None:
    """Of one column, too: under the head it would part it from its text."""
    photo = Photo("图", aspect=(3, 2), cols=(1,))
    told = Story("a", "news", 50, Head(("标题",)), (Paragraph(0, "body", "字" * 400),), photos=(photo,))
    told = replace(told, wishes=Wishes(cols=(1, 1)))
    standing = {(shape.box, shape.photos[0].row == 0) for shape in measure(room, told).shapes}
    assert standing == {("none", True), ("none", False), ("rule", True), ("rule", False)}
    over, under = (
        {shape.photos[0].rows for shape in measure(room, told).shapes if (shape.photos[0].row == 0) is first}
        for first in (True, False)
    )
    assert over == {rows + 1 for rows in under}  # in every crop, with the row of air over it


# Crowds, and pages that no cuts fill.


@pytest.mark.parametrize(("count", "stacked_at_once"), [(16, False), (17, True)])
def test_crowd(count: int, stacked_at_once: bool) -> None:
    tables = [ShapeTable(str(at), 50, "news", (Shape(10, 5, 2),)) for at in range(count)]
    found = solve_page(tables, Frame(2, 10, 0, 5 * count), quickly=True)
    assert found is not None
    assert (found.by == "packed") is stacked_at_once


def test_overfull() -> None:
    def tried(cells: int) -> int:
        """Return how many rungs the ladder has: stories as they are, wider, and with smaller pictures."""
        return len(list(_rungs(FRAME, ("0",), (), (), Tables(cells))))  # type: ignore[arg-type]

    assert (tried(1_060), tried(1_061)) == (3, 2)


PACKS = (
    (5_420, (((4, 14, 0), (1, 5, 0)), ((1, 4, 0),), ((3, 13, 0), (4, 6, 0)))),
    (5_300, (((2, 12, 0), (3, 6, 12)), ((4, 4, 0), (4, 5, 0)), ((3, 12, 0), (2, 9, 0)), ((1, 10, 0), (4, 11, 80)))),
    (5_285, (((1, 7, 129),), ((3, 4, 111), (4, 14, 0)), ((4, 12, 0), (1, 8, 16)))),
    (5_380, (((2, 9, 20), (3, 13, 0)), ((2, 8, 98),), ((4, 9, 0), (2, 4, 82)))),
    (5_424, (((4, 4, 48), (4, 10, 0)), ((1, 7, 79), (2, 14, 0)), ((1, 12, 55),), ((4, 11, 42),))),
    (4_386, (((4, 14, 0), (3, 8, 73)), ((4, 14, 0), (1, 10, 19)), ((1, 14, 127), (4, 14, 0)))),
    (5_135, (((2, 12, 0), (4, 14, 161)), ((2, 10, 0),), ((4, 6, 106), (4, 11, 0)), ((3, 12, 0), (2, 9, 89)))),
    (4_640, (((3, 7, 0), (4, 5, 136)), ((4, 7, 70), (1, 12, 0)), ((4, 10, 29), (4, 11, 0)), ((4, 8, 168), (1, 9, 0)))),
    (7_436, (((3, 9, 0), (3, 11, 0)), ((2, 4, 0),), ((3, 13, 0), (2, 13, 36)), ((3, 6, 0),))),
    (5_698, (((1, 10, 24),), ((1, 6, 155), (2, 11, 0)), ((3, 8, 34), (2, 10, 0)), ((1, 7, 0), (3, 6, 37)))),
)
"""What a page of 4 x 30 cells costs when stacked, and its stories, each as its shapes (columns, rows, cost). Each
page was looked for: with one of the five prices of a row moved by one, up or down, it comes out as another page."""


def test_packed() -> None:
    frame = Frame(2, 4, 0, 30)
    for cost, stories in PACKS:
        tables = [
            ShapeTable(str(at), 50, "news", tuple(Shape(cols, rows, 2, cost=more, give=0) for cols, rows, more in own))
            for at, own in enumerate(stories)
        ]
        found = packed(Page(frame, tuple(Options.of(table, frame) for table in tables), -1))
        assert found is not None
        assert found.cost == cost


# What is measured.


def running(room: CaseRoom) -> list[tuple[Shape, list[int]]]:
    """Return shapes whose last leg runs on, and what the shapes that they are made of cost."""
    copy = Paragraph(0, "body", "今天排字，明天印报，大家都来看。" * 40)
    story = Story("tail", "news", 50, Head(("标题十个字写在这里了",)), (copy,), wishes=Wishes(cols=(2, 4)))
    table = measure(room, story)
    return [
        (tailed, [shape.cost for shape in table.shapes if (shape.cols, shape.size) == (tailed.cols, tailed.size)])
        for tailed in tail_shapes(room, story, table)
    ]


def test_tail_cost(room: CaseRoom) -> None:
    """A leg that runs on costs what its block does, and 350 with 8 for each of its rows."""
    found = running(room)
    assert found
    for shape, costs in found:
        assert shape.cost - 350 - 8 * shape.tail in costs


test_tail_more = test_tail_cost


def test_target_cost(room: CaseRoom) -> None:
    copy = Paragraph(0, "body", ("今天排字，明天印报，大家都来看。" * 30)[:360])
    story = Story("target", "news", 50, Head(("标题十个字写在这里了",)), (copy,), wishes=Wishes(cols=(1, 1)))
    least: dict[int, int] = {}
    for shape in measure(room, story).shapes:
        if shape.box == "none":
            saved = sum(-step.amount for step in shape.steps if step.kind == "target")
            least[saved] = min(shape.cost, least.get(saved, 999))
    assert least == {0: 0, 1: 12}


def test_smaller_cost(room: CaseRoom) -> None:
    title = Head(("竖题六个字啊",), orient="v")
    story = Story("standing", "news", 50, title, (Paragraph(0, "body", "字" * 600),))
    shallow = [shape for shape in vertical_shapes(room, story, 2) if shape.rows == 37]
    assert [(shape.size, shape.cost) for shape in shallow] == [(42_000, 0), (42_000, 5), (36_000, 5), (28_000, 5)]
