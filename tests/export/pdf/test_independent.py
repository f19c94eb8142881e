"""Programs that share no code with ours look at the press file."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from press_sheets import case, edition, front, sheet

from layout.export.pdf import PressSettings, write_press
from layout.geometry import mm, pt
from layout.sheet import Line, Run, Text
from layout.typeface import Face, TypeCase


def tool(name: str, package: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} ({package}) is not installed")
    return found


@pytest.fixture(scope="module", params=["PDF/X-1a:2003", "PDF/X-4"])
def press(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("press")
    settings = PressSettings(standard=request.param, marks=True)
    done = write_press(edition(front(folder)), case(), folder, settings, cache=folder)
    return done.value[0]


def said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")


def test_qpdf_finds_no_fault(press: Path) -> None:
    assert "No syntax or stream encoding errors found" in said(tool("qpdf", "qpdf"), "--check", str(press))


def test_mupdf_reads_it_without_a_word(press: Path) -> None:
    text = said(tool("mutool", "mupdf-tools"), "draw", "-F", "txt", str(press))
    complaints = [line for line in text.lower().splitlines() if line.startswith(("error", "warning"))]
    assert complaints in ([], ["warning: icc support is not available"])  # of the program itself, in some builds
    assert "一九四二年五月，延安文艺座谈会在杨家岭召开。" in text


def test_poppler_sees_fonts_embedded_subset_and_readable(press: Path) -> None:
    rows = said(tool("pdffonts", "poppler-utils"), str(press)).splitlines()[2:]
    assert rows
    for row in rows:
        assert "CID TrueType" in row
        assert row.split()[-5:-2] == ["yes", "yes", "yes"]


def test_poppler_sees_the_boxes(press: Path) -> None:
    rows = said(tool("pdfinfo", "poppler-utils"), "-box", str(press)).splitlines()
    boxes = {row.split(":")[0]: [float(side) for side in row.split()[1:]] for row in rows if "Box:" in row}
    left, low, right, high = boxes["TrimBox"]
    assert (right - left, high - low) == pytest.approx((390 * 72 / 25.4, 540 * 72 / 25.4), abs=0.02)


def test_widths_are_the_font_programs_own(press: Path) -> None:
    pdfa = pytest.importorskip("pikepdf.pdfa", exc_type=ImportError)
    with pikepdf.open(press) as pdf:
        found = [str(finding) for finding in pdfa.check(pdf, "2b").findings]
    assert [finding for finding in found if "width" in finding.lower() or "embed" in finding.lower()] == []


def separations(press: Path, folder: Path, *extra: str) -> dict[str, np.ndarray]:
    """Return the plates that Ghostscript makes at 150 dpi, in percent, inside the bleed."""
    command = [
        tool("gs", "ghostscript"), "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dNOINTERPOLATE", "-sDEVICE=tiffsep",
        "-r150", "-dTextAlphaBits=1", "-dGraphicsAlphaBits=1",
        "-dMaxBitmap=0",  # banded: unbanded, Ghostscript 10.0 drops type where images are filtered
        *extra, "-o", str(folder / "p%d.tif"), str(press),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    from PIL import Image

    with pikepdf.open(press) as pdf:
        media, bleed = ([float(side) for side in pdf.pages[0].obj[key]] for key in ("/MediaBox", "/BleedBox"))
    scale = 150 / 72
    plates = {}
    for path in folder.glob("p1(*).tif"):
        data = 255 - np.asarray(Image.open(path).convert("L"))
        x0, x1 = (round((bleed[side] - media[0]) * scale) + inset for side, inset in ((0, 1), (2, -1)))
        y0, y1 = (round((media[3] - bleed[side]) * scale) + inset for side, inset in ((3, 1), (1, -1)))
        plates[path.name[3:-5]] = data[y0:y1, x0:x1] / np.float32(2.55)
    return plates


def test_the_plates_hold_what_a_newspaper_press_wants(press: Path, tmp_path: Path) -> None:
    for name in ("full", "type", "ground"):
        (tmp_path / name).mkdir()
    full = separations(press, tmp_path / "full")
    text = separations(press, tmp_path / "type", "-dFILTERIMAGE", "-dFILTERVECTOR")
    ground = separations(press, tmp_path / "ground", "-dFILTERTEXT")
    assert set(full) == {"Cyan", "Magenta", "Yellow", "Black"}
    total = sum(full.values())
    assert total.max() <= 240.5
    side = round(15**0.5 / 25.4 * 150)
    sums = np.pad(total.cumsum(0, dtype=np.float64).cumsum(1), ((1, 0), (1, 0)))
    means = (sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]) / side**2
    assert means.max() <= 220.5
    black = text["Black"] > 50
    assert black.sum() > 10_000
    for plate in ("Cyan", "Magenta", "Yellow"):
        assert not (text[plate][black] > 0).any(), "black type is on black alone"
        assert np.abs(full[plate][black] - ground[plate][black]).max() < 1, "black type knocks nothing out"
    assert (ground["Cyan"][black] > 10).any(), "some black type stands on a tint, so that this proves something"
    white = (ground["Magenta"] > 90) & (full["Magenta"] < 1)
    assert white.sum() > 5_000, "white type knocks out of red"


def cff_face(folder: Path) -> Face:
    """Make a small PostScript-flavoured font: boxes of three widths."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    order = [".notdef", *(f"g{code:04X}" for code in (0x4E00, 0x4E8C, 0x0061))]
    advances = {".notdef": 500, "g4E00": 1000, "g4E8C": 1000, "g0061": 460}
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({0x4E00: "g4E00", 0x4E8C: "g4E8C", 0x61: "g0061"})
    strings = {}
    for name in order:
        pen = T2CharStringPen(advances[name], None)
        pen.moveTo((50, 0))
        for point in ((advances[name] - 50, 0), (advances[name] - 50, 700), (50, 700)):
            pen.lineTo(point)
        pen.closePath()
        strings[name] = pen.getCharString()
    builder.setupCFF("Boxes", {"FullName": "Boxes"}, strings, {})
    builder.setupHorizontalMetrics({name: (width, 50) for name, width in advances.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    path = folder / "boxes.otf"
    builder.save(path)
    return Face("boxes", path)


def test_postscript_fonts_are_embedded_as_cid_fonts(tmp_path: Path) -> None:
    from layout.preflight import check_file

    face = cff_face(tmp_path)
    text = "一二a"
    data = text.translate(face.gids).encode("utf-16-be")
    runs = (
        Run("boxes", pt(20), text, data, xs=(0, 20_000, 40_000)),
        Run("boxes", pt(20), "二一", data[2:4] + data[0:2], x=pt(60), pitch=pt(22)),
    )
    page = sheet([Text(mm(30), mm(60), Line("一二a二一", runs, pt(20), 0, 0, 0))])
    done = write_press(edition(page), TypeCase({"body": (face,)}), tmp_path, PressSettings())
    assert check_file(done.value[0], PressSettings()).findings == ()
    with pikepdf.open(done.value[0]) as pdf:
        pdf.pages[0].Resources.Font["/F1"].DescendantFonts[0].W = pikepdf.Array()
        pdf.save(tmp_path / "wide.pdf", static_id=True)
    (finding,) = check_file(tmp_path / "wide.pdf", PressSettings()).findings
    assert (finding.check, dict(finding.args)["true"]) == ("FO03", 460), "a letter is not as wide as a Han character"
    assert "CID Type 0C" in said(tool("pdffonts", "poppler-utils"), str(done.value[0]))
    assert said(tool("pdftotext", "poppler-utils"), "-raw", str(done.value[0]), "-").split() == ["一二a", "二一"]
    with pikepdf.open(done.value[0]) as pdf:
        program = bytes(pdf.pages[0].Resources.Font["/F1"].DescendantFonts[0].FontDescriptor.FontFile3.read_bytes())
    from fontTools.cffLib import CFFFontSet

    fonts = CFFFontSet()
    fonts.decompile(BytesIO(program), None)
    assert len(fonts[0].CharStrings.values()) >= 4
