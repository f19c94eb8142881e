"""Idioms with a wrong character: four characters that are no word, and one of them away from just one idiom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from layout.proofread.passage import Passage
from layout.proofread.remark import Remark
from layout.proofread.words.model import WORDS_KEPT, look_alikes

_RUN = re.compile("[一-鿿]{4,}")
_TAGS = ("i", "l")
SOURCE = "汉语成语词典"


def idioms(passage: Passage) -> Iterator[Remark]:
    """Yield four-character idioms in which one character was taken for another of the same sound or of a like shape."""
    import rjieba

    for run in _RUN.finditer(passage.text):
        text, base = run.group(), run.start()
        edges = _edges(rjieba.cut(text, False))
        taken = 0
        for start in range(len(text) - 3):
            four = text[start : start + 4]
            if start < taken or rjieba.has_word(four) or not _broken(edges, start):
                continue
            found = [(at, right) for at in range(4) for right in _near(four, at)]
            if len({right for _, right in found}) != 1:
                continue
            at, right = found[0]
            where = base + start
            if not passage.is_kept(where, where + 4):
                why = f"成语是“{right}”"
                yield Remark("idioms", right, passage, where + at, where + at + 1, right[at], why, SOURCE, 92)
                taken = start + 4


def _edges(words: list[str]) -> set[int]:
    edges, at = {0}, 0
    for word in words:
        at += len(word)
        edges.add(at)
    return edges


def _broken(edges: set[int], start: int) -> bool:
    """Tell whether four characters are cut up as an idiom with a slip would be: into three words or more."""
    return sum(start <= edge <= start + 4 for edge in edges) >= 3


@lru_cache(maxsize=WORDS_KEPT)
def _near(four: str, at: int) -> tuple[str, ...]:
    """Return the idioms that four characters become by a character of the same sound or a like shape at one place."""
    import rjieba

    found = []
    for char in dict.fromkeys((*alike(four[at]), *sorted(look_alikes(four[at])))):
        word = four[:at] + char + four[at + 1 :]
        if rjieba.has_word(word) and rjieba.tag(word)[0][1] in _TAGS and len(rjieba.tag(word)) == 1:
            found.append(word)
    return tuple(found)


@cache
def alike(char: str) -> tuple[str, ...]:
    """Return the characters of GB 2312 that sound like one (tones aside)."""
    same, sound_of = _sounds()
    of_char = sound_of.get(char) or _sound(char)
    return tuple(sorted({*same.get(of_char, "")} - {char}))


def _sound(char: str) -> str:
    from pypinyin import Style, pinyin

    return pinyin(char, style=Style.NORMAL)[0][0]


@cache
def _sounds() -> tuple[dict[str, str], dict[str, str]]:
    """Return the characters of GB 2312's first and second level by sound, and the sound of each.

    A table that is kept: pypinyin takes a fifth of a second to start and to tell them all.
    """
    text = Path(__file__).with_name("sounds.tsv").read_text("utf-8")
    same = dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return same, {char: sound for sound, chars in same.items() for char in chars}
