"""Quotation marks by their level: “ ” outside, ‘ ’ inside (GB/T 15834 4.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from layout.proofread.passage import Passage
from layout.proofread.remark import Remark

_SINGLE = re.compile("‘(?P<x>[^‘’“”]{1,40})’")
_WHY = "先用双引号，引号里面再用单引号"


def quotes(passage: Passage) -> Iterator[Remark]:
    """Yield single quotation marks round Chinese copy that stand in no double ones."""
    text = passage.text
    for match in _SINGLE.finditer(text):
        before = text[: match.start()]
        inside = before.count("“") > before.count("”")
        if not inside and not match["x"].isascii() and not passage.is_kept(*match.span()):
            new = f"“{match['x']}”"
            yield Remark("marks", "single-outside", passage, *match.span(), new, _WHY, "GB/T 15834 4.8")
