"""The house is the one that the desk stands in, never another that happens to have an issue of that number."""

from __future__ import annotations

from pathlib import Path

import layout
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build
from layout.desk.house import find_house

OWN = Path(layout.__file__).resolve().parents[1]


def test_the_nearest_font_list_upwards(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "fonts.yaml").write_text("")
    deep = tmp_path / "issues" / "7"
    deep.mkdir(parents=True)
    assert find_house(deep).root == tmp_path


def test_issues_without_a_font_list_are_a_house_that_lacks_one(tmp_path: Path) -> None:
    (tmp_path / "issues" / "2346").mkdir(parents=True)
    assert find_house(tmp_path).root == OWN  # an empty folder is no issue
    (tmp_path / "issues" / "2346" / "issue.yaml").write_text("issue: {no: 2346}")
    assert find_house(tmp_path / "issues" / "2346").root == tmp_path


def test_a_house_without_fonts_says_so_and_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "issues" / "2346"
    folder.parent.mkdir()
    folder.symlink_to(OWN / "issues" / "2346")
    house = find_house(tmp_path)
    job = build(Order(house, 2346, house.output), in_silence)
    assert "F001" in {remark.code for remark in job.remarks}
    assert not job.written.files and not house.output.exists()
