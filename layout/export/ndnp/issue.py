"""An issue of a batch: its pages' files, and the METS file that describes them (NDNP issue profile 1.5).

Ids, titles of divisions and uses of files are the profile's own words, since programs find their way by them.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from layout.export.mets.technical import noon
from layout.export.ndnp.images import page_images
from layout.export.ndnp.source import SourceIssue, SourcePage
from layout.export.ndnp.text import page_text
from layout.export.xml import DECLARATION, element, leaf
from layout.ground.dataclass import dataclass

PROFILE = "urn:library-of-congress:mets:profiles:ndnp:issue:v1.5"
KIND = "urn:library-of-congress:ndnp:mets:newspaper"

_USES = (("master", "tif", "image/tiff"), ("service", "jp2", "image/jp2"), ("derivative", "pdf", "application/pdf"),
         ("ocr", "xml", "text/xml"))  # fmt: skip
"""A page's files: what they are for, ending, media type."""

_SPACES = {
    "xmlns": "http://www.loc.gov/METS/",
    "xmlns__mods": "http://www.loc.gov/mods/v3",
    "xmlns__mix": "http://www.loc.gov/mix/",
    "xmlns__xlink": "http://www.w3.org/1999/xlink",
    "xmlns__ndnp": "http://www.loc.gov/ndnp",
    "xmlns__np": KIND,
}


@dataclass(frozen=True, slots=True)
class _Sized:
    """A page with the size and resolution of its images."""

    page: SourcePage
    width: int
    height: int
    dpi: int

    @property
    def stem(self) -> str:
        """The name of its files: its place in the issue."""
        return f"{self.page.order:04d}"


def write_issue(issue: SourceIssue, to: Path, reel: str) -> None:
    """Write an issue into the empty folder `to`, which bears its day and edition; `reel` is where it stands in."""
    # Packing JPEG 2000 leaves the interpreter free, so two pages share the cores.
    with ThreadPoolExecutor(2) as pool:
        pages = list(pool.map(lambda page: _write_page(issue, page, to), issue.pages))
    (to / f"{issue.key}.xml").write_bytes(_mets(issue, pages, reel))


def _write_page(issue: SourceIssue, page: SourcePage, to: Path) -> _Sized:
    stem = f"{page.order:04d}"
    told = {
        "title": f"{issue.title}. {issue.date}. [p {page.label}]",
        "identifier": f"lccn/{issue.lccn}/{issue.date}/ed-{issue.edition}/seq-{page.order}",
        "creator": issue.publisher or issue.title,
    }
    size = page_images(page.files["MASTER"], to / f"{stem}.tif", to / f"{stem}.jp2", date=issue.date, told=told)
    (to / f"{stem}.xml").write_bytes(page_text(page.files["FULLTEXT"], f"{stem}.tif", size[2]))
    shutil.copyfile(page.files["DOWNLOAD"], to / f"{stem}.pdf")
    return _Sized(page, *size)


def _mets(issue: SourceIssue, pages: Sequence[_Sized], reel: str) -> bytes:
    agent = element("agent", leaf("name", issue.publisher or issue.title), ROLE="CREATOR", TYPE="ORGANIZATION")
    sections = list(dict.fromkeys(one.page.section for one in pages))
    parts = [
        element("metsHdr", agent, CREATEDATE=noon(date.fromisoformat(issue.date))),
        _described("issueModsBib", "Issue metadata", *_issue_record(issue)),
        *(_described(f"sectionModsBib{nth}", "Section metadata", _detail("section label", name))
          for nth, name in enumerate(sections, 1) if name),
        *(_described(f"pageModsBib{one.page.order}", "Page metadata", *_page_record(issue, one.page, reel))
          for one in pages),
        element("amdSec", *(_technical(one) for one in pages)),
        element("fileSec", *(_files(one) for one in pages)),
        element("structMap", _division(pages, sections)),
    ]  # fmt: skip
    label = f"{issue.title}, {issue.date}"
    root = element("mets", "\n", "\n".join(parts), "\n", TYPE=f"{KIND}:issue", PROFILE=PROFILE, LABEL=label, **_SPACES)
    return (DECLARATION + root + "\n").encode()


