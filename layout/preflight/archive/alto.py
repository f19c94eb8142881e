"""A page's ALTO file: boxes inside the page and inside each other, links that resolve, text that its glyphs repeat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Diagnostic, Place
from layout.guard import MB, NODES, Stopped, no_plain_file, read_plain
from layout.preflight.archive.bag import fault
from layout.rules.archive import ALTO_EDGE

if TYPE_CHECKING:
    from lxml import etree

_ALTO = "{http://www.loc.gov/standards/alto/ns-v4#}"
_BLOCKS = frozenset(f"{_ALTO}{name}" for name in ("TextBlock", "ComposedBlock"))

_XML_MOST = 32 * MB
"""Bytes of an XML file: the text of a broadsheet page with a box for every character has 2 MB."""
_IMAGE_MOST = 4096 * MB

Frame = tuple[float, float, float, float]


def read_xml(path: Path, name: str, bag: Path) -> tuple[etree._Element | None, Diagnostic | None]:
    """Return the root of an XML file of a bag, or why it cannot be read.

    It has no document type, so no entities: nothing unfolds, and nothing outside the bag is looked at.
    """
    from lxml import etree

    data = read_plain(path, Place(name), within=bag, most=_XML_MOST)
    if isinstance(data, Diagnostic):
        return None, data
    if b"<!DOCTYPE" in data:
        return None, fault("A020", name, reason="DOCTYPE")
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, fault("A020", name, reason=str(error)[:120])
    if sum(1 for _ in islice(root.iter(), NODES + 1)) > NODES:
        return None, Stopped("nodes", NODES).remark(Place(name))
    return root, None


class TextPage:
    """One page's text file, read."""

    def __init__(self, root: etree._Element, name: str) -> None:
        """Take the root of an ALTO file; `name` is the file's in the bag."""
        self.name = name
        self._root = root
        self._elements = [element for element in root.iter() if isinstance(element.tag, str)]
        self.ids = {element.get("ID") for element in self._elements if element.get("ID")}
        self.blocks = [element.get("ID", "") for element in self._elements if element.tag in _BLOCKS]

    def faults(self, path: Path, bag: Path) -> Iterator[Diagnostic]:
        """Yield what is wrong with the file, which stands at `path` in the bag."""
        yield from self._links()
        yield from self._boxes()
        yield from self._strings()
        yield from self._image(path, bag)

    def _links(self) -> Iterator[Diagnostic]:
        """Check links by id, and that the reading order names every block once."""
        for element in self._elements:
            for key in ("IDNEXT", "REF", "TAGREFS", "STYLEREFS"):
                for target in (element.get(key) or "").split():
                    if target not in self.ids:
                        yield fault("A024", self.name, target=target)
        ordered = [
            target for element in self._root.iter(f"{_ALTO}ElementRef") for target in (element.get("REF") or "").split()
        ]
        counted = Counter(ordered)
        for block in self.blocks:
            if counted[block] != 1:
                yield fault("A028", self.name, block=block, count=counted[block])

    def _boxes(self) -> Iterator[Diagnostic]:
        page = self._root.find(f".//{_ALTO}Page")
        if page is None:
            return
        whole = (0.0, 0.0, float(page.get("WIDTH", 0)), float(page.get("HEIGHT", 0)))
        for element in self._elements:
            frame = _frame(element)
            if frame is None:
                continue
            above = next((found for up in element.iterancestors() if (found := _frame(up)) is not None), whole)
            if not _inside(frame, whole, 0) or not _inside(frame, above, ALTO_EDGE):
                yield fault("A029", self.name, element=element.get("ID") or element.get("CONTENT") or "?")

    def _strings(self) -> Iterator[Diagnostic]:
        """Check that a string's glyphs repeat its text; marks that no glyph can hold stand in the string alone."""
        for string in self._root.iter(f"{_ALTO}String"):
            glyphs = [glyph.get("CONTENT", "") for glyph in string.iterchildren(f"{_ALTO}Glyph")]
            if not glyphs:
                continue
            rest = iter(string.get("CONTENT", ""))
            if not all(any(character == glyph for character in rest) for glyph in glyphs):
                yield fault("A030", self.name, string=string.get("CONTENT"), glyphs="".join(glyphs))

    def _image(self, path: Path, bag: Path) -> Iterator[Diagnostic]:
        """Compare the page's size with its image's."""
        from PIL import Image

        named = self._root.findtext(f".//{_ALTO}fileName") or ""
        page = self._root.find(f".//{_ALTO}Page")
        image = path.parent / named
        if not named or page is None or no_plain_file(image, within=bag, most=_IMAGE_MOST) is not None:
            yield fault("A021", self.name, file=named)
            return
        stated = page.get("WIDTH"), page.get("HEIGHT")
        limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
        try:
            with Image.open(image) as opened:
                found = tuple(map(str, opened.size))
        except (OSError, ValueError, SyntaxError):
            return
        finally:
            Image.MAX_IMAGE_PIXELS = limit
        if found != stated:
            yield fault("A031", self.name, stated=" x ".join(map(str, stated)), found=" x ".join(found))


def _frame(element: Any) -> Frame | None:
    try:
        left, top = float(element.get("HPOS", "x")), float(element.get("VPOS", "x"))
        return left, top, left + float(element.get("WIDTH", "x")), top + float(element.get("HEIGHT", "x"))
    except ValueError:
        return None


def _inside(frame: Frame, around: Frame, loose: float) -> bool:
    return (
        frame[0] >= around[0] - loose
        and frame[1] >= around[1] - loose
        and frame[2] <= around[2] + loose
        and frame[3] <= around[3] + loose
    )
