"""Made-up issues for tests of whole forms: stories of a wanted length, written into a house of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

SENTENCES = (
    "村口的老槐树下，几位乡亲正在商量今年的秋播。",
    "水库放水那天，渠边站满了人，孩子们追着水头跑。",
    "县里的农技员每周来两次，带着土样和记录本。",
    "合作社的账目每月张榜一次，谁都可以来看。",
    "新修的路面宽六米，两边栽上了女贞和月季。",
    "卫生室添了两张床，药柜换成了带锁的。",
    "图书角的书不多，可是每一本都有人借过。",
    "冬闲的时候，夜校开了编织和电工两个班。",
)
"""Copy of nobody's, plain and without figures that could be wrong."""

MASTHEAD = """issue: {no: %d, date: %s, lunar: auto}
masthead:
  name: 河湾通讯
  pinyin: HEWAN TONGXUN
  sponsor: 河湾镇编
  editor: 编辑部
  notice: 内部交流
  licence: 样张
imprint: {printer: 样张印务, printed: %s, run: 100, recipients: 各村}
"""


def copy_of(characters: int, start: int = 0) -> str:
    """Return about so many characters of copy in paragraphs of four sentences."""
    paragraphs, count, at = [], 0, start
    while count < characters:
        paragraph = "".join(SENTENCES[(at + step) % len(SENTENCES)] for step in range(4))
        paragraphs.append(paragraph[: max(24, characters - count)])
        count += len(paragraphs[-1])
        at += 5
    return "\n\n".join(part if part.endswith("。") else f"{part.rstrip('，。')}。" for part in paragraphs)


def story(folder: Path, name: str, head: str, characters: int, **front: str) -> None:
    """Write a story with a headline and so many characters of copy; `front` are further lines of its front matter."""
    lines = [f"id: {name}", *(f"{key}: {value}" for key, value in front.items())]
    if head:
        lines.append(f"head: {{main: [{head}]}}")
    body = copy_of(characters, sum(map(ord, name))) if characters else ""
    (folder / f"{name}.md").write_text("\n".join(("---", *lines, "---", "", body, "")), "utf-8")


def bare_house(root: Path, issue: Mapping[str, str] | None = None) -> Path:
    """Return the root of a house that has no fonts, with an issue 1 of such files where they are given."""
    (root / "fonts").mkdir()
    (root / "fonts" / "fonts.yaml").write_text("roles: {}\n", "utf-8")
    (root / "issues").mkdir()
    if issue is not None:
        (root / "issues" / "1").mkdir()
    for name, text in (issue or {}).items():
        (root / "issues" / "1" / name).write_text(text, "utf-8")
    return root


def house(root: Path) -> Path:
    """Return the root of a house with the shop's fonts and no issue."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    return root


def issue(
    root: Path, number: int, pages: Sequence[tuple[str, Sequence[str]]], more: str = "", *, date: str = "2026-11-27"
) -> Path:
    """Write an issue's `issue.yaml` for pages of (name, stories) and return its folder."""
    folder = root / "issues" / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    listed = "".join(
        f"  - {{no: {at}, name: {name}, stories: [{', '.join(stories)}]}}\n"
        for at, (name, stories) in enumerate(pages, 1)
    )
    (folder / "issue.yaml").write_text(MASTHEAD % (number, date, date) + (f"pages:\n{listed}" if pages else "") + more)
    return folder


def coarse(folder: Path) -> Path:
    """Have an issue's archive make coarse images, which else take longer than the rest; return the issue's folder."""
    settings = folder / "issue.yaml"
    settings.write_text(settings.read_text("utf-8").rstrip("\n") + "\narchive: {dpi: 150}\n", "utf-8")
    return folder


def front_page(folder: Path, lengths: Mapping[str, int], heads: Mapping[str, str] | None = None) -> list[str]:
    """Write plain stories of so many characters, the first of them the lead; return their names in order."""
    for at, (name, characters) in enumerate(lengths.items()):
        head = (heads or {}).get(name) or HEADS[at % len(HEADS)]
        story(folder, name, head, characters, kind="lead" if at == 0 else "news", priority=str(100 - 10 * at))
    return list(lengths)


HEADS = (
    "清水进村百姓乐", "夜校灯火暖寒冬", "合作社账目上墙", "新路通到家门口", "图书角里读书声", "卫生室添新设备",
    "老槐树下话秋播", "农技员田间讲课", "水库蓄水迎春灌",
)  # fmt: skip


SPREAD = """  - page: 2
    section: 长卷
    top: 4
    spread: true
    blocks:
      - {story: b1, at: [0, 4], size: [12, 60]}
      - {story: b2, at: [0, 64], size: [5, 56], box: rule}
      - {story: b3, at: [5, 64], size: [7, 56]}
"""

PLAN = f"""profile: broadsheet
pages:
  - page: 1
    top: 18
    blocks:
      - {{story: a1, at: [0, 18], size: [6, 102]}}
{SPREAD}  - page: 4
    top: 4
    foot: 3
    blocks:
      - {{story: d1, at: [0, 4], size: [6, 113]}}
"""


def spread_issue(root: Path) -> Path:
    """Return the folder of an issue of four pages whose middle two are a spread, made in a house."""
    made = issue(root, 7, [("要闻", ["a1"]), ("长卷, spread: true", ["b1", "b2", "b3"]), ("综合", ["d1"])])
    text = (made / "issue.yaml").read_text("utf-8").replace("no: 3,", "no: 4,")
    (made / "issue.yaml").write_text(text, "utf-8")
    front_page(made, {"a1": 7000})
    story(made, "b1", "河湾长卷四十年再回首", 7600, kind="lead", priority="95", layout="{cols: [6, 12]}")
    story(made, "b2", "农技员田间讲课", 2900, priority="60")
    story(made, "b3", "清水进村百姓乐", 4300, priority="70")
    story(made, "d1", "夜校灯火暖寒冬", 8000)
    (made / "plan.yaml").write_text(PLAN, "utf-8")
    return made


SMALL = """profile: tabloid
pages:
  - page: 1
    top: 18
    blocks:
      - {story: a1, at: [0, 18], size: [4, 34]}
      - {story: a2, at: [0, 52], size: [4, 33], head: {lines: 1, size: 36}}
  - page: 2
    top: 4
    foot: 3
    blocks:
      - {story: b1, at: [0, 4], size: [4, 39]}
      - {story: b2, at: [0, 43], size: [4, 39], head: {lines: 1, size: 36}}
"""


def small_issue(root: Path) -> Path:
    """Return the folder of issue 7 of a house: two small pages, nothing to be warned of, fit for release; coarse."""
    pages = [("要闻", ["a1", "a2"]), ("编辑部", ["b1", "b2"])]
    made = issue(root, 7, pages, "profile: tabloid\n", date="2026-11-23")
    lengths = {"a1": (1656, "90"), "a2": (1725, "60"), "b1": (1969, "70"), "b2": (2122, "50")}
    for (name, (characters, priority)), head in zip(lengths.items(), HEADS, strict=False):
        kind = "lead" if name == "a1" else "news"
        story(made, name, head, characters, kind=kind, priority=priority, layout="{cols: 4}")
    (made / "plan.yaml").write_text(SMALL, "utf-8")
    return coarse(made)
