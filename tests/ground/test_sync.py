"""What was written is on the disk before a run goes on, file by file or all at once."""

import os
import sys

import pytest

from layout.ground.sync import _FEW, sync_tree


@pytest.mark.parametrize("files", [0, 1, _FEW, _FEW + 1])
def test_few_files_are_synced_one_by_one_and_many_at_once(tmp_path, monkeypatch, files):
    (tmp_path / "below").mkdir()
    for nth in range(files):
        (tmp_path / ("below" if nth % 2 else "") / f"{nth}").write_text("copy")
    synced, real = [], os.fsync

    def fsync(handle):
        synced.append(os.fstat(handle).st_ino)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    sync_tree(tmp_path)
    everything = sorted(path.stat().st_ino for path in (tmp_path, *tmp_path.rglob("*")))
    assert sorted(synced) == ([] if files > _FEW and sys.platform == "linux" else everything)
