"""Certain corrections put into the copy through the journal: what `check --fix` and `proofread --fix` do alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.diagnostics import Diagnostic
    from layout.issue.source import SourceMap
    from layout.journal import Change


def corrections(sources: SourceMap, remarks: Sequence[Diagnostic]) -> tuple[list[Change], dict[str, list[Diagnostic]]]:
    """Return the files of an issue with the certain corrections made, and which those are in each by its name.

    Each is to be written over what was read, not over what stands there by now: reading proof takes seconds.
    """
    from layout.journal import Change
    from layout.journal.record import sha256

    changes: list[Change] = []
    made: dict[str, list[Diagnostic]] = {}
    for name in sources.files:
        fixes = [one for one in remarks if one.fix is not None and getattr(one.at, "file", None) == name]
        data = sources.corrected(name, fixes) if fixes else None
        if data is not None:
            changes.append(Change(Path(name).name, data, sha256(sources.read_as(name))))
            made[name] = fixes
    return changes, made
