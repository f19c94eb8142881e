"""What a page did to its copy to fit it in: the copyfit steps, as the desk reads them."""

from __future__ import annotations

from collections.abc import Sequence

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.makeup.solve.shapes import PageResult, ShapeTable
from layout.sheet import Step

STEPS = {
    "photo": "M202",
    "target": "M203",
    "deck": "M204",
    "box": "M205",
    "jump": "M206",
    "cols": "M207",
}
"""Codes of the copyfit steps."""


def _amount(step: Step) -> str:
    """Return a step's amount as its note says it: lines saved and columns taken without their sign."""
    shown = f"{step.amount:+d}" if step.amount else "1"
    return shown.removeprefix({"target": "-", "cols": "+"}.get(step.kind, " "))


def steps_taken(pages: Sequence[tuple[int, Sequence[ShapeTable], PageResult]]) -> tuple[Diagnostic, ...]:
    """Return the copyfit steps taken, in the ladder's order, each as a note; `pages` are numbers, tables, results."""
    found = []
    for number, tables, result in pages:
        for block in result.placed:
            table = tables[block.item]
            at = Locus(table.story)
            if block.air:
                found.append(Diagnostic.make("M201", Severity.NOTE, at, story=table.story, page=number, rows=block.air))
            for step in block.shape.steps:
                found.append(
                    Diagnostic.make(
                        STEPS[step.kind],
                        Severity.WARNING if step.kind == "cols" else Severity.NOTE,
                        at,
                        story=table.story,
                        page=number,
                        amount=_amount(step),
                        to=table.jump,
                    )
                )
    return tuple(sorted(found, key=lambda remark: remark.code))
