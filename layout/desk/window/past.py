"""The issue's past: what an entry of its history changed, and the pages as they stood after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.journal.record import LINES, STATES, sha256

if TYPE_CHECKING:
    from pathlib import Path

    from layout.journal import HistoryEntry, Journal


def opened(journal: Journal, number: int) -> tuple[HistoryEntry, list[dict[str, Any]]] | None:
    """Return an entry with each of its files before and after, None where a file was or is not there."""
    entry = next((entry for entry in journal.entries() if entry.number == number), None)
    if entry is None:
        return None
    files = [
        {"name": name, "before": _text(journal.folder, before), "after": _text(journal.folder, after)}
        for name, before, after in entry.files
    ]
    return entry, files


def files_after(journal: Journal, number: int) -> dict[str, bytes | None]:
    """Return the files that changed since an entry as they stood after it (None: there was none)."""
    later = {name for entry in journal.entries() if entry.number > number for name, _, _ in entry.files}
    return {name: journal.state(name, number) for name in sorted(later)}


def _text(folder: Path, state: str | None) -> str | None:
    """Return a state's text; what cannot be read, or is not what its name says, is told in its place."""
    if state is None:
        return None
    try:
        data = (folder / STATES / state).read_bytes()
    except OSError:
        return f"（{STATES} 里没有这一份）"
    return data.decode("utf-8", "replace") if sha256(data) == state else f"（{LINES}：内容被改动过）"
