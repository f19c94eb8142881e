import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "export" / "pdf")]


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a good press file of each standard, and one of two pages."""
    from press_sheets import case, edition, front

    from layout.export.pdf import PressSettings, write_press

    folder = tmp_path_factory.mktemp("good")
    front_page = front(folder)
    made = {}
    for name, standard, sheets in (
        ("x1a", "PDF/X-1a:2003", (front_page,)),
        ("x4", "PDF/X-4", (front_page,)),
        ("two", "PDF/X-1a:2003", (front_page, front(folder, number=2))),
    ):
        written = write_press(
            edition(*sheets), case(), folder / name, PressSettings(standard=standard), per_page=False, cache=folder
        )
        made[name] = written.value[0]
    return made
