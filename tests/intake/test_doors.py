"""The other doors: the same story through each, and what each has of its own."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.bringing import brought_in, left, story_of

TEXT = """夏粮收购全面展开
——各收购点日收小麦逾千吨
□ 通讯员 王小明

　　本报讯（记者 张三）截至5月18日，全县已收小麦32万亩，占应收面积的六成。
　　各收购点秩序良好，群众随到随收，日均收粮逾千吨。（张延伟）
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_plain_text_in_any_encoding(encoding: str, ends: str) -> None:
    story = story_of(brought_in(TEXT.replace("\n", ends).encode(encoding), "来稿.txt"))
    assert (story.head.main, story.head.deck) == (("夏粮收购全面展开",), "——各收购点日收小麦逾千吨")
    assert (story.byline, story.dateline, story.sign) == ("通讯员 王小明", "本报讯（记者 张三）", "（张延伟）")
    assert [len(paragraph.text) for paragraph in story.paragraphs] == [28, 24]


def test_big5_is_told_from_gb18030() -> None:
    text = "縣府召開會議\n\n縣長說，這個問題已經解決，大家都來參加，我們對此很有信心，時間就在下個月的第一天。\n"
    assert story_of(brought_in(text.encode("big5"), "a.txt")).head.main == ("縣府召開會議",)


def test_text_broken_at_a_line_width_is_healed() -> None:
    whole = "截至五月十八日全县已收小麦三十二万亩占应收面积的六成各乡镇组织农机手昼夜抢收确保颗粒归仓" * 3
    lines = [whole[at : at + 30] for at in range(0, len(whole), 30)]
    brought = brought_in(("夏收进度通报\n\n" + "\n".join(lines) + "。\n").encode(), "a.txt")
    assert [paragraph.text for paragraph in story_of(brought).paragraphs] == [whole + "。"]
    assert len(brought.stories[0].healed) == len(lines) - 1


def test_several_stories_in_one_file_are_parted_at_the_desk_s_mark() -> None:
    text = f"{TEXT}\n=====\n停水公告\n\n定于五月二十日停水。\n\n县自来水公司\n2026年5月18日\n"
    brought = brought_in(text.encode(), "a.txt")
    assert [story.ident for story in brought.stories] == ["w1", "w2"]
    second = story_of(brought, 1)
    assert (second.kind, second.head.main, len(second.paragraphs)) == ("notice", ("停水公告",), 1)


MARKDOWN = """---
title: 夏粮收购
author: 刘艳红
tags: [麦]
---

截至**5月18日**，[全县](http://a.cn "名")已收 10<sup>8</sup> 斤。
第二行接上。

## 小标题

- 一条
- 两条

1. 甲
2. 乙

| 日期 | 值班 |
| --- | --- |
| 1日 | 张三 |

![收割](photos/x.jpg)

图为现场。张三 摄
"""


def test_markdown() -> None:
    brought = brought_in(MARKDOWN.encode(), "a.md")
    story = story_of(brought)
    assert (story.head.main, story.byline) == (("夏粮收购",), "刘艳红")
    kinds = [(paragraph.kind, paragraph.text.replace("\t", "|").replace("\n", "/")) for paragraph in story.paragraphs]
    assert kinds[0][1].startswith("截至5月18日，全县已收 10") and kinds[0][1].endswith("斤。第二行接上。")
    assert kinds[1:6] == [
        ("subhead", "小标题"),
        ("item", "一条"),
        ("item", "两条"),
        ("body", "1. 甲"),
        ("body", "2. 乙"),
    ]
    assert story.paragraphs[6].cells == (("日期", "值班"), ("1日", "张三"))
    assert (story.photos[0].file, story.photos[0].caption) == (None, "图为现场。")
    assert brought.stories[0].pictures[0].fate == "missing"


