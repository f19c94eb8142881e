"""The paper of the day: its house with the issues that went before, and what came in by the evening."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from layout.desk.house import House
from layout.desk.signing import sign, subjects
from layout.issue.house_file import read_demands
from layout.issue.reader import read_issue
from layout.issue.signatures import Signature
from tests.day import adverts, copy_files, pictures
from tests.newspaper import HEADS, story

ROOT = Path(__file__).resolve().parents[2]
NUMBER = 128
DATE = "2026-04-17"
PAST = range(88, 128)
"""The back file: forty issues, the last of them the one whose masthead the evening takes over."""

READERS = (("初审", "许静"), ("复审", "郭雨"), ("终审", "孟秋实"), ("签发", "沈砚"))
"""Who reads an issue, in their order; the last is the chief."""

PAGES = ("一版", "二版", "三版", "四版")
"""The folders in which the pages' editors keep their copy."""

SECTIONS = "要闻、综合、民生、青峰"
"""What the pages are called."""

MAKERS = {
    "bare": ("docx", ("a1", "b2", "b3", "c1")),
    "wps": ("docx", ("c4", "d4")),
    "styled": ("docx", ("a3", "b1", "c3", "d1", "d2")),
    "gbk": ("txt", ("a2", "a5")),
    "web": ("html", ("a4", "b4")),
    "odt": ("odt", ("c2", "d3")),
}
"""Who makes what: Word as authors leave it, Word with styles, an old editor's text, saved pages, LibreOffice."""

HOUSE = """# 岚川通讯的通用设置
rights: {statement: 内部资料 免费交流, uri: "http://rightsstatements.org/vocab/InC/1.0/", holder: 岚川县融媒体中心}
web: {base: "https://example.org/"}
release: {signatures: [初审, 复审, 终审, 签发], once: true}
"""

MASTHEAD = """masthead:
  name: 岚川通讯
  pinyin: LANCHUAN TONGXUN
  sponsor: 中共岚川县委主办
  editor: 岚川县融媒体中心编辑
  hotline: 新闻热线 0000-8128128
  notice: 内部资料 免费交流
  licence: 岚内准字第 0128 号
  qr: {label: 读电子版, target: "https://example.org/"}
imprint: {printer: 岚川印刷厂, printed: %s, run: 3200, recipients: 全县各单位}
"""

NEWS = (
    "引水二期工程的管线又往前铺了三里，石梁村的加压站装上了水泵。",
    "引水二期工程的隧洞掘进到老鹰嘴，岩层破碎，进尺慢了下来。",
    "引水二期工程的阀井砌到第十二座，村民代表逐井验收。",
)
"""A sentence of every past issue, so that a search over the back file has what to find."""


def house(root: Path) -> Path:
    """Return the root of the paper's house: the shop's fonts, its settings, the forty issues that went before."""
    (root / "issues" / "house").mkdir(parents=True)
    (root / "output").mkdir()
    (root / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    (root / "issues" / "house" / "house.yaml").write_text(HOUSE, "utf-8")
    for number in PAST:
        _past_issue(root / "issues" / str(number), number)
        _signed(House(root), number)
    return root


def _signed(house: House, number: int) -> None:
    """Sign a past issue as it was signed when it was printed."""
    issue = read_issue(house.issue(number)).issue
    assert issue is not None
    demands = read_demands(house.issues).value
    for role, name in READERS:
        given = [Signature(subject, role, name, f"{issue.date}T20:00:00+08:00", "") for subject in subjects(issue)]
        done = sign(house, issue, given, demands)
        assert not done.remarks, done.remarks


def _past_issue(folder: Path, number: int) -> None:
    """Write an issue of one small page: three stories, no two issues with the same ones."""
    day = (date.fromisoformat(DATE) - timedelta(weeks=NUMBER - number)).isoformat()
    folder.mkdir()
    stories = ("a1", "a2", "a3")
    for at, name in enumerate(stories):
        head = HEADS[(number + 3 * at) % len(HEADS)]
        kind = "lead" if at == 0 else "news"
        story(folder, name, head, (1500, 900, 700)[at], kind=kind, priority=str(90 - 20 * at))
    lead = folder / "a1.md"
    lead.write_text(f"{lead.read_text('utf-8')}\n{NEWS[number % len(NEWS)]}\n", "utf-8")
    listed = f"pages:\n  - {{no: 1, name: 要闻, stories: [{', '.join(stories)}]}}\n"
    top = f"issue: {{no: {number}, date: {day}, lunar: auto}}\n"
    (folder / "issue.yaml").write_text(f"{top}{MASTHEAD % day}profile: tabloid\n{listed}", "utf-8")


def handed_in(maker: str, name: str, photos: Path) -> bytes:
    """Return a story as its maker hands it in."""
    copy = copy_files.read_copy(name)
    make = getattr(copy_files, maker)
    return bytes(make(copy, photos) if maker in ("bare", "styled") else make(copy))


def incoming(to: Path) -> Path:
    """Write what came in by the evening: copy by page, photographs, adverts; return the folder."""
    photos = to / "照片"
    photos.mkdir(parents=True)
    for name in ("school", "street", "farm", "forge", "ferry", "lamp"):
        pictures.camera(name, photos / f"{name}.jpg")
    pictures.soft("bench", photos / "bench.jpg")
    pictures.phone_on_its_side("dam", photos / "dam.heic")
    pictures.scan("roof", photos / "roof.tif")
    pictures.camera("bench", to / "照片" / "bench-again.jpg")
    for maker, (suffix, names) in MAKERS.items():
        for name in names:
            page = to / PAGES["abcd".index(name[0])]
            page.mkdir(exist_ok=True)
            (page / f"{name}.{suffix}").write_bytes(handed_in(maker, name, photos))
    adverts.notice(to / PAGES[1] / "停水公告.pdf")
    adverts.pledge(to / PAGES[3] / "节水公益广告.pdf")
    return to
