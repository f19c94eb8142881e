"""Texts that are being typed, kept from keystroke to keystroke beside the history until they are written.

A browser or a server that is killed in between loses nothing: whoever opens the story next is shown the draft.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from layout.desk.window.hand.scene import text_of
from layout.ground.in_place import put_in_place
from layout.journal import sha256
from layout.journal.record import STATES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from layout.desk.window.people.seats import Seat

FOLDER = "drafts"


def keep(folder: Path, file: str, given: Mapping[str, Any], seat: Seat, when: str) -> None:
    """Keep what somebody types of a story's file, with the hash of what it is typed over, as the browser had it.

    The file itself may hold what another hand wrote meanwhile, which the draft knows nothing of.
    """
    over = given.get("hash")
    seen = over if isinstance(over, str) and len(over) == 64 else None
    record = {"text": text_of(given, "text"), "who": seat.name, "when": when, "hash": seen}
    put_in_place(_path(folder, file), json.dumps(record, ensure_ascii=False).encode("utf-8"))


def kept(folder: Path, file: str) -> dict[str, Any] | None:
    """Return the draft of a story's file: text, who, when, and whether it was typed over the file as it stands.

    None where there is none, or where it says what the file says.
    """
    try:
        record = json.loads(_path(folder, file).read_text("utf-8"))
        text = str(record["text"])
        here = (folder / file).read_bytes()
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if text.encode("utf-8") == here.replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf"):
        return None
    over = record.get("hash") == sha256(here)
    return {"text": text, "who": str(record.get("who", "")), "when": str(record.get("when", "")), "current": over}


def drop(folder: Path, file: str) -> None:
    """Take a draft away: what was typed is written, or is not wanted."""
    with suppress(OSError):
        _path(folder, file).unlink(missing_ok=True)


def _path(folder: Path, file: str) -> Path:
    return folder / STATES / FOLDER / f"{file}.json"
