"""What the check says of pictures: at the line that names them, by their name; and what it passes is built."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from layout.desk.build import adverts
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build, check
from layout.desk.house import House
from layout.diagnostics import Severity

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def specimen(tmp_path):
    """Return a house with issue 9999, the drawing of whose story a2 a test replaces, and a check of it."""
    (tmp_path / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    shutil.copytree(ROOT / "issues" / "9999", tmp_path / "issues" / "9999")
    house = House(tmp_path)

    def run(name, written):
        story = house.issue(9999) / "a2.md"
        story.write_text(story.read_text("utf-8").replace("photos/galley.svg", f"photos/{name}"), "utf-8")
        written(house.issue(9999) / "photos" / name)
        return check(Order(house, 9999, house.output, mend=False), in_silence)

    return run


def found(checked, code):
    return next((remark for remark in checked.remarks if remark.code == code), None)


def line(checked, remark):
    place = checked.sources.place(remark.at)
    return place.file, checked.sources.line(place)


def page(content, image=None):
    def write(path):
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(320, 112))
            pdf.pages[0].Contents = pdf.make_stream(content)
            if image is not None:
                stream = pdf.make_stream(image)
                stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
                stream.Width, stream.Height, stream.BitsPerComponent = 10, 10, 8
                stream.ColorSpace = pikepdf.Name.DeviceCMYK
                pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=stream))
            pdf.save(path)

    return write


def test_advert_s_steps_stand_at_its_line_with_its_name(specimen):
    checked = specimen("ad.pdf", page(b"1 0 0 rg 0 0 100 100 re f"))
    note = found(checked, "G052")
    assert dict(note.args)["picture"] == "photos/ad.pdf" and note.severity is Severity.NOTE
    file, text = line(checked, note)
    assert file.endswith("a2.md") and "photos/ad.pdf" in text


def test_advert_too_coarse_for_its_place_is_told_by_the_check(specimen):
    checked = specimen("ad.pdf", page(b"320 0 0 112 0 0 cm /I Do", bytes([0, 0, 0, 90]) * 100))
    coarse = found(checked, "IM01")
    assert coarse.severity is Severity.ERROR and dict(coarse.args)["picture"] == "photos/ad.pdf"
    assert line(checked, coarse)[0].endswith("a2.md")


def test_an_advert_that_stays_is_looked_at_once_and_another_of_its_name_anew(specimen):
    """The window checks at every change of a page: what is known of the very same file is not counted again."""
    coarse, fine = (page(content, bytes([0, 0, 0, 90]) * 100) for content in (b"320 0 0 112 0 0 cm /I Do", b""))
    first = specimen("ad.pdf", coarse)
    known = set(adverts._looked_at)
    again = specimen("ad.pdf", coarse)
    assert known == set(adverts._looked_at) and found(again, "IM01") == found(first, "IM01") is not None
    assert found(specimen("ad.pdf", fine), "IM01") is None
    assert known < set(adverts._looked_at)
    assert found(specimen("ad.pdf", coarse), "IM01") == found(first, "IM01")


def test_broken_advert_is_told_by_the_check(specimen):
    checked = specimen("ad.pdf", lambda path: path.write_bytes(b"%PDF-1.4 nothing"))
    assert found(checked, "G050").severity is Severity.ERROR


def test_cut_off_photograph_is_told_by_the_check(specimen):
    def write(path):
        noise = np.random.default_rng(0).integers(0, 255, (300, 450, 3), dtype=np.uint8)
        Image.fromarray(noise).resize((900, 600)).save(path)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    damage = found(specimen("a.jpg", write), "G019")
    assert damage.severity is Severity.WARNING and 30 < dict(damage.args)["percent"] < 70


def test_what_the_check_passes_the_build_takes(specimen):
    checked = specimen("a.gif", lambda path: Image.linear_gradient("L").resize((1600, 560)).save(path))
    assert not [remark for remark in checked.remarks if remark.severity is Severity.ERROR]
    built = build(Order(checked.order.house, 9999, checked.order.output, ("press",), mend=False), in_silence)
    assert built.written.files
