"""A file of the desk as text: decoded, checked for what no copy may hold, with its lines countable.

Positions are character indices into `CopyFile.text`; `CopyFile.place` turns them into line and column (from 1). The
byte order mark and carriage returns are taken off before counting, so positions are those an editor shows. Nothing
here knows what the text means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path

from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import dataclass, field, replace
from layout.ground.expression import expression
from layout.guard import no_plain_file

LARGEST = 512 * 1024
"""Bytes a copy file may have: a whole issue's text is under 200 KB, so more is a wrong file."""

CONTROL = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_INVISIBLE = expression(
    "[\u034f\u200b\u2060-\u2064\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u206f\ufff9-\ufffc\ue000-\uf8ff\x85\u2028\u2029]"
    "|(?<=[\u3400-\u9fff])[\ufe00-\ufe0e]|[\U000e0001\U000e0100-\U000e01ef]"
    "|(?<![\u1800-\u18aa])[\u180b-\u180f]"  # between letters of Mongolian they shape them
    "|(?<![\u0600-\u06ff])\u061c"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]"  # behind a flag they say whose it is
)
_LOST = expression("\ufffd")
_MOST_REPORTED = 20
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"%PDF", b"GIF8", b"II*\0", b"MM\0*")
"""How a zip (.docx), an old .doc, a picture and a PDF begin."""


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A decoded file: the name that the desk knows it by, and its text with line feeds as line ends.

    `original` is how the file's bytes differ from the text: byte order mark and line ends. None where they cannot be
    told from the text alone (mixed line ends, control characters), so that the file must not be written back.
    """

    name: str
    text: str
    original: tuple[bytes, str] | None = (b"", "\n")
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def place(self, start: int, end: int = -1) -> Place:
        """Return the place of the characters from `start` to `end` (the same line's end where they run over it)."""
        starts = self.line_starts()
        start = min(max(start, 0), len(self.text))
        line = bisect_right(starts, start)
        column = start - starts[line - 1] + 1
        if end < 0:
            return Place(self.name, line, column)
        end = min(end, starts[line] - 1 if line < len(starts) else len(self.text))
        return Place(self.name, line, column, max(end - start, 0) + column)

    def line(self, number: int) -> str:
        """Return a line's text without its end, numbers from 1; empty beyond the file."""
        starts = self.line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end]

    def index(self, place: Place) -> int:
        """Return the character index of a place in this file."""
        starts = self.line_starts()
        return starts[min(max(place.line, 1), len(starts)) - 1] + max(place.column - 1, 0)

    def encoded(self, text: str) -> bytes | None:
        """Return a corrected text as the bytes of this file; None where it must not be written back."""
        if self.original is None:
            return None
        mark, ends = self.original
        return mark + text.replace("\n", ends).encode("utf-8")

    def line_starts(self) -> list[int]:
        """Return the index at which each line starts."""
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(match.end() for match in re.finditer("\n", self.text))
        return self._starts


