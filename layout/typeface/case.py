"""The type case: the shop's faces by role, with what stands in where a face lacks a character.

A character is set in its role's face, else in the first face of the role's chain that has it; where none has it, the
page shows 〓, the trade's mark for a missing sort, and never a blank or the font's `.notdef`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from layout.diagnostics import Diagnostic, Locus, Remarked, Severity
from layout.ground.expression import expression
from layout.text.classes import BLANKS
from layout.text.shown import MADE
from layout.typeface.face import Face
from layout.typeface.listing import ROLES, FaceEntry, read_list

__all__ = ["GETA", "ROLES", "STAMP_NAME", "TypeCase", "digest", "open_case"]

GETA = "〓"
"""What is printed for a character that no face has: the foot of a sort turned upside down."""

SUBSTITUTES = (GETA, "□", "■", "?", " ")
"""What a case may print in place of a missing character, best first, where its faces lack 〓 itself."""

OPEN_FACES = {
    "noto-naskh-arabic-400": expression("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "noto-serif-tibetan-400": expression("[\u0f00-\u0fff]"),
}
"""Listed faces of scripts that no role names until a house needs them: Uyghur, Kazakh, Kyrgyz; Tibetan."""

_UNSEEN = expression(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]"
)
"""Characters that print nothing of themselves: controls, and what Unicode calls default-ignorable
(DerivedCoreProperties): joiners, variation selectors, direction marks, the soft hyphen."""

_MADE = dict.fromkeys(map(ord, MADE + "".join(BLANKS)))
"""What a face prints with its own figures, or as a blank, where it has no sort for it."""

STAMP_NAME = ".checked.json"
"""Beside the fonts: size, time and sha256 of each file when last checked, so that opening reads no whole file."""


class TypeCase:
    """Open faces by role; `roles` maps a role to its chain of faces, best first."""

    def __init__(self, roles: Mapping[str, tuple[Face, ...]], folder: Path | None = None) -> None:
        """Lay the case out; every chain has at least one face. `folder` is where another process finds the same."""
        self.roles = dict(roles)
        self.folder = folder
        self._by_key = {face.key: face for chain in self.roles.values() for face in chain}

    def face(self, role: str) -> Face:
        """Return the face that plays a role; KeyError for a role the case does not have."""
        return self.roles[role][0]

    def chain(self, role: str) -> tuple[Face, ...]:
        """Return a role's face and, after it, what stands in for it."""
        return self.roles[role]

    def by_key(self, key: str) -> Face:
        """Return a face by the name lines carry."""
        return self._by_key[key]

    @property
    def faces(self) -> tuple[Face, ...]:
        """All faces, each once, in the order of the roles."""
        return tuple(self._by_key.values())

    def split(self, role: str, text: str) -> tuple[tuple[Face, int, int], ...]:
        """Return `text` as stretches (face, start, end), each in the first face of the chain that has its characters.

        A character that no face has goes with the face of its substitute; set `printable` text so that it shows as one.
        """
        chain = self.roles[role]
        first = chain[0]
        if not text or "\0" not in text.translate(first.gids):
            return ((first, 0, len(text)),) if text else ()
        last_resort = self._owner(role, self._substitute(role)) or first
        owners = {char: self._owner(role, char) or last_resort for char in dict.fromkeys(text)}
        stretches: list[tuple[Face, int, int]] = []
        for at, char in enumerate(text):
            face = owners[char]
            if stretches and stretches[-1][0] is face:
                stretches[-1] = (face, stretches[-1][1], at + 1)
            else:
                stretches.append((face, at, at + 1))
        return tuple(stretches)

    def _owner(self, role: str, char: str) -> Face | None:
        return next((face for face in self.roles[role] if face.gids[ord(char)]), None)

    def _substitute(self, role: str) -> str:
        return next((char for char in SUBSTITUTES if self._owner(role, char)), GETA)

    def missing(self, role: str, text: str) -> str:
        """Return the characters that no face of the role's chain has, each once, in order of appearance.

        Characters that print nothing of themselves are not missed.
        """
        for face in self.roles[role]:
            if not text:
                return ""
            text = face.missing(text)
        return _UNSEEN.sub("", text)

    def printable(self, role: str, text: str) -> str:
        """Return `text` as it can be printed, at the same length.

        〓 stands for every character that no face has, a blank for one that prints nothing of itself; a font's own
        glyph for those, such as a hyphen for the soft hyphen, would print what the copy does not show.
        """
        lost = self.missing(role, text)
        if lost:
            text = text.translate(dict.fromkeys(map(ord, lost), self._substitute(role)))
        return _UNSEEN.sub(" ", text)

    def remarks(self, role: str, text: str, at: Locus | None = None) -> tuple[Diagnostic, ...]:
        """Report what is not set in the role's own face: F020 (note) stood in for, F021 (warning) printed as 〓."""
        foreign = _UNSEEN.sub("", self.face(role).missing(text)).translate(_MADE)
        if not foreign:
            return ()
        lost = self.missing(role, foreign)
        stood_in = "".join(char for char in foreign if char not in lost)
        found = []
        if stood_in:
            keys = "、".join(dict.fromkeys(face.key for face, _, _ in self.split(role, stood_in)))
            found.append(Diagnostic.make("F020", Severity.NOTE, at, role=role, chars=stood_in, faces=keys))
        if lost:
            codes = " ".join(f"U+{ord(char):04X}" for char in lost)
            open_face = next((key for key, script in OPEN_FACES.items() if script.search(lost)), "")
            found.append(
                Diagnostic.make("F021", Severity.WARNING, at, role=role, chars=lost, codes=codes, face=open_face)
            )
        return tuple(found)

    @cached_property
    def fingerprint(self) -> str:
        """A digest of which file plays which role: galleys set from an equal case are equal."""
        parts = (f"{role}={face.sha256}#{face.index}" for role, chain in self.roles.items() for face in chain)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def open_case(fonts_dir: Path) -> Remarked[TypeCase | None]:
    """Open the shop's fonts; None, with what is wrong and where, when a role cannot be set.

    A file is hashed only if it changed since it was last checked, so opening costs no reading of whole fonts. A process
    that builds again and again gets the same case for as long as no file of the folder changes, by whatever links the
    folder is reached: what is kept of glyphs and set heads hangs on the case, and must not keep one for every build.
    """
    folder = fonts_dir.resolve()
    now = _as_found(folder)
    known = _OPENED.get(folder)
    if now and known is not None and known[0] == now:
        return known[1]
    _OPENED.clear()
    opened = _opened(fonts_dir, folder)
    if now and opened.value is not None:
        _OPENED[folder] = now, opened
    return opened


