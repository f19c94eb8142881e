"""Chapter 7 of the book: what a page lacks of design costs; each price written out, beside what is free of it."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from layout.compose.story.stylebook import house_style
from layout.ground.dataclass import replace
from layout.issue.model import Head, Paragraph, Photo, Story
from layout.makeup.check.design import alike, design, likeness
from layout.makeup.check.facts import BlockFacts, StoryFacts
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, PhotoPlace, Plan
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.solve.design import design_cost, dressed, lacks_dominant, page_prices, turn_of, with_fewer_frames
from layout.makeup.solve.issue.ladder import Made, _order
from layout.makeup.solve.issue.unlike import like_others
from layout.makeup.solve.measure.form import form_cost
from layout.makeup.solve.measure.furnish import _thin, face_of, head_choices
from layout.makeup.solve.measure.pictures import crops
from layout.makeup.solve.measure.tables import measure
from layout.makeup.solve.search.variety import alike as same_columns
from layout.makeup.solve.search.variety import skeleton_of
from layout.makeup.solve.shapes import Frame, HeadOffer, PageResult, Placed, Shape, ShapeTable, air_cost
from layout.makeup.solve.standing import Looks, Rect, Standing, look_of
from layout.rules.house import BOOK, PageRules
from layout.rules.solver import END_COST
from layout.rules.variety import FILLING_STRIP
from layout.sheet import Step
from layout.typeface import TypeCase
from tests.rules.paged import GRID, poured
from tests.rules.solved import filled, natural, page_of, parted, pocketed, standing

FRAME = Frame(1, 6, 0, 100)
PLAIN: tuple[Rect, ...] = ((0, 0, 0, 6, 50), (1, 0, 50, 6, 50))
"""Two blocks over all columns, in stacks of one width: 40."""


@pytest.fixture
def room(case: TypeCase) -> CaseRoom:
    return CaseRoom(case, house_style().value, GRID)


def designed(
    shapes: list[Shape], rects: tuple[Rect, ...] = PLAIN, priorities: tuple[int, ...] = (90, 50), lead: int = -1
) -> tuple[int, dict[str, int]]:
    """Return what a page lacks of design, and its counters."""
    looks = [look_of(0, shape, rect[4]) for rect, shape in zip(rects, shapes, strict=True)]
    chosen = Looks.of(looks).at(np.arange(len(looks))[None])
    cost, counts = design_cost(Standing(FRAME, priorities, lead, [rects]), chosen)
    return int(cost[0]), {key: int(count[0]) for key, count in counts.items()}


def lacking(
    shapes: list[Shape], rects: tuple[Rect, ...] = PLAIN, priorities: tuple[int, ...] = (90, 50), lead: int = -1
) -> int:
    """Return what a page lacks, without what two blocks in a stack cost."""
    found = designed(shapes, rects, priorities, lead)
    return found[0] - 40 * found[1]["stacks"]


def shown(cols: int, rows: int, col: int = 0, row: int = 10, deep: int = 50) -> Shape:
    """Return a shape over all columns that shows one picture."""
    return Shape(6, deep, photos=(PhotoPlace(0, col, row, cols, rows),))


def noted(
    code: str,
    *blocks: Block,
    sizes: tuple[int, ...] = (),
    fill: int = 1_000,
    priorities: tuple[int, ...] = (),
    rules: PageRules = BOOK,
) -> list[tuple[str, ...]]:
    """Return the stories of each of the checker's notes of this code on a page that the solver made.

    `sizes` are of the blocks' heads, in points; a story's priority is 50 where none is given.
    """
    page = PageDummy(1, 0, blocks)
    known = [
        BlockFacts(1, block.story, size=size * 1_000, fill=fill) for block, size in zip(blocks, sizes, strict=False)
    ]
    ranks = priorities or (50,) * len(blocks)
    told = {block.story: StoryFacts(block.story, rank) for block, rank in zip(blocks, ranks, strict=True)}
    facts = {(1, fact.story, 1): fact for fact in known}
    return [fault.stories for fault in design(page, False, facts, told, GRID, rules) if fault.code == code]


def pictured(name: str, row: int, *photo: int) -> Block:
    """Return a block over six columns with a picture: its column, row, columns and rows in the block."""
    return Block(name, 0, row, 6, 60, photos=(PhotoPlace(0, *photo),))


# Pictures.


def priced(frame: Frame, *shapes: Shape, priority: int = 50, more: int = 0) -> list[int]:
    """Return what a story's shapes cost on a page where another story shows a picture of priority `more`."""
    tables = [ShapeTable("a", priority, "news", shapes)]
    if more:
        tables.append(ShapeTable("b", more, "news", (shown(1, 10),)))
    return [shape.cost for shape in page_prices(tables, frame, -1)[0].shapes]


