"""What an import came to, as plain data: the command's `--format json`, and the window's report beside the copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from layout.desk.copy_in.bring_in import CopyIn, CopyOrder
    from layout.intake.bring import Brought


def import_record(order: CopyOrder, done: CopyIn) -> dict[str, Any]:
    """Return the report as plain data; `docs/import.md` documents the keys."""
    from layout.diagnostics.record import diagnostic_record

    differences = {name: revised.record() for name, revised in done.differences}
    return {
        "issue": order.folder.name,
        "written": done.written,
        "files": [_file_record(name, brought, names, order.label) for name, brought, names in done.files],
        "differences": differences,
        "diagnostics": [diagnostic_record(remark, None) for remark in done.remarks],
    }


def _file_record(name: str, brought: Brought | None, names: list[str], label: str) -> dict[str, Any]:
    from layout.intake.report import converted_pieces, ledger_record, left_pieces

    if brought is None:
        return {"file": name, "stories": [], "ledger": {}}
    return {
        "file": name,
        "format": brought.door,
        "written": names,
        "ledger": ledger_record(brought),
        "stories": [
            {
                "id": story.ident,
                "guesses": [
                    {"part": guess.part, "text": guess.text, "why": guess.why, "paragraph": guess.place,
                     "file": f"{label}/{story.ident}.md", "line": story.lines.get(guess.key, 0)}
                    for guess in story.guesses
                ],
                "pictures": [
                    {"file": one.path, "name": one.name, "fate": one.fate, "rules": list(one.rules)}
                    for one in story.pictures
                ],
            }
            for story in brought.stories
        ],
        "left_out": [
            {"rule": rule, "paragraph": place, "part": part, "text": words}
            for rule, place, part, words in left_pieces(brought)
        ],
        "converted": [{"rule": rule, "text": words} for rule, words in converted_pieces(brought)],
    }  # fmt: skip
