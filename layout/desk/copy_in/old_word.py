"""Older office files (.doc, .wps) turned into .docx by LibreOffice, where the machine has it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from layout.diagnostics import Diagnostic, Place, Severity

_SECONDS = 90
"""A cold start of LibreOffice on a busy machine takes half a minute."""


def as_docx(name: str, data: bytes) -> bytes | Diagnostic:
    """Return an old file as .docx; a diagnostic where there is no LibreOffice or it fails."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    whole = Place(name)
    if program is None:
        return Diagnostic.make("D102", Severity.ERROR, whole)
    with TemporaryDirectory() as folder:
        source = Path(folder) / "copy.doc"
        source.write_bytes(data)
        home = (Path(folder) / "home").as_uri()
        command = [program, f"-env:UserInstallation={home}", "--headless", "--norestore", "--convert-to",
                   "docx:MS Word 2007 XML", "--outdir", folder, str(source)]  # fmt: skip
        try:
            subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False)
            return (Path(folder) / "copy.docx").read_bytes()
        except (OSError, subprocess.SubprocessError) as fault:
            return Diagnostic.make("D103", Severity.ERROR, whole, reason=type(fault).__name__)
