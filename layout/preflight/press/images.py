"""Checks of images: enough pixels, the press's colours, gently encoded."""

from __future__ import annotations

from collections.abc import Iterable

from layout.diagnostics import Severity
from layout.preflight.paint.finding import Finding, check, error, warning
from layout.preflight.paint.mark import ImageUse
from layout.preflight.paint.painted import PaintedFile
from layout.preflight.press.black import each
from layout.rules.press import JPEG_LEAST, LINE_ART_LEAST, LINE_ART_WARNING, PPI_EDGE

_STANDARD_TABLE_SUM = 3689
"""Sum of the luminance table of ITU-T T.81 annex K, quality 50."""


def _line_art(use: ImageUse) -> bool:
    return use.mask or use.bits == 1


@check("IM01", "GWG 2022 R0031; GWG 2015")
def photo_resolution(file: PaintedFile) -> Iterable[Finding]:
    """Photographs have 200 pixels an inch as printed; below 100 they show their pixels.

    More than the press resolves is a fault of photographs alone: drawings are kept without loss, as fine as they are.
    """
    wants = file.settings
    for page, mark in each(file):
        use = mark.image
        if use is None or _line_art(use):
            continue
        drawn = use.samples is not None and not use.samples.encoded
        if use.ppi < wants.photo_warning - PPI_EDGE or (use.ppi > wants.photo_most + PPI_EDGE and not drawn):
            severity = Severity.ERROR if use.ppi < wants.photo_least - PPI_EDGE else Severity.WARNING
            args = (("ppi", round(use.ppi)), ("aim", wants.photo_aim), ("most", wants.photo_most))
            yield Finding("IM01", severity, page, mark.frame, args)


@check("IM02", "GWG 2022 R0032; printers")
def line_art_resolution(file: PaintedFile) -> Iterable[Finding]:
    """Line art has 800 pixels an inch: its edges are not screened."""
    for page, mark in each(file):
        use = mark.image
        if use is not None and _line_art(use) and use.ppi < LINE_ART_WARNING - PPI_EDGE:
            severity = Severity.ERROR if use.ppi < LINE_ART_LEAST - PPI_EDGE else Severity.WARNING
            args = (("ppi", round(use.ppi)), ("aim", LINE_ART_WARNING))
            yield Finding("IM02", severity, page, mark.frame, args)


@check("IM03", "ISO 15930-4 6.2; GWG 2022 R0027")
def press_colours(file: PaintedFile) -> Iterable[Finding]:
    """Photographs are in the inks of the press already."""
    allowed = {"DeviceCMYK", "DeviceGray", "Indexed", "Separation", "DeviceN"}
    for page, mark in each(file):
        foreign = set(mark.image.spaces) - allowed if mark.image else set()
        if foreign:
            yield error("IM03", page, mark.frame, space=", ".join(sorted(foreign)))


@check("IM04", "house")
def encoding(file: PaintedFile) -> Iterable[Finding]:
    """JPEG at quality 90 and with full colour resolution: coarser blocks break the ink limit."""
    seen: set[tuple[int, int]] = set()
    for page, mark in each(file):
        use = mark.image
        if use is None or use.samples is None or use.key in seen or not use.samples.encoded:
            continue
        seen.add(use.key)
        quality, full = jpeg_encoding(use.samples.encoded)
        if quality < JPEG_LEAST or not full:
            yield warning("IM04", page, mark.frame, quality=quality, sampling="4:4:4" if full else "4:2:0")


def jpeg_encoding(data: bytes) -> tuple[int, bool]:
    """Return a JPEG's quality, estimated from its first table, and whether colour has full resolution."""
    quality, full, at = 100, True, 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + length]
        if marker == 0xDB and quality == 100 and body:
            wide = body[0] >> 4
            entries = [int.from_bytes(body[1 + n : 2 + n + wide], "big") for n in range(0, 64 * (1 + wide), 1 + wide)]
            scale = 100 * sum(entries) / _STANDARD_TABLE_SUM
            quality = round((200 - scale) / 2 if scale <= 100 else 5000 / scale)
        elif marker in (0xC0, 0xC1, 0xC2):
            factors = {body[7 + 3 * n] for n in range(body[5]) if 7 + 3 * n < len(body)}
            full = len(factors) <= 1
        elif marker == 0xDA:
            break
        at += 2 + length
    return quality, full


CHECKS = (photo_resolution, line_art_resolution, press_colours, encoding)
