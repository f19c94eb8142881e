"""`layout galley` as a person at a terminal uses it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "issues" / "2346" / "a1.md"


def in_process(capfd: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    from layout.cli.app import run_command

    code = run_command(["galley", *map(str, words)])
    said = capfd.readouterr()
    return code, said.out, said.err


def test_one_row_a_line_and_no_character_lost(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    copy = "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。\n寒来暑往，秋收冬藏。\n"
    (tmp_path / "t.txt").write_text(copy, "utf-8")
    code, out, err = in_process(capfd, tmp_path / "t.txt", "--measure", "8")
    assert code == 0 and err == ""
    assert out.replace("\n", "") == copy.replace("\n", "")
    assert max(map(len, out.split("\n"))) <= 9


@pytest.mark.parametrize("measure", [4, 5, 7, 11, 23, 60])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff带标记的文字\r\n第二段\r\n",
        "مرحبا بالعالم وأهلا 你好",
        "🙂👍🏽👨‍👩‍👧 表情",
        "制表\t符与控制\x07符\x0b竖排\x0c换页\x85下一行",
        "Supercalifragilisticexpialidocious 12345678901234567890",
        "，，，。。。”””",
        "“”“”（（（（",
        "あいうえおカキクケコ、한국어 글자",
        "e\u0301a\u0308o\u0302 𠮷𪚥葛\U000e0101",
        "\u2028\u2029\u0000",
    ],
)
def test_any_text_at_any_measure(capfd: pytest.CaptureFixture[str], tmp_path: Path, text: str, measure: int) -> None:
    (tmp_path / "t.txt").write_bytes(text.encode("utf-8"))
    code, out, err = in_process(capfd, tmp_path / "t.txt", "--measure", measure)
    assert code == 0, err
    kept = "".join(line.strip(" \t\u3000") for line in text.removeprefix("\ufeff").splitlines())
    rows = out.split("\n")
    joined = "".join(row[:-1] if row.endswith("-") and row[:-1] in kept else row for row in rows)
    assert joined == kept
    assert "Traceback" not in err


def test_a_story_file_is_read_as_the_issue_reads_it(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = in_process(capfd, STORY, "--measure", "17")
    assert code == 0
    assert "全域静态管理 阻断传播链条" in out.splitlines()
    assert "I501" in err
    assert "kind:" not in out


def test_json_tells_places_and_reasons(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = in_process(capfd, STORY, "--measure", "17", "--format", "json")
    said = json.loads(out)
    assert code == 0 and said["measure_em"] == 17 and said["depth"] >= len(said["lines"])
    for line in said["lines"]:
        assert len(line["origins"]) >= len(line["text"])
        if line["role"] == "body" and line["ending"] == "turn":
            assert line["extent"] == line["measure"] == 153.0
    rules = {reason["rule"] for line in said["lines"] for reason in line["reasons"]}
    assert {"line-start-ban", "even", "line-end-half"} <= rules


def test_explain_gives_the_reason_under_each_line(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("甲乙丙丁戊己庚辛，丑寅卯辰巳午未申酉", "utf-8")
    for lang, words in (("zh", "“，”不能在行首"), ("en", "， may not begin a line")):
        _, out, _ = in_process(capfd, tmp_path / "t.txt", "--measure", "10", "--explain", "--lang", lang)
        assert words in out


def test_pdf_shows_the_same_lines(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import pypdfium2

    out = tmp_path / "g.pdf"
    code, _, _ = in_process(capfd, STORY, "--measure", "17", "--format", "pdf", "-o", out)
    assert code == 0
    with pypdfium2.PdfDocument(out) as document:
        page = document[0]
        shown = page.get_textpage().get_text_bounded()
        assert "器材集结待命……这也是该镇对党员干" in shown
    again = tmp_path / "h.pdf"
    in_process(capfd, STORY, "--measure", "17", "--format", "pdf", "-o", again)
    assert out.read_bytes() == again.read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("gbk.txt", "中文稿件".encode("gbk"), "I106"), ("none.txt", None, "I101"), ("dir", b"/", "I102")],
)
def test_a_file_that_cannot_be_read(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, name: str, data: bytes | None, code: str
) -> None:
    path = tmp_path / name
    if data == b"/":
        path.mkdir()
    elif data is not None:
        path.write_bytes(data)
    result, out, err = in_process(capfd, path, "--measure", "17")
    assert (result, out) == (1, "")
    assert code in err


def test_lines_that_would_overlap_are_refused(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("天地玄黄，宇宙洪荒。", "utf-8")
    code, out, err = in_process(capfd, tmp_path / "t.txt", "-m", "8", "--size", "20", "--leading", "5", "--lang", "zh")
    assert (code, out) == (2, "") and "--leading 5" in err
    code, out, _ = in_process(capfd, tmp_path / "t.txt", "-m", "8", "--size", "20", "--format", "json")
    assert code == 0 and json.loads(out)["leading"] > 20, "the leading of a size that was chosen grows with it"
    assert json.loads(in_process(capfd, tmp_path / "t.txt", "-m", "8", "--format", "json")[1])["leading"] == 11.57


def test_a_story_without_a_body_is_said_to_have_none(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = in_process(capfd, STORY.with_name("p1.md"), "-m", "17", "--lang", "zh")
    assert (code, out) == (0, "")
    assert "没有正文，小样是空的" in err


def test_no_folder_is_made_for_the_galley(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = in_process(capfd, STORY, "-m", "17", "-o", tmp_path / "none" / "deep" / "a.txt", "--lang", "zh")
    assert code == 1 and "D123" in err and "没有文件夹" in err
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_said(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, _, err = in_process(capfd, STORY, "--measure", "17", "-o", tmp_path / "file" / "out.txt")
    assert code == 1 and "D123" in err


@pytest.mark.parametrize("words", [(), ("--measure", "1"), ("--measure", "x"), ("--measure", "17", "--format", "doc")])
def test_wrong_usage(capfd: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    code, _, err = in_process(capfd, STORY, *words)
    assert code == 2 and err


@pytest.mark.long(held="properties/test_composition.py::test_effort_grows_no_faster_than_the_paragraph")
def test_a_very_long_paragraph(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = "近日，市委召开会议，要求各镇（街道）抓好第26项工作，确保“双清零”，不漏一户、不漏一人。" * 3900
    (tmp_path / "t.txt").write_text(text, "utf-8")
    code, out, _ = in_process(capfd, tmp_path / "t.txt", "--measure", "17")
    assert code == 0 and len(text) > 170_000
    assert out.replace("\n", "") == text


def test_the_installed_command_runs() -> None:
    command = Path(sys.executable).with_name("layout")
    if not command.is_file():
        pytest.skip("the command layout is not installed beside this interpreter")
    done = subprocess.run([command, "galley", STORY, "--measure", "17"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0
    assert "器材集结待命……这也是该镇对党员干" in done.stdout.decode("utf-8")
