"""A proof shows everything and can never be taken for the press file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from press_sheets import case, edition, front, set_line, sheet

from layout.export.pdf import PressSettings, write_proof
from layout.geometry import Box, mm, pt
from layout.preflight import check_file
from layout.sheet import Picture, Rule, Text


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
    assert "1bodylead" in text(proof)  # the region's order, role and story


def test_a_proof_is_made_of_a_page_that_cannot_be_printed(tmp_path: Path) -> None:
    gone = Picture(Box(mm(30), mm(60), mm(80), mm(60)), str(tmp_path / "gone.jpg"), "0" * 64)
    done = write_proof(edition(sheet([gone])), case(), tmp_path, PressSettings())
    assert done.value[0].exists()
    assert done.remarks
