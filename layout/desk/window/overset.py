"""From where a story's copy finds no room: the place in its file behind the last line that was set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.desk.build.proof import tail_of
from layout.diagnostics import Locus
from layout.sheet import Text

if TYPE_CHECKING:
    from layout.desk.build.results import Judged
    from layout.issue.source import SourceMap


def overset(judged: Judged | None, sources: SourceMap, name: str) -> dict[str, Any] | None:
    """Return where the copy that is over begins, its amounts and its words; None where all of it is set."""
    story = judged.issue.story(name) if judged else None
    if judged is None or story is None:
        return None
    over = [fit for fit in judged.fits if fit.story == name and fit.over]
    placed = [
        item.line
        for sheet in judged.edition.sheets
        for item in sheet.items
        if isinstance(item, Text) and item.line.locus and item.line.locus.story == name and item.line.paragraph >= 0
    ]
    if not over or not placed:
        return None
    last = max(placed, key=lambda line: (line.paragraph, line.offset))
    place = sources.place(Locus(name, "body", last.paragraph, last.offset + len(last.text)))
    return {
        "from": {"line": place.line, "column": place.column} if place else None,
        "lines": sum(fit.over for fit in over),
        "characters": -sum(fit.characters for fit in over),
        "text": tail_of(story, last),
    }
