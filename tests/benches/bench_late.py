"""A desk's evening: late changes to kept plans, and for each how much of its pages moved and what was told.

`python -m tests.benches.bench_late FOLDER [--issues 128,7004] [--changes longer-8,killed]`. FOLDER is a scratch house:
issues that it lacks are copied or made there and planned once. Each change is made to a copy of its issue, which is
then checked as `layout check` does. The table gives the exit code, blocks moved of those on the pages that moved,
those that left their columns, pages that nothing touched and that changed all the same (there should be none), faults
that the checker finds and the kept plan had not, what was told of make-up, and processor time.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import check
from layout.desk.build.results import Checked, Judged
from layout.desk.house import House
from layout.makeup.dummy.file import write_plan
from layout.makeup.dummy.plan import Block, Plan
from layout.sheet.dump import dump
from tests.benches import makeup_instances as instances
from tests.gallery.made import write

ISSUES = (128, 2346, 9999, 7004, 7008, 7030, 7033)

FAULTS = {"M106", "M107", "M108", "M113", "M114", "M116", "M118", "M127", "M128", "M129"}

SENTENCES = (
    "县里的干部到村里开了会。",
    "大家把账一笔一笔对过。",
    "这条路从春天修到了秋天。",
    "老人说往年没有这样的事。",
)


@dataclass
class Desk:
    """One issue's folder while it is changed: its pages' stories as they were planned, and the dice of the change."""

    folder: Path
    pages: dict[int, list[str]]
    dice: random.Random
    told: str = ""

    def pick(self, wanted: Callable[[str], bool] = lambda text: True) -> str:
        """Return a story of which one would want this; "" where there is none."""
        found = [
            story
            for stories in self.pages.values()
            for story in stories
            if (self.folder / f"{story}.md").exists() and wanted(self.text(story))
        ]
        return self.dice.choice(found) if found else ""

    def text(self, story: str) -> str:
        """Return a story's file."""
        return (self.folder / f"{story}.md").read_text("utf-8")

    def edit(self, story: str, text: str) -> None:
        """Write a story's file."""
        self.told = story
        (self.folder / f"{story}.md").write_text(text, "utf-8")

    def listed(self, change: Callable[[str], str]) -> None:
        """Change the settings of the issue."""
        path = self.folder / "issue.yaml"
        path.write_text(change(path.read_text("utf-8")), "utf-8")

    def fresh(self, page: int, characters: int, kind: str = "news", more: str = "") -> None:
        """Write a story that comes in for a page."""
        body = filled(self.dice, characters)
        self.edit(
            "late1",
            f"---\nid: late1\nkind: {kind}\npriority: 35\nhead: {{main: [晚间来稿一篇]}}\n{more}---\n\n{body}\n",
        )
        self.listed(lambda text: re.sub(rf"(no: {page}\b.*?stories: \[)", r"\1late1, ", text, count=1, flags=re.S))


def filled(dice: random.Random, characters: int) -> str:
    """Return copy of so many characters, nearly."""
    found: list[str] = []
    while sum(map(len, found)) < characters - 6:
        found.append(dice.choice(SENTENCES))
    return "\n\n".join("".join(found[at : at + 6]) for at in range(0, len(found), 6))


def plain(text: str) -> bool:
    """Tell whether a story is plain running copy."""
    body = text.split("\n---\n", 1)[1]
    ordinary = re.search(r"^kind: (news|lead|column)", text, re.M) and "inside:" not in text
    return bool(ordinary) and len(body) > 500 and not re.search(r"^(\||- )", body, re.M)


def shorter(lines: int) -> Callable[[Desk], None]:
    """Return the change that takes so many lines from a story."""

    def change(desk: Desk) -> None:
        story = desk.pick(plain)
        head, body = desk.text(story).split("\n---\n", 1)
        parts = body.strip("\n").split("\n\n")
        left = lines * 17
        for at in range(len(parts) - 2, 0, -1):
            if left > 0 and not parts[at].startswith("#") and "{{" not in parts[at]:
                cut = min(left, max(0, len(parts[at]) - 20))
                parts[at], left = parts[at][: len(parts[at]) - cut - 1].rstrip("，、“（") + "。", left - cut
        desk.edit(story, f"{head}\n---\n\n" + "\n\n".join(parts) + "\n")

    return change


def longer(lines: int) -> Callable[[Desk], None]:
    """Return the change that adds so many lines to a story."""

    def change(desk: Desk) -> None:
        story = desk.pick(plain)
        desk.edit(story, desk.text(story).rstrip() + "\n\n" + filled(desk.dice, lines * 17) + "\n")

    return change


