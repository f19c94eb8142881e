"""XMP of an archive page: known properties of the right kind, and extension schemas for all others.

ISO 19005-2, 6.6.2.3: a property is one of the XMP specification of 2005, or is described by an extension schema that
stands in the packet itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from layout.ground.dataclass import dataclass

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_AIIM = "http://www.aiim.org/pdfa/ns/"
EXTENSION, SCHEMA, PROPERTY = f"{_AIIM}extension/", f"{_AIIM}schema#", f"{_AIIM}property#"
TYPE, FIELD = f"{_AIIM}type#", f"{_AIIM}field#"

_T, _B, _S, _L, _D, _I, _O, _X = "text", "bag", "seq", "lang", "date", "integer", "boolean", "struct"
_KNOWN: dict[str, dict[str, str]] = {
    "http://purl.org/dc/elements/1.1/": {
        "contributor": _B, "coverage": _T, "creator": _S, "date": _S, "description": _L, "format": _T,
        "identifier": _T, "language": _B, "publisher": _B, "relation": _B, "rights": _L, "source": _T, "subject": _B,
        "title": _L, "type": _B,
    },
    "http://ns.adobe.com/xap/1.0/": {
        "Advisory": _B, "BaseURL": _T, "CreateDate": _D, "CreatorTool": _T, "Identifier": _B, "Label": _T,
        "MetadataDate": _D, "ModifyDate": _D, "Nickname": _T, "Rating": _I, "Thumbnails": "alt",
    },
    "http://ns.adobe.com/xap/1.0/rights/": {
        "Certificate": _T, "Marked": _O, "Owner": _B, "UsageTerms": _L, "WebStatement": _T,
    },
    "http://ns.adobe.com/xap/1.0/mm/": {
        "DerivedFrom": _X, "DocumentID": _T, "History": _S, "InstanceID": _T, "ManagedFrom": _X, "Manager": _T,
        "ManageTo": _T, "ManageUI": _T, "ManagerVariant": _T, "RenditionClass": _T, "RenditionParams": _T,
        "VersionID": _T, "Versions": _S, "LastURL": _T, "RenditionOf": _X, "SaveID": _I,
    },
    "http://ns.adobe.com/xap/1.0/bj/": {"JobRef": _B},
    "http://ns.adobe.com/xap/1.0/t/pg/": {
        "MaxPageSize": _X, "NPages": _I, "Fonts": _B, "Colorants": _S, "PlateNames": _S,
    },
    "http://ns.adobe.com/pdf/1.3/": {"Keywords": _T, "PDFVersion": _T, "Producer": _T, "Trapped": _O},
    "http://ns.adobe.com/photoshop/1.0/": {
        "AuthorsPosition": _T, "CaptionWriter": _T, "Category": _T, "City": _T, "Country": _T, "Credit": _T,
        "DateCreated": _D, "Headline": _T, "Instructions": _T, "Source": _T, "State": _T,
        "SupplementalCategories": _B, "TransmissionReference": _T, "Urgency": _I,
    },
    f"{_AIIM}id/": {"part": _I, "amd": _T, "corr": _T, "conformance": _T, "rev": _I},
}  # fmt: skip
_WHOLE = (
    "http://ns.adobe.com/exif/1.0/", "http://ns.adobe.com/tiff/1.0/", "http://ns.adobe.com/camera-raw-settings/1.0/",
    "http://ns.adobe.com/exif/1.0/aux/", "http://ns.adobe.com/xmp/1.0/DynamicMedia/",
)  # fmt: skip
"""Schemas of photographs and films, whose several hundred properties our pages never carry: taken as they are."""

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")
_VALUES = {
    _D: _DATE, _I: re.compile(r"[+-]?\d+"), _O: re.compile("True|False"),
}  # fmt: skip
_NAMED_TYPES = {
    "text": _T, "propername": _T, "mimetype": _T, "uri": _T, "url": _T, "xpath": _T, "locale": _T, "guid": _T,
    "agentname": _T, "renditionclass": _T, "frompoint": _T, "date": _D, "integer": _I, "boolean": _O, "real": _T,
    "rational": _T, "gpscoordinate": _T, "lang alt": _L, "resourceref": _X, "resourceevent": _X, "version": _X,
    "job": _X, "dimensions": _X, "font": _X, "colorant": _X, "thumbnail": _X, "flash": _X, "cfapattern": _X,
    "devicesettings": _X, "oecf/sfr": _X, "layer": _X, "time": _X, "timecode": _X, "media": _X, "track": _X,
    "marker": _X, "project link": _X, "projectlink": _X, "beatsplicestretch": _X, "resamplestretch": _X,
    "timescalestretch": _X,
}  # fmt: skip
_REQUIRED = {
    SCHEMA: ({"schema": _T, "namespaceURI": _T, "prefix": _T}, {"property": _S, "valueType": _S}),
    PROPERTY: ({"name": _T, "valueType": _T, "category": _T, "description": _T}, {}),
    TYPE: ({"type": _T, "namespaceURI": _T, "prefix": _T, "description": _T}, {"field": _S}),
    FIELD: ({"name": _T, "valueType": _T, "description": _T}, {}),
}  # fmt: skip
_PREFIXES = {
    EXTENSION: "pdfaExtension", SCHEMA: "pdfaSchema", PROPERTY: "pdfaProperty", TYPE: "pdfaType", FIELD: "pdfaField",
    f"{_AIIM}id/": "pdfaid",
}  # fmt: skip

Told = Callable[[str, str], Any]


@dataclass(frozen=True, slots=True)
class _Value:
    """A property as the packet holds it: its shape and, of a simple one, its text."""

    shape: str
    text: str
    items: tuple[Any, ...]


def xmp_faults(packet: bytes, told: Told) -> Iterator[Any]:
    """Yield what is wrong with an XMP packet, each by `told(clause, reason)`."""
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(packet.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield told("6.6.2.1", f"XMP: {error}"[:100])
        return
    rdf = root if root.tag == f"{_RDF}RDF" else root.find(f".//{_RDF}RDF")
    if rdf is None:
        yield told("6.6.2.1", "XMP without rdf:RDF")
        return
    yield from _prefixes(rdf, told)
    properties = list(_properties(rdf))
    own: dict[str, dict[str, str]] = {}
    for uri, name, value, _ in properties:
        if uri == EXTENSION:
            yield from _extension(name, value, own, told)
    for uri, name, value, prefix in properties:
        if uri != EXTENSION:
            yield from _judged(uri, f"{prefix}:{name}", name, value, own, told)


def _properties(rdf: Any) -> Iterator[tuple[str, str, _Value, str]]:
    """Yield every top property as (namespace, name, value, prefix), as element or as attribute of its description."""
    from lxml import etree

    for description in rdf.findall(f"{_RDF}Description"):
        for key, text in description.attrib.items():
            uri, name = _split(key)
            if uri and key not in (f"{_RDF}about", _LANG):
                yield uri, name, _Value(_T, text, ()), _prefix(description, uri)
        for node in description.iterchildren(etree.Element):
            uri, name = _split(node.tag)
            yield uri, name, _value(node), node.prefix or ""


def _value(node: Any) -> _Value:
    from lxml import etree

    children = list(node.iterchildren(etree.Element))
    if not children:
        plain = node.get(f"{_RDF}parseType") != "Resource" and not any(
            key for key in node.attrib if key not in (_LANG, f"{_RDF}resource")
        )
        return _Value(_T if plain else _X, (node.text or node.get(f"{_RDF}resource") or "").strip(), ())
    first = children[0]
    shape = {f"{_RDF}Bag": _B, f"{_RDF}Seq": _S, f"{_RDF}Alt": "alt"}.get(first.tag, _X)
    items = tuple(first.findall(f"{_RDF}li")) if shape != _X else ()
    if shape == "alt" and items and all(item.get(_LANG) for item in items):
        shape = _L
    return _Value(shape, "", items)


def _judged(
    uri: str, shown: str, name: str, value: _Value, own: dict[str, dict[str, str]], told: Told
) -> Iterator[Any]:
    if uri in _WHOLE:
        return
    wanted = own.get(uri, {}).get(name) or _KNOWN.get(uri, {}).get(name)
    if wanted is None:
        yield told("6.6.2.3.1", f"{shown}: no such property")
        return
    pattern = _VALUES.get(wanted)
    if not _of_shape(value, wanted):
        yield told("6.6.2.3.1", f"{shown}: {value.shape} ≠ {wanted}")
    elif pattern is not None and not pattern.fullmatch(value.text):
        yield told("6.6.2.3.1", f"{shown}: {value.text[:40]} ≠ {wanted}")
    elif uri == "http://purl.org/dc/elements/1.1/" and name == "date":
        for item in value.items:
            if not _DATE.fullmatch((item.text or "").strip()):
                yield told("6.6.2.3.1", f"{shown}: {(item.text or '')[:40]} ≠ date")


def _of_shape(value: _Value, wanted: str) -> bool:
    if wanted in (_T, _D, _I, _O):
        return value.shape == _T
    return value.shape == wanted or (wanted == "alt" and value.shape == _L) or wanted == "any"


def _extension(name: str, value: _Value, own: dict[str, dict[str, str]], told: Told) -> Iterator[Any]:
    """Read the schemas that a packet describes, and judge how it describes them (6.6.2.3.3)."""
    if name != "schemas" or value.shape != _B:
        yield told("6.6.2.3.3", f"pdfaExtension:{name} {value.shape}")
        return
    for item in value.items:
        fields = _fields(item)
        yield from _complete(fields, SCHEMA, told)
        uri = fields.get((SCHEMA, "namespaceURI"), _Value(_T, "", ())).text
        types = {}
        for made in _items(fields.get((SCHEMA, "valueType"))):
            inner = _fields(made)
            yield from _complete(inner, TYPE, told)
            types[inner.get((TYPE, "type"), _Value(_T, "", ())).text.lower()] = _X
            for field in _items(inner.get((TYPE, "field"))):
                yield from _complete(_fields(field), FIELD, told)
        for made in _items(fields.get((SCHEMA, "property"))):
            inner = _fields(made)
            yield from _complete(inner, PROPERTY, told)
            category = inner.get((PROPERTY, "category"), _Value(_T, "", ())).text
            if category not in ("internal", "external"):
                yield told("6.6.2.3.3", f"pdfaProperty:category {category[:20]}")
            kind = inner.get((PROPERTY, "valueType"), _Value(_T, "", ())).text
            shape = _named_type(kind, types)
            if not shape:
                yield told("6.6.2.3.3", f"pdfaProperty:valueType {kind[:40]}")
            own.setdefault(uri, {})[inner.get((PROPERTY, "name"), _Value(_T, "", ())).text] = shape or "any"


def _named_type(name: str, types: dict[str, str]) -> str:
    """Return the shape that a value type's name stands for, empty where it is none."""
    plain = " ".join(name.lower().split())
    for start, shape in (("bag ", _B), ("seq ", _S), ("alt ", "alt")):
        if plain.startswith(start):
            return shape if _named_type(plain[len(start) :], types) else ""
    plain = plain.removeprefix("open choice of ").removeprefix("closed choice of ").removeprefix("choice of ")
    if plain in ("open choice", "closed choice", "choice"):
        return _T
    return types.get(plain) or _NAMED_TYPES.get(plain, "")


