"""Chapter 5 of the book: each limit of ink, type, rules and pictures, just inside and just outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zlib import decompress

import numpy as np
import pikepdf
import pytest
from PIL import Image

from layout.diagnostics import Diagnostic, Remarked, Severity
from layout.export.pdf import shapes
from layout.export.pdf.ink import BORDER, OVERPRINT
from layout.export.pdf.settings import PressSettings, house_profile
from layout.geometry import Box
from layout.picture import Terms, icc, photo
from layout.picture.advert.flatten import Pixels, _agrees, drawn
from layout.picture.advert.intake import _bleeds, taken_in
from layout.picture.photo import PhotoTreatment
from layout.picture.press_image import PressImage
from layout.picture.svg.colour import Separation, _separated
from layout.picture.tone import Tones, measured, newsprint_curve
from layout.preflight.archive.fonts import font_faults
from layout.preflight.paint.mark import Colour
from layout.preflight.paint.painted import Expected
from layout.preflight.pdf.press_file import PressFile
from layout.preflight.press import black, boxes, fonts, images, ink, lines, rendered
from layout.rules.press import INK_LIMIT, PHOTO_AIM
from layout.sheet import Fill, Picture
from layout.sheet import Path as Shape
from tests.rules.painted import cmyk, fill, findings, line, picture, severities, text

INCH = Box(0, 0, 72_000, 72_000)


# Ink.


def sums(total: int) -> np.ndarray:
    """Return samples whose inks sum up to `total` steps of 8 bits."""
    pixel = [min(255, max(0, total - 255 * plate)) for plate in range(4)]
    return np.full((2, 2, 4), pixel, np.uint8)


def test_ink_limit() -> None:
    assert not findings(ink.ink_of_pixels, picture(sums(613)))  # 240.4 %
    assert findings(ink.ink_of_pixels, picture(sums(614)))  # 240.8 %


def test_ink_edge() -> None:
    assert not findings(ink.ink_of_pixels, fill(100, 100, 40, 0), ink_limit=239.4)
    assert findings(ink.ink_of_pixels, fill(100, 100, 40, 0), ink_limit=239.395)
    assert not findings(ink.ink_of_areas, fill(100, 100, 0, 0), ink_warning=199.4)
    assert findings(ink.ink_of_areas, fill(100, 100, 0, 0), ink_warning=199.395)
    assert severities(ink.ink_of_areas, fill(100, 100, 0, 0), ink_warning=150, ink_most=199.4) == ["warning"]
    assert severities(ink.ink_of_areas, fill(100, 100, 0, 0), ink_warning=150, ink_most=199.395) == ["error"]


def test_ink_warning() -> None:
    assert not findings(ink.ink_of_areas, fill(100, 100, 20, 0))
    assert severities(ink.ink_of_areas, fill(100, 100, 21, 0)) == ["warning"]


def test_ink_most() -> None:
    assert severities(ink.ink_of_areas, fill(100, 100, 45, 0)) == ["warning"]
    assert severities(ink.ink_of_areas, fill(100, 100, 46, 0)) == ["error"]


def test_ink_window() -> None:
    # 15 mm2 are a square of 11 points.
    small, large = (20.0, 20.0, 30.0, 30.0), (20.0, 20.0, 31.0, 31.0)
    assert not findings(ink.ink_of_areas, fill(100, 100, 21, 0, frame=small))
    (found,) = findings(ink.ink_of_areas, fill(100, 100, 21, 0, frame=large))
    assert dict(found.args)["window"] == 15


def test_type_covers() -> None:
    # Black type over a ground of 200 %: 70 % of the box carry 300 %.
    marks = fill(100, 100, 0, 0), text(30, 0, 0, 0, 100, over=True)
    assert findings(ink.ink_of_areas, *marks, ink_warning=269.35)
    assert not findings(ink.ink_of_areas, *marks, ink_warning=269.45)


def test_type_large() -> None:
    ground = fill(100, 100, 0, 0)
    assert findings(ink.ink_of_areas, ground, text(60, 0, 0, 0, 100, over=True), ink_warning=290)
    assert not findings(ink.ink_of_areas, ground, text(59.9, 0, 0, 0, 100, over=True), ink_warning=290)


def test_ink_none() -> None:
    assert cmyk(50, 0.05, 0, 0).plates == 1
    assert cmyk(50, 0.051, 0, 0).plates == 2
    assert Colour("Separation", (0, 0, 0, 0), (("Gold", 0.05),)).plates == 0
    assert Colour("Separation", (0, 0, 0, 0), (("Gold", 0.051),)).plates == 1
    assert not cmyk(0, 0, 0, 0.05).has_black
    assert cmyk(0, 0, 0, 0.051).has_black
    assert black.inks(fill(0.05, 20, 0, 0)) == "M20"
    assert black.inks(fill(0.051, 20, 0, 0)) == "C0 M20"
    assert not findings(ink.tone_range, fill(0.05, 0, 0, 0))
    assert findings(ink.tone_range, fill(0.051, 0, 0, 0))
    assert findings(ink.tone_range, fill(2.945, 0, 0, 0))


def test_black_solid() -> None:
    assert not cmyk(0, 0, 0, 99.4).is_solid_black
    assert cmyk(0, 0, 0, 99.5).is_solid_black


def test_ground_dark() -> None:
    box = Box(0, 0, 9_000, 9_000)
    course = (("M", 0, 0), ("L", 9, 9))
    for inks, is_dark in (((100, 35, 0, 0), False), ((100, 36, 0, 0), True)):
        assert shapes.is_dark(Fill(box, inks)) is is_dark
        assert shapes.is_dark(Shape(course, inks, None, 0)) is is_dark
        assert shapes.is_dark(Shape(course, None, inks, 100)) is is_dark
        drawn = shapes.path(Shape(course, inks, (0, 0, 0, 100), 100), 9_000, False)
        assert drawn.startswith(BORDER) is not is_dark


def test_rule_ground() -> None:
    rule = line(0.5, 0, 0, 0, 100)
    assert findings(black.black_rules_overprint, fill(100, 30, 0, 0), rule)
    assert not findings(black.black_rules_overprint, fill(100, 30.5, 0, 0), rule)


def test_highlight() -> None:
    assert findings(ink.tone_range, fill(2.9, 0, 0, 0))
    assert not findings(ink.tone_range, fill(2.95, 0, 0, 0))


def blacks(count: int, value: int) -> np.ndarray:
    """Return a thousand samples, `count` of which have a black of `value`."""
    samples = np.zeros((10, 100, 4), np.uint8)
    samples.reshape(1000, 4)[:count, 3] = value
    return samples


def test_shadow() -> None:
    assert not findings(ink.tone_range, picture(blacks(1000, 248)))
    assert findings(ink.tone_range, picture(blacks(1000, 249)))


test_shadow_over = test_shadow


def test_shadow_share() -> None:
    assert not findings(ink.tone_range, picture(blacks(5, 255)))
    assert findings(ink.tone_range, picture(blacks(6, 255)))


def test_black_area() -> None:
    assert not findings(black.plain_black_areas, fill(10, 10, 0, 85))
    assert findings(black.plain_black_areas, fill(10, 10, 0, 85.5))


# Type and rules.


def test_reversed() -> None:
    assert not findings(black.reversed_type, text(7.95, 0, 0, 0, 0))
    assert findings(black.reversed_type, text(7.9, 0, 0, 0, 0))


def test_reversed_bold() -> None:
    assert not findings(black.reversed_type, text(5.95, 0, 0, 0, 0, face="NotoSansSC-Bold"))
    assert findings(black.reversed_type, text(5.9, 0, 0, 0, 0, face="NotoSansSC-Bold"))


def test_coloured() -> None:
    assert not findings(black.coloured_type, text(11.95, 0, 100, 100, 0))
    assert findings(black.coloured_type, text(11.9, 0, 100, 100, 0))
    assert dict(findings(black.coloured_type, text(5, 0, 100, 100, 0))[0].args)["least"] == 12


def test_type_edge() -> None:
    assert not findings(black.reversed_type, text(7.95, 0, 0, 0, 0))
    assert findings(black.reversed_type, text(7.9495, 0, 0, 0, 0))


def test_thin() -> None:
    for width, is_rule in ((1_999, True), (2_000, False)):
        drawn = shapes.fill(Fill(Box(0, 0, width, 9_000), (0, 0, 0, 100)), 9_000, False)
        assert drawn.startswith(OVERPRINT) is is_rule
        assert bool(findings(black.black_rules_overprint, line(width / 1000, 0, 0, 0, 100))) is is_rule


def test_gray_thin() -> None:
    assert not findings(black.no_gray_type, line(1, 0, 0, 0, 50, space="DeviceGray"))
    assert findings(black.no_gray_type, line(0.995, 0, 0, 0, 50, space="DeviceGray"))


def test_line_least() -> None:
    assert not findings(lines.line_widths, line(0.245, 0, 0, 0, 100))
    assert findings(lines.line_widths, line(0.2445, 0, 0, 0, 100))


def test_line_reversed() -> None:
    assert not findings(lines.line_widths, line(0.495, 0, 0, 0, 0))
    assert findings(lines.line_widths, line(0.4945, 0, 0, 0, 0))


def test_line_coloured() -> None:
    assert not findings(lines.line_widths, line(0.995, 0, 100, 100, 0))
    assert findings(lines.line_widths, line(0.99, 0, 100, 100, 0))


test_line_edge = test_line_least


def stated(good: Path, by: float) -> pikepdf.Pdf:
    """Return a good file whose first face claims widths that are `by` thousandths of an em too large."""
    pdf = pikepdf.open(good)
    face = pdf.pages[0].Resources.Font["/F1"].DescendantFonts[0]
    face.W = pikepdf.Array()
    face.DW = 1000 + by
    return pdf


@pytest.mark.parametrize(("by", "wrong"), [(1.0, False), (1.05, True)])
def test_width_edge(good_page: Path, tmp_path: Path, by: float, wrong: bool) -> None:
    with stated(good_page, by) as pdf:
        told = [fault for fault in font_faults(pdf, _told) if "6.2.11.5" in str(fault)]
        file = PressFile(tmp_path, b"", pdf, PressSettings(), Expected())
        found = list(fonts.widths.look(file))
    assert bool(told) is wrong
    assert bool(found) is wrong


def _told(clause: str, reason: str) -> Diagnostic:
    return Diagnostic.make("A040", Severity.ERROR, clause=clause, reason=reason)


# Boxes.


@dataclass(frozen=True)
class Boxed:
    """A page of a file as far as its boxes go."""

    trim: tuple[float, float, float, float]
    bleed: tuple[float, float, float, float] = (0, 0, 10, 10)
    media: tuple[float, float, float, float] = (0, 0, 10, 10)
    number: int = 1
    obj: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class BoxedFile:
    pages: tuple[Boxed, ...]
    expected: Expected = field(default_factory=Expected)


@pytest.mark.parametrize("side", range(4))
def test_box_edge(side: int) -> None:
    for by, nests in ((0.01, True), (0.0105, False)):
        trim = [0.0, 0.0, 10.0, 10.0]
        trim[side] += by if side > 1 else -by
        wrong = list(boxes.boxes_nest.look(BoxedFile((Boxed((trim[0], trim[1], trim[2], trim[3])),))))
        assert bool(wrong) is not nests


def test_size_edge() -> None:
    for by, wrong in ((0.283, False), (0.2835, True)):
        file = BoxedFile((Boxed((0, 0, by, 0)),), Expected(trim=(0, 0)))
        assert bool(list(boxes.equal_sizes.look(file))) is wrong
        short = fill(0, 0, 0, 10, frame=(by, 20, 60, 60))
        assert bool(findings(boxes.bleed, short, trim=(5, 0, 200, 300), bleed=(0, -9, 209, 309))) is wrong


def test_touch() -> None:
    assert findings(boxes.bleed, fill(0, 0, 0, 10, frame=(1.417, 20, 60, 60)))
    assert not findings(boxes.bleed, fill(0, 0, 0, 10, frame=(1.42, 20, 60, 60)))


# Pictures.


JPEG = b"\xff\xd8"
"""Enough of a photograph: a drawing is kept without loss, and no JPEG."""


def test_photo_least() -> None:
    assert severities(images.photo_resolution, picture(ppi=99.5)) == ["warning"]
    assert severities(images.photo_resolution, picture(ppi=99.4)) == ["error"]


def on_press(file: Path, gray: bool) -> Remarked[PressImage | None]:
    """Convert a picture in this process: the guard's child is warm and would not know of a rule that was changed."""
    press = icc.read_profile(house_profile())
    assert press is not None
    return photo.converted(
        file, Picture(INCH, str(file), ""), press, PhotoTreatment(PHOTO_AIM, gray, INK_LIMIT, False, False)
    )


