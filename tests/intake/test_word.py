"""Word copy brought in: every style in its place, every construct set, converted or told, and nothing lost."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from PIL import Image

from tests.bringing import brought_in, left, package, saved, story_of, with_footnote

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'

STRICT = "http://purl.oclc.org/ooxml/"


def made(*paragraphs: tuple[str, str]) -> Any:
    document = docx.Document()
    for style, text in paragraphs:
        if style not in [known.name for known in document.styles]:
            document.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph(text, style)
    return document


def with_xml(*inner: str) -> Any:
    """A story whose body paragraphs hold hand-made XML."""
    document = made(("Title", "测试来稿标题"))
    for xml in inner:
        document.element.body.insert(-1, parse_xml(f"<w:p {W} {M}>{xml}</w:p>"))
    return document


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def body(document: Any, **wishes: Any) -> list[str]:
    return [paragraph.text for paragraph in story_of(brought_in(saved(document), **wishes)).paragraphs]


def test_styles_become_parts() -> None:
    story = story_of(
        brought_in(
            saved(
                made(
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
        )
    )
    assert (story.id, story.head.kicker, story.head.main) == ("w1", "市纪委监委", ("强监督保落实", "护航疫情防控"))
    assert (story.head.deck, story.byline, story.sign) == ("副题一行", "刘艳红", "（组织部）")
    assert [(paragraph.kind, paragraph.text) for paragraph in story.paragraphs] == [
        ("body", "第一段，有半角。"),
        ("subhead", "小标题 两半"),
        ("item", "一条简讯"),
    ]


def test_unknown_style_is_warned_of_and_kept() -> None:
    brought = brought_in(saved(made(("Title", "题"), ("编者按", "按语文字。"), ("编者按", "又一段。"))))
    assert brought.stories[0].unknown == (("编者按", 2),)
    assert [paragraph.text for paragraph in story_of(brought).paragraphs] == ["按语文字。", "又一段。"]


def test_copy_that_looks_like_marks_stays_copy() -> None:
    tricky = [
        "# 井号开头的一行。",
        "- 横线开头的一行。",
        "| 竖线 | 开头的。",
        "{{sic 花括号}}的一行。",
        "星号**两个**的一行。",
        "反斜杠\\{和\\路径的。",
        "引号\"和'单的一行。",
    ]
    brought = brought_in(saved(made(("Title", '题"一" \\ 二'), *(("Normal", text) for text in tricky))))
    story = story_of(brought)
    assert [paragraph.text for paragraph in story.paragraphs] == tricky
    assert all(paragraph.kind == "body" for paragraph in story.paragraphs)
    assert story.head.main == ('题"一" \\ 二',)


def test_bold_words_are_marked() -> None:
    document = made(("Title", "题"))
    paragraph = document.add_paragraph("甲")
    paragraph.add_run("乙丙").bold = True
    paragraph.add_run("丁。")
    (found,) = story_of(brought_in(saved(document))).paragraphs
    assert found.text == "甲乙丙丁。"
    assert [(span.kind, span.start, span.end) for span in found.spans] == [("strong", 1, 3)]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (f"{run('截至')}<w:smartTag>{run('5月18日')}</w:smartTag>{run('，收麦。')}", "截至5月18日，收麦。"),
        (f"<w:sdt><w:sdtContent>{run('控件里的字。')}</w:sdtContent></w:sdt>", "控件里的字。"),
        (f"<w:hyperlink>{run('链接里的字')}</w:hyperlink>{run('。')}", "链接里的字。"),
        (f'<w:fldSimple w:instr="NUMPAGES">{run("12")}</w:fldSimple>{run("页。")}', "12页。"),
        (f"{run('编号A')}<w:r><w:noBreakHyphen/></w:r>{run('12。')}", "编号A-12。"),
        (f"{run('单位')}<w:r><w:sym w:font='Symbol' w:char='F06D'/></w:r>{run('克。')}", "单位μ克。"),
        (f"{run('选')}<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>{run('。')}", "选☑。"),
        (run("abg", "<w:rFonts w:ascii='Symbol'/>") + run("。"), "αβγ。"),
        (f"{run('公式')}<m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath>{run('成立。')}", "公式E=mc²成立。"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
            f"</m:oMath>{run('。')}",
            "(a+b)/2。",
        ),
        (run("iso", "<w:caps/>") + run("标准。"), "ISO标准。"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙。</w:t></w:r>", "甲　乙。"),
    ],
)
def test_what_stands_inside_a_paragraph_is_set(xml: str, text: str) -> None:
    assert body(with_xml(xml)) == [text]


def _field(*codes: str, result: str = "") -> str:
    marks = "".join(f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>' for code in codes)
    middle = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{marks}{middle}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@pytest.mark.parametrize(
    ("codes", "result", "shown"),
    [
        ((r" eq \o\ac(○,", "26", ")"), "", "㉖"),
        ((r"EQ \o\ac(○,1)",), "", "①"),
        ((r"eq \o\ac(○,甲)",), "", "（甲）"),
        ((r"EQ \f(1,2)",), "", "1/2"),
        ((r'SYMBOL 109 \f "Symbol"',), "", "μ"),
        (("PAGE",), "3", "3"),
        ((' HYPERLINK "http://a.cn" ',), "网址", "网址"),
    ],
)
def test_fields_print_what_word_shows(codes: tuple[str, ...], result: str, shown: str) -> None:
    assert body(with_xml(run("第") + _field(*codes, result=result) + run("项。"))) == [f"第{shown}项。"]


def test_tracked_changes() -> None:
    xml = (
        run("会议由")
        + '<w:del w:author="甲"><w:r><w:delText>张三</w:delText></w:r></w:del>'
        + f'<w:ins w:author="乙">{run("李四")}</w:ins>'
        + run("主持。")
    )
    brought = brought_in(saved(with_xml(xml)))
    assert story_of(brought).text == "会议由李四主持。"
    assert left(brought) == {"deleted": "张三"}
    rejected = brought_in(saved(with_xml(xml)), changes="reject")
    assert story_of(rejected).text == "会议由张三主持。"
    assert left(rejected) == {"inserted": "李四"}
    shown = brought_in(saved(with_xml(xml)), changes="show")
    assert "{{query: 张三｜修订：甲 删去}}{{query: 李四｜修订：乙 插入}}" in shown.stories[0].text
    assert left(shown) == {}


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    first = f"<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('上半句，')}"
    assert body(with_xml(first, run("下半句。"))) == ["上半句，下半句。"]
    assert body(with_xml(first, run("下半句。")), changes="reject") == ["上半句，", "下半句。"]


def test_hidden_text_is_left_out_and_told() -> None:
    brought = brought_in(saved(with_xml(run("正文。") + run("内部掌握", "<w:vanish/>") + run("正文二。"))))
    assert story_of(brought).text == "正文。正文二。"
    assert left(brought) == {"hidden": "内部掌握"}


def test_looks_become_marks() -> None:
    xml = run("务必", "<w:em w:val='dot'/>") + run("落实") + run("到位", "<w:strike/>") + run("。")
    text = brought_in(saved(with_xml(xml))).stories[0].text
    assert "{{dots: 务必}}落实{{query: 到位｜原稿上有删除线}}。" in text


def test_raised_figures_stay_raised() -> None:
    raised = run("2", "<w:vertAlign w:val='superscript'/>")
    brought = brought_in(saved(with_xml(run("面积3.2 km") + raised + run("。"))))
    assert "km²" in brought.stories[0].text or "km{{sup: 2}}" in brought.stories[0].text


def test_ruby_keeps_base_and_reading() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('dá')}</w:rt><w:rubyBase>{run('龘')}</w:rubyBase></w:ruby></w:r>"
    text = brought_in(saved(with_xml(run("注：") + ruby + run("字。")))).stories[0].text
    assert "龘（dá）字" in text or "{{ruby: 龘｜dá}}字" in text


def numbered(*formats: tuple[str, str]) -> Any:
    """A story with a list of several levels; each paragraph says its level."""
    document = made(("Title", "题"))
    levels = "".join(
        f'<w:lvl w:ilvl="{nth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for nth, (form, text) in enumerate(formats)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return document


def number_on(document: Any, level: int, text: str) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
    )


def test_automatic_numbers_are_set_as_they_are_seen() -> None:
    document = numbered(("chineseCounting", "%1、"), ("decimalEnclosedCircle", "%2"), ("decimal", "%1.%3"))
    for level, text in ((0, "加强领导。"), (1, "抓。"), (1, "管。"), (0, "落实。"), (1, "查。"), (2, "核。")):
        number_on(document, level, text)
    assert body(document) == ["一、加强领导。", "①抓。", "②管。", "二、落实。", "①查。", "二.1 核。"]


def test_bullets_are_items() -> None:
    document = numbered(("bullet", ""))
    number_on(document, 0, "一条。")
    story = story_of(brought_in(saved(document)))
    assert [(paragraph.kind, paragraph.text) for paragraph in story.paragraphs] == [("item", "一条。")]


def picture(size: tuple[int, int] = (400, 300), color: str = "red", **more: Any) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "JPEG", **more)
    out.seek(0)
    return out


def test_pictures_captions_and_tables() -> None:
    document = made(("Title", "题"), ("Normal", "正文。"))
    document.add_picture(picture(), width=docx.shared.Mm(60))
    document.add_paragraph("图为现场。", "Caption")
    table = document.add_table(2, 2)
    for nth, text in enumerate(("日期", "值|班", "1日", "张三")):
        table.rows[nth // 2].cells[nth % 2].text = text
    brought = brought_in(saved(document))
    story = story_of(brought)
    (taken,) = brought.stories[0].pictures
    assert taken.path == "photos/w1-1.jpg"
    assert Image.open(io.BytesIO(taken.data)).size == (400, 300)
    assert (story.photos[0].file, story.photos[0].caption) == ("photos/w1-1.jpg", "图为现场。")
    assert story.paragraphs[-1].cells == (("日期", "值|班"), ("1日", "张三"))


def test_the_paragraph_that_holds_a_picture_stays_body_and_the_caption_leaves_it() -> None:
    document = made(("Title", "夏收进度通报"))
    paragraph = document.add_paragraph("第二段正文里嵌着一张浮动图片，截至5月18日，全县已收小麦32万亩。")
    paragraph.add_run().add_picture(picture(), width=docx.shared.Mm(60))
    document.add_paragraph("图为收割现场。张三 摄")
    document.add_paragraph("第三段正文，说明下一步打算。")
    story = story_of(brought_in(saved(document)))
    assert len(story.paragraphs) == 2
    assert (story.photos[0].caption, story.photos[0].credit) == ("图为收割现场。", "张三 摄")


def test_a_picture_is_turned_upright_and_a_logo_is_not_listed() -> None:
    document = made(("Title", "题"), ("Normal", "正文一段，说明情况。"))
    exif = Image.Exif()
    exif[0x0112] = 6
    document.add_picture(picture(exif=exif), width=docx.shared.Mm(60))
    document.add_picture(picture((40, 40), "blue"), width=docx.shared.Mm(8))
    document.add_picture(picture((900, 10), "black"), width=docx.shared.Mm(150))
    brought = brought_in(saved(document))
    upright, logo, rule = brought.stories[0].pictures
    assert Image.open(io.BytesIO(upright.data)).size == (300, 400)
    assert (upright.fate, logo.why, rule.why) == ("photo", "logo", "rule")
    assert len(story_of(brought).photos) == 1


def test_merged_cells_are_not_repeated() -> None:
    document = made(("Title", "题"), ("Normal", "正文。"))
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"
    table.cell(0, 2).text = "三"
    table.cell(1, 0).text = "甲"
    story = story_of(brought_in(saved(document)))
    assert story.paragraphs[-1].cells[0] == ("合并", "", "三")


def test_notes_come_at_the_end_or_are_left() -> None:
    data = with_footnote("正文甲", "乙正文。", "见《年鉴》第三页。")
    assert [p.text for p in story_of(brought_in(data)).paragraphs][1:] == ["正文甲①乙正文。", "①见《年鉴》第三页。"]
    brought = brought_in(data, with_notes=False)
    assert left(brought) == {"note": "见《年鉴》第三页。"}


@pytest.mark.parametrize("data", [b"no zip\0", b"", b"PK\x03\x04broken"])
def test_files_that_are_no_word_document(data: bytes) -> None:
    brought = brought_in(data)
    assert brought.refused is not None and brought.refused[0] == "D101"


def test_strict_ooxml_opens() -> None:
    data = package("<w:p><w:r><w:t>夏收进度通报</w:t></w:r></w:p><w:p><w:r><w:t>正文一句，说明情况。</w:t></w:r></w:p>")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            text = text.replace("http://schemas.openxmlformats.org/officeDocument/2006/", STRICT + "officeDocument/")
            text = text.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/", STRICT + "wordprocessingml/"
            )
            new.writestr(name, text)
    brought = brought_in(out.getvalue())
    assert story_of(brought).text == "正文一句，说明情况。"
    assert brought.balance is not None and brought.balance.characters == 16


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


def with_table(rows: str) -> bytes:
    """A story with a table made by hand."""
    head = f"<w:p>{run('测试来稿标题')}</w:p><w:p>{run('正文一句，说明情况，再说一句。')}</w:p>"
    return package(f"{head}<w:tbl>{rows}</w:tbl>")


@pytest.mark.parametrize(("gone", "rule"), [("<w:hidden/>", "hidden"), ('<w:del w:author="甲"/>', "deleted")])
def test_rows_that_word_does_not_show_are_left_out_and_told(gone: str, rule: str) -> None:
    rows = f"<w:tr>{cell('甲')}{cell('乙')}</w:tr><w:tr><w:trPr>{gone}</w:trPr>{cell('密一')}{cell('密二')}</w:tr>"
    brought = brought_in(with_table(rows))
    assert story_of(brought).paragraphs[-1].cells == (("甲", "乙"),)
    assert left(brought) == {rule: "密一密二"}


def test_cells_of_hyphens_alone_are_no_ruler_and_unseen_characters_leave_cells_too() -> None:
    rows = "".join(f"<w:tr>{cell(one)}{cell(other)}</w:tr>" for one, other in (("甲", "乙\u200b"), ("---", "-")))
    brought = brought_in(with_table(rows))
    assert story_of(brought).paragraphs[-1].cells == (("甲", "乙"), ("---", "-"))
    assert left(brought) == {"invisible": "\u200b"}


def _form(inside: str) -> str:
    return _field(" FORM ").replace(
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar>',
    )


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (
            '<w:ddList><w:result w:val="1"/><w:listEntry w:val="河湾镇"/><w:listEntry w:val="石桥镇"/></w:ddList>',
            "石桥镇",
        ),
        ('<w:ddList><w:listEntry w:val="河湾镇"/></w:ddList>', "河湾镇"),
        ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "√"),
        ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "□"),
    ],
)
def test_form_fields_show_what_was_chosen(inside: str, shown: str) -> None:
    assert body(with_xml(run("报名在") + _form(inside) + run("处。"))) == [f"报名在{shown}处。"]


@pytest.mark.parametrize(
    ("position", "size", "text", "copy"),
    [
        (8, 14, "2", "米{{sup: 2}}。"),
        (-6, 14, "2", "米{{sub: 2}}。"),
        (2, 21, "2", "米2。"),
        (8, 21, "整句抬高", "米整句抬高。"),
    ],
)
def test_figures_raised_by_hand_are_raised_and_lines_put_straight_are_not(
    position: int, size: int, text: str, copy: str
) -> None:
    shifted = run(text, f'<w:position w:val="{position}"/><w:sz w:val="{size}"/>')
    assert copy in brought_in(saved(with_xml(run("米") + shifted + run("。")))).stories[0].text


@pytest.mark.parametrize(
    ("look", "told"),
    [
        ('<w:color w:val="FFFFFF"/>', True),
        ('<w:sz w:val="4"/>', True),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="C00000"/>', False),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', False),
        ('<w:color w:val="C00000"/>', False),
        ('<w:sz w:val="5"/>', False),
    ],
)
def test_words_that_the_source_does_not_show_are_set_and_told(look: str, told: bool) -> None:
    brought = brought_in(saved(with_xml(run("看得见的。") + run("看不见的", look) + run("。"))))
    assert story_of(brought).text == "看得见的。看不见的。"
    assert ("unseen" in {entry.rule for entry in brought.converted}) == told


def test_underlined_blanks_are_rules_to_write_on() -> None:
    tab = '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/></w:r>'
    blank = run("姓名：") + run("      ", '<w:u w:val="single"/>') + run("电话：") + tab + run("。")
    assert body(with_xml(blank)) == ["姓名：______电话：____。"]


def test_a_note_with_its_maker_s_own_mark_gets_no_second_one() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p>{run("*见《年鉴》。")}</w:p></w:footnote></w:footnotes>'
    call = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    data = package(f"<w:p>{run('有注的稿子。')}</w:p><w:p>{run('数字')}{call}{run('可查。')}</w:p>", footnotes=notes)
    assert [p.text for p in story_of(brought_in(data)).paragraphs][-2:] == ["数字*可查。", "*见《年鉴》。"]


def test_words_of_newer_charts_are_told() -> None:
    space = "http://schemas.microsoft.com/office/drawing/2014/chartex"
    chart = f'<cx:chartSpace xmlns:cx="{space}"><cx:pt>河湾镇</cx:pt><cx:v>产量图</cx:v></cx:chartSpace>'
    mark = f'<w:r><w:drawing><cx:chart xmlns:cx="{space}"/></w:drawing></w:r>'
    head = f"<w:p>{run('测试来稿标题')}</w:p><w:p>{run('正文一句，说明情况。')}{mark}</w:p>"
    brought = brought_in(package(head, **{"charts/chartEx1": chart}))
    assert left(brought)["chart"].startswith("河湾镇产量图")


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\u0085"])
def test_line_ends_that_are_characters_end_lines(end: str) -> None:
    assert body(with_xml(run(f"第一行是一句。{end}第二行又是一句。"))) == ["第一行是一句。", "第二行又是一句。"]


def _math(inside: str) -> str:
    return f"{run('式')}<m:oMath>{inside}</m:oMath>{run('成立。')}"


def _r(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def _f(over: str, under: str, properties: str = "") -> str:
    return f"<m:f>{properties}<m:num>{_r(over)}</m:num><m:den>{_r(under)}</m:den></m:f>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (_r("3") + _f("1", "2"), "3又1/2"),
        (_r("2") + _f("1", "x"), "2(1/x)"),
        (_f("a", "b") + _r("x"), "(a/b)x"),
        (_f("a", "b") + _r("+x"), "a/b+x"),
        (_f("n", "k", '<m:fPr><m:type m:val="noBar"/></m:fPr>'), "n；k"),
        (f'<m:acc><m:accPr><m:chr m:val="̅"/></m:accPr><m:e>{_r("a")}</m:e></m:acc>', "ā"),
        (f"<m:acc><m:e>{_r('a')}</m:e></m:acc>", "â"),
        (f'<m:bar><m:barPr><m:pos m:val="top"/></m:barPr><m:e>{_r("A")}</m:e></m:bar>', "Ā"),
        (
            f'{_r("A")}<m:groupChr><m:groupChrPr><m:chr m:val="→"/></m:groupChrPr><m:e>{_r("加热")}</m:e></m:groupChr>'
            + _r("B"),
            "A→(加热)B",
        ),
    ],
)
def test_formulas_keep_their_meaning_in_one_line(inside: str, text: str) -> None:
    assert body(with_xml(_math(inside))) == [f"式{text}成立。"]


@pytest.mark.parametrize("text", ["上午｜下午", "上午|下午", "上午\\|下午", "\\", "**", "{{sup: 2}}", "{"])
def test_cells_hold_whatever_they_held(text: str) -> None:
    rows = f"<w:tr>{cell(text)}{cell('乙')}</w:tr><w:tr>{cell('丙')}{cell(text)}</w:tr>"
    assert story_of(brought_in(with_table(rows))).paragraphs[-1].cells == ((text, "乙"), ("丙", text))


@pytest.mark.parametrize(
    ("one", "look", "other"),
    [
        ("甲{", "<w:vertAlign w:val='superscript'/>", "2"),
        ("甲*", "<w:b/>", "乙"),
        ("甲\\", "<w:b/>", "乙"),
        ("甲", "<w:em w:val='dot'/>", "**乙**"),
        ("甲", "<w:b/>", "}}乙*"),
        ("甲", "<w:vertAlign w:val='superscript'/>", "a}"),
    ],
)
def test_signs_of_ours_at_the_edge_of_a_look_stand_for_themselves(one: str, look: str, other: str) -> None:
    assert body(with_xml(run(one) + run(other, look) + run("。"))) == [f"{one}{other}。"]
