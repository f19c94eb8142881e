"""YAML as a tree whose every node knows where it stands in its file.

Only what an issue needs is let in: mappings, sequences, scalars. Scalars stay the characters that the desk typed
(`12:30`, `no`, `010` are not times, truths or octals here); plain `null`, `~` and nothing are None. Duplicate keys,
anchors, aliases, tags, second documents and over-deep nesting are diagnostics. The tree is built from the parser's
events, so that depth and size are judged before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from layout.diagnostics import Diagnostic, Severity
from layout.ground.dataclass import dataclass, field
from layout.ground.expression import expression, spare_compiling
from layout.issue.copyfile import CONTROL, CopyFile

DEEPEST = 12
"""Levels of nesting; the format needs six."""
MOST_NODES = 50_000
"""Nodes of one file; an issue of sixteen pages needs under a thousand."""

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Node:
    """A YAML node: characters `start` to `end` of its file, and its value.

    `value` is None or str for a scalar, a list of nodes for a sequence, a dict of nodes for a mapping; `keys` has the
    node of each key.
    """

    start: int
    end: int
    value: Any = None
    keys: dict[str, Node] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return `mapping`, `sequence` or `scalar`."""
        if isinstance(self.value, dict):
            return "mapping"
        return "sequence" if isinstance(self.value, list) else "scalar"

    def plain(self) -> Any:
        """Return the bare data: dicts, lists, strings and None."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def at(self, path: Path, key: bool = False) -> Node:
        """Return the node at a path, or the nearest one above it that exists; with `key`, the last key's own node."""
        node = self
        for step in path:
            parent = node
            if isinstance(node.value, dict) and str(step) in node.value:
                node = parent.keys[str(step)] if key and step == path[-1] else node.value[str(step)]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            else:
                break
        return node

    def walk(self, path: Path = ()) -> Iterator[tuple[Path, Node]]:
        """Yield every node below this one with its path, this one first."""
        yield path, self
        below: list[tuple[str | int, Node]] = []
        if isinstance(self.value, dict):
            below.extend(self.value.items())
        elif isinstance(self.value, list):
            below.extend(enumerate(self.value))
        for step, node in below:
            yield from node.walk((*path, step))


def read_tree(
    copy: CopyFile, start: int = 0, end: int = -1, empty: str = "I113"
) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Parse the YAML mapping between two indices of a file; None where its form is broken, with the reason.

    Positions of nodes count from the start of the file, not of the stretch. `empty` is the code for a stretch that
    holds nothing or no mapping.
    """
    spare_compiling("yaml")
    import yaml

    text = copy.text[start : len(copy.text) if end < 0 else end]
    builder = _Builder(copy, start)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as fault:
        # What is not closed is best shown where it opens.
        opened = fault.context_mark if _UNCLOSED.search(str(fault.problem)) else None
        mark = opened or fault.problem_mark
        return None, (*builder.remarks, _broken(copy, start + (mark.index if mark else 0), str(fault.problem)))
    except (yaml.YAMLError, ValueError) as fault:
        return None, (*builder.remarks, _broken(copy, start, str(fault)))
    if builder.failed or (builder.root is None and builder.remarks):
        return None, tuple(builder.remarks)
    if builder.root is None or builder.root.kind != "mapping":
        return None, (*builder.remarks, Diagnostic.make(empty, Severity.ERROR, copy.place(start)))
    return builder.root, tuple(builder.remarks)


_SWALLOWED = expression(r"[ \t]+(#[^\s#!][^\n]*)")
"""What YAML takes for a comment and a desk hardly means as one: 荣获 #1 名. A comment has a blank after its sign."""
_COMMENTED = expression(r"(?<![0-9０-９A-Za-z#＃&/])[#＃](?=[^\s#＃0-9])[^#＃\n]*\Z")
"""What a desk means as a comment and YAML does not take for one: 要闻＃改一下. #话题# has two signs, 1＃楼 a figure."""
_WIDE_LIST = expression(r"[［｛].*[］｝]|【.*[\"'“,，、].*】", re.DOTALL)
"""A list or a block in the brackets that an input method writes."""
_WIDE_QUOTED = expression(r"[“「][^“”「」]*[”」]")
_SPOKEN = frozenset({"main", "kicker", "deck", "short", "caption", "pullquote", "label", "statement", "reason", "why"})
"""Keys whose words may well be a quotation as a whole."""
_UNCLOSED = expression("expected ',' or|end of stream")
_PROBLEMS = {
    "expected ',' or ']'": "方括号没有收尾，或项目之间缺半角逗号",
    "expected ',' or '}'": "花括号没有收尾，或项目之间缺半角逗号",
    "did not find expected key": "这里应是名目，缩进可能不齐",
    "could not find expected ':'": "名目后面缺冒号",
    "mapping values are not allowed": "这一行多了冒号，内容要加引号",
    "end of stream": "引号没有收尾",
    "expected node content": "缺内容，或有多余的符号",
    "cannot start any token": "内容以 @、%、反引号等符号开头，要加引号",
    "expected '-' indicator": "列表里缺连字符，缩进可能不齐",
    "unknown escape character": "双引号里有不认识的反斜杠",
    "expected <document start>": "缩进不齐，前面的内容已经结束",
    "block sequence entries are not allowed": "这里不能写列表",
    "alphabetic or numeric character": "内容以 & 或 * 开头，要加引号",
    "undefined tag handle": "内容以感叹号开头，要加引号",
}
"""What the parser says, in the desk's words."""
_FULLWIDTH_COLON = expression(r"^[ \t-]*[A-Za-z_]+[ \t]*：")
_UNSPACED_COLON = expression(r"^[ \t-]*[A-Za-z_]+:[^\s:/]")


