"""The loss of set text, part by part."""

from __future__ import annotations

import itertools
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

from tests.benches.loss.page import CLOSERS, COMMAS, MARKS, OPENERS, STOPS, Glyph, Row, read_rows

NO_START = CLOSERS | COMMAS | STOPS | set("～-–·・‧/／|!),.:;?]}%‰℃")
NO_END = OPENERS | set("/／¥￥")
GAP = 0.25
GAP_CAP = 1 / 3
ON_GRID = 0.03
LOOSE = 1 / 32
BLANK, OVERLAP = 0.25, 0.15


@dataclass(slots=True)
class Loss:
    """CLQ and its parts. `lines` are the justified ones, on which all means are taken."""

    clq: float = 0.0
    lines: int = 0
    rows: int = 0
    open: float = 0.0
    tight: float = 0.0
    edge: float = 0.0
    squeeze: float = 0.0
    gap: float = 0.0
    runs: float = 0.0
    faults: float = 0.0
    bans: int = 0
    splits: int = 0
    orphans: int = 0
    loose: float = 0.0
    longest_run: int = 0
    open_p95: float = 0.0
    open_most: float = 0.0
    squeezed: int = 0
    disorder: int = 0
    last_lines: dict[int, int] = field(default_factory=dict)
    grid: float = 0.0
    baseline: float = 0.0
    river: int = 0
    unmatched: int = 0
    worst: list[tuple[float, str]] = field(default_factory=list)


@dataclass(slots=True)
class _LineLoss:
    open: float = 0.0
    tight: float = 0.0
    edge: float = 0.0
    squeeze: float = 0.0
    gap: float = 0.0
    widest: float = 0.0
    mean_open: float = 0.0
    squeezed: int = 0
    disorder: bool = False

    @property
    def total(self) -> float:
        return self.open + self.tight + self.edge + 0.25 * self.squeeze + 0.25 * self.gap


def plain(text: str) -> str:
    """Return a text as rows are compared: without spaces and hyphens, figures and Latin at their plain width."""
    text = "".join(
        unicodedata.normalize("NFKC", char) if "\uff10" <= char <= "\uff19" or "\ufb00" <= char <= "\ufb06" else char
        for char in text.replace("⸺", "——").replace("⋯", "…")
    )
    return "".join(char for char in text if not char.isspace() and char not in "-\u00ad\u2010")


def measure_loss(path: Path, paragraphs: Sequence[str], measure: float) -> Loss:
    """Return the loss of a PDF that shows `paragraphs`, set justified to `measure` ems."""
    em, rows = read_rows(path)
    loss = Loss(rows=len(rows))
    owner, last = _match(rows, paragraphs, loss)
    lefts = _column_lefts(rows, em)
    scored: list[tuple[int, _LineLoss]] = []
    for index, row in enumerate(rows):
        if owner[index] is not None and index not in last:
            line = _line(row, lefts[index] + measure * em, em)
            scored.append((index, line))
            loss.worst.append((line.total, row.text))
    loss.worst = sorted(loss.worst, reverse=True)[:12]
    n = loss.lines = max(1, len(scored))
    for name in ("open", "tight", "edge", "squeeze", "gap"):
        setattr(loss, name, sum(getattr(line, name) for _, line in scored) / n)
    loss.squeezed = sum(line.squeezed for _, line in scored)
    loss.disorder = sum(line.disorder for _, line in scored)
    widest = sorted(line.widest for _, line in scored) or [0.0]
    loss.open_p95, loss.open_most = widest[min(len(widest) - 1, int(0.95 * len(widest)))], widest[-1]
    pairs = _loose_runs(scored, owner, loss)
    _edges(rows, owner, loss)
    _last_lines(rows, owner, last, loss)
    loss.runs = 0.25 * pairs / n
    loss.faults = (25 * loss.bans + 16 * loss.splits + 9 * loss.orphans) / n
    loss.clq = sum(line.total for _, line in scored) / n + loss.runs + loss.faults
    loss.grid = _grid_retention(rows, owner, lefts, em)
    loss.baseline = baseline_error(rows)
    loss.river = longest_river(rows, em)
    return loss


