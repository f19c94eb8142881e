"""通版: two facing pages made as one, from copy to plates, archive and web."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build, check
from layout.desk.build.results import Checked
from layout.desk.build.white import white_told
from layout.desk.house import House
from layout.diagnostics import Severity
from layout.export.pdf.halves import single_pages
from layout.geometry.profiles import PROFILES
from layout.ground.dataclass import replace
from layout.issue.reader import read_issue
from layout.makeup.check.verdict import Cells, Fault, Scores, Verdict
from layout.makeup.solve.issue.spreads import as_wanted, only_spread, without_spreads
from layout.preflight import check_file
from layout.sheet import Text
from tests.newspaper import PLAN, SPREAD, coarse, house, spread_issue

MM = 72 / 25.4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an issue of four pages, the middle two a spread."""
    return spread_issue(house(tmp_path))


def order(folder: Path, *only: str, mend: bool = False) -> Order:
    root = folder.parents[1]
    return Order(House(root), 7, root / "output", only or ("press",), mend=mend, processes=1)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """Return the issue as it was made up and judged."""
    return check(order(spread_issue(house(tmp_path_factory.mktemp("spread")))), in_silence)


def test_white_of_a_spread_is_looked_for_on_both_its_pages(found: Checked) -> None:
    """A story seven columns wide stood at the right, over the fold's columns: as a filler it goes in there again."""
    judged = found.judged
    assert judged is not None
    (left,) = (story for story in judged.issue.stories if story.id == "b3")
    pages = [
        replace(page, blocks=tuple(block for block in page.blocks if block.story != "b3")) for page in judged.plan.pages
    ]
    white = Verdict((Fault("M118", Severity.WARNING, Cells(2, 5, 64, 7, 56)),), (Scores(2, 1392, white=392),), ())
    issue, plan = replace(judged.issue, fillers=(left,)), replace(judged.plan, pages=tuple(pages))
    told = [dict(one.args) for one in white_told(issue, plan, white, judged.room) if one.code == "M224"]
    assert [one["filler"] for one in told] == ["b3"] and int(str(told[0]["cols"])) > 1


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_the_fold_lies_in_the_middle_of_a_gutter(profile: str) -> None:
    single = PROFILES[profile]
    wide = single.spread()
    assert wide.columns == 2 * single.columns and wide.measure == single.measure and wide.gutter >= single.gutter
    left = wide.column_x(single.columns - 1) + wide.measure
    assert left < single.trim[0] < wide.column_x(single.columns)
    assert abs(left + wide.column_x(single.columns) - 2 * single.trim[0]) <= wide.columns


