"""PDF artwork: whatever it holds is brought to what a press file may hold, and said; how it arrives there."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from layout.diagnostics import Severity
from layout.export.pdf.settings import house_profile
from layout.picture import Terms, graft, placement
from layout.picture import pdf_artwork as take_in
from layout.picture.advert.survey import PRINTABLE, survey
from layout.picture.svg.colour import Separation

FONT_FILE = Path(__file__).resolve().parents[2] / "fonts" / "NotoSansSC-700.ttf"


def art(path, content=b"0 1 1 0 k 0 0 100 50 re f", resources=None, *, pages=1, **page_keys):
    """Write a PDF of 100 x 50 pt."""
    pdf = pikepdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(100, 50))
        page.Contents = pdf.make_stream(content)
        if resources is not None:
            page.Resources = resources(pdf)
        for key, value in page_keys.items():
            page[f"/{key}"] = value
    pdf.save(path)
    return path


def pdf_artwork(path, **terms):
    """Take artwork in on the terms of the house's press."""
    wanted = Terms(Separation(house_profile().read_bytes(), 240), **terms)
    return take_in(Path(path), wanted, Path(path).parent / "kept")


def codes(made):
    return [remark.code for remark in made.remarks]


def dictionary(**entries):
    return pikepdf.Dictionary(**entries)


def image(pdf, space="/DeviceRGB", **more):
    stream = pdf.make_stream(b"\0\0\0")
    for key, value in {"Type": "/XObject", "Subtype": "/Image", "Width": 1, "Height": 1, "BitsPerComponent": 8}.items():
        stream[f"/{key}"] = pikepdf.Name(value) if isinstance(value, str) else value
    stream.ColorSpace = pikepdf.Name(space) if isinstance(space, str) else space
    for key, value in more.items():
        stream[f"/{key}"] = value
    return stream


def form(pdf, content=b"1 0 0 rg 0 0 9 9 re f", **more):
    stream = pdf.make_stream(content)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    stream.BBox = pikepdf.Array([0, 0, 100, 50])
    for key, value in more.items():
        stream[f"/{key}"] = value
    return stream


def test_clean_artwork_is_taken(tmp_path):
    made = pdf_artwork(art(tmp_path / "a.pdf", TrimBox=pikepdf.Array([5, 5, 95, 45])))
    assert codes(made) == [] and made.value.box == (5, 5, 95, 45) and made.value.spots == ()


def test_spot_colours_are_named(tmp_path):
    def resources(pdf):
        tint = pdf.make_stream(b"{dup 0 mul exch dup 0.5 mul exch dup 1 mul exch 0 mul}")
        tint.FunctionType, tint.Domain = 4, pikepdf.Array([0, 1])
        tint.Range = pikepdf.Array([0, 1] * 4)
        spot = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name("/报纸红"), pikepdf.Name.DeviceCMYK, tint])
        return dictionary(ColorSpace=dictionary(S=spot))

    made = pdf_artwork(art(tmp_path / "a.pdf", b"/S cs 1 scn 0 0 9 9 re f", resources), spots=frozenset({"报纸红"}))
    assert made.value.spots == ("报纸红",) and codes(made) == []


def rgb_in_form(pdf):
    return dictionary(XObject=dictionary(F=form(pdf)))


def rgb_image(pdf):
    return dictionary(XObject=dictionary(I=image(pdf)))


def icc_image(pdf):
    profile = pdf.make_stream(b"x")
    profile.N = 4
    return dictionary(XObject=dictionary(I=image(pdf, pikepdf.Array([pikepdf.Name.ICCBased, profile]))))


def indexed_rgb(pdf):
    space = pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 0, pikepdf.String(b"\0\0\0")])
    return dictionary(XObject=dictionary(I=image(pdf, space)))


def rgb_shading(pdf):
    return dictionary(Shading=dictionary(S=dictionary(ShadingType=2, ColorSpace=pikepdf.Name.DeviceRGB)))