def _broken(copy: CopyFile, index: int, problem: str) -> Diagnostic:
    """Return the diagnostic of broken YAML; the commonest slips of a Chinese desk have their own."""
    at = copy.place(index)
    first = max(at.line - 2, 1)
    for number in range(first, at.line + 1):
        line = copy.line(number)
        begin = copy.line_starts()[number - 1]
        if match := _FULLWIDTH_COLON.match(line):
            return Diagnostic.make("I202", Severity.ERROR, copy.place(begin + match.end() - 1, begin + match.end()))
        if "\t" in line[: len(line) - len(line.lstrip())]:
            column = line.index("\t")
            return Diagnostic.make("I203", Severity.ERROR, copy.place(begin + column, begin + column + 1))
        if match := _UNSPACED_COLON.match(line):
            return Diagnostic.make("I204", Severity.ERROR, copy.place(begin + match.end() - 2, begin + match.end() - 1))
    said = next((zh for english, zh in _PROBLEMS.items() if english in problem), problem)
    return Diagnostic.make("I201", Severity.ERROR, at, problem=problem, said=said)


def _shortened(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"


class _Builder:
    """Builds the tree from parser events; `take` tells whether it wants more."""

    def __init__(self, copy: CopyFile, base: int) -> None:
        self.copy = copy
        self.base = base
        self.root: Node | None = None
        self.remarks: list[Diagnostic] = []
        self.failed = False
        self._open: list[Node] = []
        self._keys: list[Node | None] = []
        self._count = 0
        self._documents = 0

    def take(self, event: Any) -> bool:
        """Add one event; False ends the parse."""
        name = type(event).__name__
        start, end = self.base + event.start_mark.index, self.base + event.end_mark.index
        if name == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self._say("I208", start, end)
                return False
        elif name == "AliasEvent":
            self._say("I206", start, end, name=event.anchor)
            self._place(Node(start, end))
        elif name in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent"):
            return self._begin(event, name, start, end)
        elif name in ("SequenceEndEvent", "MappingEndEvent"):
            node = self._open.pop()
            self._keys.pop()
            node.end = max(end, node.start) if self.copy.text[end - 1 : end] in ("]", "}") else self._trimmed(node, end)
        return True

    def _begin(self, event: Any, name: str, start: int, end: int) -> bool:
        self._count += 1
        if self._count > MOST_NODES:
            self._say("I207", start, end, limit=MOST_NODES)
            self.failed = True
            return False
        if event.anchor:
            self._say("I206", start, start + len(event.anchor) + 1, name=event.anchor)
            start = min(start + len(event.anchor) + 1, end) if name == "ScalarEvent" else start
        if event.tag and event.tag != "!":
            self._say("I209", start, end, tag=event.tag)
        if name == "ScalarEvent":
            plain = event.implicit[0]
            value = None if plain and event.value in ("", "null", "~", "Null", "NULL") else event.value
            if value and event.style == '"' and (control := CONTROL.search(value)):
                # Written as an escape, so that the file's own characters did not show it.
                self._say("I107", start, end, char=f"U+{ord(control.group()):04X}")
                value = CONTROL.sub(" ", value)
            if plain and (lost := _SWALLOWED.match(self.copy.text, end)):
                at = self.copy.place(*lost.span(1))
                self.remarks.append(Diagnostic.make("I212", Severity.WARNING, at, text=_shortened(lost[1])))
            if plain and value:
                self._doubt(value, start, end)
            self._place(Node(start, end, value))
            return True
        if len(self._open) >= DEEPEST:
            self._say("I205", start, start + 1, limit=DEEPEST)
            self.failed = True
            return False
        node = Node(start, end, {} if name == "MappingStartEvent" else [])
        self._place(node)
        self._open.append(node)
        self._keys.append(None)
        return True

    def _doubt(self, value: str, start: int, end: int) -> None:
        """Warn of a plain scalar that prints signs which the desk meant for YAML."""
        key = self._keys[-1] if self._keys else None
        if commented := _COMMENTED.search(value):
            code, shown = "I213", commented[0]
        elif _WIDE_LIST.fullmatch(value):
            code, shown = "I214", value
        elif key is not None and key.value not in _SPOKEN and _WIDE_QUOTED.fullmatch(value):
            code, shown = "I215", value
        else:
            return
        at = self.copy.place(start, end)
        self.remarks.append(Diagnostic.make(code, Severity.WARNING, at, text=_shortened(shown)))

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent, key = self._open[-1], self._keys[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif key is None:
            if node.kind != "scalar":
                self._say("I211", node.start, node.end)
                node = Node(node.start, node.end, "?")
            self._keys[-1] = node
        else:
            self._keys[-1] = None
            name = "" if key.value is None else str(key.value)
            if name in parent.value:
                first = self.copy.place(parent.keys[name].start).line
                self._say("I210", key.start, key.end, key=name, first=first)
                return
            parent.value[name] = node
            parent.keys[name] = key

    def _trimmed(self, node: Node, end: int) -> int:
        """Return a block collection's end without the blank lines and comments that the parser counts to it."""
        last = node.end
        below = node.value.values() if isinstance(node.value, dict) else node.value
        for child in below:
            last = max(last, child.end)
        return min(max(last, node.start), max(end, node.start))

    def _say(self, code: str, start: int, end: int, **args: object) -> None:
        self.remarks.append(Diagnostic.make(code, Severity.ERROR, self.copy.place(start, end), None, **args))
