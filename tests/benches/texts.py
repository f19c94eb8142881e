"""The copy that benches set: issue 2346, the specimen 9999, and three pieces that nobody tuned anything to."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
ISSUES = HERE.parents[1] / "issues"
LEAST = 24
"""Shorter paragraphs have too few justified lines to say anything."""

_SPACE_IN_HAN = re.compile(r"(?<=[^\x00-\x7f])[ \u3000]+(?=[^\x00-\x7f])")


def bench_copy() -> dict[str, list[str]]:
    """Return paragraphs by text. Spaces between Han characters go: the measure could not tell them from loose lines."""
    found = {f"issue {number}": _issue(number) for number in (2346, 9999)}
    for path in sorted((HERE / "copy").glob("*.txt")):
        found[path.stem] = path.read_text("utf-8").splitlines()
    return {
        name: [text for text in (_SPACE_IN_HAN.sub("", one.strip()) for one in texts) if len(text) >= LEAST]
        for name, texts in found.items()
        if texts
    }


def _issue(number: int) -> list[str]:
    from layout.issue.reader import read_issue

    folder = ISSUES / str(number)
    issue = read_issue(folder).value if folder.is_dir() else None
    if issue is None:
        return []
    return [part.text for story in issue.stories for part in story.paragraphs if part.kind in ("body", "item")]