def rgb_pattern(pdf):
    pattern = form(pdf)
    pattern.PatternType = 1
    return dictionary(Pattern=dictionary(P=pattern))


def standard_font(pdf):
    font = dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    return dictionary(Font=dictionary(F=font))


def open_type0(pdf):
    inner = dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=pikepdf.Name("/STSong"),
        FontDescriptor=dictionary(Type=pikepdf.Name.FontDescriptor),
    )  # fmt: skip
    outer = dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name("/STSong"),
        DescendantFonts=pikepdf.Array([inner]),
    )  # fmt: skip
    return dictionary(Font=dictionary(F=outer))


def half_opaque(pdf):
    return dictionary(ExtGState=dictionary(G=dictionary(ca=0.5)))


def multiply(pdf):
    return dictionary(ExtGState=dictionary(G=dictionary(BM=pikepdf.Name.Multiply)))


def soft_mask(pdf):
    return dictionary(XObject=dictionary(I=image(pdf, "/DeviceGray", SMask=image(pdf, "/DeviceGray"))))


def group_in_form(pdf):
    group = dictionary(S=pikepdf.Name.Transparency)
    return dictionary(XObject=dictionary(F=form(pdf, b"0 g", Group=group)))


def layers(pdf):
    return dictionary(Properties=dictionary(L=dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("草稿"))))


@pytest.mark.parametrize(
    ("resources", "code", "named"),
    [
        (rgb_in_form, "G052", "DeviceRGB"), (rgb_image, "G052", "DeviceRGB"), (icc_image, "G052", "ICCBased"),
        (indexed_rgb, "G052", "Indexed"), (rgb_shading, "G052", "DeviceRGB"), (rgb_pattern, "G052", "DeviceRGB"),
        (standard_font, "G053", "Helvetica"), (open_type0, "G053", "STSong"), (half_opaque, "G054", "ca"),
        (multiply, "G054", "Multiply"), (soft_mask, "G054", "SMask"), (group_in_form, "G054", "Group"),
        (layers, "G056", "草稿"),
    ],
)  # fmt: skip
def test_what_a_press_file_may_not_hold_is_converted_wherever_it_hides(tmp_path, resources, code, named):
    made = pdf_artwork(art(tmp_path / "a.pdf", resources=resources))
    assert made.value is not None and all(remark.severity is not Severity.ERROR for remark in made.remarks)
    told = [remark for remark in made.remarks if remark.code in (code, "G059")]
    assert told and any(named in str(remark.args) or remark.code == "G059" for remark in told)
    with pikepdf.open(made.value.path) as pdf:
        found = survey(pdf.pages[0].obj)
    assert not found.spaces - PRINTABLE and not found.fonts and not found.see_through and not found.layers


