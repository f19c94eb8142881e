"""`layout sign` and `layout status`: order, people, changed copy, keys, and what a release asks for."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from layout.cli.app import run_command
from tests.newspaper import bare_house

ISSUE = """\
issue: {no: 1, date: 2022-05-17}
masthead: {name: 试刊}
pages:
  - {no: 1, name: 要闻, stories: [a1]}
"""
STORY = "---\nid: a1\nhead: {main: 会议召开}\nsign: （办公室）\n---\n会议召开。\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return bare_house(tmp_path, {"issue.yaml": ISSUE, "a1.md": STORY})


def sign(role: str, name: str, subject: str = "a1", *more: str) -> int:
    return run_command(["sign", "1", subject, "--as", role, "--name", name, *more])


def demand(house: Path, text: str) -> None:
    (house / "issues" / "house").mkdir(exist_ok=True)
    (house / "issues" / "house" / "house.yaml").write_text(text, "utf-8")


def board(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    run_command(["status", "1", "--format", "json"])
    return {row["subject"]: row for row in json.loads(capsys.readouterr().out)}


def test_several_are_signed_at_once_or_none(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["sign", "1", "a1", "1", "a1", "--as", "初审", "--name", "王"]) == 0
    assert (house / "issues" / "1" / "history.jsonl").read_text("utf-8").count("\n") == 1
    rows = board(capsys)
    assert [one["name"] for name in ("a1", "page:1") for one in rows[name]["signed"]] == ["王", "王"]  # type: ignore[attr-defined]
    assert run_command(["sign", "1", "a1", "zz", "--as", "复审", "--name", "李"]) == 1
    assert len(board(capsys)["a1"]["signed"]) == 1, "none is signed where one cannot be"  # type: ignore[arg-type]


def test_several_readers_sign_all_that_lacks_them_at_once_or_none(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    three = ["--as", "初审", "--name", "王", "--as", "复审", "--name", "李", "--as", "终审", "--name", "赵"]
    assert run_command(["sign", "1", "全部", *three[:4], "--as", "三校", "--name", "孙"]) == 1
    assert "S001" in capsys.readouterr().out and not (house / "issues" / "1" / "signed.jsonl").exists()
    assert run_command(["sign", "1", "全部", *three]) == 0
    rows = board(capsys)
    for subject in ("a1", "page:1"):
        assert [one["name"] for one in rows[subject]["signed"]] == ["王", "李", "赵"]  # type: ignore[attr-defined]
    (line,) = (house / "issues" / "1" / "history.jsonl").read_text("utf-8").splitlines()
    assert "王、李、赵" in line and "初审、复审、终审 a1 page:1" in line
    assert run_command(["sign", "1", "all", *three]) == 0
    assert "没有要签的" in capsys.readouterr().out
    (house / "issues" / "1" / "a1.md").write_text(STORY.replace("会议召开。", "会议今天召开。"), "utf-8")
    assert run_command(["sign", "1", "全部", "--as", "终审", "--name", "赵"]) == 1, "nobody has read it before"
    assert run_command(["sign", "1", "全部", *three]) == 0
    demand(house, "release: {once: true}\n")
    (house / "issues" / "1" / "a1.md").write_text(STORY.replace("会议召开。", "会议昨天召开。"), "utf-8")
    assert run_command(["sign", "1", "全部", *three[:4], "--as", "复审", "--name", "王"]) == 1
    assert "S002" in capsys.readouterr().out


def test_a_role_without_a_name_and_a_key_for_two_are_wrong_usage(house: Path) -> None:
    assert run_command(["sign", "1", "a1", "--as", "初审", "--as", "复审", "--name", "王"]) == 2
    two = ["--as", "初审", "--name", "王", "--as", "复审", "--name", "李"]
    assert run_command(["sign", "1", "a1", *two, "--key", "wang"]) == 2


def test_roles_are_signed_in_order(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign("复审", "李") == 1
    assert "S001" in capsys.readouterr().out
    assert sign("初审", "王") == 0 and sign("复审", "李") == 0
    row = board(capsys)["a1"]
    assert [(one["role"], one["name"], one["by"]) for one in row["signed"]] == [  # type: ignore[index,attr-defined]
        ("初审", "王", "name"),
        ("复审", "李", "name"),
    ]
    assert (house / "issues" / "1" / "signed.jsonl").read_text("utf-8").count("\n") == 2
    assert (house / "issues" / "1" / "history.jsonl").read_text("utf-8").count("\n") == 2


def test_changed_copy_loses_its_signatures(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign("初审", "王") == 0
    (house / "issues" / "1" / "a1.md").write_text(STORY.replace("会议召开。", "会议今天召开。"), "utf-8")
    assert board(capsys)["a1"]["lapsed"] == ["初审"]
    assert sign("复审", "李") == 1


def test_the_layout_is_no_change_of_copy(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign("初审", "王") == 0
    (house / "issues" / "1" / "a1.md").write_text(STORY.replace("sign:", "layout: {cols: 2}\nsign:"), "utf-8")
    assert board(capsys)["a1"]["lapsed"] == []


def test_pages_are_signed_by_number(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign("一校", "张", "1") == 0
    assert board(capsys)["page:1"]["signed"]
    assert sign("一校", "张", "9") == 1
    assert "S005" in capsys.readouterr().out


def test_nobody_signs_twice_where_the_house_says_so(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign("初审", "王") == 0 and sign("复审", "王") == 0
    demand(house, "release: {once: true}\n")
    assert sign("终审", "王") == 1
    assert "S002" in capsys.readouterr().out
    assert sign("终审", "赵") == 0


def test_the_board_says_what_a_release_lacks(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["status", "1"]) == 0
    demand(house, "release: {signatures: [初审, 签发]}\n")
    assert run_command(["status", "1"]) == 1
    assert "还有 2 项没有签齐" in capsys.readouterr().out
    for subject in ("a1", "1"):
        assert sign("初审", "王", subject) == 0 and sign("签发", "赵", subject) == 0
    assert run_command(["status", "1"]) == 0


def test_a_key_signs_and_another_does_not_pass(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = shutil.which("ssh-keygen")
    if program is None:
        pytest.skip("ssh-keygen is not installed")
    for name in ("wang", "other"):
        subprocess.run([program, "-q", "-t", "ed25519", "-N", "", "-f", str(house / name)], check=True)
    demand(house, "release: {once: false}\n")
    public = (house / "wang.pub").read_text().split()[:2]
    (house / "issues" / "house" / "signers").write_text(f"王 {' '.join(public)}\n", "utf-8")
    assert sign("初审", "王", "a1", "--key", str(house / "wang")) == 0
    assert sign("一校", "王", "a1", "--key", str(house / "other")) == 0
    capsys.readouterr()
    run_command(["status", "1"])
    told = capsys.readouterr().out
    assert "王✓" in told and "王✗" in told


def test_unknown_roles_are_wrong_usage(house: Path) -> None:
    assert sign("四审", "王") == 2
