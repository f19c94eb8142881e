"""What the day costs: the steps that people take, and the seconds that the machine works, act by act."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    programs: list[tuple[str, float]] = field(default_factory=list)
    """What was run with the processor seconds that it took."""

    @property
    def slowest(self) -> list[tuple[str, float]]:
        """The programs that took most."""
        return sorted(self.programs, key=lambda pair: -pair[1])[:12]

    @property
    def steps(self) -> int:
        """All that a person did besides text."""
        return self.commands + self.clicks + self.keys


@dataclass
class Tally:
    """The acts so far, the last of them the one that is played."""

    parts: list[Part] = field(default_factory=list)
    ended: float = 0.0

    @contextmanager
    def part(self, name: str) -> Iterator[Part]:
        """Count what is done inside as an act."""
        one = Part(name)
        self.parts.append(one)
        wall, before = time.monotonic(), self.processor()
        try:
            yield one
        finally:
            one.wall += time.monotonic() - wall
            one.processor += self.processor() - before

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Leave out what the play does for itself and no paper would: pictures of screens, questions to a result."""
        wall, before = time.monotonic(), self.processor()
        try:
            yield
        finally:
            self.now.wall -= time.monotonic() - wall
            self.now.processor -= self.processor() - before

    @contextmanager
    def ending(self) -> Iterator[None]:
        """End programs inside; what their own children worked is kept, which the system forgets with them."""
        before = processor()
        try:
            yield
        finally:
            self.ended += max(0.0, before - processor())

    def processor(self) -> float:
        """Return the processor seconds so far."""
        return processor() + self.ended

    @property
    def now(self) -> Part:
        """The act that is played."""
        return self.parts[-1]


def processor(pid: int | None = None) -> float:
    """Return the processor seconds of a process (else this one) and all that it started, ended or not."""
    import psutil

    own = psutil.Process(pid)
    seconds = 0.0
    for one in (own, *own.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            times = one.cpu_times()
            seconds += times.user + times.system + times.children_user + times.children_system
    return seconds
