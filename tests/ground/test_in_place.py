"""A file is put in its place whole, or what was there stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from layout.ground.in_place import put_in_place


def test_it_is_whole_and_alone(tmp_path: Path) -> None:
    put_in_place(tmp_path / "new" / "a.txt", b"one")
    put_in_place(tmp_path / "new" / "a.txt", b"two")
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "new").iterdir()] == [("a.txt", b"two")]


def test_who_may_write_it_may_do_so_afterwards(tmp_path: Path) -> None:
    file = tmp_path / "shared.md"
    file.write_text("old")
    file.chmod(0o664)
    before = os.umask(0o022)
    try:
        put_in_place(file, b"new")
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o664


def test_where_it_cannot_stand_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError):
        put_in_place(tmp_path / "taken", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
