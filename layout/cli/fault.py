"""Reports a mistake of our own: short to the desk, in full to a file."""

from __future__ import annotations

import os
import platform
import sys
import time
import traceback
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from layout.cli.language import say


def report_fault(error: Exception, words: Sequence[str]) -> None:
    """Tell that the program failed, with version, platform and command; keep the traceback in a log file.

    With LAYOUT_DEBUG=1 the traceback is printed instead.
    """
    try:
        release = version("layout")
    except PackageNotFoundError:
        release = "?"
    machine = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    full = "".join(traceback.format_exception(error))
    print(say(f"程序自身出错：{_brief(error)}", f"a mistake of our own: {_brief(error)}"), file=sys.stderr)
    print(f"  layout {release}; {machine}", file=sys.stderr)
    print(f"  layout {' '.join(words)}", file=sys.stderr)
    if os.environ.get("LAYOUT_DEBUG") == "1":
        print(full, file=sys.stderr)
        return
    kept = _keep(f"layout {release}; {machine}\nlayout {' '.join(words)}\n\n{full}")
    if kept is not None:
        print(say(f"  请把这份记录交给维护者：{kept}", f"  send this log to the maintainers: {kept}"), file=sys.stderr)
    else:
        print(say("  请用 LAYOUT_DEBUG=1 重跑一次", "  run again with LAYOUT_DEBUG=1"), file=sys.stderr)


def _brief(error: Exception) -> str:
    text = str(error).strip()
    return f"{type(error).__name__}: {text.splitlines()[0][:200]}" if text else type(error).__name__


def _keep(record: str) -> Path | None:
    from layout.fetched.store import cache_home

    folder = cache_home() / "faults"
    path = folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(record, encoding="utf-8")
    except OSError:
        return None
    return path
