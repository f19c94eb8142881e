"""No shape is offered that the checker would warn of by itself, as the page that is set of it shows."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from layout.issue.model import Paragraph, Photo, Story, Wishes
from layout.makeup.check.measured import judge_sheets
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, PhotoPlace, Plan
from layout.makeup.page.pages import MadeUp, make_up
from layout.makeup.page.places import cuts_up
from layout.makeup.solve import Measured
from layout.makeup.solve.measure.offered import borne_by_copy, cells_of_copy, offered
from layout.makeup.solve.shapes import Placed, Shape, ShapeTable, to_block
from layout.rules.pages import FEATHER, LOOSE
from tests.benches import makeup_instances as instances

if not any((instances.HOUSE / "fonts").glob("*.ttf")):
    pytest.skip("no fonts are installed: `layout fonts --install` sets them up", allow_module_level=True)

GRID = instances.broadsheet()
NOTHING = ShapeTable("a", 50, "news", ())


def copy_of(characters: int, photos: tuple[Photo, ...] = (), kind: str = "news") -> Story:
    made = instances.make_story(random.Random(7), "a", characters, 50)
    return replace(made, head=replace(made.head, deck=""), photos=photos, kind=kind, wishes=Wishes())  # type: ignore[arg-type]


def verse() -> Story:
    """Return a poem of sixteen lines, each a paragraph, under a headline of two characters."""
    lines = tuple(Paragraph(at, "verse", "燕子先来题字，井是祖父的话。") for at in range(16))
    made = copy_of(200)
    return replace(made, head=replace(made.head, main=("春渠",), kicker=""), paragraphs=lines)


def told(copy: Story, block: Block) -> set[str]:
    """Return the codes of what the page of one block tells, and of what its checker finds."""
    issue = replace(instances.specimen_issue(), stories=(copy,), pages=None)
    plan = Plan("broadsheet", (PageDummy(1, 18, (block,)),))
    made: MadeUp = make_up(issue, plan, instances.room_for(GRID), "")
    verdict = judge_sheets(plan, made.sheets, made.fits, (copy,), GRID)
    return {remark.code for remark in made.remarks} | set(verdict.codes())


def aired(shape: Shape, air: int) -> Block:
    return to_block(Placed(0, 0, 18, shape.cols, shape.rows + air, shape), NOTHING)


@pytest.mark.parametrize("grown", [False, True])
def test_no_head_takes_more_air_than_its_copy_bears(grown: bool) -> None:
    """On a thin page heads take more air, but never more than leaves them smaller than their copy."""
    copy = verse()
    shapes = Measured(instances.room_for(GRID), (copy,)).table("a", grown=grown).shapes
    assert len({shape.cols for shape in shapes}) > 2
    for shape in shapes[::3]:
        assert "M110" not in told(copy, aired(shape, shape.give)), shape


def test_a_row_of_air_more_makes_a_head_larger_than_its_copy() -> None:
    """Two legs of eight rows bear a head of eight rows over both; the rows of a picture are copy, too."""
    shape = Shape(2, 15, 7, 0, 2, 32_000, lines=16, give=FEATHER + LOOSE)
    assert cells_of_copy(shape) == 16
    borne = borne_by_copy(shape, "news")
    assert borne is not None and borne.give == 1
    assert borne_by_copy(replace(shape, rows=14), "news") == replace(shape, rows=14, give=0)
    assert borne_by_copy(replace(shape, rows=13), "news") is None
    assert borne_by_copy(replace(shape, rows=13), "brief") is not None
    pictured = replace(shape, rows=20, photos=(PhotoPlace(0, 1, 7, 1, 10),))
    assert borne_by_copy(pictured, "news") == pictured
    spoilt = replace(shape, rows=13)
    assert offered(instances.room_for(GRID), verse(), [spoilt]) == [spoilt], "nothing is left of the story"
    assert offered(instances.room_for(GRID), verse(), [spoilt, shape]) == [borne]


GROUPS = {
    "alike": ((1200, 900), (1200, 900), (1200, 900), (1200, 900)),
    "unlike": ((1600, 900), (1200, 900), (900, 1200), (1000, 1000)),
    "flat": ((1600, 1200), (2400, 900), (2400, 900), (2400, 900)),
}


def pictures(sizes: tuple[tuple[int, int], ...], caption: str) -> tuple[Photo, ...]:
    return tuple(
        Photo(caption, file=f"p{nth}.jpg", aspect=size, pixels=size, sha256="0" * 64) for nth, size in enumerate(sizes)
    )


@pytest.mark.parametrize("kind", ["news", "photo"])
@pytest.mark.parametrize("group", GROUPS)
def test_no_picture_is_cut_up_by_the_place_that_it_is_offered(group: str, kind: str) -> None:
    """Long captions take rows that cannot be cropped: what gives is the picture's own rows."""
    copy = copy_of(500, pictures(GROUPS[group], "图为现场，说明文字写得长一些，好让它转行，再转一行。"), kind)
    room = instances.room_for(GRID)
    shapes = Measured(room, (copy,)).table("a").shapes
    assert any(len({place.row for place in shape.photos}) < len(shape.photos) for shape in shapes), "none in a row"
    for shape in shapes:
        assert not cuts_up(room, aired(shape, 0), copy)
    for shape in shapes[:: max(1, len(shapes) // 12)]:
        assert "M318" not in told(copy, aired(shape, shape.give)), shape


def test_what_a_place_cuts_is_measured_as_it_is_told() -> None:
    """One row less, and the desk is told: by the page that is set and by the measure of it alike."""
    (photo,) = pictures(((1200, 900),), "说明")
    copy = Story("a", "photo", 50, copy_of(10).head, (), photos=(photo,))
    room = instances.room_for(GRID)
    heard = []
    for rows in range(12, 40):
        block = Block("a", 0, 20, 2, rows + 8, head=HeadChoice(rows=8), photos=(PhotoPlace(0, 0, 8, 2, rows),))
        heard.append("M318" in told(copy, block))
        assert cuts_up(room, block, copy) == heard[-1]
    assert heard[0] and heard[-1] and not all(heard)


def test_the_part_that_the_desk_named_is_what_its_place_may_cut() -> None:
    (photo,) = pictures(((1200, 900),), "说明")
    block = Block("a", 0, 20, 2, 32, head=HeadChoice(rows=8), photos=(PhotoPlace(0, 0, 8, 2, 22),))
    room = instances.room_for(GRID)
    for crop, cut in ((None, False), ((1000, 1000, 9000, 9000), False), ((3000, 0, 7000, 10_000), True)):
        copy = Story("a", "photo", 50, copy_of(10).head, (), photos=(replace(photo, crop=crop),))
        assert cuts_up(room, block, copy) is cut


def test_a_head_takes_no_air_that_would_cut_the_picture_under_it_up() -> None:
    """Rows that copy leaves go over the head, and push what hangs under it down: a picture pays with its foot."""
    copy = copy_of(620, pictures(((1600, 1067),), "图为现场。"))
    room = instances.room_for(GRID)
    aired_at, kept_whole = 0, 0
    for deep, rows in ((deep, rows) for deep in (9, 12) for rows in range(24, 34)):
        block = Block("a", 0, 20, 3, rows, head=HeadChoice(rows=9), photos=(PhotoPlace(0, 2, 9, 1, deep),))
        assert not cuts_up(room, block, copy)
        assert "M318" not in told(copy, block), (deep, rows)
        shrunk = replace(block, photos=(PhotoPlace(0, 2, 10, 1, deep - 1),))
        kept_whole += cuts_up(room, shrunk, copy)
        aired_at += not cuts_up(room, shrunk, copy)
    assert aired_at and kept_whole
