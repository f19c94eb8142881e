"""Formulas of Word (Office Math) as one line of text: fractions with a slash, powers raised, roots with √."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from layout.intake.word.names import attribute, child, parts, short
from layout.text.raised import raised

_MANY = frozenset("+-−±×÷*/=<>≤≥ ，,；")
_PLAIN = re.compile(r"\d+/\d+")
_ARROWS = frozenset("→←↔⇒⇐⇔⟶⟵⟷⇌⇋⇄⇆")
_COMBINING = {
    "¯": "\u0304",
    "\u0305": "\u0304",
    "‾": "\u0304",
    "^": "\u0302",
    "~": "\u0303",
    "→": "\u20d7",
    "˙": "\u0307",
}
"""Signs that stand over a quantity as Unicode sets them over one: a bar over a letter is its macron."""


class Formula:
    """One formula read: its text, and the elements whose characters are in it, in the order of the text."""

    def __init__(self, element: Any) -> None:
        """Read an `m:oMath` or `m:oMathPara`."""
        self.leaves: list[Any] = []
        self.text = self._inside(element).strip()

    def _inside(self, element: Any | None) -> str:
        text, fraction = "", ""
        for one in element if element is not None else ():
            piece = self._one(one)
            if not piece:
                continue
            if fraction:
                text += f"({fraction})" if piece[0].isalnum() or piece[0] in "(√" else fraction
            fraction = piece if short(one.tag) == "m:f" else ""
            if fraction and text[-1:].isdigit() and fraction[0].isdigit():
                # 3 and a half, not thirty-one halves.
                text, fraction = (f"{text}又", fraction) if _PLAIN.fullmatch(fraction) else (f"{text}({fraction})", "")
            text += "" if fraction else piece if short(one.tag) != "m:f" else ""
        return text + fraction

    def _part(self, element: Any, name: str) -> str:
        return self._inside(child(element, name))

    def _one(self, element: Any) -> str:
        tag = short(element.tag)
        if tag in ("m:t", "w:t"):
            self.leaves.append(element)
            return (element.text or "") + self._inside(element)
        reads = _READ.get(tag)
        if reads is not None:
            return reads(self, element)
        return "" if tag.endswith("Pr") else self._inside(element)

    def _fraction(self, element: Any) -> str:
        for one in parts(element, "m:fPr"):
            if short(one.tag) == "m:type" and attribute(one, "m:val") == "noBar":
                return f"{self._part(element, 'm:num')}；{self._part(element, 'm:den')}"
        return f"{_held(self._part(element, 'm:num'))}/{_held(self._part(element, 'm:den'))}"

    def _scripts(self, element: Any) -> str:
        base = self._part(element, "m:e")
        return base + _script(self._part(element, "m:sub"), "sub") + _script(self._part(element, "m:sup"), "sup")

    def _before(self, element: Any) -> str:
        sub, sup = self._part(element, "m:sub"), self._part(element, "m:sup")
        return _script(sub, "sub") + _script(sup, "sup") + self._part(element, "m:e")

    def _root(self, element: Any) -> str:
        degree, under = self._part(element, "m:deg"), self._part(element, "m:e")
        return (_script(degree, "sup") if degree else "") + "√" + _held(under)

    def _brackets(self, element: Any) -> str:
        signs = {"m:begChr": "(", "m:sepChr": "|", "m:endChr": ")"}
        for one in parts(element, "m:dPr"):
            if short(one.tag) in signs:
                signs[short(one.tag)] = attribute(one, "m:val")
        inside = signs["m:sepChr"].join(self._inside(one) for one in element if short(one.tag) == "m:e")
        return signs["m:begChr"] + inside + signs["m:endChr"]

    def _accent(self, element: Any) -> str:
        mark = "\u0302"
        for one in parts(element, "m:accPr"):
            if short(one.tag) == "m:chr":
                mark = attribute(one, "m:val")
        return _over(self._part(element, "m:e"), _COMBINING.get(mark, mark))

    def _bar(self, element: Any) -> str:
        top = any(short(one.tag) == "m:pos" and attribute(one, "m:val") == "top" for one in parts(element, "m:barPr"))
        return _over(self._part(element, "m:e"), "\u0304" if top else "\u0332")

    def _group(self, element: Any) -> str:
        """Read what a sign spans: over an arrow stands the condition of a reaction, a brace only gathers."""
        sign = next(
            (attribute(one, "m:val") for one in parts(element, "m:groupChrPr") if short(one.tag) == "m:chr"), ""
        )
        inside = self._part(element, "m:e")
        if sign not in _ARROWS:
            return inside
        return f"{sign}({inside})" if inside else sign

    def _phantom(self, element: Any) -> str:
        """Read a phantom: room without ink, unless it is to be shown."""
        shows = [attribute(one, "m:val") for one in parts(element, "m:phantPr") if short(one.tag) == "m:show"]
        return "" if shows and shows[0].lower() in ("0", "false", "off") else self._part(element, "m:e")

    def _nary(self, element: Any) -> str:
        sign = "∫"
        for one in parts(element, "m:naryPr"):
            if short(one.tag) == "m:chr":
                sign = attribute(one, "m:val") or sign
        return sign + self._scripts_only(element) + self._part(element, "m:e")

    def _scripts_only(self, element: Any) -> str:
        return _script(self._part(element, "m:sub"), "sub") + _script(self._part(element, "m:sup"), "sup")

    def _limit(self, element: Any) -> str:
        way = "sub" if short(element.tag) == "m:limLow" else "sup"
        return self._part(element, "m:e") + _script(self._part(element, "m:lim"), way)

    def _rows(self, element: Any) -> str:
        rows = [self._inside(one) for one in element if short(one.tag) in ("m:e", "m:mr")]
        return "；".join(row for row in rows if row)

    def _row(self, element: Any) -> str:
        return " ".join(self._inside(one) for one in element if short(one.tag) == "m:e")


_READ = {
    "m:acc": Formula._accent,
    "m:bar": Formula._bar,
    "m:groupChr": Formula._group,
    "m:phant": Formula._phantom,
    "m:f": Formula._fraction,
    "m:sSup": Formula._scripts,
    "m:sSub": Formula._scripts,
    "m:sSubSup": Formula._scripts,
    "m:sPre": Formula._before,
    "m:rad": Formula._root,
    "m:d": Formula._brackets,
    "m:nary": Formula._nary,
    "m:limLow": Formula._limit,
    "m:limUpp": Formula._limit,
    "m:eqArr": Formula._rows,
    "m:m": Formula._rows,
    "m:mr": Formula._row,
}


def _over(text: str, mark: str) -> str:
    """Return every character of a quantity under (or over) a mark, composed where Unicode has it so."""
    return unicodedata.normalize("NFC", "".join(char + mark if char.isalnum() else char for char in text))


def _held(text: str) -> str:
    """Return a part in brackets where it is more than one quantity."""
    return f"({text})" if len(text) > 1 and any(sign in _MANY for sign in text) else text


def _script(text: str, way: str) -> str:
    if not text:
        return ""
    small = raised(text, way)
    if small is not None:
        return small
    sign = "^" if way == "sup" else "_"
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"
