"""The bag: is every file there, unchanged, and listed (RFC 8493)?

Checkers that stop at the first difference hide which file is broken; this one reads everything and names each.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from layout.diagnostics import Diagnostic, Place, Severity
from layout.guard import MB, NODES, read_plain

_DECLARATION = re.compile(r"BagIt-Version: (\d+\.\d+)\r?\nTag-File-Character-Encoding: UTF-8\r?\n?\Z")
_ROW = re.compile(r"([0-9A-Fa-f]+) [ *]?(.+)")
_MANIFEST = re.compile(r"(tag)?manifest-([A-Za-z0-9_-]{1,40})\.txt")
_TAG_MOST = MB
_MANIFEST_MOST = 64 * MB
_MOST_TOLD = 200
_CODED = {"%0A": "\n", "%0D": "\r", "%25": "%"}
_WORKERS = 2

Manifest = dict[str, str]
"""Checksum by path from the bag."""


def fault(code: str, name: str, /, **args: object) -> Diagnostic:
    """Return an error in a file of the package, named as the bag names it."""
    return Diagnostic(code, Severity.ERROR, Place(name), tuple(args.items()))


def bag_faults(bag: Path) -> Iterator[Diagnostic]:
    """Yield everything wrong with a bag's files and lists.

    What a bag names lies in the bag: links, pipes and devices are refused unopened, and so is a list of files to fetch.
    """
    names, strange = _listed(bag)
    for name, kind in strange:
        yield fault("A009", name, kind=kind)
    if "fetch.txt" in names:
        yield fault("A010", "fetch.txt")
    yield from _declared(bag)
    payload: dict[str, Manifest] = {}
    tags: dict[str, Manifest] = {}
    for name in sorted(names):
        found = _MANIFEST.fullmatch(name)
        if found is None:
            continue
        if not _is_known(found[2]):
            yield fault("A002", name, reason=found[2])
            continue
        rows, remarks = _rows(bag / name)
        yield from remarks
        (tags if found[1] else payload)[found[2]] = rows
    if not payload:
        yield fault("A002", "manifest-sha256.txt", reason="-")
        return
    present = {name for name in names if name.startswith("data/")}
    listed = set().union(*payload.values())
    for name in sorted(listed - present):
        yield fault("A003", name)
    for name in sorted(present - listed):
        yield fault("A004", name)
    for algorithm, rows in payload.items():
        for name in sorted((present & listed) - set(rows)):
            yield fault("A008", name, manifest=f"manifest-{algorithm}.txt")
    yield from _changed(bag, payload, names, "A005")
    for name in sorted(set().union(*tags.values()) if tags else ()):
        if name not in names:
            yield fault("A003", name)
    yield from _changed(bag, tags, names, "A007")
    yield from _oxum(bag, names)


def _listed(bag: Path) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Return the plain files of a bag with their sizes, and what else is in it with its kind; no link is followed."""
    files: dict[str, int] = {}
    strange: list[tuple[str, str]] = []
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        for entry in sorted(os.scandir(bag / folder), key=lambda entry: entry.name):
            name = f"{folder}{entry.name}"
            told = name.encode("utf-8", "replace").decode()
            if entry.is_symlink():
                strange.append((told, "link"))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(f"{name}/")
            elif entry.is_file(follow_symlinks=False):
                files[name] = entry.stat(follow_symlinks=False).st_size
            else:
                strange.append((told, "FIFO / device"))
    return files, sorted(strange)


def _is_known(algorithm: str) -> bool:
    """Tell whether a checksum is one of fixed length that this machine can compute."""
    try:
        return hashlib.new(algorithm).digest_size > 0
    except (ValueError, TypeError):
        return False


def _text(path: Path, most: int) -> str | None:
    """Return a tag file's text; None where it is not there, no plain file, too large or not UTF-8."""
    data = read_plain(path, most=most)
    try:
        return None if isinstance(data, Diagnostic) else data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _declared(bag: Path) -> Iterator[Diagnostic]:
    if not _DECLARATION.match(_text(bag / "bagit.txt", _TAG_MOST) or ""):
        yield fault("A001", "bagit.txt")


def _rows(path: Path) -> tuple[Manifest, list[Diagnostic]]:
    """Read a manifest; a line that is none, a path that leads out of the bag or stands twice, is a fault."""
    rows: Manifest = {}
    faults: list[Diagnostic] = []
    text = _text(path, _MANIFEST_MOST)
    if text is None:
        return {}, [fault("A002", path.name, reason="UTF-8")]
    lines = text.splitlines()
    if len(lines) > NODES:
        return {}, [fault("A002", path.name, reason=f"> {NODES}")]
    for number, line in enumerate(lines, 1):
        found = _ROW.fullmatch(line.strip())
        name = re.sub("%0[AaDd]|%25", lambda code: _CODED[code[0].upper()], found[2].strip()) if found else ""
        parts = PurePosixPath(name).parts
        if not found or not parts or ".." in parts or "\0" in name or name.startswith("/") or name in rows:
            faults.append(Diagnostic.make("A002", Severity.ERROR, Place(path.name, number), reason=line[:60]))
            if len(faults) == _MOST_TOLD:
                break
            continue
        rows["/".join(parts)] = found[1].lower()
    return rows, faults


def _changed(bag: Path, manifests: dict[str, Manifest], there: Iterable[str], code: str) -> Iterator[Diagnostic]:
    """Yield a fault for each file that differs from a checksum; it is named once, with the algorithms that say so."""
    names = sorted(set().union(*manifests.values()) & set(there)) if manifests else []
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


def _oxum(bag: Path, names: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Compare the count of bytes and files that the bag was closed with (RFC 8493, 2.2.2)."""
    stated = re.search(r"^Payload-Oxum:\s*(\S+)", _text(bag / "bag-info.txt", _TAG_MOST) or "", re.MULTILINE)
    if stated is None:
        return
    sizes = [size for name, size in names.items() if name.startswith("data/")]
    found = f"{sum(sizes)}.{len(sizes)}"
    if stated[1] != found:
        yield fault("A006", "bag-info.txt", wanted=stated[1][:40], found=found)
