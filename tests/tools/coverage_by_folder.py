"""`make coverage`: what share of the program's statements the tests run, folder by folder, child processes included."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = """\
[run]
source = layout
parallel = true
concurrency = multiprocessing, thread
sigterm = true
patch = subprocess
data_file = {folder}/data
"""


def measured(words: list[str], folder: Path) -> dict[str, tuple[int, int]]:
    """Run the tests and return statements and those run, by file."""
    settings = folder / "settings"
    settings.write_text(SETTINGS.format(folder=folder), encoding="utf-8")
    tests = ["-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal", *words]
    environment = os.environ | {"COVERAGE_PROCESS_START": str(settings), "COVERAGE_RCFILE": str(settings)}
    coverage = [sys.executable, "-m", "coverage"]
    subprocess.run([*coverage, "run", *tests], cwd=ROOT, env=environment, check=False)
    subprocess.run([*coverage, "combine", "--quiet"], cwd=ROOT, env=environment, check=True)
    subprocess.run([*coverage, "json", "--quiet", "-o", folder / "found"], cwd=ROOT, env=environment, check=True)
    files = json.loads((folder / "found").read_text(encoding="utf-8"))["files"]
    return {
        name: (found["summary"]["num_statements"], found["summary"]["covered_lines"]) for name, found in files.items()
    }


def by_folder(files: dict[str, tuple[int, int]]) -> list[tuple[str, int, int]]:
    """Return folders with their statements and those run, parents with what is below them, least covered last."""
    sums: dict[str, list[int]] = {}
    for name, (every, seen) in files.items():
        for parent in list(Path(name).parents)[:-1]:
            entry = sums.setdefault(parent.as_posix(), [0, 0])
            entry[0] += every
            entry[1] += seen
    return sorted((folder, every, seen) for folder, (every, seen) in sums.items())


def main() -> int:
    """Run the tests under coverage and print a line a folder, then the files of which least is run."""
    with tempfile.TemporaryDirectory() as made:
        files = measured(sys.argv[1:], Path(made))
    for folder, every, seen in by_folder(files):
        if every:
            print(f"{100 * seen / every:6.1f} %  {every:6,}  {folder}")
    print("\n最少的 least:")
    for name, (every, seen) in sorted(files.items(), key=lambda entry: entry[1][1] / max(1, entry[1][0]))[:12]:
        print(f"{100 * seen / max(1, every):6.1f} %  {every:6,}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
