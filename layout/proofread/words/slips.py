"""Characters that were likely taken for others: of the same sound, of a like shape, exchanged, or one too many.

A slip leaves a word broken into single characters. For each such character the ones that sound or look alike are tried;
one that makes a known word and a likelier sequence is reported, with how much likelier as its confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from layout.ground.dataclass import replace
from layout.proofread.passage import Passage
from layout.proofread.remark import Remark
from layout.proofread.words.idioms import alike
from layout.proofread.words.likelier import likelier, turned
from layout.proofread.words.model import after, cut, is_word, own, tagged, weight
from layout.proofread.words.slip import RUN, Slip, apart, confused, names_in
from layout.proofread.words.trigrams import Trigrams, trigrams
from layout.rules.proofreading import (
    SLIP_ALONE,
    SLIP_COMMON,
    SLIP_COMMONER,
    SLIP_DROPPED,
    SLIP_IN_WORD,
    SLIP_LEAST,
    SLIP_LONG,
    SLIP_RARE,
    SLIP_SHAPE,
    SLIP_TURNED,
    SLIP_USED,
)

_SOURCE = "词语和字序的频度"
_NUMBERS = frozenset("一二两三四五六七八九十百千万几半每")
_MEASURES = frozenset("亩斤尺丈寸里斗担篓筐垄畦茬棵株穗捆垛秆窝窑炉坛缸坯幢栋爿畈顷吨升克米座眼孔")
_ALONE = frozenset(
    "县镇乡村市区省至使以的了和及与或等在是有中上下里外前后为就也都还要将把被让向从到对个名次年月日时分元人大小多少说看"
)


def slips(passages: Sequence[Passage]) -> Iterator[Remark]:
    """Yield the likely slips of a story's texts; `passages` are all of them, since a story repeats its own words."""
    whole = "\n".join(passage.text for passage in passages)
    model = trigrams()
    for passage in passages:
        found = _found(passage.text, whole)
        for slip in found if model is None else likelier(model, passage.text, whole, found):
            old = passage.text[slip.at]
            if not passage.is_kept(slip.at, slip.at + 1):
                why = f"疑为“{slip.word}”"
                rule = f"{old}-{slip.char}"
                yield Remark("words", rule, passage, slip.at, slip.at + 1, slip.char, why, _SOURCE, slip.sure)
        yield from _exchanged(passage) if model is None else _turned(model, passage)
        yield from _too_many(passage)


def _found(text: str, whole: str) -> list[Slip]:
    """Return the likeliest slips of a text, none beside another."""
    best: dict[int, Slip] = {}
    names: frozenset[int] | None = None
    for run in RUN.finditer(text):
        counted = text[run.start() - 1 : run.start()].isdigit() if run.start() else False
        for slip in _of_run(run.group(), whole, counted):
            at = run.start() + slip.at
            names = names_in(text) if names is None else names
            if at in names or _is_called(text, at, whole):
                continue
            if at not in best or slip.score > best[at].score:
                best[at] = replace(slip, at=at)
    return apart(best)


def _is_called(text: str, at: int, whole: str) -> bool:
    """Tell whether a character is the name of somebody as people call him: 老任, where the story has 任子涵."""
    near = text[max(at - 1, 0) : at] in ("老", "小", "阿")
    return near and any(word[0] == text[at] for word, tag, _ in tagged(whole) if tag == "PER" and len(word) > 1)


