"""Which nodes of a Word part hold characters or things, as the reader of the part sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from layout.ground.dataclass import dataclass
from layout.intake.word.names import attribute, short

TEXTS = frozenset(("w:t", "w:delText", "w:instrText", "w:delInstrText", "m:t", "a:t"))
CODES = frozenset(("w:instrText", "w:delInstrText"))
THINGS = {
    "c:chart": "chart",
    "cx:chart": "chart",
    "dgm:relIds": "diagram",
    "o:OLEObject": "embedded",
    "w:altChunk": "chunk",
    "w:subDoc": "chunk",
    "w:control": "control",
    "w:contentPart": "ink",
    "w14:contentPart": "ink",
}
"""Objects that are no pictures, with the rule that leaves them out."""
_MEASURES = ("wp:", "wp14:", "v:", "o:", "wps:", "pic:", "a:", "w14:")


@dataclass(frozen=True, slots=True)
class WordLeaf:
    """A node with characters, or a thing: its element, what the key has after the number, the characters or name."""

    element: Any
    more: str
    text: str
    rule: str = ""
    thing: bool = False


def stray_rule(element: Any) -> str:
    """Return the rule by which character data of an element that holds no text is left out."""
    return "setting" if short(element.tag).startswith(_MEASURES) else "stray"


def picture_link(element: Any) -> tuple[str, str]:
    """Return the relationships of a picture element: stored, linked; both empty where it is none."""
    tag = short(element.tag)
    if tag == "a:blip":
        return attribute(element, "r:embed"), attribute(element, "r:link")
    if tag == "asvg:svgBlip":
        return attribute(element, "r:embed"), ""
    if tag == "v:imagedata":
        return attribute(element, "r:id") or attribute(element, "o:relid"), attribute(element, "r:href")
    return "", ""


def own_words(element: Any) -> tuple[str, str]:
    """Return characters that an element says by an attribute or by being there: what the key has more, the text."""
    tag = short(element.tag)
    if tag == "w:sym":
        return "@char", sign_of(attribute(element, "char"))
    if tag == "w:noBreakHyphen":
        return "@", "\u2011"
    if tag == "w:softHyphen":
        return "@", "\u00ad"
    if tag == "w:fldSimple":
        return "@instr", attribute(element, "instr")
    if tag == "v:textpath":
        return "@string", attribute(element, "string")
    return "", ""


def sign_of(code: str) -> str:
    """Return the character of a `w:sym` code, U+FFFD where it is no code."""
    try:
        value = int(code, 16)
    except ValueError:
        return "\ufffd"
    return chr(value) if 0x20 < value < 0xD800 or 0xE000 <= value <= 0x10FFFF else "\ufffd"


def leaves_of(element: Any) -> Iterator[WordLeaf]:
    """Yield every leaf inside an element, the element itself included."""
    for one in element.iter("*"):
        more, words = own_words(one)
        if words.strip():
            yield WordLeaf(one, more, words)
        stored, linked = picture_link(one)
        thing = THINGS.get(short(one.tag))
        if stored or linked or thing:
            yield WordLeaf(one, "", thing or stored or linked, thing=True)
        if one.text and one.text.strip():
            yield WordLeaf(one, "", one.text, "" if short(one.tag) in TEXTS else stray_rule(one))
        tail = one.tail
        if one is not element and tail and tail.strip():
            parent = one.getparent()
            yield WordLeaf(one, "+", tail, "" if short(parent.tag) in TEXTS else stray_rule(parent))