def test_dominant_cols() -> None:
    assert priced(FRAME, shown(3, 20), shown(2, 20)) == [0, 1_100]
    assert priced(replace(FRAME, rules=replace(BOOK, dominant_cols=2)), shown(3, 20), shown(2, 20)) == [0, 0]
    assert priced(Frame(1, 8, 0, 100), shown(4, 20), shown(3, 20)) == [0, 0]  # half of eight is four
    assert not noted("M131", pictured("a", 0, 0, 10, 3, 10))
    assert noted("M131", pictured("a", 0, 0, 10, 2, 10))


def test_an_upright_picture_is_dominant_in_fewer_columns() -> None:
    table = ShapeTable("a", 50, "news", (shown(3, 40), shown(2, 40), shown(1, 40)), upright=True)
    assert [shape.cost for shape in page_prices([table], FRAME, -1)[0].shapes] == [0, 0, 1_100]


def test_picture_narrow() -> None:
    assert priced(FRAME, shown(3, 20), shown(1, 20)) == [0, 2_200]
    assert priced(FRAME, shown(1, 20)) == [0]  # no shape shows it wider


def cropped(case: TypeCase, crop: int, cols: int) -> tuple[int, int]:
    """Return the least and the most rows of an upright picture, about a hundred rows deep, in so many columns."""
    room = CaseRoom(case, house_style().value, GRID, rules=replace(BOOK, crop=crop))
    rows = crops(room, Photo("", file="a.jpg", aspect=(1_000_000, 1_159_441)), 1_000_000, cols=cols)
    return rows[0], rows[-1]


def test_dominant_crop(case: TypeCase) -> None:
    assert cropped(case, 80, 0) == (92, 108)
    assert cropped(case, 80, 2) == cropped(case, 150, 0) == cropped(case, 150, 2) == (85, 115)
    assert cropped(case, 160, 2) == cropped(case, 160, 0) == (84, 116)  # the house allows more


def test_dominant_crop_times(case: TypeCase) -> None:
    assert cropped(case, 50, 2) == cropped(case, 100, 0) == (90, 110)
    assert cropped(case, 0, 2) == (100, 100)


def test_dominant_times() -> None:
    assert lacking([shown(3, 20), shown(3, 10)]) == 0
    assert lacking([shown(3, 20), shown(3, 11)]) == 109 + 600
    tables = [ShapeTable(name, 50, "news", (shown(3, 20),)) for name in "ab"]
    for rows, lacks in ((10, False), (11, True)):
        placed = [Placed(0, 0, 0, 6, 50, shown(3, 20)), Placed(1, 0, 50, 6, 50, shown(3, rows))]
        assert lacks_dominant(tables, FRAME, placed) is lacks

    assert not noted("M132", pictured("a", 0, 0, 0, 3, 20), pictured("b", 60, 0, 20, 3, 10))
    assert noted("M132", pictured("a", 0, 0, 0, 3, 20), pictured("b", 60, 0, 20, 3, 11))


test_rival_at_all = test_dominant_times


