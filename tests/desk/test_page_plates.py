"""Plates of one page for the desk's window: made of the sheet alone, each its own ink."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from layout.desk.build.page_plates import PAGE_DPI, page_plates
from layout.preflight.pdf.renderer import renderer

pytestmark = pytest.mark.skipif(not renderer(), reason="no renderer of plates on this machine")


def opened(data):
    return np.asarray(Image.open(BytesIO(data)).convert("L"))


def test_a_page_s_plates_are_its_own(checked, tmp_path):
    judged = checked().judged
    found = page_plates(judged.edition, judged.case, judged.settings, 1, tmp_path)
    assert set(found) == {"c", "m", "y", "k", "ink", "soft"}
    width, height = (round(side / 1000 / 72 * PAGE_DPI) for side in judged.edition.trim)
    black, cyan = opened(found["k"]), opened(found["c"])
    assert abs(black.shape[1] - width) <= 1 and abs(black.shape[0] - height) <= 1
    assert 0.1 < (black < 128).mean() < 0.6, "the page's text"
    assert (cyan < 200).mean() < 0.02, "a page of black type and a red nameplate"
    assert opened(found["soft"])[5, 5] < 245, "newsprint is no white"
    assert page_plates(judged.edition, judged.case, judged.settings, 9, tmp_path) == {}
