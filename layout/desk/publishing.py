"""The site as it is published: a folder that holds the last release of each issue under its number, and nothing else.

In the output an issue's folder is the desk's, now a draft, now a release, and kept releases stand beside it. Readers
want one address that stays: `<N>/web/`, where the last release is. What a release replaced is told and kept inside it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.ground.dataclass import dataclass, replace
from layout.ground.in_place import put_in_place

if TYPE_CHECKING:
    from layout.export.web import WebSettings

_TOLD = ("issue.json", "sw.js")
"""By what an edition is known: what it says of itself, and its worker's digest of its pages and pictures."""


@dataclass(frozen=True, slots=True)
class Published:
    """What stands in the published folder: how many issues, and the numbers of those that were brought now."""

    issues: int = 0
    brought: tuple[int, ...] = ()


def publish(output: Path, to: Path, settings: WebSettings) -> Remarked[Published]:
    """Bring a published site up to date with the releases below `output`.

    Only what has changed is copied; each edition is written beside its place and renamed, the index over them comes
    last. Manifests name the house's search service (`search`), which runs over this folder and no other. Issues that
    are not in the output any more stay published. A folder that holds other things than a site is refused (W007).
    """
    from layout.export.released import last_folders
    from layout.export.web import update_site

    if to.is_dir() and any(to.iterdir()) and not (to / "web" / "records").is_dir():
        return Remarked(Published(), (Diagnostic.make("W007", Severity.ERROR, Place(str(to)), path=str(to)),))
    to.mkdir(parents=True, exist_ok=True)
    editions = [(number, folder / "web") for number, folder in last_folders(output, "web")]
    if not settings.base and editions:  # the address may stand in the issues alone
        settings = replace(settings, base=_base_of(editions[-1][1]))
    searched = to / "web" / "records" / "search.json"
    told = json.dumps(settings.search).encode()
    new_address = not searched.is_file() or searched.read_bytes() != told
    brought = []
    for number, web in editions:
        final = to / str(number) / "web"
        if not _same(web, final):
            _bring(web, final, settings.search, number)
            brought.append(number)
        elif new_address:
            _name_search(final, settings.search, number)
    if len(brought) > 1 or not (to / "web" / "records").is_dir():
        update_site(to, settings)
    else:
        for number in brought or [editions[-1][0]] if editions else []:
            update_site(to, settings, number)
    put_in_place(searched, told)
    return Remarked(Published(len(editions), tuple(brought)))


def _base_of(web: Path) -> str:
    try:
        return str(json.loads((web / "issue.json").read_text("utf-8")).get("base", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _same(one: Path, other: Path) -> bool:
    try:
        return all((one / name).read_bytes() == (other / name).read_bytes() for name in _TOLD)
    except OSError:
        return False


def _name_search(web: Path, address: str, number: int) -> None:
    """Name the house's search service in an edition's manifest, if it has one."""
    from layout.export.web.iiif import name_search

    manifest = web / "iiif" / "manifest.json"
    if manifest.is_file():
        name_search(manifest, address, number)


def _bring(web: Path, final: Path, search: str, number: int) -> None:
    """Copy an edition beside its place and put it there; what stood there goes last.

    Copies, not links: a release's web edition shares files with its archive, and who tends a web server may write into
    them in place.
    """
    beside, before = final.with_name(".web.part"), final.with_name(".web.before")
    for left in (beside, before):
        shutil.rmtree(left, ignore_errors=True)
    shutil.copytree(web, beside)
    _name_search(beside, search, number)
    if final.is_dir():
        final.rename(before)
    beside.rename(final)
    shutil.rmtree(before, ignore_errors=True)
