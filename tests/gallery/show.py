"""The made issues made up, drawn and put on sheets of thumbnails: `make gallery`.

`python -m tests.gallery.show [--to output/gallery] [--only 7001,7004] [--seconds S] [--keep]`. Each issue leaves its
pages as `<number>-<page>.png`, its plan and `figures.json`; `sheet-<n>.png` hold twelve pages each. `--keep` draws the
issues anew by the plans that an earlier run left.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.gallery.figures import figures_of
from tests.gallery.made import FIRST, KINDS, write

HOUSE = Path(__file__).parents[2]
PPI, ACROSS, DOWN = 42, 4, 3


def make_up_issue(number: int, to: Path, seconds: float, keep: bool) -> dict[str, Any]:
    """Make up, draw and judge one made issue below `to` and return its figures."""
    from layout.desk.build.goods import drawn
    from layout.desk.build.order import Order, in_silence
    from layout.desk.build.pipeline import prepare
    from layout.desk.house import House
    from layout.export.pdf import write_press
    from layout.makeup.check.measured import judge_sheets
    from layout.makeup.dummy.file import read_plan, write_plan
    from layout.makeup.dummy.fillers import issue_as_planned
    from layout.makeup.page.edition import edition_of
    from layout.makeup.page.pages import make_up
    from layout.makeup.solve import plan_issue

    kind = write(number, to / "issues")
    order = Order(House(to), number, to / "output", only=("press",))
    prepared = prepare(order, in_silence)
    opened = prepared.opened
    assert opened is not None, prepared.remarks
    kept = order.folder / "plan.yaml"
    started = _spent()
    if keep and kept.exists():
        plan, refused = read_plan(kept, "plan.yaml", opened.issue).value, ()
    else:
        kept.unlink(missing_ok=True)
        done = plan_issue(opened.issue, opened.room, seconds=seconds)
        plan, refused = done.value, tuple(remark.code for remark in done.remarks if remark.severity == "error")
    spent = _spent() - started
    if plan is None:
        return {"number": number, "name": kind.name, "seconds": round(spent, 1), "refused": list(refused)}
    kept.write_text(write_plan(plan), "utf-8")
    issue = issue_as_planned(opened.issue, plan)
    made = make_up(issue, plan, opened.room.emptied(), str(order.folder))
    verdict = judge_sheets(plan, made.sheets, made.fits, issue.stories, opened.room.grid, opened.room.rules)
    edition = edition_of(issue, made.sheets, str(order.folder))
    ready = drawn(edition, opened.case, opened.settings.press, order.pictures).value
    paths = write_press(
        ready, opened.case, to / "press", opened.settings.press, per_page=False, cache=order.pictures
    ).value
    _draw(paths[0], to, number)
    figures = {
        "number": number,
        "name": kind.name,
        "seconds": round(spent, 1),
        "pages": figures_of(issue, plan, verdict, made.sheets, opened.room.grid),
    }
    (order.folder / "figures.json").write_text(json.dumps(figures, ensure_ascii=False), "utf-8")
    return figures


def opened_house(to: Path) -> Path:
    """Return a folder as a house of made issues, with the faces of this one."""
    to.mkdir(parents=True, exist_ok=True)
    fonts = to / "fonts"
    if not fonts.exists():
        fonts.symlink_to(HOUSE / "fonts", target_is_directory=True)
    return to


def _spent() -> float:
    """Return the processor seconds of this program and of those that it made pages with, which count once they end."""
    from layout.guard.worker import end_children

    end_children()
    times = os.times()
    return times.user + times.children_user


def _draw(press: Path, to: Path, number: int) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(press) as pdf:
        for index in range(len(pdf)):
            image = pdf[index].render(scale=2 * PPI / 72).to_pil()
            image.save(to / f"{number}-{index + 1:02d}.png")


def sheets(to: Path, numbers: Sequence[int]) -> Iterator[Path]:
    """Put the pages of issues on sheets of thumbnails, and yield their files."""
    from PIL import Image, ImageDraw

    pages = [path for number in numbers for path in sorted(to.glob(f"{number}-??.png"))]
    for nth in range(0, len(pages), ACROSS * DOWN):
        group = pages[nth : nth + ACROSS * DOWN]
        cells = []
        for path in group:
            image = Image.open(path).convert("RGB")
            cells.append((path.stem, image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)))
        wide, high = max(image.width for _, image in cells) + 12, max(image.height for _, image in cells) + 26
        sheet = Image.new("RGB", (wide * ACROSS, high * DOWN), (90, 90, 90))
        pen = ImageDraw.Draw(sheet)
        for at, (name, image) in enumerate(cells):
            x, y = at % ACROSS * wide + 6, at // ACROSS * high + 20
            sheet.paste(image, (x, y))
            pen.text((x + 2, y - 15), name, fill=(255, 255, 255))
        target = to / f"sheet-{nth // (ACROSS * DOWN) + 1:02d}.png"
        sheet.save(target)
        yield target


def main() -> None:
    """Make the gallery."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=HOUSE / "output" / "gallery")
    parser.add_argument("--only", default="", help="numbers, parted by commas; a..b for several")
    parser.add_argument("--seconds", type=float, default=8.0, help="limit for each page")
    parser.add_argument("--keep", action="store_true", help="draw by the plans of an earlier run")
    options = parser.parse_args()
    to = opened_house(options.to)
    numbers = numbers_of(options.only) or list(range(FIRST, FIRST + len(KINDS)))
    for number in numbers:
        figures = make_up_issue(number, to, options.seconds, options.keep)
        print(number, figures["name"], figures["seconds"], figures.get("refused", ""), flush=True)
    for path in sheets(to, numbers):
        print(path)


def numbers_of(words: str) -> list[int]:
    """Return the issues that words name: numbers parted by commas, `a..b` for several."""
    found: list[int] = []
    for word in filter(None, words.split(",")):
        first, _, last = word.partition("..")
        found += range(int(first), int(last or first) + 1)
    return found


if __name__ == "__main__":
    main()
