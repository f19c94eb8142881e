"""Adverts taken in: colours, spots, notes, transparency, type; each step told, and looked at where it shows."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest

from layout.diagnostics import Severity
from layout.export.pdf.settings import house_profile
from layout.picture import Terms, pdf_artwork
from layout.picture.svg.colour import Separation


@pytest.fixture
def take(tmp_path):
    """Take in a page of 100 x 50 pt with some content; returns the result and the page's content afterwards."""

    def run(content, resources=None, after=None, **terms):
        path = tmp_path / "a.pdf"
        with pikepdf.new() as pdf:
            page = pdf.add_blank_page(page_size=(100, 50))
            page.Contents = pdf.make_stream(content)
            if resources is not None:
                page.Resources = resources(pdf)
            if after is not None:
                after(pdf, page)
            pdf.save(path, static_id=True)  # the same page is the same bytes, in whichever second it is written
        wanted = Terms(Separation(house_profile().read_bytes(), 240), **terms)
        made = pdf_artwork(path, wanted, tmp_path / "kept")
        if made.value is None:
            return made, b""
        with pikepdf.open(made.value.path) as pdf:
            content = pdf.pages[0].Contents.read_bytes()
        return made, content

    return run


def codes(made):
    return [remark.code for remark in made.remarks]


def fills(content):
    return [tuple(map(float, found.split())) for found in re.findall(rb"((?:[\d.]+ ){4})k\b", content)]


def test_rgb_becomes_ink_and_black_stays_on_its_plate(take):
    made, content = take(b"0 0 0 rg 0 0 9 9 re f 1 0 0 rg 9 9 9 9 re f 0.5 0.5 0.5 RG 0 0 m 9 9 l S")
    assert codes(made) == ["G052"]
    black, red = fills(content)
    assert black == (0, 0, 0, 1) and red[1] > 0.7 and red[2] > 0.7 and red[0] < 0.1
    assert re.search(rb"0 0 0 0?\.\d+ K", content), "gray is black ink alone"


@pytest.mark.parametrize(
    "space",
    [
        lambda pdf: pikepdf.Array([pikepdf.Name.CalRGB, pikepdf.Dictionary(WhitePoint=[0.95, 1, 1.09])]),
        lambda pdf: pikepdf.Array([
            pikepdf.Name.Lab, pikepdf.Dictionary(WhitePoint=[0.9642, 1, 0.8249], Range=[-128, 127, -128, 127])
        ]),
    ],
)  # fmt: skip
def test_cie_colours_become_ink(take, space):
    parts = b"1 0 0" if "Cal" in str(space(None)[0]) else b"54 80 67"
    made, content = take(
        b"/S cs " + parts + b" scn 0 0 9 9 re f",
        lambda pdf: pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(S=space(pdf))),
    )
    assert codes(made) == ["G052"]
    assert fills(content)[-1][1] > 0.6 and fills(content)[-1][2] > 0.6 and fills(content)[-1][0] < 0.15


def spot(pdf):
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.9, 0.8, 0], N=1)
    space = [pikepdf.Name.Separation, pikepdf.Name("/PANTONE 185 C"), pikepdf.Name.DeviceCMYK, tint]
    return pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(S=pikepdf.Array(space)))


def test_spots_go_through_their_own_tint_or_are_kept_where_the_shop_runs_them(take):
    made, content = take(b"/S cs 0.5 scn 0 0 9 9 re f", spot)
    assert codes(made) == ["G058"] and fills(content)[-1] == (0, 0.45, 0.4, 0)
    made, content = take(b"/S cs 0.5 scn 0 0 9 9 re f", spot, spots=frozenset({"PANTONE 185 C"}))
    assert codes(made) == [] and made.value.spots == ("PANTONE 185 C",) and b"0.5 scn" in content


def test_ink_over_the_limit_gives_way_and_black_stays(take):
    made, content = take(b"1 1 1 0.9 k 0 0 9 9 re f")
    (inks,) = fills(content)
    assert codes(made) == ["G060"] and sum(inks) == pytest.approx(2.4, abs=0.002) and inks[3] == 0.9


def test_notes_become_part_of_the_page(take):
    def note(pdf, page):
        look = pdf.make_stream(b"0 0 0 1 k 0 0 40 20 re f")
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        look.BBox = pikepdf.Array([0, 0, 40, 20])
        page.Annots = pikepdf.Array([
            pdf.make_indirect(pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[10, 10, 50, 30], F=4,
                AP=pikepdf.Dictionary(N=look),
            ))
        ])  # fmt: skip

    made, _ = take(b"", after=note)
    assert codes(made) == ["G057"]
    shown = pypdfium2.PdfDocument(str(made.value.path))[0].render(scale=1, draw_annots=False).to_numpy()
    assert shown[30, 30].max() < 60


