"""The pages of an issue made from a share of its stories: side by side, at first quickly, then at length.

What jumps from one page waits for a later one, and pages that cannot be made of their share exchange stories.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Remarked, Severity
from layout.ground.dataclass import dataclass, field, replace
from layout.makeup.solve.design import lacking
from layout.makeup.solve.issue.assign import assign, natural, parted
from layout.makeup.solve.issue.ear import STRIP_ROWS
from layout.makeup.solve.issue.ladder import Ahead
from layout.makeup.solve.issue.overfill import over_full, over_full_issue, under_full
from layout.makeup.solve.issue.task import Answer, PageTask
from layout.makeup.solve.issue.unlike import Past, like_others, shunning, skeletons, varied, with_others
from layout.makeup.solve.search.work import SECOND
from layout.makeup.solve.shapes import Frame, Measures, ShapeTable, leader

if TYPE_CHECKING:
    from layout.makeup.solve.issue.forms import Form
    from layout.makeup.solve.issue.hands import Hands, Known
    from layout.makeup.solve.issue.ladder import Made
    from layout.makeup.solve.issue.task import Waiting
    from layout.makeup.solve.search.one_page import Stop

Share = Mapping[int, tuple[str, ...]]
"""The stories of each page, by its number."""

EXCHANGES = 3
"""How often pages that cannot be made of their share, or keep faults, exchange stories with others."""


LIKE_ROUNDS = 3
"""How often pages that look like others of their issue are made anew."""

ABREAST = 4
"""Pages that are looked for at length side by side, at least: each keeps from the skeletons of those made before it."""

ABREAST_SHARE = 4
"""Part of an issue's pages, one in so many, that are: more of a large issue, for machines of many cores."""


