"""Ends of legs on a made-up page: subheads at feet, last lines at tops, air over subheads; what the checker sees."""

from layout.compose.head.stack import HeadSetting
from layout.ground.dataclass import replace
from layout.issue.model import Head, Paragraph, Photo, Story
from layout.makeup.check.measured import facts_of_sheets
from layout.makeup.dummy.plan import Block, HeadChoice, PhotoPlace
from layout.makeup.page.filling import BlockOrder, Filled, _meets
from layout.makeup.page.flow import Poured
from layout.makeup.page.legs import legs_of
from layout.sheet import Step

from .one_page import GRID, texts

FULL = 17
"""Characters of a line."""


def told(*parts):
    """Return a story of paragraphs of so many lines and characters more; a string is a subhead."""
    body = []
    for index, part in enumerate(parts):
        if isinstance(part, str):
            body.append(Paragraph(index, "subhead", part))
        else:
            lines, more = part
            # Two of a first line's ems are its indent.
            body.append(Paragraph(index, "body", "字" * (FULL * lines - 2 + more)))
    return Story("a", "news", 50, Head(), tuple(body))


def made(page, story, rows, legs=2):
    block = Block("a", 0, 18, legs, rows)
    done = page([block], story)
    (facts,) = facts_of_sheets(page.plan, done.sheets, done.fits)
    return done, facts.legs


def test_a_subhead_over_one_line_at_a_foot_is_seen(page):
    _, (first, _) = made(page, told((10, 0), "小标题", (14, 0)), 1 + 10 + 2 + 1)
    assert (first.under_subhead, first.subhead_at_foot) == (1, False)
    _, (first, _) = made(page, told((10, 0), "小标题", (18, 0)), 1 + 10 + 2 + 3)
    assert first.under_subhead == 3
    # At a story's end nothing goes on elsewhere.
    _, legs = made(page, told((10, 0), "小标题", (1, 0)), 1 + 7)
    assert legs[-1].under_subhead == -1


def test_a_last_line_alone_at_a_top_is_seen_with_what_it_fills(page):
    _, (_, second) = made(page, told((8, 0), (8, -9)), 1 + 15)
    assert second.widow == 0
    _, (_, second) = made(page, told((8, 0), (9, -2), (20, 0)), 1 + 16)
    assert 850 < second.widow < 1000


def test_a_leg_gives_a_line_away_and_stays_level_by_the_air_over_its_subhead(page):
    """A few characters would stand alone at the second leg's top; the first leg has a subhead with room over it."""
    story = told((5, 0), "小标题", (10, -12), (14, 0))
    done, (first, second) = made(page, story, 1 + 16)
    assert (first.filled, second.widow) == (16, 0)
    (subhead,) = [item for item in texts(done.sheets[0], "body") if item.line.role == "subhead"]
    # A row and a half of air over it, not one, and half a row under it.
    assert subhead.y - GRID.baseline(19) == GRID.leading * (5 + 2) - GRID.leading // 2
    assert first.over_subhead == 1500


def lines(count):
    """Return paragraphs of a line each, which cannot turn over."""
    return [(1, -8)] * count


def last_leg(page, story, rows, legs=2):
    done, found = made(page, story, rows, legs)
    return found[-1].room - found[-1].filled, done.fits[0].steps


def test_a_last_leg_ends_level_by_a_line_more(page):
    assert last_leg(page, told(*lines(10), (3, -1)), 1 + 7) == (0, (Step("target", 1),))
    # Nothing is done where the legs are level, or where there is only one.
    assert last_leg(page, told(*lines(10), (4, -1)), 1 + 7) == (0, ())
    assert last_leg(page, told(*lines(6), (3, -1)), 1 + 10, legs=1) == (1, ())


def test_a_last_leg_ends_level_by_a_sign_off_on_a_row_of_its_own(page):
    assert last_leg(page, told(*lines(13)), 1 + 7) == (1, ())
    assert last_leg(page, replace(told(*lines(13)), sign="（林晚）"), 1 + 7) == (0, (Step("target", 1),))
    # It stays in the last line where the legs are level as they are.
    assert last_leg(page, replace(told(*lines(14)), sign="（林晚）"), 1 + 7) == (0, ())


def test_a_last_leg_ends_level_by_the_air_over_its_subhead(page):
    _, (first, second) = made(page, told(*lines(16), "小标题", *lines(5)), 1 + 12)
    assert (first.filled, second.filled) == (12, 12)
    assert [leg.over_subhead for leg in (first, second)] == [0, 1500]
    # Of two rows each of two subheads takes one, in whichever leg it stands; one alone takes no more than one.
    _, legs = made(page, told(*lines(3), "小标题", *lines(17), "小标题", *lines(4)), 1 + 10, legs=3)
    assert [(leg.filled, leg.over_subhead) for leg in legs] == [(10, 1500), (10, 0), (10, 1500)]
    _, legs = made(page, told(*lines(17), "小标题", *lines(3)), 1 + 8, legs=3)
    assert [leg.filled for leg in legs] == [8, 8, 7]