def test_transparency_is_flattened_for_x1a_and_kept_for_x4(take):
    def see_through(pdf):
        return pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(A=pikepdf.Dictionary(ca=0.5)))

    content = b"0 0 0 1 k 0 0 50 50 re f /A gs 0 1 1 0 k 25 0 50 50 re f"
    made, _ = take(content, see_through)
    assert codes(made) == ["G054", "G059"] and dict(made.remarks[1].args)["dpi"] == 600
    with pikepdf.open(made.value.path) as pdf:
        image = pdf.pages[0].Resources.XObject.I
        inks = np.frombuffer(image.read_bytes(), np.uint8).reshape(image.Height, image.Width, 4)
    height, width = inks.shape[:2]
    assert tuple(inks[height // 2, width // 8]) == (0, 0, 0, 255), "black is black ink alone"
    assert 60 < inks[height // 2, width * 5 // 8, 1] < 200, "half of the red on paper"
    kept, after = take(content, see_through, transparency=True)
    assert codes(kept) == [] and b"/A gs" in after


def test_black_type_of_a_drawn_page_is_apart_at_1200(take):
    def with_type(pdf):
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        return pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))

    made, content = take(b"0.9 0.9 0.2 rg 0 0 100 50 re f 0 g BT /F 30 Tf 5 12 Td (Sale) Tj ET", with_type)
    assert codes(made) == ["G053", "G059"] and made.remarks[0].severity is Severity.WARNING
    assert dict(made.remarks[1].args)["type"] == 1200 and b"0 0 0 1 k" in content
    shown = pypdfium2.PdfDocument(str(made.value.path))[0].render(scale=2).to_numpy()
    assert shown.min() < 60 and shown[4, 4].min() < 200


def test_gray_pages_get_black_alone(take):
    _, content = take(b"1 0 0 rg 0 0 9 9 re f", gray=True)
    (inks,) = fills(content)
    assert inks[:3] == (0, 0, 0) and 0.3 < inks[3] < 0.8


def test_what_was_taken_in_is_kept_and_bound_to_its_name(take, tmp_path):
    made, _ = take(b"1 0 0 rg 0 0 9 9 re f")
    before = made.value.path.stat().st_mtime_ns
    again, _ = take(b"1 0 0 rg 0 0 9 9 re f")
    assert again == made and again.value.path.stat().st_mtime_ns == before
    other, _ = take(b"0 1 0 rg 0 0 9 9 re f")
    Path(made.value.path).write_bytes(Path(other.value.path).read_bytes())
    _, content = take(b"1 0 0 rg 0 0 9 9 re f")
    assert fills(content)[-1][1] > 0.7, "an entry under another's name is made anew"


def test_broken_and_locked_files_are_refused(tmp_path):
    terms = Terms(Separation(house_profile().read_bytes(), 240))
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4\nnothing")
    made = pdf_artwork(tmp_path / "bad.pdf", terms, tmp_path / "kept")
    assert made.value is None and codes(made) == ["G050"]
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="a", owner="b"))
    assert codes(pdf_artwork(tmp_path / "locked.pdf", terms, tmp_path / "kept")) == ["G055"]


def of_pages(path, count, *, trim=None):
    """Write a PDF whose page n has a red bar n tenths of its width wide, 100 x 50 pt inside a MediaBox of 120 x 70."""
    with pikepdf.new() as pdf:
        for number in range(1, count + 1):
            page = pdf.add_blank_page(page_size=(120, 70))
            page.obj.TrimBox = pikepdf.Array(trim or [10, 10, 110, 60])
            page.Contents = pdf.make_stream(b"0 1 1 0 k 0 0 %d 70 re f" % (10 + 10 * number))
        pdf.save(path, static_id=True)
    return path


@pytest.mark.parametrize("page", [1, 2, 3])
def test_the_page_that_the_desk_names_is_taken(tmp_path, page):
    path = of_pages(tmp_path / "a.pdf", 3)
    terms = Terms(Separation(house_profile().read_bytes(), 240), page=page)
    made = pdf_artwork(path, terms, tmp_path / "kept")
    assert codes(made) == (["G051"] if page == 1 else []), "only a page that nobody chose is told"
    with pikepdf.open(made.value.path) as pdf:
        assert len(pdf.pages) == 1 and f"{10 + 10 * page} 70 re".encode() in pdf.pages[0].Contents.read_bytes()


