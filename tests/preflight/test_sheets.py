"""Sheets are checked before export, and findings lead back to the copy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from press_sheets import case, edition, front, glyphs, set_line, sheet

from layout.diagnostics import Diagnostic, Locus
from layout.export.pdf import PressSettings
from layout.geometry import Box, mm, pt
from layout.preflight import check_sheets
from layout.sheet import BLACK, RED, WHITE, Fill, Item, Line, Rule, Run, Text
from layout.sheet import Path as Shape
from layout.typeface import Face, TypeCase

MIDDLE = Box(mm(100), mm(100), mm(20), mm(20))


def found(*items: Item, colours: str = "CMYK") -> list[Diagnostic]:
    return list(check_sheets(edition(sheet(items, colours=colours)), case(), PressSettings()))


def codes(*items: Item, colours: str = "CMYK") -> set[str]:
    return {remark.code for remark in found(*items, colours=colours)}


def type_of(size: int, ink: tuple[int, int, int, int], role: str = "body") -> Text:
    return Text(mm(30), mm(60), set_line("小字", size, role, ink))


def test_a_good_page_has_no_findings(tmp_path: Path) -> None:
    assert check_sheets(edition(front(tmp_path)), case(), PressSettings()) == ()


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ((type_of(pt(7), WHITE), Fill(MIDDLE, BLACK)), "BK07"),
        ((type_of(pt(9), RED),), "BK08"),
        ((type_of(pt(20), (20, 0, 0, 100)),), "BK01"),
        ((Rule(mm(20), mm(20), mm(90), mm(20), 200),), "LW01"),
        ((Rule(mm(20), mm(20), mm(90), mm(20), 600, RED),), "LW01"),
        ((Fill(MIDDLE, BLACK), Rule(mm(102), mm(110), mm(110), mm(110), 300, WHITE)), "LW01"),
        ((Fill(Box(0, mm(20), mm(30), mm(30)), RED),), "BX05"),
        ((Fill(MIDDLE, WHITE),), "BX06"),
        ((Fill(MIDDLE, (60, 60, 0, 100)),), "BK06"),
        ((Fill(MIDDLE, (0, 0, 0, 1)),), "TA03"),
        ((Fill(MIDDLE, (80, 80, 70, 0)),), "TA02"),
    ],
)
def test_what_would_go_wrong_on_press_is_told_before_export(items: tuple[Item, ...], code: str) -> None:
    assert codes(*items) == {code}


def test_small_reversed_type_in_a_bold_sans_holds() -> None:
    ground = Fill(MIDDLE, BLACK)
    assert codes(ground, type_of(pt(7), WHITE, "sans-bold")) == set()
    assert codes(ground, type_of(pt(5), WHITE, "sans-bold")) == {"BK07"}


def test_colour_on_a_page_planned_for_black() -> None:
    assert codes(type_of(pt(9), BLACK), colours="K") == set()
    assert codes(type_of(pt(30), RED), colours="K") == {"CO04"}
    assert codes(type_of(pt(9), BLACK), Fill(MIDDLE, (10, 0, 0, 0)), colours="K") == {"CO04"}


def test_black_type_on_a_dark_ground_is_too_much_ink() -> None:
    dark = Fill(Box(mm(20), mm(40), mm(60), mm(40)), (0, 90, 90, 0))
    inks = {remark.code: dict(remark.args)["ink"] for remark in found(dark, type_of(pt(30), BLACK))}
    assert inks["TA01"] == 280
    assert set(inks) <= {"TA01", "TA02"}


def test_large_type_is_an_area_of_ink() -> None:
    deep = (60, 90, 85, 0)  # 235 %: under the limit of a pixel, over that of an area
    assert codes(Text(mm(30), mm(90), set_line("红", pt(150), "display", deep))) == {"TA02"}
    assert codes(Text(mm(30), mm(90), set_line("红", pt(30), "display", deep))) == set()


def test_ink_beside_a_dark_ground_does_not_add_up() -> None:
    line = set_line("句。", pt(40))  # the stop leaves the right half of its em empty
    x = mm(30) + pt(70)
    dark = Rule(x, mm(40), x, mm(80), pt(3), RED)
    assert codes(dark, Text(mm(30), mm(60), line)) == set()


def test_a_shape_is_no_thin_line_but_its_outline_is() -> None:
    ops = (("M", mm(20), mm(20)), ("L", mm(40), mm(20)), ("L", mm(30), mm(40)), ("Z",))
    assert codes(Shape(ops, RED)) == set()
    assert codes(Shape(ops, None, RED, 500)) == {"LW01"}


def test_a_finding_leads_back_to_the_story() -> None:
    locus = Locus("a1", "head.main.0")
    line = replace(set_line("小红字", pt(9), ink=RED), locus=locus)
    (remark,) = found(Text(mm(30), mm(60), line))
    assert remark.at == locus
    args = dict(remark.args)
    assert (args["page"], args["size"], args["inks"]) == (1, 9.0, "M100 Y100")
    assert args["box"] == pytest.approx((30.0, 57.5, 39.5, 60.2), abs=0.2)


def test_missing_characters_are_found_with_the_face() -> None:
    run = Run(case().face("body").key, pt(20), "字\U000f0000", glyphs("字", "body") + b"\0\0", pitch=pt(20))
    remarks = found(Text(mm(30), mm(60), Line(run.text, (run,), pt(20), 0, 0, 0)))
    assert [(remark.code, dict(remark.args)["characters"]) for remark in remarks] == [("FO02", "\U000f0000")]


def test_a_face_that_may_not_be_embedded_is_refused(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(case().face("nameplate").path)
    font["OS/2"].fsType = 2
    font.save(tmp_path / "closed.ttf")
    face = Face("closed", tmp_path / "closed.ttf")
    run = Run("closed", pt(30), "报", "报".translate(face.gids).encode("utf-16-be"), pitch=pt(30))
    page = sheet([Text(mm(30), mm(60), Line("报", (run,), pt(30), 0, 0, 0))])
    remarks = check_sheets(edition(page), TypeCase({"body": (face,)}), PressSettings())
    assert [(remark.code, dict(remark.args)["font"]) for remark in remarks] == [("FO05", "closed")]
