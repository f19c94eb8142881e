"""A page as SVG: the press page's ink on a screen, and the way back to the copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pypdfium2
import pytest

from layout.diagnostics import Locus
from layout.export.pdf import PressSettings, write_press
from layout.export.svg import GlyphShelf, page_parts, page_svg, picture_key, screen_jpeg, thumbnail_svg
from layout.geometry import Box, Grid, pt
from layout.sheet import BLACK, Edition, Fill, Line, Path, Picture, Region, Rule, Run, Sheet, Text
from layout.sheet.line import Decoration
from tests import browsers

SVG = "{http://www.w3.org/2000/svg}"
GRID = Grid("card", (pt(300), pt(200)), pt(9), Box(pt(20), pt(20), pt(260), pt(160)), 2, 13, pt(9), pt(11.57), 13)


def line_of(case, text, size=18_000, orient="h", role="body", **known) -> Line:
    face = case.face("body")
    glyphs = text.translate(face.gids).encode("utf-16-be")
    run = Run(face.key, size, text, glyphs, pitch=size, orient=orient)
    return Line(text, (run,), size, size * len(text), size * len(text), size * len(text), role=role, **known)


@pytest.fixture
def sheet(case) -> Sheet:
    body = line_of(case, "报纸排版", locus=Locus("a1", "body", 2, 0), paragraph=2, offset=7)
    marked = replace(
        line_of(case, "着重"),
        decorations=(
            Decoration("dots", 0, 2, 0, pt(36), pt(18), centres=(pt(9), pt(27))),
            Decoration("wave", 0, 2, 0, pt(36), pt(18)),
            Decoration("line", 0, 2, 0, pt(36), pt(18)),
        ),
    )
    down = line_of(case, "竖题，", orient="v", vertical=True)
    turned = line_of(case, "横卧", orient="r", vertical=True)
    items = (
        Fill(Box(pt(10), pt(100), pt(60), pt(40)), (0, 0, 0, 30)),
        Rule(pt(10), pt(90), pt(290), pt(90), pt(1), (0, 100, 100, 0), (pt(6), pt(3))),
        Path((("M", pt(200), pt(110)), ("L", pt(260), pt(110)), ("L", pt(230), pt(160)), ("Z",)), fill=(0, 80, 80, 0)),
        Text(pt(20), pt(50), body, 0),
        Text(pt(20), pt(80), marked),
        Text(pt(180), pt(20), down),
        Text(pt(220), pt(20), turned),
        Fill(Box(pt(100), pt(100), pt(60), pt(40)), (0, 100, 0, 0), layer="proof"),
    )
    regions = (Region(0, "body", "a1", 0, Box(pt(20), pt(30), pt(72), pt(20))),)
    return Sheet(1, "要闻", GRID, items, regions)


def edition(sheet: Sheet) -> Edition:
    return Edition("报", "", 1, date(2026, 1, 1), "", "", GRID.trim, (sheet,), ())


def gray(image):
    return image.convert("L")


def test_it_shows_what_the_press_page_shows(sheet, case, tmp_path, tool) -> None:
    """Compared pixel by pixel with the press file, drawn by another program."""
    from PIL import Image, ImageChops, ImageFilter

    browser_path = tool("chromium")
    write_press(edition(sheet), case, tmp_path, PressSettings(marks=False))
    page = pypdfium2.PdfDocument(tmp_path / "1.pdf")[0]
    left, bottom, right, top = page.get_trimbox()
    scale = 3
    width, height = page.get_size()
    press = page.render(scale=scale, crop=(left, bottom, width - right, height - top)).to_pil()
    with browsers.chromium(browser_path) as browser:
        view = browsers.context(browser, viewport={"width": 300 * scale, "height": 200 * scale}).new_page()
        text = page_svg(sheet, case).replace(
            'width="300pt" height="200pt"', f'width="{300 * scale}" height="{200 * scale}"'
        )
        view.set_content(f"<style>*{{margin:0}}svg{{display:block}}</style>{text}")
        shot = Image.open(BytesIO(view.screenshot()))
    assert shot.size == press.size
    # Ink or no ink: colours differ on purpose (newsprint on a screen), edges by their smoothing.
    ink = [gray(image).point(lambda value: 255 * (value < 200)) for image in (press, shot)]
    thick = [image.filter(ImageFilter.MaxFilter(5)) for image in ink]
    for one, other in ((ink[0], thick[1]), (ink[1], thick[0])):
        lost = ImageChops.subtract(one, other)
        assert sum(value > 0 for value in lost.tobytes()) < 12
    assert sum(value > 0 for value in ink[0].tobytes()) > 5_000


def test_a_line_leads_back_to_its_copy(sheet, case) -> None:
    root = ElementTree.fromstring(page_svg(sheet, case))
    lines = [group for group in root.iter(f"{SVG}g") if group.get("data-at")]
    assert [group.get("data-at") for group in lines] == ["a1 body 2 7"]
    region = next(group for group in root.iter(f"{SVG}g") if group.get("data-region"))
    assert (region.get("data-region"), region.get("data-role"), region.get("data-story")) == ("0", "body", "a1")


def test_every_outline_is_there_once_and_drawn_where_it_is_used(sheet, case) -> None:
    root = ElementTree.fromstring(page_svg(sheet, case))
    ids = [path.get("id") for path in root.iter(f"{SVG}path") if path.get("id")]
    used = [use.get("href").removeprefix("#") for use in root.iter(f"{SVG}use")]
    assert len(ids) == len(set(ids))
    assert set(ids) == set(used)
    texts = [item.line.text for item in sheet.items if isinstance(item, Text)]
    assert len(used) == sum(map(len, texts))


def test_outlines_can_be_had_apart_and_grow_only_by_what_is_new(sheet, case) -> None:
    shelf = GlyphShelf(case)
    assert "<defs>" not in page_parts(sheet, shelf, str).svg
    count = len(shelf)
    assert count
    page_parts(sheet, shelf, str)
    assert len(shelf) == count
    more = replace(sheet, items=(*sheet.items, Text(pt(20), pt(190), line_of(case, "新"))))
    page_parts(more, shelf, str)
    assert len(shelf.since(count)) == 1


def test_the_proof_layer_and_the_overlays_come_only_when_asked_for(sheet, case) -> None:
    plain, proof = page_svg(sheet, case), page_svg(sheet, case, proof=True)
    names = ("grid", "boxes", "trim", "order", "proof")
    assert not any(f'class="{name}"' in plain for name in names)
    root = ElementTree.fromstring(proof)
    groups = {group.get("class"): group for group in root.iter(f"{SVG}g")}
    assert set(names) <= set(groups)
    assert len(groups["proof"].findall(f".//{SVG}rect")) == 1
    assert len(groups["grid"].findall(f".//{SVG}rect")) == GRID.columns
    assert [text.text for text in groups["boxes"].iter(f"{SVG}text")] == ["a1 body"]


def test_the_same_sheet_gives_the_same_text(sheet, case) -> None:
    assert page_svg(sheet, case, proof=True) == page_svg(sheet, case, proof=True)


def test_words_in_the_copy_cannot_break_the_page(sheet, case) -> None:
    wild = '"><script>alert(1)</script>'
    line = line_of(case, "字", locus=Locus(wild, wild, 0, 0))
    region = Region(0, "body", wild, 0, Box(0, 0, 10, 10))
    text = page_svg(replace(sheet, items=(Text(0, pt(20), line, 0),), regions=(region,)), case, proof=True)
    assert "<script" not in text
    ElementTree.fromstring(text)


def photo(tmp_path) -> Picture:
    import hashlib

    from PIL import Image

    path = tmp_path / "photo.png"
    image = Image.new("RGB", (800, 600), (220, 40, 40))
    image.paste((30, 60, 200), (400, 0, 800, 600))
    image.save(path)
    return Picture(Box(pt(100), pt(20), pt(80), pt(60)), str(path), hashlib.sha256(path.read_bytes()).hexdigest())


def test_photographs_are_shown_as_the_press_cuts_them(tmp_path) -> None:
    from PIL import Image

    picture = replace(photo(tmp_path), crop=(5_000, 0, 10_000, 10_000), box=Box(0, 0, pt(40), pt(60)))
    data = screen_jpeg(picture).value
    image = Image.open(BytesIO(data)).convert("RGB")
    red, _, blue = image.getpixel((image.width // 3, image.height // 2))
    assert blue > red + 40
    assert image.width / image.height == pytest.approx(2 / 3, abs=0.02)
    shade = Image.open(BytesIO(screen_jpeg(picture, gray=True).value))
    assert shade.mode == "L"
    assert picture_key(picture, False) != picture_key(picture, True)


def test_a_photograph_is_embedded_or_linked_and_a_missing_one_is_a_crossed_frame(sheet, case, tmp_path) -> None:
    picture = photo(tmp_path)
    with_photo = replace(sheet, items=(picture,))
    assert 'href="data:image/jpeg;base64,' in page_svg(with_photo, case)
    assert 'href="/picture/1"' in page_svg(with_photo, case, picture=lambda _: "/picture/1")
    gone = replace(sheet, items=(replace(picture, source=str(tmp_path / "none.jpg")),))
    text = page_svg(gone, case)
    assert "<image" not in text
    assert "#c62828" in text


def test_a_thumbnail_keeps_heads_and_turns_small_type_into_bars(sheet, case) -> None:
    small = Text(pt(20), pt(190), line_of(case, "小五号正文", size=pt(9)))
    root = ElementTree.fromstring(thumbnail_svg(replace(sheet, items=(*sheet.items, small)), case))
    assert len(list(root.iter(f"{SVG}use"))) == 11
    bars = [path for path in root.iter(f"{SVG}path") if path.get("fill-opacity")]
    assert [bar.get("d") for bar in bars] == ["M20 183.7h45v5.4h-45z"]


def test_black_is_dark_and_tints_are_between_it_and_paper() -> None:
    from layout.export.svg.colour import plain_colour, screen_colour

    values = [int(screen_colour((0, 0, 0, k))[1:3], 16) for k in (0, 10, 30, 60, 100)]
    assert values == sorted(values, reverse=True)
    assert values[0] == 255
    assert values[-1] < 40
    assert screen_colour(BLACK)[1:3] == screen_colour(BLACK)[3:5]
    for ink in (BLACK, (0, 0, 0, 0)):
        assert plain_colour(ink) == screen_colour(ink)
    assert plain_colour((0, 100, 100, 0))[1:3] == "ff"
