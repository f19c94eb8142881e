"""Zip packages of copy (.docx, .odt) opened under limits, and their XML parsed without entities or outside calls."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

LARGEST_PART = 48 << 20
"""Bytes of one XML part unpacked; the text of a book is a tenth of it."""
LARGEST_PACKAGE = 256 << 20
"""Bytes of all parts read from a package."""
MOST_PARTS = 20_000
MOST_TAGS = 320_000
"""Tags of one XML part: a book of two hundred pages has as many, a page of a newspaper a thousand."""


class Refused(Exception):
    """A file that cannot be taken: the code of the diagnostic, and why in Chinese and English."""

    def __init__(self, why: str, reason: str, code: str = "D101") -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.why, self.reason, self.code = why, reason, code


DAMAGED = ("文件损坏，或没有传完", "damaged or incomplete")
LOCKED = ("加了密码", "protected by a password")


def too_large(what: str, named: str) -> Refused:
    """Return the refusal of a file that holds more than copy ever does."""
    return Refused(f"{what}太多，不像稿件", f"far more {named} than copy has", "D104")


class Package:
    """The parts of a zip package by name, unpacked one by one and never more than the limits."""

    def __init__(self, data: bytes) -> None:
        """Open a package; Refused where it is none."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, UnicodeError) as fault:
            raise Refused(*DAMAGED) from fault
        if len(parts) > MOST_PARTS:
            raise too_large("文件里的部件", "parts")
        self._parts = {part.filename.replace("\\", "/").lstrip("/"): part for part in parts if not part.is_dir()}
        self._folded = {name.lower(): name for name in self._parts}
        self._room = LARGEST_PACKAGE

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the parts in the order of the package."""
        return tuple(self._parts)

    def find(self, name: str) -> str | None:
        """Return the name of a part as the package spells it, or None."""
        name = name.replace("\\", "/").lstrip("/")
        return name if name in self._parts else self._folded.get(name.lower())

    def size(self, name: str) -> int:
        """Return the unpacked size that a part claims to have."""
        found = self.find(name)
        return self._parts[found].file_size if found else 0

    def read(self, name: str, limit: int = LARGEST_PACKAGE) -> bytes | None:
        """Return a part unpacked; None where there is none, Refused where it is too large or damaged."""
        found = self.find(name)
        if found is None:
            return None
        part = self._parts[found]
        limit = min(limit, self._room)
        if part.file_size > limit:
            raise too_large("字节", "bytes")
        try:
            with self._zip.open(part) as stream:
                data = stream.read(limit + 1)
        except RuntimeError as fault:
            raise Refused(*LOCKED) from fault
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as fault:
            raise Refused(*DAMAGED) from fault
        if len(data) > limit:
            raise too_large("字节", "bytes")
        self._room -= len(data)
        return data

    def xml(self, name: str) -> Any | None:
        """Return the root element of an XML part; None where there is no such part."""
        data = self.read(name, LARGEST_PART)
        return None if data is None else parse_xml(data)


def parse_xml(data: bytes) -> Any:
    """Return the root element of an XML document; Refused where it is damaged, declares entities or is a bomb."""
    from lxml import etree

    if data.count(b"<") > MOST_TAGS:
        raise too_large("段落和记号", "marks and paragraphs")
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65536]:
        raise Refused("含有实体声明，不安全", "it declares entities, which is unsafe", "D104")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Refused(*DAMAGED) from fault
    if root is None:
        raise Refused(*DAMAGED)
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise Refused("含有实体声明，不安全", "it declares entities, which is unsafe", "D104")
    return root
