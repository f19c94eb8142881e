"""Masthead and imprint: what they hold hangs on the edges of the page."""

from datetime import date
from itertools import pairwise

import pytest

from layout.compose.story.stylebook import house_style
from layout.geometry import PROFILES, mm
from layout.issue.model import Imprint, Issue, Masthead
from layout.makeup.dummy.plan import PageDummy
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.page.folio import IMPRINT_GAP, set_imprint
from layout.makeup.page.forme import Forme
from layout.makeup.page.masthead import FRAME_AIR, QR_LEAST, QR_MOST, front_rows, set_masthead
from layout.sheet import Fill, Rule, Text


@pytest.fixture
def furnished(case):
    """Return a function that sets masthead or imprint alone on a page of a profile."""

    def made(
        setting, profile="broadsheet", imprint=None, qr=None, number=7, name="禹州通讯", pinyin="YUZHOU TONGXUN", ear=0
    ):
        grid = PROFILES[profile]
        issue = Issue(
            number, date(2026, 11, 23), "星期一", "农历丙午年十月十五",
            Masthead(name, pinyin, editor="禹州市融媒体中心编辑", qr=qr), imprint or Imprint(),
            profile, (), (),
        )  # fmt: skip
        forme = Forme(PageDummy(1, front_rows(grid.rows), (), ear=ear), grid)
        setting(forme, CaseRoom(case, house_style().value, grid), issue)
        return forme.lock_up("").items, grid

    return made


def ink_edges(text, case):
    """Return where the ink of a text's first glyph begins and that of its last one ends."""
    (run,) = text.line.runs
    face = case.by_key(run.face)
    first, last = (face.extents(int.from_bytes(glyph, "big")) for glyph in (run.glyphs[:2], run.glyphs[-2:]))
    places = run.origins()
    return (
        text.x + places[0] + first[0] * run.size / face.upem,
        text.x + places[-1] + last[2] * run.size / face.upem,
    )


def masthead(forme, room, issue):
    set_masthead(forme, room, issue, forme.dummy.top)


