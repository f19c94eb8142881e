"""`layout fonts`: which face plays which role, whether its file is the listed one, and what it covers."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from layout.cli.terminal import cells, padded
from layout.diagnostics import Diagnostic, Locus, Place, has_errors

if TYPE_CHECKING:
    from layout.typeface import Face

ROLE_NAMES = {
    "body": "报宋",
    "headline": "小标宋",
    "display": "大标宋",
    "sans": "黑体",
    "sans-bold": "粗黑",
    "kai": "楷体",
    "fangsong": "仿宋",
    "nameplate": "报头",
}


class FileLines:
    """Source lines of files that are not an issue's, for the carets of a report."""

    def place(self, locus: Locus | Place | None) -> Place | None:
        """Return the place as given: these files have no stories."""
        return locus if isinstance(locus, Place) else None

    def line(self, place: Place) -> str:
        """Return the line of a place, empty where the file cannot be read."""
        try:
            lines = Path(place.file).read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


def run(folder: Path | None, *, install: bool, format: str, lang: str) -> int:
    """List the fonts, after installing them if asked; return 1 where a role cannot be set."""
    from layout.fetched.store import cache_home
    from layout.typeface import open_case
    from layout.typeface.install import install as fetch

    if folder is None:
        from layout.desk.house import find_house

        folder = find_house(Path.cwd()).fonts
    if install:
        from layout.fetched.scripts import install_scripts

        def tell(line: str) -> None:
            print(f"  {line}", file=sys.stderr, flush=True)

        remarks = (*fetch(folder, cache_home(), tell).remarks, *install_scripts(cache_home(), tell).remarks)
        if has_errors(remarks):
            _report(remarks, format, lang)
            return 1
    opened = open_case(folder)
    if opened.value is None:
        _report(opened.remarks, format, lang)
        return 1
    if install and format == "human":
        return 0
    pinned = _pinned(folder)
    rows = [_row(role, chain, pinned) for role, chain in opened.value.roles.items()]
    if format == "json":
        json.dump({"roles": rows}, sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        _table(rows, lang)
        _report(opened.remarks, format, lang)
    return 0


def _report(remarks: tuple[Diagnostic, ...], format: str, lang: str) -> None:
    from layout.cli.report import print_diagnostics

    print_diagnostics(remarks, FileLines(), format, lang, sys.stdout if format == "json" else sys.stderr)


def _pinned(folder: Path) -> frozenset[str]:
    """Return the faces whose sha256 is listed; the case opens only if those agree."""
    from layout.typeface.listing import read_list

    listed = read_list(folder).value
    return frozenset(key for key, entry in listed.faces.items() if entry.sha256) if listed else frozenset()


def _row(role: str, chain: tuple[Face, ...], pinned: frozenset[str]) -> dict[str, object]:
    from layout.typeface.coverage import SETS, coverage

    face = chain[0]
    return {
        "role": role,
        "name": ROLE_NAMES.get(role, ""),
        "face": face.key,
        "file": face.path.name,
        "index": face.index,
        "sha256": face.sha256,
        "pinned": face.key in pinned,
        "outlines": "CFF" if face.is_cff else "TrueType",
        "vertical": "vmtx" in face.tables,
        "embeddable": face.may_embed,
        "coverage": {name: coverage(face, name)[0] for name in SETS},
        "of": {name: coverage(face, name)[1] for name in SETS},
        "fallback": [stand_in.key for stand_in in chain[1:]],
    }


def _table(rows: list[dict[str, object]], lang: str) -> None:
    from layout.typeface.coverage import SETS

    zh = lang == "zh"
    state = {True: "相符" if zh else "as listed", False: "自备" if zh else "own"}
    head = (
        ["角色", "", "字款", "文件", "校验和", "", "轮廓"] if zh else ["role", "", "face", "file", "sha256", "", "kind"]
    )
    table = [[*head, *SETS]]
    for row in rows:
        found, wanted = row["coverage"], row["of"]
        assert isinstance(found, dict)
        assert isinstance(wanted, dict)
        shares = [f"{100 * found[name] / wanted[name]:.1f} %" for name in SETS]
        told = [row["role"], row["name"], row["face"], row["file"], str(row["sha256"])[:12]]
        told += [state[bool(row["pinned"])], row["outlines"]]
        table.append([*map(str, told), *shares])
    widths = [max(cells(line[at]) for line in table) for at in range(len(table[0]))]
    for line in table:
        print("  ".join(map(padded, line, widths)).rstrip())
