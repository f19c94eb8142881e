"""`layout issue N`: build an issue and tell how it went."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.desk.build.order import Order, Progress
    from layout.desk.build.results import Built
    from layout.sheet import Fit

_PLANNED = {"hand": ("手工版样", "by hand"), "solver": ("自动版样", "by the optimiser")}


def run(
    number: int,
    *,
    output: Path | None,
    only: tuple[str, ...],
    release: bool,
    proof: bool,
    quiet: bool,
    lang: str,
    reason: str = "",
    on: date | None = None,
    verbose: bool = False,
) -> int:
    """Build issue `number`; return the exit code: 0, or 1 where the copy has errors."""
    from layout.desk.build.order import PARTS, Order
    from layout.desk.build.stamp import is_unchanged
    from layout.desk.house import find_house

    house = find_house(Path.cwd())
    order = Order(house, number, output or house.output, only or PARTS, release, proof, reason=reason, on=on)
    if is_unchanged(order):
        if not quiet:
            print(_unchanged(order, lang))
        return 0
    signal.signal(signal.SIGTERM, _ended)
    with _no_search_for_cycles():
        from layout.desk.build.pipeline import build

        built = build(order, _progress(number, lang, loud=not quiet and sys.stderr.isatty()))
    _report(built, lang, quiet, verbose)
    return 0 if built.written.files else 1


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Spare a build the search for cycles: what it makes lives until its end, and searching costs an eighth of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # else the first search afterwards would go through all that was made
        gc.enable()


def _progress(number: int, lang: str, *, loud: bool) -> Progress:
    """Return what prints a line at the end of each stage, on a terminal only."""
    from layout.desk.build.order import in_silence

    if not loud:
        return in_silence
    from layout.desk.build.stages import STAGES

    zh = lang == "zh"
    print(f"第 {number} 期" if zh else f"issue {number}", file=sys.stderr)

    def progress(name: str, seconds: float, made: str) -> None:
        words = STAGES.get(name, (name, name, "", ""))
        detail = _PLANNED[made][not zh] if made in _PLANNED else f"{made} {words[2 if zh else 3]}" if made else ""
        print(f"  {words[0 if zh else 1]}  {detail}  {seconds * 1000:.0f} ms", file=sys.stderr)

    return progress


def _unchanged(order: Order, lang: str) -> str:
    """Return the line that says that there was nothing to build."""
    if lang == "zh":
        return f"第 {order.number} 期自上次排印以来没有改动，成品照旧：{order.final}"
    return f"issue {order.number}: nothing changed since the last build; the output stands: {order.final}"


def _ended(_number: int, _frame: object) -> None:
    """End as an interrupt does, so that what was staged is taken away."""
    raise KeyboardInterrupt


def _report(built: Built, lang: str, quiet: bool, verbose: bool) -> None:
    """Print the findings, the fits, where the files are, and last what stands between this issue and its release."""
    from layout.cli.report import print_diagnostics

    shown = [remark for remark in built.remarks if not quiet or remark.severity == "error"]
    if built.fits and not quiet and sys.stderr.isatty():
        print_fits(built.fits, lang)
    if built.written.files and not quiet:
        final = built.order.final
        for name in sorted({name.split("/")[0] for name, _, _ in built.written.files} | {"report.json", "report.html"}):
            print(final / name)
        if built.written.release is not None:
            print(built.written.release)
    elif built.written.proof is not None:
        print(built.written.proof)
    sys.stdout.flush()
    print_diagnostics(shown, built.sources, "human", lang, sys.stderr, verbose=verbose)
    for line in _last_words(built, lang, quiet):
        print(line, file=sys.stderr)


def _last_words(built: Built, lang: str, quiet: bool) -> Iterator[str]:
    """Yield what was not written, what a release waits for, and the next command to type."""
    zh, number = lang == "zh", built.order.number
    errors = sum(remark.severity == "error" for remark in built.remarks)
    warnings = sum(remark.severity == "warning" for remark in built.remarks)
    if built.written.proof is not None and not built.written.files:
        yield (
            "只写出校样；成品没有写，上一次的原样保留"
            if zh
            else ("only the proof was written; the previous output is untouched")
        )
    elif not built.written.files:
        yield (
            "没有写出任何文件，上一次的输出原样保留"
            if zh
            else ("nothing was written; the previous output is untouched")
        )
    elif built.order.release or quiet:
        return
    if errors:
        yield (
            f"先改错误 {errors} 处，再排：layout issue {number}"
            if zh
            else (f"put {errors} error{'s' * (errors > 1)} right, then: layout issue {number}")
        )
    elif warnings:
        yield (
            f"付印（--release）还差警告 {warnings} 处；改好后：layout issue {number} --release"
            if zh
            else (
                f"a release waits for {warnings} warning{'s' * (warnings > 1)}; then: layout issue {number} --release"
            )
        )
    else:
        yield f"可以付印：layout issue {number} --release" if zh else f"ready: layout issue {number} --release"


def print_fits(fits: tuple[Fit, ...], lang: str) -> None:
    """Print how each block fits: green where it does, blue where copy is short, red where it is over."""
    from layout.cli.terminal import cells, padded

    zh = lang == "zh"
    colour = sys.stderr.isatty()
    heads = ("版", "稿件", "版位", "已排", "合版情况") if zh else ("page", "story", "room", "set", "fit")
    rows = [(str(fit.page), fit.story, str(fit.offered), str(fit.set)) for fit in fits]
    widths = [max(cells(row[at]) for row in (heads, *rows)) for at in range(4)]

    def line(row: tuple[str, ...], words: str) -> str:
        told = (padded(cell, width, right=at != 1) for at, (cell, width) in enumerate(zip(row, widths, strict=False)))
        return "  ".join((*told, words))

    print(line(heads, heads[4]), file=sys.stderr)
    for fit, row in zip(fits, rows, strict=True):
        if fit.over:
            word = f"溢出 {fit.over} 行（删 {-fit.characters} 字）" if zh else f"over by {fit.over} lines"
            paint = "\x1b[31m"
        elif fit.characters > 0:
            word = f"缺 {fit.short} 行（添 {fit.characters} 字）" if zh else f"short by {fit.short} lines"
            paint = "\x1b[34m"
        else:
            word, paint = ("合版" if zh else "fits"), "\x1b[32m"
        print(line(row, f"{paint}{word}\x1b[0m" if colour else word), file=sys.stderr)
