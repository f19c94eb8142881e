"""The rule `punctuation.fullwidth`: half-width marks of Chinese copy set full-width, one character for one.

GB/T 15834 gives the marks of Chinese text their full-width forms. A mark is changed only where it belongs to Chinese
text; figures (`0374-8883029`, `3.5`, `10:30`, `1,000`), addresses, and Latin text with its own punctuation stay as
they are. Since each mark is replaced by exactly one, no place in the copy moves.
"""

from __future__ import annotations

import re

from layout.ground.expression import expression
from layout.text.classes import edges_of, within

RULE = "punctuation.fullwidth"

_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", "[": "［", "]": "］"}
_HAN = "\u2e80-\u2fff\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = edges_of(_HAN + "\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff20“”‘’…—")
_KEPT = expression(
    r"(?:https?://|www\.)[!-~]+"  # an address
    r"|[\w.+-]{1,64}@[\w-]+\.[\w.-]+"  # bounded, as names before @ are: else each letter looks through all its word
    r"|\d+(?:[:,./-]\d+)+"  # a time, a grouped figure, a telephone number
    r"|[A-Za-z][!-~]{0,200}(?:[ ][!-~]+)+",  # Latin words with their own marks
    re.ASCII,
)
_MARKS = expression(r"[,;:!?()\[\]]")
_STOP = expression(f"(?<=[{_HAN}”’）)])\\.(?=$|[{_HAN}“‘”’])")


def fullwidth(text: str, literal: tuple[int, ...] = ()) -> tuple[str, int]:
    """Return a text with its marks full-width and the number of marks changed; the length stays the same.

    A text without any Chinese character is left alone, and so are the characters at the `literal` offsets.
    """
    if not (_MARKS.search(text) or "." in text) or not any(within(char, _CHINESE) for char in text):
        return text, 0
    kept = [match.span() for match in _KEPT.finditer(text)]
    pieces: list[str] = []
    changed = at = 0
    for start, end in [*kept, (len(text), len(text))]:
        loose = text[at:start]
        pieces.append(_replaced(loose))
        held = text[start:end]
        # A mark at the end of a kept stretch closes the Chinese sentence round it.
        tail = len(held.rstrip(",;:!?)]")) if text[end : end + 1] == "" or within(text[end], _CHINESE) else len(held)
        pieces.append(held[:tail] + _replaced(held[tail:]))
        at = end
    result = "".join(pieces)
    if "." in result:
        result = _STOP.sub("。", result)
    if literal:
        characters = list(result)
        for offset in literal:
            characters[offset] = text[offset]
        result = "".join(characters)
    changed = sum(left != right for left, right in zip(text, result, strict=True))
    return result, changed


def _replaced(text: str) -> str:
    return _MARKS.sub(lambda match: _FULL[match.group()], text)
