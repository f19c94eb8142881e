"""What a page did to its copy to fit it in: the copyfit steps, as the desk reads them."""

from __future__ import annotations

from collections.abc import Sequence

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.makeup.solve.shapes import PageResult, ShapeTable

STEPS = {
    "photo": "M202",
    "target": "M203",
    "deck": "M204",
    "box": "M205",
    "jump": "M206",
    "cols": "M207",
}
"""Codes of the copyfit steps."""


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
                name = step.rstrip("+-0123456789")
                amount = step[len(name) :].lstrip({"target": "-", "cols": "+"}.get(name, "")) or "1"
                found.append(
                    Diagnostic.make(
                        STEPS[name],
                        Severity.WARNING if name == "cols" else Severity.NOTE,
                        at,
                        story=table.story,
                        page=number,
                        amount=amount,
                        to=table.jump,
                    )
                )
    return tuple(sorted(found, key=lambda remark: remark.code))
