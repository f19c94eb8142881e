"""Other make-ups of a page: distinct dummies that the solver finds when something is wished otherwise, with reasons."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Severity
from layout.ground.dataclass import replace

if TYPE_CHECKING:
    from layout.desk.build.results import Judged
    from layout.desk.window.desk import Desk
    from layout.issue.model import Issue
    from layout.makeup.check import Scores, Verdict
    from layout.makeup.dummy.plan import PageDummy, Plan

MOST = 5
"""Make-ups that are shown beside the page's own."""

SECONDS = 2.0
"""Nominal seconds that each may take."""

_WEIGHTS = (
    ("errors", 60), ("clashes", 40), ("alleys", 40), ("warnings", 15), ("order", 8), ("sizes", 8), ("white", 1),
    ("feather", 1), ("ends", 1),
)  # fmt: skip
"""What each of the checker's counters costs a page."""

_WORDS = {
    "errors": ("错误 {} 条", "{} errors"),
    "clashes": ("碰题 {} 处", "{} heads that clash"),
    "alleys": ("通线 {} 条", "{} alleys across the page"),
    "warnings": ("警告 {} 条", "{} warnings"),
    "order": ("主次颠倒 {} 处", "{} stories over a weightier one"),
    "sizes": ("题目大小不合主次 {} 处", "{} heads larger than a weightier story's"),
    "white": ("留白 {} 格", "{} white cells"),
    "feather": ("题目撑开 {} 行", "{} rows of air in heads"),
    "ends": ("栏尾空 {} 行", "{} empty rows at the ends of legs"),
}
_ZONES = ("upper-left", "upper-right", "lower-left", "lower-right", "left", "right")


PATIENCE = 20.0
"""Seconds that a question for the next one waits: then it is answered with what there is, and asked again."""

GLANCE = 0.05
"""Seconds between two looks at what a search has found."""


class _Look:
    """What has been found of one page so far, told to whoever waits for more."""

    def __init__(self, page: PageDummy) -> None:
        self.page = page
        self.now: dict[str, Any] | None = None
        self.others: list[dict[str, Any]] = []
        self.done = False

    def tell(self, now: dict[str, Any] | None, other: dict[str, Any] | None) -> None:
        self.now = now or self.now
        self.others += [other] if other else []

    def is_ready(self, have: int | None) -> bool:
        """Tell whether there is all of it, or more than a browser has."""
        return self.done or (have is not None and len(self.others) > have)

    def record(self, have: int | None) -> dict[str, Any] | None:
        """Return what there is; None where nothing could be made."""
        done, others = self.done, [*self.others]
        if done and self.now is None:
            return None
        if have is None:
            others.sort(key=lambda told: told["cost"])
        return {"page": self.page.number, "now": self.now, "others": others, "done": done}


class Others:
    """The make-ups found of each page, as long as the page that they are others of stands."""

    def __init__(self, desk: Desk, failed: Callable[[Exception], None]) -> None:
        """Open with nothing found; `failed` hears of mistakes of our own."""
        self._desk, self._failed = desk, failed
        self._looks: dict[int, _Look] = {}
        self.choices: dict[str, PageDummy] = {}

    async def record(self, number: int, have: int | None = None) -> dict[str, Any] | None:
        """Return a page's make-ups; None where there is no such page or nothing can be made of it.

        All of them, cheapest first; or, for a browser that has some, in the order in which they are found, as soon as
        there is one more. Nobody waits for them in a thread, of which there are few.
        """
        judged = self._desk.judged
        page = next((page for page in judged.plan.pages if page.number == number), None) if judged else None
        if judged is None or page is None:
            return None
        look = self._looks.get(number)
        if look is None or look.page != page or (look.done and look.now is None):
            look = self._looks[number] = _Look(page)
            Thread(target=self._search, args=(look, judged.plan), daemon=True).start()
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while not look.is_ready(have) and (have is None or loop.time() < end):
            await asyncio.sleep(GLANCE)
        return look.record(have)

    def _search(self, look: _Look, plan: Plan) -> None:
        """Find them, and say that it is over however it ends: somebody waits for that."""
        try:
            self._found(look, plan)
        except Exception as error:
            self._failed(error)
        finally:
            look.done = True

    def _found(self, look: _Look, plan: Plan) -> None:
        """Find one after another, for as long as the page is asked for.

        In a process of its own: somebody writes meanwhile, and the search takes a whole core.
        """
        from layout.guard import Limits, Stopped, guarded

        where = (str(self._desk.house.root), self._desk.number, look.page.number, plan)
        limits = Limits(seconds=180, memory=2048 * 1024 * 1024)
        known: set[_Places] = {_places(look.page)}
        nth = 0
        while self._looks.get(look.page.number) is look and len(look.others) < MOST:
            done = guarded("layout.desk.window.jobs.others:next_one", *where, nth, frozenset(known), limits=limits)
            if isinstance(done, Stopped) or done is None:
                break
            now, told, made, nth = done
            if made is not None:
                known.add(_places(made))
                self.choices[told["id"]] = made
            look.tell(now, told)
            if made is None:
                break


