"""Meets a beast: makes it in a fresh house, runs the command on it, and measures what that costs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.zoo.beasts import BEASTS

PATIENCE = 90
_DRAFTS = ("output/2346/proof/", "issues/2346/.history/lock")
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


_RUNNER = """
import resource, subprocess, sys
try:
    done = subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=float(sys.argv[1]))
    code, said = done.returncode, done.stdout
except subprocess.TimeoutExpired:
    code, said = -1, b"too late"
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stdout.write(f"{code} {used.ru_utime + used.ru_stime:.2f} {used.ru_maxrss}\\n")
sys.stdout.flush()
sys.stdout.buffer.write(said)
"""
"""A small process in between: what is measured is the command's alone, and its memory does not begin with ours."""


def meet(name: str, folder: Path) -> Met:
    """Let a command meet a beast in an empty folder."""
    words = BEASTS[name](folder)
    before = _files(folder)
    started = time.monotonic()
    layout = Path(sys.executable).with_name("layout")
    env = {**os.environ, "LAYOUT_LANG": "zh", "XDG_CACHE_HOME": str(folder / ".cache")}
    call = [sys.executable, "-c", _RUNNER, str(PATIENCE), str(layout), *words]
    done = subprocess.run(call, cwd=folder, env=env, stdout=subprocess.PIPE, check=True)
    head, _, told = done.stdout.partition(b"\n")
    code, seconds, kilobytes = head.split()
    said = told.decode("utf-8", "replace")
    different = {path for path, _ in set(_files(folder).items()) ^ set(before.items())}
    # A build with errors writes a draft of its pages to look at; every other file stays as it was.
    changed = {path for path in different if not path.startswith(_DRAFTS)}
    codes = tuple(sorted(set(_CODE.findall(said))))
    clock = time.monotonic() - started
    return Met(
        name, int(code), codes, float(seconds), clock, int(kilobytes) // 1024, tuple(sorted(changed)), said
    )  # fmt: skip


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
