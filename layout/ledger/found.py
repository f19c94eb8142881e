"""What stands on a sheet, sorted for the account: lines by region, pictures, and marks that belong to no region."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, field
from layout.sheet import Fill, Path, Picture, Rule, Text

if TYPE_CHECKING:
    from layout.sheet import Region, Sheet


@dataclass(slots=True)
class Held:
    """A region of a sheet with what stands in it, in paint order."""

    page: int
    region: Region
    lines: list[Text] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The copy that its lines show."""
        return "".join(line.line.text for line in self.lines)


@dataclass(slots=True)
class PageHeld:
    """A sheet sorted: its regions in reading order, and the lines, rules and fills that are in none."""

    sheet: Sheet
    regions: list[Held]
    lines: list[Text]
    rules: list[Rule]
    fills: list[Fill]

    def of(self, role: str) -> list[Held]:
        """Return the regions of a role."""
        return [held for held in self.regions if held.region.role == role]


def sorted_sheet(sheet: Sheet) -> PageHeld:
    """Return what is printed on a sheet, sorted; the proof layer is no part of it."""
    held = [Held(sheet.number, region) for region in sorted(sheet.regions, key=lambda region: region.order)]
    at = {one.region.index: one for one in held}
    page = PageHeld(sheet, held, [], [], [])
    for item in sheet.items:
        if item.layer != "print":
            continue
        one = at.get(item.region)
        if isinstance(item, Text):
            (one.lines if one else page.lines).append(item)
        elif isinstance(item, Rule):
            (one.rules if one else page.rules).append(item)
        elif isinstance(item, Fill):
            (one.fills if one else page.fills).append(item)
        elif one is not None:
            if isinstance(item, Picture):
                one.pictures.append(item)
            else:
                one.paths.append(item)
    return page


def by_story(pages: Iterable[PageHeld]) -> dict[str, list[Held]]:
    """Return every story's regions in reading order over all pages; furniture is under the empty name."""
    found: dict[str, list[Held]] = {}
    for page in pages:
        for held in page.regions:
            found.setdefault(held.region.story, []).append(held)
    return found


def squashed(text: str) -> str:
    """Return text without spaces and line ends: those a line may take or leave."""
    return "".join(text.split())
