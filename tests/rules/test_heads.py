"""Chapter 2 of the book: where heads break, how their lines look, how they are set; each price written out."""

from __future__ import annotations

from math import log

from layout.compose.head.job import HeadJob, make_job
from layout.compose.head.order import HeadOrder
from layout.compose.head.remarks import HeadRemarks
from layout.compose.head.set_head import set_head
from layout.compose.head.share import Broken, HeadCopy, _piece_cost, head_copy, shape_cost
from layout.compose.head.sorts import Spaces, gap_between, sorts_of
from layout.compose.head.stack import HeadSetting, Tier, _pitch, small_tier
from layout.compose.head.ways import _rebroken, _shares, _sized, _try, tries
from layout.compose.sense.groups import seams
from layout.compose.sense.lines import _breaks, set_for_sense
from layout.compose.sense.parts import SenseWord
from layout.compose.sense.words import head_breaks
from layout.compose.story.stylebook import house_style
from layout.geometry import pt
from layout.ground.dataclass import replace
from layout.issue.model import Head
from layout.rules.heads import GROUP, QUOTE_LINE, WEAK
from layout.typeface import TypeCase

HOUSE = house_style().value
COPY = "我市召开三区三线划定举证工作研讨会"
WORDS = "经济社会发展农业农村科技教育文化卫生体育旅游民政交通水利环保住房"


def costs(text: str) -> dict[int, int]:
    return {place.at: place.cost for place in head_breaks(text)}


def seam(words: str) -> int:
    """Return what a break costs the sense at the bar among words that are each written with its kind: 换/v|新枝/n."""
    ahead, after = (half.split() for half in words.split("|"))
    parts: list[SenseWord] = []
    for told in (*ahead, *after):
        word, kind = told.rsplit("/", 1)
        parts.append(SenseWord(word, kind, sum(len(part.text) for part in parts)))
    return seams(parts)[parts[len(ahead)].at]


def copy(text: str, case: TypeCase) -> HeadCopy:
    return head_copy(text, "headline", case, Spaces())


def job(case: TypeCase, *main: str, room: int = 489_000, height: int = 0) -> HeadJob:
    made = make_job(HeadOrder(Head(main), height or room, pt(11.57)), case, HOUSE, bool(height))
    return replace(made, room=room)


# What a break costs.


def test_break_limb() -> None:
    assert costs("市委召开会议")[2] == 3  # before the verb of a clause
    assert costs("市委召开会议")[4] == 120


def test_break_compound() -> None:
    assert costs("经济社会发展规划方案")[4] == 26  # between two nouns of a long name
    assert costs("省城发布农业农村发展规划")[6] == 34  # of one of eight ems


def test_break_good() -> None:
    assert costs("省城广场“百姓舞台”今天开演")[4] == 8  # before a quote
    assert costs("老人吃上热乎饭")[2] == 3


def test_break_word(case: TypeCase) -> None:
    assert costs("市委发布全市交通运输规划")[4] == 14  # between a verb and an object of more than six ems
    assert costs("市委发布新优良品种")[4] == 24
    # A second way is offered where it breaks no worse than the best one, or than between two words.
    assert [way.harm for way in copy("市委发布全市交通运输规划", case).ways(2)] == [14]  # the second's is 34
    assert [way.harm for way in copy("经济社会发展农业农村", case).ways(2)] == [26, 26]


def test_break_object() -> None:
    assert costs("市委发布新优良品种")[4] == 24  # an object of five ems
    assert costs("市委发布优良品种")[4] == 34


def test_break_weak() -> None:
    assert costs("市委发布优良品种")[4] == 34  # an object of four ems
    assert costs("市委发布新品种")[4] == 120


def harms(case: TypeCase, *given: int) -> set[int]:
    """Return the worst breaks of the ways that are offered of a head, of ways with these, the dearer ones later."""
    head = job(case, COPY)
    shares = [replace(head.copy(COPY).whole, cost=10.0 * nth, harm=harm) for nth, harm in enumerate(given)]
    return {way.broken.harm for way in _sized(head, shares, 0, False)}


