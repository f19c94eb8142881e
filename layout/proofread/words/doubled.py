"""Words and characters set twice by a slip of the keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from layout.proofread.passage import Passage
from layout.proofread.remark import CERTAIN, Remark
from layout.proofread.words.model import is_word

_LONG = re.compile(r"(?P<w>[一-鿿]{2,8})(?P=w)")
_ONE = re.compile(r"(?P<c>[一-鿿])(?P=c)")
_FUNCTION = frozenset(
    "的了在是和与及或把被从由于就也都并但已将而则且若虽因为所其该此各每这那么吗呢吧着过得地很最更又再还只没不"
)
_OFFICES = frozenset("局部委厅署院所厂校县市镇乡区省站会办员者性化率度级册米吨亩元岁")
_TWICE_WORDS = (
    "研究 讨论 商量 休息 打扫 收拾 了解 学习 锻炼 活动 考虑 准备 体验 介绍 整理 观察 分析 交流 沟通 照顾 教育 检查"
    " 调查 放松 高兴 热闹 凉快 琢磨 打听 打扮 商议 合计 鼓励 表扬 批评 帮助 参观 庆祝 清洗 修理 意思 考验 感受 尝试"
    " 比较 比画 溜达 走动 联系 反省 总结"
)
_TWICE = frozenset(_TWICE_WORDS.split())
"""Verbs and adjectives that people double (研究研究); other words that stand twice are slips."""
_VERY_WORDS = (
    "雪白 通红 笔直 冰凉 滚烫 碧绿 漆黑 火红 金黄 瓦蓝 湛蓝 翠绿 乌黑 崭新 喷香 透亮 雪亮 溜圆 煞白 焦黄 蜡黄 锃亮 笔挺"
    " 鲜红 血红 嫩绿 油亮 滚圆 飞快 冰冷 梆硬 稀烂 精瘦 墨绿 黝黑 粉嫩 花白 死沉 生疼"
)
_VERY = frozenset(_VERY_WORDS.split())
"""Adjectives that hold a likeness of their own: doubled they say more of it (雪白雪白)."""
_SOUNDS = frozenset(
    "咕嘟哗啦叮当咚轰隆扑通噗噼啪滴答嗒呼噜叽喳吧唧嘎吱嗡哐啷咔嚓嘀哧哼嘿哟嘻哈噔咯吭叭呜嗖飕唰沙淅沥潺瑟呱喵汪咩哞嘟"
    "丁零铃咣嘭砰嘣咿呀唠叨啾喔嗷嘘呵"
)
"""Characters of words that are sounds: those are doubled as one hears them (咕嘟咕嘟)."""
_MARKS = frozenset("，。！？；：、…—“”‘’（）《》\n")
_SOURCE = "校对规程"


def doubled(passage: Passage) -> Iterator[Remark]:
    """Yield words set twice (行为行为) and single characters that are never doubled (的的, 局局)."""
    text = passage.text
    taken: list[tuple[int, int]] = []
    for match in _LONG.finditer(text):
        word = match["w"]
        if len(set(word)) == 1 or _reduplicates(word) or _is_called_out(text, *match.span()):
            continue
        start, end = match.start() + len(word), match.end()
        if is_word(text[match.start() - 1 : start]) or is_word(text[start : end + 1]):
            continue  # 党组织|组织力: each belongs to a longer word.
        taken.append(match.span())
        if not passage.is_kept(start, end):
            sure = CERTAIN if len(word) > 2 or is_word(word) else 75
            yield Remark("doubled", "word", passage, start, end, "", f"“{word}”写了两次", _SOURCE, sure)
    for match in _ONE.finditer(text):
        char, start = match["c"], match.start()
        if any(first <= start < last for first, last in taken) or passage.is_kept(start, start + 2):
            continue
        if char in _FUNCTION or char in _OFFICES:
            yield from _single(passage, char, start)


def _single(passage: Passage, char: str, start: int) -> Iterator[Remark]:
    """Yield a doubled function character or office word where both stand as words of their own."""
    import rjieba

    text = passage.text
    if text[start - 1 : start] == "一" or text[start + 2 : start + 3] == char or text[start - 1 : start] == char:
        return
    window_start = max(start - 6, 0)
    window = text[window_start : start + 8]
    at = window_start
    words: list[tuple[str, int]] = []
    for word in rjieba.cut(window, False):
        words.append((word, at))
        at += len(word)
    edges = {first for _, first in words} | {at}
    crossing = next((word for word, first in words if first == start and word == char * 2), None)
    if crossing:
        return
    if char in _FUNCTION:
        # Each stands alone: neither is the end or the start of a longer word (目的|的, 为|了解).
        if not {start, start + 1, start + 2} <= edges:
            return
        yield Remark("doubled", "character", passage, start + 1, start + 2, "", f"“{char}”写了两次", _SOURCE)
    elif start + 1 in edges and start + 2 in edges:
        yield Remark("doubled", "character", passage, start + 1, start + 2, "", f"“{char}”写了两次", _SOURCE, 85)


def _reduplicates(word: str) -> bool:
    """Tell whether two characters may stand twice by the language's own ways: 研究研究, 一步一步, 很多很多."""
    if len(word) != 2:
        return False
    if word[0] in "一很非越好太特真最几多老" or word == "许多":
        return True
    return word in _TWICE or word in _VERY or _SOUNDS.issuperset(word)


def _is_called_out(text: str, start: int, end: int) -> bool:
    """Tell whether doubled words are all that is said between two marks, as people call out: “来了来了！”."""
    before, behind = text[start - 1 : start] if start else "", text[end : end + 1]
    return (not before or before in _MARKS) and (not behind or behind in _MARKS)
