"""Why each line is as it is: the rule that moved its break, and every adjustment.

A break is compared with the one that setting the line solid, blind to all rules, would give. Where the two differ,
the rule that forbids the blind one is named; where nothing forbids it, the other lines of the paragraph were the
reason.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from layout.compose.line.fount import fount_of
from layout.compose.line.ready import ready
from layout.ground.dataclass import dataclass
from layout.text.classes import CLOSERS, COMMAS, DASHES, ELLIPSES, OPENERS, PAIRED, SIGNS, SOLIDI, STOPS, Kind, kind_of

if TYPE_CHECKING:
    from layout.compose.line.spec import Rules, TypeSpec
    from layout.geometry import Length
    from layout.sheet import Line
    from layout.typeface import TypeCase

_MARKS = frozenset(OPENERS + CLOSERS + COMMAS + STOPS)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that made a line what it is.

    `rule` is a key of the rules (`docs/composition.md`), `chars` the copy concerned, `amount` the sum of an adjustment
    in 1/1000 pt, negative for a squeeze, 0 for a rule about breaks.
    """

    rule: str
    chars: str = ""
    amount: Length = 0


def explain_lines(lines: Sequence[Line], spec: TypeSpec, case: TypeCase) -> tuple[tuple[Reason, ...], ...]:
    """Return the reasons of each line of one paragraph, in the order of reading.

    The lines are those of `set_paragraph` for the same specification and case, a first one without its initial.
    """
    text = "".join(line.text for line in lines)
    if not text:
        return ((),) * len(lines)
    stick = ready(text, fount_of(case, spec), spec.rules)
    found = []
    p = 0
    for number, line in enumerate(lines):
        q = p + len(line.text)
        reasons: list[Reason] = []
        if line.text[0] in OPENERS:
            reasons.append(Reason("line-start-half", line.text[0]))
        if number < len(lines) - 1:
            # What the line leaves free at its left: its indent, or the place of an initial.
            target = line.measure - line.runs[0].ends()[0] + stick.origins[p]
            blind = min(max(bisect_right(stick.ends, target, p + 1) - 1, p + 1), len(text))
            if q != blind:
                rule, chars = why_not(text, blind, spec.rules, bool(stick.legal[blind]))
                reasons.append(Reason(rule, chars))
            if q in stick.hyphens:
                reasons.append(Reason("hyphen", text[q - 1 : q + 1]))
            elif not stick.legal[q]:
                reasons.append(Reason("forced", text[q - 1 : q + 1]))
        last = line.text.rstrip()[-1:]
        doubled = last in PAIRED and line.text[-2:-1] in PAIRED
        if last in _MARKS and not doubled and spec.rules.marks == "line-end-half":
            reasons.append(Reason("line-end-half", last))
        reasons += (
            Reason(move.rule, "".join(line.text[at] for at in move.at), move.amount) for move in line.adjustments
        )
        found.append(tuple(reasons))
        p = q
    return tuple(found)


def why_not(text: str, at: int, rules: Rules, legal: bool) -> tuple[str, str]:
    """Return the rule that forbids a break before character `at`, and the characters it is about."""
    if at >= len(text):
        return "last-line", text[-2:]
    before, after = text[at - 1], text[at]
    both = before + after
    if legal:
        return "total-fit", both
    if (before in DASHES and after in DASHES) or (before in ELLIPSES and after in ELLIPSES):
        return "unit", both
    if before in OPENERS:
        return "line-end-ban", before
    if before in SOLIDI and rules.bans in ("gb", "strict") and kind_of(after) is not Kind.WESTERN:
        return "line-end-ban", before
    kinds = kind_of(before), kind_of(after)
    if (before.isdecimal() or before in ".,") and (after.isdecimal() or after in SIGNS):
        return "number", both
    if kinds == (Kind.WESTERN, Kind.WESTERN):
        return "word", both
    return "line-start-ban", after
