"""What an archive page says of itself: XMP with PDF/A-2u and PDF/UA-1 identification, output intent."""

from __future__ import annotations

import zlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout import __version__
from layout.export.pdf.writer import PressDocument, text_string
from layout.ground.escape import escape

if TYPE_CHECKING:
    from layout.export.pdf.settings import PressSettings
    from layout.sheet import Edition, Sheet

LANGUAGE = "zh-CN"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 to which the page conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:date><rdf:Seq><rdf:li>{day}</rdf:li></rdf:Seq></dc:date>
<dc:identifier>{name}</dc:identifier>{rights}
<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>
<xmp:MetadataDate>{when}</xmp:MetadataDate><xmp:CreatorTool>layout</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<xmpMM:DocumentID>uuid:{uuid}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{uuid}</xmpMM:InstanceID>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

_UUID = ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32))


def page_title(edition: Edition, sheet: Sheet) -> str:
    """Return a page's title: paper, number, date, page and section."""
    words = f"{edition.name} 第{edition.number}期 {edition.date.isoformat()} 第{sheet.label}版 {sheet.section}"
    return words.strip()


def _rights(edition: Edition) -> str:
    """Return the properties that say what may be done with the page (XMP 2005: Dublin Core and Rights Management)."""
    rights = edition.rights
    words = "；".join(filter(None, (rights.statement, f"版权所有：{rights.holder}" if rights.holder else "")))
    said = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words, quote=False)}</rdf:li></rdf:Alt>'
    found = f"\n<dc:rights>{said}</dc:rights><xmpRights:Marked>True</xmpRights:Marked>" if words else ""
    if rights.holder:
        owner = f"<rdf:Bag><rdf:li>{escape(rights.holder, quote=False)}</rdf:li></rdf:Bag>"
        found += f"<xmpRights:Owner>{owner}</xmpRights:Owner>"
    if rights.uri:
        found += f"<xmpRights:WebStatement>{escape(rights.uri, quote=False)}</xmpRights:WebStatement>"
    return found


def conclude(document: PressDocument, edition: Edition, sheet: Sheet, name: str, intent: str, tree: str) -> bytes:
    """Add metadata and catalogue and return the file; `name` is the page's in the archive."""
    title = page_title(edition, sheet)
    creator = edition.named("edt") or edition.name
    identifier = document.content_id(title, edition.date.isoformat(), name)
    uuid = "-".join(identifier[begin:end] for begin, end in _UUID).lower()
    packet = _XMP.format(
        title=escape(title, quote=False), creator=escape(creator, quote=False), language=LANGUAGE, name=escape(name),
        rights=_rights(edition), day=edition.date.isoformat(), when=f"{edition.date.isoformat()}T12:00:00+08:00",
        producer=f"layout {__version__}", uuid=uuid,
    )  # fmt: skip
    metadata = document.stream(packet.encode(), {"Type": "/Metadata", "Subtype": "/XML"}, 0)
    day = f"(D:{edition.date:%Y%m%d}120000+08'00')"
    catalog: dict[str, Any] = {
        "Metadata": metadata, "OutputIntents": f"[{intent}]", "StructTreeRoot": tree, "MarkInfo": "<< /Marked true >>",
        "Lang": f"({LANGUAGE})", "ViewerPreferences": "<< /DisplayDocTitle true >>",
    }  # fmt: skip
    info = {
        "Title": text_string(title), "Author": text_string(creator), "Creator": "(layout)",
        "Producer": text_string(f"layout {__version__}"), "CreationDate": day, "ModDate": day,
    }  # fmt: skip
    return document.finish(catalog, info, identifier)


@lru_cache(maxsize=4)
def _packed(profile: Path) -> bytes:
    return zlib.compress(profile.read_bytes())


def output_intent(document: PressDocument, settings: PressSettings) -> str:
    """Add the CMYK output intent that device colours need (ISO 19005-2, 6.2.4.3) and return its reference."""
    packed = {"N": 4, "Alternate": "/DeviceCMYK", "Filter": "/FlateDecode"}
    profile = document.stream(_packed(settings.profile), packed, filtered=True)
    return document.add(
        {
            "Type": "/OutputIntent", "S": "/GTS_PDFA1", "RegistryName": "(http://www.color.org)",
            "OutputConditionIdentifier": text_string(settings.condition), "DestOutputProfile": profile,
            "Info": text_string(settings.condition_info),
        }
    )  # fmt: skip
