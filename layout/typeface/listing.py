"""Reads `fonts.yaml`: which face plays which role, and where each face comes from.

A role names one face or a list of them, best first; a name that ends in .ttf, .otf or .ttc is a file that the shop put
into `fonts/` itself. Mistakes are reported with their line, and all of them in one run.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.fetched.listed import Source
from layout.ground.dataclass import dataclass
from layout.guard import DEPTH, MB, Stopped, read_plain

ROLES = ("body", "headline", "display", "sans", "sans-bold", "kai", "fangsong", "nameplate")
"""Roles every shop must fill: 报宋, 小标宋, 大标宋, 黑体, 粗黑, 楷体, 仿宋, 报头."""

LIST_NAME = "fonts.yaml"
FONT_SUFFIXES = (".ttf", ".otf", ".ttc")
_TOP_KEYS = {"roles", "fallback", "faces"}
_FACE_KEYS = {"family", "file", "index", "sha256", "licence", "source"}
_SOURCE_KEYS = {"npm", "version", "member", "licence"}


@dataclass(frozen=True, slots=True)
class FaceEntry:
    """A face as listed: its file in `fonts/`, the sha256 it must have ("" = any), where to get it (None = the shop)."""

    key: str
    file: str
    place: Place
    family: str = ""
    index: int = 0
    sha256: str = ""
    licence: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class FontList:
    """`fonts.yaml` as read: face keys by role, best first and fallbacks included; the faces those roles use."""

    roles: dict[str, tuple[str, ...]]
    faces: dict[str, FaceEntry]


def read_list(fonts_dir: Path) -> Remarked[FontList | None]:
    """Return the shop's font list; None, with every mistake, where it cannot be used."""
    path = fonts_dir / LIST_NAME
    data = read_plain(path, most=MB)
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else ""
    except UnicodeDecodeError as error:
        return Remarked(None, (_error("F001", Place(str(path)), file=LIST_NAME, reason=str(error)),))
    if isinstance(data, Diagnostic):
        reason = dict(data.args).get("reason")
        return Remarked(None, (_error("F001", Place(str(path)), file=LIST_NAME, reason=reason) if reason else data,))
    return _Reader(str(path)).read(text)


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1, 0.0)
    return near[0] if near else "?"


def _error(code: str, at: Place, **args: object) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, at, tuple(args.items()))