def _of_run(run: str, whole: str, counted: bool) -> Iterator[Slip]:
    """Yield the slips of a run of characters; `counted`: a figure stands before it, so it begins with a unit."""
    words = cut(run)
    owner = [(word, start) for word, start in words for _ in word]
    for at, char in enumerate(run):
        word, _ = owner[at]
        if len(word) > 2 or (len(word) == 1 and char in _ALONE):
            continue
        before = after(run[at - 1], char) if at else own(char)
        behind = after(char, run[at + 1]) if at + 1 < len(run) else 0.0
        pairs = [run[at - 1 : at + 1] if at else "", run[at : at + 2]]
        cost = SLIP_USED if any(len(pair) == 2 and whole.count(pair) > 1 for pair in pairs) else 0.0
        if not cost and own(char) <= SLIP_RARE and whole.count(char) > 2:
            cost = SLIP_USED  # a rare character that comes again and again is what the story is about
        if len(word) == 1:
            cost += SLIP_ALONE * max(0.0, own(char) + 8)
        for other in confused(char):
            made = _made(run, at, other, owner, int(counted))
            if made is None or (made[0] in _NUMBERS and char in _MEASURES):
                continue
            gain = (after(run[at - 1], other) if at else own(other)) - before
            gain += (after(other, run[at + 1]) if at + 1 < len(run) else 0.0) - behind
            if gain <= 0:
                continue
            score = gain + SLIP_LONG[len(made) - 2] - cost - (0.0 if other in alike(char) else SLIP_SHAPE)
            if len(word) == 2:
                score -= SLIP_IN_WORD if weight(made) <= SLIP_COMMONER * weight(word) else 1.0
            if score >= SLIP_LEAST:
                yield Slip(at, other, made, score, min(90, round(45 + 4 * (score - SLIP_LEAST))))


def _made(run: str, at: int, char: str, owner: Sequence[tuple[str, int]], first: int) -> str | None:
    """Return the longest known word from `first` on that a character makes at a place without cutting up another."""
    text = run[:at] + char + run[at + 1 :]
    for length in (4, 3, 2):
        for start in range(max(first, at - length + 1), min(at, len(text) - length) + 1):
            word = text[start : start + length]
            if is_word(word) and (length == 4 or weight(word) >= SLIP_COMMON):
                inside = range(start, start + length)
                whole = all(
                    len(owner[nth][0]) < 3
                    and owner[nth][1] >= start
                    and owner[nth][1] + len(owner[nth][0]) <= start + length
                    for nth in inside
                )
                if whole:
                    return word
    return None


def _exchanged(passage: Passage) -> Iterator[Remark]:
    """Yield two single characters that are a word the other way round (畅顺 for 顺畅)."""
    for run in RUN.finditer(passage.text):
        for (one, start), (two, _) in pairwise(cut(run.group())):
            turned, at = two + one, run.start() + start
            if len(one) != 1 or len(two) != 1 or one == two or {one, two} & _ALONE or passage.is_kept(at, at + 2):
                continue
            if weight(turned) < SLIP_COMMON or not is_word(turned) or after(two, one) - after(one, two) <= SLIP_TURNED:
                continue
            if not {at, at + 1} & names_in(passage.text):
                yield Remark("words", f"{one}{two}", passage, at, at + 2, turned, "两个字似乎颠倒", _SOURCE, 55)


def _turned(model: Trigrams, passage: Passage) -> Iterator[Remark]:
    for at, other in turned(model, passage.text):
        if not passage.is_kept(at, at + 2):
            old = passage.text[at : at + 2]
            yield Remark("words", old, passage, at, at + 2, other, "两个字似乎颠倒", _SOURCE, 60)


def _too_many(passage: Passage) -> Iterator[Remark]:
    """Yield a character too many inside a word (解析释 for 解释): a word, and a rest that completes its beginning."""
    for run in RUN.finditer(passage.text):
        for (word, start), (rest, _) in pairwise(cut(run.group())):
            meant, at = word[0] + rest, run.start() + start + 1
            if (
                len(word) != 2
                or len(rest) != 1
                or rest in _ALONE
                or own(rest) > SLIP_RARE
                or passage.is_kept(at, at + 1)
            ):
                continue
            if (
                weight(meant) < SLIP_COMMON
                or not is_word(meant)
                or after(word[0], rest) - after(word[1], rest) <= SLIP_DROPPED
            ):
                continue
            if at not in names_in(passage.text):
                why = f"疑为“{meant}”，多了一个字"
                yield Remark("words", f"{word}{rest}", passage, at, at + 1, "", why, _SOURCE, 50)