def read_copy_file(
    path: Path, name: str, within: Path | None = None, *, draft: bytes | None = None
) -> tuple[CopyFile | None, tuple[Diagnostic, ...]]:
    """Read a file of the desk; None where nothing of it can be used, with the reason among the diagnostics.

    A file in another encoding than UTF-8 is refused and named by its likely encoding: guessing would alter copy.
    Control characters are errors; the text goes on with a space in their place so that the rest can be checked.
    A link that leads out of the folder `within` is refused by name: what it shows is none of the issue's. A `draft`
    is what the file would hold; the file itself is not looked at then.
    """
    whole = Place(name)
    if draft is None and within is not None and path.is_symlink():
        refused = no_plain_file(path, whole, within=within)
        if refused is not None and refused.code == "U202":
            return None, (refused,)
    data, problem = (draft, None) if draft is not None else _bytes(path, whole)
    if data is None:
        return None, (problem,) if problem else ()
    if data.startswith(_BINARY):
        return None, (Diagnostic.make("I109", Severity.ERROR, whole),)
    if data.count(b"\0") * 4 > len(data):
        return None, (Diagnostic.make("I106", Severity.ERROR, whole, encoding="UTF-16"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return None, (_wrong_encoding(data, fault.start, name),)
    remarks: list[Diagnostic] = []
    copy = CopyFile(name, text.replace("\r\n", "\n").replace("\r", "\n"))
    mark = data[:3] if data.startswith(b"\xef\xbb\xbf") else b""
    ends = "\r\n" if "\r\n" in text else "\n"
    for code, pattern, severity in (
        ("I107", CONTROL, Severity.ERROR),
        ("I114", _LOST, Severity.ERROR),
        ("I108", _INVISIBLE, Severity.WARNING),
    ):
        for match in _limited(pattern, copy.text):
            at = copy.place(match.start(), match.end())
            remarks.append(Diagnostic.make(code, severity, at, char=f"U+{ord(match.group()):04X}"))
    copy = CopyFile(name, CONTROL.sub(" ", copy.text), (mark, ends))
    if copy.encoded(copy.text) != data:
        copy = replace(copy, original=None)
    return copy, tuple(remarks)


def _limited(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Return the first matches: a binary file named `.md` must not print ten thousand diagnostics."""
    found = []
    for match in pattern.finditer(text):
        found.append(match)
        if len(found) == _MOST_REPORTED:
            break
    return found


def _bytes(path: Path, whole: Place) -> tuple[bytes | None, Diagnostic | None]:
    try:
        if path.is_dir():
            return None, Diagnostic.make("I102", Severity.ERROR, whole)
        if path.exists() and not path.is_file():
            return None, Diagnostic.make("I104", Severity.ERROR, whole, reason="not a regular file")
        size = path.stat().st_size
        if size > LARGEST:
            return None, Diagnostic.make("I105", Severity.ERROR, whole, size=size // 1024, limit=LARGEST // 1024)
        return path.read_bytes(), None
    except FileNotFoundError:
        if path.is_symlink():
            return None, Diagnostic.make("I103", Severity.ERROR, whole)
        near = renamed(path.parent, path.name)
        return None, Diagnostic.make("I101", Severity.ERROR, whole, near=near, wanted=path.name)
    except (OSError, ValueError, RuntimeError) as fault:
        # A loop of symbolic links is ELOOP here and RuntimeError in older pathlib.
        reason = getattr(fault, "strerror", None) or str(fault)
        return None, Diagnostic.make("I104", Severity.ERROR, whole, reason=reason)


_OF_COPY = (".md", ".txt", ".yaml", ".yml", "")


def renamed(folder: Path, name: str) -> str:
    """Return the file that was surely meant by a name that is none: in a folder below, or of another ending.

    Windows hides endings and adds its own: `a1.md` is saved as `a1.md.txt`, `issue.yaml` as `issue.yml`. Empty where
    there is none, or more than one.
    """

    def bare(path: str) -> str:
        stem, dot, ending = path.casefold().rpartition(".")
        return bare(stem) if dot and f".{ending}" in _OF_COPY else path.casefold()

    try:
        folders = (folder, *(sub for sub in sorted(folder.iterdir()) if sub.is_dir() and not sub.name.startswith(".")))
        found = [
            path.relative_to(folder).as_posix()
            for sub in folders
            for path in sorted(sub.iterdir())
            if bare(path.name) == bare(name) and path != folder / name and path.is_file()
        ]
    except OSError:
        return ""
    return found[0] if len(found) == 1 else ""


def _wrong_encoding(data: bytes, at: int, name: str) -> Diagnostic:
    """Return the diagnostic of a file that is not UTF-8, with the likely encoding and the line of the first fault."""
    line = data.count(b"\n", 0, at) + 1
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        likely = "UTF-16"
    elif b"\0" in data[:512]:
        return Diagnostic.make("I109", Severity.ERROR, Place(name))
    else:
        likely = _likely_encoding(data)
    return Diagnostic.make("I106", Severity.ERROR, Place(name, line, 1), encoding=likely)


def _likely_encoding(data: bytes) -> str:
    """Return the encoding that most of the bytes make Chinese in; empty where none does."""
    for encoding, label in (("gb18030", "GBK/GB18030"), ("big5", "Big5")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        han = sum("\u4e00" <= char <= "\u9fff" for char in text[:5000])
        if han * 4 > len(text[:5000]):
            return label
    return ""
