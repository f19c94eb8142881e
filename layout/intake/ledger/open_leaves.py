"""The characters and things of an .odt, found by expat: all of `content.xml`, and the heads and feet of pages."""

from __future__ import annotations

import io
import re
import zipfile

from layout.intake.ledger.leaf import Leaf, squeezed
from layout.intake.ledger.xml_part import XmlPart

_THING = re.compile(r":drawing:[\d.]+ (?:object|object-ole|plugin|applet|image|control)$")
_READ_ELSEWHERE = {"note", "annotation", "tracked-changes", "text-box", "ruby-text"}


def open_leaves(data: bytes) -> tuple[Leaf, ...]:
    """Return every leaf of an OpenDocument text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found = _OpenPart("content.xml", "").read(package.read("content.xml"))
        if "styles.xml" in package.namelist():
            found += _OpenPart("styles.xml", "master-styles").read(package.read("styles.xml"))
    return tuple(found)


class _OpenPart(XmlPart):
    """One part; `only` is the element outside which nothing counts."""

    def __init__(self, name: str, only: str) -> None:
        super().__init__(name)
        self.only = only

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if not self.only and _THING.search(name):
            self.found.append(Leaf((self.name, self.key), name, True))

    def said(self, text: str) -> None:
        around = {name.rpartition(" ")[2] for name, _ in self.open}
        if squeezed(text) and (not self.only or self.only in around):
            self.found.append(Leaf((self.name, self.key), text, apart=not around.isdisjoint(_READ_ELSEWHERE)))
