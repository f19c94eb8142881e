"""Pictures kept by content and settings, so that one is only converted again when it changed."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.guard import read_plain
from layout.picture.press_image import PressImage

SUFFIX = ".picture"
_FORM = "4"
"""Changes whenever the same input would give other bytes than before, so that old entries are not found."""


def key(*settings: object) -> str:
    """Return the name under which the picture made from these settings is kept."""
    return hashlib.sha256(repr((_FORM, *settings)).encode()).hexdigest()


def entry(folder: Path, name: str) -> Path:
    """Return the file of a kept picture."""
    return folder / f"{name}{SUFFIX}"


def fetch(folder: Path, name: str, at: Place) -> Remarked[PressImage | None] | None:
    """Return a kept picture with the remarks that its making gave; None where there is none that is whole and its."""
    opened = open_sealed(entry(folder, name), name)
    if opened is None:
        return None
    facts, data = opened
    try:
        remarks = tuple(
            Diagnostic(code, Severity(severity), at, tuple((str(k), v) for k, v in args))
            for code, severity, args in facts.pop("remarks")
        )
        return Remarked(PressImage(data, **facts), remarks)
    except (ValueError, KeyError, TypeError):
        return None


def store(folder: Path, name: str, made: Remarked[PressImage]) -> bool:
    """Keep a picture and tell whether that went well: on a full disk it is only made again next time."""
    image = made.value
    facts = {
        "filter": image.filter, "width": image.width, "height": image.height, "colour": image.colour,
        "invert": image.invert, "effective_ppi": image.effective_ppi, "bits": image.bits,
        "remarks": [(remark.code, remark.severity, remark.args) for remark in made.remarks],
    }  # fmt: skip
    return write_sealed(entry(folder, name), name, facts, image.data)


def open_sealed(path: Path, name: str) -> tuple[Any, bytes] | None:
    """Return what a kept file says of itself and its data, or None where it is not there, not whole or another's.

    The seal binds the name to the header and the data: an entry that stands under another's name, or whose header was
    altered, would print the wrong photograph.
    """
    try:
        kept = read_plain(path)
        if isinstance(kept, Diagnostic):
            return None
        seal, head, data = kept.split(b"\n", 2)
        return (json.loads(head), data) if seal == _seal(name, head, data) else None
    except (OSError, ValueError):
        return None


def write_sealed(path: Path, name: str, facts: object, data: bytes) -> bool:
    """Keep data with what it says of itself under a name, whole or not at all; tell whether that went well."""
    beside = path.with_name(f"{name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        head = json.dumps(facts).encode()
        with beside.open("wb") as stream:
            stream.writelines((_seal(name, head, data), b"\n", head, b"\n", data))
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        return False
    return True


def _seal(name: str, head: bytes, data: bytes) -> bytes:
    """Return the checksum of an entry together with the name that it stands under."""
    checksum = hashlib.sha256(f"{name}\n".encode())
    checksum.update(head + b"\n")
    checksum.update(data)
    return checksum.hexdigest().encode()
