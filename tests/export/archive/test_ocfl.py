"""The OCFL storage root: versions added, nothing lost, judged by another program."""

from __future__ import annotations

import json
import shutil

import pytest

from layout.export.bag import close_bag, digest_of
from layout.export.ocfl import keep_package, open_root
from tests.judges import asked

JUDGE = """
import sys, ocfl
root = ocfl.StorageRoot(root=sys.argv[1])
print(root.validate(validate_objects=True, check_digests=True))
"""


def package(folder, version, words):
    """Return a small package of our shape: version, and what its files say."""
    data = folder / "data"
    data.mkdir(parents=True)
    for name, text in words.items():
        (data / name).write_text(text)
    known = {f"data/{path.name}": digest_of(path) for path in sorted(data.iterdir())}
    note = [("Version-Note", f"v{version} replaces v{version - 1}; why: 更正")] if version > 1 else []
    info = [("External-Identifier", "bao_20260102_01"), ("Bagging-Date", f"2026-01-0{version + 1}"),
            ("Source-Organization", "报社"), ("Version", str(version)), *note]  # fmt: skip
    close_bag(folder, known, info)
    return folder


@pytest.fixture
def root(tmp_path):
    open_root(tmp_path / "root")
    return tmp_path / "root"


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_versions_are_added_and_equal_files_stored_once(root, tmp_path):
    first = package(tmp_path / "r1", 1, {"mets.xml": "一", "page.tif": "图"})
    second = package(tmp_path / "r2", 2, {"mets.xml": "二", "page.tif": "图"})
    assert keep_package(root, first).version == 1
    before = tree(root / "bao_20260102_01" / "v1")
    assert keep_package(root, second).version == 2
    assert keep_package(root, first).version == keep_package(root, second).version == 0, "known already"
    folder = root / "bao_20260102_01"
    assert tree(folder / "v1") == before
    assert (folder / "v1/content/data/page.tif").is_file() and not (folder / "v2/content/data/page.tif").exists()
    told = json.loads((folder / "inventory.json").read_bytes())
    assert told["head"] == "v2" and told["versions"]["v2"]["created"].startswith("2026-01-03")
    assert "更正" in told["versions"]["v2"]["message"]


def test_another_program_finds_the_root_valid(root, tmp_path):
    for number in (1, 2):
        keep_package(root, package(tmp_path / f"r{number}", number, {"mets.xml": str(number), "a.xml": "同"}))
    assert asked("ocfl", JUDGE, root).split()[-1] == "True"


def test_a_damaged_package_is_not_taken(root, tmp_path):
    bag = package(tmp_path / "r1", 1, {"mets.xml": "一"})
    (bag / "data" / "mets.xml").write_text("二")
    with pytest.raises(ValueError, match=r"mets\.xml"):
        keep_package(root, bag)
    assert not (root / "bao_20260102_01").exists()


def test_a_folder_of_somebody_else_is_no_root(tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "a.txt").write_text("")
    with pytest.raises(ValueError, match="theirs"):
        open_root(tmp_path / "theirs")


def test_a_killed_run_leaves_the_object_as_it_was(root, tmp_path):
    keep_package(root, package(tmp_path / "r1", 1, {"mets.xml": "一"}))
    folder = root / "bao_20260102_01"
    shutil.copytree(folder / "v1", folder / "v2")  # a version that no inventory names yet
    assert keep_package(root, package(tmp_path / "r2", 2, {"mets.xml": "二"})).version == 2
    assert (folder / "v2/content/data/mets.xml").read_text() == "二"
