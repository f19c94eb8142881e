"""Small heads: the head of a resumed story 转版标题, jump lines, and column titles 栏目."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from layout.compose.head_break import break_head
from layout.compose.head_line import display_line
from layout.compose.head_sort import EM, Spaces
from layout.compose.head_stack import HeadSetting, PlacedLine, Tier
from layout.compose.head_style import head_style
from layout.diagnostics import Diagnostic, Locus, Remarked
from layout.geometry.grid import BASELINE_IN_EM
from layout.sheet import BLACK, Ink, Line, Rule

if TYPE_CHECKING:
    from layout.compose.spec import TypeSpec
    from layout.geometry import Length
    from layout.typeface import TypeCase

_NOTE_GAP = 1_000
"""Least room between a jump head's title and its 上接, in 1/1000 em of the note."""


def _type(stylebook: Mapping[str, TypeSpec], key: str, face: str, size: Length) -> tuple[str, Length, Ink]:
    """Return face, size and ink of a style of the house, or the head sheet's own where the house has none."""
    spec = stylebook.get(key)
    return (spec.face, spec.size, spec.ink) if spec else (face, size, BLACK)


def set_jump_head(
    title: str,
    note: str,
    width: Length,
    case: TypeCase,
    stylebook: Mapping[str, TypeSpec],
    *,
    leading: Length,
    story: str = "",
    rows: int = 0,
) -> Remarked[HeadSetting]:
    """Return the head over a resumed story: its short title in sans bold with `note` (上接第一版) in small type.

    Both stand on one line, flush left, where the span holds them; else the title steps down the ladder, then takes
    more lines and the note follows on its own. The whole takes two rows, or as many as it needs.
    """
    style = head_style()
    small, spaces = style.small, Spaces(style.space, style.western)
    face, size, ink = _type(stylebook, "jumphead", small.jumphead_face, small.jumphead_size)
    note_face, note_size, _ = _type(stylebook, "jump", small.note_face, small.note_size)
    note_line = display_line((note,) if note else (), note_face, case, spaces)
    note_room = note_line.at(note_size) + _NOTE_GAP * note_size // 1000 if note else 0
    locus = Locus(story, "head.short") if story else None

    broken = break_head(title, 1, face, case, spaces)[0]
    beside = True
    while broken.width * size > (width - note_room) * EM and style.down(size) >= small.jumphead_least:
        size = style.down(size)
    if broken.width * size > (width - note_room) * EM:
        beside = False
        count = 1
        while broken.width * size > width * EM and count < len(title):
            count += 1
            ways = break_head(title, count, face, case, spaces)
            if not ways:
                break
            broken = ways[0]
    pitch = size * 1_200 // 1000
    height = len(broken.lines) * pitch + (0 if beside or not note else note_size * 1_300 // 1000)
    depth = max(rows, 2, -(-(height + leading * 3 // 4) // leading))
    y = max(0, (depth * leading - height) * 2 // 3)
    parts: list[PlacedLine] = []
    baseline = y
    for number, display in enumerate(broken.lines):
        baseline = y + number * pitch + (pitch - size) // 2 + size * BASELINE_IN_EM // 1000
        parts.append(PlacedLine(0, baseline, display.line(size, role="jumphead", ink=ink, locus=locus)))
    if note:
        line = note_line.line(note_size, role="jump", ink=ink)
        if beside:
            x = (parts[-1].line.extent if parts else 0) + _NOTE_GAP * note_size // 1000
            parts.append(PlacedLine(x, baseline, line))
        else:
            parts.append(PlacedLine(0, baseline + note_size * 1_500 // 1000, line))
    remarks: tuple[Diagnostic, ...] = case.remarks(face, title, locus)
    setting = HeadSetting(depth, size, len(broken.lines), 100.0, tuple(parts), width)
    return Remarked(setting, remarks)


def jump_line(text: str, measure: Length, case: TypeCase, stylebook: Mapping[str, TypeSpec]) -> Line:
    """Return a jump line (（下转第二版）), flush right in `measure` and one row deep; its text is the house's."""
    style = head_style()
    face, size, ink = _type(stylebook, "jump", style.small.jump_face, style.small.jump_size)
    display = display_line((text,), face, case, Spaces(style.space, style.western))
    return display.line(size, role="jump", ink=ink, start=measure - display.at(size), measure=measure)


def set_label(
    text: str,
    width: Length,
    case: TypeCase,
    stylebook: Mapping[str, TypeSpec],
    *,
    leading: Length,
    story: str = "",
    rows: int = 2,
) -> Remarked[HeadSetting]:
    """Return a column title 栏目: sans bold, flush left, over a rule of the full span, in two rows.

    A title wider than its span steps down the ladder, then is turned over.
    """
    style = head_style()
    spaces = Spaces(style.space, style.western)
    face, size, ink = _type(stylebook, "label", style.small.label_face, style.small.label_size)
    broken = break_head(text, 1, face, case, spaces)[0] if text else None
    while broken and broken.width * size > width * EM and style.down(size) >= style.ladder[0]:
        size = style.down(size)
    count = 1
    while broken and broken.width * size > width * EM and count < len(text):
        count += 1
        ways = break_head(text, count, face, case, spaces)
        if not ways:
            break
        broken = ways[0]
    lines = broken.lines if broken else ()
    pitch = size * 1_200 // 1000
    depth = max(rows, -(-(len(lines) * pitch + leading // 2) // leading))
    rule_y = depth * leading - leading // 2
    locus = Locus(story, "section") if story else None
    tier = Tier("label", lines, size)
    parts = tuple(
        PlacedLine(
            0,
            rule_y - leading // 3 - (len(lines) - 1 - number) * pitch - size * (1000 - BASELINE_IN_EM) // 1000,
            line.line(size, role=tier.role, ink=ink, locus=locus),
        )
        for number, line in enumerate(lines)
    )
    rule = Rule(0, rule_y, width, rule_y, style.small.label_rule, ink)
    setting = HeadSetting(depth, size, len(lines), 100.0, parts, width, rules=(rule,))
    return Remarked(setting, case.remarks(face, text, locus))
