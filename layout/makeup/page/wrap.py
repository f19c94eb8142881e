"""Text round a picture 文绕图: the rows beside a picture that is narrower than its legs, and the story set in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.compose.story.round import RowSlot
from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ground.dataclass import replace
from layout.makeup.page.flow import Poured
from layout.makeup.page.stretches import Stretch, free_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.geometry import Grid
    from layout.issue.model import Story
    from layout.makeup.dummy.plan import Block
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.legs import Legs


def going_round(room: CaseRoom, block: Block, story: Story) -> tuple[Block, bool]:
    """Return a block as it can be set, and whether its text runs round a picture.

    Copy that jumps, that has a table or is no running text is set in whole legs: its pictures then fill their columns
    (M372). A picture beside the head has no text to part.
    """
    asked = [place for place in block.photos if place.wrap]
    if not asked:
        return block, False
    table = any(part.kind == "table" for part in story.paragraphs)
    may = block.part == 1 and not block.jump and not table and bool(story.paragraphs)
    at = Locus(story.id, f"photos.{asked[0].photo}")
    if not may or not any(place.row for place in asked):
        room.note(Diagnostic.make("M372", Severity.WARNING, at, story=story.id))
    photos = tuple(replace(place, wrap=place.wrap if may and place.row else 0) for place in block.photos)
    return replace(block, photos=photos), may and any(place.wrap for place in photos)


def tell_narrow(room: CaseRoom, block: Block, story: Story, legs: Legs, grid: Grid) -> None:
    """Tell of legs beside a picture in which too little is left for text (M371), or that it parts in two (M370)."""
    least = least_ems(room)
    for place in block.photos:
        if not place.wrap:
            continue
        at = Locus(story.id, f"photos.{place.photo}")
        for leg in range(len(legs.xs)):
            free = free_beside(block, legs, grid, leg, place)
            if free is None:
                continue
            parts = sorted((width // grid.size for _, width in free if width >= grid.size), reverse=True)
            if parts and parts[0] < least:
                room.note(
                    Diagnostic.make(
                        "M371", Severity.WARNING, at, story=story.id, leg=leg + 1, ems=parts[0], least=least
                    )
                )
            elif len(parts) > 1:
                room.note(Diagnostic.make("M370", Severity.WARNING, at, story=story.id, leg=leg + 1, ems=parts[1]))


def least_ems(room: CaseRoom) -> int:
    """Return how many ems a line beside a picture has at least, as the house decides."""
    return room.style["body"].rules.beside_least


def rows_of(
    room: CaseRoom, block: Block, legs: Legs, grid: Grid, places: Sequence[Stretch]
) -> tuple[tuple[int, ...], tuple[RowSlot, ...]]:
    """Return the rows of a block's pieces of legs in which text may stand, and what is free in each.

    A picture has a row of air over it and one under it, as between legs. Rows in which pictures leave less than the
    least are left out.
    """
    least = least_ems(room) * grid.size
    numbers: list[int] = []
    slots: list[RowSlot] = []
    for piece, place in enumerate(places):
        wraps = [
            (photo.row - 1, photo.row + photo.rows + 1, max(free, key=lambda part: part[1]))
            for photo in block.photos
            if photo.wrap and (free := free_beside(block, legs, grid, place.leg, photo)) is not None
        ]
        for row in range(place.row, place.row + place.rows):
            here = [part for top, foot, part in wraps if top <= row < foot]
            left = max((start for start, _ in here), default=0)
            end = min((start + width for start, width in here), default=legs.measure)
            if end - left >= least or not here:
                numbers.append(row)
                slots.append(RowSlot(piece, left, end - left))
    return tuple(numbers), tuple(slots)


def pour_round(
    room: CaseRoom, block: Block, story: Story, legs: Legs, grid: Grid, places: Sequence[Stretch]
) -> tuple[Poured, int]:
    """Return a story poured round its pictures, and the rows that it was offered.

    Short copy ends its legs level: they are cut as far as it still fits (CLREQ, legs of equal line count).
    """
    numbers, slots = rows_of(room, block, legs, grid, places)
    if not slots:
        return Poured(tuple(() for _ in places), room.galley(story, legs.measure).lines), 0
    done = room.round(story, slots)
    spare = len(slots) - 1 - done.lines[-1][0] if done.lines and not done.rest else 0
    foot = max(numbers) + 1
    for cut in range(spare // len(legs.xs), 0, -1):
        kept = [at for at, row in enumerate(numbers) if row < foot - cut]
        shorter = room.round(story, tuple(slots[at] for at in kept))
        if not shorter.rest:
            lines = tuple((kept[at], line) for at, line in shorter.lines)
            done = replace(done, lines=lines)
            break
    pieces: list[list[tuple[int, object]]] = [[] for _ in places]
    for at, line in done.lines:
        piece = slots[at].piece
        pieces[piece].append((numbers[at] - places[piece].row, line))
    return Poured(tuple(map(tuple, pieces)), done.rest), len(slots)  # type: ignore[arg-type]
