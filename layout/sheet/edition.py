"""A whole issue as finished: its sheets, its articles as plain copy, and what is known of the issue itself.

Exporters for archives and readers need to know titles and authors, not only ink; they find them here, never in the
desk's files.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from layout.geometry import Length
from layout.ground.dataclass import dataclass
from layout.ground.expression import expression
from layout.sheet.page import Sheet
from layout.sheet.publisher import FACTS, Named, Publisher, Rights, names_in
from layout.sheet.release import Correction, Reading, Release

Day = date
"""A day, by a name that the field of an edition does not hide."""

_SENTENCE = expression(r"[。；！？;!?]")

_SHORTEST, _LONGEST = 8, 24
"""Characters of a title that is made of a caption."""


def beginning_of(caption: str) -> str:
    """Return a title made of a caption: its first sentence, or the clauses of it that a list has room for.

    Nothing is cut inside a clause, so no word is.
    """
    words = _SENTENCE.split(caption.strip())[0]
    if len(words) <= _LONGEST:
        return words
    comma = words.rfind("，", 0, _LONGEST)
    if comma < _SHORTEST:
        comma = words.find("，", _SHORTEST)
    return words if comma < 0 else words[:comma]


@dataclass(frozen=True, slots=True)
class ArticleParagraph:
    """A paragraph of an article as printed: its kind, its characters, and those of them that are its initial 首字."""

    kind: Literal["body", "subhead", "item", "table", "verse", "flush"]
    text: str
    initial: str = ""


@dataclass(frozen=True, slots=True)
class PictureCopy:
    """A picture's words: caption, credit, and the file (None: placeholder).

    `over` says in which ink and at which edge a head stands over it 压图, as `white top`; it is empty where none does.
    """

    source: str | None
    caption: str
    credit: str
    alt: str = ""
    over: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article's copy, in print order; `pages` are the pages that it stands on, first to last.

    `dateline` (电头) is printed at the head of the first body paragraph and is no part of `paragraphs`. `label` is the
    column title 栏目 printed over the head.
    """

    id: str
    kind: str
    title: str
    kicker: str
    headline: tuple[str, ...]
    deck: str
    byline: str
    sign: str
    paragraphs: tuple[ArticleParagraph, ...]
    pictures: tuple[PictureCopy, ...]
    pages: tuple[int, ...]
    section: str = ""
    dateline: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One finished issue.

    `facts` are masthead and imprint fields by name (sponsor, editor, licence, notice, hotline, printer, run,
    recipients, …), as printed. `lunar` and `weekday` are Chinese text. `trim` is every page's size. `release` says
    whether this is a draft or which release, None where nobody is to be told. `corrections` are those of its articles,
    `readings` the signatures of those who read it. `publisher` is what the house says of itself.
    """

    name: str
    pinyin: str
    number: int
    date: date
    weekday: str
    lunar: str
    trim: tuple[Length, Length]
    sheets: tuple[Sheet, ...]
    articles: tuple[Article, ...]
    facts: tuple[tuple[str, str], ...] = ()
    language: str = "zh-Hans-CN"
    release: Release | None = None
    corrections: tuple[Correction, ...] = ()
    readings: tuple[Reading, ...] = ()
    publisher: Publisher = Publisher()

    @property
    def draft(self) -> bool:
        """Whether it is known to be a draft."""
        return self.release is not None and not self.release.number

    def corrections_of(self, story: str) -> tuple[Correction, ...]:
        """Return the corrections of an article, oldest first."""
        return tuple(sorted((one for one in self.corrections if one.story == story), key=lambda one: one.date))

    @property
    def made_on(self) -> Day:
        """The day that this state of the issue is of: its release's, else the issue's own."""
        return (self.release.day if self.release else None) or self.date

    @property
    def modified_on(self) -> Day | None:
        """The day when the issue last changed after it came out: of its last correction or release; None of neither."""
        days = [one.date for one in self.corrections]
        if self.release is not None and self.release.number > 1:
            days.append(self.made_on)
        return max(days, default=None)

    @property
    def names(self) -> tuple[Named, ...]:
        """Who made the issue: by role as the house says; for roles it is silent on, as masthead and imprint say."""
        told = {one.role for one in self.publisher.names}
        printed = (one for key, role in FACTS.items() if role not in told for one in names_in(self.fact(key), role))
        return (*self.publisher.names, *printed)

    def named(self, role: str) -> str:
        """Return the names of a role in one string, empty where there is none."""
        return "、".join(one.name for one in self.names if one.role == role)

    @property
    def rights(self) -> Rights:
        """What may be done with the issue: the house's words, else the notice of the masthead (内部资料 免费交流)."""
        rights = self.publisher.rights
        holder = rights.holder or self.named("edt") or self.name
        return Rights(rights.statement or self.fact("notice"), rights.uri, holder)

    def fact(self, key: str) -> str:
        """Return a masthead or imprint field, or an empty string."""
        return dict(self.facts).get(key, "")
