"""Draft or release: what everything made from an edition says of itself, and what was put right in it since."""

from __future__ import annotations

from datetime import date

from layout.ground.dataclass import dataclass

DRAFT = "草样 draft"
"""What a draft says of itself in metadata; a release says `付印 release 2`."""


@dataclass(frozen=True, slots=True)
class Release:
    """How far an edition has come: `number` counts its releases 付印, 0 is a draft 草样.

    `pages` give for each page number the release in which the page last changed, so that a page that stays is the same
    bytes in every later release. `reason` is why there is another release. `stamps` are digests of what each page puts
    on paper, `content` one of the whole edition: by them the next release knows this one. `day` is when.
    """

    number: int = 0
    pages: tuple[tuple[int, int], ...] = ()
    reason: str = ""
    stamps: tuple[tuple[int, str], ...] = ()
    content: str = ""
    day: date | None = None

    @property
    def changed(self) -> tuple[int, ...]:
        """The pages that are other than in the release before; none of a first release or a draft."""
        if self.number < 2:
            return ()
        return tuple(page for page, release in self.pages if release == self.number)

    def of_page(self, page: int) -> Release:
        """Return what a page's own file says of itself."""
        return Release(dict(self.pages).get(page, self.number)) if self.number else self

    @property
    def status(self) -> str:
        """The words for metadata, in both languages."""
        return f"付印 release {self.number}" if self.number else DRAFT

    @property
    def words(self) -> str:
        """The words for people at the press: whether they may print from it."""
        return (
            f"付印 第 {self.number} 次  RELEASE {self.number}" if self.number else "草样 不得付印  DRAFT, NOT FOR PRESS"
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """A signature that held when the edition was made: of a story or page (`page:1`), as which role, by whom, when."""

    subject: str
    role: str
    name: str
    when: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction 更正 of an article after it was printed: its day, the article, and what was wrong."""

    date: date
    story: str
    reason: str
