"""What a batch is made of: an issue's package as its METS file describes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from layout.export.released import bag_info, digest, hold
from layout.export.versions import read_former
from layout.ground.dataclass import dataclass

_SPACES = {
    "m": "http://www.loc.gov/METS/", "mods": "http://www.loc.gov/mods/v3", "xlink": "http://www.w3.org/1999/xlink",
    "mix": "http://www.loc.gov/mix/v20",
}  # fmt: skip
_LINK = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of a package: its place in the issue from 1, its printed number, its name, and its files by group."""

    order: int
    label: str
    section: str
    files: dict[str, Path]


@dataclass(frozen=True, slots=True)
class SourceIssue:
    """An issue's package: `seal` is the checksum of its manifest, by which a changed one is known.

    `lccn` is the paper's number at the Library of Congress, else its name in letters, since no other is there.
    """

    package: Path
    seal: str
    title: str
    lccn: str
    number: str
    date: str
    edition: int
    publisher: str
    pages: tuple[SourcePage, ...]

    @property
    def key(self) -> str:
        """Day and edition as folders of a batch are called: 2026112301."""
        return f"{self.date.replace('-', '')}{self.edition:02d}"

    @property
    def year(self) -> str:
        """The year it came out."""
        return self.date[:4]


def read_package(package: Path) -> SourceIssue:
    """Return what a package says of itself.

    Raises ValueError where it is damaged: each of its files is held against its manifest first.
    """
    from lxml import etree

    names = sorted(path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file())
    hold(package, {name: digest(package / name) for name in names})
    former = read_former(package)
    if former is None:
        raise ValueError(package)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree: Any = etree.parse(str(package / "data" / "mets.xml"), parser)
        info = bag_info(package)
        name = info["External-Identifier"]
        issue = tree.xpath('//m:dmdSec[@ID="MODSMD_ISSUE1"]//mods:mods', namespaces=_SPACES)[0]
        return SourceIssue(
            package, former.seal, _said(issue, "mods:titleInfo/mods:title"), _lccn(issue, name),
            _said(issue, "mods:part/mods:detail[@type='issue']/mods:number"),
            _said(issue, "mods:originInfo/mods:dateIssued"), int(name.rsplit("_", 1)[1]),
            info.get("Source-Organization", ""), tuple(_pages(tree, package / "data")),
        )  # fmt: skip
    except (etree.XMLSyntaxError, KeyError, IndexError, OSError) as fault:
        raise ValueError(package / "data" / "mets.xml") from fault


def _said(node: Any, path: str) -> str:
    return str(node.xpath(f"string({path})", namespaces=_SPACES)).strip()


def _lccn(issue: Any, name: str) -> str:
    """Return the paper's number at the Library of Congress in its plain form, or the letters of its name."""
    given = _said(issue, "mods:relatedItem[@type='host']/mods:identifier[@type='lccn']")
    return "".join(letter for letter in given or name.split("_")[0] if letter.isalnum() and letter.isascii()).lower()


def _pages(tree: Any, data: Path) -> list[SourcePage]:
    files = {}
    for group in tree.xpath("//m:fileGrp", namespaces=_SPACES):
        for file in group.xpath("m:file", namespaces=_SPACES):
            files[file.get("ID")] = group.get("USE"), data / file.xpath("m:FLocat", namespaces=_SPACES)[0].get(_LINK)
    found = []
    for page in tree.xpath('//m:structMap[@TYPE="PHYSICAL"]//m:div[@TYPE="page"]', namespaces=_SPACES):
        own = dict(files[one.get("FILEID")] for one in page.xpath("m:fptr", namespaces=_SPACES))
        section = page.get("LABEL", "").partition(" ")[2]
        found.append(SourcePage(int(page.get("ORDER")), page.get("ORDERLABEL", ""), section, own))
    return found
