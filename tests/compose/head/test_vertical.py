"""Vertical heads as a reader sees them: columns, upright forms, figures across, turned words, quotes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.compose.head.order import HeadOrder
from layout.compose.head.set_head import HeadSetting, set_vertical_head
from layout.compose.head.style import head_style
from layout.compose.story.stylebook import house_style
from layout.geometry import pt
from layout.issue.model import Head
from layout.sheet import Line, Run
from layout.typeface import TypeCase
from tests.chance import examples

LEADING = pt(11.57)
STYLE = house_style().value
HEIGHT = 30 * LEADING


def set_down(head: Head, case: TypeCase, height: int = HEIGHT, **wishes: int) -> HeadSetting:
    return set_vertical_head(HeadOrder(head, height, LEADING, **wishes), case, STYLE).value  # type: ignore[arg-type]


def columns(setting: HeadSetting, role: str = "headline") -> list[Line]:
    return [part.line for part in setting.parts if part.line.role == role]


def run_with(setting: HeadSetting, text: str) -> Run:
    return next(run for line in columns(setting) for run in line.runs if text in run.text)


def gid(run: Run, index: int = 0) -> int:
    return int.from_bytes(run.glyphs[2 * index : 2 * index + 2], "big")


def test_columns_run_from_right_to_left_kicker_headline_deck(case: TypeCase) -> None:
    head = Head(("固本强基", "全面提升乡村振兴"), "市委组织部", "人才下沉一线")
    setting = set_down(head, case)
    assert [part.line.role for part in setting.parts] == ["kicker", "headline", "headline", "deck"]
    xs = [part.x for part in setting.parts]
    assert xs == sorted(xs, reverse=True)
    for part in setting.parts:
        assert part.line.vertical
        assert part.line.size // 2 <= part.x <= setting.width - part.line.size // 2
    for right, left in zip(setting.parts, setting.parts[1:], strict=False):
        assert right.x - left.x >= (right.line.size + left.line.size) // 2 + 2_000, "air between columns"
    assert setting.rows == 30
    assert setting.size in head_style().ladder


def test_a_byline_has_an_em_of_air_beside_the_column_at_its_right(case: TypeCase) -> None:
    head = Head(("固本强基", "全面提升乡村振兴"))
    setting = set_vertical_head(HeadOrder(head, HEIGHT, LEADING, byline="沈砚"), case, STYLE).value
    *_, last, byline = setting.parts
    assert last.x - byline.x - (last.line.size + byline.line.size) // 2 == byline.line.size


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_every_column_stays_in_its_height_with_air(lines: int, case: TypeCase) -> None:
    text = "市领导深入一线暗访督导社区防控工作"
    done = set_vertical_head(HeadOrder(Head((text,), "市委", "一线"), 40 * LEADING, LEADING, lines=lines), case, STYLE)
    setting = done.value
    assert [len(columns(setting)), "".join(line.text for line in columns(setting))] == [lines, text]
    for part in setting.parts:
        assert part.y >= LEADING
        assert part.y + part.line.extent <= 40 * LEADING - LEADING // 2 + 1
    assert not done.remarks


def test_two_or_three_figures_stand_across_in_one_em(case: TypeCase) -> None:
    for figures in ("12", "100", "8%"):
        setting = set_down(Head((f"我市{figures}米大桥通车",)), case)
        run = run_with(setting, figures)
        assert (run.orient, run.text) == ("h", figures)
        face = case.by_key(run.face)
        edges = []
        for index, x in enumerate(run.origins()):
            left, _, right, top = face.extents(gid(run, index))
            edges += [x + side * run.size * run.scale / face.upem / 100 for side in (left, right)]
            above = next(r for line in columns(setting) for r in line.runs if r.text.startswith("我"))
            ink_top = -run.rise - top * run.size / face.upem
            assert ink_top > above.origins()[1] + run.size * 0.9, "below the second character"
        assert max(edges) - min(edges) <= run.size
        assert abs(max(edges) + min(edges)) <= run.size * 0.12, "centred on the column"


def test_years_letters_and_acronyms_stand_upright_words_are_turned(case: TypeCase) -> None:
    setting = set_down(Head(("2022年5G与JavaScript来了",)), case, 50 * LEADING, lines=1)
    runs = {run.text: run.orient for line in columns(setting) for run in line.runs}
    assert runs["JavaScript"] == "r"
    upright = "".join(text for text, orient in runs.items() if orient == "v")
    assert "2022年5G与" in upright


def test_quotes_and_brackets_take_their_vertical_shape_and_the_copy_stays(case: TypeCase) -> None:
    setting = set_down(Head(("版面“画”出《来》的",)), case, 50 * LEADING, lines=1)
    (line,) = columns(setting)
    assert line.text == "版面“画”出《来》的"
    run = line.runs[0]
    face = case.by_key(run.face)
    for shown, char in (("『", "“"), ("』", "”"), ("《", "《")):
        index = run.text.index(char)
        assert gid(run, index) == int.from_bytes(face.shape(shown, vertical=True).glyphs, "big")
        assert gid(run, index) != face.gids[ord(char)]


def test_marks_close_up_in_a_vertical_line(case: TypeCase) -> None:
    setting = set_down(Head(("《人民》“力”",)), case, 50 * LEADING, lines=1)
    (line,) = columns(setting)
    assert line.extent < 6.6 * line.size, "eight characters, half of them marks of half an em"


def test_a_dash_is_turned_unbroken_and_centred(case: TypeCase) -> None:
    setting = set_down(Head(("一线——来自基层",)), case, 50 * LEADING, lines=1)
    run = run_with(setting, "——")
    assert run.orient == "r"
    face = case.by_key(run.face)
    _, low, _, high = face.extents(gid(run))
    rise = run.offsets[0][1] if run.offsets else 0
    axis = -run.size * 380 // 1000 + rise + (low + high) / 2 * run.size / face.upem
    assert abs(axis) <= run.size * 0.01
    inks = []
    for index, at in enumerate(run.origins()):
        left, _, right, _ = face.extents(gid(run, index))
        inks.append((at + left * run.size / face.upem, at + right * run.size / face.upem))
    assert all(b[0] - a[1] <= run.size * 0.03 for a, b in itertools.pairwise(inks)), "one stroke"
    assert inks[-1][1] - inks[0][0] >= 1.6 * run.size


def test_no_column_begins_or_ends_against_the_bans(case: TypeCase) -> None:
    text = "“双减”之后，我市《学校》、（社区）怎样“接力”？"
    for lines in (2, 3):
        for line in columns(set_down(Head((text,)), case, 40 * LEADING, lines=lines)):
            assert line.text[0] not in "”，》、）？"
            assert line.text[-1] not in "“《（"


def test_a_head_too_wide_for_its_place_gets_smaller_then_says_so(case: TypeCase) -> None:
    head = Head(("市领导深入一线暗访督导社区防控工作",), "市委组织部", "传播路径不留死角")
    free = set_down(head, case)
    tight = set_down(head, case, across=free.width - pt(10))
    assert tight.width <= free.width - pt(10)
    done = set_vertical_head(HeadOrder(head, HEIGHT, LEADING, story="s1", across=pt(20)), case, STYLE)
    assert [remark.code for remark in done.remarks] == ["H010"]


COPY = st.text(
    alphabet="中国人民日报开会研究了2022年.%“”‘’《》（），。：！？——……·AIbc　 /😀𠮷\u200d\ufe0f", max_size=30
)


@settings(max_examples=examples(80))
@given(main=st.lists(COPY, max_size=3), kicker=COPY, deck=COPY, rows=st.sampled_from([3, 20, 40]))
def test_no_character_of_a_vertical_head_is_lost(
    case: TypeCase, main: list[str], kicker: str, deck: str, rows: int
) -> None:
    setting = set_down(Head(tuple(main), kicker, deck), case, rows * LEADING)
    assert "".join(line.text for line in columns(setting)) == "".join(text for text in main if text.strip())
    assert "".join(line.text for line in columns(setting, "kicker")) == kicker
    assert "".join(line.text for line in columns(setting, "deck")) == deck
    for part in setting.parts:
        assert "".join(run.text for run in part.line.runs) == part.line.text
        assert all(gid(run, index) for run in part.line.runs for index in range(len(run)))
