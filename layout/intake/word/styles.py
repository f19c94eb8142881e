"""How runs and paragraphs of a Word file look: direct properties over styles over the document's defaults."""

from __future__ import annotations

from typing import Any

from layout.ground.dataclass import dataclass
from layout.intake.document import Look
from layout.intake.word.names import attribute, short

_TOGGLES = {"b": "bold", "vanish": "hidden", "specVanish": "hidden", "strike": "struck", "dstrike": "struck",
            "caps": "caps"}  # fmt: skip
_OFF = {"0", "false", "off", "none"}
_RAISED = {"superscript": "sup", "subscript": "sub"}
_ALIGNED = {"center": "center", "right": "right", "end": "right"}
_WHITE = "FFFFFF"
TINY = 2.0
"""Points: type of this size and below is there not to be seen."""
_DEEPEST = 32
"""Styles based on one another; more is a circle."""

Props = dict[str, Any]


def number(text: str, default: float = 0.0) -> float:
    """Return a number as Word writes it; the default where it is none, since odd values are common."""
    try:
        found = float(text)
    except ValueError:
        return default
    return found if abs(found) < 1e7 else default


def run_props(element: Any | None) -> Props:
    """Return what a `w:rPr` says itself."""
    props: Props = {}
    for one in element if element is not None else ():
        tag = short(one.tag)
        name = tag[2:]
        if name in _TOGGLES:
            props[_TOGGLES[name]] = attribute(one, "val").lower() not in _OFF
        elif name == "sz":
            props["size"] = number(attribute(one, "val")) / 2
        elif name == "rFonts":
            for key in ("ascii", "eastAsia", "hAnsi"):
                if face := attribute(one, key):
                    props[key] = face
        elif name == "vertAlign":
            props["raised"] = _RAISED.get(attribute(one, "val"), "")
        elif name == "em":
            props["dots"] = attribute(one, "val").lower() not in _OFF
        elif name == "position":
            props["shifted"] = number(attribute(one, "val")) / 2
        elif name == "u":
            props["ruled"] = attribute(one, "val").lower() not in _OFF
        elif name == "color":
            props["white"] = attribute(one, "val").upper() == _WHITE and not attribute(one, "themeColor")
        elif name in ("shd", "highlight"):
            props["ground"] = is_ground(one)
        elif name == "rStyle":
            props["style"] = attribute(one, "val")
    return props


def paragraph_props(element: Any | None) -> Props:
    """Return what a `w:pPr` says itself, the change of its mark included (`mark`: ins or del)."""
    props: Props = {}
    for one in element if element is not None else ():
        tag = short(one.tag)
        if tag == "w:jc":
            props["align"] = _ALIGNED.get(attribute(one, "val"), "")
        elif tag == "w:ind":
            props["indent"] = _indent(one)
        elif tag == "w:outlineLvl":
            level = int(number(attribute(one, "val"), 9))
            props["level"] = level + 1 if 0 <= level < 9 else 0
        elif tag == "w:pStyle":
            props["style"] = attribute(one, "val")
        elif tag == "w:shd":
            props["ground"] = is_ground(one)
        elif tag == "w:framePr":
            props["drop"] = attribute(one, "dropCap") in ("drop", "margin")
        elif tag == "w:numPr":
            for part in one:
                if short(part.tag) in ("w:numId", "w:ilvl"):
                    props[short(part.tag)[2:]] = attribute(part, "val")
        elif tag == "w:rPr":
            for part in one:
                if short(part.tag) in ("w:del", "w:ins", "w:moveFrom", "w:moveTo"):
                    props["mark"] = "del" if short(part.tag) in ("w:del", "w:moveFrom") else "ins"
            props["mark_hidden"] = run_props(one).get("hidden", False)
    return props


def is_ground(element: Any) -> bool:
    """Tell whether a shading or a highlight lays anything but paper under its copy."""
    fill = attribute(element, "fill") or attribute(element, "val")
    pattern = attribute(element, "val").lower() if attribute(element, "fill") else "clear"
    return fill.upper() not in ("", "AUTO", "NONE", "CLEAR", "NIL", _WHITE) or pattern not in ("clear", "nil")


def _indent(element: Any) -> float:
    """Return the first line's indent in ems, taking 10.5 pt for an em where it is given as a length."""
    if chars := attribute(element, "firstLineChars"):
        return number(chars) / 100
    return number(attribute(element, "firstLine")) / 20 / 10.5


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything that it is based on."""

    name: str
    run: Props
    paragraph: Props


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Any | None) -> None:
        """Read `styles.xml`; without one every style is empty."""
        self._raw: dict[str, tuple[str, str, Props, Props]] = {}
        self._known: dict[str, Style] = {}
        self._defaults: Props = {}
        self.normal = ""
        for one in root if root is not None else ():
            tag = short(one.tag)
            if tag == "w:style":
                self._style(one)
            elif tag == "w:docDefaults":
                for part in one.iter():
                    if short(part.tag) == "w:rPr":
                        self._defaults = run_props(part)

    def _style(self, element: Any) -> None:
        ident, name, based, run, paragraph = attribute(element, "styleId"), "", "", None, None
        for one in element:
            tag = short(one.tag)
            if tag == "w:name":
                name = attribute(one, "val")
            elif tag == "w:basedOn":
                based = attribute(one, "val")
            elif tag == "w:rPr":
                run = one
            elif tag == "w:pPr":
                paragraph = one
        self._raw[ident] = (name, based, run_props(run), paragraph_props(paragraph))
        if attribute(element, "type") == "paragraph" and attribute(element, "default") not in ("", *_OFF):
            self.normal = self.normal or ident

    def get(self, ident: str) -> Style:
        """Return a style by its id; one that is not there has the id for its name."""
        if ident not in self._known:
            chain: list[str] = []
            at = ident
            while at in self._raw and at not in chain and len(chain) < _DEEPEST:
                chain.append(at)
                at = self._raw[at][1]
            run: Props = {}
            paragraph: Props = {}
            for one in reversed(chain):
                run |= self._raw[one][2]
                paragraph |= self._raw[one][3]
            paragraph.pop("style", None)
            name = self._raw[ident][0] if ident in self._raw else ident
            self._known[ident] = Style(name.strip().lower(), run, paragraph)
        return self._known[ident]

    def run(self, paragraph_style: Style, own: Props) -> Props:
        """Return the properties of a run inside a paragraph of a style."""
        character = self.get(own["style"]).run if own.get("style") else {}
        return self._defaults | paragraph_style.run | character | own


def look_of(props: Props, change: str = "", author: str = "") -> Look:
    """Return run properties as a `Look`."""
    return Look(
        bold=bool(props.get("bold")),
        size=float(props.get("size", 0.0)),
        face=str(props.get("eastAsia") or props.get("ascii") or ""),
        raised=props.get("raised", ""),
        dots=bool(props.get("dots")),
        struck=bool(props.get("struck")),
        change=change,  # type: ignore[arg-type]
        author=author,
    )
