"""The files that an import is asked for: folders opened, each file read plain and brought in under the guard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote

from layout.desk.copy_in.old_word import as_docx
from layout.desk.copy_in.page_names import page_of
from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import dataclass, replace
from layout.ground.expression import expression
from layout.guard import MB, Limits, Stopped, guarded, read_plain
from layout.intake.bring import Brought
from layout.intake.wishes import ImportWishes

COPY = (".docx", ".docm", ".doc", ".wps", ".odt", ".rtf", ".txt", ".md", ".html", ".htm", ".mht", ".eml")
PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif", ".bmp", ".heic", ".avif")
LARGEST = 200 * MB
_LIMITS = Limits(seconds=1.9, memory=448 * MB)
_IDENT = expression(r"[A-Za-z0-9][A-Za-z0-9_-]{0,35}")
_KEPT = frozenset(("readme.md", "thumbs.db", "desktop.ini"))
_LARGEST_SAMPLE = 8_000
_MOST_STORIES = 60
_MOST_BESIDE = 40
_LARGEST_BESIDE = 40 * MB
_READ_FOR_NAMES = 4 * MB
_DEEPEST = 3
"""Folders in folders that are looked into: page, story, what came with it. Deeper ones are told."""
_PARTS_OF_A_PAGE = ("_files", ".files")
"""How browsers name the folder of what a saved web page shows."""
_NAMED = expression(rb"""(?i)[("'=]\s*([^()"'<>\s=]{1,200}\.(?:jpe?g|png|tiff?|webp|gif|bmp|heic|avif))(?=[)"'\s>])""")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to bring in: where it lies, its name below the folder that was asked for, and its page (0: none)."""

    path: Path
    name: str
    page: int = 0


def incoming_files(
    paths: tuple[Path, ...], page: int = 0, sections: Mapping[str, int] | None = None
) -> Iterator[Incoming | Diagnostic]:
    """Yield the files that paths stand for: a folder for all copy in it and in its folders, in the order of the names.

    A folder that is named by a page is that page's, with all that lies below it; `page` (0: none) goes before its name.
    """
    for path in paths:
        if not path.is_dir():
            yield Incoming(path, path.name, page)
            continue
        top = path.resolve()
        named = page_of(top.name, sections or {})
        found = list(_Walk(top.parent if named else top, page, sections or {}, {top}).files(path, page or named))
        yield from found
        if not any(isinstance(one, Incoming) for one in found):
            yield Diagnostic.make("D106", Severity.ERROR, Place(str(path)))


@dataclass(slots=True)
class _Walk:
    """A walk through folders, none entered twice; files are called by their path below `top`."""

    top: Path
    page: int
    sections: Mapping[str, int]
    seen: set[Path]

    def files(self, folder: Path, page: int, depth: int = 0) -> Iterator[Incoming | Diagnostic]:
        entries = [
            one for one in sorted(folder.iterdir(), key=_turn) if not one.name.startswith((".", "~$", "__MACOSX"))
        ]
        kinds = (*COPY, ".pdf") if page else COPY
        found = [
            one for one in entries if one.suffix.lower() in kinds and one.is_file() and one.name.lower() != "readme.md"
        ]
        for one in found:
            yield Incoming(one, one.resolve().relative_to(self.top).as_posix() if self._inside(one) else one.name, page)
        others = [one.name for one in entries if one.is_file() and one not in found and _is_of_use(one)]
        inner = [one for one in entries if one.is_dir() and not one.name.endswith(_PARTS_OF_A_PAGE)]
        if depth == _DEEPEST:
            others += [f"{one.name}/" for one in inner]
        if others and (found or depth):
            at = Place(str(folder))
            yield Diagnostic.make("D135", Severity.NOTE, at, files=tuple(others[:12]), count=len(others))
        if depth < _DEEPEST:
            named = [(self.page or page_of(one.name, self.sections) or page, one) for one in inner]
            for at_page, one in sorted(named, key=lambda pair: (not pair[0], pair[0], pair[1].name)):
                yield from self._below(one, at_page, depth + 1)

    def _below(self, folder: Path, page: int, depth: int) -> Iterator[Incoming | Diagnostic]:
        if (real := folder.resolve()) in self.seen:
            return
        self.seen.add(real)
        found = list(self.files(folder, page, depth))
        yield from found
        count = sum(isinstance(one, Incoming) and not one.page for one in found)
        if count and depth == 1:
            yield Diagnostic.make("D136", Severity.WARNING, Place(str(folder)), folder=folder.name, count=count)

    def _inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.top)


