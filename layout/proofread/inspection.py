"""The inspection form 编校质量检查表: errors by class and weight against the characters of the pages.

Chinese papers are inspected by their error rate: errors, each with its weight, on 10,000 characters of page area; above
3 a paper fails (报纸期刊质量管理规定, 2020). Weights follow the method of counting that goes with the rule: a wrong
character 1, a fault of fact, sense or grammar 2, marks and ways of writing figures 0.1, units 0.5, heads double. What
counts is 必改 only: what is doubtful is for a person to judge first.
"""

from __future__ import annotations

from collections.abc import Sequence

from layout.geometry.grid import Grid
from layout.ground.dataclass import dataclass
from layout.issue.model import Issue
from layout.proofread.remark import CERTAIN, Remark
from layout.rules.proofreading import FORM_HALF, FORM_HEAD, FORM_MARK, FORM_MOST, FORM_ONE, FORM_TWO

CLASSES: dict[str, tuple[str, float]] = {
    "marks": ("标点", FORM_MARK),
    "numerals": ("数字用法", FORM_MARK),
    "units": ("计量单位", FORM_HALF),
    "characters": ("繁体、异体", FORM_HALF),
    "typos": ("错别字", FORM_ONE),
    "variants": ("异形词", FORM_MARK),
    "doubled": ("多字、漏字", FORM_ONE),
    "idioms": ("错别字", FORM_ONE),
    "words": ("错别字", FORM_ONE),
    "de": ("错别字", FORM_ONE),
    "usage": ("语法、逻辑", FORM_TWO),
    "places": ("提法", FORM_TWO),
    "avoid": ("提法", FORM_ONE),
    "terms": ("用语不一", FORM_HALF),
    "people": ("人名、职务", FORM_TWO),
    "names": ("人名、职务", FORM_TWO),
    "dates": ("知识、事实", FORM_TWO),
    "sums": ("知识、事实", FORM_TWO),
    "heads": ("知识、事实", FORM_TWO),
    "parts": ("缺件", FORM_ONE),
    "twice": ("重稿", FORM_TWO),
}
"""The class and weight of each family of rules."""

HEADS = frozenset(("headline", "kicker", "deck"))
"""Where an error counts double."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One error of the form: page (0: on none yet), story, class, words, what should stand there, and its weight."""

    page: int
    story: str
    kind: str
    old: str
    new: str
    why: str
    weight: float


@dataclass(frozen=True, slots=True)
class Inspection:
    """The form: characters of each page, the errors, and what they come to on 10,000 characters."""

    pages: tuple[tuple[int, int], ...]
    errors: tuple[Counted, ...]

    @property
    def characters(self) -> int:
        """Characters of all pages."""
        return sum(count for _, count in self.pages)

    @property
    def weight(self) -> float:
        """The errors' weights together."""
        return round(sum(error.weight for error in self.errors), 1)

    @property
    def rate(self) -> float:
        """Errors on 10,000 characters."""
        return self.weight * 10_000 / self.characters if self.characters else 0.0

    @property
    def passed(self) -> bool:
        """Whether the rate is within the limit."""
        return self.rate <= FORM_MOST

    def classes(self) -> tuple[tuple[str, int, float], ...]:
        """Return for each class how many errors there are and what they weigh, in the order of `CLASSES`."""
        names = list(dict.fromkeys(name for name, _ in CLASSES.values()))
        found = []
        for name in names:
            errors = [error for error in self.errors if error.kind == name]
            if errors:
                found.append((name, len(errors), round(sum(error.weight for error in errors), 1)))
        return tuple(found)


def inspect(issue: Issue, grid: Grid, remarks: Sequence[Remark]) -> Inspection:
    """Return the form of an issue; where the desk names no pages, what is counted is the copy as on one page."""
    area = grid.columns * grid.ems * grid.rows
    pages = tuple((page.number, area) for page in issue.pages or ()) or ((1, area),)
    page_of = {story: page.number for page in issue.pages or () for story in page.stories}
    errors = []
    for remark in remarks:
        if remark.sure < CERTAIN:
            continue
        kind, weight = CLASSES[remark.family]
        double = FORM_HEAD if remark.passage.role in HEADS else 1
        story = remark.passage.story
        errors.append(
            Counted(page_of.get(story, 0), story, kind, remark.old, remark.new or "", remark.why, weight * double)
        )
    return Inspection(pages, tuple(sorted(errors, key=lambda error: (error.page, error.story))))
