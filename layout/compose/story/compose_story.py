"""A story set as a galley: dateline, body, subheads, sign-off."""

from __future__ import annotations

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
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from layout.compose.line.breaker import Way
    from layout.compose.line.spec import TypeSpec
    from layout.diagnostics import Diagnostic
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
    subhead has an empty row before it and keeps with the text that follows. `target` is as in `StorySetting.galley`.
    `drop` is over how many lines its initial is sunk 首字下沉, where that is not what the story itself says; why it
    cannot be is told only to a desk that asked for it.
    """
    return take_up_story(story, stylebook, measure, case, leading=leading, drop=drop).galley(target)


def take_up_story(
    story: Story,
    stylebook: Mapping[str, TypeSpec],
    measure: Length,
    case: TypeCase,
    *,
    leading: Length,
    drop: int | None = None,
) -> StorySetting:
    """Return a story with its paragraphs in the stick; arguments as in `compose_story`."""
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
    remarks += tuple(remark for setting in settings for remark in unfit(setting))
    sign = partial(set_sign, story=story, spec=stylebook["sign"], measure=measure, case=case) if story.sign else None
    return StorySetting(story.id, measure, leading, pieces, remarks, sign)


class StorySetting:
    """A story in the stick: it yields its galley, and galleys of other numbers of lines without being set anew."""

    def __init__(
        self,
        story: str,
        measure: Length,
        leading: Length,
        pieces: Sequence[list[GalleyLine] | Setting],
        remarks: tuple[Diagnostic, ...],
        sign: Callable[..., None] | None,
    ) -> None:
        """Take up the `pieces` of a story, lines that stand and paragraphs; `sign` adds the sign-off to lines."""
        self._story, self._measure, self._leading = story, measure, leading
        self._remarks, self._sign = remarks, sign
        self._settings = [piece for piece in pieces if isinstance(piece, Setting)]
        self._pieces = [_lines_of(piece) if isinstance(piece, Setting) else piece for piece in pieces]
        self._places = [at for at, piece in enumerate(pieces) if isinstance(piece, Setting)]
        self._plain = self._gathered({})

    def galley(self, target: int | None = None) -> Remarked[Galley]:
        """Return the story's galley, and what of its copy cannot be printed as written.

        `target` asks for a number of lines, which is reached within two lines by legal means only, a sign-off on a row
        of its own the last of them, and said in the galley's `steps`, or not at all: the galley then has the lines
        that it would have had.
        """
        if target is None or target == len(self._plain):
            return self._galley(self._plain)
        return next(self._fitted(target), self._galley(self._plain))

    def galleys(self, target: int) -> Remarked[tuple[Galley, ...]]:
        """Return the galleys of `target` lines that legal means make, the least harm first, each by other paragraphs.

        That of as many lines as it has is made by a line which one paragraph gives another; as it stands it is none.
        """
        return Remarked(tuple(galley.value for galley in self._fitted(target)), self._remarks)

    def _fitted(self, target: int) -> Iterator[Remarked[Galley]]:
        for ways, apart in self._ways(target - len(self._plain)):
            fitted = self._gathered(ways, apart)
            if len(fitted) == target:
                yield self._galley(fitted, said(self._settings, ways) + (("sign +1",) if apart else ()))

    def _galley(self, lines: tuple[GalleyLine, ...], steps: tuple[str, ...] = ()) -> Remarked[Galley]:
        return Remarked(Galley(self._story, self._measure, self._leading, lines, steps), self._remarks)

    def _gathered(self, ways: dict[int, Way], apart: bool = False) -> tuple[GalleyLine, ...]:
        """Return all lines, some paragraphs set in other ways; the sign-off has a row of its own where `apart`."""
        pieces = self._pieces.copy()
        for index, way in ways.items():
            pieces[self._places[index]] = _lines_of(self._settings[index], way)
        lines: list[GalleyLine] = []
        for new in pieces:
            # A table's rules keep an empty row towards the text above and below it.
            if new and lines and "table" in (lines[-1].line.role, new[0].line.role):
                lines.append(replace(new[0], before=1))
                lines += new[1:]
            else:
                lines += new
        if self._sign:
            self._sign(lines, apart=apart)
        return tuple(lines)

    def _ways(self, change: int) -> Iterator[tuple[dict[int, Way], bool]]:
        """Yield ways to set a story in `change` lines more, and whether its sign-off then has a row of its own."""
        yield from ((ways, False) for ways in islice(fitting(self._settings, change), MOST_TRIED))
        if self._sign and 0 < change <= reach_of(self._settings):
            rest = islice(fitting(self._settings, change - 1), MOST_TRIED) if change > 1 else iter([{}])
            yield from ((ways, True) for ways in rest)


def _lines_of(setting: Setting, way: Way | None = None) -> list[GalleyLine]:
    """Return a paragraph's lines; those beside its initial keep together."""
    lines = list(map(GalleyLine, setting.lines(way)))
    for beside in range(setting.initial.lines - 1 if setting.initial else 0):
        lines[beside] = replace(lines[beside], keep=True)
    return lines