def _match(rows: Sequence[Row], paragraphs: Sequence[str], loss: Loss) -> tuple[list[int | None], set[int]]:
    """Return each row's paragraph (None: not of the copy) and the rows that end one."""
    text, firsts = "", []
    for row in rows:
        firsts.append(len(text))
        text += plain(row.text)
    owner: list[int | None] = [None] * len(rows)
    last: set[int] = set()
    at = 0
    for number, paragraph in enumerate(paragraphs):
        wanted = plain(paragraph)
        found = text.find(wanted, at) if wanted else -1
        if found < 0:
            loss.unmatched += 1
            continue
        at = found + len(wanted)
        first, end = bisect_left(firsts, found + 1) - 1, bisect_left(firsts, at) - 1
        owner[first : end + 1] = [number] * (end + 1 - first)
        last.add(end)
    return owner, last


def _column_lefts(rows: Sequence[Row], em: float) -> list[float]:
    """Return the left edge of each row's column: of the rows within four ems that start with Han, the furthest left.

    Only Han is sure to stand on the edge: openers may be half an em out, dashes and letters by their bearing.
    """
    edges: dict[int, list[float]] = {}
    for row in rows:
        if row.glyphs[0].is_han:
            edges.setdefault(row.page, []).append(row.left)
    found = []
    for row in rows:
        near = [left for left in edges.get(row.page, [row.left]) if abs(left - row.left) < 4 * em]
        found.append(min(near or [row.left]))
    return found


def _line(row: Row, right: float, em: float) -> _LineLoss:
    line = _LineLoss()
    opened: list[float] = []
    gaps: list[float] = []
    squeezes: list[float] = []
    stops: list[float] = []
    commas: list[float] = []
    for left, after in zip(row.glyphs, row.glyphs[1:], strict=False):
        pitch = (after.x - left.x) / em
        if left.is_han and after.is_han:
            opened.append(pitch - 1)
        elif (left.is_han and after.is_western) or (left.is_western and after.is_han):
            gaps.append((after.x - left.x - left.advance) / em)
        elif (left.char in MARKS - OPENERS and after.is_han) or (left.is_han and after.char in OPENERS):
            squeezes.append(min(1.0, max(0.0, (1 - pitch) / 0.5) ** 2 if pitch < 1 else 0.0))
            if left.char in STOPS:
                stops.append(pitch)
            elif left.char in COMMAS:
                commas.append(pitch)
    if opened:
        line.widest, least, line.mean_open = max(opened), min(opened), mean(opened)
        line.open = min((max(0.0, line.widest) / 0.125) ** 2, 16)
        line.tight = min((max(0.0, -least - 0.002) / 0.03125) ** 2, 16)
    line.edge = min((max(0.0, abs(_edge(row.glyphs[-1], right, em)) - 0.06) / 0.125) ** 2, 16)
    line.squeeze = mean(squeezes) if squeezes else 0.0
    line.gap = mean(min(((gap - GAP) / 0.125) ** 2, 4) for gap in gaps) if gaps else 0.0
    line.squeezed = sum(square > 0.003 for square in squeezes)
    line.disorder = bool(
        (stops and commas and min(stops) < 0.98 and max(commas) > 0.98)
        or (gaps and line.widest > 0.01 and min(gaps) < GAP_CAP - 0.02)
    )
    return line


def line_loss(row: Row, right: float, em: float) -> tuple[float, bool]:
    """Return what one justified line of a measure adds to the loss, and whether it is loose."""
    line = _line(row, right, em)
    return line.total, line.mean_open > LOOSE + 1e-4


def _edge(last: Glyph, right: float, em: float) -> float:
    """Return how far a row's visible end is from the measure, in ems.

    A closing mark counts the half em that holds its ink; to stand flush with that ink is accepted as well.
    """
    if last.char in MARKS - OPENERS:
        over = (last.x + em / 2 - right) / em
        return 0.0 if 0 <= over <= 0.3 else over
    return (last.x + last.advance - right) / em


