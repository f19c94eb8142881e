"""Passages: every stretch of text of a story that prints, each with its place in the story's file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from layout.diagnostics import Place
from layout.ground.dataclass import dataclass
from layout.issue.punctuation import fullwidth

if TYPE_CHECKING:
    from layout.issue.model import Story
    from layout.issue.source import SourceMap, StorySource

MARKED = ("sic", "query", "ok")
"""Marks of the desk whose copy has been looked at already."""

_MARK = re.compile(r"\{\{(?:" + "|".join(MARKED) + r"):(?P<words>[^｜|{}]*)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a story: `field` is `body` or a dotted path of its front matter, `paragraph` counts from 0 in the body.

    `role` is what it is on the page; `kept` are the stretches (start, end) that the desk has looked at.
    """

    story: str
    field: str
    paragraph: int
    role: str
    text: str
    kept: tuple[tuple[int, int], ...] = ()

    def is_kept(self, start: int, end: int) -> bool:
        """Tell whether any of these characters was looked at by the desk."""
        return any(first < end and start < last for first, last in self.kept)

    def place(self, sources: SourceMap, start: int, end: int) -> tuple[Place | None, bool]:
        """Return where characters stand in the file, and whether the file's own characters are just these.

        Where a rule set them otherwise than the file has them, the place is right but must not be written over.
        """
        source = sources.stories.get(self.story)
        if source is None:
            return None, False
        wanted = self.text[start:end]
        if self.field == "body":
            stretch = source.stretches[self.paragraph]
            first = stretch.index(start)
            last = stretch.index(end - 1) + 1 if end > start else first
            return source.copy.place(first, last), source.copy.text[first:last] == wanted and end > start
        begin, stop = source.fields.get(self.field, (0, -1))
        at = source.copy.text.find(self.text, begin, stop if stop >= 0 else None)
        if at < 0:
            return source.copy.place(begin, stop), False
        return source.copy.place(at + start, at + end), end > start


def story_passages(story: Story, source: StorySource | None = None) -> Iterator[Passage]:
    """Yield the texts of a story in the order in which it is read; with its file, marks in its heads count, too."""
    head = story.head
    fields = [("head.kicker", "kicker", head.kicker)]
    fields += [(f"head.main.{nth}", "headline", line) for nth, line in enumerate(head.main)]
    fields += [("head.deck", "deck", head.deck), ("byline", "byline", story.byline)]
    fields += [("dateline", "dateline", story.dateline), ("pullquote", "pullquote", story.pullquote)]
    for nth, photo in enumerate(story.photos):
        fields += [
            (f"photos.{nth}.caption", "caption", photo.caption),
            (f"photos.{nth}.credit", "credit", photo.credit),
        ]
    for field, role, text in fields:
        if text:
            yield Passage(story.id, field, -1, role, text, _kept_in_field(source, field, text))
    for paragraph in story.paragraphs:
        if paragraph.text:
            kept = tuple((span.start, span.end) for span in paragraph.spans if span.kind in MARKED)
            yield Passage(story.id, "body", paragraph.index, paragraph.kind, paragraph.text, kept)
    if isinstance(story.sign, str) and story.sign:
        yield Passage(story.id, "sign", -1, "sign", story.sign, _kept_in_field(source, "sign", story.sign))


def _kept_in_field(source: StorySource | None, field: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a front-matter text that stand in a mark of the desk in its file."""
    if source is None or field not in source.fields:
        return ()
    start, end = source.fields[field]
    found = []
    for mark in _MARK.finditer(source.copy.text, start, end if end >= 0 else len(source.copy.text)):
        at = text.find(fullwidth(mark["words"].strip())[0])
        if at >= 0 and mark["words"].strip():
            found.append((at, at + len(mark["words"].strip())))
    return tuple(found)
