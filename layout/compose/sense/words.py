"""Where a head may be broken, and how well.

A head is broken for sense: after a clause, before a verb, between words; hardly ever inside a name, a figure or a
quoted word. Every legal place gets a cost, so that the worst copy can still be set and only says what it suffered.
Line-edge bans follow CLREQ "prohibition rules for line start and line end" and GB/T 15834 5.1.9.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from layout.compose.sense.groups import seams
from layout.compose.sense.kinds import nominal, verbal
from layout.compose.sense.lexicon import lexicon
from layout.compose.sense.parts import FIGURE, parts_of
from layout.ground.dataclass import dataclass
from layout.ground.expression import expression
from layout.rules.heads import (
    GOOD,
    GROUP,
    INSIDE_CLAUSE,
    INSIDE_WESTERN,
    INSIDE_WORD,
    LIMB,
    PROTECTED,
    SHORT_CLAUSE,
    SHORT_QUOTE,
    WEAK,
)
from layout.text.bound import FIRM, ties
from layout.text.classes import SMALL_KANA
from layout.text.foreign import SHAPED

if TYPE_CHECKING:
    from layout.compose.sense.parts import SenseWord

CLAUSE = 0
"""After a space that the desk wrote, or after a mark that ends a clause."""


NOT_FIRST = frozenset(
    "。．，、：；！？‼⁇”’」』）】〗〕］｝》〉～〜-–—…‥·・‧/／%‰％℃°.,:;!?)]}〞﹂﹄﹐﹑―─" + SMALL_KANA
)
"""Marks that begin no line: CLREQ's basic level, small kana, the dash and the ellipsis, which strict setting adds."""
NOT_LAST = frozenset("“‘「『（【〖〔［｛《〈/／$¥￥€£#＃@＠([{〝﹁﹃")
"""Marks that end no line: CLREQ's basic level, the solidus, signs that belong to the figure after them."""

_CLAUSE_ENDS = frozenset(" \u3000，、：；。！？,:;!?")
_SPACES = frozenset(" \u3000")
_PARTICLES = frozenset("的地得了着过吗呢吧们等者")  # none of them leads a line
_TRAILING = frozenset("点时起止内外中上下前后里间者们性化型级式长局部组会市县区镇乡村")
_TOWN = expression("[\u4e00-\u9fff](?![乡城村集市小古重名各全个区])[\u4e00-\u9fff]镇(?!压|定|静|痛)")
_SEAT = expression("村(?:支部|委会|两委|支书|党)|[乡镇](?:政府|党委|党政)")
_GOVERN = frozenset("avpcudr")  # what may end a line before such a body: adjectives, verbs, prepositions, pronouns
_LATIN = f"!-~\u00a1-\u024f\u02b0-\u02ff\u0370-\u03ff\u0400-\u04ff\u1d00-\u1eff\u2070-\u209f\u20a0-\u20bf{SHAPED}"
_WESTERN = expression(f"(?:[{_LATIN}]|(?<=[{_LATIN}])’(?=[{_LATIN}])|’(?=[0-9]0s|[0-9][0-9][年级届]))+")
_PAIRS = ("——", "……", "⋯⋯", "――", "──")
_SOUNDS = (
    "阿埃艾爱安昂奥巴芭白柏班鲍贝本比彼毕别宾波伯博勃布查达戴丹德登邓狄迪蒂杜多俄厄恩尔凡菲费芬佛夫弗福盖冈戈格葛古哈海汉豪赫亨霍基吉加伽杰卡凯坎康考科克肯"
    "库夸拉莱兰朗劳勒雷里丽利莉列琳卢鲁路伦罗洛马玛迈麦曼茅蒙米密缪莫默姆穆娜纳奈内尼妮诺欧帕潘庞佩彭皮珀普齐奇乔切琼热日茹儒瑞若萨塞赛桑瑟森沙莎舍圣施史士"
    "司丝斯松苏索塔泰坦汤陶特腾提图吐托瓦万汪威维魏温沃乌吾西希席夏谢辛休许逊雅亚扬耶叶伊因英永尤约泽詹珍朱佐根贡顿宁生什治"
)
FOREIGN_NAME = expression(f"(?:[A-Z]|[{_SOUNDS}]{{1,7}})(?:[·•・‧](?:[A-Z](?![A-Za-z])|[{_SOUNDS}]{{1,7}}))+")
"""A foreign name in characters that spell its sounds: 马克·吐温, J·K·罗琳; its parts stay together in a head."""
_INTERPUNCT = expression("[·•・‧]")
_BRACKETS = dict(zip("“‘《「『〈【（(［", "”’》」』〉】）)］", strict=True))
_JOINERS = expression("[\u0300-\u036f\u200d\u20d0-\u20ff\ufe00-\ufe0f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff]")


