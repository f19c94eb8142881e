"""The whole METS file of one issue."""

from __future__ import annotations

from collections.abc import Sequence

from layout import __version__
from layout.export.mets.files import ArchiveFile, PageFiles, file_section
from layout.export.mets.maps import links, logical, physical
from layout.export.mets.mods import article_mods, issue_mods
from layout.export.mets.technical import administrative, modified, moment, rights_section
from layout.export.xml import DECLARATION, element, leaf
from layout.sheet import Edition

_SPACES = {
    "xmlns": "http://www.loc.gov/METS/",
    "xmlns__mods": "http://www.loc.gov/mods/v3",
    "xmlns__xlink": "http://www.w3.org/1999/xlink",
    "xmlns__mix": "http://www.loc.gov/mix/v20",
    "xmlns__xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi__schemaLocation": (
        "http://www.loc.gov/METS/ http://www.loc.gov/standards/mets/version1121/mets.xsd "
        "http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-8.xsd "
        "http://www.loc.gov/mix/v20 http://www.loc.gov/standards/mix/mix20/mix20.xsd"
    ),
}


def mets(
    edition: Edition, pages: Sequence[PageFiles], files: Sequence[ArchiveFile], name: str, *, version: int = 1,
    history: Sequence[str] = (),
) -> bytes:  # fmt: skip
    """Return the METS file of a package.

    `name` is the package's (title, date, edition), `files` are all other files of its payload. `version` counts the
    package's versions; `history` says of each later one what it replaces.
    """
    program = leaf("name", f"layout {__version__}")
    software = element("agent", program, ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    editor = leaf("name", edition.named("edt") or edition.name)
    header = element(
        "metsHdr", software, element("agent", editor, ROLE="EDITOR", TYPE="ORGANIZATION"),
        element("agent", leaf("name", edition.rights.holder), ROLE="IPOWNER", TYPE="ORGANIZATION"),
        leaf("altRecordID", f"{name} v{version}", TYPE="version"),
        CREATEDATE=moment(edition), LASTMODDATE=modified(edition),
        RECORDSTATUS="draft" if edition.draft else f"v{version}",
    )  # fmt: skip
    parts = [
        header,
        issue_mods(edition, name),
        *(article_mods(edition, article, at, name) for at, article in enumerate(edition.articles, 1)),
        administrative(
            pages, files, history, len(edition.corrections), len(edition.readings), rights_section(edition.rights)
        ),
        file_section(files),
        physical(pages, files),
        logical(edition, pages, name),
        links(edition, pages),
    ]
    label = f"{edition.name} {edition.date.isoformat()} 第{edition.number}期"
    root = element("mets", "\n", "\n".join(parts), "\n", TYPE="Newspaper", OBJID=name, LABEL=label, **_SPACES)
    return (DECLARATION + root + "\n").encode()
