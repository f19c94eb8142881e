"""The characters and things of an .odt, found by expat: all of `content.xml`, and the heads and feet of pages."""

from __future__ import annotations

import io
import re
import zipfile
from xml.parsers import expat

from layout.intake.ledger.leaf import Leaf, squeezed

_THING = re.compile(r":drawing:[\d.]+ (?:object|object-ole|plugin|applet|image|control)$")
_READ_ELSEWHERE = {"note", "annotation", "tracked-changes", "text-box", "ruby-text"}


def open_leaves(data: bytes) -> tuple[Leaf, ...]:
    """Return every leaf of an OpenDocument text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found = _OpenPart("content.xml", "").read(package.read("content.xml"))
        if "styles.xml" in package.namelist():
            found += _OpenPart("styles.xml", "master-styles").read(package.read("styles.xml"))
    return tuple(found)


class _OpenPart:
    """One part; `only` is the element outside which nothing counts."""

    def __init__(self, name: str, only: str) -> None:
        self.name, self.only = name, only
        self.count = -1
        self.open: list[tuple[str, int]] = []
        self.key = ""
        self.held: list[str] = []
        self.found: list[Leaf] = []

    def read(self, data: bytes) -> list[Leaf]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.held.append
        parser.Parse(data, True)
        return self.found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._say()
        self.count += 1
        self.open.append((name.rpartition(" ")[2], self.count))
        self.key = str(self.count)
        if not self.only and _THING.search(name):
            self.found.append(Leaf((self.name, self.key), name, True))

    def _end(self, name: str) -> None:
        self._say()
        self.key = f"{self.open.pop()[1]}+"

    def _say(self) -> None:
        text = "".join(self.held)
        self.held.clear()
        inside = not self.only or any(name == self.only for name, _ in self.open)
        if inside and squeezed(text):
            apart = any(name in _READ_ELSEWHERE for name, _ in self.open)
            self.found.append(Leaf((self.name, self.key), text, apart=apart))
