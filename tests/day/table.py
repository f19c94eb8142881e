"""The table of the day in `docs/day.md`: steps exact, seconds as they were measured."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tests.day.tally import Tally

PAGE = Path(__file__).resolve().parents[2] / "docs" / "day.md"
BEGIN, END = "<!-- the table of the day: written by make day -->", "<!-- end of the table -->"
BACK_FILE = "重排四十期旧报"


def drawn(tally: Tally) -> str:
    """Return the table of a day that was played."""
    rows = [
        f"| {part.name} | {part.commands} | {part.clicks} | {part.keys} | {part.wall:.0f} | {part.processor:.0f} |"
        for part in tally.parts
    ]
    evening = [part for part in tally.parts if not part.name.startswith(BACK_FILE)]
    steps = sum(part.steps for part in tally.parts)
    wall, processor = (sum(getattr(part, name) for part in evening) for name in ("wall", "processor"))
    return "\n".join(
        (
            "| 这一段 | 命令 | 点击 | 按键 | 秒 | 处理器秒 |",
            "|---|---:|---:|---:|---:|---:|",
            *rows,
            "",
            f"一共 {steps} 步；不算旧报，机器 {wall:.0f} 秒，处理器 {processor:.0f} 秒"
            f"（{os.cpu_count()} 核，测时平均有 {os.getloadavg()[2]:.0f} 个程序在抢）。",
        )
    )


def written(table: str) -> None:
    """Put a table into the page."""
    text = PAGE.read_text("utf-8")
    before, rest = text.split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{rest.split(END)[1]}", "utf-8")


def steps(table: str) -> list[tuple[str, ...]]:
    """Return the acts of a table with their steps, without the seconds."""
    found = re.findall(r"^\| (.+?) \| (\d+) \| (\d+) \| (\d+) \|", table, re.M)
    return [tuple(row) for row in found]


def kept() -> str:
    """Return the page's table."""
    return PAGE.read_text("utf-8").split(BEGIN)[1].split(END)[0]
