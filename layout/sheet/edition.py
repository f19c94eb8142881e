"""A whole issue as finished: its sheets, its articles as plain copy, and what is known of the issue itself.

Exporters for archives and readers need to know titles and authors, not only ink; they find them here, never in the
desk's files.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from layout.geometry import Length
from layout.ground.dataclass import dataclass
from layout.sheet.page import Sheet
from layout.sheet.release import Correction, Reading, Release


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article as printed: its kind and its characters."""

    kind: Literal["body", "subhead", "item", "table", "verse", "flush"]
    text: str


@dataclass(frozen=True, slots=True)
class PictureCopy:
    """A picture's words: caption, credit, and the file (None: placeholder)."""

    source: str | None
    caption: str
    credit: str
    alt: str = ""


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
    paragraphs: tuple[Paragraph, ...]
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
    `readings` the signatures of those who read it.
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

    @property
    def draft(self) -> bool:
        """Whether it is known to be a draft."""
        return self.release is not None and not self.release.number

    def corrections_of(self, story: str) -> tuple[Correction, ...]:
        """Return the corrections of an article, oldest first."""
        return tuple(sorted((one for one in self.corrections if one.story == story), key=lambda one: one.date))

    def fact(self, key: str) -> str:
        """Return a masthead or imprint field, or an empty string."""
        return dict(self.facts).get(key, "")
