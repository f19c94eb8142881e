"""Small heads: the head of a resumed story 转版标题, jump lines, and column titles 栏目."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from layout.compose.head.display import display_line
from layout.compose.head.share import head_copy
from layout.compose.head.sorts import DISPLAY_EM, Spaces
from layout.compose.head.stack import HeadSetting, PlacedLine
from layout.compose.head.style import head_style
from layout.diagnostics import Locus, Remarked
from layout.geometry.grid import BASELINE_IN_EM
from layout.sheet import BLACK, Ink, Line, Rule

if TYPE_CHECKING:
    from layout.compose.head.order import HeadOrder
    from layout.compose.line.spec import TypeSpec
    from layout.geometry import Length
    from layout.typeface import TypeCase


def _type(stylebook: Mapping[str, TypeSpec], key: str, face: str, size: Length) -> tuple[str, Length, Ink]:
    """Return face, size and ink of a style of the house, or the head sheet's own where the house has none."""
    spec = stylebook.get(key)
    return (spec.face, spec.size, spec.ink) if spec else (face, size, BLACK)


def set_jump_head(
    order: HeadOrder, note: str, case: TypeCase, stylebook: Mapping[str, TypeSpec]
) -> Remarked[HeadSetting]:
    """Return the head over a resumed story: its short title in sans bold with `note` (上接第一版) in small type.

    Both stand on one line, flush left, where the span holds them, the title a step smaller if need be; else a long
    title takes more lines, and the note stands after its last word or under it. The whole takes two or
    three rows, or as many as it needs.
    """
    style = head_style()
    small, spaces = style.small, Spaces(style.space, style.western)
    title, width, leading = order.head.short or order.head.title, order.room, order.leading
    face, size, ink = _type(stylebook, "jumphead", small.jumphead_face, small.jumphead_size)
    note_face, note_size, _ = _type(stylebook, "jump", small.note_face, small.note_size)
    note_line = display_line((note,), note_face, case, spaces).line(note_size, role="jump", ink=ink) if note else None
    note_room = note_line.extent + note_size if note_line else 0
    locus = Locus(order.story, "head.short") if order.story else None

    copy = head_copy(title, face, case, spaces)
    steps = tuple(_steps(size, small.jumphead_least))
    for room in (width - note_room, width):
        fitting = next((step for step in steps if copy.whole.lines[0].at(step) <= room), 0)
        if fitting:
            size = fitting
            break
    broken = copy.fitted(width * DISPLAY_EM // size)
    beside = broken.lines[-1].at(size) + note_room <= width
    pitch = size * 1_200 // 1000
    under = note_size * 1_600 // 1000 if note_line and not beside else 0
    height = (len(broken.lines) - 1) * pitch + size + under
    depth = max(order.rows, 2, -(-(height + round(leading * small.jumphead_air)) // leading))
    y = max(0, (depth * leading - height) * 2 // 3) + size * BASELINE_IN_EM // 1000
    parts = [
        PlacedLine(0, y + number * pitch, line.line(size, role="jumphead", ink=ink, locus=locus))
        for number, line in enumerate(broken.lines)
    ]
    if note_line:
        x = parts[-1].line.extent + note_size if beside else 0
        parts.append(PlacedLine(x, parts[-1].y + under, note_line))
    setting = HeadSetting(depth, size, len(broken.lines), 100.0, tuple(parts), width)
    return Remarked(setting, case.remarks(face, title, locus))


def _steps(size: Length, least: Length) -> Iterator[Length]:
    """Yield the steps of the ladder from `size` down to `least`."""
    while size >= least:
        yield size
        size = head_style().down(size)


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
    face, size, ink = style.small.label_face, style.small.label_size, BLACK
    copy = head_copy(text, face, case, spaces)
    while copy.whole.width * size > width * DISPLAY_EM and (smaller := style.down(size)) >= style.small.label_least:
        size = smaller
    broken = copy.fitted(width * DISPLAY_EM // size)
    lines = broken.lines if text else ()
    pitch = size * 1_200 // 1000
    depth = max(rows, -(-(len(lines) * pitch + leading // 2) // leading))
    rule_y = depth * leading - leading // 2
    locus = Locus(story, "layout.label") if story else None
    parts = tuple(
        PlacedLine(
            0,
            rule_y - leading // 3 - (len(lines) - 1 - number) * pitch - size * (1000 - BASELINE_IN_EM) // 1000,
            line.line(size, role="label", ink=ink, locus=locus),
        )
        for number, line in enumerate(lines)
    )
    rule = Rule(0, rule_y, width, rule_y, style.small.label_rule, ink)
    setting = HeadSetting(depth, size, len(lines), 100.0, parts, width, rules=(rule,))
    return Remarked(setting, case.remarks(face, text, locus))
