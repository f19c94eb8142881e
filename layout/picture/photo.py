"""Photographs: from a file of any origin to the samples that go on the plates.

The order is fixed, because each step would spoil an earlier one: crop, flatten on paper white, reduce (in the
source's own colours), sharpen, convert once to the press's profile, hold the ink limit, encode, and measure the ink
again on what the encoder made of it.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import compress

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.ground.dataclass import dataclass
from layout.guard import MB, Limits, Stopped, guarded
from layout.picture import cache as shelf
from layout.picture import icc
from layout.picture.press_image import PressImage
from layout.picture.source import OpenedPicture, decode, open_source, read_source
from layout.rules.press import (
    AREA_MARGIN,
    INK_LIMIT,
    JPEG_MADE,
    LINE_ART_KEPT,
    PHOTO_AIM,
    PHOTO_CONTRAST,
    PHOTO_DARK,
    PHOTO_ROOM,
    PHOTO_WARNING,
)
from layout.sheet import Picture

if TYPE_CHECKING:
    from PIL import Image


_TRIES = 3
_LIMITS = Limits(seconds=25, memory=800 * MB)
_REDUCED = ("L", "RGB", "CMYK", "RGBA", "LA")


def press_picture(
    picture: Picture, profile: Path, *, dpi: int = PHOTO_AIM, gray: bool, ink_limit: int = INK_LIMIT,
    sharpen: bool = False, tone: bool = False, cache: Path | None,
) -> Remarked[PressImage | None]:  # fmt: skip
    """Return a photograph as the press file holds it, or None with an error where the file cannot be used.

    `picture.crop` picks the part; what is left beyond the box's proportions is cut evenly from both sides, so nothing
    is ever distorted. Colour pictures become CMYK of `profile` (perceptual), gray ones, and all where `gray` or
    `picture.gray` is set, become black ink alone; 1-bit line art stays 1 bit. No pixel carries more than `ink_limit`
    percent of ink (`AREA_MARGIN` less in areas). `tone` raises the middle tones for newsprint. Equal content gives
    equal bytes; `cache` is a folder that keeps them by content and settings, None for none.
    """
    path = Path(picture.source)
    if path.suffix == shelf.SUFFIX:  # a drawing, on its plates already
        drawn = shelf.fetch(path.parent, path.stem, Place(picture.source))
        return drawn or Remarked(
            None, (Diagnostic.make("G001", Severity.ERROR, Place(picture.source), file=path.name),)
        )
    press = icc.read_profile(profile)
    if press is None:
        return Remarked(None, (Diagnostic.make("G018", Severity.ERROR, Place(str(profile)), file=profile.name),))
    gray = gray or picture.gray
    key = shelf.key(
        picture.sha256,
        icc.digest(press),
        picture.crop,
        (picture.box.w, picture.box.h),
        dpi,
        gray,
        ink_limit,
        sharpen,
        tone,
    )
    if cache is not None and picture.sha256:
        kept = shelf.fetch(cache, key, Place(picture.source))
        if kept is not None:
            return kept
    result: Remarked[PressImage | None] | Stopped = guarded(
        "layout.picture.photo:converted", path.absolute(), picture, press,
        PhotoTreatment(dpi, gray, ink_limit, sharpen, tone), limits=_LIMITS,
    )  # fmt: skip
    if isinstance(result, Stopped):
        return Remarked(None, (result.remark(Place(picture.source)),))
    if cache is not None and picture.sha256 and result.value is not None:
        shelf.store(cache, key, Remarked(result.value, result.remarks))
    return result


@dataclass(frozen=True, slots=True)
class PhotoTreatment:
    """What is to become of a photograph: see `press_picture`."""

    dpi: int
    gray: bool
    ink_limit: int
    sharpen: bool
    tone: bool


def converted(path: Path, picture: Picture, press: bytes, wanted: PhotoTreatment) -> Remarked[PressImage | None]:
    """Read a photograph and convert it; to be called by the guard, whose child may stand in another folder than we."""
    data, remarks = read_source(path)
    if not data:
        return Remarked(None, remarks)
    if picture.sha256 and icc.digest(data) != picture.sha256:
        return Remarked(None, (Diagnostic.make("G014", Severity.ERROR, Place(picture.source), file=path.name),))
    opened, remarks = open_source(data, path)
    if opened is None:
        return Remarked(None, remarks)
    made = _make(opened, picture, press, wanted)
    return Remarked(made.value, remarks + made.remarks)


def _make(opened: OpenedPicture, picture: Picture, press: bytes, wanted: PhotoTreatment) -> Remarked[PressImage | None]:
    at = Place(picture.source)
    part, lost = part_shown(opened.size, picture)
    if part is None:
        return Remarked(None, (Diagnostic.make("G007", Severity.ERROR, at, file=Path(picture.source).name),))
    remarks: list[Diagnostic] = []
    if lost >= 2:
        remarks.append(Diagnostic.make("G013", Severity.NOTE, at, percent=lost))
    inches = picture.box.w / 72_000
    ppi = (part[2] - part[0]) / inches
    line_art = opened.image.mode == "1"
    if ppi < PHOTO_WARNING:
        needed = round(wanted.dpi * inches)
        remarks.append(
            Diagnostic.make("G012", Severity.WARNING, at, ppi=round(ppi), width=round(part[2] - part[0]), needed=needed)
        )
    most = LINE_ART_KEPT if line_art else wanted.dpi * PHOTO_ROOM / 1000
    scale = min(1.0, most / ppi)
    size = (max(1, round((part[2] - part[0]) * scale)), max(1, round((part[3] - part[1]) * scale)))
    image, damage = decode(opened, scale, Path(picture.source))
    remarks += damage
    if image is None:
        return Remarked(None, tuple(remarks))
    if not line_art and image.width * image.height > 4 * size[0] * size[1] and image.mode in _REDUCED:
        image = _halved(image, opened)  # what follows then needs a quarter of the memory
    image, profile, notes = plain_picture(image, opened.profile, at)
    remarks += notes
    # The decoder may have reduced the picture already; the part is scaled along.
    sx, sy = image.width / opened.size[0], image.height / opened.size[1]
    image = reduced(image, (part[0] * sx, part[1] * sy, part[2] * sx, part[3] * sy), size)
    ppi = size[0] / inches
    if line_art:
        bits = image.point([0] * 128 + [255] * 128, "1")
        return Remarked(_bilevel(bits, ppi), tuple(remarks))
    image, said = _toned(image, wanted, ppi, at)
    remarks += said
    if wanted.sharpen:
        image = _sharpened(image, ppi)
    if wanted.gray or image.mode == "L":
        return Remarked(_gray(image, profile, press, ppi), tuple(remarks))
    made, lowered = _colour(image, profile, press, wanted.ink_limit, ppi, at)
    return Remarked(made, (*remarks, *lowered))


def _halved(image: Image.Image, opened: OpenedPicture) -> Image.Image:
    """Return a picture at half its size, and give back the memory of the whole one."""
    half = image.reduce(2)
    image.close()
    opened.image.close()
    return half


def _toned(
    image: Image.Image, wanted: PhotoTreatment, ppi: float, at: Place
) -> tuple[Image.Image, tuple[Diagnostic, ...]]:
    """Return the picture with the newsprint curve where that is wanted, and what its tones and edges give to say."""
    from layout.picture.tone import measured, newsprint_curve

    screen = image.convert("RGB") if image.mode == "CMYK" else image
    found = measured(screen)
    remarks = []
    if found.enlarged > 1 and ppi / found.enlarged < PHOTO_WARNING:
        remarks.append(
            Diagnostic.make("G020", Severity.WARNING, at, ppi=round(ppi / found.enlarged), times=found.enlarged)
        )
    if found.dark:
        remarks.append(Diagnostic.make("G021", Severity.WARNING, at, percent=found.middle, least=PHOTO_DARK // 10))
    if found.flat:
        remarks.append(Diagnostic.make("G022", Severity.WARNING, at, percent=found.span, least=PHOTO_CONTRAST // 10))
    if wanted.tone and image.mode in ("L", "RGB"):
        image = image.point(list(newsprint_curve()) * len(image.getbands()))
        after = measured(image)
        remarks.append(Diagnostic.make("G023", Severity.NOTE, at, before=found.middle, after=after.middle))
    return image, tuple(remarks)


def part_shown(size: tuple[int, int], picture: Picture) -> tuple[tuple[float, float, float, float] | None, int]:
    """Return the part shown, in pixels of the upright picture, and the percent cut off to fit the box."""
    left, top, right, bottom = (min(max(edge, 0), 10_000) for edge in picture.crop)
    width, height = size
    x0, y0, x1, y1 = left * width / 10_000, top * height / 10_000, right * width / 10_000, bottom * height / 10_000
    w, h = x1 - x0, y1 - y0
    if w <= 0 or h <= 0 or picture.box.w <= 0 or picture.box.h <= 0:
        return None, 0
    fit_w = min(w, h * picture.box.w / picture.box.h)
    fit_h = min(h, w * picture.box.h / picture.box.w)
    x0, y0 = x0 + (w - fit_w) / 2, y0 + (h - fit_h) / 2
    lost = round(100 * (1 - fit_w * fit_h / (w * h)))
    return (x0, y0, x0 + fit_w, y0 + fit_h), lost


def plain_picture(
    image: Image.Image, profile: bytes | None, at: Place
) -> tuple[Image.Image, bytes | None, list[Diagnostic]]:
    """Return the picture as plain L, RGB or CMYK of 8 bits, flattened on white, with a profile that fits or None."""
    remarks: list[Diagnostic] = []
    if image.mode.startswith("I;16"):
        import numpy as np
        from PIL import Image as Images

        image = Images.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.has_transparency_data:
        flat = _flat(image)
        if flat.mode != image.mode:
            remarks.append(Diagnostic.make("G009", Severity.NOTE, at))
        image = flat
    elif image.mode == "P":
        image = image.convert("RGB")
    if image.mode == "LAB":
        image, profile = _from_lab(image), None
    elif image.mode == "1":
        image = image.convert("L")
    elif image.mode not in ("L", "RGB", "CMYK"):
        image = image.convert("RGB")
    space = {"L": b"GRAY", "RGB": b"RGB ", "CMYK": b"CMYK"}[image.mode]
    if profile is not None and not icc.opens(profile, space):
        profile = None
        remarks.append(Diagnostic.make("G010", Severity.WARNING, at))
    if image.mode == "CMYK" and profile is None:
        remarks.append(Diagnostic.make("G011", Severity.NOTE, at))
    return image, profile, remarks


def _flat(image: Image.Image) -> Image.Image:
    """Return a picture with an alpha channel or a transparent colour laid on paper white."""
    from PIL import Image as Images

    gray = image.mode in ("L", "LA", "La")
    over = image if image.mode in ("LA", "RGBA") else image.convert("RGBA")
    ground = Images.new("L" if gray else "RGB", over.size, "white")
    ground.paste(over.convert(ground.mode), mask=over.getchannel("A"))
    return ground


def _from_lab(image: Image.Image) -> Image.Image:
    from PIL import ImageCms

    lab, rgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    return icc.apply(image, ImageCms.buildTransform(lab, rgb, "LAB", "RGB"))


def reduced(image: Image.Image, part: tuple[float, float, float, float], size: tuple[int, int]) -> Image.Image:
    """Return a part of a picture, left, top, right and bottom in its pixels, at a size."""
    from PIL import Image as Images

    x0, y0, x1, y1 = part
    exact = (max(0.0, x0), max(0.0, y0), min(float(image.width), x1), min(float(image.height), y1))
    if exact == (0, 0, *size) and image.size == size:
        return image
    # A whole number of source pixels to one: the box filter is exact and fast before the last, careful reduction.
    return image.resize(size, Images.Resampling.LANCZOS, box=exact, reducing_gap=3.0)


def _sharpened(image: Image.Image, ppi: float) -> Image.Image:
    """Return the picture sharpened for newsprint: edges about a screen dot wide, against what the dot gain softens."""
    from PIL import ImageFilter

    return image.filter(ImageFilter.UnsharpMask(radius=max(0.6, ppi / 200), percent=130, threshold=3))


def _gray(image: Image.Image, profile: bytes | None, press: bytes, ppi: float) -> PressImage:
    if image.mode == "L" and profile is not None:
        image = icc.apply(image, icc.transform(profile, "L", None, "RGB")).getchannel("G")
    elif image.mode != "L":
        # The lightness of the colour, not a mean of its channels: L* by way of the source's own profile.
        if image.mode == "CMYK" or profile is not None:
            image = icc.apply(image, icc.transform(profile or press, image.mode, None, "RGB"))
        image = image.convert("L")
    image = image.point(list(icc.gray_to_black(press)))
    return PressImage(_jpeg(image), "DCTDecode", *image.size, "DeviceGray", False, round(ppi))


def _bilevel(image: Image.Image, ppi: float) -> PressImage:
    return PressImage(compress(image.tobytes(), 9), "FlateDecode", *image.size, "DeviceGray", False, round(ppi), 1)


def _colour(
    image: Image.Image, profile: bytes | None, press: bytes, ink_limit: int, ppi: float, at: Place
) -> tuple[PressImage, tuple[Diagnostic, ...]]:
    """Return CMYK of the press whose ink holds the limit after encoding, too."""
    import numpy as np
    from PIL import Image as Images

    if image.mode == "RGB" or (profile is not None and profile != press):
        image = icc.apply(image, icc.transform(profile, image.mode, press, "CMYK"))
    inks = np.array(image)
    remarks: tuple[Diagnostic, ...] = ()
    if (before := icc.most_ink(inks)) > ink_limit:
        remarks = (Diagnostic.make("G017", Severity.NOTE, at, percent=round(before), limit=ink_limit),)
    aim = float(ink_limit - AREA_MARGIN)
    for _ in range(_TRIES):
        icc.hold_ink(inks, aim)
        data = _jpeg(Images.fromarray(inks, "CMYK"))
        with Images.open(BytesIO(data)) as again:
            over = icc.most_ink(np.asarray(again)) - ink_limit
        if over <= 0:
            return PressImage(data, "DCTDecode", *image.size, "DeviceCMYK", True, round(ppi)), remarks
        aim -= over + 1
    # Noise of the hardest kind: stored without loss, it holds the limit exactly.
    return PressImage(compress(inks.tobytes(), 6), "FlateDecode", *image.size, "DeviceCMYK", False, round(ppi)), remarks


def _jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=JPEG_MADE, subsampling=0, optimize=True)
    return out.getvalue()
