"""Writing an issue's output so that a failed or killed run leaves the previous one whole.

Everything is written into a staging folder beside the final one. Only when all of it is there are the parts (press/,
archive/, web/, single files) renamed into place; what they replace is kept until the new part stands, and put back by
the next run if this one was killed between two renames.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path


class Outbox:
    """One run's staging folder for `output/<N>/`."""

    def __init__(self, final: Path) -> None:
        """Prepare to replace parts of `final`; a run that was killed half-way is tidied up first."""
        self.final = final
        self._kept = final.parent / f".{final.name}.before"
        self.stage = final.parent / f".{final.name}.next"
        self._recover()
        shutil.rmtree(self.stage, ignore_errors=True)
        self.stage.mkdir(parents=True)

    def part(self, name: str) -> Path:
        """Return the staging folder of a part, made anew."""
        folder = self.stage / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def write(self, name: str, text: str) -> Path:
        """Stage a single text file."""
        path = self.stage / name
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def files(self) -> Iterator[tuple[str, str, int]]:
        """Yield (name, sha256, bytes) of every staged file, sorted by name."""
        for path in sorted(self.stage.rglob("*")):
            if path.is_file():
                with path.open("rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
                yield path.relative_to(self.stage).as_posix(), digest, path.stat().st_size

    def deliver(self) -> None:
        """Put every staged part in its final place."""
        self.final.mkdir(parents=True, exist_ok=True)
        self._kept.mkdir(exist_ok=True)
        for part in sorted(self.stage.iterdir()):
            final = self.final / part.name
            if part.is_file():
                part.replace(final)
                continue
            if final.exists():
                final.rename(self._kept / part.name)
            part.rename(final)
        shutil.rmtree(self._kept, ignore_errors=True)
        shutil.rmtree(self.stage, ignore_errors=True)

    def discard(self) -> None:
        """Drop what was staged; the previous output stays as it is."""
        shutil.rmtree(self.stage, ignore_errors=True)

    def _recover(self) -> None:
        """Put back parts that a killed run had moved away without putting new ones in their place."""
        if not self._kept.is_dir():
            return
        for part in self._kept.iterdir():
            if not (self.final / part.name).exists():
                self.final.mkdir(parents=True, exist_ok=True)
                part.rename(self.final / part.name)
        shutil.rmtree(self._kept, ignore_errors=True)
