"""Runs the checks over a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.guard import Limits, Stopped, guarded, no_plain_file
from layout.preflight.paint.finding import Check, Finding, error
from layout.preflight.paint.painted import Expected
from layout.preflight.pdf.press_file import PressFile
from layout.preflight.pdf.renderer import rendered
from layout.preflight.press.checks import all_checks
from layout.preflight.press.rendered import judge
from layout.preflight.press.report import PageSize, Report

if TYPE_CHECKING:
    import pikepdf

    from layout.export.pdf.settings import PressSettings


def check_file(
    path: Path, settings: PressSettings, expected: Expected | None = None, *, plates: bool = False
) -> Report:
    """Check a PDF, ours or another's, against the rules of newspaper presses.

    `settings` are the print shop's, `expected` what is known of the edition (trimmed size, plates of each page). A
    file that cannot be opened as PDF gets one finding, PX00; one that wants a password, PX04. With `plates` the file is
    rendered by a program of this machine, too, and what is on the plates is judged (PL01, PL02).
    """
    import pikepdf

    try:
        data = path.read_bytes()
    except OSError as fault:
        return Report(path.name, "", (error("PX00", reason=fault.strerror or "?"),), ())
    try:
        pdf = pikepdf.open(path)
    except pikepdf.PasswordError:
        return Report(path.name, "", (error("PX04"),), ())
    except pikepdf.PdfError as fault:
        reason = str(fault).removeprefix(f"{path}: ").split("\n")[0][:200]
        return Report(path.name, "", (error("PX00", reason=reason),), ())
    expected = expected or Expected()
    with pdf:
        file = PressFile(path, data, pdf, settings, expected)
        if not file.pages:
            return Report(path.name, file.standard, (error("PX00", reason="0 pages"),), ())
        findings = [finding for check in all_checks() for finding in _look(check, file)]
        program = ""
        # What our own reading could not get through, a renderer is not given either: it knows no limits of ours.
        readable = not any(finding.check == "PX00" for finding in findings)
        if plates and readable and (made := rendered(path)) is not None:
            program = made.program
            findings += judge(file, made, findings)
        sizes = tuple(PageSize(page.number, page.trim, page.media) for page in file.pages)
        status = _status(pdf)
    return Report(path.name, file.standard, ordered(findings), sizes, program, status)


def check_foreign(path: Path, settings: PressSettings, expected: Expected | None = None) -> Report:
    """Check a file that nobody has checked, in a child process under limits; what stops the child is a finding."""
    refused = no_plain_file(path)
    if refused is not None:
        told = dict(refused.args)
        reason = str(told.get("reason") or told.get("kind") or told.get("limit"))
        return Report(path.name, "", (error("PX00", reason=reason),), ())
    made: Report | Stopped = guarded(
        "layout.preflight.press.checking:checked", path.absolute(), settings, expected or Expected(),
        limits=Limits.in_step_with(path.stat().st_size),
    )  # fmt: skip
    if isinstance(made, Stopped):
        return Report(path.name, "", (error("PX00", reason=f"{made.limit} {made.allowed:g} {made.said}".strip()),), ())
    return made


def checked(path: Path, settings: PressSettings, expected: Expected) -> Report:
    """Check a file with its plates; to be called by the guard."""
    return check_file(path, settings, expected, plates=True)


def _status(pdf: pikepdf.Pdf) -> str:
    """Return what a file of ours says of itself: `draft`, `release 2`; nothing of another's."""
    try:
        said = re.fullmatch("草样 (draft)|付印 (release [0-9]+)", str(pdf.docinfo.get("/Subject", "")))
    except (ValueError, TypeError, AttributeError):
        return ""
    return (said[1] or said[2]) if said else ""


def _look(check: Check, file: PressFile) -> list[Finding]:
    """Return a check's findings; an object of the file that is not what it must be is a finding, never a crash."""
    try:
        return list(check.look(file))
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as fault:
        return [error("PX00", reason=f"{check.id}: {fault}".split("\n")[0][:200])]


def ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return findings with errors first, then by page."""
    return tuple(sorted(findings, key=lambda found: (found.severity is not Severity.ERROR, found.page)))
