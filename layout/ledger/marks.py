"""Rules, frames and grounds against what the page's regions and blocks ask for: a hairline lost is a fault, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ground.dataclass import replace
from layout.rules.ledger import PARTED_ROWS
from layout.sheet import BLACK, WHITE

if TYPE_CHECKING:
    from layout.geometry import Box, Grid, Length
    from layout.issue.model import Issue
    from layout.ledger.dealt import DealtPage, Stand
    from layout.ledger.found import Held, PageHeld
    from layout.sheet import Rule

_HEAD = ("kicker", "headline", "deck", "byline")

VECTOR = (".svg", ".pdf")
"""Endings of artwork that is shown as it is, without a frame."""


def mark_account(issue: Issue, page: PageHeld, dealt: DealtPage, bare: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield L108 for rules, frames and grounds that a page lacks.

    `bare` names picture stories, beside which no rule stands, nor over the story that one shows.
    """
    for held in page.regions:
        lacking = _lacking(held, issue)
        if lacking:
            yield _told(held.page, held.region.story, held.region.role, lacking)
    for held in page.regions:
        if held.region.role in _HEAD and not _is_grounded(held, page):
            yield _told(held.page, held.region.story, "head.style", 1)
    grid = page.sheet.grid
    for stand in dealt.stands:
        lacking = _frame_lacks(stand, page, grid)
        if lacking:
            yield _told(dealt.number, stand.story, "layout.box", lacking)
    framed = [stand for stand in dealt.stands if stand.box != "none"]
    for stand in dealt.stands:
        free = stand.box != "none" or stand.row <= dealt.top or _shown_over(stand, dealt.stands, bare)
        if not free and not _ruled_over(stand, framed, page, grid):
            yield _told(dealt.number, stand.story, "rule", 1)
    tails = tuple(_tail(stand) for stand in dealt.stands if stand.tail)
    for left, right in _neighbours((*dealt.stands, *tails), bare):
        if not _parted(left, right, page.rules, grid):
            yield _told(dealt.number, right.story, "rule", 1)


def _is_grounded(held: Held, page: PageHeld) -> bool:
    """Tell whether what a head has in white stands on black or on a picture: on paper or a tint it shows nothing."""
    white = [text for text in held.lines if any(run.ink == WHITE for run in text.line.runs)]
    grounds = [fill.box for fill in page.fills if fill.ink == BLACK]
    grounds += [other.region.box for other in page.of("picture")]
    return all(any(box.x <= text.x <= box.right and box.y <= text.y <= box.bottom for box in grounds) for text in white)


def _told(page: int, story: str, where: str, count: int) -> Diagnostic:
    at = Locus(story) if story else None
    return Diagnostic.make("L108", Severity.WARNING, at, page=page, story=story, where=where, count=count)


def _lacking(held: Held, issue: Issue) -> int:
    """Return how many rules, grounds and shapes a region lacks of those that its kind has."""
    role, rules, fills, paths = held.region.role, len(held.rules), len(held.fills), len(held.paths)
    if role == "picture":
        if held.region.placeholder:
            return max(0, 8 - rules) + max(0, 1 - fills)
        story = issue.story(held.region.story)
        drawn = any(picture.source.lower().endswith(VECTOR) for picture in held.pictures)
        drawn = drawn or (story is not None and story.fixed)  # an advert has the frame that it brings
        return 0 if drawn or not held.pictures else max(0, 4 - rules)
    if role == "masthead":
        code = issue.masthead.qr
        waiting = code is not None and not code[1]
        return (
            max(0, (15 if waiting else 11) - rules)
            + max(0, (1 if code else 0) - fills)
            + max(0, (1 if code and code[1] else 0) - paths)
        )
    wanted = {"label": (1, 0), "pullquote": (2, 0), "folio": (1, 1), "imprint": (1, 0)}.get(role)
    if wanted is not None:
        return max(0, wanted[0] - rules) + max(0, wanted[1] - fills)
    return max(0, _table_rules(held) - rules) if role == "body" else 0


def _table_rules(held: Held) -> int:
    """Return the rules of the tables in a leg: one over each, one under every row that asks for it."""
    count, above = 0, ""
    for text in held.lines:
        if text.line.role == "table":
            count += (above != "table") + (text.line.ending in ("stop", "last"))
        above = text.line.role
    return count


