"""Photographs and artwork on the press page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from press_sheets import FONTS, case, edition, photo, sheet

from layout.export.pdf import PressSettings, write_press
from layout.export.pdf.coverage import plates_of
from layout.geometry import Box, mm
from layout.picture import PressImage
from layout.preflight import check_file
from layout.sheet import Picture

BOX = Box(mm(100), mm(200), mm(80), mm(57))


def rendered(path: Path):  # type: ignore[no-untyped-def]
    import pypdfium2

    document = pypdfium2.PdfDocument(str(path))
    try:
        return document[0].render(scale=72 / 72).to_pil().convert("RGB")
    finally:
        document.close()


def pixel(image, x: float, y: float):  # type: ignore[no-untyped-def]
    """Return the colour at a place of the trimmed page, mm from its top left."""
    return image.getpixel((round((x + 3) * 72 / 25.4), round((y + 3) * 72 / 25.4)))


def test_a_photograph_stands_upright_in_its_frame(tmp_path: Path) -> None:
    from PIL import Image

    shot = Image.new("RGB", (800, 570), "white")
    shot.paste((200, 30, 30), (0, 0, 400, 285))  # red: upper left quarter
    shot.paste((30, 30, 200), (400, 285, 800, 570))  # blue: lower right quarter
    shot.save(tmp_path / "quarters.png")
    picture = Picture(BOX, str(tmp_path / "quarters.png"), "")
    path = write_press(edition(sheet([picture])), case(), tmp_path, PressSettings()).value[0]
    page = rendered(path)
    red, white, blue = pixel(page, 110, 210), pixel(page, 170, 210), pixel(page, 170, 250)
    assert red[0] > 150 > red[2]
    assert blue[2] > blue[0]
    assert min(white) > 235
    assert pixel(page, 98, 228) == pixel(page, 182, 228) == (255, 255, 255)
    assert check_file(path, PressSettings()).findings == ()


def test_a_photograph_on_a_black_page_needs_one_plate(tmp_path: Path) -> None:
    picture = Picture(BOX, str(photo(tmp_path)), "")
    path = write_press(edition(sheet([picture], colours="K")), case(), tmp_path, PressSettings()).value[0]
    with pikepdf.open(path) as pdf:
        assert pdf.pages[0].Resources.XObject["/I1"].ColorSpace == pikepdf.Name.DeviceGray


def test_one_photograph_twice_on_a_page_is_in_the_file_once(tmp_path: Path) -> None:
    picture = Picture(BOX, str(photo(tmp_path)), "")
    path = write_press(edition(sheet([picture, picture])), case(), tmp_path, PressSettings()).value[0]
    with pikepdf.open(path) as pdf:
        assert sum(1 for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and "/Width" in thing) == 1


@pytest.mark.parametrize("rotate", [0, 90])
def test_pdf_artwork_is_placed_as_vectors(rotate: int, tmp_path: Path) -> None:
    advert = pikepdf.new()
    advert.add_blank_page(page_size=(200, 100))
    advert.pages[0].obj.Contents = advert.make_stream(b"0 1 1 0 k 0 0 100 100 re f 1 0 0 0 k 100 0 100 100 re f")
    advert.pages[0].obj.Rotate = rotate
    advert.save(tmp_path / "advert.pdf")
    box = Box(mm(100), mm(200), mm(80), mm(40)) if not rotate else Box(mm(100), mm(200), mm(40), mm(80))
    picture = Picture(box, str(tmp_path / "advert.pdf"), "")
    path = write_press(edition(sheet([picture])), case(), tmp_path, PressSettings()).value[0]
    page = rendered(path)
    first, second = ((110, 220), (170, 220)) if not rotate else ((120, 210), (120, 270))
    assert pixel(page, *first)[0] > 200 > pixel(page, *first)[2]
    assert pixel(page, *second)[2] > 200 > pixel(page, *second)[0]
    assert check_file(path, PressSettings()).findings == ()


def test_artwork_of_whoever_keeps_no_pictures_is_gone_with_the_process(tmp_path: Path) -> None:
    advert = pikepdf.new()
    advert.add_blank_page(page_size=(200, 100))
    advert.pages[0].obj.Contents = advert.make_stream(b"1 0 0 rg 0 0 100 100 re f")
    advert.save(tmp_path / "advert.pdf")
    passing = tmp_path / "passing"
    passing.mkdir()
    code = (
        "from press_sheets import *; from layout.export.pdf import PressSettings, write_press; "
        f"picture = Picture(Box(mm(100), mm(200), mm(80), mm(40)), {str(tmp_path / 'advert.pdf')!r}, ''); "
        f"done = write_press(edition(sheet([picture])), case(), Path({str(tmp_path / 'press')!r}), PressSettings()); "
        f"assert done.value and list(Path({str(passing)!r}).iterdir()), done.remarks"
    )
    environment = {**os.environ, "TMPDIR": str(passing), "PYTHONPATH": str(FONTS.parent)}
    here = Path(__file__).parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=here)
    assert done.returncode == 0, done.stderr
    assert list(passing.iterdir()) == []


def test_artwork_that_cannot_be_read_stops_the_file(tmp_path: Path) -> None:
    (tmp_path / "advert.pdf").write_bytes(b"%PDF-1.4 and nothing")
    picture = Picture(BOX, str(tmp_path / "advert.pdf"), "")
    done = write_press(edition(sheet([picture])), case(), tmp_path / "press", PressSettings(), cache=tmp_path / "kept")
    assert done.value == ()
    assert [remark.code for remark in done.remarks] == ["G050"]


def test_a_gray_picture_needs_the_black_plate_alone(tmp_path: Path) -> None:
    picture = Picture(Box(mm(30), mm(30), mm(60), mm(40)), str(photo(tmp_path)), "")
    page = sheet([picture])
    made = {colour: PressImage(b"", "FlateDecode", 1, 1, colour, False, 200) for colour in ("DeviceGray", "DeviceCMYK")}
    assert [plates_of(page, {picture: image}) for image in made.values()] == ["K", "CMYK"]
