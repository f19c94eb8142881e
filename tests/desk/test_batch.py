"""Many issues at once: spans, parts, stamps, limits, shipped inputs, and what the desk is told."""

from __future__ import annotations

import json
import shutil
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.cli.app import run_command
from layout.desk.batch.span import IssueSpan, issues_in, shard
from layout.guard.worker import end_children


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


@pytest.fixture
def batch(shelf, monkeypatch, capsys):
    """Return a call of `layout batch` in that house: its exit code, its records, and what it said."""
    monkeypatch.chdir(shelf.root)
    monkeypatch.setenv("LAYOUT_LANG", "zh")

    def call(*words):
        code = run_command(["batch", *words, "--only", "press", "--format", "json"])
        said = capsys.readouterr()
        return code, {one["number"]: one for one in json.loads(said.out or "[]")}, said.err

    return call


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ("2346..2350", IssueSpan((2346, 2350))),
        ("2346", IssueSpan((2346,))),
        ("1..9999999", IssueSpan((2346, 2350, 2351))),
        ("2351,2346..2349", IssueSpan((2346, 2351))),
        ("1..5", IssueSpan(())),
        ("2346,2347", IssueSpan((2346,), (2347,))),
        ("5..1", None),
        ("a..b", None),
        ("", None),
        ("1...5", None),
    ],
)
def test_a_span_names_the_issues_that_are_there(span, found) -> None:
    assert issues_in(span, (2351, 2346, 2350)) == found


@given(st.lists(st.integers(1, 10_000), unique=True, max_size=60), st.integers(1, 20))
def test_parts_are_the_whole_and_share_nothing(numbers, count) -> None:
    parts = [shard(numbers, f"{part}/{count}") for part in range(1, count + 1)]
    assert sorted(sum(parts, ())) == sorted(numbers)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@pytest.mark.parametrize("which", ["0/2", "3/2", "1/0", "x", "1", "-1/2", "1/2/3"])
def test_what_is_no_part_is_refused(which) -> None:
    assert shard((1, 2), which) is None


def test_every_issue_is_built_and_a_broken_one_stops_nobody(shelf, monkeypatch, capsys) -> None:
    monkeypatch.chdir(shelf.root)
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    assert run_command(["batch", "2346..2351,2399", "--only", "press", "--jobs", "2"]) == 1
    said = capsys.readouterr()
    rows = [row.split("\t")[:3] for row in said.out.splitlines()]
    assert rows[1:5] == [["2346", "排成", "1"], ["2350", "排成", "1"], ["2351", "有错", "0"], ["2399", "有错", "0"]]
    assert "4 期，排成 2（其中已排过 0），没排成 2，共 2 版" in said.out
    assert "[4/4]" in said.err and "还要" in said.err and "/status" in said.err
    assert "issues/2351/a1.md:2:1" in said.err
    assert "没有 issues/2399" in said.err
    for number in (2346, 2350):
        assert (shelf.output / str(number) / "press" / f"{number}.pdf").is_file()
    assert not (shelf.output / "2351").exists()
    (held,) = json.loads((shelf.output / ".batch" / "quarantine.json").read_text("utf-8"))
    assert held["number"] == 2351 and "issues/2351/a1.md" in held["said"] and held["tries"] == 1


def test_what_is_done_is_not_done_again_until_something_changes(shelf, batch) -> None:
    def states(*words):
        return {number: one["state"] for number, one in batch("2346..2350", *words)[1].items()}

    assert states() == {2346: "done", 2350: "done"}
    written = (shelf.output / "2346" / "report.json").stat().st_mtime_ns
    assert states() == {2346: "kept", 2350: "kept"}
    assert (shelf.output / "2346" / "report.json").stat().st_mtime_ns == written
    story = shelf.issue(2346) / "a2.md"
    story.write_bytes(story.read_bytes() + b"\n")  # copy
    (shelf.output / "2350" / "report.json").write_text("{}")  # output
    assert states() == {2346: "done", 2350: "errors"}, "what is not ours is never replaced"
    shutil.rmtree(shelf.output / "2350")
    assert states() == {2346: "kept", 2350: "done"}
    (shelf.issues / "house").mkdir()
    (shelf.issues / "house" / "terms.yaml").write_text("{}\n")  # the house's own things
    assert states() == {2346: "done", 2350: "done"}


def test_an_issue_that_is_mended_comes_off_the_list(shelf, batch) -> None:
    assert batch("2351")[0] == 1
    story = shelf.issue(2351) / "a1.md"
    story.write_text(story.read_text("utf-8").replace("idd:", "id:", 1), "utf-8")
    code, (built,), _ = batch("2351")
    assert code == 0 and built == 2351
    assert json.loads((shelf.output / ".batch" / "quarantine.json").read_text("utf-8")) == []


