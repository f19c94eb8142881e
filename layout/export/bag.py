"""BagIt 1.0 (RFC 8493): a folder whose every file is listed with its checksums.

Only what the bag is given goes into it: no clock, no host name, so that equal payloads give equal bags.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType

from layout.ground.dataclass import dataclass

ALGORITHMS = ("sha256", "sha512")

_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True, slots=True)
class Digest:
    """A file's size in bytes and its checksums."""

    size: int
    sha256: str
    sha512: str


def digest_of(path: Path) -> Digest:
    """Return a file's digest; it is read once."""
    sums = [hashlib.new(name) for name in ALGORITHMS]
    size = 0
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            size += len(block)
            for one in sums:
                one.update(block)
    return Digest(size, *(one.hexdigest() for one in sums))


def digests(paths: Sequence[Path], workers: int = 2) -> list[Digest]:
    """Return the digests of many files; hashing lets go of the interpreter, so threads share the work."""
    with ThreadPoolExecutor(max(1, workers)) as pool:
        return list(pool.map(digest_of, paths))


def close_bag(
    bag: Path,
    known: dict[str, Digest],
    info: Sequence[tuple[str, str]],
    extra: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Path, ...]:
    """Write a bag's own files around its payload and return them.

    `known` are the digests of the payload's files by their path from the bag (`data/…`); `info` are the fields of
    `bag-info.txt` in order, without Payload-Oxum, which is counted here (RFC 8493, 2.2.2). `extra` are further tag
    files by name.
    """
    octets = sum(digest.size for digest in known.values())
    fields = [*info, ("Payload-Oxum", f"{octets}.{len(known)}")]
    written = [
        _write(bag / "bagit.txt", _DECLARATION),
        _write(bag / "bag-info.txt", "".join(f"{name}: {_one_line(value)}\n" for name, value in fields)),
    ]
    written += [_write(bag / name, text) for name, text in extra.items()]
    for name in ALGORITHMS:
        rows = {path: getattr(digest, name) for path, digest in known.items()}
        written.append(_write(bag / f"manifest-{name}.txt", _manifest(rows)))
    tags = dict(zip([path.name for path in written], digests(written), strict=True))
    for name in ALGORITHMS:
        rows = {path: getattr(digest, name) for path, digest in tags.items()}
        written.append(_write(bag / f"tagmanifest-{name}.txt", _manifest(rows)))
    return tuple(written)


def _manifest(rows: dict[str, str]) -> str:
    # A path may hold no line break; RFC 8493, 2.1.3 writes those and the percent sign as %0A, %0D, %25.
    return "".join(f"{digest}  {_escaped(path)}\n" for path, digest in sorted(rows.items()))


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8", newline="\n")
    return path
