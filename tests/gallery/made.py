"""Forty made issues as folders of copy, as a desk would write them: `write(number, folder)`.

`KINDS` says of each issue how many pages and stories it has, how full its pages are and what stands on them. Everything
else is dealt out by the issue's number, so that the same number always gives the same files.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.gallery.drawings import drawing
from tests.gallery.words import BRIEFS, PARTY, TOPICS, Topic, filled, paragraphs

FIRST = 7001
ASPECTS = ((3, 2), (4, 3), (3, 2), (16, 9), (3, 4), (1, 1))
SECTIONS = ("要闻", "综合", "教育", "文化", "民生", "产业", "健康", "副刊")


@dataclass(frozen=True)
class Made:
    """What an issue is: stories of each page, share of the page that they fill, pictures of each page, wishes."""

    name: str
    pages: tuple[int, ...]
    fill: float = 0.97
    pictures: int = 2
    wishes: frozenset[str] = frozenset()
    profile: str = "broadsheet"


def made(name: str, pages: str, fill: float = 0.97, pictures: int = 2, wishes: str = "", profile: str = "") -> Made:
    """Return an issue's kind, its stories and wishes told in words."""
    counts = tuple(int(count) for count in pages.split())
    return Made(name, counts, fill, pictures, frozenset(wishes.split()), profile or "broadsheet")


KINDS = (
    made("一版三篇长稿", "3", pictures=2),
    made("一版四篇", "4", pictures=1),
    made("一版五篇", "5"),
    made("一版六篇两图", "6"),
    made("一版六篇无图", "6", pictures=0),
    made("一版七篇", "7", pictures=2),
    made("一版八篇", "8", pictures=2),
    made("一版九篇三图", "9", pictures=3),
    made("一版十二篇短稿", "12", pictures=2),
    made("一版十五篇短稿", "15", pictures=2),
    made("会议一版", "6", pictures=0, wishes="meeting"),
    made("会议一版有图", "6", pictures=2, wishes="meeting"),
    made("薄版四篇", "4", 0.55, 2),
    made("薄版六篇", "6", 0.7, 2),
    made("薄版一图", "3", 0.4, 1),
    made("满版七篇", "7", 1.03, 2),
    made("满版十篇", "10", 1.02, 2),
    made("长通讯一篇四图", "1", 0.95, 4, "feature"),
    made("长通讯带三篇", "4", 0.97, 3, "feature"),
    made("长通讯无图", "3", 0.95, 0, "feature"),
    made("简讯多", "7", 0.95, 1, "briefs"),
    made("公告多", "7", 0.95, 1, "notices"),
    made("竖题", "6", 0.95, 2, "vertical"),
    made("专栏与栏目题", "6", 0.95, 2, "labels"),
    made("图片新闻三幅", "5", 0.95, 1, "photos"),
    made("组图", "5", 0.95, 1, "group"),
    made("两版常规", "6 6"),
    made("两版有薄有满", "8 4", 0.9, 2),
    made("两版文化", "5 6", 0.96, 3, "labels vertical"),
    made("两版自动", "7 7", 0.95, 2, "auto"),
    made("四版常规", "6 6 6 6", 0.96, 2),
    made("四版杂", "7 5 8 4", 0.95, 2, "briefs labels photos"),
    made("四版自动", "6 6 6 6", 0.94, 2, "auto"),
    made("四版图多", "5 5 5 5", 0.95, 4),
    made("四开一版", "5", 0.95, 1, "", "tabloid"),
    made("四开四版", "4 4 4 4", 0.95, 1, "", "tabloid"),
    made("八栏对开一版", "7", 0.95, 2, "", "broadsheet-8"),
    made("八栏对开两版", "6 7", 0.95, 2, "briefs", "broadsheet-8"),
    made("八版常规", "6 6 6 6 6 6 6 6", 0.95, 2),
    made("八版六十篇", "8 8 7 7 8 7 8 7", 0.95, 2, "briefs"),
)