def killed(desk: Desk) -> None:
    """Kill a story: its file goes."""
    desk.told = story = desk.pick(plain)
    (desk.folder / f"{story}.md").unlink()


def killed_lead(desk: Desk) -> None:
    """Kill the longest story of the last page: the page is thin."""
    stories = [story for story in desk.pages[max(desk.pages)] if plain(desk.text(story))]
    desk.told = story = max(stories, key=lambda name: len(desk.text(name)))
    (desk.folder / f"{story}.md").unlink()


def comes_in(desk: Desk) -> None:
    """Bring a story of 300 characters in."""
    desk.fresh(max(desk.pages), 300)


def notice(desk: Desk) -> None:
    """Add a notice of two columns by twelve rows."""
    desk.fresh(max(desk.pages), 80, "notice", "layout: {size: [2, 12]}\n")


def exchanged(desk: Desk) -> None:
    """Change two stories of two pages for each other."""
    first, last = min(desk.pages), max(desk.pages)
    one = [story for story in desk.pages[first] if plain(desk.text(story))][-1]
    other = [story for story in desk.pages[last] if plain(desk.text(story))][-1]
    desk.told = f"{one} {other}"
    swap = {one: other, other: one}
    desk.listed(lambda text: re.sub(rf"\b({one}|{other})\b", lambda found: swap[found[0]], text))


def with_picture(desk: Desk) -> None:
    """Add a landscape picture to a story without any."""
    story = desk.pick(lambda text: plain(text) and "photos:" not in text)
    (desk.folder / "photos").mkdir(exist_ok=True)
    Image.new("RGB", (1500, 1000), (120, 130, 140)).save(desk.folder / "photos" / "late.jpg")
    picture = "photos: [{file: photos/late.jpg, caption: 渠道清淤现场, credit: 王强 摄}]"
    head, body = desk.text(story).split("\n---\n", 1)
    desk.edit(story, f"{head}\n{picture}\n---\n{body}")


def without_picture(desk: Desk) -> None:
    """Take the pictures of a story away."""
    story = desk.pick(lambda text: plain(text) and "\nphotos:" in text)
    if story:
        desk.edit(story, re.sub(r"\nphotos:.*?(?=\n[a-z-])", "", desk.text(story), count=1, flags=re.S))


def turned_picture(desk: Desk) -> None:
    """Put a portrait in the place of a picture."""
    story = desk.pick(lambda text: bool(re.search(r"file: photos/\S+\.(jpg|svg)", text)) and "kind: notice" not in text)
    if story:
        Image.new("RGB", (1000, 1500), (120, 130, 140)).save(desk.folder / "photos" / "late.jpg")
        text = re.sub(r"file: photos/\S+\.(jpg|svg)", "file: photos/late.jpg", desk.text(story), count=1)
        desk.edit(story, re.sub(r"\n +aspect: .*", "", text))


def long_head(desk: Desk) -> None:
    """Make a head one of twenty characters."""
    story = desk.pick(plain)
    head = "main: [城区老旧小区改造今年再添六处月底全部完工]"
    desk.edit(story, re.sub(r"main: *(\[[^\]]*\]|\n(?: +- .*\n)+)", head, desk.text(story), count=1))


def with_deck(desk: Desk) -> None:
    """Add a deck."""
    story = desk.pick(lambda text: plain(text) and "deck:" not in text)
    text = desk.text(story)
    flow = re.sub(r"(head: \{main: *\[[^\]]*\])", r"\1, deck: 六处小区本周同时开工", text, count=1)
    block = re.sub(r"(\n  main: *\[[^\]]*\])", r"\1\n  deck: 六处小区本周同时开工", text, count=1)
    desk.edit(story, flow if flow != text else block)


def priority(desk: Desk) -> None:
    """Raise a story's priority to just under the lead's."""
    story = desk.pick(lambda text: plain(text) and "kind: lead" not in text)
    desk.edit(story, re.sub(r"priority: \d+", "priority: 89", desk.text(story), count=1))


CHANGES: dict[str, Callable[[Desk], None]] = {
    **{f"shorter-{lines}": shorter(lines) for lines in (3, 8, 15)},
    **{f"longer-{lines}": longer(lines) for lines in (3, 8, 15, 30)},
    "killed": killed,
    "comes-in": comes_in,
    "exchanged": exchanged,
    "with-picture": with_picture,
    "without-picture": without_picture,
    "turned-picture": turned_picture,
    "long-head": long_head,
    "with-deck": with_deck,
    "priority": priority,
    "notice": notice,
    "thin": killed_lead,
}


