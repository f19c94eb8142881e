"""What house or copy keeps whole: titles in 《》, names, listed words, everywhere that words can stand."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

import pytest

from layout.compose.head.order import HeadOrder
from layout.compose.head.set_head import set_head, set_vertical_head
from layout.compose.line.paragraph import set_paragraph
from layout.compose.line.spec import Matter
from layout.compose.line.told import told
from layout.compose.story.compose_story import compose_story
from layout.compose.story.stylebook import Stylebook, house_style, keeping
from layout.diagnostics import Diagnostic, Locus
from layout.diagnostics.wording import describe
from layout.geometry import pt
from layout.issue.model import Head, Paragraph, Span, Story
from layout.text.whole import kept_titles, kept_words
from layout.typeface import TypeCase
from tests.compose.line.test_pieces import AFTER, PAD
from tests.compose.setting import EM

LEADING = pt(11.57)


def style(**rules: object) -> Stylebook:
    made = house_style({"rules": rules})
    assert not made.remarks
    return made.value


def torn(text: str, start: int, end: int, lines: tuple[str, ...]) -> bool:
    return any(start < at < end for at in list(accumulate(map(len, lines)))[:-1])


def test_titles_up_to_a_length_their_brackets_not_counted() -> None:
    text = "读《红楼梦》与《关于〈条例〉的说明》"
    assert list(kept_titles(text, 3)) == [(1, 6), (10, 14)]
    assert list(kept_titles(text, 2)) == [(10, 14)]
    assert list(kept_titles(text, 9)) == [(1, 6), (7, 18)]
    assert list(kept_titles("《没有完", 9)) == list(kept_titles("《》", 9)) == []


def test_of_two_words_the_longer_is_found() -> None:
    assert list(kept_words("在禹州市人民政府", ("禹州", "禹州市人民政府"))) == [(1, 8)]
    assert list(kept_words("甲.乙", (".",))) == [(1, 2)]


@pytest.mark.parametrize("ems", [9, 11, 17])
@pytest.mark.parametrize(
    ("piece", "rules"),
    [
        ("《红楼梦》", {"keep_titles": 3}),
        ("《论持久战》，", {"keep_titles": 6}),
        ("“《钧瓷志》”", {"keep_titles": 6}),
        ("《GB/T 9704》", {"keep_titles": 12}),
        ("钧瓷文化节", {"keep": ["钧瓷文化节"]}),
    ],
)
def test_no_line_divides_what_the_house_keeps(case: TypeCase, piece: str, rules: dict[str, object], ems: int) -> None:
    spec = style(**rules)["body"]
    for ahead in range(4, 44):
        text = PAD[:ahead] + piece + AFTER
        lines = tuple(line.text for line in set_paragraph(text, spec, ems * EM, case))
        assert "".join(lines) == text
        assert not torn(text, ahead, ahead + len(piece.rstrip("，")), lines), (ahead, lines)


def test_without_the_rule_titles_divide(case: TypeCase) -> None:
    spec = style()["body"]
    found = 0
    for ahead in range(4, 44):
        lines = tuple(line.text for line in set_paragraph(PAD[:ahead] + "《红楼梦》" + AFTER, spec, 11 * EM, case))
        found += torn("", ahead, ahead + 5, lines)
    assert found


def story(*paragraphs: Paragraph) -> Story:
    return Story("a", "news", 1, Head(("题",)), tuple(paragraphs))


def told_of(paragraph: Paragraph, case: TypeCase, ems: int, **rules: object) -> list[Diagnostic]:
    done = compose_story(story(paragraph), style(**rules), ems * EM, case, leading=LEADING)
    return [remark for remark in done.remarks if remark.code == "C022"]


TITLE = "《关于进一步加强全市钧瓷文化保护和传承工作的若干意见》"


def test_a_title_longer_than_its_line_divides_and_is_told(case: TypeCase) -> None:
    paragraph = Paragraph(0, "body", "会议审议了" + TITLE + "。")
    (remark,) = told_of(paragraph, case, 13, keep_titles=30)
    assert isinstance(remark.at, Locus) and remark.at.offset == 5
    assert dict(remark.args) == {"piece": TITLE, "chars": len(TITLE)}
    assert TITLE in describe(remark, "zh").message
    assert not told_of(paragraph, case, 30, keep_titles=30)
    assert not told_of(paragraph, case, 13, keep_titles=24), "longer than the house keeps"
    assert not told_of(paragraph, case, 13)


def test_what_the_copy_marks_is_told_too(case: TypeCase) -> None:
    text = "会议审议了关于进一步加强全市钧瓷文化保护的意见。"
    paragraph = Paragraph(0, "body", text, (Span("keep", 5, 23),))
    assert [dict(one.args)["chars"] for one in told_of(paragraph, case, 13)] == [18]


def test_tables_and_subheads_tell_it(case: TypeCase) -> None:
    cells = (("名称", "数"), (TITLE, "1"))
    text = "|".join("|".join(row) for row in cells)
    table = Paragraph(0, "table", text, cells=cells)
    (remark,) = told_of(table, case, 17, keep_titles=30)
    assert isinstance(remark.at, Locus) and text[remark.at.offset :].startswith(TITLE)
    assert told_of(Paragraph(0, "subhead", TITLE), case, 13, keep_titles=30)
    short = (("名称", "数"), ("《钧瓷志》", "1"))
    assert not told_of(Paragraph(0, "table", "", cells=short), case, 17, keep_titles=30)


def test_captions_tell_it_and_what_no_face_has(case: TypeCase) -> None:
    spec = style(keep_titles=30)["caption"]
    at = Locus("a", "photos.0.caption")
    text = "图为" + TITLE + "ئ"
    lines = set_paragraph(text, spec, 13 * EM, case, Matter(role="caption", locus=at))
    assert {"C022", "F021"} <= {remark.code for remark in told(text, spec, lines, at, case)}


@pytest.mark.parametrize("set_it", [set_head, set_vertical_head])
def test_heads_keep_titles_and_words(case: TypeCase, set_it: object) -> None:
    for head, rules, whole in (
        ("市民争读《平凡的世界与人生》掀起阅读热潮", {"keep_titles": 12}, "《平凡的世界与人生》"),
        ("禹州市钧瓷文化旅游节今日在神垕古镇隆重开幕", {"keep": ["禹州市钧瓷文化旅游节"]}, "禹州市钧瓷文化旅游节"),
    ):
        for columns in (190, 220, 300):
            order = replace(HeadOrder(Head((head,)), pt(columns), LEADING), lines=2)
            done = set_it(order, case, style(**rules)).value  # type: ignore[operator]
            lines = [part.line.text for part in done.parts if part.line.role == "headline"]
            assert any(whole in line for line in lines), lines


def test_people_of_the_house_are_whole_where_it_asks(case: TypeCase) -> None:
    people = ("买买提·艾力江",)
    for asked in (True, False):
        spec = keeping(style(keep_people=asked), people)["body"]
        found = 0
        for ahead in range(4, 44):
            text = PAD[:ahead] + people[0] + AFTER
            lines = tuple(line.text for line in set_paragraph(text, spec, 11 * EM, case))
            found += torn(text, ahead, ahead + len(people[0]), lines)
        assert bool(found) is not asked


def test_marked_titles_too(case: TypeCase) -> None:
    spec = style(keep_titles=6)["body"]
    for ahead in range(4, 44):
        span = Span("title", ahead, ahead + 4)
        lines = set_paragraph(PAD[:ahead] + "钧瓷图志" + AFTER, spec, 11 * EM, case, Matter((span,)))
        assert not torn("", ahead, ahead + 4, tuple(line.text for line in lines))
