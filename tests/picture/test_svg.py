"""SVG artwork on the sheet: places, inks and type, and what becomes of drawings beyond the vector writer."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path as FilePath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.diagnostics import Severity, has_errors
from layout.export.pdf.settings import house_profile
from layout.geometry import Box, mm, profile, pt
from layout.picture import artwork, open_studio, with_artwork
from layout.sheet import BLACK, RED, WHITE, Fill, Path, Picture, Rule, Sheet, StrokeEnds, Text
from tests.chance import examples

BOX = Box(pt(100), pt(200), pt(200), pt(100))
XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.fixture
def studio(tmp_path, case):
    return open_studio(case, house_profile(), 240, tmp_path / "kept")


@pytest.fixture
def draw(tmp_path, studio):
    """Draw the inside of an SVG whose 200 x 100 units fill the box, one unit a point."""

    def run(inside, *, gray=False, view='viewBox="0 0 200 100"', box=BOX):
        path = tmp_path / "a.svg"
        path.write_text(f"<svg {XMLNS} {view}>\n{inside}\n</svg>", "utf-8")
        return artwork(Picture(box, str(path), "", gray=gray, region=3), studio)

    return run


def codes(made):
    return [remark.code for remark in made.remarks]


def only(made):
    assert codes(made) == [], made.remarks
    (item,) = made.value
    return item


def points(path):
    return [(op[-2] - BOX.x, op[-1] - BOX.y) for op in path.ops if len(op) > 1]


def test_rectangle_is_a_fill_at_its_place(draw):
    item = only(draw('<rect x="10" y="20" width="30" height="40" fill="#000"/>'))
    assert item == Fill(Box(pt(110), pt(220), pt(30), pt(40)), BLACK, 3)


def test_line_is_a_rule_with_dashes(draw):
    item = only(draw('<line x1="0" y1="5" x2="100" y2="5" stroke="black" stroke-width="0.5" stroke-dasharray="3 1"/>'))
    assert item == Rule(pt(100), pt(205), pt(200), pt(205), pt(0.5), BLACK, (3000, 1000), 3)


@pytest.mark.parametrize(
    ("colour", "ink"),
    [
        ("black", BLACK), ("#020202", BLACK), ("white", WHITE), ("device-cmyk(0 1 1 0)", RED),
        ("device-cmyk(10%, 20%, 30%, 40%)", (10, 20, 30, 40)), ("cmyk(0,0,0,1)", BLACK),
    ],
)  # fmt: skip
def test_black_white_and_named_inks_are_exact(draw, colour, ink):
    assert only(draw(f'<rect width="9" height="9" color="red" fill="{colour}"/>')).ink == ink


@pytest.mark.parametrize("colour", ["red", "#ff0000", "#f00", "rgb(100%,0%,0%)", "hsl(0,100%,50%)", "currentColor"])
def test_colours_go_through_the_press_s_profile(draw, colour, studio):
    """As a photograph of that colour would, to a percent."""
    from PIL import Image, ImageCms

    through = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(str(house_profile())), "RGB", "CMYK",
        renderingIntent=ImageCms.Intent.PERCEPTUAL,
    )  # fmt: skip
    spot = ImageCms.applyTransform(Image.new("RGB", (1, 1), (255, 0, 0)), through).getpixel((0, 0))
    ink = only(draw(f'<rect width="9" height="9" color="red" fill="{colour}"/>')).ink
    assert all(abs(part - value / 2.55) <= 3 for part, value in zip(ink, spot, strict=True))


def test_grays_are_black_ink_alone(draw):
    inks = [only(draw(f'<rect width="9" height="9" fill="rgb({v},{v},{v})"/>')).ink for v in (30, 90, 128, 200, 240)]
    assert all(ink[:3] == (0, 0, 0) for ink in inks) and inks == sorted(inks, reverse=True)
    assert 40 < inks[2][3] < 60


def test_no_colour_needs_more_than_the_limit(draw):
    for red in range(0, 256, 51):
        for green in range(0, 256, 51):
            for blue in range(0, 256, 51):
                made = draw(f'<rect width="9" height="9" fill="rgb({red},{green},{blue})"/>')
                assert sum(made.value[0].ink) <= 240


def test_style_sources_in_their_order(draw):
    rules = "rect{fill:device-cmyk(1 1 0 0)} .warm{fill:device-cmyk(0 1 1 0)} #one{fill:black} /* rect{fill:white} */"
    sheet = f"<style>{rules}</style>"
    for attributes, ink in (
        ("", (100, 100, 0, 0)),
        ('class="warm big"', RED),
        ('class="warm" id="one"', BLACK),
        ('class="warm" style="fill: white"', WHITE),
        ('fill="white"', (100, 100, 0, 0)),
    ):
        assert only(draw(f'{sheet}<rect width="9" height="9" {attributes}/>')).ink == ink


def test_paths_curves_and_arcs_land_where_they_should(draw):
    item = only(draw('<path d="M10 10 h20 v20 H10 z"/>'))
    assert isinstance(item, Path) and points(item) == [
        (10_000, 10_000),
        (30_000, 10_000),
        (30_000, 30_000),
        (10_000, 30_000),
    ]
    arc = only(draw('<path d="M10 50 A40 40 0 0 1 90 50" fill="none" stroke="black"/>'))
    ends = points(arc)
    assert ends[0] == (10_000, 50_000) and abs(ends[-1][0] - 90_000) <= 1
    assert min(y for _, y in ends) == pytest.approx(10_000, abs=20), "the arc's top"
    quadratic = only(draw('<path d="M0 0 Q 50 100 100 0"/>'))
    assert (
        "C",
        *(BOX.x + v if i % 2 == 0 else BOX.y + v for i, v in enumerate((33333, 66667, 66667, 66667, 100000, 0))),
    ) in quadratic.ops
    circle = only(draw('<circle cx="50" cy="50" r="40"/>'))
    assert {min(x for x, _ in points(circle)), max(x for x, _ in points(circle))} == {10_000, 90_000}


def test_transforms_nest(draw):
    item = only(
        draw(
            '<g transform="translate(100 0)"><g transform="scale(2)"><rect x="5" y="5" width="10" height="10"/></g></g>'
        )
    )
    assert item.box == Box(pt(210), pt(210), pt(20), pt(20))
    turned = only(draw('<rect x="0" y="0" width="10" height="10" transform="translate(50,50) rotate(45)"/>'))
    assert max(y for _, y in points(turned)) == pytest.approx(50_000 + 14_142, abs=2)
    stroke = only(draw('<g transform="scale(3)"><path d="M3 3L9 9" stroke="black" stroke-width="2" fill="none"/></g>'))
    assert stroke.width == pt(6)


def test_drawing_is_centred_and_undistorted(draw):
    item = only(draw('<rect width="100" height="100"/>', view='viewBox="0 0 100 100"'))
    assert item.box == Box(pt(150), pt(200), pt(100), pt(100))
    moved = only(draw('<rect x="-50" y="-50" width="100" height="100"/>', view='viewBox="-50 -50 100 100"'))
    assert moved.box == item.box
    sized = only(draw('<rect width="100%" height="50%"/>', view='width="40mm" height="20mm"'))
    assert (sized.box.w, sized.box.h) == (pt(200), pt(50))


def test_holes_and_overlaps_follow_the_fill_rule(draw):
    same = "M0 0H40V40H0Z M10 10H30V30H10Z"
    assert only(draw(f'<path d="{same}"/>')).nonzero
    assert not only(draw(f'<path d="{same}" fill-rule="evenodd"/>')).nonzero


def test_strokes_keep_their_ends_and_dashes(draw):
    item = only(
        draw(
            '<path d="M0 50H100V60" fill="none" stroke="black" stroke-dasharray="10" stroke-linecap="round" '
            'stroke-linejoin="bevel"/>'
        )
    )
    assert item.dash == (pt(10), pt(10)) and item.ends == StrokeEnds("round", "bevel", 4.0)


def test_use_is_drawn_at_its_place(draw):
    item = only(draw('<defs><rect id="r" width="4" height="4"/></defs><use href="#r" x="7" y="8"/>'))
    assert item.box == Box(pt(107), pt(208), pt(4), pt(4))


class TestText:
    def test_words_are_set_in_the_role_that_the_family_names(self, draw, case):
        families = {
            "宋体": "body", "SimSun, serif": "body", "黑体": "sans", "Noto Sans SC": "sans", "楷体_GB2312": "kai",
            "仿宋": "fangsong", "FangSong": "fangsong", "headline": "headline", "'方正小标宋'": "headline",
            "Helvetica": "sans", "nameplate": "nameplate",
        }  # fmt: skip
        for family, role in families.items():
            made = draw(f'<text x="10" y="50" font-size="12" font-family="{family}">报纸</text>')
            (text,) = made.value
            assert isinstance(text, Text) and text.line.runs[0].face == case.face(role).key, family
        (bold,) = draw('<text y="50" font-family="宋体" font-weight="bold">报</text>').value
        assert bold.line.runs[0].face == case.face("headline").key

    def test_place_size_and_ink(self, draw):
        text = only(
            draw('<text x="10" y="50" font-size="12" fill="device-cmyk(0 1 1 0)" font-family="body">报纸</text>')
        )
        assert (text.x, text.y) == (pt(110), pt(250))
        (run,) = text.line.runs
        assert (run.size, run.ink, run.text, run.origins()) == (pt(12), RED, "报纸", (0, pt(12)))
        assert text.line.role == "artwork" and text.region == 3

    @pytest.mark.parametrize(("anchor", "x"), [("start", 100), ("middle", 88), ("end", 76)])
    def test_anchor(self, draw, anchor, x):
        text = only(draw(f'<text x="100" y="50" font-size="12" text-anchor="{anchor}" font-family="body">报纸</text>'))
        assert text.x + text.line.runs[0].x == pytest.approx(pt(100 + x), abs=2)

    def test_nothing_of_the_words_is_lost(self, draw):
        made = draw(
            '<text x="0" y="20" font-size="10" font-family="body">一<tspan fill="red">二</tspan>三\n   四 '
            '<tspan x="0" dy="12">五<tspan font-size="5">六</tspan></tspan>七</text>'
        )
        assert "".join(text.line.text for text in made.value) == "一二三 四 五六七"
        assert [text.y for text in made.value] == [pt(220), pt(232)]

    def test_rotated_clockwise_stays_type_and_other_angles_are_drawn(self, draw):
        text = only(
            draw('<text transform="translate(50,10) rotate(90)" font-size="10" font-family="body">转九十度</text>')
        )
        assert text.line.vertical and text.line.runs[0].orient == "r"
        assert (text.x, text.y) == (pt(150) + 3800, pt(210))
        slanted = draw('<text transform="translate(50,50) rotate(-90)" font-size="10" font-family="body">斜</text>')
        assert slanted.value and all(isinstance(item, Path) for item in slanted.value)
        xs, ys = zip(*(point for item in slanted.value for point in points(item)), strict=True)
        assert min(xs) > 40_000 and max(xs) < 52_000 and min(ys) > 38_000 and max(ys) < 51_000

    def test_missing_characters_are_reported_at_the_line(self, draw):
        made = draw('<text x="0" y="20" font-family="body">好\U0002fa1d\U000e0001</text>')
        (found,) = [remark for remark in made.remarks if remark.code == "F021"]
        assert found.at.line == 2

    def test_unknown_family_is_said(self, draw):
        assert codes(draw('<text y="20" font-family="Wingdings">一</text>')) == ["G038"]


@pytest.mark.parametrize(
    ("inside", "code", "severity"),
    [
        ('<g opacity="0.5"><rect width="9" height="9"/></g>', "G032", Severity.NOTE),
        ('<rect width="9" height="9" clip-path="url(#c)"/>', "G032", Severity.NOTE),
        ('<rect x="190" y="0" width="30" height="10"/>', "G032", Severity.NOTE),
        ('<text y="9" stroke="red">字</text>', "G032", Severity.NOTE),
        ('<rect width="9" height="9" some-new-property="1"/>', "G032", Severity.NOTE),
        ('<rect width="wide" height="9"/>', "G031", Severity.WARNING),
        ('<path d="L10 10"/>', "G031", Severity.WARNING),
        ('<path d="M1e300 0L9 9"/>', "G031", Severity.WARNING),
        ('<rect width="9" height="9" fill="no-such-colour"/>', "G031", Severity.WARNING),
        ('<text font-size="big" y="9">字</text>', "G031", Severity.WARNING),
        ("<foreignObject><p xmlns='urn:x'>字</p></foreignObject>", "G035", Severity.WARNING),
        ('<image href="a.png" width="9" height="9"/>', "G039", Severity.WARNING),
        ('<use href="other.svg#a"/>', "G039", Severity.WARNING),
        ('<use href="#none"/>', "G039", Severity.WARNING),
    ],
)
def test_what_is_beyond_the_vector_writer_is_drawn_and_said(draw, inside, code, severity):
    made = draw('<rect width="5" height="5"/>\n' + inside)
    assert made.value is not None
    found = next(remark for remark in made.remarks if remark.code == code)
    assert found.severity is severity and found.at.line >= (1 if "190" in inside else 2)


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ('<g id="a"><use href="#a"/></g>', "G034"),
        ("<g>" * 220 + '<rect width="1" height="1"/>' + "</g>" * 220, "G034"),
        ("<rect", "G030"),
    ],
)
def test_only_what_is_broken_or_endless_is_refused(draw, inside, code):
    made = draw(inside)
    assert made.value is None and codes(made) == [code] and has_errors(made.remarks)


def test_rendered_drawing_keeps_black_and_named_inks(draw, studio):
    from zlib import decompress

    from layout.picture import press_picture

    (item,) = draw(
        '<g opacity="1"><rect width="50" height="100"/><rect x="50" width="50" height="100" '
        'fill="device-cmyk(0 0.3 0.7 0)"/></g><rect x="150" width="50" height="100" opacity="0.5" fill="#06c"/>'
    ).value
    assert isinstance(item, Picture) and item.region == 3 and item.box == BOX
    image = press_picture(item, house_profile(), gray=False, cache=None).value
    assert image.filter == "FlateDecode" and image.effective_ppi == 600
    rows = decompress(image.data)
    middle = image.width * (image.height // 2)
    spots = [tuple(rows[4 * (middle + image.width * at // 8) :][:4]) for at in (1, 3, 5)]
    assert spots == [(0, 0, 0, 255), (0, 76, 178, 0), (0, 0, 0, 0)]


def test_rendered_drawing_without_colour_is_black_ink_alone(draw):
    from layout.picture import press_picture

    (item,) = draw('<rect width="200" height="100" opacity="0.5"/>').value
    assert press_picture(item, house_profile(), gray=False, cache=None).value.colour == "DeviceGray"


def test_pictures_beside_the_drawing_are_taken_in(draw, tmp_path):
    from PIL import Image

    (tmp_path / "in").mkdir()
    Image.new("RGB", (4, 4), "red").save(tmp_path / "in" / "a.png")
    made = draw('<image href="in/a.png" width="200" height="100"/>')
    assert codes(made) == ["G032"] and isinstance(made.value[0], Picture)
    assert "G039" in codes(draw('<image href="../in/a.png" width="200" height="100"/>'))


def test_doubling_references_are_stopped(draw):
    """A few lines that would draw a thousand million squares."""
    layers = '<g id="a0"><rect width="1" height="1"/></g>' + "".join(
        f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 10)
    )
    assert codes(draw(f"<defs>{layers}</defs><use href='#a9'/>")) == ["G034"]


def test_entities_and_outside_files_are_not_read(tmp_path, studio):
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密")
    path = tmp_path / "a.svg"
    path.write_text(
        f'<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY s SYSTEM "{secret.as_uri()}">]><svg {XMLNS} viewBox="0 0 99 99">'
        '<text y="29" font-family="body">&s;字</text></svg>'
    )
    made = artwork(Picture(BOX, str(path), ""), studio)
    assert made.value is None and codes(made) == ["G030"]
    path.write_text(path.read_text().replace("&s;", "&a;"))
    (text,) = artwork(Picture(BOX, str(path), ""), studio).value
    assert text.line.text == "x字", "entities of the file itself are its own words"
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    path.write_text(f'<!DOCTYPE svg [<!ENTITY l0 "lol">{bomb}]><svg {XMLNS} viewBox="0 0 9 9" id="&l9;"/>')
    assert codes(artwork(Picture(BOX, str(path), ""), studio)) == ["G030"]


def test_black_page_gets_tints_of_black(draw):
    made = draw(
        '<rect width="9" height="9" fill="red"/><text y="20" fill="#00f" font-family="body">字</text>', gray=True
    )
    assert all(ink[:3] == (0, 0, 0) and 20 < ink[3] < 95 for ink in (made.value[0].ink, made.value[1].line.runs[0].ink))


def test_sheet_gets_the_items_in_the_picture_s_place(tmp_path, studio):
    good, bad = tmp_path / "a.svg", tmp_path / "b.svg"
    good.write_text(f'<svg {XMLNS} viewBox="0 0 2 1"><rect width="2" height="1"/><circle cx="1" cy=".5" r=".4"/></svg>')
    bad.write_text("<svg")
    photo = Picture(BOX, "a.jpg", "")
    under, over = Fill(BOX, RED), Fill(BOX, WHITE)
    items = (under, Picture(BOX, str(good), ""), photo, Picture(BOX, str(bad), ""), over)
    made = with_artwork(Sheet(1, "", profile("broadsheet"), items, ()), studio)
    kinds = [type(item).__name__ for item in made.value.items]
    assert kinds == ["Fill", "Fill", "Path", "Picture", "Picture", "Fill"]
    assert made.value.items[0] is under and made.value.items[-1] is over
    assert "G030" in codes(made)


def test_missing_and_foreign_files(tmp_path, studio):
    (tmp_path / "a.svg").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "b.svg").write_bytes(b"")
    for name, code in (("a.svg", "G003"), ("b.svg", "G002"), ("c.svg", "G001")):
        assert codes(artwork(Picture(BOX, str(tmp_path / name), ""), studio)) == [code]


SPECIMEN = sorted((FilePath(__file__).resolve().parents[2] / "issues" / "9999" / "photos").glob("*.svg"))


@pytest.mark.parametrize("path", SPECIMEN, ids=lambda path: path.stem)
def test_the_specimen_s_own_drawings_are_clean(path, studio):
    box = Box(0, 0, mm(170), mm(120))
    made = artwork(Picture(box, str(path), ""), studio)
    assert made.value and codes(made) == []
    inks = {run.ink for item in made.value if isinstance(item, Text) for run in item.line.runs}
    assert all(ink[:3] == (0, 0, 0) or sum(ink) <= 240 for ink in inks)


_TAGS = st.sampled_from(["rect", "path", "text", "g", "use", "line", "circle", "tspan", "svg", "polygon"])
_VALUES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["1e999", "nan", "-5", "50%", "none", "url(#a)", "#a", "matrix(0 0 0 0 0 0)", "0,0"]),
)
_NAMES = st.sampled_from(
    ["x", "y", "width", "height", "d", "points", "transform", "fill", "stroke", "stroke-width", "r", "style", "class",
     "font-size", "font-family", "href", "id", "opacity", "stroke-dasharray", "viewBox", "rx", "dx", "marker-end"]
)  # fmt: skip


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_TAGS, st.dictionaries(_NAMES, _VALUES, max_size=5)), max_size=6))
def test_no_file_raises(tmp_path, studio, elements):
    from lxml import etree

    root = etree.Element("{http://www.w3.org/2000/svg}svg", viewBox="0 0 100 100")
    at = root
    for tag, attributes in elements:
        at = etree.SubElement(at, f"{{http://www.w3.org/2000/svg}}{tag}")
        at.text = "字"
        for name, value in attributes.items():
            with suppress(ValueError):  # XML has no such character
                at.set(name, value)
    (tmp_path / "a.svg").write_bytes(etree.tostring(root))
    made = artwork(Picture(BOX, str(tmp_path / "a.svg"), ""), studio)
    assert made.value is not None or has_errors(made.remarks)