@dataclass(frozen=True, slots=True)
class HeadBreak:
    """A place where a head may be broken: before character `at`, at a `cost` (0 is a clause's end)."""

    at: int
    cost: int


@lru_cache(maxsize=512)
def head_breaks(text: str, names: tuple[str, ...] = ()) -> tuple[HeadBreak, ...]:
    """Return every place where `text` may be broken, in order, with its cost.

    `names` are names that no break may split (people, places, bodies that the desk lists). Places that a line-edge
    ban, a dash or an ellipsis forbids are not returned; places inside names, figures (百分之八点二, 2022年, 第三十届),
    short quoted words and bracketed titles cost `PROTECTED` or more. Word boundaries come from a dictionary, read at
    the first call.
    """
    if len(text) < 2:
        return ()
    parts = parts_of(text, names)
    cuts = _word_cuts(parts)
    costs = seams(parts)
    kept = _kept_stretches(text, names)
    quoted = _quoted_stretches(text)
    tied = ties(text)
    clauses = _clauses(text)
    known = lexicon()
    scene = _scene(text, cuts)
    joints = _joints(text, cuts)
    found: list[HeadBreak] = []
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if not _legal(text, at):
            continue
        tie = tied.get(at, 0)
        if before in _SPACES:
            latin = at > 1 and _WESTERN.match(text[at - 2]) and _WESTERN.match(after)
            cost = INSIDE_WESTERN if tie >= FIRM else PROTECTED if latin or tie else CLAUSE
        elif tie >= FIRM:
            # A range that no line holds is cut at its link rather than in a figure.
            cost = INSIDE_WORD if before in "—–～" and after.isdigit() else INSIDE_WESTERN
        elif tie or _in_town(text, at) or _before_seat(cuts, at):
            cost = PROTECTED
        elif any(start < at < end for start, end in kept):
            cost = INSIDE_WESTERN if _in_western(text, at) else PROTECTED + (0 if at in cuts else INSIDE_WORD)
        elif at in joints:
            cost = CLAUSE
        elif at not in cuts:
            cost = INSIDE_WORD
        elif after in _PARTICLES and (cuts[at][2] == after or cuts[at][3][:1] == "u"):
            cost = PROTECTED
        elif 2 * at == len(text) and at in (4, 5, 7) and text.isalpha():
            word, kind, _, tag = cuts[at]
            taken = at == 5 and kind == "v" and len(word) > 1 and nominal(tag)  # 建起|良种示范田
            taken = taken or (costs[at] >= GROUP and kind[:1] in ("m", "p", "d"))  # 每一位|老人
            firm = taken or word in known.modal or (at == 4 and costs[at] >= WEAK)
            cost = costs[at] if firm else min(LIMB if at == 7 else GOOD, costs[at])
        elif before in _CLAUSE_ENDS or _leads(text, at):
            cost = GOOD if before == "、" else CLAUSE
        else:
            cost = costs[at]
        if joints and at not in joints and cost < PROTECTED:
            cost += WEAK
        inside = max((end - start for start, end in quoted if start < at < end and end - start < len(text)), default=0)
        if inside and cost < PROTECTED:
            cost = PROTECTED if inside - 2 <= SHORT_QUOTE else cost + WEAK
        short = min((end - start for start, end in clauses if start < at < end), default=99)
        if short <= SHORT_CLAUSE and CLAUSE < cost < PROTECTED and len(clauses) > 1:
            cost = PROTECTED
        elif CLAUSE < cost < PROTECTED and len(clauses) > 1:
            cost += INSIDE_CLAUSE
        if at == scene and cost < GROUP:
            cost = min(cost, LIMB)
        elif scene and CLAUSE < cost < PROTECTED:
            cost += INSIDE_CLAUSE
        found.append(HeadBreak(at, cost))
    return tuple(found)


