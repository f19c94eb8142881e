"""A page that cannot be taken in as it is, drawn by PDFium: 600 dpi, with its black type apart at 1,200."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import compress

from layout.ground.dataclass import dataclass
from layout.guard import PIXELS
from layout.picture.planes import largest, smallest
from layout.picture.svg.colour import Separation
from layout.rules.press import ADVERT_DARK, ADVERT_NEUTRAL, ADVERT_SPREAD, ADVERT_STRAY

if TYPE_CHECKING:
    import numpy as np

PAGE_DPI, TYPE_DPI = 600, 1200
_MOST_PIXELS = 32_000_000
_TYPE_PIXELS = PIXELS


@dataclass(frozen=True, slots=True)
class Pixels:
    """A page as drawn: resolution, the picture as CMYK or gray samples, and the black type as a mask of its own."""

    dpi: int
    size: tuple[int, int]
    points: tuple[float, float]
    samples: bytes
    gray: bool
    type_size: tuple[int, int] = (0, 0)
    type_mask: bytes = b""


def drawn(path: Path, number: int, separation: Separation, gray: bool) -> Pixels:
    """Draw page `number` (from 0) inside its TrimBox, turned as it is to be seen, notes and forms with it."""
    import numpy as np

    file, page = _opened(path, number)
    width, height = page.get_size()
    dpi = _dpi(width, height, PAGE_DPI, _MOST_PIXELS)
    whole = _shown(page, dpi)
    type_size, mask = (0, 0), b""
    if _take_out(page, black=True):
        rest = _shown(page, dpi)
        _, twin = _opened(path, number)
        _take_out(twin, black=False)
        type_dpi = TYPE_DPI if width * height * (TYPE_DPI / 72) ** 2 <= _TYPE_PIXELS else dpi
        black = _shown(twin, type_dpi)[..., 1] < 128
        if _agrees(whole, rest, black):
            whole, type_size = rest, (black.shape[1], black.shape[0])
            mask = np.packbits(black, axis=1).tobytes()
    lightest = largest(whole)
    dark = (lightest <= ADVERT_DARK) & (lightest - smallest(whole) <= ADVERT_SPREAD)
    whole[dark] = 0
    if gray:
        whole = np.repeat((whole @ np.array([0.3, 0.59, 0.11])).astype(np.uint8)[..., None], 3, axis=2)
    inks = separation.inks(whole, ADVERT_NEUTRAL)
    plain = not inks[..., :3].any()
    samples = (255 - inks[..., 3]).tobytes() if plain else inks.tobytes()
    file.close()
    size = (inks.shape[1], inks.shape[0])
    return Pixels(
        dpi, size, (width, height), compress(samples, 9), plain, type_size, compress(mask, 6) if mask else b""
    )


def write(pixels: Pixels, to: Path) -> None:
    """Write a page of artwork that shows drawn pixels, its black type overprinting."""
    import pikepdf

    width, height = pixels.points
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(width, height))
        page = pdf.pages[0]
        space = pikepdf.Name.DeviceGray if pixels.gray else pikepdf.Name.DeviceCMYK
        content = f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /I Do Q"
        images = {"/I": _image(pdf, pixels.samples, pixels.size, ColorSpace=space, BitsPerComponent=8)}
        if pixels.type_mask:
            content += f" q /O gs 0 0 0 1 k {width:.4f} 0 0 {height:.4f} 0 0 cm /T Do Q"
            images["/T"] = _image(
                pdf, pixels.type_mask, pixels.type_size, ImageMask=True, BitsPerComponent=1, Decode=[1, 0]
            )
        state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, OP=True, op=True, OPM=1)
        page.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(images), ExtGState=pikepdf.Dictionary({"/O": state})
        )
        page.Contents = pikepdf.Stream(pdf, content.encode())
        page.TrimBox = pikepdf.Array([0, 0, width, height])
        pdf.save(to, static_id=True)


def _image(pdf: Any, data: bytes, size: tuple[int, int], **more: Any) -> Any:
    import pikepdf

    stream = pikepdf.Stream(
        pdf, data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=size[0], Height=size[1], **more
    )
    stream.stream_dict.Filter = pikepdf.Name.FlateDecode
    return stream


def _opened(path: Path, number: int) -> tuple[Any, Any]:
    import pypdfium2

    file = pypdfium2.PdfDocument(str(path))
    file.init_forms()
    page = file[number]
    page.set_mediabox(*page.get_trimbox())
    page.set_cropbox(*page.get_trimbox())
    return file, page


def _dpi(width: float, height: float, wanted: int, most: int) -> int:
    """Return the resolution at which a page in points has at most so many pixels."""
    return int(min(wanted, 72 * (most / max(width * height, 1)) ** 0.5))


def _shown(page: Any, dpi: int) -> np.ndarray[Any, Any]:
    import numpy as np

    bitmap = page.render(
        scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False, may_draw_forms=True, optimize_mode="print"
    )
    return np.array(bitmap.to_numpy()[..., :3])


def _take_out(page: Any, black: bool) -> int:
    """Take the black type out of a page, or all but the black type; return how many objects were taken out."""
    import pypdfium2.raw as raw

    taken = 0
    for item in [raw.FPDFPage_GetObject(page, n) for n in range(raw.FPDFPage_CountObjects(page))]:
        if _is_black_type(item, raw) is black:
            raw.FPDFPage_RemoveObject(page, item)
            raw.FPDFPageObj_Destroy(item)
            taken += 1
    if taken:
        raw.FPDFPage_GenerateContent(page)
    return taken


def _is_black_type(item: Any, raw: Any) -> bool:
    if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
        return False
    if raw.FPDFTextObj_GetTextRenderMode(item) != raw.FPDF_TEXTRENDERMODE_FILL:
        return False
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(item, *parts):
        return False
    red, green, blue, alpha = (part.value for part in parts)
    channels = (red, green, blue)
    return alpha == 255 and max(channels) <= ADVERT_DARK and max(channels) - min(channels) <= ADVERT_SPREAD


def _agrees(whole: np.ndarray[Any, Any], rest: np.ndarray[Any, Any], black: np.ndarray[Any, Any]) -> bool:
    """Tell whether type laid over the rest shows what the whole page shows."""
    import numpy as np
    from PIL import Image

    small = np.asarray(Image.fromarray(black).resize((whole.shape[1], whole.shape[0])))
    type_pixels = int(small.sum())
    if not type_pixels:
        return False
    wrong = small & (largest(whole) > 160)
    apart = ~small & (largest(np.abs(whole.astype(np.int16) - rest)) > 160)
    stray = ADVERT_STRAY * type_pixels
    return 1000 * int(wrong.sum()) <= stray and 1000 * int(apart.sum()) <= stray + 50_000
