"""Photographs for screens: as shot, in sRGB, in the page's crop, never enlarged; drawings and adverts are none."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from layout.geometry import Box
from layout.picture import is_photograph, screen_picture
from layout.sheet import Picture


def picture(path: Path, *, box: tuple[int, int] = (300_000, 200_000), **more) -> Picture:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Picture(Box(0, 0, *box), str(path), digest, **more)


def shot(tmp_path: Path, size: tuple[int, int] = (3000, 2000), mode: str = "RGB", suffix: str = ".jpg") -> Path:
    """Write a photograph: red on the left, blue on the right."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 30, 200), (size[0] // 2, 0, *size))
    path = tmp_path / f"photo{suffix}"
    image.convert(mode).save(path)
    return path


def opened(made) -> Image.Image:
    assert made is not None
    image = Image.open(BytesIO(made.data))
    assert image.size == (made.width, made.height)
    return image.convert("RGB")


def test_colour_stays_as_shot_even_where_the_page_prints_gray(tmp_path):
    image = opened(screen_picture(picture(shot(tmp_path), gray=True), 1400))
    assert image.size == (1400, 933)
    for x, colour in ((200, (200, 30, 30)), (1200, (30, 30, 200))):
        assert all(abs(one - other) < 12 for one, other in zip(image.getpixel((x, 400)), colour, strict=True))


def test_a_small_photograph_is_not_enlarged(tmp_path):
    assert opened(screen_picture(picture(shot(tmp_path, (600, 400))), 1400)).size == (600, 400)


def test_the_page_s_crop_and_proportions_hold(tmp_path):
    right = picture(shot(tmp_path), crop=(5000, 0, 10_000, 10_000), box=(200_000, 200_000))
    image = opened(screen_picture(right, 1400))
    assert image.width == image.height
    red, _, blue = image.getpixel((5, 5))
    assert blue > 150 > red


@pytest.mark.parametrize(("mode", "suffix"), [("L", ".jpg"), ("CMYK", ".jpg"), ("P", ".png"), ("RGBA", ".png")])
def test_any_mode_becomes_a_jpeg(tmp_path, mode, suffix):
    assert opened(screen_picture(picture(shot(tmp_path, (900, 600), mode, suffix)), 1400)).size == (900, 600)


def test_equal_content_gives_equal_bytes(tmp_path):
    path = shot(tmp_path)
    assert screen_picture(picture(path), 1400) == screen_picture(picture(path), 1400)


def test_a_damaged_or_changed_file_is_none(tmp_path):
    path = shot(tmp_path)
    given = picture(path)
    path.write_bytes(b"no picture")
    assert screen_picture(given, 1400) is None
    assert screen_picture(picture(path), 1400) is None


def test_drawings_and_adverts_are_no_photographs(tmp_path):
    for name, photograph in (("a.JPG", True), ("a.heic", True), ("a.svg", False), ("a.PDF", False)):
        assert is_photograph(Picture(Box(0, 0, 1, 1), f"/x/{name}", "")) is photograph


@pytest.mark.parametrize(("quality", "as_it_came"), [(83, True), (84, False), (95, False)])
def test_a_photograph_is_packed_no_finer_than_it_came(tmp_path, quality, as_it_came):
    path = tmp_path / "photo.jpg"
    with Image.open(shot(tmp_path, (640, 480))) as image:
        image.save(path, quality=quality)
    made = screen_picture(picture(path), 1400)
    assert made is not None
    with Image.open(path) as came, Image.open(BytesIO(made.data)) as kept:
        assert (kept.quantization == came.quantization) == (as_it_came or quality == 84)
        assert sum(kept.quantization[0]) >= 1179
