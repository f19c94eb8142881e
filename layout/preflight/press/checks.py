"""The list of checks of a press file."""

from __future__ import annotations

from functools import cache

from layout.preflight.paint.finding import Check


@cache
def all_checks() -> tuple[Check, ...]:
    """Return every check, in the order of the list in docs/press.md."""
    from layout.preflight.press import (
        black,
        boxes,
        colour,
        data,
        delivery,
        fonts,
        images,
        ink,
        intent,
        lines,
        structure,
    )

    groups = (delivery, structure, boxes, intent, colour, fonts, black, lines, images, ink, data)
    return tuple(check for group in groups for check in group.CHECKS)


def clauses() -> dict[str, str]:
    """Return the clause that each check comes from, by id."""
    from layout.preflight.press.rendered import CLAUSES

    return {check.id: check.clause for check in all_checks()} | CLAUSES
