"""The report of a build, `report.json`: what was made, how it fits, what was found, and how long it took.

Its keys are documented in `docs/report.md`. Timings are the only thing in it that differs between two equal builds.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from layout import __version__
from layout.diagnostics.record import diagnostic_record
from layout.geometry import to_mm

if TYPE_CHECKING:
    from layout.desk.pipeline import Job
    from layout.sheet import Fit

SCHEMA = 1
"""Version of the report's shape; raised when a key changes its meaning."""


def report_of(job: Job) -> dict[str, Any]:
    """Return the report as plain data."""
    assert job.edition is not None and job.plan is not None and job.issue is not None
    edition = job.edition
    width, height = edition.trim
    return {
        "schema": SCHEMA,
        "program": f"layout {__version__}",
        "issue": {"number": edition.number, "date": edition.date.isoformat(), "name": edition.name},
        "release": job.order.release,
        "profile": job.plan.profile,
        "trim_mm": [round(to_mm(width), 2), round(to_mm(height), 2)],
        "plan": {"by": job.plan.by, "scores": dict(job.plan.scores)},
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
            for score in (job.verdict.scores if job.verdict else ())
        ],
        "pages": [_page(job, index) for index in range(len(edition.sheets))],
        "stories": [
            {
                "id": article.id,
                "title": article.title,
                "pages": list(article.pages),
                "characters": sum(len(paragraph.text) for paragraph in article.paragraphs),
            }
            for article in edition.articles
        ],
        "fits": [fit_record(fit) for fit in job.fits],
        "diagnostics": [diagnostic_record(remark, job.sources) for remark in job.remarks],
        "timings": {name: round(seconds, 4) for name, seconds in job.timings},
        "files": [{"name": name, "sha256": digest, "bytes": size} for name, digest, size in job.files],
    }


def _page(job: Job, index: int) -> dict[str, Any]:
    assert job.edition is not None and job.plan is not None
    sheet = job.edition.sheets[index]
    dummy = next(page for page in job.plan.pages if page.number == sheet.number)
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
        "steps": list(fit.steps),
    }


def report_text(report: dict[str, Any]) -> str:
    """Return the report as the file's text."""
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"
