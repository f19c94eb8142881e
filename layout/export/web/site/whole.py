"""The site as its pages see it: the paper's name, its years, its latest issues."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from layout.export.web.site.records import Facts, Records
from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.export.web.settings import WebSettings


@dataclass(frozen=True, slots=True)
class Site:
    """What pages of the site say: `years` are years and their issues, `latest` the newest, None where there is none."""

    records: Records
    settings: WebSettings
    years: tuple[tuple[str, int], ...]
    latest: Facts | None

    @classmethod
    def of(cls, records: Records, settings: WebSettings) -> Site:
        """Return the site that the records tell of."""
        years = tuple((year, int(one["issues"])) for year, one in sorted(records.file("years").items(), reverse=True))
        bare = cls(records, settings, years, None)
        return cls(records, settings, years, next(bare.newest(), None))

    @property
    def name(self) -> str:
        """The paper's name."""
        return str(self.latest["name"]) if self.latest else "数字报"

    @property
    def language(self) -> str:
        """The language of its pages."""
        return str(self.latest["language"]) if self.latest else "zh-Hans-CN"

    @property
    def count(self) -> int:
        """How many issues there are."""
        return sum(count for _, count in self.years)

    def issues(self, year: str) -> tuple[Facts, ...]:
        """Return a year's issues, newest first."""
        found = self.records.year(year).values()
        return tuple(sorted(found, key=lambda facts: (facts["date"], facts["number"]), reverse=True))

    def newest(self) -> Iterator[Facts]:
        """Yield issues from the newest on."""
        for year, _ in self.years:
            yield from self.issues(year)

    def address(self, name: str) -> str:
        """Return the full address of a file of the site, its name where no base is known."""
        return f"{self.settings.base.rstrip('/')}/web/{name}" if self.settings.base else name

    def address_in(self, facts: Facts, name: str) -> str:
        """Return the address of a file of an issue, from a page of the site where no base is known."""
        base = self.settings.base
        return f"{base.rstrip('/')}/{facts['folder']}/web/{name}" if base else f"../{facts['folder']}/web/{name}"
