"""Adverts taken in: whatever a PDF holds becomes what a press file may hold, and every step is told.

First the page that the desk names is picked and its notes and form fields become part of it. Then colours are rewritten
in inks. What that leaves (type that is not embedded, Type 3, transparency for X-1a, layers, spaces nobody expected) has
the page drawn by PDFium. Refused are only files that are broken or need a password.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.ground.dataclass import dataclass
from layout.guard import FILE_BYTES, MB, Exceeded, Limits, Stopped, guarded
from layout.picture.advert.graft import PdfArt
from layout.picture.svg.colour import Separation
from layout.rules.press import BLEED_SHORT, INSIDE_LEAST, INSIDE_MOST

if TYPE_CHECKING:
    from layout.geometry import Length
    from layout.picture.advert.survey import Findings

_FORM = "5"
"""Changes whenever the same file would give another page than before."""
_LIMITS = Limits(seconds=40, memory=1400 * MB)
_SUFFIX = ".advert.pdf"
_LOOKED_AT = 800
"""Pixels of the longer side at which a page is looked at for ink: a hairline across it still shows."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms the press takes artwork: inks, spot inks that it runs, whether it takes transparency (X-4).

    `page` is the page that is wanted, from 1; `bleed` how far, in pt, the place reaches over the trim of its own page.
    """

    separation: Separation
    spots: frozenset[str] = frozenset()
    transparency: bool = False
    gray: bool = False
    page: int = 1
    bleed: float = 0


def pdf_artwork(path: Path, terms: Terms, kept: Path) -> Remarked[PdfArt | None]:
    """Return a PDF's page as artwork on the press's terms, with a note on each step, or None with an error.

    What had to be converted is kept in the folder `kept` by content and terms, so that it is made once.
    """
    at = Place(str(path))
    try:
        if path.stat().st_size > FILE_BYTES:
            megabytes, most = path.stat().st_size // 1_000_000, FILE_BYTES // 1_000_000
            return Remarked(None, (Diagnostic.make("G016", Severity.ERROR, at, megabytes=megabytes, most=most),))
        content = hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return Remarked(None, (Diagnostic.make("G001", Severity.ERROR, at, file=path.name),))
    key = _key(content, terms)
    known = _fetch(kept, key, path)
    if known is not None:
        return known
    kept.mkdir(parents=True, exist_ok=True)
    made = guarded(
        "layout.picture.advert.intake:taken_in",
        path.absolute(),
        terms,
        kept.absolute() / f"{key}{_SUFFIX}",
        limits=_LIMITS,
    )
    if isinstance(made, Stopped):
        return Remarked(None, (made.remark(at),))
    result: Remarked[PdfArt | None] = made
    if result.value is not None:
        _store(kept, key, result)
    return result


def taken_in(path: Path, terms: Terms, to: Path) -> Remarked[PdfArt | None]:
    """Take a page in, writing what had to be converted to the file `to`; to be called by the guard."""
    import pikepdf

    from layout.picture.advert.measure import measure

    at = Place(str(path))
    try:
        with pikepdf.open(path) as pdf:
            measure(pdf)
            made = _page(pdf, path, terms, to, at)
            damage = [told for told in pdf.get_warnings() if "operation succeeded" not in str(told)]
        if made.value is None:
            return made
        remarks = made.remarks
        if damage:
            remarks = (Diagnostic.make("G065", Severity.WARNING, at), *remarks)
        margins = _margins(made.value)
        if margins is None:
            remarks = (*remarks, Diagnostic.make("G066", Severity.WARNING, at, page=terms.page))
        elif not terms.bleed and max(margins) >= INSIDE_LEAST and max(margins) <= INSIDE_MOST:
            left, right = (round(margin * 25.4 / 72_000, 1) for margin in margins)
            remarks = (*remarks, Diagnostic.make("G067", Severity.NOTE, at, left=left, right=right))
        return Remarked(made.value, remarks)
    except pikepdf.PasswordError:
        return Remarked(None, (Diagnostic.make("G055", Severity.ERROR, at),))
    except (MemoryError, RecursionError, Exceeded):
        raise
    except Exception as error:  # a damaged file makes the libraries raise anything
        reason = (str(error) or type(error).__name__).replace(str(path), path.name)[:120]
        return Remarked(None, (Diagnostic.make("G050", Severity.ERROR, at, reason=reason),))


def _margins(art: PdfArt) -> tuple[Length, Length] | None:
    """Return how far the ink of a page stands inside the left and the right edge of its box; None where it has none."""
    import pypdfium2

    file = pypdfium2.PdfDocument(str(art.path))
    try:
        page = file[0]
        scale = _LOOKED_AT / max(*page.get_size(), 1)
        shown = page.render(scale=scale, optimize_mode="print").to_numpy()[..., :3]
        inked = (shown != 255).any(axis=(0, 2)).nonzero()[0]
        if not inked.size:
            return None
        origin = page.get_cropbox()[0]
        first, last = origin + inked[0] / scale, origin + (inked[-1] + 1) / scale
        return round(1000 * max(0.0, first - art.box[0])), round(1000 * max(0.0, art.box[2] - last))
    finally:
        file.close()


def _page(pdf: Any, path: Path, terms: Terms, to: Path, at: Place) -> Remarked[PdfArt | None]:
    from layout.picture.advert.recolour import Recolouring
    from layout.picture.advert.survey import PRINTABLE, survey
    from layout.picture.advert.tints import Converter, Unknown

    notes: list[Diagnostic] = []
    pages = len(pdf.pages)
    if terms.page > pages:
        return Remarked(None, (Diagnostic.make("G061", Severity.ERROR, at, page=terms.page, pages=pages),))
    if pages > 1 and terms.page == 1:
        notes.append(Diagnostic.make("G051", Severity.NOTE, at, pages=pages))
    bleeds = _bleeds(pdf.pages[terms.page - 1], terms.bleed)
    page = _picked(pdf, terms)
    if terms.bleed and not bleeds:
        notes.append(Diagnostic.make("G062", Severity.WARNING, at, bleed=round(terms.bleed * 25.4 / 72, 1)))
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    if right - left <= 0 or top - bottom <= 0:
        return Remarked(None, (Diagnostic.make("G050", Severity.ERROR, at, reason="TrimBox"),))
    added = _annotations(pdf, page)
    if added:
        notes.append(Diagnostic.make("G057", Severity.NOTE, at, count=added))
    found = survey(page.obj)
    reasons = _beyond(found, terms)
    if not reasons:
        work = Recolouring(pdf, Converter(terms.separation, terms.spots, terms.gray))
        try:
            page.Contents = pdf.make_stream(work.stream(page, page.obj.get("/Resources")))
            after = survey(page.obj)
            if foreign := after.spaces - PRINTABLE:
                reasons = sorted(foreign)
        except Unknown as unknown:
            reasons = [str(unknown)]
        except Exception as error:  # content that no reader of ours follows
            reasons = [type(error).__name__]
        else:
            notes += _said(work, at)
    if reasons:
        return _drawn(pdf, path, terms, to, at, (notes[: 2 if added else 1], found, reasons))
    spots = tuple(sorted(found.spots & terms.spots))
    box, rotate = (left, bottom, right, top), int(page.obj.get("/Rotate", 0)) % 360
    _save_page(pdf, to)
    return Remarked(PdfArt(to, box, rotate, spots), tuple(notes))


def _picked(pdf: Any, terms: Terms) -> Any:
    """Return the wanted page, the only one that is left; its TrimBox grown by the bleed where it has that."""
    import pikepdf

    for _ in range(terms.page - 1):
        del pdf.pages[0]
    page = pdf.pages[0]
    for name in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox"):  # any two corners make a box (ISO 32000-1, 7.9.5)
        if box := page.get(name):
            across, up = sorted(float(box[n]) for n in (0, 2)), sorted(float(box[n]) for n in (1, 3))
            page.obj[name] = pikepdf.Array([across[0], up[0], across[1], up[1]])
    if terms.bleed and _bleeds(page, terms.bleed):
        left, bottom, right, top = (float(edge) for edge in page.trimbox)
        by = terms.bleed
        page.obj.TrimBox = pikepdf.Array([left - by, bottom - by, right + by, top + by])
    return page


def _bleeds(page: Any, bleed: float) -> bool:
    """Tell whether a page has ink so far beyond its trim."""
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    outer = [float(edge) for edge in (page.obj.get("/BleedBox") or page.mediabox)]
    return min(left - outer[0], bottom - outer[1], outer[2] - right, outer[3] - top) > bleed - BLEED_SHORT / 1000


def _annotations(pdf: Any, page: Any) -> int:
    """Make notes and form fields part of the page's content, as they would be printed; return how many there were."""
    annotations = page.obj.get("/Annots")
    count = 0 if annotations is None else len(annotations)
    if count:
        with suppress(Exception):  # a form without fields
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("print")
    return count


