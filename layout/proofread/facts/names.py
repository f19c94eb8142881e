"""Names of people: one person two ways in a story, posts out of order, posts and names against the house's list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from layout.proofread.facts.reading import StoryText
from layout.proofread.passage import Passage
from layout.proofread.remark import Remark

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳"
    "翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾"
    "尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲"
    "虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖"
)
_POSTS = (
    "书记|副书记|县长|副县长|市长|副市长|区长|镇长|副镇长|乡长|副乡长|局长|副局长|主任|副主任|校长|副校长|院长|副院长|主席|副主席|常委|"
    "部长|副部长|村长|村支书|支书|理事长|董事长|总经理|经理|队长|会长|副会长|馆长|所长|厂长|站长|科长|组长|委员|代表|教授|医生|"
    "老师|教师|记者|村民|农民|市民|居民|学生|同学|队员|队长|负责人|干部|民警|选手|作家|校友|志愿者|工人|职工|讲解员|驾驶员|经营户|种植户"
)
_AFTER = "(?=[^一-鿿]|[说在对和与及等的是表介指强出带告从率深主宣致作要回也就一来先])"
_AFTER_POST = re.compile(
    rf"(?:{_POSTS})(?P<name>[{SURNAMES}][一-鿿]{{1,2}})(?=[^一-鿿]|[说在对和与及等的是表介指强出带告从率深主宣致作要回也就一来先])"
)
_SPOKE = re.compile(
    rf"(?<![一-鿿])(?P<name>[{SURNAMES}][一-鿿]{{1,2}})(?=说|介绍|表示|指出|强调|要求|告诉|认为|回忆|主持|同志|先生|女士|介绍说|坦言|感慨)"
)
_PARTY_AFTER = re.compile(
    r"(?P<a>(?:副?(?:县|市|区|乡|镇)长|(?:县|市|区)政府党组成员))、(?P<b>(?:县|市|区|镇|乡)委(?:副书记|常委|书记)|党委(?:副书记|书记))"
)
_SOURCE = "公文和新闻中职务的排列习惯：先党内后行政"
_SUFFIXES = frozenset("说介表指强要告认回主同先女坦感的和与在对等是了也就将从")


def names(story: StoryText) -> Iterator[Remark]:
    """Yield posts out of order, and names that differ by a character from one that the story uses more often."""
    for passage in story.passages:
        for match in _PARTY_AFTER.finditer(passage.text):
            new = f"{match['b']}、{match['a']}"
            yield Remark("people", "order", passage, *match.span(), new, "党内职务在前，行政职务在后", _SOURCE)
    yield from _two_ways(story)


def found_names(passages: tuple[Passage, ...]) -> list[tuple[str, Passage, int]]:
    """Return the names of people that stand after a post or before a verb of saying, with their places."""
    found = []
    for passage in passages:
        for pattern in (_AFTER_POST, _SPOKE):
            for match in pattern.finditer(passage.text):
                name = match["name"]
                if len(name) == 3 and name[2] in _SUFFIXES:
                    name = name[:2]
                found.append((name, passage, match.start("name")))
    return found


def _two_ways(story: StoryText) -> Iterator[Remark]:
    texts = [passage.text for passage in story.passages]
    seen = {name for name, _, _ in found_names(story.passages) if len(name) == 3}
    counts = Counter({name: sum(text.count(name) for text in texts) for name in seen})
    told: set[tuple[str, int]] = set()
    for name in sorted(seen, key=lambda name: (-counts[name], name)):
        for at in (1, 2):
            pattern = re.compile(f"{name[:at]}[一-鿿]{name[at + 1 :]}")
            for passage in story.passages:
                for match in pattern.finditer(passage.text):
                    other = match.group()
                    if other == name or (passage.field, match.start()) in told:
                        continue
                    if not _is_slip(name, other, counts, texts):
                        continue
                    told.add((passage.field, match.start()))
                    why = f"文中别处是“{name}”（{counts[name]}处）"
                    sure = 85 if counts[name] > 1 else 60
                    yield Remark("names", "two-ways", passage, *match.span(), name, why, "本稿", sure)


def _is_slip(name: str, other: str, counts: Counter[str], texts: list[str]) -> bool:
    """Tell whether another form of a name is more likely its slip than another person or a run of words."""
    many = sum(text.count(other) for text in texts)
    if many >= counts[name]:
        return False
    if other in counts:
        return counts[name] >= 2 * many
    # The surname and one more character agree: a word that only begins like the name is no name.
    return name[2] == other[2] or _homophones(name[2], other[2]) or name[1] != other[1]


def _homophones(one: str, other: str) -> bool:
    from pypinyin import Style, lazy_pinyin

    return bool(lazy_pinyin(one, style=Style.NORMAL) == lazy_pinyin(other, style=Style.NORMAL))