def _legal(text: str, at: int) -> bool:
    """Tell whether the bans allow a break before character `at`."""
    before, after = text[at - 1], text[at]
    if after in _SPACES or _JOINERS.match(after) or before == "\u200d":
        return False
    if after in NOT_FIRST and not (before in _SPACES and after in "—…―─") and not _leads(text, at):
        return False
    if after in "+＋" and not text[at + 1 : at + 2].isdigit():
        return False
    if "#" in (before, after) and text.count("#", 0, at) % 2:
        return False
    if before in _SPACES and text[at - 2 : at - 1] in NOT_LAST:
        return False
    if before in NOT_LAST and before != "#":
        return False
    return not any(text.startswith(pair, at - 1) for pair in _PAIRS)


def _leads(text: str, at: int) -> bool:
    """Tell whether a dash may begin a line: after what was quoted or exclaimed, where it leads to who is spoken of."""
    return text.startswith("——", at) and text[at - 1] in "”』！？" and len(text) - at > SHORT_CLAUSE


def _word_cuts(parts: Sequence[SenseWord]) -> dict[int, tuple[str, str, str, str]]:
    """Return where words begin: the word before and its kind, the word and its."""
    cuts: dict[int, tuple[str, str, str, str]] = {}
    last, kind = "", ""
    for part in parts:
        cuts[part.at] = (last, kind, part.text, part.kind)
        last, kind = part.text, part.kind
    return cuts


