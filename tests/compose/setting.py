"""What the tests of composition share: setting a paragraph and reading it as a reader sees it, in ems."""

from __future__ import annotations

from dataclasses import replace

from layout.compose.line.paragraph import set_paragraph
from layout.compose.line.spec import TypeSpec
from layout.compose.story.stylebook import house_style
from layout.sheet import Line
from layout.typeface import TypeCase

BODY = house_style().value["body"]
EM = BODY.size


def spec_with(indent: int = 0, **rules: object) -> TypeSpec:
    """Return the house's body type with other rules, without an indent."""
    return replace(BODY, indent=indent, rules=replace(BODY.rules, **rules))


def set_ems(text: str, ems: float, case: TypeCase, indent: int = 0, **rules: object) -> tuple[Line, ...]:
    """Set a paragraph to a measure in ems."""
    return set_paragraph(text, spec_with(indent, **rules), round(ems * EM), case)


def texts(lines: tuple[Line, ...]) -> list[str]:
    """Return the lines' copy."""
    return [line.text for line in lines]


def places(line: Line) -> list[float]:
    """Return where each character's glyph stands, in ems from the line's left edge."""
    found = []
    for run in line.runs:
        if run.text:
            found += [round(x / EM, 3) for x in run.origins()]
    return found


def place(line: Line, char: str) -> float:
    """Return where the first glyph of a character stands."""
    return places(line)[line.text.index(char)]


def pitch(line: Line, char: str) -> float:
    """Return how far the next glyph stands from the first one of a character."""
    at = line.text.index(char)
    all_places = places(line)
    return round(all_places[at + 1] - all_places[at], 3)


def rules_of(line: Line) -> list[str]:
    """Return the rules by which a line was adjusted."""
    return [move.rule for move in line.adjustments]
