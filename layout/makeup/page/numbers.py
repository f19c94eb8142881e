"""Page numbers in words, as the trade prints them: 下转第二版, 上接第一版."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def in_words(number: int) -> str:
    """Return a page number from 1 to 99 in Chinese numerals; larger ones stay in figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def jump_to(page: int) -> str:
    """Return the jump line that closes a leg."""
    return f"（下转第{in_words(page)}版）"


def jump_from(page: int) -> str:
    """Return the line that opens what a jump left."""
    return f"（上接第{in_words(page)}版）"