@pytest.mark.long(held="desk/test_batch.py::test_a_task_that_takes_too_much_memory_is_given_up")
def test_a_task_that_takes_too_long_is_tried_again_and_given_up(shelf, batch) -> None:
    code, built, _ = batch("2346", "--seconds", "0.05", "--tries", "2")
    assert code == 70
    assert (built[2346]["state"], built[2346]["tries"]) == ("again", 2)
    assert built[2346]["said"].startswith("U101")
    (held,) = json.loads((shelf.output / ".batch" / "quarantine.json").read_text("utf-8"))
    assert held["said"].startswith("U101")
    assert not (shelf.output / "2346").exists()
    assert batch("2346")[1][2346]["state"] == "done"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its address space")
def test_a_task_that_takes_too_much_memory_is_given_up(batch) -> None:
    end_children()  # one that has built before has its faces open and asks for little more
    code, built, _ = batch("2346", "--memory", "0.03", "--tries", "1")
    assert code == 70 and built[2346]["state"] == "again"
    assert built[2346]["said"][:4] in ("U102", "U109", "U110")


def test_a_part_of_the_batch_builds_its_issues_only(batch, capsys) -> None:
    code, built, said = batch("1..9999", "--shard", "2/3", "-q")
    assert (code, said) == (0, "")
    assert {number: one["code"] for number, one in built.items()} == {2350: 0}
    assert run_command(["batch", "2346", "--shard", "2/2"]) == 0
    assert "没有" in capsys.readouterr().err


def test_inputs_are_brought_and_outputs_taken_away(shelf, tmp_path, monkeypatch, batch) -> None:
    """As from a bucket: the worker sees addresses only, and a stamp there is as good as one here."""
    away, store = (shelf.root).as_uri(), (tmp_path / "store").as_uri()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    code, built, _ = batch("2346..2351", "--house", away, "--output", store)
    assert code == 1
    assert {number: one["state"] for number, one in built.items()} == {2346: "done", 2350: "done", 2351: "errors"}
    assert (tmp_path / "store" / "2346" / "press" / "2346.pdf").is_file()
    assert not list((tmp_path / "store").glob(".2*"))
    assert [one["number"] for one in json.loads((tmp_path / "store/.batch/quarantine.json").read_text("utf-8"))] == [
        2351
    ]
    assert not shelf.output.exists()
    _, built, _ = batch("2346..2350", "--house", away, "--output", store)
    assert {one["state"] for one in built.values()} == {"kept"}


def test_the_output_is_the_same_as_of_a_build_alone(shelf, batch) -> None:
    batch("2346")
    alone = shelf.root / "alone"
    assert run_command(["issue", "2346", "--only", "press", "--output", str(alone), "--quiet"]) == 0
    for file in sorted((alone / "2346" / "press").iterdir()):
        assert (shelf.output / "2346" / "press" / file.name).read_bytes() == file.read_bytes()


@pytest.mark.long(
    held="desk/test_stamp.py::test_a_whole_build_stands_for_each_of_its_parts_and_holds_the_index_of_all_issues"
)
def test_the_index_is_made_once_at_the_end(shelf, monkeypatch) -> None:
    monkeypatch.chdir(shelf.root)
    assert run_command(["batch", "2346,2350", "--only", "web", "-q", "--format", "json"]) == 0
    assert "layout issue" in (shelf.output / "web" / "index.html").read_text("utf-8"), "drafts alone: how to release"
    listed = "".join(path.read_text("utf-8") for path in (shelf.output / "web" / "years").glob("*.js"))
    assert "2346" not in listed and "2350" not in listed, "a draft is nowhere on the site"


@pytest.mark.parametrize(
    "words",
    [
        ["batch"], ["batch", "x"], ["batch", "1..5"], ["batch", "2346", "--shard", "x"], ["batch", "2346", "-j", "-1"],
        ["batch", "2346", "--tries", "0"], ["batch", "2346", "-o", "issues"], ["batch", "2346", "--house", "no://where"],
    ],
)  # fmt: skip
def test_wrong_usage_is_told(shelf, words, monkeypatch, capsys) -> None:
    monkeypatch.chdir(shelf.root)
    assert run_command(words) == 2
    assert capsys.readouterr().err
    assert not shelf.output.exists() and not (shelf.issues / ".batch").exists()


def test_a_cluster_that_is_not_there_is_told(shelf, monkeypatch, capsys) -> None:
    monkeypatch.chdir(shelf.root)
    monkeypatch.setattr("layout.desk.batch.cluster.PATIENCE", 1)
    assert run_command(["batch", "2346", "--cluster", "tcp://127.0.0.1:1", "-q"]) == 1
    assert "tcp://127.0.0.1:1" in capsys.readouterr().err