def test_break_group(case: TypeCase) -> None:
    assert costs("学校添了新操场")[4] == 120
    assert costs("学校添了新操场")[2] == 3
    # One of several clauses: what is torn already costs no more for it.
    assert seam("大棚/n|草莓/n 红了/v 游客/n 来了/v") == 120
    assert seam("城关/ns 中学/n 大棚/n|草莓/n 红了/v 游客/n 来了/v") == 34 + 12
    # Nor is a group torn after a time, or in the middle of a head of ten characters.
    assert costs("三十年山路一朝变通途")[3] == 120 + 12
    assert costs("五一假期我市接待游客")[4] == 3
    assert costs("绝不印一个空方块充数")[5] == 120
    assert costs("市里有三家大骨干企业")[5] == 8  # it only leans
    # A day and its hour are one moment.
    assert costs("6月25日14时30分直播")[5] == 120 + 12
    # It is offered only where nothing better is.
    assert harms(case, 0, 119) == {0, 119}
    assert harms(case, 0, 120) == {0}
    assert harms(case, 119, 120) == {119}
    assert harms(case, 120, 0) == {0, 120}


def test_group_short() -> None:
    assert costs("市委发布新品种")[4] == 120  # three ems
    assert costs("市委发布优良品种")[4] == 34
    # What a count makes a long name has its joint before a last noun of three ems.
    assert [seam(name) for name in ("百余块/m 违规/n|广告/n", "百余块/m 违规/n|广告牌/n")] == [120, 26]
    # A long attribute, a scene, a time stands alone; a short one leans on what follows.
    assert seam("县城/n 首座/m|立交桥/n 通车/v") == 120
    assert seam("县城/n 首座/m|立交大桥/n 通车/v") == 34
    assert seam("今天/t|开行/v") == 14
    assert seam("早晚间/t|开行/v") == 8
    assert seam("每日早晚/t|开行/v") == 3
    assert seam("今晨/t|大雾/n 能见度/n 不足/a 百米/m") == 34
    assert seam("今晨/t|大雾天/n 能见度/n 不足/a 百米/m") == 14
    assert seam("今/t 大雾/n|能见度/n 不足/a 百米/m") == 120
    assert seam("今晨/t 大雾/n|能见度/n 不足/a 百米/m") == 8
    assert seam("从/p 第一版/n|转到/v 第三版/n") == 8
    assert seam("从/p 首版/n|转到/v 第三十版/n") == 24
    # Counts: four ems stay with one.
    assert seam("学校/n 输出/v 第一张/m|报纸/n 样张/n") == 120
    assert seam("学校/n 输出/v 第一张/m|报纸/n 校样张/n") == 14
    assert seam("万亩/m|蔬菜基地/n 供应/v 大湾区/n") == 120
    assert seam("万亩/m|大蔬菜基地/n 供应/v 大湾区/n") == 34
    # Names: a post of three characters stays with who holds it; one of more than eight ems has joints.
    assert seam("网格员/n|陈梅/nr") == 120
    assert seam("网格专员/n|陈梅/nr") == 34
    assert seam("汉字/n 印刷/n 大事/n|年表/n") == 34
    assert seam("汉字/n 印刷/n 大事/n|年代表/n") == 26
    # A clause without a mark ends after four ems.
    assert seam("县队/n 力克/v 对手/n|挺进/v 四强/n") == 3
    assert seam("县队/n 力克/v 她/r|挺进/v 四强/n") == 8
    assert seam("栽种下了/v|迎来/v 丰收/n") == 3
    assert seam("种下了/v|迎来/v 丰收/n") == 8
    assert seam("退耕还林/l 二十载/m|荒山/n 披/v 绿装/n") == 3
    assert seam("退耕林/n 二十载/m|荒山/n 披/v 绿装/n") == 120


