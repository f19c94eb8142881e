"""Records: the dataclasses that composition makes by the ten thousand.

A frozen dataclass spends nine tenths of its making on the check that nobody changes it (2 µs against 0.2 µs for a
line's fifteen fields). The type checker enforces that instead: it reads `record` as `dataclasses.dataclass`, so
`@record(frozen=True, slots=True)` is frozen to it, while at run time the fields are plain slots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(**settings):
        """Return the decorator of a slotted dataclass with equality and a hash, unguarded at run time."""
        assert settings == {"frozen": True, "slots": True}
        return dataclass(slots=True, unsafe_hash=True)


__all__ = ["record"]