def test_a_story_file_of_ours_comes_in_as_it_is() -> None:
    text = "---\nid: z\nkind: news\nhead: {main: 题}\n---\n\n原样{{sic: 照登}}。\n"
    brought = brought_in(text.encode(), "z.md")
    assert (brought.door, brought.stories[0].text) == ("story", text.replace("id: z", "id: w1"))


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>夏收 - 网站</title><style>p {{ }}</style></head>
<body><nav>首页 新闻</nav><h1>夏粮收购全面展开</h1><div id="js_content">
<p style="text-align:center"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="300" height="200"></p>
<p>图为现场。</p>
<p>截至5月18日&nbsp;，全县<b>已收</b>小麦32万亩，占应收面积的六成&#12290;</p><p style="display:none">暗藏</p>
<table><tr><td>甲</td><td>乙</td></tr></table></div><footer>版权所有</footer><script>alert("不是稿")</script></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_web_pages(charset: str) -> None:
    brought = brought_in(PAGE.format(charset=charset).encode(charset), "a.html")
    story = story_of(brought)
    assert story.head.main == ("夏粮收购全面展开",)
    first = story.paragraphs[0].text
    assert first == "截至5月18日 ，全县已收小麦32万亩，占应收面积的六成。"
    assert story.paragraphs[1].cells == (("甲", "乙"),)
    assert "首页 新闻" in left(brought)["web-aside"] and "不是稿" not in "".join(left(brought).values())
    assert left(brought)["hidden"] == "暗藏"


def open_document(body: str) -> bytes:
    names = {"office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing"}
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"' for short, long in names.items()
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return out.getvalue()


def test_open_document_notes_changes_and_tables() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>张三</text:p></text:deletion>'
        '</text:changed-region></text:tracked-changes><text:h text:outline-level="1">夏收进度通报</text:h>'
        '<text:p>会议由<text:change text:change-id="c1"/>李四主持<text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>见年鉴。</text:p></text:note-body></text:note>，共商夏收大计。</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell>"
        "<table:table-cell><text:p>乙</text:p></table:table-cell></table:table-row></table:table>"
    )
    data = open_document(body)
    brought = brought_in(data, "a.odt")
    story = story_of(brought)
    assert story.head.main == ("夏收进度通报",)
    assert [one.text for one in story.paragraphs if one.kind == "body"] == [
        "会议由李四主持①，共商夏收大计。",
        "①见年鉴。",
    ]
    assert left(brought)["deleted"] == "张三"
    assert "会议由张三李四主持" in story_of(brought_in(data, "a.odt", changes="reject")).text


RICH_TEXT = (
    rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fnil\fcharset134 SimSun;}}{\info{\title x}}\f0\fs44\b\qc "
    + b"".join(b"\\'%02x" % byte for byte in "停水公告".encode("gb18030"))
    + rb"\par\pard\plain\f0\fs32 \u22240 ?\u20027 ?\u31649 ?\u32593 ?,\u23450 ?\u20110 ?5\u26376 ?20\u26085 ?\u20572 ?"
    + rb"\u27700 ?km{\super 2}\u12290 ?{\v hidden}{\footnote note}\par}"
)


def test_rich_text() -> None:
    brought = brought_in(RICH_TEXT, "a.rtf")
    story = story_of(brought)
    assert (story.kind, story.head.main) == ("notice", ("停水公告",))
    assert story.paragraphs[0].text.startswith("因主管网，定于5月20日停水km")
    assert left(brought) == {"hidden": "hidden"}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"%PDF-1.7", "D105"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "D105"),
        ("a.txt", b"", "D101"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "D102"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "D101"),
        ("a.rtf", b"{\\rtf1 " + b"{" * 5000, "D104"),
        ("a.txt", b"a\n" * 60_000, "D104"),
    ],
)
def test_what_is_no_copy_is_refused_by_name(name: str, data: bytes, code: str) -> None:
    brought = brought_in(data, name)
    assert brought.refused is not None and brought.refused[0] == code


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"Rar!\x1a\x07\x00" + bytes(40), "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "7z"),
        (b"\x1f\x8b\x08" + bytes(40), "压缩"),
        (b"MZ" + bytes(200), "程序"),
        (b"ID3" + bytes(200), "录音"),
        (b"CAJ\0" + bytes(30), "不是文字"),
        (zipped("稿件/一.txt", "图.jpg"), "压缩包"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "OFD"),
        (zipped("mimetype", "META-INF/container.xml"), "EPUB"),
        (zipped("Index/Document.iwa"), "Pages"),
    ],
)
@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a"])
def test_what_else_is_sent_along_is_called_by_its_name(name: str, data: bytes, what: str) -> None:
    refused = brought_in(data, name).refused
    assert refused is not None and refused[0] in ("D105", "D101")
    assert what in refused[1] or (name == "a.docx" and "不是这种格式" in refused[1])