def test_group_long() -> None:
    assert costs("省城优良品种")[2] == 34  # a name of six ems
    assert costs("省城新品种")[2] == 120
    # A place with what it is of, a quality, an occasion, one's own: five ems.
    assert seam("人民路/n|北段/s 封闭/v 施工/vn") == 120
    assert seam("人民大路/n|北段/s 封闭/v 施工/vn") == 3
    assert seam("健康/a|监测组/n") == 120
    assert seam("健康/a|监测小组/n") == 34
    assert seam("老街/n 的/uj 夜晚/t|更热闹/v") == 120
    assert seam("老街/n 的/uj 夜晚/t|更加热闹/v") == 34
    assert seam("农大/n 产学研/n|基地/n") == 120
    assert seam("农大/n 产学研用/n|基地/n") == 34
    # A count makes it a long one, with its joint before three ems.
    assert seam("一批/m 违规/vn|广告牌/n") == 26
    assert seam("一/m 违规/vn|广告牌/n") == 120
    assert seam("一批/m 违规的/vn|广告/n") == 120
    assert seam("一批/m 旧/n|广告牌子/n") == 120
    assert seam("毕业生/n 网上/s|招聘会/n") == 120
    assert seam("毕业生/n 网上/s|招聘大会/n") == 34
    assert seam("学校/n 各个/r|教研室/n") == 120
    assert seam("学校/n 各个/r|教学研室/n") == 34
    # With its verb, and between quotation marks: an em more.
    assert seam("人民路/n 北段/s|封闭/v 施工/vn") == 120
    assert seam("人民路/n 北段/s|全封闭/v 施工/vn") == 34
    assert seam("我县/n 春季/t|造林/v 过半/v") == 120
    assert seam("我县/n 春季/t|造林/v 已过半/v") == 34
    assert seam("在/p 字下/s|点/v 圆点/n") == 120
    assert seam("在/p 字下/s|点/v 小圆点/n") == 24
    assert seam("再/d 从/p 第三版/n|转到/v 第四版/n") == 34
    assert seam("再/d 从/p 第十三版/n|转到/v 第四版/n") == 8
    assert seam("新增/v|停车位/n 两千个/m") == 24
    assert seam("新增/v|停车位/n 两千多个/m") == 14
    assert seam("抓好/v|人居环境/n 整治/vn 与/c 直播/v") == 34
    assert seam("抓好/v|人居大环境/n 整治/vn 与/c 直播/v") == 14
    assert seam("“/x 一老/n 一小/n ”/x|有人/r 管/v") == 26
    assert seam("“/x 一老/n 和/c 一小/n ”/x|有人/r 管/v") == 8


def test_break_protected(case: TypeCase) -> None:
    figure = costs("全市一二三四五六个百分点 春天来了我们走")
    assert (figure[7], figure[12 - 1], figure[13]) == (600, 600, 0)
    assert costs("我的家园我的学校我的老师")[1] == 200  # no more among limbs, or after a scene
    assert costs("五一假期我市的游客增加两成")[6] == 200
    assert costs("五一假期我市接待游客 消费两旺")[11] == 0
    assert (costs("五一假期我市接待游客")[4], costs("五一假期我市接待游客")[6]) == (3, 15)
    assert costs("坚持“经济社会农业农村科技”好")[7] == 200
    assert costs("坚持“我们的经济社会发展农业农村”好")[5] == 200  # no more in a long quotation, or in one clause of two
    assert costs("我的家园建设好 春天来了我们走")[1] == 200
    named = head_copy("农业农村科技教育", "headline", case, Spaces(), ("农村科技",))
    assert [piece for (piece,) in named.ways(2)[0].pieces] == ["农业", "农村科技教育"]
    assert [piece for (piece,) in named.fitted(4_000_000).pieces] == [
        "农业",
        "农村科技",
        "教育",
    ]
    # One line more is better than what harms the sense, and the desk is told of it.
    assert len(copy("我们走着的山路好", case).fitted(4_000_000).pieces) == 3
    assert (remarked(case, 199), remarked(case, 200)) == ([], ["H005"])


def remarked(case: TypeCase, harm: int) -> list[str]:
    """Return what the desk is told of a head whose worst break costs so much."""
    told = HeadRemarks(job(case, COPY))
    told.fit(replace(copy(COPY, case).whole, harm=harm), HeadSetting(4, pt(24), 1, 100.0, ()), 0, 0, 0)
    return [one.code for one in told.found]


def test_break_inside_word() -> None:
    assert costs("经济社会发展")[1] == 400
    assert costs("经济社会发展")[4] == 34


def test_break_inside_western() -> None:
    assert costs("数字COVID19来了")[4] == 700
    assert costs("数字COVID19来了")[2] == 34


def test_break_inside_clause() -> None:
    assert costs("百花齐放好 春天来了我们走")[10] == 15
    assert costs("春天来了我们走")[4] == 3


