"""One way to break a good press file for each check, such that nothing else about it is wrong."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import data_faults as faults
import pikepdf
from data_faults import image
from pikepdf import Array, Dictionary, Name, Pdf

from layout.export.pdf import PressSettings
from layout.preflight import Expected


@dataclass(frozen=True)
class Breakage:
    """How a file is broken: in its objects, its bytes, or by what is known of it; `plates` alone show some faults."""

    change: Callable[[Pdf], None] = lambda pdf: None
    base: str = "x1a"
    save: dict[str, Any] = field(default_factory=dict)
    edit: Callable[[bytes], bytes] = lambda data: data
    settings: PressSettings = field(default_factory=PressSettings)
    expected: Expected = field(default_factory=Expected)
    severity: str = "error"
    plates: bool = False


def break_file(good: dict[str, Path], breakage: Breakage, to: Path) -> Path:
    """Write the broken file."""
    with pikepdf.open(good[breakage.base]) as pdf:
        version = pdf.pdf_version
        breakage.change(pdf)
        how: dict[str, Any] = {
            "object_stream_mode": pikepdf.ObjectStreamMode.disable, "force_version": version,
            "stream_decode_level": pikepdf.StreamDecodeLevel.none, "deterministic_id": True, "compress_streams": False,
        }  # fmt: skip
        how |= breakage.save
        out = BytesIO()
        pdf.save(out, **{key: value for key, value in how.items() if value is not None})
    to.write_bytes(breakage.edit(out.getvalue()))
    return to


def paint(operators: str) -> Callable[[Pdf], None]:
    """Return a change that paints something more on the first page; coordinates are the trim's, y upwards."""

    def change(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(f"\nq {operators} Q\n".encode())

    return change


def first_font(pdf: Pdf) -> Any:
    return pdf.pages[0].Resources.Font["/F1"]


def descriptor(pdf: Pdf) -> Any:
    return first_font(pdf).DescendantFonts[0].FontDescriptor


def info(key: str, value: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        if value is None:
            del pdf.docinfo[key]
        else:
            pdf.docinfo[key] = value

    return change


def type_of(size: float, colour: str, state: str, glyph: int | None = None) -> Callable[[Pdf], None]:
    """Paint one character of the first font that the page uses already, in the white middle of the page."""

    def change(pdf: Pdf) -> None:
        font = first_font(pdf)
        code = glyph
        if code is None:
            table = bytes(font.ToUnicode.read_bytes())
            code = int(table.split(b"beginbfchar\n<")[1][:4], 16)
        paint(f"{state} gs {colour} BT /F1 {size} Tf 1 0 0 1 500 500 Tm <{code:04X}> Tj ET")(pdf)

    return change


def lzw(pdf: Pdf) -> None:
    pdf.Root.Piece = pdf.make_stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", Filter=Name.LZWDecode)


def note(pdf: Pdf) -> None:
    made = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[200, 200, 220, 220], Contents="?")
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(made)])


def attachment(pdf: Pdf) -> None:
    pdf.attachments["note.txt"] = pikepdf.AttachedFileSpec(pdf, b"text", filename="note.txt")


def state(name: str = "GX", **entries: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].Resources.ExtGState[f"/{name}"] = Dictionary(Type=Name.ExtGState, **entries)

    return change


def alternate(pdf: Pdf) -> None:
    other = Dictionary(Image=pdf.make_stream(b"\0", Width=1, Height=1), DefaultForPrinting=False)
    image(pdf).Alternates = Array([other])


def rgb_group(pdf: Pdf) -> None:
    pdf.pages[0].obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)


def layers(pdf: Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary(Order=Array([])))


def box(name: str, left: float, low: float, right: float, high: float) -> Callable[[Pdf], None]:
    """Give the first page a box, sides relative to its trim's."""

    def change(pdf: Pdf) -> None:
        x0, y0, x1, y1 = (float(side) for side in pdf.pages[0].obj.TrimBox)
        pdf.pages[0].obj[f"/{name}"] = Array([x0 + left, y0 + low, x1 + right, y1 + high])

    return change


