"""SVG styles: what an element's attributes, `style` and the file's style rules add up to, and colours as inks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from layout.ground.dataclass import dataclass
from layout.sheet import BLACK, WHITE, Ink

INHERITED = frozenset((
    "fill", "stroke", "stroke-width", "stroke-dasharray", "fill-rule", "fill-opacity", "stroke-opacity", "color",
    "visibility", "font-family", "font-size", "font-weight", "text-anchor", "letter-spacing", "writing-mode",
    "dominant-baseline", "marker-start", "marker-end", "marker-mid", "xml:space",
))  # fmt: skip
OWN = frozenset(("opacity", "display", "clip-path", "mask", "filter", "stop-color", "stop-opacity", "font", "marker"))

Style = dict[str, str]

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-zA-Z]+|\*)?((?:[.#][\w-]+)*)$")
_PARTS = re.compile(r"[.#][\w-]+")
_DEVICE = re.compile(r"(?:device-cmyk|cmyk)\(([^)]*)\)", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_UNITS = {
    "": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StyleRule:
    """One simple selector of a style sheet with its declarations; `weight` orders tag, class and id selectors."""

    tag: str
    classes: frozenset[str]
    id: str
    declarations: tuple[tuple[str, str], ...]
    weight: int

    def matches(self, tag: str, classes: frozenset[str], name: str) -> bool:
        """Tell whether the rule speaks of an element."""
        return (not self.tag or self.tag == tag) and self.classes <= classes and (not self.id or self.id == name)


def style_rules(sheet: str) -> tuple[tuple[StyleRule, ...], tuple[str, ...]]:
    """Return the rules of a style sheet, in order of weight, and the selectors that are beyond this reader."""
    rules, unknown = [], []
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    for selectors, body in _RULE.findall(sheet):
        for selector in selectors.split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match is None or not selector.strip():
                unknown.append(" ".join(selector.split())[:60])
                continue
            parts = _PARTS.findall(match[2])
            names = [part[1:] for part in parts if part[0] == "#"]
            classes = frozenset(part[1:] for part in parts if part[0] == ".")
            tag = "" if match[1] in (None, "*") else match[1]
            weight = 100 * len(names) + 10 * len(classes) + bool(tag)
            rules.append(StyleRule(tag, classes, names[0] if names else "", declarations(body), weight))
    return tuple(sorted(rules, key=lambda rule: rule.weight)), tuple(unknown)


def declarations(body: str) -> tuple[tuple[str, str], ...]:
    """Return the `name: value` pairs of a style attribute or rule."""
    pairs = (part.partition(":") for part in body.split(";"))
    return tuple(
        (name.strip().lower(), value.replace("!important", "").strip()) for name, colon, value in pairs if colon
    )


def cascade(parent: Mapping[str, str], tag: str, attributes: Mapping[str, str], rules: tuple[StyleRule, ...]) -> Style:
    """Return an element's style: inherited, then its attributes, then matching rules, then its `style`."""
    style = {name: value for name, value in parent.items() if name in INHERITED}
    own = {name: value for name, value in attributes.items() if name in INHERITED or name in OWN}
    if rules:
        classes, name = frozenset(attributes.get("class", "").split()), attributes.get("id", "")
        for rule in rules:
            if rule.matches(tag, classes, name):
                own.update(rule.declarations)
    own.update(declarations(attributes.get("style", "")))
    if "font" in own:
        own.update(_font(own.pop("font")))
    if "marker" in own:
        own.update(dict.fromkeys(("marker-start", "marker-mid", "marker-end"), own.pop("marker")))
    for name, value in own.items():
        if value == "inherit":
            continue
        # An em or percentage of a size is of the parent's size, so it is settled here.
        style[name] = str(length(value, _size(parent), _size(parent))) if name == "font-size" else value
    return style


def _font(shorthand: str) -> Style:
    match = re.search(r"(?:^|\s)([\d.]+[a-z%]*)(?:/\S+)?\s+(.+)$", shorthand)
    if match is None:
        return {}
    found = {"font-size": match[1], "font-family": match[2]}
    weight = re.search(r"\b(bold|bolder|[1-9]00)\b", shorthand[: match.start()])
    return {**found, "font-weight": weight[1]} if weight else found


def _size(style: Mapping[str, str]) -> float:
    return float(style.get("font-size", 16))


_NAMED_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip


def length(value: str, em: float = 16.0, whole: float = 0.0) -> float:
    """Return a length in user units (px): `em` is the type size, `whole` what a percentage is of.

    Raises ValueError for what is no length.
    """
    text = value.strip().lower()
    if text in _NAMED_SIZES:
        return _NAMED_SIZES[text]
    match = _NUMBER.match(text)
    if match is None:
        raise ValueError(value)
    number, unit = float(match[0]), text[match.end() :].strip()
    if unit == "%":
        return number * whole / 100
    if unit in ("em", "rem"):
        return number * em
    if unit == "ex":
        return number * em / 2
    if unit not in _UNITS:
        raise ValueError(value)
    return number * _UNITS[unit]


def numbers(value: str) -> list[float]:
    """Return all plain numbers of a list such as `viewBox` or `points`."""
    return [float(number) for number in _NUMBER.findall(value)]


def colour(value: str, current: str = "black") -> tuple[Ink, float] | None:
    """Return a colour as (ink, opacity); None for `none`. Raises ValueError for what is no colour.

    `device-cmyk(0, 1, 1, 0)` or with percent signs states inks exactly; other colours go by `ink_of`.
    """
    text = value.strip()
    if text in ("none", "transparent"):
        return None
    if text.lower() == "currentcolor":
        text = current
    if (device := _DEVICE.match(text)) is not None:
        inks = [part.strip() for part in re.split(r"[,\s]+", device[1].strip())]
        if len(inks) < 4:
            raise ValueError(value)
        c, m, y, k = (
            round(min(max(float(ink.rstrip("%")) * (1 if ink.endswith("%") else 100), 0), 100)) for ink in inks[:4]
        )
        return (c, m, y, k), 1.0
    from svgelements import Color

    parsed = Color(text)
    if text[:1] != "#" and "(" not in text and parsed.rgb == 0 and text.lower() != "black":
        raise ValueError(value)  # the parser takes names that it does not know for black
    return ink_of(parsed.red, parsed.green, parsed.blue), parsed.alpha / 255


def ink_of(red: int, green: int, blue: int) -> Ink:
    """Return screen colours 0..255 as inks: grays on black alone, others with all their gray on the black plate.

    The plain inverse of the additive formula (ISO 32000-1, 10.3.5): no colour takes more than 200 % of ink, pure red
    takes two plates and not four, and black is K 100, so that artwork stands in register and overprints like type.
    """
    if max(red, green, blue) - min(red, green, blue) <= 3:
        black = round(100 - green / 2.55)
        return BLACK if black >= 100 else WHITE if black <= 0 else (0, 0, 0, black)
    most = max(red, green, blue)
    c, m, y = (round((most - channel) / 2.55) for channel in (red, green, blue))
    return c, m, y, round(100 - most / 2.55)


def tint(ink: Ink, opacity: float) -> Ink:
    """Return the ink that looks on white paper as `ink` does at an opacity."""
    if opacity >= 1:
        return ink
    c, m, y, k = (round(part * max(opacity, 0.0)) for part in ink)
    return c, m, y, k
