"""Horizontal heads as a reader sees them: size, fill, breaks, air, ink at the edges; and that no character is lost."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.compose.head.job import make_job
from layout.compose.head.order import HeadOrder
from layout.compose.head.set_head import HeadSetting, head_variants, set_head
from layout.compose.head.style import head_style
from layout.compose.head.ways import tries
from layout.compose.story.stylebook import house_style
from layout.diagnostics.wording import describe
from layout.geometry import profile, pt
from layout.issue.model import Head
from layout.sheet import Line
from layout.typeface import TypeCase
from tests.chance import examples

LEADING = pt(11.57)
STYLE = house_style().value
BROADSHEET = profile("broadsheet")
assert BROADSHEET is not None
ONE, TWO, THREE, FOUR = (BROADSHEET.span(columns) for columns in (1, 2, 3, 4))


def lines_of(setting: HeadSetting, role: str) -> list[Line]:
    return [part.line for part in setting.parts if part.line.role == role]


def texts_of(setting: HeadSetting, role: str = "headline") -> list[str]:
    return [line.text for line in lines_of(setting, role)]


def ink(line: Line, case: TypeCase) -> tuple[float, float]:
    """Left and right edge of a horizontal line's ink from its origin, in 1/1000 pt."""
    edges: list[float] = []
    for run in line.runs:
        face = case.by_key(run.face)
        for index, x in enumerate(run.origins()):
            gid = int.from_bytes(run.glyphs[2 * index : 2 * index + 2], "big")
            left, _, right, _ = face.extents(gid)
            if right > left:
                edges += [x + left * run.size / face.upem, x + right * run.size / face.upem]
    return min(edges), max(edges)


def em_box(part_y: int, line: Line) -> tuple[int, int]:
    top = part_y - line.size * 880 // 1000
    return top, top + line.size


@pytest.mark.parametrize(
    ("head", "width", "kind", "size", "text"),
    [
        (Head(("用闪亮党徽铸就战胜疫情的铜墙铁壁",)), FOUR, "lead", 40, "用闪亮党徽铸就战胜疫情的铜墙铁壁"),
        (Head(("我市召开“三区三线”划定举证工作研讨会",)), THREE, "news", 26, "我市召开“三区三线”划定举证工作研讨会"),
        (Head(("市领导深入一线暗访督导社区防控工作",)), THREE, "news", 28, "市领导深入一线暗访督导社区防控工作"),
        (Head(("强监督保落实", "护航疫情防控"), "市纪委监委"), THREE, "news", 36, "强监督保落实护航疫情防控"),
        (Head(("固本强基 全面提升乡村振兴“组织力”",)), THREE, "news", 28, "固本强基 全面提升乡村振兴“组织力”"),
    ],
)
def test_heads_of_the_real_issue_take_the_largest_step_that_their_span_holds(
    head: Head, width: int, kind: str, size: int, text: str, case: TypeCase
) -> None:
    setting = set_head(HeadOrder(head, width, LEADING, kind=kind), case, STYLE).value
    (line,) = lines_of(setting, "headline")
    assert (line.text, setting.size, line.size) == (text, pt(size), pt(size))
    ladder = head_style().ladder
    larger = ladder[ladder.index(setting.size) + 1]
    assert line.extent * larger > width * setting.size, "the next step would have fitted too"
    left, right = ink(line, case)
    assert 0.8 * width <= right - left <= width
    assert 0.8 <= setting.fill <= 1


def test_every_variant_fits_its_span_and_most_and_least_bound_it(case: TypeCase) -> None:
    head = Head(("市领导深入一线暗访督导社区防控工作",), "市委组织部", "传播路径不留死角")
    for width in (ONE, TWO, THREE, FOUR):
        variants = head_variants(HeadOrder(head, width, LEADING), case, STYLE)
        assert [v.score for v in variants] == sorted((v.score for v in variants), reverse=True)
        for setting in variants:
            assert setting.size in head_style().ladder
            for part in setting.setting().parts:
                left, right = ink(part.line, case)
                assert part.x + left >= -1
                assert part.x + right <= width + 1
    bounded = head_variants(HeadOrder(head, THREE, LEADING, most=pt(24)), case, STYLE)
    assert max(v.size for v in bounded) == pt(24)


