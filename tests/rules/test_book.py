"""The book itself: every entry has its pair, its unit, reason and source; the manual's tables come out of it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from layout.rules.book import CHAPTERS, entries
from layout.rules.entry import UNITS, Entry
from tests.tools.equivalent import EQUIVALENT, OWED
from tests.tools.mutants import chapters, keys_by_name, of_comparisons, of_entries

ROOT = Path(__file__).resolve().parents[2]
BOOK = entries()
ORDER = [chapter.__name__.rsplit(".", 1)[1] for chapter in CHAPTERS]
PAGES = (
    "composition.md", "makeup.md", "press.md", "archive.md", "web.md", "proofread.md", "ledger.md", "rules.md",
)  # fmt: skip
DECIDES = {"law": "nobody", "taste": "the house", "weight": "the bench", "bound": "the program"}


def named(path: Path) -> set[str]:
    """Return the names of a file's tests."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


def test_every_entry_has_its_pair() -> None:
    where = chapters()
    assert set(where) == set(BOOK), "an entry stands in two chapters, or under a name of its own"
    tests = {chapter: named(Path(__file__).with_name(f"test_{chapter}.py")) for chapter in sorted(set(where.values()))}
    assert not [
        key
        for key, chapter in where.items()
        if chapter in tests and f"test_{key}" not in tests[chapter] and key not in OWED
    ]


@pytest.mark.parametrize("entry", BOOK.values(), ids=BOOK)
def test_an_entry_says_what_why_and_whence(entry: Entry) -> None:
    assert entry.unit in UNITS
    assert len(entry.reason) > 8
    assert entry.source
    assert not re.search(r"\w+\.md|page-look", entry.source), "a page that the repository may not hold"
    if entry.least is not None and entry.most is not None:
        assert entry.least <= entry.value <= entry.most


def test_every_entry_is_read() -> None:
    """An entry that nothing reads is no rule."""
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "layout").rglob("*.py")
        if "rules" not in path.relative_to(ROOT / "layout").parts[:1] or path.name == "house.py"
    )
    names = [name for chapter in keys_by_name().values() for name in chapter]
    assert not set(names) - set(re.findall(r"\w+", source))


def test_comparisons_that_read_the_book_are_found() -> None:
    assert len(list(of_comparisons())) > 80


def test_every_excuse_is_for_a_mutant_that_there_is() -> None:
    told = {mutant.told for mutant in (*of_entries(), *of_comparisons())}
    assert sorted(set(EQUIVALENT) - told) == []


def shown(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(str, value)))
    if isinstance(value, tuple):
        return ", ".join(map(shown, value))
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def table(which: str) -> str:
    """Return a chapter, or the tastes of all chapters, as a table."""
    where = chapters()
    if which == "tastes":
        ordered = sorted(BOOK, key=lambda key: ORDER.index(where[key]))  # whichever chapter was imported first
        found = [(key, BOOK[key]) for key in ordered if BOOK[key].kind == "taste"]
        tastes = [(key, one, f"{one.least:g} to {one.most:g}") for key, one in found]
        rows = [
            f"| `{key}` | {shown(one.value)} | {within} | {one.unit} | {one.reason} | {one.source} |"
            for key, one, within in tastes
        ]
        return "\n".join(["| key | value | range | unit | what | source |", "|---|---|---|---|---|---|", *rows])
    rows = [
        f"| `{key}` | {shown(one.value)} | {one.unit} | {DECIDES[one.kind]} | {one.reason} | {one.source} |"
        for key, one in BOOK.items()
        if where[key] == which
    ]
    return "\n".join(["| key | value | unit | who decides | what | source |", "|---|---|---|---|---|---|", *rows])


@pytest.mark.golden
@pytest.mark.parametrize("name", PAGES)
def test_the_tables_of_the_manual_are_the_book(name: str, request: pytest.FixtureRequest) -> None:
    page = ROOT / "docs" / name
    text = page.read_text(encoding="utf-8")
    marked = re.compile(r"(<!-- book: (\w+) -->\n).*?(<!-- end -->)", re.S)
    assert marked.search(text), "no table of the book"
    made = marked.sub(lambda found: f"{found[1]}\n{table(found[2])}\n\n{found[3]}", text)
    if request.config.getoption("--update-golden"):
        page.write_text(made, encoding="utf-8")
        return
    assert made == text, "run make golden"