CELLS = {"broadsheet": (17, 612, 690), "broadsheet-8": (13, 816, 920), "tabloid": (17, 270, 330)}
"""Characters a line, cells of a front page and of an inside page, nearly."""


def write(number: int, folder: Path) -> Made:
    """Write an issue's files into a folder of its number below `folder` and return what it is."""
    kind = KINDS[number - FIRST]
    dice = random.Random(f"gallery {number}")
    to = folder / str(number)
    (to / "photos").mkdir(parents=True, exist_ok=True)
    pages = []
    for page, count in enumerate(kind.pages, 1):
        ids = _page(dice, to, kind, page, count)
        stories, name = ", ".join(ids), SECTIONS[(page - 1) % 8]
        pages.append(f"  - {{no: {page}, name: {name}, stories: [{stories}], editors: {{责编: 周文}}}}")
    day = date(2026, 3, 2) + timedelta(days=7 * (number - FIRST))
    (to / "issue.yaml").write_text(
        f"# {kind.name}\nissue: {{no: {number}, date: {day}, lunar: auto}}\n"
        "masthead:\n  name: 青溪通讯\n  pinyin: QINGXI TONGXUN\n  sponsor: 中共青溪县委主办\n"
        "  editor: 青溪县融媒体中心编辑\n  notice: 内部资料 免费交流\n  licence: 样张 无准印证号\n"
        "imprint: {printer: 样张 未交印厂, printed: " + str(day) + ", run: 40, recipients: 编辑部}\n"
        f"profile: {kind.profile}\n"
        + ("pages: auto\n" if "auto" in kind.wishes else "pages:\n" + "\n".join(pages) + "\n"),
        "utf-8",
    )
    return kind


