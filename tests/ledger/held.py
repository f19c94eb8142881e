"""The real issues made up once, and what the ledger says of sheets that are not as they were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from layout.desk.build.ledger import ledger_of
from layout.desk.build.order import Order
from layout.desk.build.pipeline import check
from layout.desk.build.results import Judged
from layout.desk.house import House
from layout.sheet import Sheet

ROOT = Path(__file__).resolve().parents[2]


def made_up(root: Path, number: int) -> Judged:
    """Return an issue as made up, without writing anything."""
    done = check(Order(House(root), number, root / "output"), lambda *_: None)
    assert done.judged is not None, done.remarks
    return done.judged


def codes(job: Judged, sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """Return the codes that the ledger finds on an issue's sheets."""
    return tuple(found.code for found in ledger_of(job.issue, job.plan, sheets, job.fits, job.verdict.remarks))