def _items(value: _Value | None) -> tuple[Any, ...]:
    return () if value is None else value.items


def _fields(item: Any) -> dict[tuple[str, str], _Value]:
    """Return the fields of a structure, whether it is written as a resource, a description or attributes."""
    from lxml import etree

    found = {}
    inner = item.find(f"{_RDF}Description")
    for node in (item, inner) if inner is not None else (item,):
        for key, text in node.attrib.items():
            uri, name = _split(key)
            if uri and uri != _RDF[1:-1]:
                found[uri, name] = _Value(_T, text, ())
        for child in node.iterchildren(etree.Element):
            if child.tag != f"{_RDF}Description":
                found[_split(child.tag)] = _value(child)
    return found


def _complete(fields: dict[tuple[str, str], _Value], uri: str, told: Told) -> Iterator[Any]:
    """Judge a structure of an extension schema: every field that it needs, and no other."""
    needed, may = _REQUIRED[uri]
    prefix = _PREFIXES[uri]
    for name, shape in needed.items():
        found = fields.get((uri, name))
        if found is None or found.shape != shape or not found.text:
            yield told("6.6.2.3.3", f"{prefix}:{name} {'missing' if found is None else found.shape}")
    for name, shape in may.items():
        found = fields.get((uri, name))
        if found is not None and found.shape != shape:
            yield told("6.6.2.3.3", f"{prefix}:{name} {found.shape} ≠ {shape}")
    for space, name in fields:
        if space != uri or name not in needed | may:
            yield told("6.6.2.3.3", f"{prefix}: {name}")


def _prefixes(rdf: Any, told: Told) -> Iterator[Any]:
    """Name spaces of the archive standard go by the prefixes that it gives them."""
    seen = {(node.prefix or "", _split(node.tag)[0]) for node in rdf.iter() if isinstance(node.tag, str)}
    for prefix, uri in sorted(seen):
        if uri in _PREFIXES and prefix != _PREFIXES[uri]:
            yield told("6.6.2.3.3", f"prefix {prefix} ≠ {_PREFIXES[uri]}")


def _prefix(node: Any, uri: str) -> str:
    return next((prefix or "" for prefix, known in node.nsmap.items() if known == uri), "")


def _split(tag: str) -> tuple[str, str]:
    uri, _, name = tag.rpartition("}")
    return uri.removeprefix("{"), name
