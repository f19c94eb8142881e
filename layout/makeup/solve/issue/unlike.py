"""Variety over the pages of an issue: of the pages that a copy allows, those that do not look like one another.

Each page was solved for itself and kept some others that look different. Here every page takes the one whose cost,
with what its likeness to the issue's other pages counts, is least; pages that send a jump stay, since others wait for
what they leave.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.makeup.solve.search.variety import alike, skeleton, skeleton_of
from layout.rules.variety import ALIKE_COST

if TYPE_CHECKING:
    from layout.issue.past import PastPage
    from layout.makeup.solve.issue.task import Answer
    from layout.makeup.solve.search.variety import Skeleton
    from layout.makeup.solve.shapes import Frame, PageResult

Past = Mapping[int, tuple["Skeleton", ...]]
"""The skeletons that each page had in the last issues."""

PASSES = 4
"""Changes of make-up for each page, at most."""


def varied(frames: Sequence[Frame], answers: Mapping[int, Answer], past: Past | None = None) -> dict[int, Answer]:
    """Return the answers with pages that do not look alike, as far as their copy allows; `past` are last issues' pages.

    A page holds itself against all others of the issue and against the same page of last issues.
    """
    choices: dict[int, tuple[tuple[PageResult, Skeleton], ...]] = {}
    for frame in frames:
        made = answers[frame.number].made
        if made is not None:
            others = () if made.jumps else made.result.others
            choices[frame.number] = tuple(
                (result, skeleton_of(result, frame.columns, frame.top, frame.rows)) for result in (made.result, *others)
            )
    chosen = dict.fromkeys(choices, 0)
    limits = {frame.number: frame.rules.alike for frame in frames}

    def price(number: int, at: int) -> int:
        result, mine = choices[number][at]
        near = [choices[other][chosen[other]][1] for other in choices if other != number]
        near += (past or {}).get(number, ())
        return result.cost + ALIKE_COST * sum(max(0, alike(mine, other) - limits[number]) for other in near)

    # The change that helps most goes first: of two pages alike it is not always the first that should give way.
    for _ in range(PASSES * len(choices)):
        gains = [
            (price(number, chosen[number]) - price(number, at), -number, -at)
            for number, offered in choices.items()
            for at in range(len(offered))
        ]
        gain, number, at = max(gains, default=(0, 0, 0))
        if gain <= 0:
            break
        chosen[-number] = -at
    found = dict(answers)
    for number, at in chosen.items():
        made = answers[number].made
        if at and made is not None:
            best = made.result
            rest = tuple(result for other, (result, _) in enumerate(choices[number]) if other != at)
            result = replace(choices[number][at][0], bound=best.bound, others=rest)
            found[number] = replace(answers[number], made=replace(made, result=result))
    return found


def past_skeletons(pages: Sequence[PastPage], columns: int, rows: int) -> Past:
    """Return the skeletons of last issues' pages on a grid of so many columns and rows, by page."""
    found: dict[int, tuple[Skeleton, ...]] = {}
    for page in pages:
        blocks = ((col, row - page.top, cols, deep) for col, row, cols, deep in page.blocks)
        bones = skeleton(blocks, columns, rows - page.top - page.foot)
        found[page.number] = (*found.get(page.number, ()), bones)
    return found


def like_others(
    frames: Sequence[Frame],
    answers: Mapping[int, Answer],
    past: Past | None = None,
    *,
    least: int = 0,
    stay: Collection[int] = (),
) -> list[Frame]:
    """Return the frames of pages that look like another, each with the skeletons that it should not have.

    Others are the pages of the issue, and the same page of last issues. Pages look alike from what the house says, or
    from `least`, in 1/1000, where that is more. Of two that look alike the one in `stay` stays, else the dearer: its
    copy is the harder to arrange. Pages that send a jump stay, too.
    """
    bones: dict[int, Skeleton] = {}
    for frame in frames:
        made = answers[frame.number].made
        if made is not None:
            bones[frame.number] = skeleton_of(made.result, frame.columns, frame.top, frame.rows)
    found = []
    settled: list[int] = []
    for frame in sorted(frames, key=lambda frame: (frame.number not in stay, -_cost(answers[frame.number]))):
        made, mine = answers[frame.number].made, bones.get(frame.number)
        if made is None or mine is None:
            continue
        before = (past or {}).get(frame.number, ())
        near = (*(bones[other] for other in settled), *before)
        like = any(alike(mine, other) >= max(least, frame.rules.alike) for other in near)
        if like and not made.jumps and len(made.result.placed) > 1:
            others = tuple(bones[other] for other in sorted(bones) if other != frame.number)
            found.append(replace(frame, shun=(*others, *before)))
        else:
            settled.append(frame.number)
    return sorted(found, key=lambda frame: frame.number)


def _cost(answer: Answer) -> int:
    return answer.made.result.cost if answer.made else 0


def with_others(was: Answer, new: Answer) -> Answer:
    """Return a page's first answer with what a second search, of pages that do not look like others, came upon."""
    if was.made is None or new.made is None or was.made.tables != new.made.tables:
        return was
    plain = [_at_own_cost(result) for result in (new.made.result, *new.made.result.others)]
    plain = [result for result in plain if result.faults <= was.made.result.faults]
    result = replace(was.made.result, others=(*was.made.result.others, *plain))
    return replace(was, made=replace(was.made, result=result), steps=was.steps + new.steps)


def _at_own_cost(result: PageResult) -> PageResult:
    """Return a page without what its likeness to others counted."""
    return replace(result, cost=result.cost - result.count("alike"), others=())
