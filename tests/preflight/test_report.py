"""What a person and a program are told."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from pathlib import Path

import pytest
from breakages import BREAKAGES, break_file
from press_sheets import case, edition, front

from layout.cli.app import run_command
from layout.export.pdf import PressSettings, write_press, write_ticket
from layout.guard import Limits
from layout.preflight import check_file


@pytest.fixture
def broken(good: dict[str, Path], tmp_path: Path) -> Path:
    return break_file(good, BREAKAGES["BK02"][0], tmp_path / "page.pdf")


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = run_command(["verify", *words])
    return code, capsys.readouterr().out


def test_a_good_file_passes(good: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    code, out = told(capsys, str(good["x4"]), "--lang", "zh")
    assert code == 0
    verdict, seen = out.splitlines()
    assert verdict == "2346.pdf: PDF/X-4 通过 (错误 0，警告 0)"
    assert "渲染印版" in seen or "没有看到" in seen, "what was measured, or what could not be seen"


def test_a_file_whose_reading_is_stopped_is_not_called_damaged(
    good: dict[str, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Limits, "in_step_with", lambda size: Limits(seconds=0.01))
    code, out = told(capsys, str(good["x4"]), "--lang", "zh")
    assert code == 1 and "解读超过 0.01 秒，已停止" in out and "损坏" not in out


def test_people_get_page_place_rule_words_hint_and_clause(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = told(capsys, str(broken), "--lang", "zh")
    assert code == 1
    first, second, last, _ = out.splitlines()
    assert re.match(r"page\.pdf: 第 1 页，距左上 176\.\d, 36\d\.\d 毫米: BK02 错误 1 处黑字没有叠印", first)
    assert "提示: 给黑字设叠印" in second
    assert "GWG 2022 R0009" in second
    assert "未通过 (错误 1，警告 0)" in last
    _, out = told(capsys, str(broken), "--lang", "en", "--format", "short")
    assert "page 1" in out
    assert "BK02 error 1 pieces of black type do not overprint" in out


def test_programs_get_the_same(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = told(capsys, str(broken), "--format", "json")
    assert code == 1
    (report,) = json.loads(out)
    (finding,) = report["findings"]
    assert (report["file"], report["standard"], report["passed"]) == ("page.pdf", "PDF/X-1a:2003", False)
    assert (finding["check"], finding["severity"], finding["page"]) == ("BK02", "error", 1)
    assert finding["clause"] == "GWG 2022 R0009"
    left, top, right, bottom = finding["frame"]
    assert 170 < left < right < 185
    assert 355 < top < bottom < 370


def test_the_page_shows_a_picture_with_the_place_marked(broken: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert run_command(["verify", str(broken), "--format", "html", "-o", str(out)]) == 1
    html = out.read_text("utf-8")
    assert "BK02" in html
    assert "http" not in html.replace("http-equiv", "")
    picture = re.search(r"data:image/png;base64,([^\"]+)", html)
    assert picture is not None
    from io import BytesIO

    from PIL import Image

    image = Image.open(BytesIO(b64decode(picture[1])))
    place = re.search(r'<b style="left:(\d+)px;top:(\d+)px;width:(\d+)px;height:(\d+)px">', html)
    assert place is not None
    left, top, width, height = map(int, place.groups())
    dark = image.convert("L").crop((left, top, left + max(width, 4), top + max(height, 4)))
    assert dark.getextrema()[0] < 160, "the marked place is where the type stands"


def test_a_folder_of_press_files_is_checked_against_its_ticket(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = edition(front(tmp_path))
    press = tmp_path / "press"
    files = write_press(made, case(), press, PressSettings(), cache=tmp_path).value
    write_ticket(made, case(), press, PressSettings(), files, cache=tmp_path)
    code, out = told(capsys, str(press))
    assert (code, len(out.splitlines())) == (0, 4)  # the whole and the page, not the ticket
    files[1].write_bytes(files[1].read_bytes() + b"%\n")
    code, out = told(capsys, str(press), "--format", "short", "--lang", "zh")
    assert code == 1
    assert "2346-01.pdf: 整个文件: JT01 错误" in out


def test_an_empty_folder_is_no_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["verify", str(tmp_path)]) == 1
    assert capsys.readouterr().out == ""


def test_a_report_that_cannot_be_written_is_told(
    good: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert run_command(["verify", str(good["x1a"]), "-o", str(tmp_path / "file" / "report.txt")]) == 1
    assert "report.txt" in capsys.readouterr().err
    (tmp_path / "file").unlink()
    for to in ("new/deep/report.txt", "."):
        assert run_command(["verify", str(good["x1a"]), "-o", str(tmp_path / to)]) == 1
        assert "D123" in capsys.readouterr().err
        assert not list(tmp_path.iterdir()), "no folder, no half of a file"
    assert run_command(["verify", str(good["x1a"]), "-o", str(tmp_path / "report.txt")]) == 0
    assert (tmp_path / "report.txt").read_text("utf-8").startswith("2346.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_diagnostics_name_the_file_the_page_and_the_place(broken: Path) -> None:
    (remark,) = check_file(broken, PressSettings()).diagnostics
    args = dict(remark.args)
    assert remark.code == "BK02"
    assert args["page"] == 1
    assert len(args["box"]) == 4  # type: ignore[arg-type]


def test_the_manual_lists_every_check() -> None:
    from layout.preflight.press.checks import all_checks

    manual = (Path(__file__).parents[2] / "docs" / "press.md").read_text("utf-8")
    for check in all_checks():
        assert f"| {check.id} | " in manual
        assert f"| {check.clause} |" in manual


def test_the_manuals_list_every_setting() -> None:
    from layout.export import archive_settings
    from layout.export.pdf import settings
    from layout.export.web import settings as web_settings

    for block in (settings.BLOCK, archive_settings.BLOCK, web_settings.BLOCK):
        manual = (Path(__file__).parents[2] / "docs" / f"{block.name}.md").read_text("utf-8")
        assert [key for key in block.wishes if f"`{key}`" not in manual] == []
