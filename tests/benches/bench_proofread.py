"""Scores proofreading on seeded stories, one edit at a time: `python -m tests.benches.bench_proofread FILE.json`.

The file holds stories `{id, kind, fields, body}` whose texts are `{clean, seeded, edits}`; each edit is put into the
clean text alone. A find counts when it touches the edit within one character and is not reported on the clean text;
for kinds that contradict another place (sums, heads, names …) a new finding anywhere in the story counts. Without a
file the bench reads the real issues and prints how many findings they have in each list.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from layout.issue.model import Head, Paragraph, Story
from layout.issue.reader import read_issue
from layout.proofread.read import read_issue_text, read_stories
from layout.proofread.remark import CERTAIN, Remark

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2023, 6, 13)
ELSEWHERE = frozenset(("head", "sum", "age", "sign", "name", "date", "lunar"))
"""Kinds of edits that show at the place which they contradict."""
WORDS = frozenset(("homo", "shape"))
Spot = tuple[str, Any]


def texts(story: dict[str, Any]) -> Iterator[tuple[Spot, dict[str, Any]]]:
    for name, text in story["fields"].items():
        yield ("field", name), text
    for nth, text in enumerate(story["body"]):
        yield ("body", nth), text


def made(story: dict[str, Any], spot: Spot | None = None, seeded: str = "") -> Story:
    """Return a story with its clean texts, one of them replaced."""
    values = {at: seeded if at == spot else text["clean"] for at, text in texts(story)}
    body = tuple(Paragraph(nth, "body", values["body", nth]) for nth in range(len(story["body"])))
    head = Head(main=(values.get(("field", "head"), ""),))
    return Story(story["id"], "news", 50, head, body, sign=values.get(("field", "sign"), ""))


def spot_of(remark: Remark) -> Spot:
    if remark.passage.field == "body":
        return "body", remark.passage.paragraph
    return "field", "head" if remark.passage.field.startswith("head") else remark.passage.field


def key(remark: Remark) -> tuple[Any, ...]:
    return spot_of(remark), remark.name, remark.old, remark.new


def score(path: Path) -> None:
    stories = json.loads(path.read_text("utf-8"))
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    certain: Counter[bool] = Counter()
    false: Counter[bool] = Counter()
    characters = 0
    started = time.perf_counter()
    for story in stories:
        clean = read_stories([made(story)], DAY)
        known = {key(remark) for remark in clean}
        for remark in clean:
            false[remark.sure >= CERTAIN] += 1
        characters += sum(len(text["clean"]) for _, text in texts(story))
        for spot, text in texts(story):
            for edit in text["edits"]:
                at, end = edit["clean_at"], edit["clean_at"] + len(edit["seeded"])
                seeded = text["clean"][:at] + edit["seeded"] + text["clean"][at + len(edit["clean"]) :]
                new = [one for one in read_stories([made(story, spot, seeded)], DAY) if key(one) not in known]
                near = [one for one in new if spot_of(one) == spot and one.start <= end + 1 and one.end >= at - 1]
                hits = near or (new if edit["kind"] in ELSEWHERE else [])
                total[edit["kind"]] += 1
                found[edit["kind"]] += bool(hits)
                certain[any(one.sure >= CERTAIN for one in hits)] += bool(hits)
    print(f"{'kind':<8} found  seeded")
    for kind in sorted(total, key=lambda kind: -total[kind]):
        print(f"{kind:<8} {found[kind]:>5} {total[kind]:>7}")
    words = sum(found[kind] for kind in WORDS), sum(total[kind] for kind in WORDS)
    rules = sum(found.values()) - words[0], sum(total.values()) - words[1]
    print(f"words {words[0]}/{words[1]} ({words[0] / max(words[1], 1):.0%}), all else {rules[0]}/{rules[1]}")
    share = 2000 / max(characters, 1)
    alarms = f"certain {false[True] * share:.2f}, doubtful {false[False] * share:.2f}"
    print(f"false alarms per 2,000 clean characters: {alarms}")
    right = certain[True]
    print(f"precision of 必改: {right / max(right + false[True], 1):.1%}")
    print(f"{time.perf_counter() - started:.1f} s for {sum(total.values()) + len(stories)} readings of a story")


def real() -> None:
    for folder in sorted((ROOT / "issues").iterdir()):
        issue = read_issue(folder).issue if folder.name.isdecimal() else None
        if issue is None:
            continue
        for run in ("cold", "again"):
            started = time.perf_counter()
            remarks = read_issue_text(issue)
            seconds = time.perf_counter() - started
            must = sum(remark.sure >= CERTAIN for remark in remarks)
            print(f"{folder.name} {run}: {seconds:.2f} s, 必改 {must}, 请看 {len(remarks) - must}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        score(Path(sys.argv[1]))
    else:
        real()
