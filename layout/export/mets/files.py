"""The files of a package as its METS names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layout.export.reading import ReadingBlock
from layout.export.xml import element
from layout.ground.dataclass import dataclass
from layout.sheet import Sheet

GROUPS = ("MASTER", "JP2", "DEFAULT", "THUMBS", "FULLTEXT", "DOWNLOAD", "PRESS")
"""File groups in order; DEFAULT (access image) and DOWNLOAD (PDF/A) are names that libraries' programs know."""

PREFIXES = {
    "MASTER": "IMG", "JP2": "JP2", "DEFAULT": "ACCESS", "THUMBS": "THUMB", "FULLTEXT": "ALTO", "DOWNLOAD": "PDF",
    "PRESS": "PRESS",
}  # fmt: skip
"""Beginnings of file ids; `ALTO00001` is how importers find the page of a text file."""

FORMATS = {
    "image/tiff": ("TIFF", "6.0", "fmt/353"),
    "image/jp2": ("JPEG 2000 Part 1", "", "x-fmt/392"),
    "image/jpeg": ("JPEG File Interchange Format", "1.01", "fmt/43"),
    "application/alto+xml": ("Extensible Markup Language (ALTO 4.4)", "1.0", "fmt/101"),
    "application/pdf": ("PDF/A-2u", "2u", "fmt/478"),
    "PDF/X-1a:2003": ("PDF/X-1a", "2003", "fmt/146"),
    "PDF/X-4": ("PDF/X-4", "", "fmt/488"),
}
"""Name, version and PRONOM key of each format, by media type; of press files by the standard that they name."""


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A file of the package: its group, its path from the METS file, and its fixity; `page` is 0 for the whole issue.

    `page` counts the pages of the package from 1. `standard` is the press file's own.
    """

    group: str
    path: str
    mime: str
    page: int
    size: int
    sha256: str
    sha512: str
    standard: str = ""

    @property
    def id(self) -> str:
        """The file's id in the METS."""
        return f"{PREFIXES[self.group]}{self.page:05d}"


@dataclass(frozen=True, slots=True)
class PageFiles:
    """A page of the package: its sheet, its blocks, its image's size, and how its master's pixels stand.

    `colour` is `gray`, `palette` or `rgb`.
    """

    number: int
    sheet: Sheet
    blocks: tuple[ReadingBlock, ...]
    size: tuple[int, int]
    dpi: int
    colour: str
    compression: str


def file_section(files: Sequence[ArchiveFile]) -> str:
    """Return the fileSec: one group for each kind of file."""
    groups = []
    for group in GROUPS:
        inside = [_file(file) for file in files if file.group == group]
        if inside:
            groups.append(element("fileGrp", "\n", "\n".join(inside), "\n", ID=f"GRP_{group}", USE=group))
    return element("fileSec", *groups)


def technical_id(file: ArchiveFile) -> str:
    """Return the id of a file's PREMIS record."""
    return f"OBJ_{file.id}"


def _file(file: ArchiveFile) -> str:
    place = element("FLocat", LOCTYPE="OTHER", OTHERLOCTYPE="FILE", xlink__href=file.path)
    notes = [technical_id(file)]
    if file.group in ("MASTER", "JP2"):
        notes.append(f"MIX_{file.id}")
    return element(
        "file", place, ID=file.id, MIMETYPE=file.mime, SIZE=file.size, CHECKSUM=file.sha256, CHECKSUMTYPE="SHA-256",
        ADMID=" ".join(notes),
    )  # fmt: skip


def pointers(files: Sequence[ArchiveFile], page: int) -> Iterator[str]:
    """Yield pointers to all files of a page, or of the whole issue (page 0), in the groups' order."""
    for group in GROUPS:
        for file in files:
            if file.group == group and file.page == page:
                yield element("fptr", FILEID=file.id)