def test_text_under_a_document_s_name_is_read_as_text() -> None:
    for data in (TEXT.encode(), TEXT.encode("gb18030"), TEXT.encode("utf-16")):
        assert brought_in(data, "稿.docx").stories[0].text == brought_in(data, "稿.txt").stories[0].text.replace(
            "稿.txt", "稿.docx"
        )


def test_control_characters_in_copy_are_told_and_many_of_them_make_no_copy() -> None:
    line = "截至五月十八日，全县已收小麦三十二万亩。"
    assert brought_in((line + "\0").encode(), "a.txt").refused is None
    refused = brought_in((line + "\0\0").encode(), "a.txt").refused
    assert refused is not None and refused[0] == "D105"


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf", "\u3000\n\u3000".encode(), "\u200b\n".encode()])
def test_a_file_without_words_makes_no_empty_story(data: bytes) -> None:
    refused = brought_in(data, "a.txt").refused
    assert refused is not None and refused[0] == "D101"


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "gb18030"])
def test_utf8_that_was_read_in_another_encoding_and_saved_is_refused(encoding: str) -> None:
    garbled = TEXT.encode().decode(encoding, "ignore").encode()
    refused = brought_in(garbled, "a.txt").refused
    assert refused is not None and "乱码" in refused[1]


def test_the_mark_of_utf8_before_another_encoding_does_not_garble_copy() -> None:
    plain = brought_in(TEXT.encode("gb18030"), "a.txt").stories[0].text
    assert brought_in(b"\xef\xbb\xbf" + TEXT.encode("gb18030"), "a.txt").stories[0].text == plain


def test_the_door_is_told_by_what_the_file_holds() -> None:
    assert brought_in(RICH_TEXT, "稿.doc").door == "rtf"
    assert brought_in(PAGE.format(charset="utf-8").encode(), "稿.doc").door == "html"
    assert brought_in(open_document("<text:p>一段话。</text:p>"), "稿.docx").door == "odt"


def test_a_text_with_a_damaged_byte_is_still_read_and_the_damage_is_told() -> None:
    data = bytearray(TEXT.encode())
    data[20] = 0xFF
    brought = brought_in(bytes(data), "a.txt")
    assert "{{gap: 原稿乱码}}" in brought.stories[0].text or "\ufffd" in "".join(left(brought).values())


def test_a_note_that_calls_a_note_loses_neither() -> None:
    data = (
        b"{\\rtf1 Here is a headline\\par Body text stands here{\\footnote outer{\\footnote inner}} and goes on.\\par}"
    )
    texts = [one.text for one in story_of(brought_in(data, "a.rtf")).paragraphs]
    assert any("outer" in text for text in texts) and any("inner" in text for text in texts)


def test_an_exclamation_before_brackets_is_no_picture() -> None:
    assert (
        "太好了![笑]"
        in brought_in("# 题目在此\n\n他说：太好了![笑]，大家都笑了起来。\n".encode(), "a.md").stories[0].text
    )


def web(body: str, style: str = "") -> bytes:
    lead = "<h1>夏收进度通报</h1><p>正文一句，说明情况，再说一句。</p>"
    return f'<html><head><meta charset="utf-8"><style>{style}</style></head><body>{lead}{body}</body></html>'.encode()


def web_texts(body: str, style: str = "") -> list[str]:
    return [one.text for one in story_of(brought_in(web(body, style), "a.html")).paragraphs][1:]


