"""MIX 2.0 for the images inside the METS; PREMIS 3.0 for every file, what was done and by which program, beside it.

PREMIS stands in a file of its own, since a METS that holds `xsi:type="premis:file"` fails in every program that checks
it against the METS schema alone (OCR-D does).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from layout import __version__
from layout.export.mets.files import FORMATS, ArchiveFile, PageFiles, technical_id
from layout.export.xml import DECLARATION, element, leaf
from layout.ground.expression import expression
from layout.sheet import Edition, Reading, Rights

_EVENTS = (
    ("creation", "typeset", "pages composed and made up from the desk's copy; text and boxes are exact, not recognised",
     ("FULLTEXT", "PRESS")),
    ("creation", "render", "page images rendered from the press file through its output profile",
     ("MASTER", "JP2", "DEFAULT", "THUMBS")),
    ("creation", "pdfa", "PDF/A-2u with structure and language written from the same pages", ("DOWNLOAD",)),
    ("message digest calculation", "fixity", "SHA-256 and SHA-512 of every file", ()),
)  # fmt: skip
"""What happened to the files: type, name, detail, and the groups concerned (none: all)."""


def moment(edition: Edition) -> str:
    """Return the time of the issue: noon in Beijing on its day, since an issue has no hour."""
    return noon(edition.date)


def noon(day: date) -> str:
    """Return a day as a moment: noon in Beijing."""
    return f"{day.isoformat()}T12:00:00+08:00"


def modified(edition: Edition) -> str | None:
    """Return the moment of the last correction or release after the first, None where there was none."""
    day = edition.modified_on
    return noon(day) if day else None


def _told_on(note: str) -> str:
    """Return the moment of a version by its note, empty where the note gives no day."""
    found = _DATE.search(note)
    return noon(date.fromisoformat(found[1])) if found else ""


_DATE = expression(r"; date: (\d{4}-\d\d-\d\d)")

PREMIS_FILE = "premis.xml"

_PREMIS_SPACES = {
    "xmlns__premis": "http://www.loc.gov/premis/v3",
    "xmlns__xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi__schemaLocation": "http://www.loc.gov/premis/v3 http://www.loc.gov/standards/premis/v3/premis.xsd",
    "version": "3.0",
}


def premis(edition: Edition, files: Sequence[ArchiveFile], name: str, history: Sequence[str]) -> bytes:
    """Return the PREMIS file of a package; `history` tells of former versions of the package, oldest first."""
    events = [_event(edition, files, name, *event) for event in _EVENTS]
    for version, told in enumerate(history, 2):
        events.append(_event(edition, (), name, "modification", f"version-{version}", told, (), _told_on(told)))
    for number, one in enumerate(edition.corrections, 1):
        told = f"更正 {one.story}：{one.reason}"
        events.append(_event(edition, (), name, "correction", f"correction-{number}", told, (), noon(one.date)))
    for number, read in enumerate(edition.readings, 1):
        told = f"{read.role} {read.subject}：{read.name}"
        events.append(_event(edition, (), name, "validation", f"reading-{number}", told, (), read.when, read.name))
    signers = (_signer(one) for one in {read.name: read for read in edition.readings}.values())
    rights = _rights(edition.rights, name)
    parts = [*(_object(file, name) for file in files), *events, _agent(), *signers, rights]
    return (DECLARATION + element("premis:premis", "\n", "\n".join(parts), "\n", **_PREMIS_SPACES) + "\n").encode()


def administrative(
    pages: Sequence[PageFiles],
    files: Sequence[ArchiveFile],
    history: Sequence[str],
    corrections: int = 0,
    readings: int = 0,
    rights: str = "",
) -> str:
    """Return the amdSec: the images' records, the rights, and pointers to the records of the PREMIS file."""
    technical = [*_images(pages, files), *(_pointer("techMD", technical_id(file), "PREMIS:OBJECT") for file in files)]
    keys = [key for _, key, _, _ in _EVENTS] + [f"version-{version}" for version in range(2, len(history) + 2)]
    keys += [f"correction-{number}" for number in range(1, corrections + 1)]
    keys += [f"reading-{number}" for number in range(1, readings + 1)]
    events = [_pointer("digiprovMD", f"EVENT_{key}", "PREMIS:EVENT") for key in keys]
    events.append(_pointer("digiprovMD", "AGENT_layout", "PREMIS:AGENT"))
    return element("amdSec", "\n", "\n".join(filter(None, [*technical, rights, *events])), "\n", ID="AMD_ISSUE1")


