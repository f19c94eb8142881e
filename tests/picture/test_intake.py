"""Photographs as they come in: every format and orientation, damage, tones; what is said of them."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageFilter

from layout.diagnostics import Severity
from layout.ground.picture_head import PRINTED, picture_format
from layout.issue.pictures import _pixels
from layout.picture.tone import measured, newsprint_curve
from layout.picture.wholeness import coding_damage

TURNED = range(1, 9)


def found(result, code):
    return next((dict(remark.args) for remark in result.remarks if remark.code == code), None)


def halves():
    """A picture, 400 x 300, whose upper left quarter is black and whose lower right is gray."""
    image = Image.new("RGB", (400, 300), "white")
    image.paste((0, 0, 0), (0, 0, 200, 150))
    image.paste((128, 128, 128), (200, 150, 400, 300))
    return image


def turned(image, orientation):
    """Return what a camera stores for an upright picture, with the EXIF orientation that sets it upright again."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    return image if orientation == 1 else image.transpose(Image.Transpose(back[orientation]))


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp", ".avif"])
def test_every_orientation_of_every_format_is_upright(tmp_path, press, inks, suffix, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"a{suffix}"
    options = {".jpg": {"quality": 95}, ".webp": {"lossless": True}}.get(suffix, {})
    turned(halves(), orientation).save(path, exif=exif, **options)
    size, reason = _pixels(path, picture_format(path.read_bytes()[:32]))
    assert (size, reason) == ((400, 300), "")
    black = inks(press(path, gray=True).value)
    height, width = black.shape
    assert black[: height // 2 - 9, : width // 2 - 9].min() > 80
    assert black[: height // 2 - 9, width // 2 + 9 :].max() < 5 and black[height // 2 + 9 :, : width // 2 - 9].max() < 5


@pytest.mark.parametrize("orientation", TURNED)
def test_every_orientation_of_heic_is_upright(tmp_path, press, inks, orientation):
    """As telephones write them: coded as HEVC, the orientation in EXIF, which the decoder turns into its own."""
    path = tmp_path / "a.heic"
    heic(turned(halves(), orientation), path, orientation)
    assert picture_format(path.read_bytes()[:32]) == "HEIC"
    assert _pixels(path, "HEIC") == ((400, 300), "")
    made = press(path, gray=True)
    assert not [remark for remark in made.remarks if remark.severity is Severity.ERROR]
    black = inks(made.value)
    height, width = black.shape
    assert black[: height // 2 - 9, : width // 2 - 9].min() > 80
    assert black[: height // 2 - 9, width // 2 + 9 :].max() < 5 and black[height // 2 + 9 :, : width // 2 - 9].max() < 5


def heic(image, path, orientation=1):
    """Write an HEIC file, in a process of its own: the library that writes and the one that reads are one C library."""
    plain = path.with_suffix(".png")
    image.save(plain)
    done = subprocess.run([sys.executable, "-c", WRITE_HEIC, str(plain), str(path), str(orientation)], check=False)
    assert done.returncode == 0


WRITE_HEIC = """
import sys
import pillow_heif
from PIL import Image
pillow_heif.register_heif_opener()
exif = Image.Exif()
exif[0x0112] = int(sys.argv[3])
Image.open(sys.argv[1]).save(sys.argv[2], format="HEIF", quality=95, exif=exif.tobytes())
"""


def test_a_heic_that_was_cut_off_is_told(tmp_path, press):
    path = tmp_path / "a.heic"
    heic(halves(), path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    made = press(path)
    assert {"G005", "G019"} & {remark.code for remark in made.remarks}, "a file half of which is there is no picture"


@pytest.mark.parametrize("suffix", [".gif", ".bmp", ".avif"])
def test_formats_that_pillow_writes_print(tmp_path, press, suffix):
    halves().save(tmp_path / f"a{suffix}")
    made = press(tmp_path / f"a{suffix}")
    assert made.value is not None and not [remark for remark in made.remarks if remark.severity is Severity.ERROR]


def test_flat_image_of_a_psd_prints(tmp_path, press, inks):
    (tmp_path / "a.psd").write_bytes(psd(halves()))
    black = inks(press(tmp_path / "a.psd", gray=True).value)
    assert black[:40, :40].min() > 80 and black[-40:, :40].max() < 5


def psd(image):
    """Return a PSD that holds a flat image alone (Photoshop file format: header, three empty parts, planes)."""
    head = b"8BPS" + (1).to_bytes(2, "big") + bytes(6) + (3).to_bytes(2, "big")
    head += image.height.to_bytes(4, "big") + image.width.to_bytes(4, "big") + (8).to_bytes(2, "big")
    head += (3).to_bytes(2, "big")
    return head + bytes(12) + (0).to_bytes(2, "big") + b"".join(plane.tobytes() for plane in image.split())


def test_heic_is_known_by_its_brand():
    assert picture_format(b"\0\0\0\x18ftypheic") == "HEIC" and picture_format(b"\0\0\0\x18ftypmp42") == "?"
    assert {"HEIC", "AVIF", "PSD", "GIF", "BMP"} <= set(PRINTED)


def test_display_p3_and_version_4_profiles_are_followed(tmp_path, press, seen):
    """A P3 red is redder than an sRGB red of the same numbers, whether the profile is of version 2 or 4."""
    image = Image.new("RGB", (400, 300), (220, 40, 40))
    image.save(tmp_path / "s.png")
    image.save(tmp_path / "p.png", icc_profile=display_p3())
    plain, wide = (seen(press(tmp_path / name).value)[20, 20] for name in ("s.png", "p.png"))
    assert wide[1] > plain[1] + 1
    assert "G010" not in [remark.code for remark in press(tmp_path / "p.png").remarks]


def display_p3():
    """Return a small version 4 matrix profile with P3's primaries, made of sRGB's own."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    columns = {b"rXYZ": (0.5151, 0.2412, -0.0011), b"gXYZ": (0.2919, 0.6922, 0.0419), b"bXYZ": (0.1572, 0.0666, 0.7841)}
    for at in range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12):
        values = columns.get(bytes(profile[at : at + 4]))
        if values:
            start = int.from_bytes(profile[at + 4 : at + 8], "big") + 8
            profile[start : start + 12] = b"".join(round(v * 65536).to_bytes(4, "big", signed=True) for v in values)
    assert profile[8] == 4
    return bytes(profile)


class TestDamage:
    def jpeg(self, scene, **options):
        out = BytesIO()
        scene().save(out, "JPEG", quality=90, **options)
        return out.getvalue()

    def test_second_half_of_zeros(self, tmp_path, press, scene):
        data = self.jpeg(scene)
        (tmp_path / "a.jpg").write_bytes(data[: len(data) // 2] + bytes(len(data) // 2 - 2) + b"\xff\xd9")
        made = press(tmp_path / "a.jpg")
        assert made.value is not None and 35 <= found(made, "G019")["percent"] <= 65

    def test_noise_in_the_middle(self, tmp_path, press, scene):
        data = bytearray(self.jpeg(scene))
        data[len(data) // 2 : len(data) // 2 + 400] = b"\x55\xaa" * 200
        (tmp_path / "a.jpg").write_bytes(data)
        assert found(press(tmp_path / "a.jpg"), "G019") is not None

    def test_missing_rows_of_a_png(self, tmp_path, press, scene):
        import zlib

        raw = zlib.compress(b"".join(b"\0" + row.tobytes() for row in np.asarray(scene())[:3]))

        def chunk(name, body):
            return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")

        size = (640).to_bytes(4, "big") + (480).to_bytes(4, "big") + b"\x08\x02\0\0\0"
        whole = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", raw) + chunk(b"IEND", b"")
        (tmp_path / "a.png").write_bytes(whole)
        made = press(tmp_path / "a.png")
        percent = found(made, "G019")
        assert (percent is not None and percent["percent"] <= 1) or found(made, "G005") is not None

    @pytest.mark.parametrize("options", [{}, {"progressive": True}, {"optimize": True}, {"subsampling": 0}])
    def test_whole_files_are_whole(self, scene, options):
        data = self.jpeg(scene, **options)
        assert coding_damage(data, "JPEG") is None
        assert coding_damage(data[:-2], "JPEG") is None, "the end marker alone is missing"
        assert coding_damage(data + b"trailer of a phone", "JPEG") is None

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
    def test_whole_png_of_every_kind(self, mode):
        out = BytesIO()
        Image.new(mode, (37, 23)).save(out, "PNG")
        assert coding_damage(out.getvalue(), "PNG") is None


class TestTones:
    def test_good_picture_has_nothing_said(self, tmp_path, press, scene):
        scene(1200, 900).save(tmp_path / "a.png")
        codes = {remark.code for remark in press(tmp_path / "a.png").remarks}
        assert not codes & {"G020", "G021", "G022", "G023"}

    def test_enlarged(self, tmp_path, press, scene):
        small = scene(160, 120).filter(ImageFilter.GaussianBlur(0.6))
        small.resize((640, 480), Image.Resampling.BICUBIC).save(tmp_path / "a.png")
        assert found(press(tmp_path / "a.png"), "G020") is not None

    def test_dark_and_flat_at_their_limits(self, tmp_path, press):
        ramp = np.tile(np.linspace(0, 255, 640), (480, 1))
        for name, levels, code in (
            ("dark", ramp * 0.36, "G021"), ("light enough", ramp * 0.44, None), ("flat", 90 + ramp * 0.3, "G022"),
            ("steep enough", 90 + ramp * 0.4, None),
        ):  # fmt: skip
            Image.fromarray(levels.astype(np.uint8)).save(tmp_path / "a.png")
            codes = {remark.code for remark in press(tmp_path / "a.png").remarks} & {"G021", "G022"}
            assert codes - {"G022"} == ({code} if code == "G021" else set()) or code == "G022", name
            assert (code == "G022") <= ("G022" in codes), name

    def test_newsprint_curve_raises_the_middle_and_keeps_the_ends(self, tmp_path, press, scene):
        curve = newsprint_curve()
        assert curve[0] == 0 and curve[255] == 255 and list(curve) == sorted(curve) and curve[128] - 128 > 25
        scene(900, 600).save(tmp_path / "a.png")
        told = found(press(tmp_path / "a.png", tone=True), "G023")
        assert told["after"] > told["before"]

    def test_plain_ground_is_not_called_unsharp(self):
        assert measured(Image.linear_gradient("L").resize((640, 480))).enlarged == 1
