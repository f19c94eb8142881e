"""How much of the usual character sets a face has."""

from __future__ import annotations

from functools import cache

from layout.typeface.face import Face

SETS = ("GB 2312", "CJK", "GB 18030")


@cache
def characters(name: str) -> frozenset[int]:
    """Return the Chinese characters of a set, as code points.

    GB 2312: the 6,763 of GB/T 2312-1980, sections 16 to 87. CJK: the 20,902 unified ideographs of GB 13000.1-1993.
    GB 18030: those and extension A, the 27,484 of the mandatory part of GB 18030-2005.
    """
    if name == "GB 2312":
        codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
        return frozenset(ord(char) for code in codes if (char := code.decode("gb2312", "ignore")))
    united = frozenset(range(0x4E00, 0x9FA6))
    return united if name == "CJK" else united | frozenset(range(0x3400, 0x4DB6))


def coverage(face: Face, name: str) -> tuple[int, int]:
    """Return how many characters of a set the face has, and how many the set has."""
    wanted = characters(name)
    return len(wanted & set(face.hb_face.unicodes)), len(wanted)
