"""`layout plan N`: what an editor sees, and what is kept."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from layout.cli.app import run_command
from layout.cli.language import speak
from layout.cli.plan import _interruptible
from layout.cli.plan_drawing import draw_page
from layout.geometry import profile
from layout.journal import Journal
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy
from tests import newspaper
from tests.benches.makeup_instances import HOUSE


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if not any((HOUSE / "fonts").glob("*.ttf")):
        pytest.skip("no fonts are installed: `layout fonts --install` sets them up")
    (newspaper.small_issue(newspaper.house(tmp_path)) / "plan.yaml").unlink()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_plan_is_drawn_scored_kept_and_used_again_and_a_hand_plan_survives_what_is_written_over_it(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = house / "issues" / "7"
    kept = folder / "plan.yaml"
    assert run_command(["plan", "7", "--seconds", "2", "--lang", "zh"]) == 0
    shown = capsys.readouterr()
    assert not kept.exists()
    assert "第 1 版" in shown.out and "碰题" in shown.out and "清水进村百姓乐" in shown.out
    assert run_command(["plan", "7", "--seconds", "2", "--write"]) == 0
    assert capsys.readouterr().out.startswith(shown.out[:200])
    text = kept.read_text("utf-8")
    assert run_command(["plan", "7", "--lang", "en"]) == 0
    assert "plan.yaml is kept as it is" in capsys.readouterr().out
    assert kept.read_text("utf-8") == text

    by_hand = "# 头条让编辑定过，别动\n" + text.replace("by: solver", "by: hand")
    kept.write_text(by_hand, "utf-8")
    assert run_command(["plan", "7", "--seconds", "1", "--write"]) == 0
    assert kept.read_text("utf-8") == by_hand
    capsys.readouterr()
    assert run_command(["plan", "7", "--seconds", "1", "--fresh", "--write", "--lang", "zh"]) == 0
    assert "by: solver" in kept.read_text("utf-8")
    assert "历史" in capsys.readouterr().out
    journal = Journal(folder)
    assert [entry.who for entry in journal.entries()] == ["layout plan --write"] * 2
    assert journal.undo(who="test", when="2026-11-28T23:00:00").value is not None
    assert kept.read_text("utf-8") == by_hand


def test_interrupt_ends_at_once_while_there_is_nothing_to_show() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), _interruptible():
        signal.raise_signal(signal.SIGINT)
    with _interruptible() as (stopped, found):
        found()
        signal.raise_signal(signal.SIGINT)
        assert stopped
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_overfull_issue_is_refused_with_its_share(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = house / "issues" / "7" / "a2.md"
    text = story.read_text("utf-8").replace("layout: {cols: 4}\n", "")
    story.write_text(text + text.split("---", 2)[2], "utf-8")
    assert run_command(["plan", "7", "--seconds", "1", "--lang", "en"]) == 1
    told = capsys.readouterr().err
    assert "M210" in told and "% of its room" in told and "M212" in told


def test_drawing_shows_every_block_at_its_place() -> None:
    grid = profile("broadsheet")
    assert grid is not None
    page = PageDummy(
        1, 18, (Block("a1", 0, 18, 4, 42, head=HeadChoice(1, 42)), Block("a2", 4, 18, 2, 102, jump=2, box="rule"))
    )
    speak("zh")
    lines = draw_page(page, grid, {"a1": "一二三四五六七八九十" * 9, "a2": "短题"}).splitlines()
    assert max(map(len, lines)) <= 6 * 13 + 1
    assert any("4栏42行 题42磅" in line for line in lines)
    assert any("a2 短题" in line for line in lines) and any("下转第 2 版" in line for line in lines)
