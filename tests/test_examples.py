"""The worked examples in `tests/examples/`: what goes in, what comes out as text, and a picture of it.

`make golden ARGS=tests/test_examples.py` writes both anew; the texts are compared, the pictures looked at.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from layout.cli.app import run_command
from layout.compose.head.order import HeadOrder
from layout.compose.head.set_head import set_head
from layout.compose.line.paragraph import set_paragraph
from layout.compose.story.stylebook import house_style
from layout.export.pdf import PressSettings, write_press
from layout.geometry import Box, Grid, profile, pt, to_pt
from layout.issue.reader import read_issue
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, Plan
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.page.pages import make_up
from layout.sheet import Edition, Fill, Region, Rule, Sheet, Text, black
from layout.sheet.dump import dump

EXAMPLES = Path(__file__).with_name("examples")
ISSUE = "issue: {no: 1, date: 2026-11-28}\nmasthead: {name: 样报}\npages: [{no: 1, stories: [a1]}]\n"


@pytest.fixture
def kept(request, tmp_path):
    """Compare a text with the kept one, or write it anew with a picture of the first page of a file."""
    anew = request.config.getoption("--update-golden")

    def compare(name: str, text: str, pdf: Path | None = None) -> None:
        path = EXAMPLES / name
        if anew:
            path.write_text(text, "utf-8")
            if pdf is not None:
                with pypdfium2.PdfDocument(pdf) as document:
                    document[0].render(scale=1.5).to_pil().convert("P").save(path.with_name("picture.png"))
        assert path.read_text("utf-8") == text
        assert path.with_name("picture.png").stat().st_size < 60_000

    return compare


def sheet_of(*items, size=(300, 150)) -> Sheet:
    trim = tuple(map(pt, size))
    grid = Grid("card", trim, pt(9), Box(0, 0, *trim), 1, 17, pt(9), pt(11.57), 10)
    regions = (Region(0, "body", "a1", 0, Box(0, 0, *trim)),)
    return Sheet(1, "样", grid, items, regions)


def printed(sheet: Sheet, case, to: Path) -> Path:
    edition = Edition("样报", "", 1, date(2026, 11, 28), "", "", sheet.grid.trim, (sheet,), ())
    return write_press(edition, case, to, PressSettings(), per_page=False).value[0]


@pytest.mark.golden
def test_a_paragraph_becomes_lines(kept, case, tmp_path, capsys) -> None:
    copy = EXAMPLES / "line" / "copy.txt"
    assert run_command(["galley", str(copy), "--measure", "17", "--explain", "--lang", "en"]) == 0
    lines = set_paragraph(copy.read_text("utf-8").strip(), house_style().value["body"], pt(153), case)
    texts = [Text(pt(10), pt(20 + 11.57 * at), line, 0) for at, line in enumerate(lines)]
    kept("line/lines.txt", capsys.readouterr().out, printed(sheet_of(*texts, size=(173, 90)), case, tmp_path))


@pytest.mark.golden
def test_a_head_is_set_for_the_width_that_it_gets(kept, case, tmp_path) -> None:
    (tmp_path / "issue.yaml").write_text(ISSUE, "utf-8")
    (tmp_path / "a1.md").write_text((EXAMPLES / "head" / "story.md").read_text("utf-8"), "utf-8")
    head = read_issue(tmp_path).issue.stories[0].head
    style = house_style().value
    rows, items, top = [], [], 0
    for columns, width in ((2, 324), (3, 495), (4, 666)):
        setting = set_head(HeadOrder(head, pt(width), pt(11.57)), case, style).value
        rows.append(f"{columns} columns, {width} pt: {setting.rows} rows, headline {setting.size / 1000:g} pt")
        for part in setting.parts:
            rows.append(f"  {part.line.role:9} {part.line.text}")
            items.append(Text(pt(10) + part.x, top + part.y, part.line, 0))
        top += (setting.rows + 1) * pt(11.57)
        items.append(Rule(pt(10), top - pt(6), pt(10 + width), top - pt(6), pt(0.3), black(60)))
    file = printed(sheet_of(*items, size=(690, top // 1000)), case, tmp_path / "press")
    kept("head/heads.txt", "\n".join(rows) + "\n", file)


@pytest.mark.golden
def test_a_story_is_poured_into_legs_and_its_table_has_its_head_row_over_each(kept, case, tmp_path) -> None:
    (tmp_path / "issue.yaml").write_text(ISSUE, "utf-8")
    (tmp_path / "a1.md").write_text((EXAMPLES / "makeup" / "story.md").read_text("utf-8"), "utf-8")
    issue = read_issue(tmp_path).issue
    broadsheet = profile("broadsheet")
    size = (pt(540), pt(170))
    area = Box(pt(10), pt(4), size[0] - pt(20), size[1] - pt(8))
    grid = Grid("card", size, pt(9), area, 3, 17, broadsheet.size, broadsheet.leading, area.h // broadsheet.leading)
    room = CaseRoom(case, house_style().value, grid)
    block = Block("a1", 0, 0, 3, grid.rows, head=HeadChoice(lines=1))
    made = make_up(issue, Plan("card", (PageDummy(2, 0, (block,)),)), room, tmp_path)
    (sheet,) = made.sheets
    rows = [f"{fit.story}: room for {fit.offered} rows, {fit.set} lines set, {fit.over} over" for fit in made.fits]
    for region in sheet.regions:
        if region.role in ("headline", "body"):
            rows += ["", f"{region.role} at {to_pt(region.box.x):g} pt"]
            rows += ["  " + item.line.text for item in sheet.items if getattr(item, "region", -1) == region.index
                     and isinstance(item, Text)]  # fmt: skip
    kept("makeup/legs.txt", "\n".join(rows) + "\n", printed(sheet, case, tmp_path / "press"))


@pytest.mark.golden
def test_a_sheet_becomes_operators_of_the_press_file(kept, case, tmp_path) -> None:
    style = house_style().value["body"]
    (line,) = set_paragraph("报纸排版17字", style, pt(153), case)
    sheet = sheet_of(
        Fill(Box(pt(10), pt(10), pt(173), pt(30)), black(10)),
        Rule(pt(10), pt(46), pt(183), pt(46), pt(0.5)),
        Text(pt(20), pt(28), line, 0),
        size=(193, 60),
    )
    file = printed(sheet, case, tmp_path)
    (EXAMPLES / "press" / "sheet.txt").write_text(dump(sheet), "utf-8")
    with pikepdf.open(file) as pdf:
        operators = pdf.pages[0].Contents.read_bytes().decode("ascii")
    kept("press/operators.txt", operators + "\n", file)
