"""Photographs of every origin, judged by what arrives on the plates."""

from __future__ import annotations

import hashlib
import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from layout.diagnostics import Place, Severity, has_errors
from layout.geometry import Box, mm
from tests.chance import examples

RED, GREEN, BLUE = (200, 30, 30), (30, 160, 60), (30, 60, 180)


def codes(result):
    return [remark.code for remark in result.remarks]


def quarters():
    """Four flat colours, red top left, green top right, blue bottom left, white bottom right; 4:3."""
    image = Image.new("RGB", (400, 300), "white")
    for colour, at in ((RED, (0, 0)), (GREEN, (200, 0)), (BLUE, (0, 150))):
        image.paste(colour, (*at, at[0] + 200, at[1] + 150))
    return image


def corners(lab):
    """Return the Lab colour in the middle of each quarter: top left, top right, bottom left, bottom right."""
    height, width = lab.shape[:2]
    return [lab[height * y // 4, width * x // 4] for y, x in ((1, 1), (1, 3), (3, 1), (3, 3))]


def names(lab):
    """Name the four quarters by their printed hue."""

    def name(colour):
        lightness, a, b = colour
        if lightness > 97 and abs(a) < 3 and abs(b) < 3:
            return "white"
        return "red" if a > 20 and b > 5 else "green" if a < -15 else "blue" if b < -15 else "?"

    return [name(colour) for colour in corners(lab)]


UPRIGHT = ["red", "green", "blue", "white"]


@pytest.mark.parametrize(
    ("suffix", "options"),
    [(".jpg", {"quality": 95}), (".png", {}), (".tif", {"compression": "tiff_lzw"}), (".webp", {"lossless": True})],
)
def test_formats_print_the_colours_that_they_show(tmp_path, press, seen, suffix, options):
    quarters().save(tmp_path / f"a{suffix}", **options)
    made = press(tmp_path / f"a{suffix}")
    assert made.value is not None and made.value.colour == "DeviceCMYK"
    assert names(seen(made.value)) == UPRIGHT
    assert (made.value.width, made.value.height) == (400, 300)
    assert not has_errors(made.remarks)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", [".jpg", ".tif", ".png"])
def test_camera_orientation_is_obeyed(tmp_path, press, seen, orientation, suffix):
    turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the inverse of what a reader must do
    stored = quarters()
    if orientation > 1:
        stored = stored.transpose(Image.Transpose(turns[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / f"a{suffix}", exif=exif)
    made = press(tmp_path / f"a{suffix}")
    assert names(seen(made.value)) == UPRIGHT
    assert (made.value.width, made.value.height) == (400, 300)


def test_ink_stays_under_the_limits_after_encoding(tmp_path, press, scene, inks):
    scene(1600, 1200).save(tmp_path / "a.png")
    made = press(tmp_path / "a.png", box=Box(0, 0, mm(80), mm(60)))
    sums = inks(made.value).sum(axis=2)
    assert sums.max() <= 240
    # 15 mm2 are a window of 3.9 mm; 220 % is what areas may carry (ISO 12647-3).
    side = round(3.9 / 25.4 * made.value.effective_ppi)
    means = [
        sums[y : y + side, x : x + side].mean()
        for y in range(0, sums.shape[0] - side, side // 2)
        for x in range(0, sums.shape[1] - side, side // 2)
    ]
    assert max(means) <= 220
    assert np.percentile(inks(made.value)[..., 3], 99) <= 97  # shadows of 95 %


@pytest.mark.parametrize("limit", [180, 200, 240, 300])
def test_the_limit_is_a_setting(tmp_path, press, inks, limit):
    noise = np.random.default_rng(1).integers(0, 2, (300, 400, 3), dtype=np.uint8) * 255
    Image.fromarray(noise).save(tmp_path / "a.png")
    made = press(tmp_path / "a.png", ink_limit=limit)
    assert inks(made.value).sum(axis=2).max() <= limit


def test_foreign_cmyk_is_lowered_and_said(tmp_path, press, inks):
    Image.new("CMYK", (400, 300), (255, 255, 255, 255)).save(tmp_path / "a.tif")
    made = press(tmp_path / "a.tif")
    assert inks(made.value).sum(axis=2).max() <= 240
    assert {"G011", "G017"} <= set(codes(made))
    assert dict(next(r for r in made.remarks if r.code == "G017").args)["percent"] == 400


def test_cmyk_with_another_profile_is_converted_once(tmp_path, press, profile, inks, seen):
    """The other press's numbers differ, the colour that its profile means arrives."""
    other = profile  # the press's own profile: numbers must come through as they are
    image = Image.new("CMYK", (400, 300), (0, 153, 153, 26))
    image.save(tmp_path / "own.tif", icc_profile=other.read_bytes())
    own = press(tmp_path / "own.tif")
    assert np.abs(inks(own.value).mean(axis=(0, 1)) - [0, 60, 60, 10]).max() < 2
    assert codes(own) == []


def test_rgb_profile_is_honoured(tmp_path, press, seen):
    """With a profile whose red and green light are exchanged, red numbers mean green."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {}
    for index in range(struct.unpack(">I", data[128:132])[0]):
        tag, offset, _ = struct.unpack(">4sII", data[132 + 12 * index : 144 + 12 * index])
        tags[tag] = offset
    red, green = (slice(tags[tag] + 8, tags[tag] + 20) for tag in (b"rXYZ", b"gXYZ"))
    data[red], data[green] = data[green], data[red]
    quarters().save(tmp_path / "a.png", icc_profile=bytes(data))
    made = press(tmp_path / "a.png")
    assert names(seen(made.value)) == ["green", "red", "blue", "white"]
    assert codes(made) == []


@pytest.mark.parametrize("junk", [b"not a profile", b"\0" * 200])
def test_damaged_profile_is_said_and_standard_colours_taken(tmp_path, press, seen, junk):
    quarters().save(tmp_path / "a.png", icc_profile=junk)
    made = press(tmp_path / "a.png")
    assert "G010" in codes(made)
    assert names(seen(made.value)) == UPRIGHT


def test_profile_of_other_colours_is_not_applied(tmp_path, press, profile):
    quarters().save(tmp_path / "a.png", icc_profile=profile.read_bytes())
    assert "G010" in codes(press(tmp_path / "a.png"))


def test_transparent_parts_are_paper(tmp_path, press, inks):
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 200, 300))
    image.paste((0, 0, 0, 128), (200, 0, 300, 300))
    image.save(tmp_path / "a.png")
    made = press(tmp_path / "a.png")
    amounts = inks(made.value).sum(axis=2)
    assert amounts[150, 380] == 0
    assert amounts[150, 50] > 180 > amounts[150, 250] > 40
    assert "G009" in codes(made)


@pytest.mark.parametrize("mode", ["LA", "P", "RGB"])
def test_other_ways_of_transparency(tmp_path, press, inks, mode):
    if mode == "LA":
        image = Image.new("LA", (400, 300), (0, 0))
        image.paste((0, 255), (0, 0, 200, 300))
        image.save(tmp_path / "a.png")
    else:
        image = Image.new("RGB", (400, 300), (255, 0, 255))
        image.paste((0, 0, 0), (0, 0, 200, 300))
        if mode == "P":
            image = image.quantize(2)
            clear = image.getpixel((300, 100))
        else:
            clear = (255, 0, 255)
        image.save(tmp_path / "a.png", transparency=clear)
    amounts = inks(press(tmp_path / "a.png").value)
    amounts = amounts.sum(axis=2) if amounts.ndim == 3 else amounts
    assert amounts[150, 380] < 1 and amounts[150, 50] > 80


def test_gray_sources_print_in_black_alone(tmp_path, press, inks, seen):
    ramp = np.tile(np.linspace(0, 255, 400).astype(np.uint8), (300, 1))
    Image.fromarray(ramp).save(tmp_path / "a.png")
    made = press(tmp_path / "a.png")
    assert made.value.colour == "DeviceGray"
    amounts = inks(made.value)[150]
    assert amounts[0] <= 97 and amounts[-1] == 0
    assert np.all(np.diff(amounts[::20]) <= 0.5), "tones in order"
    # Middle gray must look middle gray on newsprint, whose dots gain: far less than 50 % of ink.
    lightness = seen(made.value)[150, 200, 0]
    assert 60 < lightness < 78, lightness


def test_16_bit_is_not_cut_off(tmp_path, press, inks):
    deep = (np.tile(np.linspace(0, 65535, 400), (300, 1))).astype(np.uint16)
    Image.fromarray(deep).save(tmp_path / "gray.png")
    Image.fromarray(deep).save(tmp_path / "gray.tif")
    eight = Image.fromarray((deep >> 8).astype(np.uint8))
    eight.save(tmp_path / "eight.png")
    expected = inks(press(tmp_path / "eight.png").value)
    for name in ("gray.png", "gray.tif"):
        assert np.abs(inks(press(tmp_path / name).value) - expected).mean() < 1
    rows = np.repeat(deep.astype(">u2")[:, :, None], 3, axis=2).tobytes()
    (tmp_path / "rgb.png").write_bytes(png_file(400, 300, 16, 2, rows))
    amounts = inks(press(tmp_path / "rgb.png").value).sum(axis=2)[150]
    assert amounts[5] > 180 and amounts[-5] < 5 and 30 < amounts[200] < 150


def png_file(width, height, bits, colour, rows):
    """Return a PNG made by hand, for samples that no encoder here writes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    step = len(rows) // height if height else 0
    body = b"".join(b"\0" + rows[i * step : (i + 1) * step] for i in range(height))
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_line_art_stays_one_bit(tmp_path, press, inks):
    art = np.zeros((1500, 2000), bool)
    art[:, ::8] = True
    Image.fromarray(art).save(tmp_path / "a.tif", compression="group4")
    made = press(tmp_path / "a.tif")
    assert (made.value.bits, made.value.filter, made.value.colour) == (1, "FlateDecode", "DeviceGray")
    assert set(np.unique(inks(made.value))) == {0, 100}
    assert made.value.effective_ppi == 1200


def test_lab_and_ycbcr_tiff(tmp_path, press, seen):
    lab = Image.new("LAB", (400, 300), (128, 188, 168))
    lab.save(tmp_path / "lab.tif")
    _, a, b = seen(press(tmp_path / "lab.tif").value)[100, 100]
    assert a > 30 and b > 15
    quarters().convert("YCbCr").save(tmp_path / "y.tif")
    assert names(seen(press(tmp_path / "y.tif").value)) == UPRIGHT


def test_gray_page_turns_colours_to_black(tmp_path, press, inks):
    quarters().save(tmp_path / "a.png")
    made = press(tmp_path / "a.png", gray=True)
    assert made.value.colour == "DeviceGray"
    red, green, blue, white = (colour.item() for colour in corners(inks(made.value)))
    assert blue > red > green > white == 0


def test_crop_and_frame_never_distort(tmp_path, press, seen):
    quarters().save(tmp_path / "a.png")
    right = press(tmp_path / "a.png", crop=(5000, 0, 10_000, 10_000), box=Box(0, 0, mm(20), mm(30)))
    assert names(seen(right.value)) == ["green", "green", "white", "white"]
    assert abs(right.value.width / right.value.height - 2 / 3) < 0.01
    tall = press(tmp_path / "a.png", box=Box(0, 0, mm(20), mm(40)))
    assert abs(tall.value.width / tall.value.height - 1 / 2) < 0.01
    assert dict(tall.remarks[0].args)["percent"] == 62 and tall.remarks[0].code == "G013"
    middle = names(seen(tall.value))
    assert middle == UPRIGHT, "cut evenly from both sides"


@pytest.mark.parametrize("crop", [(5000, 0, 5000, 10_000), (9000, 0, 1000, 10_000), (0, 8000, 10_000, 8000)])
def test_empty_crop_is_an_error(tmp_path, press, crop):
    quarters().save(tmp_path / "a.png")
    made = press(tmp_path / "a.png", crop=crop)
    assert made.value is None and codes(made) == ["G007"]


def test_large_pictures_are_reduced_and_small_ones_left(tmp_path, press, scene):
    scene(3000, 2250).save(tmp_path / "large.jpg", quality=80)
    large = press(tmp_path / "large.jpg").value
    assert large.effective_ppi == 300 and large.width == round(40 / 25.4 * 300)
    assert len(large.data) < 600_000
    scene(200, 150).save(tmp_path / "small.png")
    made = press(tmp_path / "small.png")
    assert (made.value.width, made.value.height, made.value.effective_ppi) == (200, 150, 127)
    assert dict(made.remarks[0].args) == {"ppi": 127, "width": 200, "needed": 315}
    assert made.remarks[0].code == "G012" and made.remarks[0].severity is Severity.WARNING


def test_reducing_keeps_the_tone_of_fine_detail(tmp_path, press, inks):
    """A fine checker of black and white becomes an even gray, without moiré."""
    checker = (np.indices((2400, 3200)).sum(axis=0) % 2 * 255).astype(np.uint8)
    Image.fromarray(checker).save(tmp_path / "a.png")
    amounts = inks(press(tmp_path / "a.png").value)
    assert amounts[10:-10, 10:-10].std() < 2


def test_sharpening_steepens_edges(tmp_path, press, inks):
    soft = Image.new("L", (400, 300), 160)
    soft.paste(90, (200, 0, 400, 300))
    from PIL import ImageFilter

    soft.filter(ImageFilter.GaussianBlur(1)).save(tmp_path / "a.png")
    plain, sharp = (inks(press(tmp_path / "a.png", sharpen=s).value)[150] for s in (False, True))
    assert np.abs(np.diff(sharp)).max() > 1.15 * np.abs(np.diff(plain)).max()
    assert abs(sharp[20] - plain[20]) < 1.5, "flat tones stay"


def test_missing_empty_foreign(tmp_path, press):
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "text.jpg").write_text("这不是照片")
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "a.jxl").write_bytes(b"\xff\x0a" + bytes(40))
    expected = {
        "none.jpg": "G001", "empty.jpg": "G002", "text.jpg": "G003", "folder.jpg": "G001", "a.jxl": "G003",
        "\0bad.jpg": "G001",
    }  # fmt: skip
    for name, code in expected.items():
        made = press(tmp_path / name)
        assert made.value is None and codes(made) == [code], name
        assert made.remarks[0].at == Place(str(tmp_path / name))
        assert made.remarks[0].severity is Severity.ERROR


def test_wrong_extension_is_read_by_content(tmp_path, press, seen):
    quarters().save(tmp_path / "a.png")
    (tmp_path / "a.png").rename(tmp_path / "a.jpg")
    made = press(tmp_path / "a.jpg")
    assert names(seen(made.value)) == UPRIGHT
    assert codes(made) == ["G004"] and dict(made.remarks[0].args) == {"extension": ".jpg", "format": "PNG"}


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp"])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_truncated_files_are_said_with_what_is_there(tmp_path, press, scene, suffix, share):
    """A draft shows what there is; the warning keeps a release from going out."""
    path = tmp_path / f"a{suffix}"
    scene().save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    made = press(path)
    (found,) = [remark for remark in made.remarks if remark.code in ("G005", "G019")]
    assert str(tmp_path) not in str(found.args)
    if found.code == "G019":
        assert found.severity is Severity.WARNING and made.value is not None
        assert abs(dict(found.args)["percent"] - 100 * share) <= 12
    else:
        assert made.value is None and found.severity is Severity.ERROR and suffix not in (".jpg", ".png")


def test_decompression_bombs_are_refused_unread(tmp_path, press):
    (tmp_path / "bomb.png").write_bytes(png_file(60_000, 60_000, 8, 2, b""))
    (tmp_path / "large.png").write_bytes(png_file(13_000, 12_000, 8, 0, b""))
    (tmp_path / "zero.png").write_bytes(png_file(0, 0, 8, 0, b""))
    assert codes(press(tmp_path / "bomb.png")) == ["G006"]
    assert codes(press(tmp_path / "large.png")) == ["G006"]
    assert codes(press(tmp_path / "zero.png"))[0] in ("G005", "G007")


def test_32_bit_samples_are_refused(tmp_path, press):
    Image.fromarray(np.ones((30, 40), np.float32)).save(tmp_path / "f.tif")
    Image.fromarray(np.ones((30, 40), np.int32)).save(tmp_path / "i.tif")
    assert codes(press(tmp_path / "f.tif")) == codes(press(tmp_path / "i.tif")) == ["G015"]


def test_only_the_first_frame_counts(tmp_path, press, seen):
    second = Image.new("RGB", (400, 300), "black")
    for name in ("a.webp", "a.png", "a.tif"):
        options = {"lossless": True} if name == "a.webp" else {}
        quarters().save(tmp_path / name, save_all=True, append_images=[second], **options)
        made = press(tmp_path / name)
        assert names(seen(made.value)) == UPRIGHT
        assert "G008" in codes(made)


@pytest.mark.parametrize(("first", "found"), [((400, 300), "G008"), ((399, 300), "G025"), ((40, 30), "G025")])
def test_a_tiff_whose_first_page_is_a_thumbnail_is_warned_of(tmp_path, press, first, found):
    small, whole = Image.new("RGB", first, "grey"), Image.new("RGB", (400, 300), "black")
    small.save(tmp_path / "a.tif", save_all=True, append_images=[whole])
    made = press(tmp_path / "a.tif")
    assert {"G008", "G025"} & set(codes(made)) == {found}


def test_equal_pictures_give_equal_bytes_without_traces_of_the_source(tmp_path, press, scene):
    exif = Image.Exif()
    exif[0x010F] = "SECRET CAMERA"
    scene().save(tmp_path / "a.jpg", exif=exif, comment=b"SECRET COMMENT")
    first, second = press(tmp_path / "a.jpg").value, press(tmp_path / "a.jpg").value
    assert first == second
    assert b"SECRET" not in first.data and b"Exif" not in first.data and b"ICC_PROFILE" not in first.data


def test_jpeg_is_written_without_reduced_chroma(tmp_path, press, scene):
    scene().save(tmp_path / "a.png")
    data = press(tmp_path / "a.png").value.data
    with Image.open(BytesIO(data)) as image:
        assert image.layer and {(h, v) for _, h, v, _ in image.layer} == {(1, 1)}
        written = image.quantization[0]
    out = BytesIO()
    Image.new("L", (8, 8)).save(out, "JPEG", quality=90)
    with Image.open(out) as image:
        assert all(step <= most for step, most in zip(written, image.quantization[0], strict=True))


class TestCache:
    def test_a_kept_picture_is_taken_without_reading_the_file(self, tmp_path, press, scene):
        path, shelf = tmp_path / "a.png", tmp_path / "shelf"
        scene(300, 200).save(path)
        name = hashlib.sha256(path.read_bytes()).hexdigest()
        made = press(path, cache=shelf, sha256=name)
        path.unlink()
        again = press(path, cache=shelf, sha256=name)
        assert again == made and again.value is not None
        assert codes(again) == ["G013"], "remarks are kept, too"

    def test_other_settings_are_another_picture(self, tmp_path, press, scene):
        path, shelf = tmp_path / "a.png", tmp_path / "shelf"
        scene().save(path)
        name = hashlib.sha256(path.read_bytes()).hexdigest()
        colour = press(path, cache=shelf, sha256=name).value
        assert press(path, cache=shelf, sha256=name, gray=True).value.colour == "DeviceGray"
        assert press(path, cache=shelf, sha256=name, ink_limit=200).value.data != colour.data
        assert press(path, cache=shelf, sha256=name, crop=(0, 0, 5000, 5000)).value.width < colour.width
        assert press(path, cache=shelf, sha256=name).value == colour

    def test_a_damaged_entry_is_made_again(self, tmp_path, press, scene):
        path, shelf = tmp_path / "a.png", tmp_path / "shelf"
        scene().save(path)
        name = hashlib.sha256(path.read_bytes()).hexdigest()
        made = press(path, cache=shelf, sha256=name).value
        (entry,) = shelf.iterdir()
        data = entry.read_bytes()
        for broken in (b"", data[:-1], data[:-5] + b"12345", b"{}\n", b"[]\n" + data):
            entry.write_bytes(broken)
            assert press(path, cache=shelf, sha256=name).value == made

    def test_a_picture_changed_since_it_was_read_is_an_error(self, tmp_path, press, scene):
        path = tmp_path / "a.png"
        scene().save(path)
        assert codes(press(path, sha256="0" * 64)) == ["G014"]


def test_profile_that_is_none_is_an_error(tmp_path, press, profile, scene):
    from layout.picture import press_picture
    from layout.sheet import Picture

    scene().save(tmp_path / "a.png")
    picture = Picture(Box(0, 0, mm(40), mm(30)), str(tmp_path / "a.png"), "")
    (tmp_path / "cut.icc").write_bytes(profile.read_bytes()[:5000])
    (tmp_path / "head.icc").write_bytes(profile.read_bytes()[:128] + b"\0" * 100)
    for bad in (tmp_path / "none.icc", tmp_path / "a.png", tmp_path / "cut.icc", tmp_path / "head.icc"):
        made = press_picture(picture, bad, gray=False, cache=None)
        assert made.value is None and codes(made) == ["G018"]


def test_tiff_with_absurd_tags(tmp_path, press):
    """Whatever a damaged directory says, it ends as a diagnostic."""
    quarters().save(tmp_path / "a.tif")
    data = bytearray((tmp_path / "a.tif").read_bytes())
    offset = struct.unpack("<I", data[4:8])[0]
    count = struct.unpack("<H", data[offset : offset + 2])[0]
    for entry in range(count):
        broken = bytearray(data)
        at = offset + 2 + 12 * entry
        broken[at + 4 : at + 12] = b"\xff" * 8
        (tmp_path / "b.tif").write_bytes(broken)
        made = press(tmp_path / "b.tif")
        assert made.value is not None or has_errors(made.remarks)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["JPEG", "PNG", "TIFF", "WEBP"]), data=st.data())
def test_damaged_bytes_never_raise(tmp_path, press, kind, data):
    out = BytesIO()
    quarters().resize((40, 30)).save(out, kind)
    whole = bytearray(out.getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    path = tmp_path / "a.img"
    path.write_bytes(whole)
    made = press(path)
    assert made.value is not None or has_errors(made.remarks)


def tiff(path, samples, **how):
    import tifffile

    tifffile.imwrite(path, samples, **how)
    return path


@pytest.mark.parametrize("order", ["<", ">"])
def test_16_bit_samples_in_planes_are_refused_and_8_bit_ones_print(tmp_path, press, seen, order):
    planes = np.moveaxis(np.asarray(quarters()), 2, 0)
    how = {"photometric": "rgb", "planarconfig": "separate", "byteorder": order}
    assert names(seen(press(tiff(tmp_path / "a.tif", planes, **how)).value)) == UPRIGHT
    refused = press(tiff(tmp_path / "b.tif", planes.astype(np.uint16) * 257, **how))
    assert refused.value is None and codes(refused) == ["G024"]


def test_16_bit_gray_whose_zero_is_white_is_no_negative(tmp_path, press, inks):
    gray = np.zeros((300, 400), np.uint16)
    gray[:, 200:] = 65_535
    for mode in ("minisblack", "miniswhite"):
        printed = inks(press(tiff(tmp_path / f"{mode}.tif", gray, photometric=mode)).value)
        assert (printed[150, 100] > printed[150, 300]) == (mode == "minisblack")


def photoshop(layers, *channels):
    """Return a Photoshop file: its count of layers (0: no section for them), its channels as arrays."""
    height, width = channels[0].shape
    head = b"8BPS\0\1" + b"\0" * 6 + struct.pack(">HIIHH", len(channels), height, width, 8, 3)
    section = struct.pack(">IIhh", 8, 4, layers, 0) if layers else struct.pack(">I", 0)
    data = b"".join(channel.astype(np.uint8).tobytes() for channel in channels)
    return head + struct.pack(">II", 0, 0) + section + b"\0\0" + data


@pytest.mark.parametrize(("layers", "hidden"), [(0, False), (1, False), (-1, True)])
def test_a_mask_saved_with_a_photoshop_file_hides_nothing(tmp_path, press, inks, layers, hidden):
    colours = np.moveaxis(np.asarray(quarters()), 2, 0)
    (tmp_path / "a.psd").write_bytes(photoshop(layers, *colours, np.zeros(colours[0].shape)))
    made = press(tmp_path / "a.psd")
    assert (inks(made.value).max() < 3) == hidden
    assert ("G009" in codes(made)) == hidden


def test_what_cannot_be_read_is_told_in_the_same_words_each_time(tmp_path, press):
    cmyka = np.zeros((30, 40, 5), np.uint8)
    tiff(tmp_path / "a.tif", cmyka, photometric="separated", extrasamples=[2])
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\nIHDR no more")
    for name, code in (("a.tif", "G024"), ("b.png", "G005")):
        (remark,) = press(tmp_path / name).remarks
        assert remark.code == code and "0x" not in str(remark.args)
