"""The answer of veraPDF, the archives' own validator, where its command is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from layout.ground.dataclass import dataclass

_SECONDS = 300


@dataclass(frozen=True, slots=True)
class VeraVerdict:
    """What veraPDF says of one file: its name, the profile, whether it passes, its own line."""

    file: str
    profile: str
    passed: bool


def answers(files: Sequence[Path]) -> tuple[VeraVerdict, ...] | None:
    """Return veraPDF's answers on PDF/A-2u and PDF/UA-1 for some files; None where it is not installed or fails."""
    command = shutil.which("verapdf")
    if command is None or not files:
        return None
    found = []
    for profile, flavour in (("PDF/A-2u", "2u"), ("PDF/UA-1", "ua1")):
        try:
            run = subprocess.run(
                [command, "--format", "text", "-f", flavour, *map(str, files)], capture_output=True, text=True,
                timeout=_SECONDS, stdin=subprocess.DEVNULL, check=False,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return None
        lines = run.stdout.splitlines()
        for file in files:
            said = next((line for line in lines if file.name in line), "")
            found.append(VeraVerdict(file.name, profile, said.startswith("PASS")))
    return tuple(found)
