"""Doubtful words: slips that a reader sees at once are found, common ways of writing are left alone."""

from __future__ import annotations

import pytest

from layout.proofread.passage import Passage
from layout.proofread.remark import Remark
from layout.proofread.words.de import de
from layout.proofread.words.doubled import doubled
from layout.proofread.words.idioms import _sounds, alike, idioms
from layout.proofread.words.model import after, look_alikes, weight
from layout.proofread.words.slips import slips


def passage(text: str) -> Passage:
    return Passage("a1", "body", 0, "body", text)


def told(remarks: object) -> list[tuple[str, str | None]]:
    return [(remark.old, remark.new) for remark in remarks if isinstance(remark, Remark)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("加强学声管理工作。", "声", "生"),
        ("提高服务质粮，让群众满意。", "粮", "量"),
        ("他们力挣早日建成投产。", "挣", "争"),
    ],
)
def test_a_character_taken_for_another(text: str, old: str, new: str) -> None:
    assert (old, new) in told(slips([passage(text)]))


@pytest.mark.parametrize(
    "text",
    [
        "各项工作有序推进，农户们心里踏实。",
        "5月16日至18日，县农业农村局组织技术人员下乡。",
        "县委书记周明远在柳河镇东岗村烘干中心调研。",
        "目前，全县小麦长势良好，预计亩产五百公斤以上。",
    ],
)
def test_clean_copy_is_left_alone(text: str) -> None:
    assert told(slips([passage(text)])) == []


def test_what_a_story_writes_again_is_meant() -> None:
    once = "他们力挣早日建成投产。"
    assert told(slips([passage(once)]))
    assert told(slips([passage(once), passage("去年力挣，今年又力挣。")])) == []


@pytest.mark.parametrize(("text", "new"), [("他一愁莫展。", "筹"), ("工地上热火潮天。", "朝"), ("他挺身而处。", "出")])
def test_idioms_with_a_wrong_character(text: str, new: str) -> None:
    assert new in [mended for _, mended in told(idioms(passage(text)))]


def test_idioms_as_they_are() -> None:
    assert told(idioms(passage("他一筹莫展，工地上热火朝天，大家一丝不苟，挺身而出。"))) == []


@pytest.mark.parametrize(
    ("text", "new"),
    [("干部们及时的解决问题。", "地"), ("他激动得说：好。", "地"), ("让游客留的住，玩得好。", "得")],
)
def test_de(text: str, new: str) -> None:
    assert new in [mended for _, mended in told(de(passage(text)))]


def test_de_where_it_is_right() -> None:
    assert told(de(passage("干部们及时地解决问题，他激动地说，让游客留得住。美丽的乡村吸引人，他的解释很清楚。"))) == []


def test_doubled() -> None:
    assert told(doubled(passage("哄抬物价的行为行为，严查。"))) == [("行为", "")]
    assert told(doubled(passage("农业农村局局要抓紧。"))) == [("局", "")]
    assert told(doubled(passage("人人动手，天天打扫，家家干净，为了了解情况，他研究研究。"))) == []


def test_sounds_likenesses_and_what_people_call_out_are_doubled_with_reason() -> None:
    for text in (
        "锅里咕嘟咕嘟地冒着泡，收割机轰隆轰隆地开过来。",
        "墙刷得雪白雪白的，脸冻得通红通红。",
        "“来了来了！”刘婶应着，“不用不用，坐下说。”",
        "大家齐声喊：加油加油！",
    ):
        assert told(doubled(passage(text))) == [], text
    assert told(doubled(passage("“这种行为行为要严查。”他说。"))) == [("行为", "")]


@pytest.mark.parametrize(
    "text",
    [
        "因道路施工，自2022年5月20日起至8月31日止，途经该路段的公交车绕行。",
        "往年得到处找机器，今年一天就能收完这300来亩，一亩少说也得打1100斤。",
        "釉色流光溢彩。入窑一色，出窑万彩，祖祖辈辈都是窑口等客，如今钧窑的窑工会直播。",
        "任子涵2018年返乡创业。如今，老任逢人便夸儿子有出息。",
    ],
)
def test_units_behind_figures_and_what_a_story_is_about_are_no_slips(text: str) -> None:
    assert not [one for one in told(slips([passage(text)])) if one[0] in "止亩窑任"]


def test_the_tables() -> None:
    assert after("部", "署") > after("布", "署") and weight("部署") > weight("布署")
    assert "续" in alike("序") and "抢" in look_alikes("枪")


def test_the_kept_table_of_sounds_is_what_pypinyin_says() -> None:
    from pypinyin import Style, pinyin

    same, sound_of = _sounds()
    chars = [bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    expected = {char: pinyin(char, style=Style.NORMAL)[0][0] for char in filter(None, chars)}
    assert sound_of == expected
    assert sum(map(len, same.values())) == len(expected) == 6763


def test_a_character_beyond_the_table_sounds_as_pypinyin_says() -> None:
    assert "镕" not in _sounds()[1]
    assert {"容", "荣"} <= set(alike("镕"))
