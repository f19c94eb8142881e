"""The body's syntax, its marks, and the places of every character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from layout.issue.body import Body, read_body
from layout.issue.copyfile import CopyFile
from layout.issue.punctuation import fullwidth


def read(text: str) -> Body:
    return read_body(CopyFile("a.md", text), 0)


def shapes(text: str) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in read(text).paragraphs]


def test_blocks() -> None:
    assert shapes("一段。\n\n## 小标题｜两半\n二段\n接着。\n- 甲\n- 乙\n  续乙\n\n　　三段。") == [
        ("body", "一段。"),
        ("subhead", "小标题 两半"),
        ("body", "二段接着。"),
        ("item", "甲"),
        ("item", "乙续乙"),
        ("body", "三段。"),
    ]
    assert read("## 甲｜乙").paragraphs[0].parts == ("甲", "乙")


def test_line_end_between_latin_words_is_a_space() -> None:
    assert shapes("newspaper\ntype 和\n中文") == [("body", "newspaper type 和中文")]
    assert shapes("{{sic: 甲}}\n{{sic: 乙}}") == [("body", "甲乙")]
    (paragraph,) = read("old\n{{sic: type}}\nnew").paragraphs
    assert paragraph.text == "old type new"
    assert (paragraph.spans[0].start, paragraph.spans[0].end) == (4, 8)


def test_table() -> None:
    body = read("| 日期 | 值班 |\n| --- | --- |\n| 1日 | 张三{{sic: 风}} |\n|| 空格 |\n")
    (table,) = body.paragraphs
    assert table.kind == "table"
    assert table.cells == (("日期", "值班"), ("1日", "张三风"), ("", "空格"))
    assert table.text == "日期\t值班\n1日\t张三风\n\t空格"
    (span,) = table.spans
    assert table.text[span.start : span.end] == "风"


def test_marks_and_their_spans() -> None:
    text = "甲{{sic: 乙｜注}}丙{{query: 疑｜问}}{{gap: 缺}}{{dots: 丁}}**戊**{{name: 己}}{{title: 庚}}{{join}}辛"
    (paragraph,) = read(text).paragraphs
    assert paragraph.text == "甲乙丙疑丁戊己庚辛"
    spans = [(span.kind, paragraph.text[span.start : span.end], span.note) for span in paragraph.spans]
    assert spans == [
        ("sic", "乙", "注"),
        ("query", "疑", "问"),
        ("gap", "", "缺"),
        ("dots", "丁", ""),
        ("strong", "戊", ""),
        ("name", "己", ""),
        ("title", "庚", ""),
    ]


def test_marks_inside_marks() -> None:
    (paragraph,) = read("{{sic: 甲{{dots: 乙}}丙｜注{{dots: x}}}}丁").paragraphs
    assert paragraph.text == "甲乙丙丁"
    assert [(span.kind, span.start, span.end) for span in paragraph.spans] == [("sic", 0, 3), ("dots", 1, 2)]


def test_question_without_text_prints_nothing() -> None:
    (paragraph,) = read("甲{{query: 这里对吗}}乙").paragraphs
    assert paragraph.text == "甲乙"
    assert paragraph.spans[0].note == "这里对吗"


def test_backslash_takes_the_character_as_itself() -> None:
    assert shapes(r"\# 不是题，\{\{sic: x\}\}，\*\*，\,半角\:，路径\a") == [
        ("body", r"# 不是题，{{sic: x}}，**，,半角:，路径\a"),
    ]
    assert shapes(r"\- 不是条目") == [("body", "- 不是条目")]


def test_every_character_knows_its_place() -> None:
    text = "甲,{{sic: 乙｜注}}\n丙{{join}}丁\\*戊\n\n| 子 | 丑{{dots: 寅}} |\n| 卯 | 辰 |\n"
    for body_text in (text, text.replace("\n", "\r\n")):
        copy = CopyFile("a.md", body_text.replace("\r\n", "\n"))
        body = read_body(copy, 0)
        for paragraph, stretches in zip(body.paragraphs, body.stretches, strict=True):
            for offset, char in enumerate(paragraph.text):
                if char not in "\t\n":
                    found = copy.text[stretches.index(offset)]
                    assert fullwidth(f"文{found}")[0][1] == char


@given(st.text(alphabet="文字，,。“”|｜{}*#- \n\\:ab1", max_size=80))
def test_no_character_of_copy_is_lost_or_out_of_place(text: str) -> None:
    copy = CopyFile("a.md", text)
    body = read_body(copy, 0)
    wrong = any(remark.severity == "error" for remark in body.remarks)
    for paragraph, stretches in zip(body.paragraphs, body.stretches, strict=True):
        last = -1
        for offset, char in enumerate(paragraph.text):
            index = stretches.index(offset)
            assert index >= last
            last = index
            if char not in " \t\n":
                assert copy.text[index] in (char, *"，：|｜") or fullwidth(f"文{copy.text[index]}")[0][1] == char
    if not wrong and not set(text) & set("{}*\\|｜"):
        kept = "".join("".join(paragraph.text.split()) for paragraph in body.paragraphs)
        there = "".join(text.replace("，", ",").replace("：", ":").split())
        assert kept.replace("，", ",").replace("：", ":").replace("#", "").replace("-", "") == there.replace(
            "#", ""
        ).replace("-", "")


def test_a_ruler_says_how_columns_stand() -> None:
    (table,) = read("| 甲 | 乙 | 丙 | 丁 |\n| --- | ---: | :---: | :--- |\n| 1 | 2 | 3 | 4 |\n").paragraphs
    assert table.aligns == ("", "right", "center", "left")
    (bare,) = read("| 甲 | 乙 |\n| 1 | 2 |\n").paragraphs
    assert bare.aligns == ()


def test_raised_lowered_kept_and_ruby() -> None:
    (paragraph,) = read("x{{sup: 2}}和{{sub: 3}}，{{keep: 不拆}}，{{ruby: 䶮｜yǎn}}。").paragraphs
    assert paragraph.text == "x2和3，不拆，䶮（yǎn）。"
    assert [(span.kind, paragraph.text[span.start : span.end]) for span in paragraph.spans] == [
        ("sup", "2"),
        ("sub", "3"),
        ("keep", "不拆"),
        ("ruby", "䶮（yǎn）"),
    ]
    assert "I307" in {remark.code for remark in read("{{ruby: 䶮}}").remarks}


def test_verse_keeps_its_lines_and_a_letter_its_edges() -> None:
    text = "{{flush}}尊敬的读者：\n\n来信收到。\n\n此致\n\n敬礼！\n\n"
    text += "{{verse}}\n床前明月光，\n疑是地上霜。\n\n{{flush}}\n甲\n乙\n\n丙"
    assert shapes(text) == [
        ("flush", "尊敬的读者："),
        ("body", "来信收到。"),
        ("body", "此致"),
        ("flush", "敬礼！"),
        ("verse", "床前明月光，"),
        ("verse", "疑是地上霜。"),
        ("flush", "甲乙"),
        ("body", "丙"),
    ]
    assert shapes("敬礼！") == [("body", "敬礼！")]


def test_hyphens_below_the_head_of_a_table_are_data() -> None:
    (table,) = read("| 甲 | 乙 |\n| --- | --- |\n| - | - |\n| 1 | 2 |\n").paragraphs
    assert table.cells == (("甲", "乙"), ("-", "-"), ("1", "2"))
    (table,) = read("| 甲 | 乙 |\n| 1 | 2 |\n| -- | -- |\n").paragraphs
    assert table.cells[-1] == ("--", "--")
