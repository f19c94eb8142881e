"""A proof shows everything and can never be taken for the press file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from press_sheets import case, edition, front, set_line, sheet

from layout.diagnostics import Diagnostic, Locus, Place, Severity
from layout.export.pdf import PressSettings, write_proof
from layout.export.pdf.proof_notes import finding_notes, note_items
from layout.geometry import Box, mm, pt
from layout.preflight import check_file
from layout.sheet import Picture, Rule, Text
from layout.sheet.proof_layer import White


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proof")
    page = front(folder)
    note = Text(mm(100), mm(300), set_line("溢出三行", pt(9), "sans"), layer="proof")
    page = replace(page, items=(*page.items, note, Rule(0, 0, mm(10), 0, 500, layer="proof")))
    return write_proof(edition(page), case(), folder, PressSettings(), cache=folder).value[0]


def text(file: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(str(file))
    try:
        return "".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()


def test_it_is_named_marked_and_titled_as_a_proof(proof: Path) -> None:
    assert proof.name == "2346-proof.pdf"
    shown = text(proof)
    assert "样张" in shown
    assert "不得付印" in shown
    with pikepdf.open(proof) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("样张 不得付印")
        assert "样张" in bytes(pdf.Root.Metadata.read_bytes()).decode()
        assert "/GTS_PDFXVersion" not in pdf.docinfo
        assert "/OutputIntents" not in pdf.Root


def test_its_colours_are_a_screens(proof: Path) -> None:
    found = check_file(proof, PressSettings())
    assert not found.passed
    assert {"PX05", "OI01", "CO01", "IM03"} <= {finding.check for finding in found.findings}
    with pikepdf.open(proof) as pdf:
        used = {str(part.operator) for part in pikepdf.parse_content_stream(pdf.pages[0])}
    assert {"rg", "RG"} <= used
    assert not used & {"k", "K", "g", "G", "gs"}


def test_notes_of_the_proof_layer_are_drawn(proof: Path) -> None:
    assert "溢出三行" in text(proof)


def test_the_colours_are_explained(proof: Path) -> None:
    for words in ("绿合版", "蓝缺行", "红溢出、错误", "橙警告", "数字是阅读次序"):
        assert words in text(proof)


def test_a_proof_is_made_of_a_page_that_cannot_be_printed(tmp_path: Path) -> None:
    gone = Picture(Box(mm(30), mm(60), mm(80), mm(60)), str(tmp_path / "gone.jpg"), "0" * 64)
    done = write_proof(edition(sheet([gone])), case(), tmp_path, PressSettings())
    assert done.value[0].exists()
    assert done.remarks


def test_findings_are_framed_numbered_and_listed(tmp_path: Path) -> None:
    made = edition(front(tmp_path))
    findings = (
        Diagnostic.make("BK07", Severity.WARNING, None, size=5, least=8, count=2, page=1, box=(20.0, 30.0, 60.0, 40.0)),
        Diagnostic.make("FO02", Severity.ERROR, Locus("second"), face="x", characters="龘"),
        Diagnostic.make("FO02", Severity.ERROR, Place("issues/1/lead.md", 3, 1), face="x", characters="犇"),
        Diagnostic.make("BK07", Severity.NOTE, None, page=1, size=1, least=1, count=1),
    )
    done = write_proof(made, case(), tmp_path, PressSettings(), findings=findings, cache=tmp_path)
    shown = text(done.value[0])
    for words in ("①FO02", "②FO02", "③BK072处反白字"):
        assert words in shown
    notes = finding_notes(made, findings)
    assert [note.severity for note in notes] == ["error", "error", "warning", "note"]
    assert notes[0].box == made.sheets[0].regions[2].box.union(made.sheets[0].regions[3].box)
    assert notes[1].box == made.sheets[0].regions[1].box
    assert notes[2].box == Box(mm(20), mm(30), mm(60) - mm(20), mm(40) - mm(30))
    # Only what names its own box is framed; a story has outlines enough.
    page = made.sheets[0]
    frames = {(item.x0, item.y0) for item in note_items(page, notes, White(page), case()) if isinstance(item, Rule)}
    assert {(mm(20), mm(30)), (mm(60), mm(40))} <= frames
    assert len(frames) == 4


def test_more_notes_than_the_margin_holds_are_counted(tmp_path: Path) -> None:
    page = front(tmp_path)
    findings = [Diagnostic.make("BK07", Severity.NOTE, None, page=1, size=at, least=1, count=at) for at in range(40)]
    items = note_items(page, finding_notes(edition(page), findings), White(page), case())
    foot = page.grid.type_area.bottom
    words = [item.line.text for item in items if isinstance(item, Text) and item.y > foot and len(item.line.text) > 4]
    assert len(words) < 30
    assert words[-1] == f"另有 {40 - len(words) + 1} 条"
    assert all(item.y < page.grid.trim[1] for item in items if isinstance(item, Text))


@pytest.mark.parametrize("tone", [False, True])
def test_the_newsprint_curve_is_shown_before_and_after(tmp_path: Path, tone: bool) -> None:
    from PIL import Image

    shades = Image.frombytes("L", (300, 200), bytes(255 * (at % 300) // 299 for at in range(300 * 200)))
    shades.save(tmp_path / "shades.png")
    picture = Picture(Box(mm(30), mm(100), mm(60), mm(40)), str(tmp_path / "shades.png"), "")
    page = sheet([picture])
    file = write_proof(edition(page), case(), tmp_path, PressSettings(tone=tone), cache=tmp_path).value[0]
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 1 + tone
        if not tone:
            return
        made = [pikepdf.PdfImage(image).as_pil_image() for image in pdf.pages[1].get_images().values()]
    middles = [image.convert("L").resize((101, 1)).tobytes()[40:60] for image in made]
    before, after = sorted(middles, key=sum)
    assert sum(after) - sum(before) > 20 * 5, "the curve lightens the middle tones"
    assert "新闻纸曲线" in text_of(file, 1)


def text_of(file: Path, page: int) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(str(file))
    try:
        return "".join(document[page].get_textpage().get_text_range().split())
    finally:
        document.close()
