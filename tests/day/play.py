"""The day played: `python -m tests.day.play --to DIR [--from ACT]`; `make day` plays it as a test.

With `--from` the house of an earlier run is gone on with, as the act before left it.
"""

from __future__ import annotations

import argparse
import importlib
import shutil
from pathlib import Path
from typing import Any

from tests.day import paper
from tests.day.newsroom import Newsroom

ACTS = (
    "copy_comes_in", "first_make_up", "proofreading", "pictures", "by_hand", "readings", "proof",
    "late_change", "release", "the_shop", "the_archive", "a_phone", "wechat", "next_morning", "back_file", "search",
)  # fmt: skip
"""The acts in their order."""


def act(name: str) -> Any:
    """Return an act's module."""
    return importlib.import_module(f"tests.day.acts.{name}")


def opened(to: Path, find: Any) -> Newsroom:
    """Return the newsroom with what came in by the evening."""
    to.mkdir(parents=True, exist_ok=True)
    looks = to / "look"
    looks.mkdir(exist_ok=True)
    root, incoming = to / "house", to / "incoming"
    if not root.exists():
        paper.house(root)
        paper.incoming(incoming)
    return Newsroom(root, incoming, looks, find)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--from", dest="first", choices=ACTS, default=ACTS[0])
    parser.add_argument("--last", choices=ACTS, default=ACTS[-1])
    asked = parser.parse_args()
    room = opened(asked.to, lambda name: shutil.which(name) or name)
    if (stood := asked.to / f"before-{asked.first}").exists():
        shutil.rmtree(room.root)
        shutil.copytree(stood, room.root, symlinks=True)
    for name in ACTS[ACTS.index(asked.first) : ACTS.index(asked.last) + 1]:
        # An earlier run's is of another evening, and the window stands open over the house: nothing is put back now.
        shutil.rmtree(asked.to / f"before-{name}", ignore_errors=True)
        shutil.copytree(room.root, asked.to / f"before-{name}", symlinks=True)
        module = act(name)
        with room.tally.part(module.NAME) as part:
            module.play(room)
        print(name, part.steps, f"steps, {part.wall:.1f} s, processor {part.processor:.1f} s", flush=True)
        for words, seconds in part.slowest:
            print(f"    {seconds:.1f} s  {words}", flush=True)
    room.close()


if __name__ == "__main__":
    main()