def test_ruled_worth() -> None:
    """A page that no picture rules may be cheaper by so much and still give way, but not to a fault."""

    def made(cost: int, second: int, faults: int = 0) -> Made:
        tables = tuple(ShapeTable(name, 50, "news", (shown(cols, 20),)) for name, cols in (("a", 3), ("b", second)))
        placed = tuple(Placed(at, 0, 50 * at, 6, 50, table.shapes[0]) for at, table in enumerate(tables))
        return Made(FRAME, tables, PageResult(placed, cost, (("clashes", faults),)))

    assert lacks_dominant(made(0, 3).tables, FRAME, made(0, 3).result.placed)
    assert _order(made(1_899, 1)) < _order(made(0, 3))
    assert _order(made(1_901, 1)) > _order(made(0, 3))
    assert _order(made(0, 1, faults=1)) > _order(made(0, 3))


def test_picture_rival() -> None:
    assert lacking([shown(3, 20), shown(3, 20, 3)]) == 600 + 600
    assert priced(FRAME, shown(3, 20), shown(2, 20), more=90) == [550, 525]


def test_picture_astray() -> None:
    assert lacking([shown(3, 20), shown(2, 5)]) == 0
    assert lacking([shown(2, 5), shown(3, 20)]) == 400


def test_picture_place() -> None:
    def beside(col: int) -> Shape:
        return Shape(6, 50, 8, 0, 6, photos=(PhotoPlace(0, col, 8, 3, 20),))

    assert turn_of(FRAME).picture == "right"
    assert priced(FRAME, beside(3), beside(0)) == [0, 8]


def test_pictures_touch() -> None:
    assert lacking([shown(3, 20, 0, 27), shown(1, 5, 0, 1)]) == 0
    assert lacking([shown(3, 20, 0, 30), shown(1, 5, 0, 1)]) == 1_800


def test_touching() -> None:
    assert [lacking([shown(3, 20, 0, row), shown(1, 5, 0, 1)]) for row in (28, 29)] == [0, 1_800]
    assert not noted("M134", pictured("a", 0, 0, 20, 3, 37), pictured("b", 60, 0, 0, 1, 9))
    assert noted("M134", pictured("a", 0, 0, 20, 3, 38), pictured("b", 60, 0, 0, 1, 9))


# Heads.


def levels(*sizes: float, lead: int = -1) -> int:
    """Return what the tiers of heads of these sizes cost."""
    rects = tuple((at, 0, 20 * at, 6, 10) for at in range(len(sizes)))  # none is another's neighbour
    shapes = [Shape(6, 10, 2, 0, 6, round(size * 1_000)) for size in sizes]
    return lacking(shapes, rects, (50,) * len(sizes), lead)


def headed(*sizes: int) -> list[tuple[str, ...]]:
    """Return the stories whose heads the checker finds level with the second tier; the first leads the page."""
    blocks = [Block(f"c{at}", 0, 30 * at, 6, 30) for at in range(len(sizes))]
    return noted("M135", *blocks, sizes=sizes, priorities=(90, *(50,) * (len(sizes) - 1)))


def test_tier_step() -> None:
    assert levels(26, 26, 20) == 0
    assert levels(26, 26, 20.1) == levels(26, 26, 21) == 60
    assert not headed(30, 26, 26, 20)
    assert headed(30, 26, 26, 21) == [("c3",)]


def test_tier_flat() -> None:
    assert levels(30, 30, 30) == 60
    assert levels(60, 30, 30, lead=0) == 0


def test_seconds() -> None:
    assert levels(30, 30) == 0
    assert levels(30, 30, 30) == 60
    lead = ShapeTable("a", 90, "lead", (Shape(3, 50, 5, 0, 3, 52_000),))
    others = [ShapeTable(str(at), 60 - at, "news", (Shape(2, 20, 4, 0, 2, 32_000),)) for at in range(3)]
    assert [table.shapes[0].cost for table in page_prices([lead, *others], FRAME, 0)[1:]] == [0, 0, 36]