def rotate(pdf: Pdf) -> None:
    pdf.pages[0].obj.Rotate = 90


def empty(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"")


def second_intent(pdf: Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def intent(key: str, value: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.Root.OutputIntents[0][key] = value

    return change


def rgb_profile(pdf: Pdf) -> None:
    from PIL import ImageCms

    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(data, N=3)


def separation(name: str, tint: float) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0.5, 0], N=1)
        space = Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, function])
        pdf.pages[0].Resources.ColorSpace = Dictionary(SP=space)
        paint(f"/GK gs /SP cs {tint} scn 500 500 40 40 re f")(pdf)

    return change


def drop_program(pdf: Pdf) -> None:
    del descriptor(pdf)["/FontFile2"]


def false_widths(pdf: Pdf) -> None:
    first_font(pdf).DescendantFonts[0].DW = 900


def drop_to_unicode(pdf: Pdf) -> None:
    del first_font(pdf)["/ToUnicode"]


def restricted(pdf: Pdf) -> None:
    from fontTools.ttLib import TTFont
    from press_sheets import case

    stream = descriptor(pdf).FontFile2
    font = TTFont(BytesIO(bytes(stream.read_bytes())))
    table = TTFont(case().face("body").path)["OS/2"]
    table.fsType = 2
    font["OS/2"] = table
    out = BytesIO()
    font.save(out, reorderTables=None)
    stream.write(out.getvalue())


def courier(pdf: Pdf) -> None:
    first_font(pdf).BaseFont = Name("/AAAAAA+Courier")


def new_image(pdf: Pdf, side: float, **entries: object) -> None:
    data = entries.pop("data", None)
    width, height = int(entries["Width"]), int(entries["Height"])  # type: ignore[call-overload]
    content = data if isinstance(data, bytes) else b"\x80" * (width * height * 4)
    stream = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Image, **entries)
    pdf.pages[0].Resources.XObject["/IX"] = stream
    paint(f"/GK gs 0 0 0 1 k {side} 0 0 {side} 500 500 cm /IX Do")(pdf)


def coarse_line_art(pdf: Pdf) -> None:
    new_image(pdf, 72, Width=100, Height=100, BitsPerComponent=1, ImageMask=True, data=b"\xaa" * 1300)


def coarse_bits(pdf: Pdf) -> None:
    new_image(pdf, 72, Width=700, Height=700, BitsPerComponent=1, ColorSpace=Name.DeviceGray, data=b"\xaa" * 61600)


def rgb_image(pdf: Pdf) -> None:
    new_image(pdf, 72, Width=200, Height=200, BitsPerComponent=8, ColorSpace=Name.DeviceRGB)


def hard_jpeg(pdf: Pdf) -> None:
    from PIL import Image

    out = BytesIO()
    Image.new("CMYK", (200, 200), (60, 40, 40, 20)).save(out, "JPEG", quality=50)
    new_image(
        pdf, 72, Width=200, Height=200, BitsPerComponent=8, ColorSpace=Name.DeviceCMYK, Filter=Name.DCTDecode,
        Decode=[1, 0, 1, 0, 1, 0, 1, 0], data=out.getvalue(),
    )  # fmt: skip


WEAK = pikepdf.Encryption(owner="owner", user="", R=3, aes=False, metadata=False)

