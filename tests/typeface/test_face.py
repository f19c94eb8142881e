"""A face gives the glyphs, widths and shapes that are in its file."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from layout.typeface import Face, TypeCase


def ids(glyphs: bytes) -> list[int]:
    return [int.from_bytes(glyphs[at : at + 2], "big") for at in range(0, len(glyphs), 2)]


def test_translated_text_is_the_glyphs_of_the_character_map(case: TypeCase) -> None:
    face = case.face("body")
    text = "市公安局“国保支队”，1,700亩；Abc—…𠮷"
    with TTFont(face.path) as font:
        cmap, order = font.getBestCmap(), font.getReverseGlyphMap()
        wanted = [order[cmap[ord(char)]] if ord(char) in cmap else 0 for char in text]
        widths = [font["hmtx"][font.getGlyphName(gid)][0] for gid in wanted]
    glyphs = text.translate(face.gids).encode("utf-16-be", "surrogatepass")
    assert ids(glyphs) == wanted
    assert [face.advances[gid] for gid in wanted] == widths


def test_every_glyph_has_an_advance(case: TypeCase) -> None:
    for face in case.faces:
        assert len(face.advances) == face.hb_face.glyph_count


@pytest.mark.parametrize("cff", [False, True], ids=["TrueType", "CFF"])
def test_both_outline_kinds_are_set(font, cff: bool) -> None:
    face = Face("test", font("test.otf", "甲乙A", cff=cff))
    assert face.is_sound
    assert face.is_cff is cff
    assert face.missing("甲丙乙丁丙") == "丙丁"
    shaped = face.shape("乙甲")
    assert ids(shaped.glyphs) == [face.gids[ord("乙")], face.gids[ord("甲")]]
    assert shaped.advances == tuple(face.advances[gid] for gid in ids(shaped.glyphs))
    assert face.extents(face.gids[ord("甲")]) == (100, 0, 410, 310)


@pytest.mark.parametrize("cff", [False, True], ids=["TrueType", "CFF"])
def test_vertical_text_gets_vertical_forms(font, cff: bool) -> None:
    face = Face("test", font("test.otf", "甲，", cff=cff, vertical=True))
    flat, upright = face.shape("甲，"), face.shape("甲，", vertical=True)
    assert ids(flat.glyphs)[1] == face.gids[ord("，")]
    assert ids(upright.glyphs)[1] == face.hb_font.get_glyph_from_name("comma.vert")
    assert upright.advances == (1000, 1000)
    assert upright.offsets == ((0, 0), (0, 0))


def test_marks_of_the_real_faces_turn_with_the_line(case: TypeCase) -> None:
    for role in ("body", "headline", "sans", "kai"):
        face = case.face(role)
        for mark in "，。（）《》“”…":
            flat, upright = face.shape(mark).glyphs, face.shape(mark, vertical=True).glyphs
            assert flat != upright, (role, mark)


def test_a_font_without_vertical_metrics_stands_on_the_em(font) -> None:
    face = Face("test", font("test.ttf", "甲", upem=2000))
    gid = face.gids[ord("甲")]
    assert face.vertical_advance(gid) == 2000
    assert face.vertical_origin(gid) == (face.advances[gid] // 2, 1760)
    assert face.shape("甲", vertical=True).advances == (2000,)
    assert face.shape("甲", vertical=True).offsets == ((0, 0),)


def test_clusters_count_characters_beyond_the_basic_plane_once(case: TypeCase) -> None:
    assert case.face("kai").shape("𠮷国𫚈囧").clusters == (0, 1, 2, 3)


def test_kerning_can_be_switched_off(case: TypeCase) -> None:
    face = case.face("body")
    loose = face.shape("AV", features=("-kern",)).advances
    assert loose == tuple(face.advances[gid] for gid in ids(face.shape("AV").glyphs))
    assert sum(face.shape("AV").advances) < sum(loose)


def test_members_of_a_collection_are_told_apart(collection) -> None:
    path = collection("two.ttc", "甲", "乙")
    assert Face("first", path).missing("甲乙") == "乙"
    assert Face("second", path, index=1).missing("甲乙") == "甲"


def test_the_foundry_may_forbid_embedding(font) -> None:
    assert Face("free", font("free.ttf", "甲")).may_embed
    assert not Face("bound", font("bound.ttf", "甲", fs_type=2)).may_embed


def test_a_damaged_file_is_not_sound(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttf"
    path.write_bytes(b"not a font" * 50)
    assert not Face("broken", path).is_sound


def test_a_face_reopens_in_a_worker(case: TypeCase) -> None:
    face = case.face("body")
    again = pickle.loads(pickle.dumps(face))
    assert (again.key, again.path, again.sha256) == (face.key, face.path, face.sha256)
    assert again.gids[ord("国")] == face.gids[ord("国")]