def _kept_stretches(text: str, names: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the stretches that are one piece: figures, Western words, listed names."""
    kept = [match.span() for match in FIGURE.finditer(text) if len(match[0]) > 1]
    kept += [match.span() for match in _WESTERN.finditer(text) if len(match[0]) > 1]
    kept += [match.span() for match in FOREIGN_NAME.finditer(text)] if _INTERPUNCT.search(text) else []
    for name in (*names, *(word for word in sorted(lexicon().whole) if word in text)):
        if name:
            kept += [match.span() for match in re.finditer(re.escape(name), text)]
    return kept


def _quoted_stretches(text: str) -> list[tuple[int, int]]:
    """Return the stretches in quotes or brackets, marks included; an opener without its closer counts for nothing."""
    stretches: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in _BRACKETS:
            opened.append((_BRACKETS[char], at))
        elif opened and char == opened[-1][0]:
            stretches.append((opened.pop()[1], at + 1))
    return stretches


def _clauses(text: str) -> list[tuple[int, int]]:
    """Return the stretches between spaces and clause marks."""
    return [match.span() for match in re.finditer(r"[^ \u3000，、：；。！？,;]+", text)]


def _in_town(text: str, at: int) -> bool:
    """Tell whether a place lies inside the name of a town: the two characters before 镇 and it."""
    found = _TOWN.search(text, max(0, at - 2), at + 2)
    return found is not None and found.start() < at < found.end()


def _before_seat(cuts: dict[int, tuple[str, str, str, str]], at: int) -> bool:
    """Tell whether a place parts a village or township from its body: 槐树底|村支部, but for 走访|村支书."""
    word, kind, after, _ = cuts.get(at, ("", "", "", ""))
    return len(word) > 1 and kind[:1] not in _GOVERN and _SEAT.match(after) is not None


def _in_western(text: str, at: int) -> bool:
    return all(char == "’" or _WESTERN.match(char) for char in text[at - 1 : at + 1])


def _role(word: str, tag: str) -> str:
    """Return a word's part in a head by its kind: n, v, a, m, q, t, i, p, d, c or x."""
    if word in lexicon().verbs or tag == "ad":
        return "v" if tag != "ad" else "d"
    if tag == "m" and word[-1:] in ("年", "月", "日", "天"):
        return "t"
    if tag in ("vn", "an", "eng") or tag[:1] in ("n", "j", "r", "s", "f"):
        return "n"
    if tag[:1] in ("v", "i", "l"):
        return "v" if tag[:1] == "v" or len(word) == 4 else "n"
    if tag[:1] in ("a", "b", "z"):
        return "a"
    return tag[:1] if tag[:1] in ("m", "q", "t", "p", "d", "c") else "x"


def _scene(text: str, cuts: dict[int, tuple[str, str, str, str]]) -> int:
    """Return where a scene ends and the sentence begins: 五一假期|我市接待; 0 where the head has none."""
    known = lexicon()
    for at, (word, kind, following, tag) in cuts.items():
        whose = cuts.get(at - len(word), ("", "", "", ""))
        if verbal(whose[1]) and word not in known.setting:
            return 0
        if not 3 <= at <= len(text) - 4 or following in _TRAILING or text[at - 1] in _CLAUSE_ENDS:
            continue
        if _role(word, kind) != "t":
            if word in known.setting:
                return at
        elif _role(*whose[:2]) != "n" and (word in known.setting or _role(following, tag) != "v"):
            return at
    return 0


def _joints(text: str, cuts: dict[int, tuple[str, str, str, str]]) -> tuple[int, ...]:
    """Return where a figure of speech 对仗 has its joints: halves or thirds of equal length, built alike."""
    third, half = len(text) // 3, len(text) // 2
    if len(text) % 3 == 0 and 3 <= third <= 6 and text[0] == text[third] == text[2 * third]:
        return third, 2 * third
    if len(text) == 3 * third and 3 <= third <= 5 and text.isalpha():
        first, *others = (_rhythm(text[at : at + third]) for at in (0, third, 2 * third))
        if others == [first, first] and len(first[0]) > 1:
            return third, 2 * third  # 桥通了|路宽了|心近了
    if len(text) % 2 or not 3 <= half <= 10:
        return ()
    if half % 3 == 0 and text.isalpha() and all(at in cuts for at in range(3, len(text), 3)):
        return (half,)
    if text[0] == text[half] or sum(text[at] == text[half + at] for at in range(half)) > 1:
        return (half,)
    first, second = _rhythm(text[:half]), _rhythm(text[half:])
    if first == second and len(first[0]) > 1 and max(first[0]) < 4:
        return (half,)
    if half not in cuts:
        return ()
    if half in (5, 7) and first[0] == second[0] and 1 in first[0]:
        return (half,)  # lines of five and seven characters go like verse
    # 山羊下山|黄牛进圈: two phrases of four characters, each with its verb
    phrases = half == 4 and text.isalpha() and "v" in first[1] and "v" in second[1] and cuts[half][3][:1] not in "fuk"
    return (half,) if phrases and not (cuts[half][1] == "v" and nominal(cuts[half][3])) else ()


def _rhythm(text: str) -> tuple[tuple[int, ...], str]:
    """Return the lengths and the kinds of a half line's words."""
    parts = parts_of(text)
    kinds = ("n" if part.kind == "vn" else part.kind[0] for part in parts)
    return tuple(len(part.text) for part in parts), "".join(kinds)
