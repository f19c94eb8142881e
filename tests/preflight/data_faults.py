"""Faults of a file's data, and of constructs that only rendered plates show: one of each, nothing else wrong."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

Change = Callable[[Pdf], None]


def image(pdf: Pdf) -> Any:
    return pdf.pages[0].Resources.XObject["/I1"]


def photograph_data(change: Callable[[bytes], bytes]) -> Change:
    def run(pdf: Pdf) -> None:
        stream = image(pdf)
        stream.write(change(bytes(stream.read_raw_bytes())), filter=Name.DCTDecode)

    return run


def other_jpeg(mode: str) -> Change:
    """Put a JPEG of other channels where a CMYK one is said to be."""

    def run(pdf: Pdf) -> None:
        stream, out = image(pdf), BytesIO()
        shade = Image.new(mode, (int(stream.Width), int(stream.Height)), 128 if mode == "L" else (120, 130, 140))
        shade.save(out, "JPEG", quality=95, subsampling=0)
        stream.write(out.getvalue(), filter=Name.DCTDecode)

    return run


def picture(pdf: Pdf, data: bytes, side: int, bits: int, space: Any, packed: bool = True) -> Any:
    stream = pdf.make_stream(zlib.compress(data) if packed else data)
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width = stream.Height = side
    stream.BitsPerComponent, stream.ColorSpace = bits, space
    if packed:
        stream.Filter = Name.FlateDecode
    return stream


def placed(make: Callable[[Pdf], Any], size: float = 3, at: tuple[int, int] = (500, 500)) -> Change:
    """Show a picture at a place of the first page."""

    def run(pdf: Pdf) -> None:
        pdf.pages[0].Resources.XObject["/PX"] = make(pdf)
        pdf.pages[0].contents_add(f"\nq /GK gs {size} 0 0 {size} {at[0]} {at[1]} cm /PX Do Q\n".encode())

    return run


def short(bits: int, space: Any, share: float, packed: bool = True) -> Change:
    """Show a picture of which only a share of the samples is there; its ink is below the limit."""
    plates = 4 if space == Name.DeviceCMYK else 1
    whole = (10 * plates * bits + 7) // 8 * 10
    return placed(lambda pdf: picture(pdf, bytes([40]) * int(whole * share), 10, bits, space, packed))


def profile(change: Callable[[bytes], bytes]) -> Change:
    def run(pdf: Pdf) -> None:
        stream = pdf.Root.OutputIntents[0].DestOutputProfile
        stream.write(change(bytes(stream.read_bytes())))

    return run


def loose_profile(data: bytes, channels: int) -> Change:
    """Leave a profile in the file that nothing paints with."""

    def run(pdf: Pdf) -> None:
        pdf.Root.Kept = pdf.make_stream(data, N=channels)

    return run


def program(change: Callable[[bytes], bytes]) -> Change:
    """Leave a font in the file, with a damaged program, that no page sets."""

    def run(pdf: Pdf) -> None:
        used = pdf.pages[0].Resources.Font["/F1"].DescendantFonts[0].FontDescriptor
        whole = bytes(used.FontFile2.read_bytes())
        broken = Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Broken"), Flags=4,
            FontFile2=pdf.make_stream(change(whole), Length1=len(whole)),
        )  # fmt: skip
        pdf.Root.Kept = pdf.make_indirect(broken)

    return run


def bare_cff(data: bytes) -> Change:
    def run(pdf: Pdf) -> None:
        broken = Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Broken"), Flags=4,
            FontFile3=pdf.make_stream(data, Subtype=Name.CIDFontType0C),
        )  # fmt: skip
        pdf.Root.Kept = pdf.make_indirect(broken)

    return run


def loose_stream(data: bytes) -> Change:
    def run(pdf: Pdf) -> None:
        pdf.Root.Kept = pdf.make_stream(data)
        pdf.Root.Kept.stream_dict.Filter = Name.FlateDecode

    return run


def resource(group: str, name: str, make: Callable[[Pdf], Any]) -> Change:
    """Leave something among the page's resources that the page does not paint with."""

    def run(pdf: Pdf) -> None:
        resources = pdf.pages[0].Resources
        if f"/{group}" not in resources:
            resources[f"/{group}"] = Dictionary()
        resources[f"/{group}"][f"/{name}"] = make(pdf)

    return run


def rgb_profile(pdf: Pdf, channels: int = 3) -> Any:
    from PIL import ImageCms

    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return Array([Name.ICCBased, pdf.make_stream(data, N=channels)])


def cmyk_default(pdf: Pdf) -> Any:
    return Array([Name.ICCBased, pdf.Root.OutputIntents[0].DestOutputProfile])


def calibrated(kind: str) -> Callable[[Pdf], Any]:
    return lambda pdf: Array([Name(f"/{kind}"), Dictionary(WhitePoint=[0.96, 1, 0.82])])


def type3(colour: bytes) -> Callable[[Pdf], Any]:
    """Return a font of one drawn square in a colour of its own."""

    def make(pdf: Pdf) -> Any:
        square = pdf.make_stream(b"1000 0 d0 " + colour + b" 0 0 750 750 re f")
        return Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 750, 750], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            CharProcs=Dictionary(square=square), FirstChar=97, LastChar=97, Widths=[1000], Resources=Dictionary(),
            Encoding=Dictionary(Type=Name.Encoding, Differences=[97, Name.square]),
        )  # fmt: skip

    return make


