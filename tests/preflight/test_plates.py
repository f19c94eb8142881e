"""Plates for people and presses: pictures, ink zones and PPF, the XJDF ticket; each read back."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from layout.cli.app import run_command
from layout.export.pdf.settings import house_profile
from layout.preflight.pdf.renderer import renderer
from layout.preflight.plates.pictures import heat_png, plate_png, soft_proof_png
from layout.preflight.plates.ppf import PREVIEW_DPI, Job, ppf, zones


@pytest.fixture
def inks():
    """A page of 390 mm at 100 dpi: half full cyan, a black corner, a red patch over the limit."""
    page = np.zeros((400, 1536, 4), np.uint8)
    page[:, :768, 0] = 100
    page[:40, :40] = (0, 0, 0, 100)
    page[200:240, 1000:1040] = (80, 90, 90, 20)
    return page


def opened(data):
    return np.asarray(Image.open(BytesIO(data)).convert("RGB"))


def test_plates_show_their_own_ink(inks):
    cyan, black = opened(plate_png(inks, 0)), opened(plate_png(inks, 3))
    assert tuple(cyan[100, 100]) == (0, 158, 224) and tuple(cyan[100, 1500]) == (255, 255, 255)
    assert black[10, 10].max() < 40 and tuple(black[100, 100]) == (255, 255, 255)


@pytest.mark.parametrize(("total", "red"), [(240, False), (241, True)])
def test_heat_map_turns_red_just_over_the_limit(total, red):
    page = np.zeros((4, 4, 4), np.uint8)
    page[..., 0], page[..., 1], page[..., 2] = 100, 100, total - 200
    assert (tuple(opened(heat_png(page, 220, 240))[0, 0]) == (214, 40, 40)) is red


def test_soft_proof_shows_the_paper_s_own_white_and_weak_black(inks):
    shown = opened(soft_proof_png(inks, house_profile().read_bytes()))
    paper, black = shown[390, 1530], shown[10, 10]
    assert 190 < paper.min() < 245, "newsprint is no white"
    assert 40 < black.mean() < 140, "nor its black a black"


def test_zones_add_up_to_the_mean(inks):
    found = zones(inks, 390)
    assert len(found[0]) == 12 and found[0][3] == 100 and found[0][-1] == 0
    assert sum(found[0]) / 12 == pytest.approx(inks[..., 0].mean(), abs=1)


def test_ppf_is_read_back(inks):
    text = ppf(Job("第2346期", "2346-01", 1105.5, 288), inks, 100).decode("ascii")
    assert text.startswith("%!PS-Adobe-3.0\n%%CIP3-File Version 3.0") and text.rstrip().endswith("%%CIP3EndOfFile")
    assert text.count("CIP3BeginSeparation") == text.count("CIP3EndSeparation") == 4
    means = []
    for part in re.findall(r"CIP3BeginSeparation\n(.*?)CIP3EndSeparation", text, re.S):
        width, height = (int(re.search(rf"Image{side} (\d+) def", part)[1]) for side in ("Width", "Height"))
        stated = int(re.search(r"DataSize (\d+) def", part)[1])
        data = part.split("CIP3PreviewImage\n", 1)[1].rstrip("\n")
        assert len(data) == stated + 1 - 1 or len(data) == stated
        samples = bytes.fromhex(data.replace("\n", "").rstrip(">"))
        assert len(samples) == width * height and width == round(1536 * PREVIEW_DPI / 100)
        means.append(100 - np.frombuffer(samples, np.uint8).mean() / 2.55)
    assert means == pytest.approx([inks[..., plate].mean() for plate in range(4)], abs=0.5)


def test_xjdf_says_what_the_ticket_says(tmp_path):
    from lxml import etree
    from press_sheets import case, edition, front

    from layout.export.pdf import PressSettings, write_press, write_ticket
    from layout.export.pdf.xjdf import NAMESPACE

    made = edition(front(tmp_path))
    files = write_press(made, case(), tmp_path / "press", PressSettings(), cache=tmp_path).value
    write_ticket(made, case(), tmp_path / "press", PressSettings(), files, cache=tmp_path)
    ticket = json.loads((tmp_path / "press" / "ticket.json").read_text("utf-8"))
    root = etree.parse(str(tmp_path / "press" / "ticket.xjdf")).getroot()
    assert root.tag == f"{{{NAMESPACE}}}XJDF" and root.get("JobID") == str(ticket["issue"])
    specs = [spec for spec in root.iter(f"{{{NAMESPACE}}}FileSpec") if spec.get("MimeType")]
    assert [(spec.get("URL"), spec.get("CheckSum")) for spec in specs] == [
        (file["name"], file["sha256"]) for file in ticket["files"]
    ]
    (control,) = root.iter(f"{{{NAMESPACE}}}ColorantControl")
    assert control.get("ColorantParams").split() == ["Cyan", "Magenta", "Yellow", "Black"]
    (layout,) = root.iter(f"{{{NAMESPACE}}}LayoutIntent")
    assert float(layout.get("Dimensions").split()[0]) == pytest.approx(ticket["trim_mm"][0] * 72 / 25.4, abs=0.01)


@pytest.mark.skipif(not renderer(), reason="no renderer of plates on this machine")
def test_command_writes_a_page_to_look_at(good, tmp_path, capsys):
    press = tmp_path / "2346" / "press"
    press.mkdir(parents=True)
    (press / "2346.pdf").write_bytes(Path(good["x1a"]).read_bytes())
    assert run_command(["plates", "2346", "-o", str(tmp_path), "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    folder = tmp_path / "plates" / "2346"
    page = (folder / "index.html").read_text("utf-8")
    assert "2346-01" in out and "墨量图" in page
    for name in re.findall(r'src="([^"]+)"', page):
        assert (folder / name).is_file()
    assert (folder / "2346-01.ppf").is_file()
    assert run_command(["plates", "2347", "-o", str(tmp_path), "--lang", "zh"]) == 1
    assert "先运行" in capsys.readouterr().err
