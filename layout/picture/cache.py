"""Converted pictures kept by content and settings, so that a page is only converted again when it changed."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.picture.press_image import PressImage

_FORM = "1"
"""Changes whenever the same input would give other bytes than before, so that old entries are not found."""


def key(*settings: object) -> str:
    """Return the name under which the picture made from these settings is kept."""
    return hashlib.sha256(repr((_FORM, *settings)).encode()).hexdigest()


def fetch(folder: Path, name: str, at: Place) -> Remarked[PressImage | None] | None:
    """Return a kept picture with the remarks that its making gave, or None where there is none or it is damaged."""
    try:
        head, data = (folder / f"{name}.picture").read_bytes().split(b"\n", 1)
        facts = json.loads(head)
        if hashlib.sha256(data).hexdigest() != facts.pop("sha256"):
            return None
        remarks = tuple(
            Diagnostic(code, Severity(severity), at, tuple((str(k), v) for k, v in args))
            for code, severity, args in facts.pop("remarks")
        )
        return Remarked(PressImage(data, **facts), remarks)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def store(folder: Path, name: str, made: Remarked[PressImage]) -> None:
    """Keep a picture; a full disk or a read-only folder only means that it is made again next time."""
    image = made.value
    facts = {
        "filter": image.filter, "width": image.width, "height": image.height, "colour": image.colour,
        "invert": image.invert, "effective_ppi": image.effective_ppi, "bits": image.bits,
        "sha256": hashlib.sha256(image.data).hexdigest(),
        "remarks": [(remark.code, remark.severity, remark.args) for remark in made.remarks],
    }  # fmt: skip
    beside = folder / f"{name}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(json.dumps(facts).encode() + b"\n" + image.data)
        beside.replace(folder / f"{name}.picture")
    except OSError:
        with suppress(OSError):
            beside.unlink()
