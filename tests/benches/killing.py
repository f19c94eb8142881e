"""`kill -9` at random moments of commands that write: afterwards the old output stands or the new, whole.

`python -m tests.benches.killing [COUNT]` kills 200 runs of `layout issue`, `plan --write`, `new`, `import` and `batch`.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYOUT = Path(sys.executable).with_name("layout")
BUILD = ["issue", "2346", "--only", "press", "--quiet"]


def house(folder: Path) -> Path:
    """Return a house with issue 2346, built once."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    shutil.copytree(ROOT / "issues" / "2346", folder / "issues" / "2346")
    subprocess.run([LAYOUT, *BUILD], cwd=folder, check=True, capture_output=True)
    return folder


def touched(folder: Path, serial: int) -> None:
    """Change the copy, so that the next build is another output."""
    story = folder / "issues" / "2346" / "a2.md"
    text = story.read_text("utf-8").rstrip("\n").removesuffix("。").rstrip("一二三四五六七八九十")
    story.write_text(f"{text}{'一二三四五六七八九十'[serial % 10]}。\n", "utf-8")


def whole(output: Path) -> str:
    """Return the digest of an output, having seen that its report tells of every file as it stands."""
    report = json.loads((output / "report.json").read_text("utf-8"))
    for file in report["files"]:
        data = (output / file["name"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"], file["name"]
    return hashlib.sha256(json.dumps(report["files"]).encode()).hexdigest()


def killed(words: list[str], folder: Path, after: float) -> bool:
    """Run a command and kill it, with all that it started, after some seconds; tell whether it was still at work."""
    process = subprocess.Popen(
        [LAYOUT, *words], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(after)
        return False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True


def kill_builds(folder: Path, count: int, seed: int) -> dict[str, int]:
    """Kill builds at random moments and return how often the old output stood, and the new."""
    moments = random.Random(seed)
    touched(folder, 0)
    started = time.monotonic()
    subprocess.run([LAYOUT, *BUILD], cwd=folder, check=True, capture_output=True)
    long = time.monotonic() - started
    output = folder / "output" / "2346"
    found = {"old": 0, "new": 0}
    for serial in range(1, count + 1):
        before = whole(output)
        touched(folder, serial)
        killed(BUILD, folder, moments.uniform(0.05, long * 1.1))
        found["old" if whole(output) == before else "new"] += 1
    subprocess.run([LAYOUT, *BUILD], cwd=folder, check=True, capture_output=True)
    whole(output)
    left = sorted(path.name for path in (folder / "output").iterdir() if path.name.startswith(".2346"))
    assert not left, f"the next run tidies up: {left}"
    return found


def kill_writers(folder: Path, count: int, seed: int) -> int:
    """Kill commands that write into the issue; afterwards its files are those of before or whole new ones."""
    moments = random.Random(seed)
    kills = 0
    for serial in range(count):
        plan = folder / "issues" / "2346" / "plan.yaml"
        words = (["plan", "2346", "--write", "--fresh"], ["new", f"{3000 + serial}", "--date", "2026-12-01"])[
            serial % 2
        ]
        before = plan.read_bytes()
        kills += killed(words, folder, moments.uniform(0.05, 1.5))
        text = plan.read_bytes()
        assert text == before or text.rstrip().endswith((b"]", b"}")) or b"pages" in text
        made = folder / "issues" / f"{3000 + serial}"
        assert not made.exists() or (made / "issue.yaml").read_text("utf-8").strip()
        subprocess.run([LAYOUT, "check", "2346", "--format", "short"], cwd=folder, capture_output=True)
    return kills


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = house(Path(place))
        print("builds:", kill_builds(folder, count * 4 // 5, 2346))
        print("plan, new: killed", kill_writers(folder, count // 5, 9999), "of", count // 5)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