def converted(pixels: int, mode: str = "RGB") -> tuple[list[str], int]:
    """Return what is told of a square picture of so many pixels an inch, and how many it is printed with."""
    to = Path(converted.folder) / f"{mode}{pixels}.png"  # type: ignore[attr-defined]
    Image.new(mode, (pixels, pixels)).save(to)
    made = on_press(to, gray=True)
    assert made.value is not None
    return [remark.code for remark in made.remarks], made.value.width


def doubled(pixels: int) -> list[str]:
    """Return what is told of a picture of so many pixels an inch that someone has enlarged twice."""
    grain = np.random.default_rng(1).integers(0, 256, (pixels // 10 + 1, pixels // 10 + 1), np.uint8)
    sharp = Image.fromarray(grain.repeat(10, 0).repeat(10, 1)[:pixels, :pixels])
    to = Path(converted.folder) / "doubled.png"  # type: ignore[attr-defined]
    sharp.resize((2 * pixels, 2 * pixels), Image.Resampling.BICUBIC).save(to)
    return [remark.code for remark in on_press(to, gray=True).remarks]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> None:
    converted.folder = tmp_path  # type: ignore[attr-defined]


def test_photo_warning() -> None:
    assert not findings(images.photo_resolution, picture(ppi=149.5))
    assert severities(images.photo_resolution, picture(ppi=149.4)) == ["warning"]
    assert "G012" not in converted(150)[0]
    assert "G012" in converted(149)[0]
    assert "G020" not in doubled(150)
    assert "G020" in doubled(149)


def test_photo_aim() -> None:
    assert converted(299)[1] == 299
    assert converted(600)[1] == 300
    assert dict(findings(images.photo_resolution, picture(ppi=50))[0].args)["aim"] == 200


test_photo_room = test_photo_aim


def test_photo_most() -> None:
    assert not findings(images.photo_resolution, picture(ppi=400.5, encoded=JPEG))
    assert severities(images.photo_resolution, picture(ppi=400.6, encoded=JPEG)) == ["warning"]


def test_ppi_edge() -> None:
    assert not findings(images.photo_resolution, picture(ppi=149.5))
    assert findings(images.photo_resolution, picture(ppi=149.495))
    assert not findings(images.photo_resolution, picture(ppi=400.5, encoded=JPEG))
    assert findings(images.photo_resolution, picture(ppi=400.505, encoded=JPEG))
    assert severities(images.photo_resolution, picture(ppi=99.5)) == ["warning"]
    assert severities(images.photo_resolution, picture(ppi=99.495)) == ["error"]
    assert not findings(images.line_art_resolution, picture(ppi=799.5, bits=1))
    assert findings(images.line_art_resolution, picture(ppi=799.495, bits=1))
    assert severities(images.line_art_resolution, picture(ppi=549.5, bits=1)) == ["warning"]
    assert severities(images.line_art_resolution, picture(ppi=549.495, bits=1)) == ["error"]


def test_line_art_least() -> None:
    assert severities(images.line_art_resolution, picture(ppi=549.5, bits=1)) == ["warning"]
    assert severities(images.line_art_resolution, picture(ppi=549.4, bits=1)) == ["error"]


def test_line_art_warning() -> None:
    assert not findings(images.line_art_resolution, picture(ppi=799.5, bits=1))
    assert severities(images.line_art_resolution, picture(ppi=799.4, bits=1)) == ["warning"]


def test_line_art_kept() -> None:
    assert converted(1_199, "1")[1] == 1_199
    assert converted(1_300, "1")[1] == 1_200


def flat(quality: int) -> bytes:
    out = BytesIO()
    Image.new("CMYK", (16, 16), (60, 40, 40, 20)).save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()


def test_jpeg_made(tmp_path: Path) -> None:
    Image.new("RGB", (200, 200), (90, 60, 60)).save(tmp_path / "a.png")
    made = on_press(tmp_path / "a.png", gray=False).value
    assert made is not None
    with Image.open(BytesIO(made.data)) as found, Image.open(BytesIO(flat(92))) as wanted:
        assert found.quantization == wanted.quantization  # type: ignore[attr-defined]


def test_jpeg_least() -> None:
    assert not findings(images.encoding, picture(encoded=flat(88)))
    assert findings(images.encoding, picture(encoded=flat(87)))


def test_area_margin(tmp_path: Path) -> None:
    Image.new("CMYK", (200, 200), (255, 255, 255, 255)).save(tmp_path / "a.tif")
    made = on_press(tmp_path / "a.tif", gray=False).value
    assert made is not None
    with Image.open(BytesIO(made.data)) as found:
        most = int(np.asarray(found).sum(axis=2).max())
    assert 553 <= most <= 555  # 218 %


# Screens, and the tones of photographs.


def test_tint_type() -> None:
    assert not findings(black.screened_type, text(6.95, 0, 0, 0, 50))
    assert findings(black.screened_type, text(6.9, 0, 0, 0, 50))


def test_tint_type_ink() -> None:
    assert not findings(black.screened_type, text(5, 0, 0, 0, 80))
    assert findings(black.screened_type, text(5, 0, 0, 0, 79.5))


def test_tint_line() -> None:
    assert not findings(lines.screened_lines, line(0.5, 0, 0, 0, 50))
    assert findings(lines.screened_lines, line(0.4995, 0, 0, 0, 50))


def test_tint_line_ink() -> None:
    assert not findings(lines.screened_lines, line(0.4, 0, 0, 0, 60))
    assert findings(lines.screened_lines, line(0.4, 0, 0, 0, 59.5))


def test_photo_dark() -> None:
    assert not Tones(20, 50, 1).dark
    assert Tones(19.95, 50, 1).dark  # type: ignore[arg-type]


def test_photo_contrast() -> None:
    assert not Tones(50, 35, 1).flat
    assert Tones(50, 34.95, 1).flat  # type: ignore[arg-type]
    assert not Tones(50, 2, 1).flat


@pytest.mark.parametrize(
    ("seed", "wide", "step", "fine", "enlarged"),
    [(1, 128, 40, 6, 2), (2, 96, 106, 17, 1)],
    ids=["a fifth is lost", "20.08 % is lost"],
)
def test_photo_sharp(seed: int, wide: int, step: int, fine: int, enlarged: int) -> None:
    dots = np.random.default_rng(seed).integers(128 - step, 128 + step, (24, 24)).astype("uint8")
    soft = np.asarray(Image.fromarray(dots).resize((wide, 128), Image.Resampling.BICUBIC)).astype(int)
    board = ((np.indices(soft.shape).sum(0) % 2) * 2 - 1) * fine
    assert measured(Image.fromarray(np.clip(soft + board, 0, 255).astype("uint8"))).enlarged == enlarged


@pytest.mark.parametrize(("step", "enlarged"), [(26, 1), (27, 3)], ids=["23 levels", "24 levels"])
def test_sharp_contrast(step: int, enlarged: int) -> None:
    dots = np.random.default_rng(1).integers(128 - step, 128 + step, (24, 24)).astype("uint8")
    soft = Image.fromarray(dots).resize((128, 128), Image.Resampling.BICUBIC)
    assert measured(soft).enlarged == enlarged


def test_tone_gain() -> None:
    raised = [new - old for old, new in enumerate(newsprint_curve())]
    assert (max(raised), raised[0], raised[255]) == (33, 0, 0)
    assert sum(raised) == 5_640


# What plates and adverts show.


def plates(inks: np.ndarray, *marks: object, most: int = 300, mean: int = 240) -> list[str]:
    """Return the checks that fail on a page's plates, one pixel a point."""
    settings = SimpleNamespace(ink_limit=most, ink_most=mean, ink_window=100)
    file = SimpleNamespace(pages=[SimpleNamespace(number=1, marks=marks)], settings=settings)
    found = rendered.judge(file, SimpleNamespace(pages=[inks]), ())  # type: ignore[arg-type]
    return [finding.check for finding in found]


def inked(count: int, ink: int, rest: int = 0) -> np.ndarray:
    """Return plates of 100 x 100 pixels: so many with so much ink, the others with `rest`."""
    inks = np.zeros((100, 100, 4), np.uint16)
    inks[..., 0] = rest
    inks.reshape(-1, 4)[:count, 0] = ink
    return inks


def test_plates_edge() -> None:
    assert [plates(inked(9, ink)) for ink in (303, 304)] == [[], ["PL01"]]
    assert [plates(inked(10_000, ink)) for ink in (243, 244)] == [[], ["PL01"]]


def test_plates_pixels() -> None:
    assert [plates(inked(count, 310)) for count in (7, 8)] == [[], ["PL01"]]


def type_of(count: int, ink: float) -> list[SimpleNamespace]:
    """Return lines of type over the page's first pixels."""
    return [
        SimpleNamespace(kind="text", colour=SimpleNamespace(total=ink), frame=(0.0, 0.0, 20.0, 5.0))
        for _ in range(count)
    ]


def test_plates_clear() -> None:
    assert [plates(inked(0, 0), *type_of(1, ink)) for ink in (39, 40)] == [[], ["PL02"]]
    assert [plates(inked(10_000, shown), *type_of(1, 100)) for shown in (9, 10)] == [["PL02"], []]


def test_plates_hidden() -> None:
    def hidden(count: int, lines: int) -> list[str]:
        """Return the checks that fail where so many of a page's lines show nothing."""
        inks = inked(0, 0)
        inks[50:, :, 3] = 100
        low = [SimpleNamespace(kind="text", colour=SimpleNamespace(total=100), frame=(0.0, 60.0, 20.0, 65.0))]
        return plates(inks, *type_of(count, 100), *low * (lines - count))

    assert [hidden(count, 1_000) for count in (100, 101)] == [[], ["PL02"]]


def test_bleed_short() -> None:
    def bleeds(by: float) -> bool:
        page = SimpleNamespace(trimbox=(by, by, 100, 100), mediabox=(0, 0, 120, 120), obj={})
        return _bleeds(page, 8)

    assert [bleeds(by) for by in (7.6995, 7.7, 7.7005)] == [False, False, True]


def _told_inside(tmp_path: Path, by: float) -> bool:
    """Tell whether a page of 200 pt whose ink stands so far inside both its edges has a note of it."""
    path = tmp_path / f"{by}.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 50))
        page.Contents = pdf.make_stream(f"0 0 0 1 k {by} 0 {200 - 2 * by} 50 re f".encode())
        pdf.save(path, static_id=True)
    made = taken_in(path, Terms(Separation(house_profile().read_bytes(), 240)), tmp_path / "made.pdf")
    return "G067" in [remark.code for remark in made.remarks]


def test_inside_least(tmp_path: Path) -> None:
    # The page is looked at in steps of a quarter of a point.
    assert [_told_inside(tmp_path, by) for by in (1.25, 1.5)] == [False, True]


def test_inside_most(tmp_path: Path) -> None:
    assert [_told_inside(tmp_path, by) for by in (8.5, 8.75)] == [True, False]


def test_drawn_gray() -> None:
    def plain(green: int) -> bool:
        """Tell whether a colour of a drawing prints in black ink alone."""
        return _separated(house_profile().read_bytes(), 240, (100, green, 100))[:3] == (0, 0, 0)

    assert [plain(green) for green in (103, 104)] == [True, False]


def test_faint() -> None:
    found = _separated(house_profile().read_bytes(), 240, (239, 239, 235))[:3]
    assert found == (3, 0, 4)  # of 3.14, 2.75 and 4.71 %


def pixels_of(tmp_path: Path, content: str, *channels: int) -> Pixels:
    """Return an advert as drawn that shows this in a colour."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(20, 20))
        fill = " ".join(f"{level / 255:.5f}" for level in channels)
        pdf.pages[0].Contents = pikepdf.Stream(pdf, f"{fill} rg {content}".encode())
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        pdf.pages[0].TrimBox = pikepdf.Array([0, 0, 20, 20])
        pdf.save(tmp_path / "a.pdf")
    return drawn(tmp_path / "a.pdf", 0, Separation(house_profile().read_bytes(), 240), gray=False)


def drawn_as(tmp_path: Path, *channels: int) -> tuple[int, ...]:
    """Return the inks, 0 to 255, that an advert drawn in pixels has where its page shows such a colour."""
    made = pixels_of(tmp_path, "0 0 20 20 re f", *channels)
    samples = np.frombuffer(decompress(made.samples), np.uint8).reshape(made.size[1], made.size[0], -1)
    middle = samples[made.size[1] // 2, made.size[0] // 2]
    return (0, 0, 0, 255 - int(middle[0])) if made.gray else tuple(int(part) for part in middle)


def has_type(tmp_path: Path, *channels: int) -> bool:
    """Tell whether type of a colour is drawn apart, as black."""
    return bool(pixels_of(tmp_path, "BT /F 12 Tf 4 6 Td (Ab) Tj ET", *channels).type_mask)


def test_advert_dark(tmp_path: Path) -> None:
    assert [drawn_as(tmp_path, level, level, level) == (0, 0, 0, 255) for level in (48, 49)] == [True, False]
    assert [has_type(tmp_path, level, level, level) for level in (48, 49)] == [True, False]


def test_advert_spread(tmp_path: Path) -> None:
    assert [drawn_as(tmp_path, 40, green, 40) == (0, 0, 0, 255) for green in (32, 31)] == [True, False]
    assert [has_type(tmp_path, 40, green, 40) for green in (32, 31)] == [True, False]


def test_advert_neutral(tmp_path: Path) -> None:
    assert [drawn_as(tmp_path, 100, green, 100)[:3] == (0, 0, 0) for green in (94, 93)] == [True, False]


def test_advert_stray() -> None:
    """Of a thousand points of black type some lie under something light, or some points beside it have changed."""
    black = np.zeros((100, 100), bool)
    black[:10] = True
    page = np.full((100, 100, 3), 255, np.uint8)
    whole = page.copy()
    whole[:10] = 0
    for light in (20, 21):
        shown = whole.copy()
        shown[0, :light] = 255
        assert _agrees(shown, page, black) is (light == 20)
    for changed in (70, 71):
        shown = whole.copy()
        shown[50, :changed] = 0
        assert _agrees(shown, page, black) is (changed == 70)
