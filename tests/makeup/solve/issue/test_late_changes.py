"""Six late changes in a row on a kept issue of four pages: each in one command, every other page as it was.

The command is the pipeline's check; what it would print is compared page by page as a dump.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import check
from layout.desk.build.results import Judged
from layout.desk.house import House
from layout.diagnostics import Diagnostic
from layout.makeup.dummy.file import write_plan
from layout.sheet.dump import dump
from tests.benches import makeup_instances as instances

if not any((instances.HOUSE / "fonts").glob("*.ttf")):
    pytest.skip("no fonts are installed: `layout fonts --install` sets them up", allow_module_level=True)

HEAD = """issue:
  no: 7
  date: 2022-05-17
masthead:
  name: 禹州通讯
imprint: {printer: 印厂, printed: 2022-05-17, run: 100, recipients: 各单位}
profile: tabloid
pages:
"""

TITLES = (
    "全市夏粮收购工作全面展开",
    "城区三条道路本周起修补",
    "老旧小区改造月底完工",
    "图书馆周末延长开放",
    "河道清淤",
)
"""Heads of a page's stories, the first the lead's."""


class Desk:
    """An issue's folder, and what its last making gave."""

    def __init__(self, root: Path) -> None:
        (root / "fonts").symlink_to(instances.HOUSE / "fonts", target_is_directory=True)
        self.house = House(root)
        self.folder = self.house.issue(7)
        (self.folder / "photos").mkdir(parents=True)
        self.pages = {number: [f"s{number}{at}" for at in range(5)] for number in range(1, 5)}
        for number in self.pages:
            for at in range(5):
                self.story(f"s{number}{at}", at, number)
        self.picture((1500, 1000))
        self.remarks: tuple[Diagnostic, ...] = ()
        self.judged: Judged

    def story(self, name: str, at: int, seed: int = 0, characters: int = 0) -> None:
        texts = instances.pool().paragraphs
        many = characters or (900, 620, 460, 420, 300)[at] + (seed == 1) * -60
        copy = ""
        for index in range(40):
            copy += texts[(seed * 7 + at * 3 + index) % len(texts)] + "\n\n"
            if len(copy) > many:
                break
        body = copy[:many].rsplit("。", 1)[0].strip() + "。"
        photo = "photos: [{file: photos/p.jpg, caption: 渠道清淤现场, credit: 王强 摄, cols: [1, 2]}]\n"
        (self.folder / f"{name}.md").write_text(
            f"---\nid: {name}\nkind: {'lead' if at == 0 else 'news'}\npriority: {(95, 70, 55, 45, 30)[at]}\n"
            f"head: {{main: [{TITLES[at]}]}}\n{photo if at == 1 else ''}---\n\n{body}\n",
            "utf-8",
        )

    def picture(self, size: tuple[int, int]) -> None:
        Image.new("RGB", size, (120, 130, 140)).save(self.folder / "photos" / "p.jpg")

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        path = self.folder / f"{name}.md"
        path.write_text(change(path.read_text("utf-8")), "utf-8")

    def make(self) -> dict[int, str]:
        """Make the issue as it stands, in one command; return its pages as they would print."""
        pages = "".join(f"  - {{no: {no}, stories: [{', '.join(names)}]}}\n" for no, names in self.pages.items())
        (self.folder / "issue.yaml").write_text(HEAD + pages, "utf-8")
        done = check(Order(self.house, 7, self.house.output, seconds=1), in_silence)
        errors = [remark for remark in done.remarks if remark.severity == "error"]
        assert done.judged is not None and not errors, errors
        assert not any(fit.over for fit in done.fits), done.fits
        self.remarks, self.judged = done.remarks, done.judged
        stood = {block.story for page in done.judged.plan.pages for block in page.blocks}
        assert stood == {story.id for story in done.judged.issue.stories}
        return {sheet.number: dump(sheet) for sheet in done.judged.edition.sheets}

    def keep(self) -> None:
        (self.folder / "plan.yaml").write_text(write_plan(self.judged.plan), "utf-8")

    @property
    def codes(self) -> set[str]:
        return {remark.code for remark in self.remarks}


def changed(before: dict[int, str], after: dict[int, str]) -> set[int]:
    return {number for number in before.keys() | after.keys() if before.get(number) != after.get(number)}


@pytest.mark.long(held="makeup/solve/issue/test_real.py::test_late_change_keeps_the_rest_of_the_page")
def test_six_late_changes_in_a_row_leave_the_other_pages_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    before = desk.make()
    desk.keep()
    assert changed(before, desk.make()) == set(), "a kept plan is used as it is"
    assert "M335" not in desk.codes

    def late(touched: set[int], *told: str) -> None:
        nonlocal before
        after = desk.make()
        assert changed(before, after) == touched
        assert {"M335", *told} <= desk.codes, desk.codes
        desk.keep()
        before = desk.make()
        assert changed(after, before) == set(), "what is kept is what was made"
        assert not any(code in desk.codes for code in ("M335", *told) if code[0] == "M")

    # 1. A story is killed: its file goes, and its id is still in `pages`.
    (desk.folder / "s43.md").unlink()
    late({4}, "M311", "I418")
    desk.pages[4].remove("s43")
    # 2. One is held.
    desk.edit("s34", lambda text: text.replace("kind:", "hold: true\nkind:", 1))
    late({3}, "M311", "I414")
    # 3. A story comes in.
    desk.story("new", 4, 9, 280)
    desk.pages[3].append("new")
    late({3}, "M314")
    # 4. A story moves to the page that has room.
    desk.pages[2].remove("s24")
    desk.pages[4].append("s24")
    late({2, 4}, "M330")
    # 5. 300 characters more, and a longer head.
    desk.edit("s12", lambda text: text.rstrip() + "\n\n" + instances.pool().paragraphs[3][:150] + "\n")
    late({1})
    # 6. A picture is swapped for one of another shape.
    desk.edit("s21", lambda text: text.replace("photos/p.jpg", "photos/q.jpg"))
    Image.new("RGB", (1000, 1500), (90, 100, 110)).save(desk.folder / "photos" / "q.jpg")
    late({2})
    assert "M318" not in desk.codes