def test_kicker_is_about_half_the_headline_and_deck_two_steps_below(case: TypeCase) -> None:
    head = Head(("强监督保落实 护航疫情防控",), "市纪委监委", "狠抓落实见成效")
    for width in (TWO, THREE, FOUR):
        setting = set_head(HeadOrder(head, width, LEADING), case, STYLE).value
        kicker, deck = lines_of(setting, "kicker")[0], lines_of(setting, "deck")[0]
        assert 0.45 <= kicker.size / setting.size <= 0.56
        assert 0.45 <= deck.size / setting.size < 0.65
        order = [(part.y, part.line.role) for part in setting.parts]
        assert [role for _, role in sorted(order)] == ["kicker", "headline", "deck"]
        boxes = [em_box(part.y, part.line) for part in setting.parts]
        for (_, foot), (top, _) in pairwise(boxes):
            assert top - foot >= 3_000, "a third of a small line of air between the tiers"


@pytest.mark.parametrize("width", [ONE, TWO, THREE, FOUR])
def test_a_head_takes_whole_rows_with_a_row_above_and_half_a_row_below(width: int, case: TypeCase) -> None:
    head = Head(("固本强基 全面提升乡村振兴“组织力”",), "市委组织部", "人才下沉一线")
    setting = set_head(HeadOrder(head, width, LEADING), case, STYLE).value
    boxes = [em_box(part.y, part.line) for part in setting.parts]
    assert min(top for top, _ in boxes) >= LEADING
    assert setting.rows * LEADING - max(foot for _, foot in boxes) >= LEADING // 2


def test_more_rows_share_out_the_air_and_fewer_make_the_head_smaller(case: TypeCase) -> None:
    head = Head(("市领导深入一线暗访督导社区防控工作",))
    plain = set_head(HeadOrder(head, THREE, LEADING), case, STYLE).value
    roomy = set_head(HeadOrder(head, THREE, LEADING, rows=plain.rows + 4), case, STYLE).value
    assert (roomy.rows, roomy.size) == (plain.rows + 4, plain.size)
    top, foot = em_box(roomy.parts[0].y, roomy.parts[0].line)
    below = roomy.rows * LEADING - foot
    assert below <= top <= 1.35 * below, "the head stands near the middle, a little nearer to its text"
    tight = set_head(HeadOrder(head, THREE, LEADING, rows=plain.rows - 1), case, STYLE)
    assert tight.value.rows == plain.rows - 1
    assert tight.value.size < plain.size
    assert not tight.remarks


def test_byline_has_at_most_twice_as_much_air_over_it_as_under_it(
    case: TypeCase,
) -> None:
    for rows in (0, 7, 8, 9, 12):
        head = Head(("一行命令排出大报",))
        setting = set_head(HeadOrder(head, THREE, LEADING, byline="刘艳红", rows=rows), case, STYLE).value
        main, part = setting.parts
        assert (part.line.role, part.line.text, part.line.size) == ("byline", "刘艳红", pt(9))
        register = (setting.rows - 1) * LEADING + (LEADING - pt(9)) // 2 + pt(9) * 880 // 1000
        under = register - part.y
        over = (setting.rows - 1) * LEADING - under - main.y - setting.size * 120 // 1000
        assert under >= 0
        assert over <= 2 * under + 2
        assert em_box(part.y, part.line)[0] - em_box(main.y, main.line)[1] >= LEADING // 2
        assert abs(2 * part.x + part.line.extent - THREE) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "市领导深入一线暗访督导社区防控工作",
        "我市召开“三区三线”划定举证工作研讨会",
        "用闪亮党徽铸就战胜疫情的铜墙铁壁",
        "规模以上工业增加值同比增长百分之八点二",
        "中共禹州市第十三届纪律检查委员会第二次全体会议召开",
    ],
)
def test_two_line_heads_are_balanced_and_keep_words_whole(text: str, case: TypeCase) -> None:
    done = set_head(HeadOrder(Head((text,)), TWO, LEADING, lines=2), case, STYLE)
    first, second = lines_of(done.value, "headline")
    assert first.text + second.text == text
    step = (second.extent - first.extent) / done.value.size
    assert abs(step) <= 2.2 or first.extent <= 0.75 * second.extent
    for kept in ("“三区三线”", "百分之八点二", "第十三届", "第二次"):
        assert (kept in text) == (kept in first.text or kept in second.text)
    assert not done.remarks


