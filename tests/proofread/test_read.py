"""Stories read whole: facts, what the desk marked and accepted, and where a finding stands in the file."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from layout.issue.model import Head, Paragraph, Photo, Story
from layout.issue.reader import read_issue
from layout.proofread.explained import RulePage, coded, rule_page
from layout.proofread.house import HouseLists, Person, Term, read_house_lists
from layout.proofread.read import read_issue_text, read_stories
from layout.proofread.remark import Remark

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2022, 5, 17)


def story(*paragraphs: str, head: str = "标题", **more: object) -> Story:
    body = tuple(Paragraph(nth, "body", text) for nth, text in enumerate(paragraphs))
    fields = {"sign": "（县委办公室）", **more}
    return Story("a1", "news", 50, Head(main=(head,)), body, **fields)  # type: ignore[arg-type]


def found(*paragraphs: str, house: HouseLists | None = None, **more: object) -> list[Remark]:
    return list(read_stories([story(*paragraphs, **more)], DAY, house))


def rules(*paragraphs: str, **more: object) -> list[tuple[str, str, str | None]]:
    return [(remark.name, remark.old, remark.new) for remark in found(*paragraphs, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "rule", "new"),
    [
        ("5月17日（星期三），会议召开。", "dates.weekday", "二"),
        ("截至5月20日，已收割三成。", "dates.not-yet", None),
        ("截至6月31日，已收割三成。", "dates.no-day", None),
        ("展览5月10日至5月3日举行。", "dates.backwards", None),
        ("道路22时至次日6时封闭，共10个小时。", "dates.x", None),
        ("5月4日是端午节，镇里包粽子。", "dates.feast", None),
        ("6月3日是农历五月初六，镇里包粽子。", "dates.lunar", "五月初五"),
        ("农历五月初六端午节，镇里包粽子。", "dates.lunar-feast", "五月初五"),
        ("5月20日是二十四节气小满，麦子渐黄。", "dates.feast", "21"),
        ("全县有项目20个，其中工业9个、农业6个、民生6个。", "sums.parts", None),
        ("抽检40批次，合格38批次，合格率94%。", "sums.share", "95"),
        ("站点由20个增加到35个，增加了14个。", "sums.rise", "15"),
        ("男20人，女15人，共36人。", "sums.added", None),
        ("由100亩增加到150亩，增长60%。", "sums.rise-share", "50"),
        ("由120个减少到90个，降幅为20%。", "sums.rise-share", "25"),
        ("老人1930年出生，今年因病逝世，享年80岁。", "sums.age", None),
        ("一是抓生产，二是抓安全，四是抓服务。", "parts.run", "三"),
        ("图为收割现场。", "parts.picture", None),
        ("副县长、县委常委王强讲话。", "people.order", "县委常委、副县长"),
    ],
)
def test_facts_that_cannot_be(text: str, rule: str, new: str | None) -> None:
    if rule == "dates.x":
        rule, new = "sums.hours", "8"
    assert (rule, new) in [(name, mended) for name, _, mended in rules(text)]


@pytest.mark.parametrize(
    "text",
    [
        "5月17日（星期二），会议召开。",
        "截至5月17日，已收割三成。",
        "截至2022年2月28日，已完成三成。",
        "展览5月10日至6月3日举行。",
        "活动12月28日至1月3日举行。",
        "道路22时至次日6时封闭，共8个小时。",
        "6月3日是端午节，镇里包粽子。",
        "6月3日是农历五月初五，镇里包粽子。",
        "5月21日是二十四节气小满，麦子渐黄。",
        "全县有项目20个，其中工业9个、农业6个、民生5个。",
        "全县有项目200个，其中工业9个、农业6个。",
        "抽检40批次，合格38批次，合格率95%。",
        "抽检3批次，合格2批次，合格率66.7%。",
        "站点由20个增加到35个，增加了15个。",
        "老人1930年出生，今年因病逝世，享年92岁。",
        "一是抓生产，二是抓安全，三是抓服务。",
        "一是一，二是二。",
        "县委常委、副县长王强讲话。",
        "要加强党组织组织力建设，研究研究办法。",
        "为了了解情况，他存在在册的档案里。",
        "大家一步一步走上山，天天向上。",
    ],
)
def test_facts_that_can_be(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize("page", coded().values(), ids=lambda page: page.name)
def test_a_coded_rules_page_has_copy_that_it_finds_and_copy_that_it_does_not(page: RulePage) -> None:
    for words, finds in ((page.example, True), (page.counter, False)):
        hits = [one for one in found(words) if one.name == page.name]
        assert bool(hits) is finds, words
        assert all(one.code == page.code for one in hits)


def test_every_rule_that_is_found_has_a_page() -> None:
    for page in coded().values():
        for one in found(page.example):
            assert rule_page(one.name) is not None or one.family in ("words", "idioms", "parts"), one.name


def test_head_and_text_give_the_same_number() -> None:
    assert ("heads.number", "39", "37") in rules("全县37个项目开工，总投资128亿元。", head="全县39个项目集中开工")
    assert rules("全县37个项目开工，总投资128亿元。", head="全县37个项目集中开工") == []


def test_one_name_two_ways() -> None:
    texts = ("镇长郭文瑞说，要抓紧。郭文瑞表示，要抓实。", "最后，郭文端要求大家配合。")
    assert ("names.two-ways", "郭文端", "郭文瑞") in rules(*texts)
    assert rules("镇长郭文瑞说，要抓紧。郭文瑞表示，要抓实。", "镇长张文瑞说，同意。") == []


def test_pictures_have_credits_and_news_has_a_sign() -> None:
    assert [name for name, *_ in rules("甲。", "乙。", sign="")] == ["parts.sign"]
    assert [name for name, *_ in rules("甲。", photos=(Photo("麦田。"),))] == ["parts.credit"]
    assert rules("甲。", photos=(Photo("麦田。", credit="李明 摄"),)) == []


def test_a_story_told_twice() -> None:
    text = "五月的禹州大地麦浪翻滚，县农业农村局组织技术人员深入田间地头，指导农户做好麦收准备和秋播计划。"
    one, other = (
        story(text),
        Story("b2", "news", 50, Head(main=("又一篇",)), (Paragraph(0, "body", text),)),
    )
    assert "twice.story" in [remark.name for remark in read_stories([one, other], DAY)]


def test_what_the_house_taught() -> None:
    house = HouseLists(
        (Term("融媒中心", "融媒体中心", "机构全称"),),
        (Person("周明远", "县委书记", 1), Person("林志刚", "县长", 2), Person("老王", "局长", 3, to="2020-01")),
        frozenset({("布署", "")}),
    )
    assert rules("会议作了布署。", house=house) == []
    assert ("terms.融媒中心", "融媒中心", "融媒体中心") in rules("融媒中心报道。", house=house)
    assert rules("融媒体中心报道。", house=house) == []
    assert ("people.name", "周明元", "周明远") in rules("县委书记周明元讲话。", house=house)
    assert ("people.post", "县长周明远", None) in rules("县长周明远讲话。", house=house)
    assert ("people.rank", "林志刚、周明远", None) in rules("林志刚、周明远出席。", house=house)
    assert rules("周明远、林志刚出席。县委书记周明远讲话。", house=house) == []


def test_a_story_may_switch_rules_off() -> None:
    assert rules("会议作了布署。", proof_off=("typos",)) == []
    assert rules("会议作了布署。", proof_off=("typos.布署",)) == []
    assert rules("会议作了布署。", proof_off=("marks",)) == [("typos.布署", "布署", "部署")]


def test_lists_of_the_house_are_read_and_faults_have_places(tmp_path: Path) -> None:
    (tmp_path / "terms.yaml").write_text("terms:\n  - {prefer: 甲, avoid: [乙, 丙]}\n", "utf-8")
    (tmp_path / "people.yaml").write_text("people:\n  - {name: 周明远, pots: 县长}\n", "utf-8")
    read = read_house_lists(tmp_path)
    assert [term.avoid for term in read.value.terms] == ["乙", "丙"]
    assert [(remark.at.line, remark.code[0]) for remark in read.remarks] == [(2, "I")]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "男20人，女15人，共35人。",
        "工业9个，农业6户，共16个。",
        "面积由1.2万亩扩大到1.5万亩，增长26.3%。",
        "由2户增加到3户，增长50%。",
        "产值由1.2亿元下降到0.9亿元，降幅为20%。",
        "从2020年增长到2025年，增长3%。",
        "由100亩增加到150亩，其中小麦增长60%。",
        "全县来了20人，市里来了15人，省里来了3人，共40家单位。",
    ],
)
def test_sums_that_may_be_right_are_let_pass(text: str) -> None:
    assert not [name for name, *_ in rules(text) if name.startswith("sums")]


def test_names_that_no_rule_has_are_told_with_the_nearest_family(tmp_path: Path) -> None:
    rows = "  - {old: 甲乙, rule: typos}\n  - {old: 丙丁, rule: marks.quote-stop}\n  - {old: 戊己, rule: idoms}\n"
    (tmp_path / "accepted.yaml").write_text("accepted:\n" + rows, "utf-8")
    (remark,) = read_house_lists(tmp_path).remarks
    assert (remark.code, remark.at.line, dict(remark.args)["near"]) == ("I464", 4, "idioms")  # type: ignore[union-attr]


def test_the_real_issues_faults_are_found_without_the_desks_marks(tmp_path: Path) -> None:
    """All twelve that the desk marked in 2346; unbalanced quotes are the reader's I511."""
    folder = tmp_path / "2346"
    shutil.copytree(ROOT / "issues" / "2346", folder)
    for path in folder.glob("*.md"):
        text = re.sub(r"\{\{(?:gap:[^}]*|join)\}\}", "", path.read_text("utf-8"))
        path.write_text(re.sub(r"\{\{(?:sic|query): ([^｜}]*)(?:｜[^}]*)?\}\}", r"\1", text), "utf-8")
    done = read_issue(folder)
    assert done.issue is not None
    assert [remark.code for remark in done.remarks].count("I511") == 2
    hits = {(one.passage.story, one.name) for one in read_issue_text(done.issue)}
    assert hits >= {
        ("a1", "parts.beginning"), ("a3", "usage.verbs-comma"), ("a3", "usage.agriculture-office"),
        ("a4", "usage.towards-verb"), ("a5", "avoid.leader-brother"), ("a5", "usage.plus-quotes"),
        ("a5", "usage.listed-twice"), ("a5", "usage.verb-twice"), ("p1", "characters.traditional"),
        ("p1", "usage.credit-form"),
    }  # fmt: skip
