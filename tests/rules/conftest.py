"""What pairs share: a page of type as a press file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / "export" / "pdf")]


@pytest.fixture(scope="session")
def good_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a good press file of one page."""
    from press_sheets import case, edition, front

    from layout.export.pdf import PressSettings, write_press

    folder = tmp_path_factory.mktemp("good")
    written = write_press(edition(front(folder)), case(), folder / "x1a", PressSettings(), per_page=False, cache=folder)
    return written.value[0]