BREAKAGES: dict[str, list[Breakage]] = {
    "JT01": [Breakage(expected=Expected(sha256="0" * 64))],
    "PX01": [Breakage(save={"force_version": "1.7"}), Breakage(base="x4", save={"force_version": "1.7"})],
    "PX02": [
        Breakage(
            save={"object_stream_mode": pikepdf.ObjectStreamMode.generate, "force_version": None},
            edit=lambda data: data.replace(b"%PDF-1.5", b"%PDF-1.4", 1),
        )
    ],
    "PX03": [Breakage(edit=lambda data: data.replace(b"/ID [", b"/IX ["))],
    "PX04": [
        Breakage(save={"encryption": WEAK, "deterministic_id": None, "static_id": True, "stream_decode_level": None})
    ],
    "PX05": [
        Breakage(info("/GTS_PDFXVersion", "PDF/X-1a:2001")), Breakage(info("/GTS_PDFXConformance", "PDF/X-1a:2003")),
        Breakage(info("/GTS_PDFXVersion", None)),
    ],
    "PX06": [Breakage(lambda pdf: replace_xmp(pdf, b">PDF/X-4<", b">PDF/X-4p<"), base="x4")],
    "PX07": [
        Breakage(info("/Title", None)), Breakage(info("/ModDate", None)),
        Breakage(info("/Title", "another"), base="x4"),
        Breakage(lambda pdf: replace_xmp(pdf, b"<xmpMM:VersionID>1</xmpMM:VersionID>", b""), base="x4"),
        Breakage(info("/CreationDate", "D:20200101120000+08'00'"), base="x4"),
    ],
    "PX08": [Breakage(info("/Trapped", Name.Unknown)), Breakage(info("/Trapped", None))],
    "PX09": [Breakage(info("/Pages", 4), severity="warning")],
    "PX10": [Breakage(lzw)],
    "PX11": [
        Breakage(lambda pdf: setattr(pdf.Root, "OpenAction", Array([pdf.pages[0].obj, Name.Fit]))),
        Breakage(lambda pdf: setattr(pdf.Root, "AA", Dictionary(WC=Dictionary(S=Name.JavaScript, JS="1")))),
    ],
    "PX12": [Breakage(note)],
    "PX13": [Breakage(attachment), Breakage(lambda pdf: setattr(image(pdf), "OPI", Dictionary()))],
    "PX14": [Breakage(paint("12 34 wobble")), Breakage(paint("/Nowhere gs"))],
    "PX15": [Breakage(state(TR2=Name.Identity)), Breakage(state(TR=Name.Identity)), Breakage(state(HTP=Array([0, 0])))],
    "PX16": [Breakage(alternate)],
    "PX17": [
        Breakage(state(ca=0.5)), Breakage(state(BM=Name.Multiply)), Breakage(rgb_group), Breakage(rgb_group, base="x4"),
        Breakage(lambda pdf: setattr(image(pdf), "SMask", pdf.make_stream(b"\0", Width=1, Height=1))),
    ],
    "PX18": [Breakage(layers)],
    "BX01": [Breakage(box("ArtBox", 0, 0, 0, 0))],
    "BX02": [Breakage(box("BleedBox", 2, 2, -2, -2))],
    "BX03": [Breakage(box("CropBox", 0, 0, 0, 0))],
    "BX04": [
        Breakage(rotate), Breakage(lambda pdf: setattr(pdf.pages[0].obj, "UserUnit", 2)),
        Breakage(expected=Expected(trim=(1105.5, 1500.0))),
        Breakage(box("TrimBox", 0, 0, 0, -1), base="two"),
    ],
    "BX05": [Breakage(paint("/GK gs 0 0 0 .2 k 0 500 40 40 re f"), severity="warning")],
    "BX06": [Breakage(empty)],
    "BX07": [Breakage(base="two", settings=PressSettings(one_page_files=True))],
    "OI01": [Breakage(second_intent), Breakage(intent("/S", Name.GTS_PDFA1))],
    "OI02": [Breakage(intent("/OutputConditionIdentifier", ""))],
    "OI03": [Breakage(rgb_profile)],
    "OI04": [Breakage(intent("/OutputConditionIdentifier", "FOGRA39"), severity="warning")],
    "CO01": [
        Breakage(paint("/GK gs 1 0 0 rg 500 500 40 40 re f")),
        Breakage(type_of(20, "0 0 0 rg", "/GK")),
        Breakage(paint("/GK gs 1 0 0 RG 3 w 500 500 m 600 500 l S"), base="x4"),
    ],
    "CO02": [Breakage(separation("PANTONE#20185", 0.8))],
    "CO03": [Breakage(separation("All", 0.1), severity="warning")],
    "CO04": [Breakage(expected=Expected(colours={1: "K"}))],
    "FO01": [Breakage(drop_program)],
    "FO02": [Breakage(type_of(20, "0 0 0 1 k", "/GO", glyph=0))],
    "FO03": [Breakage(false_widths)],
    "FO04": [Breakage(drop_to_unicode, severity="warning")],
    "FO05": [Breakage(restricted)],
    "FO06": [Breakage(courier, severity="warning")],
    "BK01": [Breakage(type_of(20, ".2 0 0 1 k", "/GK")), Breakage(type_of(20, ".7 .6 .6 .3 k", "/GK"))],
    "BK02": [Breakage(type_of(9, "0 0 0 1 k", "/GK"))],
    "BK03": [
        Breakage(paint("/GK gs 0 0 0 1 K 1 w 500 500 m 600 500 l S"), severity="warning"),
        Breakage(paint("/GK gs 0 0 0 1 k 500 500 80 1 re f"), severity="warning"),
    ],
    "BK04": [Breakage(type_of(20, "0 g", "/GK"), severity="warning")],
    "BK05": [
        Breakage(type_of(20, "0 0 0 0 k", "/GO")),
        Breakage(paint("/GO gs 0 0 0 0 k 500 500 40 40 re f"), severity="warning"),
    ],
    "BK06": [Breakage(paint("/GK gs .5 .5 0 1 k 500 500 40 40 re f"), severity="warning")],
    "BK07": [Breakage(type_of(5, "0 0 0 0 k", "/GK"), severity="warning")],
    "BK08": [Breakage(type_of(9, "0 1 1 0 k", "/GK"), severity="warning")],
    "LW01": [
        Breakage(paint("/GO gs 0 0 0 1 K .1 w 500 500 m 600 500 l S"), severity="warning"),
        Breakage(paint("/GK gs 0 1 1 0 K .5 w 500 500 m 600 500 l S"), severity="warning"),
        Breakage(paint("/GK gs 0 0 0 0 k 500 500 80 .3 re f"), severity="warning"),
        Breakage(paint("/GO gs 0 0 0 1 K .01 0 0 .01 0 0 cm 10 w 50000 50000 m 60000 50000 l S"), severity="warning"),
        Breakage(paint("/GO gs 0 0 0 1 K 0 .01 -.01 0 600 500 cm 10 w 0 0 m 9000 0 l S"), severity="warning"),
    ],
    "IM01": [
        Breakage(faults.coarse_tile),
        Breakage(paint("/GK gs 600 0 0 400 300 500 cm /I1 Do")),
        Breakage(paint("/GK gs 400 0 0 286 300 500 cm /I1 Do"), severity="warning"),
        Breakage(paint("/GK gs 80 0 0 57 300 500 cm /I1 Do"), severity="warning"),
    ],
    "IM02": [Breakage(coarse_line_art), Breakage(coarse_bits, severity="warning")],
    "IM03": [Breakage(rgb_image)],
    "IM04": [Breakage(hard_jpeg, severity="warning")],
    "TA01": [
        Breakage(paint("/GK gs .7 .7 .6 .6 k 500 500 2 3 re f")), Breakage(faults.uncoloured(".8 .8 .9 0", 3)),
        Breakage(faults.placed(faults.indexed)), Breakage(faults.placed(faults.deep), base="x4"),
    ],
    "TA02": [Breakage(paint("/GK gs .8 .8 .7 0 k 500 500 40 40 re f"), severity="warning")],
    "TA03": [Breakage(paint("/GK gs 0 0 0 .01 k 500 500 40 40 re f"), severity="warning")],
    "DA01": [
        Breakage(faults.photograph_data(lambda data: data[: len(data) // 2])),
        Breakage(faults.photograph_data(lambda data: data[: len(data) // 2] + bytes(len(data) // 2))),
        Breakage(faults.photograph_data(lambda data: data[:-2000])),
        Breakage(faults.photograph_data(lambda data: data[:-700] + bytes(400) + data[-300:])),
        Breakage(faults.other_jpeg("RGB")), Breakage(faults.other_jpeg("L")),
        Breakage(faults.short(8, Name.DeviceCMYK, 0.5)), Breakage(faults.short(8, Name.DeviceGray, 0.9)),
        Breakage(faults.short(8, Name.DeviceCMYK, 0.2, packed=False)), Breakage(faults.short(8, Name.DeviceGray, 0.0)),
    ],
    "DA02": [
        Breakage(faults.profile(lambda data: data[: len(data) // 2])),
        Breakage(faults.profile(lambda data: data[:200])),
        Breakage(faults.profile(lambda data: data[:-1000]), base="x4"),
        Breakage(faults.loose_profile(b"no profile at all" * 20, 4)), Breakage(faults.loose_profile(b"", 3)),
    ],
    "DA03": [
        Breakage(faults.program(lambda data: data[:100])), Breakage(faults.program(lambda data: b"")),
        Breakage(faults.program(lambda data: bytes(len(data)))), Breakage(faults.bare_cff(b"\1\0\4\1garbage" * 9)),
    ],
    "DA04": [
        Breakage(faults.loose_stream(zlib.compress(bytes(range(256)) * 40)[:-30])),
        Breakage(faults.loose_stream(b"this was never packed")),
        Breakage(faults.loose_stream(zlib.compress(b"checksum" * 99)[:-1] + b"?")),
    ],
    "CO05": [
        Breakage(faults.resource("ColorSpace", "DefaultCMYK", faults.cmyk_default)),
        Breakage(faults.resource("ColorSpace", "DefaultRGB", faults.rgb_profile)),
        Breakage(faults.resource("ColorSpace", "DefaultGray", faults.calibrated("CalGray"))),
        Breakage(faults.resource("Font", "T3", faults.type3(b"1 0 0 rg"))),
        Breakage(faults.resource("Pattern", "T", faults.tile(b"0 1 0 rg 0 0 9 9 re f"))),
        Breakage(faults.resource("XObject", "FX", faults.form(b"0 0 1 RG 0 0 m 9 9 l S"))),
        Breakage(faults.resource("Shading", "SX", faults.shading(Name.DeviceRGB))),
        Breakage(faults.resource("ColorSpace", "Lab", faults.calibrated("Lab"))),
        Breakage(faults.resource("ColorSpace", "Cal", faults.calibrated("CalRGB")), base="x4"),
    ],
    "PX19": [
        Breakage(faults.placed(faults.deep_light)), Breakage(faults.resource("XObject", "PX", faults.deep_gray)),
    ],
    "PL01": [
        Breakage(faults.painted("/GK gs /SX sh", faults.resource("Shading", "SX", faults.mesh)), plates=True),
        Breakage(
            faults.painted("", state(OP=True, op=True, OPM=0, name="GQ"), faults.process_inks),
            plates=True,
        ),
        Breakage(
            faults.painted(
                "/GK gs 500 500 40 40 re W n /FX Do",
                faults.resource("XObject", "FX", faults.form(b"/SX sh")), faults.nested("FX", faults.mesh),
            ),
            plates=True,
        ),
    ],
    "PL02": [
        Breakage(paint("/GK gs 0 0 0 0 k 0 0 1200 1600 re f"), plates=True),
        Breakage(paint("/GK gs 1 g 100 100 1000 1400 re f"), plates=True),
        Breakage(faults.white_picture, plates=True),
    ],
    "LW02": [
        Breakage(paint("/GK gs 0 0 0 .5 K .25 w 500 500 m 600 500 l S"), severity="warning"),
        Breakage(paint("/GK gs 0 0 0 .4 k 500 500 80 .3 re f"), severity="warning"),
        Breakage(paint("/GK gs 0 .5 0 0 K .4 w 500 500 m 600 500 l S"), severity="warning"),
    ],
    "BK09": [
        Breakage(type_of(5, "0 0 0 .3 k", "/GK"), severity="warning"),
        Breakage(type_of(6.5, "0 0 0 .7 k", "/GK"), severity="warning"),
        Breakage(type_of(5, ".5 0 0 0 k", "/GK"), severity="warning"),
    ],
}  # fmt: skip


def replace_xmp(pdf: Pdf, old: bytes, new: bytes) -> None:
    data = bytes(pdf.Root.Metadata.read_bytes())
    assert old in data
    pdf.Root.Metadata = pdf.make_stream(data.replace(old, new), Type=Name.Metadata, Subtype=Name.XML)