def test_no_character_stands_alone_on_a_line(case: TypeCase) -> None:
    for text in ("雨 连下三天全市防汛紧急动员", "大 暑将至防暑降温", "书，是最好的礼物"):
        for lines in (2, 3):
            setting = set_head(HeadOrder(Head((text,)), TWO, LEADING, lines=lines), case, STYLE).value
            assert min(len(piece.strip(" ，")) for piece in texts_of(setting)) >= 2, texts_of(setting)


def test_a_long_kicker_or_deck_stays_narrower_than_its_headline(case: TypeCase) -> None:
    deck = "编辑台试排四版样报和存档网页同一个来源"
    for width, main in ((THREE, "一行命令排出大报"), (FOUR, "四版样报出来了")):
        setting = set_head(HeadOrder(Head((main,), "", deck), width, LEADING, lines=1), case, STYLE).value
        (headline,) = lines_of(setting, "headline")
        (line,) = lines_of(setting, "deck")
        plain = head_style().deck(setting.size)
        assert len(deck) * plain > 0.95 * headline.extent, "set at its usual size it would be as wide"
        assert line.extent < 0.95 * headline.extent


def test_desk_lines_are_kept_and_run_together_with_half_an_em(case: TypeCase) -> None:
    head = Head(("强监督保落实", "护航疫情防控"))
    two = set_head(HeadOrder(head, THREE, LEADING, lines=2), case, STYLE).value
    assert texts_of(two) == ["强监督保落实", "护航疫情防控"]
    (one,) = lines_of(set_head(HeadOrder(head, THREE, LEADING, lines=1), case, STYLE).value, "headline")
    xs = one.runs[0].origins()
    steps = [b - a for a, b in pairwise(xs)]
    assert max(steps) == steps[5] == steps[0] + one.size // 2
    assert one.locus is None


def test_desk_lines_that_do_not_fit_are_broken_further(case: TypeCase) -> None:
    head = Head(("中共禹州市第十三届纪律检查委员会第二次全体会议召开", "强调坚持严的主基调不动摇"))
    setting = set_head(HeadOrder(head, ONE, LEADING, story="s1"), case, STYLE).value
    texts = texts_of(setting)
    assert "".join(texts) == "".join(head.main)
    assert len(texts) > 2
    assert any(text.startswith("强调") for text in texts), "the desk's own break is kept"
    loci = [(line.locus.field, line.locus.offset) for line in lines_of(setting, "headline") if line.locus]
    assert loci[0] == ("head.main.0", 0)
    assert ("head.main.1", 0) in loci


def test_desk_breaks_stay_where_more_lines_are_asked_for(case: TypeCase) -> None:
    head = Head(("固本强基", "全面提升乡村治理“组织力”"))
    done = set_head(HeadOrder(head, 135_000, LEADING, lines=3, size=22_000), case, STYLE)
    assert texts_of(done.value) == ["固本强基", "全面提升", "乡村治理“组织力”"]


@pytest.mark.parametrize("lines", [2, 3, 4, 5, 6])
@pytest.mark.parametrize(
    "main",
    [
        ("沉睡四十年的古窑再次点火", "匠人陈玉梅烧出失传的月白釉"),
        ("防汛", "全县九个乡镇夜里有人守水位"),
        ("一手抓防控", "一手抓生产", "夏粮颗粒归仓"),
    ],
)
def test_a_line_never_runs_over_a_desk_break_without_its_space(
    main: tuple[str, ...], lines: int, case: TypeCase
) -> None:
    found = tries(make_job(HeadOrder(Head(main), ONE, LEADING, lines=lines), case, STYLE), lines, 0, True)
    for way in found:
        for piece in way.broken.pieces:
            # A line holds a part of one of the desk's lines, or several whole ones, each a stretch of its own.
            assert set(piece) <= set(main) if len(piece) > 1 else any(piece[0] in line for line in main)