@dataclass(frozen=True, slots=True)
class Making:
    """How an issue's pages are made: with which measures, by whom, with how much work a page."""

    tables: Measures
    hands: Hands
    seconds: float
    seed: int
    stop: Stop | None
    apart: tuple[tuple[str, str], ...] = ()
    """Notices, each with a story whose head contradicts it."""
    forms: Mapping[int, Form] = field(default_factory=dict)
    """The form of each page that has one."""
    past: Past | None = None
    """The skeletons that each page had in the last issues."""
    sums: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """Cells of each story at its natural size, at its least, at its most."""

    def kept(self, frames: Sequence[Frame], share: Share) -> Remarked[tuple[Made, ...] | None]:
        """Make the pages of a share that stands: quickly, so that there is a plan, then at length."""
        first = self.round(frames, share, quickly=True)
        if self._stopped or any(answer.made is None for answer in first.values()):
            return self._told(frames, share, self._whole(frames, share, first))
        return self._told(
            frames, share, self._mended(frames, share, self._longer(frames, share, first, exchange=False))
        )

    def dealt(
        self, frames: Sequence[Frame], whole: Sequence[ShapeTable], names: Mapping[int, str], enough: int
    ) -> Remarked[tuple[Made, ...] | None]:
        """Share the stories out and make the pages; those that keep faults exchange stories with others.

        `enough` pages are told to hold the stories where these do not.
        """
        settled = {
            table.story: number
            for number, name in names.items()
            for table in whole
            if name and table.section == name and number <= len(frames)
        }
        parts = parted(whole, frames)
        share: Share | None = _dealt(whole, frames, assign(parts, frames, seed=self.seed, settled=settled))
        if share is None:
            share = _dealt(whole, frames, assign(parts, frames, seed=self.seed))
        if share is None:
            return Remarked(None, over_full_issue(frames, whole, enough, self.tables))
        answers = self.round(frames, share, quickly=True)
        if any(answer.made is None for answer in answers.values()):
            share, answers = self._exchanged(frames, share, answers, whole, settled, quickly=True)
        if any(answer.made is None for answer in answers.values()):
            return self._told(frames, share, self._whole(frames, share, answers))
        if self._stopped:
            return self._told(frames, share, answers)
        answers = self._longer(frames, share, answers, exchange=True)
        if any(answer.faults for answer in answers.values()):
            # Another share costs a page or two, to mend a page of its share as much as ten.
            share, answers = self._exchanged(frames, share, answers, whole, settled, quickly=False)
        return self._told(frames, share, self._mended(frames, share, answers))

    @property
    def _stopped(self) -> bool:
        return bool(self.stop and self.stop())

    def round(
        self,
        frames: Sequence[Frame],
        share: Share,
        *,
        quickly: bool,
        first: Mapping[int, Answer] | None = None,
        exchange: bool = False,
    ) -> dict[int, Answer]:
        """Make all pages, and those that something jumps to again, until nothing waits that was not known.

        `first` are quick answers for a round at length, in which pages follow each other: the quick ones tell what is
        thought to wait for a page, and what was found of the pages before it, but for those that are looked for at
        the same time, it keeps from. Pages that lacked something when they were made quickly are mended, but not those
        with faults that are to `exchange` stories. A page is made at most as often as there are pages before it: jumps
        go forwards.
        """
        first = first or {}
        answers: dict[int, Answer] = {}
        known: dict[int, tuple[Waiting, ...]] = {}
        asked: dict[int, Frame] = {}
        todo = list(frames)
        abreast = max(ABREAST, len(frames) // ABREAST_SHARE)

        def taken(found: Known) -> dict[int, Answer]:
            """Return all answers with those found of `todo`."""
            numbers = [frame.number for frame in todo[: len(found)]]
            new = {
                number: with_others(answer or Answer(), first.get(number, Answer()), asked[number])
                for number, answer in zip(numbers, found, strict=True)
                if number in asked
            }
            return {**answers, **new} if quickly else varied(frames, {**answers, **new}, self.past)

        def ask(at: int, found: Known) -> PageTask:
            """Return what is asked of the page at this place of `todo`."""
            now = taken(found)
            waits = _waiting(frames, {**first, **now})
            frame = todo[at]
            if not quickly:
                bones = skeletons(todo[len(found) : at], first) | skeletons(frames, now)
                frame = shunning(frame, bones, self.past)
            asked[frame.number] = frame
            known[frame.number] = waits.get(frame.number, ())
            quick = first.get(frame.number, Answer())
            # What a page sends on must be known before those that it goes on to: it is mended at once.
            mend = quick.sends or (_lacks(quick) and not (exchange and quick.faults))
            return self._task(frames, frame, share, waits, quickly=quickly, mend=mend)

        for _ in range(len(frames) + 1):
            answers = taken(self.hands.follow(len(todo), len(todo) if quickly else abreast, ask))
            waits = _waiting(frames, answers)
            todo = [frame for frame in frames if waits.get(frame.number, ()) != known.get(frame.number, ())]
            if not todo or self._stopped:
                break
        return answers

    def _whole(self, frames: Sequence[Frame], share: Share, answers: dict[int, Answer]) -> dict[int, Answer]:
        """Make the pages in order, each with all that waits for it, where made side by side one of them was not had.

        A page looks for room on later ones only, and must know what others have sent there.
        """
        if self._stopped or not any(answer.sends for answer in answers.values()):
            return answers
        found: dict[int, Answer] = {}
        for frame in frames:
            task = self._task(frames, frame, share, _waiting(frames, found), quickly=False, mend=True)
            found[frame.number] = self.hands.make([task])[0] or Answer()
        return found

    def _longer(
        self, frames: Sequence[Frame], share: Share, first: dict[int, Answer], *, exchange: bool
    ) -> dict[int, Answer]:
        """Look for every page at length; what that does not better, or an interrupt leaves undone, stays as it was."""
        longer = dict.fromkeys(first, Answer()) | self.round(
            frames, share, quickly=False, first=first, exchange=exchange
        )
        if any(answer.made is None for answer in longer.values()):
            jumps = any(answer.sends for answer in (*first.values(), *longer.values()))
            if jumps:
                return first
            longer = {number: answer if answer.made else first[number] for number, answer in longer.items()}
        return longer

    def _mended(self, frames: Sequence[Frame], share: Share, answers: dict[int, Answer]) -> dict[int, Answer]:
        """Mend the pages that keep faults or lack something and were not mended; one that sends a jump stays."""
        bones = skeletons(frames, answers)
        waits = _waiting(frames, answers)
        tasks = [
            self._task(frames, shunning(frame, bones, self.past), share, waits, quickly=False, mend=True)
            for frame in frames
            if not (self._stopped or answers[frame.number].mended or answers[frame.number].sends)
            and _lacks(answers[frame.number])
        ]
        return self._bettered(answers, tasks)

    def _bettered(self, answers: Mapping[int, Answer], tasks: Sequence[PageTask]) -> dict[int, Answer]:
        """Return the answers with what further searches of the same shares came upon."""
        more = {task.frame.number: made for task, made in zip(tasks, self.hands.make(tasks), strict=True)}
        frames = {task.frame.number: task.frame for task in tasks}
        return {
            number: with_others(answer, more[number] or Answer(), frames[number]) if number in more else answer
            for number, answer in answers.items()
        }

    def _exchanged(
        self,
        frames: Sequence[Frame],
        share: Share,
        answers: dict[int, Answer],
        whole: Sequence[ShapeTable],
        settled: Mapping[str, int],
        *,
        quickly: bool,
    ) -> tuple[Share, dict[int, Answer]]:
        """Have pages that are not made, or keep faults, exchange stories with others; each round side by side."""
        tried: list[tuple[int, frozenset[str]]] = [(number, frozenset(stories)) for number, stories in share.items()]
        limit = self.seconds * SECOND * len(frames)
        for nth in range(EXCHANGES):
            spent = sum(answer.steps for answer in answers.values())
            pairs = [] if self._stopped or spent > limit else _pairs(frames, answers, share, self.tables, nth)
            dealt: list[tuple[Frame, Frame, dict[int, tuple[str, ...]]]] = []
            for one, other in pairs:
                mine = {*share[one.number], *share[other.number]}
                both = [table for table in whole if table.story in mine]
                held = {story: page for story, page in settled.items() if story in mine}
                held |= {_lead(whole): frames[0].number} if _lead(whole) in mine else {}
                new = _dealt(both, (one, other), assign(both, (one, other), refused=tried, settled=held))
                if new is not None and not any((number, frozenset(new[number])) in tried for number in new):
                    dealt.append((one, other, new))
                    tried += [(number, frozenset(stories)) for number, stories in new.items()]
            if not dealt:
                break
            waits = _waiting(frames, answers)
            made = self._remade(frames, share, [new for _, _, new in dealt], waits, quickly=True)
            if not quickly:
                # Only what even a first page shows to be better is looked for at length.
                hopeful = [new for new in made if _faulty(new) < _faulty({number: answers[number] for number in new})]
                news = [new for _, _, new in dealt if any(new.keys() == now.keys() for now in hopeful)]
                made = self._remade(frames, share, news, waits, quickly=False)
            for now in made:
                was = {number: answers[number] for number in now}
                new = next(new for _, _, new in dealt if new.keys() == now.keys())
                tied = any(answer.sends for answer in (*now.values(), *was.values()))
                if sum(one.price for one in now.values()) < sum(one.price for one in was.values()) and not tied:
                    share = {**share, **new}
                    answers |= {
                        number: replace(answer, steps=answer.steps + was[number].steps)
                        for number, answer in now.items()
                    }
        return share, answers

    def _remade(
        self,
        frames: Sequence[Frame],
        share: Share,
        news: Sequence[dict[int, tuple[str, ...]]],
        waits: Mapping[int, tuple[Waiting, ...]],
        *,
        quickly: bool,
    ) -> list[dict[int, Answer]]:
        """Make pairs of pages of new shares, side by side."""
        by_number = {frame.number: frame for frame in frames}
        tasks = [
            self._task(frames, by_number[number], {**share, **new}, waits, quickly=quickly)
            for new in news
            for number in new
        ]
        made = iter(self.hands.make(tasks))
        return [{number: next(made) or Answer() for number in new} for new in news]

    def _task(
        self,
        frames: Sequence[Frame],
        frame: Frame,
        share: Share,
        waiting: Mapping[int, tuple[Waiting, ...]],
        *,
        quickly: bool,
        mend: bool = False,
    ) -> PageTask:
        ahead = tuple(
            self._ahead(other, share[other.number], waiting.get(other.number, ()), frame.number)
            for other in frames
            if other.number > frame.number
        )
        mine = waiting.get(frame.number, ())
        form = self.forms.get(frame.number)
        return PageTask(
            frame, share[frame.number], mine, ahead, self.seconds, self.seed, quickly, mend, self.apart, form
        )

    def _ahead(self, frame: Frame, stories: Sequence[str], waits: Sequence[Waiting], sender: int) -> Ahead:
        """Return what stands on a later page without what the sender itself has sent there."""
        for story in stories:
            if story not in self.sums:
                table = self.tables.table(story)
                self.sums[story] = natural(table), table.least, table.most
        rests = [self.tables.remainder(*left) for left in waits if left[2] != sender]
        sums = [*(self.sums[story] for story in stories), *((natural(rest), rest.least, rest.most) for rest in rests)]
        return Ahead(frame.number, frame.cells, *(sum(one) for one in zip((0, 0, 0), *sums, strict=True)))

    def _unlike(self, frames: Sequence[Frame], share: Share, answers: dict[int, Answer]) -> dict[int, Answer]:
        """Look anew for pages that still look like others of the issue, with those skeletons at a price."""
        answers = varied(frames, answers, self.past)
        for _ in range(LIKE_ROUNDS):
            todo = [] if self._stopped else like_others(frames, answers, self.past)
            if not todo:
                break
            waits = _waiting(frames, answers)
            tasks = [self._task(frames, frame, share, waits, quickly=False) for frame in todo]
            answers = varied(frames, self._bettered(answers, tasks), self.past)
        return answers

    def _told(
        self, frames: Sequence[Frame], share: Share, answers: Mapping[int, Answer]
    ) -> Remarked[tuple[Made, ...] | None]:
        """Return the pages with what is to be said of them, None where one cannot be made."""
        answers = self._unlike(frames, share, dict(answers))
        waiting = _waiting(frames, answers)
        remarks: list[Diagnostic] = []
        made: list[Made] = []
        for frame in frames:
            answer = answers[frame.number]
            if answer.ear:
                rows = frame.top - STRIP_ROWS
                remarks.append(Diagnostic.make("M220", Severity.ERROR, Locus(answer.ear), story=answer.ear, rows=rows))
            elif answer.made is None:
                whole = [self.tables.table(story, decks=True) for story in share[frame.number]]
                whole += [self.tables.remainder(*left) for left in waiting.get(frame.number, ())]
                remarks += over_full(frame, whole, self.tables)
            else:
                made.append(answer.made)
                remarks += under_full(answer.made.result, answer.made.tables, frame, self.tables)
        return Remarked(tuple(made) if len(made) == len(frames) else None, tuple(remarks))


def _waiting(frames: Sequence[Frame], answers: Mapping[int, Answer]) -> dict[int, tuple[Waiting, ...]]:
    """Return what the jumps of pages leave for each."""
    found: dict[int, tuple[Waiting, ...]] = {}
    for frame in frames:
        answer = answers.get(frame.number)
        for story, placed, to in answer.made.jumps if answer and answer.made else ():
            found[to] = (*found.get(to, ()), (story, placed, frame.number))
    return found


def _lacks(answer: Answer) -> bool:
    """Tell whether a page that is made keeps faults or pockets, has frames too many or no picture that rules it."""
    made = answer.made
    return made is not None and any((*lacking(made.tables, made.frame, made.result), made.result.count("pockets")))


def _faulty(answers: Mapping[int, Answer]) -> int:
    return sum(answer.faults for answer in answers.values())


def _pairs(
    frames: Sequence[Frame], answers: Mapping[int, Answer], share: Share, tables: Measures, nth: int
) -> list[tuple[Frame, Frame]]:
    """Return the pages that are to exchange stories, the worst first, each with a good one of its own section or near.

    No page stands in two pairs, so that all can be made side by side. A page that its copy cannot fill exchanges
    nothing: what is lacking is lacking.
    """

    def sections(frame: Frame) -> set[str]:
        return {tables.table(story).section for story in share[frame.number]} - {""}

    bad = [frame for frame in frames if answers[frame.number].faults and not _thin(frame, share, tables)]
    bad.sort(key=lambda frame: (-answers[frame.number].price, frame.number))
    free = [frame for frame in frames if frame not in bad and not answers[frame.number].ear]
    free += [] if free else bad
    pairs: list[tuple[Frame, Frame]] = []
    for frame in bad:
        near = sorted(
            (other for other in free if other.number != frame.number),
            key=lambda other: (-len(sections(frame) & sections(other)), abs(other.number - frame.number), other.number),
        )
        if near and all(frame not in pair for pair in pairs):
            mate = near[nth % len(near)]
            pairs.append((frame, mate) if frame.number < mate.number else (mate, frame))
            free = [other for other in free if other not in (frame, mate)]
    return pairs


def _thin(frame: Frame, share: Share, tables: Measures) -> bool:
    return sum(tables.table(story).most for story in share[frame.number]) < frame.cells


def _lead(whole: Sequence[ShapeTable]) -> str:
    """Return the story that leads the issue."""
    first = leader(whole, range(len(whole)))
    return whole[first].story if first >= 0 else ""


def _dealt(
    whole: Sequence[ShapeTable], frames: Sequence[Frame], pages: Mapping[str, int] | None
) -> dict[int, tuple[str, ...]] | None:
    """Return a share by page, the most important story first; None where there is none."""
    if pages is None:
        return None
    ranked = sorted(whole, key=lambda table: (table.kind != "lead", -table.priority, table.story))
    return {
        frame.number: tuple(table.story for table in ranked if pages[table.story] == frame.number) for frame in frames
    }