@pytest.mark.parametrize(
    ("body", "style"),
    [
        ('<p>看见<span class="h">暗藏</span>的。</p>', ".h{display:none}"),
        ('<p>看见<span id="h">暗藏</span>的。</p>', "/* x */ b, span#h { visibility: hidden }"),
        ('<p>看见<span style="font-size:0">暗藏</span>的。</p>', ""),
        ('<p>看见<span style="opacity: 0.0">暗藏</span>的。</p>', ""),
        ("<p>看见<dialog>暗藏</dialog>的。</p>", ""),
    ],
)
def test_what_a_page_hides_is_left_out_and_told(body: str, style: str) -> None:
    brought = brought_in(web(body, style), "a.html")
    assert left(brought) == {"hidden": "暗藏"}
    assert "暗藏" not in story_of(brought).text


@pytest.mark.parametrize(
    "style", [".h{font-size:09px}", ".h{opacity:0.5}", "@media print{.h{display:none}}", ".x{display:none}"]
)
def test_what_a_page_shows_is_set(style: str) -> None:
    assert web_texts('<p>看见<span class="h">明写</span>的。</p>', style) == ["看见明写的。"]


def test_white_words_of_a_page_are_set_and_told_unless_they_stand_on_a_ground() -> None:
    for style, told in (("color:#fff", True), ("color:#fff;background:#c00", False), ("color:#c00", False)):
        brought = brought_in(web(f'<p>看见<span style="{style}">白字</span>的。</p>'), "a.html")
        assert "看见白字的。" in story_of(brought).text
        assert any(entry.rule == "unseen" for entry in brought.converted) == told


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ('<ol start="3"><li>甲条。</li><li value="9">乙条。</li></ol>', ["3. 甲条。", "9. 乙条。"]),
        ('<ol type="a"><li>甲条。</li></ol>', ["a. 甲条。"]),
        ("<ol reversed><li>乙条。</li><li>丙条。</li></ol>", ["2. 乙条。", "1. 丙条。"]),
        ("<p>他说<q>好的</q>就走了。</p>", ["他说“好的”就走了。"]),
        ("<pre>第一行是一句。\n第二行是一句。</pre>", ["第一行是一句。", "第二行是一句。"]),
    ],
)  # fmt: skip
def test_a_page_reads_as_a_browser_shows_it(body: str, texts: list[str]) -> None:
    assert web_texts(body) == texts


def test_cells_over_several_rows_keep_the_others_in_their_columns() -> None:
    rows = (
        '<tr><td rowspan="2">合</td><td colspan="2" rowspan="2">宽</td><td>一</td></tr><tr><td>二</td></tr>'
        "<tr><td>三</td><td>四</td><td>五</td><td>六</td></tr>"
    )
    story = story_of(brought_in(web(f"<table><tfoot><tr><td>尾</td></tr></tfoot>{rows}</table>"), "a.html"))
    assert story.paragraphs[-1].cells == (
        ("合", "宽", "", "一"), ("", "", "", "二"), ("三", "四", "五", "六"), ("尾", "", "", ""),
    )  # fmt: skip


def test_words_of_drawings_formulas_and_fields_of_a_page_are_told() -> None:
    body = '<svg><text>图里字</text></svg><p>式<math><mi>x</mi></math>成立，姓名<input value="张三">。</p>'
    told = left(brought_in(web(body), "a.html"))
    assert told["web-object"] == "图里字x" and told["web-aside"] == "张三"


def test_a_page_that_names_the_wrong_encoding_is_read_by_its_bytes() -> None:
    page = PAGE.format(charset="utf-8").encode("gb18030")
    assert story_of(brought_in(page, "a.html")).head.main == ("夏粮收购全面展开",)


def test_bytes_that_are_utf8_by_chance_are_read_as_chinese() -> None:
    assert story_of(brought_in("通知".encode("gbk"), "a.txt")).head.main == ("通知",)
    assert "caf\u00e9" in brought_in("Le caf\u00e9 du coin est ouvert".encode(), "a.txt").stories[0].text


