"""What a sheet says is over something is printed over it, in every file that shows the page."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from layout.export.pdf import PressSettings, write_press
from layout.export.svg import page_svg
from layout.export.web import page_pdfs
from layout.geometry import Box, Grid, pt
from layout.sheet import BLACK, RED, Edition, Fill, Item, Line, Path, Picture, Region, Rule, Run, Sheet, Text
from layout.sheet.paint_order import _boxes, extent, strata

GRID = Grid("card", (pt(300), pt(200)), pt(9), Box(pt(20), pt(20), pt(260), pt(160)), 2, 13, pt(9), pt(11.57), 13)
COVER = Box(pt(40), pt(30), pt(50), pt(100))
"""What lies over the type: the left half of the first character, and more."""

CYAN = (100, 0, 0, 0)


def line_of(case, text, size=60_000, ink=BLACK, **known) -> Line:
    face = case.face("display")
    glyphs = text.translate(face.gids).encode("utf-16-be")
    run = Run(face.key, size, text, glyphs, pitch=size, ink=ink)
    return Line(text, (run,), size, size * len(text), size * len(text), size * len(text), role="headline", **known)


@pytest.fixture
def under(case) -> Text:
    return Text(pt(40), pt(100), line_of(case, "国国国"), 0)


@pytest.fixture
def over(case) -> Text:
    return Text(pt(40), pt(125), line_of(case, "国", 40_000, RED), 1)


@pytest.fixture(params=["fill", "picture", "path"])
def cover(request, tmp_path):
    if request.param == "fill":
        return Fill(COVER, CYAN)
    if request.param == "path":
        corners = ((COVER.x, COVER.y), (COVER.right, COVER.y), (COVER.right, COVER.bottom), (COVER.x, COVER.bottom))
        return Path((("M", *corners[0]), *(("L", *corner) for corner in corners[1:]), ("Z",)), fill=CYAN)
    file = tmp_path / "cyan.png"
    Image.new("RGB", (200, 400), (0, 160, 220)).save(file)
    return Picture(COVER, str(file), hashlib.sha256(file.read_bytes()).hexdigest())


def edition_of(*items) -> Edition:
    regions = tuple(Region(at, "headline", f"a{at + 1}", at, GRID.type_area) for at in range(2))
    return Edition("报", "", 1, date(2026, 1, 1), "", "", GRID.trim, (Sheet(1, "要闻", GRID, items, regions),), ())


def darkness(path) -> tuple[int, int, int]:
    """Return how many pixels are black over the cover, black beside it, and red over it."""
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[0]
        left, bottom, right, top = page.get_trimbox()
        width, height = page.get_size()
        crop = (left, bottom, width - right, height - top)
        image = page.render(scale=1, crop=crop).to_pil().convert("RGB")
        page.close()

    def count(box, wanted):
        pixels = image.crop(box)
        return sum(number for number, colour in pixels.getcolors(1 << 20) if wanted(*colour))

    def black(r, g, b):
        return r + g + b < 150

    inside = (42, 32, 88, 128)
    return count(inside, black), count((95, 40, 230, 110), black), count(inside, lambda r, g, b: r > 150 and g < 110)


def pdfs(edition, case, to):
    press = write_press(edition, case, to / "press", PressSettings()).value[0]
    return press, page_pdfs(edition, case, PressSettings(), to / "reader").value[0]


def test_type_under_is_covered_and_type_over_is_seen(case, under, over, cover, tmp_path):
    for path in pdfs(edition_of(under, cover, over), case, tmp_path):
        covered, beside, red = darkness(path)
        assert covered == 0
        assert beside > 300
        assert red > 100


def test_the_other_way_round_the_type_stands_over_it(case, under, over, cover, tmp_path):
    for path in pdfs(edition_of(over, cover, under), case, tmp_path):
        covered, beside, red = darkness(path)
        assert covered > 200
        assert beside > 300
        assert red == 0


def test_the_screens_page_paints_in_the_same_order(case, under, over, cover):
    sheet = edition_of(under, cover, over).sheets[0]
    body = page_svg(sheet, case).rpartition("</defs>")[2]
    first, second = (body.index(f'data-story="{region.story}"') for region in sheet.regions)
    drawn = max(body.find(mark, first, second) for mark in ("<image", "<rect", "<path"))
    assert first < drawn < second


def test_letter_space_and_ink_of_the_first_round_do_not_leak_into_the_next(case, under, cover, tmp_path):
    """Type over the cover looks as it does without anything under it."""
    tight = replace(line_of(case, "国国", 20_000, RED), runs=(Run("", 0, "", b""),))
    face = case.face("display")
    glyphs = "国国".translate(face.gids).encode("utf-16-be")
    tight = replace(tight, runs=(Run(face.key, 20_000, "国国", glyphs, pitch=21_000, ink=RED),))
    spaced = replace(under, line=replace(under.line, runs=(replace(under.line.runs[0], pitch=66_000),)))
    last = Text(pt(42), pt(120), tight, 1)
    shown = []
    for number, items in enumerate(((spaced, cover, last), (cover, last))):
        press, _ = pdfs(edition_of(*items), case, tmp_path / str(number))
        with pypdfium2.PdfDocument(press) as pdf:
            page = pdf[0]
            shown.append(page.render(scale=2).to_pil().crop((100, 240, 200, 280)).tobytes())
            page.close()
    assert shown[0] == shown[1]


class TestStrata:
    def test_what_covers_no_type_is_one_stratum_with_its_type_in_the_order_asked_for(self, under, over):
        below, beside = Fill(COVER, CYAN), Fill(Box(pt(250), pt(150), pt(10), pt(10)), CYAN)
        (one,) = strata((below, over, under, beside), lambda text: text.region)
        assert one.drawn == (below, beside)
        assert one.texts == (under, over)

    def test_only_what_covers_type_and_what_lies_over_that_goes_further(self, under, over):
        cover, edge = Fill(COVER, CYAN), Rule(COVER.x, COVER.y, COVER.right, COVER.y, pt(1))
        aside = Text(pt(200), pt(180), over.line, 1)
        first, second = strata((under, cover, edge, over, aside))
        assert first.texts == (under, aside)
        assert first.drawn == ()
        assert second.drawn == (cover, edge)
        assert second.texts == (over,)

    def test_a_frame_round_type_does_not_cover_it_until_its_line_does(self, under):
        def frame(left):
            corners = ((left, pt(20)), (pt(290), pt(20)), (pt(290), pt(150)), (left, pt(150)))
            ops = (("M", *corners[0]), *(("L", *spot) for spot in corners[1:]), ("Z",))
            return Path(ops, fill=None, stroke=BLACK, width=pt(1))

        assert len(strata((under, frame(pt(39))))) == 1
        assert len(strata((under, frame(pt(41))))) == 2

    @pytest.mark.parametrize(("gap", "rounds"), [(0, 1), (-1, 2)])
    def test_the_blank_half_of_a_lines_last_mark_is_no_type(self, case, gap, rounds):
        line = replace(line_of(case, "国，"), extent=90_000)
        rule = Rule(pt(40) + 90_000 + gap + 150, pt(20), pt(40) + 90_000 + gap + 150, pt(150), 300)
        assert len(strata((Text(pt(40), pt(100), line, 0), rule))) == rounds


@pytest.mark.parametrize(
    ("ends", "around"),
    [
        ((1000, 2000, 1000, 9000), Box(850, 2000, 300, 7000)),
        ((2000, 1000, 9000, 1000), Box(2000, 850, 7000, 300)),
        ((1000, 1000, 9000, 2000), Box(850, 850, 8300, 1300)),
    ],
)
def test_a_rule_is_cut_square_at_its_ends(ends: tuple[int, int, int, int], around: Box) -> None:
    rule = Rule(*ends, 300, BLACK)
    assert extent(rule) == around
    assert not extent(Rule(1000, 2000, 1000, 9000, 300, BLACK)).overlaps(Box(0, 9000, 5000, 5000))
    assert extent(Rule(1000, 2000, 1000, 9001, 300, BLACK)).overlaps(Box(0, 9000, 5000, 5000))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from("tfrp"), *(st.integers(0, 200) for _ in range(2)), *(st.integers(1, 120),) * 2),
        max_size=14,
    )
)
def test_strata_are_the_fewest_in_which_nothing_changes_places(case, given_items) -> None:
    items: list[Item] = []
    for kind, x, y, wide, deep in given_items:
        box = Box(pt(x), pt(y), pt(wide), pt(deep))
        if kind == "t":
            items.append(Text(box.x, box.y, line_of(case, "国" * (1 + wide // 40), pt(8 + deep // 3)), 0))
        elif kind == "f":
            items.append(Fill(box, CYAN))
        elif kind == "r":
            items.append(Rule(box.x, box.y, box.right, box.y, pt(1)))
        else:
            items.append(Path((("M", box.x, box.y), ("L", box.right, box.y), ("L", box.right, box.bottom))))
    levels: list[int] = []
    for item in items:
        under = [
            level + (isinstance(other, Text) and not isinstance(item, Text))
            for other, level in zip(items, levels, strict=False)
            if any(one.overlaps(two) for one in _boxes(item) for two in _boxes(other))
        ]
        levels.append(max(under, default=0))
    found = strata(items)
    for level, stratum in enumerate(found):
        here = [item for item, at in zip(items, levels, strict=True) if at == level]
        assert [*stratum.drawn, *stratum.texts] == sorted(here, key=lambda item: isinstance(item, Text))
    assert len(found) == max(levels, default=0) + 1