def test_tier_out() -> None:
    lead = ShapeTable("a", 90, "lead", (Shape(3, 50, 5, 0, 3, 52_000),))
    others = [
        ShapeTable(str(at), 50, "news", (Shape(2, 20, 4, 0, 2, size),)) for at, size in ((0, 34_000), (1, 32_000))
    ]
    third = ShapeTable("z", 20, "news", (Shape(2, 20, 4, 0, 2, 24_000), Shape(2, 20, 4, 0, 2, 28_000)))
    found = page_prices([lead, *others, third], FRAME, 0)
    assert [shape.cost for table in found[1:] for shape in table.shapes] == [10, 0, 0, 16]


def thin(room: CaseRoom, letters: int) -> int:
    """Return what the cheapest setting of a head of so many letters costs over five columns."""
    story = Story(f"h{letters}", "news", 50, Head(("春夏秋冬东南西北上下左右前后内外"[:letters],)), ())
    return min(cost for cost, *_ in head_choices(room, story, room.grid.span(5), decks=False))


def test_head_full(room: CaseRoom) -> None:
    assert thin(room, 14) == 0
    assert thin(room, 4) == 603
    assert not noted("M136", Block("a", 0, 0, 6, 20), sizes=(30,), fill=650)
    assert noted("M136", Block("a", 0, 0, 6, 20), sizes=(30,), fill=649)
    # A head that fills its span just so far stands over the whole block, not over its first legs.
    fills = next(
        iter(head_choices(room, Story("a", "news", 50, Head(("春夏秋冬",)), ()), GRID.span(4), decks=False))
    ).fill
    for rules, offered in ((replace(BOOK, head_full=fills), False), (replace(BOOK, head_full=fills + 1), True)):
        made = parts("春夏秋冬", CaseRoom(room.case, house_style().value, GRID, rules=rules))
        assert any(shape.cols == 4 for shape in made) == offered


def offered_over(room: CaseRoom, letters: int, cols: int) -> list[HeadOffer]:
    """Return the settings of a head of so many letters over so many columns."""
    story = Story(f"h{letters}", "news", 50, Head(("春夏秋冬东南西北上下左右前后内外"[:letters],)), ())
    return list(head_choices(room, story, room.grid.span(cols), decks=False))


def test_head_thin(room: CaseRoom) -> None:
    # Four letters of 40 points fill 545 of two columns: ten hundredths of the thin, twenty-five of the low.
    (offer,) = (offer for offer in offered_over(room, 4, 2) if offer.size == 40_000)
    free = CaseRoom(room.case, house_style().value, GRID, rules=replace(BOOK, head_full=0))
    (low,) = (offer for offer in offered_over(free, 4, 2) if offer.size == 40_000)
    assert offer.cost - low.cost == 2 * 4 * 105 // 10


def test_head_low(room: CaseRoom) -> None:
    costs = [_thin(room, filled, GRID.span(5)) for filled in (800, 798, 650, 648)]
    assert costs == [0, 1, 75, 76 + 4]


test_head_low_from = test_head_low


def test_head_grown(room: CaseRoom) -> None:
    """A head that fills too little of its span may be larger, by so much as it lacks, and by six tenths at most."""
    assert max(offer.size for offer in offered_over(room, 8, 2)) == 32_000
    assert max(offer.size for offer in offered_over(room, 5, 2)) == 42_000  # 32 pt fill 548 of 800; 48 pt is too much
    assert max(offer.size for offer in offered_over(room, 4, 2)) == 48_000  # 32 pt and six tenths are 51 pt
    # The quiet ones stay on offer beside them.
    assert {offer.size for offer in offered_over(room, 8, 5)} >= {32_000, 36_000, 72_000}


def beside(*heads: tuple[float, str], under: bool = False) -> int:
    """Return what two blocks lack whose heads are of these sizes and faces, side by side or one under the other."""
    rects: tuple[Rect, ...] = ((0, 0, 0, 6, 50), (1, 0, 50, 6, 50)) if under else ((0, 0, 0, 3, 50), (1, 3, 0, 3, 50))
    shapes = [
        Shape(rect[3], 50, 5, 0, rect[3], round(size * 1_000), HeadChoice(face=face))  # type: ignore[arg-type]
        for rect, (size, face) in zip(rects, heads, strict=True)
    ]
    return lacking(shapes, rects)


