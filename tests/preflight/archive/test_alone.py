"""A package stands alone (A009, A010), and its versions hang together (A011)."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from layout.preflight.archive.bag import bag_faults
from layout.preflight.archive.package import _SEAL, check_versions

SEALED = "Version-Note: v2 replaces v{number} (manifest-sha256.txt {seal}); changed: data/a.txt\n"


def bag(folder: Path, text: str = "page", info: str = "") -> Path:
    """Write a small bag of one file."""
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "a.txt").write_text(text)
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    (folder / "bag-info.txt").write_text(f"Payload-Oxum: {len(text)}.1\n{info}")
    (folder / "manifest-sha256.txt").write_text(f"{hashlib.sha256(text.encode()).hexdigest()}  data/a.txt\n")
    return folder


def codes(folder: Path) -> set[str]:
    return {one.code for one in bag_faults(folder)}


def test_a_bag_that_stands_alone_has_none_of_them(tmp_path: Path) -> None:
    assert not codes(bag(tmp_path / "b")) & {"A009", "A010"}


@pytest.mark.parametrize("kind", ["link", "folder link", "pipe"])
def test_what_is_no_plain_file_is_refused_unopened(tmp_path: Path, kind: str) -> None:
    made, other = bag(tmp_path / "b"), tmp_path / "elsewhere"
    strange = made / "data" / "b.txt"
    if kind == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no named pipes on this system")
        os.mkfifo(strange)  # opening it would wait for ever
    elif kind == "link":
        other.write_text("outside")
        strange.symlink_to(other)
    else:
        other.mkdir()
        strange.symlink_to(other, target_is_directory=True)
    assert "A009" in codes(made)


def test_a_list_of_files_to_fetch_is_refused(tmp_path: Path) -> None:
    made = bag(tmp_path / "b")
    (made / "fetch.txt").write_text("https://example.org/a 4 data/c.txt\n")
    assert "A010" in codes(made)


@pytest.mark.parametrize(("change", "told"), [("none", False), ("exchanged", True), ("gone", True)])
def test_a_former_version_is_the_one_that_was_sealed(tmp_path: Path, change: str, told: bool) -> None:
    former = bag(tmp_path / "versions" / "v1", "first")
    seal = hashlib.sha256((former / "manifest-sha256.txt").read_bytes()).hexdigest()
    newest = bag(tmp_path / "new", "second", SEALED.format(number=1, seal=seal))
    assert _SEAL.findall((newest / "bag-info.txt").read_text()) == [("1", seal)], "as the writer of packages seals them"
    if change == "exchanged":
        (former / "data" / "a.txt").write_text("other")
        digest = hashlib.sha256(b"other").hexdigest()
        (former / "manifest-sha256.txt").write_text(f"{digest}  data/a.txt\n")
    elif change == "gone":
        for path in sorted(former.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        former.rmdir()
    found = {one.code for _, faults in check_versions(newest, tmp_path / "versions") for one in faults}
    assert ("A011" in found) is told


def test_a_checksum_of_no_fixed_length_is_told_and_the_rest_is_checked(tmp_path: Path) -> None:
    made = bag(tmp_path / "b")
    (made / "manifest-shake_128.txt").write_text("00  data/a.txt\n")
    (made / "data" / "a.txt").write_text("pagf")
    found = [(one.code, str(one.at.file)) for one in bag_faults(made)]
    assert ("A002", "manifest-shake_128.txt") in found and ("A005", "data/a.txt") in found


@pytest.mark.parametrize(("more", "told"), [(-1, False), (1, True)])
def test_a_list_of_a_million_rows_is_refused_unread(tmp_path: Path, monkeypatch, more: int, told: bool) -> None:
    monkeypatch.setattr("layout.preflight.archive.bag.NODES", 1000)
    made = bag(tmp_path / "b")
    rows = "".join(f"{number:064x}  data/{number}\n" for number in range(1000 + more))
    (made / "manifest-sha256.txt").write_text(rows)
    found = [one for one in bag_faults(made) if one.code == "A002"]
    assert bool(found) is told
    assert len([one for one in bag_faults(made) if one.code == "A003"]) == (0 if told else 999)
