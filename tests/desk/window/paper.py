"""An issue of two pages that is served once for a whole file of tests, and put back as it was before each of them."""

from __future__ import annotations

import shutil
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from layout.desk.house import House
from layout.desk.window.people.certificate import own_certificate
from layout.desk.window.people.entry import Entrance, entry_of
from layout.desk.window.records import file_hashes

from ..conftest import ROOT  # noqa: TID252
from .conftest import Browser, served

SECOND = """
  - page: 2
    section: 综合
    top: 4
    blocks:
      # 编辑手记在左，校对两篇
      - {story: b5, at: [0, 4], size: [3, 26], head: {lines: 1, size: 28}}
      - {story: b3, at: [3, 4], size: [3, 26], head: {lines: 1, size: 30}, box: tint}
      - {story: b6, at: [0, 30], size: [3, 28], head: {lines: 1, size: 32}}
"""
"""The second page's dummy, with room left below its three stories, and a remark of somebody's."""


def photograph(size: tuple[int, int] = (400, 600)) -> bytes:
    """Return a JPEG with a bright spot a little left of and above its middle."""
    from PIL import Image, ImageDraw

    tones = Image.linear_gradient("L").resize(size)
    made = Image.merge("RGB", (tones, tones.rotate(180), tones.rotate(90).resize(size)))
    wide, deep = size
    ImageDraw.Draw(made).ellipse((wide // 3, deep // 3, wide // 2, deep // 2), fill=(240, 240, 230))
    out = BytesIO()
    made.save(out, "JPEG", quality=80)
    return out.getvalue()


def two_pages(folder: Path) -> None:
    """Give the issue in a folder, 2346, a second page and its photograph."""
    for name in ("b3", "b5", "b6"):
        shutil.copy(ROOT / "issues" / "9999" / f"{name}.md", folder / f"{name}.md")
    (folder / "photos").mkdir()
    (folder / "photos" / "p1.jpg").write_bytes(photograph())
    for name, old, new in (
        ("issue.yaml", "", "\n  - no: 2\n    name: 综合\n    stories: [b5, b3, b6]\n"),
        ("plan.yaml", "", SECOND),
        ("p1.md", "  # 照片原件缺\n  - file: null", "  # 照片原件\n  - file: photos/p1.jpg"),
    ):
        text = (folder / name).read_text("utf-8")
        made = text.replace(old, new) if old else text.rstrip("\n") + new
        assert made != text
        (folder / name).write_text(made, "utf-8")


class Paper:
    """The house, the port that it is served at, and the files of the issue as they were."""

    def __init__(self, house: House, port: int, entry: Entrance) -> None:
        self.house, self.port, self.entry = house, port, entry
        self.folder = house.issue(2346)
        self.kept = files_of(self.folder)
        own = entry.certificate
        self.chief = Browser(port, ssl.create_default_context(cafile=str(own.path)) if own else None)
        self.chief.sit(house)
        self.before = 0

    def text(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def blocks(self) -> dict[str, dict[str, Any]]:
        """Return the blocks of the kept dummy by story, each with its page."""
        read = yaml.safe_load(self.text("plan.yaml"))
        return {one["story"]: {"page": page["page"], **one} for page in read["pages"] for one in page["blocks"]}

    def history(self) -> list[dict[str, Any]]:
        """Return what was done since the files were put back, oldest first."""
        entries = reversed(self.chief.state()["history"])
        return [entry for entry in entries if entry["n"] > self.before]

    def put_back(self) -> None:
        """Put every file back as it was, as the chief would: the whole issue as it stood before the first change."""
        for story in self.chief.state()["holders"]:
            self.chief.do("take_back", story=story)
        if files_of(self.folder) != self.kept:
            answer = self.chief.do("back_to", n=0)
            assert answer.status == 200, answer.text
        now = files_of(self.folder)
        for name in now.keys() - self.kept.keys():
            (self.folder / name).unlink()
        for name, data in self.kept.items():
            if now.get(name) != data:
                (self.folder / name).write_bytes(data)
        while self.chief.state()["files"] != file_hashes(self.folder):
            time.sleep(0.05)  # the desk hears of files that others write
        for story in self.chief.state()["holders"]:
            self.chief.do("return", story=story)
        self.before = max((entry["n"] for entry in self.chief.state()["history"]), default=0)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of an issue, but not its history."""
    past = (".history", "history.jsonl")
    found = (path for path in folder.rglob("*") if path.is_file() and not {*path.parts} & {*past})
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@contextmanager
def paper_served(root: Path, *, lan: bool = False, people: str = "", lang: str = "zh") -> Iterator[Paper]:
    """Serve the issue of two pages from a folder of its own, on the network where that is wanted, to people listed."""
    (root / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    shutil.copytree(ROOT / "issues" / "2346", root / "issues" / "2346")
    if people:
        (root / "issues" / "house").mkdir()
        (root / "issues" / "house" / "desk.yaml").write_text(people, "utf-8")
    house = House(root)
    two_pages(house.issue(2346))
    certificate = own_certificate(root / "own", ("127.0.0.1", "localhost")) if lan else None
    if lan and certificate is None:
        pytest.skip("openssl makes the certificate of these tests")
    entry = entry_of(house, certificate)
    with served(house, given=entry, lang=lang) as port:
        yield Paper(house, port, entry)
