"""The job ticket: what the print shop reads, and what `layout verify` holds a file to."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pikepdf
import pytest
from press_sheets import case, edition, front, set_line, sheet

from layout.export.pdf import PressSettings, write_press, write_ticket
from layout.export.pdf.ticket import press_context
from layout.geometry import Box, mm, pt
from layout.sheet import BLACK, RED, Edition, Fill, Text

FACTS = (("licence", "豫内资〔许连〕00003号"), ("printer", "新华印刷厂"), ("run", "12000"), ("hotline", "0374-8883029"))
SETTINGS = PressSettings(ink_limit=230, condition="IFRA26")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Edition]:
    folder = tmp_path_factory.mktemp("shop")
    second = sheet([Text(mm(30), mm(60), set_line("第二版", pt(20)))], number=2, colours="K")
    made = edition(front(folder), second, facts=FACTS)
    files = write_press(made, case(), folder / "press", SETTINGS, cache=folder).value
    write_ticket(made, case(), folder / "press", SETTINGS, files, cache=folder)
    return folder / "press", made


def test_programs_read_what_the_shop_must_know(shop: tuple[Path, Edition]) -> None:
    folder, _ = shop
    ticket = json.loads((folder / "ticket.json").read_text("utf-8"))
    assert (ticket["title"], ticket["issue"], ticket["date"], ticket["page_count"]) == ("校园报", 2346, "2022-05-17", 2)
    assert (ticket["trim_mm"], ticket["bleed_mm"], ticket["copies"]) == ([390.0, 540.0], 3.0, 12000)
    assert (ticket["printer"], ticket["contact"]) == ("新华印刷厂", "0374-8883029")
    assert [page["plates"] for page in ticket["pages"]] == ["CMYK", "K"]
    for entry in ticket["files"]:
        data = (folder / entry["name"]).read_bytes()
        assert (entry["bytes"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())


def test_people_read_it_on_one_page(shop: tuple[Path, Edition]) -> None:
    import pypdfium2

    folder, _ = shop
    document = pypdfium2.PdfDocument(str(folder / "ticket.pdf"))
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx((210 * 72 / 25.4, 297 * 72 / 25.4), abs=0.01)
    text = document[0].get_textpage().get_text_range()
    document.close()
    for word in (
        "付印单",
        "校园报",
        "第 2346 期",
        "12,000 份",
        "新华印刷厂",
        "390 × 540 毫米",
        "IFRA26",
        "2346-02.pdf",
    ):
        assert word in text


def test_it_does_not_pass_for_a_press_file(shop: tuple[Path, Edition]) -> None:
    with pikepdf.open(shop[0] / "ticket.pdf") as pdf:
        assert "/GTS_PDFXVersion" not in pdf.docinfo


def test_equal_issues_have_equal_tickets(shop: tuple[Path, Edition], tmp_path: Path) -> None:
    folder, made = shop
    files = write_press(made, case(), tmp_path, SETTINGS).value
    for path in write_ticket(made, case(), tmp_path, SETTINGS, files):
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_the_coverage_of_plain_areas_is_their_share(tmp_path: Path) -> None:
    half = Fill(Box(0, 0, mm(390), mm(270)), RED)
    quarter = Fill(Box(0, 0, mm(195), mm(270)), BLACK)
    made = edition(sheet([half, quarter]))
    write_ticket(made, case(), tmp_path, SETTINGS, ())
    (page,) = json.loads((tmp_path / "ticket.json").read_text("utf-8"))["pages"]
    assert page["coverage"] == pytest.approx({"C": 0, "M": 25, "Y": 25, "K": 25}, abs=1)


def test_type_covers_what_the_plate_shows(tmp_path: Path) -> None:
    import pypdfium2

    line = set_line("三农工作会议部署春耕生产", pt(60), "headline")
    made = edition(sheet([Text(mm(20), mm(60 + 30 * row), line) for row in range(12)]))
    path = write_press(made, case(), tmp_path, PressSettings()).value[0]
    write_ticket(made, case(), tmp_path, PressSettings(), (path,))
    (page,) = json.loads((tmp_path / "ticket.json").read_text("utf-8"))["pages"]
    document = pypdfium2.PdfDocument(str(path))
    gray = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    darkest = gray.getextrema()[0]
    inked = sum((255 - level) * count for level, count in enumerate(gray.histogram())) / (255 - darkest)
    seen = 100 * inked / (gray.width * gray.height)
    assert page["coverage"]["K"] == pytest.approx(seen, rel=0.15)


def test_a_file_is_held_to_its_ticket(shop: tuple[Path, Edition], tmp_path: Path) -> None:
    folder, _ = shop
    whole, second = press_context(folder / "2346.pdf"), press_context(folder / "2346-02.pdf")
    assert (whole.settings.ink_limit, whole.settings.condition) == (230, "IFRA26")
    assert whole.trim == pytest.approx((1105.51, 1530.71), abs=0.01)
    assert whole.colours == {1: "CMYK", 2: "K"}
    assert second.colours == {1: "K"}
    assert second.sha256 == hashlib.sha256((folder / "2346-02.pdf").read_bytes()).hexdigest()
    (tmp_path / "other.pdf").write_bytes(b"")
    assert press_context(tmp_path / "other.pdf").trim is None
    (tmp_path / "ticket.json").write_text('{"files": [{"name": "other.pdf"}]}', "utf-8")
    assert press_context(tmp_path / "other.pdf").sha256 == ""
