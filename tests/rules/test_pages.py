"""Chapter 3 of the book: limits of legs, heads, pictures and pages, just inside and just outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from layout.compose.story.galley import GalleyLine
from layout.compose.story.stylebook import house_style
from layout.diagnostics import Severity
from layout.geometry import Box, profile
from layout.ground.dataclass import replace
from layout.issue.agreement import _leg_faults
from layout.issue.model import Head, Imprint, Issue, Masthead, PagePlan, Paragraph, Photo, Story, Wishes
from layout.issue.pictures import _lost
from layout.issue.reader import read_issue
from layout.makeup.check import LegFacts, StoryFacts, check_plan
from layout.makeup.check.measured import facts_of_sheets
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, PhotoPlace, Plan
from layout.makeup.page.block import _fit, _lifts
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.page.filling import Filled
from layout.makeup.page.filling import relieved as read_best
from layout.makeup.page.flow import Poured, _cost_of_break, pour, uneven
from layout.makeup.page.folio import _imprint_rows, _stacked
from layout.makeup.page.forme import Forme
from layout.makeup.page.head_style import side_of_ground
from layout.makeup.page.legs import legs_of
from layout.makeup.page.over import Beneath, _tell, measured
from layout.makeup.page.pages import MadeUp, make_up
from layout.makeup.page.photo import crop_to, photo_rows, place_bleeding
from layout.makeup.page.places import cuts_up
from layout.makeup.page.qr import qr_path
from layout.makeup.page.stretches import Stretch, drawn_up, stretches
from layout.makeup.solve.issue.fillers import _fitting
from layout.makeup.solve.issue.notices import _aired
from layout.makeup.solve.measure.depth import good_legs
from layout.makeup.solve.measure.form import form_cost
from layout.makeup.solve.measure.furnish import head_choices
from layout.makeup.solve.measure.groups import depths_of
from layout.makeup.solve.measure.headed import _give
from layout.makeup.solve.measure.pictures import crops
from layout.makeup.solve.measure.pieces import pieces
from layout.makeup.solve.measure.tables import _boxes, measure
from layout.makeup.solve.measure.tails import tail_shapes
from layout.makeup.solve.measure.wishes import widths_of
from layout.makeup.solve.search.cpsat import solve_by_constraints
from layout.makeup.solve.search.score import Page, alleys, white_most
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Frame, Options, PageResult, Placed, Shape, ShapeTable
from layout.makeup.solve.standing import cells_of
from layout.rules.house import PageRules
from layout.rules.pages import PICTURE_FRAME
from layout.rules.press import TINT_LINE_INK
from layout.rules.solver import BOXES_MORE
from layout.sheet import Fill, Picture, Rule, Step, Text
from layout.sheet.lightness import Lightness
from layout.typeface import TypeCase
from tests.rules.paged import GRID, codes, facts, judged, line, poured, story
from tests.rules.solved import FRAME, exact, five_on_each_page, modelled, page_cost, page_of, turned

HOUSE = house_style().value
_EIGHT = profile("broadsheet-8")
assert _EIGHT is not None
EIGHT = _EIGHT
THOUSAND = replace(GRID, columns=10, rows=100)
"""A grid of a thousand cells, so that a thousandth is one."""


@pytest.fixture
def room(case: TypeCase) -> CaseRoom:
    return CaseRoom(case, HOUSE, GRID)


def paragraph(count: int) -> list[GalleyLine]:
    """Return the galley lines of a paragraph."""
    middle = [GalleyLine(line()) for _ in range(count - 2)]
    return [GalleyLine(line(first=True)), *middle, GalleyLine(line("last"))]


def subheads(count: int) -> list[GalleyLine]:
    return [GalleyLine(line("stop", role="subhead"), keep=True) for _ in range(count)]


# Initials.


def test_drop_lines(case: TypeCase, room: CaseRoom) -> None:
    for lines in (0, 2):
        told = CaseRoom(case, HOUSE, GRID, rules=PageRules(drop_lines=lines), features=frozenset("a"))
        assert [told.drop_of(story(name)) for name in "ab"] == [lines, 0]
    assert room.on(replace(GRID, columns=12)).drop_of(story("a")) == 0
    wished = [told.drop_of(story("a", wishes=Wishes(drop=drop))) for drop in (0, 2, 3)]
    assert wished == [0, 2, 3]
    assert CaseRoom(case, HOUSE, GRID, features=frozenset("a")).drop_of(story("a")) == 3


def test_drop_long(case: TypeCase) -> None:
    told = CaseRoom(case, HOUSE, GRID, rules=PageRules(drop_long=900))
    assert [told.drop_of(story("a", characters)) for characters in (899, 900)] == [0, 3]
    assert [told.drop_of(story("a", 900, kind=kind)) for kind in ("lead", "column", "brief", "notice")] == [3, 3, 0, 0]
    assert told.drop_of(story("a", 900, dateline="禹州讯")) == 0
    assert CaseRoom(case, HOUSE, GRID).drop_of(story("a", 20_000)) == 0  # only features have one, by the book


# Heads over pictures.


def beneath(*levels: int, ink: int = 0, share: int = 20) -> tuple[Beneath, Beneath]:
    """Return what lies beneath a head over a picture of two lightnesses, the second over `share` of its 40 columns."""
    row = bytes([levels[0]]) * (40 - share) + bytes([levels[-1]]) * share
    shown = Lightness(40, 40, row * 40, bytes([ink]) * 1_600)
    return measured(shown, "top", [Box(0, 0, 40, 40)], Box(0, 0, 40, 40))


def test_over_contrast() -> None:
    assert [one.share for one in beneath(118)] == [1000, 1000]  # 4.7 : 1 for white, 4.5 for black
    assert [one.share for one in beneath(119)] == [0, 1000]
    assert [one.share for one in beneath(116)] == [1000, 0]


def test_over_share(case: TypeCase) -> None:
    assert [beneath(40, 200, share=share)[0].faults(PageRules(over_spread=900)) for share in (2, 3)] == [0, 25]
    assert ["M362" in remarked(case, beneath(40, 200, share=share)[0]) for share in (2, 3)] == [False, True]


def test_over_spread(case: TypeCase) -> None:
    house = PageRules(over_spread=60)
    assert [beneath(10, 10 + more)[0].faults(house) for more in (30, 31)] == [0, 1]
    assert [beneath(10, 10 + more)[0].faults(PageRules()) for more in (56, 57)] == [0, 2]  # 110 and 112
    assert ["M361" in remarked(case, beneath(10, 10 + more)[0]) for more in (56, 57)] == [False, True]


def remarked(case: TypeCase, found: Beneath, covered: int = 0) -> set[str]:
    """Return what the desk hears of a head that covers so many thousandths of the picture that it stands over."""
    room = CaseRoom(case, HOUSE, GRID)
    _tell(room, story("a"), Photo("", file="a.jpg"), found, (covered, 1_000))
    return {remark.code for remark in room.remarks}


def test_over_ink() -> None:
    assert [beneath(230, ink=ink)[1].share for ink in (140, 141)] == [1000, 0]


def test_over_deep(case: TypeCase) -> None:
    copy = story("a", 600, photos=(Photo("图说", "", "a.jpg", (4, 3), pixels=(1600, 1200)),))
    told = replace(copy, head=replace(copy.head, style="over"))
    dark = Lightness(4, 4, bytes([20]) * 16, bytes(16))
    for rows, found in ((12, ["M363"]), (13, [])):
        shown = (PhotoPlace(0, 0, 0, 3, rows),)
        plan = Plan("broadsheet", (PageDummy(2, 4, (Block("a", 0, 4, 3, 40, photos=shown),)),))
        room = CaseRoom(case, HOUSE, GRID, lightness=lambda _: dark)
        made = make_up(issue_of(2, (told,)), plan, room, "issues/7")
        assert [remark.code for remark in made.remarks if remark.code.startswith("M36")] == found
    assert ["M363" in remarked(case, beneath(10)[0], covered) for covered in (500, 501)] == [False, True]
    # The solver lays a head of six rows over thirty that the picture shows, no more.
    told = opened(400, 3, (4, 3))
    told = replace(told, head=replace(told.head, style="over"))
    for most, lays in ((200, True), (199, False)):
        room = CaseRoom(case, HOUSE, GRID, rules=PageRules(over_deep=most))
        laid = [shape for shape in measure(room, told).shapes if shape.size == 42_000 and not shape.choice.rows]
        assert any(shape.photos[0].rows == 32 for shape in laid) is lays


# Legs.


def leg(rows: int, of: int = 0, number: int = 0, room: int = 0) -> LegFacts:
    return LegFacts(number, 2, room or rows + of, rows)


def opened(characters: int, cols: int, *aspects: tuple[int, int]) -> Story:
    """Return a story of so many columns with pictures."""
    photos = tuple(Photo("图", "", "a.jpg", aspect) for aspect in aspects)
    return replace(story("a", characters, photos=photos), wishes=Wishes(cols=(cols, cols)))


def test_leg_least(room: CaseRoom, case: TypeCase) -> None:
    block = Block("a", 0, 20, 1, 60)
    assert "M112" not in codes(block, measured=(facts("a", (leg(4),), head_rows=0),))
    assert "M112" in codes(block, measured=(facts("a", (leg(3),), head_rows=0),))
    assert good_legs(poured(4, 4), 2, 0, 2, PageRules())
    assert not good_legs(poured(4, 3), 2, 0, 2, PageRules())
    # Copy is brought to another line count while no leg has fewer than four lines.
    assert relieved(room, 20.0, [LINES + 1 - 4, 4]) == (Step("target", 1),)
    assert relieved(room, 20.0, [LINES + 1 - 3, 3]) is None
    # A block that gives rows away to its tail keeps four under its head.
    told = replace(story("a", 212), wishes=Wishes(cols=(2, 2)))
    assert min(shape.rows - shape.head for shape in tail_shapes(room, told, measure(room, told))) == 4

    # So does a head beside its picture.
    beside = {}
    for least in (16, 17):
        shapes = measure(CaseRoom(case, HOUSE, GRID, rules=PageRules(leg_least=least)), opened(627, 4, (3, 2))).shapes
        narrow = [one for one in shapes if one.photos and not one.photos[0].row and 0 < one.head_to - one.head_from < 4]
        beside[least] = min(one.photos[0].rows - one.head for one in narrow)
    assert beside == {16: 16, 17: 17}
    # And one that is too short for its span, over its first legs beside a picture.
    short = replace(opened(900, 5, (3, 2)), head=Head(("春夏秋冬",)))
    for least in (15, 16):
        shapes = measure(CaseRoom(case, HOUSE, GRID, rules=PageRules(leg_least=least)), short).shapes
        part = [one for one in shapes if one.photos and not one.photos[0].row and one.choice.cols]
        assert min(one.photos[0].rows - one.head for one in part) == least


def test_leg_most() -> None:
    block = Block("a", 0, 20, 1, 80)
    assert "M111" not in codes(block, measured=(facts("a", (leg(65),), head_rows=0),))
    assert "M111" in codes(block, measured=(facts("a", (leg(66),), head_rows=0),))
    for kind in ("news", "brief"):
        assert good_legs(poured(65), 1, 0, 1, PageRules(), kind)
        assert not good_legs(poured(66), 1, 0, 1, PageRules(), kind)


@pytest.mark.parametrize("kind", ["brief", "notice", "column", "table", "news"])
def test_short_kinds(kind: str, case: TypeCase) -> None:
    short = kind != "news"
    block = Block("a", 0, 20, 1, 60)
    found = codes(block, measured=(facts("a", (leg(3),), head_rows=9, head_to=1),), kind=kind)
    assert ("M112" in found) is not short
    assert ("M110" in found) is not short
    assert good_legs(poured(3), 1, 9, 1, PageRules(), kind) is short
    room = CaseRoom(case, HOUSE, GRID, rules=PageRules(shallow=5))
    assert (form_cost(2, 10, poured(4, 4), kind, room) == 0) is short


def test_uneven() -> None:
    legs = tuple(leg(9, number=number) for number in range(5))
    block = Block("a", 0, 20, 6, 40)

    def found(lacks: int) -> set[str]:
        return set(codes(block, measured=(facts("a", (*legs, leg(9, lacks, 5))),))) & {"M126", "M150"}

    # What is too little to be warned of is noted, and so are two rows.
    assert [found(7), found(8)] == [{"M150"}, {"M126"}]


def test_uneven_least() -> None:
    block = Block("a", 0, 20, 1, 40)
    strict = PageRules(uneven=0)

    def uneven(lacks: int) -> bool:
        plan = Plan("broadsheet", (PageDummy(2, 0, (block,)),))
        return "M126" in check_plan(plan, (facts("a", (leg(9, lacks),)),), (), GRID, strict).codes()

    assert not uneven(2)
    assert uneven(3)


def test_piece_of_leg(case: TypeCase) -> None:
    # Three rows under a picture are a piece of a leg that lacks its text, two are not.
    copy = replace(story("a", 17 * 12), photos=(Photo("", aspect=(4, 3)),))
    for rows, empty in ((40, 0), (41, 1)):
        block = Block("a", 0, 20, 1, rows, photos=(PhotoPlace(0, 0, 25, 1, 12),))
        plan = Plan("broadsheet", (PageDummy(2, 4, (block,)),))
        made = make_up(issue_of(2, (copy,)), plan, CaseRoom(case, HOUSE, GRID), "issues/7")
        (found,) = facts_of_sheets(plan, made.sheets, made.fits)
        assert sum(not piece.filled for piece in found.legs) == empty
    legs = legs_of(Block("a", 0, 0, 1, 40), GRID)
    for top, pieces_of in ((7, 2), (6, 1)):  # two rows of head, a row of air over the picture: three rows, or two
        block = Block("a", 0, 0, 1, 40, photos=(PhotoPlace(0, 0, top - 1 + 0, 1, 10),))
        assert len(stretches(block, legs, GRID, 2, (0, 1))) == pieces_of
    # Text goes three rows on under a picture at the left of its head, which is no piece of a leg yet.
    room = CaseRoom(case, HOUSE, GRID)
    shapes = measure(room, opened(627, 4, (3, 2))).shapes
    assert max(shape.rows - shape.photos[0].rows for shape in shapes if shape.photos and shape.head_from) == 3
    # Beside a picture over a band of others it ends with the picture, or four rows lower.
    under = set()
    for shape in measure(room, opened(908, 5, (4, 3), (16, 9), (4, 3))).shapes:
        first, *others = shape.photos
        if others and first.row == shape.head < min(other.row for other in others) and first.cols < shape.cols:
            under.add(min(other.row for other in others) - 1 - first.row - first.rows)
    assert under == {0}
    for gap, drawn in ((3, True), (4, False), (0, False), (-2, True), (-5, True), (-6, False)):
        block = Block("a", 0, 0, 1, 40, photos=(PhotoPlace(0, 0, 6 + gap, 1, 10),))
        assert (drawn_up(block, 6, False, (0, 6)).photos[0].row != 6 + gap) is (drawn and 6 + gap > 0)


def test_picture_least(room: CaseRoom) -> None:
    width = GRID.span(2)
    leading = GRID.leading

    def rows(natural: float) -> int:
        """Return the rows of a picture that is so many rows deep by its proportions."""
        height = round(natural * leading) - (leading - GRID.size)
        return photo_rows(Photo("", aspect=(width, height)), room, width, words=0)

    assert [rows(natural) for natural in (1, 2, 3, 4)] == [3, 3, 3, 4]
    assert depths_of(room, [Photo("", aspect=(100, 1))], 2)[1] == range(3, 4)


def test_look_back() -> None:
    assert pour([*paragraph(6), *subheads(4), *paragraph(9)], [10, 20]).depths[0] == 6
    assert pour([*paragraph(5), *subheads(5), *paragraph(9)], [10, 20]).depths[0] == 10


def test_box_pad() -> None:
    assert legs_of(Block("a", 0, 0, 2, 20, box="rule"), GRID).inset == 9_000
    assert legs_of(Block("a", 0, 0, 2, 20), GRID).inset == 0


@pytest.mark.parametrize(("ems", "long"), [(56, False), (57, True)])
def test_longest_line(case: TypeCase, ems: int, long: bool) -> None:
    area = GRID.type_area
    grid = replace(GRID, columns=2, ems=20, type_area=Box(area.x, area.y, ems * 9_000, area.h))
    told = replace(story("a"), wishes=Wishes(cols=(2, 2), legs=1))
    assert bool(list(_leg_faults(told, grid))) is long
    either = replace(story("a"), wishes=Wishes(cols=(1, 2), legs=1))
    assert (2 in widths_of(CaseRoom(case, HOUSE, grid), either)) is not long


def test_tail_most(case: TypeCase) -> None:
    def deepest(characters: int) -> int:
        """Return the rows of the longest tail of a story that gives away up to four rows of its block."""
        room = CaseRoom(case, HOUSE, EIGHT)
        told = replace(story("a", characters), wishes=Wishes(cols=(5, 5)))
        return max(shape.tail for shape in tail_shapes(room, told, measure(room, told)))

    assert deepest(1_406) == 14
    assert deepest(1_419) == 10  # not fifteen


# How a galley is poured into legs.


def test_leg_short(room: CaseRoom) -> None:
    assert pour([*paragraph(4), *subheads(1), *paragraph(6)], [5, 7]).cost == 12
    assert pour([*paragraph(5), *paragraph(6)], [5, 7]).cost == 0
    # A last leg that runs on is poured for less than a leg a row short: three first lines alone at feet are as much.
    sizes = (50, 21, 61, 39, 53, 22, 14, 41, 19, 34, 57, 52, 45, 45)
    copy = tuple(Paragraph(index, "body", "字" * size) for index, size in enumerate(sizes))
    told = replace(story("a"), paragraphs=copy, wishes=Wishes(cols=(4, 4)))
    assert tail_shapes(room, told, measure(room, told)) == ()


def test_leg_widow() -> None:
    assert pour(paragraph(5), [4, 4]).cost == 7
    assert pour(paragraph(6), [4, 4]).cost == 0


def widow(share: int, shorter: int = 0) -> float:
    """Return what a leg costs over which a last line stands that fills so much of its measure."""
    copy = paragraph(5)
    measure = copy[-1].line.measure
    copy[-1] = replace(copy[-1], line=replace(copy[-1].line, extent=measure * share // 1_000 - shorter))
    return pour(copy, [4, 4]).cost


def test_widow_short() -> None:
    assert widow(500) == 7
    assert widow(500, 1) > 7


def test_widow_shorter() -> None:
    last = GalleyLine(line("last"))
    half = last.line.measure // 2
    costs = [
        _cost_of_break([*paragraph(4)[:-1], replace(last, line=replace(last.line, extent=wide))], 3, ())
        for wide in (half, half - 1)
    ]
    assert costs == [7, 7 + 6]
    assert widow(499) == 12  # a leg a row short, and the line has another over it
    assert pour([*paragraph(6), *paragraph(5)], [10, 5]).cost == 7
    assert widow(499) - widow(500) == 5


def test_leg_orphan() -> None:
    assert pour([*paragraph(3), *paragraph(5)], [4, 5]).cost == 4
    assert pour([*paragraph(4), *paragraph(5)], [4, 5]).cost == 0


def table(rows: int, note: bool = False) -> list[GalleyLine]:
    """Return a table's head row, so many rows, and its note."""
    row = replace(line("stop"), role="table")
    head = GalleyLine(row, keep=True)
    below = [GalleyLine(row, again=(replace(head, repeats=True),)) for _ in range(rows)]
    last = GalleyLine(row) if note else below.pop()
    return [head, *below, replace(last, line=replace(row, ending="last"))]


