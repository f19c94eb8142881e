"""Images of other people's PDF files in the press's inks."""

from __future__ import annotations

from typing import Any

from layout.guard import PIXELS, Exceeded
from layout.picture.advert.tints import Converter, Unknown, space_kind
from layout.picture.planes import largest


def in_inks(image: Any, converter: Converter) -> bool:
    """Rewrite an image XObject in CMYK or gray where it is not, or has too much ink; tell whether it was rewritten.

    Raises `Unknown` where its samples cannot be had here.
    """
    import numpy as np
    import pikepdf
    from PIL import Image

    from layout.picture import icc

    if int(image.Width) * int(image.Height) > PIXELS:
        raise Exceeded("pixels", PIXELS)
    kind = space_kind(image.ColorSpace)
    if kind == "DeviceGray" and int(image.get("/BitsPerComponent", 8)) <= 8:
        return False
    if kind in ("Separation", "DeviceN", "Pattern") or int(image.get("/BitsPerComponent", 8)) == 16:
        raise Unknown(kind)
    if "/Decode" in image and not _plain_decode(image):
        raise Unknown("Decode")
    try:
        picture = pikepdf.PdfImage(image).as_pil_image()
    except Exception as error:  # a codec of pikepdf's may raise anything
        raise Unknown("image") from error
    mode = picture.mode
    if mode == "P":
        picture = picture.convert("CMYK" if _base(image) == "DeviceCMYK" else "RGB")
    if picture.mode in ("1", "L", "LA"):
        return False
    profile = _profile(image)
    if picture.mode == "CMYK":
        inks = np.array(picture)
        if profile is not None and profile != converter.separation.profile and icc.opens(profile, b"CMYK"):
            black = largest(inks[..., :3]) == 0
            made = np.array(icc.apply(picture, icc.transform(profile, "CMYK", converter.separation.profile, "CMYK")))
            made[black] = inks[black]
            inks = made
        elif kind == "DeviceCMYK" and icc.most_ink(inks) <= converter.separation.ink_limit and not converter.gray:
            return False
    else:
        picture = picture.convert("RGB")
        source = profile if profile is not None and icc.opens(profile, b"RGB ") else None
        inks = np.array(icc.apply(picture, icc.transform(source, "RGB", converter.separation.profile, "CMYK")))
        # What is black and nothing else is type or a drawing: it stays on its plate.
        inks[largest(np.asarray(picture)) == 0] = (0, 0, 0, 255)
    icc.hold_ink(inks, converter.separation.ink_limit, 100)
    if converter.gray:
        parts = inks.astype(float) / 255
        colour = parts[..., :3] @ np.array([0.3, 0.59, 0.11])
        inks = np.rint(255 * (1 - np.minimum(1, parts[..., 3] + colour * (1 - parts[..., 3])))).astype(np.uint8)
    _rewrite(image, Image.fromarray(inks, "L" if converter.gray else "CMYK"), pikepdf)
    return True


def _rewrite(image: Any, picture: Any, pikepdf: Any) -> None:
    import zlib

    for key in ("/DecodeParms", "/Decode", "/Intent", "/Alternates"):
        if key in image:
            del image[key]
    image.ColorSpace = pikepdf.Name.DeviceCMYK if picture.mode == "CMYK" else pikepdf.Name.DeviceGray
    image.BitsPerComponent = 8
    image.write(zlib.compress(picture.tobytes(), 6), filter=pikepdf.Name.FlateDecode)


def _plain_decode(image: Any) -> bool:
    """Tell whether an image's Decode array says what it would be without one."""
    values = [float(value) for value in image.Decode]
    return values[::2] == [0.0] * (len(values) // 2) and len(set(values[1::2])) == 1 and values[1] > 0


def _base(image: Any) -> str:
    space = image.ColorSpace
    return space_kind(space[1]) if space_kind(space) == "Indexed" else space_kind(space)


def _profile(image: Any) -> bytes | None:
    """Return the profile of an image's space, or of the base of an indexed one."""
    space = image.ColorSpace
    if space_kind(space) == "Indexed":
        space = space[1]
    return space[1].read_bytes() if space_kind(space).startswith("ICC") else None