def test_copy_in_another_language_s_encoding_is_refused_not_garbled() -> None:
    japanese = "会議は本日、東京で開かれました。参加者は百人です。天気は晴れでした。".encode("shift_jis")
    refused = brought_in(japanese, "a.txt").refused
    assert refused is not None and refused[0] == "D101"
    korean = "서울 오늘 날씨는 맑습니다. 기사 원고가 들어왔습니다.".encode("euc-kr")
    assert brought_in(korean, "a.txt").refused is not None
    traditional = "縣裡召開春耕生產現場會，各鄉鎮負責同志參加了會議，會議由副縣長主持。"
    assert "縣裡召開春耕生產" in brought_in(traditional.encode("gb18030"), "a.txt").stories[0].text


def test_an_address_below_a_note_of_markdown_is_no_copy() -> None:
    text = '# 夏收进度\n\n正文有注[^1]，见[农业局][nyj]的通报。\n\n[^1]: 注文在此。\n[nyj]: https://a.cn/b "网站"\n'
    paragraphs = [paragraph.text for paragraph in story_of(brought_in(text.encode(), "a.md")).paragraphs]
    assert paragraphs == ["正文有注［^1］，见农业局的通报。", "［^1］： 注文在此。"]


def mail(kind: str, text: str, enclosed: bool = False) -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.cn", "c@d.cn", "投稿：夏收"
    message.set_content(text, subtype=kind, charset="gbk")
    if enclosed:
        message.add_attachment(b"x", maintype="application", subtype="msword", filename="稿件.docx")
    return message.as_bytes()


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_mail_is_read_and_what_is_sent_along_is_told(kind: str) -> None:
    text = "夏收进度通报\n截至5月18日，全县已收小麦32万亩，占应收面积的六成。\n"
    if kind == "html":
        text = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    brought = brought_in(mail(kind, text, enclosed=True), "a.eml")
    assert story_of(brought).head.main == ("夏收进度通报",)
    assert "全县已收小麦32万亩" in story_of(brought).text
    assert left(brought)["mail-head"] == "投稿：夏收"
    assert [entry.source for entry in brought.left if entry.rule == "enclosed"] == ["稿件.docx"]


def test_xml_of_other_programs_is_refused_by_name() -> None:
    for data in (b"<?xml version='1.0'?><w:wordDocument/>", b'\xef\xbb\xbf<?xml version="1.0"?><office:document/>'):
        refused = brought_in(data, "a.xml").refused
        assert refused is not None and refused[0] == "D105" and "docx" in refused[1]


def styled(body: str, styles: str) -> bytes:
    """An .odt with automatic styles."""
    data = io.BytesIO()
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    loext = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    with zipfile.ZipFile(io.BytesIO(open_document(body))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            text = (
                old.read(name).decode().replace("<office:document-content ", f"<office:document-content {fo} {loext} ")
            )
            named = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            new.writestr(name, text.replace("<office:body>", named))
    return data.getvalue()


LEAD = '<text:h text:outline-level="1">夏收进度通报</text:h><text:p>正文一句，说明情况，再说一句。</text:p>'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<text:section text:display="none"><text:p>暗藏</text:p></text:section>', "hidden"),
        ('<text:p><text:hidden-paragraph text:is-hidden="true"/>暗藏</text:p>', "hidden"),
        (
            "<table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>"
            '<table:table-row table:visibility="collapse"><table:table-cell><text:p>暗藏</text:p></table:table-cell>'
            "</table:table-row></table:table>",
            "hidden",
        ),
        (
            '<text:p>写<loext:content-control loext:showing-place-holder="true">暗藏</loext:content-control>。'
            "</text:p>",
            "placeholder",
        ),
    ],
)
def test_what_open_document_does_not_show_is_left_out_and_told(body: str, told: str) -> None:
    brought = brought_in(styled(LEAD + body, ""), "a.odt")
    assert left(brought) == {told: "暗藏"}


