"""The PDF file as objects, written by ReportLab's document model.

ReportLab numbers the objects and writes header, cross-reference table and trailer: a plain PDF 1.4 file without
object streams, as PDF/X-1a wants it. Its canvas is not used: the page dictionaries of a press file are stricter than
those that it writes (no transition, no rotation, no Helvetica).
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

from layout.ground.lazily import spared

# ReportLab imports them for what a press file has no use of: a tenth of a cold build went there.
spared("PIL.Image", "pickle", "tempfile")

from reportlab import rl_config  # noqa: E402 - what it need not import is told before
from reportlab.pdfbase import pdfdoc  # noqa: E402

# ReportLab takes these from files and the environment of whoever sits here; the same issue is to give the same bytes.
vars(rl_config).update(pdfMultiLine=0, pdfComments=0, invariant=1, documentLang=None)

Dictionary = dict[str, Any]


class _Stream(pdfdoc.PDFObject):
    """A stream whose data ends with a line feed that does not count, which strict readers ask for."""

    __RefOnly__ = 1

    def __init__(self, dictionary: Dictionary, data: bytes) -> None:
        self.dictionary = dictionary
        self.data = data

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        head: bytes = pdfdoc.PDFDictionary({**self.dictionary, "Length": len(self.data)}).format(document)
        return head + b"\nstream\n" + self.data + b"\nendstream\n"


class Later(pdfdoc.PDFObject):
    """A value that is known only when the whole file is, for objects that name each other: set `text` in time."""

    text = "null"

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the value as the file has it."""
        return self.text.encode("ascii")


def text_string(text: str) -> str:
    """Return a text string object (ISO 32000-1, 7.9.2.2): plain ASCII, else UTF-16BE with its mark, in hexadecimal."""
    if text.isascii():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class PressDocument:
    """A file being written: objects are added and named by their reference, then the whole is saved."""

    def __init__(self, version: tuple[int, int], font_level: int = 6) -> None:
        """Start a file of a PDF version; `font_level` is how hard fonts are packed."""
        self.font_level = font_level
        self._document: Any = pdfdoc.PDFDocument(invariant=1, compression=0, pdfVersion=version)
        self._content = hashlib.sha256()
        fonts: Any = self._document.idToObject["BasicFonts"]
        self._fonts: dict[str, str] = fonts.dict
        self._pages: list[str] = []
        self._tree = pdfdoc.PDFDictionary({"Type": "/Pages"})
        self._tree_reference = self._register(self._tree)
        self.fonts_reference = self._named("BasicFonts")

    def _named(self, name: str) -> str:
        number, generation = self._document.idToObjectNumberAndVersion[name]
        return f"{number} {generation} R"

    def _register(self, thing: pdfdoc.PDFObject) -> str:
        return self._named(self._document.Reference(thing).name)

    def add(self, dictionary: Dictionary) -> str:
        """Add a dictionary and return its reference."""
        return self._register(pdfdoc.PDFDictionary(dictionary))

    def stream(self, content: bytes, dictionary: Dictionary, level: int = -1, *, filtered: bool = False) -> str:
        """Add a stream and return its reference.

        It is deflated (FlateDecode, ISO 32000-1, 7.4.4) at zlib's `level`; 0 leaves it as it is, and so does
        `filtered`, which says that the dictionary names its filter already.
        """
        self._content.update(content)
        if filtered or level == 0:
            return self._register(_Stream(dictionary, content))
        data = zlib.compress(content, level)
        return self._register(_Stream({**dictionary, "Filter": "/FlateDecode"}, data))

    def font(self, name: str, reference: str) -> None:
        """Name a font for all pages of the file."""
        self._fonts[name] = reference

    def page(self, dictionary: Dictionary) -> str:
        """Append a page and return its reference."""
        self._pages.append(self.add({"Type": "/Page", "Parent": self._tree_reference, **dictionary}))
        return self._pages[-1]

    def content_id(self, *more: str) -> str:
        """Return 32 hexadecimal digits made of all streams added so far and of `more`: equal content, equal digits."""
        digest = self._content.copy()
        for text in more:
            digest.update(b"\0" + text.encode())
        return digest.hexdigest()[:32]

    def finish(self, catalog: Dictionary, info: Dictionary, identifier: str) -> bytes:
        """Return the file's bytes."""
        document = self._document
        self._tree.dict.update(Kids=f"[{' '.join(self._pages)}]", Count=len(self._pages))
        document.Catalog = pdfdoc.PDFDictionary({"Type": "/Catalog", "Pages": self._tree_reference, **catalog})
        document.info = pdfdoc.PDFDictionary(info)
        document._ID = f"[<{identifier.upper()}><{identifier.upper()}>]".encode()
        data: bytes = document.format()
        return data
