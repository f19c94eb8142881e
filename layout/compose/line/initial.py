"""The initial 首字: the first character of a paragraph, sunk into its first lines 首字下沉."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace

if TYPE_CHECKING:
    from layout.geometry import Length
    from layout.sheet import Adjustment, Line, Run


@dataclass(frozen=True, slots=True)
class Initial:
    """A paragraph's first character as set: its text, its glyphs, the lines that it stands over, the room it takes."""

    text: str
    runs: tuple[Run, ...]
    lines: int
    room: Length


def with_initial(lines: tuple[Line, ...], initial: Initial) -> tuple[Line, ...]:
    """Return the lines of a paragraph's rest with its initial at the head of the first: the copy is whole again."""
    if not lines:
        return lines
    ahead = len(initial.text)
    first = lines[0]
    joined = replace(
        first,
        text=initial.text + first.text,
        runs=(*initial.runs, *first.runs),
        adjustments=tuple(_behind(move, ahead) for move in first.adjustments),
        decorations=tuple(replace(mark, start=mark.start + ahead, end=mark.end + ahead) for mark in first.decorations),
    )
    return (joined, *(replace(line, offset=line.offset + ahead) if line.offset >= 0 else line for line in lines[1:]))


def without_initial(line: Line) -> Line:
    """Return a paragraph's first line without its initial: what stands beside that, as it was set."""
    initial = [run for run in line.runs if run.size > line.size]
    ahead = sum(len(run.text) for run in initial)
    if not ahead:
        return line
    rest = tuple(run for run in line.runs if run.size <= line.size)
    moves = tuple(_behind(move, -ahead) for move in line.adjustments)
    return replace(line, text=line.text[ahead:], runs=rest, adjustments=moves)


def _behind(move: Adjustment, ahead: int) -> Adjustment:
    return replace(move, at=tuple(at + ahead for at in move.at))
