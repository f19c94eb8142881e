"""Styles and lists of OpenDocument: how copy looks, and the numbers that stand before paragraphs."""

from __future__ import annotations

import re
from typing import Any

from layout.ground.dataclass import replace
from layout.intake.document import Look
from layout.intake.doors.open_names import name_of, value_of
from layout.intake.word.numbers import shown
from layout.intake.word.styles import TINY

_LENGTH = re.compile(r"(-?[\d.]+)(mm|cm|in|pt|px)")
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "px": 25.4 / 96}
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CHINESE_FORMS = (("一", "chineseCounting"), ("壹", "chineseLegalSimplified"), ("①", "decimalEnclosedCircle"),
                  ("甲", "ideographTraditional"), ("子", "ideographZodiac"), ("１", "decimalFullWidth"))  # fmt: skip


class OpenStyles:
    """The styles and lists of a document, and where each list has counted to."""

    def __init__(self, *parts: Any) -> None:
        """Read the parts that hold styles, later ones over earlier."""
        self.styles: dict[str, Any] = {}
        self.lists: dict[str, Any] = {}
        self.faces: dict[str, str] = {}
        self.counts: dict[tuple[str, int], int] = {}
        for part in parts:
            for element in part.iter("*") if part is not None else ():
                name = name_of(element.tag)
                if name == "style:style":
                    self.styles[value_of(element, "name")] = element
                elif name == "style:font-face":
                    self.faces[value_of(element, "name")] = value_of(element, "font-family").strip("'\"")
                elif name == "text:list-style":
                    self.lists[value_of(element, "name")] = element

    def face(self, props: dict[str, str]) -> str:
        """Return the face in which properties set Latin letters, where symbol fonts have their signs."""
        return self.faces.get(props.get("font-name", "")) or props.get("font-family", "") or props.get("font-name", "")

    def is_unseen(self, props: dict[str, str]) -> bool:
        """Tell whether properties set type in the white of the paper, or too small to be seen."""
        grounds = {props.get("background-color", "transparent").lower(), props.get("fill", "none").lower()}
        white = props.get("color", "").lower() == "#ffffff" and grounds <= {"transparent", "none", "#ffffff"}
        return white or 0 < points(props.get("font-size", "")) <= TINY

    def begin_list(self, level: tuple[str, int]) -> None:
        """Let a list count from its first number again."""
        self.counts.pop(level, None)

    def props(self, style: str) -> dict[str, str]:
        """Return the properties of a style with all that it is based on."""
        chain: list[Any] = []
        while style in self.styles and len(chain) < 20:
            chain.append(self.styles[style])
            style = value_of(self.styles[style], "parent-style-name")
        found: dict[str, str] = {}
        for one in reversed(chain):
            for part in one:
                if name_of(part.tag) in ("style:text-properties", "style:paragraph-properties"):
                    found.update({key.rpartition("}")[2]: value for key, value in part.items()})
        return found

    def name(self, style: str) -> str:
        """Return the name of the style that the desk knows: an automatic one stands for its parent."""
        for _ in range(20):
            element = self.styles.get(style)
            if element is None or not re.fullmatch(r"P\d+|T\d+", style):
                break
            style = value_of(element, "parent-style-name")
        element = self.styles.get(style)
        name = (value_of(element, "display-name") if element is not None else "") or style
        return name.replace("_20_", " ").strip().lower()

    def label(self, levels: list[tuple[str, int]]) -> tuple[str, bool]:
        """Count an item of the innermost list; return its number as it is seen, and whether it has a bullet."""
        if not levels:
            return "", False
        style, level = levels[-1]
        plan = next(
            (one for one in self.lists.get(style, ()) if value_of(one, "level") == str(level + 1)), None
        )  # fmt: skip
        if plan is None or name_of(plan.tag) != "text:list-level-style-number":
            return "", plan is not None
        start = value_of(plan, "start-value")
        self.counts[style, level] = self.counts.get((style, level), int(start) - 1 if start.isdigit() else 0) + 1
        number = shown(self.counts[style, level], _form(value_of(plan, "num-format")))
        return f"{value_of(plan, 'num-prefix')}{number}{value_of(plan, 'num-suffix')}".strip() if number else "", False


def look_with(look: Look, props: dict[str, str]) -> Look:
    """Return a look with what properties say of it."""
    if weight := props.get("font-weight") or props.get("font-weight-asian"):
        look = replace(look, bold=weight in ("bold", "600", "700", "800", "900"))
    if size := points(props.get("font-size-asian") or props.get("font-size", "")):
        look = replace(look, size=size)
    if face := props.get("font-name-asian") or props.get("font-name"):
        look = replace(look, face=face)
    position = props.get("text-position", "")
    if position:
        look = replace(
            look, raised="sub" if position.startswith(("sub", "-")) else "" if position.startswith("0") else "sup"
        )
    if emphasis := props.get("text-emphasize"):
        look = replace(look, dots=not emphasis.startswith("none"))
    if strike := props.get("text-line-through-style"):
        look = replace(look, struck=strike != "none")
    return look


def _form(form: str) -> str:
    if form in _FORMS:
        return _FORMS[form]
    return next((ours for sign, ours in _CHINESE_FORMS if form.startswith(sign)), "decimal" if form else "none")


def millimetres(text: str) -> float:
    """Return a length in millimetres, 0 where it is none."""
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _MM[match[2]] if match and match[1].count(".") <= 1 else 0.0


def points(text: str) -> float:
    """Return a length in points."""
    return millimetres(text) * 72 / 25.4


def ems(text: str) -> float:
    """Return a length in ems of 10.5 pt."""
    return points(text) / 10.5
