"""No limit, price or tolerance stands loose: every number of a floor that judges or makes pages is accounted for."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.rules.loose import INSIDE, LOOSE

PACKAGE = Path(__file__).resolve().parents[2] / "layout"
FLOORS = ("ledger", "proofread", "compose", "makeup", "picture", "export", "preflight")
BODIES = ("compose", "makeup", "preflight")
"""Floors whose numbers inside functions are accounted for, too."""

PLAIN = {0, 1, 2, 10, 100, 1000, 0.5}
"""Numbers that count, halve, or turn a share into another."""


def loose(module: Path) -> Iterator[str]:
    """Yield the names of a module's constants that hold a number, however it is wrapped."""
    for node in ast.parse(module.read_text("utf-8")).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        if any(isinstance(part, ast.Constant) and type(part.value) in (int, float) for part in ast.walk(node)):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                yield from (name.id for name in ast.walk(target) if isinstance(name, ast.Name))


def inside(module: Path) -> Iterator[float]:
    """Yield the numbers in a module's functions but for plain ones and those that only say which member is meant."""

    def numbers(node: ast.AST, body: bool) -> Iterator[float]:
        body = body or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Constant) and type(child.value) in (int, float):
                if body and child.value not in PLAIN:
                    yield child.value  # type: ignore[misc]
            elif isinstance(child, ast.Subscript):
                yield from numbers(child.value, body)
            else:
                yield from numbers(child, body)

    yield from numbers(ast.parse(module.read_text("utf-8")), False)


def named(lists: Iterable[str]) -> set[tuple[str, str]]:
    """Return the modules and what is named of each."""
    lines = [line.split() for words in lists for line in words.strip().splitlines()]
    return {(module, name) for module, *names in lines for name in names}


def test_every_number_is_a_rule_of_the_book_or_says_why_not() -> None:
    found = {
        (module.relative_to(PACKAGE).as_posix(), name)
        for floor in FLOORS
        for module in sorted((PACKAGE / floor).rglob("*.py"))
        for name in loose(module)
    }
    known = named(LOOSE.values())
    assert sorted(found - known) == [], "enter it into layout/rules with a pair of tests, or name it in loose.py"
    assert sorted(known - found) == [], "there is no such number any more"


def test_every_number_in_a_function_is_accounted_for() -> None:
    found = {
        (module.relative_to(PACKAGE).as_posix(), repr(number))
        for floor in BODIES
        for module in sorted((PACKAGE / floor).rglob("*.py"))
        for number in inside(module)
    }
    known = named(INSIDE.values())
    assert sorted(found - known) == [], "enter it into layout/rules with a pair of tests, or name it in loose.py"
    assert sorted(known - found) == [], "there is no such number any more"