def test_table_row() -> None:
    assert [_cost_of_break(table(5), end, ()) for end in range(7)] == [0, 1_000, 14, 0, 0, 14, 0]
    assert [_cost_of_break(table(5, note=True), end, ()) for end in (2, 3, 5, 6)] == [14, 0, 14, 14]
    torn = [pour(table(5), depths).torn for depths in ([3, 9], [2, 9], [5, 9], [6, 9])]
    assert torn == [0, 1, 0, 0]  # the last of five goes over with the one before it
    # A row goes over with the last one, though its leg is a row short then.
    assert pour([*paragraph(3), *table(5)], [8, 6]).depths == (7, 3)
    assert pour([*paragraph(2), *table(5)], [6, 6]).depths == (6, 3)


def test_table_clear() -> None:
    """A quarter of the row over a table goes under it, where a rule stands half a row below its leg's foot."""
    first, *rows = table(4)
    lines = [*paragraph(4), replace(first, before=1), *rows]
    (leg,) = pour(lines, [len(lines) + 1]).legs
    assert list(_lifts(leg, 12_000, ruled=True)) == [0] * 4 + [3_000] * (len(lines) - 4)
    for copy, ruled in (
        (lines, False),  # no rule under it
        ([*lines, *paragraph(3)], True),  # copy under it
        ([*paragraph(4), first, *rows], True),  # no white over it
        (lines[4:], True),  # it fills its leg
    ):
        (leg,) = pour(copy, [len(copy) + 1]).legs
        assert not any(_lifts(leg, 12_000, ruled=ruled))


