"""The catalogue and the code agree: every code has its words, every entry its code, every phrase its arguments."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from layout.diagnostics import Diagnostic, Place, Severity
from layout.diagnostics.wording import catalogue, describe, entry

PACKAGE = Path(__file__).parents[2] / "layout"
CODE = re.compile(r"[A-Z]{1,3}\d{2,3}")
PROPER = {"Info"}
ENTRIES = list(catalogue().values())


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Yield the package's modules, parsed."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def fields(phrase: str) -> set[str]:
    """Return the arguments that a phrase asks for."""
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def test_every_code_has_words_and_every_entry_is_used() -> None:
    used = {
        node.value
        for _, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }
    assert used - set(catalogue()) == set(), "codes without an entry in the catalogue"
    assert set(catalogue()) - used == set(), "entries that no code uses"


def test_calls_give_the_arguments_and_the_severity_of_the_entry() -> None:
    faults = []
    for path, tree in sources():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "make"):
                continue
            if not (len(node.args) > 1 and isinstance(node.args[0], ast.Constant)):
                continue
            known = entry(str(node.args[0].value))
            if known is None:
                continue
            where = f"{path.name}:{node.lineno} {known.code}"
            severity = node.args[1]
            if isinstance(severity, ast.Attribute) and severity.attr.lower() != known.severity:
                faults.append(f"{where} is {severity.attr}, the catalogue says {known.severity}")
            given = {keyword.arg for keyword in node.keywords} | {
                "picture"
            }  # which the docket adds at its line of copy
            if len(node.args) > 2 and "Locus" in ast.dump(node.args[2]):
                given.add("story")
            for phrase in (*known.messages, *known.hints):
                if None not in given and fields(phrase) - given:
                    faults.append(f"{where} lacks {fields(phrase) - given}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("known", ENTRIES, ids=lambda known: known.code)
def test_entry_is_complete_and_follows_the_house_style(known: object) -> None:
    assert known in ENTRIES
    found = catalogue()[getattr(known, "code")]  # noqa: B009
    zh, en = found.messages
    assert zh and en and all(found.hints) and all(found.explanations)
    assert not zh.endswith("。")
    assert not en.endswith(".")
    assert not found.hints[0].endswith("。")
    assert not found.hints[1].endswith(".")
    assert en[0] == en[0].lower() or en.split()[0].isupper() or en[0] in "{`" or en.split()[0] in PROPER
    assert re.search("[\u4e00-\u9fff]", zh) and re.search("[\u4e00-\u9fff]", found.hints[0])
    assert not re.search("[\u4e00-\u9fff]", re.sub("[`“”‘’、。].*|[\u4e00-\u9fff /,]+", "", en))
    for phrase in (*found.messages, *found.hints):
        fields(phrase)  # a phrase that does not parse raises


def test_words_of_a_diagnostic() -> None:
    remark = Diagnostic.make("I210", Severity.ERROR, Place("a.md", 3, 1, 5), key="kind", first=2)
    assert describe(remark, "zh").message == "名目 kind 重复，第 2 行已经写过"
    assert describe(remark, "en").message == "the key `kind` is a duplicate of line 2"
    assert describe(remark, "zh").hint == "留一处，删一处"


def test_words_never_fail() -> None:
    """An unknown code or a missing argument is our slip; the report must still come."""
    assert "X999" in describe(Diagnostic("X999", Severity.ERROR, None, (("a", 1),)), "zh").message
    assert "{key}" in describe(Diagnostic("I210", Severity.ERROR), "en").message
    braces = Diagnostic.make("I201", Severity.ERROR, problem="{0} {x!r} {")
    assert "{0} {x!r} {" in describe(braces, "en").message


def test_an_empty_argument_leaves_no_empty_brackets() -> None:
    remark = Diagnostic.make("I321", Severity.WARNING, note="对吗", text="")
    assert describe(remark, "zh").message == "待核：对吗"
    assert describe(remark, "en").message == "open question: 对吗"


def test_a_clause_without_its_argument_is_left_out() -> None:
    for near, hint in (("", "核对稿件代号"), ("a1", "核对稿件代号，相近的有 a1")):
        assert describe(Diagnostic.make("I411", Severity.ERROR, id="a9", near=near), "zh").hint == hint


def test_what_the_system_says_is_told_in_the_desks_language() -> None:
    remark = Diagnostic.make("I104", Severity.ERROR, Place("a.md"), reason="Permission denied")
    assert describe(remark, "zh").message == "文件读不出来：没有权限"
    assert describe(remark, "en").message == "the file cannot be read: Permission denied"
