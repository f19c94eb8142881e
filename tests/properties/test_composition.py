"""What must hold of any text at any measure."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.compose.line.paragraph import set_paragraph
from layout.compose.line.single import set_single
from layout.typeface import TypeCase
from tests.chance import examples
from tests.compose.setting import BODY, EM, spec_with, texts

HAN = "的一是了我不人在他有这上大来和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
MARKS = "，。、；：！？“”‘’（）《》「」【】…—·～／"
LATIN = "abcXYZ 0123456789.%-/+@é"
COPY = st.text(alphabet=st.sampled_from(HAN * 6 + MARKS * 2 + LATIN), min_size=1, max_size=240)
PROSE = st.lists(
    st.tuples(
        st.text(alphabet=st.sampled_from(HAN), min_size=1, max_size=14),
        st.sampled_from(
            ["，", "。", "、", "；", "：“", "。”", "？”", "（", "）", "26", "——", "……", " GDP ", "《", "》，", "3.5%"]
        ),
    ),
    min_size=1,
    max_size=30,
).map(lambda parts: "".join(map("".join, parts)))
ANYTHING = st.text(min_size=1, max_size=120)
MEASURES = st.integers(min_value=4, max_value=60)
NO_START = set("，。、；：！？”’）》」】·～／—")
NO_END = set("“‘（《「【／")


def shown(case: TypeCase, text: str, ems: int, **rules: object) -> tuple[object, ...]:
    return set_paragraph(text, spec_with(2, **rules), ems * EM, case)


@given(text=ANYTHING | COPY, ems=MEASURES)
def test_no_character_is_lost_or_moved(case: TypeCase, text: str, ems: int) -> None:
    lines = set_paragraph(text, spec_with(2), ems * EM, case)
    assert "".join(texts(lines)) == text
    assert all(line.text for line in lines)
    for line in lines:
        assert "".join(run.text for run in line.runs) == line.text
        for run in line.runs:
            assert len(run) == len(run.text) or not run.text
            assert len(run.origins()) == len(run)


@given(text=ANYTHING, ems=MEASURES)
def test_nothing_prints_notdef(case: TypeCase, text: str, ems: int) -> None:
    for line in set_paragraph(text, spec_with(), ems * EM, case):
        for run in line.runs:
            assert all(run.glyphs[at : at + 2] != b"\0\0" for at in range(0, len(run.glyphs), 2))


@given(text=PROSE, ems=st.integers(min_value=8, max_value=60))
def test_a_turned_line_is_as_wide_as_its_measure(case: TypeCase, text: str, ems: int) -> None:
    for line in set_paragraph(text, spec_with(2), ems * EM, case)[:-1]:
        moved = sum(move.amount for move in line.adjustments)
        assert line.natural + moved == line.extent
        if any(move.rule == "even" for move in line.adjustments) or moved <= 0:
            assert line.extent == ems * EM or not moved


@given(text=PROSE, ems=st.integers(min_value=6, max_value=60))
def test_no_banned_character_at_an_edge(case: TypeCase, text: str, ems: int) -> None:
    """Wherever a line of the copy has a legal break at all, which five ems without one would rule out."""
    lines = set_paragraph(text, spec_with(2), ems * EM, case)
    for first, second in pairwise(texts(lines)):
        start = second[0]
        if _longest_group(text) * 1.0 > ems - 3:
            return
        assert start not in NO_START - {"—"} and not (start == "—" and first[-1] == "—"), (first, second)
        assert first[-1] not in NO_END, (first, second)
        assert not (first[-1] == "…" and start == "…" and (len(first) - len(first.rstrip("…"))) % 2), (first, second)


def _longest_group(text: str) -> int:
    """Return the most characters that hang together by bans: marks in a row and what they cling to."""
    longest = run = 0
    for char in text:
        run = run + 1 if char in NO_START | NO_END | set(LATIN) | set("…") else 0
        longest = max(longest, run)
    return longest + 2


@given(text=PROSE, ems=st.integers(min_value=8, max_value=24))
def test_glyphs_of_a_line_stand_in_order(case: TypeCase, text: str, ems: int) -> None:
    for line in set_paragraph(text, spec_with(2), ems * EM, case):
        places = [x for run in line.runs if run.text for x in run.origins()]
        assert all(before <= after for before, after in pairwise(places)), line.text
        assert places[0] >= -EM // 2
        assert places[-1] <= line.measure


@given(text=COPY, ems=MEASURES, style=st.sampled_from(["full", "kaiming", "half", "line-end-half"]))
def test_every_style_sets_every_text(case: TypeCase, text: str, ems: int, style: str) -> None:
    assert "".join(texts(set_paragraph(text, spec_with(2, marks=style), ems * EM, case))) == text


@given(text=ANYTHING)
def test_a_single_line_is_never_broken(case: TypeCase, text: str) -> None:
    line = set_single(text, BODY, case, role="folio")
    assert (line.text, line.extent) == (text, line.natural)


@given(text=COPY, ems=MEASURES)
@settings(max_examples=examples(40))
def test_equal_copy_is_set_alike(case: TypeCase, text: str, ems: int) -> None:
    assert set_paragraph(text, BODY, ems * EM, case) == set_paragraph(text, BODY, ems * EM, case)


@pytest.mark.parametrize("ems", [4, 11, 17, 60])
@pytest.mark.parametrize(
    "text", ["中" * 50_000, "a" * 20_000, "，" * 20_000, "中，" * 20_000, "1" * 20_000, "——" * 5_000]
)
def test_monstrous_paragraphs(case: TypeCase, text: str, ems: int) -> None:
    assert "".join(texts(set_paragraph(text, BODY, ems * EM, case))) == text


def test_effort_grows_no_faster_than_the_paragraph(case: TypeCase) -> None:
    """Counted in states that the search looks at, so that a busy machine does not matter."""
    from layout.compose.line.breaker import find_breaks
    from layout.compose.line.fount import fount_of
    from layout.compose.line.paragraph import tariff_of
    from layout.compose.line.ready import ready

    piece = "近日，市委召开会议，要求各镇（街道）抓好第26项工作，确保“双清零”，不漏一户、不漏一人。会后，大家说：“好！”"
    efforts = []
    for times in (20, 400, 1200):
        stick = ready(piece * times, fount_of(case, BODY), BODY.rules)
        efforts.append(find_breaks(stick, (17 * EM,), tariff_of(BODY)).effort / times)
    assert efforts[1] < 2 * efforts[0]
    assert efforts[2] < 1.25 * efforts[1]