def tile(content: bytes, kind: int = 1, **resources: Any) -> Callable[[Pdf], Any]:
    def make(pdf: Pdf) -> Any:
        return pdf.make_stream(
            content, Type=Name.Pattern, PatternType=1, PaintType=kind, TilingType=1, BBox=[0, 0, 20, 20], XStep=20,
            YStep=20, Resources=Dictionary({f"/{name}": value(pdf) for name, value in resources.items()}),
        )  # fmt: skip

    return make


def form(content: bytes) -> Callable[[Pdf], Any]:
    return lambda pdf: pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], Resources=Dictionary()
    )


def shading(space: Any) -> Callable[[Pdf], Any]:
    return lambda pdf: Dictionary(
        ShadingType=2, ColorSpace=space, Coords=[0, 0, 9, 9],
        Function=Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0], C1=[1, 1, 1], N=1),
    )  # fmt: skip


def painted(operators: str, *changes: Change) -> Change:
    def run(pdf: Pdf) -> None:
        for change in changes:
            change(pdf)
        pdf.pages[0].contents_add(f"\nq {operators} Q\n".encode())

    return run


def coarse_tile(pdf: Pdf) -> None:
    """Fill with a tile that shows a picture of 14 pixels an inch."""
    small = picture(pdf, bytes([0, 0, 0, 90]) * 16, 4, 8, Name.DeviceCMYK)
    held = tile(b"20 0 0 20 0 0 cm /P Do", XObject=lambda _: Dictionary(P=small))(pdf)
    pdf.pages[0].Resources.Pattern = Dictionary(T=held)
    pdf.pages[0].contents_add(b"\nq /GK gs /Pattern cs /T scn 500 500 60 60 re f Q\n")


def uncoloured(inks: str, width: float) -> Change:
    """Fill a little with a tile that takes its colour from outside."""

    def run(pdf: Pdf) -> None:
        pdf.pages[0].Resources.Pattern = Dictionary(T=tile(b"0 0 20 20 re f", 2)(pdf))
        pdf.pages[0].Resources.ColorSpace = Dictionary(PS=Array([Name.Pattern, Name.DeviceCMYK]))
        pdf.pages[0].contents_add(f"\nq /GK gs /PS cs {inks} /T scn 500 500 2 {width} re f Q\n".encode())

    return run


def deep(pdf: Pdf) -> Any:
    """Return a small picture of 16 bits with more ink than is allowed, none of it black."""
    return picture(pdf, np.full((10, 10, 4), [65535, 65535, 50000, 0], ">u2").tobytes(), 10, 16, Name.DeviceCMYK)


def deep_light(pdf: Pdf) -> Any:
    return picture(pdf, np.full((10, 10, 4), 10000, ">u2").tobytes(), 10, 16, Name.DeviceCMYK)


def deep_gray(pdf: Pdf) -> Any:
    return picture(pdf, np.full((10, 10), 50000, ">u2").tobytes(), 10, 16, Name.DeviceGray)


def indexed(pdf: Pdf) -> Any:
    table = Array([Name.Indexed, Name.DeviceCMYK, 1, bytes([0, 0, 0, 60, 255, 255, 200, 0])])
    return picture(pdf, bytes([1]) * 100, 10, 8, table)


def mesh(pdf: Pdf) -> Any:
    """Return a free-form triangle mesh in full cyan, magenta and yellow (shading type 4)."""
    corners = b"".join(bytes([0, x, y, 255, 255, 255, 0]) for x, y in ((0, 0), (255, 0), (128, 255)))
    return pdf.make_stream(
        corners, ShadingType=4, ColorSpace=Name.DeviceCMYK, BitsPerCoordinate=8, BitsPerComponent=8, BitsPerFlag=8,
        Decode=[500, 540, 500, 540, 0, 1, 0, 1, 0, 1, 0, 1],
    )  # fmt: skip


def white_picture(pdf: Pdf) -> None:
    x0, y0, x1, y1 = (float(side) for side in pdf.pages[0].obj.TrimBox)
    white = picture(pdf, b"", 1, 8, Name.DeviceGray)
    white.write(zlib.compress(b"\xff" * (2600 * 3600)), filter=Name.FlateDecode)
    white.Width, white.Height = 2600, 3600
    pdf.pages[0].Resources.XObject["/PX"] = white
    move = f"{x1 - x0:.0f} 0 0 {y1 - y0:.0f} {x0:.0f} {y0:.0f} cm"
    pdf.pages[0].contents_add(f"\nq /GK gs {move} /PX Do Q\n".encode())


def nested(name: str, make: Callable[[Pdf], Any]) -> Change:
    """Give a form of the page a shading of its own."""

    def run(pdf: Pdf) -> None:
        held = pdf.pages[0].Resources.XObject[f"/{name}"]
        held.BBox = Array([0, 0, 2000, 2000])
        held.Resources = Dictionary(Shading=Dictionary(SX=make(pdf)))

    return run


def process_inks(pdf: Pdf) -> None:
    """Print full cyan, magenta and yellow over one another, each named as an ink of its own."""
    spaces = Dictionary()
    for at, ink in enumerate(("Cyan", "Magenta", "Yellow")):
        full = [float(plate == at) for plate in range(4)]
        tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.0] * 4, C1=full, N=1)
        spaces[f"/S{ink}"] = Array([Name.Separation, Name(f"/{ink}"), Name.DeviceCMYK, tint])
    pdf.pages[0].Resources.ColorSpace = spaces
    inked = " ".join(f"/S{ink} cs 1 scn 500 500 40 40 re f" for ink in ("Cyan", "Magenta", "Yellow"))
    pdf.pages[0].contents_add(f"\nq /GQ gs {inked} Q\n".encode())
