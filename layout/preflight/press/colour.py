"""Checks of colour spaces and plates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from layout.preflight.paint.finding import Finding, check, error, warning
from layout.preflight.paint.mark import Mark, meet
from layout.preflight.paint.painted import PaintedFile

if TYPE_CHECKING:
    from layout.preflight.pdf.press_file import PressFile

_ALLOWED = frozenset(("DeviceCMYK", "DeviceGray", "Separation", "DeviceN", "Indexed", "Pattern"))


@check("CO01", "ISO 15930-4 6.2; GWG 2022 R0027")
def press_spaces(file: PressFile) -> Iterable[Finding]:
    """Nothing but DeviceCMYK, DeviceGray, and spot inks described in them; images are IM03's."""
    for page in file.pages:
        seen: set[str] = set()
        for mark in page.marks:
            space = mark.colour.space
            if mark.image is None and space not in _ALLOWED and space not in seen:
                seen.add(space)
                yield error("CO01", page.number, mark.frame, space=space)
        beneath = {space for space in page.content.spaces if space not in _ALLOWED}
        beneath -= seen | {space for use in page.content.images for space in use.spaces}
        for space in sorted(beneath):
            yield error("CO01", page.number, space=space)


@check("CO02", "GWG 2022 R0020")
def spots(file: PressFile) -> Iterable[Finding]:
    """A newspaper press has four plates; spot inks are only those that the shop's settings declare."""
    for page in file.pages:
        names = {name for mark in page.marks for name, _ in mark.colour.spots}
        for name in sorted(names - set(file.settings.spots)):
            frame = next(mark.frame for mark in page.marks if name in dict(mark.colour.spots))
            yield error("CO02", page.number, frame, name=name)


@check("CO03", "GWG 2022 R0024")
def registration(file: PressFile) -> Iterable[Finding]:
    """The ink of all plates is for marks beyond the trim."""
    for page in file.pages:
        trim = page.frame(page.trim)
        for mark in page.marks:
            if mark.colour.on_all and meet(mark.frame, trim):
                yield warning("CO03", page.number, mark.frame)
                break


@check("CO04", "house")
def one_plate(file: PaintedFile) -> Iterable[Finding]:
    """A page planned for black alone gets one plate."""
    for page in file.painted:
        if file.expected.colours.get(page.number) != "K":
            continue
        for mark in page.printed:
            if _coloured(mark):
                yield error("CO04", page.number, mark.frame)
                break


def _coloured(mark: Mark) -> bool:
    if mark.image is not None and not mark.image.mask:
        return any(space not in ("DeviceGray", "Indexed") for space in mark.image.spaces)
    return mark.colour.inks is None or mark.colour.total > mark.colour.inks[3] + 0.05


@check("CO05", "ISO 15930-4 6.2; ISO 32000-1 8.6.5.6")
def hidden_spaces(file: PressFile) -> Iterable[Finding]:
    """No colour hides where painting does not show it: default spaces, glyphs of Type 3 fonts, tiles."""
    from layout.picture.advert.survey import PRINTABLE, survey

    for page in file.pages:
        found = survey(page.obj)
        told = {space for mark in page.marks for space in (mark.colour.space,)} | page.content.spaces
        told |= {space for use in page.content.images for space in use.spaces}
        names = sorted((found.spaces - PRINTABLE - told) | {name.lstrip("/") for name in found.odd})
        if names:
            yield error("CO05", page.number, space=", ".join(names))


CHECKS = (hidden_spaces, press_spaces, spots, registration, one_plate)