def _pointer(tag: str, identifier: str, kind: str) -> str:
    """Return a section that points to a record of the PREMIS file by its id."""
    reference = element(
        "mdRef", LOCTYPE="OTHER", OTHERLOCTYPE="FILE", xlink__href=PREMIS_FILE, MDTYPE=kind, MDTYPEVERSION="3.0",
        MIMETYPE="text/xml", XPTR=f"xpointer(id('{identifier}'))",
    )  # fmt: skip
    return element(tag, reference, ID=identifier)


def _images(pages: Sequence[PageFiles], files: Sequence[ArchiveFile]) -> Iterator[str]:
    shapes = {page.number: page for page in pages}
    for file in files:
        if file.group in ("MASTER", "JP2"):
            record = element("xmlData", _mix(shapes[file.page], file))
            wrapped = element("mdWrap", record, MDTYPE="NISOIMG", MDTYPEVERSION="2.0")
            yield element("techMD", wrapped, ID=f"MIX_{file.id}")


def _mix(page: PageFiles, file: ArchiveFile) -> str:
    width, height = page.size
    scheme = page.compression if file.group == "MASTER" else "JPEG 2000 Lossless"
    gray, palette = page.colour == "gray", page.colour == "palette" and file.group == "MASTER"
    samples = 1 if gray or palette else 3
    bits = "".join(leaf("mix:bitsPerSampleValue", 8) for _ in range(samples))
    space = "BlackIsZero" if gray else "PaletteColor" if palette else "RGB"
    photometric = element(
        "mix:PhotometricInterpretation", leaf("mix:colorSpace", space),
        element(
            "mix:ColorProfile",
            element("mix:IccProfile", leaf("mix:iccProfileName", "Gray, sRGB tone curve" if gray else "sRGB")),
        ),
    )  # fmt: skip
    return element(
        "mix:mix",
        element(
            "mix:BasicDigitalObjectInformation", leaf("mix:fileSize", file.size),
            leaf("mix:byteOrder", "little endian" if file.group == "MASTER" else "big endian"),
            element("mix:Compression", leaf("mix:compressionScheme", scheme)),
        ),
        element(
            "mix:BasicImageInformation",
            element(
                "mix:BasicImageCharacteristics", leaf("mix:imageWidth", width), leaf("mix:imageHeight", height),
                photometric,
            ),
        ),
        element(
            "mix:ImageAssessmentMetadata",
            element(
                "mix:SpatialMetrics", leaf("mix:samplingFrequencyUnit", "in."),
                element("mix:xSamplingFrequency", leaf("mix:numerator", page.dpi)),
                element("mix:ySamplingFrequency", leaf("mix:numerator", page.dpi)),
            ),
            element(
                "mix:ImageColorEncoding",
                element("mix:BitsPerSample", bits, leaf("mix:bitsPerSampleUnit", "integer")),
                leaf("mix:samplesPerPixel", samples),
            ),
        ),
    )  # fmt: skip


def _object(file: ArchiveFile, name: str) -> str:
    title, version, pronom = FORMATS[file.standard or file.mime]
    fixity = "".join(
        element(
            "premis:fixity", leaf("premis:messageDigestAlgorithm", algorithm), leaf("premis:messageDigest", digest),
            leaf("premis:messageDigestOriginator", "layout"),
        )
        for algorithm, digest in (("SHA-256", file.sha256), ("SHA-512", file.sha512))
    )  # fmt: skip
    form = element(
        "premis:format",
        element("premis:formatDesignation", leaf("premis:formatName", title), leaf("premis:formatVersion", version)),
        element(
            "premis:formatRegistry", leaf("premis:formatRegistryName", "PRONOM"),
            leaf("premis:formatRegistryKey", pronom),
        ),
    )  # fmt: skip
    return element(
        "premis:object",
        _identifier("object", f"{name}/{file.path}"),
        element(
            "premis:objectCharacteristics", leaf("premis:compositionLevel", 0), fixity,
            leaf("premis:size", file.size), form,
        ),
        leaf("premis:originalName", file.path),
        xsi__type="premis:file", xmlID=technical_id(file), version="3.0",
    )  # fmt: skip


