"""A finished archive package checked as a library would on receipt: nothing missing, nothing changed, all of it joined.

Three kinds of checks: the bag (RFC 8493), the links between METS, text and images, and the PDF/A rules that the pages
touch. All faults are told in one run, each with the file that it concerns.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from layout.diagnostics import Diagnostic, Place
from layout.guard import MB, Limits, Stopped, guarded, read_plain
from layout.preflight.archive.bag import bag_faults, fault

VERSIONS = "archive-versions"
"""Where an issue's former packages stand, beside its newest."""

_TAG_MOST, _MANIFEST_MOST = MB, 64 * MB
_SECONDS = 1.5
"""Seconds of a processor that one page may take: ours take a seventh of one."""
_HERE = "layout.preflight.archive.package"
_SEAL = re.compile(r"^Version-Note: v\d+ replaces v(\d+) \(manifest-sha256\.txt ([0-9a-f]{64})\)", re.MULTILINE)

Check = Callable[[str, str], tuple[Diagnostic, ...]]


def is_bag(path: Path) -> bool:
    """Tell whether a folder is meant to be a bag, damaged or not."""
    return path.is_dir() and ((path / "bagit.txt").is_file() or any(path.glob("manifest-*.txt")))


def check_archive(bag: Path) -> tuple[Diagnostic, ...]:
    """Return all that is wrong with a package of our own making, in the order bag, links, pages."""
    return _checked(bag, lambda work, name, _: _WORK[work](str(bag), name))


def check_foreign(bag: Path) -> tuple[Diagnostic, ...]:
    """Return the same of a package from anywhere: its XML and PDF files are read by a child, under limits."""

    def check(work: str, name: str, seconds: float) -> tuple[Diagnostic, ...]:
        # A child that is warm since before stands in the folder that this process was in then.
        found = guarded(f"{_HERE}:{work}", str(bag.absolute()), name, limits=Limits(seconds=seconds))
        return (found.remark(Place(name)),) if isinstance(found, Stopped) else tuple(found)

    return _checked(bag, check)


def check_versions(newest: Path, versions: Path) -> tuple[tuple[Path, tuple[Diagnostic, ...]], ...]:
    """Return the newest package and each former one with what is wrong with it.

    Each version names the one before by the checksum of its manifest, so one that was exchanged for another whole bag
    is found, and one that is gone as well.
    """
    found = {bag: list(check_foreign(bag)) for bag in (newest, *former_versions(versions))}
    sealed = {int(number): seal for bag in found for number, seal in _SEAL.findall(_info(bag))}
    for number, seal in sorted(sealed.items()):
        bag = versions / f"v{number}"
        manifest = read_plain(bag / "manifest-sha256.txt", most=_MANIFEST_MOST)
        if isinstance(manifest, Diagnostic) or hashlib.sha256(manifest).hexdigest() != seal:
            found.setdefault(bag, []).append(fault("A011", "manifest-sha256.txt", version=number))
    return tuple((bag, tuple(faults)) for bag, faults in found.items())


def former_versions(folder: Path) -> list[Path]:
    """Return the folders of former versions, the latest first."""
    if not folder.is_dir() or folder.is_symlink():
        return []
    numbered = [(int(path.name[1:]), path) for path in folder.iterdir() if re.fullmatch(r"v[0-9]{1,6}", path.name)]
    return [path for _, path in sorted(numbered, reverse=True)]


def _info(bag: Path) -> str:
    data = read_plain(bag / "bag-info.txt", most=_TAG_MOST)
    return "" if isinstance(data, Diagnostic) else data.decode("utf-8", "replace")


def _checked(bag: Path, check: Callable[[str, str, float], Iterable[Diagnostic]]) -> tuple[Diagnostic, ...]:
    """Have the bag looked at here, since that only counts and hashes, and its files by `check`."""
    faults = list(bag_faults(bag))
    if any(one.code == "A009" for one in faults):
        return tuple(faults)  # what a link stands for is not the package's
    pages = sorted(path.name for path in (bag / "data" / "pdf").glob("*.pdf"))
    faults += check("links_of", "data/mets.xml", _SECONDS * (1 + len(pages) / 4))
    for page in pages:
        faults += check("page_of", f"data/pdf/{page}", _SECONDS)
    return tuple(faults)


def links_of(bag: str, _name: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the links inside a package."""
    from layout.preflight.archive.links import link_faults

    return tuple(link_faults(Path(bag)))


def page_of(bag: str, name: str) -> tuple[Diagnostic, ...]:
    """Return what keeps a page of a package from being PDF/A-2u."""
    from layout.preflight.archive.pdfa import pdfa_faults

    return tuple(pdfa_faults(Path(bag, name), name))


_WORK: dict[str, Check] = {"links_of": links_of, "page_of": page_of}
