"""Scripts of others: listed, fetched once a user, checked when they are used, refused where they were changed."""

import hashlib
import io
import os
import stat
import sys
import tarfile

import pytest
import yaml

from layout.fetched import scripts
from layout.fetched.registry import CLIENT_LOCK, find_npm
from layout.fetched.scripts import install_scripts, listed_scripts, script_files

NAME = "openseadragon.min.js"

CLIENT = """#!{python}
import pathlib, shutil, sys
to = pathlib.Path(sys.argv[sys.argv.index("--pack-destination") + 1])
shutil.copy({archive!r}, to / "one.tgz")
"""

PIP = """#!{python}
import pathlib, sys
pathlib.Path({log!r}).write_text("\\n".join(sys.argv[1:]))
sys.exit("ERROR: no network")
"""


@pytest.fixture
def registry(tmp_path, monkeypatch):
    """A client of our own that hands out one package with what is put into it; the list holds this one script."""
    listed = tmp_path / "scripts.yaml"
    entries = yaml.safe_load(scripts._LIST.read_text("utf-8"))
    listed.write_text(yaml.safe_dump({NAME: entries[NAME]}), "utf-8")
    monkeypatch.setattr(scripts, "_LIST", listed)
    archive, programs = tmp_path / "package.tgz", tmp_path / "programs"
    programs.mkdir()
    for name in ("npm", "node"):
        program = programs / name
        program.write_text(CLIENT.format(python=sys.executable, archive=str(archive)), "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")

    def put(**files):
        with tarfile.open(archive, "w:gz") as tar:
            for name, data in files.items():
                member = tarfile.TarInfo(f"package/{name}")
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))

    return put


def test_every_script_is_listed_with_version_hash_and_licence():
    for name, item in listed_scripts().items():
        assert item.file == name
        assert len(item.sha256) == 64
        assert item.licence and item.source.licence
        assert item.source.version.count(".") == 2, "an exact version, not a range"


def test_setup_installed_the_listed_ones():
    for name, item in listed_scripts().items():
        done = script_files(name)
        assert not done.remarks
        assert hashlib.sha256(done.value[name]).hexdigest() == item.sha256
        licence = done.value[item.licence].decode()
        assert "Redistribution and use" in licence or "Permission is hereby granted" in licence


def test_what_is_not_installed_or_was_changed_is_refused(tmp_path):
    assert [remark.code for remark in script_files(NAME, tmp_path).remarks] == ["F035"]
    item = listed_scripts()[NAME]
    data = bytearray(script_files(NAME).value[NAME])
    (tmp_path / item.licence).write_text("free")
    (tmp_path / NAME).write_bytes(data)
    assert not script_files(NAME, tmp_path).remarks
    data[1000] ^= 1
    (tmp_path / NAME).write_bytes(data)
    assert [remark.code for remark in script_files(NAME, tmp_path).remarks] == ["F035"]


def test_another_file_than_the_listed_one_is_not_installed(tmp_path, registry):
    member = listed_scripts()[NAME].source.member
    registry(**{member: b"alert(1)", "LICENSE.txt": b"free"})
    done = install_scripts(tmp_path / "cache", lambda line: None, tmp_path / "home")
    assert [remark.code for remark in done.remarks] == ["F033"]
    assert not (tmp_path / "home" / NAME).exists()


def test_the_listed_one_is_installed_with_its_licence_and_kept_for_the_next_checkout(tmp_path, registry):
    member = listed_scripts()[NAME].source.member
    registry(**{member: script_files(NAME).value[NAME], "LICENSE.txt": b"free"})
    for home, fetched in (("one", 1), ("two", 0)):
        done = install_scripts(tmp_path / "cache", lambda line: None, tmp_path / home)
        assert (done.value, done.remarks) == (fetched, ())
        assert set(script_files(NAME, tmp_path / home).value) == {NAME, "openseadragon-licence.md"}


def test_the_client_itself_is_held_to_hashes(tmp_path, monkeypatch):
    """Where there is no npm, pip is asked for what the lock lists and nothing else."""
    log, python = tmp_path / "asked", tmp_path / "python"
    python.write_text(PIP.format(python=sys.executable, log=str(log)), "utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setenv("PATH", "")
    refused = find_npm(tmp_path / "tools", lambda line: None)
    assert refused.code == "F030"
    words = log.read_text().splitlines()
    assert "--require-hashes" in words
    assert words[-2:] == ["-r", str(CLIENT_LOCK)]
    assert not [word for word in words if word.startswith("nodejs")]
