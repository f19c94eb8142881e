"""The press file as the print shop gets it: boxes, identity, fonts, equal bytes, refusals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from press_sheets import FONTS, case, edition, front, set_line, sheet

from layout.diagnostics import Severity
from layout.export.pdf import PressSettings, write_press
from layout.geometry import Box, mm, pt
from layout.sheet import BLACK, RED, WHITE, Fill, Line, Picture, Rule, Run, Text
from layout.typeface import open_case

X4 = PressSettings(standard="PDF/X-4")


def millimetres(box: pikepdf.Array) -> tuple[float, ...]:
    return tuple(round(float(side) * 25.4 / 72, 2) for side in box)


@pytest.mark.parametrize("settings", [PressSettings(), X4], ids=["x1a", "x4"])
def test_equal_issues_give_equal_bytes_on_any_day(settings: PressSettings, tmp_path: Path) -> None:
    page = front(tmp_path)
    first = write_press(edition(page), case(), tmp_path / "a", settings, cache=tmp_path / "cache")
    opened = open_case(FONTS).value
    assert opened is not None
    second = write_press(edition(page), opened, tmp_path / "b", settings)
    assert [path.name for path in first.value] == ["2346.pdf", "2346-01.pdf"]
    assert [path.read_bytes() for path in first.value] == [path.read_bytes() for path in second.value]


def test_page_files_made_side_by_side_are_equal_too(tmp_path: Path) -> None:
    sheets = [
        sheet([Text(mm(30), mm(60), set_line(f"第{number}版要闻", pt(20), role))], number=number)
        for number, role in enumerate(("body", "headline", "sans", "kai"), 1)
    ]
    first, second = (write_press(edition(*sheets), case(), tmp_path / name, PressSettings()).value for name in "ab")
    assert len(first) == 5
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_another_word_gives_another_identifier(tmp_path: Path) -> None:
    ids = set()
    for word in ("校报", "校园"):
        page = sheet([Text(mm(30), mm(60), set_line(word, pt(20)))])
        path = write_press(edition(page), case(), tmp_path / word, PressSettings()).value[0]
        with pikepdf.open(path) as pdf:
            ids.add(bytes(pdf.trailer.ID[0]))
    assert len(ids) == 2


def test_the_page_has_its_boxes_and_the_issue_its_files(tmp_path: Path) -> None:
    sheets = (front(tmp_path), sheet([Text(mm(30), mm(60), set_line("第二版", pt(20)))], number=2))
    done = write_press(edition(*sheets), case(), tmp_path, PressSettings(), cache=tmp_path)
    assert [path.name for path in done.value] == ["2346.pdf", "2346-01.pdf", "2346-02.pdf"]
    for path, count in zip(done.value, (2, 1, 1), strict=True):
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) == count
            assert pdf.pdf_version == "1.4"
            for page in pdf.pages:
                assert millimetres(page.obj.MediaBox) == (0, 0, 396, 546)
                assert millimetres(page.obj.BleedBox) == (0, 0, 396, 546)
                assert millimetres(page.obj.TrimBox) == (3, 3, 393, 543)
                assert "/CropBox" not in page.obj
                assert "/Trans" not in page.obj
                assert "/Rotate" not in page.obj


def test_page_files_hold_their_own_page_only(tmp_path: Path) -> None:
    words = ("甲版", "乙稿")
    sheets = [sheet([Text(mm(30), mm(60), set_line(word, pt(20)))], number=at) for at, word in enumerate(words, 1)]
    done = write_press(edition(*sheets), case(), tmp_path, PressSettings())
    with pikepdf.open(done.value[2]) as pdf:
        cmap = bytes(pdf.pages[0].Resources.Font["/F1"].ToUnicode.read_bytes()).decode()
    assert "<4E59>" in cmap  # 乙
    assert "<7532>" not in cmap  # 甲


def test_it_says_what_it_is(tmp_path: Path) -> None:
    page = sheet([Text(mm(30), mm(60), set_line("校报", pt(20)))])
    with pikepdf.open(write_press(edition(page), case(), tmp_path / "1", PressSettings()).value[0]) as pdf:
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
        assert "/GTS_PDFXConformance" not in pdf.docinfo
        assert str(pdf.docinfo["/CreationDate"]) == "D:20220517120000+08'00'"
        assert pdf.docinfo["/Trapped"] == pikepdf.Name("/False")
        assert str(pdf.docinfo["/Title"]) == "校园报 2346"
        intent = pdf.Root.OutputIntents[0]
        assert str(intent.OutputConditionIdentifier) == "CGATS TR 002"
        assert bytes(intent.DestOutputProfile.read_bytes()) == PressSettings().profile.read_bytes()
    with pikepdf.open(write_press(edition(page), case(), tmp_path / "4", X4).value[0]) as pdf:
        assert pdf.pdf_version == "1.6"
        assert pdf.open_metadata()["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"


def test_another_press_has_its_own_profile(tmp_path: Path) -> None:
    profile = tmp_path / "press.icc"
    data = bytearray(PressSettings().profile.read_bytes())
    data[100:104] = b"test"  # reserved bytes of the header
    profile.write_bytes(bytes(data))
    page = sheet([Text(mm(30), mm(60), set_line("校报", pt(20)))])
    wanted = replace(PressSettings(), profile=profile, condition="IFRA26")
    with pikepdf.open(write_press(edition(page), case(), tmp_path, wanted).value[0]) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert str(intent.OutputConditionIdentifier) == "IFRA26"
        assert bytes(intent.DestOutputProfile.read_bytes()) == bytes(data)


def test_a_missing_character_stops_the_file(tmp_path: Path) -> None:
    run = Run(case().face("body").key, pt(20), "龘\U000f0000", b"\0\x22\0\0", pitch=pt(20))
    page = sheet([Text(mm(30), mm(60), Line(run.text, (run,), pt(20), 0, 0, 0))])
    done = write_press(edition(page), case(), tmp_path / "press", PressSettings())
    assert done.value == ()
    (remark,) = done.remarks
    assert (remark.code, remark.severity) == ("FO02", Severity.ERROR)
    assert dict(remark.args)["characters"] == "\U000f0000"
    assert not (tmp_path / "press").exists()


def test_a_picture_that_is_gone_stops_the_file(tmp_path: Path) -> None:
    gone = Picture(Box(mm(30), mm(60), mm(80), mm(60)), str(tmp_path / "gone.jpg"), "0" * 64)
    done = write_press(edition(sheet([gone])), case(), tmp_path / "press", PressSettings())
    assert done.value == ()
    assert any(remark.severity is Severity.ERROR for remark in done.remarks)


def content(*items: object) -> list[str]:
    """Return the operators of a page that holds these items."""
    from layout.export.pdf.press import set_fonts
    from layout.export.pdf.sheet_pdf import page_content
    from layout.export.pdf.writer import PressDocument

    page = sheet(items)  # type: ignore[arg-type]
    kind = set_fonts(PressDocument((1, 4)), (page,), case())
    return "\n".join(page_content(page, kind, {})).split("\n")


def test_black_type_and_rules_overprint_and_all_else_knocks_out() -> None:
    box = Box(mm(30), mm(30), mm(50), mm(50))
    assert content(Rule(0, 0, pt(10), 0, pt(1)))[0].startswith("/GO gs 0 0 0 1 K")
    assert content(Rule(0, 0, pt(10), 0, pt(1), RED))[0].startswith("/GK gs 0 1 1 0 K")
    assert content(Fill(box, BLACK))[0].startswith("/GK gs 0 0 0 1 k")
    type_black = content(Text(mm(30), mm(60), set_line("黑", pt(20))))
    assert type_black[1:3] == ["0 0 0 1 k", "/GO gs"]
    type_white = content(Text(mm(30), mm(60), set_line("白", pt(20), ink=WHITE)))
    assert type_white[1:3] == ["0 0 0 0 k", "/GK gs"]
    type_red = content(Text(mm(30), mm(60), set_line("红", pt(20), ink=RED)))
    assert type_red[1:3] == ["0 1 1 0 k", "/GK gs"]


def test_a_rule_over_a_dark_ground_knocks_out_so_that_ink_does_not_add_up() -> None:
    red = Fill(Box(0, 0, mm(50), mm(50)), RED)
    crossing = Rule(mm(10), mm(10), mm(40), mm(10), pt(1))
    beside = Rule(mm(60), mm(60), mm(80), mm(60), pt(1))
    drawn = content(red, crossing, beside)
    assert [line[:3] for line in drawn[:3]] == ["/GK", "/GK", "/GO"]


def test_proof_items_do_not_go_to_press() -> None:
    drawn = content(
        Rule(0, 0, pt(10), 0, pt(1), layer="proof"), Text(mm(30), mm(60), set_line("样张", pt(20)), layer="proof")
    )
    assert drawn == ["BT", "ET"]
