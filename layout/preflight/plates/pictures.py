"""Pictures of a page's plates: each ink, how much ink lies where, and how newsprint will show it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image

    from layout.export.pdf.settings import PressSettings

INKS = ("Cyan", "Magenta", "Yellow", "Black")
_SHOWN = ((0, 158, 224), (229, 0, 125), (255, 226, 0), (35, 31, 32))
"""How full inks look on a screen, so that plates laid over one another show the page."""

_ABSOLUTE = 3
_STEPS = ((100, (232, 240, 247)), (160, (144, 190, 220)), (200, (120, 190, 120)))
_NEAR, _WARNED, _OVER = (250, 220, 90), (245, 150, 60), (214, 40, 40)


def plate_pictures(inks: np.ndarray[Any, Any], settings: PressSettings) -> dict[str, bytes]:
    """Return all pictures of a page's plates as PNG by key: `c m y k`, the heat map `ink`, the soft proof `soft`."""
    return {
        **{key: plate_png(inks, at) for at, key in enumerate("cmyk")},
        "ink": heat_png(inks, settings.ink_warning, settings.ink_limit),
        "soft": soft_proof_png(inks, settings.profile.read_bytes()),
    }


def plate_png(inks: np.ndarray[Any, Any], plate: int) -> bytes:
    """Return one ink of a page (rows x columns x CMYK in percent) in its own colour, as PNG."""
    from PIL import Image

    picture = Image.fromarray(inks[..., plate]).convert("P")
    full = _SHOWN[plate]
    shades = (min(amount, 100) / 100 for amount in range(256))
    picture.putpalette([round(255 + (channel - 255) * share) for share in shades for channel in full])
    return _png(picture)


def heat_png(inks: np.ndarray[Any, Any], warning: int, limit: int) -> bytes:
    """Return how much ink lies where: blue and green, yellow up to `warning` percent, orange, red over `limit`."""
    import numpy as np
    from PIL import Image

    from layout.picture.planes import summed

    total = summed(inks)
    shown = np.full((*total.shape, 3), 255, np.uint8)
    below = 0
    for most, colour in (*_STEPS, (warning, _NEAR), (limit, _WARNED), (400, _OVER)):
        shown[(total > below) & (total <= most)] = colour
        below = max(below, most)
    return _png(Image.fromarray(shown))


def soft_proof_png(inks: np.ndarray[Any, Any], profile: bytes) -> bytes:
    """Return how a page looks on the press's own paper in its own inks: absolute colorimetric, nothing made whiter."""
    import numpy as np
    from PIL import Image, ImageCms

    press = ImageCms.ImageCmsProfile(BytesIO(profile))
    screen = ImageCms.createProfile("sRGB")
    through = ImageCms.buildTransform(press, screen, "CMYK", "RGB", renderingIntent=ImageCms.Intent(_ABSOLUTE))
    cmyk = Image.fromarray(np.rint(np.minimum(inks, 100) * 2.55).astype(np.uint8), "CMYK")
    shown = ImageCms.applyTransform(cmyk, through)
    assert shown is not None
    return _png(shown)


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()
