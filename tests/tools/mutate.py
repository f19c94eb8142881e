"""`make mutate`: breaks every rule of the book and every comparison that reads one, and lists what no test noticed.

Each mutant is tried in a process of its own by the pairs of the entries that it concerns (`tests/rules`), in two rooms
of the solver by the room's tests as well. The result
that `docs/mutation.md` keeps is written anew.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from tests.tools.equivalent import EQUIVALENT, OWED
from tests.tools.mutants import ROOT, Mutant, chapters, of_comparisons, of_entries

PAGE = ROOT / "docs" / "mutation.md"
PATIENCE = 240
"""Seconds after which a mutant that hangs the tests counts as noticed."""


ALSO = {
    "layout.makeup.solve.search": ("tests/makeup/solve/search",),
    "layout.makeup.solve.measure": ("tests/makeup/solve/measure",),
}
"""Rooms whose rules show in whole pages only: where the pairs notice nothing, these tests are asked."""


class _Broken(MetaPathFinder, Loader):
    """Imports one module from a changed source."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name == self.mutant.module else None

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.source, self.mutant.module, "exec"), module.__dict__)


def attempt(mutant: Mutant | None, tests: Sequence[str]) -> int:
    """Start a process that runs tests against a mutant; return its id. It ends with pytest's exit code."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    os.setsid()
    if mutant is not None:
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
    import pytest

    if mutant is not None:
        sys.meta_path.insert(0, _Broken(mutant))
    try:
        code = int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]))
    except BaseException:
        traceback.print_exc()
        code = 3
    sys.stdout.flush()
    os._exit(code)


def run(work: Sequence[tuple[Mutant, tuple[str, ...]]], jobs: int) -> dict[Mutant, int]:
    """Try mutants, `jobs` at a time; return each one's exit code, 0 where no test noticed it."""
    left, running, ended = list(work)[::-1], {}, {}
    while left or running:
        while left and len(running) < jobs:
            mutant, tests = left.pop()
            running[attempt(mutant, tests)] = mutant, time.monotonic()
        done, status = os.waitpid(-1, os.WNOHANG)
        if done:
            mutant, _ = running.pop(done)
            ended[mutant] = os.waitstatus_to_exitcode(status)
            mark = "." if ended[mutant] else "S"
            print(mark, end="" if len(ended) % 100 else f" {len(ended)}\n", flush=True)
            continue
        for child, (_, since) in running.items():
            if time.monotonic() - since > PATIENCE:
                os.killpg(child, signal.SIGKILL)
        time.sleep(0.02)
    print()
    return ended


def pairs(keys: Sequence[str]) -> tuple[str, ...]:
    """Return the tests that are the pairs of entries."""
    where = chapters()
    return tuple(f"tests/rules/test_{where[key]}.py::test_{key}" for key in keys if key not in OWED)


def also(mutant: Mutant) -> tuple[str, ...]:
    """Return the further tests of a comparison's room."""
    return next((tests for room, tests in ALSO.items() if mutant.module.startswith(room)), ())


def section(chapter: str, tried: Sequence[Mutant], left: Sequence[Mutant]) -> str:
    """Return what the page keeps of a chapter."""
    values = sum(mutant.module.startswith("layout.rules.") for mutant in tried)
    found = [f"* {mutant.told}" for mutant in left] or ["None survived."]
    counts = f"{values} values moved, {len(tried) - values} comparisons swapped, {len(left)} survived."
    return "\n".join([f"<!-- chapter: {chapter} -->", f"## {chapter}", "", counts, "", *found, "", "<!-- end -->"])


def keep(chapter: str, tried: Sequence[Mutant], left: Sequence[Mutant]) -> None:
    """Write a chapter's result into the page, and what is never tried."""
    text = PAGE.read_text(encoding="utf-8")
    marked = re.compile(rf"<!-- chapter: {chapter} -->.*?<!-- end -->", re.S)
    text = marked.sub(lambda _: section(chapter, tried, left), text)
    owed = ", ".join(f"`{key}`" for key in sorted(OWED)) + "." if OWED else "None."
    same = "\n".join(f"* {told}: {reason}" for told, reason in sorted(EQUIVALENT.items()))
    for name, words in (("owed", owed), ("same", same)):
        block = re.compile(rf"<!-- {name} -->.*?<!-- end -->", re.S)
        text = block.sub(lambda _, name=name, words=words: f"<!-- {name} -->\n{words}\n<!-- end -->", text)  # type: ignore[misc]
    PAGE.write_text(text, encoding="utf-8")


def main() -> int:
    """Run; exit 1 where a mutant survives."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default="", help="mutants whose words hold this")
    asked.add_argument("--chapter", default="", help="mutants of one chapter's entries")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--entries", action="store_true", help="values of the book only")
    asked.add_argument("--comparisons", action="store_true", help="comparisons only")
    wanted = asked.parse_args()
    os.chdir(ROOT)
    mutants = [] if wanted.comparisons else list(of_entries())
    mutants += [] if wanted.entries else list(of_comparisons())
    where = chapters()
    mutants = [one for one in mutants if wanted.chapter in ("", where[one.keys[0]])]
    mutants = [one for one in mutants if wanted.only in one.told and one.told not in EQUIVALENT and pairs(one.keys)]
    if not mutants:
        print("no mutant is called that")
        return 2
    started = time.monotonic()
    _warm()
    survived: list[Mutant] = []
    for chapter in dict.fromkeys(where[one.keys[0]] for one in mutants):
        tried = [one for one in mutants if where[one.keys[0]] == chapter]
        sound = attempt(None, tuple(dict.fromkeys(test for one in tried for test in pairs(one.keys))))
        if os.waitstatus_to_exitcode(os.waitpid(sound, 0)[1]):
            print("the pairs fail on the program as it is: make test first")
            return 2
        left = survivors(tried, wanted.jobs)
        survived += left
        for mutant in left:
            print(mutant.told)
        print(f"{chapter}: {len(tried)} mutants, {len(left)} survived, {time.monotonic() - started:.0f} s", flush=True)
        if not (wanted.only or wanted.entries or wanted.comparisons):
            keep(chapter, tried, left)
    return 1 if survived else 0


def survivors(mutants: Sequence[Mutant], jobs: int) -> list[Mutant]:
    """Return the mutants that neither the pairs of their entries nor the further tests of their room notice."""
    ended = run([(mutant, pairs(mutant.keys)) for mutant in mutants], jobs)
    doubtful = [mutant for mutant in mutants if not ended[mutant]]
    again = run([(mutant, also(mutant)) for mutant in doubtful if also(mutant)], jobs)
    return [mutant for mutant in doubtful if not again.get(mutant)]


def _warm() -> None:
    """Import what the tests need and the program has not made itself, once for all processes."""
    import lxml.etree  # noqa: F401
    import numpy  # noqa: F401
    import PIL.Image  # noqa: F401
    import pydantic  # noqa: F401
    import pytest  # noqa: F401
    import uharfbuzz  # noqa: F401
    import yaml  # noqa: F401


if __name__ == "__main__":
    sys.exit(main())
