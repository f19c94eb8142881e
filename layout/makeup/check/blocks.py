"""Faults of one block: head against legs, legs, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.makeup.check.verdict import Cells, Fault
from layout.makeup.dummy.bearing import copy_cells, head_borne
from layout.rules.pages import SHORT_KINDS, UNEVEN_LEAST

if TYPE_CHECKING:
    from layout.makeup.check.facts import BlockFacts
    from layout.makeup.dummy.plan import Block, PageDummy
    from layout.rules.house import PageRules


def _cells(page: int, block: Block) -> Cells:
    return Cells(page, block.col, block.row, block.cols, block.rows)


def heads(page: int, block: Block, facts: BlockFacts, kind: str) -> Iterator[Fault]:
    """Yield M109 (head not over its legs 题文脱离) and M110 (head larger than its copy 题大文小)."""
    legs = [leg for leg in facts.legs if leg.filled]
    if not facts.head_rows or facts.vertical or not legs:
        return
    count = block.legs or block.cols
    first = legs[0]
    left = first.leg * block.cols // count
    under = [leg for leg in legs if facts.head_from <= leg.leg * block.cols // count < facts.head_to]
    # A head beside all of its text 题在文旁 has no leg under it and the first one next to it.
    next_to = not under and (left == facts.head_to or (left == 0 and facts.head_to == block.cols))
    away = not next_to and not facts.head_from <= left < facts.head_to
    if away or any(leg.row < facts.head_rows for leg in under):
        yield Fault("M109", Severity.WARNING, _cells(page, block), (block.story,), (("page", page),))
    # A head may be as deep as its copy where the block is flat: what counts is the area of both, its pictures included.
    body = copy_cells(sum(leg.filled for leg in legs), block.cols, count, block.photos)
    span = facts.head_to - facts.head_from
    most = head_borne(kind, body, span)
    if most is not None and facts.head_rows > most:
        yield Fault(
            "M110",
            Severity.WARNING,
            Cells(page, block.col + facts.head_from, block.row, facts.head_to - facts.head_from, facts.head_rows),
            (block.story,),
            (("page", page), ("head", facts.head_rows * span), ("body", body)),
        )


def _column(block: Block, facts: BlockFacts, leg: int) -> int:
    """Return the block's column in which a leg begins; counted legs share the columns beside a vertical head."""
    count = block.legs or block.cols
    if not block.legs or not facts.vertical:
        return leg * block.cols // count
    first = facts.head_to if facts.head_from == 0 else 0
    return first + leg * (block.cols - (facts.head_to - facts.head_from)) // count


def legs(page: int, block: Block, facts: BlockFacts, kind: str, rules: PageRules) -> Iterator[Fault]:
    """Yield faults of the legs.

    M111 too long, M112 too short, M113 a subhead at a foot, M126 uneven legs, M124 copy without room, M119 a picture
    or an insert that splits a leg.
    """
    used = [leg for leg in facts.legs if leg.filled]
    count = block.legs or block.cols
    for leg in used:
        col = block.col + _column(block, facts, leg.leg)
        at = Cells(page, col, block.row + leg.row, max(1, block.cols // count), leg.filled)
        args = (("page", page), ("leg", leg.leg + 1), ("rows", leg.filled))
        if leg.filled > rules.leg_most:
            yield Fault("M111", Severity.WARNING, at, (block.story,), (*args, ("most", rules.leg_most)))
        # A piece above or below a picture belongs to its leg; a leg is short when all of it is.
        whole = sum(other.filled for other in used if other.leg == leg.leg)
        if (
            whole < rules.leg_least
            and kind not in SHORT_KINDS
            and kind != "photo"
            and leg is next(other for other in used if other.leg == leg.leg)
        ):
            yield Fault("M112", Severity.WARNING, at, (block.story,), (*args, ("least", rules.leg_least)))
        if leg.subhead_at_foot:
            yield Fault("M113", Severity.WARNING, at, (block.story,), args)
    if facts.over:
        yield Fault(
            "M124",
            Severity.ERROR,
            _cells(page, block),
            (block.story,),
            (("page", page), ("lines", facts.over), ("characters", facts.characters)),
        )
    missing = sum(leg.room - leg.filled for leg in facts.legs[:-1])
    last = facts.legs[-1].room - facts.legs[-1].filled if facts.legs else 0
    if (
        not facts.over
        and kind != "notice"  # what a notice lacks of its booked place, M302 tells
        and facts.legs
        and (missing > len(facts.legs) or last > max(UNEVEN_LEAST, rules.uneven * (count + 1)))
    ):
        yield Fault(
            "M126", Severity.WARNING, _cells(page, block), (block.story,), (("page", page), ("rows", missing + last))
        )
    for index, one in enumerate(used):
        for other in used[index + 1 :]:
            if other.leg != one.leg:
                continue
            gap = Cells(
                page,
                block.col + _column(block, facts, one.leg),
                block.row + one.row + one.filled,
                1,
                max(1, other.row - one.row - one.filled),
            )
            yield Fault("M119", Severity.WARNING, gap, (block.story,), (("page", page), ("leg", one.leg + 1)))


def pictures(page: int, block: Block) -> Iterator[Fault]:
    """Yield M127 for pictures that overlap each other inside a block, or leave it."""
    for index, photo in enumerate(block.photos):
        at = Cells(page, block.col + photo.col, block.row + photo.row, photo.cols, photo.rows)
        left = photo.col < 0 or photo.col + photo.cols > block.cols
        if left or photo.row < 0 or photo.row + photo.rows > block.rows:
            yield Fault("M127", Severity.ERROR, at, (block.story,), (("page", page),))
            continue
        for other in block.photos[index + 1 :]:
            apart = (
                photo.col + photo.cols <= other.col
                or other.col + other.cols <= photo.col
                or photo.row + photo.rows <= other.row
                or other.row + other.rows <= photo.row
            )
            if not apart:
                yield Fault("M127", Severity.ERROR, at, (block.story,), (("page", page),))


def inserts(page: PageDummy, block: Block, facts: BlockFacts | None) -> Iterator[Fault]:
    """Yield M130 for an insert 文中插框 that no framed block fills, or that meets head, picture or edge of its host."""
    if block.insert is None:
        return
    col, row, cols, rows = block.insert
    guests = [other for other in page.blocks if block.hosts(other)]
    alone = len(guests) == 1 and guests[0].box != "none"
    inside = col + cols <= block.cols and row + rows <= block.rows
    clear = all(
        col + cols <= other[0] or other[0] + other[2] <= col or row + rows <= other[1] or other[1] + other[3] <= row
        for other in _furniture(block, facts)
    )
    if not (alone and inside and clear):
        at = Cells(page.number, block.col + col, block.row + row, cols, rows)
        stories = (block.story, *(guest.story for guest in guests))
        yield Fault("M130", Severity.ERROR, at, stories, (("page", page.number),))


def _furniture(block: Block, facts: BlockFacts | None) -> Iterator[tuple[int, int, int, int]]:
    """Yield the cells (column, row, columns, rows) that a block's head, pictures and quote take."""
    for photo in block.photos:
        yield photo.col, photo.row, photo.cols, photo.rows
    if block.quote is not None:
        yield block.quote
    if facts is not None and facts.head_rows:
        yield facts.head_from, 0, facts.head_to - facts.head_from, facts.head_rows
