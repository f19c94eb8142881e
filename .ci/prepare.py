"""Prepares `.venv/` from a hashed lock, saying what it does; called by the Makefile, needs nothing but Python.

`prepare.py run` installs what building an issue needs and the command `layout`; `prepare.py dev` adds what the tests
need. Each ends by writing its stamp, so that the Makefile does not come back until a lock changes. A run that was
killed leaves no stamp and is simply run again.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
STAMPS = {"run": ".ready", "dev": ".ready-dev"}
LOCALE = next(
    (os.environ[name] for name in ("LAYOUT_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
)
CHINESE = LOCALE.split(".")[0].lower() in ("", "c", "posix") or LOCALE.lower().startswith("zh")


def say(zh: str, en: str) -> None:
    """Print a line of progress."""
    print(zh if CHINESE else en, file=sys.stderr, flush=True)


def main(part: str) -> int:
    """Prepare one part; return the exit code."""
    if not _environment():
        return 1
    lock = LOCKS[part]
    packages = sum("==" in line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines())
    say(f"[2/3] 安装 {lock} 所列程序库，最多 {packages} 个", f"[2/3] installing {lock}: up to {packages} libraries")
    if not _pip("--require-hashes", "-r", lock):
        return 1
    if part == "run":
        say("[3/3] 装上命令 layout", "[3/3] installing the command layout")
        # The plain path entry: the other kinds of editable install run an import hook at every start.
        if not _pip("--no-deps", "--no-build-isolation", "--config-settings", "editable_mode=compat", "-e", "."):
            return 1
        # Where the environment forbids writing byte code, every start would compile the whole program again.
        subprocess.run([PYTHON, "-m", "compileall", "-q", ROOT / "layout"], check=False)
    (VENV / ".root").write_text(f"{ROOT}\n", encoding="utf-8")
    (VENV / STAMPS[part]).touch()
    return 0


def _environment() -> bool:
    """Make `.venv/`, anew where its interpreter is gone or the project was moved; tell whether it is there."""
    kept = VENV / ".root"
    moved = kept.is_file() and kept.read_text(encoding="utf-8").strip() != str(ROOT)
    if (
        PYTHON.exists()
        and not moved
        and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
    ):
        return True
    version = sys.version.split()[0]
    say(f"[1/3] Python {version}：建立 .venv/", f"[1/3] Python {version}: making .venv/")
    if importlib.util.find_spec("ensurepip") is None:
        minor = f"{sys.version_info.major}.{sys.version_info.minor}"
        say(
            f"这个 Python 缺少 venv 部件；Debian、Ubuntu 请先运行 apt install python{minor}-venv",
            f"this Python lacks its venv part; on Debian or Ubuntu run apt install python{minor}-venv first",
        )
        return False
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if made.returncode:
        print((made.stdout + made.stderr).strip(), file=sys.stderr)
    return made.returncode == 0


def _pip(*arguments: str) -> bool:
    """Run pip install, showing the library it is at; on failure print what pip said and tell what to do."""
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar",
        "off",
    ]
    live, shown, count = sys.stderr.isatty(), time.monotonic(), 0
    said: list[str] = []
    with subprocess.Popen(
        [*command, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            word, _, rest = line.strip().partition(" ")
            count += word == "Collecting"
            now = time.monotonic()
            if word in ("Collecting", "Installing") and (live or now - shown > 5):
                shown = now
                text = f"      {count} {rest.split()[0]}" if word == "Collecting" else "      …"
                print(f"\r\x1b[K{text}" if live else text, end="" if live else "\n", file=sys.stderr, flush=True)
    if live:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    if process.returncode:
        telling = [line for line in said if line.startswith("ERROR")] or said
        print("".join(telling[-5:]), end="", file=sys.stderr)
        say(
            "没有装成：请检查网络和磁盘空间，然后重来一次",
            "not installed: check the network and the disk, then run it again",
        )
    return process.returncode == 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except KeyboardInterrupt:
        say("已中断，重来一次会接着做", "interrupted; run it again to go on")
        sys.exit(130)