class _Reader:
    """Walks the YAML nodes of one list, gathering remarks on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.remarks: list[Diagnostic] = []

    def read(self, text: str) -> Remarked[FontList | None]:
        """Return the list, or None with what is wrong."""
        import yaml

        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        try:
            deepest = self._deepest(yaml.parse(text, Loader=loader))
            if deepest > DEPTH:
                return Remarked(None, (Stopped("depth", DEPTH).remark(Place(self.file)),))
            root = yaml.compose(text, Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            at = Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)
            return Remarked(None, (_error("F002", at, problem=error.problem or "?"),))
        except yaml.YAMLError as error:
            return Remarked(None, (_error("F002", Place(self.file), problem=str(error).splitlines()[0]),))
        top = self._mapping(root, "fonts.yaml", _TOP_KEYS)
        listed = self._faces(top.get("faces"))
        fallback = self._names(top["fallback"], "fallback") if "fallback" in top else ()
        roles: dict[str, tuple[str, ...]] = {}
        used: dict[str, FaceEntry] = {}
        role_nodes = self._mapping(top.get("roles"), "roles", None)
        for role, node in role_nodes.items():
            keys = [
                entry.key
                for entry in (self._resolve(name, at, listed) for name, at in (*self._names(node, role), *fallback))
                if entry is not None and used.setdefault(entry.key, entry)
            ]
            if keys:
                roles[role] = tuple(dict.fromkeys(keys))
        for role in ROLES:
            if role not in role_nodes and not self.remarks:
                self.remarks.append(_error("F005", Place(self.file), role=role))
        if self.remarks:
            return Remarked(None, tuple(dict.fromkeys(self.remarks)))
        return Remarked(FontList(roles, used))

    def _deepest(self, events: Iterable[Any]) -> int:
        """Return how deep nodes stand inside one another: a tree is built by recursion in C, which has no limit."""
        depth = deepest = 0
        for event in events:
            name = type(event).__name__
            depth += name.endswith("StartEvent") - name.endswith("EndEvent")
            deepest = max(deepest, depth)
            if deepest > DEPTH:
                break
        return deepest

    def _place(self, node: Any) -> Place:
        start, end = node.start_mark, node.end_mark
        last = end.column + 1 if end.line == start.line else 0
        return Place(self.file, start.line + 1, start.column + 1, last)

    def _mapping(self, node: Any, what: str, known: set[str] | None) -> dict[str, Any]:
        """Return a mapping's value nodes by key; unknown and doubled keys are errors with the nearest known key."""
        if node is None or not isinstance(node.value, list) or node.id != "mapping":
            at = self._place(node) if node is not None else Place(self.file)
            self.remarks.append(_error("F003", at, what=what))
            return {}
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                self.remarks.append(_error("F007", self._place(key), key=name))
            elif known is not None and name not in known:
                self.remarks.append(_error("F004", self._place(key), key=name, near=_nearest(name, known)))
            else:
                found[name] = value
        return found

    def _scalar(self, node: Any, what: str, within: Any = None) -> str:
        """Return a text; where it is absent or no text, the remark stands there or at the mapping it belongs into."""
        if node is None or node.id != "scalar" or not node.value.strip():
            self.remarks.append(_error("F009", self._place(node or within), what=what))
            return ""
        return str(node.value).strip()

    def _names(self, node: Any, what: str) -> tuple[tuple[str, Place], ...]:
        nodes = node.value if node.id == "sequence" else [node]
        return tuple((self._scalar(item, what), self._place(item)) for item in nodes)

    def _faces(self, node: Any) -> dict[str, FaceEntry]:
        faces: dict[str, FaceEntry] = {}
        if node is None:  # a shop may list only its own files
            return faces
        for key, value in self._mapping(node, "faces", None).items():
            fields = self._mapping(value, key, _FACE_KEYS)
            text = {name: self._scalar(fields[name], name) for name in fields if name != "source"}
            index = text.get("index", "0")
            if not index.isdecimal():
                self.remarks.append(_error("F018", self._place(fields["index"]), what="index"))
                index = "0"
            if "file" not in fields:
                self.remarks.append(_error("F009", self._place(value), what=f"{key}.file"))
            source = None
            if "source" in fields:
                parts = self._mapping(fields["source"], f"{key}.source", _SOURCE_KEYS)
                within = fields["source"]
                names = ("npm", "version", "member", "licence")
                source = Source(*(self._scalar(parts.get(name), f"{key}.source.{name}", within) for name in names))
                for name in ("file", "licence"):
                    if name in fields and Path(text[name]).name != text[name]:
                        self.remarks.append(_error("F008", self._place(fields[name]), file=text[name]))
            faces[key] = FaceEntry(
                key,
                text.get("file", ""),
                self._place(value),
                text.get("family", ""),
                int(index),
                text.get("sha256", "").lower(),
                text.get("licence", ""),
                source,
            )
        return faces

    def _resolve(self, name: str, at: Place, listed: dict[str, FaceEntry]) -> FaceEntry | None:
        """Return the face that a role names: a listed one, or a file of the shop's own (`FILE.ttc#1` for a member)."""
        if name in listed:
            return listed[name]
        file, _, index = name.partition("#")
        if Path(file).suffix.lower() in FONT_SUFFIXES and (not index or index.isdecimal()):
            stem = Path(file).stem
            return FaceEntry(f"{stem}-{index}" if index else stem, file, at, family=stem, index=int(index or 0))
        if name:
            self.remarks.append(_error("F006", at, face=name, near=_nearest(name, listed)))
        return None
