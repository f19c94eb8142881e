"""A page on every rule by its name: what it is about, by which source, an example and what is right."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from layout.ground.dataclass import dataclass
from layout.proofread.remark import CERTAIN, CODES
from layout.proofread.rows import pairs_of, rows_of

ROWS = (
    ("marks", "marks"), ("marks", "numerals"), ("marks", "units"), ("lists", "places"), ("lists", "avoid"),
    ("lists", "usage"),
)  # fmt: skip
"""Folder and family of each list of patterns."""

DICTIONARY = "现代汉语词典（第7版）"
VARIANTS = "第一批异形词整理表（GF 1001—2001）"
PAIRS = {"typos": ("错别字", DICTIONARY), "variants": ("异形词，用推荐词形", VARIANTS)}
"""Why and by which source each list of pairs has its words."""


@dataclass(frozen=True, slots=True)
class RulePage:
    """What `layout explain` says of a rule; `sure` in percent, `counter` is copy in which it finds nothing."""

    name: str
    sure: int
    why: str
    source: str
    example: str
    counter: str

    @property
    def code(self) -> str:
        """The code under which its findings are listed."""
        return CODES[self.name.partition(".")[0]][self.sure < CERTAIN]


@cache
def coded() -> dict[str, RulePage]:
    """Return the pages of the rules that are code, by name."""
    text = Path(__file__).with_name("coded.tsv").read_text("utf-8")
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, level, *words = line.split("\t")
            found[name] = RulePage(name, CERTAIN if level == "must" else int(level.removeprefix("look ")), *words)
    return found


def is_rule(name: str) -> bool:
    """Tell whether a name is that of a family of rules (`typos`) or of one rule (`marks.quote-stop`)."""
    return name in CODES or rule_page(name) is not None


def rule_page(name: str) -> RulePage | None:
    """Return the page of a rule named `family.rule`, None for a name that is not known."""
    family, _, rule = name.partition(".")
    if family in PAIRS:
        right = pairs_of(family)[1].get(rule)
        sure = CERTAIN if family == "typos" else 90
        return RulePage(name, sure, *PAIRS[family], rule, right) if right else None
    for folder, one in ROWS:
        row = next((row for row in rows_of(folder, one) if one == family and row.id == rule), None)
        if row is not None:
            return RulePage(name, row.sure, row.why, row.source, row.example, row.counter)
    return coded().get(name)
