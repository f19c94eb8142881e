"""Pictures that tests make themselves, and what the press gets of them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from layout.diagnostics import Remarked
from layout.export.pdf.settings import house_profile
from layout.geometry import Box, mm
from layout.picture import PressImage, press_picture
from layout.sheet import Picture
from layout.typeface import TypeCase, open_case

FONTS = Path(__file__).resolve().parents[2] / "fonts"
BOX = Box(mm(20), mm(20), mm(40), mm(30))


@pytest.fixture
def profile() -> Path:
    return house_profile()


@pytest.fixture(scope="session")
def case() -> TypeCase:
    opened = open_case(FONTS)
    if opened.value is None:
        pytest.skip("the fonts are not installed")
    return opened.value


Press = Callable[..., Remarked[PressImage | None]]


@pytest.fixture
def press(profile: Path) -> Press:
    """Convert a file for a frame of 40 x 30 mm."""

    def run(
        path: Path, *, box: Box = BOX, crop: tuple[int, int, int, int] = (0, 0, 10_000, 10_000), gray: bool = False,
        cache: Path | None = None, sha256: str = "", **settings: object,
    ) -> Remarked[PressImage | None]:  # fmt: skip
        picture = Picture(box, str(path), sha256, crop)
        return press_picture(picture, profile, gray=gray, cache=cache, **settings)  # type: ignore[arg-type]

    return run


def _inks(image: PressImage | None) -> np.ndarray:
    """Return the ink percentages that a press reads: (rows, columns, CMYK) or (rows, columns) of black."""
    assert image is not None
    plates = 4 if image.colour == "DeviceCMYK" else 1
    if image.filter == "DCTDecode":
        # Pillow inverts four-colour JPEG files by itself, as `invert` asks a PDF reader to.
        assert image.invert == (plates == 4)
        samples = np.asarray(Image.open(BytesIO(image.data)))
    else:
        import zlib

        raw = np.frombuffer(zlib.decompress(image.data), np.uint8)
        if image.bits == 1:
            rows = np.unpackbits(raw.reshape(image.height, -1), axis=1)[:, : image.width]
            samples = rows * np.uint8(255)
        else:
            samples = raw.reshape(image.height, image.width, plates) if plates == 4 else raw.reshape(image.height, -1)
    assert samples.shape[:2] == (image.height, image.width)
    part = samples.astype(float) / 2.55
    return part if plates == 4 else 100 - part


def _seen(image: PressImage | None, profile: Path) -> np.ndarray:
    """Return the Lab colours (L* 0..100, a*, b*) that the press prints, relative to its paper."""
    amounts = _inks(image)
    if amounts.ndim == 2:
        amounts = np.stack([np.zeros_like(amounts)] * 3 + [amounts], axis=-1)
    cmyk = Image.fromarray(np.rint(amounts * 2.55).astype(np.uint8), "CMYK")
    to_lab = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(str(profile)), ImageCms.createProfile("LAB"), "CMYK", "LAB", renderingIntent=1
    )
    lab = np.asarray(ImageCms.applyTransform(cmyk, to_lab)).astype(float)
    lab[..., 0] /= 2.55
    lab[..., 1:] = (lab[..., 1:] + 128) % 256 - 128
    return lab


def _scene(width: int = 640, height: int = 480) -> Image.Image:
    """Return a picture with smooth tones, saturated colours, black, white and noise."""
    y, x = np.mgrid[0:480, 0:640]
    noise = np.random.default_rng(7).integers(-25, 26, (480, 640, 3))
    tones = np.stack([x * 255 // 640, y * 255 // 480, (x + y) * 255 // 1120], -1)
    tones[:60] = 0
    tones[-60:] = 255
    return Image.fromarray(np.clip(tones + noise, 0, 255).astype(np.uint8)).resize((width, height), 0)


@pytest.fixture
def inks() -> Callable[[PressImage | None], np.ndarray]:
    return _inks


@pytest.fixture
def seen(profile: Path) -> Callable[[PressImage | None], np.ndarray]:
    return lambda image: _seen(image, profile)


@pytest.fixture(scope="session")
def scene() -> Callable[..., Image.Image]:
    return _scene
