"""The bag: is every file there, unchanged, and listed (RFC 8493)?

Checkers that stop at the first difference hide which file is broken; this one reads everything and names each.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from layout.diagnostics import Diagnostic, Place, Severity

_DECLARATION = re.compile(r"BagIt-Version: (\d+\.\d+)\r?\nTag-File-Character-Encoding: UTF-8\r?\n?\Z")
_ROW = re.compile(r"([0-9A-Fa-f]+) [ *]?(.+)")
_CODED = {"%0A": "\n", "%0D": "\r", "%25": "%"}
_WORKERS = 2

Manifest = dict[str, str]
"""Checksum by path from the bag."""


def fault(code: str, name: str, /, **args: object) -> Diagnostic:
    """Return an error in a file of the package, named as the bag names it."""
    return Diagnostic(code, Severity.ERROR, Place(name), tuple(args.items()))


def bag_faults(bag: Path) -> Iterator[Diagnostic]:
    """Yield everything wrong with a bag's files and lists."""
    yield from _declared(bag)
    payload: dict[str, Manifest] = {}
    tags: dict[str, Manifest] = {}
    for path in sorted(bag.glob("*manifest-*.txt")):
        kind, _, algorithm = path.stem.partition("-")
        if kind not in ("manifest", "tagmanifest"):
            continue
        if algorithm not in hashlib.algorithms_available:
            yield fault("A002", path.name, reason=algorithm)
            continue
        rows, remarks = _rows(path)
        yield from remarks
        (payload if kind == "manifest" else tags)[algorithm] = rows
    if not payload:
        yield fault("A002", "manifest-sha256.txt", reason="-")
        return
    present = {path.relative_to(bag).as_posix() for path in (bag / "data").rglob("*") if path.is_file()}
    listed = set().union(*payload.values())
    for name in sorted(listed - present):
        yield fault("A003", name)
    for name in sorted(present - listed):
        yield fault("A004", name)
    for algorithm, rows in payload.items():
        for name in sorted((present & listed) - set(rows)):
            yield fault("A008", name, manifest=f"manifest-{algorithm}.txt")
    yield from _changed(bag, payload, "A005")
    for name in sorted(set().union(*tags.values()) if tags else ()):
        if not (bag / name).is_file():
            yield fault("A003", name)
    yield from _changed(bag, tags, "A007")
    yield from _oxum(bag, present)


def _declared(bag: Path) -> Iterator[Diagnostic]:
    try:
        text = (bag / "bagit.txt").read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    if not _DECLARATION.match(text):
        yield fault("A001", "bagit.txt")


def _rows(path: Path) -> tuple[Manifest, list[Diagnostic]]:
    """Read a manifest; a line that is none, or a path that leads out of the bag, is a fault."""
    rows: Manifest = {}
    faults = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}, [fault("A002", path.name, reason="UTF-8")]
    for number, line in enumerate(lines, 1):
        found = _ROW.fullmatch(line.strip())
        name = re.sub("%0[AaDd]|%25", lambda code: _CODED[code[0].upper()], found[2].strip()) if found else ""
        parts = PurePosixPath(name).parts
        if not found or not parts or ".." in parts or name.startswith("/"):
            faults.append(Diagnostic.make("A002", Severity.ERROR, Place(path.name, number), reason=line[:60]))
            continue
        rows[name] = found[1].lower()
    return rows, faults


def _changed(bag: Path, manifests: dict[str, Manifest], code: str) -> Iterator[Diagnostic]:
    """Yield a fault for each file that differs from a checksum; it is named once, with the algorithms that say so."""
    names = [name for name in sorted(set().union(*manifests.values()) if manifests else ()) if (bag / name).is_file()]
    wanted = [{algorithm: rows[name] for algorithm, rows in manifests.items() if name in rows} for name in names]
    with ThreadPoolExecutor(_WORKERS) as pool:
        sums = pool.map(lambda pair: _sums(bag / pair[0], tuple(pair[1])), zip(names, wanted, strict=True))
        for name, expected, found in zip(names, wanted, sums, strict=True):
            wrong = [algorithm for algorithm, digest in expected.items() if found.get(algorithm) != digest]
            if wrong:
                yield fault(code, name, algorithms=", ".join(wrong))


def _sums(path: Path, algorithms: tuple[str, ...]) -> dict[str, str]:
    sums = {name: hashlib.new(name) for name in algorithms}
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                for one in sums.values():
                    one.update(block)
    except OSError:
        return {}
    return {name: one.hexdigest() for name, one in sums.items()}


def _oxum(bag: Path, present: set[str]) -> Iterator[Diagnostic]:
    """Compare the count of bytes and files that the bag was closed with (RFC 8493, 2.2.2)."""
    try:
        info = (bag / "bag-info.txt").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    stated = re.search(r"^Payload-Oxum:\s*(\S+)", info, re.MULTILINE)
    if stated is None:
        return
    found = f"{sum((bag / name).stat().st_size for name in present)}.{len(present)}"
    if stated[1] != found:
        yield fault("A006", "bag-info.txt", wanted=stated[1], found=found)
