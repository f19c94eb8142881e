"""Jump heads, jump lines and column titles as a reader sees them."""

from __future__ import annotations

import pytest

from layout.compose.head.order import HeadOrder
from layout.compose.head.set_head import HeadSetting, jump_line, set_jump_head, set_label
from layout.compose.story.stylebook import house_style
from layout.geometry import profile, pt
from layout.issue.model import Head
from layout.typeface import TypeCase

LEADING = pt(11.57)
STYLE = house_style().value
BROADSHEET = profile("broadsheet")
assert BROADSHEET is not None
ONE, TWO = BROADSHEET.span(1), BROADSHEET.span(2)
NOTE = "（上接第一版）"


def title_of(setting: HeadSetting) -> str:
    return "".join(part.line.text for part in setting.parts if part.line.role == "jumphead")


def test_short_title_and_note_share_a_line(case: TypeCase) -> None:
    setting = set_jump_head(HeadOrder(Head(("文明新风吹进门",)), ONE, LEADING), NOTE, case, STYLE).value
    title, note = setting.parts
    assert (title.line.text, note.line.text) == ("文明新风吹进门", NOTE)
    assert title.y == note.y
    assert title.x == 0
    assert note.x >= title.line.extent + note.line.size // 2
    assert note.x + note.line.extent <= ONE
    assert title.line.size == pt(14)
    assert note.line.size == pt(8)
    assert setting.rows in (2, 3)
    assert title.line.runs[0].face == case.face("sans-bold").key


@pytest.mark.parametrize("title", ["用闪亮党徽铸就铜墙铁壁", "用闪亮党徽铸就战胜疫情的铜墙铁壁", "大" * 40, ""])
@pytest.mark.parametrize("width", [pt(20), ONE, TWO])
def test_any_title_is_set_whole_and_inside_the_column(title: str, width: int, case: TypeCase) -> None:
    setting = set_jump_head(HeadOrder(Head((title,)), width, LEADING, story="a1"), NOTE, case, STYLE).value
    assert title_of(setting) == title
    assert [part.line.text for part in setting.parts if part.line.role == "jump"] == [NOTE]
    for part in setting.parts:
        if part.line.role == "jumphead":
            assert part.x + part.line.extent <= width
        assert part.line.size * 880 // 1000 <= part.y <= setting.rows * LEADING


def test_jump_line_stands_flush_right_in_one_row(case: TypeCase) -> None:
    line = jump_line("（下转第二版）", ONE, case, STYLE)
    assert (line.text, line.role, line.size, line.measure) == ("（下转第二版）", "jump", pt(8), ONE)
    run = line.runs[-1]
    face = case.by_key(run.face)
    last = face.extents(int.from_bytes(run.glyphs[-2:], "big"))
    assert abs(run.origins()[-1] + last[2] * run.size / face.upem - ONE) <= 2
    assert run.face == case.face("sans").key


def test_column_title_stands_over_a_rule_of_the_full_span(case: TypeCase) -> None:
    setting = set_label("基层党建", ONE, case, leading=LEADING).value
    (rule,) = setting.rules
    (part,) = setting.parts
    assert (rule.x0, rule.x1, rule.y0) == (0, ONE, rule.y1)
    assert part.line.text == "基层党建"
    assert part.y < rule.y0 < setting.rows * LEADING
    assert setting.rows == 2
    long = set_label("学习贯彻上级全会精神推动基层党建高质量发展专栏", ONE, case, leading=LEADING).value
    assert "".join(part.line.text for part in long.parts) == "学习贯彻上级全会精神推动基层党建高质量发展专栏"
    assert all(part.line.extent <= ONE for part in long.parts)
