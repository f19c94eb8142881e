"""Ways to set a headline: how it may be shared over lines, at which sizes, and how good each way is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from layout.compose.head.share import Broken, shape_cost
from layout.compose.head.sorts import DISPLAY_EM
from layout.ground.dataclass import dataclass, replace
from layout.rules.heads import (
    BREAK,
    DESK_SHAPE,
    GROUP,
    JOINED_DOWN,
    LARGER,
    LINES,
    ONE_LINE_DOES,
    REBROKEN,
    SHORT,
    SMALL,
    SMALLER,
    THIN,
)

if TYPE_CHECKING:
    from layout.compose.head.job import HeadJob
    from layout.geometry import Length


@dataclass(frozen=True, slots=True)
class Try:
    """One way to set the headline: how it is shared over lines, at which size and letter-spacing, and its score."""

    broken: Broken
    size: Length
    tracking: Length
    score: float

    def fill(self, room: Length) -> float:
        """Return the share of the room that the longest line takes, unspaced."""
        return round(self.broken.width * self.size / DISPLAY_EM / room, 4) if room else 0.0


def tries(job: HeadJob, lines: int = 0, size: Length = 0, deep: bool = False, every: bool = False) -> list[Try]:
    """Return ways to set the headline, best first; always at least one. `deep` goes on down to the least size.

    Each way takes the largest step of the ladder that its longest line allows, and the next ones down. `lines` and
    `size` narrow them; a size that does not fit is stepped down. Where one line does well, more are tried only with
    `every`, so that most heads need no dictionary.
    """
    if not job.main:
        return [Try(Broken((), (), 0.0), job.style.step(job.level), 0, 0.0)]
    if len(job.main) == 1 and not lines and not every:
        found = _sized(job, [job.copy(job.main[0]).whole], size, deep)
        if found[0].score >= ONE_LINE_DOES and (not size or found[0].size == size):
            return found
    return _sized(job, _shares(job, lines), size, deep)


def _sized(job: HeadJob, shares: Sequence[Broken], size: Length, deep: bool) -> list[Try]:
    """Return each share at its largest size and the next ones down, the best first."""
    style = job.style
    found: list[Try] = []
    for broken in shares:
        fit = style.step(min(size or job.ceiling, job.room * DISPLAY_EM // max(1, broken.width)))
        if size and all(line.at(size) <= job.room for line in broken.lines):
            fit = size
        sizes = [fit]
        while (deep or not size) and (step := style.down(sizes[-1])) >= job.floor and (deep or len(sizes) < 3):
            sizes.append(step)
        found.extend(_try(job, broken, step, size or job.level) for step in sizes)
    found = [way for way in found if way.size >= job.floor] or found
    found.sort(key=lambda way: (-way.score, -way.size, len(way.broken.lines)))
    if found[0].broken.harm < GROUP:
        # What parts a sense group is offered only where nothing better is.
        found = [way for way in found if way.broken.harm < GROUP]
    return found


def _shares(job: HeadJob, lines: int) -> list[Broken]:
    """Return the headline over one, two, three lines; over more where it is still too large for its room."""
    if len(job.main) > 1:
        return _desk_shares(job, lines)
    copy = job.copy(job.main[0])
    for count in range(min(lines, len(copy.text)), 0, -1):
        if ways := copy.ways(count):
            usable = [way for way in ways if _largest(job, way) >= job.floor]
            return usable or [copy.fitted(job.room * DISPLAY_EM // job.floor)]
    shares = [copy.whole]
    if _largest(job, copy.whole) >= job.ceiling:
        return shares
    for count in range(2, job.style.most_lines + 1):
        shares.extend(copy.ways(count))
    largest = max(_largest(job, share) for share in shares)
    if largest < SMALL * job.level / 1000:
        shares.extend(copy.ways(job.style.most_lines + 1))
    if largest < job.floor:
        shares.append(copy.fitted(job.room * DISPLAY_EM // job.floor))
    return shares


def _desk_shares(job: HeadJob, lines: int) -> list[Broken]:
    """Return a headline that the desk broke itself: in its lines, in one; broken further where its lines do not fit."""
    pieces = tuple((text,) for text in job.main)
    by_desk = _set(job, pieces)
    by_desk = replace(by_desk, cost=min(DESK_SHAPE, shape_cost([line.width for line in by_desk.lines])))
    shares = []
    if lines != 1:
        shares.append(by_desk)
    if lines in (0, 1):
        # The desk's lines are the columns of a vertical head; a horizontal one reads as well in one line.
        shares.append(replace(_set(job, (job.main,)), cost=JOINED_DOWN if job.vertical else 0.0))
    if lines not in (0, 1, len(job.main)):
        shares = _further(job, lines) if lines > len(job.main) else _fewer(job, lines)
    usable = [share for share in shares if _largest(job, share) >= job.floor]
    return usable or [_rebroken(job)]


def _further(job: HeadJob, lines: int) -> list[Broken]:
    """Return the desk's lines broken further into so many: each way to share those out, its own breaks staying."""
    copies = [job.copy(text) for text in job.main]
    found: list[Broken] = []
    for cuts in combinations(range(1, lines), len(copies) - 1):
        counts = [end - start for start, end in pairwise((0, *cuts, lines))]
        ways = [copy.ways(count) for copy, count in zip(copies, counts, strict=True)]
        if all(ways):
            found.append(_joined([way[0] for way in ways]))
    return found


