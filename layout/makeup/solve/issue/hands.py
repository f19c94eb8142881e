"""Hands: stories measured and pages made by as many processes as there are cores.

What each is asked for depends on nothing but the question, so neither their number nor their order changes an answer.
The children are the guard's: fresh interpreters, kept warm, that fork nothing. What a child cannot do, for whatever
reason, is done here.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from layout.guard import MB, Limits, Stopped, guarded
from layout.makeup.solve.issue.task import Answer, PageTask, make_page

if TYPE_CHECKING:
    from layout.makeup.solve.measure.measured import Measured
    from layout.makeup.solve.search.one_page import Progress, Stop
    from layout.makeup.solve.shapes import Measures, ShapeTable

LIMITS = Limits(seconds=3_600.0, memory=3_072 * MB, clock=36_000.0)
"""No search comes near these: they are there for a child that hangs."""

LEAST = 2
"""Fewer pages than these are made in this process: a child takes a third of a second to start."""

WAKE = 0.1
"""Seconds after which whoever waits for children looks whether it is to stop."""


Known = Sequence["Answer | None"]
"""Answers in the order of their questions, from the first on."""


class Hands(Protocol):
    """Who measures and makes pages."""

    def measure(self, stories: Sequence[str]) -> None:
        """Measure stories, so that their tables are there when they are asked for."""

    def make(self, tasks: Sequence[PageTask]) -> list[Answer | None]:
        """Make pages; None for those that an interrupt left unmade."""

    def follow(self, count: int, abreast: int, ask: Callable[[int, Known], PageTask]) -> list[Answer | None]:
        """Make so many pages, each asked for when all but the `abreast` - 1 right before it are made.

        `ask` is given a page's number, from 0 on, and the answers of just those pages, whatever else is known by then.
        """


class OwnHands:
    """This process alone."""

    def __init__(self, tables: Measures, progress: Progress | None = None, stop: Stop | None = None) -> None:
        """Work with these measures."""
        self.tables, self.progress, self.stop = tables, progress, stop

    def measure(self, stories: Sequence[str]) -> None:
        """Measure when a table is asked for."""

    def make(self, tasks: Sequence[PageTask]) -> list[Answer | None]:
        """Make the pages one after another; an interrupt ends each with the best that it has."""
        return [make_page(task, self.tables, self.progress, self.stop) for task in tasks]

    def follow(self, count: int, abreast: int, ask: Callable[[int, Known], PageTask]) -> list[Answer | None]:
        """Make pages one after another, each with what it may know of those before."""
        found: list[Answer | None] = []
        for at in range(count):
            found += self.make([ask(at, found[: max(0, at + 1 - abreast)])])
        return found


class ManyHands:
    """Child processes; what they measure is kept here, too."""

    def __init__(self, tables: Measured, progress: Progress | None = None, stop: Stop | None = None) -> None:
        """Have children work with what these measures are made from."""
        self.tables, self.progress, self.stop = tables, progress, stop
        self.own = OwnHands(tables, progress, stop)
        self.shop = pickle.dumps(shop_of(tables))

    def measure(self, stories: Sequence[str]) -> None:
        """Measure stories, each by the next free child."""
        wanted = [story for story in dict.fromkeys(stories) if not self.tables.knows(story)]
        found = self._ask("measured", len(wanted), len(wanted), lambda at, _: (wanted[at],))
        for table in found:
            if table is not None:
                self.tables.learn(table)

    def make(self, tasks: Sequence[PageTask]) -> list[Answer | None]:
        """Make pages, each by the next free child."""
        return self.follow(len(tasks), len(tasks), lambda at, _: tasks[at])

    def follow(self, count: int, abreast: int, ask: Callable[[int, Known], PageTask]) -> list[Answer | None]:
        """Make pages, each by the next free child as soon as what it is to know is known."""

        def question(at: int, known: Known) -> tuple[Any, ...]:
            task = ask(at, known)
            return task, tuple(self.tables.table(story) for story in task.stories)

        return self._ask("made", count, abreast, question)

    def _ask(
        self, name: str, count: int, abreast: int, question: Callable[[int, Sequence[Any]], tuple[Any, ...]]
    ) -> list[Any]:
        """Return the answers of children, in the order of the questions; None for what an interrupt left unanswered.

        A question is put when all but the `abreast` - 1 before it are answered; it is told those answers.
        """
        from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

        def put(words: tuple[Any, ...]) -> Any:
            return guarded(f"layout.makeup.solve.issue.hands:{name}", self.shop, *words, limits=LIMITS)

        pool = ThreadPoolExecutor(cores())
        asked: list[Any] = []
        questions: list[tuple[Any, ...]] = []
        told: set[Any] = set()
        found: list[Any] = []
        stopped = False

        def settle(at: int) -> None:
            """Take in the answers up to this one; what a child could not do is done here."""
            while len(found) < at:
                answer = None if asked[len(found)].cancelled() else asked[len(found)].result()
                if isinstance(answer, Stopped):
                    answer = None if stopped else _here(name, self.tables, questions[len(found)])
                found.append(answer)

        try:
            while len(found) < count and not stopped:
                while len(asked) < count and all(one.done() for one in asked[: max(0, len(asked) + 1 - abreast)]):
                    settle(known := max(0, len(asked) + 1 - abreast))
                    questions.append(question(len(asked), found[:known]))
                    asked.append(pool.submit(put, questions[-1]))
                _, left = wait([one for one in asked if not one.done()], WAKE, FIRST_COMPLETED)
                for future in asked:
                    if future.done() and future not in told:
                        told.add(future)
                        self._tell(future.result())
                if len(asked) == count and not left:
                    settle(count)
                stopped = bool(self.stop and self.stop()) and len(found) < count
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            if len(told) < len(asked):  # an interrupt: nobody waits for what they are at
                from layout.guard.worker import end_children

                end_children()
        pool.shutdown()
        settle(len(asked))
        return [*found, *[None] * (count - len(found))]

    def _tell(self, answer: Any) -> None:
        """Say that a page is made."""
        if self.progress and isinstance(answer, Answer) and answer.made is not None:
            self.progress(answer.made.frame.number, answer.made.result)


def _here(name: str, tables: Measured, question: tuple[Any, ...]) -> Any:
    """Answer a question in this process."""
    return tables.table(question[0]) if name == "measured" else make_page(question[0], tables)


def shop_of(tables: Measured) -> tuple[Any, ...]:
    """Return what another process needs to measure the same stories in the same room."""
    room = tables.room
    return str(room.case.folder), dict(room.style), room.grid, room.rules, room.names, room.features, *tables.asked


def measured(shop: bytes, story: str) -> ShapeTable:
    """Return the shapes of a story: what a child does."""
    return _open(shop).table(story)


def made(shop: bytes, task: PageTask, tables: Sequence[ShapeTable]) -> Answer:
    """Return a page made of stories that are measured: what a child does."""
    measures = _open(shop)
    for table in tables:
        measures.learn(table)
    return make_page(task, measures)


_opened: tuple[bytes, Measured] | None = None
"""The issue that this child worked at last: its next question is most often about the same."""


def _open(shop: bytes) -> Measured:
    global _opened
    if _opened is None or _opened[0] != shop:
        from layout.makeup.page.caseroom import CaseRoom
        from layout.makeup.solve.measure.measured import Measured
        from layout.typeface import open_case

        folder, style, grid, rules, names, features, stories, left, hosts = pickle.loads(shop)
        case = open_case(Path(folder)).value
        assert case is not None
        room = CaseRoom(case, style, grid, rules=rules, names=names, features=features)
        _opened = shop, Measured(room, stories, left, hosts)
    return _opened[1]


def cores() -> int:
    """Return how many processes may work at once."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # only Linux tells
        return max(1, os.cpu_count() or 1)


def hands_for(tables: Measured, pages: int, progress: Progress | None, stop: Stop | None, most: int = 0) -> Hands:
    """Return hands for an issue of so many pages; `most` processes, 0: as many as there are cores."""
    if pages < LEAST or (most or cores()) < 2 or not tables.room.case.folder:
        return OwnHands(tables, progress, stop)
    return ManyHands(tables, progress, stop)