def test_short_quote() -> None:
    assert costs("坚持“经济社会发展农业农村”好")[7] == 200  # ten characters
    assert costs("坚持“经济社会发展农业农村人”好")[7] == 60
    # What is done in a short one is not done by the head: it is read as a name.
    assert seam("坚持/v “/x 建设/v|宜居宜业和美乡村/n ”/x 工作/n") == 26
    assert seam("坚持/v “/x 建设/v|宜居宜业的和美乡村/n ”/x 工作/n") == 14


def test_short_clause() -> None:
    assert costs("百花齐放好 春天来了我们走")[4] == 200
    assert costs("百花齐放好呀 春天来了我们走")[4] == 32
    head = "“我要把这份手艺传下去”——访"  # a dash leads a line, but not before so little
    assert costs(head + "苗长强")[12] == 0
    assert 12 not in costs(head + "苗长")


# What the shape of the lines costs.


def test_head_alone() -> None:
    assert _piece_cost("字字字", 0, 1) == 1_000
    assert _piece_cost("字字字", 0, 2) == 0


def test_head_pair() -> None:
    assert _piece_cost("字" * 7, 0, 2) == 40
    assert _piece_cost("字" * 7, 0, 3) == 0


def test_head_pair_from() -> None:
    assert _piece_cost("字" * 6, 0, 2) == 0
    assert _piece_cost("字" * 7, 0, 2) == 40


def test_head_across() -> None:
    assert _piece_cost("字字 字字", 0, 5) == 14
    assert _piece_cost("字字字字字", 0, 5) == 0


def test_head_too_wide(case: TypeCase) -> None:
    whole = copy("经济社会发展", case)  # four and two, at 34 points and 4 for their shape
    assert whole._many(2, 4_000_000)[0][0] == 38
    assert whole._many(2, 1_900_000)[0][0] == 11_416  # one alone, five too wide


def test_head_level_step() -> None:
    assert round(shape_cost((5_000_000, 7_050_000)), 3) == 3.075
    assert round(shape_cost((5_000_000, 7_060_000)), 3) == 6.15


def test_head_step_price() -> None:
    assert shape_cost((3_000_000, 4_000_000)) == 1.5
    assert shape_cost((4_000_000, 4_000_000)) == 0


def test_head_clear_step() -> None:
    assert round(shape_cost((6_300_000, 8_400_000)), 3) == 6.25
    assert round(shape_cost((6_305_000, 8_400_000)), 3) == 12.238


def test_head_clear() -> None:
    assert shape_cost((3_000_000, 7_000_000)) == 6 + 5


test_head_clear_more = test_head_clear


def test_head_unclear() -> None:
    assert shape_cost((9_000_000, 11_100_000)) == 12.25


def test_head_top_heavy() -> None:
    assert round(shape_cost((7_000_000, 4_900_000)), 3) == 8.4
    assert round(shape_cost((7_000_000, 5_000_000)), 3) == 3


def test_head_top_step() -> None:
    assert shape_cost((8_000_000, 4_000_000)) - shape_cost((7_000_000, 4_000_000)) == 4


def test_head_stub() -> None:
    assert shape_cost((7_000_000, 3_000_000)) - shape_cost((8_000_000, 4_000_000)) == 24
    assert shape_cost((6_000_000, 3_000_000)) == 8 + 4
    assert shape_cost((6_001_000, 3_000_000)) > 8 + 4 + 24
    assert shape_cost((3_000_000, 7_000_000)) == 6 + 5  # short over long steps clearly


def test_head_stub_most() -> None:
    assert shape_cost((7_000_000, 3_000_000)) == 8 + 4 * 2 + 24
    assert round(shape_cost((7_000_000, 3_001_000)), 3) == 15.996


def test_head_weighed_lines(case: TypeCase) -> None:
    def lengths(characters: int) -> list[int]:
        return [len(piece) for (piece,) in copy(WORDS[:characters], case).fitted(5_300_000).pieces]

    assert lengths(28) == [4] * 7
    assert lengths(32) == [5, 5, 5, 5, 5, 5, 2]


# What a setting costs.


def score(case: TypeCase, lines: int, cost: float = 0.0, *, fill: float = 0.95, times: float = 1.0) -> float:
    """Return the score of a head whose lines fill so much of their room and are so many times the size asked for."""
    head = job(case, COPY, room=400_000)
    line = head.line((COPY,))
    size = round(head.room * fill * 1_000_000 / line.width)
    return _try(head, Broken(((COPY,),) * lines, (line,) * lines, cost), size, round(size / times)).score