def test_subhead_foot() -> None:
    assert pour([*subheads(12)], [10, 5]).cost == 1_000
    assert pour([*paragraph(12)], [10, 5]).cost == 0


def under_subhead(lines: int, depths: list[int]) -> float:
    """Return what it costs to pour copy whose subhead has so many of its lines under it in the first leg."""
    return pour([*paragraph(9), *subheads(1), *paragraph(lines + 6)], depths).cost


def test_subhead_lines() -> None:
    found = [
        codes(Block("a", 0, 20, 2, 60), measured=(facts("a", (LegFacts(0, 2, 9, 9, under_subhead=under), leg(9))),))
        for under in (2, 1, 0, -1)
    ]
    assert ["M143" in told for told in found] == [False, True, False, False]
    # So it is poured: one line under it is dear, two are not liked, three are enough.
    copy = [*paragraph(4), *subheads(1), *paragraph(8)]
    assert [_cost_of_break(copy, end, [4]) for end in (5, 6, 7, 8)] == [1_000, 14 + 4, 5, 0]
    assert _cost_of_break(paragraph(8), 4, ()) == 0


def test_subhead_low() -> None:
    assert under_subhead(1, [11, 20]) == 14 + 4  # and the line is its paragraph's first
    # The leg before gives two lines away where the rows that it lacks go over subheads of its own.
    one = [replace(line, before=1) for line in subheads(1)]
    for copy, cost in (([*paragraph(3), *one, *paragraph(3), *one], 4), ([*paragraph(5), *paragraph(5)], 18)):
        poured = pour([*copy, *paragraph(8), *paragraph(5), *subheads(1), *paragraph(9)], [16, 9, 20])
        assert (poured.cost, poured.depths[:2]) == (cost, (16, 9))


