r"""Field codes that print by themselves: `eq \o\ac(○,26)` is ㉖, `SYMBOL 109 \f "Symbol"` is μ.

Every other field prints the result that Word keeps beside its code.
"""

from __future__ import annotations

import re

from layout.ground.dataclass import dataclass
from layout.intake.word.symbols import symbol
from layout.text.raised import circled, raised

_RINGS = "○〇◯O0o"
_FRAMES = {"□": "□", "△": "△", "◇": "◇"}
_SYMBOL = re.compile(r"SYMBOL\s+(0x[0-9a-fA-F]{1,5}|\d{1,6})\b(.*)", re.I | re.S)
_FONT = re.compile(r'\\f\s+"?([^"\\]+?)"?\s*(?:\\|$)', re.I)
_BUTTON = re.compile(r"(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*)", re.I | re.S)
_QUOTE = re.compile(r'QUOTE\s+"([^"]*)"', re.I)
_EQ = re.compile(r"EQ\s*(?=\\|\s)(.*)", re.I | re.S)
_SWITCH = re.compile(r"\\([a-zA-Z]+)\s*")
_OPTION = re.compile(r'\s*\\\*\s*("[^"]*"|\S+)')
_LENGTH = re.compile(r"\s*(-?\d+)?\s*")


@dataclass(frozen=True, slots=True)
class FieldResult:
    """What a field code prints: text by a rule, and the reading over it where it is ruby made of a field."""

    text: str
    rule: str
    ruby: str = ""


def shown_by_code(code: str) -> FieldResult | None:
    """Return what a field's code prints without a result; None for a field that has to have one."""
    code = code.strip()
    if match := _EQ.match(code):
        reader = _Equation(_OPTION.sub(" ", match[1]))
        text = reader.text().strip()
        return FieldResult(text, reader.rule, reader.ruby) if text else None
    if match := _SYMBOL.match(code):
        font = _FONT.search(match[2])
        value = int(match[1], 16) if match[1].lower().startswith("0x") else int(match[1])
        found = symbol(font[1] if font else "", value)
        return FieldResult(found, "symbol") if found else None
    if match := _QUOTE.match(code) or _BUTTON.match(code):
        return FieldResult(match[1], "field") if match[1].strip() else None
    return None


class _Equation:
    """An EQ code read from left to right."""

    def __init__(self, code: str) -> None:
        self.code, self.at = code, 0
        self.rule, self.ruby = "formula", ""
        self._reading = ""

    def text(self, closing: str = "") -> str:
        pieces: list[str] = []
        while self.at < len(self.code):
            char = self.code[self.at]
            if closing and char in closing:
                break
            if char == "\\" and (match := _SWITCH.match(self.code, self.at)):
                self.at = match.end()
                pieces.append(self._switch(match[1].lower()))
            elif char == "\\":
                pieces.append(self.code[self.at + 1 : self.at + 2])
                self.at += 2
            else:
                pieces.append(char)
                self.at += 1
        return "".join(pieces)

    def _arguments(self) -> list[str] | None:
        """Read the bracketed list that follows; None where none does."""
        if self.code[self.at : self.at + 1] != "(":
            return None
        found = []
        while self.at < len(self.code) and self.code[self.at] != ")":
            self.at += 1
            found.append(self.text(",;)").strip())
        self.at += 1
        return found

    def _switch(self, name: str) -> str:
        ways: list[str] = []
        # Options of the switch stand between it and its bracket: \o\ac(…), \s\up 9(…), \b\lc\{(…).
        while (inner := _SWITCH.match(self.code, self.at)) and self.code[self.at] == "\\":
            ways.append(inner[1].lower())
            self.at = inner.end()
            length = _LENGTH.match(self.code, self.at)
            self.at = length.end() if length else self.at
        length = _LENGTH.match(self.code, self.at)
        self.at = length.end() if length else self.at
        parts = self._arguments()
        if parts is None:
            return ""
        return self._combined(name, ways, parts)

    def _combined(self, name: str, ways: list[str], parts: list[str]) -> str:
        if name == "o" and len(parts) == 2 and parts[0] in _RINGS and parts[0]:
            self.rule = "enclosed"
            if parts[1].isdigit() and int(parts[1]) <= 50:
                return circled(int(parts[1]))
            return f"（{parts[1]}）"
        if name == "o" and self._reading and parts:
            self.rule, self.ruby, self._reading = "ruby", self._reading, ""
            return parts[-1]
        if name == "o" and len(parts) == 2 and parts[0] in _FRAMES:
            self.rule = "enclosed"
            return f"（{parts[1]}）"
        if name == "f" and len(parts) == 2:
            return f"{parts[0]}/{parts[1]}"
        if name == "r":
            return (raised(parts[0], "sup") or "" if len(parts) == 2 else "") + "√" + parts[-1]
        if name in ("s", "up", "do"):
            return self._raised("do" in (*ways, name), "".join(parts))
        if name == "b":
            return "(" + "".join(parts) + ")"
        return "".join(parts)

    def _raised(self, down: bool, text: str) -> str:
        """Return a raised or lowered part; over a base inside an overstrike it is a reading (phonetic guide)."""
        small = raised(text, "sub" if down else "sup")
        if small is not None:
            return small
        if not down and re.search(r"[a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü\u3105-\u312f]", text):
            self._reading = text
            return ""
        return text
