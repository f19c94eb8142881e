"""What the form of a block costs: horizontal shapes 横块, few of one column, no flat strips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.rules.design import ONE_COLUMN, SHALLOW_COST, UPRIGHT_COST
from layout.rules.pages import SHORT_KINDS

if TYPE_CHECKING:
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.flow import Fall, Poured


def form_cost(cols: int, rows: int, poured: Poured | Fall, kind: str, room: CaseRoom) -> int:
    """Return what the form of a block of so many columns and rows costs."""
    grid, rules = room.grid, room.rules
    deepest = grid.span(cols) * rules.upright_most // 1000 // grid.leading
    over = max(0, rows - deepest)
    cost = UPRIGHT_COST * over + (ONE_COLUMN if cols == 1 and over else 0)
    if kind not in SHORT_KINDS:
        depths = [depth for depth in poured.depths if depth]
        cost += SHALLOW_COST * max(0, rules.shallow - min(depths, default=rules.shallow))
    return cost
