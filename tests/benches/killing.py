"""`kill -9` at random moments of commands that write: afterwards the old state stands or the new, whole.

`python -m tests.benches.killing [COUNT]` kills COUNT (200) runs: of `layout issue`, of `plan --write`, `new`, `import`,
`sign` and `proofread --fix`, and of `batch`.
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


def commands(folder: Path, serial: int) -> list[list[str]]:
    """Return the commands that write into an issue's folder, each with something to write."""
    copy = folder / f"k{serial}.txt"
    copy.write_text("短讯一则\n\n五月十七日，镇里作了布署，各村抓紧落实。\n", "utf-8")
    return [
        ["plan", "2346", "--write", "--fresh"],
        ["new", f"{3000 + serial}", "--date", "2026-12-01"],
        ["import", str(copy), "--issue", "2346", "--page", "1"],
        ["sign", "2346", "a1", "--as", "初审", "--name", f"第{serial}人"],
        ["proofread", "2346", "--fix"],
    ]


def kill_writers(folder: Path, count: int, seed: int) -> int:
    """Kill commands that write into the issue; afterwards its files are those of before or whole new ones."""
    from layout.issue.reader import read_issue
    from layout.issue.signatures import read_signatures
    from layout.journal import Journal

    moments = random.Random(seed)
    issue = folder / "issues" / "2346"
    kills = 0
    for serial in range(count):
        every = commands(folder, serial)
        plan = (issue / "plan.yaml").read_bytes()
        kills += killed(every[serial % len(every)], folder, moments.uniform(0.05, 2.0))
        Journal(issue)  # the next command that writes finishes what was killed half way
        text = (issue / "plan.yaml").read_bytes()
        assert text == plan or b"pages" in text
        made = folder / "issues" / f"{3000 + serial}"
        assert not made.exists() or (made / "issue.yaml").read_text("utf-8").strip()
        read = read_issue(issue)
        assert read.issue is not None, "the issue can be read"
        unplaced = [remark for remark in read.remarks if remark.code in ("I411", "I413")]
        assert not unplaced, f"a story stands in its file and on a page, or in neither: {unplaced}"
        signed = issue / "signed.jsonl"
        lines = signed.read_text("utf-8").splitlines() if signed.exists() else []
        assert len(read_signatures("\n".join(lines))) == len(lines), "signatures are whole lines"
    return kills


def kill_batches(folder: Path, count: int, seed: int) -> int:
    """Kill the driver of a batch; the same command run again makes what was left, and its outputs are whole."""
    moments = random.Random(seed)
    words = ["batch", "2346..2346", "--only", "press"]
    kills = 0
    for serial in range(count):
        touched(folder, serial)
        kills += killed(words, folder, moments.uniform(0.2, 5.0))
    subprocess.run([LAYOUT, *words], cwd=folder, check=True, capture_output=True)
    whole(folder / "output" / "2346")
    return kills


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = house(Path(place))
        batches = count // 20
        print("batch: killed", kill_batches(folder, batches, 7001), "of", batches)
        print("builds:", kill_builds(folder, count // 2, 2346))
        writers = count - count // 2 - batches
        print("plan, new, import, sign, proofread: killed", kill_writers(folder, writers, 9999), "of", writers)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