_Found = tuple[tuple[str, int, int, int], ...]
_OPENED: dict[Path, tuple[_Found, Remarked[TypeCase | None]]] = {}
"""The case that was opened last, by its real folder, with the folder's files as they were then."""


def _as_found(fonts_dir: Path) -> _Found:
    """Return name, size, time and number of every file of a font folder."""
    try:
        found = [(entry.name, entry.stat()) for entry in os.scandir(fonts_dir)]
    except OSError:
        return ()
    return tuple(sorted((name, facts.st_size, facts.st_mtime_ns, facts.st_ino) for name, facts in found))


def _opened(fonts_dir: Path, folder: Path) -> Remarked[TypeCase | None]:
    """Open the fonts of `folder`; what is wrong is told of `fonts_dir`, the name by which the desk knows it."""
    listed = read_list(fonts_dir)
    if listed.value is None:
        return Remarked(None, listed.remarks)
    stamps = read_stamps(fonts_dir)
    remarks: list[Diagnostic] = []
    absent = [entry for entry in listed.value.faces.values() if not (fonts_dir / entry.file).is_file()]
    for entries, code in (
        ([entry for entry in absent if entry.source], "F010"),
        ([entry for entry in absent if not entry.source], "F011"),
    ):
        if entries:
            files = "、".join(entry.file for entry in entries)
            remarks.append(Diagnostic.make(code, Severity.ERROR, entries[0].place, files=files, count=len(entries)))
    faces: dict[str, Face] = {}
    for key, entry in listed.value.faces.items():
        if entry not in absent:
            face, found = _open_face(entry, folder, stamps)
            remarks += found
            if face is not None:
                faces[key] = face
    if any(remark.severity is Severity.ERROR for remark in remarks):
        return Remarked(None, tuple(remarks))
    chains = {role: tuple(faces[key] for key in keys) for role, keys in listed.value.roles.items()}
    return Remarked(TypeCase(chains, folder), tuple(remarks))


def _open_face(
    entry: FaceEntry, fonts_dir: Path, stamps: Mapping[str, list[object]]
) -> tuple[Face | None, Iterable[Diagnostic]]:
    path = fonts_dir / entry.file
    try:
        found = path.stat()
        size, time, known = stamps.get(entry.file, (0, 0, ""))
        sha256 = str(known) if (size, time) == (found.st_size, found.st_mtime_ns) else digest(path)
        if entry.sha256 and sha256 != entry.sha256:
            return None, (_file_error("F012", entry, sha256=sha256[:12], want=entry.sha256[:12]),)
        face = Face(entry.key, path, sha256, entry.index)
    except OSError as error:
        return None, (_file_error("F014", entry, reason=error.strerror or str(error)),)
    if entry.index >= max(1, face.hb_face.count):
        return None, (_file_error("F015", entry, index=entry.index, count=face.hb_face.count),)
    if not face.is_sound:
        return None, (_file_error("F013", entry),)
    warned = []
    if not face.may_embed:
        warned.append(Diagnostic.make("F016", Severity.WARNING, entry.place, file=entry.file))
    if face.is_variable:
        warned.append(Diagnostic.make("F017", Severity.WARNING, entry.place, file=entry.file))
    return face, warned


def _file_error(code: str, entry: FaceEntry, **args: object) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, entry.place, (("file", entry.file), *args.items()))


def digest(path: Path) -> str:
    """Return a file's sha256 in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_stamps(fonts_dir: Path) -> dict[str, list[object]]:
    """Return [size, time, sha256] by file as last checked; empty where nothing readable was kept."""
    try:
        kept = json.loads((fonts_dir / STAMP_NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {name: stamp for name, stamp in kept.items() if isinstance(stamp, list) and len(stamp) == 3}
