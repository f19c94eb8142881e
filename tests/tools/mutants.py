"""Mutants: one rule of the book, or one comparison that reads it, broken in one place.

A mutant is a module's source with one change. It lives in memory only: the process that tries it imports the changed
module in place of the file, and the files stay as they are.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "layout" / "rules"

SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
SIGN = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change: the module's dotted name, its changed source, the entries that it concerns, and words for a list."""

    module: str
    source: str
    keys: tuple[str, ...]
    told: str


def module_of(path: Path) -> str:
    """Return a file's dotted module name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


STEPS = {
    "shadow_over": 0.4, "dash_clear": 10, "cropped_most": 10, "head_share": 10, "pages_most": 2, "alike_most": 17,
    "filling_scale": 20, "grown_head": 40, "poured_most": 3, "head_grown": 101, "part_least": 84, "inside_least": 150,
    "inside_most": 250,
}  # fmt: skip
"""Steps of entries that are measured more coarsely than their last digit: samples of 8 bits, percents, even numbers,
parts of a page, the ladder of sizes, whole columns, quarters of a point."""


def step(key: str, value: float) -> float:
    """Return the smallest step that tells: the last digit of a small number, one in a hundred of a large one."""
    if key in STEPS:
        return STEPS[key]
    if isinstance(value, int):
        return max(1, round(abs(value) / 100)) if abs(value) >= 1000 else 1
    digits = max(len(repr(float(value)).split(".")[1].rstrip("0")), 1 if abs(value) >= 1 else 2)
    return max(round(10.0**-digits, digits), round(abs(value) / 100, digits))


def changed(key: str, value: ast.expr) -> Iterator[str]:
    """Yield a literal's neighbours as source: numbers up and down, members of tuples likewise, kinds left out."""
    if isinstance(value, ast.Constant) and isinstance(value.value, int | float):
        by = step(key, value.value)
        yield from (repr(round(value.value + by, 9)), repr(round(value.value - by, 9)))
    elif isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub) and isinstance(value.operand, ast.Constant):
        yield from (f"-{other}" for other in changed(key, value.operand))
    elif isinstance(value, ast.Tuple | ast.Set):
        opening, closing = ("(", ")") if isinstance(value, ast.Tuple) else ("{", "}")
        parts = [ast.unparse(part) for part in value.elts]
        for at, part in enumerate(value.elts):
            others = (
                list(changed(key, part)) if isinstance(part, ast.Constant) and not isinstance(part.value, str) else []
            )
            for other in others:
                yield opening + ", ".join([*parts[:at], other, *parts[at + 1 :]]) + closing
            if isinstance(value, ast.Set):
                yield opening + ", ".join(parts[:at] + parts[at + 1 :]) + closing
    elif isinstance(value, ast.Call):
        for other in changed(key, value.args[0]):
            yield f"{ast.unparse(value.func)}({other})"


