"""Stories that need no type: their shapes follow from whole numbers, so that a test knows what must come out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from layout.makeup.dummy.plan import Block, HeadChoice, PhotoPlace
from layout.makeup.solve.shapes import Pin, Shape, ShapeTable
from layout.sheet import Step

EMS, POINT = 17, 1000
SIZES = (18, 22, 26, 32, 36, 42, 48, 54, 63)
GUTTER = 14.6


@dataclass(frozen=True)
class Copy:
    """A story by numbers: lines of body, characters of its headline; a picture story has no lines."""

    name: str
    lines: int
    priority: int
    kind: str = "news"
    em: int = 12
    aspect: float = 1.33
    cols: tuple[int, int] = (1, 6)
    deck: int = 0
    may_jump: bool = False
    pin: Pin = Pin()  # noqa: RUF009  # a frozen value
    section: str = ""


def heads(copy: Copy, cols: int) -> list[tuple[int, int, int]]:
    """Return (lines, size, rows) of the heads that a width holds."""
    span = cols * EMS * 9 + (cols - 1) * GUTTER
    found = []
    for lines in (1, 2):
        longest = ceil(copy.em / lines)
        for size in SIZES:
            if 0.5 * span <= longest * size <= span:
                found.append((lines, size, ceil(lines * size * 1.2 / 11.57) + 2))
    return found or ([(2, 18, 6)] if copy.em <= 2 * span / 18 else [])


def shapes(copy: Copy, *, decks: bool = False) -> tuple[Shape, ...]:
    if copy.kind == "photo":
        return tuple(
            Shape(
                cols,
                rows + 1,
                photos=(PhotoPlace(0, 0, 1, cols, rows),),
                give=0,
                cost=abs(rows - natural),
            )
            for cols in range(max(1, copy.cols[0]), min(3, copy.cols[1]) + 1)
            for natural in [round((cols * EMS * 9 + (cols - 1) * GUTTER) / copy.aspect / 11.57) + 2]
            for rows in range(round(natural * 0.92), round(natural * 1.08) + 1)
        )
    found = []
    for cols in range(copy.cols[0], copy.cols[1] + 1):
        for lines, size, rows in heads(copy, cols):
            for deck in (True, False) if decks and copy.deck else (True,):
                head = rows + (copy.deck if deck else 0)
                legs = ceil(copy.lines / cols)
                if not 4 <= legs <= 65 or head > legs:
                    continue
                choice = HeadChoice(lines=lines, size=size, rows=head, deck=deck)
                plain = Shape(
                    cols,
                    head + legs,
                    head,
                    0,
                    cols,
                    size * POINT,
                    choice,
                    lines=copy.lines,
                    ends=legs * cols - copy.lines,
                    cost=0 if deck else 160,
                    steps=() if deck else (Step("deck"),),
                )
                found.append(plain)
                if copy.kind != "lead" and copy.lines < 70:
                    found.append(replace(plain, rows=plain.rows + 2, cost=90, box="rule", steps=(Step("box"),)))
    return tuple(found)


class MadeUp:
    """Measures of made-up copy."""

    def __init__(self, *copies: Copy) -> None:
        self.copies = {copy.name: copy for copy in copies}

    def table(self, story: str, *, decks: bool = False, wide: int = 0, grown: bool = False) -> ShapeTable:
        copy = self.copies[story]
        if wide:
            copy = replace(copy, cols=(max(1, copy.cols[0] - 1), min(6, copy.cols[1] + 1)))
        return ShapeTable(
            story, copy.priority, copy.kind, shapes(copy, decks=decks), pin=copy.pin, section=copy.section
        )

    def tails(self, story: str) -> tuple[Shape, ...]:
        return ()

    def boxed(self, story: str, box: str) -> ShapeTable:
        table = self.table(story)
        return replace(table, shapes=tuple(shape for shape in table.shapes if shape.box == box))

    def filling(self, story: str, cols: int, rows: int) -> Shape | None:
        return None

    def pieces(self, story: str, to: int) -> ShapeTable:
        copy = self.copies[story]
        found = []
        for cols in range(copy.cols[0], copy.cols[1] + 1) if copy.may_jump else ():
            for lines, size, head in heads(copy, cols)[:2]:
                for legs in range(4, 66):
                    placed = legs * cols - 1
                    if placed >= 12 and copy.lines - placed >= 15:
                        choice = HeadChoice(lines=lines, size=size, rows=head)
                        plain = Shape(cols, head + legs, head, 0, cols, size * POINT, choice, lines=placed, give=0)
                        found.append(replace(plain, cost=300 + copy.lines - placed, steps=(Step("jump"),)))
        return ShapeTable(story, copy.priority, copy.kind, tuple(found), pin=copy.pin, jump=to)

    def remainder(self, story: str, placed: int, came_from: int) -> ShapeTable:
        copy = self.copies[story]
        rest = copy.lines - placed
        found = tuple(
            Shape(cols, 3 + ceil(rest / cols) + more, 3, 0, cols, lines=rest, give=0, cost=10 * more * cols)
            for cols in range(1, 7)
            for more in range(2)
            if 4 <= ceil(rest / cols) <= 65
        )
        return ShapeTable(story, 0, copy.kind, found, part=2, section=copy.section)

    def resumed(self, story: str) -> ShapeTable:
        return self.remainder(story, self.copies[story].lines // 2, 1)

    def rest(self, block: Block) -> tuple[str, ...]:
        return ()

    def grows(self, story: str) -> bool:
        return False

    def hindrance(self, story: str) -> tuple[str, int]:
        return "", 0

    def depth(self, story: str) -> int:
        return self.copies[story].lines

    def ems(self, story: str) -> int:
        return EMS


FRONT = (
    Copy("a1", 105, 100, "lead", em=16, cols=(3, 6)),
    Copy("a2", 61, 90, em=17),
    Copy("a4", 100, 80, em=13),
    Copy("p1", 0, 70, "photo", aspect=0.9),
    Copy("a5", 66, 60, em=18),
    Copy("a3", 27, 50, em=19),
)
"""A front page of the seed's proportions: 6 columns, 102 free rows."""


def tables(*copies: Copy) -> list[ShapeTable]:
    """Return the shapes of each story of a page."""
    measures = MadeUp(*copies)
    return [measures.table(copy.name) for copy in copies]
