"""YAML files of the desk changed at one spot: every other character, comment, order and blank line stays as it was.

A change is a splice of text at the node that the tree reader found. The result is read again and compared with
what the change was to do; where they differ nothing is changed and the caller is told, so that no way of writing YAML,
however odd, can end in a damaged file.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any, Literal

from layout.ground.dataclass import dataclass
from layout.ground.expression import expression
from layout.issue.copyfile import CopyFile
from layout.issue.tree import Node, Path, read_tree

_PLAIN = expression(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~][^\x00-\x1f\x7f-\x9f,?\[\]{}#&*\"]*")
"""Text that YAML takes as it stands, also inside brackets."""
_ODD = expression(r":(\s|$)|^(null|Null|NULL|---|\.\.\.)$|\s$")
_FENCE = expression(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class YamlEdit:
    """One change: the value at `path` is set, an item is inserted before the index that ends `path`, or it is removed.

    A key that is not there yet is added after its mapping's last one, with the mappings above it that lack. An index
    equal to the list's length appends. Values are what YAML holds here: str, int, None, lists and dicts of them.
    """

    path: Path
    value: Any = None
    how: Literal["set", "insert", "remove"] = "set"


def edited(text: str, *edits: YamlEdit, front_matter: bool = False) -> str | None:
    """Return a YAML text, or a story's front matter with the body behind it, after some changes made in turn.

    None where the text is no YAML mapping, the place is not there, or the change cannot be made without touching more.
    """
    for edit in edits:
        start, end = _front(text) if front_matter else (0, len(text))
        if start < 0:
            return None
        done = _one(text[start:end], edit)
        if done is None:
            return None
        text = text[:start] + done + text[end:]
    return text


def _front(text: str) -> tuple[int, int]:
    """Return where the front matter of a story stands between its fences; (-1, -1) without one."""
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    return (opening.end() + 1, closing.start()) if opening and closing else (-1, -1)


def _one(text: str, edit: YamlEdit) -> str | None:
    root = _read(text)
    if root is None:
        return None
    before = root.plain()
    wanted = deepcopy(before)
    try:
        path, value = _effect(wanted, edit)
    except (KeyError, IndexError, TypeError, ValueError):
        return None
    if wanted == before and edit.how == "set":
        return text
    done = _Splice(text, root).apply(path, value, edit.how)
    after = _read(done) if done is not None else None
    return done if after is not None and after.plain() == wanted else None


def _read(text: str) -> Node | None:
    tree, remarks = read_tree(CopyFile("", text))
    return None if remarks else tree


def _effect(data: Any, edit: YamlEdit) -> tuple[Path, Any]:
    """Change the bare data as the edit says; return the path and value that its text is to be changed by.

    The path ends at the first key that is not there yet: the value then holds what was to stand below it.
    """
    *above, last = edit.path
    value = _bare(edit.value)
    at, node = 0, data
    for at, step in enumerate(above):
        if isinstance(node, dict) and node.get(str(step)) is None:
            if edit.how == "remove":
                raise KeyError(step)
            for below in reversed(edit.path[at + 1 :]):
                if isinstance(below, int) and below:
                    raise IndexError(below)
                value = [value] if isinstance(below, int) else {str(below): value}
            node[str(step)] = value
            return edit.path[: at + 1], value
        node = node[str(step) if isinstance(node, dict) else step]
    if isinstance(node, list) and not isinstance(last, int):
        raise TypeError(last)
    if edit.how == "remove":
        del node[str(last) if isinstance(node, dict) else last]
    elif isinstance(node, dict):
        node[str(last)] = value
    elif edit.how == "insert" or last == len(node):
        if not 0 <= int(last) <= len(node):
            raise IndexError(last)
        node.insert(int(last), value)
    else:
        node[int(last)] = value
    return edit.path, value


def _bare(value: Any) -> Any:
    """Return a value as the tree reader would give it back: scalars as text, nothing as None."""
    if isinstance(value, dict):
        return {str(key): _bare(below) for key, below in value.items()}
    if isinstance(value, list | tuple):
        return [_bare(below) for below in value]
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None or value == "" else str(value)


def flow(value: Any) -> str:
    """Return a value on one line, as a desk would write it: quotes only where YAML needs them."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if value is None:
        return "null"
    plain = _PLAIN.fullmatch(value) and not _ODD.search(value)
    return value if plain else json.dumps(value, ensure_ascii=False)


def block(value: Any, indent: int) -> str:
    """Return a value as it stands after a key at `indent`: short ones on the same line, others below it."""
    pad = " " * (indent + 2)
    if isinstance(value, dict) and value:
        return "".join(f"\n{pad}{flow(key)}:{block(below, indent + 2)}" for key, below in value.items())
    if isinstance(value, list) and any(isinstance(below, dict | list) for below in value):
        return "".join(f"\n{pad}- {flow(below)}" for below in value)
    return f" {flow(value)}"


