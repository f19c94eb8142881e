"""A story set as a galley: dateline, body, subheads, sign-off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from layout.compose.line.paragraph import Setting
from layout.compose.line.told import breaks_of, divided
from layout.compose.story.copyfit import MOST_TRIED, fitting, reach_of, said
from layout.compose.story.drop import DropOrder, opening_of, sunk
from layout.compose.story.galley import Galley, GalleyLine
from layout.compose.story.paragraphs import set_body, set_sign, set_subhead, unfit, unprintable
from layout.compose.story.table import set_table
from layout.diagnostics import Locus, Remarked
from layout.ground.dataclass import replace

if TYPE_CHECKING:
    from layout.compose.line.breaker import Way
    from layout.compose.line.spec import TypeSpec
    from layout.geometry import Length
    from layout.issue.model import Story
    from layout.typeface import TypeCase


def compose_story(
    story: Story,
    stylebook: Mapping[str, TypeSpec],
    measure: Length,
    case: TypeCase,
    *,
    leading: Length,
    target: int | None = None,
    drop: int | None = None,
) -> Remarked[Galley]:
    """Return a story as one galley, and what of its copy cannot be printed as written.

    The head and the byline over the body are make-up's; everything from the dateline to the sign-off is here. A
    subhead has an empty row before it and keeps with the text that follows. `target` asks for a number of lines,
    which is reached within two lines by legal means only, a sign-off on a row of its own the last of them, and said in
    the galley's `steps`, or not at all: the galley then has the lines that it would have had. `drop` is over how many
    lines its initial is sunk 首字下沉, where that is not what the story itself says; why it cannot be is told only to a
    desk that asked for it.
    """
    remarks = tuple(unprintable(story, stylebook, case))
    wished = max(0, story.wishes.drop)
    sinks = DropOrder(wished if drop is None else drop, measure, leading)
    opening = opening_of(story) if sinks.lines > 1 else None
    pieces: list[list[GalleyLine] | Setting] = []
    body_seen = False
    for paragraph in story.paragraphs:
        if paragraph.kind == "subhead":
            subhead = set_subhead(story, paragraph, stylebook["subhead"], measure, case)
            breaks = breaks_of([one.line for one in subhead])
            at = Locus(story.id, "body", paragraph.index)
            remarks += tuple(divided(paragraph.text, paragraph.spans, stylebook["subhead"].rules, breaks, at))
            pieces.append(subhead)
        elif paragraph.kind == "table":
            table = set_table(story.id, paragraph, stylebook, measure, case)
            remarks += table.remarks
            pieces.append(table.value)
        else:
            dateline = "" if body_seen or paragraph.kind not in ("body", "item") else story.dateline
            body_seen = body_seen or paragraph.kind in ("body", "item")
            body = partial(set_body, story, paragraph, dateline, stylebook, measure, case)
            if paragraph is opening:
                setting, why = sunk(story, paragraph, stylebook, case, sinks, body)
                remarks += why if wished else ()
                pieces.append(setting)
            else:
                pieces.append(body())
    settings = [piece for piece in pieces if isinstance(piece, Setting)]

    def gathered(ways: dict[int, Way], apart: bool = False) -> tuple[GalleyLine, ...]:
        lines: list[GalleyLine] = []
        bodies = 0
        for piece in pieces:
            if isinstance(piece, Setting):
                new = list(map(GalleyLine, piece.lines(ways.get(bodies))))
                for beside in range(piece.initial.lines - 1 if piece.initial else 0):
                    new[beside] = replace(new[beside], keep=True)
                bodies += 1
            else:
                new = list(piece)
            # A table's rules keep an empty row towards the text above and below it.
            if new and lines and "table" in (lines[-1].line.role, new[0].line.role):
                new[0] = replace(new[0], before=1)
            lines += new
        if story.sign:
            set_sign(lines, story, stylebook["sign"], measure, case, apart)
        return tuple(lines)

    lines = gathered({})
    steps: tuple[str, ...] = ()
    if target is not None and target != len(lines):
        for ways, apart in _ways(settings, target - len(lines), story.sign):
            fitted = gathered(ways, apart)
            if len(fitted) == target:
                lines, steps = fitted, said(settings, ways) + (("sign +1",) if apart else ())
                break
    remarks += tuple(remark for setting in settings for remark in unfit(setting))
    return Remarked(Galley(story.id, measure, leading, lines, steps), remarks)


def _ways(settings: Sequence[Setting], change: int, sign: str) -> Iterator[tuple[dict[int, Way], bool]]:
    """Yield ways to set a story in `change` lines more, and whether its sign-off then has a row of its own."""
    yield from ((ways, False) for ways in islice(fitting(settings, change), MOST_TRIED))
    if sign and 0 < change <= reach_of(settings):
        rest = islice(fitting(settings, change - 1), MOST_TRIED) if change > 1 else iter([{}])
        yield from ((ways, True) for ways in rest)