def of_entries() -> Iterator[Mutant]:
    """Yield a mutant for each neighbour of each value in the book."""
    for path in sorted(RULES.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        for node in ast.parse(source).body:
            if isinstance(node, ast.Assign) and (found := _entry(node.value)):
                key, value = found
                for other in changed(key, value):
                    told = f"{key}: {ast.unparse(value)} -> {other}"
                    yield Mutant(module_of(path), _replaced(source, value, other), (key,), told)


def _entry(value: ast.expr) -> tuple[str, ast.expr] | None:
    """Return key and value of a call that enters a rule."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and len(value.args) >= 4:
        key = value.args[0]
        if value.func.id in ("law", "taste", "weight", "bound") and isinstance(key, ast.Constant):
            return str(key.value), value.args[1]
    return None


def _replaced(source: str, node: ast.expr, by: str) -> str:
    """Return a source with one node written otherwise; the node lies in one line or several."""
    assert node.end_lineno is not None and node.end_col_offset is not None
    lines = source.encode().split(b"\n")
    first, last = node.lineno - 1, node.end_lineno - 1
    tail = lines[last][node.end_col_offset :]
    lines[first : last + 1] = [lines[first][: node.col_offset] + by.encode() + tail]
    return b"\n".join(lines).decode()


def keys_by_name() -> dict[str, dict[str, str]]:
    """Return for each chapter the entry's key by the name of its constant."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(RULES.glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and (entry := _entry(node.value)):
                found.setdefault(module_of(path), {})[node.targets[0].id] = entry[0]
    return found


def of_comparisons() -> Iterator[Mutant]:
    """Yield a mutant for each comparison that reads the book, each operator swapped for its neighbour."""
    known = keys_by_name()
    seen: dict[str, int] = {}
    for path in sorted((ROOT / "layout").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if RULES in path.parents or not ("layout.rules" in source or "rules." in source):
            continue
        tree = ast.parse(source)
        read = _Readers(known, tree)
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            names = read.inside(function)
            for node in ast.walk(function):
                if isinstance(node, ast.Compare) and (keys := tuple(sorted(read.keys(node, names)))):
                    for mutant in _swapped(path, source, node, keys):
                        seen[mutant.told] = seen.get(mutant.told, 0) + 1
                        again = f" ({seen[mutant.told]})" if seen[mutant.told] > 1 else ""
                        yield replace(mutant, told=mutant.told + again)


def _swapped(path: Path, source: str, node: ast.Compare, keys: tuple[str, ...]) -> Iterator[Mutant]:
    for at, op in enumerate(node.ops):
        if type(op) in SWAPPED:
            other = ast.Compare(node.left, list(node.ops), node.comparators)
            other.ops[at] = SWAPPED[type(op)]()
            told = (
                f"{path.relative_to(ROOT / 'layout')}: {_short(node)}, {SIGN[type(op)]} -> {SIGN[type(other.ops[at])]}"
            )
            yield Mutant(module_of(path), _replaced(source, node, f"({ast.unparse(other)})"), keys, told)


def _short(node: ast.expr) -> str:
    text = re.sub(r"\s+", " ", ast.unparse(node))
    return f"`{text}`"


class _Readers:
    """Which entries a piece of code reads: directly, or by a name of its module or function that is made of them."""

    def __init__(self, known: dict[str, dict[str, str]], tree: ast.Module) -> None:
        self.names: dict[str, set[str]] = {}
        self.chapters: dict[str, dict[str, str]] = {}
        keys = {key for names in known.values() for key in names.values()}
        self.decided = {key: {key} for key in keys} | {"white": {"white_front", "white_inside"}}
        """What `rules.…` reads: the house's own value of an entry."""
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and node.module in known:
                for alias in node.names:
                    if key := known[node.module].get(alias.name):
                        self.names[alias.asname or alias.name] = {key}
            elif isinstance(node, ast.ImportFrom) and node.module == "layout.rules":
                for alias in node.names:
                    self.chapters[alias.asname or alias.name] = known.get(f"layout.rules.{alias.name}", {})
        self._made(tree.body, self.names)

    def _made(self, body: Iterable[ast.stmt], names: dict[str, set[str]]) -> None:
        """Add the names that statements make of entries themselves: plain numbers, nothing that a call returns."""
        entries = dict(self.names)
        for node in body:
            if isinstance(node, ast.Assign) and not _calls(node.value) and (keys := self.keys(node.value, entries)):
                for target in node.targets:
                    for name in target.elts if isinstance(target, ast.Tuple) else [target]:
                        if isinstance(name, ast.Name):
                            names[name.id] = names.get(name.id, set()) | keys

    def inside(self, function: ast.FunctionDef) -> dict[str, set[str]]:
        """Return the names that stand for entries inside a function."""
        names = dict(self.names)
        self._made((node for node in ast.walk(function) if isinstance(node, ast.Assign)), names)
        return names

    def keys(self, code: ast.AST, names: dict[str, set[str]]) -> set[str]:
        """Return the keys of the entries that a piece of code reads."""
        found: set[str] = set()
        for node in ast.walk(code):
            if isinstance(node, ast.Name):
                found |= names.get(node.id, set())
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found |= {key for key in [self.chapters.get(node.value.id, {}).get(node.attr)] if key}
            if isinstance(node, ast.Attribute) and ast.unparse(node.value).split(".")[-1] == "rules":
                found |= self.decided.get(node.attr, set())
        return found


def _calls(code: ast.expr) -> bool:
    """Tell whether an expression asks a function other than those that only pick or round."""
    return any(
        isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] not in ("min", "max", "round", "white")
        for node in ast.walk(code)
    )


def chapters() -> dict[str, str]:
    """Return the chapter of each entry by its key."""
    return {key: module.rsplit(".", 1)[1] for module, names in keys_by_name().items() for key in names.values()}
