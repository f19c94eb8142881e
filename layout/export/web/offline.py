"""Reading without a network: the service worker of an edition, and what a phone is told to put it on its screen."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from layout.export.web.scripting import data
from layout.export.web.shared import ASSETS, asset, shared_folder
from layout.ground.json_text import json_text

if TYPE_CHECKING:
    from layout.export.web.outline import Outline

_KEPT = ("*.html", "pages/*.jpg", "pictures/*", "text.js", "app.webmanifest")
"""What a reader keeps of an issue: all but tiles, PDF files and e-books."""


def write_offline(outline: Outline, to: Path) -> None:
    """Write `app.webmanifest` and `sw.js` of a finished edition; the worker knows its files by their digest."""
    edition = outline.edition
    app = {
        "name": f"{edition.name} {outline.issue}",
        "short_name": edition.name,
        "lang": edition.language,
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#f7f5f0",
        "theme_color": "#b0111a",
        "icons": [{"src": asset("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    (to / "app.webmanifest").write_text(json_text(app), "utf-8", newline="\n")
    found = sorted({path for pattern in _KEPT for path in to.glob(pattern)})
    names = [path.relative_to(to).as_posix() for path in found]
    worker = (Path(__file__).with_name("assets") / "sw.js").read_text("utf-8")
    kept = data([*names, *map(asset, ASSETS)])
    head = worker_head(edition.number, to, names, shared_folder(), kept)
    (to / "sw.js").write_text(head + worker, "utf-8", newline="\n")


def worker_head(number: int, web: Path, names: Sequence[str], shared: str, kept: str) -> str:
    """Return the worker's first lines: its version, by the shared folder and the files' content, and what it keeps."""
    digest = hashlib.sha256(shared.encode())
    for name in names:
        digest.update(name.encode() + (web / name).read_bytes())
    return f"const VERSION={data(f'{number}-{digest.hexdigest()[:12]}')};\nconst FILES={kept};\n"
