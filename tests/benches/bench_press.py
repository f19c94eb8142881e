"""How fast is the press file: from issue to PDF beside XeLaTeX, many pages beside Typst, preflight beside Ghostscript.

    python -m tests.benches.bench_press [--pages 64] [--rounds 7]

Whole programs are timed from start to end in fresh processes, by the clock and by processor time, the median of several
rounds for the page and the best for the rest; what is measured inside this process says so. The last part sets the same
lines by ReportLab's own TrueType fonts, which the press file replaces by Type0 fonts.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median

from tests.benches.bench_speed import distinct_copy
from tests.benches.peers import FACE, FONTS, LEADING, ROOT, SIZE, _tex_text, typst

PAGE = 5_400
"""Characters of a full broadsheet page."""


def best(rounds: int, work: Callable[[], object]) -> float:
    """Return the least processor time of several rounds, in seconds: other work on the machine does not count.

    Python's search for cycles is off, as it is while `layout issue` builds.
    """
    times = []
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
        gc.enable()
    return min(times)


Times = tuple[float, float]
"""Seconds by the clock and of the processor."""


def best_process(
    rounds: int, command: Sequence[str], folder: Path, before_each: Callable[[], object] | None = None
) -> tuple[Times, Times]:
    """Return the least and the median time of a program over several fresh processes."""
    clock, processor = [], []
    for _ in range(rounds):
        if before_each is not None:
            before_each()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=600)
        clock.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return (min(clock), min(processor)), (median(clock), median(processor))


def copy_of(number: int) -> list[str]:
    """Return an issue's paragraphs as plain text, marks of the desk removed."""
    paragraphs = []
    for story in sorted((ROOT / "issues" / str(number)).glob("*.md")):
        body = story.read_text("utf-8").split("---", 2)[-1]
        plain = re.sub(r"\{\{\w+:\s*([^｜}]*)[^}]*\}\}|\{\{\w+\}\}", r"\1", body)
        paragraphs += [line.lstrip("# ") for line in plain.splitlines() if line.strip()]
    return paragraphs


_TEX = r"""\documentclass{article}
\usepackage[paperwidth=390mm,paperheight=540mm,margin=20mm]{geometry}
\usepackage{xeCJK,multicol}
\setCJKmainfont[Path=%(path)s/]{%(file)s}\setmainfont[Path=%(path)s/]{%(file)s}
\pagestyle{empty}\setlength{\parindent}{2em}\tolerance=9999\emergencystretch=1em\hbadness=10000
\begin{document}\fontsize{%(size)s}{%(leading)s}\selectfont\begin{multicols}{6}
%(text)s
\end{multicols}\end{document}
"""


