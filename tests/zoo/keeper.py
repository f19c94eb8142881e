"""Meets a beast: makes it in a fresh house, runs the command on it, and measures what that costs."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.zoo.beasts import BEASTS

PATIENCE = 25
_CODE = re.compile(r"\b[A-Z]{1,2}\d{2,3}\b")


@dataclass(frozen=True)
class Met:
    """How a command took its input: exit code, codes said, processor and clock seconds, megabytes, files changed."""

    name: str
    exit: int
    codes: tuple[str, ...]
    seconds: float
    clock: float
    megabytes: int
    changed: tuple[str, ...]
    said: str


def meet(name: str, folder: Path) -> Met:
    """Let a command meet a beast in an empty folder."""
    words = BEASTS[name](folder)
    before = _files(folder)
    read, write = os.pipe()
    started = time.monotonic()
    # A process of its own in between, so that what is measured is this command's and its children's alone.
    pid = os.fork()
    if pid == 0:
        os.close(read)
        _run(words, folder, write)
    os.close(write)
    with os.fdopen(read) as told:
        said = told.read()
    os.waitpid(pid, 0)
    head, _, said = said.partition("\n")
    code, seconds, kilobytes = head.split()
    changed = tuple(sorted(set(_files(folder).items()) ^ set(before.items())))
    codes = tuple(sorted(set(_CODE.findall(said))))
    return Met(
        name, int(code), codes, float(seconds), time.monotonic() - started, int(kilobytes) // 1024,
        tuple(sorted({path for path, _ in changed})), said,
    )  # fmt: skip


def _run(words: list[str], folder: Path, write: int) -> None:
    layout = Path(sys.executable).with_name("layout")
    env = {**os.environ, "LAYOUT_LANG": "zh", "XDG_CACHE_HOME": str(folder / ".cache")}
    try:
        done = subprocess.run(
            [layout, *words], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=PATIENCE,
        )  # fmt: skip
        code, said = done.returncode, done.stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        code, said = -1, f"more than {PATIENCE} s"
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    text = f"{code} {used.ru_utime + used.ru_stime:.2f} {used.ru_maxrss}\n{said}"
    with os.fdopen(write, "w") as told:
        told.write(text)
    os._exit(0)


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Return every file below a folder with its size and time; links are not followed, caches not counted."""
    found = {}
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".cache"]
        for name in names:
            path = Path(place, name)
            facts = path.lstat()
            found[path.relative_to(folder).as_posix()] = (facts.st_size, facts.st_mtime_ns)
    return found
