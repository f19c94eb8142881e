"""Page images: what an archive and a reader's screen get of a press file."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import numpy as np
import pikepdf
import pytest
import tifffile
from PIL import Image, ImageCms

from layout.diagnostics import Severity
from layout.export.raster import page_images, pixel_size
from layout.export.raster.colour import blacks, gray_icc, luma, on_screen, srgb_icc
from layout.export.raster.tiles import ZOOM_PPI
from layout.geometry import Box, mm, pt
from layout.sheet import BLACK, RED, Fill, Path, Picture, Rule, black

WIDTH, HEIGHT = 709, 945  # 60 x 80 mm at 300 dpi


@pytest.fixture
def images(tmp_path, edition, printed, press_profile):
    """Render pages given as lists of items; return the images."""

    def run(*pages, **options):
        made = edition(*pages)
        done = page_images(printed(made), made, tmp_path / "images", profile=press_profile, **options)
        assert done.remarks == ()
        return done.value

    return run


def pixels(path):
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB") if image.mode == "P" else image)


def field(x, y, ink):
    """Return a tint of 10 x 10 mm."""
    return Fill(Box(mm(x), mm(y), mm(10), mm(10)), ink)


def at(image, x, y):
    """Return the pixel in the middle of a field."""
    return tuple(np.atleast_1d(image[round((y + 5) * 300 / 25.4), round((x + 5) * 300 / 25.4)]).tolist())


def test_inks_look_as_the_profile_says(images, press_profile):
    inks = [(0, 100, 100, 0), (100, 0, 0, 0), (20, 30, 40, 10), (0, 0, 0, 100), (0, 0, 0, 30), (0, 0, 0, 0)]
    places = [(5, 5), (25, 5), (45, 5), (5, 25), (25, 25), (45, 25)]
    (page,) = images([field(*place, ink) for place, ink in zip(places, inks, strict=True)])
    assert not page.gray
    image = pixels(page.master)
    data = press_profile.read_bytes()
    for place, ink in zip(places, inks, strict=True):
        sample = Image.frombytes("CMYK", (1, 1), bytes(round(part * 2.55) for part in ink))
        expected = on_screen(sample, data).getpixel((0, 0))
        assert np.abs(np.subtract(at(image, *place), expected)).max() <= 1, ink
    assert at(image, 45, 25) == (255, 255, 255), "paper is the screen's white"
    red, green, blue = at(image, 5, 25)
    assert max(red, green, blue) < 70 and max(red, green, blue) - min(red, green, blue) < 18, "black looks black"
    assert at(image, 5, 5)[0] > 220 > 100 > at(image, 5, 5)[1], "the nameplate's red looks red"


def test_paper_can_be_shown_as_measured(images):
    (page,) = images([field(5, 5, BLACK), field(25, 5, RED)], paper=True)
    image = pixels(page.master)
    red, green, blue = image[5, 5].tolist()
    assert 215 > red >= green >= blue > 180 and red > blue, "newsprint is gray and a little warm"
    assert 70 < min(at(image, 5, 5)) < 110


def test_page_in_black_alone_is_gray_and_exact(images, press_profile):
    tints = (10, 30, 50, 70, 100)
    items = [field(5 + 10 * (i % 5), 5 + 20 * (i // 5), black(k)) for i, k in enumerate(tints)]
    (page,) = images([*items, Rule(mm(5), mm(40), mm(55), mm(40), pt(1))])
    assert page.gray
    image = pixels(page.master)
    assert image.shape == (HEIGHT, WIDTH)
    ramp = blacks(press_profile.read_bytes())
    for item, k in zip(items, tints, strict=True):
        expected = luma(*ramp[round(k * 2.55)])
        assert abs(at(image, item.box.x / mm(1), item.box.y / mm(1))[0] - expected) <= 1
    assert image[5, 5] == 255


def test_gray_can_be_demanded(images):
    (page,) = images([field(5, 5, RED)], gray=True)
    assert page.gray and pixels(page.master).ndim == 2
    (page,) = images([field(5, 5, BLACK)], gray=False)
    assert not page.gray and pixels(page.master).shape == (HEIGHT, WIDTH, 3)


def test_pictures_come_through_pixel_for_pixel(images, tmp_path, press_profile):
    """A photograph's flat parts are what its inks look like, whether colour or black alone."""
    photo = Image.new("RGB", (600, 400), (60, 120, 60))
    photo.paste((230, 200, 170), (300, 0, 600, 400))
    photo.save(tmp_path / "a.png")
    photo.convert("L").save(tmp_path / "b.png")
    Image.fromarray(np.arange(400)[:, None] * np.ones(600, int) > 200).save(tmp_path / "c.tif")
    (page,) = images(
        [
            Picture(Box(mm(5), mm(5 + 25 * row), mm(30), mm(20)), str(tmp_path / name), "")
            for row, name in enumerate(("a.png", "b.png", "c.tif"))
        ]
    )
    image = pixels(page.master)
    left, right = at(image, 5, 10), at(image, 25, 10)
    # Newsprint's range is small, but a green stays green and skin stays skin, near the original's look.
    assert left[1] > left[0] + 20 and left[1] > left[2] + 20
    assert right[0] > right[1] > right[2] and np.abs(np.subtract(right, (230, 200, 170))).max() < 40
    gray_left, gray_right = at(image, 5, 35), at(image, 25, 35)
    assert gray_left[0] < gray_right[0] and max(gray_left) - min(gray_left) < 12
    assert abs(gray_left[1] - 95) < 40 and abs(gray_right[1] - 205) < 30
    top, bottom = at(image, 5, 53), at(image, 5, 65)
    assert max(top) < 70 and bottom == (255, 255, 255), "line art: black stays on top"


