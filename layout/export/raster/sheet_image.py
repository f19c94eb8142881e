"""Page images for archive and readers: a lossless master, an access copy and a thumbnail of each press page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.export.raster.master import Colour, Frame
from layout.geometry import Length
from layout.ground.dataclass import dataclass
from layout.sheet import Edition, Picture, Sheet

if TYPE_CHECKING:
    from layout.export.raster.render import NotRendered, Task

Tiff = Literal["deflate", "none"]


@dataclass(frozen=True, slots=True)
class PageImage:
    """The images of one page. `width` and `height` count the master's pixels, which all boxes are scaled to.

    `colour` says how they stand in the master. The access copy is the page at the scale of one whole tile.
    """

    number: int
    width: int
    height: int
    dpi: int
    colour: Colour
    master: Path
    access: Path
    thumb: Path
    jp2: Path | None = None
    tiles: Path | None = None

    @property
    def gray(self) -> bool:
        """Whether the page is gray."""
        return self.colour == "gray"


def pixel_size(trim: tuple[Length, Length], dpi: int) -> tuple[int, int]:
    """Return the one size in pixels that a page of this trim has at a resolution."""
    return round(trim[0] * dpi / 72_000), round(trim[1] * dpi / 72_000)


def page_images(
    press_pdf: Path, edition: Edition, to: Path, *, profile: Path, dpi: int = 300, gray: bool | None = None,
    tiff: Tiff = "deflate", jp2: bool = False, paper: bool = False, stem: str = "", tiles: str = "",
    workers: int = 1, pages: Sequence[Path] = (), kept: Path | None = None,
) -> Remarked[tuple[PageImage, ...]]:  # fmt: skip
    """Render an edition's press pages inside their TrimBox, through the output profile, and return what was written.

    Below `to` stand `master/<stem>0001.tif` (and `jp2/` on request), `access/<stem>0001.jpg` and `thumb/`. With
    `tiles`, the address of a IIIF service with `{}` for the page's name, `tiles/<stem>0001/` holds its static tiles.
    A page is gray where it needs no ink but black; `gray` decides for all. `paper` shows newsprint as measured
    instead of as the screen's white. The masters carry resolution, profile, the edition's date and the program's
    name; equal pages give equal bytes. Up to `workers` processes share the pages. A press file that does not fit the
    edition, or a page that cannot be rendered, is an error, and no images come back.

    `pages` are press files of the pages alone, where there are any: a page is then drawn from its own. `kept` is a
    folder where images are kept from build to build: a page that did not change is not drawn again.
    """
    from layout.export.raster.render import NotRendered, Task

    problems = _fit(press_pdf, edition, profile)
    if problems:
        return Remarked((), problems)
    folders = [to / name for name in ("master", "access", "thumb")]
    folders += [to / name for name, wanted in (("jp2", jp2), ("tiles", tiles)) if wanted]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    size_of = {sheet.number: pixel_size(sheet.grid.trim, dpi) for sheet in edition.sheets}
    date = edition.date.strftime("%Y:%m:%d 00:00:00")
    tasks = [
        Task(
            pages[index] if pages else press_pdf, 0 if pages else index,
            profile, dpi, size_of[sheet.number], gray, paper, tiff, date, to,
            f"{stem}{sheet.number:04d}", jp2, tiles,
            _frames(sheet, sheet.grid.trim, size_of[sheet.number]),
        )
        for index, sheet in enumerate(edition.sheets)
    ]  # fmt: skip
    images, remarks = [], []
    for sheet, task, done in zip(edition.sheets, tasks, _drawn(tasks, workers, kept), strict=True):
        if isinstance(done, NotRendered):
            at = Place(str(press_pdf))
            remarks.append(Diagnostic.make("G082", Severity.ERROR, at, page=sheet.number, reason=done))
        else:
            master, access, thumb = task.path("master"), task.path("access"), task.path("thumb")
            lossless = task.path("jp2") if jp2 else None
            zoom = task.path("tiles") / "info.json" if tiles else None
            images.append(
                PageImage(sheet.number, *size_of[sheet.number], dpi, done, master, access, thumb, lossless, zoom)
            )
    return Remarked(() if remarks else tuple(images), tuple(remarks))


def _drawn(tasks: Sequence[Task], workers: int, kept: Path | None) -> Iterator[Colour | NotRendered]:
    """Yield, in order, how each page's master stands, or why it failed; those that are kept are not drawn."""
    from layout.export.raster.kept import keep, key, put_back
    from layout.export.raster.render import NotRendered, render_all

    if kept is None:
        yield from render_all(tasks, workers)
        return
    names = [key(task) for task in tasks]
    stood = [put_back(kept, name, task) for name, task in zip(names, tasks, strict=True)]
    drawing = render_all([task for task, colour in zip(tasks, stood, strict=True) if colour is None], workers)
    for name, task, colour in zip(names, tasks, stood, strict=True):
        if colour is not None:
            yield colour
            continue
        done = next(drawing)
        if not isinstance(done, NotRendered):
            keep(kept, name, task, done)
        yield done


def _frames(sheet: Sheet, trim: tuple[Length, Length], size: tuple[int, int]) -> tuple[Frame, ...]:
    """Return the frames of a page's pictures in pixels, a pixel larger all round."""
    across, down = (pixels / length for pixels, length in zip(size, trim, strict=True))
    found = []
    for item in sheet.items:
        if isinstance(item, Picture):
            box = item.box
            left, top = max(0, int(box.x * across) - 1), max(0, int(box.y * down) - 1)
            right, bottom = min(size[0], int(box.right * across) + 2), min(size[1], int(box.bottom * down) + 2)
            if left < right and top < bottom:
                found.append((left, top, right, bottom))
    return tuple(found)


def _fit(press_pdf: Path, edition: Edition, profile: Path) -> tuple[Diagnostic, ...]:
    """Return what keeps the press file from being the edition's."""
    import pikepdf

    from layout.picture.icc import read_profile

    at = Place(str(press_pdf))
    if read_profile(profile) is None:
        return (Diagnostic.make("G018", Severity.ERROR, Place(str(profile)), file=profile.name),)
    try:
        with pikepdf.open(press_pdf) as pdf:
            boxes = [[float(edge) for edge in page.trimbox] for page in pdf.pages]
    except (pikepdf.PdfError, OSError, ValueError, TypeError) as error:
        reason = str(error).replace(str(press_pdf), press_pdf.name)[:160]
        return (Diagnostic.make("G083", Severity.ERROR, at, reason=reason),)
    if len(boxes) != len(edition.sheets):
        return (Diagnostic.make("G080", Severity.ERROR, at, pages=len(boxes), sheets=len(edition.sheets)),)
    return tuple(_misfits(boxes, edition, at))


def _misfits(boxes: Sequence[Sequence[float]], edition: Edition, at: Place) -> list[Diagnostic]:
    remarks = []
    for sheet, (left, bottom, right, top) in zip(edition.sheets, boxes, strict=True):
        width, height = (length / 1000 for length in sheet.grid.trim)
        if abs(right - left - width) > 0.3 or abs(top - bottom - height) > 0.3:
            found = f"{(right - left) * 25.4 / 72:.1f} x {(top - bottom) * 25.4 / 72:.1f}"
            wanted = f"{width * 25.4 / 72:.1f} x {height * 25.4 / 72:.1f}"
            remarks.append(Diagnostic.make("G081", Severity.ERROR, at, page=sheet.number, found=found, wanted=wanted))
    return remarks