def test_subhead_near() -> None:
    assert under_subhead(2, [12, 20]) == 5
    assert under_subhead(3, [13, 20]) == 0


def test_subhead_air() -> None:
    opened = [replace(line, before=1) for line in subheads(1)]
    copy = [*paragraph(4), *opened, *paragraph(5), *paragraph(5)]
    level = pour(copy, [12, 9])
    assert (level.cost, level.depths[0]) == (2, 12)
    assert [row for row, line in level.legs[0] if line.line.role == "subhead"] == [6]
    assert pour(copy, [11, 9]).depths[0] == 11
    # A last leg that should end level has the row that it lacks over its subhead.
    last = [*paragraph(5), *paragraph(4), *opened, *paragraph(3)]
    assert (pour(last, [5, 10]).cost, pour(last, [5, 10]).depths) == (0, (5, 9))
    assert (pour(last, [5, 10], level=True).cost, pour(last, [5, 10], level=True).depths) == (2, (5, 10))


def test_subhead_over() -> None:
    """A row more over a subhead stands half over and half under it; the copy under it keeps its row."""
    leg = pour([*paragraph(4), *(replace(one, before=1) for one in subheads(1)), *paragraph(5)], [12], level=True)
    (whole,) = leg.legs
    assert [row for row, one in whole if one.line.role == "subhead"] == [6]
    assert list(_lifts(whole, 12_000)) == [0] * 4 + [6_000] + [0] * 5
    (plain,) = pour([one for _, one in whole], [12]).legs
    assert not any(_lifts(plain, 12_000))
    # A subhead of two lines stands as one piece.
    two = (*whole[:5], (7, replace(whole[4][1], before=0)))
    assert list(_lifts(two, 12_000))[4:] == [6_000, 6_000]

    def noted(white: int) -> bool:
        measured = (facts("a", (LegFacts(0, 2, 58, 58, over_subhead=white), LegFacts(1, 2, 58, 58))),)
        return "M155" in codes(Block("a", 0, 20, 2, 60), measured=measured)

    assert [noted(white) for white in (1_500, 1_501)] == [False, True]


def test_leg_overset() -> None:
    assert pour(paragraph(10), [3, 3]).cost == 400_000
    assert pour(paragraph(10), [3, 7]).cost == 0


COMMAS = "字字字字，" * 6 + "字字字。"
"""Copy that two more commas' gaps can open to a line more, in 11 ems."""


LINES = 12
"""So many lines do four paragraphs of it take."""


def relieved(room: CaseRoom, cost: float, depths: list[int] | None = None) -> tuple[Step, ...] | None:
    """Return the step that setting takes from a pouring of some cost; None where it takes none."""
    told = Story("a", "news", 50, Head(), tuple(Paragraph(index, "body", COMMAS) for index in range(4)))
    legs = replace(legs_of(Block("a", 0, 0, 1, 40), GRID), measure=11 * 9_000)
    lines = room.galley(told, legs.measure).lines
    assert len(lines) == LINES
    wanted = depths or [len(lines) + 1]
    places = tuple(Stretch(index, 1, rows) for index, rows in enumerate(wanted))
    block = Block("a", 0, 0, len(wanted), 40)
    start = Filled(None, block, places, sum(wanted), Poured(poured(*(6 for _ in wanted)).legs, (), cost))

    def other(change: int) -> Iterator[Filled]:
        again = room.galley(told, legs.measure, len(lines) + change).lines
        if change and len(again) == len(lines) + change:
            yield replace(start, poured=pour(again, wanted))

    return read_best(start, other, room.rules.leg_least).steps or None


def level_legs(cost: float, lacks: int, change: int = 1, after: float = 0.0) -> tuple[Step, ...]:
    """Return the step by which two legs, the last short by some rows, are made level at a cost."""
    places = (Stretch(0, 1, 20), Stretch(1, 1, 20))
    legs = poured(20, 20 - lacks).legs
    short = Filled(None, Block("a", 0, 0, 2, 22), places, 40, Poured(legs, (), cost + uneven(lacks)))
    level = replace(short, poured=Poured(poured(20, 20).legs, (), after))
    return read_best(short, lambda by: iter([level] if by == change else []), 4).steps


def test_leg_uneven() -> None:
    assert level_legs(0.0, 1) == (Step("target", 1),)
    assert level_legs(0.0, 0) == ()
    # With the line more a leg may begin with a paragraph's last line, seven, not with a short one, thirteen.
    assert level_legs(0.0, 1, after=7.5) == (Step("target", 1),)
    assert level_legs(0.0, 1, after=7.6) == ()
    # Two lines for two rows; and not two where one row is to be had.
    assert level_legs(0.0, 2, change=2, after=7.5) == (Step("target", 2),)
    assert level_legs(0.0, 2, change=2, after=7.6) == ()


def test_leg_foot() -> None:
    def level(after: float) -> tuple[Step, ...]:
        """Return the step by which legs of which the last lacks two rows end level a row higher."""
        places = tuple(Stretch(leg, 1, 20) for leg in range(3))
        short = Filled(None, Block("a", 0, 0, 3, 22), places, 60, Poured(poured(20, 20, 18).legs, (), uneven(2)))
        upper = tuple(replace(place, rows=19) for place in places)
        again = replace(short, places=upper, poured=Poured(poured(19, 19, 19).legs, (), after))
        return read_best(short, lambda by: iter([again] if by == -1 else []), 4).steps

    # Of eleven and a half a line less takes two, and the row of white under the legs four.
    assert level(5.4) == (Step("target", -1),)
    assert level(5.6) == ()


