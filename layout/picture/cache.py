"""Converted pictures kept by content and settings, so that a page is only converted again when it changed."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

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
    """Return a kept picture with the remarks that its making gave, or None where there is none that is whole and its.

    The seal binds the name to the header and the samples: an entry that stands under another's name, or whose header
    was altered, would print the wrong photograph.
    """
    try:
        kept = read_plain(entry(folder, name), at)
        if isinstance(kept, Diagnostic):
            return None
        seal, head, data = kept.split(b"\n", 2)
        if seal != _seal(name, head, data):
            return None
        facts = json.loads(head)
        remarks = tuple(
            Diagnostic(code, Severity(severity), at, tuple((str(k), v) for k, v in args))
            for code, severity, args in facts.pop("remarks")
        )
        return Remarked(PressImage(data, **facts), remarks)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def store(folder: Path, name: str, made: Remarked[PressImage]) -> bool:
    """Keep a picture and tell whether that went well: on a full disk it is only made again next time."""
    image = made.value
    facts = {
        "filter": image.filter, "width": image.width, "height": image.height, "colour": image.colour,
        "invert": image.invert, "effective_ppi": image.effective_ppi, "bits": image.bits,
        "remarks": [(remark.code, remark.severity, remark.args) for remark in made.remarks],
    }  # fmt: skip
    beside = folder / f"{name}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        head = json.dumps(facts).encode()
        with beside.open("wb") as stream:
            stream.writelines((_seal(name, head, image.data), b"\n", head, b"\n", image.data))
        beside.replace(entry(folder, name))
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