def test_a_page_that_the_file_has_not_is_refused(tmp_path):
    path = of_pages(tmp_path / "a.pdf", 2)
    terms = Terms(Separation(house_profile().read_bytes(), 240), page=3)
    made = pdf_artwork(path, terms, tmp_path / "kept")
    assert made.value is None and codes(made) == ["G061"]


@pytest.mark.parametrize(
    ("trim", "told", "box"),
    [
        ([9, 9, 111, 61], [], (0.5, 0.5, 119.5, 69.5)),
        ([8, 8, 112, 62], ["G062"], (8, 8, 112, 62)),
    ],
)
def test_bleed_is_taken_where_it_is_there_and_told_where_not(tmp_path, trim, told, box):
    path = of_pages(tmp_path / "a.pdf", 1, trim=trim)
    bleed = 8.5
    terms = Terms(Separation(house_profile().read_bytes(), 240), bleed=bleed)
    made = pdf_artwork(path, terms, tmp_path / "kept")
    assert codes(made) == told and made.value.box == pytest.approx(box)


def test_a_page_that_shows_nothing_is_told(take):
    made, _ = take(b"1 1 1 rg 0 0 50 50 re f")
    assert codes(made)[-1] == "G066" and made.value is not None
    made, _ = take(b"0 0 0 1 k 0 0 0.2 50 re f")
    assert "G066" not in codes(made), "a hairline is something"


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [(0, 0, None), (1, 1, None), (2, 0, (0.7, 0)), (2, 2, (0.7, 0.7)), (8, 8, (2.8, 2.8)), (9, 9, None), (0, 20, None)],
)
def test_ink_that_stands_a_little_inside_its_page_is_told(take, left, right, told):
    frame = f"0 0 0 1 k {left} 0 1 50 re f {99 - right} 0 1 50 re f".encode()
    made, _ = take(frame)
    found = [tuple(dict(remark.args).values()) for remark in made.remarks if remark.code == "G067"]
    assert found == ([pytest.approx(told, abs=0.11)] if told else [])
    assert "G067" not in codes(take(frame, bleed=3)[0]), "a page that runs off the paper has no columns beside it"


@pytest.mark.parametrize("damage", ["xref", "cut"])
def test_what_was_repaired_is_told(tmp_path, damage):
    path = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 50))
        page.Contents = pdf.make_stream(b"0 0 0 1 k 0 0 50 50 re f")
        pdf.save(path)
    data = path.read_bytes()
    at = data.rindex(b"startxref")
    path.write_bytes(data[:at] + b"startxref\n99999\n%%EOF" if damage == "xref" else data[: at - 40])
    made = pdf_artwork(path, Terms(Separation(house_profile().read_bytes(), 240)), tmp_path / "kept")
    assert made.value is not None and codes(made)[0] == "G065" and made.remarks[0].severity is Severity.WARNING


def test_a_layer_that_is_for_the_screen_alone_does_not_print(take):
    def layer(pdf, page):
        usage = pikepdf.Dictionary(Print=pikepdf.Dictionary(PrintState=pikepdf.Name.OFF))
        group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="screen", Usage=usage))
        event = pikepdf.Dictionary(
            Event=pikepdf.Name.Print, OCGs=pikepdf.Array([group]), Category=pikepdf.Array([pikepdf.Name.Print])
        )
        order = pikepdf.Dictionary(ON=pikepdf.Array([group]), AS=pikepdf.Array([event]))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([group]), D=order)
        page.Resources = pikepdf.Dictionary(Properties=pikepdf.Dictionary(L=group))

    made, _ = take(b"0 0 0 1 k 0 0 40 50 re f /OC /L BDC 0 1 0 0 k 60 0 40 50 re f EMC", after=layer)
    picture = np.asarray(pypdfium2.PdfDocument(str(made.value.path))[0].render(scale=1).to_numpy())
    assert picture[25, 20].max() < 90 and picture[25, 80].min() > 250


def test_any_two_corners_make_a_box(take):
    def turned(pdf, page):
        page.MediaBox = pikepdf.Array([100, 50, 0, 0])

    made, _ = take(b"0 0 0 1 k 0 0 40 50 re f", after=turned)
    assert codes(made) == [] and made.value.box == (0, 0, 100, 50)