def test_more_desk_lines_than_are_asked_for_share_a_line_whole(case: TypeCase) -> None:
    head = Head(("一手抓防控", "一手抓生产", "夏粮颗粒归仓"))
    first, second = lines_of(set_head(HeadOrder(head, FOUR, LEADING, lines=2), case, STYLE).value, "headline")
    texts = [first.text.replace(" ", "").replace("\u3000", ""), second.text]
    assert texts in (["一手抓防控一手抓生产", "夏粮颗粒归仓"], ["一手抓防控", "一手抓生产夏粮颗粒归仓"])


def test_marks_at_the_ends_are_flush_with_their_ink_and_lose_half_their_em_inside(case: TypeCase) -> None:
    (line,) = lines_of(set_head(HeadOrder(Head(("“组织力”怎样提升",)), TWO, LEADING), case, STYLE).value, "headline")
    left, right = ink(line, case)
    assert abs(left) <= 2
    assert line.text[-1] == "升"
    assert right <= line.extent
    (line,) = lines_of(set_head(HeadOrder(Head(("全面提升“组织力”",)), TWO, LEADING), case, STYLE).value, "headline")
    assert abs(ink(line, case)[1] - line.extent) <= 2
    gap = line.adjustments
    assert any(item.rule == "display-trim" and item.amount <= -line.size for item in gap)


def test_a_thin_line_is_spaced_by_an_eighth_at_most_and_never_inside_a_word_or_dash(case: TypeCase) -> None:
    (line,) = lines_of(set_head(HeadOrder(Head(("中共禹州市委启事",)), FOUR, LEADING), case, STYLE).value, "headline")
    a, b, *_ = line.runs[0].origins()
    assert line.size < b - a <= line.size * 9 // 8
    setting = set_head(HeadOrder(Head(("AI来了——",)), THREE, LEADING), case, STYLE).value
    (line,) = lines_of(setting, "headline")
    assert setting.tracking > 0
    face = case.by_key(line.runs[0].face)
    word = face.shape("AI", features=("-liga",))
    xs = line.runs[0].origins()
    assert abs(xs[1] - xs[0] - word.advances[0] * line.size / face.upem) <= 1
    assert abs(ink(line, case)[1] - line.extent) <= line.size * 0.2


