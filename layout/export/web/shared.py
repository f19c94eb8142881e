"""What all issues of a site share: style, scripts and the viewer, once beside the index instead of once an issue.

They stand in a folder named by their content. A later program writes its own beside it, and the pages of earlier
issues go on with the scripts that they were made for.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from layout.diagnostics import Remarked
from layout.export.web.scripting import data
from layout.fetched.scripts import script_files
from layout.ground.expression import expression
from layout.ground.in_place import put_in_place
from layout.text.folded import variants

VARIANTS = "variants.js"

_REMARK = expression(r"/\*.*?\*/")
_AROUND = expression(r"\s*([{};,])\s*")

ASSETS = (
    "edition.css", "care.js", "search.js", "calendar.js", "page.js", "article.js", "clip.js", "search-page.js",
    "offline.js", "site.js", "find.js", VARIANTS, "icon.svg",
)  # fmt: skip
"""Files of ours that the pages of issues and of the index load."""


@cache
def asset_bytes(name: str) -> bytes:
    """Return one of our own files; one of them is made: the table by which browsers fold traditional characters."""
    if name == VARIANTS:
        return f"window.paperVariants={data(variants())};\n".encode()
    content = (Path(__file__).with_name("assets") / name).read_bytes()
    return _packed_style(content.decode()).encode() if name.endswith(".css") else content


def _packed_style(style: str) -> str:
    """Return a style sheet without comments and what stands around marks: every page waits for it to be shown."""
    packed = _AROUND.sub(r"\1", _REMARK.sub("", style).strip())
    return packed.replace(": ", ":").replace(";}", "}") + "\n"


@cache
def shared_folder() -> str:
    """Return the folder of the shared files, from the index's own: `assets/` and a name made of their content."""
    told = sha256(b"".join(sha256(asset_bytes(name)).digest() for name in ASSETS))
    return f"assets/{told.hexdigest()[:12]}"


def asset(name: str, root: str = "../../web/") -> str:
    """Return the address of a shared file; `root` leads from the page to the index's folder, here from an issue's."""
    return f"{root}{shared_folder()}/{name}"


def write_shared(site: Path) -> Remarked[tuple[Path, ...]]:
    """Write the shared files below the index's folder; those that are right already are left alone."""
    viewer = script_files("openseadragon.min.js")
    folder = site / shared_folder()
    written = []
    for name, content in {**viewer.value, **{name: asset_bytes(name) for name in ASSETS}}.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            put_in_place(path, content)
        written.append(path)
    return Remarked(tuple(written), viewer.remarks)
