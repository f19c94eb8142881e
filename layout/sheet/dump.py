"""A sheet as plain text: what golden tests compare and a person can read in a diff.

One item a line, in paint order, positions in points; no glyph ids, so that a font's new version shows only where it
moves something.
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.geometry import Box, Length
from layout.sheet.ink import Ink
from layout.sheet.line import Line
from layout.sheet.page import Fill, Item, Path, Picture, Rule, Sheet, Text


def dump(sheet: Sheet) -> str:
    """Return the sheet's regions and items as text."""
    lines = [f"sheet {sheet.label} {sheet.section or '-'} grid {sheet.grid.name} plates {sheet.colours}"]
    for region in sheet.regions:
        links = f" from {region.continued}" if region.continued else ""
        links += f" to {region.continues}" if region.continues else ""
        links += " placeholder" if region.placeholder else ""
        lines.append(f"region {region.index} {region.role} {region.story or '-'} {_box(region.box)}{links}")
    for item in sheet.items:
        lines.extend(_item(item))
    return "\n".join(lines) + "\n"


def _pt(length: Length) -> str:
    return f"{length / 1000:.2f}".rstrip("0").rstrip(".")


def _box(box: Box) -> str:
    return f"{_pt(box.x)},{_pt(box.y)} {_pt(box.w)}x{_pt(box.h)}"


def _ink(ink: Ink) -> str:
    return "/".join(str(part) for part in ink)


def _item(item: Item) -> Iterator[str]:
    layer = "" if item.layer == "print" else " proof"
    if isinstance(item, Text):
        yield f"text {_pt(item.x)},{_pt(item.y)} r{item.region}{layer} {_line(item.line)}"
    elif isinstance(item, Rule):
        ends = f"{_pt(item.x0)},{_pt(item.y0)} {_pt(item.x1)},{_pt(item.y1)}"
        yield f"rule {ends} w{_pt(item.width)} {_ink(item.ink)}{layer}"
    elif isinstance(item, Fill):
        yield f"fill {_box(item.box)} {_ink(item.ink)}{layer}"
    elif isinstance(item, Picture):
        yield f"picture {_box(item.box)} {item.sha256[:12]} crop {item.crop}{layer}"
    elif isinstance(item, Path):
        yield f"path {len(item.ops)} ops{layer}"


def _line(line: Line) -> str:
    parts = [line.role, _pt(line.size), f"{_pt(line.extent)}/{_pt(line.measure)}", line.ending]
    faces = " ".join(dict.fromkeys(run.face for run in line.runs))
    squeezed = " ".join(f"{adjustment.rule}{_pt(adjustment.amount)}" for adjustment in line.adjustments)
    if squeezed:
        parts.append(f"[{squeezed}]")
    return f"{' '.join(parts)} {faces} |{line.text}|"
