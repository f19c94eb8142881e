"""A diagnostic as plain data: the one shape in which programs see it, in report.json as in `--format json`."""

from __future__ import annotations

from typing import Any, Protocol

from layout.diagnostics.model import Diagnostic, Locus, Place
from layout.diagnostics.wording import describe


class Sources(Protocol):
    """What is asked of an issue's source map."""

    def place(self, locus: Locus | Place | None) -> Place | None:
        """Return where a locus stands in its file."""
        ...

    def line(self, place: Place) -> str:
        """Return the source line of a place."""
        ...


def placed(diagnostic: Diagnostic, sources: Sources | None) -> Place | None:
    """Return the place of a diagnostic in its file; a story that no file is known of stands for its file."""
    if isinstance(diagnostic.at, Place) or diagnostic.at is None:
        return diagnostic.at
    place = sources.place(diagnostic.at) if sources else None
    return place or Place(diagnostic.at.story)


def diagnostic_record(diagnostic: Diagnostic, sources: Sources | None) -> dict[str, Any]:
    """Return a diagnostic as plain data, its words in both languages. `docs/report.md` documents the keys."""
    place = placed(diagnostic, sources)
    zh, en = describe(diagnostic, "zh"), describe(diagnostic, "en")
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "file": place.file if place else None,
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "end_column": place.end_column if place else 0,
        "message": {"zh": zh.message, "en": en.message},
        "hint": {"zh": zh.hint, "en": en.hint},
        "args": {name: _plain(value) for name, value in diagnostic.args},
        "fix": diagnostic.fix,
    }


def _plain(value: object) -> int | float | str | list[Any]:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value if isinstance(value, int | float) else str(value)
