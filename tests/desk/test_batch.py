"""Many issues at once: spans, parts, workers here and elsewhere, and what becomes of a worker that dies."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.cli.app import run_command
from layout.desk.batch import Built, Wanted, issues_in, run_batch, shard

LAYOUT = Path(sys.executable).with_name("layout")


@pytest.fixture
def shelf(house):
    """Return a house with three issues; the last one is broken."""
    for number in (2350, 2351):
        shutil.copytree(house.issue(2346), house.issue(number))
        file = house.issue(number) / "issue.yaml"
        file.write_text(file.read_text("utf-8").replace("2346", str(number)), "utf-8")
    story = house.issue(2351) / "a1.md"
    story.write_text(story.read_text("utf-8").replace("id:", "idd:", 1), "utf-8")
    return house


@pytest.mark.parametrize(
    ("span", "numbers"),
    [
        ("2346..2350", (2346, 2350)),
        ("2346", (2346,)),
        ("1..9999999", (2346, 2350, 2351)),
        ("2351,2346..2349", (2346, 2351)),
        ("1..5", ()),
        ("5..1", None),
        ("a..b", None),
        ("", None),
        ("1...5", None),
    ],
)
def test_a_span_names_the_issues_that_are_there(shelf, span, numbers) -> None:
    assert issues_in(span, shelf.issues) == numbers


@given(st.lists(st.integers(1, 10_000), unique=True, max_size=60), st.integers(1, 20))
def test_parts_are_the_whole_and_share_nothing(numbers, count) -> None:
    parts = [shard(numbers, f"{part}/{count}") for part in range(1, count + 1)]
    assert sorted(sum(parts, ())) == sorted(numbers)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@pytest.mark.parametrize("which", ["0/2", "3/2", "1/0", "x", "1", "-1/2", "1/2/3"])
def test_what_is_no_part_is_refused(which) -> None:
    assert shard((1, 2), which) is None


def test_every_issue_is_built_and_a_broken_one_fails_the_batch(shelf, monkeypatch, capsys) -> None:
    monkeypatch.chdir(shelf.root)
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    assert run_command(["batch", "2346..2351", "--only", "press", "--jobs", "2"]) == 1
    said = capsys.readouterr()
    rows = [row.split("\t") for row in said.out.splitlines()]
    assert [row[:3] for row in rows[1:4]] == [["2346", "排成", "1"], ["2350", "排成", "1"], ["2351", "有错", "0"]]
    assert "3 期，排成 2，没排成 1，共 2 版" in said.out
    assert "[3/3]" in said.err
    assert "issues/2351/a1.md:2:1" in said.err
    for number in (2346, 2350):
        assert (shelf.output / str(number) / "press" / f"{number}.pdf").is_file()
    assert not (shelf.output / "2351").exists()


def test_a_part_of_the_batch_builds_its_issues_only(shelf, monkeypatch, capsys) -> None:
    monkeypatch.chdir(shelf.root)
    assert run_command(["batch", "1..9999", "--shard", "2/3", "--only", "press", "--format", "json", "-q"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert [(one["number"], one["code"]) for one in json.loads(said.out)] == [(2350, 0)]
    assert run_command(["batch", "2346", "--shard", "2/2"]) == 0
    assert "没有" in capsys.readouterr().err


def test_a_worker_may_be_started_by_any_command(shelf, monkeypatch, capsys, tmp_path) -> None:
    """As over ssh: the worker stands in a house of its own and writes there."""
    other = tmp_path / "other machine"
    other.mkdir()
    (other / "fonts").symlink_to(shelf.fonts.resolve(), target_is_directory=True)
    shutil.copytree(shelf.issue(2350), other / "issues" / "2350")
    monkeypatch.chdir(shelf.root)
    runner = shlex.join(["sh", "-c", f"cd {shlex.quote(str(other))} && exec {LAYOUT} batch --worker"])
    assert run_command(["batch", "2350", "--jobs", "0", "--runner", runner, "--only", "press"]) == 0
    assert (other / "output" / "2350" / "press" / "2350.pdf").is_file()
    assert not shelf.output.exists()
    assert "2350" in capsys.readouterr().out


def test_a_worker_that_dies_costs_its_issue_only(shelf, tmp_path) -> None:
    # This worker ends at its first order, and serves as it should after that.
    once = tmp_path / "once"
    runner = shlex.join(
        ["sh", "-c", f"test -e {once} || {{ touch {once}; exit 9; }}; exec {sys.executable} -m layout.desk.batch"]
    )
    told: list[Built] = []
    wanted = Wanted(str(shelf.root), str(shelf.output), ("press",))
    results = run_batch((2346, 2350), wanted, jobs=0, runners=(runner,), done=told.append)
    assert [built.code for built in results] == [70, 0]
    assert "9" in results[0].said
    assert tuple(told) == results


def test_a_command_that_is_not_there_is_told(shelf) -> None:
    wanted = Wanted(str(shelf.root), str(shelf.output), ("press",))
    (built,) = run_batch((2346,), wanted, jobs=0, runners=("no-such-command-here",), done=lambda built: None)
    assert built.code == 70
    assert "no-such-command-here" in built.said


@pytest.mark.parametrize(
    "words",
    [["batch"], ["batch", "x"], ["batch", "1..5"], ["batch", "2346", "--shard", "x"], ["batch", "2346", "-j", "0"]],
)
def test_wrong_usage_is_told(shelf, words, monkeypatch, capsys) -> None:
    monkeypatch.chdir(shelf.root)
    assert run_command(words) == 2
    assert capsys.readouterr().err
