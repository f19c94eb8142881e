"""`layout batch A..B`: build many issues with several workers and sum up how they went."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.desk.batch import Built


def run(
    span: str, *, output: Path | None, only: tuple[str, ...], release: bool, jobs: int, part: str,
    runners: Sequence[str], form: str, quiet: bool, lang: str,
) -> int:  # fmt: skip
    """Build the issues of a span; return 0, 1 where any has errors, 2 for a wrong span, 70 where we failed."""
    from layout.desk.batch import Wanted, issues_in, run_batch, shard
    from layout.desk.house import find_house

    zh = lang == "zh"
    house = find_house(Path.cwd())
    numbers = issues_in(span, house.issues)
    if numbers is None:
        print(f"期号范围写成 A..B，不是 {span}" if zh else f"write the span as A..B, not {span}", file=sys.stderr)
        return 2
    if part:
        chosen = shard(numbers, part)
        if chosen is None:
            print(f"--shard 写成 k/n，不是 {part}" if zh else f"write --shard as k/n, not {part}", file=sys.stderr)
            return 2
        numbers = chosen
    if not numbers:
        # A part of a short list may well be empty: nothing to do is no error then.
        print(f"{span} 里没有要排的期" if zh else f"no issues in {span}", file=sys.stderr)
        return 0 if part else 2
    total, count = len(numbers), 0

    def done(built: Built) -> None:
        nonlocal count
        count += 1
        if not quiet:
            print(f"  [{count}/{total}] {_row(built, zh)}", file=sys.stderr, flush=True)

    to = (output or house.output).resolve()
    wanted = Wanted(str(house.root), str(to), only, release)
    workers = jobs if jobs >= 0 else 0 if runners else min(os.cpu_count() or 1, 8)
    if not workers and not runners:
        print("--jobs 0 要和 --runner 一起用" if zh else "--jobs 0 needs --runner", file=sys.stderr)
        return 2
    results = run_batch(numbers, wanted, jobs=workers, runners=runners, done=done)
    if form == "json":
        print(json.dumps([asdict(built) for built in results], ensure_ascii=False, indent=1))
    else:
        _table(results, zh)
    codes = {built.code for built in results}
    return 70 if 70 in codes else 1 if 1 in codes else 0


def serve() -> int:
    """Serve as a worker for a batch that runs elsewhere: build in the house that this one stands in."""
    from layout.desk.batch import serve_as_worker
    from layout.desk.house import find_house

    serve_as_worker(find_house(Path.cwd()))
    return 0


def _result(built: Built, zh: bool) -> str:
    words = {0: ("排成", "done"), 1: ("有错", "errors"), 70: ("程序出错", "our mistake")}
    return words[built.code if built.code in words else 70][0 if zh else 1]


def _row(built: Built, zh: bool) -> str:
    pages = f"{built.pages} {'版' if zh else 'pages'}"
    said = f"  {built.said}" if built.said and built.code else ""
    return f"{built.number}  {_result(built, zh)}  {pages}  {built.seconds:.2f} s{said}"


def _table(results: Sequence[Built], zh: bool) -> None:
    """Print one row an issue and what they come to."""
    heads = ("期", "结果", "版", "错误", "警告", "溢出", "秒") if zh else (
        "issue", "result", "pages", "errors", "warnings", "over", "s")  # fmt: skip
    print("\t".join(heads))
    for built in results:
        cells = (
            built.number, _result(built, zh), built.pages, built.errors, built.warnings, built.over,
            f"{built.seconds:.2f}",
        )  # fmt: skip
        print("\t".join(map(str, cells)))
    good = sum(built.code == 0 for built in results)
    pages = sum(built.pages for built in results if built.code == 0)
    if zh:
        print(f"{len(results)} 期，排成 {good}，没排成 {len(results) - good}，共 {pages} 版")
    else:
        print(f"{len(results)} issues, {good} done, {len(results) - good} not, {pages} pages")
