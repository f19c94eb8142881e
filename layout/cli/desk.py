"""`layout desk N` and `layout preview N`: the issue in the browser, to work on or to look at."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from layout.desk.window.server import Mode


def run(number: int, mode: Mode, *, port: int, opens: bool, editor: str, lang: str) -> int:
    """Serve issue `number` on this machine until interrupted; return the exit code.

    2 where the issue has no folder or no port is free. The browser opens where there is a display.
    """
    from layout.desk.house import find_house
    from layout.desk.window.desk import Desk
    from layout.desk.window.server import HOST, free_socket, serve, window_app

    zh = lang == "zh"
    house = find_house(Path.cwd())
    if not house.issue(number).is_dir():
        print(
            f"没有 issues/{number}，请先运行 layout new {number} --date 日期"
            if zh
            else f"there is no issues/{number}: run layout new {number} --date DATE first",
            file=sys.stderr,
        )
        return 2
    listener = free_socket(port)
    if listener is None:
        print("端口都被占用，请用 --port 另选" if zh else "no port is free: choose one with --port", file=sys.stderr)
        return 2
    address = f"http://{HOST}:{listener.getsockname()[1]}/"
    print(address, flush=True)
    print("按 Ctrl+C 结束" if zh else "press Ctrl+C to stop", file=sys.stderr)

    def told(state: dict[str, Any]) -> None:
        print(_line(state, zh), file=sys.stderr, flush=True)

    def failed(error: Exception) -> None:
        from layout.cli.fault import report_fault

        report_fault(error, (mode, str(number)))

    chosen = editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    desk = Desk(house, number)
    if opens and has_display(os.environ, sys.platform):
        Timer(0.5, webbrowser.open, (address,)).start()
    try:
        serve(
            listener,
            lambda leaving: window_app(desk, mode, lang=lang, editor=chosen, told=told, failed=failed, leaving=leaving),
        )
    except KeyboardInterrupt:  # how it ends
        print(file=sys.stderr)
    return 0


def has_display(environ: Any, platform: str) -> bool:
    """Tell whether there is a screen to open a browser on."""
    return platform in ("darwin", "win32") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def _line(state: dict[str, Any], zh: bool) -> str:
    """Return a rebuild in one line: how it went and how long it took."""
    milliseconds = round(state["seconds"] * 1000)
    counts = [
        sum(found["severity"] == severity for found in state["diagnostics"])
        for severity in ("error", "warning", "note")
    ]
    if state["broken"]:
        first = next((found for found in state["diagnostics"] if found["severity"] == "error"), None)
        at = f"{first['file']}:{first['line']}:{first['column']} " if first and first["file"] else ""
        said = first["message"]["zh" if zh else "en"] if first else ""
        return f"  {'排不出来，仍显示上一次的版面' if zh else 'broken, the last good pages stay'}  {at}{said}"
    pages = len(state["pages"])
    if zh:
        return f"  {pages} 版  {milliseconds} ms  错误 {counts[0]}，警告 {counts[1]}，说明 {counts[2]}"
    return f"  {pages} pages  {milliseconds} ms  {counts[0]} errors, {counts[1]} warnings, {counts[2]} notes"