def _loose_runs(scored: Sequence[tuple[int, _LineLoss]], owner: Sequence[int | None], loss: Loss) -> int:
    loose = {index for index, line in scored if line.mean_open > LOOSE + 1e-4}
    loss.loose = len(loose) / max(1, len(scored))
    pairs, run = 0, 0
    for index in sorted(loose):
        together = index - 1 in loose and owner[index - 1] == owner[index]
        run = run + 1 if together else 1
        pairs += together
        loss.longest_run = max(loss.longest_run, run)
    return pairs


def _edges(rows: Sequence[Row], owner: Sequence[int | None], loss: Loss) -> None:
    for index in range(1, len(rows)):
        if owner[index] is None or owner[index] != owner[index - 1]:
            continue
        end, start = rows[index - 1].text, rows[index].text
        if start[0] in NO_START or (start[0] == "—" and not start.startswith("——")) or end[-1] in NO_END:
            loss.bans += 1
        split_number = end[-1].isdecimal() and (start[0].isdecimal() or start[0] in "%‰°℃")
        dashes = len(end) - len(end.rstrip("—"))
        dots = len(end) - len(end.rstrip("…"))
        split_unit = (start[0] == "—" and dashes % 2 == 1) or (start[0] == "…" and dots % 2 == 1)
        loss.splits += bool(split_number or split_unit)


def _last_lines(rows: Sequence[Row], owner: Sequence[int | None], last: Iterable[int], loss: Loss) -> None:
    for index in last:
        count = sum(glyph.is_han for glyph in rows[index].glyphs)
        loss.last_lines[count] = loss.last_lines.get(count, 0) + 1
        turned = index > 0 and owner[index - 1] == owner[index]
        loss.orphans += turned and count < 2


def _grid_retention(rows: Sequence[Row], owner: Sequence[int | None], lefts: Sequence[float], em: float) -> float:
    on = total = 0
    for index, row in enumerate(rows):
        if owner[index] is None:
            continue
        for glyph in row.glyphs:
            if glyph.is_han:
                at = (glyph.x - lefts[index]) / em
                total += 1
                on += abs(at - round(at)) <= ON_GRID
    return on / max(1, total)


def baseline_error(rows: Sequence[Row]) -> float:
    """Return the RMS distance, in points, of baselines to the grid that fits them best, over all columns of a page."""
    worst = 0.0
    for page in {row.page for row in rows}:
        ys = [row.y for row in rows if row.page == page]
        levels = sorted({round(y, 2) for y in ys}, reverse=True)
        steps = [high - low for high, low in itertools.pairwise(levels)]
        if not steps:
            continue
        leading = median(steps)
        phases = [(y - ys[0] + leading / 2) % leading - leading / 2 for y in ys]
        middle = median(phases)
        worst = max(worst, mean((phase - middle) ** 2 for phase in phases) ** 0.5)
    return worst


def _blanks(row: Row, em: float) -> list[tuple[float, float]]:
    found = []
    for left, after in zip(row.glyphs, row.glyphs[1:], strict=False):
        end = left.x + (em / 2 if left.char in MARKS - OPENERS else left.advance)
        start = after.x + (em / 2 if after.char in OPENERS else 0)
        if start - end >= BLANK * em:
            found.append((end, start))
    return found


def longest_river(rows: Sequence[Row], em: float) -> int:
    """Return the longest chain of blanks, one a row, each overlapping the next by 0.15 em or more."""
    longest = 0
    before: list[tuple[float, float, int]] = []
    previous: Row | None = None
    for row in rows:
        adjoining = previous is not None and previous.page == row.page and 0 < previous.y - row.y < 3 * em
        chains = []
        for start, end in _blanks(row, em):
            linked = [
                length for low, high, length in before if adjoining and min(high, end) - max(low, start) >= OVERLAP * em
            ]
            chains.append((start, end, 1 + max(linked, default=0)))
        longest = max([longest, *(length for *_, length in chains)])
        before, previous = chains, row
    return longest
