"""Files dropped on the window: kept until a command brings them in, then gone; the import's guard reads them."""

from __future__ import annotations

import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path, PurePosixPath

from layout.desk.window.hand.scene import refuse

LEFT_FOR = 24 * 3600.0
"""Seconds after which what a killed run left is taken away."""

KEPT_MOST = 60
"""Uploads that wait at a time; the oldest go first."""


class Uploads:
    """The uploads of one run of the window, each in a folder of its own under the name that it came with."""

    def __init__(self, folder: Path) -> None:
        """Open with nothing uploaded; what runs that were killed left a day ago is taken away."""
        self._folder = folder
        for left in folder.parent.glob("uploads-*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > LEFT_FOR:
                    shutil.rmtree(left, ignore_errors=True)
        self._files: dict[str, Path] = {}

    def keep(self, name: str, data: bytes) -> str:
        """Keep a file and return what it is called until it is brought in; refused without a plain name."""
        plain = PurePosixPath(name.replace("\\", "/")).name
        if not plain or plain.startswith(".") or len(plain.encode()) > 200 or not plain.isprintable():
            refuse("bad_name", "文件名不能这样写", "that is no name of a file")
        ident = secrets.token_hex(8)
        path = self._folder / ident / plain
        path.parent.mkdir(parents=True, mode=0o700)
        path.write_bytes(data)
        self._files[ident] = path
        while len(self._files) > KEPT_MOST:
            self.drop(next(iter(self._files)))
        return ident

    def path(self, ident: object) -> Path:
        """Return where an upload lies; refused where there is none."""
        found = self._files.get(ident) if isinstance(ident, str) else None
        return found or refuse("no_upload", "没有这个上传的文件", "there is no such upload", 404)

    def close(self) -> None:
        """Take away whatever was not brought in."""
        self._files.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def drop(self, ident: str) -> None:
        """Take an upload away."""
        path = self._files.pop(ident, None)
        if path is not None:
            shutil.rmtree(path.parent, ignore_errors=True)
