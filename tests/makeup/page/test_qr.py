"""QR codes as shapes: place, quiet zone, one outline a patch, and what is too small for newsprint."""

from __future__ import annotations

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.geometry import Box, mm
from layout.makeup.page.qr import qr_path
from layout.sheet import BLACK, WHITE
from tests.chance import examples

BOX = Box(mm(10), mm(10), mm(25), mm(25))


def dark(path, x, y):
    """Tell whether a point is inked, by the even-odd rule, without any of the code's own geometry."""
    outlines, crossings = [], 0
    for op in path.ops:
        if op[0] == "M":
            outlines.append([])
        if op[0] != "Z":
            outlines[-1].append(op[1:])
    for corners in outlines:
        for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True):
            if x0 == x1 and x0 > x and min(y0, y1) <= y < max(y0, y1):
                crossings += 1
    return crossings % 2 == 1


@settings(max_examples=examples(20), deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=60))
def test_every_module_is_where_the_code_has_it(text):
    made = qr_path(text, Box(0, 0, mm(40), mm(40)))
    ground, path = made.value
    assert (ground.ink, path.fill, path.stroke) == (WHITE, BLACK, None)
    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    module = ground.box.w // (len(matrix) + 8)
    assert ground.box.w == module * (len(matrix) + 8), "four modules of bare paper on every side"
    for row, line in enumerate(matrix):
        for column, value in enumerate(line):
            x = ground.box.x + (column + 4) * module + module // 2
            y = ground.box.y + (row + 4) * module + module // 2
            assert dark(path, x, y) == bool(value)


def test_it_fills_its_box_and_stays_inside():
    ground, path = qr_path("https://example.org", BOX).value
    assert BOX.contains(ground.box) and ground.box.w > mm(24)
    assert all(ground.box.x < op[1] < ground.box.right for op in path.ops if len(op) > 1)


@pytest.mark.parametrize(
    ("text", "side", "code"),
    [("https://example.org", 14.9, "G070"), ("x" * 4000, 60, "G071"), ("", 20, "G071"), ("x" * 200, 16, "G072")],
)
def test_what_a_phone_could_not_read_is_refused(text, side, code):
    made = qr_path(text, Box(0, 0, mm(side), mm(side)))
    assert made.value == () and [remark.code for remark in made.remarks] == [code]


def test_the_size_it_asks_for_is_enough():
    made = qr_path("x" * 200, Box(0, 0, mm(16), mm(16)))
    needed = dict(made.remarks[0].args)["needed"]
    assert len(qr_path("x" * 200, Box(0, 0, mm(needed), mm(needed))).value) == 2
    assert not qr_path("x" * 200, Box(0, 0, mm(needed - 1.1), mm(needed - 1.1))).value
