"""What a preflight says: for people, for programs."""

from __future__ import annotations

import json
from typing import Any

from layout.diagnostics import Diagnostic, Severity
from layout.ground.dataclass import dataclass
from layout.preflight.paint.finding import Finding, Frame
from layout.preflight.press.checks import clauses


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page's number, trim and media box in user space."""

    number: int
    trim: Frame
    media: Frame


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one file, errors first; `standard` is what it was checked against.

    `plates` names the program whose plates were measured, empty where none was asked or none is installed.
    `status` is what the file says of itself: draft, or which release; empty where it says nothing.
    """

    file: str
    standard: str
    findings: tuple[Finding, ...]
    pages: tuple[PageSize, ...]
    plates: str = ""
    status: str = ""

    @property
    def passed(self) -> bool:
        """Tell whether the file may go to press: no error was found."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings as the desk's other findings are."""
        return tuple(finding.diagnostic(self.file) for finding in self.findings)

    def record(self) -> dict[str, Any]:
        """Return the report as plain data: `frame` in mm from the trim's top left corner."""
        return {
            "file": self.file,
            "standard": self.standard,
            "status": self.status,
            "passed": self.passed,
            "pages": len(self.pages),
            "plates": self.plates,
            "findings": [
                {
                    "check": finding.check,
                    "clause": clauses().get(finding.check, ""),
                    "severity": str(finding.severity),
                    "page": finding.page,
                    "frame": millimetres(finding.frame),
                    "args": dict(finding.args),
                }
                for finding in self.findings
            ],
        }

    def json(self) -> str:
        """Return the report as JSON."""
        return json.dumps(self.record(), ensure_ascii=False, indent=1)


def millimetres(frame: Frame | None) -> list[float] | None:
    """Return a frame in mm, rounded to a tenth."""
    return None if frame is None else [round(side * 25.4 / 72, 1) for side in frame]
