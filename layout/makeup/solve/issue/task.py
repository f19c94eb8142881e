"""One page of an issue as a task: plain data in, the page made out, by whichever process has time for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.solve.issue.briefs import with_briefs
from layout.makeup.solve.issue.ear import ear_block, ear_story
from layout.makeup.solve.issue.forms import Form, in_form, is_thin
from layout.makeup.solve.issue.ladder import Ahead, Made, climb
from layout.makeup.solve.issue.notices import around_notices
from layout.makeup.solve.search.one_page import solve_page
from layout.makeup.solve.search.work import Work

if TYPE_CHECKING:
    from layout.makeup.solve.search.one_page import Progress, Stop
    from layout.makeup.solve.shapes import Frame, Measures

Waiting = tuple[str, int, int]
"""What a jump left: story, lines that stand before the jump, page that it comes from."""


FAULT, NO_PAGE = 100_000, 10_000_000
"""What a fault, and a page that could not be made, count where shares of stories are compared: more than any cost."""


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page to make: its frame, its stories, what waits for it, what it may send to later pages.

    `seconds` of counted work are its limit. `quickly` asks for a first page only, `mend` that one which keeps faults or
    lacks what a page should have is mended, with as much work again. `apart` are notices, each with a story whose head
    contradicts it. `form` is the form of the whole page.
    """

    frame: Frame
    stories: tuple[str, ...]
    waiting: tuple[Waiting, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    seconds: float = 20.0
    seed: int = 0
    quickly: bool = False
    mend: bool = False
    apart: tuple[tuple[str, str], ...] = ()
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a task: the page, or why there is none; the counted work that it took, in steps."""

    made: Made | None = None
    ear: str = ""
    """A story pinned into the masthead's rows that is too large for them."""
    steps: int = 0
    mended: bool = False
    """Whether it was looked for with mending."""

    @property
    def faults(self) -> int:
        """The page's faults, 1 where there is no page."""
        return self.made.result.faults if self.made else 1

    @property
    def sends(self) -> bool:
        """Whether something jumps from the page to another."""
        return bool(self.made and self.made.jumps)

    @property
    def price(self) -> int:
        """By what one share of stories is better than another: no page at all, then faults, then cost."""
        return FAULT * self.made.result.faults + self.made.result.cost if self.made else NO_PAGE


def make_page(task: PageTask, tables: Measures, progress: Progress | None = None, stop: Stop | None = None) -> Answer:
    """Make one page: its ear 报眼 first, then what stands below the masthead."""
    stories = task.stories
    pinned = ear_story(task.frame, stories, tables)
    ear = ear_block(task.frame, pinned, tables) if pinned else None
    if pinned and ear is None:
        return Answer(ear=pinned)
    if ear is not None:
        stories = tuple(story for story in stories if story != pinned)
    work = Work(task.seconds)
    resumed = [tables.remainder(*waiting) for waiting in task.waiting]
    free = partial(solve_page, tails=tables.tails, seed=task.seed, progress=progress, stop=stop)
    form = task.form or _form_of_thin(stories, task, tables)
    solve = with_briefs(around_notices(in_form(free, form, task.frame.columns, tables), task.apart))
    made = climb(
        task.frame, stories, resumed, task.ahead, tables, solve, work=work, quickly=task.quickly, mend=task.mend
    )
    return Answer(replace(made, ear=ear) if made is not None else None, steps=work.spent, mended=task.mend)


def _form_of_thin(stories: Sequence[str], task: PageTask, tables: Measures) -> Form | None:
    """Return the form of a page whose only story cannot fill it as it is: its pictures grow until it does."""
    if len(stories) == 1 and not task.waiting and is_thin(stories[0], task.frame.cells, tables):
        return Form("feature")
    return None
