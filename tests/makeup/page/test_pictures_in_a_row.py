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