def issue_beside_xelatex(rounds: int) -> None:
    """Time `layout issue 2346 --only press` and XeLaTeX on the same copy in six columns, in turns."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is kept beside the modules is kept for whoever uses them
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as beside:
        command = [str(ROOT / ".venv/bin/layout"), "issue", "2346", "--only", "press", "--quiet", "--output", name]
        subprocess.run(command, cwd=ROOT, check=False, capture_output=True)  # compiles our modules once
        _, again = best_process(rounds, command, ROOT)
        print(
            f"issue 2346, nothing changed:            {again[0] * 1000:7.0f} ms   processor {again[1] * 1000:6.0f} ms"
        )
        text = "\n\n".join(map(_tex_text, copy_of(2346)))
        scale = 72.27 / 72
        source = _TEX % {
            "path": FONTS,
            "file": FACE.name,
            "size": SIZE * scale,
            "leading": LEADING * scale,
            "text": text,
        }
        (Path(beside) / "page.tex").write_text(source, "utf-8")
        tex = ["xelatex", "-interaction=batchmode", "page.tex"] if shutil.which("xelatex") else None
        each: dict[str, list[Times]] = {"ours": [], "theirs": []}
        for _ in range(rounds):
            each["ours"].append(best_process(1, command, ROOT, lambda: shutil.rmtree(name) or Path(name).mkdir())[1])
            if tex is not None:
                each["theirs"].append(best_process(1, tex, Path(beside))[1])
        names = {"ours": "issue 2346, copy to press file:", "theirs": "XeLaTeX, the same copy in six columns:"}
        middle = {who: tuple(map(median, zip(*times, strict=True))) for who, times in each.items() if times}
        for who, (clock, processor) in middle.items():
            print(f"{names[who]:39} {clock * 1000:7.0f} ms   processor {processor * 1000:6.0f} ms")
        if not (Path(beside) / "page.pdf").exists():
            print("left out: xelatex is not installed, or lacks xeCJK or multicol")
            return
        clock, processor = (ours / theirs for ours, theirs in zip(middle["ours"], middle["theirs"], strict=True))
        print(f"  ratio (ours / XeLaTeX): clock {clock:.2f}, processor {processor:.2f}")


def pages_beside_typst(count: int) -> None:
    """Compose and write many distinct pages in this process, beside Typst's whole compilation of the same copy.

    Counted three ways: processor time and clock of one document of all pages, and processor time of a document of one
    page, which Typst begins by looking for its fonts. Its pages are ours in trim, columns and measure.
    """
    from layout.compose.line.paragraph import set_paragraph
    from layout.compose.story.stylebook import house_style
    from layout.export.pdf import PressSettings, write_press
    from layout.geometry import profile, pt
    from layout.sheet import Edition, Line, Sheet, Text
    from layout.typeface import open_case

    case = open_case(FONTS).value
    grid = profile("broadsheet")
    assert case is not None
    assert grid is not None
    spec = house_style().value["body"]
    copy = distinct_copy(count * PAGE, 1)
    rows = 60
    columns = [grid.column_x(column) for column in range(grid.columns)]

    def composed(texts: Sequence[str] = copy) -> list[Line]:
        return [line for text in texts for line in set_paragraph(text, spec, grid.measure, case)]

    def written(lines: Sequence[Line]) -> None:
        leg, page = rows, rows * grid.columns
        sheets = []
        for number, first in enumerate(range(0, len(lines), page), 1):
            items = tuple(
                Text(columns[at // leg], grid.type_area.y + at % leg * pt(LEADING), line)
                for at, line in enumerate(lines[first : first + page])
            )
            sheets.append(Sheet(number, "", grid, items, ()))
        edition = Edition("样报", "", 1, date(2026, 1, 1), "", "", grid.trim, tuple(sheets), ())
        with tempfile.TemporaryDirectory() as name:
            write_press(edition, case, Path(name), PressSettings(), per_page=False)

    lines = composed()
    written(lines)
    composing, writing = best(3, composed), best(3, lambda: written(lines))
    mine = composing + writing
    print(
        f"{count} pages, ours: composed {composing * 1000 / count:.1f} + written {writing * 1000 / count:.1f} = "
        f"{mine * 1000 / count:.1f} ms a page, processor time in this process"
    )
    if importlib.util.find_spec("typst") is None:
        print("left out: the PyPI package typst is not installed")
        return
    with tempfile.TemporaryDirectory() as name:
        began = time.perf_counter()
        # A second run of the same copy would only ask its cache.
        other = best(1, lambda: typst(copy, grid.ems, Path(name), grid))
        clock = time.perf_counter() - began
        began = time.perf_counter()
        written(composed())
        own_clock = time.perf_counter() - began
        alone = distinct_copy(PAGE, 2)
        single = best(1, lambda: typst(alone, grid.ems, Path(name), grid))
        own_single = best(3, lambda: written(composed(alone)))
    print(f"{count} pages, Typst: {other * 1000 / count:.1f} ms a page")
    print(f"  ratio (ours / Typst), one document, processor: {mine / other:.2f}")
    print(f"  ratio (ours / Typst), one document, clock, Typst on all cores: {own_clock / clock:.2f}")
    print(f"  ratio (ours / Typst), documents of one page, processor: {own_single / single:.2f}")
    print(f"    (ours {own_single * 1000:.1f} ms, Typst {single * 1000:.1f} ms)")


def preflight_beside_ghostscript(rounds: int) -> None:
    """Check a press page, and make its separations at 150 dpi."""
    from layout.export.pdf import PressSettings
    from layout.preflight import check_file

    with tempfile.TemporaryDirectory() as name:
        command = [str(ROOT / ".venv/bin/layout"), "issue", "2346", "--only", "press", "--quiet", "--output", name]
        subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
        page = Path(name) / "2346" / "press" / "2346.pdf"
        check_file(page, PressSettings())
        mine = best(rounds, lambda: check_file(page, PressSettings()))
        print(f"preflight of the page, ours:            {mine * 1000:7.0f} ms (in this process)")
        if not shutil.which("gs"):
            print("left out: Ghostscript is not installed")
            return
        plates = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r150", "-o", "p%d.tif", str(page)]
        (other, _), _ = best_process(2, plates, Path(name))
        print(f"separations by Ghostscript, 150 dpi:    {other * 1000:7.0f} ms")
        print(f"  ratio (ours / Ghostscript): {mine / other:.3f}")


def writer_beside_reportlab(rounds: int) -> None:
    """Write one page of type by the press writer and by ReportLab's own TrueType fonts."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    text = "".join(distinct_copy(PAGE, 2))[:PAGE]
    lines = [text[at : at + 17] for at in range(0, len(text), 17)]

    with tempfile.TemporaryDirectory() as name:
        stock = Path(name) / "stock.pdf"

        def theirs() -> None:
            pdfmetrics.registerFont(TTFont("stock", str(FACE)))
            canvas = Canvas(str(stock), pagesize=(1105.5, 1530.7))
            canvas.setFont("stock", SIZE)
            for at, line in enumerate(lines):
                canvas.drawString(60 + at // 60 * 165, 1450 - at % 60 * LEADING, line)
            canvas.save()

        other = best(rounds, theirs)
        mine, size = _press_page(lines, rounds, Path(name))
        print(f"one page of type, press writer:         {mine * 1000:7.1f} ms  {size // 1000:5d} kB (with the profile)")
        print(f"one page of type, ReportLab's TTFont:   {other * 1000:7.1f} ms  {stock.stat().st_size // 1000:5d} kB")


def _press_page(lines: Sequence[str], rounds: int, folder: Path) -> tuple[float, int]:
    from layout.export.pdf import PressSettings, write_press
    from layout.geometry import profile, pt
    from layout.sheet import Edition, Line, Run, Sheet, Text
    from layout.typeface import open_case

    case = open_case(FONTS).value
    grid = profile("broadsheet")
    assert case is not None
    assert grid is not None
    face = case.face("body")
    items = []
    for at, line in enumerate(lines):
        run = Run(face.key, pt(SIZE), line, line.translate(face.gids).encode("utf-16-be"), pitch=pt(SIZE))
        place = Line(line, (run,), pt(SIZE), 0, 0, 0)
        items.append(Text(pt(60 + at // 60 * 165), pt(80 + at % 60 * LEADING), place))
    sheet = Sheet(1, "", grid, tuple(items), ())
    edition = Edition("样报", "", 1, date(2026, 1, 1), "", "", grid.trim, (sheet,), ())
    time_taken = best(rounds, lambda: write_press(edition, case, folder, PressSettings(), per_page=False))
    return time_taken, (folder / "1.pdf").stat().st_size


def main(words: Sequence[str]) -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=64)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--only-issue", action="store_true", help="the first part alone")
    given = options.parse_args(words)
    issue_beside_xelatex(given.rounds)
    if given.only_issue:
        return
    pages_beside_typst(given.pages)
    preflight_beside_ghostscript(given.rounds)
    writer_beside_reportlab(given.rounds)


if __name__ == "__main__":
    main(sys.argv[1:])
