"""The words of short copy as a sub-editor reads them: affixes, complements, figures and names joined.

The dictionary knows words and no grammar: it parts 社火|队, 卖|进, 添|了, 李|长河, takes 换 for a name, 当 for a time.
Here its words are read again with what `words.yaml` says of short verbs, complements, affixes and surnames.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from layout.compose.sense.kinds import MARKS, Word, clause_to_come, nominal, verbal
from layout.compose.sense.lexicon import Lexicon, lexicon
from layout.compose.sense.predicates import predicates
from layout.ground.dataclass import dataclass
from layout.ground.expression import expression

NUMERALS = "〇一二三四五六七八九十百千万亿两零"
_UNITS = (
    "个百分点|百分点|个多月|万余名|多万元|多亿元|平方公里|平方米|公里|公斤|千克|小时|分钟|周年|年代|年度|世纪|季度|"
    "[年月日时分秒号届次批期版条章个名位人户家项件只头辆台套亩米斤吨元倍成折岁周天夜处起例场座所笔篇站段路楼层级类种大点]"
)
FIGURE = expression(
    r"零[下上]\d[\d.]*[℃度]?"
    rf"|百分之[{NUMERALS}百点]+(?:个百分点)?"
    rf"|第[{NUMERALS}\d]+(?:{_UNITS})?"
    rf"|[{NUMERALS}]+点[{NUMERALS}]+(?:{_UNITS})?"
    rf"|[{NUMERALS}]{{1,4}}年(?:[{NUMERALS}]{{1,2}}月)?(?:[{NUMERALS}]{{1,3}}日)?"
    rf"|[{NUMERALS}]+(?:多|余|几)?(?:{_UNITS})"
    r"|\d{2,4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日|\d{1,2}[时点]\d{1,2}分"
    r"|\d[\d.:：]*[%％℃时点日月号]?[至到]\d[\d.:：]*[%％℃时点日月号]?|\d/\d决赛|[\u4e00-\u9fff]{2}〔\d{4}〕\d{1,4}号"
    rf"|(?:神舟|嫦娥|天问|天舟|天宫|长征|玉兔|雪龙|风云|北斗|实践)[{NUMERALS}\d]+号"
    rf"|[$¥￥€£+±-]?\d[\d,.:∶/~～—–%‰℃°-]*(?:[多余几])?[万亿千百十]*(?:{_UNITS}|[%‰％℃°])*"
    r"|[０-９．，％]+(?:年|月|日|%|％)?"
    r"|[\u30a1-\u30fa\u30fc]{2,}|[\uac00-\ud7af]{2,}"
)
"""Figures with what they count by, years, shares, numbered names, kana and hangul."""
_REALMS = frozenset("省市县区镇乡州")
_OFFICES = frozenset("委局办院所站联")
_ASPECT = frozenset("了着过得")
_NUMERAL = expression(rf"[\d.,％%∶:：{NUMERALS}半几数]+(?:多|余)?")
_REACHING = frozenset("在到向给于入为成")
_ONWARD = frozenset("到起出进上下过完成")
_BECOMING = frozenset("为至到成给")
_LOCALIZERS = frozenset("里上下中内外前后旁边")
_CLOSING = frozenset("车路房店池馆库门楼桥林田沟庄谷山关")
"""Surnames that close the name of a thing, too."""


@dataclass(frozen=True, slots=True)
class SenseWord:
    """A word with its kind, as `kinds.Word` says, and where it starts."""

    text: str
    kind: str
    at: int


@lru_cache(maxsize=512)
def parts_of(text: str, whole: tuple[str, ...] = ()) -> tuple[SenseWord, ...]:
    """Return the words of a text in order; `whole` are words that are kept together."""
    import rjieba

    known = lexicon()
    words = [(word, _kind(word, kind, known)) for word, kind in _recut(rjieba.tag(text, False), known)]
    words = _kept(words, _spans(text, whole, known))
    for step in (_offices, _numerals, _names, _short, _verbs, _affixes):
        words = step(words, known)
    found, at = [], 0
    for word, kind in predicates(words):
        found.append(SenseWord(word, kind, at))
        at += len(word)
    return tuple(found)


def _recut(words: Sequence[Word], known: Lexicon) -> list[Word]:
    """Cut words again where the dictionary's longest word leaves a single character of the next one behind.

    A verb that its last character and the single one make goes before: 新生|报到, 山坡地里|长出, 经济|带火. A name that
    begins with what closes the word before it is none: 献血车|开进.
    """
    import rjieba

    found: list[Word] = []
    for word, kind in words:
        before, tag = found[-1] if found else ("", "")
        rest = before[:-1]
        closes = word in known.complements and kind[:1] != "f"
        if len(word) == 1 and rest and (kind == "v" or closes) and nominal(tag):
            pair = before[-1] + word
            verb = rjieba.has_word(pair) and verbal(rjieba.tag(pair, False)[-1][1])
            verb = verb or (closes and before[-1] in known.acts)
            if verb and ((len(rest) > 1 and rjieba.has_word(rest)) or (rest in _LOCALIZERS and len(found) > 1)):
                found[-1:] = [(rest, "f" if rest in _LOCALIZERS else "n"), (pair, "v")]
                continue
        if kind == "nr" and len(word) == 3 and word[0] in _CLOSING and (nominal(tag) or tag[:1] in ("i", "l")):
            action = word[1:]
            if rjieba.has_word(action) and verbal(rjieba.tag(action, False)[-1][1]):
                found[-1:] = [(before + word[0], "n"), (action, "v")]
                continue
        found.append((word, kind))
    return found


def _kind(word: str, kind: str, known: Lexicon) -> str:
    """Return the kind of a word of the dictionary, where the lists know better."""
    if word in known.verbs or word in known.ending:
        return "v"
    if word in known.questions or word in known.manner:
        return "d"
    if word in known.times:
        return "t"
    if len(word) == 2 and word[1] == "段" and word[0] in "东西南北中":
        return "s"
    if len(word) == 2 and word[0] in "老小" and word[1] in known.surnames:
        return "nr"  # 老周
    if word in "与和及暨跟":
        return "c"
    if word in known.qualities and kind[:1] in "nzq":
        return "a"
    if len(word) == 2 and word[0] == word[1] and kind[:1] not in "vm":
        return "d"  # 家家, 处处, 年年
    return known.kinds.get(word, kind)


def _spans(text: str, whole: tuple[str, ...], known: Lexicon) -> list[tuple[int, int, str]]:
    """Return figures and words that are kept together, each with its kind, in the order of the text."""
    spans = [(found.start(), found.end(), "m") for found in FIGURE.finditer(text) if len(found[0]) > 1]
    lists = (
        (whole, "n"),
        (known.whole, "n"),
        (known.setting | known.times, "t"),
        (known.manner, "d"),
        (known.verbs | known.ending, "v"),
    )
    for words, kind in lists:
        for word in words:
            start = text.find(word) if word else -1
            while start >= 0:
                spans.append((start, start + len(word), kind))
                start = text.find(word, start + 1)
    return sorted(spans)


def _kept(words: list[Word], spans: list[tuple[int, int, str]]) -> list[Word]:
    """Join the words that make up a span; none that is only half in it."""
    found: list[Word] = []
    at = start = 0
    for word, kind in words:
        joined = next((tag for begin, end, tag in spans if begin <= start < at < end and at + len(word) <= end), "")
        if (at, at + len(word), "m") in spans:
            kind = "m"  # 六小时, 百余人
        if joined:
            found[-1] = found[-1][0] + word, joined
        else:
            found.append((word, kind))
            start = at
        at += len(word)
    return found


def _offices(words: list[Word], known: Lexicon) -> list[Word]:
    """Join the short name of an office at the head of a clause: 县|卫|健|委, 市|残|联."""
    found: list[Word] = []
    start = 0
    while start < len(words):
        word, kind = words[start]
        end, name = start + 1, word
        if word[0] in _REALMS and (not start or words[start - 1][0] in MARKS):
            while end < len(words) and len(name) < 5 and name[-1] not in _OFFICES and not verbal(words[end][1]):
                name += words[end][0]
                end += 1
        if name[-1] in _OFFICES and 2 < len(name) < 6:
            found.append((name, "n"))
            start = end
        else:
            found.append((word, kind))
            start += 1
    return found


def _numerals(words: list[Word], known: Lexicon) -> list[Word]:
    """Join numerals with what they count by: 3|个, 三十|双, 四|强."""
    found: list[Word] = []
    for word, kind in words:
        before, tag = found[-1] if found else ("", "")
        counts = kind[:1] in ("m", "q") or word in known.counters or word in "%％℃"
        single = len(word) == 1 and word not in MARKS and kind[:1] not in "vupcx"
        if (tag == "m" and _NUMERAL.fullmatch(before) and (counts or single)) or (before == "每" and kind == "m"):
            found[-1] = before + word, "m"
        else:
            found.append((word, kind))
    return found


def _names(words: list[Word], known: Lexicon) -> list[Word]:
    """Join surnames with the name that follows: 李|长河, 张|小|兰."""
    found: list[Word] = []
    open_name = False
    for word, kind in words:
        before = found[-1][0] if found else ""
        single = len(word) == 1 and word not in MARKS
        given = kind[:2] in ("nr", "ns", "nz") or (single and kind[:1] in "nazgtqjm" and word not in known.acts)
        given = given or (single and before[1:] in NUMERALS and before[1:] != "" and kind == "v")  # 张三|喜
        given = given or (len(before) == 1 and len(word) == 2 and kind[:1] in "naz")  # 李|浩然
        if open_name and given and len(before + word) <= 3:
            found[-1] = before + word, "nr"
        else:
            found.append((word, "nr" if word in known.surnames else kind))
        open_name = found[-1][1] == "nr" and found[-1][0][0] in known.surnames
    return found


def _short(words: list[Word], known: Lexicon) -> list[Word]:
    """Read single characters again: before 了 stands a verb, 今|起 is a time, 老|旧 one word, 护|学|岗 a thing."""
    found: list[Word] = []
    for nth, (word, kind) in enumerate(words):
        after, next_kind = words[nth + 1] if nth + 1 < len(words) else ("", "")
        before, tag = found[-1] if found else ("", "")
        single = len(word) == 1 and word not in MARKS
        if not single:
            found.append((word, kind))
        elif after in _ASPECT and kind[:1] in "anzmqtd":
            found.append((word, "v"))
        elif before in ("日", "月", "年") and word in known.acts:
            found[-1] = before + word, "v"  # 日发, 年销
        elif kind == tag == "a" and len(before) == 1:
            found[-1] = before + word, "a"
        elif word == "起" and before and (before in "今明即" or tag == "t"):
            found[-1] = before + word, "t"
        elif (word == "会" and (tag == "vn" or (tag == "v" and len(before) > 1))) or (
            kind == "k" and before and before not in MARKS
        ):
            found[-1] = before + word, "n"
        elif kind[:1] == "f" and word != "初" and (nominal(tag) or tag == "t"):
            found[-1] = before + word, "t" if tag == "t" else "s"
        elif word in ("前", "后") and kind[:1] == "f" and len(before) > 1 and verbal(tag):
            found[-1] = before + word, "t"  # 放学后
        elif word in known.adverbs and (not nominal(next_kind) or kind[:1] == "d"):
            found.append((word, "d"))
        elif kind in ("n", "ng") and tag == "d" and len(before) == 1:
            found[-1] = before + word, "n"
        elif word in known.suffixes and [(len(one), of) for one, of in found[-2:]] == [(1, "v")] * 2:
            found[-2:] = [(found[-2][0] + before + word, "n")]
        elif word == "过" and nominal(tag) and after in known.complements:
            found.append((word, "v"))
        elif word in known.acts and tag != "m" and (kind[:1] not in "pc" or after in known.complements):
            found.append((word, "v" if word not in _ASPECT else kind))
        else:
            found.append((word, kind))
    return found


def _verbs(words: list[Word], known: Lexicon) -> list[Word]:
    """Join a verb with its complement, with 了 着 过, and a short verb with an object of one character."""
    found: list[Word] = []
    for nth, (word, kind) in enumerate(words):
        before, tag = found[-1] if found else ("", "")
        later = words[nth + 1 :]
        after = later[0][1] if later else ""
        pair = len(before) == len(word) == 1 and known.modal.isdisjoint((before, word)) and before not in known.pivots
        if (
            (tag == "v" and (word in _ASPECT or _closes_verb(before, word, known)))
            or (pair and tag == "v" and word in _REACHING)
            or (word in _BECOMING and tag in ("v", "vn") and len(before) == 2)
        ):
            joined = "v"
        elif pair and tag == "v" and (nominal(kind) or kind == "t") and after != "a":
            joined = "vo" if not nominal(after) or (len(later[0][0]) > 1 and clause_to_come(later)) else ""
        elif pair and tag == "v" and kind == "v":
            joined = "" if nominal(after) else "v"
        elif pair and tag == "d" and before != "不" and kind in ("v", "a"):
            joined = "" if nominal(after) or after[:1] in ("p", "f") else "vo"
        else:
            joined = ""
        if joined:
            found[-1] = before + word, joined
        else:
            found.append((word, "vo" if kind == "vd" and not verbal(after) else kind))
    return found


def _closes_verb(before: str, word: str, known: Lexicon) -> bool:
    """Tell whether a word is the complement of a verb: 修好, 发展到; not 发布|好品种."""
    if before[-1:] == "得" and len(before) == 2:
        return word in known.complements  # 留得|住
    if word not in known.complements or word in before:
        return False
    return len(before) == 1 or (len(before) == 2 and (len(word) == 2 or word in _ONWARD))


def _affixes(words: list[Word], known: Lexicon) -> list[Word]:
    """Join single characters to the name that they open or close: 县|博物馆, 社火|队, 新|操场."""
    found: list[Word] = []
    opened = False
    for nth, (word, kind) in enumerate(words):
        before, tag = found[-1] if found else ("", "")
        after, next_kind = words[nth + 1] if nth + 1 < len(words) else ("", "")
        single = len(word) == 1 and word not in MARKS
        closes = word in known.suffixes or (kind in ("n", "ns", "nz") and not (len(after) == 1 and next_kind == "n"))
        takes = before not in MARKS and (nominal(tag) or (tag == "v" and len(before) == 2))
        if opened and (nominal(kind) or (kind == "a" and single)):
            found[-1] = before + word, "n"
            opened = single and word in known.prefixes and before not in known.whose
        elif single and closes and takes and word != before[-1:]:
            found[-1] = before + word, "n"
            opened = False
        else:
            found.append((word, kind))
            opened = single and word in known.prefixes and (nominal(next_kind) or next_kind == "a")
    return found
