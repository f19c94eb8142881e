"""Heads beside, under and over their pictures, and heads in styles: flush left, in colour, white on black."""

from dataclasses import replace

import pytest

from layout.desk.build.ledger import ledger_of
from layout.issue.model import Photo, Wishes
from layout.makeup.check.measured import facts_of_sheets
from layout.makeup.dummy.plan import Block, HeadChoice, PhotoPlace
from layout.sheet import BLACK, RED, WHITE, Fill

from .one_page import COPY, GRID, story, texts

PICTURE = Photo("图说写在图的下面。", "张三 摄", None, (4, 3))
LONG = COPY * 3


def pictures(sheet):
    return [region.box for region in sheet.regions if region.role == "picture"]


def test_a_head_stands_beside_a_picture_in_the_corner(page):
    shown = (PhotoPlace(0, 2, 0, 3, 33),)
    sheet = page([Block("a", 0, 18, 5, 45, photos=shown)], story(text=LONG, photos=(PICTURE,))).sheets[0]
    (box,) = pictures(sheet)
    assert box.x == GRID.column_x(2)
    assert box.y > GRID.row_y(19)  # a row of air under what is above
    for item in texts(sheet, "headline"):
        assert item.x + item.line.extent <= GRID.column_x(1) + GRID.measure


def test_a_head_stands_under_a_picture_over_its_width(page):
    shown = (PhotoPlace(0, 0, 0, 3, 33),)
    made = page([Block("a", 0, 18, 3, 75, photos=shown)], story(text=LONG, photos=(PICTURE,)))
    sheet = made.sheets[0]
    (box,) = pictures(sheet)
    captions, heads, body = (texts(sheet, role) for role in ("caption", "headline", "body"))
    assert box.bottom < min(item.y for item in captions) <= GRID.row_y(18 + 33)
    assert max(item.y for item in captions) < min(item.y - item.line.size for item in heads) + GRID.leading
    assert max(item.y for item in heads) < min(item.y for item in body)
    assert all(fit.over == 0 for fit in made.fits)


def test_a_column_title_stands_between_the_picture_over_a_block_and_its_head(page):
    shown = (PhotoPlace(0, 0, 0, 3, 33),)
    wished = Wishes(label="编辑手记")
    sheet = page([Block("a", 0, 18, 3, 80, photos=shown)], story(text=LONG, photos=(PICTURE,), wishes=wished)).sheets[0]
    label, head = texts(sheet, "label")[0], texts(sheet, "headline")[0]
    assert pictures(sheet)[0].bottom < label.y < head.y


def styled(page, choice=HeadChoice(), **head):  # noqa: B008 - a frozen value
    told = story()
    told = replace(told, head=replace(told.head, **head), byline="张三")
    return page([Block("a", 0, 18, 3, 30, head=choice)], told).sheets[0]


@pytest.mark.parametrize("main", ["“开门红”三个字", "（快讯）大桥通车", "《条例》今起施行", "大桥今日通车"])
def test_the_place_of_a_head_holds_it_whole_whatever_mark_begins_it(page, main):
    sheet = styled(page, main=(main,))
    (item,) = texts(sheet, "headline")
    box = next(region.box for region in sheet.regions if region.role == "headline")
    assert box.x <= item.x and item.x + item.line.extent - box.right <= item.line.size // 40


@pytest.mark.parametrize("mark", "“《〈（【「『〔〖‘大日1")
def test_a_head_flush_left_at_the_edge_of_the_page_balances_whatever_mark_begins_it(page, mark):
    """The white in the cell of an opening mark hangs over the edge; its ink does not."""
    told = replace(story(), head=replace(story().head, main=(f"{mark}开门红三个字",), align="left"), byline="张三")
    made = page([Block("a", 0, 18, 3, 30, head=HeadChoice(size=48, lines=1))], told)

    def out(sheet):
        found = ledger_of(page.issue, page.plan, (sheet,), made.fits, ())
        return {remark.code for remark in found} & {"L110", "L112", "L113"}

    sheet = made.sheets[0]
    at, item = next((at, item) for at, item in enumerate(sheet.items) if item in texts(sheet, "headline"))
    assert not out(sheet)
    aside = replace(item, x=item.x - item.line.size // 3)
    assert out(replace(sheet, items=(*sheet.items[:at], aside, *sheet.items[at + 1 :]))) == {"L110", "L112"}


@pytest.mark.parametrize("by", ["story", "dummy"])
def test_a_head_stands_flush_left(page, by):
    sheet = styled(page, align="left") if by == "story" else styled(page, HeadChoice(align="left"))
    assert texts(sheet, "headline")[0].x == GRID.column_x(0)
    assert texts(styled(page), "headline")[0].x > GRID.column_x(0)


def test_the_dummy_goes_before_the_story(page):
    sheet = styled(page, HeadChoice(align="center", style="plain"), align="left", style="reverse")
    (head,) = texts(sheet, "headline")
    assert head.x > GRID.column_x(0)
    assert head.line.runs[0].ink == BLACK


def test_a_head_in_colour(page):
    (head,) = texts(styled(page, style="colour"), "headline")
    assert head.line.runs[0].ink == RED


def test_a_white_head_stands_on_black_and_its_byline_on_paper(page):
    sheet = styled(page, style="reverse")
    (ground,) = [item for item in sheet.items if isinstance(item, Fill) and item.ink == BLACK and item.region < 0]
    (head,), (byline,) = texts(sheet, "headline"), texts(sheet, "byline")
    assert head.line.runs[0].ink == WHITE
    assert byline.line.runs[0].ink == BLACK
    assert (ground.box.x, ground.box.right) == (GRID.column_x(0), GRID.column_x(2) + GRID.measure)
    assert ground.box.y < head.y - head.line.size * 3 // 4
    assert head.y < ground.box.bottom < byline.y - byline.line.size * 3 // 4


def test_a_face_of_the_dummy_goes_before_the_storys(page):
    def faces(choice, **head):
        return {run.face for item in texts(styled(page, choice, **head), "headline") for run in item.line.runs}

    assert faces(HeadChoice(face="hei"), face="kai") == faces(HeadChoice(), face="hei")
    assert faces(HeadChoice(face="hei")) != faces(HeadChoice())


def test_in_a_frame_a_white_head_hangs_on_its_upper_edge_over_its_whole_width(page):
    framed = Block("a", 0, 40, 2, 30, box="rule", head=HeadChoice(style="reverse"))
    done = page([framed], story(text=COPY))
    sheet = done.sheets[0]
    (ground,) = [item.box for item in sheet.items if isinstance(item, Fill) and item.ink == BLACK]
    assert (ground.x, ground.w) == (GRID.column_x(0), GRID.span(2))
    assert ground.y == GRID.row_y(40) + GRID.leading // 2
    heads = texts(sheet, "headline")
    assert min(item.y - item.line.size * 88 // 100 for item in heads) == ground.y + GRID.leading * 350 // 1000
    (facts,) = facts_of_sheets(page.plan, done.sheets, done.fits)
    assert facts.near >= 450  # white type has the ground between itself and the frame
    # Below a column title it stands where any head does.
    titled = page([framed], story(text=COPY, wishes=Wishes(label="编辑手记"))).sheets[0]
    (lower,) = [item.box for item in titled.items if isinstance(item, Fill) and item.ink == BLACK]
    assert lower.y > GRID.row_y(42)
