"""Scripts of others that our pages load: listed in `scripts.yaml`, kept beside the program, checked when used."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Remarked, Severity
from layout.fetched.listed import Listed, Source
from layout.fetched.store import bring

if TYPE_CHECKING:
    from layout.fetched.registry import Tell

_LIST = Path(__file__).with_name("scripts.yaml")


def scripts_home() -> Path:
    """Return the folder that scripts are installed in: the environment's own, which set-up makes."""
    return Path(sys.prefix) / "share" / "layout" / "scripts"


def listed_scripts() -> dict[str, Listed]:
    """Return the listed scripts by name."""
    import yaml

    listed = yaml.safe_load(_LIST.read_text("utf-8"))
    return {
        name: Listed(name, entry["sha256"], entry["licence"], _source(entry["source"]))
        for name, entry in listed.items()
    }


def _source(entry: dict[str, str]) -> Source:
    return Source(entry["npm"], str(entry["version"]), entry["member"], entry["licence"])


def install_scripts(cache: Path, tell: Tell, home: Path | None = None) -> Remarked[int]:
    """Bring every listed script into its place; return how many had to be downloaded."""
    wanted = listed_scripts()
    try:
        done = bring(tuple(wanted.values()), home or scripts_home(), "scripts", cache, tell)
    except OSError as error:
        reason = error.strerror or str(error)
        return Remarked(0, (Diagnostic.make("F034", Severity.ERROR, path=str(error.filename or home), reason=reason),))
    if not done.remarks:
        tell(f"scripts: {len(wanted)} in place")
    return done


def script_files(name: str, home: Path | None = None) -> Remarked[dict[str, bytes]]:
    """Return a script and its licence by file name; nothing, with F035, where the listed one is not installed."""
    item, folder = listed_scripts()[name], home or scripts_home()
    try:
        found = {file: (folder / file).read_bytes() for file in (item.file, item.licence)}
    except OSError:
        found = {}
    if not found or hashlib.sha256(found[item.file]).hexdigest() != item.sha256:
        return Remarked({}, (Diagnostic.make("F035", Severity.ERROR, file=name, folder=str(folder)),))
    return Remarked(found)
