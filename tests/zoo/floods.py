"""Copy files of one thing over and over: where a piece looks through the rest, a larger file takes far too long."""

from __future__ import annotations

from pathlib import Path

FLOODS = (
    "{{", "}}", "{{gap: ", "{{x: a}}", "{{sic: a｜b}}", "{{sic: a}}<b>", "**", "|", "|a|b|\n", "|-", "...", "。。",
    "--", '"', "“", "<b>", "![", "[a](", "&amp;", "```\n", "a", "a1", "a.b", "a@", "ab ", "http://", "1:", "(a", "啊。",
    "啊\n\n", "## 啊\n\n", "- 啊\n\n", "\\", "\u200b",
)  # fmt: skip

FLOOD_LESS, FLOOD_MORE, GROWTH_MOST = 32_768, 131_072, 8
"""Bytes of copy, four times as many, and how many times longer these may take: what looks through all takes sixteen."""


def flood(folder: Path, unit: str, size: int) -> None:
    """Leave an issue's folder one story alone, its body `size` bytes of one thing."""
    story = folder / "a1.md"
    front = story.read_text("utf-8").split("\n---")[0] + "\n---\n\n字"
    for path in folder.glob("[b-z0-9]*.md"):
        path.unlink()
    story.write_text(front + unit * (size // len(unit.encode())), encoding="utf-8")
