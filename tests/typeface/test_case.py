"""Opening the shop's fonts: roles, stand-ins, and every way the list or a file can be wrong."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.diagnostics import Place, Severity
from layout.diagnostics.wording import describe
from layout.typeface import ROLES, TypeCase, open_case


def codes(opened) -> list[str]:
    return [remark.code for remark in opened.remarks]


def test_the_house_has_every_role_and_all_of_gb2312(case: TypeCase) -> None:
    text = "".join(
        char
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
        if (char := bytes((row, cell)).decode("gb2312", "ignore"))
    )
    assert len(text) == 6763
    for role in ROLES:
        assert case.missing(role, text) == "", role


def test_punctuation_of_the_trade_is_in_every_role(case: TypeCase) -> None:
    for role in ROLES:
        assert case.missing(role, "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·～●■▲◆★〓") == "", role


def test_a_shop_changes_two_lines(shop, font) -> None:
    font("FZBaoSong.ttf", "甲乙")
    font("FZXiaoBiaoSong.otf", "甲", cff=True)
    opened = open_case(shop("role body: FZBaoSong.ttf\nrole headline: FZXiaoBiaoSong.otf\nfallback: base.ttf"))
    assert opened.remarks == ()
    case = opened.value
    assert case.face("body").key == "FZBaoSong"
    assert case.face("headline").is_cff
    assert [face.key for face in case.chain("headline")] == ["FZXiaoBiaoSong", "base"]


def test_a_member_of_a_collection_is_named_with_its_number(shop, collection) -> None:
    collection("Song.ttc", "甲", "乙")
    opened = open_case(shop("role body: Song.ttc#1"))
    assert opened.value.missing("body", "甲乙") == "甲"
    assert codes(open_case(shop("role body: Song.ttc#2"))) == ["F015"]


def test_missing_characters_fall_back_by_role_and_are_reported(shop, font) -> None:
    font("FZ.ttf", "甲")
    case = open_case(shop("role body: [FZ.ttf, base.ttf]")).value
    stretches = [(face.key, start, end) for face, start, end in case.split("body", "甲乙丙甲")]
    assert stretches == [("FZ", 0, 1), ("base", 1, 3), ("FZ", 3, 4)]
    (note,) = case.remarks("body", "甲乙丙甲")
    assert (note.code, note.severity, dict(note.args)["chars"]) == ("F020", Severity.NOTE, "乙丙")


def test_a_character_no_face_has_is_printed_as_the_mark_of_a_missing_sort(shop) -> None:
    case = open_case(shop()).value
    assert case.missing("body", "甲丁乙丁") == "丁"
    assert case.printable("body", "甲丁乙丁") == "甲〓乙〓"
    (warning,) = case.remarks("body", "甲丁乙")
    assert (warning.code, warning.severity) == ("F021", Severity.WARNING)
    assert "丁" in describe(warning, "zh").message
    assert case.remarks("body", "甲乙") == ()


def test_a_case_without_the_mark_shows_another(shop) -> None:
    case = open_case(shop(chars="甲 ?")).value
    assert case.printable("body", "甲丁") == "甲?"


def test_characters_that_print_nothing_stay_blank(case: TypeCase) -> None:
    text = "葛\U000e0100市\u200b新\u00ad闻\ufeff\u2060"
    assert case.missing("body", text) == ""
    assert case.remarks("body", text) == ()
    assert case.printable("body", text) == "葛 市 新 闻  "


@given(st.text(st.sampled_from("甲乙市A1，。𠮷𫚈囧😀\u0301〇") | st.characters(codec="utf-8"), max_size=40))
def test_stretches_tile_the_text_and_never_show_notdef(case: TypeCase, text: str) -> None:
    for role in ("body", "nameplate"):
        shown = case.printable(role, text)
        assert len(shown) == len(text)
        end = 0
        for face, start, stop in case.split(role, shown):
            assert start == end < stop
            assert "\0" not in shown[start:stop].translate(face.gids)
            end = stop
        assert end == len(text)


@pytest.mark.parametrize(
    ("changes", "code", "line"),
    [
        ("role bodi: base.ttf\nrole body: -", "F005", 0),
        ("role kai: no-such-face", "F006", 7),
        ("role kai: ''", "F009", 7),
        ("rolls: {}", "F004", 10),
        ("fallback: base.ttf\nfallback: base.ttf", "F007", 11),
        ("faces: base.ttf", "F003", 10),
        ("faces:\n  a: {file: base.ttf, wieght: 3}", "F004", 11),
        ("faces:\n  a: {file: base.ttf, index: x}", "F018", 11),
        ("faces:\n  a: {family: A}", "F009", 11),
        ("faces:\n  a: {file: ../a.ttf, source: {npm: a, version: 1, member: b, licence: c}}", "F008", 11),
        ("faces:\n  a: {file: a.ttf, source: {npm: a, version: 1, licence: c}}", "F009", 11),
        ("fallback: [base.ttf", "F002", 11),
    ],
)
def test_mistakes_in_the_list_are_told_with_their_line(shop, changes: str, code: str, line: int) -> None:
    opened = open_case(shop(changes))
    assert opened.value is None
    assert codes(opened) == [code]
    at = opened.remarks[0].at
    assert isinstance(at, Place)
    assert at.line == line
    for language in ("zh", "en"):
        words = describe(opened.remarks[0], language)
        assert words.message
        assert words.hint
        assert "{" not in words.message + words.hint


def test_all_mistakes_are_told_in_one_run(shop) -> None:
    opened = open_case(shop("role body: nobody\nrole kai: no-one\nextra: 1"))
    assert sorted(codes(opened)) == ["F004", "F006", "F006"]


def test_no_list_no_case(tmp_path) -> None:
    assert codes(open_case(tmp_path)) == ["F001"]
    (tmp_path / "fonts.yaml").write_bytes("角色".encode("gbk"))
    assert codes(open_case(tmp_path)) == ["F001"]


def test_files_that_are_not_there_are_named(shop) -> None:
    source = "source: {npm: some-fonts, version: 1, member: a.ttf, licence: L}"
    folder = shop(f"role body: open\nrole kai: FZKai.ttf\nfaces:\n  open: {{file: open.ttf, sha256: 00, {source}}}")
    opened = open_case(folder)
    assert sorted(codes(opened)) == ["F010", "F011"]
    assert "open.ttf" in str(opened.remarks[0].args)
    assert "FZKai.ttf" in str(opened.remarks[1].args)


def test_another_file_than_the_listed_one_is_refused(shop) -> None:
    folder = shop(f"role body: song\nfaces:\n  song: {{file: base.ttf, sha256: {'0' * 64}}}")
    assert codes(open_case(folder)) == ["F012"]


def test_a_stamp_of_another_size_is_not_believed(shop) -> None:
    folder = shop("role body: song\nfaces:\n  song: {file: base.ttf, sha256: " + "0" * 64 + "}")
    (folder / ".checked.json").write_text(json.dumps({"base.ttf": [1, 2, "0" * 64]}))
    assert codes(open_case(folder)) == ["F012"]


def test_a_damaged_stamp_is_not_fatal(shop) -> None:
    folder = shop()
    for damage in ("[]", "{", '{"base.ttf": 3}', '{"base.ttf": [1, 2]}'):
        (folder / ".checked.json").write_text(damage)
        assert open_case(folder).value is not None


def test_damaged_and_foreign_files_are_refused(shop) -> None:
    folder = shop("role body: bad.ttf")
    for data in (b"", b"wOF2" + b"x" * 100, b"%!PS-AdobeFont", (folder / "base.ttf").read_bytes()[:300]):
        (folder / "bad.ttf").write_bytes(data)
        assert codes(open_case(folder)) == ["F013"]


def test_a_font_that_must_not_be_embedded_is_pointed_out(shop, font) -> None:
    font("bound.ttf", "甲", fs_type=2)
    opened = open_case(shop("role body: bound.ttf"))
    assert opened.value is not None
    assert codes(opened) == ["F016"]


def test_the_fingerprint_tells_another_file_in_a_role(shop, font) -> None:
    one = open_case(shop()).value.fingerprint
    font("other.ttf", "甲乙")
    two = open_case(shop("role body: other.ttf")).value.fingerprint
    assert one == open_case(shop()).value.fingerprint
    assert one != two
