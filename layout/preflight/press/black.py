"""Checks of black: type on one plate, overprinting; white knocking out; nothing too small to hold register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from layout.diagnostics import Severity
from layout.geometry import Length
from layout.preflight.paint.finding import Finding, check, error, warning
from layout.preflight.paint.mark import Mark, meet
from layout.preflight.paint.painted import PaintedFile
from layout.preflight.paint.type_use import is_bold_sans
from layout.rules.press import (
    BLACK_AREA,
    COLOURED,
    GRAY_THIN,
    INK_NONE,
    REVERSED,
    REVERSED_BOLD,
    RULE_GROUND,
    THIN,
    TINT_TYPE,
    TINT_TYPE_INK,
    TYPE_EDGE,
)


def each(file: PaintedFile) -> Iterator[tuple[int, Mark]]:
    """Go through all marks that touch the bleed, with their page."""
    for page in file.painted:
        for mark in page.printed:
            yield page.number, mark


def first_of_each(found: Iterable[tuple[int, Mark]]) -> Iterator[tuple[int, Mark, int]]:
    """Return one mark a page with the number of its like, so that a page of bad type is one finding."""
    pages: dict[int, list[Mark]] = {}
    for page, mark in found:
        pages.setdefault(page, []).append(mark)
    for page, marks in pages.items():
        yield page, marks[0], len(marks)


def _is_line(mark: Mark) -> bool:
    return mark.thickness < THIN / 1000


@check("BK01", "GWG 2022 R0015, R0017")
def black_alone(file: PaintedFile) -> Iterable[Finding]:
    """Type with black in it has no other ink."""
    wrong = ((p, m) for p, m in each(file) if m.kind == "text" and m.colour.has_black and m.colour.plates > 1)
    for page, mark, count in first_of_each(wrong):
        yield error("BK01", page, mark.frame, inks=inks(mark), count=count)


def inks(mark: Mark) -> str:
    """Return a mark's inks as a person writes them: `C20 K100`."""
    names = [*zip("CMYK", mark.colour.inks or (), strict=False), *mark.colour.spots]
    return " ".join(f"{name}{amount:.0f}" for name, amount in names if amount > INK_NONE) or "0"


@check("BK02", "GWG 2022 R0009")
def black_overprints(file: PaintedFile) -> Iterable[Finding]:
    """Black type overprints, in mode 1, so that no white shows where plates shift."""
    wrong = (
        (p, m)
        for p, m in each(file)
        if m.kind == "text" and m.colour.is_solid_black and m.colour.space != "DeviceGray" and not _overprints(m)
    )
    for page, mark, count in first_of_each(wrong):
        yield error("BK02", page, mark.frame, count=count)


def _overprints(mark: Mark) -> bool:
    return mark.overprint and (mark.mode == 1 or mark.colour.space != "DeviceCMYK")


@check("BK03", "GWG 2022 R0010")
def black_rules_overprint(file: PaintedFile) -> Iterable[Finding]:
    """Black rules overprint like black type, except where they cross a ground that cannot take more ink."""
    wrong: list[tuple[int, Mark]] = []
    for page in file.painted:
        dark: list[Mark] = []
        for mark in page.printed:
            line = mark.kind in ("stroke", "fill") and _is_line(mark) and mark.colour.space != "DeviceGray"
            if line and mark.colour.is_solid_black and not _overprints(mark):
                if not any(meet(mark.frame, ground.frame) for ground in dark):
                    wrong.append((page.number, mark))
            elif mark.kind == "image" or (
                mark.kind != "text" and mark.colour.total > file.settings.ink_limit - RULE_GROUND
            ):
                dark.append(mark)
    for number, mark, count in first_of_each(wrong):
        yield warning("BK03", number, mark.frame, count=count)


@check("BK04", "GWG 2022 R0011-R0013")
def no_gray_type(file: PaintedFile) -> Iterable[Finding]:
    """DeviceGray cannot overprint: it is kept out of type and thin lines, and never set to."""
    wrong = (
        (p, m)
        for p, m in each(file)
        if m.colour.space == "DeviceGray" and not m.colour.is_white and m.kind != "image"
        and (m.kind == "text" or m.thickness < GRAY_THIN / 1000 or m.overprint)
    )  # fmt: skip
    for page, mark, count in first_of_each(wrong):
        yield warning("BK04", page, mark.frame, count=count)


@check("BK05", "GWG 2022 R0007, R0008")
def white_knocks_out(file: PaintedFile) -> Iterable[Finding]:
    """White that overprints is not there."""
    for page, mark in each(file):
        if mark.colour.is_white and mark.overprint and mark.kind != "image":
            severity = Severity.ERROR if mark.kind == "text" else Severity.WARNING
            yield Finding("BK05", severity, page, mark.frame)


@check("BK06", "GWG 2022 R0015; trade")
def plain_black_areas(file: PaintedFile) -> Iterable[Finding]:
    """Black areas are black, with one colour under it at most."""
    wrong = (
        (p, m)
        for p, m in each(file)
        if m.kind in ("fill", "stroke")
        and m.colour.inks is not None
        and m.colour.inks[3] > BLACK_AREA
        and m.colour.plates > 2
    )
    for page, mark, count in first_of_each(wrong):
        yield warning("BK06", page, mark.frame, inks=inks(mark), count=count)


@check("BK07", "GWG 2022 R0016; printers")
def reversed_type(file: PaintedFile) -> Iterable[Finding]:
    """White type is 8 pt or more, 6 pt in a bold sans: thin strokes fill in."""
    wrong = ((p, m) for p, m in each(file) if m.kind == "text" and m.colour.is_white and _smaller(m, _least(m)))
    for page, mark, count in first_of_each(wrong):
        yield warning("BK07", page, mark.frame, size=round(mark.size, 1), least=_least(mark) / 1000, count=count)


def _least(mark: Mark) -> Length:
    return REVERSED_BOLD if is_bold_sans(mark.face) else REVERSED


def _smaller(mark: Mark, least: Length) -> bool:
    return mark.size < (least - TYPE_EDGE) / 1000


@check("BK08", "GWG 2022 R0017")
def coloured_type(file: PaintedFile) -> Iterable[Finding]:
    """Type in two inks is 12 pt or more: plates shift by half a millimetre. Type with black in it is BK01's."""
    wrong = (
        (p, m)
        for p, m in each(file)
        if m.kind == "text" and not m.colour.has_black and m.colour.plates > 1 and _smaller(m, COLOURED)
    )
    for page, mark, count in first_of_each(wrong):
        yield warning(
            "BK08", page, mark.frame, size=round(mark.size, 1), least=COLOURED / 1000, inks=inks(mark), count=count
        )


@check("BK09", "printers")
def screened_type(file: PaintedFile) -> Iterable[Finding]:
    """Small type is solid: dots of a screen eat its strokes."""
    wrong = ((p, m) for p, m in each(file) if m.kind == "text" and _screened(m))
    for page, mark, count in first_of_each(wrong):
        yield warning("BK09", page, mark.frame, size=round(mark.size, 1), inks=inks(mark), count=count)


def _screened(mark: Mark) -> bool:
    parts = mark.colour.inks
    if not parts or mark.colour.is_white or mark.colour.spots or mark.colour.plates > 1:
        return False
    return mark.size < (TINT_TYPE - TYPE_EDGE) / 1000 and max(parts) < TINT_TYPE_INK


CHECKS = (
    screened_type,
    black_alone, black_overprints, black_rules_overprint, no_gray_type, white_knocks_out, plain_black_areas,
    reversed_type, coloured_type,
)  # fmt: skip
