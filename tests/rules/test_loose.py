"""No limit, price or tolerance stands loose: every number of a floor that judges or makes pages is accounted for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.rules.loose import LOOSE

PACKAGE = Path(__file__).resolve().parents[2] / "layout"
FLOORS = ("ledger", "proofread", "compose", "makeup", "picture", "export", "preflight")
PLAIN = (ast.Constant, ast.Tuple, ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop, ast.Name, ast.expr_context)


def loose(module: Path) -> Iterator[str]:
    """Yield the names of a module's constants that are numbers, tuples of them, or made of them."""
    for node in ast.parse(module.read_text("utf-8")).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        value = getattr(node, "value", None)
        if isinstance(target, ast.Name) and value is not None:
            parts = list(ast.walk(value))
            numbers = [part for part in parts if isinstance(part, ast.Constant) and type(part.value) in (int, float)]
            if numbers and all(isinstance(part, PLAIN) for part in parts):
                yield target.id


def test_every_number_is_a_rule_of_the_book_or_says_why_not() -> None:
    found = {
        (module.relative_to(PACKAGE).as_posix(), name)
        for floor in FLOORS
        for module in sorted((PACKAGE / floor).rglob("*.py"))
        for name in loose(module)
    }
    lines = [line.split() for words in LOOSE.values() for line in words.strip().splitlines()]
    named = {(module, name) for module, *names in lines for name in names}
    assert sorted(found - named) == [], "enter it into layout/rules with a pair of tests, or name it in loose.py"
    assert sorted(named - found) == [], "there is no such number any more"
