"""The remarks of an issue in the order in which the desk reads them, those that say the same counted."""

from __future__ import annotations

from collections import Counter

from layout.diagnostics import Diagnostic, Place, Severity

MOST_ALIKE = 25
"""Remarks of one code on one file that are listed; a file pasted in by mistake must not print ten thousand lines."""


def in_order(remarks: list[Diagnostic]) -> list[Diagnostic]:
    """Return the remarks by file and line; `issue.yaml` is what its stories hang on, so it comes first.

    Of many alike on one file the first are listed and the rest counted.
    """

    def key(remark: Diagnostic) -> tuple[bool, str, int, int]:
        at = remark.at if isinstance(remark.at, Place) else Place("")
        return (not at.file.endswith("issue.yaml"), at.file, at.line, at.column)

    alike = Counter[tuple[str, str]]()
    listed: list[Diagnostic] = []
    for remark in sorted(remarks, key=key):
        file = remark.at.file if isinstance(remark.at, Place) else ""
        alike[file, remark.code] += 1
        if alike[file, remark.code] <= MOST_ALIKE:
            listed.append(remark)
    for (file, code), count in alike.items():
        if count > MOST_ALIKE:
            more = Diagnostic.make("I120", Severity.NOTE, Place(file), None, count=count - MOST_ALIKE, alike=code)
            listed.append(more)
    return listed