@pytest.mark.parametrize(
    "content", [b"1 0 0 RG 0 0 m 9 9 l S", b"/DeviceRGB cs 1 0 0 sc", b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID \0\0\0 EI"]
)
def test_rgb_operators_are_found(tmp_path, content):
    made = pdf_artwork(art(tmp_path / "a.pdf", content))
    assert made.value is not None and set(codes(made)) <= {"G052", "G059", "G066"} and codes(made)
    with pikepdf.open(made.value.path) as pdf:
        assert not survey(pdf.pages[0].obj).spaces - PRINTABLE


def test_files_that_cannot_be_used(tmp_path):
    assert codes(pdf_artwork(tmp_path / "none.pdf")) == ["G001"]
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 and nothing")
    bad = pdf_artwork(tmp_path / "bad.pdf")
    assert codes(bad) == ["G050"] and str(tmp_path) not in str(bad.remarks[0].args)
    two = pdf_artwork(art(tmp_path / "two.pdf", pages=2))
    assert codes(two) == ["G051"] and dict(two.remarks[0].args) == {"pages": 2} and two.value is not None
    with pikepdf.open(art(tmp_path / "a.pdf")) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
        pdf.save(tmp_path / "guarded.pdf", encryption=pikepdf.Encryption(owner="a", user=""))
    assert codes(pdf_artwork(tmp_path / "locked.pdf")) == ["G055"]
    assert codes(pdf_artwork(tmp_path / "guarded.pdf")) == [], "only its owner's rights are guarded"
    assert codes(pdf_artwork(art(tmp_path / "flat.pdf", MediaBox=pikepdf.Array([0, 0, 0, 50])))) == ["G050"]


class Shelf:
    """Takes grafted objects as a press file would and writes a file around them."""

    def __init__(self):
        self.objects = []

    def add(self, entries):
        self.objects.append(b"<< " + b" ".join(f"/{k} {v}".encode("latin-1") for k, v in entries.items()) + b" >>")
        return f"{len(self.objects) + 3} 0 R"

    def stream(self, content, entries, level=-1, *, filtered=False):
        assert filtered
        reference = self.add({**entries, "Length": len(content)})
        self.objects[-1] += b"\nstream\n" + content + b"\nendstream"
        return reference

    def page(self, content, reference):
        body = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b""]
        body += self.objects
        body[2] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents {len(body) + 1} 0 R "
            f"/Resources << /XObject << /A {reference} >> >> >>"
        ).encode()
        body.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        out = b"%PDF-1.4\n"
        places = []
        for number, data in enumerate(body, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(body) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(body) + 1, start)


QUARTERS = b"0 0 0 1 k 0 0 50 25 re f 0 1 1 0 k 50 25 50 25 re f /I Do q 10 0 0 10 0 40 cm /I Do Q"


def black_image(pdf):
    return dictionary(XObject=dictionary(I=image(pdf, "/DeviceGray")))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_grafted_artwork_shows_what_it_showed(tmp_path, rotate):
    import numpy as np
    import pypdfium2

    path = art(tmp_path / "a.pdf", QUARTERS, black_image, Rotate=rotate)
    made = pdf_artwork(path)
    shelf = Shelf()
    reference = graft(made.value, shelf)
    matrix = placement(made.value, 20, 40, 160, 160)
    content = b"q %s cm /A Do Q" % " ".join(f"{part:.4f}" for part in matrix).encode()
    data = shelf.page(content, reference)
    placed = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("L")
    own = pypdfium2.PdfDocument(path)[0].render(scale=1.6).to_pil().convert("L")
    width, height = own.size
    left, top = round(20 + (160 - width) / 2), round(200 - 40 - 160 + (160 - height) / 2)
    part = placed.crop((left, top, left + width, top + height))
    difference = np.abs(np.asarray(part, int) - np.asarray(own, int))
    assert (difference > 40).mean() < 0.03
    outside = np.asarray(placed).copy()
    outside[max(top - 1, 0) : top + height + 1, left - 1 : left + width + 1] = 255
    assert outside.min() == 255, "nothing outside the place it was given"


def test_an_object_used_twice_is_copied_once(tmp_path):
    def resources(pdf):
        picture = pdf.make_indirect(image(pdf, "/DeviceGray"))
        return dictionary(XObject=dictionary(A=picture, B=picture))

    shelf = Shelf()
    graft(pdf_artwork(art(tmp_path / "a.pdf", b"/A Do /B Do", resources)).value, shelf)
    assert sum(b"/Subtype /Image" in thing for thing in shelf.objects) == 1


def test_embedded_fonts_come_along(tmp_path):
    if not FONT_FILE.is_file():
        pytest.skip("the fonts are not installed")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("advert", str(FONT_FILE)))
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(100, 50), initialFontName="advert")
    canvas.setFillColorCMYK(0, 0, 0, 1)
    canvas.setFont("advert", 20)
    canvas.drawString(5, 10, "广告")
    canvas.save()
    made = pdf_artwork(tmp_path / "a.pdf")
    assert codes(made) == []
    shelf = Shelf()
    data = shelf.page(b"q 1 0 0 1 0 0 cm /A Do Q", graft(made.value, shelf))
    import pypdfium2

    assert "广告" in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