def pair_noted(code: str, *heads: tuple[float, str], under: bool = False) -> bool:
    """Tell whether the checker notes this code of the same two blocks on a page."""
    cells = ((0, 0, 6, 50), (0, 50, 6, 50)) if under else ((0, 0, 3, 50), (3, 0, 3, 50))
    blocks = [
        Block(name, *where, head=HeadChoice(face=face))  # type: ignore[arg-type]
        for name, where, (_, face) in zip("ab", cells, heads, strict=True)
    ]
    page = PageDummy(1, 0, tuple(blocks))
    facts = {
        (1, name, 1): BlockFacts(1, name, size=round(size * 1_000)) for name, (size, _) in zip("ab", heads, strict=True)
    }
    told = {name: StoryFacts(name, 50) for name in "ab"}
    return code in {fault.code for fault in design(page, True, facts, told, GRID, BOOK)}


def test_upside_down() -> None:
    assert beside((30, ""), (20, ""), under=True) == 0
    assert beside((20, ""), (30, ""), under=True) == 60 + 10 * 8
    assert beside((20, ""), (30, "")) == 0  # side by side
    assert not pair_noted("M153", (20, ""), (20, ""), under=True)
    assert pair_noted("M153", (20, ""), (20.1, ""), under=True)
    assert not pair_noted("M153", (20, ""), (30, ""))


def test_upside_more() -> None:
    assert beside((20, ""), (20, ""), under=True) == 0
    assert beside((20, ""), (20.5, ""), under=True) == 60 + 4
    assert beside((12, ""), (21, ""), under=True) == 60 + 9 * 8


def test_heavy() -> None:
    assert beside((22, ""), (20, "hei"), under=True) == 0
    assert beside((21.9, ""), (20, "hei"), under=True) == 60
    assert [pair_noted("M153", (size, ""), (20, "hei"), under=True) for size in (22, 21.9)] == [False, True]


def test_shout_near() -> None:
    assert beside((46, ""), (40, "")) == 0
    assert beside((45.99, ""), (40, "")) == 120
    assert beside((45.99, ""), (40, ""), under=True) == 120
    assert [pair_noted("M154", (size, ""), (40, "")) for size in (46, 45.99)] == [False, True]
    assert not pair_noted("M154", (45.99, ""), (40, ""), under=True)


def test_shout_from() -> None:
    assert beside((24, ""), (23.9, "")) == 0
    assert beside((24, ""), (24, "")) == 120
    assert [pair_noted("M154", (24, ""), (size, "")) for size in (23.9, 24)] == [False, True]


test_shout_cost = test_shout_from


def parts(head: str, room: CaseRoom) -> list[Shape]:
    """Return the shapes of a story whose head stands over its first legs."""
    body = tuple(Paragraph(number, "body", "晴" * 200) for number in range(6))
    return [shape for shape in measure(room, Story("a", "news", 50, Head((head,)), body)).shapes if shape.choice.cols]


def test_part_cost(room: CaseRoom) -> None:
    """A head that fills its span over the block is offered over nothing less; a short one over its first legs, too."""
    assert not [shape for shape in parts("春夏秋冬东南西北上下左右前", room) if shape.cols < 4]
    found = parts("春夏秋冬", room)
    assert found
    assert all(shape.head_to == shape.choice.cols < shape.cols and not shape.open_right for shape in found)
    over = min(offer.cost for offer in offered_over(room, 5, 2))
    for cols in (4, 5):
        found = [shape for shape in parts("春夏秋冬东", room) if (shape.head_to, shape.cols) == (2, cols)]
        assert min(shape.cost - END_COST * shape.ends for shape in found) == 20 * (cols - 2) + over


