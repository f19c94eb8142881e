"""Where a clause ends without a mark: 力克许昌队|挺进四强, 大棚草莓红了|游客来了, 退耕还林二十载|荒山披绿装."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from layout.compose.sense.clause import clause_before, ems, ends_at, has_predicate, joined, lasts, thing_end
from layout.compose.sense.kinds import nominal, verbal
from layout.compose.sense.lexicon import lexicon
from layout.rules.heads import GROUP_SHORT

if TYPE_CHECKING:
    from layout.compose.sense.parts import SenseWord


def limb_begins(parts: Sequence[SenseWord], nth: int) -> bool:
    """Tell whether a clause without a mark ends before a word: 力克许昌队|挺进四强, 大棚草莓红了|游客来了."""
    left, right = parts[nth - 1], parts[nth]
    known = lexicon()
    if "x" in (left.kind, right.kind) or left.text in known.modal or right.kind[:1] in ("u", "f", "k"):
        return False
    ahead = clause_before(parts, nth)
    first = next((at for at, part in enumerate(ahead) if verbal(part.kind)), -1)
    later = has_predicate(parts, nth)
    if left.kind == "a" and len(left.text) > 1 and nth > 1 and parts[nth - 2].kind[0] == "n" and nominal(right.kind):
        return later  # 冬小麦长势良好|病虫害偏轻
    if left.kind == "m" and _lasted(parts, nth - 1):
        return later and nominal(right.kind)  # 退耕还林二十载|荒山披绿装
    if first < 0:
        return False
    done = left.kind == "vo" or left.text in known.ending or (verbal(left.kind) and left.text[-1] == "了")
    if done and first == 0 and len(left.text) == len("".join(part.text for part in ahead)) == 2:
        return False  # 驻村|工作队
    if done and later and not verbal(right.kind):
        return nominal(right.kind) or right.kind[:1] in ("t", "m", "a")
    if done and later and len(right.text) > 1:
        return ems(joined(parts, nth - len(ahead) + first, nth)) >= GROUP_SHORT + 1 or first > 0
    if nominal(left.kind) and nominal(right.kind) and nth > 1 and _firm(parts[nth - 2]):
        # 三轮车变货车|日子越过越红火
        end = thing_end(parts, nth)
        return not ends_at(parts, end) and (verbal(parts[end].kind) or parts[end].kind[:1] == "d")
    if not verbal(right.kind) or len(right.text) < 2 or not nominal(left.kind) or right.text in known.ending:
        return False
    verb = max(at for at, part in enumerate(ahead) if verbal(part.kind))
    word = ahead[verb]
    if word.text in known.pivots or word.text in known.directing or word.kind == "vo" or word.text in known.ending:
        return False
    if any(part.kind[:1] == "p" or part.text in known.pivots for part in ahead[verb:]):
        return False
    has = ems(joined(parts, nth + 1, thing_end(parts, nth + 1)))
    return has > 0 and ems("".join(part.text for part in ahead[verb:])) >= GROUP_SHORT + 1


def _firm(part: SenseWord) -> bool:
    """Tell whether a verb takes a thing and no clause: a short one, one with its complement."""
    known = lexicon()
    if part.kind != "v" or part.text in known.pivots or part.text in known.modal or part.text in known.directing:
        return False
    return len(part.text) == 1 or part.text[-1] in known.complements


def _lasted(parts: Sequence[SenseWord], nth: int) -> bool:
    """Tell whether a count says how long something lasted: 等了三年, 退耕还林二十载; not 2022年, 三十年山路."""
    if not nth or not lasts(parts[nth]) or parts[nth - 1].kind in ("x", "p", "c"):
        return False
    return parts[nth - 1].text[-1] == "了" or len(parts[nth - 1].text) > GROUP_SHORT
