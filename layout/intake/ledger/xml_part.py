"""An XML part of a package read by expat: elements numbered as they begin, the characters between them gathered."""

from __future__ import annotations

from xml.parsers import expat

from layout.intake.ledger.leaf import Leaf


class XmlPart:
    """One part while it is parsed; a format says in `started`, `said` and `ended` what of it counts."""

    def __init__(self, name: str) -> None:
        """Start before the first element of the part of this name."""
        self.name = name
        self.count = -1
        self.open: list[tuple[str, int]] = []
        self.key = ""
        """The key of the characters that come now: of an element's beginning, or after one that ended."""
        self.held: list[str] = []
        self.found: list[Leaf] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def read(self, data: bytes) -> list[Leaf]:
        """Return the leaves of a part in their order; `expat.ExpatError` where it cannot be parsed."""
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self.held.append
        self._parser.Parse(data, True)
        return self.found

    def pass_over(self) -> None:
        """Take nothing more of the part: it is parsed to its end only to learn whether that can be done."""
        self._parser.StartElementHandler = self._parser.EndElementHandler = self._parser.CharacterDataHandler = None

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element that begins, which is the last of `open` now and whose key is `key`."""
        raise NotImplementedError

    def said(self, text: str) -> None:
        """Take the characters up to the next edge of an element; `open` is what they stand in."""
        raise NotImplementedError

    def ended(self, name: str) -> None:
        """Take an element that ends, after the characters in it."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._say()
        self.count += 1
        self.key = str(self.count)
        self.open.append((name, self.count))
        self.started(name, attributes)

    def _end(self, name: str) -> None:
        self._say()
        self.ended(name)
        self.key = f"{self.open.pop()[1]}+"

    def _say(self) -> None:
        text = "".join(self.held)
        self.held.clear()
        self.said(text)