def test_legs_with_tops_of_their_own_end_level_over_white_under_all_of_them(page):
    """A head over the first two of four legs: four rows too few would all be lacking at the last leg's foot."""

    def feet(count, rows=11):
        """Return the rows that each leg lacks."""
        story = replace(told(*lines(count)), head=Head(("题目在这里",)))
        head = HeadChoice(lines=1, size=20, rows=4, cols=2)
        done = page([Block("a", 0, 18, 4, rows, head=head)], story)
        (facts,) = facts_of_sheets(page.plan, done.sheets, done.fits)
        return [leg.room - leg.filled for leg in facts.legs]

    assert (feet(34), feet(31), feet(30)) == ([0, 0, 0, 0], [0, 0, 0, 3], [1, 1, 1, 1])
    assert feet(18, rows=8) == [0, 0, 0, 4]  # under the head a leg would have three lines


def test_a_head_takes_no_row_that_makes_it_larger_than_its_copy(page):
    """M110 warns of a head over more cells than its copy: spare rows stay at the foot then."""

    def head_rows(lines, rows):
        copy = replace(told((lines, 0)), head=Head(("题目在这里",)))
        done = page([Block("a", 0, 18, 2, rows, head=HeadChoice(lines=1, size=20, rows=4))], copy)
        (facts,) = facts_of_sheets(page.plan, done.sheets, done.fits)
        return facts.head_rows

    for copy in range(3, 9):
        for spare in (0, 1):
            assert head_rows(2 * copy, 4 + copy + spare) == 4 + max(0, min(spare, copy - 4)), (copy, spare)


def test_what_a_jump_left_ends_level_by_a_line_more(page):
    """It is set anew from the character on at which the other part ends; what stands before the jump stays."""

    def parts(last):
        story = replace(told(*lines(19), last), head=Head(("题目在这里",)))
        blocks = [Block("a", 0, 18, 1, 14, jump=1), Block("a", 2, 18, 2, 12, part=2)]
        done = page(blocks, story)
        legs = [[leg.filled for leg in facts.legs] for facts in facts_of_sheets(page.plan, done.sheets, done.fits)]
        copy = "".join(item.line.text for item in texts(done.sheets[0], "body"))
        assert copy == "".join(paragraph.text for paragraph in story.paragraphs)
        return legs, done.fits[1].steps

    assert parts((3, -1)) == ([[9], [7, 7]], (Step("target", 1),))
    # Lines of eight characters less do not open to a line more, and legs that are level stay as they are.
    assert parts((3, -9)) == ([[9], [7, 6]], ())
    assert parts((4, -1)) == ([[9], [7, 7]], ())


def test_a_single_leg_ends_level_with_the_pictures_beside_it(page):
    def one_leg(story, rows, cols=2):
        photos = (PhotoPlace(0, 1, 0, 1, rows),) if cols == 2 else ()
        head = HeadChoice(lines=1, size=20, rows=4) if story.head.main else HeadChoice()
        done = page([Block("a", 0, 18, cols, rows, head=head, photos=photos)], story)
        (facts,) = facts_of_sheets(page.plan, done.sheets, done.fits)
        return facts.head_rows, sum(leg.filled for leg in facts.legs), done.fits[0].steps

    copy = replace(told(*lines(10), (3, -1)), photos=(Photo("老街"),))
    assert one_leg(copy, 1 + 14) == (0, 14, (Step("target", 1),))
    assert one_leg(replace(copy, photos=()), 1 + 14, cols=1) == (0, 13, ())
    # A head over it takes the row: the legs beside it are the pictures'.
    headed = replace(told(*lines(13)), head=Head(("题目",)), photos=copy.photos)
    assert [one_leg(headed, 4 + 13 + more)[:2] for more in (0, 1)] == [(4, 13), (5, 13)]


def test_a_head_takes_no_row_in_which_a_block_beside_it_begins():
    """The search knew of no such row, and two heads would stand level (M106)."""
    block, copy = Block("a", 0, 18, 2, 20), told((9, 0))

    def under(rows):
        return Filled(HeadSetting(rows, 20_000, 1, 100.0, ()), block, (), 0, Poured((), ()))

    def meets(rows, row, above=0):
        legs = legs_of(block, GRID)
        order = BlockOrder(block, copy, legs, block, copy, (0, 2), 0, True, above, 0, False, True, False, (row,))
        return _meets(order, under(5), under(rows))

    assert [meets(6, row) for row in (4, 5, 6)] == [False, True, False]
    assert not meets(5, 5)
    assert meets(6, 7, above=2)
