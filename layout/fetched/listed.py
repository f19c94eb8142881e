"""What a list says of a file to fetch: its name, its hash, and where it comes from."""

from __future__ import annotations

from layout.ground.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file comes from: npm package, version, the file's and the licence's path inside it."""

    package: str
    version: str
    member: str
    licence: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as listed: its name, the sha256 it must have, the name that its licence gets, and where it comes from."""

    file: str
    sha256: str
    licence: str
    source: Source