def test_spared(room: CaseRoom) -> None:
    assert relieved(room, 4.0) == (Step("target", 1),)
    assert relieved(room, 3.99) is None
    # Another line count must better the cost by more than two: an orphan, four, does not better 5.9.
    assert relieved(room, 5.9, [8, 5]) is None
    assert relieved(room, 6.0, [8, 5]) == (Step("target", 1),)


def test_as_many_lines_in_other_paragraphs_cost_as_a_line_more() -> None:
    def exchanged(cost: float, after: float) -> tuple[Step, ...]:
        places = (Stretch(0, 1, 20), Stretch(1, 1, 20))
        plain = Filled(None, Block("a", 0, 0, 2, 22), places, 40, Poured(poured(20, 20).legs, (), cost))
        other = replace(plain, poured=replace(plain.poured, cost=after))
        return read_best(plain, lambda by: iter([] if by else [other]), 4).steps

    # An orphan, four, is worth it where hardly anything is amiss then; of two that cost the same the legs decide.
    assert exchanged(4.0, 2.0) == (Step("target", 0),)
    assert exchanged(4.0, 2.1) == ()


def test_a_jump_never_leaves_more_for_the_other_page() -> None:
    rest = tuple(paragraph(20))
    plain = Filled(None, Block("a", 0, 0, 1, 22, jump=2), (Stretch(0, 1, 20),), 20, Poured(poured(20).legs, rest, 9.0))

    def left(lines: int) -> tuple[Step, ...]:
        other = replace(plain, poured=Poured(plain.poured.legs, tuple(paragraph(lines)), 0.0))
        return read_best(plain, lambda by: iter([] if by else [other]), 4).steps

    assert (left(20), left(21)) == ((Step("target", 0),), ())


def test_counts_that_cannot_read_better_are_not_composed() -> None:
    places = (Stretch(0, 1, 20), Stretch(1, 1, 20))
    short = Filled(None, Block("a", 0, 0, 2, 22), places, 40, Poured(poured(20, 19).legs, (), uneven(1)))
    near = [1, -1, 0]
    for after, asked in ((0.0, [1]), (0.1, near), (1.9, near), (2.0, [*near, 2, -2])):
        level, tried = replace(short, poured=Poured(poured(20, 20).legs, (), after)), []

        def other(change: int, level: Filled = level, tried: list[int] = tried) -> Iterator[Filled]:
            tried.append(change)
            yield from [level] if change == 1 else []

        assert read_best(short, other, 4).steps == (Step("target", 1),)
        assert tried == asked


# Heads over their legs.


def issue_of(number: int, stories: tuple[Story, ...]) -> Issue:
    """Return an issue of one page."""
    return Issue(
        7, date(2026, 11, 23), "星期一", "农历丙午年十月十五", Masthead("禹州通讯", "YUZHOU TONGXUN"), Imprint(),
        "broadsheet", (PagePlan(number, "要闻", tuple(one.id for one in stories)),), stories,
    )  # fmt: skip


@pytest.fixture
def page(case: TypeCase) -> Callable[..., MadeUp]:
    """Make up one page of blocks."""

    def made(*blocks: Block, stories: tuple[Story, ...], number: int = 2) -> MadeUp:
        issue = issue_of(number, stories)
        plan = Plan("broadsheet", (PageDummy(number, 4, blocks),))
        return make_up(issue, plan, CaseRoom(case, HOUSE, GRID), "issues/7")

    return made


