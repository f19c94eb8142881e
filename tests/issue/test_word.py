"""Word copy brought in: every style in its place, every character accounted for, nothing written over."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from layout.issue.copyfile import CopyFile
from layout.issue.story import read_story
from layout.issue.word import WordCopy, import_word, story_name


def made(tmp_path: Path, *paragraphs: tuple[str, str], name: str = "a.docx") -> tuple[Any, Path]:
    document = docx.Document()
    for style, text in paragraphs:
        if style not in [known.name for known in document.styles]:
            document.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph(text, style)
    return document, tmp_path / name


def brought(document: Any, path: Path) -> tuple[WordCopy, list[str]]:
    document.save(str(path))
    done = import_word(path, "w1")
    assert done.value is not None, done.remarks
    return done.value, [remark.code for remark in done.remarks]


def read(copy: WordCopy) -> Any:
    done = read_story(CopyFile("w1.md", copy.text))
    assert done.story is not None, done.remarks
    assert not any(remark.severity == "error" for remark in done.remarks), done.remarks
    return done.story


def test_styles_become_parts(tmp_path: Path) -> None:
    copy, codes = brought(
        *made(
            tmp_path,
            ("引题", "市纪委监委"),
            ("Title", "强监督保落实"),
            ("Title", "护航疫情防控"),
            ("Subtitle", "副题一行"),
            ("署名", "刘艳红"),
            ("Normal", "　　第一段,有半角。"),
            ("Heading 2", "小标题｜两半"),
            ("List Paragraph", "一条简讯"),
            ("文末署名", "(组织部)"),
        )
    )
    story = read(copy)
    assert codes == []
    assert (story.id, story.head.kicker, story.head.main) == ("w1", "市纪委监委", ("强监督保落实", "护航疫情防控"))
    assert (story.head.deck, story.byline, story.sign) == ("副题一行", "刘艳红", "（组织部）")
    assert [(paragraph.kind, paragraph.text) for paragraph in story.paragraphs] == [
        ("body", "第一段，有半角。"),
        ("subhead", "小标题 两半"),
        ("item", "一条简讯"),
    ]


def test_unknown_style_is_warned_of_and_kept(tmp_path: Path) -> None:
    copy, codes = brought(*made(tmp_path, ("Title", "题"), ("编者按", "按语文字。"), ("编者按", "又一段。")))
    assert codes == ["D110"]
    assert [paragraph.text for paragraph in read(copy).paragraphs] == ["按语文字。", "又一段。"]


def test_plain_copy_gets_its_headline_and_sign_off_by_sight(tmp_path: Path) -> None:
    copy, codes = brought(
        *made(tmp_path, ("Normal", "我市召开会议"), ("Normal", "近日开会。"), ("Normal", "（张延伟）"))
    )
    story = read(copy)
    assert codes == ["D114", "D115"]
    assert (story.head.main, story.sign, story.text) == (("我市召开会议",), "（张延伟）", "近日开会。")


def test_copy_that_looks_like_marks_stays_copy(tmp_path: Path) -> None:
    tricky = [
        "# 井号开头",
        "- 横线开头",
        "| 竖线 | 开头",
        "{{sic 花括号}}",
        "星号**两个**",
        "反斜杠\\{和\\路径",
        "引号\"和'单的",
    ]
    copy, _ = brought(*made(tmp_path, ("Title", '题"一" \\ 二'), *(("Normal", text) for text in tricky)))
    story = read(copy)
    assert [paragraph.text for paragraph in story.paragraphs] == tricky
    assert all(paragraph.kind == "body" for paragraph in story.paragraphs)
    assert story.head.main == ('题"一" \\ 二',)


def test_pictures_captions_and_tables(tmp_path: Path) -> None:
    document, path = made(tmp_path, ("Title", "题"), ("Normal", "正文。"))
    picture = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(picture, "PNG")
    picture.seek(0)
    document.add_picture(picture)
    document.add_paragraph("图为现场。", "Caption")
    table = document.add_table(2, 2)
    for nth, text in enumerate(("日期", "值|班", "1日", "张三")):
        table.rows[nth // 2].cells[nth % 2].text = text
    copy, codes = brought(document, path)
    story = read(copy)
    assert codes == []
    assert [name for name, _ in copy.pictures] == ["photos/w1-1.png"]
    assert Image.open(io.BytesIO(copy.pictures[0][1])).size == (20, 10)
    assert (story.photos[0].file, story.photos[0].caption) == ("photos/w1-1.png", "图为现场。")
    assert story.paragraphs[-1].cells == (("日期", "值|班"), ("1日", "张三"))


def test_bold_words_are_marked(tmp_path: Path) -> None:
    document, path = made(tmp_path, ("Title", "题"))
    paragraph = document.add_paragraph("甲")
    paragraph.add_run("乙丙").bold = True
    paragraph.add_run("丁。")
    copy, _ = brought(document, path)
    (found,) = read(copy).paragraphs
    assert found.text == "甲乙丙丁。"
    assert [(span.kind, span.start, span.end) for span in found.spans] == [("strong", 1, 3)]


def test_tracked_changes_are_counted_not_lost_in_silence(tmp_path: Path) -> None:
    document, path = made(tmp_path, ("Title", "题"), ("Normal", "正文"))
    inserted = OxmlElement("w:ins")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "新增五个字"
    run.append(text)
    inserted.append(run)
    document.paragraphs[-1]._p.append(inserted)
    assert qn("w:ins")
    document.save(str(path))
    done = import_word(path, "w1")
    (remark,) = done.remarks
    assert (remark.code, dict(remark.args)) == ("D113", {"count": 5})


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"no zip", "D101"),
        ("a.docx", b"", "D101"),
        ("a.docx", b"PK\x03\x04broken", "D101"),
        ("a.doc", b"", "D102"),
    ],
)
def test_files_that_are_no_word_document(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    done = import_word(tmp_path / name, "w1")
    assert done.value is None
    assert [remark.code for remark in done.remarks] == [code]


def test_missing_file(tmp_path: Path) -> None:
    assert [remark.code for remark in import_word(tmp_path / "none.docx", "w1").remarks] == ["I101"]


def test_a_story_gets_a_free_name() -> None:
    assert story_name("a7", set()) == "a7"
    assert story_name("a7", {"a7"}) == "w1"
    assert story_name("五月 稿件", {"w1"}) == "w2"
