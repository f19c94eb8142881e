"""How the characters of a run are printed: symbols, capitals, raised figures, dots, and the rule that says so."""

from __future__ import annotations

import re

from layout.ground.dataclass import replace
from layout.intake.document import SourceRun
from layout.intake.word.scene import Around
from layout.intake.word.styles import TINY, look_of
from layout.intake.word.symbols import is_symbol_font, symbols_in

_BLANK = re.compile(r"[\t\r\n]+")
_PRIVATE = re.compile("[\uf020-\uf0ff]")
SMALL = re.compile(r"[0-9A-Za-z+\-−=()\[\]*※①-⑳,.]{1,6}")
"""What is raised or lowered by hand: a power, an index, the mark of a note; lines are shifted for other reasons."""
SHIFTED = 0.2
"""Ems by which a figure must be shifted to be a raised or a lowered one: less is a line put straight by eye."""


def as_printed(text: str, around: Around) -> tuple[SourceRun, str]:
    """Return a run for the characters of a node as they are seen, and the rule that changed them or their look."""
    props, rule = around.props, around.rule
    out = _BLANK.sub(" ", text)
    look = look_of(props, around.change, around.author)
    shift = props.get("shifted", 0.0) / (look.size or 10.5)
    if not look.raised and abs(shift) >= SHIFTED and SMALL.fullmatch(out.strip()):
        look = replace(look, raised="sup" if shift > 0 else "sub")
    if around.change:
        rule = "change"
    if look.struck:
        rule = "struck"
    if look.dots:
        rule = "dots"
    if look.raised:
        rule = {"sup": "superscript", "sub": "subscript"}[look.raised]
    if (props.get("white") and not (props.get("ground") or around.ground)) or 0 < look.size <= TINY:
        rule = rule or "unseen"
    if props.get("ruled") and len(out) > 1 and not out.strip():
        out, rule = "_" * len(out), "blank"
    if props.get("caps") and out.upper() != out:
        out, rule = out.upper(), "capitals"
    for face in (props.get("ascii", ""), props.get("eastAsia", ""), props.get("hAnsi", "")):
        if not is_symbol_font(face):
            continue
        signs = symbols_in(face, out) if out.isascii() or _PRIVATE.search(out) else None
        if signs is not None:
            return SourceRun(signs, look), "symbol"
    return SourceRun(out, look), rule