@pytest.mark.parametrize("profile", ["broadsheet", "broadsheet-8", "tabloid"])
@pytest.mark.parametrize("qr", [None, ("扫码看报", "https://example.com/7")])
def test_date_and_number_stand_in_frames_of_one_size_on_the_edges(furnished, case, profile, qr):
    items, grid = furnished(masthead, profile, qr=qr)
    area = grid.type_area
    sides = [rule for rule in items if isinstance(rule, Rule) and rule.x0 == rule.x1]
    left, right = ([rule for rule in sides if half(rule, area)] for half in (_left, _right))
    assert {(rule.y0, rule.y1) for rule in left} == {(rule.y0, rule.y1) for rule in right}
    assert min(rule.x0 - rule.width // 2 for rule in left) == area.x
    assert area.right - 1 <= max(rule.x1 + rule.width // 2 for rule in right) <= area.right
    # Nothing of the nameplate comes near them.
    (name,) = [item for item in items if isinstance(item, Text) and item.line.text == "禹州通讯"]
    first, last = ink_edges(name, case)
    assert max(rule.x1 for rule in left) + 8_000 < first
    assert last < min(rule.x0 for rule in right) - 8_000


@pytest.mark.parametrize("profile", ["broadsheet", "tabloid"])
def test_the_ink_of_the_nameplate_stands_in_the_middle_over_its_pinyin(furnished, case, profile):
    items, grid = furnished(masthead, profile)
    texts = {item.line.text: item for item in items if isinstance(item, Text)}
    name, pinyin = texts["禹州通讯"], texts["YUZHOU TONGXUN"]
    left, right = ink_edges(name, case)
    middle = grid.type_area.x + grid.type_area.w / 2
    assert left + right == pytest.approx(2 * middle, abs=10)
    assert (pinyin.x, pinyin.x + pinyin.line.extent) == pytest.approx((left, right), abs=20)


def ink_of(text, case):
    """Return the upper and the lower edge of a line's ink."""
    tops, feet = [], []
    for run in text.line.runs:
        face = case.by_key(run.face)
        for at in range(0, len(run.glyphs), 2):
            _, low, _, high = face.extents(int.from_bytes(run.glyphs[at : at + 2], "big"))
            tops.append(text.y - high * run.size / face.upem)
            feet.append(text.y - low * run.size / face.upem)
    return min(tops), max(feet)


def in_frames(items, grid):
    """Return upper and lower edge of the frames at either side, and for each the edges of all that stands in it."""
    area = grid.type_area
    sides = [rule for rule in items if isinstance(rule, Rule) and rule.x0 == rule.x1 and rule.width == 500]
    held = [[item for item in items if isinstance(item, Text) and part(item)] for part in (
        lambda text: text.x < area.x + grid.measure and text.y < sides[0].y1,
        lambda text: text.x > max(rule.x0 for rule in sides) - grid.measure and text.y < sides[0].y1,
    )]  # fmt: skip
    return (sides[0].y0, sides[0].y1), held


@pytest.mark.parametrize("pinyin", ["", "YUZHOU TONGXUN"])
@pytest.mark.parametrize("name", ["新报", "禹州报", "禹州通讯", "禹州融媒通", "禹州融媒通讯"])
@pytest.mark.parametrize("qr", [None, ("扫码看报", "https://example.com/7")])
def test_the_frames_are_level_with_the_ink_of_the_nameplate(furnished, case, name, pinyin, qr):
    items, grid = furnished(masthead, name=name, pinyin=pinyin, qr=qr)
    (top, foot), held = in_frames(items, grid)
    texts = {item.line.text: item for item in items if isinstance(item, Text)}
    upper, lower = ink_of(texts[name], case)
    lower = texts[pinyin].y if pinyin else lower
    assert top + foot == pytest.approx(upper + lower, abs=10)
    if lower - upper >= 107_000:  # deep enough for what the frames hold
        assert (top, foot) == pytest.approx((upper, lower), abs=10)
    else:
        assert foot - top > lower - upper
    # The same white over and under what stands in either.
    for texts in held:
        inks = [ink_of(text, case) for text in texts]
        over, under = min(ink[0] for ink in inks) - top, foot - max(ink[1] for ink in inks)
        assert over == pytest.approx(under, abs=20)
        assert over >= FRAME_AIR - 10


@pytest.mark.parametrize("ear", [0, 2])
def test_a_nameplate_that_is_smaller_than_the_frames_has_their_middle(furnished, case, ear):
    items, grid = furnished(masthead, "tabloid", pinyin="", name="禹州融媒通讯", ear=ear)
    (top, foot), _ = in_frames(items, grid)
    (name,) = [item for item in items if isinstance(item, Text) and item.line.text == "禹州融媒通讯"]
    upper, lower = ink_of(name, case)
    assert top < upper < lower < foot
    assert top + foot == pytest.approx(upper + lower, abs=10)


@pytest.mark.parametrize(("profile", "least", "most"), [("broadsheet", 26, QR_MOST), ("tabloid", QR_LEAST, 20)])
def test_the_place_of_the_code_is_as_large_as_its_frame_allows(furnished, profile, least, most):
    items, _ = furnished(masthead, profile, qr=("扫码看报", None))
    (place,) = [item.box for item in items if isinstance(item, Fill)]
    least, most = (mm(side) if side < 1000 else side for side in (least, most))
    assert least <= place.w == place.h <= most


def _left(rule, area):
    return rule.x0 < area.x + area.w // 2


def _right(rule, area):
    return not _left(rule, area)


def imprint(forme, room, issue):
    set_imprint(forme, room, issue)


@pytest.mark.parametrize("profile", ["broadsheet", "tabloid"])
@pytest.mark.parametrize("recipients", ["编辑部", "全市各乡镇办、市直各单位、各行政村、驻禹各单位和重点企业" * 3])
def test_every_row_of_the_imprint_ends_on_the_edges_of_the_page(furnished, profile, recipients):
    known = Imprint(printer="禹州市印刷厂", printed=date(2026, 11, 22), run=3000, recipients=recipients)
    items, grid = furnished(imprint, profile, known)
    area = grid.type_area
    rows = {}
    for item in items:
        if isinstance(item, Text):
            rows.setdefault(item.y, []).append(item)
    assert rows
    for row in rows.values():
        assert row[0].x == area.x
        if len(row) > 1:
            assert row[-1].x + row[-1].line.extent == area.right
        gaps = [other.x - one.x - one.line.extent for one, other in pairwise(row)]
        assert all(gap >= IMPRINT_GAP for gap in gaps)
        assert not gaps or max(gaps) - min(gaps) <= 1


def test_rows_of_an_imprint_are_as_even_as_their_fields_allow(furnished):
    known = Imprint(printer="禹州市印刷厂有限公司", printed=date(2026, 11, 22), run=3000, recipients="各单位" * 12)
    items, _ = furnished(imprint, "tabloid", known)
    rows = {}
    for item in items:
        if isinstance(item, Text):
            rows.setdefault(item.y, []).append(item.line.extent)
    wide = [sum(row) + IMPRINT_GAP * (len(row) - 1) for row in rows.values()]
    assert len(wide) > 1
    assert max(wide) - min(wide) <= max(extent for row in rows.values() for extent in row) + IMPRINT_GAP
