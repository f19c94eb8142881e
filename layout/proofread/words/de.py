"""的、地、得: which of the three stands before a noun, before a verb, behind a verb (现代汉语八百词)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from layout.proofread.passage import Passage
from layout.proofread.remark import Remark
from layout.proofread.words.model import tagged

_SOURCE = "现代汉语八百词"
_ADVERBS = frozenset(("ad", "d"))
_MANNER_WORDS = (
    "及时 认真 积极 主动 努力 仔细 深入 切实 有效 不断 充分 热情 耐心 细致 全面 严格 准确 迅速 顺利 圆满 坚决 自觉"
    " 广泛 大力 妥善 有序 扎实 稳步 尽快 明显 逐步 逐渐 激动 高兴 深情 亲切 自觉 刻苦 精心 用心 真诚 虚心"
)
_MANNERS = frozenset(_MANNER_WORDS.split())
_NOUNS = frozenset(
    ("办法", "方法", "方式", "经验", "作用", "措施", "成果", "项目", "部分", "能力", "机制", "工作", "精神")
)
_SPEECH_WORDS = "说 问 喊 喊道 说道 笑着 笑 哭 介绍 表示 回忆 告诉 回答 点头 走 看着 望着 握着 写道"
_SPEECH = frozenset(_SPEECH_WORDS.split())
_OBJECTS = frozenset(("n", "r", "vn", "nz", "LOC", "PER", "ORG", "m", "u", "a"))
_BEHIND = re.compile(r"(?P<v>[一-鿿])的(?P<c>[好住快多早晚远高满稳准清深透久])(?=[，。、！；”]|$)")


def de(passage: Passage) -> Iterator[Remark]:
    """Yield 的 before a verb with an adverb, 的 behind a verb with its result, 得 before a verb of saying."""
    text = passage.text
    if "的" not in text and "得" not in text:
        return
    words = tagged(text)
    for nth in range(1, len(words) - 1):
        word, _, at = words[nth]
        (before, tag, _), (behind, next_tag, _) = words[nth - 1], words[nth + 1]
        if word == "的" and _is_adverb(before, tag) and next_tag in ("v", "vn") and _rules(words, nth + 2):
            yield Remark("de", "before-verb", passage, at, at + 1, "地", f"“{before}”修饰动词“{behind}”", _SOURCE, 75)
        elif word == "得" and len(before) > 1 and tag in ("a", "ad", "v", "an") and behind in _SPEECH:
            yield Remark("de", "before-saying", passage, at, at + 1, "地", f"“{before}”修饰动词“{behind}”", _SOURCE, 80)
    tags = {at: tag for _, tag, at in words}
    for match in _BEHIND.finditer(text):
        if tags.get(match.start("v")) in ("v", "vd"):
            at = match.start() + 1
            why = f"“{match['c']}”是“{match['v']}”的结果"
            yield Remark("de", "behind-verb", passage, at, at + 1, "得", why, _SOURCE, 75)


def _is_adverb(word: str, tag: str) -> bool:
    return len(word) > 1 and (tag in _ADVERBS or word in _MANNERS or (tag == "a" and word[0] == word[1]))


def _rules(words: tuple[tuple[str, str, int], ...], nth: int) -> bool:
    """Tell whether the verb before word `nth` has an object: it is a verb then, and no noun made of one."""
    return (
        nth < len(words) and words[nth][0] not in _NOUNS and (words[nth][1] in _OBJECTS or words[nth][0] in "了着过起")
    )
