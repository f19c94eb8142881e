"""Whether a page that keeps a fault could do without: proved by the constraint solver, which then finds none.

`python -m tests.benches.bench_proofs 7011,7035 [--page 1] [--seconds 10] [--no-pockets]` asks of a page of the made
issues, for each table that the copyfit ladder tries, for a page without level heads, without a line through it, without
more white and more frames than it may have, where no head is larger than the lead's, and if told so without a pocket of
white. Blocks are rectangles: legs that run on are not asked for, nor is likeness to the issue's other pages.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import prepare
from layout.desk.house import House
from layout.geometry import Grid
from layout.makeup.page.folio import FOLIO_ROWS, IMPRINT_ROWS
from layout.makeup.page.masthead import front_rows
from layout.makeup.solve.measure.measured import Measured
from layout.makeup.solve.search.cpsat import solve_by_constraints
from layout.makeup.solve.search.one_page import page_of
from layout.makeup.solve.search.score import Page
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Frame
from tests.gallery.made import write
from tests.gallery.show import numbers_of, opened_house


def answer(page: Page, seconds: float, pockets: bool) -> str:
    """Return what the constraint solver says of pages without a fault, with pockets of white or without."""
    work = Work(seconds)
    found = solve_by_constraints(page, work, faults=0, frames=0, pockets=pockets)
    if found is not None:
        counts = ", ".join(f"{key} {found.count(key)}" for key in ("frames", "white", "pockets"))
        return f"cost {found.cost}, {counts}, faults {found.faults}"
    return "not decided" if work.over else f"none ({work.spent / 1_000_000:.1f} s)"


def answers(number: int, nth: int, seconds: float, pockets: bool) -> Iterator[str]:
    """Yield a line for each table of a page of a made issue."""
    with tempfile.TemporaryDirectory() as folder:
        to = opened_house(Path(folder))
        write(number, to / "issues")
        opened = prepare(Order(House(to), number, to / "output", only=("press",)), in_silence).opened
        assert opened is not None and opened.issue.pages is not None
        pages, tables = opened.issue.pages, Measured(opened.room.emptied(), opened.issue.stories)
        stories, frame = pages[nth - 1].stories, frame_of(opened.room.grid, nth, len(pages), number)
        for name, how in (("plain", {}), ("grown", {"grown": True}), ("without decks", {"decks": True})):
            page = page_of([tables.table(story, **how) for story in stories], frame)
            yield f"{name}: {answer(page, seconds, pockets)}"


def frame_of(grid: Grid, nth: int, count: int, turn: int) -> Frame:
    """Return the free part of a page of an issue."""
    top, foot = front_rows(grid.rows) if nth == 1 else FOLIO_ROWS, IMPRINT_ROWS if nth == count > 1 else 0
    return Frame(nth, grid.columns, top, grid.rows - foot, turn=turn)


def main() -> None:
    """Print the answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers")
    parser.add_argument("--page", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--no-pockets", action="store_true")
    options = parser.parse_args()
    for number in numbers_of(options.numbers):
        for line in answers(number, options.page, options.seconds, not options.no_pockets):
            print(f"{number} page {options.page}, {line}", flush=True)


if __name__ == "__main__":
    main()
