"""A page's text as NDNP reads it: ALTO 2.1 in 1/1200 inch, strings and no glyphs.

What ALTO 4.4 has besides is in the package: boxes of characters, `ReadingOrder`, direction of vertical heads. The order
of reading is that of the elements, and `IDNEXT` joins an article's blocks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v2#"
_SCHEMA = "http://www.loc.gov/standards/alto/alto-v2.1.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_LENGTHS = ("HPOS", "VPOS", "WIDTH", "HEIGHT")
_LATER = ("BASEDIRECTION", "LANG", "PC", "SCHEMAVERSION")
"""Attributes that ALTO 2 has not."""


def page_text(alto: Path, image: str, dpi: int) -> bytes:
    """Return a page's ALTO 4.4 file as ALTO 2.1; `image` is its TIFF's name, `dpi` the resolution of the boxes."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    root = etree.parse(str(alto), parser).getroot()
    scale = 1200 / dpi
    spaces: Any = {None: NAMESPACE, "xsi": _INSTANCE}
    made = etree.Element(f"{{{NAMESPACE}}}alto", nsmap=spaces)
    made.set(f"{{{_INSTANCE}}}schemaLocation", f"{NAMESPACE} {_SCHEMA}")
    made.text = "\n"
    for part in root:
        name = etree.QName(part).localname
        if name == "Description":
            made.append(_description(part, image))
        elif name != "ReadingOrder":
            made.append(_scaled(part, scale))
    return bytes(etree.tostring(made, xml_declaration=True, encoding="UTF-8"))


def _element(name: str, text: str = "", *inside: Any, **given: str) -> Any:
    from lxml import etree

    made = etree.Element(f"{{{NAMESPACE}}}{name}", given)
    made.text = text or None
    made.extend(inside)
    return made


def _description(part: Any, image: str) -> Any:
    def said(name: str) -> str:
        return str(part.xpath(f"string(.//*[local-name()='{name}'])"))

    software = _element("processingSoftware", "", _element("softwareName", said("softwareName")),
                        _element("softwareVersion", said("softwareVersion")))  # fmt: skip
    step = _element(
        "ocrProcessingStep", "", _element("processingDateTime", said("processingDateTime")),
        _element("processingStepDescription", said("processingStepDescription")), software,
    )  # fmt: skip
    return _element(
        "Description", "", _element("MeasurementUnit", "inch1200"),
        _element("sourceImageInformation", "", _element("fileName", image)),
        _element("OCRProcessing", "", step, ID="OCR_1"),
    )  # fmt: skip


def _scaled(part: Any, scale: float) -> Any:
    """Return an element in the older form, its lengths scaled; characters' boxes are left out."""
    from lxml import etree

    name = etree.QName(part).localname
    made = etree.Element(f"{{{NAMESPACE}}}{name}")
    for key, value in part.attrib.items():
        if key in _LENGTHS:
            made.set(key, str(round(float(value) * scale)))
        elif key == "POINTS":
            corners = (corner.split(",") for corner in value.split())
            made.set(key, " ".join(f"{round(float(x) * scale)},{round(float(y) * scale)}" for x, y in corners))
        elif key not in _LATER:
            made.set(key, value)
    if name == "Page":
        made.set("ACCURACY", "100.0")
    if name == "TextBlock":
        made.set("language", "zh")
    made.text, made.tail = part.text, part.tail
    made.extend(_scaled(child, scale) for child in part if not str(child.tag).endswith("}Glyph"))
    if name == "String":
        made.text = None
    return made