def _beyond(found: Findings, terms: Terms) -> list[str]:
    """Return what only drawing the page can bring to press."""
    reasons = [*sorted(found.fonts), *sorted(f"Type 3 {name}" for name in found.type3), *sorted(found.layers)]
    if not terms.transparency:
        reasons += sorted(found.see_through)
    return reasons + sorted(found.odd)


def _said(work: Any, at: Place) -> list[Diagnostic]:
    notes = []
    if work.done:
        notes.append(Diagnostic.make("G052", Severity.NOTE, at, names="、".join(sorted(work.done))))
    if work.lowered:
        limit = work.converter.separation.ink_limit
        notes.append(Diagnostic.make("G060", Severity.NOTE, at, limit=limit))
    if work.spots:
        notes.append(Diagnostic.make("G058", Severity.NOTE, at, names="、".join(sorted(work.spots))))
    return notes


def _drawn(
    pdf: Any, path: Path, terms: Terms, to: Path, at: Place, why: tuple[list[Diagnostic], Findings, list[str]]
) -> Remarked[PdfArt | None]:
    """Have PDFium draw the page, and say why."""
    from layout.picture.advert.flatten import drawn, write

    notes, found, reasons = why
    source = to.with_suffix(".source.pdf")
    try:
        # Drawn from a copy without password, whose notes have become part of the page.
        _copy_of(pdf, path, source, terms)
        pixels = drawn(source, 0, terms.separation, terms.gray)
    finally:
        source.unlink(missing_ok=True)
    write(pixels, to)
    notes = list(notes)
    if found.fonts:
        notes.append(Diagnostic.make("G053", Severity.WARNING, at, names="、".join(sorted(found.fonts))))
    if found.see_through and not terms.transparency:
        notes.append(Diagnostic.make("G054", Severity.NOTE, at, names="、".join(sorted(found.see_through))))
    if found.layers:
        notes.append(Diagnostic.make("G056", Severity.NOTE, at, names="、".join(sorted(found.layers))))
    apart = round(72 * pixels.type_size[0] / pixels.points[0]) if pixels.type_mask else 0
    notes.append(
        Diagnostic.make(
            "G059", Severity.NOTE, at, names="、".join(reasons)[:80], dpi=pixels.dpi, type=apart or pixels.dpi
        )
    )
    width, height = pixels.points
    return Remarked(PdfArt(to, (0.0, 0.0, width, height), 0, ()), tuple(notes))


