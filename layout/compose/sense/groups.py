"""Sense groups 意群: what of a head's words is read in one breath, and what it costs to part them.

A short object stays with its verb (换新枝), a count with its noun (三十年山路), an attribute with what it is of
(良种示范田), an adverb, a time or a preposition with its verb. The best seam lies between what is spoken of and what is
said of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from layout.compose.sense.clause import (
    CLOSERS,
    OPENERS,
    clause_before,
    clause_end,
    ems,
    ends_at,
    has_predicate,
    joined,
    lasts,
    thing_end,
)
from layout.compose.sense.kinds import nominal, verbal
from layout.compose.sense.lexicon import lexicon
from layout.compose.sense.limbs import limb_begins
from layout.ground.dataclass import replace
from layout.rules.heads import (
    COMPOUND,
    GOOD,
    GROUP,
    GROUP_LONG,
    GROUP_SHORT,
    INSIDE_CLAUSE,
    LIMB,
    OBJECT,
    SHORT_QUOTE,
    WEAK,
    WORD,
)

if TYPE_CHECKING:
    from layout.compose.sense.parts import SenseWord

_PEOPLE = frozenset("生员手者家师队民户人军工组院局")
_DATES = frozenset(["今日", "明日", "昨日", "近日", "日前", "今晚", "昨晚", "今晨", "清晨", "傍晚", "凌晨"])


def seams(parts: Sequence[SenseWord]) -> dict[int, int]:
    """Return what a break costs before each word of a head, the first one left out."""
    parts = _named(parts)
    limbs = {nth for nth in range(1, len(parts)) if limb_begins(parts, nth)}
    found = {}
    for nth in range(1, len(parts)):
        cost = _seam(parts, nth)
        if nth in limbs:
            cost = LIMB
        elif limbs and cost < GROUP:
            cost += INSIDE_CLAUSE
        found[parts[nth].at] = cost
    return found


def _named(parts: Sequence[SenseWord]) -> Sequence[SenseWord]:
    """Return the words with those of a short quotation read as a name: what is done in it is not done by the head."""
    read = list(parts)
    opened = -1
    for nth, part in enumerate(parts):
        if part.text in OPENERS:
            opened = nth
        elif part.text in CLOSERS and opened >= 0:
            inner = range(opened + 1, nth)
            if (opened or nth + 1 < len(parts)) and sum(len(parts[at].text) for at in inner) <= SHORT_QUOTE:
                read[opened + 1 : nth] = [replace(parts[at], kind="n") for at in inner]
            opened = -1
    return read


def _seam(parts: Sequence[SenseWord], nth: int) -> int:
    """Return what a break before a word costs the sense."""
    left, right = parts[nth - 1], parts[nth]
    known = lexicon()
    if right.kind[:1] in ("u", "k") or _trails(right) or "x" in (left.kind, right.kind):
        return _beside_mark(parts, nth)
    if left.kind[:1] in ("d", "c", "p") or left.text in known.modal or left.text in known.pivots:
        return GROUP
    if left.text == "的":
        end = thing_end(parts, nth)
        end = end if end > nth else clause_end(parts, nth)
        return max(OBJECT, _by_width(ems(joined(parts, nth, end)), GROUP_SHORT - 1))
    if right.kind[:1] == "c":
        return GOOD if right.text == "暨" else WEAK  # 动员会|暨培训班: two names of one meeting
    if (right.text in known.modal or right.kind[:1] == "d" or right.text in known.manner) and left.kind[:1] not in "st":
        return _before_predicate(parts, nth)
    if left.kind == "a" and left.text in known.prefixes:
        return GROUP  # 旧|违建
    if left.kind[:1] == "f" and not _scene(left):
        return WEAK
    if len(left.text) == 1 and nominal(left.kind) and (nth < 2 or parts[nth - 2].kind == "x"):
        return GROUP
    if len(right.text) == 1 and nominal(right.kind) and not verbal(left.kind):
        return GROUP
    if left.text in known.leading or left.text in known.manner:
        return WEAK if ems(right.text) > GROUP_SHORT else GROUP
    if verbal(left.kind) or (left.kind in ("l", "i") and len(left.text) == 4):
        return _after_verb(parts, nth)
    if right.kind[:1] == "p" or right.text in known.pivots:
        return _before_predicate(parts, nth)
    if left.kind == "m":
        return _after_count(parts, nth)
    if left.kind[:1] == "t" or _scene(left):
        return _after_time(parts, nth)
    if (
        left.kind[:1] == "s"
        and nth > 1
        and nominal(parts[nth - 2].kind)
        and (verbal(right.kind) or right.kind[:1] == "d")
    ):
        rest = left.text + joined(parts, nth, clause_end(parts, nth))
        return GROUP if ems(rest) <= GROUP_LONG + 1 else WEAK
    if verbal(right.kind) or (right.kind in ("l", "i") and len(right.text) == 4 and ends_at(parts, nth + 1)):
        return _before_predicate(parts, nth)
    if right.kind == "a" and ends_at(parts, nth + 1) and nominal(left.kind):
        return LIMB if len(right.text) > 1 else GROUP
    if right.kind[:1] == "t":
        return _before_predicate(parts, nth)
    if left.kind[:1] in ("a", "b"):
        return GROUP if ems(left.text + right.text) <= GROUP_LONG else WEAK
    if right.text in known.subject:
        return LIMB
    if right.kind[:1] == "s" and nominal(left.kind) and ems(left.text + right.text) <= GROUP_LONG:
        return GROUP  # 稻虾|田里
    if (
        right.kind[:1] == "s"
        and nth + 1 < len(parts)
        and (verbal(parts[nth + 1].kind) or parts[nth + 1].kind[:1] in ("d", "p"))
    ):
        return _before_predicate(parts, nth)
    if right.kind == "m":
        if ends_at(parts, nth + 1):
            return max(WORD, _by_width(ems(right.text)))
        return GOOD if has_predicate(parts, nth) else WORD
    if nominal(left.kind) and (nominal(right.kind) or right.kind[:1] in ("a", "b")):
        return _between_nouns(parts, nth)
    return WORD


def _beside_mark(parts: Sequence[SenseWord], nth: int) -> int:
    """Return the cost of a break beside a quotation mark, a bracket or a particle."""
    left, right = parts[nth - 1], parts[nth]
    if right.kind[:1] in ("u", "k") or _trails(right):
        return GROUP
    if right.text in OPENERS:
        if left.kind == "x":
            return GOOD
        if left.kind[:1] in ("d", "c", "p") or left.text in lexicon().modal:
            return GROUP
        if verbal(left.kind):
            return _after_verb(parts, nth)
        return COMPOUND if left.kind == "vn" else GOOD
    if left.text in CLOSERS:
        if verbal(right.kind) or right.kind[:1] in ("t", "p", "d"):
            return _before_predicate(parts, nth)
        quoted = joined(parts, max((at for at in range(nth) if parts[at].text in OPENERS), default=0), nth)
        return COMPOUND if nominal(right.kind) and len(quoted) <= GROUP_LONG + 1 else GOOD
    return GOOD


def _by_width(wide: float, short: float = GROUP_SHORT) -> int:
    """Return what it costs to part a word from what belongs to it and is so wide."""
    return GROUP if wide <= short else WEAK if wide <= short + 1 else OBJECT if wide <= GROUP_LONG + 1 else 0


def _after_verb(parts: Sequence[SenseWord], nth: int) -> int:
    """Return the cost of a break after a verb: its object, or another verb, stays with it."""
    left, right = parts[nth - 1], parts[nth]
    known = lexicon()
    if _scene(right):
        return GROUP
    if left.kind == "vo" and len(left.text) == 2 and nominal(right.kind) and (nth < 2 or parts[nth - 2].kind == "x"):
        return GROUP
    free = left.kind == "vo" or left.text in known.ending or left.kind in ("l", "i")
    if free and not (right.kind == "m" and ends_at(parts, nth + 1)):
        return GOOD
    if verbal(right.kind):
        return GROUP if 1 in (len(left.text), len(right.text)) else GOOD
    if right.kind[:1] in ("p", "d", "c", "t") or right.text in known.pivots:
        return GROUP if len(left.text) == 1 else GOOD
    end = thing_end(parts, nth)
    wide = ems(joined(parts, nth, end))
    if not ends_at(parts, end) and left.text[-1] == "了" and verbal(parts[end].kind):
        return GOOD  # 红了|游客来了: what follows is another clause
    if len(left.text) == 1 and wide:
        return GROUP
    if not ends_at(parts, end) and parts[end].text != "的" and wide <= GROUP_LONG + 1:
        return max(WEAK, _by_width(wide))  # 关爱|留守儿童送书包
    return max(WORD, _by_width(wide))


def _after_count(parts: Sequence[SenseWord], nth: int) -> int:
    """Return the cost of a break between a count and what it counts."""
    left, right = parts[nth - 1], parts[nth]
    if verbal(right.kind):
        return WEAK if nth > 1 and lasts(left) and nominal(parts[nth - 2].kind) else _before_predicate(parts, nth)
    if left.text[-1:] in "年月日天周" and not nominal(right.kind):
        return _after_time(parts, nth)
    if left.text[-1:] in "年月天周岁" and nth > 1 and parts[nth - 2].text[-1:] == "了":
        return GOOD  # 等了三年|学校门口有了红绿灯
    if not nominal(right.kind) and right.kind[:1] not in ("a", "b", "m"):
        return WORD
    if left.text[-1] in "元%％℃度倍分成" and nth > 1 and nominal(parts[nth - 2].kind):
        return GOOD if has_predicate(parts, nth) else WORD
    if left.text[-1] in "天周" and nth > 1 and parts[nth - 2].kind == "t":
        return GOOD
    wide = ems(joined(parts, nth, thing_end(parts, nth, bare=True)))
    if right.kind == "m":
        return WORD
    if left.text[0] == "第" and has_predicate(parts, nth + 1) and not nominal(parts[nth + 1].kind):
        return GOOD
    if left.text[0] == "第" and wide > GROUP_SHORT + 1:
        return WORD
    return GROUP if ems(right.text) <= GROUP_SHORT + 1 else WEAK


def _before_predicate(parts: Sequence[SenseWord], nth: int) -> int:
    """Return the cost of a break before a verb and what stands before it: the best seam after what is spoken of.

    A noun that a preposition or another verb has brought in stays with the verb after it.
    """
    left, right = parts[nth - 1], parts[nth]
    known = lexicon()
    start = nth - 1
    while start and not ends_at(parts, start) and (nominal(parts[start].kind) or parts[start].text == "的"):
        if parts[start - 1].text in known.pivots or parts[start - 1].kind[:1] == "p":
            if ems(joined(parts, start - 1, clause_end(parts, nth))) <= GROUP_LONG + 1:
                return GROUP
            if start > 1 and ems(joined(parts, start - 1, nth) + right.text) <= GROUP_LONG + 1:
                return WEAK
            return GOOD if ems(joined(parts, start, nth)) >= GROUP_SHORT else OBJECT
        start -= 1
    if len(right.text) == 1 and verbal(right.kind) and ends_at(parts, nth + 1):
        return GROUP
    if verbal(left.kind) or left.kind[:1] in ("d", "p"):
        return GOOD
    ahead = clause_before(parts, nth)
    first = next((at for at, part in enumerate(ahead) if verbal(part.kind)), -1)
    if first < 0:
        return LIMB
    # 不忘初心|牢记使命: a head that opens with a verb is a row of limbs.
    row = len(right.text) > 1 and all(part.kind[:1] == "d" for part in ahead[:first])
    return LIMB if row and verbal(right.kind) else GOOD


def _after_time(parts: Sequence[SenseWord], nth: int) -> int:
    """Return the cost of a break after a time: a scene that opens a clause stands over it, a short one leans on it."""
    left, right = parts[nth - 1], parts[nth]
    if right.kind[:1] == "t" or (right.kind == "m" and right.text[-1:] in "天年月周日时点分"):
        return GROUP  # 6月25日14时30分 is one moment
    ahead = clause_before(parts, nth)
    if len(ahead) > 1 and ahead[-2].text == "的":
        return GROUP if ems(left.text + right.text) <= GROUP_LONG else WEAK
    if any(verbal(part.kind) for part in ahead) and (left.text in _DATES or not _scene(left)):
        return WEAK
    if len(ahead) > 1 and (left.text in _DATES or not _scene(left)) and nominal(ahead[-2].kind):
        # 政务大厅|周末不打烊: the time of a verb that has its subject before it
        return GROUP if ems(left.text + joined(parts, nth, clause_end(parts, nth))) <= GROUP_LONG + 1 else WEAK
    wide = ems("".join(part.text for part in ahead))
    if wide <= GROUP_SHORT - 1:
        two = nth + 1 < len(parts) and nominal(right.kind) and nominal(parts[nth + 1].kind)
        return WEAK if two and len(right.text) == GROUP_SHORT - 1 else WORD
    return LIMB if _scene(left) or wide > GROUP_SHORT else GOOD


def _scene(part: SenseWord) -> bool:
    """Tell whether a word ends a scene: 麦收时节, 高考期间, 春节前, 今夜起."""
    known = lexicon()
    return (
        part.text in known.setting
        or part.text[-2:] in known.setting
        or (part.kind == "t" and part.text[-1] in "前后中起")
    )


def _trails(part: SenseWord) -> bool:
    """Tell whether a word says where or when, and leans on the noun before it."""
    return part.kind[:1] == "f" and (len(part.text) == 1 or part.text in lexicon().setting)


def _between_nouns(parts: Sequence[SenseWord], nth: int) -> int:
    """Return the cost of a break between two nouns: a short name is one piece, a long one has its joints."""
    left, right = parts[nth - 1], parts[nth]
    if left.kind[:1] == "s":
        if right.kind[:1] == "s":
            return GROUP  # 田间|地头
        if nth > 1 and nominal(parts[nth - 2].kind):
            return GROUP if ems(left.text + right.text) <= GROUP_LONG else WEAK  # 网上|招聘会
        return GOOD if has_predicate(parts, nth) else WORD
    if right.kind == "nr" or (len(right.text) == 2 and right.text[0] in "老小" and right.text[1] in lexicon().surnames):
        return GROUP if len(left.text) <= GROUP_SHORT else WEAK  # 护林员|老周
    if right.text in lexicon().occasions and ems(left.text + right.text) <= GROUP_LONG:
        return GROUP  # 技能|大赛
    ahead = clause_before(parts, nth)
    if (
        len(ahead) == 2
        and ahead[0].kind[:1] == "t"
        and has_predicate(parts, nth)
        and ems(ahead[0].text + left.text) > GROUP_SHORT
    ):
        return GOOD  # 今晨大雾|能见度不足百米
    if left.text[-1] in _PEOPLE and len(left.text) > 2 and has_predicate(parts, nth):
        return WORD  # 职校生|技能大赛夺三金
    start = nth - 1
    while start and nominal(parts[start - 1].kind) and parts[start - 1].kind[:1] not in ("s", "r"):
        start -= 1
    end = thing_end(parts, nth, bare=True)
    whole = ems(joined(parts, start, end))
    if whole <= GROUP_LONG or 1 in (len(left.text), len(right.text)):
        return COMPOUND if _long_count(parts, start, nth, whole) else GROUP
    if left.kind[:1] == "r":
        return GROUP if left.text not in lexicon().subject and ems(left.text + right.text) <= GROUP_LONG else WEAK
    return COMPOUND if whole > 2 * GROUP_SHORT + 2 else WEAK


def _long_count(parts: Sequence[SenseWord], start: int, nth: int, whole: float) -> bool:
    """Tell whether a count makes a short name a long one, which has its joint before its last noun: 一批违规|广告牌."""
    if not start or parts[start - 1].kind != "m" or ems(parts[start - 1].text) + whole <= GROUP_LONG + 1:
        return False
    return len(parts[nth - 1].text) > 1 and ems(parts[nth].text) >= GROUP_SHORT