def test_head_lines(case: TypeCase) -> None:
    assert [score(case, lines) for lines in range(1, 7)] == [100, 96, 86, 70, 50, 50]


def test_head_break(case: TypeCase) -> None:
    assert score(case, 1, 10) == 95.5
    assert score(case, 1, 0) == 100


def test_head_smaller(case: TypeCase) -> None:
    assert abs(100 - score(case, 1, times=0.5) - 180 * log(2) ** 2) < 0.2


def test_head_larger(case: TypeCase) -> None:
    assert abs(100 - score(case, 1, times=2) - 110 * log(2) ** 2) < 0.2


def test_head_short_line(case: TypeCase) -> None:
    assert score(case, 1, fill=0.9) == 100
    assert round(100 - score(case, 1, fill=0.8), 2) == 2  # a tenth of 20


def test_head_thin_line(case: TypeCase) -> None:
    assert round(100 - score(case, 1, fill=0.7), 2) == 4 + 8  # two tenths of 20, one of 80


def test_head_desk_shape(case: TypeCase) -> None:
    def cost(*main: str) -> float:
        return _shares(job(case, *main), 2)[0].cost

    assert cost("全市农业农村", "科技教") == 12 == 8 + 4 * 1  # the first is longer by three ems
    assert cost("全市农业农村", "科技") == 12  # for 8 + 4 * 2


def test_head_rebroken(case: TypeCase) -> None:
    asked = job(case, "农业农村科技教育", room=5 * 9_000)
    assert _rebroken(replace(asked, floor=9_000)).cost == 20  # in two level lines


def test_head_small(case: TypeCase) -> None:
    def most(room: int) -> int:
        asked = job(case, COPY, room=room)
        asked = replace(asked, level=40_000, floor=min(40_000, asked.ceiling), ceiling=40_000)
        return max(len(share.lines) for share in _shares(asked, 0))

    largest = 30_000 * max(line.width for line in copy(COPY, case).ways(3)[0].lines) // 1_000_000
    assert most(largest) == 3
    assert most(largest - 6) == 4


def test_head_one_line_does(case: TypeCase) -> None:
    assert len(tries(job(case, COPY, room=438_400))) == 3
    assert len(tries(job(case, COPY, room=438_770))) == 12
    even = tries(job(case, COPY[:13], room=246_486))
    assert (even[0].score, len(even)) == (83, 3)


def test_head_joined_down(case: TypeCase) -> None:
    shares = _shares(job(case, "强监督保落实", "护航疫情防控", room=300_000, height=300_000), 0)
    assert [share.cost for share in shares if len(share.lines) == 1] == [60]
    shares = _shares(job(case, "强监督保落实", "护航疫情防控", room=600_000), 0)
    assert [share.cost for share in shares if len(share.lines) == 1] == [0]


# Pull quotes and subheads in lines.


def quoted(text: str, ems: int, case: TypeCase) -> list[str]:
    spec = HOUSE["pullquote"]
    return [line.text for line in set_for_sense(text, spec, ems * spec.size, case)]


def parted(text: str, wide: int, measure: int) -> tuple[int, ...]:
    """Return where lines of ten points end whose characters are so wide; the measure holds so many of them."""
    edges = [wide * at for at in range(len(text) + 1)]
    return _breaks(text, edges, {}, edges, wide * measure, replace(HOUSE["pullquote"], size=10_000))


def test_quote_line(case: TypeCase) -> None:
    """A line more is taken before a sense group is torn, not for a weak seam."""
    assert QUOTE_LINE < GROUP
    assert QUOTE_LINE > WEAK
    assert quoted("我们要让每一位老人吃上热乎饭", 8, case) == ["我们", "要让每一位老人", "吃上热乎饭"]
    # Two even lines at 120 points for what they tear, or three that differ in length: a hair decides.
    assert parted("我们要让每一位老人吃上热乎饭", 18_095, 8) == (2, 9, 14)
    assert parted("我们要让每一位老人吃上热乎饭", 18_100, 8) == (7, 14)


