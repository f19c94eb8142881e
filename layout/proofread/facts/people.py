"""Names, posts and order against the house's list `people.yaml`, and its terms against `terms.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from layout.proofread.facts.reading import StoryText
from layout.proofread.passage import Passage
from layout.proofread.remark import CERTAIN, Remark

if TYPE_CHECKING:
    from layout.proofread.house import HouseLists, Person

LIST, TERMS = "issues/house/people.yaml", "issues/house/terms.yaml"


def terms(passage: Passage, house: HouseLists) -> Iterator[Remark]:
    """Yield words that the house does not write."""
    for term in house.terms:
        at = passage.text.find(term.avoid)
        while at >= 0:
            end = at + len(term.avoid)
            # A preferred word may hold the avoided one (中心 in 融媒体中心): there it is right.
            inside = term.prefer and term.avoid in term.prefer and _within(passage.text, term.prefer, at, end)
            if not inside and not passage.is_kept(at, end):
                new = term.prefer or None
                yield Remark("terms", term.avoid, passage, at, end, new, term.why or "本报不这样写", TERMS)
            at = passage.text.find(term.avoid, end)


def _within(text: str, word: str, start: int, end: int) -> bool:
    at = text.find(word, max(0, end - len(word)))
    return 0 <= at <= start and end <= at + len(word)


def people(story: StoryText, house: HouseLists) -> Iterator[Remark]:
    """Yield posts with another's name, names with another post, and rows of names out of order."""
    now = [person for person in house.people if person.holds(story.day)]
    if not now:
        return
    for passage in story.passages:
        yield from _posts(passage, now)
        yield from _order(passage, now)


def _posts(passage: Passage, now: list[Person]) -> Iterator[Remark]:
    names = {person.name for person in now}
    posts = {person.post for person in now if person.post}
    for post in sorted(posts, key=len, reverse=True):
        holders = [person.name for person in now if person.post == post]
        for match in re.finditer(f"{re.escape(post)}(?P<name>[一-鿿]{{2,4}})", passage.text):
            if re.search("副$|原$|前$|时任$", passage.text[: match.start()]):
                continue
            if any(match["name"].startswith(name) for name in holders):
                continue
            start = match.start("name")
            other = next((name for name in sorted(names) if match["name"].startswith(name)), None)
            if other is not None:
                why = f"“{post}”在名单里是{'、'.join(holders)}"
                yield Remark("people", "post", passage, match.start(), start + len(other), None, why, LIST)
                continue
            slip = next((name for name in holders if _one_off(match["name"][: len(name)], name)), None)
            if slip is not None:
                end = start + len(slip)
                yield Remark("people", "name", passage, start, end, slip, f"名单里是“{post}{slip}”", LIST)


def _one_off(written: str, name: str) -> bool:
    return len(written) == len(name) and sum(one != other for one, other in zip(written, name, strict=True)) == 1


def _order(passage: Passage, now: list[Person]) -> Iterator[Remark]:
    """Yield the first name of a row (甲、乙、丙) that stands behind one of a later place."""
    ranked = {person.name: person.order for person in now if person.order}
    if len(ranked) < 2:
        return
    name = "|".join(map(re.escape, sorted(ranked, key=len, reverse=True)))
    for row in re.finditer(f"(?:{name})(?:[、和，与及](?:[一-鿿、]{{0,16}}?)?(?:{name}))+", passage.text):
        found = list(re.finditer(name, row.group()))
        for one, other in pairwise(found):
            if ranked[one.group()] > ranked[other.group()]:
                start, end = row.start() + one.start(), row.start() + other.end()
                why = f"名单里{other.group()}在{one.group()}前面"
                yield Remark("people", "rank", passage, start, end, None, why, LIST, CERTAIN)
                break
