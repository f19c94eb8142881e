"""A finished archive package checked as a library would on receipt: nothing missing, nothing changed, all of it joined.

Three kinds of checks: the bag (RFC 8493), the links between METS, text and images, and the PDF/A rules that the pages
touch. All faults are told in one run, each with the file that it concerns.
"""

from __future__ import annotations

from pathlib import Path

from layout.diagnostics import Diagnostic
from layout.preflight.archive.bag import bag_faults
from layout.preflight.archive.links import link_faults
from layout.preflight.archive.pdfa import pdfa_faults


def is_bag(path: Path) -> bool:
    """Tell whether a folder is meant to be a bag, damaged or not."""
    return path.is_dir() and ((path / "bagit.txt").is_file() or any(path.glob("manifest-*.txt")))


def check_archive(bag: Path) -> tuple[Diagnostic, ...]:
    """Return all that is wrong with a package, in the order bag, links, pages; files go by their names in the bag."""
    faults = [*bag_faults(bag), *link_faults(bag)]
    for page in sorted((bag / "data" / "pdf").glob("*.pdf")):
        faults += pdfa_faults(page, page.relative_to(bag).as_posix())
    return tuple(faults)
