"""What the desk's own pages teach: prices of design fitted to the plans that it kept, within the book's bounds.

For every page that the desk drew by hand the program makes its own of the same copy. Where the desk's pages have more
of a fault than the program's, the desk minds it less than its price says, and the price falls; where they have fewer,
it rises. The program's pages are made, and the prices counted, from the book's prices, not from those that the house
has by now: the same pages teach the same, however often they are learnt from. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace

if TYPE_CHECKING:
    from layout.desk.build.results import Opened
    from layout.desk.house import House
    from layout.makeup.check import Verdict
    from layout.makeup.dummy.plan import Plan

PRICES = {
    "M131": "picture_narrow",
    "M132": "picture_rival",
    "M133": "picture_astray",
    "M134": "pictures_touch",
    "M135": "tier_flat",
    "M137": "quarter_bare",
    "M138": "stack_cost",
    "M152": "lead_shy",
    "M153": "upside_down",
    "M154": "shout_cost",
}
"""The checker's notes on design, and the price of each in the book of rules."""

LEAST_PAGES = 4
"""Pages by hand from which on anything is learnt: fewer are a whim."""

MOST_PAGES = 24
"""Pages of the latest issues that are looked at."""

DOUBT = 2.0
"""Notes that both sides are taken to have beside those counted, so that one page more or less changes little."""

FARTHEST = 2.0
"""By how much a price is changed at most in one lesson."""

STEP = 5
"""Prices are whole multiples of this."""

WORK = 2.0
"""Nominal seconds of counted work for each page that the program makes of the desk's copy."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One price: what it is, what it should be, and the notes on the desk's pages and on the program's own.

    What it should be is counted from the book's price; a price on which both agree stays what it is.
    """

    key: str
    before: int
    after: int
    desk: int
    program: int


@dataclass(frozen=True, slots=True)
class Learnt:
    """What so many pages of these issues taught; a price that stays as it is is among the lessons, too."""

    issues: tuple[int, ...]
    pages: int
    lessons: tuple[Lesson, ...]

    @property
    def changes(self) -> tuple[Lesson, ...]:
        """The prices that change."""
        return tuple(lesson for lesson in self.lessons if lesson.after != lesson.before)


def learn(house: House) -> Learnt:
    """Return what the kept plans of a house teach, the latest issues first."""
    from layout.rules.book import entries
    from layout.rules.house import BOOK, PageRules

    desk, program = dict.fromkeys(PRICES, 0), dict.fromkeys(PRICES, 0)
    numbers: list[int] = []
    pages = 0
    rules: PageRules | None = None
    for number, opened, kept in _kept(house):
        if pages >= MOST_PAGES:
            break
        by_hand = {page.number for page in kept.pages if kept.maker(page) == "hand" and page.blocks}
        made = _made(opened)
        if not by_hand or made is None:
            continue
        numbers.append(number)
        pages += len(by_hand)
        rules = rules or opened.room.rules
        for counts, plan in ((desk, kept), (program, made)):
            for finding in _judged(opened, plan).findings:
                if finding.code in counts and finding.at.page in by_hand:
                    count = dict(finding.args).get("count", 1)
                    counts[finding.code] += count if isinstance(count, int) else 1
    if rules is None or pages < LEAST_PAGES:
        return Learnt(tuple(numbers), pages, ())
    book = entries()
    lessons = []
    for code, key in PRICES.items():
        before, taught = getattr(rules, key), getattr(BOOK, key)
        least, most = book[key].least or 0, book[key].most or taught
        factor = min(FARTHEST, max(1 / FARTHEST, (program[code] + DOUBT) / (desk[code] + DOUBT)))
        after = min(most, max(least, taught * factor))
        whole = min(max(STEP * round(after / STEP), -(-round(least) // STEP) * STEP), round(most) // STEP * STEP)
        lessons.append(Lesson(key, before, before if desk[code] == program[code] else whole, desk[code], program[code]))
    return Learnt(tuple(numbers), pages, tuple(lessons))


def _kept(house: House) -> Iterator[tuple[int, Opened, Plan]]:
    """Yield the issues that have a kept plan which agrees with them, the latest first."""
    from layout.desk.build.order import Order, in_silence
    from layout.desk.build.pipeline import prepare
    from layout.issue.reader import PLAN_FILE
    from layout.makeup.dummy.file import read_plan
    from layout.makeup.page.kept import agreement_of

    folders = (entry for entry in house.issues.iterdir() if entry.name.isdecimal() and (entry / PLAN_FILE).is_file())
    for folder in sorted(folders, key=lambda entry: -int(entry.name)):
        number = int(folder.name)
        opened = prepare(Order(house, number, house.output), in_silence).opened
        if opened is None:
            continue
        kept = read_plan(folder / PLAN_FILE, f"issues/{number}/{PLAN_FILE}", opened.issue).value
        if kept is not None and agreement_of(kept, opened.issue, opened.room.grid.rows).whole:
            yield number, opened, kept


def _made(opened: Opened) -> Plan | None:
    """Return the pages that the program makes, at the book's prices, of an issue's copy as the desk dealt it."""
    from layout.makeup.solve import plan_issue
    from layout.rules.house import BOOK

    unlearnt = replace(opened.room.rules, **{key: getattr(BOOK, key) for key in PRICES.values()})
    return plan_issue(opened.issue, opened.room.priced(unlearnt), seconds=WORK).value


def _judged(opened: Opened, plan: Plan) -> Verdict:
    from layout.makeup.check.measured import judge_sheets
    from layout.makeup.dummy.fillers import issue_as_planned
    from layout.makeup.page.pages import make_up

    issue = issue_as_planned(opened.issue, plan)
    made = make_up(issue, plan, opened.room.emptied(), "")
    return judge_sheets(plan, made.sheets, made.fits, issue.stories, opened.room.grid, opened.room.rules)


def lesson_of(text: str, lessons: Sequence[Lesson]) -> str | None:
    """Return the text of `house.yaml` with the prices that were learnt under `house.rules`; None where it has no room.

    Comments and order of the file are kept; an empty text becomes a file.
    """
    from layout.journal import YamlEdit, edited

    if not text.strip():
        rows = "".join(f"    {lesson.key}: {lesson.after}\n" for lesson in lessons)
        return f"house:\n  rules:\n{rows}"
    return edited(text, *(YamlEdit(("house", "rules", lesson.key), lesson.after) for lesson in lessons))
