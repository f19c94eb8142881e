"""`layout import FILE.docx --issue N`: Word copy becomes a story file and its pictures. Nothing is written over."""

from __future__ import annotations

import sys
from pathlib import Path

from layout.diagnostics import Diagnostic, Place, Severity, has_errors


def run(file: Path, number: int, *, story_id: str, lang: str) -> int:
    """Bring a Word file into issue `number`; return 1 where it cannot be read or the story exists."""
    from layout.cli.report import print_diagnostics
    from layout.desk.house import find_house
    from layout.issue.word import import_word, story_name

    folder = find_house(Path.cwd()).issue(number)
    label = f"issues/{number}"
    remarks: list[Diagnostic] = []
    if not folder.is_dir():
        remarks.append(Diagnostic.make("I100", Severity.ERROR, Place(label), folder=label))
    taken = {path.stem for path in folder.glob("*.md")} if folder.is_dir() else set()
    name = story_id or story_name(file.stem, taken)
    if name in taken:
        remarks.append(Diagnostic.make("D003", Severity.ERROR, Place(f"{label}/{name}.md"), id=name))
    if not remarks:
        done = import_word(file, name)
        remarks.extend(done.remarks)
        if done.value is not None:
            try:
                _write(folder, name, done.value.text, done.value.pictures)
            except OSError as fault:
                reason = fault.strerror or str(fault)
                remarks.append(Diagnostic.make("D002", Severity.ERROR, Place(label), reason=reason))
            else:
                for written in (f"{name}.md", *(picture for picture, _ in done.value.pictures)):
                    print(f"{label}/{written}")
    print_diagnostics(remarks, None, "human", lang, sys.stderr)
    return 1 if has_errors(remarks) else 0


def _write(folder: Path, name: str, text: str, pictures: tuple[tuple[str, bytes], ...]) -> None:
    """Write the pictures, then the story that names them; an existing file of any of the names undoes it all."""
    photos = {(folder / picture).parent for picture, _ in pictures}
    made = [photo for photo in photos if not photo.exists()]
    written: list[Path] = []
    try:
        for photo in made:
            photo.mkdir()
        for path, data in (*pictures, (f"{name}.md", text.encode())):
            with (folder / path).open("xb") as file:
                written.append(folder / path)
                file.write(data)
    except OSError:
        for half in written:
            half.unlink(missing_ok=True)
        for photo in made:
            photo.rmdir()
        raise
