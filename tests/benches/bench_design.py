"""How the optimiser's pages are designed: the made issues of the gallery held against what a designer asks.

`python -m tests.benches.bench_design [--to output/gallery] [--only 7001..7010] [--seconds S] [--keep]` makes what the
folder lacks (all of it without `--keep`) and prints a line for each issue and the sums beside their aims. The figures
are read off plans and sheets by `tests.gallery.figures`; neither optimiser nor checker counts them.
"""

from __future__ import annotations

import argparse
import json
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.gallery.figures import same_skeleton
from tests.gallery.made import FIRST, KINDS
from tests.gallery.show import HOUSE, make_up_issue, numbers_of, opened_house

ALIKE = 0.8
"""From this share of cells in blocks of the same columns two pages have one skeleton."""

HEAD = (
    f"{'issue':<24}{'pages':>6}{'white%':>8}{'clash':>6}{'alley':>6}{'frames':>7}{'dominant':>10}{'thin':>9}"
    f"{'alike':>6}{'cpu s':>7}"
)


def line(figures: dict[str, Any]) -> str:
    """Return an issue's line."""
    name = f"{figures['number']} {figures['name']}"
    if "pages" not in figures:
        return f"{name:<18}refused: {', '.join(figures['refused'])}"
    pages = figures["pages"]
    pictured = [page for page in pages if page["pictures"]]
    fills = [fill for page in pages for fill in page["fills"]]
    return (
        f"{name:<18}{len(pages):>6}{max(page['white'] for page in pages):>8.1f}{total(pages, 'clashes'):>6}"
        f"{total(pages, 'alleys'):>6}{max(page['frames'] for page in pages):>7}"
        f"{sum(not page['dominant'] for page in pictured):>6}/{len(pictured)}"
        f"{sum(fill < 0.65 for fill in fills):>6}/{len(fills)}{pairs_alike(pages):>6}{figures['seconds']:>7.1f}"
    )


def total(pages: list[dict[str, Any]], key: str) -> int:
    return sum(page[key] for page in pages)


def pairs_alike(pages: list[dict[str, Any]]) -> int:
    """Return how many pairs of an issue's pages have one skeleton."""
    return sum(same_skeleton(one["skeleton"], other["skeleton"]) >= ALIKE for one, other in combinations(pages, 2))


def sums(found: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Return (what, figure, aim) over all issues."""
    made = [figures for figures in found if "pages" in figures]
    pages = [page for figures in made for page in figures["pages"]]
    pictured = [page for page in pages if page["pictures"]]
    right = sum(not page["dominant"] for page in pictured)
    full = [page for page in pages if page["white"] <= (1 if page["page"] == 1 else 2)]
    fills = [fill for page in pages for fill in page["fills"]]
    led = [page["louder"] for page in pages if page["louder"]]
    return [
        ("issues refused", f"{len(found) - len(made)} of {len(found)}", "0 that fit"),
        ("level heads", str(total(pages, "clashes")), "0"),
        ("alleys on pages of five and more", str(sum(page["alleys"] for page in pages if page["blocks"] > 4)), "0"),
        ("pages within their white", f"{len(full)} of {len(pages)}", "all that have copy enough"),
        ("pages with more than one frame unasked", f"{sum(page['frames'] > 1 for page in pages)} of {len(pages)}", "0"),
        ("dominant picture right", f"{right} of {len(pictured)}", "95 %"),
        ("pictures of two stories side by side", str(total(pages, "met")), "0"),
        ("heads under 65 % of their span", f"{sum(fill < 0.65 for fill in fills)} of {len(fills)}", "few"),
        ("heads in a hole", str(total(pages, "hollow")), "0"),
        ("pages whose lead is 1.3 of the next", f"{sum(share >= 1.3 for share in led)} of {len(led)}", "all"),
        ("heads larger than the one over them", str(total(pages, "upside")), "0"),
        ("neighbours with heads of one size", str(total(pages, "level")), "0"),
        ("pages with a pocket of white", f"{sum(page['pockets'] > 0 for page in pages)} of {len(pages)}", "0"),
        ("legs that run on", str(total(pages, "tails")), "few"),
        ("pairs of pages with one skeleton", str(sum(pairs_alike(figures["pages"]) for figures in made)), "0"),
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=HOUSE / "output" / "gallery")
    parser.add_argument("--only", default="")
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--keep", action="store_true", help="take the figures that an earlier run left")
    options = parser.parse_args()
    to = opened_house(options.to)
    print(HEAD)
    found = []
    for number in numbers_of(options.only) or range(FIRST, FIRST + len(KINDS)):
        kept = to / "issues" / str(number) / "figures.json"
        if options.keep and kept.exists():
            figures = json.loads(kept.read_text("utf-8"))
        else:
            figures = make_up_issue(number, to, options.seconds, False)
        found.append(figures)
        print(line(figures), flush=True)
    print()
    for what, figure, aim in sums(found):
        print(f"{what:<42}{figure:>12}   aim: {aim}")


if __name__ == "__main__":
    main()
