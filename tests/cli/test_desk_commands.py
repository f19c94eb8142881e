"""The desk's commands as typed: check, explain, new, import."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import docx
import pytest
from PIL import Image

from layout.cli.app import run_command
from layout.diagnostics.wording import catalogue
from layout.issue.reader import read_issue
from tests.newspaper import bare_house


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house without fonts: these commands need none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    return bare_house(tmp_path)


def test_new_issue_reads_without_error(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["new", "7", "--date", "2022-05-17", "--pages", "4"]) == 0
    assert "issues/7/issue.yaml" in capsys.readouterr().out
    done = read_issue(house / "issues" / "7")
    assert done.issue is not None
    assert not [remark for remark in done.remarks if remark.severity == "error"]
    assert (done.issue.number, done.issue.date) == (7, date(2022, 5, 17))
    assert done.issue.pages is not None and len(done.issue.pages) == 4
    assert (house / "issues" / "7" / "photos").is_dir()


@pytest.mark.parametrize("profile", ["broadsheet", "broadsheet-8", "tabloid"])
def test_new_issue_untouched_can_be_made_up(house: Path, capsys: pytest.CaptureFixture[str], profile: str) -> None:
    fonts = Path(__file__).parents[2] / "fonts"
    for path in (house / "fonts").iterdir():
        path.unlink()
    (house / "fonts").rmdir()
    (house / "fonts").symlink_to(fonts)
    run_command(["new", "7", "--date", "2022-05-17", "--pages", "2"])
    head = house / "issues" / "7" / "issue.yaml"
    head.write_text(head.read_text("utf-8").replace("profile: broadsheet ", f"profile: {profile} "), "utf-8")
    capsys.readouterr()
    assert run_command(["check", "7", "--format", "json"]) == 0
    found = {remark["code"]: remark["severity"] for remark in json.loads(capsys.readouterr().out)}
    assert "error" not in found.values()
    assert found["I320"] == "warning", "a sample story must never be released"


def test_new_never_writes_over(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "issues" / "7").mkdir()
    (house / "issues" / "7" / "a1.md").write_text("mine", "utf-8")
    assert run_command(["new", "7", "--date", "2022-05-17"]) == 1
    assert "D001" in capsys.readouterr().err
    assert sorted(path.name for path in (house / "issues" / "7").iterdir()) == ["a1.md"]
    assert (house / "issues" / "7" / "a1.md").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("imprint", "own"),
    [
        ("imprint: {printer: 某厂, printed: 2022-05-16, run: 3200}", "printed: 2022-05-23, run: 3200"),
        ("imprint:\n  printed: 2022-05-17   # 印\n  run: 3200", "printed: 2022-05-24   # 印"),
        ("imprint: {printed: '2022-05-10'}", "printed: 2022-05-17"),
        ("imprint: {printed: 2022-05-09}", "printed: 2022-05-24"),
        ("imprint: {printed: 五月}", "printed: null"),
        ("imprint: {printed: null, run: 5}", "printed: null, run: 5"),
    ],
)
def test_the_day_of_printing_keeps_its_distance_from_the_day_of_issue(house: Path, imprint: str, own: str) -> None:
    (house / "issues" / "7").mkdir()
    text = f"issue: {{no: 7, date: 2022-05-17}}\n{imprint}\npages: auto\n"
    (house / "issues" / "7" / "issue.yaml").write_text(text, "utf-8")
    assert run_command(["new", "8", "--date", "2022-05-24"]) == 0
    assert own in (house / "issues" / "8" / "issue.yaml").read_text("utf-8")


def test_the_pages_of_a_new_issue_are_named(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["new", "7", "--date", "2022-05-17", "--pages", "要闻、民生, 副刊"]) == 0
    issue = read_issue(house / "issues" / "7").issue
    assert issue is not None and [page.section for page in issue.pages or ()] == ["要闻", "民生", "副刊"]
    for wrong in ("0", "97", "、", "要闻：民生", "[x]"):
        assert run_command(["new", "8", "--date", "2022-05-24", "--pages", wrong]) == 2, wrong
    assert not (house / "issues" / "8").exists()


def test_new_takes_masthead_and_imprint_over(house: Path) -> None:
    run_command(["new", "7", "--date", "2022-05-17"])
    head = house / "issues" / "7" / "issue.yaml"
    text = head.read_text("utf-8").replace("name: 报名                      #", "name: 禹州通讯   # 改过，")
    text = text.replace("printer: null", "printer: 某厂").replace("printed: null", "printed: 2022-05-16")
    head.write_text(text, "utf-8")
    assert run_command(["new", "8", "--date", "2022-05-18"]) == 0
    later = (house / "issues" / "8" / "issue.yaml").read_text("utf-8")
    assert "name: 禹州通讯   # 改过，" in later
    issue = read_issue(house / "issues" / "8").issue
    assert issue is not None
    assert (issue.masthead.name, issue.imprint.printer, issue.imprint.printed) == (
        "禹州通讯", "某厂", date(2022, 5, 17),
    )  # fmt: skip


def test_new_leaves_nothing_where_it_cannot_be_whole(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "issues").rmdir()
    (house / "issues").write_text("a file where the folder should be")
    assert run_command(["new", "7", "--date", "2022-05-17"]) == 1
    assert "D002" in capsys.readouterr().err
    (house / "issues").unlink()
    (house / "issues" / ".7.new" / "photos").mkdir(parents=True)  # a killed run's
    assert run_command(["new", "7", "--date", "2022-05-17"]) == 0
    assert [path.name for path in (house / "issues").iterdir()] == ["7"]


def test_bad_date_is_wrong_usage(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["new", "7", "--date", "2022-02-30"]) == 2
    assert not (house / "issues" / "7").exists()
    assert capsys.readouterr().err


def test_check_tells_everything_and_fails(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_command(["new", "7", "--date", "2022-05-17"])
    story = house / "issues" / "7" / "a1.md"
    story.write_text(story.read_text("utf-8").replace("kind: lead", "kind: leed") + "\n{{sick: x}}\n", "utf-8")
    capsys.readouterr()
    assert run_command(["check", "7", "--format", "json"]) == 1
    found = {remark["code"] for remark in json.loads(capsys.readouterr().out)}
    assert {"I224", "I301", "I320", "I620"} <= found
    assert run_command(["check", "7"]) == 1
    said = capsys.readouterr().out
    assert "issues/7/a1.md:3:7 I224 错误" in said
    assert "^^^^" in said and "提示: " in said
    assert run_command(["check", "7", "--format", "short", "--lang", "en"]) == 1
    assert "issues/7/a1.md:3:7 I224 error: `kind` cannot be `leed`" in capsys.readouterr().out
    assert run_command(["check", "7", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::")


def test_check_corrects_what_is_certain(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_command(["new", "7", "--date", "2022-05-17"])
    story = house / "issues" / "7" / "a1.md"
    text = story.read_text("utf-8")
    story.write_text(text.replace("kind: lead ", "kind: leed ").replace("byline:", "bylin:"), "utf-8")
    capsys.readouterr()
    run_command(["check", "7", "--fix", "--format", "json"])
    said = capsys.readouterr()
    assert "issues/7/a1.md  改了 2 处" in said.err
    assert story.read_text("utf-8") == text
    assert not {"I224", "I220"} & {remark["code"] for remark in json.loads(said.out)}
    left = {path.name for path in story.parent.iterdir()} - {".history", "history.jsonl"}
    assert left == {"a1.md", "issue.yaml", "photos"}


def test_corrections_are_made_over_what_was_read(house: Path) -> None:
    from layout.cli.put_right import corrections
    from layout.issue.reader import read_issue
    from layout.journal import Journal

    run_command(["new", "7", "--date", "2022-05-17"])
    folder = house / "issues" / "7"
    story = folder / "a1.md"
    story.write_text(story.read_text("utf-8").replace("kind: lead ", "kind: leed "), "utf-8")
    read = read_issue(folder)
    story.write_text(story.read_text("utf-8") + "\n别处加的。\n", "utf-8")
    changes, _ = corrections(read.sources, read.remarks)
    done = Journal(folder).write(changes, who="甲", what="改正", when="2022-05-17T23:00:00")
    assert [remark.code for remark in done.remarks] == ["J001"]
    assert story.read_text("utf-8").endswith("别处加的。\n")


def test_check_corrects_a_wrong_day_to_the_computed_one(house: Path) -> None:
    run_command(["new", "7", "--date", "2022-05-17"])
    head = house / "issues" / "7" / "issue.yaml"
    text = head.read_text("utf-8")
    wrong = text.replace("weekday: auto", "weekday: 星期三").replace("lunar: auto", 'lunar: "壬寅年四月十八"')
    head.write_text(wrong, "utf-8")
    run_command(["check", "7", "--fix"])
    right = text.replace("weekday: auto", "weekday: 星期二").replace("lunar: auto", "lunar: 农历壬寅年四月十七")
    assert head.read_text("utf-8") == right


def test_check_of_an_issue_that_is_not_there(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["check", "8"]) == 1
    assert "I100" in capsys.readouterr().out


def test_explain(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["explain", "i106"]) == 0
    said = capsys.readouterr().out
    assert "I106" in said and "UTF-8" in said and "记事本" in said
    assert run_command(["explain", "I106", "--lang", "en"]) == 0
    assert "Copy is always UTF-8" in capsys.readouterr().out
    assert run_command(["explain", "M153"]) == 0
    assert "最明显的一处下面看上去 … 磅，上面 … 磅，是 … 倍" in capsys.readouterr().out
    assert run_command(["explain", "I999"]) == 2
    assert run_command(["explain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(catalogue())


def test_import(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_command(["new", "7", "--date", "2022-05-17"])
    document = docx.Document()
    document.add_paragraph("我市召开会议", "Title")
    document.add_paragraph("近日开会。")
    document.save(str(house / "五月稿.docx"))
    assert run_command(["import", "五月稿.docx", "--issue", "7"]) == 0
    assert "issues/7/w1.md" in capsys.readouterr().out
    story = (house / "issues" / "7" / "w1.md").read_text("utf-8")
    assert "我市召开会议" in story and "近日开会。" in story
    assert run_command(["import", "五月稿.docx", "--issue", "7", "--id", "w1"]) == 1
    assert "D003" in capsys.readouterr().err
    assert (house / "issues" / "7" / "w1.md").read_text("utf-8") == story
    assert run_command(["import", "五月稿.docx", "--issue", "7"]) == 1
    assert "D107" in capsys.readouterr().err
    assert run_command(["import", "五月稿.docx", "--issue", "7", "--id", "w2"]) == 0
    assert (house / "issues" / "7" / "w2.md").is_file()
    assert run_command(["import", "none.docx", "--issue", "7"]) == 1
    assert run_command(["import", "五月稿.docx", "--issue", "9"]) == 1
    assert run_command(["import", "五月稿.docx", "--issue", "7", "--id", "../x"]) == 2


def test_import_that_finds_a_name_taken_leaves_nothing(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_command(["new", "7", "--date", "2022-05-17"])
    Image.new("RGB", (40, 30)).save(house / "a.png")
    Image.new("RGB", (30, 40)).save(house / "b.png")
    document = docx.Document()
    document.add_paragraph("我市召开会议", "Title")
    for picture in ("a.png", "b.png"):
        document.add_picture(str(house / picture))
    document.save(str(house / "稿.docx"))
    mine = house / "issues" / "7" / "photos" / "w1-2-b.png"
    mine.write_bytes(b"mine")
    before = sorted((house / "issues").rglob("*"))
    assert run_command(["import", "稿.docx", "--issue", "7", "--id", "w1"]) == 1
    assert "D002" in capsys.readouterr().err
    assert sorted((house / "issues").rglob("*")) == before
    assert mine.read_bytes() == b"mine"
    mine.unlink()
    assert run_command(["import", "稿.docx", "--issue", "7", "--id", "w1"]) == 0
    assert (house / "issues" / "7" / "photos" / "w1-2-b.png").is_file()


def test_explain_gives_a_proofreading_rules_page(capsys) -> None:
    assert run_command(["explain", "usage.two-ands"]) == 0
    page = capsys.readouterr().out
    assert "R222" in page and "现代汉语八百词" in page and "off: [usage.two-ands]" in page
    assert run_command(["explain", "words.质-制"]) == 0 and "R432" in capsys.readouterr().out
    assert run_command(["explain", "usage.nothing-such"]) == 0, "the family's own page"
    capsys.readouterr()
    assert run_command(["explain", "nobody.nothing"]) == 2
