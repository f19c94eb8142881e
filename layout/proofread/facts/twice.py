"""Stories told twice: in the issue, or in the issues before it, found by shared runs of characters (shingles)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from layout.proofread.facts.reading import StoryText
from layout.proofread.remark import Remark
from layout.rules.proofreading import TWICE_LEAST, TWICE_RUN, TWICE_SHARE

_HAN = re.compile("[^\u4e00-\u9fff0-9A-Za-z]")


def shingles(text: str) -> frozenset[int]:
    """Return the runs of a text, marks left out, as numbers that are the same in every process."""
    from zlib import crc32

    bare = _HAN.sub("", text)
    return frozenset(crc32(bare[at : at + TWICE_RUN].encode()) for at in range(len(bare) - TWICE_RUN + 1))


def twice(stories: Sequence[StoryText], before: Sequence[tuple[str, frozenset[int]]] = ()) -> Iterator[Remark]:
    """Yield stories that share much of their text with an earlier one; `before` are those of earlier issues by name."""
    known: list[tuple[str, frozenset[int]]] = list(before)
    for story in stories:
        runs = shingles("".join(passage.text for passage in story.body()))
        place = next(iter(story.of("headline")), None) or next(iter(story.passages), None)
        if place is not None and len(runs) >= TWICE_LEAST:
            for name, others in known:
                least = min(len(runs), len(others))
                shared = 1000 * len(runs & others)
                if least >= TWICE_LEAST and shared >= TWICE_SHARE * least:
                    why = f"和“{name}”有{round(shared / least / 10)}%的文字相同"
                    yield Remark("twice", "story", place, 0, len(place.text), None, why, "本期和前十期", 90)
        known.append((story.story.head.title or story.story.id, runs))