def _fewer(job: HeadJob, lines: int) -> list[Broken]:
    """Return the desk's lines in fewer: whole ones share a line, a clause's space between them."""
    found: list[Broken] = []
    for cuts in combinations(range(1, len(job.main)), lines - 1):
        share = _set(job, tuple(job.main[start:end] for start, end in pairwise((0, *cuts, len(job.main)))))
        found.append(replace(share, cost=shape_cost([line.width for line in share.lines])))
    return found


def _joined(parts: Sequence[Broken]) -> Broken:
    """Return parts of a headline one under another."""
    pieces = tuple(piece for part in parts for piece in part.pieces)
    lines = tuple(line for part in parts for line in part.lines)
    cost = sum(part.cost for part in parts) + shape_cost([line.width for line in lines])
    return Broken(pieces, lines, cost, max(part.harm for part in parts))


def _set(job: HeadJob, pieces: tuple[tuple[str, ...], ...]) -> Broken:
    return Broken(pieces, tuple(job.line(piece) for piece in pieces), 0.0)


def _largest(job: HeadJob, share: Broken) -> Length:
    return job.room * DISPLAY_EM // max(1, share.width)


def _rebroken(job: HeadJob) -> Broken:
    """Return the desk's lines, each broken further where the room does not hold it at the least size."""
    broken = _joined([job.copy(text).fitted(job.room * DISPLAY_EM // job.floor) for text in job.main])
    return replace(broken, cost=REBROKEN + shape_cost([line.width for line in broken.lines]))


def _try(job: HeadJob, broken: Broken, size: Length, level: Length) -> Try:
    """Score one setting: its size against what is asked for, its fill, its breaks and shape, its lines.

    A size below the level costs more than one above it; a thin line is letter-spaced before its fill is judged.
    """
    style, room = job.style, job.room
    fill = broken.width * size / DISPLAY_EM / room if room else 1.0
    tracking = 0
    if fill < style.track_below:
        gaps = max((len(line.gaps) for line in broken.lines if line.width == broken.width), default=0)
        spare = round(room * style.track_below) - round(broken.width * size / DISPLAY_EM)
        tracking = min(size * style.tracking // 1000, spare // gaps) if gaps else 0
    ratio = math.log(size / level)
    penalty = (SMALLER if ratio < 0 else LARGER) * ratio * ratio
    penalty += max(0.0, style.fill_least - fill) * THIN + max(0.0, style.fill_good - fill) * SHORT
    penalty += max(0.0, fill - 1.0) * 1000
    penalty += BREAK / 1000 * broken.cost + LINES[min(len(LINES), len(broken.lines)) - 1]
    return Try(broken, size, tracking, round(100 - penalty, 3))


def fields_of(pieces: Sequence[tuple[str, ...]], main: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Return where in the head each line begins: field name and offset, for reports and the archive."""
    starts = []
    at = 0
    for index, text in enumerate(main):
        starts.append((at, index))
        at += len(text) if text.strip() else 0
    fields: list[tuple[str, int]] = []
    done = 0
    for piece in pieces:
        begin, index = max(start for start in starts if start[0] <= done and main[start[1]].strip())
        fields.append((f"head.main.{index}", done - begin))
        done += sum(map(len, piece))
    return tuple(fields)
