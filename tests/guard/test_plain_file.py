"""Only plain files of bounded size inside their folder are opened; everything else is refused by name, at once."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from layout.diagnostics import Diagnostic
from layout.guard import no_plain_file, read_plain

posix = pytest.mark.skipif(sys.platform == "win32", reason="no FIFOs and devices in the file system")


def code(found: Diagnostic | bytes | None) -> str:
    assert isinstance(found, Diagnostic)
    return found.code


def test_a_plain_file_up_to_its_limit(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert read_plain(file, most=5) == b"12345"
    assert code(read_plain(file, most=4)) == "U203"
    assert no_plain_file(file, within=tmp_path) is None


@posix
def test_what_is_no_plain_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "zero").symlink_to("/dev/zero")
    kinds = {"fifo": "FIFO", "zero": "device", ".": "folder"}
    for name, kind in kinds.items():
        for found in (read_plain(tmp_path / name), no_plain_file(tmp_path / name)):
            assert code(found) == "U201"
            assert dict(found.args)["kind"] == kind
    with socket.socket(socket.AF_UNIX) as door:
        monkeypatch.chdir(tmp_path)
        door.bind("door")
        assert code(read_plain(tmp_path / "door")) == "U201"


def test_a_link_may_lead_about_inside_its_folder_but_not_out(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    (inside / "near").symlink_to("a")
    (inside / "far").symlink_to("../b")
    assert read_plain(inside / "near", within=inside) == b"a"
    assert code(read_plain(inside / "far", within=inside)) == "U202"
    assert read_plain(inside / "far") == b"b"


def test_missing_circular_and_impossible_names(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to("round")
    for name in ("missing", "round", "null\0byte", "x" * 300):
        assert code(read_plain(tmp_path / name)) == "U204"
