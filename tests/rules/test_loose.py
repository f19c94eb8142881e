"""No limit, price or tolerance stands loose: every number of a floor that judges or makes pages is accounted for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.rules.loose import LOOSE

PACKAGE = Path(__file__).resolve().parents[2] / "layout"
FLOORS = ("ledger", "proofread", "compose", "makeup", "picture", "export", "preflight")


def loose(module: Path) -> Iterator[str]:
    """Yield the names of a module's constants that hold a number, however it is wrapped."""
    for node in ast.parse(module.read_text("utf-8")).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        if any(isinstance(part, ast.Constant) and type(part.value) in (int, float) for part in ast.walk(node)):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                yield from (name.id for name in ast.walk(target) if isinstance(name, ast.Name))


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