def test_quote_step(case: TypeCase) -> None:
    """Lines differ in length rather than a group is torn, and are even where seams are alike."""
    assert quoted("村里的老师办起图书馆", 9, case) == ["村里的老师", "办起图书馆"]
    assert quoted("他们把办公桌搬到了田间地头", 11, case) == ["他们把办公桌", "搬到了田间地头"]
    # Two lines that end at the better seam, or that differ less: a hair decides.
    assert parted("他们把办公桌搬到了田间地头", 21_940, 10) == (6, 13)
    assert parted("他们把办公桌搬到了田间地头", 21_945, 10) == (9, 13)


# Thin heads.


def test_a_thin_head_is_spaced_by_an_eighth_at_most(case: TypeCase) -> None:
    """A line that fills nine tenths of its span stays solid; one that fills less opens up to there, or by an eighth."""
    for text in ("市委开会", "市委", "市委召开现场会", "市委召开现场大会"):
        head = job(case, text, room=900_000)
        assert _try(head, head.copy(text).whole, 40_000, 40_000).tracking == 5_000


# Proportions.


def test_head_dash_clear(case: TypeCase) -> None:
    """A dash and 一 would go on as one stroke; any other character stands close to it."""

    def gap(text: str) -> int:
        sorts = job(case, text).copy(text).whole.lines[0].sorts
        return gap_between(sorts[0], sorts[1], Spaces())

    assert gap("——一个镇") == gap("一——个镇") == 200_000
    assert gap("——十个镇") == gap("十——个镇") == gap("一二") == 0


def test_head_side(case: TypeCase) -> None:
    opened, _, closed, comma, _ = sorts_of("“字”，好", "headline", case, Spaces())
    assert (opened.lead, closed.trail) == (40_000, 40_000)
    assert comma.lead == 53_000


def test_head_small_pitch(case: TypeCase) -> None:
    style = job(case, COPY).style
    assert _pitch(Tier("deck", (), 16_000), style) == 20_000
    assert _pitch(Tier("headline", (), 16_000), style) != 20_000


def test_head_narrower(case: TypeCase) -> None:
    def size(under: int) -> int:
        return small_tier(job(case, COPY), "deck", "字" * 10, "kai", 14_000, under).size

    assert size(152_174) == 14_000  # 140 pt are 92 % of it
    assert size(152_173) < 14_000


def test_head_steps(case: TypeCase) -> None:
    """Two steps of the ladder for a line nearly as wide as its headline, four in all for one that would be wider."""

    def size(under: int, room: int = 480_000) -> int:
        return small_tier(job(case, COPY, room=room), "deck", "字" * 20, "kai", 28_000, under).size

    assert size(480_000) == 24_000  # two steps, though 440 pt would be 92 %
    assert size(479_999) == 22_000  # a third, for it would be wider
    assert (size(400_000), size(399_999), size(300_000)) == (20_000, 20_000, 20_000)  # a fourth, and no more
    assert size(300_000, 479_999) == 28_000  # it takes another line before it gives way further


test_head_steps_wider = test_head_steps


def test_head_turns_below(case: TypeCase) -> None:
    """A head that keeps four fifths of the dummy's size in its lines stays in them; one that keeps less turns over."""

    def lines(size: int) -> int:
        order = HeadOrder(Head((COPY,)), 300_000, pt(11.57), lines=1, size=size, rows=9)
        return set_head(order, case, HOUSE).value.lines

    kept = tries(job(case, COPY, room=300_000), 1, 60_000)[0].size
    assert lines(kept * 1000 // 800) == 1
    assert lines(kept * 1000 // 800 + 2) == 2


def test_head_byline_over(case: TypeCase) -> None:
    def air(rows: int) -> tuple[int, int]:
        """Return the air over and under a byline under a head that has so many rows."""
        order = HeadOrder(Head(("一行命令排出大报",)), 489_000, pt(11.57), byline="刘艳红", rows=rows)
        done = set_head(order, case, HOUSE).value
        main, part = done.parts
        under = (done.rows - 1) * pt(11.57) + (pt(11.57) - pt(9)) // 2 + pt(9) * 880 // 1000 - part.y
        return (done.rows - 1) * pt(11.57) - under - main.y - done.size * 120 // 1000, under

    over, under = air(0)
    assert over < 2 * under or under == 0
    over, under = air(12)
    assert 2 * under - 3 <= over <= 2 * under + 2
