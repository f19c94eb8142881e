"""What proofreading found: where, what stands there, what should, why, by which source, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Severity
from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.issue.source import SourceMap
    from layout.proofread.passage import Passage

CODES: dict[str, tuple[str, str]] = {
    "marks": ("R101", "R102"),
    "numerals": ("R111", "R112"),
    "units": ("R121", "R122"),
    "characters": ("R131", "R132"),
    "typos": ("R201", "R202"),
    "variants": ("R211", "R212"),
    "usage": ("R221", "R222"),
    "places": ("R231", "R232"),
    "avoid": ("R241", "R242"),
    "terms": ("R251", "R252"),
    "people": ("R261", "R262"),
    "dates": ("R301", "R302"),
    "sums": ("R311", "R312"),
    "heads": ("R321", "R322"),
    "names": ("R331", "R332"),
    "parts": ("R341", "R342"),
    "twice": ("R351", "R352"),
    "doubled": ("R401", "R402"),
    "idioms": ("R411", "R412"),
    "de": ("R421", "R422"),
    "words": ("R431", "R432"),
}
"""The codes of each rule family: 必改 (certain) and 请看 (doubtful)."""

CERTAIN = 100


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding: characters `start` to `end` of a passage, of a rule `family` and `rule`.

    `new` is what should stand there ("" to take it out), None where that is for the desk to say. `sure` is the
    confidence in percent; 100 is certain (必改), less is doubtful (请看).
    """

    family: str
    rule: str
    passage: Passage
    start: int
    end: int
    new: str | None
    why: str
    source: str
    sure: int = CERTAIN

    @property
    def code(self) -> str:
        """The code by which `layout explain` knows it."""
        return CODES[self.family][self.sure < CERTAIN]

    @property
    def name(self) -> str:
        """The rule's whole name, as the desk switches it off."""
        return f"{self.family}.{self.rule}"

    @property
    def old(self) -> str:
        """The characters as they stand."""
        return self.passage.text[self.start : self.end]

    def diagnostic(self, sources: SourceMap) -> Diagnostic:
        """Return the finding as the desk's other findings are; its fix only where the file holds just these words."""
        place, exact = self.passage.place(sources, self.start, self.end)
        to = "" if self.new is None else (f"→“{self.new}”" if self.new else "→（删去）")
        args = (
            ("old", self.old or "—"), ("to", to), ("new", self.new), ("why", self.why), ("source", self.source),
            ("rule", self.name), ("sure", self.sure),
        )  # fmt: skip
        severity = Severity.WARNING if self.sure >= CERTAIN else Severity.NOTE
        return Diagnostic(self.code, severity, place, args, self.new if exact else None)
