"""Heads over a picture 压图: white or black by what lies beneath, at the quieter edge, told where it is not quiet."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from layout.desk.build.ledger import dealt_of
from layout.geometry import Box
from layout.issue.model import Photo
from layout.ledger.found import sorted_sheet
from layout.ledger.ink import ink_account
from layout.makeup.check.measured import facts_of_sheets
from layout.makeup.dummy.plan import Block, HeadChoice, PhotoPlace
from layout.makeup.page.edition import edition_of
from layout.makeup.page.over import measured
from layout.picture.lightness import lightness_of
from layout.sheet import BLACK, WHITE, Picture
from layout.sheet.lightness import Lightness

from .one_page import COPY, GRID, story, texts

PICTURE = Photo("图说写在图的下面。", "张三 摄", "photos/a.jpg", (4, 3), pixels=(1600, 1200))
PLACE = (PhotoPlace(0, 0, 0, 3, 34),)


def halves(upper, lower, ink=0):
    """Return a picture of two halves, one over the other, each of one lightness (0 to 255) or of two in stripes."""
    rows = []
    for half in (upper, lower):
        light, dark = half if isinstance(half, tuple) else (half, half)
        rows += [bytes([light, dark] * 20)] * 20
    return Lightness(40, 40, b"".join(rows), bytes([ink]) * 1600)


@pytest.fixture
def pressed(page):
    """Return a function that makes up a story whose head stands over a picture of some lightness."""

    def made(shown, *, photo=PICTURE, photos=PLACE, rows=49, **choice):
        told = replace(story(text=COPY * 2, photos=(photo,)), byline="张三")
        told = replace(told, head=replace(told.head, kicker="引题", deck="副题写在这里"))
        block = Block("a", 0, 18, 3, rows, head=HeadChoice(style="over", **choice), photos=photos)
        return page([block], told, lightness=lambda picture: shown)

    return made


def heads(made):
    sheet = made.sheets[0]
    return [item for role in ("kicker", "headline", "deck") for item in texts(sheet, role)]


def codes(made):
    return {remark.code for remark in made.remarks if remark.code.startswith("M36")}


@pytest.mark.parametrize(("level", "ink"), [(30, WHITE), (230, BLACK)])
def test_white_over_dark_and_black_over_light(pressed, level, ink):
    made = pressed(halves(level, level))
    assert {run.ink for item in heads(made) for run in item.line.runs} == {ink}
    assert codes(made) == set()


@pytest.mark.parametrize(("shown", "edge"), [(halves((90, 10), 30), "bottom"), (halves(30, (90, 10)), "top")])
def test_it_stands_where_it_reads_best(pressed, shown, edge):
    (frame,) = (region.box for region in pressed(shown).sheets[0].regions if region.role == "picture")
    for side in ("", "top", "bottom"):
        rows = [item.y for item in heads(pressed(shown, side=side))]
        upper = max(rows) < frame.y + frame.h // 2
        assert upper is ((side or edge) == "top")
        assert codes(pressed(shown, side=side)) == (set() if side in ("", edge) else {"M361"})


def test_it_takes_no_row_of_its_block_and_its_byline_stands_on_paper(pressed):
    made = pressed(halves(30, 30))
    sheet = made.sheets[0]
    (frame,) = (region.box for region in sheet.regions if region.role == "picture")
    assert all(frame.x < item.x and item.x + item.line.extent < frame.right for item in heads(made))
    assert all(frame.y < item.y - item.line.size and item.y < frame.bottom for item in heads(made))
    (byline,) = texts(sheet, "byline")
    assert byline.y > frame.bottom and byline.line.runs[0].ink == BLACK
    assert min(item.y for item in texts(sheet, "body")) == GRID.baseline(18 + 34 + 2)
    # Read before its picture, painted after it.
    order = [region.role for region in sheet.regions if region.story == "a"]
    assert order[:4] == ["kicker", "headline", "deck", "picture"]
    painted = [item for item in sheet.items if isinstance(item, Picture) or item in heads(made)]
    assert isinstance(painted[0], Picture)


@pytest.mark.parametrize(("ink", "told"), [(140, set()), (141, {"M362"})])
def test_too_little_contrast_is_told(pressed, ink, told):
    """Too light for white, and for black too full of ink."""
    assert codes(pressed(halves(160, 160, ink))) == told


def test_a_picture_that_is_not_quiet_is_told(pressed):
    assert codes(pressed(halves((90, 10), (90, 10)))) == {"M361"}


def test_a_picture_that_is_too_shallow_is_told(pressed):
    shallow = (PhotoPlace(0, 0, 0, 3, 14),)
    assert codes(pressed(halves(30, 30), photos=shallow)) == {"M363"}


def test_a_picture_that_is_still_to_come_has_the_head_in_black(pressed):
    made = pressed(None, photo=replace(PICTURE, file=None))
    assert {run.ink for item in heads(made) for run in item.line.runs} == {BLACK}
    assert codes(made) == set()


def test_without_a_picture_at_its_top_it_stands_over_its_text(pressed):
    made = pressed(halves(30, 30), photos=(PhotoPlace(0, 1, 12, 2, 20),))
    assert codes(made) == {"M360"}
    assert max(item.y for item in heads(made)) < min(item.y for item in texts(made.sheets[0], "body"))


def test_black_needs_room_for_its_ink(pressed):
    assert measured(halves(230, 230, 140), "top", [Box(0, 0, 4, 4)], Box(0, 0, 40, 40))[1].share == 1000
    assert measured(halves(230, 230, 141), "top", [Box(0, 0, 4, 4)], Box(0, 0, 40, 40))[1].share == 0


def test_checker_and_ledger_know_it(pressed, page):
    made = pressed(halves(30, 30))
    (facts,) = facts_of_sheets(page.plan, made.sheets, made.fits)
    assert facts.size == texts(made.sheets[0], "headline")[0].line.size
    assert facts.head_rows == 34 + 2  # the picture's rows, as over any head, and the byline's
    dealt, held = dealt_of(page.plan).pages[0], sorted_sheet(made.sheets[0])
    assert not [one for one in ink_account(held, dealt) if one.code in ("L110", "L111", "L113")]
    plain = replace(dealt, stands=tuple(replace(stand, over=False) for stand in dealt.stands))
    assert "L111" in {one.code for one in ink_account(held, plain)}


def test_the_web_edition_knows_where_the_head_stands(pressed, page):
    made = pressed(halves(30, (90, 10)))
    (article,) = edition_of(page.issue, made.sheets, "issues/7").articles
    assert [one.over for one in article.pictures] == ["white top"]


def test_lightness_is_that_of_the_part_that_is_shown(tmp_path):
    pixels = np.zeros((300, 400, 3), "uint8")
    pixels[:, 200:] = (188, 188, 188)
    Image.fromarray(pixels).save(tmp_path / "a.png")
    box = Box(0, 0, 100_000, 150_000)
    for crop, level in (((0, 0, 5_000, 10_000), 0), ((5_000, 0, 10_000, 10_000), 188)):
        shown = lightness_of(Picture(box, str(tmp_path / "a.png"), "", crop))
        assert abs(int(np.median(np.frombuffer(shown.levels, "uint8"))) - level) <= 3
    gray = 300 - 300 * 188 / 255
    assert abs(int(np.median(np.frombuffer(shown.inks, "uint8"))) - gray) <= 4
    assert lightness_of(Picture(box, "a.svg", "")) is None
