"""What can be counted of a made-up page's design, read off plan and sheets alone; no code of optimiser or checker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.issue.model import Issue
    from layout.makeup.check import Verdict
    from layout.makeup.dummy.plan import Block, PageDummy, Plan
    from layout.sheet import Sheet


def figures_of(issue: Issue, plan: Plan, verdict: Verdict, sheets: Sequence[Sheet], grid: Grid) -> list[dict[str, Any]]:
    """Return the figures of each page of an issue."""
    scores = {score.page: score for score in verdict.scores}
    found = []
    for dummy, sheet in zip(plan.pages, sheets, strict=True):
        score = scores[dummy.number]
        pictures = _pictures(issue, dummy, sheet)
        sizes = _sizes(dummy, sheet)
        boxed = [block.story for block in dummy.blocks if block.box != "none"]
        asked = [story for story in boxed if _asked(issue, story)]
        found.append(
            {
                "page": dummy.number,
                "blocks": len(dummy.blocks),
                "white": round(score.white_share, 2),
                "clashes": score.clashes,
                "alleys": score.alleys,
                "frames": len(boxed) - len(asked),
                "pictures": len(pictures),
                "dominant": _dominant(issue, pictures, grid),
                "met": _met(sheet),
                "skeleton": skeleton(dummy, grid.rows),
                "fills": [round(fill, 2) for fill in _fills(dummy, sheet)],
                "sizes": sorted((size // 1000 for size in sizes.values()), reverse=True),
                "louder": _louder(issue, dummy, sizes),
                "upside": _upside_down(dummy, sizes),
                "level": _level(dummy, sizes),
                "hollow": sum(
                    len(fault.stories)
                    for fault in verdict.findings
                    if fault.code == "M142" and fault.at.page == dummy.number
                ),
                "tails": sum(block.tail > 0 for block in dummy.blocks),
                "pockets": _pockets(dummy, grid),
            }
        )
    return found


def _asked(issue: Issue, story: str) -> bool:
    copy = issue.story(story)
    if copy is None:
        return False
    wishes = copy.wishes
    return wishes.box != "none" or "box" in dict(wishes.pin) or bool(wishes.inside)


def _pictures(issue: Issue, dummy: PageDummy, sheet: Sheet) -> list[tuple[int, int, str]]:
    """Return (area in 1/1000 pt², width, story) of a page's pictures, the largest first; upright ones count wider."""
    found = [
        (
            region.box.w * region.box.h,
            region.box.w + (region.box.h * 10 >= region.box.w * 9) * sheet.grid.span(1),
            region.story,
        )
        for region in sheet.regions
        if region.role == "picture" and region.story
    ]
    return sorted(found, reverse=True)


