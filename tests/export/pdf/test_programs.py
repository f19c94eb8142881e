"""Font programs: what is cut by way of characters is what HarfBuzz cuts by glyph numbers from the whole face."""

from __future__ import annotations

import pytest
import uharfbuzz as hb
from press_sheets import case

from layout.export.pdf import fonts
from layout.export.pdf.fonts import Programs
from layout.typeface import Face

BODY = case().face("body")


def fresh() -> Face:
    """Return a face of which nothing was asked yet."""
    return Face(BODY.key, BODY.path)


def shaped(face: Face, text: str, *, vertical: bool = False, features: tuple[str, ...] = ()) -> frozenset[int]:
    ids = face.shape(text, vertical, features).glyphs
    return frozenset(int.from_bytes(ids[at : at + 2], "big") for at in range(0, len(ids), 2))


def directly(face: Face, glyphs: frozenset[int]) -> bytes:
    """Return a program as HarfBuzz cuts it by glyph numbers, in one step."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update([0, *glyphs])
    flags = hb.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.RETAIN_GIDS | flags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in fonts._DROPPED)
    return bytes(hb.subset(face.hb_face, wanted).blob.data)


def set_in(face: Face, text: str) -> frozenset[int]:
    return frozenset(map(ord, text.translate(face.gids)))


def test_a_program_of_characters_and_of_their_shapes_is_the_one_that_is_cut_directly() -> None:
    for glyphs in (
        lambda face: set_in(face, "甲乙（丙）ab1"),
        lambda face: set_in(face, "甲。（”") | shaped(face, "。（”", vertical=True),
        lambda face: set_in(face, "甲“’”") | shaped(face, "“’”", features=("pwid",)),
        lambda face: set_in(face, "0123456789") | shaped(face, "0123456789", features=("hwid",)),
    ):
        face = fresh()
        wanted = glyphs(face)
        assert Programs().subset(face, wanted) == directly(face, wanted)


def test_brackets_do_not_bring_their_mirrored_partners() -> None:
    face = fresh()
    wanted = set_in(face, "（")
    assert Programs().subset(face, wanted) == directly(face, wanted)


@pytest.mark.parametrize("asked", ["", "丁"])
def test_glyphs_that_no_character_set_so_far_can_have_are_cut_all_the_same(asked: str) -> None:
    face = fresh()
    set_in(face, asked)
    wanted = set_in(fresh(), "甲乙")
    assert Programs().subset(face, wanted) == directly(face, wanted)


def test_all_programs_of_an_edition_are_cut_from_one_first_cut() -> None:
    face = fresh()
    whole, page = set_in(face, "甲乙丙。") | shaped(face, "。", vertical=True), set_in(face, "甲")
    programs = Programs()
    assert programs.subset(face, whole) == directly(face, whole)
    first = programs._kept[face.key]
    assert programs.subset(face, page) == directly(face, page)
    assert programs._kept[face.key] is first
    later = set_in(face, "丁")
    assert programs.subset(face, later) == directly(face, later)
    assert programs._kept[face.key] is not first


def test_shapes_are_reached_from_characters_by_the_features_that_setting_asks_for() -> None:
    for text, vertical, features in (("“’”", False, ("pwid",)), ("0123", False, ("hwid",)), ("。（", True, ())):
        face = fresh()
        set_in(face, f"甲{text}")
        wanted = shaped(face, text, vertical=vertical, features=features)
        programs = Programs()
        programs.subset(face, wanted)
        known, _ = programs._kept[face.key]
        assert wanted < known
