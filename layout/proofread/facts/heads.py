"""Heads against their text: numbers and names of a head that the text gives otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from layout.proofread.facts.reading import StoryText
from layout.proofread.remark import Remark

SOURCE = "正文"
_NUMBER = re.compile(r"(?<![\d.])(?P<n>\d+(?:\.\d+)?)(?P<unit>[%％℃]|[万亿]?[一-鿿]{1,2})?")
_SAFE = frozenset("年月日时点分届版期")


def heads(story: StoryText) -> Iterator[Remark]:
    """Yield numbers of a head, kicker, deck or caption that its text has with another value."""
    text = "".join(passage.text for passage in story.body())
    if not text:
        return
    known = {match["n"] for match in _NUMBER.finditer(text)}
    for passage in story.of("headline", "kicker", "deck", "caption"):
        for match in _NUMBER.finditer(passage.text):
            number, unit = match["n"], match["unit"] or ""
            if number in known or not unit or unit[0] in _SAFE:
                continue
            others = [
                other["n"]
                for other in _NUMBER.finditer(text)
                if (other["unit"] or "")[:1] == unit[:1] and other["n"] != number
            ]
            near = [other for other in others if _near(other, number)]
            if near:
                why = f"正文里是{near[0]}{unit[:1]}，没有{number}{unit[:1]}"
                sure = 85 if len(set(near)) == 1 else 65
                yield Remark("heads", "number", passage, *match.span("n"), near[0], why, SOURCE, sure)
            elif others and passage.role != "caption":
                why = f"正文里没有{number}{unit[:1]}"
                yield Remark("heads", "number", passage, *match.span("n"), None, why, SOURCE, 50)


def _near(one: str, other: str) -> bool:
    """Tell whether two numbers are likely slips of each other: one digit other, or two exchanged."""
    if len(one) != len(other):
        return False
    wrong = [nth for nth in range(len(one)) if one[nth] != other[nth]]
    return len(wrong) == 1 or (len(wrong) == 2 and sorted(one) == sorted(other))
