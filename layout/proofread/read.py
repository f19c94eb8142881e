"""Reads an issue's text through every layer: the way in to proofreading."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from layout.proofread.explained import PAIRS, ROWS
from layout.proofread.facts.dates import dates
from layout.proofread.facts.heads import heads
from layout.proofread.facts.names import names
from layout.proofread.facts.parts import parts
from layout.proofread.facts.people import people, terms
from layout.proofread.facts.reading import StoryText
from layout.proofread.facts.sums import sums
from layout.proofread.facts.twice import twice
from layout.proofread.house import HouseLists
from layout.proofread.marks.characters import characters
from layout.proofread.marks.quotes import quotes
from layout.proofread.passage import Passage, story_passages
from layout.proofread.remark import Remark
from layout.proofread.rows import pair_remarks, rows_of
from layout.proofread.words.de import de
from layout.proofread.words.doubled import doubled
from layout.proofread.words.idioms import idioms
from layout.proofread.words.slips import slips
from layout.proofread.words.trigrams import name_of_model

if TYPE_CHECKING:
    from layout.issue.model import Issue, Story
    from layout.issue.source import SourceMap

Kept = tuple[int, str, str, int, int, str | None, str, str, int]
Memo = MutableMapping[str, list[Kept]]
"""What the words of stories showed, by the hash of their texts."""

WORDS_VERSION = "3"
"""Changed whenever the words layer or its tables are, so that nothing kept by an older one is believed."""


def read_text(passage: Passage) -> tuple[Remark, ...]:
    """Return what one passage alone shows, in the order of its text; of findings that overlap the surest stands."""
    found: list[Remark] = []
    for folder, family in ROWS:
        for row in rows_of(folder, family):
            found += row.remarks(passage)
    found += pair_remarks("typos", passage, *PAIRS["typos"])
    found += pair_remarks("variants", passage, *PAIRS["variants"], 90)
    found += characters(passage)
    found += quotes(passage)
    found += doubled(passage)
    found += idioms(passage)
    return _apart([remark for remark in found if not passage.is_kept(remark.start, remark.end)])


def read_stories(
    stories: Sequence[Story],
    day: date,
    house: HouseLists | None = None,
    before: Sequence[tuple[str, frozenset[int]]] = (),
    sources: SourceMap | None = None,
    memo: Memo | None = None,
) -> tuple[Remark, ...]:
    """Return what stories show, each for itself and all together; `before` are stories of earlier issues.

    `memo` keeps what the words of a story showed by the hash of its texts, so that a story is read once. What the house
    accepted, and rules that a story switched off, are left out.
    """
    lists = house or HouseLists()
    found: list[Remark] = []
    files = sources.stories if sources else {}
    texts = [StoryText(story, tuple(story_passages(story, files.get(story.id))), day) for story in stories]
    for text in texts:
        for passage in text.passages:
            found += read_text(passage)
            found += terms(passage, lists)
        found += _facts(text, lists)
        found += _words(text, found, memo)
    found += twice(texts, before)
    off = {story.id: story.proof_off for story in stories}
    return tuple(
        remark
        for remark in found
        if not lists.keeps(remark) and not {remark.family, remark.name} & set(off[remark.passage.story])
    )


def read_issue_text(
    issue: Issue,
    house: HouseLists | None = None,
    before: Sequence[tuple[str, frozenset[int]]] = (),
    sources: SourceMap | None = None,
    memo: Memo | None = None,
) -> tuple[Remark, ...]:
    """Return what an issue's text shows, but for the rules that the issue switched off."""
    found = read_stories(issue.stories, issue.date, house, before, sources, memo)
    return tuple(remark for remark in found if not {remark.family, remark.name} & set(issue.proof_off))


def _words(text: StoryText, found: Sequence[Remark], memo: Memo | None) -> Iterator[Remark]:
    """Yield doubtful words of running text, heads and captions, where no surer finding stands."""
    roles = ("headline", "kicker", "deck", "body", "item", "subhead", "caption")
    passages = text.of(*roles)
    taken = [(one.passage, one.start, one.end) for one in found]
    for remark in _doubtful(passages, memo):
        if not any(
            passage == remark.passage and remark.start < end and start < remark.end for passage, start, end in taken
        ):
            yield remark


def _doubtful(passages: Sequence[Passage], memo: Memo | None) -> list[Remark]:
    """Return what the words of a story show, from the memo where the same texts were read before."""
    texts = (f"{one.text}{one.kept}" for one in passages)
    key = sha256("\n".join([WORDS_VERSION, name_of_model(), *texts]).encode()).hexdigest()
    if memo is not None and key in memo:
        return [
            Remark(family, rule, passages[nth], start, end, new, why, source, sure)
            for nth, family, rule, start, end, new, why, source, sure in memo[key]
        ]
    found = [*slips(passages), *(remark for passage in passages for remark in de(passage))]
    if memo is not None:
        place = {id(passage): nth for nth, passage in enumerate(passages)}
        memo[key] = [
            (place[id(one.passage)], one.family, one.rule, one.start, one.end, one.new, one.why, one.source, one.sure)
            for one in found
        ]
    return found


def _facts(text: StoryText, house: HouseLists) -> Iterator[Remark]:
    rules = [dates(text), sums(text), heads(text), names(text), parts(text), people(text, house)]
    for rule in rules:
        for remark in rule:
            if not remark.passage.is_kept(remark.start, remark.end):
                yield remark


def _apart(found: Sequence[Remark]) -> tuple[Remark, ...]:
    """Return findings in the order of the text, of those that overlap the surest, then the longest."""
    kept: list[Remark] = []
    for remark in sorted(found, key=lambda one: (-one.sure, one.start - one.end, one.start, one.family, one.rule)):
        if not any(remark.start < other.end and other.start < remark.end for other in kept):
            kept.append(remark)
    return tuple(sorted(kept, key=lambda one: one.start))
