"""Drawings over all of SVG, set on one page of ours, beside the renderer's own picture of each."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from layout.export.pdf import PressSettings
from layout.export.pdf.press import write_press
from layout.export.pdf.settings import house_profile
from layout.geometry import Box, profile, pt
from layout.picture import open_studio, with_artwork
from layout.rules.press import DRAWN_GRAY
from layout.sheet import Edition, Picture, Sheet
from tests.picture.drawings import DRAWINGS

CELL, SIDE, ACROSS = 88, 80, 12
DRAWN = 4
"""Pixels a point at which both pages are drawn; they are compared at one pixel a point."""
MOST_DIFFERENT, CLEAR = 0.008, 60
"""Share of pixels that may differ by more than `CLEAR` of 255: what smoothing does at edges."""
MEAN, MEAN_RENDERED = 4, 12
"""PDFium shows a middle gray of one plate somewhat darker than the same gray in a four-colour image."""


@pytest.fixture(scope="module")
def page(tmp_path_factory, case):
    return printed(tmp_path_factory.mktemp("drawings"), case)


def printed(folder, case):
    """Return the drawings' page as our press file prints it, by name which of them became pixels, and the studio."""
    pictures = {}
    for at, (name, inside) in enumerate(DRAWINGS.items()):
        path = folder / f"{at}.svg"
        path.write_text(svg(inside), "utf-8")
        pictures[name] = Picture(cell(at), str(path), "")
    sheet = Sheet(1, "", profile("broadsheet"), tuple(pictures.values()), ())
    studio = open_studio(case, house_profile(), 240, folder / "kept")
    made = with_artwork(sheet, studio)
    boxes = {item.box for item in made.value.items if isinstance(item, Picture)}
    edition = Edition("报", "", 1, date(2026, 1, 1), "", "", sheet.grid.trim, (made.value,), ())
    written = write_press(edition, case, folder / "out", PressSettings(), per_page=False)
    assert written.value, written.remarks
    rendered = {name for name, picture in pictures.items() if picture.box in boxes}
    return shown(written.value[0]), rendered, studio


def svg(inside):
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {space} viewBox="0 0 100 100" width="100" height="100">{inside}</svg>'


def cell(at):
    return Box(pt(20 + CELL * (at % ACROSS)), pt(20 + CELL * (at // ACROSS)), pt(SIDE), pt(SIDE))


def shown(path):
    """Return page 1 as PDFium draws it, inside the trim, `DRAWN` pixels a point.

    Black of one plate and black of four-colour images differ on screen, so what is darker than either counts as black.
    """
    import pypdfium2

    file = pypdfium2.PdfDocument(str(path))
    left, _, _, top = file[0].get_trimbox()
    x, y = round(left * DRAWN), round((file[0].get_mediabox()[3] - top) * DRAWN)
    return np.maximum(file[0].render(scale=DRAWN).to_numpy()[y:, x:, 2::-1], 40)


def registered(ours, theirs):
    """Return our page moved by the fraction of a point by which PDFium rounds two pages of different size apart."""
    height, width = (min(ours.shape[at], theirs.shape[at]) - 8 for at in (0, 1))
    fixed = theirs[4 : 4 + height : 9, 4 : 4 + width : 9, 1].astype(np.int16)
    steps = [(y, x) for y in range(-4, 5) for x in range(-4, 5)]
    apart = {
        (y, x): int(np.abs(ours[4 + y : 4 + y + height : 9, 4 + x : 4 + x + width : 9, 1] - fixed).sum())
        for y, x in steps
    }
    y, x = min(apart, key=apart.__getitem__)
    return np.roll(ours, (-y, -x), (0, 1))


@pytest.fixture(scope="module")
def expected(case, page, tmp_path_factory):
    return shown(reference(tmp_path_factory.mktemp("expected"), case, page[2]))


def reference(folder, case, studio):
    """Return a file of the same page made of the renderer's own pictures, separated for the press band by band."""
    import pikepdf
    import resvg_py

    width, height = (side // 1000 for side in profile("broadsheet").trim)
    whole = np.full((height * DRAWN, width * DRAWN, 3), 255, np.uint8)
    for at, inside in enumerate(DRAWINGS.values()):
        png = resvg_py.svg_to_bytes(
            svg_string=svg(inside), width=SIDE * DRAWN, dpi=96.0, background="#fff", skip_system_fonts=True,
            font_files=[str(face.path) for face in case.faces], languages=["zh", "en"],
        )  # fmt: skip
        box = cell(at)
        x, y = box.x * DRAWN // 1000, box.y * DRAWN // 1000
        whole[y : y + SIDE * DRAWN, x : x + SIDE * DRAWN] = np.asarray(Image.open(BytesIO(png)).convert("RGB"))
    bands = (whole[y : y + SIDE * DRAWN] for y in range(0, len(whole), SIDE * DRAWN))
    inks = b"".join(studio.inks.inks(band, DRAWN_GRAY).tobytes() for band in bands)
    path = folder / "a.pdf"
    trim = [side / 1000 for side in profile("broadsheet").trim]
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=trim)
        image = pikepdf.Stream(
            pdf, inks, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width * DRAWN,
            Height=height * DRAWN, ColorSpace=pikepdf.Name.DeviceCMYK, BitsPerComponent=8,
        )  # fmt: skip
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
        pdf.pages[0].Contents = pikepdf.Stream(pdf, f"{width} 0 0 {height} 0 {trim[1] - height} cm /I Do".encode())
        pdf.pages[0].TrimBox = pdf.pages[0].MediaBox
        pdf.save(path, compress_streams=False)
    return path


@pytest.fixture(scope="module")
def pages(page, expected):
    return registered(page[0], expected), expected, page[1]


def cut(image, at):
    box = cell(at)
    x, y = box.x * DRAWN // 1000, box.y * DRAWN // 1000
    part = image[y : y + SIDE * DRAWN, x : x + SIDE * DRAWN]
    return np.asarray(Image.fromarray(np.ascontiguousarray(part)).reduce(DRAWN)).astype(int)


def test_there_are_150_drawings():
    assert len(DRAWINGS) >= 150


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_is_as_the_renderer_shows_it(pages, name):
    ours, theirs, rendered = pages
    at = list(DRAWINGS).index(name)
    apart = np.abs(cut(ours, at) - cut(theirs, at)).max(axis=2)
    assert (apart > CLEAR).mean() <= MOST_DIFFERENT and apart.mean() <= (MEAN_RENDERED if name[0] == "r" else MEAN)
    assert (cut(theirs, at) < 200).any(), "a drawing that shows nothing proves nothing"
    assert name.startswith("r " if name in rendered else "v "), "drawn by the other way than before"
