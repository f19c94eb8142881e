"""Draft and release: what each says of itself, what is kept, and what the shop gets the second time."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from layout.cli.app import run_command
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build
from layout.desk.build.results import Built
from layout.desk.house import House
from layout.diagnostics import Place, Remarked
from layout.issue.house_file import Demands, read_demands
from tests import newspaper


@pytest.fixture
def desk(tmp_path: Path) -> House:
    """Return a house with an issue of two pages that is fit for release."""
    newspaper.small_issue(newspaper.house(tmp_path))
    return House(tmp_path)


def made(house: House, *only: str, release: bool = False, reason: str = "", output: Path | None = None) -> Built:
    order = Order(house, 7, output or house.output, only or ("press",), release, reason=reason, processes=1)
    done = build(order, in_silence)
    assert done.written.files, [remark for remark in done.remarks if remark.severity != "note"]
    return done


def edit(house: House, story: str, old: str, new: str) -> None:
    path = house.issue(7) / f"{story}.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def change(house: House) -> None:
    """Make a late change of page 2."""
    edit(house, "b2", "添了两张床", "添了三张床")


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def ticket(folder: Path) -> dict[str, object]:
    return dict(json.loads((folder / "press" / "ticket.json").read_text("utf-8")))


def slug(file: Path) -> str:
    """Return what stands under the trim of a file's first page."""
    document = pypdfium2.PdfDocument(file)
    page = document[0]
    left, bottom, right, _ = page.get_trimbox()
    return str(page.get_textpage().get_text_bounded(left, 0, right, bottom))


@pytest.mark.long(held="desk/test_versions.py::test_a_draft_says_so_and_is_replaced_not_kept")
def test_a_draft_never_takes_a_release_s_place_and_a_second_release_hands_over_what_changed(
    desk: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk.root)
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    draft, kept = desk.output / "7", desk.output / "7-r1"
    made(desk)
    assert not kept.exists()
    assert "草样 不得付印" in slug(draft / "press" / "7-02.pdf") and "第 02 版" in slug(draft / "press" / "7-02.pdf")
    with pikepdf.open(draft / "press" / "7.pdf") as pdf:
        assert str(pdf.docinfo["/Subject"]) == "草样 draft"
        assert "草样 draft" in pdf.Root.Metadata.read_bytes().decode()
    assert (ticket(draft)["status"], ticket(draft)["release"]) == ("draft", 0)
    assert made(desk, release=True).written.release == kept
    before = tree(kept)
    assert before["press/7.pdf"] == (draft / "press" / "7.pdf").read_bytes()
    assert "付印 第 1 次" in slug(kept / "press" / "7.pdf")
    assert (ticket(kept)["status"], ticket(kept)["release"], ticket(kept)["changed_pages"]) == ("release", 1, [])
    change(desk)
    made(desk)
    assert tree(kept) == before
    assert "草样" in slug(draft / "press" / "7.pdf")
    capsys.readouterr()
    assert run_command(["verify", "output/7/press/7-02.pdf"]) == 0
    assert "草样，不得付印" in capsys.readouterr().out
    assert run_command(["verify", "output/7-r1/press/7-02.pdf"]) == 0
    assert "第 1 次付印" in capsys.readouterr().out
    assert run_command(["verify", "output/7-r1/press/7-02.pdf", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["status"] == "release 1"
    assert run_command(["compare", "7", "r1"]) == 1
    said = capsys.readouterr().out
    assert "第 2 版" in said and "三" in said and "第 1 版" not in said
    assert run_command(["compare", "7-r1", "7-r1"]) == 0
    assert run_command(["compare", "7", "r7"]) == 2

    # The second release: its pages that changed lie apart, the others are the same bytes.
    done = made(desk, release=True, reason="更正一字")
    second = desk.output / "7-r2"
    assert tree(kept) == before
    assert dict(next(remark for remark in done.remarks if remark.code == "D150").args) == {"number": 2, "pages": "2"}
    handed = {path.name for path in (second / "press" / "changed").iterdir()}
    assert {"7-02.pdf", "ticket.json"} <= handed and not any(name[:2] == "7-" for name in handed - {"7-02.pdf"})
    name = "press/7-01.pdf"
    assert (second / name).read_bytes() == before[name], "the plate of a page that did not change stands"
    assert "付印 第 2 次" in slug(second / "press" / "7-02.pdf")
    assert (ticket(second)["changed_pages"], ticket(second)["reason"]) == ([2], "更正一字")
    report = json.loads((second / "report.json").read_text("utf-8"))["status"]
    assert (report["release"], report["changed"], report["reason"]) == (2, [2], "更正一字")
    # The same copy is the same release; where there is nothing to follow it is the first, byte for byte again.
    made(desk, release=True, reason="再来一次")
    assert not (desk.output / "7-r3").exists()
    edit(desk, "b2", "添了三张床", "添了两张床")
    made(desk, release=True, output=desk.root / "elsewhere")
    again = tree(desk.root / "elsewhere" / "7-r1" / "press")
    assert again == {name.removeprefix("press/"): data for name, data in before.items() if name.startswith("press/")}


def test_the_house_may_demand_a_reason_and_a_kept_plan(desk: House) -> None:
    (desk.output / "7-r1").mkdir(parents=True)
    (desk.issues / "house").mkdir()
    house = desk.issues / "house" / "house.yaml"
    house.write_text("base: https://news.example.cn/\nrelease: {reason: true, plan: true}\n", "utf-8")
    order = Order(desk, 7, desk.output, ("press",), release=True)
    assert [one.code for one in build(order, in_silence).remarks if one.severity == "error"] == ["D151"]
    assert not (desk.output / "7-r2").exists()
    house.write_text("release: {reazon: true}\n", "utf-8")
    read = read_demands(desk.issues)
    assert read.value == Demands() and isinstance(read.remarks[0].at, Place) and read.remarks[0].at.line == 1
    house.write_text("release: {plan: true}\n", "utf-8")
    assert read_demands(desk.issues) == Remarked(Demands(plan=True))


@pytest.mark.parametrize(("on", "told"), [("2026-11-25", True), ("2026-11-26", False)])
def test_a_release_is_not_of_a_day_before_a_correction_in_it(desk: House, on: str, told: bool) -> None:
    settings = desk.issue(7) / "issue.yaml"
    correction = "corrections: [{date: 2026-11-26, story: b2, reason: 更正}]"
    settings.write_text(f"{settings.read_text('utf-8')}{correction}\n", "utf-8")
    order = Order(desk, 7, desk.output, ("press",), True, on=date.fromisoformat(on))
    done = build(order, in_silence)
    assert ("D153" in [remark.code for remark in done.remarks]) is told
    assert (done.written.release is None) is told
