"""Initials 首字下沉: what is sunk and what is not, level with the lines beside it, the copy whole and in order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.compose.line.initial import without_initial
from layout.compose.line.paragraph import take_up
from layout.compose.story.compose_story import compose_story
from layout.compose.story.drop import set_initial
from layout.compose.story.galley import Galley
from layout.compose.story.stylebook import house_style
from layout.diagnostics import Remarked
from layout.geometry import pt
from layout.ground.dataclass import replace
from layout.issue.model import Head, Paragraph, Span, Story, Wishes
from layout.typeface import TypeCase
from tests.chance import examples

STYLE = house_style().value
EM = STYLE["body"].size
LEADING = pt(11.57)
REST = "天来了，大棚里一片忙碌，村民正在采摘西瓜，送往市区的各个市场，今年的收成比去年多了三成。"


def story(*paragraphs: Paragraph | str, drop: int = 3, **fields: object) -> Story:
    body = tuple(Paragraph(index, "body", one) if isinstance(one, str) else one for index, one in enumerate(paragraphs))
    return Story("x1", "column", 50, Head(), body, wishes=Wishes(drop=drop), **fields)  # type: ignore[arg-type]


def done(one: Story, case: TypeCase, ems: int = 17, target: int | None = None) -> Remarked[Galley]:
    return compose_story(one, STYLE, ems * EM, case, leading=LEADING, target=target)


def initial(galley: Galley) -> str:
    return "".join(run.text for run in galley.lines[0].line.runs if run.size > EM)


def lefts(galley: Galley) -> list[float]:
    """Return where each line's text begins, in ems."""
    return [without_initial(row.line).runs[0].origins()[0] / EM for row in galley.lines]


@pytest.mark.parametrize(("lines", "ems"), [(2, 3), (3, 4)])
def test_an_initial_stands_level_with_the_lines_beside_it(case: TypeCase, lines: int, ems: int) -> None:
    rows = done(story("春" + REST * 2, drop=lines), case).value.lines
    assert lefts(done(story("春" + REST * 2, drop=lines), case).value)[: lines + 1] == [ems] * lines + [0]
    (sunk,) = (run for run in rows[0].line.runs if run.size > EM)
    # The ink fills 94 % of an em, whose middle lies 0.38 em over the baseline.
    middle, half = -sunk.rise - sunk.size * 0.38, sunk.size * 0.47
    assert middle - half == pytest.approx(-EM * 0.85, abs=20)
    assert middle + half == pytest.approx((lines - 1) * LEADING + EM * 0.09, abs=20)
    assert [row.keep for row in rows[: lines + 1]] == [True] * (lines - 1) + [False] * 2


def test_the_copy_is_whole_and_every_line_knows_its_place(case: TypeCase) -> None:
    one = story("“春" + REST * 2, "夏" + REST)
    galley = done(one, case).value
    for paragraph in one.paragraphs:
        lines = [row.line for row in galley.lines if row.line.paragraph == paragraph.index]
        assert "".join(line.text for line in lines) == paragraph.text
        assert all(paragraph.text.startswith(line.text, line.offset) for line in lines)
        assert all("".join(run.text for run in line.runs) == line.text for line in lines)
    assert initial(galley) == "“春"
    assert lefts(galley)[:4] == [6, 6, 6, 0]
    assert all(run.size == EM for row in galley.lines[1:] for run in row.line.runs)  # one a story


@pytest.mark.parametrize(
    ("opening", "sunk"),
    [
        ("春", "春"), ("“春", "“春"), ("“‘春", "“‘春"), ("《春", "《春"), ("5月", "5"), ("15日", "15"), ("AI", "AI"),
        ("2026年", ""), ("3.5万亩", ""), ("Python", ""), ("春，", ""), ("春”", ""), ("——春", ""), ("……", ""),
    ],
)  # fmt: skip
def test_what_is_sunk_at_the_head_of_a_paragraph(case: TypeCase, opening: str, sunk: str) -> None:
    made = done(story(opening + REST * 3), case)
    assert initial(made.value) == sunk
    assert [remark.code for remark in made.remarks] == ([] if sunk else ["C030"])


def test_what_is_kept_on_one_line_has_its_initial_beside_it(case: TypeCase) -> None:
    assert initial(done(story("《神垕志》记载" + REST * 2), case).value) == "《神"
    kept = Paragraph(0, "body", "春雨惊春" + REST * 2, (Span("keep", 0, 4),))
    assert initial(done(story(kept), case).value) == "春"


@pytest.mark.parametrize("kind", ["dots", "name", "title", "sup", "strong"])
def test_marks_that_cannot_be_enlarged_leave_the_character_where_it_is(case: TypeCase, kind: str) -> None:
    marked = Paragraph(0, "body", "春" + REST * 2, (Span(kind, 0, 3),))  # type: ignore[arg-type]
    assert initial(done(story(marked), case).value) == ("春" if kind == "strong" else "")
    behind = Paragraph(0, "body", "春" + REST * 2, (Span(kind, 1, 3),))  # type: ignore[arg-type]
    galley = done(story(behind), case).value
    assert initial(galley) == "春"
    marks = galley.lines[0].line.decorations
    assert [(mark.start, mark.end) for mark in marks] == ([(1, 3)] if kind in ("dots", "name", "title") else [])


@pytest.mark.parametrize(
    ("paragraph", "fields"),
    [
        ("春" + REST * 2, {"dateline": "禹州讯"}),
        (Paragraph(0, "verse", "春" + REST * 2), {}),
        (Paragraph(0, "item", "春" + REST * 2), {}),
    ],
)
def test_a_story_that_opens_otherwise_has_none(case: TypeCase, paragraph: object, fields: dict[str, str]) -> None:
    made = done(story(paragraph, **fields), case)  # type: ignore[arg-type]
    assert initial(made.value) == ""
    assert [remark.code for remark in made.remarks] == ["C032"]


def test_a_subhead_before_it_is_no_obstacle(case: TypeCase) -> None:
    galley = done(story(Paragraph(0, "subhead", "春来早"), "春" + REST * 2), case).value
    assert any(run.size > EM for run in galley.lines[1].line.runs)


def test_copyfitting_never_takes_a_line_that_stands_beside_an_initial(case: TypeCase) -> None:
    three = set_initial("字", STYLE["body"], STYLE["drop"], case, 3, LEADING)
    copy = "字" + "字字字，" * 40
    settings = [take_up(copy[:size] + "。", STYLE["body"], 17 * EM, case, initial=three) for size in range(60, 90)]
    six = [setting for setting in settings if len(setting.way.breaks) == 6]
    assert any(setting.other(-1) for setting in six)
    assert not any(replace(setting, initial=replace(three, lines=6)).other(-1) for setting in six)


@given(
    st.text("春夏，。“”《》5aA 年——", min_size=1, max_size=90),
    st.sampled_from([9, 13, 17, 35]),
    st.sampled_from([2, 3]),
)
@settings(max_examples=examples(60))
def test_whatever_the_copy_nothing_is_lost_or_left_unsaid(case: TypeCase, text: str, ems: int, lines: int) -> None:
    made = done(story(text.strip() or "春", REST, drop=lines), case, ems)
    own = [row.line for row in made.value.lines if row.line.paragraph == 0]
    assert "".join(line.text for line in own) == (text.strip() or "春")
    told = {remark.code for remark in made.remarks} & {"C030", "C031", "C033"}
    assert bool(initial(made.value)) != bool(told)
    for line in own:
        beside = without_initial(line)
        assert beside.extent <= beside.measure or line.ending == "turn" or len(own) == 1