class _Splice:
    """A text with its tree, ready to be changed at one node."""

    def __init__(self, text: str, root: Node) -> None:
        self.text, self.root = text, root

    def apply(self, path: Path, value: Any, how: str) -> str | None:
        *above, last = path
        parent = self.root.at(tuple(above))
        there = (
            str(last) in parent.value
            if isinstance(parent.value, dict)
            else isinstance(last, int) and last < len(parent.value)
        )
        if how == "remove":
            return self._removed(parent, last)
        if there and not (how == "insert" and isinstance(parent.value, list)):
            return self._replaced(parent, last, value)
        return self._added(parent, last, value)

    def _flows(self, node: Node) -> bool:
        return self.text[node.start : node.start + 1] in ("[", "{")

    def _column(self, index: int) -> int:
        return index - (self.text.rfind("\n", 0, index) + 1)

    def _line_end(self, index: int) -> int:
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end

    def _end(self, node: Node) -> int:
        """Return where a node's last character is; a block scalar's end is after its last line."""
        return len(self.text[: node.end].rstrip()) if not self._flows(node) else node.end

    def _replaced(self, parent: Node, last: str | int, value: Any) -> str | None:
        node = parent.value[str(last) if isinstance(parent.value, dict) else last]
        start, end = node.start, max(self._end(node), node.start)
        if isinstance(parent.value, dict) and not self._flows(parent):
            key = parent.keys[str(last)]
            colon = self.text.find(":", key.end) + 1
            nested = isinstance(value, dict | list) and not self._flows(node) and isinstance(node.value, dict | list)
            if nested or node.value is None or "\n" in self.text[colon:start]:
                shape = block(value, self._column(key.start)) if nested or node.value is None else f" {flow(value)}"
                return self.text[:colon] + shape + self.text[max(colon, end) :]
        return self.text[:start] + flow(value) + self.text[end:]

    def _added(self, parent: Node, last: str | int, value: Any) -> str | None:
        if self._flows(parent):
            return self._added_in_flow(parent, last, value)
        if isinstance(parent.value, dict):
            first = next(iter(parent.keys.values()), None)
            if first is None:
                return None
            indent = self._column(first.start)
            line = f"{' ' * indent}{flow(str(last))}:{block(value, indent)}"
            at = self._line_end(max(self._end(parent), max(key.end for key in parent.keys.values())))
        else:
            below = parent.value
            dash = self.text.rfind("-", 0, below[0].start)
            line = f"{' ' * self._column(dash)}- {flow(value)}"
            if int(last) < len(below):
                at = self.text.rfind("\n", 0, below[int(last)].start)
                return f"{line}\n{self.text}" if at < 0 else f"{self.text[:at]}\n{line}{self.text[at:]}"
            at = self._line_end(self._end(below[-1]))
        return f"{self.text[:at]}\n{line}{self.text[at:]}"

    def _added_in_flow(self, parent: Node, last: str | int, value: Any) -> str:
        word = f"{flow(str(last))}: {flow(value)}" if isinstance(parent.value, dict) else flow(value)
        below = list(parent.value.values()) if isinstance(parent.value, dict) else parent.value
        if not below:
            return self.text[: parent.start + 1] + word + self.text[parent.start + 1 :]
        if isinstance(last, int) and last < len(below):
            return f"{self.text[: below[last].start]}{word}, {self.text[below[last].start :]}"
        end = max(below[-1].end, below[-1].start)
        return f"{self.text[:end]}, {word}{self.text[end:]}"

    def _removed(self, parent: Node, last: str | int) -> str | None:
        keyed = isinstance(parent.value, dict)
        node = parent.value[str(last) if keyed else last]
        start = parent.keys[str(last)].start if keyed else node.start
        end = max(self._end(node), node.start)
        if self._flows(parent):
            return self._removed_in_flow(start, end)
        line = self.text.rfind("\n", 0, start) + 1
        if self.text[line:start].strip(" ") not in ("", "-"):
            return None
        if self.text[line:start].strip(" ") == "-" and keyed:
            return None
        if len(parent.value) == 1:
            return self._emptied(parent, line, end)
        stop = self._line_end(end)
        return self.text[:line] + self.text[stop + 1 :]

    def _emptied(self, parent: Node, line: int, end: int) -> str | None:
        """Return the text with the last thing of a block collection gone: an empty one stands for it."""
        if parent is self.root:
            return None
        colon = self.text.rfind(":", 0, line)
        return f"{self.text[: colon + 1]} {'{}' if isinstance(parent.value, dict) else '[]'}{self.text[end:]}"

    def _removed_in_flow(self, start: int, end: int) -> str:
        behind = re.compile(r"[ \t]*,[ \t]*").match(self.text, end)
        if behind:
            return self.text[:start] + self.text[behind.end() :]
        before = re.search(r",\s*$", self.text[:start])
        return self.text[: before.start() if before else start] + self.text[end:]
