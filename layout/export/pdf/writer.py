"""The PDF file as objects: numbered as they are added, written with cross-reference table and trailer.

A plain file without object streams, as PDF/X-1a wants it, dictionaries in the order of their keys. A library's canvas
would write page dictionaries that a press file must not have (transition, rotation, Helvetica); and one's document
model alone costs a cold start the time of ten pages of type.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

Dictionary = dict[str, Any]
"""Keys without slash; values in PDF syntax as text, whole numbers, or `Later`."""

_BINARY = b"%\x93\x8c\x8b\x9e\n"
"""A comment of bytes over 127 under the header, which tells whoever moves the file that it is no text (7.5.2)."""

_A_LINE = 6
"""Entries of a dictionary on one line."""


class Later:
    """A value that is known only when the whole file is, for objects that name each other: set `text` in time."""

    text = "null"

    def __str__(self) -> str:
        """Return the value as the file has it."""
        return self.text


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
        self._version = version
        self._content = hashlib.sha256()
        self._objects: list[tuple[Dictionary, bytes | None]] = []
        self._fonts: Dictionary = {}
        self._pages: list[str] = []
        self.fonts_reference = self._register(self._fonts)
        self._tree: Dictionary = {"Type": "/Pages"}
        self._tree_reference = self._register(self._tree)

    def _register(self, dictionary: Dictionary, data: bytes | None = None) -> str:
        self._objects.append((dictionary, data))
        return f"{len(self._objects)} 0 R"

    def add(self, dictionary: Dictionary) -> str:
        """Add a dictionary and return its reference."""
        return self._register(dictionary)

    def stream(self, content: bytes, dictionary: Dictionary, level: int = -1, *, filtered: bool = False) -> str:
        """Add a stream and return its reference.

        It is deflated (FlateDecode, ISO 32000-1, 7.4.4) at zlib's `level`; 0 leaves it as it is, and so does
        `filtered`, which says that the dictionary names its filter already.
        """
        self._content.update(content)
        if filtered or level == 0:
            return self._register({**dictionary, "Length": len(content)}, content)
        data = zlib.compress(content, level)
        return self._register({**dictionary, "Filter": "/FlateDecode", "Length": len(data)}, data)

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
        self._tree |= {"Kids": f"[{' '.join(self._pages)}]", "Count": len(self._pages)}
        root = self.add({"Type": "/Catalog", "Pages": self._tree_reference, **catalog})
        told = self.add(info)
        parts = [b"%%PDF-%d.%d\n" % self._version, _BINARY]
        at = sum(map(len, parts))
        places = ["0000000000 65535 f \n"]
        for number, (dictionary, data) in enumerate(self._objects, 1):
            places.append(f"{at:010d} 00000 n \n")
            # A line feed that does not count stands before `endstream`: strict readers ask for it.
            body = (b"\nstream\n", data, b"\nendstream") if data is not None else ()
            written = (b"%d 0 obj\n" % number, _written(dictionary), *body, b"\nendobj\n")
            parts += written
            at += sum(map(len, written))
        identity = f"[<{identifier.upper()}><{identifier.upper()}>]"
        trailer = f"ID {identity}\n/Info {told}\n/Root {root}\n/Size {len(places)}"
        table = f"xref\n0 {len(places)}\n{''.join(places)}trailer\n<<\n/{trailer}\n>>\nstartxref\n{at}\n%%EOF\n"
        return b"".join((*parts, table.encode("ascii")))


def _written(dictionary: Dictionary) -> bytes:
    """Return a dictionary as the file has it; its text stands for bytes, as artwork's may be any."""
    entries = [f"/{_name(key)} {value}" for key, value in sorted(dictionary.items())]
    lines = [" ".join(entries[at : at + _A_LINE]) for at in range(0, len(entries), _A_LINE)]
    return ("<<\n" + " \n  ".join(lines) + "\n>>").encode("latin-1")


def _name(key: str) -> str:
    """Return a key as a name, all but the plain characters by their number (7.3.5)."""
    if key.isalnum() and key.isascii():
        return key
    return "".join(chr(at) if 33 <= at <= 126 and at not in b"%()<>{}[]/#" else f"#{at:02x}" for at in key.encode())
