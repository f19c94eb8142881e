"""What a file that nobody has checked may cost, as data, and what is said when it would cost more."""

from __future__ import annotations

from typing import Literal

from layout.diagnostics import Diagnostic, Locus, Place, Severity
from layout.ground.dataclass import dataclass

MB = 1 << 20

FILE_BYTES = 256 * MB
"""Largest file that is taken in: a page of photographs as uncompressed TIFF has 90 MB."""
PIXELS = 100_000_000
"""Pixels of a picture: a broadsheet page at 550 dpi, and as many as the largest common cameras give."""
UNPACKED = 64 * MB
"""Bytes that one packed part (a member of a zip file, a stream of a PDF, a profile) may unpack to, samples aside."""
NODES = 200_000
"""Elements of an XML or SVG file, nodes of a JSON or YAML file, objects of a PDF."""
POINTS = 500_000
"""Points of all paths of a drawing: the most detailed maps that papers print have a tenth of them."""
OPERATORS = 1_000_000
"""Operators of a page's content: a broadsheet page of ours has ten thousand."""
DEPTH = 200
"""Things that stand inside one another: elements, forms, lists."""

Limit = Literal[
    "seconds", "memory", "answer", "pixels", "bytes", "nodes", "points", "operators", "depth", "died", "fault"
]
"""Which limit was passed; `died` and `fault` are a child that ended and one that raised."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one guarded call may use.

    `seconds` are of processor time, since a busy machine must not decide what is printed; `clock` seconds may pass by
    the clock, ten times as many where nothing is said. `memory` is in bytes, over what the child's libraries take.
    `answer` is the largest value in bytes. Processor time and memory are held by the system (setitimer, RLIMIT_AS):
    Linux has both, macOS time alone, Windows neither, so there only the clock and the caps of this module hold.

    With `behind` the child stands back for whoever works at the screen, and is one of its own kind: what it holds in
    memory is there at the next call.
    """

    seconds: float = 1.5
    memory: int = 384 * MB
    answer: int = 256 * MB
    clock: float = 0.0
    behind: bool = False

    @classmethod
    def in_step_with(cls, size: int) -> Limits:
        """Return limits for a file of so many bytes: honest files cost in step with their size, and bombs do not."""
        return cls(1.5 + size / (2 * MB), 384 * MB + 8 * size, clock=30 + 10 * size / MB)

    @property
    def patience(self) -> float:
        """Seconds by the clock after which a child is ended."""
        return self.clock or self.seconds * 10


@dataclass(frozen=True, slots=True)
class Stopped:
    """A guarded call that gave no value: which limit, how much it allows (in its own unit), and what was said."""

    limit: Limit
    allowed: float = 0
    said: str = ""

    def remark(self, at: Place | Locus | None = None) -> Diagnostic:
        """Return the diagnostic of it, at the file concerned."""
        amount = self.allowed / MB if self.limit in _IN_MB else self.allowed
        return Diagnostic.make(_CODES[self.limit], Severity.ERROR, at, limit=f"{amount:g}", said=self.said)


class Exceeded(Exception):
    """A file would cost more than a cap allows; raised by our decoders before they unpack."""

    def __init__(self, limit: Limit, allowed: float) -> None:
        """Say which limit, and how much it allows."""
        super().__init__(f"{limit}: {allowed:g}")
        self.stopped = Stopped(limit, allowed)


_IN_MB = frozenset({"memory", "answer", "bytes"})
_CODES: dict[Limit, str] = {
    "seconds": "U101", "memory": "U102", "answer": "U103", "bytes": "U103", "pixels": "U104", "nodes": "U105",
    "points": "U106", "operators": "U107", "depth": "U108", "died": "U109", "fault": "U110",
}  # fmt: skip
