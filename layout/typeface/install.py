"""Installs the open faces of `fonts.yaml` into the shop's font folder, through a cache that all checkouts share.

Faces without a source are the shop's and are only looked at.
"""

from __future__ import annotations

import json
import struct
import zlib
from io import BytesIO
from pathlib import Path

from layout.diagnostics import Diagnostic, Remarked, Severity
from layout.fetched.listed import Listed
from layout.fetched.registry import Tell
from layout.fetched.store import bring
from layout.ground.in_place import put_in_place
from layout.typeface.case import STAMP_NAME, digest, read_stamps
from layout.typeface.listing import FontList, read_list


def install(fonts_dir: Path, cache: Path, tell: Tell) -> Remarked[int]:
    """Bring every listed open face into `fonts_dir`; return how many files had to be downloaded.

    `tell` gets a line for each step. Errors are remarks: what could be installed is installed all the same.
    """
    listed = read_list(fonts_dir)
    if listed.value is None:
        return Remarked(0, listed.remarks)
    try:
        return _install(listed.value, fonts_dir, cache, tell)
    except OSError as error:
        reason = error.strerror or str(error)
        return Remarked(
            0, (Diagnostic.make("F034", Severity.ERROR, path=str(error.filename or fonts_dir), reason=reason),)
        )


def _install(listed: FontList, fonts_dir: Path, cache: Path, tell: Tell) -> Remarked[int]:
    wanted = [
        Listed(entry.file, entry.sha256, entry.licence, entry.source) for entry in listed.faces.values() if entry.source
    ]
    done = bring(wanted, fonts_dir, "fonts", cache, tell, to_sfnt)
    _stamp(listed, fonts_dir)
    if not done.remarks:
        tell(f"fonts: {len(listed.faces)} in place")
    return done


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