def test_the_trim_is_the_image(images):
    """Ink in the bleed is cut, and a rule stands where the sheet says, to the pixel."""
    bleed = Fill(Box(-mm(3), -mm(3), mm(66), mm(86)), black(20))
    frame = Fill(Box(0, 0, mm(60), mm(80)), (0, 0, 0, 0))
    rule = Fill(Box(mm(25.4), mm(50.8), mm(25.4), mm(2.54)), BLACK)
    (page,) = images([bleed, frame, rule])
    image = pixels(page.master)
    assert (page.width, page.height) == (WIDTH, HEIGHT) == pixel_size((mm(60), mm(80)), 300)
    assert image.min(axis=1)[[0, -1]].tolist() == [255, 255] and image.min(axis=0)[[0, -1]].tolist() == [255, 255]
    rows, columns = np.nonzero(image < 128)
    assert [rows.min(), rows.max() + 1, columns.min(), columns.max() + 1] == pytest.approx([600, 630, 300, 600], abs=1)


@pytest.mark.parametrize("dpi", [150, 300, 400])
def test_one_size_at_every_resolution(images, dpi):
    (page,) = images([field(5, 5, RED)], dpi=dpi)
    assert (page.width, page.height) == (round(60 / 25.4 * dpi), round(80 / 25.4 * dpi))
    assert pixels(page.master).shape == (page.height, page.width, 3)
    with Image.open(page.access) as access, Image.open(page.thumb) as thumb:
        assert abs(access.width - 60 / 25.4 * min(dpi, ZOOM_PPI)) <= 1, "small pages are kept whole as they are zoomed"
        assert abs(access.height - 80 / 25.4 * min(dpi, ZOOM_PPI)) <= 1
        assert (thumb.width, thumb.height) == (360, 480)
        assert access.mode == thumb.mode == "RGB"


