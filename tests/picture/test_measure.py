"""What artwork may cost, just inside and just outside: before anything of it is drawn."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from layout.guard import POINTS, Exceeded
from layout.picture.advert.measure import MOST_CONTENT, measure
from layout.picture.svg.reading import read_drawing
from tests.zoo.beasts import page, stream


def measured(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        measure(pdf)


def test_operators_of_a_page_and_of_a_form() -> None:
    for size, fits in ((MOST_CONTENT, True), (MOST_CONTENT + 1, False)):
        body = b" " * size
        form = stream(body, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
        for data in (page(stream(body)), page(stream(b""), b"/XObject<</F 5 0 R>>", form)):
            if fits:
                measured(data)
            else:
                with pytest.raises(Exceeded):
                    measured(data)


@pytest.mark.parametrize(("width", "fits"), [(10_000, True), (10_001, False)])
def test_pixels_of_a_picture(width: int, fits: bool) -> None:
    facts = b"/Type/XObject/Subtype/Image/Width %d/Height 10000/ColorSpace/DeviceGray/BitsPerComponent 8" % width
    data = page(stream(b""), b"/XObject<</I 5 0 R>>", stream(b"", facts))
    if fits:
        measured(data)
    else:
        with pytest.raises(Exceeded):
            measured(data)


def test_points_of_a_drawing(tmp_path: Path) -> None:
    def codes(points: int) -> set[str]:
        text = f'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0{"L1 1" * (points - 1)}"/></svg>'
        return {remark.code for remark in read_drawing(text.encode(), tmp_path / "a.svg").remarks}

    assert codes(POINTS) == set()
    assert codes(POINTS + 1) == {"U106"}