def test_part_least(room: CaseRoom) -> None:
    """A head stands over a third of its legs at least: over one of three, never over one of four."""
    assert {(shape.head_to, shape.cols) for shape in parts("春夏秋冬", room)} == {
        (1, 3), (2, 4), (2, 5), (3, 5), (2, 6), (3, 6),
    }  # fmt: skip


def test_hollow_from() -> None:
    assert [air_cost(1, 3, white) for white in (2_000, 2_200)] == [6, 6 + 2]
    page = PageDummy(1, 0, (Block("a", 0, 0, 6, 20),))

    def told(air: int) -> list[str]:
        facts = {(1, "a", 1): BlockFacts(1, "a", air=air)}
        return [fault.code for fault in design(page, False, facts, {"a": StoryFacts("a", 50)}, GRID, BOOK)]

    assert "M142" not in told(3_000)
    assert "M142" in told(3_001)


# White between blocks.


def test_pocket_from() -> None:
    costs = [standing(page_of(3), *parted(rows)) for rows in (0, 1, 3, 4)]
    assert [cost - costs[0] for cost in costs] == [0, 100, 300, 400 + 100]


def test_pocket_deep() -> None:
    assert pocketed(4) == (False, False, False)
    assert pocketed(5) == (True, True, True)
    assert pocketed(4, 4) == (False, False, False)


def test_pocket_wide() -> None:
    assert pocketed(4, 4, 3) == (False, False, False)
    assert pocketed(4, 4, 4) == (True, True, True)


# Forms.


def test_upright_most(room: CaseRoom) -> None:
    widest = GRID.span(2) * 3 // 2 // GRID.leading
    assert [form_cost(2, widest + more, poured(20), "news", room) for more in (0, 1)] == [0, 1]
    whole = GRID.span(6) * 3 // 2 // GRID.leading  # so deep that a hundredth more is a row
    assert [form_cost(6, whole + more, poured(20), "news", room) for more in (0, 1)] == [0, 1]
    just = replace(BOOK, upright_most=Fraction(40 * GRID.leading * 1_000, GRID.span(2)))  # type: ignore[arg-type]
    assert not noted("M139", Block("a", 0, 0, 2, 40), rules=just)
    assert noted("M139", Block("a", 0, 0, 2, 41), rules=just)


def test_upright_cost(room: CaseRoom) -> None:
    widest = GRID.span(2) * 3 // 2 // GRID.leading
    assert form_cost(2, widest + 10, poured(20), "news", room) == 10


def test_one_column(room: CaseRoom) -> None:
    deepest = GRID.span(1) * 3 // 2 // GRID.leading
    assert [form_cost(1, deepest + more, poured(20), "news", room) for more in (0, 1)] == [0, 31]


def test_shallow(room: CaseRoom) -> None:
    assert [form_cost(4, 12, poured(depth), "news", room) for depth in (8, 7)] == [0, 9]
    assert form_cost(4, 12, poured(7), "brief", room) == 0
    deep = natural(room, (3, 2))
    strips = [filled(room, deep + 1 + rows, (3, 2), lines=6 * rows, bands=())[deep,] for rows in (8, 7)]
    assert strips == [0, FILLING_STRIP]  # a page that one story fills
    half = natural(room, (3, 2), 3)
    assert filled(room, half + 1, (3, 2), lines=3 * (half + 1), bands=(), wide=3)[half,] == 0, "no legs are no strip"


def test_shallow_cost(room: CaseRoom) -> None:
    assert form_cost(4, 12, poured(5), "news", room) == 27


def test_stack_cost() -> None:
    two = [Shape(6, 50), Shape(6, 50)]
    assert designed(two)[0] == 40
    apart: tuple[Rect, ...] = ((0, 0, 0, 6, 50), (1, 0, 50, 5, 50))
    assert designed(two, apart)[0] == 0


def test_quarter_bare() -> None:
    rects: tuple[Rect, ...] = ((0, 0, 0, 3, 50), (1, 3, 0, 3, 50), (2, 0, 50, 3, 50), (3, 3, 50, 3, 50))
    headed = [Shape(3, 50, 4, 0, 3, 20_000) for _ in rects]
    assert lacking(headed, rects, (50,) * 4) - 60 * 2 == 0
    assert lacking([*headed[:3], Shape(3, 50)], rects, (50,) * 4) - 60 == 90