@pytest.mark.parametrize(("tiff", "compression"), [("deflate", 8), ("none", 1)])
@pytest.mark.parametrize("ink", [RED, BLACK])
def test_master_says_what_it_is(images, tiff, compression, ink):
    (page,) = images([field(5, 5, ink)], tiff=tiff)
    with tifffile.TiffFile(page.master) as file:
        tags = {tag.name: tag.value for tag in file.pages[0].tags}
    assert int(tags["Compression"]) == compression
    assert tags["XResolution"] == tags["YResolution"] == (300, 1) and int(tags["ResolutionUnit"]) == 2
    assert tags["DateTime"] == "2022:05:17 00:00:00" and tags["Software"] == "layout"
    assert int(tags["PhotometricInterpretation"]) == (3 if ink == RED else 1), "a palette, or gray"
    with Image.open(page.master) as image:
        image.load()
        profile = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
        assert profile.profile.xcolor_space.strip() == ("RGB" if ink == RED else "GRAY")
        assert image.info["dpi"] == (300, 300)


def test_profiles_that_images_carry_mean_the_same_tones():
    """Gray and sRGB values look alike, and neither profile knows the day it was made."""
    ramp = Image.frombytes("L", (256, 1), bytes(range(256)))
    gray = ImageCms.ImageCmsProfile(BytesIO(gray_icc()))
    shown = ImageCms.profileToProfile(ramp, gray, ImageCms.createProfile("sRGB"), outputMode="RGB")
    assert np.abs(np.asarray(shown).astype(int) - np.arange(256)[None, :, None]).max() <= 1
    assert srgb_icc()[24:36] == gray_icc()[24:36] == bytes.fromhex("07d000010001000000000000")


def test_jpeg_2000_is_lossless_and_valid(images):
    (page, gray) = images([field(5, 5, RED)], [field(5, 5, black(40))], jp2=True)
    for image in (page, gray):
        with Image.open(image.jp2) as lossless:
            assert np.array_equal(np.asarray(lossless), pixels(image.master))
    jpylyzer = pytest.importorskip("jpylyzer.jpylyzer", reason="jpylyzer is not installed")
    assert jpylyzer.checkOneFile(str(page.jp2)).findtext("isValid") == "True"


def test_equal_pages_give_equal_bytes_in_one_process_or_two(images):
    pages = [[field(5, 5, RED)], [field(5, 5, BLACK)], [field(15, 5, (50, 0, 20, 10))]]

    def kept(made):
        return [[path.read_bytes() for path in (page.master, page.access, page.thumb)] for page in made]

    assert kept(images(*pages)) == kept(images(*pages, workers=2))


def test_tiles_come_with_the_images(images):
    page, gray = images([field(5, 5, RED)], [field(5, 5, BLACK)], tiles="https://example.org/iiif/{}", workers=2)
    for image, name in ((page, "0001"), (gray, "0002")):
        info = json.loads(image.tiles.read_text())
        assert info["id"] == f"https://example.org/iiif/{name}"
        assert abs(info["width"] - image.width * ZOOM_PPI / 300) <= 1
        with Image.open(image.tiles.parent / "full" / "max" / "0" / "default.jpg") as tile:
            shown = np.asarray(tile.convert("L")).astype(int)
        with Image.open(image.master) as master:
            wanted = np.asarray(master.convert("RGB").resize(shown.shape[::-1]).convert("L")).astype(int)
        assert np.abs(shown - wanted).mean() < 3


def test_names_and_numbers(images):
    first, second = images([field(5, 5, RED)], [field(5, 5, RED)], stem="CN41-0001_20220517_01_")
    assert (first.number, second.number) == (1, 2)
    assert second.master.name == "CN41-0001_20220517_01_0002.tif" and second.master.parent.name == "master"
    assert not list(first.master.parent.parent.rglob("*.part"))


