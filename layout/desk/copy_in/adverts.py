"""An advert that came as PDF: a notice as large as its page, on the page of the issue that is looked at."""

from __future__ import annotations

import json
import re
from pathlib import Path

from layout.desk.copy_in.pages import read_issue_text, with_stories
from layout.diagnostics import Diagnostic, Place
from layout.journal import Change, YamlEdit, edited, sha256


def advert(folder: Path, path: Path, name: str, ident: str, page: int, source: str = "") -> list[Change]:
    """Return a notice of an advert's own size: on a page, or (0, or where the system deals stories) held in the store.

    `source` is what the file is called where it came from, its own name where that is not given.
    Nothing comes of a file whose size cannot be read.
    """
    size = _cells(folder, path)
    if size is None:
        return []
    listed = _listed(folder, ident, page)
    photo = f"{{file: {name}, alt: {json.dumps(path.stem, ensure_ascii=False)}}}"
    held = "" if listed else "hold: true\n"
    text = (
        f"---\nid: {ident}\nkind: notice\nlayout: {{size: [{size[0]}, {size[1]}]}}\nphotos:\n  - {photo}\n"
        f"{held}source: {json.dumps(source or path.name, ensure_ascii=False)}\n---\n"
    )
    return [Change(f"{ident}.md", text.encode("utf-8"), None), *([listed] if listed else [])]


def advert_alone(folder: Path, path: Path, source: str, page: int) -> tuple[str, str, list[Change]]:
    """Return an advert's file in the issue, its notice's id, and the changes; none where it cannot be read."""
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("-.")[:30] or "notice"
    lead = stem if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,29}", stem) else "notice"
    for nth in range(1, 1000):
        ident = lead if nth == 1 else f"{lead}-{nth}"
        name = f"photos/{ident}.pdf"
        if not (folder / f"{ident}.md").exists() and not (folder / name).exists():
            return name, ident, advert(folder, path, name, ident, page, source)
    return "", "", []


def revised_advert(folder: Path, path: Path, ident: str) -> tuple[str, list[Change]]:
    """Return the new file's name beside the old one, and the notice with it and its size; no changes: no advert."""
    size = _cells(folder, path)
    old = (folder / f"{ident}.md").read_bytes()
    text: str | None = old.decode("utf-8", "replace")
    names = (f"photos/{ident}-v{nth}.pdf" for nth in range(2, 1000))
    name = next(one for one in names if not (folder / one).exists())
    wanted = [(("photos", 0, "file"), name), (("layout", "size"), list(size or ()))]
    for place, value in wanted if size is not None else ():
        text = edited(text, YamlEdit(place, value), front_matter=True) if text is not None else None
    if text is None or size is None:
        return "", []
    return name, [Change(f"{ident}.md", text.encode("utf-8"), sha256(old))]


def _listed(folder: Path, ident: str, page: int) -> Change | None:
    """Return the issue with a story on a page; None where no page is asked for or the system deals stories."""
    issue = read_issue_text(folder)
    if not page or issue.is_auto or issue.index(page) is None:
        return None
    text = with_stories(issue, page, [ident], Place("issue.yaml"))
    if isinstance(text, Diagnostic):
        return None
    return Change("issue.yaml", text.encode("utf-8"), sha256(issue.text.encode()))


def _cells(folder: Path, path: Path) -> tuple[int, int] | None:
    """Return the columns and rows of the issue's grid nearest to a PDF's first page; None where it cannot be read."""
    from layout.geometry.profiles import profile
    from layout.guard import Stopped, guarded
    from layout.issue.copyfile import CopyFile
    from layout.issue.tree import read_tree
    from layout.picture.advert.page_size import LIMITS

    tree, _ = read_tree(CopyFile("issue.yaml", read_issue_text(folder).text.replace("\r\n", "\n")))
    plain = tree.plain() if tree is not None else None
    grid = profile(str((plain if isinstance(plain, dict) else {}).get("profile", "broadsheet")))
    size = guarded("layout.picture.advert.page_size:page_size", path.absolute(), limits=LIMITS)
    if grid is None or size is None or isinstance(size, Stopped):
        return None
    width, height = (round(side * 1000) for side in size)
    cols = min(range(1, grid.columns + 1), key=lambda count: abs(grid.span(count) - width))
    rows = round((height - grid.size) / grid.leading) + 1
    return cols, min(max(rows, 3), grid.rows)