def test_quarters_from() -> None:
    rects: tuple[Rect, ...] = ((0, 0, 0, 3, 50), (1, 3, 0, 3, 50), (2, 0, 50, 3, 50), (3, 3, 50, 3, 50))
    quiet = [Shape(3, 50) for _ in rects]
    assert lacking(quiet[:3], rects[:3], (50,) * 3) == 0
    assert lacking(quiet, rects, (50,) * 4) == 4 * 90
    blocks = [Block(name, 0, 20 * at, 6, 20) for at, name in enumerate("abcd")]
    assert not noted("M137", *blocks[:3])
    assert noted("M137", *blocks)


# Styles of heads.


def look(number: int, kind: str = "news", rules: PageRules = BOOK, **wishes: bool) -> tuple[str, str]:
    """Return how a head of page `number` is aligned, and its style."""
    table = ShapeTable("a", 50, kind, (), **wishes)  # type: ignore[arg-type]
    head = dressed(Block("a", 0, 0, 2, 20), table, replace(FRAME, number=number, rules=rules)).head
    return head.align, head.style


def test_flush() -> None:
    assert [look(number)[0] for number in (1, 2, 3, 4)] == ["", "left", "", "left"]
    assert look(2, rules=replace(BOOK, flush=0))[0] == look(2, aligned=True)[0] == ""


def test_flush_full() -> None:
    table, frame = ShapeTable("a", 50, "news", ()), replace(FRAME, number=2)
    assert [dressed(Block("a", 0, 0, 2, 20), table, frame, fill).head.align for fill in (799, 800)] == ["", "left"]


def test_reversed_briefs() -> None:
    asked = replace(BOOK, reversed_briefs=1)
    assert (look(1, "brief", asked)[1], look(1, rules=asked)[1]) == ("reverse", "")
    assert look(1, "brief")[1] == look(1, "brief", asked, styled=True)[1] == ""


def ranked(priority: int, rules: PageRules = BOOK, **fields: str) -> str:
    """Return the face that the rank of a piece of news gives its head."""
    return face_of(Story("a", "news", priority, Head(("题",), **fields), ()), rules)  # type: ignore[arg-type]


def test_second_from() -> None:
    assert [ranked(priority) for priority in (64, 65)] == ["", "hei"]
    assert ranked(80, replace(BOOK, second_from=100)) == ranked(80, face="kai") == ""


def test_leads_from() -> None:
    assert [ranked(priority) for priority in (89, 90)] == ["hei", ""]


# Frames.


def framed(row: int, count: int, priority: int = 90) -> int:
    """Return what frames nobody asked for cost, from the page's row on."""
    rects = tuple((at, 0, row + 10 * at, 6, 10) for at in range(3))
    shapes = [Shape(6, 10, box="rule" if at < count else "none", steps=(Step("box"),)) for at in range(3)]
    return lacking(shapes, rects, (priority, 80, 70))


def test_frames_most() -> None:
    assert framed(10, 1) == 0
    assert framed(10, 2) == 1_900
    boxes = [Block(name, 0, row, 6, 30, box="rule") for name, row in (("a", 0), ("b", 30), ("c", 60))]
    plain = Block("d", 0, 90, 6, 30)
    ranks = (50, 90, 80, 70)
    two = replace(BOOK, frames_most=2)
    assert not noted("M140", boxes[1], plain, rules=BOOK)
    assert noted("M140", *boxes[1:], plain) == [("b", "c")]
    assert noted("M140", *boxes[:2], plain, priorities=(50, 90, 70), rules=two) == [("a",)]
    assert noted("M140", *boxes, plain, priorities=ranks, rules=two) == [("a", "b", "c")]
    # A page with more of them is tried again with each in turn, one with as many as it may have is not.
    plain, box = Shape(6, 10), Shape(6, 10, box="rule", steps=(Step("box"),))
    tables = [ShapeTable(name, 50, "news", (plain, box)) for name in "ab"]
    placed = [Placed(at, 0, 10 * at, 6, 10, box) for at in range(2)]
    assert list(with_fewer_frames(tables, FRAME, placed[:1])) == []
    tried = list(with_fewer_frames(tables, FRAME, placed))
    assert [[len(table.shapes) for table in of] for of in tried] == [[2, 1], [1, 2]]