def _page(dice: random.Random, to: Path, kind: Made, page: int, count: int) -> list[str]:
    """Write the stories of one page, the most important first, and return their ids."""
    ems, front, inner = CELLS[kind.profile]
    feature = "feature" in kind.wishes and page == 1
    cells = (front if page == 1 else inner) * kind.fill
    pictures = [0] * count
    if feature:
        pictures[0] = kind.pictures
    else:
        for at in range(kind.pictures):
            pictures[(0, min(2, count - 1), count // 2 + 1, count - 1)[at % 4] if count > 2 else 0] += 1
    shares = [dice.uniform(0.5, 1.3) for _ in range(count)]
    shares[0] = (count * 1.6 if feature else 1.9) if count > 1 else 1
    if not feature and count > 6:
        shares[-1] *= 0.5
    # A page with pictures has a dominant one, three columns wide with its caption; the others are small.
    whole = front if page == 1 else inner
    shown = 0.16 * bool(sum(pictures)) + 0.05 * (sum(pictures) - 1)
    text_cells = cells * (0.76 if sum(pictures) else 0.7) - whole * shown * min(1, kind.fill)
    ids, used = [], []
    for at in range(count):
        subject = PARTY if "meeting" in kind.wishes and at < 4 else dice.choice(
            [one for one in TOPICS if used.count(one) < 2]
        )  # fmt: skip
        used.append(subject)
        characters = max(120, round(text_cells * ems * 0.93 * shares[at] / sum(shares)))
        name = f"{'abcdefgh'[page - 1]}{at + 1}"
        _story(dice, to, kind, name, page, at, count, subject, characters, pictures[at])
        ids.append(name)
    if page == 1 and ("photos" in kind.wishes or "group" in kind.wishes):
        for at in range(3 if "photos" in kind.wishes else 1):
            _picture_story(dice, to, f"p{at + 1}", 70 - 10 * at, 4 if "group" in kind.wishes else 1)
            ids.append(f"p{at + 1}")
    return ids


def _story(
    dice: random.Random,
    to: Path,
    kind: Made,
    name: str,
    page: int,
    at: int,
    count: int,
    subject: Topic,
    characters: int,
    pictures: int,
) -> None:
    priority = (100 if page == 1 else 90) if at == 0 else max(15, 85 - 70 * at // count)
    sort = "lead" if at == 0 else "news"
    if "briefs" in kind.wishes and at == count - 1:
        sort = "brief"
    if "notices" in kind.wishes and at >= count - 3:
        sort = "notice"
    if "labels" in kind.wishes and at == count - 2:
        sort = "column"
    main = _headline(dice, subject, at, sort)
    head = [f"  main: [{', '.join(main.split(' '))}]"]
    if dice.random() < (0.6 if at == 0 else 0.35) and sort in ("lead", "news"):
        head.append(f"  kicker: {filled(dice, dice.choice(subject.kickers))}")
    if dice.random() < (0.6 if at == 0 else 0.15) and sort in ("lead", "news"):
        head.append(f"  deck: {filled(dice, dice.choice(subject.decks))}")
    if "vertical" in kind.wishes and at == count // 2:
        head.append("  orient: v")
    lines = [
        "---",
        f"id: {name}",
        f"kind: {sort}",
        f"priority: {priority}",
        f"section: {SECTIONS[(page - 1) % 8]}",
        "head:",
        *head,
    ]
    if sort in ("lead", "news") and dice.random() < 0.5:
        lines.append(f"byline: 通讯员 {filled(dice, '{who}')}")
    elif sort == "news":
        lines.append(f"sign: （{subject.office[1:]}）")
    if characters > 1500 and not pictures:
        lines.append(f"pullquote: {filled(dice, dice.choice(subject.sentences)).split('，')[0].strip('“”。')}。")
    if pictures:
        lines.append("photos:")
        for nth in range(pictures):
            aspect = dice.choice(ASPECTS)
            file = f"photos/{name}-{nth + 1}.jpg"
            (to / file).write_bytes(drawing(f"{to.name} {name} {nth}", aspect))
            caption = filled(dice, subject.captions[nth % len(subject.captions)])
            lines += [f"  - file: {file}", f"    caption: {caption}", f"    credit: {filled(dice, '{who}')} 摄"]
    wishes = {"label": "身边人", "may_jump": "true"}
    if sort == "column":
        lines.append(f"layout: {{label: {wishes['label']}}}")
    elif "feature" in kind.wishes and at == 0:
        lines.append("layout: {may_jump: true}")
    lines.append("---")
    body = (
        ["- " + filled(dice, text) for text in dice.sample(BRIEFS, min(len(BRIEFS), max(3, characters // 45)))]
        if sort == "brief"
        else paragraphs(dice, subject, characters, characters > 1000)
    )
    (to / f"{name}.md").write_text("\n".join(lines) + "\n\n" + "\n\n".join(body) + "\n", "utf-8")


def _headline(dice: random.Random, subject: Topic, at: int, sort: str) -> str:
    """Return a headline: the lead's mostly long, others of every length."""
    if sort == "brief":
        return dice.choice(("简明新闻", "一句话新闻", "各地短波"))
    if sort == "notice":
        return dice.choice(("停水公告", "招聘启事", "关于道路封闭施工的公告", "寻人启事"))
    deal = dice.random()
    if at == 0:
        heads = subject.long if deal < 0.6 else subject.common
    else:
        heads = subject.short if deal < 0.25 else subject.common if deal < 0.85 else subject.long
    return filled(dice, dice.choice(heads))


def _picture_story(dice: random.Random, to: Path, name: str, priority: int, pictures: int) -> None:
    subject = dice.choice(TOPICS)
    lines = ["---", f"id: {name}", "kind: photo", f"priority: {priority}", "section: 要闻"]
    lines += ["head:", f"  main: [{filled(dice, dice.choice(subject.short))}]", "photos:"]
    for nth in range(pictures):
        aspect = (3, 2) if pictures > 1 else dice.choice(ASPECTS[:4])
        file = f"photos/{name}-{nth + 1}.jpg"
        (to / file).write_bytes(drawing(f"{to.name} {name} {nth}", aspect))
        lines += [f"  - file: {file}", f"    caption: {filled(dice, subject.captions[nth % len(subject.captions)])}"]
        lines.append(f"    credit: {filled(dice, '{who}')} 摄")
    (to / f"{name}.md").write_text("\n".join([*lines, "---", ""]), "utf-8")
