"""What the desk wants of an import."""

from __future__ import annotations

from layout.ground.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the desk wants of an import: tracked changes, notes at the end of the story, an id for each story.

    `ids` are free ids in the order of use; `pin` the page to pin the story to (0: none).
    """

    ids: tuple[str, ...]
    changes: str = "accept"
    with_notes: bool = True
    pin: int = 0
