"""`make mutate`: breaks every rule of the book and every comparison that reads one, and lists what no test noticed.

Each mutant is tried in a process of its own by the pairs of the entries that it concerns (`tests/rules`), in two rooms
of the solver by the room's tests as well. The result
that `docs/mutation.md` keeps is written anew.
"""

from __future__ import annotations

import argparse
import os
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


def page(tried: Sequence[Mutant], left: Sequence[Mutant], seconds: float) -> str:
    """Return the page that keeps the result."""
    counted = {False: [0, 0], True: [0, 0]}
    for mutant in tried:
        counted[mutant.source is not None and mutant.module.startswith("layout.rules.")][0] += 1
    lines = [
        "# 变异 Mutation",
        "",
        "What `make mutate` found last: each value of the book of rules moved up and down by its smallest step, each",
        "comparison that reads the book swapped for its neighbour (`<` for `<=`), one at a time. A mutant that no test",
        "notices is a survivor. Asked are the pairs of the entries concerned (`tests/rules`), a second or so for each.",
        "",
        "| what | mutants |",
        "|---|---|",
        f"| values of the book | {counted[True][0]} |",
        f"| comparisons that read it | {counted[False][0]} |",
        f"| survivors | {len(left)} |",
        "",
        "## Survivors",
        "",
        *([f"* {mutant.told}" for mutant in left] or ["None."]),
        "",
        "## Not tried, because their entries have no pair yet",
        "",
        ", ".join(f"`{key}`" for key in sorted(OWED)) + "." if OWED else "None.",
        "",
        "## Not tried, because nothing would change",
        "",
        *(f"* {told}: {reason}" for told, reason in sorted(EQUIVALENT.items())),
        "",
    ]
    return "\n".join(lines)


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
    mutants = [one for one in mutants if not wanted.chapter or wanted.chapter in {where[key] for key in one.keys}]
    mutants = [one for one in mutants if wanted.only in one.told and one.told not in EQUIVALENT and pairs(one.keys)]
    if not mutants:
        print("no mutant is called that")
        return 2
    every = dict.fromkeys(key for mutant in mutants for key in mutant.keys)
    started = time.monotonic()
    _warm()
    sound = attempt(None, tuple(dict.fromkeys(test for test in pairs(tuple(every)))))
    if os.waitstatus_to_exitcode(os.waitpid(sound, 0)[1]):
        print("the pairs fail on the program as it is: make test first")
        return 2
    ended = run([(mutant, pairs(mutant.keys)) for mutant in mutants], wanted.jobs)
    doubtful = [mutant for mutant in mutants if not ended[mutant]]
    rooms = [(mutant, also(mutant)) for mutant in doubtful if also(mutant)]
    again = run(rooms, wanted.jobs)
    left = [mutant for mutant in doubtful if not again.get(mutant)]
    for mutant in left:
        print(mutant.told)
    seconds = time.monotonic() - started
    print(f"{len(mutants)} mutants, {len(left)} survived, {seconds:.0f} s")
    if not (wanted.only or wanted.chapter or wanted.entries or wanted.comparisons):
        PAGE.write_text(page(mutants, left, seconds), encoding="utf-8")
    return 1 if left else 0


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
