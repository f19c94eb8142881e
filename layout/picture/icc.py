"""Colour conversion to the press's profile through littleCMS, and the limit on the sum of the inks."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.picture.planes import summed
from layout.rules.press import SHADOW

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image
    from PIL.ImageCms import ImageCmsProfile, ImageCmsTransform


_PERCEPTUAL, _RELATIVE = 0, 1
_BAND = 512  # rows handled at a time, so that a full-page picture does not need several copies of itself


def read_profile(path: Path) -> bytes | None:
    """Return the bytes of a CMYK output profile; None where the file is missing, damaged or no such profile."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if data[12:16] != b"prtr" or data[36:40] != b"acsp" or not opens(data, b"CMYK"):
        return None
    from PIL import ImageCms

    try:
        transform(None, "RGB", data, "CMYK")  # needs the tables towards the press, which `opens` does not
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    return data


def opens(profile: bytes, space: bytes) -> bool:
    """Tell whether littleCMS can read a profile and it describes `space` (`b"RGB "`, `b"GRAY"`, `b"CMYK"`)."""
    if profile[16:20] != space:
        return False
    from PIL import ImageCms

    try:
        transform(profile, {b"RGB ": "RGB", b"GRAY": "L", b"CMYK": "CMYK"}[space], None, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return False
    return True


@lru_cache(maxsize=32)
def _opened(profile: bytes | None) -> ImageCmsProfile:
    from PIL import ImageCms

    if profile is None:
        return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return ImageCms.ImageCmsProfile(BytesIO(profile))


@lru_cache(maxsize=32)
def transform(
    source: bytes | None, source_mode: str, target: bytes | None, target_mode: str, relative: bool = False
) -> ImageCmsTransform:
    """Return a transform between two profiles; None stands for sRGB. Perceptual unless `relative` colorimetric.

    Perceptual is the intent for photographs: with a newsprint profile it is also the one that keeps the ink limit
    the profile was built for, which plain relative colorimetric does not.
    """
    from PIL import ImageCms

    intent = ImageCms.Intent(_RELATIVE if relative else _PERCEPTUAL)
    return ImageCms.buildTransform(_opened(source), _opened(target), source_mode, target_mode, renderingIntent=intent)


def apply(image: Image.Image, through: ImageCmsTransform) -> Image.Image:
    """Return the image converted; the result carries no metadata of the source."""
    from PIL import ImageCms

    converted = ImageCms.applyTransform(image, through)
    assert converted is not None  # only inPlace=True returns nothing
    converted.info.clear()
    return converted


@lru_cache(maxsize=8)
def _lightness_of_inks(profile: bytes) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return L* of K 0..100 % in 256 steps, and L* that the profile gives to sRGB grays 0..255."""
    from PIL import Image, ImageCms

    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    intent = ImageCms.Intent(_RELATIVE)
    to_lab = ImageCms.buildTransform(_opened(profile), lab, "CMYK", "LAB", renderingIntent=intent)
    ramp = Image.frombytes("CMYK", (256, 1), b"".join(bytes((0, 0, 0, k)) for k in range(256)))
    grays = Image.frombytes("RGB", (256, 1), b"".join(bytes((g, g, g)) for g in range(256)))
    inks = apply(grays, transform(None, "RGB", profile, "CMYK"))
    lightness = [apply(image, to_lab).getchannel("L").tobytes() for image in (ramp, inks)]
    return tuple(v / 2.55 for v in lightness[0]), tuple(v / 2.55 for v in lightness[1])


@lru_cache(maxsize=8)
def gray_to_black(profile: bytes, most: float = SHADOW) -> tuple[int, ...]:
    """Return the DeviceGray value (255 = paper) that prints each sRGB gray 0..255 in black ink alone.

    A gray photograph gets the tones that the profile's perceptual table would give it in four inks: the lightness of
    those is scaled to what black alone can reach, and black's own printed lightness, dot gain included, is inverted.
    Paper stays free of ink, and black ends at `most` percent.
    """
    import numpy as np

    ramp, wanted = (_smooth(values) for values in _lightness_of_inks(profile))
    ramp = np.minimum.accumulate(ramp)
    wanted = np.maximum.accumulate(wanted)
    deepest = ramp[round(most * 2.55)]
    span = wanted[255] - wanted[0]
    aims = deepest + (wanted - wanted[0]) / span * (ramp[0] - deepest)
    # Distinct abscissae are needed to invert the ramp.
    levels, first = np.unique(ramp[::-1], return_index=True)
    blacks = np.interp(aims, levels, (255 - first).astype(float))
    blacks = np.minimum(np.maximum(blacks, 0), most * 2.55)
    blacks[255] = 0
    return tuple(int(v) for v in 255 - np.rint(np.maximum.accumulate(blacks[::-1])[::-1]))


def _smooth(steps: tuple[float, ...]) -> np.ndarray[Any, Any]:
    """Return 256 values freed of the plateaus that 8-bit L* leaves; the two ends keep their values."""
    import numpy as np

    reach = 6
    values = np.asarray(steps)
    ends = (2 * values[0] - values[reach:0:-1], 2 * values[-1] - values[-2 : -reach - 2 : -1])
    padded = np.concatenate((ends[0], values, ends[1]))
    return np.convolve(padded, np.ones(2 * reach + 1) / (2 * reach + 1), "valid")


def hold_ink(inks: np.ndarray[Any, Any], limit: float, black: float = SHADOW) -> None:
    """Lower the inks of an 8-bit CMYK raster, in place, to `limit` percent in sum and `black` percent of black.

    Black stays and the three colours give way in proportion, so hue holds and detail in the shadows is kept.
    """
    import numpy as np

    most, most_black = int(limit * 2.55), int(black * 2.55)
    for top in range(0, inks.shape[0], _BAND):
        band = inks[top : top + _BAND]
        np.minimum(band[..., 3], most_black, out=band[..., 3])
        colours = summed(band[..., :3])
        room = most - np.minimum(band[..., 3].astype(np.uint16), most)
        rows, columns = np.nonzero(colours > room)
        if rows.size:
            share = room[rows, columns] / colours[rows, columns]
            band[rows, columns, :3] = (band[rows, columns, :3] * share[:, None]).astype(np.uint8)


def most_ink(inks: np.ndarray[Any, Any]) -> float:
    """Return the largest sum of inks of any pixel of an 8-bit CMYK raster, in percent."""
    sums = (summed(inks[top : top + _BAND]).max() for top in range(0, inks.shape[0], _BAND))
    return float(max(sums)) / 2.55


def digest(data: bytes) -> str:
    """Return a content's name in the cache."""
    return hashlib.sha256(data).hexdigest()
