"""Files of an edition that is being made, each written with the folders that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def put_bytes(path: Path, content: bytes) -> None:
    """Write a file of bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def put_text(path: Path, content: str) -> None:
    """Write a file of text, the same bytes on every system."""
    put_bytes(path, content.encode("utf-8"))