def test_a_short_head_over_a_wide_span_is_spaced_evenly_by_an_eighth(case: TypeCase) -> None:
    for text in ("启事", "停水通知", "老果园换新枝", "四版样报出来了"):
        setting = set_head(HeadOrder(Head((text,)), FOUR, LEADING, lines=1), case, STYLE).value
        (line,) = lines_of(setting, "headline")
        steps = {b - a for a, b in pairwise(line.runs[0].origins())}
        assert len(steps) == 1
        assert steps == {line.size * 9 // 8}
        assert line.text == text


@pytest.mark.parametrize("byline", ["", "刘艳红"])
def test_a_head_under_a_rule_has_its_air_below_the_rule_where_its_rows_allow(case: TypeCase, byline: str) -> None:
    """The rule stands half a row below the upper edge: half a row more goes over the head, as far as there is one."""

    def top(rows: int, ruled: bool) -> float:
        order = HeadOrder(Head(("四版样报出来了",)), FOUR, LEADING, byline=byline, lines=1, rows=rows, ruled=ruled)
        setting = set_head(order, case, STYLE).value
        (part,) = [part for part in setting.parts if part.line.role == "headline"]
        assert setting.rows == rows or not rows
        return (part.y - part.line.size * 880 / 1000) / LEADING

    least = set_head(
        HeadOrder(Head(("四版样报出来了",)), FOUR, LEADING, byline=byline, lines=1), case, STYLE
    ).value.rows
    assert top(0, False) == pytest.approx(1, abs=0.25)
    assert top(least + 1, True) > 1.49
    assert top(least + 1, True) > top(least + 1, False) + 0.1
    # Of more rows it takes its share, counted from the rule.
    assert top(least + 3, True) - top(least + 3, False) == pytest.approx(0.5 * 0.46, abs=0.06)


def test_a_head_short_of_a_row_under_its_rule_draws_its_tiers_together(case: TypeCase) -> None:
    """It keeps seven tenths of the air between its lines and gives no more of it than it needs."""

    def inside(size: int, rows: int, ruled: bool) -> tuple[int, int, int]:
        """Return the air over the head, the air between its tiers, and the rows that it takes."""
        head = Head(("四版样报出来了",), kicker="编辑台试排", deck="同出一源")
        order = HeadOrder(head, FOUR, LEADING, lines=1, size=size, rows=rows, ruled=ruled)
        setting = set_head(order, case, STYLE).value
        tops = [part.y - part.line.size * 880 // 1000 for part in setting.parts]
        feet = [part.y + part.line.size * 120 // 1000 for part in setting.parts]
        return tops[0], sum(low - foot for foot, low in zip(feet, tops[1:], strict=False)), setting.rows

    wanted, kept = LEADING * 3 // 2, 0
    for size in (pt(28), pt(32), pt(36), pt(40), pt(42)):
        _, between, rows = inside(size, 0, False)
        drawn, closer, same = inside(size, rows, True)
        assert same == rows
        assert 0.7 * between - 4 <= closer <= between
        # A row from the rule, if not more, or all that it may give; and nothing where it has that as it is.
        assert drawn >= wanted - 4 or closer <= 0.7 * between + 4
        assert closer == between or drawn <= wanted + 4
        kept += closer == between
        assert inside(size, rows + 2, True)[1] == between
    assert 0 < kept < 5


@pytest.mark.parametrize("ruled", [False, True])
def test_the_text_is_further_from_a_large_head_than_readers_of_files_join(case: TypeCase, ruled: bool) -> None:
    """Half an em of the head is where they take two baselines for one line; a little more is kept where air lets."""
    lifted = 0
    for rows in range(12):
        order = HeadOrder(Head(("把脉送到炕头上",)), FOUR, LEADING, lines=1, rows=rows, ruled=ruled)
        setting = set_head(order, case, STYLE).value
        (part,) = [part for part in setting.parts if part.line.role == "headline"]
        size = part.line.size
        over = part.y - size * 880 // 1000
        text = setting.rows * LEADING + (LEADING - pt(9)) // 2 + pt(9) * 880 // 1000
        apart = (text - part.y) / size
        assert apart > 0.525 or over <= LEADING
        lifted += 0.5 < apart < 0.535
    assert lifted or not ruled


def test_heads_without_a_headline(case: TypeCase) -> None:
    nothing = set_head(HeadOrder(Head(), TWO, LEADING), case, STYLE)
    assert (nothing.value.rows, nothing.value.parts, nothing.remarks) == (0, (), ())
    alone = set_head(HeadOrder(Head(kicker="图片新闻"), TWO, LEADING, story="p1"), case, STYLE)
    assert texts_of(alone.value, "kicker") == ["图片新闻"]
    assert [remark.code for remark in alone.remarks] == ["H008"]
    signed = set_head(HeadOrder(Head(), TWO, LEADING, byline="刘艳红"), case, STYLE).value
    assert texts_of(signed, "byline") == ["刘艳红"]


def test_treatments_choose_the_faces(case: TypeCase) -> None:
    def face(head: Head, kind: str = "news") -> str:
        return (
            lines_of(set_head(HeadOrder(head, TWO, LEADING, kind=kind), case, STYLE).value, "headline")[0].runs[0].face
        )

    assert face(Head(("停水通知",)), "notice") == face(Head(("停水通知",), face="黑体")) == case.face("sans-bold").key
    assert face(Head(("停水通知",)), "news") == case.face("headline").key
    assert face(Head(("停水通知",), face="楷")) == case.face("kai").key
    house = house_style({"headline": {"face": "fangsong"}}).value
    setting = set_head(HeadOrder(Head(("停水通知",)), TWO, LEADING), case, house).value
    assert lines_of(setting, "headline")[0].runs[0].face == case.face("fangsong").key


LONG = "中共禹州市第十三届纪律检查委员会第二次全体会议召开强调坚持严的主基调不动摇推动全面从严治党向纵深发展"


@pytest.mark.parametrize(
    ("head", "width", "wish", "code"),
    [
        (Head(("停水通知",), face="隶变"), TWO, {}, "H001"),
        (Head(("市领导深入一线暗访督导",)), TWO, {"size": pt(84)}, "H002"),
        (Head(("启事",)), TWO, {"lines": 3}, "H003"),
        (Head((LONG,)), ONE, {}, "H004"),
        (Head(("百分之八点二",)), 3 * pt(14), {}, "H005"),
        (Head(("停水通知",), "市自来水公司", "五月二十日起"), TWO, {"rows": 2}, "H006"),
        (Head(("大",)), pt(6), {}, "H007"),
        (Head(kicker="图片新闻"), TWO, {}, "H008"),
        (Head(("大",)), pt(12), {}, "H009"),
    ],
)
def test_what_cannot_be_done_is_said_once_with_a_hint(
    head: Head, width: int, wish: dict[str, int], code: str, case: TypeCase
) -> None:
    done = set_head(HeadOrder(head, width, LEADING, story="s1", **wish), case, STYLE)  # type: ignore[arg-type]
    found = [remark for remark in done.remarks if remark.code == code]
    assert len(found) == 1, done.remarks
    for lang in ("zh", "en"):
        words = describe(found[0], lang)
        assert words.message
        assert words.hint
        assert "{" not in words.message + words.hint
        assert not words.message.endswith(("。", "."))
    assert "".join(texts_of(done.value)) == head.title


def test_a_character_without_a_sort_is_shown_as_geta_and_reported(case: TypeCase) -> None:
    done = set_head(HeadOrder(Head(("春天😀来了",)), TWO, LEADING, story="s1"), case, STYLE)
    (line,) = lines_of(done.value, "headline")
    assert line.text == "春天😀来了"
    glyphs = [run.glyphs[at : at + 2] for run in line.runs for at in range(0, len(run.glyphs), 2)]
    geta = {face.gids[ord("〓")].to_bytes(2, "big") for face in case.chain("headline")}
    assert len(glyphs) == 5
    assert glyphs[2] in geta
    assert b"\0\0" not in glyphs
    assert [remark.code for remark in done.remarks] == ["F021"]


def test_a_head_on_one_line_reads_no_dictionary(fonts_dir: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from layout.typeface import open_case;"
        "from layout.compose.head.order import HeadOrder; from layout.compose.head.set_head import set_head;"
        "from layout.issue.model import Head;"
        f"case = open_case(Path({str(fonts_dir)!r})).value;"
        "set_head(HeadOrder(Head(('市领导深入一线暗访督导社区防控工作',)), 489000, 11570), case, {});"
        "set_head(HeadOrder(Head(('强监督保落实', '护航疫情防控')), 489000, 11570, lines=2), case, {});"
        "sys.exit('rjieba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


COPY = st.text(
    alphabet="中国人民日报开会研究了的和在2022年.%“”‘’《》（），。：！？——……·AIbc　 /😀𠮷\u200d\ufe0f", max_size=40
)


@settings(max_examples=examples(120))
@given(
    main=st.lists(COPY, max_size=3), kicker=COPY, deck=COPY, width=st.sampled_from([pt(9), pt(60), ONE, TWO, FOUR]),
    lines=st.sampled_from([0, 1, 2, 3]), size=st.sampled_from([0, pt(20), pt(63)]), rows=st.sampled_from([0, 4, 12]),
)  # fmt: skip
def test_no_character_of_any_head_is_lost(
    case: TypeCase, main: list[str], kicker: str, deck: str, width: int, lines: int, size: int, rows: int
) -> None:
    head = Head(tuple(main), kicker, deck)
    done = set_head(HeadOrder(head, width, LEADING, lines=lines, size=size, rows=rows), case, STYLE).value
    assert "".join(texts_of(done)) == "".join(text for text in main if text.strip())
    assert "".join(texts_of(done, "kicker")) == kicker
    assert "".join(texts_of(done, "deck")) == deck
    for part in done.parts:
        line = part.line
        assert "".join(run.text for run in line.runs) == line.text
        assert all(run.glyphs[at : at + 2] != b"\0\0" for run in line.runs for at in range(0, len(run.glyphs), 2))
    assert done == set_head(HeadOrder(head, width, LEADING, lines=lines, size=size, rows=rows), case, STYLE).value
