"""What the day costs: the steps that people take, and the seconds that the machine works, act by act."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Part:
    """An act: its name, the commands, clicks and keys that it took, wall and processor seconds."""

    name: str
    commands: int = 0
    clicks: int = 0
    keys: int = 0
    wall: float = 0.0
    processor: float = 0.0

    @property
    def steps(self) -> int:
        """All that a person did besides text."""
        return self.commands + self.clicks + self.keys


@dataclass
class Tally:
    """The acts so far, the last of them the one that is played."""

    parts: list[Part] = field(default_factory=list)

    @contextmanager
    def part(self, name: str) -> Iterator[Part]:
        """Count what is done inside as an act."""
        one = Part(name)
        self.parts.append(one)
        wall, processor = time.monotonic(), _processor()
        try:
            yield one
        finally:
            one.wall, one.processor = time.monotonic() - wall, _processor() - processor

    @property
    def now(self) -> Part:
        """The act that is played."""
        return self.parts[-1]


def _processor() -> float:
    """Return the processor seconds of this process and of every child that has ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
