"""Links inside a package: whether what METS, text files and images say of each other is so.

A schema cannot ask whether the block that an article names exists in the text file, belongs to it alone, and lies
inside the page; a reader's program finds out by failing.
"""

from __future__ import annotations

import stat
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Diagnostic
from layout.ground.dataclass import dataclass
from layout.preflight.archive.alto import TextPage, read_xml
from layout.preflight.archive.bag import fault

if TYPE_CHECKING:
    from lxml import etree

_METS = "{http://www.loc.gov/METS/}"
_MODS = "{http://www.loc.gov/mods/v3}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_XLINK = "{http://www.w3.org/1999/xlink}"
_OWNERS = frozenset({
    "ARTICLE", "ILLUSTRATED_ARTICLE", "ADVERTISEMENT", "TITLE_SECTION", "PAGE_HEADER", "PUBLISHING_STMT", "FURNITURE",
})  # fmt: skip
"""Divisions that a block belongs to as a whole: exactly one of them."""

_SELF = ("mets.xml", "premis.xml")


@dataclass(frozen=True, slots=True)
class _Area:
    """A pointer of the logical map: to which block of which file, from which division, on whose behalf."""

    file: str
    begin: str
    owner: str
    kind: str


def link_faults(bag: Path) -> Iterator[Diagnostic]:
    """Yield every link of the package that leads nowhere or says what is not so."""
    data = bag / "data"
    root, remark = read_xml(data / "mets.xml", "data/mets.xml", bag)
    if root is None:
        if remark is not None:
            yield remark
        return
    files = {file.get("ID", ""): file for file in root.iter(f"{_METS}file")}
    yield from _files(data, files)
    yield from _references(root, data, bag)
    pages: dict[str, TextPage] = {}
    for identifier, file in files.items():
        if file.get("MIMETYPE") == "application/alto+xml" and _there(data, _path(file)) is not None:
            name = f"data/{_path(file)}"
            text, wrong = read_xml(data / _path(file), name, bag)
            if text is None:
                if wrong is not None:
                    yield wrong
                continue
            pages[identifier] = TextPage(text, name)
            yield from pages[identifier].faults(data / _path(file), bag)
    areas = list(_areas(root))
    yield from _blocks(areas, pages)
    yield from _extents(root, areas)


def _path(file: Any) -> str:
    place = file.find(f"{_METS}FLocat")
    return str(place.get(_HREF, "")) if place is not None else ""


def _there(data: Path, path: str) -> int | None:
    """Return the size of a payload file by its path; None where it is none, or the path leads out of the payload."""
    if not path or path.startswith("/") or ".." in Path(path).parts:
        return None
    try:
        found = (data / path).lstat()
    except (OSError, ValueError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _files(data: Path, files: dict[str, Any]) -> Iterator[Diagnostic]:
    """Compare the METS's list of files with what is there."""
    named = set()
    for file in files.values():
        path = _path(file)
        named.add(path)
        size = _there(data, path)
        if size is None:
            yield fault("A021", "data/mets.xml", file=path[:200])
            continue
        if file.get("SIZE", str(size)) != str(size):
            yield fault("A022", f"data/{path}", wanted=file.get("SIZE"), found=size)
    present = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    for path in sorted(present - named - {*_SELF}):
        yield fault("A023", f"data/{path}")


def _references(root: etree._Element, data: Path, bag: Path) -> Iterator[Diagnostic]:
    """Check the METS's own links: records, files, map divisions, and the records of the PREMIS file."""
    known = {element.get("ID") for element in root.iter() if element.get("ID")}
    for element in root.iter():
        for key in ("DMDID", "ADMID", "FILEID", f"{_XLINK}from", f"{_XLINK}to"):
            for target in (element.get(key) or "").split():
                if target not in known:
                    yield fault("A024", "data/mets.xml", target=target)
    pointers = list(root.iter(f"{_METS}mdRef"))
    records: dict[str, set[str | None]] = {}
    for pointer in pointers:
        path = pointer.get(_HREF, "")
        if path not in records:
            other, remark = read_xml(data / path, f"data/{path[:200]}", bag)
            if remark is not None:
                yield remark
            records[path] = {element.get("xmlID") for element in other.iter()} if other is not None else set()
        target = (pointer.get("XPTR") or "").removeprefix("xpointer(id('").removesuffix("'))")
        if records[path] and target not in records[path]:
            yield fault("A024", "data/mets.xml", target=target)


def _areas(root: etree._Element) -> Iterator[_Area]:
    for structure in root.iter(f"{_METS}structMap"):
        if structure.get("TYPE") != "LOGICAL":
            continue
        for area in structure.iter(f"{_METS}area"):
            owner = next((up for up in area.iterancestors(f"{_METS}div") if up.get("TYPE") in _OWNERS), None)
            name = owner.get("ID", "") if owner is not None else ""
            kind = owner.get("TYPE", "") if owner is not None else ""
            yield _Area(area.get("FILEID", ""), area.get("BEGIN", ""), name, kind)


def _blocks(areas: list[_Area], pages: dict[str, TextPage]) -> Iterator[Diagnostic]:
    """Check that areas point to blocks that exist, and that each block belongs to exactly one division."""
    owners: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for area in areas:
        owners[area.file, area.begin][area.owner] += 1
        page = pages.get(area.file)
        if page is not None and area.begin not in page.ids:
            yield fault("A025", "data/mets.xml", block=area.begin, file=page.name)
    for identifier, page in pages.items():
        for block in page.blocks:
            held = sum(owners.get((identifier, block), Counter()).values())
            if held != 1:
                yield fault("A026", page.name, block=block, count=held)


def _extents(root: etree._Element, areas: list[_Area]) -> Iterator[Diagnostic]:
    """Compare the pages that each article's record lists with those that its parts stand on."""
    numbers = {}
    for structure in root.iter(f"{_METS}structMap"):
        if structure.get("TYPE") == "PHYSICAL":
            for page in structure.iter(f"{_METS}div"):
                if page.get("TYPE") == "page":
                    for pointer in page.iter(f"{_METS}fptr"):
                        numbers[pointer.get("FILEID")] = page.get("ORDERLABEL", "")
    records = {section.get("ID"): section for section in root.iter(f"{_METS}dmdSec")}
    for structure in root.iter(f"{_METS}structMap"):
        for division in structure.iter(f"{_METS}div"):
            section = records.get(division.get("DMDID"))
            listed = (
                section.find(f".//{_MODS}part/{_MODS}extent[@unit='page']/{_MODS}list") if section is not None else None
            )
            if listed is None:
                continue
            used = list(
                dict.fromkeys(numbers.get(area.file, "?") for area in areas if area.owner == division.get("ID"))
            )
            stated = [page.strip() for page in (listed.text or "").split(",")]
            if sorted(stated) != sorted(used):
                yield fault(
                    "A027", "data/mets.xml", article=division.get("LABEL"), stated=", ".join(stated),
                    found=", ".join(used),
                )  # fmt: skip
