"""What the desk wants of an import."""

from __future__ import annotations

from layout.ground.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ImportWishes:
    """What the desk wants of an import: tracked changes, notes at the end of the story, an id for each story.

    `ids` are free ids in the order of use; `pin` the page to pin the story to (0: none). `beside` are pictures that lie
    beside a page or a Markdown file and that it names: (path from the file, bytes).
    """

    ids: tuple[str, ...]
    changes: str = "accept"
    with_notes: bool = True
    pin: int = 0
    beside: tuple[tuple[str, bytes], ...] = ()
