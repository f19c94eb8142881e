"""Files put in their place whole: written beside it, then renamed, so that nobody ever reads half of one."""

from __future__ import annotations

import os
from pathlib import Path
from threading import get_ident


def put_in_place(path: Path, data: bytes) -> None:
    """Write a file whole, its folders with it, or leave what was there; OSError where it cannot be.

    Who may read and write a file that it takes the place of may do so with the new one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}")
    try:
        beside.write_bytes(data)
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
