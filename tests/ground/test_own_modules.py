"""Our own modules are found and read as Python finds and reads them."""

import os
import py_compile
import subprocess
import sys
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

import layout
from layout.ground.own_modules import OwnModules

PACKAGE = Path(layout.__file__).parent


def names():
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), file


def test_every_module_is_found_where_python_finds_it():
    for name, file in names():
        if name == "layout":
            continue
        folder = [str(file.parent.parent if file.name == "__init__.py" else file.parent)]
        mine, theirs = OwnModules.find_spec(name, folder), PathFinder.find_spec(name, folder)
        for told in ("name", "origin", "cached", "has_location", "parent", "submodule_search_locations"):
            assert getattr(mine, told) == getattr(theirs, told), (name, told)
        assert mine.loader.get_filename(name) == theirs.loader.get_filename(name) == str(file)
        assert mine.loader.is_package(name) is theirs.loader.is_package(name)


def test_what_is_not_ours_or_not_there_is_left_to_python(tmp_path):
    (tmp_path / "other.py").write_text("")
    (tmp_path / "folder").mkdir()
    assert OwnModules.find_spec("other", None) is None
    assert OwnModules.find_spec("layout", [str(tmp_path)]) is None
    assert OwnModules.find_spec("yaml.other", [str(tmp_path)]) is None
    assert OwnModules.find_spec("layout.none", [str(tmp_path)]) is None
    assert OwnModules.find_spec("layout.folder", [str(tmp_path)]) is None
    assert OwnModules.find_spec("layout.other", [str(tmp_path)]).origin == str(tmp_path / "other.py")


@pytest.fixture
def value(tmp_path):
    """Return what a module of ours holds, read with what is kept of it."""
    file = tmp_path / "own.py"

    def read(text=None, time=None):
        if text is not None:
            file.write_text(text)
        if time is not None:
            os.utime(file, (time, time))
        spec = OwnModules.find_spec("layout.own", [str(tmp_path)])
        space = {}
        exec(spec.loader.get_code("layout.own"), space)
        return space["value"]

    return read


def test_byte_code_is_read_while_the_source_is_the_one_that_it_was_made_of(tmp_path, value, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert value("value = 1", 1_000_000_000) == 1
    (kept,) = (tmp_path / "__pycache__").glob("own.*.pyc")
    assert value("value = 2", 1_000_000_000) == 1, "size and time are what Python tells a change by"
    assert value("value = 2", 1_000_000_001) == 2
    assert value("value = 33", 1_000_000_001) == 33
    whole = kept.read_bytes()
    for broken in (b"", whole[:10], b"\0\0\0\0" + whole[4:]):
        kept.write_bytes(broken)
        assert value() == 33
    kept.unlink()
    assert value() == 33


def test_byte_code_that_goes_by_the_sources_hash_is_left_to_python(tmp_path, value):
    assert value("value = 1") == 1
    checked = py_compile.PycInvalidationMode.CHECKED_HASH
    py_compile.compile(str(tmp_path / "own.py"), invalidation_mode=checked)
    assert value("value = 2") == 2


@pytest.mark.parametrize(("words", "found"), [([], True), (["-O"], False), (["-X", "pycache_prefix=/nowhere"], False)])
def test_only_byte_code_in_its_ordinary_place_is_looked_for(words, found):
    code = (
        "from layout.ground.own_modules import OwnModules, find_own_modules\n"
        "import sys\nfind_own_modules()\nfind_own_modules()\nprint(sys.meta_path.count(OwnModules))"
    )
    env = {name: told for name, told in os.environ.items() if name not in ("PYTHONPYCACHEPREFIX", "PYTHONOPTIMIZE")}
    command = [sys.executable, *words, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env, timeout=60)
    assert int(done.stdout) is int(found)
