"""Wide sorts: which glyphs stand before a gap, and a font program whose advances are wider."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import uharfbuzz as hb
from press_sheets import case, edition, glyphs, sheet

from layout.export.pdf import PressSettings, write_press
from layout.export.pdf.fonts import Programs
from layout.export.pdf.gaps import WIDER, gaps_of, widened
from layout.geometry import mm, pt
from layout.sheet import Line, Run
from layout.sheet import Text as TextItem

FACE = case().face("body")
FACES = {FACE.key: FACE}


def run(text: str, xs: tuple[int, ...] | None, pitch: int = 0) -> Run:
    return Run(FACE.key, pt(10), text, glyphs(text, "body"), pitch=pitch, xs=xs)


def places(*runs: Run) -> list[tuple[int, ...]]:
    found = gaps_of([Line("", runs, pt(10), 0, 0, 0)], FACES)
    return [found.get(id(one), ()) for one in runs]


def test_a_gap_between_han_and_western_is_seen_from_eight_hundredths_on() -> None:
    assert places(run("甲a乙", (0, 10_800, 16_000))) == [(0,)]
    assert places(run("甲a乙", (0, 10_790, 16_000))) == [()]


def test_han_is_looked_at_only_in_a_line_that_is_opened() -> None:
    assert places(run("甲乙丙", (0, 11_000, 22_000))) == [(0, 1)]
    assert places(run("甲乙丙", (0, 10_000, 20_000))) == [()]
    assert places(run("甲乙丙", None, 11_000)) == [(0, 1)]
    assert places(run("甲乙丙", None, 10_000)) == [()]


def test_a_gap_before_another_run_of_the_line_is_seen_one_before_another_column_is_not() -> None:
    first = run("甲", (0,))
    assert places(first, Run(FACE.key, pt(10), "乙", glyphs("乙", "body"), x=12_000)) == [(0,), ()]
    assert places(first, Run(FACE.key, pt(10), "乙", glyphs("乙", "body"), x=15_000)) == [(), ()]


def test_a_program_s_advances_are_wider_and_nothing_else() -> None:
    gids = frozenset(int.from_bytes(glyphs(char, "body"), "big") for char in "甲a")
    program = Programs().subset(FACE, gids)
    wide = widened(program, FACE.upem)
    before, after = (hb.Font(hb.Face(data)) for data in (program, wide))
    for gid in gids:
        assert after.get_glyph_h_advance(gid) == before.get_glyph_h_advance(gid) + WIDER * FACE.upem // 1000
        assert after.get_glyph_extents(gid).x_bearing == before.get_glyph_extents(gid).x_bearing
    assert len(wide) == len(program)


def test_pdfium_shows_every_glyph_where_it_stands(tmp_path: Path) -> None:
    """A squeezed comma before a figure that stands before a gap: PDFium lost the squeeze before an empty string."""
    import pypdfium2

    text = "反馈，5个单位，7"
    xs = (0, 9_000, 18_000, 23_625, 30_375, 39_375, 48_375, 57_375, 63_000)
    line = Line("", (run(text, xs),), pt(10), 0, 0, 0)
    line = replace(line, text=text, runs=(replace(line.runs[0], size=pt(9)),))
    path = write_press(edition(sheet([TextItem(mm(50), mm(100), line)])), case(), tmp_path, PressSettings()).value[0]
    with pypdfium2.PdfDocument(str(path)) as document:
        page = document[0].get_textpage()
        lefts = [
            page.get_charbox(at, loose=True)[0]
            for at in range(page.count_chars())
            if page.get_text_range(at, 1).strip()
        ]
    assert [left - lefts[0] for left in lefts] == pytest.approx([x / 1000 for x in xs], abs=0.3)
