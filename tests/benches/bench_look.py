"""What an art director marks on a finished page, counted on the sheets of issues with their kept plans.

`python -m tests.benches.bench_look [--house FOLDER] [--only 128,2346] [--list]`: last legs a line short, first lines
alone at a foot, subheads under too much white, heads close up under a rule, heads spread by more than an eighth of an
em, lines over and beside blocks that are broken or short, air around pictures, dashes that run into 一, dates divided
in heads, pictures between a head and all of its text. The figures are read off sheets and plans alone. A folder of
made issues is one that `python -m tests.gallery.show --to FOLDER` left.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from layout.geometry import Box
from layout.sheet import Fill, Picture, Rule, Text
from layout.sheet.paint_order import extent
from layout.sheet.proof_layer import text_box

if TYPE_CHECKING:
    from layout.makeup.dummy.plan import Block, PageDummy
    from layout.sheet import Sheet

HOUSE = Path(__file__).parents[2]
LEG_ROLES = frozenset({"body", "subhead", "sign", "table", "dateline"})
SMALL_HEADS = frozenset({"kicker", "headline", "deck"})
LEVEL = 500
"""Lines within half a point of each other are one to the eye, in 1/1000 pt."""
FAR = 3
"""Rows over a head in which a rule is taken for the one that it stands under, or over a subhead its own white."""
EIGHTH = 126
"""1/1000 em: an eighth, and what rounding adds."""

Note = tuple[str, int, str, float]
"""What is noted, page, story, and by how much: rows, em/1000 or points."""


def notes_of(dummy: PageDummy, sheet: Sheet) -> Iterator[Note]:
    """Yield what an art director would mark on a page."""
    texts: dict[str, list[Text]] = defaultdict(list)
    for item in sheet.items:
        if isinstance(item, Text) and item.region >= 0 and sheet.regions[item.region].role != "picture":
            texts[sheet.regions[item.region].story].append(item)
    for block in dummy.blocks:
        box = sheet.grid.cells(block.col, block.row, block.cols, block.rows + block.tail)
        own = [
            text for text in texts[block.story] if box.x - 1000 <= text.x <= box.right and box.y <= text.y <= box.bottom
        ]
        for what, amount in (
            *_last_leg(block, sheet, own),
            *_alone(block, sheet, own),
            *_airy(block, sheet, own),
            *_head(dummy, block, sheet, own),
            *_line_over(dummy, block, sheet),
            *_line_beside(dummy, block, sheet),
            *_air(block, sheet, own),
            *_parted(block, sheet, own),
            *_copy(own),
        ):
            yield what, dummy.number, block.story, amount


def _last_leg(block: Block, sheet: Sheet, texts: Sequence[Text]) -> Iterator[tuple[str, float]]:
    """Yield by how many rows the last leg of a block ends over the others; a leg that runs on has its own foot."""
    feet: dict[int, int] = {}
    for text in texts:
        if text.line.role in LEG_ROLES:
            column = round((text.x + text.line.measure / 2 - sheet.grid.column_x(block.col)) / 1000)
            feet[column] = max(feet.get(column, 0), text.y)
    if len(feet) < 2 or block.jump or block.tail or any(photo.wrap for photo in block.photos):
        return
    last = feet.pop(max(feet))
    standing = [photo.row for photo in block.photos] + ([block.insert[1]] if block.insert else [])
    if any(row and sheet.grid.row_y(block.row + row) >= last for row in standing):
        return  # it ends over a picture or another story
    short = round((max(feet.values()) - last) / sheet.grid.leading)
    if short:
        yield ("leg one short" if short == 1 else "leg shorter"), short


def _legs_of(block: Block, sheet: Sheet, texts: Sequence[Text]) -> list[list[Text]]:
    """Return the lines of each leg of a block from its top to its foot."""
    legs: dict[int, list[Text]] = defaultdict(list)
    for text in sorted(texts, key=lambda text: text.y):
        if text.line.role in LEG_ROLES:
            legs[round((text.x + text.line.measure / 2 - sheet.grid.column_x(block.col)) / 1000)].append(text)
    return list(legs.values())


def _alone(block: Block, sheet: Sheet, texts: Sequence[Text]) -> Iterator[tuple[str, float]]:
    """Yield paragraphs' first lines that stand alone at a leg's foot and go on elsewhere, and subheads near a foot."""
    legs = _legs_of(block, sheet, texts)
    for nth, leg in enumerate(legs, 1):
        foot = leg[-1].line
        if foot.first and foot.ending == "turn" and foot.role == "body":
            yield "first line alone", 1
        under = next((at for at, text in enumerate(reversed(leg)) if text.line.role == "subhead"), FAR)
        if under < FAR and nth < len(legs):
            yield ("subhead over two lines at a foot" if under > 1 else "subhead over one line at a foot"), under


def _airy(block: Block, sheet: Sheet, texts: Sequence[Text]) -> Iterator[tuple[str, float]]:
    """Yield the white over subheads under text, in rows, where it is more than a row."""
    for leg in _legs_of(block, sheet, texts):
        for upper, lower in pairwise(leg):
            white = (lower.y - upper.y) / sheet.grid.leading - 1
            if lower.line.role == "subhead" and 1.1 < white < FAR:
                yield "white over a subhead", round(white, 2)


def _level(sheet: Sheet) -> list[Box]:
    """Return the level lines of a page: rules between blocks, edges of frames, tints."""
    lines = (item for item in sheet.items if isinstance(item, Rule | Fill) and item.region < 0)
    return [extent(item) for item in lines if isinstance(item, Fill) or item.y0 == item.y1]


def _head(dummy: PageDummy, block: Block, sheet: Sheet, texts: Sequence[Text]) -> Iterator[tuple[str, float]]:
    """Yield heads nearer than a row to the rule over them, or than to their text, and heads that are spread."""
    leading = sheet.grid.leading
    heads = [text for text in texts if text.line.role in SMALL_HEADS and not text.line.vertical]
    if heads:
        ink = min((text_box(text) for text in heads), key=lambda box: box.y)
        over = [
            ink.y - box.bottom
            for box in _level(sheet)
            if box.x < ink.right and ink.x < box.right and 0 <= ink.y - box.bottom < FAR * leading
        ]
        labelled = any(text.line.role == "label" for text in texts)
        if over and not labelled:
            air = round(min(over) / leading, 2)
            if air < 0.95:
                yield "head close under a rule", air
            if air < 0.65:
                yield "… by less than two thirds of a row", air
    for text in heads:
        for one in text.line.adjustments:
            if one.rule == "display-tracking" and one.at:
                spread = 1000 * one.amount // len(one.at) // text.line.size
                if spread * 1000 > EIGHTH * 1000:
                    yield "head spread", spread


def _line_over(dummy: PageDummy, block: Block, sheet: Sheet) -> Iterator[tuple[str, float]]:
    """Yield columns in which the line over a block, drawn in others, is missing or steps, unless a picture is there."""
    grid = sheet.grid
    if block.row <= dummy.top or dummy.host_of(block) is not None:
        return
    y = grid.row_y(block.row) + grid.leading // 2
    lines = [*_level(sheet), *(item.box for item in sheet.items if isinstance(item, Picture))]
    lines += [region.box for region in sheet.regions if region.role == "picture"]
    heights = []
    for col in range(block.col, block.col + block.cols):
        middle = grid.column_x(col) + grid.measure // 2
        found = [
            edge
            for box in lines
            if box.x <= middle <= box.right
            for edge in (box.y, box.bottom)
            if abs(edge - y) <= grid.leading
        ]
        heights.append(min(found, key=lambda edge: abs(edge - y)) if found else None)
    drawn = [height for height in heights if height is not None]
    if drawn and len(drawn) < len(heights):
        yield "line short of its block", len(heights) - len(drawn)
    elif drawn and max(drawn) - min(drawn) > LEVEL:
        yield "line that steps", round((max(drawn) - min(drawn)) / 1000, 1)


def _line_beside(dummy: PageDummy, block: Block, sheet: Sheet) -> Iterator[tuple[str, float]]:
    """Yield ends of the lines at a block's right side that are no corner: one side goes on past them."""
    grid = sheet.grid
    col = block.col + block.cols
    if col >= grid.columns or dummy.host_of(block) is not None:
        return
    middle = grid.column_x(col) - grid.gutter // 2

    def at(column: int, row: int) -> Block | None:
        for one in dummy.blocks:
            for left, top, cols, rows in ((one.col, one.row, one.cols, one.rows), one.foot):
                if left <= column < left + cols and top <= row < top + rows and dummy.host_of(one) is None:
                    return one
        return None

    lines = [
        item for item in sheet.items if isinstance(item, Rule) and item.region < 0 and item.x0 == item.x1 == middle
    ]
    for item in lines:
        ends = ((item.y0 - grid.type_area.y) // grid.leading, round((item.y1 - grid.type_area.y) / grid.leading - 0.3))
        if not block.row <= ends[0] < block.row + block.rows:
            continue
        goes_on = [other.y1 == item.y0 for other in lines], [other.y0 == item.y1 for other in lines]
        # The rows just over its upper end and just under its lower one, and those that it stands beside.
        for over, within, joined in ((ends[0] - 1, ends[0] + 1, goes_on[0]), (ends[1], ends[1] - 1, goes_on[1])):
            if over <= dummy.top or over >= grid.rows - dummy.foot or any(joined):
                continue
            sides = [(at(side, over), at(side, within)) for side in (col - 1, col)]
            joined = sides[0][0] is sides[1][0]  # one block across the gutter, or round the corner of an L
            joined = joined or any(beyond is not None and beyond.box != "none" for beyond, _ in sides)  # a frame's side
            if not joined and any(beyond is beside and beyond is not None for beyond, beside in sides):
                yield "line beside a block that is broken", 1


def _air(block: Block, sheet: Sheet, texts: Sequence[Text]) -> Iterator[tuple[str, float]]:
    """Yield white between a picture's caption, or its foot, and the text under it, of more or less than a row or so."""
    leading = sheet.grid.leading
    for region in sheet.regions:
        if region.role != "picture" or region.story != block.story:
            continue
        box = region.box
        words = [
            text_box(item)
            for item in sheet.items
            if isinstance(item, Text)
            and item.region >= 0
            and sheet.regions[item.region].role in ("caption", "credit")
            and box.x - 1000 <= item.x <= box.right
            and 0 < item.y - box.bottom < 6 * leading
        ]
        if words:
            gap = (min(word.y for word in words) - box.bottom) / leading
            if gap > 0.6:
                yield "caption off its picture", round(gap, 2)
        foot = max((word.bottom for word in words), default=box.bottom)
        under = [
            ink.y - foot
            for text in texts
            if text.line.role in LEG_ROLES | SMALL_HEADS
            and (ink := text_box(text)).x < box.right
            and box.x < ink.right
            and ink.y > box.bottom
            and ink.y >= foot
        ]
        over = [
            box.y - ink.bottom
            for text in texts
            if text.line.role in LEG_ROLES | SMALL_HEADS
            and (ink := text_box(text)).x < box.right
            and box.x < ink.right
            and ink.bottom <= box.y
        ]
        for what, gaps in (("under", under), ("over", over)):
            if gaps and not 0.45 <= (gap := min(gaps) / leading) <= 2.0:
                yield f"air {what} a picture", round(gap, 2)


def _parted(block: Block, sheet: Sheet, texts: Sequence[Text]) -> Iterator[tuple[str, float]]:
    """Yield the columns of a block all of whose legs begin under a picture that parts them from the head over it."""
    heads = [text_box(text) for text in texts if text.line.role in SMALL_HEADS and not text.line.vertical]
    legs: dict[int, int] = {}
    for text in texts:
        if text.line.role in LEG_ROLES:
            legs[text.x] = min(legs.get(text.x, text.y), text.y)
    pictures = [region.box for region in sheet.regions if region.role == "picture" and region.story == block.story]
    if not heads or not legs:
        return
    head = max(box.bottom for box in heads)
    under = [box for box in pictures if head <= box.y + sheet.grid.leading]
    if all(any(box.bottom < top and box.x - 1000 <= x < box.right for box in under) for x, top in legs.items()):
        yield ("picture between head and text" if block.cols > 1 else "… over one leg"), block.cols


def _copy(texts: Sequence[Text]) -> Iterator[tuple[str, float]]:
    """Yield dashes that run into 一 and dates divided between two lines of a head."""
    heads = [text for text in texts if text.line.role in SMALL_HEADS]
    for text in heads:
        copy = text.line.text
        for at in range(1, len(copy)):
            pair = copy[at - 1 : at + 1]
            if pair in ("—一", "一—"):
                runs = [(run, run.origins()) for run in text.line.runs]
                xs = [x for run, origins in runs for x in origins]
                if len(xs) == len(copy) and xs[at] - xs[at - 1] < text.line.size * 1100 // 1000:
                    yield "dash that runs into 一", round((xs[at] - xs[at - 1]) / text.line.size, 2)
    lines: dict[str, list[Text]] = defaultdict(list)
    for text in heads:
        lines[text.line.role].append(text)
    for same in lines.values():
        for upper, lower in pairwise(same):
            if upper.line.text[-1:] in "年月日" and lower.line.text[:1] in "0123456789一二三四五六七八九十":
                yield "date divided", 1


def issue_notes(house: Path, number: int) -> tuple[int, list[Note]]:
    """Return how many pages an issue has by its kept plan, and what is noted on them."""
    from layout.desk.build.order import Order, in_silence
    from layout.desk.build.pipeline import prepare
    from layout.desk.house import House
    from layout.makeup.dummy.file import read_plan
    from layout.makeup.dummy.fillers import issue_as_planned
    from layout.makeup.page.pages import make_up

    order = Order(House(house), number, house / "output", only=("press",))
    opened = prepare(order, in_silence).opened
    assert opened is not None
    plan = read_plan(order.folder / "plan.yaml", "plan.yaml", opened.issue).value
    assert plan is not None
    made = make_up(issue_as_planned(opened.issue, plan), plan, opened.room.emptied(), str(order.folder))
    notes = [note for dummy, sheet in zip(plan.pages, made.sheets, strict=True) for note in notes_of(dummy, sheet)]
    return len(plan.pages), notes


def main() -> None:
    """Print what is noted, by kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--house", type=Path, default=HOUSE)
    parser.add_argument("--only", default="", help="numbers, parted by commas")
    parser.add_argument("--list", action="store_true", help="name page and story of each")
    options = parser.parse_args()
    folders = sorted(path.parent.name for path in (options.house / "issues").glob("*/plan.yaml"))
    numbers = [int(name) for name in filter(None, options.only.split(","))] or [int(name) for name in folders]
    counts: Counter[str] = Counter()
    pages = 0
    for number in numbers:
        more, notes = issue_notes(options.house, number)
        pages += more
        counts.update(what for what, *_ in notes)
        if options.list:
            for what, page, story, amount in notes:
                print(f"{number} page {page} {story:<12} {what}: {amount:g}")
    print(f"{len(numbers)} issues, {pages} pages")
    for what, count in sorted(counts.items()):
        print(f"{what:<40}{count:>5}")


if __name__ == "__main__":
    main()
