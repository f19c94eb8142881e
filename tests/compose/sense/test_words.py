"""Where heads may be broken: never against the bans, hardly ever inside names, figures and quoted words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.compose.sense.parts import parts_of
from layout.compose.sense.words import CLAUSE, head_breaks
from layout.rules.heads import GOOD, PROTECTED

NO_LINE_BEGINS_WITH = "。，、：；！？”’」』）】》〉％℃"
NO_LINE_ENDS_WITH = "“‘「『（【《〈"


def places(text: str, names: tuple[str, ...] = ()) -> dict[int, int]:
    return {place.at: place.cost for place in head_breaks(text, names)}


def good_pieces(text: str, names: tuple[str, ...] = ()) -> list[str]:
    """The text cut wherever a break does no harm."""
    cuts = [0, *(at for at, cost in places(text, names).items() if cost < PROTECTED), len(text)]
    return [text[a:b] for a, b in itertools.pairwise(cuts)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("规模以上工业增加值增长百分之八点二", "百分之八点二"),
        ("我市2022年粮食总产再创新高", "2022年"),
        ("第三十届葡萄节明日开幕", "第三十届"),
        ("5月17日起实行新办法", "5月17日"),
        ("全市新增造林3.5万亩", "3.5万亩"),
        ("财政收入同比增长8.2%创历史新高", "8.2%"),
        ("三千八百名干部下沉一线", "三千八百名"),
        ("我市召开“三区三线”划定举证工作研讨会", "“三区三线”"),
        ("话剧《烽火家书》在我市首演", "《烽火家书》"),
        ("与COVID-19赛跑的一百天", "COVID-19"),
        ("登录https://example.com/news看直播", "https://example.com/news"),
        ("用闪亮党徽铸就战胜疫情的铜墙铁壁", "铜墙铁壁"),
    ],
)
def test_figures_quoted_words_and_western_words_are_one_piece(text: str, kept: str) -> None:
    assert any(kept in piece for piece in good_pieces(text)), good_pieces(text)


def test_a_listed_name_is_one_piece() -> None:
    text = "专家到阳光花园小区义诊"
    assert not any("阳光花园小区" in piece for piece in good_pieces(text))
    assert any("阳光花园小区" in piece for piece in good_pieces(text, ("阳光花园小区",)))


def test_a_long_quotation_may_be_broken_between_words() -> None:
    text = "市委书记强调“坚持以人民为中心的发展思想不动摇”"
    inside = [cost for at, cost in places(text).items() if text.index("“") + 1 < at < text.index("”")]
    assert min(inside) < PROTECTED


def test_the_desk_space_is_the_best_place() -> None:
    text = "强监督保落实 护航疫情防控"
    found = places(text)
    assert found[7] == CLAUSE == min(found.values())
    assert list(found.values()).count(CLAUSE) == 1


def test_a_four_character_clause_is_not_broken() -> None:
    assert good_pieces("固本强基 全面提升乡村振兴“组织力”")[0] == "固本强基 "


def test_an_adverb_stays_with_its_verb() -> None:
    costs = {place.at: place.cost for place in head_breaks("付印之前再看十眼")}
    assert costs[4] < costs[5]


def test_dashes_and_ellipses_are_not_split_and_particles_do_not_lead() -> None:
    text = "春天来了——记者走基层……的故事"
    found = places(text)
    for pair in ("——", "……"):
        assert text.index(pair) + 1 not in found
    phrase = places("战胜疫情的铜墙铁壁")
    assert phrase[4] > phrase[5], "a particle stays with the word before it"


@given(st.text(alphabet="的中国人民日报开会2022年.%“”《》，。！—…—…A b（）百分之三", min_size=0, max_size=30))
def test_no_place_is_against_the_bans(text: str) -> None:
    for place in head_breaks(text):
        assert 0 < place.at < len(text)
        assert text[place.at] not in NO_LINE_BEGINS_WITH
        assert text[place.at - 1] not in NO_LINE_ENDS_WITH


PIECES = (
    "H₂O O’Neil don’t Xī’ān ’90s @名 #话题# 第3—5页 ①②③ 50€ ₩1000 1ˢᵗ 8时30分 20％至30％ 1/4决赛 神舟十八号 8―― "
    "8:00至12:00 8时至18时 Qur’an rock’n’roll 马克·吐温 J·K·罗琳 A·爱因斯坦 "
    "2⅔ ▲5% ☎0374 K15＋800 第A4版 G311国道 5G网 9秒58 〜〜 ‥‥ ★★★ 🇨🇳 a＞b 豫10民终123号 "
    "国发〔2026〕5号 京A·12345 歼-20 A4纸 Ⅲ级 β受体 卡拉OK 互联网＋ 互联网+ コーヒー 한국 8── △ABC 5·12 №12 "
)
WITH_BLANKS = ("8 a.m.", "№ 12", "# 话题", "Dr. Li", "J. K. Li")


@pytest.mark.parametrize("piece", (*PIECES.split(), *WITH_BLANKS))
def test_no_break_harmless_inside_what_the_body_keeps_whole(piece: str) -> None:
    for before, after in (("我市今年", "成为新亮点"), ("市民热议", "走进千家万户")):
        inside = range(len(before) + 1, len(before) + len(piece))
        assert not [one for one in head_breaks(before + piece + after) if one.at in inside and one.cost < 200]


def test_a_range_that_no_line_holds_is_cut_at_its_link() -> None:
    costs = {one.at: one.cost for one in head_breaks("我市2019—2022年度")}
    assert costs[7] < min(costs.get(at, 999) for at in (3, 4, 5, 8, 9, 10))


def test_what_says_when_stays_with_its_verb() -> None:
    costs = places("孩子放学后去哪儿")
    assert costs[4] >= PROTECTED > costs[5]
    assert costs[5] == min(costs.values())


@pytest.mark.parametrize(
    ("text", "joint"),
    [("山羊下山黄牛进圈", 4), ("桥通了路宽了心近了", 3), ("丹参种在山坡上药香飘出大山外", 7)],
)
def test_limbs_built_alike_are_broken_at_their_joint(text: str, joint: int) -> None:
    assert places(text)[joint] == CLAUSE


def test_no_line_begins_with_a_particle_even_at_the_middle() -> None:
    assert places("班主任李梅的成长日记")[5] >= PROTECTED
    assert places("留守儿童过上新生活")[4] < PROTECTED


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("槐树底|村支部把会开到地头", False), ("古城|镇党委换届", False), ("石梯|村委会选出新班子", False),
        ("市领导走访|村支书", True), ("省里表彰优秀|村支书", True), ("记者蹲点|村委会三十天", True),
    ],
)  # fmt: skip
def test_a_village_keeps_its_body_in_its_line(text: str, parted: bool) -> None:
    assert (places(text.replace("|", ""))[text.index("|")] < PROTECTED) is parted


@pytest.mark.parametrize(
    "words",
    [
        "新生|报到", "山坡地里|长出", "经济|带火|老城", "献血车|开进|校园", "环城路|建成|通车", "图书馆|开放",
        "火车站|出新规", "市长|出席", "工作站上|讲", "人民日报|到", "高中|生活",
    ],
)  # fmt: skip
def test_a_word_leaves_no_character_of_the_next_one_behind(words: str) -> None:
    starts = {part.at for part in parts_of(words.replace("|", ""))}
    at = 0
    for word in words.split("|"):
        assert at in starts
        assert not starts.intersection(range(at + 1, at + len(word)))
        at += len(word)


def test_how_long_it_took_is_a_count_whatever_the_dictionary_calls_it() -> None:
    assert {part.text: part.kind for part in parts_of("老人走失六小时")}["六小时"] == "m"
    assert {part.text: part.kind for part in parts_of("转移群众百余人")}["百余人"] == "m"


def test_a_second_name_of_a_meeting_may_begin_a_line() -> None:
    costs = places("全县秸秆禁烧暨三秋生产动员会召开")
    assert costs[6] <= GOOD < costs[7]


def test_what_stands_before_a_dot_and_spells_no_name_may_stand_alone() -> None:
    assert {one.at: one.cost for one in head_breaks("新春走基层·记者手记")}[6] < PROTECTED
