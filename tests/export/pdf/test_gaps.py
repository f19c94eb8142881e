"""Wide sorts: which glyphs stand before a gap, and a font program whose advances are wider."""

from __future__ import annotations

import uharfbuzz as hb
from press_sheets import case, glyphs

from layout.export.pdf.fonts import Programs
from layout.export.pdf.gaps import WIDER, gaps_of, widened
from layout.geometry import pt
from layout.sheet import Line, Run

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