_Places = tuple[tuple[str, int, int, int, int], ...]
_looking: list[tuple[object, Judged, dict[str, Any]]] = []
"""In the child: the page that is looked at, as it was made up for the last one that was found."""


def next_one(
    root: str, number: int, page_number: int, plan: Plan, nth: int, known: frozenset[_Places]
) -> tuple[dict[str, Any], dict[str, Any] | None, PageDummy | None, int] | None:
    """Return the page as the browser gets it, the next make-up that is not known, its dummy, and where to go on.

    No make-up where there are no more wishes to try; None where no page can be made.
    """
    from layout.desk.house import House
    from layout.desk.window.desk import Desk

    page = next(page for page in plan.pages if page.number == page_number)
    key = (root, number, page_number, plan)
    if not _looking or _looking[0][0] != key:
        judged = Desk(House(Path(root)), number).tried({}, plan).judged
        if judged is None:
            return None
        _looking[:] = [(key, judged, _told(judged, page, None))]
    _, judged, now = _looking[0]
    for at, issue in enumerate(_wishes(judged.issue, page)):
        made = _made(judged, issue, page) if at >= nth else None
        if made is not None and _places(made) not in known:
            return now, _told(judged, made, now), made, at + 1
    _looking.clear()
    return now, None, None, nth


def _wishes(issue: Issue, page: PageDummy) -> Iterator[Issue]:
    """Yield the issue with something wished otherwise: nothing, then the two largest stories in other corners."""
    yield issue
    blocks = sorted(page.blocks, key=lambda block: -block.cols * block.rows)
    for zone in _ZONES:
        for block in blocks[:2]:
            story = issue.story(block.story)
            if story is None or story.wishes.pin or block.part > 1 or block.row < page.top:
                continue
            pinned = replace(story, wishes=replace(story.wishes, pin=(("zone", zone),)))
            yield replace(issue, stories=tuple(pinned if one is story else one for one in issue.stories))


def _made(judged: Judged, issue: Issue, page: PageDummy) -> PageDummy | None:
    from layout.diagnostics import has_errors
    from layout.makeup.solve import plan_issue

    number = page.number
    done = plan_issue(issue, judged.room, kept=judged.plan, anew=(number,), seconds=SECONDS)
    if done.value is None or has_errors(done.remarks):
        return None
    made = next(one for one in done.value.pages if one.number == number)
    # A jump that is cut elsewhere changes another page: such a make-up is none of this page alone.
    tied = any(block.jump or block.part > 1 for block in page.blocks)
    rest = tuple(one for one in done.value.pages if one.number != number)
    return made if not tied or rest == tuple(one for one in judged.plan.pages if one.number != number) else None


def _places(page: PageDummy) -> _Places:
    return tuple(sorted((block.story, block.col, block.row, block.cols, block.rows) for block in page.blocks))


def _told(judged: Judged, page: PageDummy, now: dict[str, Any] | None) -> dict[str, Any]:
    """Return a make-up as the browser gets it: its picture, its cost, and why it is worse or better than the page."""
    from layout.export.svg import thumbnail_svg
    from layout.makeup.check.measured import judge_sheets
    from layout.makeup.page.pages import make_up

    plan: Plan = replace(
        judged.plan, pages=tuple(page if one.number == page.number else one for one in judged.plan.pages)
    )
    room = judged.room.emptied()
    made = make_up(judged.issue, plan, room, "")
    verdict = judge_sheets(plan, made.sheets, made.fits, judged.issue.stories, room.grid, room.rules)
    sheet = next(sheet for sheet in made.sheets if sheet.number == page.number)
    counts = _counts(verdict, page.number)
    over = sum(fit.over for fit in made.fits if fit.page == page.number)
    return {
        "id": hashlib.sha256(repr(_places(page)).encode()).hexdigest()[:12],
        "cost": _cost(counts) + 60 * over,
        "counts": counts,
        "over": over,
        "why": _why(counts, now["counts"]) if now else [],
        "svg": thumbnail_svg(sheet, judged.case),
    }


def _counts(verdict: Verdict, number: int) -> dict[str, int]:
    scores: Scores | None = next((one for one in verdict.scores if one.page == number), None)
    found = {key: int(getattr(scores, key, 0)) if scores else 0 for key, _ in _WEIGHTS}
    for key, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING)):
        found[key] = sum(fault.severity is severity and fault.at.page == number for fault in verdict.findings)
    return found


def _cost(counts: dict[str, int]) -> int:
    return sum(weight * counts[key] for key, weight in _WEIGHTS)


def _why(counts: dict[str, int], now: dict[str, int]) -> list[dict[str, Any]]:
    """Return in which counters a make-up is better or worse than the page, what weighs most first."""
    differ = [(weight * (counts[key] - now[key]), key) for key, weight in _WEIGHTS if counts[key] != now[key]]
    told = []
    for by, key in sorted(differ, key=lambda pair: -abs(pair[0])):
        zh, en = (words.format(counts[key]) for words in _WORDS[key])
        told.append({"zh": f"{zh}（现在 {now[key]}）", "en": f"{en} (now {now[key]})", "better": by < 0})
    return told or [{"zh": "各项相同，只是摆法不同", "en": "no difference but in its places", "better": None}]
