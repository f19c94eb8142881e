"""The characters and things of a .docx, found by expat from the names of ISO/IEC 29500 alone."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from layout.intake.ledger.leaf import Leaf, squeezed
from layout.intake.ledger.xml_part import XmlPart

_MAIN = re.compile(r"wordprocessingml/(?:2006/)?main (\w+)$")
_CHART = re.compile(r"(?:drawingml/(?:2006/)?(?:chart|diagram)|drawing/2014/chartex) (chartSpace|dataModel)$")
_THING = re.compile(
    r"(?:drawingml/(?:2006/)?(?:chart chart|diagram relIds)|drawing/2014/chartex chart|office:office OLEObject"
    r"|wordprocessingml/(?:2006/)?main (?:altChunk|subDoc|control|contentPart)|wordml contentPart)$"
)
_PICTURE = re.compile(r"(?:drawingml/(?:2006/)?main blip|svg/main svgBlip|schemas-microsoft-com:vml imagedata)$", re.I)
_LINK = re.compile(r"officeDocument/(?:2006/)?relationships (?:embed|link|id|href)$|office:office relid$")
_SAID = {
    "sym": ("char", "@char"),
    "noBreakHyphen": ("", "@"),
    "softHyphen": ("", "@"),
    "fldSimple": ("instr", "@instr"),
}
_HYPHENS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_UNREADABLE = (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, LookupError, ValueError)
_READ_ELSEWHERE = re.compile(
    r"(?:wordprocessingml/(?:2006/)?main (?:txbxContent|rt)|/math (?:oMath|oMathPara)|vml textpath)$"
)
_COUNTED = ("document", "hdr", "ftr", "comments", "footnotes", "endnotes")
_APART = {"docprops", "customxml", "_rels", "glossary"}


def word_leaves(data: bytes) -> tuple[Leaf, ...]:
    """Return every leaf of a Word file's parts. A part that cannot be parsed is one thing."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if not name.endswith("/")]
        main = _main(package, names)
        found: list[Leaf] = []
        for name in dict.fromkeys(names):
            part = name.replace("\\", "/").lstrip("/")
            folders = part.lower().split("/")[:-1]
            if part != main and (not part.lower().endswith(".xml") or _APART & set(folders)):
                continue
            try:
                found += _WordPart(part, part == main).read(package.read(name))
            except _UNREADABLE:
                found.append(Leaf((part, "part"), part, True))
    return tuple(found)


def _main(package: zipfile.ZipFile, names: list[str]) -> str:
    """Return the part that the package calls its document."""
    known = {name.replace("\\", "/").lstrip("/").lower(): name.replace("\\", "/").lstrip("/") for name in names}
    for name in names:
        if name.replace("\\", "/").lstrip("/").lower() == "_rels/.rels":
            try:
                text = package.read(name).decode("utf-8", "replace")
            except _UNREADABLE:
                continue
            for link in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", text):
                kind = re.search(r"""Type\s*=\s*["']([^"']*)["']""", link)
                target = re.search(r"""Target\s*=\s*["']([^"']*)["']""", link)
                if kind and target and kind[1].endswith("/officeDocument"):
                    path = posixpath.normpath(target[1].replace("\\", "/").lstrip("/")).lower()
                    if path in known:
                        return known[path]
    if "word/document.xml" in known:
        return known["word/document.xml"]
    return next((name for low, name in known.items() if low.rpartition("/")[2] == "document.xml"), "")


class _WordPart(XmlPart):
    """One part, of which its root says whether it is copy, figures of a chart, or nothing that counts."""

    def __init__(self, name: str, is_main: bool) -> None:
        super().__init__(name)
        self.is_main = is_main
        self.kind = ""
        self.apart = 0
        """Open elements whose characters are read elsewhere than they stand."""

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if self.count == 0:
            main, chart = _MAIN.search(name), _CHART.search(name)
            if main and main[1] in _COUNTED and (main[1] != "document" or self.is_main):
                self.kind = "copy"
            elif chart:
                self.kind = "figures"
            else:
                self.pass_over()  # styles, fonts, settings: thousands of elements and no copy
                return
        self.apart += bool(_READ_ELSEWHERE.search(name))
        if self.kind == "copy":
            self.found.extend(self._own(name, self.key, attributes))

    def said(self, text: str) -> None:
        if self.open and self._counts(self.open[-1][0]):
            self.found.extend(self._leaf(self.key, text))

    def ended(self, name: str) -> None:
        self.apart -= bool(_READ_ELSEWHERE.search(name))

    def _own(self, name: str, key: str, attributes: dict[str, str]) -> Iterator[Leaf]:
        """Yield what an element says by itself."""
        linked = any(text and _LINK.search(one) for one, text in attributes.items())
        if _THING.search(name) or (_PICTURE.search(name) and linked):
            yield Leaf((self.name, key), name.rpartition(" ")[2], True)
        local = name.rpartition(" ")[2]
        plain = {one.rpartition(" ")[2]: text for one, text in attributes.items()}
        if local in _SAID and _MAIN.search(name):
            attribute, more = _SAID[local]
            text = _HYPHENS.get(local) or plain.get(attribute, "")
            yield from self._leaf(key + more, _character(text) if local == "sym" else text)
        elif local == "textpath" and name.startswith("urn:schemas-microsoft-com:vml"):
            yield from self._leaf(f"{key}@string", plain.get("string", ""))

    def _leaf(self, key: str, text: str) -> Iterator[Leaf]:
        if squeezed(text):
            yield Leaf((self.name, key), text, apart=not self.is_main or self.apart > 0)

    def _counts(self, name: str) -> bool:
        if self.kind == "figures":
            wanted = ("v", "pt", "t") if "chartex" in name else ("v", "t")
            return name.rpartition(" ")[2] in wanted and ("drawingml" in name or "chartex" in name)
        return self.kind == "copy"


def _character(code: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return "\ufffd"
    return chr(value) if 0x20 < value < 0xD800 or 0xE000 <= value <= 0x10FFFF else "\ufffd"
