"""A story set round pictures 文绕图: line by line in rows whose width is what the pictures leave of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from layout.compose.story.drop import DropOrder, opening_of, sunk
from layout.compose.story.galley import GalleyLine
from layout.compose.story.paragraphs import set_body, set_sign, set_subhead, unfit, unprintable
from layout.diagnostics import Remarked
from layout.ground.dataclass import dataclass, replace
from layout.ground.named_tuple import NamedTuple

if TYPE_CHECKING:
    from layout.compose.line.spec import TypeSpec
    from layout.diagnostics import Diagnostic
    from layout.geometry import Length
    from layout.issue.model import Paragraph, Story
    from layout.typeface import TypeCase


class RowSlot(NamedTuple):
    """A row for one line: the number of the unbroken piece of a leg that it belongs to, and what is free in it.

    `left` is what stays free at the leg's left edge, `width` what the line may take.
    """

    piece: int
    left: Length
    width: Length


@dataclass(frozen=True, slots=True)
class Round:
    """A story in rows: each line with the number of its row, and the lines that found no row."""

    lines: tuple[tuple[int, GalleyLine], ...]
    rest: tuple[GalleyLine, ...] = ()


def compose_round(
    story: Story,
    stylebook: Mapping[str, TypeSpec],
    slots: Sequence[RowSlot],
    case: TypeCase,
    *,
    leading: Length,
    drop: int = 0,
) -> Remarked[Round]:
    """Return a story set in given rows, in reading order; every line is as wide as its row lets it be.

    Paragraphs, subheads and sign-off are those of `compose_story`; a subhead has an empty row before it but at the head
    of a piece, and never stands at a piece's foot. What finds no row is set to the measure of the last one. Tables
    have one width and are not for such rows: the caller keeps them out.
    """
    setter = _Setter(story, stylebook, case, slots)
    order = setter.drop_order(drop, leading)
    opening = opening_of(story) if order.lines > 1 else None
    body_seen = False
    for paragraph in story.paragraphs:
        if paragraph.kind == "subhead":
            setter.subhead(paragraph)
            continue
        dateline = "" if body_seen or paragraph.kind not in ("body", "item") else story.dateline
        body_seen = body_seen or paragraph.kind in ("body", "item")
        setter.body(paragraph, dateline, order if paragraph is opening else None)
    if story.sign:
        setter.sign()
    return Remarked(
        Round(tuple(setter.placed), tuple(setter.rest)), (*unprintable(story, stylebook, case), *setter.remarks)
    )


class _Setter:
    """Fills rows one after another."""

    def __init__(
        self, story: Story, stylebook: Mapping[str, TypeSpec], case: TypeCase, slots: Sequence[RowSlot]
    ) -> None:
        self.story, self.stylebook, self.case, self.slots = story, stylebook, case, slots
        self.at = 0
        self.placed: list[tuple[int, GalleyLine]] = []
        self.rest: list[GalleyLine] = []
        self.remarks: list[Diagnostic] = []

    def slot(self, ahead: int = 0) -> RowSlot:
        """Return a row from where the next line stands; beyond the last one, that again."""
        return self.slots[min(self.at + ahead, len(self.slots) - 1)]

    def left_in_piece(self) -> int:
        """Return how many rows the piece has from here on."""
        if self.at >= len(self.slots):
            return 0
        piece, end = self.slots[self.at].piece, self.at
        while end < len(self.slots) and self.slots[end].piece == piece:
            end += 1
        return end - self.at

    def put(self, lines: Sequence[GalleyLine]) -> None:
        """Give lines the next rows, one each."""
        for line in lines:
            if self.at < len(self.slots):
                self.placed.append((self.at, line))
            else:
                self.rest.append(line)
            self.at += 1

    def drop_order(self, drop: int, leading: Length) -> DropOrder:
        """Return the order of the story's initial: only rows that begin at the leg's edge have one."""
        first = self.slots[:drop]
        if drop < 2 or len({slot.piece for slot in first}) != 1 or any(slot.left for slot in first):
            return DropOrder(0, 0, leading)
        return DropOrder(drop, min(slot.width for slot in first), leading)

    def body(self, paragraph: Paragraph, dateline: str, sinks: DropOrder | None) -> None:
        """Set a paragraph in the next rows."""
        measures, lefts = self._widths(len(dateline) + len(paragraph.text))
        body = partial(
            set_body, self.story, paragraph, dateline, self.stylebook, measures, self.case, lefts=lefts
        )  # fmt: skip
        if sinks is not None:
            setting, why = sunk(self.story, paragraph, self.stylebook, self.case, sinks, body)
            self.remarks += why if self.story.wishes.drop > 0 else ()
        else:
            setting = body()
        self.remarks += unfit(setting)
        self.put(list(map(GalleyLine, setting.lines())))

    def _widths(self, characters: int) -> tuple[Sequence[Length], Sequence[Length]]:
        """Return measures and left edges of as many rows as so many characters may take."""
        size = self.stylebook["body"].size
        taken, ahead = 0, 0
        while taken < (characters + 6) * size and self.at + ahead < len(self.slots):
            taken += self.slot(ahead).width - 2 * size
            ahead += 1
        rows = [self.slot(nth) for nth in range(ahead + 1)]
        if not any(row.left for row in rows) and len({row.width for row in rows}) == 1:
            return (rows[0].width,), ()
        return tuple(row.left + row.width for row in rows), tuple(row.left for row in rows)

    def subhead(self, paragraph: Paragraph) -> None:
        """Set a subhead with a row of air before it; at a foot it goes on to the next piece."""
        spec = self.stylebook["subhead"]
        if self.placed and self.at < len(self.slots) and self.slots[self.at - 1].piece == self.slot().piece:
            self.at += 1
        lines = set_subhead(self.story, paragraph, spec, self.slot().width, self.case)
        room = self.left_in_piece()
        if 0 < room <= len(lines):
            self.at += room
            lines = set_subhead(self.story, paragraph, spec, self.slot().width, self.case)
        self.put([self._moved(line, self.slot(nth).left) for nth, line in enumerate(lines)])

    def sign(self) -> None:
        """Set the sign-off in the last line, or in rows of its own."""
        last = self.placed[-1:] if not self.rest else []
        for tail, slot in (([line for _, line in last], self.slots[last[0][0]] if last else self.slot()),
                           ([], self.slot())):  # fmt: skip
            count = len(tail)
            set_sign(tail, self.story, self.stylebook["sign"], slot.left + slot.width, self.case)
            if count and len(tail) == count:
                self.placed[-1] = (last[0][0], tail[-1])
                return
        self.put(tail)

    def _moved(self, line: GalleyLine, left: Length) -> GalleyLine:
        """Return a line that was set to its row's width at its place in the leg."""
        if not left:
            return line
        one = line.line
        runs = tuple(replace(run, x=run.x + left) for run in one.runs)
        moved = replace(
            one, runs=runs, measure=one.measure + left, natural=one.natural + left, extent=one.extent + left
        )
        return replace(line, line=moved)
