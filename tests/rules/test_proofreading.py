"""Chapter 10 of the book: what makes a character doubtful, a story one told twice, a paper fail its inspection.

The large model's rules are held by models of a few words whose likelihoods the test writes; they are sums of binary
fractions, which floats hold exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from layout.geometry import profile
from layout.issue.model import Head, Story
from layout.proofread.facts.reading import StoryText
from layout.proofread.facts.sums import _parts
from layout.proofread.facts.twice import shingles, twice
from layout.proofread.inspection import CLASSES, Counted, Inspection, inspect
from layout.proofread.passage import Passage
from layout.proofread.remark import Remark
from layout.proofread.words.likelier import likelier, turned
from layout.proofread.words.slip import Slip
from layout.proofread.words.slips import slips
from layout.proofread.words.trigrams import Trigrams, open_model

# The large model.

Model = Callable[[Mapping[str, float]], Trigrams]


@pytest.fixture
def model(tmp_path: Path) -> Model:
    """Return what writes a model of words with the powers of ten of how likely each is."""

    def write(words: Mapping[str, float]) -> Trigrams:
        lines = ["\\data\\", f"ngram 1={len(words) + 3}", "ngram 2=1", "", "\\1-grams:"]
        lines += ["-6.0\t<unk>\t0", "-1.5\t<s>\t0", "-1.5\t</s>"]
        lines += [f"{likely}\t{word}\t0" for word, likely in words.items()]
        lines += ["", "\\2-grams:", "-1.0\t<s> </s>", "", "\\end\\", ""]
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.arpa"
        path.write_text("\n".join(lines), "utf-8")
        made = open_model(path)
        assert made is not None
        return made

    return write


def doubted(
    model: Model, gain: float, text: str = "功程", meant: str = "工程", whole: str = "", small: Sequence[Slip] = ()
) -> bool:
    """Tell whether the first character is doubted where the word that is meant makes the text so much likelier."""
    words = dict.fromkeys(text, -4.0) | {meant: gain - 4.0 * len(text)}
    found = likelier(model(words), text, whole or text, small)
    assert all((slip.at, slip.char) == (0, meant[0]) for slip in found)
    return bool(found)


def test_likelier_least(model: Model) -> None:
    assert doubted(model, 3.0)
    assert not doubted(model, 2.9375)


def test_likelier_long(model: Model) -> None:
    assert [doubted(model, gain) for gain in (3.0, 2.99609375)] == [True, False]
    assert [doubted(model, gain, "功作者", "工作者") for gain in (2.5, 2.49609375)] == [True, False]
    assert [doubted(model, gain, "功程项目", "工程项目") for gain in (2.0, 1.9375)] == [True, False]


def test_likelier_shape(model: Model) -> None:
    assert [doubted(model, gain, "末来", "未来") for gain in (3.70703125, 3.6953125)] == [True, False]


def test_likelier_topic(model: Model) -> None:
    assert [doubted(model, gain, whole="功程，功") for gain in (3.8046875, 3.796875)] == [True, False]


def test_likelier_used(model: Model) -> None:
    # Twice the pair is twice the character, too: 0.8 more.
    assert [doubted(model, gain, whole="功程，功程") for gain in (5.8125, 5.75)] == [True, False]


def test_likelier_agrees(model: Model) -> None:
    find = (Slip(0, "工", "工程", 9.0, 60),)
    assert [doubted(model, gain, small=find) for gain in (1.0, 0.9375)] == [True, False]


def test_likelier_turned(model: Model) -> None:
    def is_turned(gain: float) -> bool:
        words = model({"决": -4.0, "解": -4.0, "解决": gain - 8.0})
        return list(turned(words, "决解")) == [(0, "解决")]

    assert [is_turned(gain) for gain in (5.5, 5.4375)] == [True, False]


def test_likelier_unknown(model: Model) -> None:
    def is_doubted(likely: float) -> bool:
        """Tell whether a character that the model lacks, for which it says -6.0, is doubted beside one of -1.5."""
        return bool(likelier(model({"程": -1.5, "工程": likely}), "功程", "功程", ()))

    assert [is_doubted(likely) for likely in (-5.0, -5.0625)] == [True, False]


# The small tables: clauses that were looked for, with one character put wrong, whose score is just inside or
# just outside: each comes out otherwise when its rule is moved by the smallest step.


def found(text: str) -> list[tuple[int, str | None]]:
    """Return where the small tables find a slip, and what should stand there."""
    return [(one.start, one.new) for one in slips([Passage("a", "body", 0, "body", text)])]


def test_slip_least() -> None:
    assert found("我杰迅速启动应急响应") == [(1, "市")]
    assert found("一段付写印的事") == []


def test_slip_common() -> None:
    assert found("就到窑上照原柞烧") == [(2, "窗")]
    assert found("拿它同上一期比矣比") == [(7, "类")]


def test_slip_long() -> None:
    assert found("挤符距不在选项") == [(1, "行")]
    assert found("说清差予多少") == []
    assert found("机器镑不上的") == []
    assert found("级集体经济发展试为点切入点") == [(7, "史")]
    assert found("要充份认识当前疫") == [(2, "分")]
    assert found("商量自订处理元旦") == []


def test_slip_shape() -> None:
    assert found("我杰迅速启动应急响应") == [(1, "市")]
    assert found("沿衔门面关闭情况进行") == [(1, "线")]


def test_slip_alone() -> None:
    assert found("集聚情重缓急城镇") == [(2, "轻")]
    assert found("数资用法不合规") == []


def test_slip_in_word() -> None:
    assert found("增至得志木工") == [(1, "值")]
    assert found("商量自订处理元旦") == []


def test_slip_commoner() -> None:
    assert found("九天滞后绘制") == []
    assert found("印书重心面前") == [(2, "中")]


def test_slip_turned() -> None:
    assert found("片说明也不会混进落段里") == [(8, "段落")]
    assert found("从天出亮到夜深") == []


def test_slip_dropped() -> None:
    assert found("一大紧急扣两个") == [(3, "")]
    assert found("全部记住账上") == []


def test_slip_rare() -> None:
    assert found("读书按时照豁出") == [(3, "")]
    assert found("确应保转尽转") == []


def test_slip_used() -> None:
    assert found("许多同似亲身经历过，同似") == [(3, "时"), (11, "时")]
    assert found("免得中间豁开一土口子，一土") == []


# Stories told twice.


def letters(count: int) -> str:
    """Return so many characters, no two alike."""
    return "".join(chr(0x4E00 + at) for at in range(count))


def is_twice(runs: int, shared: int) -> bool:
    """Tell whether a story of so many runs is one that an earlier issue had, of as many, where they share some."""
    text = letters(runs + 11)
    own = sorted(shingles(text))
    assert len(own) == runs
    earlier = frozenset((*own[:shared], *range(-1, shared - runs - 1, -1)))
    story = Story("a", "news", 50, Head(("题",)), ())
    told = StoryText(story, (Passage("a", "body", 0, "body", text),), date(2026, 11, 29))
    return bool(list(twice([told], [("旧稿", earlier)])))


def test_twice_run() -> None:
    assert [len(shingles(letters(count))) for count in (11, 12, 13)] == [0, 1, 2]


def test_twice_share() -> None:
    assert [is_twice(1_000, shared) for shared in (349, 350)] == [False, True]


def test_twice_least() -> None:
    assert [is_twice(runs, runs) for runs in (19, 20)] == [False, True]


def test_an_earlier_story_of_few_runs_is_not_compared() -> None:
    story = Story("a", "news", 50, Head(("题",)), ())
    text = StoryText(story, (Passage("a", "body", 0, "body", letters(60)),), date(2026, 11, 29))
    runs = sorted(shingles(letters(60)))
    assert [bool(list(twice([text], [("旧稿", frozenset(runs[:count]))]))) for count in (19, 20)] == [False, True]


# The inspection form.


def test_form_most() -> None:
    def passed(weight: float) -> bool:
        return Inspection(((1, 100_000),), (Counted(1, "a", "错别字", "", "", "", weight),)).passed

    assert [passed(weight) for weight in (30.0, 30.1)] == [True, False]


def test_form_mark() -> None:
    assert {CLASSES[family][1] for family in ("marks", "numerals", "variants")} == {0.1}


def test_form_half() -> None:
    assert {CLASSES[family][1] for family in ("units", "characters", "terms")} == {0.5}


def test_form_one() -> None:
    assert {CLASSES[family][1] for family in ("typos", "doubled", "idioms", "words", "de", "avoid", "parts")} == {1.0}


def test_form_two() -> None:
    families = ("usage", "places", "people", "names", "dates", "sums", "heads", "twice")
    assert {CLASSES[family][1] for family in families} == {2.0}


def test_form_head() -> None:
    grid = profile("broadsheet")
    assert grid is not None

    def weight(role: str) -> float:
        remark = Remark("typos", "r", Passage("a", "head.main.0", 0, role, "错子"), 0, 2, "错字", "", "")
        return inspect(SimpleNamespace(pages=()), grid, [remark]).weight  # type: ignore[arg-type]

    assert [weight(role) for role in ("body", "headline", "kicker", "deck")] == [1.0, 2.0, 2.0, 2.0]


def test_sum_short() -> None:
    def told(part: int) -> bool:
        """Tell whether two parts of a thousand, the second so large, are said not to be the whole."""
        text = f"全县有项目1000个，其中工业500个、农业{part}个。"
        return bool(list(_parts(Passage("a", "body", 0, "body", text))))

    assert [told(part) for part in (349, 350, 499, 500, 501, 650, 651)] == [False, True, True, False, True, True, False]