def _copy_of(pdf: Any, path: Path, to: Path, terms: Terms) -> None:
    """Save the page as it came, with its notes flattened, for the renderer."""
    import pikepdf

    pdf.close()
    with pikepdf.open(path) as fresh:
        _annotations(fresh, _picked(fresh, terms))
        _save_page(fresh, to)


def _save_page(pdf: Any, to: Path) -> None:
    """Save a file's first page, without its password."""
    while len(pdf.pages) > 1:
        del pdf.pages[1]
    pdf.save(to, static_id=True, encryption=False)


def _key(content: str, terms: Terms) -> str:
    from layout.picture.icc import digest

    separation = terms.separation
    wanted = (
        _FORM, content, digest(separation.profile), separation.ink_limit, sorted(terms.spots), terms.transparency,
        terms.gray, terms.page, terms.bleed,
    )  # fmt: skip
    return hashlib.sha256(repr(wanted).encode()).hexdigest()


def _store(kept: Path, key: str, made: Remarked[PdfArt | None]) -> None:
    art = made.value
    assert art is not None
    facts = json.dumps({
        "box": art.box, "rotate": art.rotate, "spots": art.spots,
        "remarks": [(remark.code, remark.severity, remark.args) for remark in made.remarks],
    })  # fmt: skip
    with suppress(OSError):
        seal = _seal(key, facts, art.path.read_bytes())
        beside = kept / f"{key}.advert.part"
        beside.write_text(f"{seal}\n{facts}", "utf-8")
        beside.replace(kept / f"{key}.advert.json")


def _fetch(kept: Path, key: str, path: Path) -> Remarked[PdfArt | None] | None:
    """Return a page that was taken in before, or None where none is kept that is whole."""
    page = kept / f"{key}{_SUFFIX}"
    try:
        seal, text = (kept / f"{key}.advert.json").read_text("utf-8").split("\n", 1)
        if seal != _seal(key, text, page.read_bytes()):
            return None
        facts = json.loads(text)
        remarks = tuple(
            Diagnostic(code, Severity(severity), Place(str(path)), tuple((str(k), v) for k, v in args))
            for code, severity, args in facts["remarks"]
        )
        left, bottom, right, top = facts["box"]
        art = PdfArt(page, (left, bottom, right, top), facts["rotate"], tuple(facts["spots"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Remarked(art, remarks)


def _seal(key: str, facts: str, data: bytes) -> str:
    return hashlib.sha256(f"{key}\n{facts}\n".encode() + data).hexdigest()
