"""Pictures of pages for reading: colour that every program shows alike."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from PIL import Image

from layout.export.pdf.writer import PressDocument
from layout.export.pdfa.pixels import photograph
from layout.export.raster.colour import srgb_icc
from layout.picture import ReadingPhoto


def test_a_photograph_is_in_srgb_by_its_profile():
    packed = BytesIO()
    Image.new("RGB", (16, 8), (200, 30, 30)).save(packed, "JPEG")
    document = PressDocument((1, 7))
    reference = photograph(document, ReadingPhoto(packed.getvalue(), 16, 8))
    document.page({"MediaBox": "[0 0 9 9]", "Resources": f"<< /XObject << /I {reference} >> >>"})
    with pikepdf.open(BytesIO(document.finish({}, {}, "0" * 32))) as pdf:
        image = pdf.pages[0].Resources.XObject.I
        assert int(image.Width) == 16 and int(image.Height) == 8 and "/Decode" not in image
        kind, profile = image.ColorSpace
        assert kind == "/ICCBased" and profile.N == 3 and profile.read_bytes() == srgb_icc()
        assert image.read_raw_bytes() == packed.getvalue()
