"""The report of a build, `report.json`: what was made, how it fits, what was found, and how long it took.

Its keys are documented in `docs/report.md`. Timings are the only thing in it that differs between two equal builds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout import __version__
from layout.diagnostics.record import diagnostic_record
from layout.geometry import to_mm

if TYPE_CHECKING:
    from layout.desk.build.docket import Docket
    from layout.desk.build.results import Judged
    from layout.makeup.dummy.plan import PageDummy
    from layout.sheet import Fit, Sheet

SCHEMA = 1
"""Version of the report's shape; raised when a key changes its meaning."""


def report_of(judged: Judged, docket: Docket, files: tuple[tuple[str, str, int], ...]) -> dict[str, Any]:
    """Return the report as plain data; `files` are all files of the output by name, sha256 and bytes."""
    edition, plan = judged.edition, judged.plan
    dummies = {page.number: page for page in plan.pages}
    width, height = edition.trim
    return {
        "schema": SCHEMA,
        "program": f"layout {__version__}",
        "issue": {"number": edition.number, "date": edition.date.isoformat(), "name": edition.name},
        "release": docket.order.release,
        "profile": plan.profile,
        "trim_mm": [round(to_mm(width), 2), round(to_mm(height), 2)],
        "plan": {"by": plan.by, "scores": dict(plan.scores)},
        "scores": [
            {
                "page": score.page,
                "white_percent": round(score.white_share, 2),
                "trapped_cells": score.trapped,
                "feathered_cells": score.feather,
                "clashes": score.clashes,
                "alleys": score.alleys,
                "order": score.order,
                "sizes": score.sizes,
                "jumps": score.jumps,
            }
            for score in judged.verdict.scores
        ],
        "pages": [_page(sheet, dummies[sheet.number]) for sheet in edition.sheets],
        "stories": [
            {
                "id": article.id,
                "title": article.title,
                "pages": list(article.pages),
                "characters": sum(len(paragraph.text) for paragraph in article.paragraphs),
            }
            for article in edition.articles
        ],
        "fits": [fit_record(fit) for fit in judged.fits],
        "diagnostics": [diagnostic_record(remark, judged.sources) for remark in docket.remarks],
        "timings": {name: round(seconds, 4) for name, seconds in docket.timings},
        "files": [{"name": name, "sha256": digest, "bytes": size} for name, digest, size in files],
    }


def _page(sheet: Sheet, dummy: PageDummy) -> dict[str, Any]:
    return {
        "number": sheet.number,
        "section": sheet.section,
        "plates": sheet.colours,
        "lines": sum(1 for item in sheet.items if type(item).__name__ == "Text"),
        "blocks": [
            {
                "story": block.story,
                "part": block.part,
                "at": [block.col, block.row],
                "size": [block.cols, block.rows],
                "jump": block.jump,
            }
            for block in dummy.blocks
        ],
    }


def fit_record(fit: Fit) -> dict[str, Any]:
    """Return how a story fits its block as plain data."""
    return {
        "story": fit.story,
        "page": fit.page,
        "offered": fit.offered,
        "set": fit.set,
        "over": fit.over,
        "short": fit.short,
        "characters": fit.characters,
        "steps": [str(step) for step in fit.steps],
    }
