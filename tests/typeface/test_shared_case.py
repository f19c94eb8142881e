"""A process that opens the fonts again and again has one case, until a file of the folder changes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from layout.typeface import open_case

ROOT = Path(__file__).resolve().parents[2]


def test_one_case_as_long_as_nothing_changes(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for path in (ROOT / "fonts").iterdir():
        (fonts / path.name).symlink_to(path.resolve())
    first = open_case(fonts)
    assert first.value is not None
    assert open_case(fonts).value is first.value
    (fonts / "fonts.yaml").unlink()
    shutil.copy(ROOT / "fonts" / "fonts.yaml", fonts)
    os.utime(fonts / "fonts.yaml", (1, 1))
    second = open_case(fonts)
    assert second.value is not None and second.value is not first.value
    (fonts / "fonts.yaml").write_text("roles: {}")
    assert open_case(fonts).value is None