def test_spot_colours_forms_and_shadings(tmp_path, edition, printed, press_profile):
    """What artwork may bring along looks like its process inks, inside forms too."""
    made = edition([field(5, 5, RED)])
    press = printed(made)
    with pikepdf.open(press, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        tint = pdf.make_stream(b"{dup 0 mul exch dup 1 mul exch dup 1 mul exch 0 mul}")
        tint.FunctionType, tint.Domain, tint.Range = 4, pikepdf.Array([0, 1]), pikepdf.Array([0, 1] * 4)
        spot = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.SpotRed, pikepdf.Name.DeviceCMYK, tint])
        inner = pdf.make_stream(b"/S cs 1 scn 0 0 28.35 28.35 re f /DeviceCMYK cs 0 1 1 0 sc 56.7 0 28.35 28.35 re f")
        inner.Type, inner.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        inner.BBox = pikepdf.Array([0, 0, 200, 200])
        inner.Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(S=spot))
        page.Resources.XObject = pikepdf.Dictionary(F=inner)
        left, bottom = (float(page.TrimBox[i]) for i in (0, 1))
        x, y = left + mm(5) / 1000, bottom + (mm(80) - mm(55)) / 1000
        page.contents_add(f"q 1 0 0 1 {x} {y} cm /F Do Q".encode())
        pdf.save(press)
    done = page_images(press, made, tmp_path / "images", profile=press_profile)
    image = pixels(done.value[0].master)
    wanted = at(image, 5, 5)
    assert at(image, 25, 45) == wanted
    assert np.abs(np.subtract(at(image, 5, 45), wanted)).max() <= 40, "a spot goes by the renderer, near enough"


def test_press_file_that_is_not_the_edition_s(tmp_path, edition, printed, press_profile):
    made = edition([field(5, 5, RED)])
    press = printed(made)

    def codes(file, sheets=made, profile=press_profile):
        done = page_images(file, sheets, tmp_path / "images", profile=profile)
        assert done.value == () and all(remark.severity is Severity.ERROR for remark in done.remarks)
        assert not list((tmp_path / "images").rglob("*.tif"))
        return [remark.code for remark in done.remarks]

    assert codes(press, edition([], [])) == ["G080"]
    wider = replace(made.sheets[0], grid=replace(made.sheets[0].grid, trim=(mm(61), mm(80))))
    assert codes(press, replace(made, sheets=(wider,))) == ["G081"]
    assert codes(tmp_path / "none.pdf") == ["G083"]
    assert codes(press, profile=tmp_path / "none.icc") == ["G018"]
    (tmp_path / "bad.pdf").write_bytes(press.read_bytes()[:600])
    assert codes(tmp_path / "bad.pdf") == ["G083"]
    with pikepdf.open(press) as pdf:
        photo = pdf.make_stream(b"\xff\xd8 no photograph")
        photo.Type, photo.Subtype, photo.Filter = pikepdf.Name.XObject, pikepdf.Name.Image, pikepdf.Name.DCTDecode
        photo.Width = photo.Height = 9
        photo.BitsPerComponent, photo.ColorSpace = 8, pikepdf.Name.DeviceCMYK
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(F=photo)
        pdf.save(tmp_path / "odd.pdf")
    assert codes(tmp_path / "odd.pdf") == ["G082"]


def test_qr_code_is_read_from_the_page_image(images):
    zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
    from layout.makeup.page.qr import qr_path

    target = "https://example.org/禹州通讯/2346?from=paper"
    code = qr_path(target, Box(mm(20), mm(10), mm(20), mm(20)))
    (page,) = images([Fill(Box(0, 0, mm(60), mm(80)), black(30)), *code.value])
    for path in (page.master, page.access):
        with Image.open(path) as image:
            found = zxingcpp.read_barcodes(image.convert("L"))
        assert [barcode.text for barcode in found] == [target], path.suffix


def test_even_odd_shapes_keep_their_holes(images):
    ring = Path(
        tuple(
            op
            for inset in (0, 4)
            for op in (
                ("M", mm(10 + inset), mm(10 + inset)), ("L", mm(30 - inset), mm(10 + inset)),
                ("L", mm(30 - inset), mm(30 - inset)), ("L", mm(10 + inset), mm(30 - inset)), ("Z",),
            )
        ),
        BLACK,
    )  # fmt: skip
    (page,) = images([ring])
    image = pixels(page.master)
    assert at(image, 15, 15) == (255,) and image[round(12 * 300 / 25.4), round(20 * 300 / 25.4)] < 70
