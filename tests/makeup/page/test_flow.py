"""Pouring a galley into legs: what a reader would see at the feet and tops of the legs."""

from hypothesis import given
from hypothesis import strategies as st

from layout.compose.story.galley import GalleyLine
from layout.makeup.page.flow import Pouring, level, pour
from layout.rules.pages import LEG_SHORT
from layout.sheet import Line


def line(ending="turn", first=False, role="body", paragraph=0):
    return Line("字", (), 9000, 153_000, 153_000, 153_000, role=role, ending=ending, first=first, paragraph=paragraph)


def paragraph(count, index=0):
    """Return the galley lines of one paragraph of `count` lines."""
    if count == 1:
        return [GalleyLine(line("last", True, paragraph=index))]
    middle = [GalleyLine(line(paragraph=index)) for _ in range(count - 2)]
    return [GalleyLine(line(first=True, paragraph=index)), *middle, GalleyLine(line("last", paragraph=index))]


def subhead():
    return GalleyLine(line("stop", role="subhead"), before=1, keep=True)


def test_copy_that_fits_is_set_whole_and_in_order():
    lines = paragraph(12)
    poured = pour(lines, [4, 4, 4])
    assert [len(leg) for leg in poured.legs] == [4, 4, 4]
    assert not poured.rest
    assert [each for leg in poured.legs for _, each in leg] == lines


def test_copy_without_room_is_returned_not_dropped():
    lines = paragraph(10)
    poured = pour(lines, [3, 3])
    assert len(poured.rest) == 4
    assert [*(each for leg in poured.legs for _, each in leg), *poured.rest] == lines


def test_no_leg_ends_with_a_subhead():
    lines = [*paragraph(5), subhead(), *paragraph(6, 1)]
    poured = pour(lines, [7, 7])
    assert not poured.rest
    assert not poured.legs[0][-1][1].keep


def test_the_empty_row_over_a_subhead_goes_at_the_top_of_a_leg():
    lines = [*paragraph(6), subhead(), *paragraph(6, 1)]
    poured = pour(lines, [6, 7])
    assert poured.legs[1][0][0] == 0
    assert poured.legs[1][0][1].line.role == "subhead"


def test_legs_stay_level_even_where_a_last_line_then_stands_alone():
    # A leg that is a line short is seen by every reader; the lone line is for the composer to draw back.
    lines = [*paragraph(5), *paragraph(6, 1)]
    assert pour(lines, [4, 8]).depths == (4, 7)


def test_a_jump_fills_every_leg():
    poured = pour(paragraph(40), [10, 10], all_full=True)
    assert poured.depths == (10, 10)
    assert len(poured.rest) == 20


def test_level_is_the_least_depth_that_holds_the_copy():
    lines = paragraph(29)
    foot = level(Pouring(lines), [0, 0, 0])
    assert foot == 10
    assert pour(lines, [foot - 1] * 3).rest
    assert level(Pouring(lines), [0, 4, 4]) == 13


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=12),
    st.lists(st.integers(0, 14), min_size=1, max_size=6),
    st.booleans(),
)
def test_no_line_is_lost_doubled_or_moved(counts, depths, jumps):
    lines = [each for index, count in enumerate(counts) for each in (subhead(), *paragraph(count, index))]
    poured = pour(lines, depths, all_full=jumps)
    assert [*(each for leg in poured.legs for _, each in leg), *poured.rest] == lines
    assert all(used <= depth for used, depth in zip(poured.depths, depths, strict=True))


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=6),
    st.lists(st.lists(st.integers(0, 14), min_size=1, max_size=5), min_size=1, max_size=5),
)
def test_a_galley_pours_alike_however_often_and_whether_it_fits_is_known_before(counts, several):
    lines = [each for index, count in enumerate(counts) for each in (subhead(), *paragraph(count, index))]
    galley = Pouring(lines)
    for depths in several:
        poured = pour(lines, depths)
        assert galley.into(depths) == poured
        assert galley.fits(depths) == (not poured.rest)


def rows_of_a_table(count):
    head = GalleyLine(Line("头", (), 9000, 153_000, 153_000, 153_000, role="table", ending="stop"), keep=True)
    row = Line("格", (), 9000, 153_000, 153_000, 153_000, role="table", ending="stop")
    return [head, *(GalleyLine(row, again=(head,)) for _ in range(count))]


@given(
    st.lists(st.integers(-4, 9).filter(bool), min_size=1, max_size=8),
    st.lists(st.lists(st.integers(0, 14), min_size=1, max_size=6), min_size=1, max_size=5),
    st.booleans(),
)
def test_how_copy_falls_is_how_it_is_poured(counts, several, jumps):
    lines = [
        each
        for index, count in enumerate(counts)
        for each in ((subhead(), *paragraph(count, index)) if count > 0 else rows_of_a_table(-count))
    ]
    galley = Pouring(lines)
    for depths in several:
        poured, fall = galley.into(depths, all_full=jumps), galley.fall(depths, all_full=jumps)
        assert (fall.depths, fall.cost, fall.torn, fall.rest) == (
            poured.depths,
            poured.cost,
            poured.torn,
            len(poured.rest),
        )
        assert fall.ends == sum(depths) - sum(poured.depths)
        plain = galley.fall(depths)
        assert galley.whole_fall(depths) == (None if plain.rest else plain)


@given(
    st.lists(st.integers(-4, 9).filter(bool), min_size=1, max_size=8),
    st.lists(st.integers(1, 14), min_size=1, max_size=5),
)
def test_copy_fills_legs_that_it_is_poured_into_level(counts, depths):
    lines = [
        each
        for index, count in enumerate(counts)
        for each in ((subhead(), *paragraph(count, index)) if count > 0 else rows_of_a_table(-count))
    ]
    galley = Pouring(lines)
    last = galley.last_leg(depths)
    several = [depths, [*depths, last or 1], [sum(each.before + each.rows for each in lines)]]
    for wanted in several:
        poured = galley.into(wanted, all_full=True)
        level = not poured.rest and poured.depths == tuple(wanted)
        assert galley.fills(wanted) == (level and poured.cost < LEG_SHORT)


def test_the_last_leg_takes_what_the_others_leave():
    galley = Pouring([*paragraph(6), subhead(), *paragraph(9, 1)])
    assert galley.last_leg([6, 6]) == 4
    assert galley.fills([6, 6, 4])
    assert not galley.fills([6, 6, 5])
    assert not galley.fills([7, 9])  # a subhead at a foot
    assert galley.last_leg([17]) is None
    assert galley.last_leg([18]) is None
