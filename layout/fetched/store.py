"""Brings listed files to their place, through a cache that all checkouts of a user share.

A file counts only when its sha256 is the listed one; it is written beside its place and renamed, so a killed run leaves
whole files or none and the next run goes on where it stopped. Its licence goes with it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tarfile
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from layout.diagnostics import Diagnostic, Remarked, Severity
from layout.fetched.listed import Listed, Source
from layout.fetched.registry import Tell, fetch_package, find_npm
from layout.ground.in_place import put_in_place

_DOWNLOAD = "download-"

Unpack = Callable[[bytes], bytes]
"""Makes the listed file of a package's member."""


def cache_home() -> Path:
    """Return the per-user cache folder of this program (XDG base directories)."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "layout"


def bring(
    wanted: Sequence[Listed], to: Path, kind: str, cache: Path, tell: Tell, unpack: Unpack = bytes
) -> Remarked[int]:
    """Bring every wanted file into folder `to`, with its licence; return how many had to be downloaded.

    `kind` names the part of the cache. Errors are remarks: what could be brought is brought all the same. OSError where
    a folder cannot be written.
    """
    store = cache / kind
    store.mkdir(parents=True, exist_ok=True)
    _sweep(store)
    lacking = [item for item in wanted if not is_good(to / item.file, item.sha256)]
    remarks, fetched = _fill(store, [item for item in lacking if not _is_stored(store, item)], cache, tell, unpack)
    for item in lacking:
        if _is_stored(store, item):
            put_in_place(to / item.file, _cached(store, item).read_bytes())
            if item.licence:
                put_in_place(to / item.licence, _licence(store, item.source).read_bytes())
    return Remarked(fetched, tuple(remarks))


def is_good(path: Path, sha256: str) -> bool:
    """Tell whether a file is there and is the listed one."""
    if not (sha256 and path.is_file()):
        return False
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == sha256


def _fill(
    store: Path, lacking: Sequence[Listed], cache: Path, tell: Tell, unpack: Unpack
) -> tuple[list[Diagnostic], int]:
    """Download what the cache lacks, a package at a time; return what went wrong and how many files came."""
    packages: dict[tuple[str, str], list[Listed]] = {}
    for item in lacking:
        packages.setdefault((item.source.package, item.source.version), []).append(item)
    remarks: list[Diagnostic] = []
    if not packages:
        return remarks, 0
    npm = find_npm(cache / "tools", tell)
    if isinstance(npm, Diagnostic):
        return [npm], 0
    for number, ((package, version), items) in enumerate(packages.items(), start=1):
        tell(f"[{number}/{len(packages)}] {package} {version}: {', '.join(item.file for item in items)}")
        with tempfile.TemporaryDirectory(dir=store, prefix=_DOWNLOAD) as folder:
            archive = fetch_package(npm, package, version, Path(folder), tell)
            if isinstance(archive, Diagnostic):
                remarks.append(archive)  # the next package would wait as long for the same network
                break
            try:
                remarks += _take(archive, items, store, unpack)
            except (tarfile.TarError, EOFError, zlib.error) as error:
                remarks.append(
                    Diagnostic.make("F031", Severity.ERROR, package=f"{package}@{version}", reason=str(error))
                )
    return remarks, sum(_is_stored(store, item) for item in lacking)


def _sweep(store: Path) -> None:
    """Remove downloads that a killed run left behind; a day old, so that no run still at work loses its own."""
    for folder in store.glob(f"{_DOWNLOAD}*"):
        if folder.stat().st_mtime < time.time() - 86_400:
            shutil.rmtree(folder, ignore_errors=True)


def _is_stored(store: Path, item: Listed) -> bool:
    return _licence(store, item.source).is_file() and is_good(_cached(store, item), item.sha256)


def _cached(store: Path, item: Listed) -> Path:
    return store / f"{item.sha256[:16]}-{item.file}"


def _licence(store: Path, source: Source) -> Path:
    return store / f"{source.package.replace('/', '-').lstrip('@')}-{source.version}-LICENSE.txt"


def _take(archive: Path, items: Iterable[Listed], store: Path, unpack: Unpack) -> list[Diagnostic]:
    """Keep the wanted files and the licence of a package's archive."""
    remarks: list[Diagnostic] = []
    with tarfile.open(archive) as tar:
        for item in items:
            source = item.source
            packed, licence = _member(tar, source.member), _member(tar, source.licence)
            if packed is None or licence is None:
                lacking = source.member if packed is None else source.licence
                remarks.append(
                    Diagnostic.make(
                        "F032", Severity.ERROR, package=f"{source.package}@{source.version}", member=lacking
                    )
                )
                continue
            data = unpack(packed)
            found = hashlib.sha256(data).hexdigest()
            if found != item.sha256:
                remarks.append(
                    Diagnostic.make("F033", Severity.ERROR, file=item.file, sha256=found[:12], want=item.sha256[:12])
                )
                continue
            put_in_place(_cached(store, item), data)
            put_in_place(_licence(store, source), licence)
    return remarks


def _member(tar: tarfile.TarFile, name: str) -> bytes | None:
    try:
        member = tar.extractfile(f"package/{name}")
    except KeyError:
        return None
    return member.read() if member else None