def test_frame_more() -> None:
    assert framed(10, 3) == 3_800


def test_frame_minor() -> None:
    assert framed(0, 1) == 0
    assert framed(0, 1, priority=20) == 300


# Variety.


def test_turns() -> None:
    found = [turn_of(replace(FRAME, number=number)) for number in (1, 2, 3, 4, 5)]
    assert len(set(found)) == 4
    assert found[0] == found[4]


def test_turn_cost() -> None:
    lead = ShapeTable("a", 90, "lead", (Shape(4, 50), Shape(2, 50)))
    assert [shape.cost for shape in page_prices([lead], FRAME, 0)[0].shapes] == [0, 120]


def test_alike() -> None:
    def page(number: int, *cells: tuple[int, int, int, int]) -> PageDummy:
        return PageDummy(number, 0, tuple(Block(f"{number}{at}", *cell) for at, cell in enumerate(cells)))

    one = page(1, (0, 0, 4, 50), (4, 0, 2, 50), (0, 50, 6, 50))
    assert likeness(one, page(2, (0, 4, 4, 50), (4, 4, 2, 46), (0, 54, 6, 46))) == 1000
    assert likeness(one, page(2, (0, 0, 2, 50), (2, 0, 4, 50), (0, 50, 6, 50))) == 500
    assert BOOK.alike == 550
    pair = Plan("broadsheet", (one, page(2, (0, 0, 4, 50), (4, 50, 2, 50), (0, 60, 6, 50))))
    share = likeness(*pair.pages)
    assert [len(list(alike(pair, replace(BOOK, alike=share + more)))) for more in (0, 1)] == [1, 0]
    results = [
        PageResult(tuple(Placed(at, *cell, Shape(*cell[2:])) for at, cell in enumerate(cells)), 0)
        for cells in (((0, 0, 4, 99), (4, 0, 2, 50)), ((0, 0, 4, 99), (4, 50, 2, 50)))
    ]
    answers = {
        at: SimpleNamespace(made=SimpleNamespace(frame=FRAME, result=result, jumps=()))
        for at, result in enumerate(results)
    }
    share = same_columns(*(skeleton_of(result, 6, 0, 100) for result in results))

    def given_up(least: int) -> int:
        """Return how many pages the solver makes anew where so much of two counts as alike."""
        frames = [replace(FRAME, number=number, rules=replace(BOOK, alike=least)) for number in answers]
        return len(like_others(frames, answers))  # type: ignore[arg-type]

    assert [given_up(share + more) for more in (0, 1)] == [1, 0]


def test_alike_near() -> None:
    def same(row: int, rows: int) -> int:
        return likeness(PageDummy(1, 0, (Block("a", 0, 20, 4, 50),)), PageDummy(2, 0, (Block("b", 0, row, 4, rows),)))

    assert [same(28, 50), same(29, 49)] == [1000, 0]  # both edges moved, and the upper one too far
    assert [same(20, 58), same(20, 59)] == [1000, 0]
    assert [same(12, 50), same(11, 51)] == [1000, 0]


def test_lead_usual() -> None:
    lead = ShapeTable("a", 90, "lead", (Shape(3, 50, 5, 0, 3, 130_000),))
    second = ShapeTable("b", 50, "news", tuple(Shape(2, 20, 4, 0, 2, size) for size in (80_199, 80_200)))
    assert [shape.cost for shape in page_prices([lead, second], FRAME, 0)[1].shapes] == [0, 1]
