"""Pictures that stand in one row end level, whatever their captions take."""

from layout.issue.model import Photo
from layout.makeup.dummy.plan import Block, PhotoPlace

from .one_page import COPY, GRID, story, texts

SHORT = Photo("一行图说。", "", None, (4, 3))
LONG = Photo("这条图说一行放不下，要转到第二行才排得完，署名再占一行。", "张三 摄", None, (4, 3))


def made(page, photos, second=(1, 0, 1, 16)):
    places = (PhotoPlace(0, 0, 4, 1, 16), PhotoPlace(1, second[0], 4 + second[1], second[2], second[3]))
    return page([Block("a", 0, 18, 3, 60, photos=places)], story(text=COPY * 3, photos=photos)).sheets[0]


def boxes(sheet, role="picture"):
    return [region.box for region in sheet.regions if region.role == role]


def test_pictures_in_a_row_end_where_the_one_of_most_words_ends(page):
    one, other = boxes(made(page, (SHORT, LONG)))
    assert one.bottom == other.bottom
    assert one.bottom == boxes(made(page, (LONG, LONG)))[0].bottom < boxes(made(page, (SHORT, SHORT)))[0].bottom


def test_captions_of_a_row_begin_level(page):
    sheet = made(page, (SHORT, LONG))
    first, second = boxes(sheet, "caption")
    assert first.y == second.y
    assert len({item.y for item in texts(sheet, "caption")}) == 2
    assert second.bottom <= GRID.row_y(18 + 4 + 16)


def test_a_picture_that_ends_elsewhere_keeps_its_own_rows(page):
    alone = boxes(made(page, (SHORT, SHORT)))[0]
    assert boxes(made(page, (SHORT, LONG), second=(1, 0, 1, 17)))[0] == alone
    assert boxes(made(page, (SHORT, LONG), second=(1, 1, 1, 16)))[0] == alone


def under_captions(page, *photos):
    """Return by how many rows each credit stands under the first line of its caption."""
    sheet = made(page, photos)
    captions = [region.y for region in boxes(sheet, "caption")]
    tops = [sheet.grid.baseline(round((y - sheet.grid.type_area.y) / sheet.grid.leading)) for y in captions]
    credits = [item.y for item in texts(sheet, "credit")]
    return [round((credit - top) / sheet.grid.leading) for top, credit in zip(tops, credits, strict=True)]


def test_credits_of_a_row_stand_level_where_one_finds_no_room_beside_its_caption(page):
    beside = Photo("一行图说。", "张三 摄", None, (4, 3))
    under = Photo("这条图说正好排满这一行了呀又好。", "李四 摄", None, (4, 3))
    assert under_captions(page, beside, beside) == [0, 0]
    assert under_captions(page, beside, under) == [1, 1]


def test_a_credit_is_not_drawn_away_from_its_caption_by_more_than_a_row(page):
    beside = Photo("一行图说。", "张三 摄", None, (4, 3))
    long = Photo("这条图说正好排满两行，" * 3 + "没空了", "李四 摄", None, (4, 3))
    assert under_captions(page, beside, long) == [0, 2]
