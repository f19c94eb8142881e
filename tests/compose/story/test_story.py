"""A story as a galley: dateline, subheads, sign-off; and a number of lines reached by legal means."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.compose.line.paragraph import take_up
from layout.compose.story.compose_story import compose_story, take_up_story
from layout.compose.story.galley import Galley
from layout.compose.story.stylebook import house_style
from layout.diagnostics import Locus
from layout.geometry import pt
from layout.issue.model import Head, Paragraph, Span, Story
from layout.issue.reader import read_issue
from layout.typeface import TypeCase

STYLE = house_style().value
EM = STYLE["body"].size
ISSUE = read_issue(Path(__file__).parents[3] / "issues" / "2346").value
assert ISSUE is not None
STORIES = {story.id: story for story in ISSUE.stories if story.paragraphs}


def story(*paragraphs: Paragraph | str, **fields: object) -> Story:
    body = tuple(Paragraph(index, "body", one) if isinstance(one, str) else one for index, one in enumerate(paragraphs))
    return Story("x1", "news", 50, Head(), body, **fields)  # type: ignore[arg-type]


def galley(one: Story, ems: int, case: TypeCase, target: int | None = None) -> Galley:
    return compose_story(one, STYLE, ems * EM, case, leading=pt(11.57), target=target).value


@pytest.mark.parametrize("ems", [11, 13, 17, 35])
def test_every_character_of_the_copy_is_set_once_in_order(case: TypeCase, ems: int) -> None:
    for one in STORIES.values():
        lines = galley(one, ems, case).lines
        set_text = "".join(row.line.text for row in lines if row.line.role == "body")
        copy = "".join(part.text for part in one.paragraphs if part.kind in ("body", "item"))
        assert set_text.removesuffix(one.sign) == copy
        for row in lines:
            assert "".join(run.text for run in row.line.runs) == row.line.text


def test_subhead_in_one_line_where_it_fits(case: TypeCase) -> None:
    head = Paragraph(1, "subhead", "党员下沉一线 打通最后一米", parts=("党员下沉一线", "打通最后一米"))
    rows = galley(story("前文。", head, "后文。"), 17, case).lines
    assert [row.line.text for row in rows] == ["前文。", "党员下沉一线 打通最后一米", "后文。"]
    assert (rows[1].before, rows[1].keep, rows[1].line.role) == (1, True, "subhead")
    assert galley(story("前文。", head, "后文。"), 17, case).depth == 4
    left = rows[1].line.runs[0].origins()[0]
    assert abs(left - (17 * EM - rows[1].line.extent) / 2) <= 1


def test_subhead_in_two_halves_where_it_does_not_fit(case: TypeCase) -> None:
    head = Paragraph(1, "subhead", "党员下沉一线 打通最后一米", parts=("党员下沉一线", "打通最后一米"))
    rows = galley(story("前文。", head, "后文。"), 11, case).lines[1:3]
    assert [row.line.text for row in rows] == ["党员下沉一线", "打通最后一米"]
    assert [row.before for row in rows] == [1, 0]
    assert all(row.keep for row in rows)


def test_sign_off_joins_the_last_line_if_an_em_stays_free(case: TypeCase) -> None:
    joined = galley(story("会议要求抓好落实。", sign="（本报记者）"), 17, case).lines
    assert [row.line.text for row in joined] == ["会议要求抓好落实。（本报记者）"]
    right = joined[0].line.runs[-1]
    assert right.face == case.face("kai").key
    assert joined[0].line.extent == 17 * EM
    alone = galley(story("会议要求各镇抓好各项任务落实。", sign="（本报记者）"), 17, case).lines
    assert [row.line.text for row in alone] == ["会议要求各镇抓好各项任务", "落实。（本报记者）"] or alone[
        -1
    ].line.role == "sign"


def test_dateline_opens_the_first_paragraph_in_heiti(case: TypeCase) -> None:
    first = galley(story("市委召开会议。", "又讯。", dateline="本报讯"), 17, case).lines[0].line
    assert first.text == "本报讯市委召开会议。"
    assert [(run.face, run.text) for run in first.runs] == [
        (case.face("sans-bold").key, "本报讯"),
        (case.face("body").key, "市委召开会议。"),
    ]


def test_strong_words_are_set_in_heiti(case: TypeCase) -> None:
    body = Paragraph(0, "body", "这是一件大事。", (Span("strong", 4, 6),))
    runs = galley(story(body), 17, case).lines[0].line.runs
    assert [run.text for run in runs if run.face == case.face("sans-bold").key] == ["大事"]


def test_marks_that_follow_text(case: TypeCase) -> None:
    spans = (Span("dots", 0, 4), Span("name", 4, 6), Span("name", 6, 8), Span("title", 9, 14))
    line = galley(story(Paragraph(0, "body", "务必记住，李白杜甫，有诗经楚辞。", spans)), 20, case).lines[0].line
    dots, first, second, wave = line.decorations
    assert (dots.kind, len(dots.centres)) == ("dots", 4)
    assert dots.centres[0] == 2 * EM + EM // 2
    assert (first.kind, second.kind, wave.kind) == ("line", "line", "wave")
    assert second.x0 - first.x1 > 0.1 * EM, "two adjacent names have two lines"
    assert wave.x1 - wave.x0 > 4 * EM


def test_a_mark_goes_on_over_the_turn_of_a_line(case: TypeCase) -> None:
    text = "这部书叫做中华人民共和国国家标准标点符号用法"
    rows = galley(story(Paragraph(0, "body", text, (Span("title", 5, 22),))), 11, case).lines
    assert [len(row.line.decorations) for row in rows] == [1, 1, 1]
    assert sum(mark.end - mark.start for row in rows for mark in row.line.decorations) == 17


def test_what_no_face_has_is_shown_and_reported(case: TypeCase) -> None:
    done = compose_story(story("他说มาก了。"), STYLE, 17 * EM, case, leading=pt(11.57))
    line = done.value.lines[0].line
    assert line.text == "他说มาก了。"
    assert all(b"\0\0" not in run.glyphs for run in line.runs)
    geta = case.face("body").gids[ord("〓")].to_bytes(2, "big")
    assert b"".join(run.glyphs for run in line.runs).count(geta) == 3
    assert [(remark.code, remark.at) for remark in done.remarks] == [("F021", Locus("x1", "body", 0, 2))]


def test_rare_ideographs_and_selectors(case: TypeCase) -> None:
    line = galley(story("吉野家写作𠮷野家，葛\U000e0101饰区，cafe\u0301也行。"), 30, case).lines[0].line
    assert line.text.startswith("吉野家写作𠮷野家")
    assert all(b"\0\0" not in run.glyphs for run in line.runs)
    assert next(run for run in line.runs if "𠮷" in run.text).face != case.face("body").key
    assert sum(len(run) for run in line.runs) == len(line.text)


@pytest.mark.parametrize("change", [-2, -1, 1, 2])
def test_a_number_of_lines_is_reached_by_legal_means(case: TypeCase, change: int) -> None:
    reached = 0
    for one in STORIES.values():
        natural = galley(one, 17, case)
        fitted = galley(one, 17, case, len(natural.lines) + change)
        copy = "".join(row.line.text for row in natural.lines)
        assert "".join(row.line.text for row in fitted.lines) == copy
        if len(fitted.lines) == len(natural.lines):
            assert fitted == natural
            continue
        reached += 1
        assert len(fitted.lines) == len(natural.lines) + change
        assert fitted.steps and all(step.startswith(("¶", "sign")) for step in fitted.steps)
        for row in fitted.lines:
            line = row.line
            if line.role == "body" and line.ending == "turn":
                assert line.extent == line.measure
                widened = sum(move.amount for move in line.adjustments if move.rule == "even")
                assert widened < len(line.text) * EM / 6
    assert reached >= (1 if change == -2 else 2)


def test_a_number_out_of_reach_leaves_the_story_alone(case: TypeCase) -> None:
    one = next(iter(STORIES.values()))
    natural = galley(one, 17, case)
    assert galley(one, 17, case, len(natural.lines) - 9) == natural


def test_a_story_in_the_stick_yields_what_a_story_set_anew_does(case: TypeCase) -> None:
    for one in STORIES.values():
        setting = take_up_story(one, STYLE, 17 * EM, case, leading=pt(11.57))
        rows = len(setting.galley().value.lines)
        for target in (rows + 1, rows - 1, rows + 2, rows - 2, None, rows + 1):
            assert setting.galley(target).value == galley(one, 17, case, target)


def test_galleys_of_a_number_of_lines_are_made_by_other_paragraphs_each(case: TypeCase) -> None:
    exchanged = 0
    for one in STORIES.values():
        setting = take_up_story(one, STYLE, 17 * EM, case, leading=pt(11.57))
        plain = setting.galley().value
        copy = "".join(row.line.text for row in plain.lines)
        for change in (1, -1, 0, 2, -2):
            found = setting.galleys(len(plain.lines) + change).value
            assert len({tuple(row.line.text for row in galley.lines) for galley in found} | {plain.lines}) > len(found)
            for galley in found:
                assert len(galley.lines) == len(plain.lines) + change
                assert "".join(row.line.text for row in galley.lines) == copy
                if not change:
                    gain, loss = sorted(step.split(":")[0].split()[1] for step in galley.steps)
                    assert (gain, loss) == ("+1", "-1")
                    exchanged += 1
            if found and change:
                assert found[0] == setting.galley(len(plain.lines) + change).value
    assert exchanged


def test_another_number_of_lines_is_sought_once(case: TypeCase) -> None:
    body = STORIES["a1"].paragraphs[0].text
    setting = take_up(body, STYLE["body"], 17 * EM, case)
    rows = len(setting.way.breaks)
    assert not setting.sought
    found = [setting.other(change) for change in (1, -1, 2)]
    assert setting.sought == {rows + 1: found[0], rows - 1: found[1], rows + 2: found[2]}
    assert [setting.other(change) for change in (1, -1, 2)] == found


def test_an_empty_story(case: TypeCase) -> None:
    assert galley(story(), 17, case).lines == ()


def test_lines_that_cannot_be_set_as_they_should_are_reported(case: TypeCase) -> None:
    done = compose_story(story("甲乙丙", "编号12345678901234567890123号码"), STYLE, 8 * EM, case, leading=pt(11.57))
    forced = [remark for remark in done.remarks if remark.code == "C020"]
    assert [(remark.at.paragraph, remark.at.offset >= 2) for remark in forced] == [(1, True)]  # type: ignore[union-attr]
    assert "".join(row.line.text for row in done.value.lines) == "甲乙丙编号12345678901234567890123号码"
    short = compose_story(story("说internationalization吧"), STYLE, 12 * EM, case, leading=pt(11.57))
    assert {remark.code for remark in short.remarks} <= {"C021"}


def test_items_of_a_news_column_are_told_apart_by_a_lead_in_or_an_indent(case: TypeCase) -> None:
    text = "颍川街道　联合社区卫生服务中心为辖区老人免费体检。"
    bold = Paragraph(0, "item", text, (Span("strong", 0, 4),))
    later = Paragraph(1, "item", text, (Span("strong", 5, 7),))
    plain = Paragraph(2, "item", text)
    rows = [row.line for row in galley(story(bold, later, plain), 17, case).lines if row.line.first]
    assert [line.runs[0].origins()[0] for line in rows] == [0, 2 * EM, 2 * EM]


def test_a_letter_and_a_poem_keep_their_edges(case: TypeCase) -> None:
    kinds = (("flush", "尊敬的读者："), ("body", "来信收到。"), ("verse", "床前明月光，"), ("verse", "疑是地上霜。"))
    one = story(*(Paragraph(index, kind, text) for index, (kind, text) in enumerate(kinds)), dateline="本报讯　")
    lines = [row.line for row in galley(one, 17, case).lines]
    assert [line.text for line in lines] == ["尊敬的读者：", "本报讯　来信收到。", "床前明月光，", "疑是地上霜。"]
    assert [line.runs[0].origins()[0] // EM for line in lines] == [0, 2, 2, 2]
    assert lines[2].runs[0].face == case.face("kai").key


def test_a_subhead_keeps_its_raised_and_lowered_figures(case: TypeCase) -> None:
    paragraph = Paragraph(0, "subhead", "减排CO2三成 再添新绿", (Span("sub", 4, 5),), ("减排CO2三成", "再添新绿"))
    for ems in (30, 9):
        runs = [run for row in galley(story(paragraph), ems, case).lines for run in row.line.runs]
        assert any(run.rise < 0 and run.text == "2" for run in runs)