_TOKEN = expression(
    r"([0-9]+)|^([头首]|(?=[一二三四五六七八九十])[一二三四五六七八九]?十?[一二三四五六七八九]?)"
    r"(?=[条题篇号稿、．. _-])|(.)"
)
_FIGURES = "零一二三四五六七八九"


def _turn(path: Path) -> tuple[tuple[int, str], ...]:
    """Return by what a file takes its turn in a folder: 头条, 二条, 三条; 2 before 10; else by its name."""
    found = []
    for number, chinese, sign in _TOKEN.findall(path.name):
        if chinese and chinese not in "头首":
            tens, ten, ones = chinese.rpartition("十")
            number = str((_FIGURES.index(tens or "一") * 10 if ten else 0) + _FIGURES.index(ones or "零"))
        elif chinese:
            number = "1"
        found.append((int(number[:9]), "") if number else (ord(sign) + 10**9, sign))
    return (*found, (0, path.name))


def _is_of_use(path: Path) -> bool:
    """Tell whether a file that is no copy may belong to it: all but what systems and Word keep for themselves."""
    return path.name.lower() not in _KEPT


def pictures_beside(path: Path, data: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return the pictures that a web page or a Markdown file names and that lie beside it, by their paths from it."""
    if path.suffix.lower() not in (".md", ".html", ".htm"):
        return ()
    names = {unquote(name.decode("utf-8", "replace")) for name in _NAMED.findall(data[:_READ_FOR_NAMES])}
    found: list[tuple[str, bytes]] = []
    for name in sorted(names)[:_MOST_BESIDE]:
        target = path.parent / name
        if "://" in name or target.suffix.lower() not in PICTURES:
            continue
        read = read_plain(target, Place(name), within=path.parent, most=_LARGEST_BESIDE)
        if isinstance(read, bytes):
            found.append((name.replace("\\", "/").removeprefix("./"), read))
    return tuple(found)


def free_ids(stem: str, taken: set[str], given: str = "") -> tuple[str, ...]:
    """Return ids for the stories of a file: after its name where that can be one, else the first free of w1, w2."""
    if given or (_IDENT.fullmatch(stem) and stem not in taken):
        first = given or stem
        return (first, *(f"{first}-{nth}" for nth in range(2, _MOST_STORIES) if f"{first}-{nth}" not in taken))
    numbers = (f"w{nth}" for nth in range(1, len(taken) + _MOST_STORIES + 1))
    return tuple(one for one in numbers if one not in taken)[:_MOST_STORIES]


def read_copy(path: Path, name: str, wishes: ImportWishes) -> Brought | Diagnostic:
    """Return a file brought in under a name, or why it cannot be."""
    where = Place(name)
    if not path.exists() and not path.is_symlink():
        return Diagnostic.make("D138", Severity.ERROR, Place(str(path)), near=_near(path))
    data = read_plain(path, where, most=LARGEST)
    if isinstance(data, Diagnostic):
        return data
    brought = _guarded(name, data, replace(wishes, beside=pictures_beside(path, data)))
    if isinstance(brought, Brought) and brought.refused and brought.refused[0] == "D102":
        converted = as_docx(path.name, data)
        if isinstance(converted, Diagnostic):
            return converted
        brought = _guarded(name, converted, wishes)
    return brought


def _near(path: Path) -> str:
    """Return what stands in a path's folder and is called nearly so; empty where there is none."""
    try:
        names = [one.name for one in sorted(path.parent.iterdir()) if not one.name.startswith((".", "~$"))]
    except OSError:
        return ""
    begun = [name for name in names if path.name and name.startswith((f"{path.name} ", f"{path.name}."))]
    return (begun or get_close_matches(path.name, names, 1, 0.5) or [""])[0]


def _guarded(name: str, data: bytes, wishes: ImportWishes) -> Brought | Diagnostic:
    done = guarded("layout.intake.bring:bring_in", name, data, wishes, limits=_LIMITS)
    return done.remark(Place(name)) if isinstance(done, Stopped) else done


def untouched_samples(folder: Path) -> dict[str, Path]:
    """Return the samples of a new issue that nobody has touched, by id: copy that comes in takes their place."""
    from layout.issue.start import is_sample

    found = {}
    for path in sorted(folder.glob("*.md")):
        with suppress(OSError, UnicodeDecodeError):
            if path.stat().st_size < _LARGEST_SAMPLE and is_sample(path.name, path.read_text("utf-8")):
                found[path.stem] = path
    return found
