"""Chapter 1 of the book: what lines and breaks cost, each price where it tells and one step beside it.

Prices are written out: the book says 0.25, and a line must cost just that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from layout.compose.line.breaker import fit_breaks
from layout.compose.line.fount import fount_of
from layout.compose.line.paragraph import Setting, take_up
from layout.compose.line.price import Tariff
from layout.compose.line.ready import ready
from layout.compose.line.single import set_single
from layout.compose.line.slots import ADJACENT, COMMA, GAP, OPEN, SPACE
from layout.compose.line.spec import Matter, Rules
from layout.compose.story.compose_story import compose_story
from layout.compose.story.copyfit import fitting
from layout.compose.story.drop import set_initial
from layout.compose.story.stylebook import house_style
from layout.geometry import pt
from layout.issue.model import Head, Paragraph, Span, Story, Wishes
from layout.sheet import Line
from layout.text.bound import ties
from layout.text.western import divisions
from layout.typeface import TypeCase
from tests.compose.setting import BODY, EM, place, set_ems, spec_with

HAN = "字"
TARIFF = Tariff(9_000, Rules())
LOOSE = 1
"""The lowest bit of a price: the line is loose."""


def loss(price: int) -> float:
    return round(price / 20_000, 5)


def stretched(slack: int, slots: int) -> float:
    return loss(TARIFF.price(slack, slots) & ~LOOSE)


def taken(
    text: str, ems: float, case: TypeCase, spans: Sequence[Span] = (), align: str = "justify", **rules: object
) -> Setting:
    spec = replace(spec_with(0, **rules), align=align)  # type: ignore[arg-type]
    return take_up(text, spec, round(ems * EM), case, Matter(tuple(spans)))


def cost(text: str, ems: float, case: TypeCase, **rules: object) -> float:
    return loss(taken(text, ems, case, **rules).way.price)


def first_line(text: str, ems: float, case: TypeCase) -> str:
    return set_ems(text, ems, case)[0].text


# What a line costs.


def test_stretch_unit() -> None:
    assert stretched(9_000, 8 * OPEN) == 1.08
    assert stretched(8_000, 8 * OPEN) == 0.8701


def test_stretch_far() -> None:
    assert stretched(9_000, 4 * OPEN) == 4.08
    assert stretched(9_360, 4 * OPEN) == 4.8064


test_far_price = test_stretch_far


def test_stretch_most() -> None:
    assert stretched(9_000, OPEN) == 94.08
    assert stretched(13_500, OPEN) == 140


def test_visible() -> None:
    assert not TARIFF.price(9_000, 32 * OPEN) & LOOSE
    assert TARIFF.price(9_005, 32 * OPEN) & LOOSE


def test_loose_after_loose(case: TypeCase) -> None:
    # A line of nine and one of a number and five, both loose, before a number that goes to the next line.
    lines = HAN * 9 + "12345678" + HAN * 5 + "12345678" + HAN * 20
    assert cost(lines, 10, case) == 5.51975
    assert cost(HAN * 9 + "12345678" + HAN * 25, 10, case) == 3.2999


def test_off_grid() -> None:
    assert stretched(1_000, SPACE) == 0.08
    assert stretched(0, SPACE) == 0


def test_partly_off_grid() -> None:
    assert stretched(-4_500, COMMA) == 0.28
    assert stretched(-4_500, ADJACENT) == 0.01


test_squeezed = test_partly_off_grid
test_adjacent_closed = test_partly_off_grid


def test_gap_unit() -> None:
    assert stretched(-1_125, GAP) == 0.28
    assert stretched(-563, GAP) == 0.0926


test_gap_price = test_gap_unit


def test_hang_price(case: TypeCase) -> None:
    copy = HAN * 10 + "，" + HAN * 20
    assert cost(copy, 10, case, hang=True) == 0.3
    assert cost(copy, 10, case, hang=False) == 1.20005


def test_short_line() -> None:
    assert loss(TARIFF.short(9_000)) == 14
    assert loss(TARIFF.short(18_000)) == 16


test_short_em = test_short_line


def test_long_piece(case: TypeCase) -> None:
    spec = spec_with()

    def longs(figures: int) -> tuple[int, ...]:
        return ready(HAN * 9 + "1" * figures, fount_of(case, spec), spec.rules).longs

    assert [longs(figures) for figures in (3, 4)] == [(), (9,)]  # figures of half an em

    def kept(size: int) -> tuple[int, ...]:
        named = (Span("keep", 9, 9 + size),)
        return ready(HAN * 30, fount_of(case, spec), spec.rules, spans=named).longs

    assert [kept(size) for size in (1, 2)] == [(), (9,)]


def test_unsettable() -> None:
    assert loss(TARIFF.price(100, 0) & ~LOOSE) == 150
    assert loss(TARIFF.price(-100, 0) & ~LOOSE) == 150


def test_emergency(case: TypeCase) -> None:
    assert cost("1" * 16 + "又", 8, case) == 30
    assert cost("1" * 20, 8, case) == 430  # an orphan besides, as there is no Han


# What a break costs.


def test_orphan(case: TypeCase) -> None:
    assert cost(HAN * 2, 1, case) == 30
    assert cost(HAN * 4, 2, case) < 1
    single = taken(HAN * 2, 1, case)
    assert fit_breaks(single.stick, single.measures, single.job.tariff, 2) is None
    double = taken(HAN * 4, 2, case)
    assert fit_breaks(double.stick, double.measures, double.job.tariff, 2) is not None


def test_short_last(case: TypeCase) -> None:
    assert cost(HAN * 4, 2, case) == 0.12
    assert cost(HAN * 6, 3, case) == 0


def test_unit() -> None:
    assert ties("3厘米") == {1: 1.5, 2: 3}
    assert ties("3公") == {}
    assert ties("零下3") == {1: 1.5, 2: 1.5}
    assert ties("图3") == {1: 1.5}
    assert ties("以下3") == {}


def test_counter(case: TypeCase) -> None:
    assert ties("5人次") == {1: 0.6, 2: 3}
    assert ties("5从") == {}
    assert ties("300多") == {3: 0.6}
    assert ties("300少") == {}
    # Gaps of a twelfth of an em keep the figure with its counter, gaps of a sixth do not.
    assert first_line("又" * 13 + "5人" + "又" * 10, 14, case)[-1] == "又"
    assert first_line("又" * 12 + "35人" + "又" * 10, 14, case)[-1] == "5"


def test_date(case: TypeCase) -> None:
    assert ties("5月17日") == {1: 0.6, 2: 0.12, 4: 0.6}
    assert ties("5月初") == {1: 0.6}
    assert ties("23时59分") == {2: 0.6, 3: 0.12, 5: 0.6}
    assert first_line("又" * 12 + "5月17日" + "又" * 10, 14, case)[-1] == "月"


def test_long_figure() -> None:
    assert 2 not in ties("11111—222222").values()
    assert ties("111111—222222")[7] == 2
    assert len(ties("Ａ" * 13)) == 12
    assert ties("Ａ" * 14) == {}
    assert divisions("abcdefg@a.com") == ()
    assert divisions("abcdefg@ab.com"), "an address of fourteen letters divides"


def test_link(case: TypeCase) -> None:
    assert ties("111111—222222")[7] == 2
    spec = spec_with()
    legal = ready(HAN + "1111111-222222" + HAN, fount_of(case, spec), spec.rules).legal
    assert legal[9] and not legal[8] and not legal[4]


def test_keep_titles(case: TypeCase) -> None:
    def broken(size: int, most: int) -> int:
        return taken(HAN * 6 + "《" + "书" * size + "》" + HAN * 9, 10, case, keep_titles=most).way.breaks[0]

    assert broken(4, 4) == 6
    assert broken(5, 4) == broken(4, 3) == broken(4, 0) == 10


def test_kept(case: TypeCase) -> None:
    assert cost(HAN * 20, 10, case, keep=(HAN * 20,)) == 300
    assert cost(HAN * 20, 10, case, keep=(HAN * 10,)) == 0


def test_keep_names(case: TypeCase) -> None:
    def lines(size: int) -> list[int]:
        name = Span("name", 8, 8 + size)
        return list(taken(HAN * 8 + "名" * size + HAN * 9, 10, case, (name,)).way.breaks)

    assert lines(4)[0] == 8
    assert lines(5)[0] == 10


def test_dash_start(case: TypeCase) -> None:
    assert cost(HAN * 3 + "——" + HAN * 4, 3, case) == 0.12
    assert cost(HAN * 3 + "——" + HAN * 4, 5, case) == 0


def prices(run: str) -> list[tuple[int, float]]:
    return [(at, price) for at, price, _ in divisions(run)]


def test_hyphen_price() -> None:
    assert prices("paper") == [(2, 0.15)]
    assert prices("PAPER") == []


def test_joint_price() -> None:
    assert prices("www.a.cn") == [(4, 0.05)]
    assert prices("www") == []


def test_solidus_price() -> None:
    assert prices("www.a.cn/abc")[-1] == (9, 6.0)
    assert prices("www.a.cn.abc")[-1] == (9, 0.05)


def test_hyphen_before() -> None:
    assert prices("paper") == [(2, 0.15)]
    assert prices("again") == []  # not a-gain
    assert prices("www.a.cn/ab")[-1] == (6, 0.05)
    assert prices("www.a.cn/abc")[-1] == (9, 6.0)


def test_hyphen_after() -> None:
    assert prices("paper") == [(2, 0.15)]
    assert prices("carry") == []  # not car-ry


# What a house sets of gaps and hanging.


def test_gap(case: TypeCase) -> None:
    (line,) = set_ems(HAN + "A" + HAN, 10, case)
    assert place(line, "A") == 1.25


def test_gap_least() -> None:
    assert stretched(-1_125, GAP) < 1
    assert stretched(-1_126, GAP) == 150


def test_gap_most() -> None:
    assert stretched(747, GAP) < 1
    assert stretched(748, GAP) == 150


def test_space_more() -> None:
    assert stretched(2_250, SPACE) < 1
    assert stretched(2_251, SPACE) == 150


def test_ragged() -> None:
    ends = Tariff(EM, Rules(), ragged=True)
    assert [loss(ends.price(ems * EM, 0)) for ems in (3, 4)] == [0.5625, 1]


def test_hang_below(case: TypeCase) -> None:
    def hangs(ems: int, less: int) -> bool:
        copy = HAN * ems + "，" + HAN * 20
        lines = take_up(copy, spec_with(0, hang=True), ems * EM - less, case).lines()
        return lines[0].text.endswith("，") and lines[0].extent > ems * EM - less

    assert take_up(HAN * 20 + "，", spec_with(0, hang=True), 14 * EM - 1, case).stick.hangs
    assert not take_up(HAN * 20 + "，", spec_with(0, hang=True), 14 * EM, case).stick.hangs
    assert not hangs(14, 0)


# Copyfitting.


def test_copyfit_reach(case: TypeCase) -> None:
    copy = (HAN * 4 + "，") * 6 + HAN * 3 + "。"
    settings = [take_up(copy, BODY, 11 * EM, case) for _ in range(4)]
    assert list(fitting(settings, 2))
    assert not list(fitting(settings, 3))


def test_worst_fitted(case: TypeCase) -> None:
    # Eight characters in a line too narrow for nine: the gaps cost 1.195 in the one, 1.205 in the other.
    def fits(spare: int) -> bool:
        one = take_up(HAN * 13, spec_with(), 9 * EM, case)
        return fit_breaks(one.stick, (8 * EM + spare,), one.job.tariff, 2) is not None

    assert fits(8_315)
    assert not fits(8_353)


def test_sign_clear(case: TypeCase) -> None:
    house = house_style().value
    told = Story("x1", "news", 50, Head(), (Paragraph(0, "body", HAN * 5),), sign="（通讯员）")
    sign = set_single(told.sign, house["sign"], case, role="sign")
    whole = 2 * EM + 5 * EM + EM + sign.extent  # indent, text, an em, sign-off
    for measure, rows in ((whole, 1), (whole - 1, 2)):
        assert len(compose_story(told, house, measure, case, leading=pt(11.57)).value.lines) == rows


# Lines beside an initial.


def sunk(copy: str, case: TypeCase, ems: int = 17) -> tuple[Line, list[str]]:
    """Return the first line of a story that asks for an initial over three lines, and what is said of it."""
    told = Story("x1", "column", 50, Head(), (Paragraph(0, "body", copy),), wishes=Wishes(drop=3))
    made = compose_story(told, house_style().value, ems * EM, case, leading=pt(11.57))
    return made.value.lines[0].line, [remark.code for remark in made.remarks]


def test_beside_least(case: TypeCase) -> None:
    assert sunk(HAN * 99, case, 12)[1] == []  # four ems are the initial's, eight stand beside it
    assert sunk(HAN * 99, case, 11)[1] == ["C034"]  # over two lines three
    assert sunk(HAN * 99, case, 10)[1] == ["C033"]


def test_drop_face(case: TypeCase) -> None:
    assert sunk(HAN * 99, case)[0].runs[0].size == 2 * 11_570 * 1000 // 940 + 9_000


def test_drop_gap(case: TypeCase) -> None:
    style = house_style().value["drop"]
    for leading, ems in ((11_844, 4), (11_845, 5)):  # an initial of 34.2 pt and a fifth of an em fill four ems just so
        assert set_initial(HAN, BODY, style, case, 3, leading).room == ems * EM


def test_drop_letters(case: TypeCase) -> None:
    assert sunk("15" + HAN * 99, case)[0].runs[0].text == "15"
    assert sunk("156" + HAN * 99, case)[1] == ["C030"]


def test_drop_under(case: TypeCase) -> None:
    assert sunk(HAN * 41, case)[1] == []  # the initial, thirteen beside it three times, one line under it
    assert sunk(HAN * 40, case)[1] == ["C034"]


# Shapes of marks.


def test_mark_back(case: TypeCase) -> None:
    name = Span("name", 1, 3)
    (line,) = take_up(HAN * 6, spec_with(), 10 * EM, case, Matter((name,))).lines()
    (mark,) = line.decorations
    assert (mark.x0, mark.x1) == (EM + 900, 3 * EM - 900)


def test_small_size(case: TypeCase) -> None:
    (line,) = take_up("面积5m" + "⁷", spec_with(), 10 * EM, case).lines()
    small = line.runs[-1]
    assert (small.size, small.rise) == (5_580, 3_060)


test_raise = test_small_size


def test_lower(case: TypeCase) -> None:
    (line,) = take_up("水是H" + "₂", spec_with(), 10 * EM, case).lines()
    small = line.runs[-1]
    assert (small.size, small.rise) == (5_580, -1_260)


def test_dash_overlap(case: TypeCase) -> None:
    assert fount_of(case, BODY).dash == (-302, 8_461, 123)


test_dash_clear = test_dash_overlap


def test_copyfit_longest(case: TypeCase) -> None:
    """A paragraph of 150 lines may still give one; of 151 it is left as it is."""

    def gives(lines: int) -> bool:
        for size in range(11 * lines, 13 * lines):
            setting = take_up(((HAN * 4 + "，") * 3 * lines)[:size] + "。", BODY, 11 * EM, case)
            if len(setting.way.breaks) == lines:
                return setting.other(1) is not None or setting.other(-1) is not None
        raise AssertionError(f"no paragraph of {lines} lines")

    assert gives(150)
    assert not gives(151)
