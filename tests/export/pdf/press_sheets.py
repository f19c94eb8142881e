"""Sheets made by hand, as make-up would hand them over: a page with everything a newspaper prints."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from layout.geometry import Box, Length, mm, profile, pt
from layout.sheet import (
    BLACK,
    RED,
    WHITE,
    Edition,
    Fill,
    Ink,
    Item,
    Line,
    Picture,
    Region,
    Rule,
    Run,
    Sheet,
    Text,
    black,
)
from layout.typeface import TypeCase, open_case

FONTS = Path(__file__).parents[3] / "fonts"

LEAD = (
    "一九四二年五月，延安文艺座谈会在杨家岭召开。会议开了三次，前后二十多天，",
    "参加的作家、艺术家有一百多人。“文艺为什么人”，是会上议论最多的题目。",
    "Layout 3.1 版用17个字的栏宽，每行9磅。",
)
SECOND = ("校园里的石榴花开了，同学们在树下读报。", "记者（王小明）报道：本期共四版，印10,000份。")


@cache
def case() -> TypeCase:
    """Return the house's type case."""
    opened = open_case(FONTS)
    assert opened.value is not None, opened.remarks
    return opened.value


def glyphs(text: str, role: str) -> bytes:
    """Return the glyph bytes of a text, one glyph a character."""
    return text.translate(case().face(role).gids).encode("utf-16-be", "surrogatepass")


def set_line(
    text: str, size: Length = 9_000, role: str = "body", ink: Ink = BLACK, pitch: Length = 0, **run: object
) -> Line:
    """Return a line: on a pitch, or each glyph by its own width."""
    face = case().face(role)
    data = glyphs(text, role)
    gids = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
    xs, x = [], 0
    for gid in gids:
        xs.append(x)
        x += pitch or face.advances[gid] * size // face.upem
    made = Run(face.key, size, text, data, pitch=pitch, xs=None if pitch else tuple(xs), ink=ink)
    made = replace(made, **run)  # type: ignore[arg-type]
    vertical = made.orient != "h"
    return Line(text, (made,), size, x, x, x, vertical=vertical)


def photo(folder: Path, size: tuple[int, int] = (700, 500)) -> Path:
    """Write a photograph: a colour gradient with some grain, and return its path."""
    from PIL import Image

    width, height = size
    across = Image.linear_gradient("L").rotate(90).resize(size)
    down = Image.linear_gradient("L").resize(size)
    grain = bytes(120 + value // 8 for value in Random(1).randbytes(width * height))
    noise = Image.frombytes("L", size, grain)
    path = folder / "photo.png"
    Image.merge("RGB", (across, down, noise)).save(path)
    return path


def sheet(items: Sequence[Item], regions: Sequence[Region] = (), number: int = 1, colours: str = "CMYK") -> Sheet:
    """Return a broadsheet page."""
    grid = profile("broadsheet")
    assert grid is not None
    return Sheet(number, "要闻", grid, tuple(items), tuple(regions), colours)  # type: ignore[arg-type]


def edition(*sheets: Sheet, **more: object) -> Edition:
    """Return an issue of these sheets."""
    made = Edition(
        "校园报",
        "XIAOYUAN BAO",
        2346,
        date(2022, 5, 17),
        "星期二",
        "农历壬寅年四月十七",
        sheets[0].grid.trim,
        sheets,
        (),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def regions() -> tuple[Region, ...]:
    """Return the regions of `front`: the second story's lines come first in the items, last in reading."""
    box = Box(mm(20), mm(100), mm(80), mm(40))
    return (
        Region(0, "masthead", "", 0, box), Region(1, "body", "lead", 1, box),
        Region(2, "body", "second", 2, box), Region(3, "headline", "second", 3, box),
    )  # fmt: skip


def front(folder: Path, number: int = 1) -> Sheet:
    """Return a page with nameplate, tints, rules, a photograph, vertical and reversed type, all as it should be."""
    shot = photo(folder)
    digest = hashlib.sha256(shot.read_bytes()).hexdigest()
    items: list[Item] = [
        Fill(Box(mm(-3), mm(-3), mm(396), mm(63)), RED, 0),
        Text(mm(25), mm(50), set_line("校园报", pt(72), "nameplate", WHITE), 0),
        Text(mm(300), mm(50), set_line("第二三四六期", pt(9), "sans-bold", WHITE, pt(9)), 0),
        Rule(mm(20), mm(64), mm(370), mm(64), pt(1)),
        Rule(mm(20), mm(66), mm(370), mm(66), 250, dash=(pt(2), pt(1))),
        Fill(Box(mm(200), mm(80), mm(60), mm(60)), black(10)),
        Fill(Box(mm(262), mm(80), mm(30), mm(60)), (20, 0, 10, 0)),
        Picture(Box(mm(20), mm(200), mm(80), mm(57)), str(shot), digest, alt="石榴花", region=2),
        Text(mm(210), mm(85), set_line("竖排标题", pt(30), "headline", pitch=pt(31), orient="v"), 3),
        Text(mm(240), mm(85), set_line("Pages", pt(20), "sans", orient="r"), 3),
        Text(mm(268), mm(85), set_line("黑字叠印", pt(20), "headline", pitch=pt(20), orient="v"), 3),
    ]
    for at, text in enumerate(SECOND):
        items.append(Text(mm(20), mm(160) + at * 11_570, set_line(text), 2))
    for at, text in enumerate(LEAD):
        items.append(Text(mm(20), mm(100) + at * 11_570, set_line(text), 1))
    return sheet(items, regions(), number)
