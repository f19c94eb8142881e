"""Characters that look right and are not: traditional forms, radicals, compatibility forms, foreign look-alikes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from layout.proofread.passage import Passage
from layout.proofread.remark import Remark

_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХаеорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxABEZHIKMNOPTYXo")
_MIXED = re.compile(r"(?=\w*[A-Za-z0-9])(?=\w*[А-Яа-яΑ-Ωα-ω])[A-Za-z0-9А-Яа-яΑ-Ωα-ω]{2,}")
_HAN = re.compile("[\u4e00-\u9fff]+")
TRADITIONAL = "通用规范汉字表"

_RESTORED = frozenset("昇喆淼邨堃犇仝氾甯甦脩陞祕澂皙瞋噘蹚勠鎔")
"""Forms that the table restored for names; GB 2312 does not have them."""


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _is_traditional(char: str) -> bool:
    """Tell whether a character is a traditional form only: not in GB 2312, and simplified to another."""
    if char in _RESTORED:
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return bool(_converter().convert(char) != char)
    return False


def characters(passage: Passage) -> Iterator[Remark]:
    """Yield characters that must not stand in simplified copy."""
    text = passage.text
    for match in _RADICALS.finditer(text):
        new = unicodedata.normalize("NFKC", match.group())
        yield _remark(passage, match.start(), match.end(), "radical", new, "部首或兼容区的字形，检索不到", "GB 18030")
    for match in _MIXED.finditer(text):
        new = match.group().translate(_LOOKALIKES)
        if new != match.group():
            yield _remark(passage, *match.span(), "lookalike", new, "混入了西里尔或希腊字母", "GB 18030")
    if not _outside(text):
        return
    for match in _HAN.finditer(text):
        start = None
        for at in range(match.start(), match.end() + 1):
            is_one = at < match.end() and _is_traditional(text[at])
            if is_one and start is None:
                start = at
            elif not is_one and start is not None:
                new = _converter().convert(text[start:at])
                yield _remark(passage, start, at, "traditional", new, "繁体字", TRADITIONAL)
                start = None


def _outside(text: str) -> bool:
    """Tell whether any character stands outside GB 2312, so that most copy is passed over at once."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _remark(passage: Passage, start: int, end: int, rule: str, new: str, why: str, source: str) -> Remark:
    return Remark("characters", rule, passage, start, end, new, why, source)
