"""What tests in every folder share: the installed fonts, kept results, and skipping aloud."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from layout.typeface import TypeCase, open_case
from tests.chance import ALL, FEW

ROOT = Path(__file__).resolve().parents[1]

# The same examples on every run, and no deadline: a busy machine is not a fault of the code.
settings.register_profile("few", derandomize=True, deadline=None, max_examples=FEW)
settings.register_profile("all", derandomize=True, deadline=None, max_examples=ALL)

# What a machine has installed besides must not change a result: tests that want the large word model say so.
os.environ["LAYOUT_WORD_MODEL"] = ""


def pytest_configure(config: pytest.Config) -> None:
    """Give tests by chance few examples, or all in the run that asks for them by their mark."""
    settings.load_profile("all" if "chance" in config.option.markexpr else "few")


def pytest_xdist_auto_num_workers() -> int:
    """Return one process more than there are cores: whoever waits for a browser or a program leaves his core to it."""
    return (os.cpu_count() or 1) + 1


def pytest_itemcollected(item: pytest.Item) -> None:
    if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
        item.add_marker("chance")


def pytest_collection_finish() -> None:
    """Leave what is loaded by now out of every later search for cycles; a worker spends a tenth of its time in them."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write kept results anew instead of comparing")


@pytest.fixture(scope="session")
def fonts_dir() -> Path:
    return ROOT / "fonts"


@pytest.fixture(scope="session")
def case(fonts_dir: Path) -> TypeCase:
    """The shop's real type case."""
    opened = open_case(fonts_dir)
    assert opened.value is not None, opened.remarks
    return opened.value


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """Compare a result with the one kept under `golden/` beside the test; `make golden` writes it anew."""

    def compare(name: str, result: str | bytes) -> None:
        kept = request.path.parent / "golden" / name
        data = result.encode("utf-8") if isinstance(result, str) else result
        if request.config.getoption("--update-golden"):
            kept.parent.mkdir(exist_ok=True)
            kept.write_bytes(data)
            return
        assert kept.is_file(), f"no kept result {kept.name}: run make golden and look at it"
        if isinstance(result, str):
            assert result == kept.read_text(encoding="utf-8")
        else:
            assert data == kept.read_bytes(), f"{kept.name} differs"

    return compare


@pytest.fixture
def tool() -> Callable[[str], str]:
    """Return the path of an independent program, or skip the test saying which one is missing."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return find
