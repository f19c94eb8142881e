"""Rendering pages in worker processes: PDFium keeps global state and must never run twice in one process."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.export.raster.colour import blacks, luma
from layout.export.raster.master import Colour, Frame, plate_of, write_tiff
from layout.export.raster.screen import page_for_screen
from layout.export.raster.tiles import QUALITY, cut, pyramid, save_image, scales_of, take
from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image

THUMB_WIDTH = 360
"""Width of a thumbnail in pixels: heads are legible in it on a screen of double density."""

_SMALL_QUALITY = 66
_SUFFIX = {"master": ".tif", "jp2": ".jp2", "tiles": ""}

_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Task:
    """One page to render.

    `size` is the master's in pixels, `date` as TIFF writes it, `tiles` the address of its tile service with `{}` for
    the page's name, empty for no tiles. `pictures` are the frames of its pictures on the master.
    """

    press_pdf: Path
    index: int
    profile: Path
    dpi: int
    size: tuple[int, int]
    gray: bool | None
    paper: bool
    tiff: str
    date: str
    to: Path
    name: str
    jp2: bool
    tiles: str
    pictures: tuple[Frame, ...] = ()

    def path(self, kind: str) -> Path:
        """Return where an image of this page goes."""
        return self.to / kind / f"{self.name}{_SUFFIX.get(kind, '.jpg')}"


class NotRendered(str):
    """Why a page could not be rendered."""

    __slots__ = ()


def render_all(tasks: Sequence[Task], workers: int) -> Iterator[Colour | NotRendered]:
    """Render each page and yield, in order, how its master's pixels stand, or why it failed."""
    if min(workers, len(tasks)) <= 1:
        with _one_at_a_time:
            yield from map(render, tasks)
        return
    # A fresh interpreter, not a fork: the caller may have threads or an open PDFium.
    with ProcessPoolExecutor(min(workers, len(tasks)), mp_context=get_context("spawn")) as pool:
        for running in [pool.submit(render, task) for task in tasks]:
            try:
                yield running.result()
            except BrokenProcessPool as error:
                yield NotRendered(type(error).__name__)


def render(task: Task) -> Colour | NotRendered:
    """Write one page's images; return how its master's pixels stand, or why it could not be done.

    Raises OSError where the images cannot be written, as on a full disk: that is no fault of the page.
    """
    import pikepdf
    from pypdfium2 import PdfiumError

    try:
        profile = task.profile.read_bytes()
        page, gray = page_for_screen(task.press_pdf, task.index, profile, task.gray, task.paper)
        # Packing the master releases the interpreter's lock, so a page alone uses two cores.
        with _pixels(page, task.size, gray, blacks(profile, task.paper)[0]) as pixels, ThreadPoolExecutor(1) as beside:
            master = beside.submit(_write_master, pixels, task)
            _write_copies(pixels, task, gray)
            return master.result()
    except (pikepdf.PdfError, PdfiumError, OSError, ValueError, IndexError, TypeError, AttributeError) as error:
        if isinstance(error, OSError) and error.errno:  # the system's; a library's own has no number
            raise
        return NotRendered(f"{type(error).__name__}: {error}"[:160])


@contextmanager
def _pixels(
    page: bytes, size: tuple[int, int], gray: bool, paper: tuple[int, int, int]
) -> Iterator[np.ndarray[Any, Any]]:
    """Lend a one-page PDF as pixels on paper of a colour, its page stretched to exactly `size`."""
    import pypdfium2
    from pypdfium2 import raw

    width, height = size
    document = pypdfium2.PdfDocument(page)
    try:
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray if gray else raw.FPDFBitmap_BGR)
        red, green, blue = (luma(*paper),) * 3 if gray else paper
        # The colour's bytes are turned round where PDFium is asked for RGB instead of its own BGR.
        bitmap.fill_rect((red, green, blue, 255) if gray else (blue, green, red, 255), 0, 0, width, height)
        flags = raw.FPDF_GRAYSCALE if gray else raw.FPDF_REVERSE_BYTE_ORDER
        raw.FPDF_RenderPageBitmap(bitmap, document[0], 0, 0, width, height, 0, flags)
        pixels: np.ndarray[Any, Any] = bitmap.to_numpy()
        yield pixels.reshape(height, width) if gray else pixels
        bitmap.close()
    finally:
        document.close()


def _write_master(pixels: np.ndarray[Any, Any], task: Task) -> Colour:
    """Write the master and, where wanted, the same pixels as a JPEG 2000 file."""
    plate = plate_of(pixels, task.pictures)
    write_tiff(plate, task.path("master"), dpi=task.dpi, date=task.date, packed=task.tiff == "deflate")
    if task.jp2:
        from PIL import Image

        gray = plate.colour == "gray"
        _save(
            Image.fromarray(plate.values()), task.path("jp2"), "JPEG2000", irreversible=False, mct=0 if gray else 1,
            tile_size=(1024, 1024), num_resolutions=6, progression="RPCL", no_jp2=False,
        )  # fmt: skip
    return plate.colour


def _write_copies(pixels: np.ndarray[Any, Any], task: Task, gray: bool) -> None:
    """Write the access copy, the thumbnail and, where wanted, tiles: all from the same scales."""
    from PIL import Image

    mode = "L" if gray else "RGB"
    scales = scales_of(task.size, task.dpi)
    images = list(pyramid(Image.frombuffer(mode, task.size, pixels, "raw", mode, 0, 1), scales))
    access = task.path("access")
    if task.tiles:
        info = cut(iter(images), scales, task.path("tiles"), task.tiles.format(task.name))
        take(info.parent / "full" / "max" / "0" / "default.jpg", access)
    else:
        _save(images[scales.whole], access, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    height = round(THUMB_WIDTH * task.size[1] / task.size[0])
    # From the smallest scale that still has twice the pixels.
    larger = next((scale for scale in reversed(images) if scale.width >= 2 * THUMB_WIDTH), images[0])
    small = larger.resize((THUMB_WIDTH, height), Image.Resampling.LANCZOS)
    _save(small, task.path("thumb"), "JPEG", quality=_SMALL_QUALITY, optimize=True, progressive=True)


def _save(image: Image.Image, path: Path, kind: str, **options: Any) -> None:
    beside = path.with_name(path.name + ".part")
    save_image(image, beside, kind, **options)
    beside.replace(path)
