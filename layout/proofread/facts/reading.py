"""A story as the fact rules see it: its passages, the issue's date, and what the house knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.issue.model import Story
    from layout.proofread.passage import Passage


@dataclass(frozen=True, slots=True)
class StoryText:
    """A story's passages, with the date of the issue that it appears in."""

    story: Story
    passages: tuple[Passage, ...]
    day: date

    def body(self) -> tuple[Passage, ...]:
        """Return the passages of running text."""
        return tuple(passage for passage in self.passages if passage.role in ("body", "item"))

    def of(self, *roles: str) -> tuple[Passage, ...]:
        """Return the passages of some roles."""
        return tuple(passage for passage in self.passages if passage.role in roles)