def rows_of(made: MadeUp, role: str) -> list[int]:
    """Return the rows of the page's type of a role, counted from the top of the grid."""
    sheet = made.sheets[0]
    texts = [item for item in sheet.items if isinstance(item, Text) and item.line.role == role]
    return sorted({(text.y - GRID.type_area.y) // GRID.leading for text in texts})


def test_feather(page: Callable[..., MadeUp]) -> None:
    copy = story("a", 17 * 20 - 2)

    def first(rows: int) -> int:
        return rows_of(page(Block("a", 0, 20, 1, rows), stories=(copy,)), "body")[0]

    least = next(rows for rows in range(20, 40) if not page(Block("a", 0, 20, 1, rows), stories=(copy,)).fits[0].over)
    assert [first(least + more) - first(least) for more in (1, 2, 3)] == [1, 2, 3]
    assert (
        first(least + 4) - first(least) != 4
        or len(rows_of(page(Block("a", 0, 20, 1, least + 4), stories=(copy,)), "kicker")) > 9
    )


def test_loose() -> None:
    assert _give(4, poured(20, 20), 2, 3) == 5
    assert _give(4, poured(8, 8), 2, 3) == 4
    assert Shape(1, 10).give == 5


def test_head_ground(page: Callable[..., MadeUp]) -> None:
    sheet = page(Block("a", 0, 20, 2, 30, head=HeadChoice(style="reverse")), stories=(story("a", 300),)).sheets[0]
    (ground,) = [item.box for item in sheet.items if isinstance(item, Fill) and item.region < 0]
    lines = [
        item for item in sheet.items if isinstance(item, Text) and item.line.role in ("kicker", "headline", "deck")
    ]
    foot = max(item.y + item.line.size * 12 // 100 for item in lines)
    assert ground.bottom - foot == GRID.leading * 350 // 1000


def offered(room: CaseRoom, told: Story, width: int) -> list[tuple[int, int]]:
    """Return rows and size of each setting of a head that is offered over a width."""
    return [(entry[2], entry[3]) for entry in head_choices(room, told, width, decks=False)]


def test_ground_side(page: Callable[..., MadeUp], room: CaseRoom) -> None:
    wide = replace(story("a", 300), head=Head(("百货大楼今天开门迎客",)))
    sheet = page(Block("a", 0, 20, 1, 30, head=HeadChoice(style="reverse", lines=1)), stories=(wide,)).sheets[0]
    (ground,) = [item.box for item in sheet.items if isinstance(item, Fill) and item.region < 0]
    (head,) = [item for item in sheet.items if isinstance(item, Text) and item.line.role == "headline"]
    clear = GRID.leading * 350 // 1000
    assert side_of_ground(GRID) == clear
    assert ground.w == GRID.measure
    assert head.x - ground.x >= clear and ground.right - head.x - head.line.extent >= clear
    # So it is measured, too: as a plain head over a span that is so much narrower.
    barred = replace(wide, head=replace(wide.head, style="reverse"))
    span = GRID.measure - 2 * clear
    plain = [size for *_, size in offered(room, wide, span)]
    assert [size for *_, size in offered(room, barred, span + 2 * clear)] == plain
    assert [size for *_, size in offered(room, wide, span + 2 * clear)] != plain


def test_label_rows(page: Callable[..., MadeUp]) -> None:
    copy = story("a", 300)
    plain = page(Block("a", 0, 20, 2, 30), stories=(copy,))
    titled = page(Block("a", 0, 20, 2, 30, label="专栏"), stories=(copy,))
    assert rows_of(titled, "headline")[0] - rows_of(plain, "headline")[0] == 3


# Photographs.


def test_crop(room: CaseRoom) -> None:
    # A little more than a hundred rows: a thousandth more or less is another row.
    rows = crops(room, Photo("", file="a.jpg", aspect=(1_000_000, 1_159_441)), 1_000_000)
    assert (rows[0], rows[-1]) == (92, 108)


def test_cropped_most(case: TypeCase, tmp_path: Path) -> None:
    placed = Block("a", 0, 20, 2, 60, photos=(PhotoPlace(0, 0, 20, 2, 20),))

    def shown(share: float) -> Story:
        """Return a story with a photograph of which its place shows so much of the width."""
        frame = Box(0, 0, GRID.span(2), 20 * GRID.leading - (GRID.leading - GRID.size) // 2 * 2)
        photo = Photo("", file="a.jpg", aspect=(4, 3), pixels=(round(frame.w / share), frame.h))
        return replace(story("a", 300), photos=(photo,))

    def told(share: float) -> bool:
        """Tell whether the desk hears of it."""
        room = CaseRoom(case, HOUSE, GRID)
        issue = issue_of(2, (shown(share),))
        make_up(issue, Plan("broadsheet", (PageDummy(2, 4, (placed,)),)), room, "issues/7")
        return "M318" in {remark.code for remark in room.remarks}

    assert not told(0.8)
    assert told(0.7999)
    for share, cut in ((0.8, False), (0.7999, True)):
        assert cuts_up(CaseRoom(case, HOUSE, GRID), placed, shown(share)) is cut
    assert _lost((1, 1), (1_000, 800)) == 200
    for height, codes_of in ((800, set()), (799, {"I607"})):
        Image.new("L", (1_000, height)).save(tmp_path / "a.png")
        (tmp_path / "issue.yaml").write_text(ISSUE, encoding="utf-8")
        (tmp_path / "a.md").write_text(STORY, encoding="utf-8")
        assert {remark.code for remark in read_issue(tmp_path).remarks} & {"I607"} == codes_of


def test_cropped_above() -> None:
    tall = Photo("", file="a.jpg", aspect=(1, 2), pixels=(1_000, 2_000))
    assert crop_to(tall, 100, 100) == (0, 2_000, 10_000, 7_000)  # of 5000 that are cut off 2000 are above


def test_ends_most(case: TypeCase) -> None:
    def short(empty: int, *depths: int) -> bool:
        """Tell whether the desk hears of so many empty rows at the feet of legs of these depths."""
        room = CaseRoom(case, HOUSE, GRID)
        block = Block("a", 0, 0, len(depths), 20)
        fit = _fit(room, block, story("a"), poured(*depths), sum(depths) + empty, ())
        assert fit.short == empty
        return "M302" in {remark.code for remark in room.remarks}

    assert [short(empty, 10, 10) for empty in (3, 4)] == [False, True]
    assert [short(empty, 10, 10, 10, 10, 10) for empty in (5, 6)] == [False, True]
    # Shapes are offered as far as the desk would not hear of them: beside a picture, a standing head, a group.
    for pictures, orient, characters in ((1, "h", 91), (0, "v", 80), (2, "h", 100)):
        photos = tuple(Photo("", file=f"{nth}.jpg", aspect=(3, 2), pixels=(3_000, 2_000)) for nth in range(pictures))
        wished = story("a", characters, photos=photos, wishes=Wishes(cols=(2, 2)))
        stood = replace(wished, head=replace(wished.head, orient=orient))
        assert max(shape.ends for shape in measure(CaseRoom(case, HOUSE, GRID), stood).shapes) == 3


ISSUE = """\
issue: {no: 7, date: 2026-11-23, lunar: auto}
masthead: {name: 禹州通讯}
pages: [{no: 1, name: 要闻, stories: [a]}]
"""
STORY = """\
---
id: a
kind: news
priority: 50
head: {main: [标题]}
photos: [{file: a.png, caption: 图为现场, aspect: [1, 1]}]
---
正文一段。
"""


# Pages.


def white_page(cells: int, number: int) -> list[tuple[str, Severity]]:
    """Judge a page of a thousand cells that leaves some white at its foot."""
    whole, rest = divmod(cells, 10)
    blocks = [Block("a", 0, 0, 10, 99 - whole)]
    if rest:
        blocks.append(Block("b", 0, 99 - whole, 10 - rest, 1))
    else:
        blocks[0] = Block("a", 0, 0, 10, 100 - whole)
    plan = Plan("broadsheet", (PageDummy(number, 0, tuple(blocks)),))
    return [(fault.code, fault.severity) for fault in check_plan(plan, (), (), THOUSAND).findings]


def trapped(cells: int, number: int) -> Severity:
    """Return how bad a hole of so many cells in the middle of a page is."""
    sides = Block("b", 0, 40, 4, cells), Block("c", 5, 40, 5, cells)
    blocks = (Block("a", 0, 0, 10, 40), *sides, Block("d", 0, 40 + cells, 10, 60 - cells))
    plan = Plan("broadsheet", (PageDummy(number, 0, blocks),))
    (found,) = [fault for fault in check_plan(plan, (), (), THOUSAND).findings if fault.code == "M125"]
    return found.severity


def test_white_front() -> None:
    assert ("M118", Severity.WARNING) not in white_page(10, 1)
    assert ("M118", Severity.WARNING) in white_page(11, 1)
    assert (trapped(10, 1), trapped(11, 1)) == (Severity.NOTE, Severity.WARNING)
    assert white_most(Frame(1, 10, 0, 100)) == 10


def filled(room: CaseRoom, rows: int) -> bool:
    """Tell whether so many empty rows at the foot of a page of a hundred are given to a filler."""

    class Measured:
        def table(self, name: str) -> ShapeTable:
            return ShapeTable(name, 50, "filler", (Shape(6, 1, 1),))

    page = PageDummy(2, 20, (Block("a", 0, 20, 6, 100 - rows),))
    return _fitting(page, ("f",), Measured(), room) is not None  # type: ignore[arg-type]


def test_white_inside(room: CaseRoom) -> None:
    assert [filled(room, rows) for rows in (2, 3)] == [False, True]  # two rows are just what may stay white
    assert ("M118", Severity.WARNING) not in white_page(20, 2)
    assert ("M118", Severity.WARNING) in white_page(21, 2)
    assert (trapped(20, 2), trapped(21, 2)) == (Severity.NOTE, Severity.WARNING)
    assert white_most(Frame(2, 10, 0, 100)) == 20


def lines_across(*blocks: tuple[int, int, int, int]) -> list[tuple[int, tuple[str, ...]]]:
    """Return the rows at which a line cuts the page, with the stories that it names."""
    placed = [Block(str(at), *block) for at, block in enumerate(blocks)]
    faults = [fault for fault in judged(*placed).findings if fault.code == "M107"]
    return [(int(dict(fault.args)["row"]), fault.stories) for fault in faults]  # type: ignore[call-overload]


def test_notice_air() -> None:
    strict = PageRules(white_inside=0)
    for gap, row, white in ((0, 0, 0), (1, 0, 0), (2, 0, 10), (1, 1, 10)):
        advert = Block("n", 0, 80, 10, 20, photos=(PhotoPlace(0, 0, row, 10, 20 - row),))
        plan = Plan("broadsheet", (PageDummy(2, 0, (Block("a", 0, 0, 10, 80 - gap), advert)),))
        stories = StoryFacts("a", 90), StoryFacts("n", 50, "notice", size=(10, 20), apart=(("a", "喜", "悲"),))
        verdict = check_plan(plan, (), stories, THOUSAND, strict)
        assert verdict.scores[0].white == white
        assert ("M342" in verdict.codes()) is (gap < 2)
    # One notice stands on another, with this white between.
    for gap, told in ((0, False), (1, False), (2, True)):
        pile = Block("n", 0, 80, 10, 20), Block("m", 0, 60 - gap, 10, 20)
        fixed = [StoryFacts(name, 50, "notice", size=(10, 20)) for name in "nm"]
        found = check_plan(Plan("broadsheet", (PageDummy(2, 0, pile),)), (), fixed, THOUSAND)
        assert ("M341" in found.codes()) is told
    picture = Shape(10, 20, photos=(PhotoPlace(0, 0, 0, 10, 20),), give=0)
    for shape, over in ((picture, 79), (replace(picture, photos=()), 80)):
        (laid,) = _aired([(0, shape)], Frame(2, 10, 0, 100))
        assert (laid.at, laid.over) == (((0, (0, 80, 10, 20)),), (0, 0, 10, over))
    (whole,) = _aired([(0, replace(picture, rows=100))], Frame(2, 10, 0, 100))  # it goes in without its white only
    assert whole.at == ((0, (0, 0, 10, 100)),)


def test_jog() -> None:
    # The left block reaches beyond the line at row 50 by three rows below it, or by two; above it by far.
    assert [row for row, _ in lines_across((0, 0, 3, 53), (3, 0, 3, 50), (3, 50, 3, 70), (0, 53, 3, 67))] == []
    assert [row for row, _ in lines_across((0, 0, 3, 52), (3, 0, 3, 50), (3, 50, 3, 70), (0, 52, 3, 68))] == [50, 52]
    assert [row for row, _ in lines_across((0, 0, 3, 47), (3, 0, 3, 50), (3, 50, 3, 70), (0, 47, 3, 73))] == []
    assert [row for row, _ in lines_across((0, 0, 3, 48), (3, 0, 3, 50), (3, 50, 3, 70), (0, 48, 3, 72))] == [48, 50]
    ((_, named), (_, others)) = lines_across((0, 0, 3, 52), (3, 0, 3, 50), (3, 50, 3, 70), (0, 52, 3, 68))
    assert named == others == ("2", "3")
    # What ends three rows below the line still stands over it; four rows below, it would be beside it.
    for lower, cut in ((5, True), (6, False)):
        blocks = (Block("0", 0, 48, 3, lower), Block("1", 3, 50, 3, 70))
        assert ("M107" in judged(*blocks, top=48).codes()) is cut
    # A block that starts three rows from the line does not make it.
    named = lines_across((0, 0, 3, 52), (3, 0, 2, 50), (3, 50, 2, 70), (0, 52, 3, 68), (5, 0, 1, 51), (5, 53, 1, 67))
    assert named[0] == (50, ("2", "3"))
    assert turned((6, 48), (4, 51), (6, 49), (4, 52), (2, 3))  # four about a block of three rows
    assert not turned((6, 48), (4, 50), (6, 50), (4, 52), (2, 2))
    by_constraints = solve_by_constraints(exact((6, 48), (4, 51), (6, 49), (4, 52), (2, 3)), Work(2))
    assert by_constraints is not None and by_constraints.count("alleys") == 0
    assert by_constraints.bound <= by_constraints.cost < 2_000
    # The model of constraints counts as the judge does: no line where both reach three rows beyond it.
    none, two = (
        modelled(
            exact((5, lower), (5, 50), (5, 50), (5, 100 - lower)),
            (0, 0, 0, 5, lower), (1, 5, 0, 5, 50), (2, 5, 50, 5, 50), (3, 0, lower, 5, 100 - lower),
        )
        for lower in (53, 52)
    )  # fmt: skip
    assert two - none == 2 * page_of(4).alley
    for lower, cuts in ((53, 0), (52, 2)):
        rects = [(0, 0, 0, 3, lower), (1, 3, 0, 3, 50), (2, 3, 50, 3, 70), (3, 0, lower, 3, 120 - lower)]
        assert alleys(cells_of([rects]), 6)[0] == 1 + cuts  # and the edge between the two halves


def test_locked() -> None:
    four = [(0, 0, 3, 60), (3, 0, 3, 60), (0, 60, 3, 60), (3, 60, 3, 60)]
    five = [*four[:3], (3, 60, 3, 30), (3, 90, 3, 30)]
    for blocks, severity in ((four, Severity.NOTE), (five, Severity.WARNING)):
        found = judged(*(Block(str(at), *block) for at, block in enumerate(blocks)))
        assert {fault.severity for fault in found.findings if fault.code in ("M107", "M108")} == {severity}
    assert (page_of(4).alley, page_of(5).alley) == (300, 3_000)
    five_on_each_page()
    assert turned((6, 45), (4, 55), (6, 45), (4, 55))  # four turn about a little white
    placed = Placed(0, 0, 0, 1, 10, Shape(1, 10))
    assert PageResult((placed,) * 4, 0, (("alleys", 1),)).faults == 0
    assert PageResult((placed,) * 5, 0, (("alleys", 1),)).faults == 1


def jumped(sent: int, lines: int, targets: tuple[int, ...] = (2, 2, 2)) -> dict[str, Severity]:
    """Judge two pages, the first of which sends stories to the second."""
    first = tuple(Block(str(at), at, 20, 1, 60, jump=targets[at]) for at in range(sent))
    second = tuple(Block(str(at), at, 20, 1, 60, part=2) for at in range(sent))
    measured = tuple(
        facts(str(at), (leg(lines),), number, part=part, head_rows=0)
        for number, part in ((1, 1), (2, 2))
        for at in range(sent)
    )
    plan = Plan("broadsheet", (PageDummy(1, 0, first), PageDummy(2, 0, second)))
    return {fault.code: fault.severity for fault in check_plan(plan, measured, (), GRID).findings}


def sent_lines(room: CaseRoom, cols: int) -> tuple[list[int], int]:
    """Return how many lines the shapes of a story that jumps leave before the jump, and its lines."""
    told = replace(story("a", 17 * 60), wishes=Wishes(cols=(cols, cols), may_jump=True))
    lines = len(room.galley(told, GRID.measure).lines)
    return [shape.lines for shape in pieces(room, told, 2).shapes if shape.cols == cols], lines


def test_piece_least(room: CaseRoom) -> None:
    assert "M122" not in jumped(1, 12)
    assert "M122" in jumped(1, 11)
    assert min(sent_lines(room, 1)[0]) == 12


def test_rest_least(room: CaseRoom) -> None:
    sent, lines = sent_lines(room, 1)
    assert max(sent) == lines - 15
    loose = CaseRoom(room.case, HOUSE, GRID, rules=PageRules(rest_least=14))
    assert max(sent_lines(loose, 1)[0]) == lines - 14


def test_jumps_most() -> None:
    assert "M123" not in jumped(2, 20)
    assert jumped(3, 20)["M123"] is Severity.WARNING
    assert jumped(2, 20, (2, 3, 2))["M123"] is Severity.NOTE


def test_boxes_free() -> None:
    assert page_cost(boxes=2) == page_cost(boxes=0)
    assert page_cost(boxes=3) > page_cost(boxes=2)
    tables = [
        [ShapeTable(str(at), 50, "news", (Shape(10, 20, 2, box="rule" if at < boxes else "none"),)) for at in range(5)]
        for boxes in (0, 2, 3)
    ]
    pages = [Page(FRAME, tuple(Options.of(table, FRAME) for table in page), -1) for page in tables]
    rects = [(at, 0, 20 * at, 10, 20) for at in range(5)]
    free, still, more = (modelled(page, *rects) for page in pages)
    assert free == still == more - BOXES_MORE


def test_boxed_most() -> None:
    most = PageRules().boxed_most
    assert _boxes(story("a", 70 * 17 - 1), True, most) == ("none", "rule")
    assert _boxes(story("a", 70 * 17), True, most) == ("none",)


def test_lead_long(room: CaseRoom) -> None:
    assert widths_of(room, story("a", 500, "lead"))[0] == 1
    assert widths_of(room, story("a", 501, "lead"))[0] == 3


# Tints, rules and the code.


def inks(made: MadeUp) -> set[tuple[int, ...]]:
    return {item.ink for item in made.sheets[0].items if isinstance(item, Fill)}


def test_tint(page: Callable[..., MadeUp]) -> None:
    copy = story("a", 300)
    assert (0, 0, 0, 10) in inks(page(Block("a", 0, 20, 2, 30, box="tint"), stories=(copy,)))
    assert (0, 0, 0, 10) not in inks(page(Block("a", 0, 20, 2, 30), stories=(copy,)))


def test_place_tint(page: Callable[..., MadeUp]) -> None:
    copy = replace(story("a", 300), photos=(Photo("", aspect=(4, 3)),))
    placed = Block("a", 0, 20, 2, 60, photos=(PhotoPlace(0, 0, 10, 2, 20),))
    assert (0, 0, 0, 8) in inks(page(placed, stories=(copy,)))
    assert (0, 0, 0, 8) not in inks(page(Block("a", 0, 20, 2, 60), stories=(copy,)))


def test_picture_frame(page: Callable[..., MadeUp]) -> None:
    photo = Photo("", "", "n.jpg", (4, 3), pixels=(1_600, 1_200))
    placed = Block("a", 0, 20, 2, 60, photos=(PhotoPlace(0, 0, 10, 2, 20),))
    made = page(placed, stories=(replace(story("a", 300), photos=(photo,)),))
    framed = [item.ink for item in made.sheets[0].items if isinstance(item, Rule) and item.region >= 0]
    assert framed.count((0, 0, 0, 60)) == 4
    assert PICTURE_FRAME >= TINT_LINE_INK


def widths(made: MadeUp) -> set[int]:
    return {item.width for item in made.sheets[0].items if isinstance(item, Rule)}


def test_rule_air(page: Callable[..., MadeUp], case: TypeCase) -> None:
    for near, told in ((450, False), (449, True)):
        block = Block("a", 0, 20, 2, 60)
        assert ("M145" in codes(block, measured=(facts("a", (leg(9),), near=near),))) is told
    # Copy that ends on the row over an advert, and a row above it.
    room = CaseRoom(case, HOUSE, GRID)
    photo = Photo("", "", "n.jpg", (4, 3), pixels=(1_600, 1_200))
    advert = Story("n", "notice", 50, Head(), (), photos=(photo,), wishes=Wishes(size=(2, 20)))
    copy = story("a", 17 * 72 - 2)
    for gap in (0, 1):
        below = Block("n", 0, 60 + gap, 2, 20, photos=(PhotoPlace(0, 0, 0, 2, 20),))
        plan = Plan("broadsheet", (PageDummy(2, 4, (Block("a", 0, 20, 2, 40), below)),))
        made = make_up(issue_of(2, (copy, advert)), plan, room, "issues/7")
        assert rows_of(made, "body")[-1] == 59
        assert (facts_of_sheets(plan, made.sheets, made.fits)[0].near < 450) is (gap == 0)


def test_head_under_rule(page: Callable[..., MadeUp], case: TypeCase) -> None:
    for clear, told in ((950, False), (949, True)):
        block = Block("a", 0, 20, 2, 60)
        assert ("M151" in codes(block, measured=(facts("a", (leg(9),), clear=clear),))) is told
    # A head in its least rows is close under its rule; a row more stands over it. At the page's top there is no rule.
    copy = story("a", 17 * 40 - 2)
    room = CaseRoom(case, HOUSE, GRID)
    for top, rows, least, most in ((60, 4, 480, 640), (60, 5, 980, 1_140), (4, 4, 3_000, 3_000)):
        block = Block("a", 0, top, 2, 20 + rows, head=HeadChoice(lines=1, size=28, rows=rows))
        plan = Plan("broadsheet", (PageDummy(2, 4, (block,)),))
        made = make_up(issue_of(2, (copy,)), plan, room, "issues/7")
        assert least <= facts_of_sheets(plan, made.sheets, made.fits)[0].clear <= most


def test_hairline(page: Callable[..., MadeUp]) -> None:
    copy = story("a", 300)
    assert 300 in widths(page(Block("a", 0, 20, 2, 30), stories=(copy,)))


def test_ornament(page: Callable[..., MadeUp]) -> None:
    copy = story("a", 300)
    assert 1_400 in widths(page(Block("a", 0, 20, 2, 30, box="fancy"), stories=(copy,)))
    assert 1_400 not in widths(page(Block("a", 0, 20, 2, 30, box="rule"), stories=(copy,)))


def code(side: int, text: str = "禹") -> tuple[list[str], int]:
    made = qr_path(text, Box(0, 0, side, side))
    ground = [item.box.w for item in made.value if isinstance(item, Fill)]
    return [remark.code for remark in made.remarks], ground[0] if ground else 0


def test_qr_side() -> None:
    assert code(42_520)[0] == []
    assert code(42_519)[0] == ["G070"]


LONG = "a" * 100
"""So much makes a code of 41 modules."""


def test_qr_module() -> None:
    assert code(935 * 49, LONG)[0] == []
    assert code(935 * 49 - 1, LONG)[0] == ["G072"]


def test_qr_quiet() -> None:
    assert code(1_000 * 49, LONG)[1] == 1_000 * 49


# Artwork that takes a page for itself.


def test_page_edge() -> None:
    """A broadsheet with its bleed is 396 x 546 mm."""

    def runs_off(wide: int, deep: int) -> bool:
        forme = Forme(PageDummy(2, 0, ()), GRID)
        place_bleeding(forme, "a", Photo("图", "a.jpg", pixels=(wide, deep)), "photos")
        return next(item for item in forme.lock_up("").items if isinstance(item, Picture)).box.x < 0

    wide, deep = (side + 2 * GRID.bleed for side in GRID.trim)
    assert [runs_off(wide * share, 1000 * deep) for share in (1_020, 1_021)] == [True, False]
    assert [runs_off(wide * share, 1000 * deep) for share in (980, 979)] == [True, False]


# Furniture.


def test_furniture_least(room: CaseRoom) -> None:
    for count, least in ((1, 7_875), (100, 5_000)):
        lines, _ = _imprint_rows(room, ["印刷单位：某某县印刷厂"] * count, GRID.type_area.w)
        assert lines[0].size == least
    lines, _ = _stacked(room, ["责任编辑　某某某"] * 400, GRID.measure, 10 * GRID.leading)
    assert lines[0].size == 5_000
