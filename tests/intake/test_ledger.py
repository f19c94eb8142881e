"""The ledger balances whatever is done to a file, and does not where anything is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from layout.intake.account import Account
from layout.intake.bring import bring_in
from layout.intake.ledger.balance import balance
from layout.intake.ledger.leaf import Leaf
from layout.intake.ledger.story_words import printed_parts
from layout.intake.wishes import ImportWishes
from tests.bringing import IDS, brought_in, left, package, with_footnote
from tests.chance import examples

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


CELL = f"<w:tc><w:p>{run('乙')}</w:p><w:tbl><w:tr><w:tc><w:p>{run('内')}</w:p></w:tc></w:tr></w:tbl></w:tc>"
BOX = f"<w:txbxContent><w:p>{run('框里的话。')}</w:p></w:txbxContent>"
FRACTION = "<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
RICH = "".join(
    (
        f"<w:p>{run('夏收进度通报', '<w:b/>')}</w:p>",
        f"<w:p><w:pPr><w:jc w:val='center'/></w:pPr>{run('——截至五月')}</w:p>",
        f"<w:p>{run('会议由')}<w:del><w:r><w:delText>张三</w:delText></w:r></w:del>",
        f"<w:ins>{run('李四')}</w:ins>{run('主持。')}</w:p>",
        f"<w:p><w:smartTag>{run('5月18日')}</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}",
        f"</w:sdtContent></w:sdt>{run('km')}{run('2', '<w:vertAlign w:val=' + repr('superscript') + '/>')}",
        f"{run('密', '<w:vanish/>')}</w:p><w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>",
        "<w:r><w:instrText> eq \\o\\ac(○,9)</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
        f"<w:fldSimple w:instr='PAGE'>{run('12')}</w:fldSimple>{run('页。')}</w:p>",
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p>{run('合并')}</w:p></w:tc></w:tr>",
        f"<w:tr><w:tc><w:p>{run('甲')}</w:p></w:tc>{CELL}</w:tr></w:tbl>",
        f"<w:p><w:r><w:ruby><w:rt>{run('dá')}</w:rt><w:rubyBase>{run('龘')}</w:rubyBase></w:ruby></w:r>",
        f"<m:oMath xmlns:m='{M}'>{FRACTION}</m:oMath>",
        "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:noBreakHyphen/><w:br/><w:tab/></w:r></w:p>",
        f"<w:p><mc:AlternateContent xmlns:mc='{MC}'><mc:Choice Requires='wps'>{BOX}</mc:Choice>",
        f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:p>",
        f"<w:p>{run('结尾一段，说明下一步打算。（张延伟）')}</w:p>",
        "<w:p><w:pict><v:shape><v:textpath string='艺术字'/><v:imagedata r:id='rId9'/></v:shape></w:pict></w:p>",
    )
)
WRAPPERS = (
    *("smartTag", "sdtContent", "ins", "del", "p", "r", "tbl", "tr", "tc", "t", "rPr", "txbxContent", "hyperlink"),
    *("moveFrom", "pPr", "fldSimple", "instrText", "ruby", "rt", "rubyBase", "sdt", "unknown", "oMath"),
)


def test_the_rich_file_balances_as_it_is() -> None:
    brought = brought_in(package(RICH))
    assert brought.balance is not None and brought.balance.characters > 60
    found = left(brought)
    assert (found["hidden"], found["deleted"]) == ("密", "张三")


@settings(max_examples=examples(120))
@given(
    st.lists(
        st.tuples(st.sampled_from(["drop", "wrap", "nest", "twice"]), st.integers(0, 400), st.integers(0, 400)),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["accept", "reject", "show"]),
    st.booleans(),
)
def test_the_ledger_balances_whatever_is_done_to_the_nodes(
    changes: list[tuple[str, int, int]], how: str, with_notes: bool
) -> None:
    spaces = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml"'
    root = etree.fromstring(f"<body {spaces}>{RICH}</body>")
    for kind, first, second in changes:
        nodes: list[Any] = list(root.iter("*"))[1:]
        if len(nodes) < 3:
            break
        node, other = nodes[first % len(nodes)], nodes[second % len(nodes)]
        parent = node.getparent()
        if kind == "drop":
            parent.remove(node)
        elif kind == "wrap":
            space = M if WRAPPERS[second % len(WRAPPERS)] == "oMath" else W
            wrapper = etree.Element(f"{{{space}}}{WRAPPERS[second % len(WRAPPERS)]}")
            parent.replace(node, wrapper)
            wrapper.append(node)
        elif kind == "twice":
            parent.append(etree.fromstring(etree.tostring(node)))
        elif node not in other.iterancestors() and other is not node:
            other.append(node)
    inner = "".join(etree.tostring(one, encoding="unicode") for one in root)
    # Paragraphs inside paragraphs, which no format has, have no order to keep: a warning tells of it there (D137).
    brought_in(package(inner), in_order=False, changes=how, with_notes=with_notes)


def test_the_pieces_of_a_lost_run_are_named() -> None:
    account = Account()
    account.set(("p", "1"), "全县已收", 1)
    found = balance([Leaf(("p", "1"), "全县已收"), Leaf(("p", "2"), "小麦")], account, "全县已收")
    assert (found.unaccounted, found.missing, found.holds) == (("小麦",), 2, False)
    account.leave(("p", "2"), "小麦", 1, "hidden")
    assert balance([Leaf(("p", "1"), "全县已收"), Leaf(("p", "2"), "小麦")], account, "全县已收").holds


@pytest.mark.parametrize(("printed", "lost", "foreign"), [("全县已", "收", ""), ("全县已收了", "", "了")])
def test_what_a_story_lacks_or_has_of_its_own_is_named(printed: str, lost: str, foreign: str) -> None:
    account = Account()
    account.set(("p", "1"), "全县已收", 1)
    found = balance([Leaf(("p", "1"), "全县已收")], account, printed)
    assert (found.lost, found.foreign, found.holds) == (lost, foreign, False)


def test_a_node_entered_twice_or_otherwise_is_unaccounted() -> None:
    account = Account()
    account.set(("p", "1"), "甲", 1)
    account.set(("p", "1"), "甲", 1)
    assert balance([Leaf(("p", "1"), "甲")], account, "甲甲").unaccounted
    account = Account()
    account.set(("p", "1"), "乙", 1)
    assert balance([Leaf(("p", "1"), "甲")], account, "乙").unaccounted == ("甲",)


def test_a_picture_without_an_entry_is_unaccounted() -> None:
    assert not balance([Leaf(("p", "1"), "blip", True)], Account(), "").holds


def test_the_ledger_reads_a_story_with_its_own_eyes() -> None:
    front = 'id: a\nhead:\n  main: ["题\\"一\\"", "二"]\nsign: ["甲局", "五月"]\nphotos:\n  - file: null\n'
    front += '    caption: "图。"\n    credit: "丙 摄"'
    body = "\\# 一**二**{{sic: 三｜说明}}{{dots: 四}}{{query: 只问}}{{gap: 缺}}{{ruby: 五｜wǔ}}\n\n"
    text = f"---\n{front}\n---\n\n{body}| 六 | 七\\|八 |\n| --- | --- |\n\n- 九\\{{\\{{\n"
    assert "".join("".join(printed_parts(text)).split()) == '题"一"二甲局五月图。丙摄#一二三四五wǔ六七|八九{{'


def test_a_note_that_no_mark_calls_is_left_out() -> None:
    data = with_footnote("正文甲", "乙。", "注文。")
    assert left(brought_in(data, with_notes=False)) == {"note": "注文。"}


def test_a_broken_reader_is_told_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    from layout.intake import report
    from layout.intake.word import walk

    monkeypatch.setitem(walk._HANDLERS, "w:smartTag", lambda *_: None)  # the fault of finding 4: tags vanish
    brought = bring_in("a.docx", package(RICH), ImportWishes(IDS))
    assert brought.balance is not None and "5月18日" in "".join(brought.balance.unaccounted)
    told = [remark for remark in report.report("a.docx", brought, "issues/7") if remark.code == "D113"]
    assert told and told[0].severity == "error"


@pytest.mark.parametrize(
    ("printed", "moved"),
    [
        ("先说的六个字再说后面的话", ()),
        ("再说后面的话先说的六个字", (("说后面的话", "先说的六个字"),)),
        ("再说后面先说的六个", ()),  # too few letters to be known by
    ],
)
def test_words_that_changed_places_are_named(printed: str, moved: tuple[tuple[str, str], ...]) -> None:
    account = Account()
    account.set(("p", "1"), "先说的六个字再说后面的话", 1)
    found = balance([Leaf(("p", "1"), "先说的六个字，再说后面的话。")], account, (printed,)).moved
    assert [(before[-5:], after) for before, after in found] == list(moved)


def test_paragraphs_that_a_reader_changes_round_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from layout.intake import pieces, report

    real = pieces._Flattening.blocks
    monkeypatch.setattr(pieces._Flattening, "blocks", lambda self, blocks: real(self, (*blocks[:1], *blocks[:0:-1])))
    paragraphs = ("截至五月十八日全县已收小麦三十二万亩。", "各收购点秩序良好，日均收粮逾千吨。")
    brought = bring_in(
        "a.docx", package("".join(f"<w:p>{run(one)}</w:p>" for one in ("题", *paragraphs))), ImportWishes(IDS)
    )
    told = [remark for remark in report.report("a.docx", brought, "issues/7") if remark.code == "D137"]
    assert len(told) == 1 and dict(told[0].args)["after"].startswith("截至五月十八日")


def test_words_go_with_their_picture_where_a_table_is_taken_apart_and_that_is_told() -> None:
    def cell(words: str, picture: str = "") -> str:
        return f"<w:tc><w:p>{run(words)}{picture}</w:p></w:tc>"

    blip = '<w:r><w:pict><v:shape><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r>'
    upper = cell("左边上面的一段话说在前头。", blip) + cell("右边上面的一段话说在后头。", blip)
    lower = cell("左边下面的一段话跟着左图。") + cell("右边下面的一段话跟着右图。")
    table = f"<w:tbl><w:tr>{upper}</w:tr><w:tr>{lower}</w:tr></w:tbl>"
    brought = bring_in("a.docx", package(f"<w:p>{run('夏收进度')}</w:p>{table}"), ImportWishes(IDS))
    assert brought.balance is not None
    assert [after[:6] for _, after in brought.balance.moved] == ["右边上面的一"]