def _frame_lacks(stand: Stand, page: PageHeld, grid: Grid) -> int:
    """Return how many sides a framed block lacks, or the ground of a shaded one."""
    if stand.box == "none":
        return 0
    cells = stand.boxes(grid)[0]
    if stand.box == "tint":
        return 0 if any(_covers(fill.box, cells, grid.leading) for fill in page.fills) else 1
    sides = 2 if stand.box == "fancy" else 1  # a border is squares round a hairline
    found = sum(_is_side(rule, cells, grid.leading) for rule in page.rules)
    return max(0, 4 * sides - found)


def _covers(box: Box, cells: Box, near: Length) -> bool:
    ends = (box.x - cells.x, box.y - cells.y, box.right - cells.right, box.bottom - cells.bottom)
    return all(abs(off) <= near for off in ends)


def _is_side(rule: Rule, cells: Box, near: Length) -> bool:
    """Tell whether a rule runs along one side of some cells, as long as it."""
    if rule.y0 == rule.y1:
        ends = (rule.x0 - cells.x, rule.x1 - cells.right)
        along = min(abs(rule.y0 - cells.y), abs(rule.y0 - cells.bottom))
    else:
        ends = (rule.y0 - cells.y, rule.y1 - cells.bottom)
        along = min(abs(rule.x0 - cells.x), abs(rule.x0 - cells.right))
    return along <= near and all(abs(off) <= near for off in ends)


def _ruled_over(stand: Stand, framed: Sequence[Stand], page: PageHeld, grid: Grid) -> bool:
    """Tell whether every column of a block is parted from what is over it.

    It is by a rule, by a frame that ends there, by a picture that opens the block, or by the ground of its head.
    """
    top = grid.row_y(stand.row)
    level = [rule for rule in page.rules if rule.y0 == rule.y1 and top <= rule.y0 < top + grid.leading]
    opening = [
        held.region.box for held in page.regions
        if held.region.role == "picture" and top <= held.region.box.y < top + 2 * grid.leading
    ]  # fmt: skip
    opening += [fill.box for fill in page.fills if top <= fill.box.y < top + 2 * grid.leading]
    for col in range(stand.col, stand.col + stand.cols):
        if any(
            one.row + one.rows == stand.row and one.col <= col < one.col + one.cols for one in framed if not one.host
        ):
            continue
        left = grid.column_x(col)
        right = left + grid.measure
        ruled = any(rule.x0 <= left and right <= rule.x1 for rule in level)
        if not ruled and not any(box.x < right and left < box.right for box in opening):
            return False
    return True


def _shown_over(stand: Stand, stands: Sequence[Stand], bare: frozenset[str]) -> bool:
    """Tell whether the picture story of a block stands right over it: one of its columns, under none of them."""

    def over(lower: Stand) -> list[Stand]:
        return [
            one
            for one in stands
            if (one.col, one.cols, one.row + one.rows) == (lower.col, lower.cols, lower.row) and not one.tail
        ]

    return any(picture.story in bare and not over(picture) for picture in over(stand))


def _tail(stand: Stand) -> Stand:
    """Return the cells in which a block's last legs run on, as a stand of their own."""
    first = stand.col + stand.cols - stand.tail_cols
    return replace(
        stand, col=first, row=stand.row + stand.rows, cols=stand.tail_cols, rows=stand.tail, tail=0, tail_cols=1
    )


def _neighbours(stands: Sequence[Stand], bare: frozenset[str]) -> Iterator[tuple[Stand, Stand]]:
    """Yield the pairs of unframed blocks that stand beside each other."""
    for left in stands:
        for right in stands:
            beside = left.col + left.cols == right.col and left.story != right.story
            deep = min(left.row + left.rows, right.row + right.rows) - max(left.row, right.row)
            if (
                beside
                and deep >= PARTED_ROWS
                and left.box == right.box == "none"
                and not {left.story, right.story} & bare
            ):
                yield left, right


def _parted(left: Stand, right: Stand, rules: Sequence[Rule], grid: Grid) -> bool:
    """Tell whether a rule runs down between two neighbours, but for a row at its head."""
    top = grid.row_y(max(left.row, right.row)) + grid.leading
    foot = grid.row_y(min(left.row + left.rows, right.row + right.rows))
    edge = grid.column_x(right.col)
    return any(
        rule.x0 == rule.x1 and edge - grid.gutter <= rule.x0 <= edge and rule.y0 <= top and rule.y1 >= foot
        for rule in rules
    )
