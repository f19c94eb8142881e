"""Whole forms from copy to press file, archive and web: 专版, 摄影版, the house's page designs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build, check
from layout.desk.build.results import Built, Checked
from layout.desk.house import House
from layout.diagnostics import Severity
from layout.makeup.dummy.file import write_plan
from tests.newspaper import coarse, front_page, house, issue, story


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a house with issue 7: a feature on the front page, a page of photographs after it."""
    root = house(tmp_path)
    folder = issue(root, 7, [("专版, form: feature", ["a1"]), ("摄影, form: photo", ["b1"])])
    for at in range(9):
        picture = Image.new("RGB", (1500, 1000), (60 + 20 * at, 120, 200 - 20 * at))
        ImageDraw.Draw(picture).ellipse((300, 200, 1200, 800), fill=(250, 240, 20 * at))
        picture.save(folder / f"{at}.jpg")
    photos = ", ".join(f"{{file: {at}.jpg, caption: 图为第{at + 1}处。, credit: 李四 摄}}" for at in range(9))
    parts = photos.split("}, ")
    front_page(folder, {"a1": 4200})
    lead = (folder / "a1.md").read_text("utf-8")
    listed = "photos: [" + "}, ".join(parts[:3]) + "}]"
    (folder / "a1.md").write_text(lead.replace("head:", f"{listed}\nhead:"), "utf-8")
    story(folder, "b1", "镜头里的河湾", 200, kind="photo", photos="[" + "}, ".join(parts[3:]) + "]")
    return root


def made(root: Path, **more: object) -> Checked:
    return check(Order(House(root), 7, root / "output", **more), in_silence)


def codes(found: Checked, *, worse: bool = False) -> set[str]:
    return {one.code for one in found.remarks if one.severity is not Severity.NOTE or not worse}


def test_both_pages_are_full_and_the_ledger_is_clean(root: Path) -> None:
    found = made(root)
    assert found.judged is not None and found.ok
    front, photos = found.judged.plan.pages
    for page in (front, photos):
        (block,) = page.blocks
        assert (block.col, block.row, block.cols, block.rows) == (0, page.top, 6, 120 - page.top - page.foot)
    assert [len(page.blocks[0].photos) for page in (front, photos)] == [3, 6]
    assert {"M350"} <= codes(found) and not [code for code in codes(found, worse=True) if code[0] == "L"]
    assert not {"M301", "M302", "M318", "M118", "M351"} & codes(found)


def test_they_are_kept_and_made_again_when_the_copy_changes(root: Path) -> None:
    before = made(root)
    assert before.judged is not None
    folder = root / "issues" / "7"
    (folder / "plan.yaml").write_text(write_plan(before.judged.plan), "utf-8")
    kept = made(root)
    assert kept.judged is not None and kept.judged.plan.pages == before.judged.plan.pages
    copy = (folder / "a1.md").read_text("utf-8")
    (folder / "a1.md").write_text(
        f"{copy}\n冬天到了，河面结了薄冰，孩子们等着下雪。" * 1 + "又一年。" * 160 + "\n", "utf-8"
    )
    after = made(root)
    assert after.judged is not None and not {"M301", "M336"} & codes(after)
    front, photos = after.judged.plan.pages
    assert len(front.blocks) == 1 and front.blocks[0].photos != before.judged.plan.pages[0].blocks[0].photos
    assert photos == before.judged.plan.pages[1]


@pytest.mark.long(held="desk/test_forms.py::test_both_pages_are_full_and_the_ledger_is_clean")
def test_every_part_is_written(root: Path) -> None:
    coarse(root / "issues" / "7")
    written: Built = build(Order(House(root), 7, root / "output", ("press", "archive", "web")), in_silence)
    assert written.written.files and written.ok
    names = {name for name, _, _ in written.written.files}
    assert {"press/7-02.pdf", "archive/data/pdf/7-02.pdf"} <= names or "press/7-02.pdf" in names
    assert any(name.startswith("web/") for name in names)


@pytest.mark.parametrize(
    ("pages", "code"),
    [
        ([("要闻, form: 没有的", ["a1"]), ("摄影", ["b1"])], "I457"),
        ([("要闻, form: feature", ["a1", "b1"])], "I458"),
    ],
)
def test_a_form_that_cannot_be_is_told(root: Path, pages: list[tuple[str, list[str]]], code: str) -> None:
    issue(root, 7, pages)
    found = check(Order(House(root), 7, root / "output", mend=False), in_silence)
    assert code in codes(found)


def test_a_design_of_the_house_is_used_for_its_section(root: Path) -> None:
    folder = issue(root, 7, [("要闻", ["c1", "c2", "c3"])])
    for path in folder.glob("[ab]1.md"):
        path.unlink()
    front_page(folder, {"c1": 3400, "c2": 2200, "c3": 2350})
    designs = root / "issues" / "house" / "pages"
    designs.mkdir(parents=True)
    design = (
        "name: 三段\nsections: [要闻]\nrows: 102\nslots:\n"
        "  - {slot: lead, at: [0, 0], size: [6, 46]}\n"
        "  - {slot: second, at: [0, 46], size: [3, 56], box: rule}\n"
        "  - {slot: story, at: [3, 46], size: [3, 56]}\n"
    )
    (designs / "front.yaml").write_text(design, "utf-8")
    found = made(root)
    assert found.judged is not None
    assert "M350" in codes(found)
    first, second, third = sorted(found.judged.plan.pages[0].blocks, key=lambda block: (block.row, block.col))
    assert [first.cols, second.cols, third.cols] == [6, 3, 3] and second.box == "rule"
    (designs / "front.yaml").write_text(design.replace("slot: story, at: [3, 46]", "slot: story, at: [3, 四十六]"))
    assert "I202" in codes(made(root, mend=False)) or found.judged is not None


def test_a_fixed_column_goes_to_press_from_the_house_s_own_folder(root: Path) -> None:
    folder = issue(root, 7, [("要闻", ["c1"])])
    for path in folder.glob("[ab]1.md"):
        path.unlink()
    front_page(folder, {"c1": 3000})
    columns = root / "issues" / "house" / "columns"
    columns.mkdir(parents=True)
    Image.new("RGB", (600, 400), (250, 200, 90)).save(columns / "sun.png")
    picture = "[{file: sun.png, caption: 晴, cols: [2]}]"
    story(columns, "weather", "明天晴到多云", 200, kind="column", days="[五]", photos=picture, layout="{cols: 2}")
    (folder / "plan.yaml").write_text(
        "profile: broadsheet\npages:\n  - page: 1\n    top: 18\n    blocks:\n"
        "      - {story: c1, at: [0, 18], size: [4, 102]}\n"
        "      - {story: weather, at: [4, 18], size: [2, 102], photos: [{photo: 0, at: [0, 6], size: [2, 26]}]}\n",
        "utf-8",
    )
    written = build(Order(House(root), 7, root / "output", ("press",), mend=False), in_silence)
    assert written.written.files and written.judged is not None
    assert {block.story for block in written.judged.plan.pages[0].blocks} == {"c1", "weather"}
    assert not [code for code in codes(written, worse=True) if code[0] == "L"]