def test_open_document_numbers_cells_and_signs_as_they_are_seen() -> None:
    body = (
        '<text:list text:style-name="N"><text:list-item><text:p>甲条。</text:p></text:list-item>'
        '<text:list-item text:start-value="5"><text:p>乙条。</text:p></text:list-item></text:list>'
        '<text:p>选<text:span text:style-name="W">þ</text:span>，<text:span text:style-name="V">白字</text:span>。'
        "</text:p>"
        '<table:table><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>重</text:p>'
        "</table:table-cell><table:table-cell><text:p>尾</text:p></table:table-cell></table:table-row></table:table>"
    )
    styles = (
        '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."/></text:list-style><style:style style:name="W" style:family="text">'
        '<style:text-properties style:font-name="Wingdings"/></style:style><style:style style:name="V" '
        'style:family="text"><style:text-properties fo:color="#FFFFFF"/></style:style>'
    )
    brought = brought_in(styled(LEAD + body, styles), "a.odt")
    story = story_of(brought)
    assert [one.text for one in story.paragraphs[1:4]] == ["1. 甲条。", "5. 乙条。", "选☑，白字。"]
    assert story.paragraphs[-1].cells == (("重", "重", "尾"),)
    assert [entry.source for entry in brought.converted if entry.rule == "unseen"] == ["白字"]


FACES = rb"{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset2 Wingdings;}{\f2\fcharset2 Symbol;}}"
WHITE = rb"{\colortbl;\red255\green255\blue255;\red255\green0\blue0;}"


def rich(body: bytes, head: bytes = rb"\ansicpg936" + FACES + WHITE) -> bytes:
    lead = b"".join(b"\\'%02x" % byte for byte in "夏收进度通报".encode("gb18030"))
    return (
        b"{\\rtf1\\ansi"
        + head
        + b"{\\b\\fs44 "
        + lead
        + b"\\par}A sentence, and one more of it.\\par "
        + body
        + b"\\par}"
    )


@pytest.mark.parametrize(
    ("body", "copy"),
    [
        (rb"m{\up6\fs14 2} of it.", "m{{sup: 2}} of it."),
        (rb"CO{\dn6\fs14 2} of it.", "CO{{sub: 2}} of it."),
        (rb"m{\up1\fs20 2} of it.", "m2 of it."),
        (rb"{\f1\'fe}{\f2 m}g of it.", "☑μg of it."),
        (rb'{\field{\*\fldinst SYMBOL 254 \\f "Wingdings"}{\fldrslt}} ticked.', "☑ ticked."),
        (rb'{\field{\*\fldinst HYPERLINK "a"}{\fldrslt link}} here.', "link here."),
        (rb"{\field{\*\fldinst EQ \\o(\\s\\up 9(ch),\u37325?)}{\fldrslt}} read.", "{{ruby: 重｜ch}} read."),
        (rb"\u-10174?\u-8265? smiles.", "𠮷 smiles."),
    ],
)
def test_rich_text_reads_as_its_program_shows_it(body: bytes, copy: str) -> None:
    assert copy in brought_in(rich(body), "a.rtf").stories[0].text


def test_white_words_formulas_and_unnamed_encodings_of_rich_text() -> None:
    brought = brought_in(
        rich(rb"Seen {\cf1 white}{\cf1\highlight2 on red}{\cf2 red}. {\mmath{\*\moMath{\mr E=m}}}"), "a.rtf"
    )
    assert [entry.source for entry in brought.converted if entry.rule == "unseen"] == ["white"]
    assert left(brought)["formula"] == "E=m"
    assert story_of(brought_in(rich(b"Words.", b""), "a.rtf")).head.main == ("夏收进度通报",)


@pytest.mark.parametrize(
    ("line", "text", "address"),
    [
        ("[编者按]: 本报今天刊发一组稿件。", "本报今天刊发一组稿件。", ""),
        ("正文有注[^1]一段。\n\n[^1]: 见《年鉴》第三页。", "见《年鉴》第三页。", ""),
        ("网址<http://a.cn>可查。", "网址http://a.cn可查。", ""),
        ("[网]: http://a.cn", "", "网http://a.cn"),
    ],
)
def test_copy_in_markdown_is_no_address(line: str, text: str, address: str) -> None:
    brought = brought_in(f"# 题目在此\n\n正文一段，说明情况。\n\n{line}\n".encode(), "a.md")
    assert text in story_of(brought).text
    assert left(brought).get("metadata", "") == address
