"""What makes a PDF a press file: Info, XMP, output intent and boxes (ISO 15930-4 and 15930-7).

Every date is the issue's own and every identifier comes from the content, so that equal issues give equal bytes.
"""

from __future__ import annotations

import zlib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.export.pdf.writer import text_string
from layout.ground.dataclass import dataclass
from layout.ground.escape import escape

if TYPE_CHECKING:
    from layout.export.pdf.settings import PressSettings
    from layout.export.pdf.writer import PressDocument

CREATOR = "layout"

VERSIONS = {"PDF/X-1a:2003": (1, 4), "PDF/X-4": (1, 6)}
"""PDF versions by standard: ISO 15930-4 6.1, ISO 15930-7 6.1."""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{subject}
<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>
<xmp:MetadataDate>{when}</xmp:MetadataDate><xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>uuid:{uuid}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{uuid}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
{standard}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file says of itself: title, day, standard (empty: none, a proof), and whether it is draft or release."""

    title: str
    day: date
    standard: str
    status: str = ""

    def info(self) -> dict[str, Any]:
        """Return the Info dictionary; the day is noon in Beijing, since an issue has a date and no hour."""
        day = f"(D:{self.day:%Y%m%d}120000+08'00')"
        info = {
            "Title": text_string(self.title), "Creator": text_string(CREATOR), "Producer": text_string(_producer()),
            "CreationDate": day, "ModDate": day, "Trapped": "/False",
        }  # fmt: skip
        if self.status:
            info["Subject"] = text_string(self.status)
        if self.standard:
            info["GTS_PDFXVersion"] = f"({self.standard})"
        return info

    def xmp(self, identifier: str) -> bytes:
        """Return the XMP packet, equal to Info in every date and name."""
        marks = {
            "": "",
            "PDF/X-1a:2003": "<pdfx:GTS_PDFXVersion>PDF/X-1a:2003</pdfx:GTS_PDFXVersion>",
            "PDF/X-4": "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
        }
        parts = (identifier[:8], identifier[8:12], identifier[12:16], identifier[16:20], identifier[20:32])
        said = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(self.status, quote=False)}</rdf:li></rdf:Alt>'
        return _XMP.format(
            subject=f"\n<dc:description>{said}</dc:description>" if self.status else "",
            title=escape(self.title, quote=False), when=f"{self.day:%Y-%m-%d}T12:00:00+08:00", creator=CREATOR,
            producer=_producer(), uuid="-".join(parts).lower(), standard=marks[self.standard],
        ).encode()  # fmt: skip


def _producer() -> str:
    from layout import __version__

    return f"layout {__version__}"


@lru_cache(maxsize=4)
def _packed_profile(path: Path) -> bytes:
    """Return a profile deflated; the house's own lies ready."""
    from layout.export.pdf.settings import house_profile

    if path == house_profile():
        return path.with_name(f"{path.name}.zlib").read_bytes()
    return zlib.compress(path.read_bytes(), 4)


def output_intent(document: PressDocument, settings: PressSettings) -> str:
    """Add the output intent with its profile embedded and return its reference (ISO 15930-4 6.2, 15930-7 6.4)."""
    packed = {"N": 4, "Alternate": "/DeviceCMYK", "Filter": "/FlateDecode"}
    profile = document.stream(_packed_profile(settings.profile), packed, filtered=True)
    intent = {
        "Type": "/OutputIntent", "S": "/GTS_PDFX", "RegistryName": "(http://www.color.org)",
        "OutputConditionIdentifier": text_string(settings.condition), "DestOutputProfile": profile,
        "OutputCondition": text_string(settings.condition_info), "Info": text_string(settings.condition_info),
    }  # fmt: skip
    return document.add(intent)


def conclude(document: PressDocument, identity: Identity, intent: str | None) -> bytes:
    """Add metadata, catalogue and identifier and return the file."""
    told = (identity.title, identity.day.isoformat(), identity.standard, identity.status)
    identifier = document.content_id(*(told if identity.status else told[:3]))
    metadata = document.stream(identity.xmp(identifier), {"Type": "/Metadata", "Subtype": "/XML"}, 0)
    catalog: dict[str, Any] = {"Metadata": metadata}
    if intent:
        catalog["OutputIntents"] = f"[{intent}]"
    return document.finish(catalog, identity.info(), identifier)
