"""Checks of page boxes and of what lies at their edges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from layout.preflight.paint.finding import Finding, Frame, check, error, warning
from layout.preflight.paint.mark import Mark
from layout.preflight.paint.painted import PaintedFile
from layout.rules.press import BOX_EDGE, SIZE_EDGE, TOUCH

if TYPE_CHECKING:
    from layout.preflight.pdf.press_file import PressFile


@check("BX01", "ISO 15930-4 6.8; ISO 15930-7 6.12")
def boxes_present(file: PressFile) -> Iterable[Finding]:
    """MediaBox and one of TrimBox and ArtBox, on the page object itself."""
    for page in file.pages:
        trim, art = page.box("TrimBox"), page.box("ArtBox")
        missing = [] if page.box("MediaBox") else ["MediaBox"]
        if (trim is None) == (art is None):
            missing.append("TrimBox" if trim is None else "TrimBox + ArtBox")
        if missing:
            yield error("BX01", page.number, boxes=", ".join(missing))


def _inside(inner: Frame, outer: Frame) -> bool:
    edge = BOX_EDGE / 1000
    return (
        inner[0] >= outer[0] - edge and inner[1] >= outer[1] - edge
        and inner[2] <= outer[2] + edge and inner[3] <= outer[3] + edge
    )  # fmt: skip


@check("BX02", "ISO 15930-4 6.8; ISO 32000-1 14.11.2")
def boxes_nest(file: PressFile) -> Iterable[Finding]:
    """Trim inside bleed inside media."""
    for page in file.pages:
        if not (_inside(page.trim, page.bleed) and _inside(page.bleed, page.media)):
            yield error("BX02", page.number)


@check("BX03", "GWG 2022 R0003")
def crop_box(file: PressFile) -> Iterable[Finding]:
    """A CropBox hides part of the page from whoever looks at it."""
    for page in file.pages:
        crop = page.box("CropBox")
        if crop and not (_inside(crop, page.media) and _inside(page.media, crop)):
            yield error("BX03", page.number)


@check("BX04", "GWG 2022 R0002, R0004; house")
def equal_sizes(file: PressFile) -> Iterable[Finding]:
    """All pages trim to one size, the edition's where it is known, and lie upright at true scale."""
    wanted = file.expected.trim
    for page in file.pages:
        size = (page.trim[2] - page.trim[0], page.trim[3] - page.trim[1])
        wanted = wanted or size
        turned = int(page.obj.get("/Rotate", 0)) % 360 != 0 or "/UserUnit" in page.obj
        if turned or any(abs(a - b) > SIZE_EDGE / 1000 for a, b in zip(size, wanted, strict=True)):
            yield error("BX04", page.number, size=_millimetres(size), wanted=_millimetres(wanted))


def _millimetres(size: Iterable[float]) -> str:
    return " × ".join(f"{side * 25.4 / 72:.1f}" for side in size)


@check("BX05", "house; PDF/X asks for no bleed")
def bleed(file: PaintedFile) -> Iterable[Finding]:
    """Ink that reaches the trim runs on to the bleed, and nothing but marks lies beyond that."""
    for page in file.painted:
        trim, edge = page.trim_frame, page.bleed_frame
        for mark in page.marks:
            if mark.kind not in ("fill", "image") or mark.colour.is_white:
                continue
            short = _short_of_bleed(mark, trim, edge)
            if short:
                yield warning("BX05", page.number, mark.frame, short=round(short * 25.4 / 72, 1))


def _short_of_bleed(mark: Mark, trim: Frame, edge: Frame) -> float:
    """Return by how much a mark that reaches the trim stays short of the bleed, 0 where it does not."""
    x0, y0, x1, y1 = mark.frame
    if x1 <= trim[0] or y1 <= trim[1] or x0 >= trim[2] or y0 >= trim[3]:
        return 0
    ends = ((trim[0], edge[0], x0), (trim[1], edge[1], y0), (-trim[2], -edge[2], -x1), (-trim[3], -edge[3], -y1))
    short = max((end - limit for cut, limit, end in ends if end <= cut + TOUCH / 1000), default=0)
    return short if short > SIZE_EDGE / 1000 else 0


@check("BX06", "GWG 2022 R0005")
def page_empty(file: PaintedFile) -> Iterable[Finding]:
    """A page without ink is a mistake more often than a wish."""
    for page in file.painted:
        if not any(_prints(mark) for mark in page.marks):
            yield error("BX06", page.number)


def _prints(mark: Mark) -> bool:
    return mark.kind == "image" or not mark.colour.is_white


@check("BX07", "GWG 2022 R0006")
def one_page(file: PressFile) -> Iterable[Finding]:
    """One page a file, where the print shop asks for it."""
    if file.settings.one_page_files and len(file.pages) != 1:
        yield error("BX07", pages=len(file.pages))


CHECKS = (boxes_present, boxes_nest, crop_box, equal_sizes, bleed, page_empty, one_page)