def test_copy_runs_over_the_fold_and_the_ledger_is_clean(found: Checked) -> None:
    judged = found.judged
    assert judged is not None
    assert [sheet.label for sheet in judged.edition.sheets] == ["01", "02-03", "04"]
    worse = {one.code for one in found.remarks if one.severity is not Severity.NOTE}
    assert not [code for code in worse if code[0] == "L"] and not worse & {"M101", "M102", "M301", "I415", "I416"}
    wide = judged.edition.sheets[1]
    folios = {item.line.text for item in wide.items if isinstance(item, Text) and item.line.role == "folio"}
    assert {"第二版", "第三版"} <= folios
    assert any(item.x > wide.grid.trim[0] // 2 for item in wide.items if isinstance(item, Text) and item.region >= 0)


def test_the_shop_gets_both_pages_and_the_sheet(folder: Path) -> None:
    built = build(order(folder), in_silence)
    press = folder.parents[1] / "output" / "7" / "press"
    assert built.written.files
    names = sorted(path.name for path in press.glob("*.pdf") if path.stem != "ticket")
    assert names == ["7-01.pdf", "7-02-03.pdf", "7-02.pdf", "7-03.pdf", "7-04.pdf", "7.pdf"]
    sizes = {}
    for name in names:
        with pikepdf.open(press / name) as pdf:
            sizes[name] = [[round(float(edge) / MM) for edge in page.trimbox] for page in pdf.pages]
    widths = {name: [right - left for left, _, right, _ in boxes] for name, boxes in sizes.items()}
    assert widths["7.pdf"] == [390] * 4 and widths["7-02-03.pdf"] == [780] and widths["7-03.pdf"] == [390]
    ticket = json.loads((press / "ticket.json").read_text("utf-8"))
    assert [page["page"] for page in ticket["pages"]] == [1, 2, 3, 4] and ticket["spread_files"] == ["7-02-03.pdf"]
    from layout.export.pdf.ticket import press_context
    from layout.preflight import Expected

    for name in names:
        context = press_context(press / name)
        report = check_file(press / name, context.settings, Expected(context.trim, context.colours, context.sha256))
        assert not [one for one in report.diagnostics if one.severity is Severity.ERROR], name


def test_what_lies_on_the_other_page_is_not_in_a_page_s_file(found: Checked) -> None:
    judged = found.judged
    assert judged is not None
    front, left, right, last = single_pages(judged.edition.sheets)
    assert [page.number for page in (front, left, right, last)] == [1, 2, 3, 4]
    whole = judged.edition.sheets[1]
    assert len(left.items) + len(right.items) - len(whole.items) in range(1, 60), "only what crosses is in both"
    inside = [item.x for item in right.items if isinstance(item, Text)]
    assert max(inside) < right.grid.trim[0] and (left.grid.columns, right.grid.columns) == (6, 6)


@pytest.mark.long(held="desk/test_spread.py::test_the_shop_gets_both_pages_and_the_sheet")
def test_archive_and_web_have_the_spread_as_one_page(folder: Path) -> None:
    from layout.preflight.archive.package import check_archive

    built = build(order(coarse(folder), "press", "archive", "web"), in_silence)
    output = folder.parents[1] / "output" / "7"
    assert built.written.files
    assert not check_archive(output / "archive")
    assert len(list((output / "archive" / "data" / "pdf").glob("*.pdf"))) == 3
    assert "02-03" in "".join(path.read_text("utf-8") for path in (output / "web").glob("*.html"))


def test_a_kept_page_that_becomes_a_spread_is_made_anew(folder: Path) -> None:
    narrow = SPREAD.replace("    spread: true\n", "").replace("size: [12, 60]", "size: [6, 60]")
    narrow = narrow.replace("at: [5, 64], size: [7, 56]", "at: [5, 64], size: [1, 56]")
    (folder / "plan.yaml").write_text(PLAN.replace(SPREAD, narrow), "utf-8")
    found = check(order(folder, mend=True), in_silence)
    assert found.judged is not None
    first, wide, last = found.judged.plan.pages
    assert wide.spread and {block.story for block in wide.blocks} == {"b1", "b2", "b3"}
    assert max(block.col + block.cols for block in wide.blocks) == 12
    assert [len(page.blocks) for page in (first, last)] == [1, 1]


def test_spreads_are_planned_apart(folder: Path) -> None:
    made = read_issue(folder).issue
    assert made is not None and made.pages is not None
    rest = without_spreads(made)
    assert [page.number for page in rest.pages or ()] == [1, 4] and {one.id for one in rest.stories} == {"a1", "d1"}
    only = only_spread(made, made.pages[1])
    assert [page.spread for page in only.pages or ()] == [False] and len(only.stories) == 3
    from layout.makeup.dummy.file import read_plan, write_plan

    plan = read_plan(folder / "plan.yaml", "plan.yaml", made).value
    assert plan is not None and "spread: true" in write_plan(plan)
    assert as_wanted(plan, made) == (plan, [], set())


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((1, 2, 4), []), ((1, 3, 5), ["I463"]), ((1, 2), ["I463"]), ((1, 2, 3, 4), ["I463"])],
)
def test_a_spread_is_an_even_page_and_the_one_after_it(folder: Path, numbers: tuple[int, ...], told: list[str]) -> None:
    listed = [f"  - {{no: {numbers[0]}, name: 要闻, stories: [a1]}}"]
    listed.append(f"  - {{no: {numbers[1]}, name: 长卷, spread: true, stories: [b1, b2, b3]}}")
    listed += [f"  - {{no: {number}, name: 综合, stories: [d1]}}" for number in numbers[2:]]
    text = (folder / "issue.yaml").read_text("utf-8").split("pages:")[0]
    (folder / "issue.yaml").write_text(f"{text}pages:\n" + "\n".join(listed) + "\n", "utf-8")
    found = {remark.code for remark in read_issue(folder).remarks} & {"I463", "I416"}
    assert set(told) <= found and ("I463" in found) is ("I463" in told)
