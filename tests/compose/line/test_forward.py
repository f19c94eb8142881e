"""A paragraph's way is forward: made ready, broken, set, decorated; no room that it left is entered again."""

from __future__ import annotations

import sys
from itertools import groupby
from types import FrameType

from layout.compose.line.paragraph import set_paragraph
from layout.compose.line.spec import Matter
from layout.issue.model import Span
from layout.typeface import TypeCase
from tests.compose.setting import BODY

COPY = "“县里”在2026年COVID-19之后——修了三十里山路，老人、孩子都高兴了，路灯亮到3km²外。" * 3
MARKS = (Span("strong", 0, 3), Span("dots", 10, 14), Span("name", 58, 60))

FOREMAN = "paragraph"
"""Who hands the paragraph on from room to room."""

PRICE_LIST = "price"
"""What a line costs and how it reaches its measure: breaking and setting both look it up."""

ONE_ROOM = {"marks": "ready", "small": "setter"}
"""Modules that are one room with another: `ready` is `Marks` with words and figures, `setter` calls in small forms."""


def rooms(copy: str, matter: Matter, case: TypeCase) -> list[str]:
    """Return the rooms of `compose.line` that a paragraph goes through, each as often as it is entered."""
    seen: list[str] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        name = str(frame.f_globals.get("__name__", ""))
        if event == "call" and name.startswith("layout.compose.line."):
            seen.append(name.rpartition(".")[2])

    set_paragraph(copy, BODY, 17 * BODY.size, case, matter)  # what is loaded or kept at the first call is no step
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        set_paragraph(copy, BODY, 17 * BODY.size, case, matter)
    finally:
        sys.setprofile(before)
    inner = (ONE_ROOM.get(one, one) for one in seen if one not in (FOREMAN, PRICE_LIST))
    return [room for room, _ in groupby(inner)]


def test_a_paragraph_never_returns_to_a_room_that_it_left(case: TypeCase) -> None:
    plain = ["fount", "ready", "breaker", "sorting", "setter"]
    assert rooms("今天排字，明天印报。" * 9, Matter(), case) == plain
    assert rooms(COPY, Matter(MARKS), case) == [*plain, "decorate"]
