"""Installs the open faces of `fonts.yaml` into the shop's font folder, through a cache that all checkouts share.

A file counts only when its sha256 is the listed one; it is written beside its place and renamed, so a killed run leaves
whole files or none and the next run goes on where it stopped. Faces without a source are the shop's and are only
looked at. Nothing else in the package opens a network connection.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
import tarfile
import tempfile
import time
import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from layout.diagnostics import Diagnostic, Remarked, Severity
from layout.ground.in_place import put_in_place
from layout.typeface.case import STAMP_NAME, digest, read_stamps
from layout.typeface.listing import FaceEntry, FontList, Source, read_list
from layout.typeface.registry import Tell, fetch_package, find_npm

_DOWNLOAD = "download-"


def cache_home() -> Path:
    """Return the per-user cache folder of this program (XDG base directories)."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "layout"


def install(fonts_dir: Path, cache: Path, tell: Tell) -> Remarked[int]:
    """Bring every listed open face into `fonts_dir`; return how many files had to be downloaded.

    `tell` gets a line for each step. Errors are remarks: what could be installed is installed all the same.
    """
    listed = read_list(fonts_dir)
    if listed.value is None:
        return Remarked(0, listed.remarks)
    try:
        return _install(listed.value, fonts_dir, cache / "fonts", cache / "tools", tell)
    except OSError as error:
        reason = error.strerror or str(error)
        return Remarked(0, (_error("F034", path=str(error.filename or fonts_dir), reason=reason),))


def _error(code: str, **args: object) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, None, tuple(args.items()))


def _install(listed: FontList, fonts_dir: Path, store: Path, tools: Path, tell: Tell) -> Remarked[int]:
    store.mkdir(parents=True, exist_ok=True)
    _sweep(store)
    wanted = [
        (entry, entry.source)
        for entry in listed.faces.values()
        if entry.source and not _is_good(fonts_dir / entry.file, entry)
    ]
    remarks, fetched = _fill(
        store, [(entry, source) for entry, source in wanted if not _is_stored(store, entry)], tools, tell
    )
    for entry, source in wanted:
        if _is_stored(store, entry):
            put_in_place(fonts_dir / entry.file, _cached(store, entry).read_bytes())
            if entry.licence:
                put_in_place(fonts_dir / entry.licence, _licence(store, source).read_bytes())
    _stamp(listed, fonts_dir)
    if not remarks:
        tell(f"fonts: {len(listed.faces)} in place")
    return Remarked(fetched, tuple(remarks))


def _fill(
    store: Path, lacking: Sequence[tuple[FaceEntry, Source]], tools: Path, tell: Tell
) -> tuple[list[Diagnostic], int]:
    """Download what the cache lacks, a package at a time; return what went wrong and how many faces came."""
    packages: dict[tuple[str, str], list[tuple[FaceEntry, Source]]] = {}
    for entry, source in lacking:
        packages.setdefault((source.package, source.version), []).append((entry, source))
    remarks: list[Diagnostic] = []
    if not packages:
        return remarks, 0
    npm = find_npm(tools, tell)
    if isinstance(npm, Diagnostic):
        return [npm], 0
    for number, ((package, version), faces) in enumerate(packages.items(), start=1):
        tell(f"[{number}/{len(packages)}] {package} {version}: {', '.join(entry.file for entry, _ in faces)}")
        with tempfile.TemporaryDirectory(dir=store, prefix=_DOWNLOAD) as folder:
            archive = fetch_package(npm, package, version, Path(folder), tell)
            if isinstance(archive, Diagnostic):
                remarks.append(archive)  # the next package would wait as long for the same network
                break
            try:
                remarks += _unpack(archive, faces, store)
            except (tarfile.TarError, EOFError, zlib.error) as error:
                remarks.append(_error("F031", package=f"{package}@{version}", reason=str(error)))
    return remarks, sum(_is_stored(store, entry) for entry, _ in lacking)


def _sweep(store: Path) -> None:
    """Remove downloads that a killed run left behind; a day old, so that no run still at work loses its own."""
    for folder in store.glob(f"{_DOWNLOAD}*"):
        if folder.stat().st_mtime < time.time() - 86_400:
            shutil.rmtree(folder, ignore_errors=True)


def _is_stored(store: Path, entry: FaceEntry) -> bool:
    return bool(entry.source and _licence(store, entry.source).is_file()) and _is_good(_cached(store, entry), entry)


def _is_good(path: Path, entry: FaceEntry) -> bool:
    return path.is_file() and bool(entry.sha256) and digest(path) == entry.sha256


def _cached(store: Path, entry: FaceEntry) -> Path:
    return store / f"{entry.sha256[:16]}-{entry.file}"


def _licence(store: Path, source: Source) -> Path:
    return store / f"{source.package.replace('/', '-').lstrip('@')}-{source.version}-LICENSE.txt"


def _unpack(archive: Path, faces: Iterable[tuple[FaceEntry, Source]], store: Path) -> list[Diagnostic]:
    """Keep the wanted weights and the licence of a package's archive."""
    remarks: list[Diagnostic] = []
    with tarfile.open(archive) as tar:
        for entry, source in faces:
            font, licence = _member(tar, source.member), _member(tar, source.licence)
            if font is None or licence is None:
                lacking = source.member if font is None else source.licence
                remarks.append(_error("F032", package=f"{source.package}@{source.version}", member=lacking))
                continue
            font = to_sfnt(font)
            found = hashlib.sha256(font).hexdigest()
            if found != entry.sha256:
                remarks.append(_error("F033", file=entry.file, sha256=found[:12], want=entry.sha256[:12]))
                continue
            put_in_place(_cached(store, entry), font)
            put_in_place(_licence(store, source), licence)
    return remarks


def _member(tar: tarfile.TarFile, name: str) -> bytes | None:
    try:
        member = tar.extractfile(f"package/{name}")
    except KeyError:
        return None
    return member.read() if member else None


def to_sfnt(font: bytes) -> bytes:
    """Return a web font (WOFF, WOFF2) as the plain font it packs, anything else as it is; same input, same bytes.

    A damaged web font comes back as it is too: its sha256 will not be the listed one.
    """
    if font[:4] not in (b"wOFF", b"wOF2"):
        return font
    from fontTools.ttLib import TTFont, TTLibError

    plain = BytesIO()
    try:
        with TTFont(BytesIO(font), lazy=True, recalcTimestamp=False, recalcBBoxes=False) as packed:
            packed.flavor = None
            packed.save(plain, reorderTables=False)
    except (TTLibError, struct.error, zlib.error, ValueError, IndexError, KeyError):
        return font
    return plain.getvalue()


def _stamp(listed: FontList, fonts_dir: Path) -> None:
    """Keep each file's size, time and sha256, so that opening the fonts need not hash them; see `case.STAMP_NAME`."""
    old = read_stamps(fonts_dir)
    stamps: dict[str, list[object]] = {}
    for entry in listed.faces.values():
        path = fonts_dir / entry.file
        if path.is_file():
            found = path.stat()
            now: list[object] = [found.st_size, found.st_mtime_ns]
            kept = old.get(entry.file, [])
            stamps[entry.file] = kept if kept[:2] == now else [*now, digest(path)]
    put_in_place(fonts_dir / STAMP_NAME, json.dumps(stamps, indent=1, sort_keys=True).encode())
