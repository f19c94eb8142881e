"""Check of the delivery: the file is the one that the job ticket names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from layout.preflight.paint.finding import Finding, check, error
from layout.preflight.pdf.press_file import PressFile


@check("JT01", "house")
def as_ticketed(file: PressFile) -> Iterable[Finding]:
    """The file has not changed since its ticket was written."""
    wanted = file.expected.sha256
    if wanted and hashlib.sha256(file.data).hexdigest() != wanted:
        yield error("JT01")


CHECKS = (as_ticketed,)
