"""Kills, full disks, power cuts: whatever happens, the old output stands or the new one, whole, and words say which."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from layout.desk import output
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build
from tests.benches.killing import LAYOUT, kill_builds, touched, whole
from tests.benches.killing import house as built_house


@pytest.mark.parametrize("kills", [3, pytest.param(12, marks=pytest.mark.long)])
def test_kill_at_any_moment(tmp_path: Path, kills: int) -> None:
    found = kill_builds(built_house(tmp_path / "house"), kills, 7)
    assert sum(found.values()) == kills


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size")
@pytest.mark.parametrize("kilobytes", [1, 200])
def test_a_disk_that_is_full_at_any_file_leaves_the_old_output(tmp_path: Path, kilobytes: int) -> None:
    """A limit on the size of files stops a build where a full disk would, in the middle of a file."""
    folder = built_house(tmp_path / "house")
    before = whole(folder / "output" / "2346")
    touched(folder, 3)
    call = f"ulimit -f {kilobytes}; exec {LAYOUT} issue 2346 --quiet"
    done = subprocess.run(["sh", "-c", call], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert "D122" in done.stderr and "output/2346" in done.stderr and ".2346.next" not in done.stderr
    assert whole(folder / "output" / "2346") == before
    assert sorted(path.name for path in (folder / "output").iterdir() if path.name[0] != ".") == ["2346"]


def test_a_power_cut_takes_back_what_was_not_synced_and_nothing_else(house, monkeypatch) -> None:
    """Writes that were not brought onto the disk are dropped at every step: old or new stands, never a mixture."""
    order = Order(house, 2346, house.output, ("press",))
    assert build(order, in_silence).written.files
    disk = house.root / "disk"
    shutil.copytree(house.output / "2346", disk / "2346", symlinks=True)
    before = whole(disk / "2346")
    touched(house.root, 5)
    synced: dict[str, Path] = {}
    real_tree, real_folder = output.sync_tree, output.sync_folder

    def tree(folder: Path) -> None:
        real_tree(folder)
        synced["stage"] = Path(shutil.copytree(folder, disk / "stage"))
        assert whole(disk / "2346") == before  # a cut here: the old one

    def parent(folder: Path) -> None:
        real_folder(folder)
        assert "stage" in synced, "folders changed places before what they hold was on the disk"
        shutil.rmtree(disk / "2346")
        synced["stage"].rename(disk / "2346")
        assert (house.output / ".2346.next").exists(), "the old tree goes only after this"

    monkeypatch.setattr(output, "sync_tree", tree)
    monkeypatch.setattr(output, "sync_folder", parent)
    assert build(order, in_silence).written.files
    after = whole(disk / "2346")  # a cut now: what the disk holds is the new one, whole
    assert after != before and after == whole(house.output / "2346")


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "geteuid"), reason="permissions of POSIX")
def test_a_folder_that_may_not_be_written(house) -> None:
    blocked = house.root / "blocked"
    blocked.write_text("a file where the output should be")
    done = build(Order(house, 2346, blocked, ("press",)), in_silence)
    assert "D141" in {remark.code for remark in done.remarks}
    assert blocked.read_text() == "a file where the output should be"


def test_the_output_never_goes_into_the_copy(house) -> None:
    before = sorted(path.name for path in house.issues.rglob("*"))
    for place in (house.issues, house.issues / "2346", house.issues / "new" / "deep"):
        done = build(Order(house, 2346, place, ("press",)), in_silence)
        assert "D140" in {remark.code for remark in done.remarks} and not done.written.files
    assert sorted(path.name for path in house.issues.rglob("*")) == before


def test_a_clock_that_runs_backwards_changes_nothing(house, monkeypatch) -> None:
    import time

    first = build(Order(house, 2346, house.output, ("press",)), in_silence).written.files
    touched(house.root, 5)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    second = build(Order(house, 2346, house.output, ("press",)), in_silence).written.files
    assert {name for name, _, _ in first} == {name for name, _, _ in second}
    assert whole(house.output / "2346")