def made(house: House, number: int) -> Checked:
    """Return an issue as its folder stands."""
    return check(Order(house, number, house.output, index=False, processes=1), in_silence)


def ready(root: Path, number: int) -> None:
    """Bring an issue with a kept plan into the scratch house."""
    folder = root / "issues" / str(number)
    if not folder.exists():
        own = instances.HOUSE / "issues" / str(number)
        if own.exists():
            shutil.copytree(own, folder)
        else:
            write(number, root / "issues")
    if not (folder / "plan.yaml").exists():
        done = made(House(root), number).judged
        assert done is not None, number
        (folder / "plan.yaml").write_text(write_plan(done.plan), "utf-8")


def blocks_of(plan: Plan) -> dict[tuple[str, int], tuple[int, Block]]:
    """Return the blocks of a plan by story and part, with their pages."""
    return {(block.story, block.part): (page.number, block) for page in plan.pages for block in page.blocks}


def faults(judged: Judged) -> Counter[str]:
    """Return what the checker finds that no designer would sign, however loudly it says so."""
    return Counter(one.code for one in judged.verdict.findings if one.severity != "note" or one.code in FAULTS)


def walk(root: Path, number: int, change: str, before: Checked, kept: Judged) -> str:
    """Make one change and return its line."""
    with tempfile.TemporaryDirectory() as scratch:
        house = House(Path(scratch))
        shutil.copytree(root / "issues" / str(number), house.issue(number))
        if (root / "issues" / "house").exists():
            shutil.copytree(root / "issues" / "house", house.issues / "house")
        (house.root / "fonts").symlink_to((root / "fonts").resolve(), target_is_directory=True)
        on = {page.number: list(dict.fromkeys(block.story for block in page.blocks)) for page in kept.plan.pages}
        desk = Desk(house.issue(number), on, random.Random(f"{number} {change}"))
        CHANGES[change](desk)
        if not desk.told:
            return f"| {number} | {change} | no story that it suits |"
        began = time.process_time()
        done = made(house, number)
        spent = time.process_time() - began
    after = done.judged
    errors = [remark for remark in done.remarks if remark.severity == "error"]
    codes = " ".join(
        dict.fromkeys(one.code for one in done.remarks if one.code[0] == "M" and one not in before.remarks)
    )
    line = f"| {number} | {change} {desk.told} | {int(bool(errors))} |"
    if after is None:
        return f"{line} | | | {codes} {' '.join(e.code for e in errors)} | {spent:.1f} |"
    was, now = blocks_of(kept.plan), blocks_of(after.plan)
    moved = {key for key in was.keys() & now.keys() if was[key] != now[key]}
    aside = [key for key in moved if (was[key][1].col, was[key][1].cols) != (now[key][1].col, now[key][1].cols)]
    touched = {was[key][0] for key in moved} | {now[key][0] for key in now.keys() ^ was.keys() if key in now}
    touched |= {was[key][0] for key in was.keys() - now.keys()}
    stood = {sheet.number: dump(sheet) for sheet in kept.edition.sheets}
    stands = {sheet.number: dump(sheet) for sheet in after.edition.sheets}
    stray = [
        page for page in stood if page not in touched and desk.told not in on[page] and stands.get(page) != stood[page]
    ]
    new = faults(after) - faults(kept)
    total = sum(where[0] in touched for where in was.values())
    names = " ".join(f"{name}-{part}" if part > 1 else name for name, part in sorted(moved))
    return (
        f"{line} {len(moved)}/{total} ({names}) | {len(aside)} | {' '.join(map(str, stray))} |"
        f" {' '.join(sorted(new.elements()))} | {codes} | {spent:.1f} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--issues", default=",".join(map(str, ISSUES)))
    parser.add_argument("--changes", default=",".join(CHANGES))
    wanted = parser.parse_args()
    root = wanted.folder
    root.mkdir(parents=True, exist_ok=True)
    if not (root / "fonts").exists():
        (root / "fonts").symlink_to(instances.HOUSE / "fonts", target_is_directory=True)
    print("| issue | change | exit | moved | aside | stray pages | new faults | told | s |\n" + "| --- " * 9 + "|")
    for number in map(int, wanted.issues.split(",")):
        ready(root, number)
        done = made(House(root), number)
        kept = done.judged
        assert kept is not None, number
        for change in wanted.changes.split(","):
            print(walk(root, number, change, done, kept), flush=True)


if __name__ == "__main__":
    main()
