"""Variety over the pages of an issue: of the pages that a copy allows, those that do not look like one another.

Each page was solved for itself and kept some others that look different. Here every page takes the one whose cost,
with what its likeness to the issue's other pages counts, is least; pages that send a jump stay, since others wait for
what they leave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.makeup.solve.design import lacking
from layout.makeup.solve.search.variety import alike, dearer, likeness, skeleton, skeleton_of
from layout.rules.variety import ALIKE_MOST

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
    import numpy as np

    choices: dict[int, tuple[tuple[PageResult, Skeleton], ...]] = {}
    for frame in sorted(frames, key=lambda frame: frame.number):
        made = answers[frame.number].made if frame.number in answers else None
        if made is not None:
            others = () if made.jumps else made.result.others
            choices[frame.number] = tuple((result, _bones(result, frame)) for result in (made.result, *others))
    if not choices:
        return dict(answers)
    chosen = dict.fromkeys(choices, 0)
    limits = {frame.number: frame.rules.alike for frame in frames}
    offers = [(number, at) for number, offered in choices.items() for at in range(len(offered))]
    place = {offer: nth for nth, offer in enumerate(offers)}
    bones = [choices[number][at][1] for number, at in offers]
    limit = np.array([[limits[number]] for number, _ in offers])

    numbers = np.array([number for number, _ in offers])
    pair = np.where(numbers[:, None] == numbers, 0, dearer(likeness(bones, bones), limit))
    before = past or {}
    old = [skeleton for number in choices for skeleton in before.get(number, ())]
    whose = np.array([number for number in choices for _ in before.get(number, ())], np.int64)
    own = np.array([choices[number][at][0].cost for number, at in offers])
    own += np.where(numbers[:, None] == whose, dearer(likeness(bones, old), limit), 0).sum(axis=1)
    # The change that helps most goes first: of two pages alike it is not always the first that should give way.
    for _ in range(PASSES * len(choices)):
        prices = own + pair[:, [place[now] for now in chosen.items()]].sum(axis=1)
        gains = np.array([prices[place[number, chosen[number]]] for number, _ in offers]) - prices
        most = int(gains.argmax())
        if gains[most] <= 0:
            break
        number, at = offers[most]
        chosen[number] = at
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
        if len(page.blocks) < 2:
            continue
        blocks = ((col, row - page.top, cols, deep) for col, row, cols, deep in page.blocks)
        bones = skeleton(blocks, columns, rows - page.top - page.foot)
        found[page.number] = (*found.get(page.number, ()), bones)
    return found


def skeletons(frames: Sequence[Frame], answers: Mapping[int, Answer]) -> dict[int, Skeleton]:
    """Return the skeleton of each page that is made, an empty one for a page of one block."""
    return {
        frame.number: _bones(answer.made.result, frame)
        for frame in frames
        if (answer := answers.get(frame.number)) is not None and answer.made is not None
    }


def shunning(frame: Frame, bones: Mapping[int, Skeleton], past: Past | None = None) -> Frame:
    """Return a page's frame with what it should not look like: these pages, and the same page of last issues."""
    others = tuple(bones[other] for other in sorted(bones) if other != frame.number and bones[other])
    return replace(frame, shun=(*others, *(past or {}).get(frame.number, ())))


def like_others(frames: Sequence[Frame], answers: Mapping[int, Answer], past: Past | None = None) -> list[Frame]:
    """Return the frames of pages to be made anew since they look like another, each with what it should not look like.

    Others are the pages of the issue, and the same page of last issues; pages look alike from `alike_most`, or from
    what the house says where that is more. Of two the cheaper gives way, for the copy of the dearer is the harder to
    arrange; where its search knew the other's skeleton already, the dearer does. Nobody is asked twice with the same
    skeletons: the search would come upon the same pages. Pages that send a jump stay.
    """
    bones = skeletons(frames, answers)
    costs = {number: made.result.cost for number in bones if (made := answers[number].made) is not None}
    by_number = {frame.number: frame for frame in frames}
    found: set[int] = set()

    def gives_way(number: int, other: Skeleton) -> bool:
        """Tell whether a page is to be made anew for its likeness to a skeleton that its search did not know."""
        made = answers[number].made
        if made is None or made.jumps or other in made.frame.shun:
            return False
        return alike(bones[number], other) >= max(ALIKE_MOST, by_number[number].rules.alike)

    order = sorted(bones, key=lambda number: (-costs[number], number))
    for at, number in enumerate(order):
        if any(gives_way(number, before) for before in (past or {}).get(number, ())):
            found.add(number)
        for other in order[:at]:
            if found.isdisjoint((number, other)):
                if gives_way(number, bones[other]):
                    found.add(number)
                elif gives_way(other, bones[number]):
                    found.add(other)
    return [shunning(frame, bones, past) for frame in frames if frame.number in found]


def with_others(answer: Answer, more: Answer, frame: Frame) -> Answer:
    """Return a page's answer with what another search of the same copy came upon, without what likeness counted.

    `frame` is the page's as it was asked for last. Of the pages of both those with the fewest faults stay, and of them
    those without too many frames and with a picture that rules them, where there are any. A page that sends a jump
    stays as it is; of pages whose copy is set otherwise the other search's counts where it lacks less.
    """
    steps, mended = answer.steps + more.steps, answer.mended or more.mended
    if answer.made is None:
        return replace(answer, steps=steps, mended=mended)
    made, other = answer.made, more.made
    offered = [made.result, *made.result.others]
    if other is not None and not (other.jumps or made.jumps):
        if other.tables == made.tables:
            offered += [other.result, *other.result.others]
        elif lacking(other.tables, frame, other.result) < lacking(made.tables, frame, made.result):
            made, offered = other, [other.result, *other.result.others]
    pages = [*{page.placed: page for page in map(_at_own_cost, offered)}.values()]
    lacks = [lacking(made.tables, frame, page) for page in pages]
    result, *others = (page for page, what in zip(pages, lacks, strict=True) if what == min(lacks))
    result = replace(result, others=tuple(others))
    return replace(answer, made=replace(made, frame=frame, result=result), steps=steps, mended=mended)


def _bones(result: PageResult, frame: Frame) -> Skeleton:
    """Return a page's skeleton, an empty one for a page of one block: it can be no other, and is like no page."""
    return skeleton_of(result, frame.columns, frame.top, frame.rows) if len(result.placed) > 1 else b""


def _at_own_cost(result: PageResult) -> PageResult:
    """Return a page without what its likeness to others counted."""
    counts = tuple(entry for entry in result.counts if entry[0] != "alike")
    return replace(result, cost=result.cost - result.count("alike"), counts=counts, others=())
