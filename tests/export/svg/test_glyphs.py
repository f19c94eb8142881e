"""Outlines of glyphs: path data that hold the points which another program reads, kept by the font's file."""

from __future__ import annotations

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.svgLib.path import parse_path
from fontTools.ttLib import TTFont

from layout.export.svg.glyphs import outline
from layout.typeface.face import Face
from tests.typeface.conftest import build


def points(data: str) -> set[tuple[float, float]]:
    """Return the end points and controls of path data, absolute."""
    pen = RecordingPen()
    parse_path(data, pen)
    return {(round(x, 2), round(y, 2)) for _, given in pen.value for x, y in given}


def drawn_by_another(path, gid: int) -> set[tuple[float, float]]:
    with TTFont(path) as font:
        glyphs = font.getGlyphSet()
        pen = SVGPathPen(glyphs)
        glyphs[font.getGlyphName(gid)].draw(pen)
        return points(pen.getCommands())


@pytest.mark.parametrize("char", "报排。A，")
def test_path_data_of_a_truetype_glyph_hold_its_own_points(case, char) -> None:
    face = case.face("body")
    gid = face.gids[ord(char)]
    assert points(outline(face, gid)) == drawn_by_another(face.path, gid)


def test_path_data_of_a_postscript_glyph_hold_its_own_points(tmp_path) -> None:
    font = build("甲", cff=True)
    pen = T2CharStringPen(1000, None)
    pen.moveTo((100, 0))
    pen.curveTo((110, 40), (-30, 85), (20, 130))
    pen.lineTo((300, 130))
    pen.closePath()
    top = font["CFF "].cff.topDictIndex[0]
    top.CharStrings["u07532"] = pen.getCharString(private=top.Private)
    font.save(tmp_path / "a.otf")
    face = Face("a", tmp_path / "a.otf")
    assert outline(face, face.gids[ord("甲")]) == "m100 0c10 40-130 85-80 130l280 0l-200-130z"


def test_a_blank_has_no_outline(case) -> None:
    face = case.face("body")
    assert outline(face, face.gids[0x3000]) == ""


def test_an_outline_is_kept_for_the_file_that_it_is_of(tmp_path) -> None:
    first, other = tmp_path / "a.ttf", tmp_path / "b.ttf"
    build("甲").save(first)
    build("乙甲").save(other)
    # The same glyph id is another square in the other file; only a file whose checksum is known is remembered.
    faces = [Face("a", path, sha256) for path, sha256 in ((first, "1"), (other, "2"), (first, ""), (other, ""))]
    drawn = [outline(face, 2 if face.path == other else 1) for face in faces]
    assert drawn[0] == drawn[2] != drawn[1] == drawn[3]
    assert outline(faces[1], 1) == outline(Face("b", other, "2"), 1) == drawn[0]
