"""Habits of newsrooms beyond the ten desks: each a plain text, and the parts that an editor would see in it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bringing import brought_in, left, story_of

B = "截至五月十八日，全县已收小麦三十二万亩，占应收面积的六成，各乡镇组织农机手昼夜抢收，确保颗粒归仓。"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"县纪委监委\n强监督保落实 护航夏收\n{B}（张丽 王芳）", {"kicker": "县纪委监委", "sign": "（张丽 王芳）"}),
        (f"强监督保落实\n护航夏粮收\n{B}\n（县纪委）", {"main": ("强监督保落实", "护航夏粮收"), "sign": "（县纪委）"}),
        (f"喜报\n我县荣获平安建设先进县\n{B}", {"kicker": "喜报", "main": ("我县荣获平安建设先进县",)}),
        (f"题目：夏收快报\n文/张三\n{B}\nEND", {"main": ("夏收快报",), "byline": "文/张三"}),
        (f"让党旗飘扬\n——侧记\n本报记者 王小明 通讯员 李芳 赵六\n{B}", {"byline": "本报记者 王小明 通讯员 李芳 赵六"}),
        (f"暖人心\n古城镇党委书记 张伟\n{B}\n(作者系镇党委书记)", {"byline": "古城镇党委书记 张伟"}),
        (f"访局长\n记者 张三\n记者：今年形势如何？\n李建军：{B}", {"byline": "记者 张三", "deck": "", "count": 2}),
        (f"夏收\n本报讯 记者张三报道：{B}", {"dateline": "本报讯 记者张三报道："}),
        (f"夏收\n新华社北京5月18日电（记者张三）{B}", {"dateline": "新华社北京5月18日电（记者张三）"}),
        (f"关于放假安排的通告\n广大市民：\n{B}\n特此通告。\n县人民政府\n2026年5月18日", {"kind": "notice", "count": 3}),
        (f"停水公告\n　　{B}\n　　　　　　县自来水公司 2026年5月18日", {"kind": "notice", "count": 1}),
        (f"夏收\n{B}\n图为演出现场。    通讯员 张伟 摄", {"caption": "图为演出现场。", "credit": "通讯员 张伟 摄"}),
        (f"夏收\n{B}\n图为现场（县水利局供图）\n{B}", {"caption": "图为现场", "credit": "县水利局供图"}),
        ("进度表\n乡镇\t已收\n城关\t3万亩\n古城\t2万亩", {"kind": "table", "main": ("进度表",)}),
        (f"启事\n一、岗位\n{B}\n二、联系\n联系电话：0374-8883029", {"subheads": ["一、岗位", "二、联系"]}),
        (f"夏收\n{B}\n麦田里的“红马甲”\n{B}", {"subheads": ["麦田里的“红马甲”"]}),
        ("麦收时节\n刘大年\n五月的风\n吹黄了麦子\n镰刀在墙上\n轻轻地响。", {"byline": "刘大年", "subheads": []}),
    ],
)
def test_parts_told_from_plain_lines(text: str, parts: dict[str, Any]) -> None:
    story = story_of(brought_in(text.encode(), "a.txt"))
    photo = story.photos[0] if story.photos else None
    found = {
        "kicker": story.head.kicker,
        "main": story.head.main,
        "deck": story.head.deck,
        "caption": photo.caption if photo else "",
        "credit": photo.credit if photo else "",
        "count": len(story.paragraphs),
        "subheads": [one.text for one in story.paragraphs if one.kind == "subhead"],
        **{key: getattr(story, key) for key in ("byline", "sign", "kind", "dateline")},
    }
    assert {key: found[key] for key in parts} == parts


def test_lines_for_the_desk_are_left_out_with_their_words() -> None:
    brought = brought_in(f"夏收\n{B}\n编辑：王五  审核：赵六\n来源：县融媒体中心\n- 2 -\n（完）".encode(), "a.txt")
    assert left(brought) == {
        "desk-line": "编辑：王五  审核：赵六来源：县融媒体中心",
        "page-number": "- 2 -",
        "end-mark": "（完）",
    }


@pytest.mark.parametrize("words", ["通讯员队伍建设座谈会召开", "张庄村小麦丰收", "我市开展公告栏整治"])
def test_headlines_that_only_look_like_other_parts(words: str) -> None:
    story = story_of(brought_in(f"{words}\n{B}".encode(), "a.txt"))
    assert (story.head.main, story.byline, story.kind) == ((words,), "", "news")


@pytest.mark.parametrize("end", ["（同比）", "（详见第三版）", "（下转第二版）"])
def test_brackets_that_are_no_signature(end: str) -> None:
    assert story_of(brought_in(f"夏收\n{B}{end}".encode(), "a.txt")).sign == ""


def test_a_column_s_foot_is_healed_and_a_list_is_not() -> None:
    text = "夏收\n　　全县上下抢抓晴好天气，\n组织农机手昼夜抢收。\n　　参加的单位有：\n"
    text += f"　　县水利局\n　　县农业农村局\n　　{B}"
    brought = brought_in(text.encode(), "a.txt")
    texts = [one.text for one in story_of(brought).paragraphs]
    assert texts[0] == "全县上下抢抓晴好天气，组织农机手昼夜抢收。"
    assert "县水利局" in texts and len(brought.stories[0].healed) == 1
    assert "抓晴好天气，{{join}}组织" in brought.stories[0].text
