"""Fuzzing: real inputs with random damage, thrown at the readers for a while. Nothing may raise but by name.

`make fuzz` gives the reader, the composer, import, verify and the package a minute each; `make fuzz ARGS="reader 600"`
one of them longer. What fails is kept below the folder that is printed, with its traceback, and becomes a test.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ISSUE = ROOT / "issues" / "2346"
BITS = (
    "{{", "}}", "{{gap: ", "{{sic: ", "**", "|", "\n\n", "## ", "- ", "---\n", "“", "”", "（", "……", "——", "<b>", "&",
    ":", "[", "]", "{", "}", "'", '"', "#", "\\", "\t", "\u3000", "\u200b", "𠮷", "e\u0301", "１", "a" * 40, "0",
    "-1", "null",
)  # fmt: skip
"""What is put into copy."""


def damaged_text(text: str, chance: random.Random) -> str:
    """Return a text with a few stretches cut, doubled, moved, or something put in."""
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(text) + 1), chance.choice((0, 1, 1, 2, 5, 40, 400))
        taken = text[at : at + size]
        put = chance.choice(("", taken * 2, chance.choice(BITS), chance.choice(BITS) * chance.randint(1, 30)))
        text = text[:at] + put + text[at + size :]
    return text


def damaged_bytes(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with a few changed, cut, doubled or moved."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not changed:
            break
        at, size = chance.randrange(len(changed)), chance.choice((1, 1, 1, 4, 64, 2000))
        taken = bytes(changed[at : at + size])
        put = chance.choice((bytes(chance.randbytes(len(taken))), b"", taken * 2, b"9" * len(taken), taken[::-1]))
        changed[at : at + size] = put
    return bytes(changed)


def reader(chance: random.Random, folder: Path) -> Path:
    """Read an issue one of whose files is damaged."""
    from layout.issue.reader import read_issue

    issue = Path(shutil.copytree(ISSUE, folder / "2346"))
    path = chance.choice(sorted(path for path in issue.iterdir() if path.suffix in (".md", ".yaml")))
    if chance.random() < 0.5:
        path.write_text(damaged_text(path.read_text("utf-8"), chance), "utf-8", "surrogatepass")
    else:
        path.write_bytes(damaged_bytes(path.read_bytes(), chance))
    read_issue(issue)
    return issue


def composer(chance: random.Random, folder: Path) -> Path:
    """Compose and make up an issue one of whose stories is damaged, as a check does."""
    from layout.desk.build.order import Order, in_silence
    from layout.desk.build.pipeline import check
    from layout.desk.house import House

    (folder / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    issue = Path(shutil.copytree(ISSUE, folder / "issues" / "2346"))
    path = chance.choice(sorted(issue.glob("*.md")))
    head, fence, body = path.read_text("utf-8").partition("\n---\n")
    path.write_text(head + fence + damaged_text(body, chance), "utf-8", "surrogatepass")
    check(Order(House(folder), 2346, folder / "output", mend=False), in_silence)
    return folder / "issues"


def importer(chance: random.Random, folder: Path) -> Path:
    """Bring in a damaged Word file: parts of it changed, or its bytes."""
    import zipfile

    from layout.intake.bring import bring_in
    from layout.intake.wishes import ImportWishes

    source = _word()
    path = folder / "copy.docx"
    if chance.random() < 0.3:
        path.write_bytes(damaged_bytes(source.read_bytes(), chance))
    else:
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            broken = chance.choice(old.namelist())
            for name in old.namelist():
                data = old.read(name)
                new.writestr(name, damaged_bytes(data, chance) if name == broken else data)
    bring_in(path.name, path.read_bytes(), ImportWishes(tuple(f"w{n}" for n in range(90))))
    return path


def verify(chance: random.Random, folder: Path) -> Path:
    """Check a damaged press file."""
    from layout.export.pdf.settings import PressSettings
    from layout.preflight import check_file

    path = folder / "press.pdf"
    path.write_bytes(damaged_bytes(_built().joinpath("press", "2346.pdf").read_bytes(), chance))
    check_file(path, PressSettings())
    return path


def package(chance: random.Random, folder: Path) -> Path:
    """Check a package one of whose files is damaged."""
    from layout.preflight.archive.package import check_archive

    bag = Path(shutil.copytree(_built() / "archive", folder / "bag", copy_function=os.link))
    path = chance.choice(sorted(path for path in bag.rglob("*") if path.suffix in (".txt", ".xml", ".pdf")))
    data = damaged_bytes(path.read_bytes(), chance)
    path.unlink()
    path.write_bytes(data)
    check_archive(bag)
    return bag


_made: dict[str, Path] = {}


def _built() -> Path:
    """Return an output of 2346, built once."""
    if "output" not in _made:
        from layout.cli.app import run_command

        folder = Path(tempfile.mkdtemp(prefix="layout-fuzz-"))
        os.chdir(ROOT)
        assert run_command(["issue", "2346", "--output", str(folder), "--only", "press,archive", "--quiet"]) == 0
        _made["output"] = folder / "2346"
    return _made["output"]


def _word() -> Path:
    """Return a Word file with a head, paragraphs, a table and a note."""
    if "word" not in _made:
        import docx

        document = docx.Document()
        document.add_heading("标题一行", 1)
        for text in ("今天开会，大家都来。", "第二段，有 Latin 和 123。", "（记者 张三）"):
            document.add_paragraph(text)
        table = document.add_table(2, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"
        folder = Path(tempfile.mkdtemp(prefix="layout-fuzz-"))
        document.save(str(folder / "copy.docx"))
        _made["word"] = folder / "copy.docx"
    return _made["word"]


TARGETS: dict[str, Callable[[random.Random, Path], Path]] = {
    "reader": reader, "composer": composer, "import": importer, "verify": verify, "package": package,
}  # fmt: skip


def fuzz(name: str, seconds: float, seed: int) -> int:
    """Throw damaged inputs at a target; return how many failed, each kept with its traceback."""
    kept = Path(tempfile.gettempdir()) / "layout-fuzz-finds"
    ending, count, failed = time.monotonic() + seconds, 0, 0
    while time.monotonic() < ending:
        number = seed + count
        count += 1
        with tempfile.TemporaryDirectory(prefix="layout-fuzz-") as place:
            try:
                TARGETS[name](random.Random(number), Path(place))
            except Exception:
                failed += 1
                find = kept / f"{name}-{number}"
                shutil.rmtree(find, ignore_errors=True)
                shutil.copytree(place, find, symlinks=True)
                (find / "traceback.txt").write_text(traceback.format_exc(), "utf-8")
                print(f"  {find}: {traceback.format_exc().splitlines()[-1]}", flush=True)
    print(f"{name}: {count} inputs from seed {seed}, {failed} failed", flush=True)
    return failed


def main(words: list[str]) -> int:
    numbers = [word for word in words if word.replace(".", "").isdecimal()]
    names = [word for word in words if word in TARGETS] or list(TARGETS)
    seconds = float(numbers[0]) if numbers else 60.0
    seed = int(numbers[1]) if len(numbers) > 1 else int(time.time())
    return 1 if sum([fuzz(name, seconds, seed) for name in names]) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