def _described(name: str, label: str, *record: str) -> str:
    data = element("xmlData", element("mods:mods", *record))
    return element("dmdSec", element("mdWrap", data, MDTYPE="MODS", LABEL=label), ID=name)


def _detail(kind: str, number: object) -> str:
    return element("mods:part", element("mods:detail", leaf("mods:number", number), type=kind))


def _issue_record(issue: SourceIssue) -> tuple[str, ...]:
    details = (
        element("mods:detail", leaf("mods:number", value), type=kind)
        for kind, value in (("issue", issue.number), ("edition", issue.edition))
    )
    return (
        element("mods:relatedItem", element("mods:titleInfo", leaf("mods:title", issue.title)),
                leaf("mods:identifier", issue.lccn, type="lccn"), element("mods:part", *details), type="host"),
        element("mods:originInfo", leaf("mods:dateIssued", issue.date, encoding="iso8601")),
        leaf("mods:note", "Present", type="noteAboutReproduction"),
    )  # fmt: skip


def _page_record(issue: SourceIssue, page: SourcePage, reel: str) -> tuple[str, ...]:
    """Return a page's record: its place, its printed number, and the paper that it was printed on."""
    part = element(
        "mods:part", element("mods:extent", leaf("mods:start", page.order), unit="pages"),
        element("mods:detail", leaf("mods:number", page.label), type="page number"),
    )  # fmt: skip
    original = element(
        "mods:relatedItem", element("mods:physicalDescription", leaf("mods:form", "print", authority="marcform")),
        leaf("mods:identifier", reel, type="reel number"),
        leaf("mods:identifier", page.order, type="reel sequence number"), type="original",
    )  # fmt: skip
    name = issue.publisher or issue.title
    return (
        part, original, leaf("mods:note", name, type="agencyResponsibleForReproduction"),
        leaf("mods:note", "Present", type="noteAboutReproduction"),
    )  # fmt: skip


def _technical(one: _Sized) -> str:
    """Return the size of a page's two images, in the MIX of the profile's own time, where readers look for it."""
    metrics = element(
        "mix:SpatialMetrics", leaf("mix:SamplingFrequencyUnit", 2), leaf("mix:XSamplingFrequency", one.dpi),
        leaf("mix:YSamplingFrequency", one.dpi), leaf("mix:ImageWidth", one.width), leaf("mix:ImageLength", one.height),
    )  # fmt: skip
    record = element("mix:mix", element("mix:ImagingPerformanceAssessment", metrics))
    return "".join(
        element("techMD", element("mdWrap", element("xmlData", record), MDTYPE="NISOIMG"), ID=f"{name}{one.page.order}")
        for name in ("masterMix", "primaryServiceMix")
    )


def _files(one: _Sized) -> str:
    order = one.page.order
    technical = {"master": f"masterMix{order}", "service": f"primaryServiceMix{order}"}
    files = (
        element("file", element("FLocat", LOCTYPE="OTHER", OTHERLOCTYPE="file", xlink__href=f"{one.stem}.{ending}"),
                ID=_file_id(use, order), USE=use, MIMETYPE=mime, ADMID=technical.get(use))
        for use, ending, mime in _USES
    )  # fmt: skip
    return element("fileGrp", *files, ID=f"pageFileGrp{order}")


def _file_id(use: str, order: int) -> str:
    return {"derivative": "otherDerivativeFile"}.get(use, f"{use}File") + str(order)


def _division(pages: Sequence[_Sized], sections: Sequence[str]) -> str:
    """Return the issue as its sections and pages. Pages without a name stand in the issue itself."""
    inside = []
    for nth, name in enumerate(sections, 1):
        own = "".join(_page_division(one) for one in pages if one.page.section == name)
        inside.append(element("div", own, TYPE="np:section", DMDID=f"sectionModsBib{nth}") if name else own)
    return element("div", *inside, TYPE="np:issue", DMDID="issueModsBib")


def _page_division(one: _Sized) -> str:
    order = one.page.order
    pointers = (element("fptr", FILEID=_file_id(use, order)) for use, _, _ in _USES)
    return element("div", *pointers, TYPE="np:page", DMDID=f"pageModsBib{order}")
