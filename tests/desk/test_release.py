"""Draft and release: what each says of itself, what is kept, and what the shop gets the second time."""

from __future__ import annotations

import json
import shutil
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
from tests.newspaper import coarse

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def desk(tmp_path: Path) -> House:
    """Return a house with issue 9999, which is fit for release."""
    (tmp_path / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    shutil.copytree(ROOT / "issues" / "9999", tmp_path / "issues" / "9999")
    return House(tmp_path)


def made(house: House, *only: str, release: bool = False, reason: str = "", output: Path | None = None) -> Built:
    order = Order(house, 9999, output or house.output, only or ("press",), release, reason=reason)
    done = build(order, in_silence)
    assert done.written.files, [remark for remark in done.remarks if remark.severity != "note"]
    return done


def edit(house: House, story: str, old: str, new: str) -> None:
    path = house.issue(9999) / f"{story}.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def change(house: House) -> None:
    """Make a late change of page 2."""
    edit(house, "b2", "一位耐心的老校对", "一位细心的老校对")


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


def test_a_draft_never_takes_a_release_s_place_and_a_second_release_hands_over_what_changed(
    desk: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk.root)
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    draft, kept = desk.output / "9999", desk.output / "9999-r1"
    made(desk)
    assert not kept.exists()
    assert "草样 不得付印" in slug(draft / "press" / "9999-02.pdf") and "第 02 版" in slug(
        draft / "press" / "9999-02.pdf"
    )
    with pikepdf.open(draft / "press" / "9999.pdf") as pdf:
        assert str(pdf.docinfo["/Subject"]) == "草样 draft"
        assert "草样 draft" in pdf.Root.Metadata.read_bytes().decode()
    assert (ticket(draft)["status"], ticket(draft)["release"]) == ("draft", 0)
    assert made(desk, release=True).written.release == kept
    before = tree(kept)
    assert before["press/9999.pdf"] == (draft / "press" / "9999.pdf").read_bytes()
    assert "付印 第 1 次" in slug(kept / "press" / "9999.pdf")
    assert (ticket(kept)["status"], ticket(kept)["release"], ticket(kept)["changed_pages"]) == ("release", 1, [])
    change(desk)
    made(desk)
    assert tree(kept) == before
    assert "草样" in slug(draft / "press" / "9999.pdf")
    capsys.readouterr()
    assert run_command(["verify", "output/9999/press/9999-03.pdf"]) == 0
    assert "草样，不得付印" in capsys.readouterr().out
    assert run_command(["verify", "output/9999-r1/press/9999-03.pdf"]) == 0
    assert "第 1 次付印" in capsys.readouterr().out
    assert run_command(["verify", "output/9999-r1/press/9999-03.pdf", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["status"] == "release 1"
    assert run_command(["compare", "9999", "r1"]) == 1
    said = capsys.readouterr().out
    assert "第 2 版" in said and "细心" in said and "第 1 版" not in said
    assert run_command(["compare", "9999-r1", "9999-r1"]) == 0
    assert run_command(["compare", "9999", "r7"]) == 2

    # The second release: its pages that changed lie apart, the others are the same bytes.
    done = made(desk, release=True, reason="更正一字")
    second = desk.output / "9999-r2"
    assert tree(kept) == before
    assert dict(next(remark for remark in done.remarks if remark.code == "D150").args) == {"number": 2, "pages": "2"}
    handed = {path.name for path in (second / "press" / "changed").iterdir()}
    assert {"9999-02.pdf", "ticket.json"} <= handed and not any(
        name[:5] == "9999-" for name in handed - {"9999-02.pdf"}
    )
    for page in (1, 3, 4):
        name = f"press/9999-{page:02d}.pdf"
        assert (second / name).read_bytes() == before[name], "the plate of a page that did not change stands"
    assert "付印 第 2 次" in slug(second / "press" / "9999-02.pdf")
    assert (ticket(second)["changed_pages"], ticket(second)["reason"]) == ([2], "更正一字")
    report = json.loads((second / "report.json").read_text("utf-8"))["status"]
    assert (report["release"], report["changed"], report["reason"]) == (2, [2], "更正一字")
    # The same copy is the same release; where there is nothing to follow it is the first, byte for byte again.
    made(desk, release=True, reason="再来一次")
    assert not (desk.output / "9999-r3").exists()
    edit(desk, "b2", "一位细心的老校对", "一位耐心的老校对")
    made(desk, release=True, output=desk.root / "elsewhere")
    again = tree(desk.root / "elsewhere" / "9999-r1" / "press")
    assert again == {name.removeprefix("press/"): data for name, data in before.items() if name.startswith("press/")}


def test_the_house_may_demand_a_reason_and_a_kept_plan(desk: House) -> None:
    (desk.output / "9999-r1").mkdir(parents=True)
    (desk.issues / "house").mkdir()
    house = desk.issues / "house" / "house.yaml"
    house.write_text("base: https://news.example.cn/\nrelease: {reason: true, plan: true}\n", "utf-8")
    order = Order(desk, 9999, desk.output, ("press",), release=True)
    assert [one.code for one in build(order, in_silence).remarks if one.severity == "error"] == ["D151"]
    assert not (desk.output / "9999-r2").exists()
    house.write_text("release: {reazon: true}\n", "utf-8")
    read = read_demands(desk.issues)
    assert read.value == Demands() and isinstance(read.remarks[0].at, Place) and read.remarks[0].at.line == 1
    house.write_text("release: {plan: true}\n", "utf-8")
    assert read_demands(desk.issues) == Remarked(Demands(plan=True))


@pytest.mark.parametrize(("on", "told"), [("2026-11-25", True), ("2026-11-26", False)])
def test_a_release_is_not_of_a_day_before_a_correction_in_it(desk: House, on: str, told: bool) -> None:
    settings = desk.issue(9999) / "issue.yaml"
    correction = "corrections: [{date: 2026-11-26, story: b2, reason: 更正}]"
    settings.write_text(f"{settings.read_text('utf-8')}{correction}\n", "utf-8")
    order = Order(desk, 9999, desk.output, ("press",), True, on=date.fromisoformat(on))
    done = build(order, in_silence)
    assert ("D153" in [remark.code for remark in done.remarks]) is told
    assert (done.written.release is None) is told


def test_only_releases_are_versions_and_corrections_have_days_of_their_own(desk: House) -> None:
    settings = coarse(desk.issue(9999)) / "issue.yaml"
    parts = ("press", "archive", "web")
    out = desk.output / "9999"
    made(desk, "press", "archive")
    assert "草样，未付印" in (out / "archive" / "bag-info.txt").read_text("utf-8")
    assert 'RECORDSTATUS="draft"' in (out / "archive" / "data" / "mets.xml").read_text("utf-8")
    change(desk)
    made(desk, *parts, release=True)
    assert not (out / "archive-versions").exists(), "drafts are replaced, not kept"
    correction = "{date: 2026-11-25, story: b2, reason: 文中“耐心”应为“细心”}"
    settings.write_text(settings.read_text("utf-8") + f"corrections: [{correction}]\n", "utf-8")
    edit(desk, "b2", "一位细心的老校对", "一位老校对")
    made(desk, *parts, release=True, reason="更正")
    info = (out / "archive" / "bag-info.txt").read_text("utf-8")
    assert "Version: 2\n" in info and "付印 release 2，更正" in info
    assert [path.name for path in (out / "archive-versions").iterdir()] == ["v1"]
    data = out / "archive" / "data"
    mets, premis = ((data / name).read_text("utf-8") for name in ("mets.xml", "premis.xml"))
    assert 'LASTMODDATE="2026-11-25T12:00:00+08:00"' in mets and "EVENT_correction-1" in mets
    assert "更正 b2：文中“耐心”应为“细心”" in premis and "2026-11-25T12:00:00+08:00" in premis
    web = out / "web"
    page, before = ((web / name).read_text("utf-8") for name in ("article-b2.html", "before-b2.html"))
    assert "草样" not in page
    assert "2026年11月25日" in page and 'href="before-b2.html"' in page and '"dateModified":"2026-11-25"' in page
    assert "一位细心的老校对" in before and 'href="article-b2.html"' in before
    assert "更正" not in (web / "article-b3.html").read_text("utf-8").partition("<footer")[0].partition("<main")[2]
    feed = (web / "feed.xml").read_text("utf-8")
    assert feed.count("<updated>2026-11-25T06:00:00+08:00</updated>") == 2
    log = (desk.output / "web" / "corrections.html").read_text("utf-8")
    assert "文中“耐心”应为“细心”" in log and 'href="../9999/web/article-b2.html"' in log
    edit(desk, "b2", "一位老校对", "一位再改的老校对")
    made(desk, "web")
    assert "一位再改的老校对" in (web / "article-b2.html").read_text("utf-8"), "the draft stands in the working output"
    year = (desk.output / "web" / "years" / "2026.html").read_text("utf-8")
    assert "../../9999-r2/web/index.html" in year and "../../9999/web/" not in year, "readers are led to the release"
    assert "一位老校对" in (desk.output / "9999-r2" / "web" / "article-b2.html").read_text("utf-8")
    assert (desk.output / "9999-r2" / "wechat" / "b2" / "content.html").is_file()
    assert "9999-r2" in (desk.output / "web" / "corrections.html").read_text("utf-8")
