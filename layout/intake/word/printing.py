"""How the characters of a run are printed: symbols, capitals, raised figures, dots, and the rule that says so."""

from __future__ import annotations

import re

from layout.intake.document import SourceRun
from layout.intake.word.scene import Around
from layout.intake.word.styles import look_of
from layout.intake.word.symbols import is_symbol_font, symbols_in

_BLANK = re.compile(r"[\t\r\n]+")
_PRIVATE = re.compile("[\uf020-\uf0ff]")


def as_printed(text: str, around: Around) -> tuple[SourceRun, str]:
    """Return a run for the characters of a node as they are seen, and the rule that changed them or their look."""
    props, rule = around.props, around.rule
    out = _BLANK.sub(" ", text)
    look = look_of(props, around.change, around.author)
    if around.change:
        rule = "change"
    if look.struck:
        rule = "struck"
    if look.dots:
        rule = "dots"
    if look.raised:
        rule = {"sup": "superscript", "sub": "subscript"}[look.raised]
    if props.get("caps") and out.upper() != out:
        out, rule = out.upper(), "capitals"
    for face in (props.get("ascii", ""), props.get("eastAsia", "")):
        if not is_symbol_font(face):
            continue
        signs = symbols_in(face, out) if out.isascii() or _PRIVATE.search(out) else None
        if signs is not None:
            return SourceRun(signs, look), "symbol"
    return SourceRun(out, look), rule
