"""Automatic numbers of Word as they are seen: 一、 （一） 1. ① A. i) and bullets (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from typing import Any

from layout.ground.dataclass import dataclass, field
from layout.intake.word.names import attribute, short
from layout.intake.word.styles import number
from layout.text.raised import circled

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_PLACE = re.compile(r"%([1-9])")
_MOST = 99_999


def _chinese(value: int) -> str:
    """Return a number as 一, 十一, 二十, 一百零五."""
    if value >= 10_000:
        rest = value % 10_000
        return _chinese(value // 10_000) + "万" + (("零" if rest < 1000 else "") + _chinese(rest) if rest else "")
    if value < 10:
        return "零" if value == 0 else _DIGITS[value]
    told, rest, gap = "", value, False
    for unit, sign in _UNITS:
        count, rest = divmod(rest, unit)
        if count:
            told += ("零" if gap else "") + (_DIGITS[count] if not (unit == 10 and count == 1 and not told) else "")
            told += sign
            gap = False
        elif told and rest:
            gap = True
    if rest:
        told += ("零" if gap else "") + _DIGITS[rest]
    return told


def _formal(value: int) -> str:
    signs = str.maketrans(_DIGITS + "零十百千", _FORMAL + "零拾佰仟")
    told = _chinese(value)
    return ("一" + told if told.startswith("十") else told).translate(signs)


def _letters(value: int) -> str:
    return chr(65 + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""


def _roman(value: int) -> str:
    told = ""
    for worth, sign in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
                        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        count, value = divmod(value, worth)
        told += sign * min(count, 99)
    return told


def _run_of(first: int, last: int, value: int, otherwise: str) -> str:
    return chr(first + value - 1) if 1 <= value <= last - first + 1 else otherwise


def shown(value: int, form: str) -> str:
    """Return a number in one of Word's number formats; figures where the format is not known."""
    value = max(0, min(value, _MOST))
    plain = str(value)
    if form in ("upperLetter", "lowerLetter"):
        told = _letters(value)
        return told if form == "upperLetter" else told.lower()
    if form in ("upperRoman", "lowerRoman"):
        told = _roman(value)
        return told if form == "upperRoman" else told.lower()
    if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                "taiwaneseCountingThousand", "koreanCounting", "japaneseDigitalTenThousand"):  # fmt: skip
        return _chinese(value)
    if form in ("ideographDigital", "taiwaneseDigital"):
        return "".join(_DIGITS[int(digit)] for digit in plain)
    if form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _formal(value)
    if form == "ideographTraditional":
        return _STEMS[(value - 1) % 10]
    if form == "ideographZodiac":
        return _BRANCHES[(value - 1) % 12]
    if form.startswith("decimalEnclosedCircle"):
        return circled(value)
    if form == "decimalEnclosedParen":
        return _run_of(0x2474, 0x2487, value, f"({plain})")
    if form == "decimalEnclosedFullstop":
        return _run_of(0x2488, 0x249B, value, f"{plain}.")
    if form == "ideographEnclosedCircle":
        return _run_of(0x3280, 0x3289, value, plain)
    if form.startswith("decimalFullWidth"):
        return plain.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if form == "decimalZero":
        return f"{value:02d}"
    return "" if form == "none" else plain


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: number format, text with %1 for the numbers, first number, after which level it restarts."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    restart: int = -1
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document and where each has counted to."""

    _levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)
    _starts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Any | None) -> Numbering:
        """Read `numbering.xml`."""
        numbering = cls()
        plans: dict[str, dict[int, Level]] = {}
        links: dict[str, str] = {}
        named: dict[str, str] = {}
        for one in root if root is not None else ():
            if short(one.tag) == "w:abstractNum":
                ident = attribute(one, "abstractNumId")
                plans[ident] = dict(_level(part) for part in one if short(part.tag) == "w:lvl")
                for part in one:
                    if short(part.tag) == "w:numStyleLink":
                        links[ident] = attribute(part, "val")
                    elif short(part.tag) == "w:styleLink":
                        named[attribute(part, "val")] = ident
        for one in root if root is not None else ():
            if short(one.tag) == "w:num":
                numbering._num(one, plans, links, named)
        return numbering

    def _num(
        self, element: Any, plans: dict[str, dict[int, Level]], links: dict[str, str], named: dict[str, str]
    ) -> None:
        ident = attribute(element, "numId")
        for one in element:
            if short(one.tag) == "w:abstractNumId":
                plan = attribute(one, "val")
                plan = named.get(links.get(plan, ""), plan)
                self._abstract[ident] = plan
                self._levels[ident] = dict(plans.get(plan, {}))
        for one in element:
            if short(one.tag) != "w:lvlOverride":
                continue
            level = int(number(attribute(one, "ilvl")))
            for part in one:
                if short(part.tag) == "w:lvl":
                    self._levels.setdefault(ident, {})[level] = _level(part)[1]
                elif short(part.tag) == "w:startOverride":
                    self._starts[ident, level] = int(number(attribute(part, "val"), 1))

    def label(self, ident: str, level: int) -> tuple[str, bool]:
        """Count a paragraph of a list and return its number as it is seen, and whether it is a bullet."""
        levels = self._levels.get(ident)
        if levels is None or level not in levels:
            return "", False
        here = levels[level]
        counts = self._counts.setdefault(self._abstract.get(ident, ident), {})
        if (ident, level) in self._starts and (ident, level) not in self._begun:
            counts[level] = self._starts[ident, level] - 1
        self._begun.add((ident, level))
        counts[level] = counts.get(level, here.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            plan = levels.get(deeper)
            if plan is None or plan.restart != 0:
                del counts[deeper]
        if here.form == "bullet":
            return "", True

        def told(match: re.Match[str]) -> str:
            nth = int(match[1]) - 1
            plan = levels.get(nth, here)
            value = counts.get(nth, plan.start)
            return shown(value, "decimal" if here.legal and nth < level else plan.form)

        return _PLACE.sub(told, here.text).strip(), False


def _level(element: Any) -> tuple[int, Level]:
    form, text, start, restart, legal = "decimal", "", 1, -1, False
    for one in element:
        tag = short(one.tag)
        if tag == "w:numFmt":
            form = attribute(one, "val") or form
        elif tag == "w:lvlText":
            text = attribute(one, "val")
        elif tag == "w:start":
            start = int(number(attribute(one, "val"), 1))
        elif tag == "w:lvlRestart":
            restart = int(number(attribute(one, "val"), -1))
        elif tag == "w:isLgl":
            legal = attribute(one, "val").lower() not in ("0", "false", "off")
        elif one.tag and short(one.tag) == "mc:AlternateContent":
            form = next((attribute(part, "val") for part in one.iter() if short(part.tag) == "w:numFmt"), form)
    return int(number(attribute(element, "ilvl"))), Level(form, text, start, restart, legal)