def _event(
    edition: Edition,
    files: Sequence[ArchiveFile],
    name: str,
    kind: str,
    key: str,
    detail: str,
    groups: tuple[str, ...],
    when: str = "",
    signer: str = "",
) -> str:
    concerned = [file for file in files if not groups or file.group in groups]
    links = "".join(
        element(
            "premis:linkingObjectIdentifier",
            leaf("premis:linkingObjectIdentifierType", "local"),
            leaf("premis:linkingObjectIdentifierValue", f"{name}/{file.path}"),
        )
        for file in concerned
    )
    agents = "".join(
        element(
            "premis:linkingAgentIdentifier", leaf("premis:linkingAgentIdentifierType", "local"),
            leaf("premis:linkingAgentIdentifierValue", one), leaf("premis:linkingAgentRole", part),
        )
        for one, part in ((f"layout {__version__}", "executing program"), (signer, "validator"))
        if one
    )  # fmt: skip
    return element(
        "premis:event",
        _identifier("event", f"{name}/{key}"),
        leaf("premis:eventType", kind),
        leaf("premis:eventDateTime", when or noon(edition.made_on)),
        element("premis:eventDetailInformation", leaf("premis:eventDetail", detail)),
        element("premis:eventOutcomeInformation", leaf("premis:eventOutcome", "success")),
        agents,
        links,
        xmlID=f"EVENT_{key}",
        version="3.0",
    )


def _agent() -> str:
    return element(
        "premis:agent", _identifier("agent", f"layout {__version__}"), leaf("premis:agentName", "layout"),
        leaf("premis:agentType", "software"), leaf("premis:agentVersion", __version__), xmlID="AGENT_layout",
        version="3.0",
    )  # fmt: skip


def _signer(read: Reading) -> str:
    """Return somebody who signed, as an agent."""
    return element(
        "premis:agent", _identifier("agent", read.name), leaf("premis:agentName", read.name),
        leaf("premis:agentType", "person"), version="3.0",
    )  # fmt: skip


def _rights(rights: Rights, name: str) -> str:
    """Return what may be done with the package's files; nothing where nobody said."""
    if not rights.statement and not rights.uri:
        return ""
    return element(
        "premis:rights",
        element(
            "premis:rightsStatement", _identifier("rightsStatement", f"{name}/rights"),
            leaf("premis:rightsBasis", "copyright"),
            element(
                "premis:copyrightInformation", leaf("premis:copyrightStatus", "copyrighted"),
                leaf("premis:copyrightJurisdiction", "cn"),
                leaf("premis:copyrightNote", "；".join(filter(None, (rights.statement, rights.uri, rights.holder)))),
            ),
        ),
        xmlID="RIGHTS_ISSUE1", version="3.0",
    )  # fmt: skip


def rights_section(rights: Rights) -> str:
    """Return the METS file's own word on rights, by the METSRights schema; nothing where nobody said."""
    if not rights.statement and not rights.uri:
        return ""
    holder = element("rts:RightsHolder", leaf("rts:RightsHolderName", rights.holder)) if rights.holder else ""
    told = "；".join(filter(None, (rights.statement, rights.uri)))
    record = element(
        "rts:RightsDeclarationMD", leaf("rts:RightsDeclaration", told), holder,
        RIGHTSCATEGORY="COPYRIGHTED", xmlns__rts="http://cosimo.stanford.edu/sdr/metsrights/",
    )  # fmt: skip
    wrapped = element("mdWrap", element("xmlData", record), MDTYPE="METSRIGHTS")
    return element("rightsMD", wrapped, ID="RIGHTS_ISSUE1")


def _identifier(kind: str, value: str) -> str:
    return element(
        f"premis:{kind}Identifier", leaf(f"premis:{kind}IdentifierType", "local"),
        leaf(f"premis:{kind}IdentifierValue", value),
    )  # fmt: skip
