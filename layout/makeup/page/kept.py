"""A kept page dummy held against the issue and against the pages set from it: what of it can stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Locus
from layout.makeup.dummy.agreement import Furniture, agreed
from layout.makeup.dummy.misfits import misfits
from layout.makeup.page.folio import FOLIO_ROWS, IMPRINT_ROWS
from layout.makeup.page.masthead import front_rows

if TYPE_CHECKING:
    from layout.issue.model import Issue
    from layout.makeup.dummy.agreement import Agreement
    from layout.makeup.dummy.misfits import Misfits
    from layout.makeup.dummy.plan import Plan
    from layout.makeup.page.pages import MadeUp


def agreement_of(kept: Plan, issue: Issue, rows: int) -> Agreement:
    """Return what of a kept plan the issue agrees with, on pages of so many rows."""
    return agreed(kept, issue, Furniture(front_rows(rows), FOLIO_ROWS, IMPRINT_ROWS))


def outgrown(plan: Plan, issue: Issue, made: MadeUp) -> Misfits:
    """Return the blocks whose copy does not fit, or whose picture is cut up (M318) though the desk named no crop."""
    cropped = set()
    for remark in made.remarks:
        story = issue.story(remark.at.story) if remark.code == "M318" and isinstance(remark.at, Locus) else None
        if story is not None and not any(photo.crop for photo in story.photos):
            cropped.add(story.id)
    return misfits(plan, made.fits, cropped)
