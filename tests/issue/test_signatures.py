"""A signature holds for the words that were read, and for those that a later reader answers for."""

from __future__ import annotations

from dataclasses import replace

from layout.issue.model import Head, Paragraph, Photo, Span, SpanKind, Story, Wishes
from layout.issue.signatures import (
    ROLES,
    Signature,
    content_of_story,
    lacking,
    needed_before,
    read_signatures,
    standing,
)

STORY = Story("a1", "news", 50, Head(main=("题",)), (Paragraph(0, "body", "文"),), photos=(Photo("图", "甲"),))


def signed(role: str, content: str, name: str = "王", subject: str = "a1") -> Signature:
    return Signature(subject, role, name, "2022-05-17T20:00:00", content)


def _marked(kind: SpanKind) -> Story:
    return replace(STORY, paragraphs=(Paragraph(0, "body", "文", spans=(Span(kind, 0, 1),)),))


def test_what_is_read_is_the_words_and_pictures_and_not_the_layout() -> None:
    content = content_of_story(STORY)
    assert content == content_of_story(replace(STORY, wishes=Wishes(cols=(2, 3)), priority=90))
    assert {content} == {content_of_story(_marked(kind)) for kind in ("gap", "sic", "query", "ok", "keep")}
    for other in (
        replace(STORY, paragraphs=(Paragraph(0, "body", "文。"),)),
        replace(STORY, head=Head(main=("题", ""))),
        replace(STORY, head=Head(main=("题",), kicker="引")),
        replace(STORY, head=Head(main=("题",), deck="副")),
        *(replace(STORY, **{name: "字"}) for name in ("byline", "sign", "dateline", "pullquote")),
        replace(STORY, photos=(Photo("图说", "甲"),)),
        replace(STORY, photos=(Photo("图", "乙"),)),
        replace(STORY, photos=(Photo("图", "甲", sha256="1"),)),
        replace(STORY, photos=(Photo("图", "甲", alt="人"),)),
        replace(STORY, photos=(Photo("图", "甲", page=2),)),
        replace(STORY, paragraphs=(Paragraph(0, "subhead", "文"),)),
        replace(STORY, head=Head(main=("题",), short="短")),
        replace(STORY, wishes=Wishes(label="栏")),
        replace(STORY, corrections_of=2345),
        *(_marked(kind) for kind in ("dots", "name", "title", "strong", "sup", "sub", "ruby")),
    ):
        assert content_of_story(other) != content


def test_a_signature_goes_when_the_words_change() -> None:
    given = [signed("初审", "a"), signed("复审", "a", "李")]
    assert set(standing(given, "a1", "a")) == {"初审", "复审"}
    assert standing(given, "a1", "b") == {}
    assert standing(given, "b2", "a") == {}


def test_a_later_reader_answers_for_what_was_changed_before() -> None:
    given = [signed("初审", "a"), signed("复审", "b", "李")]
    assert set(standing(given, "a1", "b")) == {"初审", "复审"}
    assert set(standing(given, "a1", "a")) == {"初审"}


def test_what_came_after_a_change_that_was_taken_back_is_lost() -> None:
    given = [signed("初审", "a"), signed("复审", "b"), signed("终审", "c")]
    assert set(standing(given, "a1", "b")) == {"初审", "复审"}


def test_the_last_signature_of_a_role_counts() -> None:
    given = [signed("初审", "a"), signed("初审", "b", "李")]
    assert standing(given, "a1", "b")["初审"].name == "李"
    assert standing(given, "a1", "a") == {}


def test_order() -> None:
    assert needed_before("初审") == () and needed_before("终审") == ("初审", "复审")
    assert needed_before("一校") == () and needed_before("三校") == ("一校", "二校")
    assert needed_before("签发") == ("终审", "三校")
    assert needed_before("签发", ("初审", "一校", "签发")) == ("初审", "一校")
    assert lacking(["初审"], ROLES) == ROLES[1:]


def test_lines_are_read_back_and_foreign_ones_passed_over() -> None:
    one = signed("初审", "a")
    text = one.line() + "\n{\n[1]\n" + signed("复审", "a").line()[:20] + "\n"
    assert read_signatures(text) == (one,)
    assert replace(one, key="x").text() == one.text()
