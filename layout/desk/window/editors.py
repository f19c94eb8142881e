"""Editors outside the browser, and the addresses that they answer to."""

from __future__ import annotations

from pathlib import Path


def editor_address(editor: str, file: Path, line: int, column: int) -> str:
    """Return the address that opens a file in an editor, named by its command or by a template.

    A template holds `{file}`, `{line}` and `{column}`. Editors that answer to no address (those of the terminal) get
    an empty one: the preview then shows the place to copy.
    """
    if "{file}" in editor:
        return editor.format(file=file, line=line, column=column)
    name = Path(editor.split(" ")[0]).name if editor else "code"
    form = EDITORS.get(name, "")
    from urllib.parse import quote

    return form.format(file=quote(str(file)), line=line, column=column)


_VSCODE = "vscode://file{file}:{line}:{column}"
EDITORS = {
    "code": _VSCODE,
    "code-insiders": "vscode-insiders://file{file}:{line}:{column}",
    "codium": "vscodium://file{file}:{line}:{column}",
    "cursor": "cursor://file{file}:{line}:{column}",
    "zed": "zed://file{file}:{line}:{column}",
    "subl": "subl://open?url=file://{file}&line={line}&column={column}",
    "mate": "txmt://open?url=file://{file}&line={line}&column={column}",
    "idea": "idea://open?file={file}&line={line}&column={column}",
}
"""Editors by command, and the addresses that they answer to."""
