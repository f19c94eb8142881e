"""The house's own settings: what every issue takes from them, and what is said of a fault in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from layout.diagnostics import Locus
from layout.issue.house_file import over_house, read_house
from layout.issue.reader import read_issue
from layout.sheet import Named, Rights
from layout.sheet.publisher import names_in

ROOT = Path(__file__).resolve().parents[2]

HOUSE = """\
rights: {statement: 内部资料 免费交流, uri: "http://rightsstatements.org/vocab/InC/1.0/", holder: 融媒体中心}
names:
  - {name: 中共禹州市委, role: 主办}
  - {name: 张三, role: editor}
catalogues: {CN: 41-0000/G}
web: {base: "https://news.example.cn/paper/"}
press: {contact: 印刷厂, marks: true}
house: {body: {size: 9.5}, rules: {last_line: 2}}
"""


@pytest.fixture
def issues(tmp_path):
    shutil.copytree(ROOT / "issues" / "2346", tmp_path / "issues" / "2346")
    (tmp_path / "issues" / "house").mkdir()
    return tmp_path / "issues"


def told(issues, text):
    (issues / "house" / "house.yaml").write_text(text, "utf-8")
    return read_issue(issues / "2346")


def test_an_issue_takes_what_the_house_says(issues):
    issue = told(issues, HOUSE).issue
    assert dict(issue.web) == {"base": "https://news.example.cn/paper/"}
    assert dict(issue.press) == {"contact": "印刷厂", "marks": True}
    assert dict(dict(issue.house)["body"]) == {"size": 9.5}
    rights = Rights("内部资料 免费交流", "http://rightsstatements.org/vocab/InC/1.0/", "融媒体中心")
    assert issue.publisher.rights == rights
    assert issue.publisher.names == (Named("中共禹州市委", "pbl"), Named("张三", "edt", "personal"))
    assert issue.publisher.catalogues == (("cn", "41-0000/G"),)


def test_an_issue_of_another_paper_says_whose_it_is(issues):
    own = issues / "2346" / "issue.yaml"
    whose = "rights: {holder: 岚川县融媒体中心}\nnames: [{name: 中共岚川县委, role: 主办}]\n"
    own.write_text(own.read_text("utf-8") + whose, "utf-8")
    publisher = told(issues, HOUSE).issue.publisher
    assert publisher.rights == Rights(holder="岚川县融媒体中心")
    assert publisher.names == (Named("中共岚川县委", "pbl"),)
    assert publisher.catalogues == (("cn", "41-0000/G"),), "what it does not say is the house's"


def test_an_issue_s_own_keys_go_before(issues):
    own = issues / "2346" / "issue.yaml"
    own.write_text(own.read_text("utf-8") + "web: {base: 'https://other.cn/'}\nhouse: {body: {face: kai}}\n", "utf-8")
    issue = told(issues, HOUSE).issue
    assert dict(issue.web) == {"base": "https://other.cn/"}
    assert dict(dict(issue.house)["body"]) == {"size": 9.5, "face": "kai"}


def test_the_address_in_short_and_a_profile_beside_the_settings(issues):
    issue = told(issues, "base: https://news.example.cn/\npress: {profile: ours.icc}\n").issue
    assert dict(issue.web)["base"] == "https://news.example.cn/"
    assert Path(dict(issue.press)["profile"]) == issues / "house" / "ours.icc"


def test_faults_stand_at_their_place_in_the_house_s_file(issues):
    read = told(issues, "rights:\n  statment: 内部\nnames:\n  - {name: 甲, role: 排字}\n")
    places = {(remark.at.file, remark.at.line) for remark in read.remarks if remark.severity == "error"}
    assert places == {("issues/house/house.yaml", 2), ("issues/house/house.yaml", 4)}
    read = told(issues, "press:\n  # 印厂\n  marsk: true\n")
    place = read.sources.place(Locus("", "press.marsk"))
    assert (place.file, place.line) == ("issues/house/house.yaml", 3)


@pytest.mark.parametrize("address", ["www.e.cn/a", "https://e.cn/<b>"])
def test_what_is_no_address_is_told_as_one_and_not_as_an_id(issues, address):
    (remark,) = [one for one in told(issues, f"rights: {{uri: '{address}'}}\n").remarks if one.severity == "error"]
    assert remark.code == "I223" and dict(remark.args)["wanted"] == "http:// 或 https:// 开头的网址"


def test_without_the_file_nothing_is_said(issues):
    (issues / "house").rmdir()
    assert read_house(issues).remarks == () and read_issue(issues / "2346").issue.press == ()


def test_blocks_are_joined_key_by_key():
    joined = over_house((("a", 1), ("b", (("x", 1),))), (("b", (("y", 2),)), ("a", 3)))
    assert joined == (("a", 3), ("b", (("x", 1), ("y", 2))))
    assert over_house((("inks", ("红", "蓝")),), (("inks", ("绿",)),)) == (("inks", ("绿",)),)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("中共禹州市委主办", ["中共禹州市委"]),
        ("中共禹州市委 禹州市人民政府主办", ["中共禹州市委", "禹州市人民政府"]),
        ("主办单位：中共禹州市委", ["中共禹州市委"]),
        ("编辑部 排版组 校对组合编", ["编辑部", "排版组", "校对组"]),
        ("编辑台样报 不作新闻发布", []),
        ("禹州市融媒体中心编辑", ["禹州市融媒体中心"]),
        ("", []),
    ],
)
def test_no_verb_is_part_of_a_name(words, names):
    assert [one.name for one in names_in(words, "pbl")] == names
    assert all(one.kind == "corporate" for one in names_in(words, "pbl"))
