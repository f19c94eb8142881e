"""What only the long run does is held by a test of the quick run: none is put off without one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent


def functions(file: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.FunctionDef))


def held_by(test: ast.FunctionDef) -> str | None:
    """Return what the mark `long` of a test names, nothing where it names nothing, or None where there is no mark."""
    for mark in test.decorator_list:
        call = mark.func if isinstance(mark, ast.Call) else mark
        if ast.unparse(call) == "pytest.mark.long":
            named = {word.arg: word.value for word in mark.keywords} if isinstance(mark, ast.Call) else {}
            held = named.get("held")
            return str(held.value) if isinstance(held, ast.Constant) else ""
    return None


def test_every_long_test_names_a_quick_one_that_is_there() -> None:
    wrong = []
    for file in TESTS.rglob("test_*.py"):
        for test in functions(file) if file.parent.name != "day" else ():
            held = held_by(test)
            if held is None:
                continue
            name, _, function = held.partition("::")
            quick = TESTS / name
            there = quick.is_file() and any(one.name == function and held_by(one) is None for one in functions(quick))
            wrong += [] if there else [f"{file.relative_to(TESTS)}::{test.name} is held by {held or 'nothing'}"]
    assert not wrong