def _dominant(issue: Issue, pictures: Sequence[tuple[int, int, str]], grid: Grid) -> str:
    """Return what is wrong with a page's dominant picture: "" where it is right or there is none."""
    if not pictures:
        return ""
    wrong = []
    area, width, story = pictures[0]
    if width < grid.span(min(3, grid.columns // 2)) * 9 // 10:
        wrong.append("narrow")
    others = [other for other in pictures[1:] if other[2] != story]
    if others and area < 2 * others[0][0]:
        wrong.append("not twice the next")
    rank = {one: copy.priority for _, _, one in pictures if (copy := issue.story(one))}
    if rank.get(story, 0) < max(rank.values(), default=0):
        wrong.append("not with the most important")
    return ", ".join(wrong)


def _met(sheet: Sheet) -> int:
    """Return how many pairs of pictures of two stories stand side by side with only a gutter between."""
    shown = [region for region in sheet.regions if region.role == "picture" and region.story]
    return sum(
        one.story != other.story
        and one.box.x < other.box.x <= one.box.right + 3 * sheet.grid.gutter
        and min(one.box.bottom, other.box.bottom) - max(one.box.y, other.box.y) > 0
        for one in shown
        for other in shown
    )


def skeleton(dummy: PageDummy, rows: int) -> list[str]:
    """Return a page's skeleton: for each twelfth of its depth and each column, the columns of the block there."""
    deep = max(1, rows - dummy.top - dummy.foot)
    found = []
    for part in range(12):
        row = dummy.top + (2 * part + 1) * deep // 24
        line = ""
        for col in range(12):
            here = [
                block
                for block in dummy.blocks
                if block.row <= row < block.row + block.rows and block.col <= col < block.col + block.cols
            ]
            line += f"{here[-1].col:x}{here[-1].cols:x}" if here else "--"
        found.append(line)
    return found


def same_skeleton(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of two pages' cells that lie in blocks of the same columns."""
    pairs = [
        (upper[at : at + 2], lower[at : at + 2])
        for upper, lower in zip(one, other, strict=True)
        for at in range(0, len(upper), 2)
    ]
    filled = [(mine, theirs) for mine, theirs in pairs if mine != "--" or theirs != "--"]
    return sum(mine == theirs for mine, theirs in filled) / len(filled) if filled else 0.0


def _pockets(dummy: PageDummy, grid: Grid) -> int:
    """Return how many white areas over blocks are five rows deep, or four over three columns."""
    high = grid.rows - dummy.foot
    white = {(col, row) for col in range(grid.columns) for row in range(dummy.top, high)}
    for block in dummy.blocks:
        for left, top, wide, deep in ((block.col, block.row, block.cols, block.rows), block.foot):
            white -= {(left + col, top + row) for col in range(wide) for row in range(deep)}
    count = 0
    while white:
        area, new = set(), {white.pop()}
        while new:
            area |= new
            new = {(col + x, row + y) for col, row in new for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1))} & white
            white -= new
        deep = [sum(col == column for col, _ in area) for column in range(grid.columns)]
        grave = max(deep) >= 5 or (max(deep) >= 4 and sum(rows > 0 for rows in deep) >= 3)
        count += grave and all(row < high - 1 for _, row in area)
    return count


def _sizes(dummy: PageDummy, sheet: Sheet) -> dict[str, float]:
    """Return how loud each story's headline is: its size in 1/1000 pt, a 黑 one a tenth more."""
    from layout.sheet import Text

    found: dict[str, float] = {}
    for item in sheet.items:
        if isinstance(item, Text) and item.region >= 0 and item.line.role == "headline":
            story = sheet.regions[item.region].story
            heavy = 1.1 if item.line.runs and "sans" in item.line.runs[0].face else 1.0
            found[story] = max(found.get(story, 0), item.line.size * heavy)
    return found


def _head_cols(block: Block) -> int:
    """Return the columns that a block's head has: a picture in a corner stands beside it."""
    beside = sum(photo.cols for photo in block.photos if not photo.row and photo.cols < block.cols)
    return block.head.cols or block.cols - beside


def _touch(one: Block, other: Block) -> tuple[bool, bool]:
    """Tell whether a block stands right under another, and whether two stand side by side."""
    wide = min(one.col + one.cols, other.col + other.cols) - max(one.col, other.col)
    deep = min(one.row + one.rows, other.row + other.rows) - max(one.row, other.row)
    return wide > 0 and other.row == one.row + one.rows, wide == 0 and deep > 0


def _upside_down(dummy: PageDummy, sizes: dict[str, float]) -> int:
    """Return how many heads are larger than the one of a block right over theirs."""
    return sum(
        any(
            _touch(upper, lower)[0] and sizes.get(lower.story, 0) > sizes.get(upper.story, 99_000)
            for upper in dummy.blocks
        )
        for lower in dummy.blocks
    )


def _level(dummy: PageDummy, sizes: dict[str, float]) -> int:
    """Return how many pairs of neighbours have heads within 15 % of each other, larger ones than a third tier's."""
    return sum(
        any(_touch(one, other)) and min(mine, theirs) * 1.15 > max(mine, theirs) >= 24_000
        for one in dummy.blocks
        for other in dummy.blocks
        if one is not other
        and (one.row, one.col) <= (other.row, other.col)
        and (mine := sizes.get(one.story, 0))
        and (theirs := sizes.get(other.story, 0))
    )


def _louder(issue: Issue, dummy: PageDummy, sizes: dict[str, float]) -> float:
    """Return how much louder the most important head is than the next loudest, 0 where there are not two."""
    rank = {story: copy.priority + 1000 * (copy.kind == "lead") for story in sizes if (copy := issue.story(story))}
    if len(rank) < 2:
        return 0.0
    first = max(rank, key=lambda story: rank[story])
    return round(sizes[first] / max(size for story, size in sizes.items() if story != first), 2)


def _fills(dummy: PageDummy, sheet: Sheet) -> list[float]:
    """Return the share of its head's columns that each horizontal headline's longest line fills."""
    from layout.sheet import Text

    spans = {block.story: sheet.grid.span(_head_cols(block)) for block in dummy.blocks if block.part == 1}
    widest: dict[str, float] = {}
    for item in sheet.items:
        if isinstance(item, Text) and item.region >= 0 and item.line.role == "headline" and not item.line.vertical:
            story = sheet.regions[item.region].story
            widest[story] = max(widest.get(story, 0.0), item.line.extent / spans.get(story, item.line.extent))
    return list(widest.values())
