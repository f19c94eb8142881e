"""The case room 拣字间: where make-up orders its lines.

It remembers every galley and head that it has set, so that measuring a story for the optimiser and setting it on the
page are the same work done once. It holds no page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from layout.compose.head.order import HeadOrder
from layout.compose.head.set_head import HeadSetting, set_head, set_vertical_head, stack_head
from layout.compose.line.paragraph import set_paragraph
from layout.compose.line.single import set_single
from layout.compose.line.spec import Matter, TypeSpec
from layout.compose.story.compose_story import take_up_story
from layout.compose.story.round import compose_round
from layout.diagnostics import Remarked
from layout.geometry import profile
from layout.ground.dataclass import replace
from layout.makeup.page.head_style import dressed
from layout.makeup.page.memo import Memo
from layout.rules.house import BOOK, PageRules

if TYPE_CHECKING:
    from collections.abc import Hashable

    from layout.compose.head.set_head import Stacked
    from layout.compose.story.compose_story import StorySetting
    from layout.compose.story.galley import Galley
    from layout.compose.story.round import Round, RowSlot
    from layout.compose.story.stylebook import Stylebook
    from layout.diagnostics import Diagnostic, Locus
    from layout.geometry import Grid, Length
    from layout.issue.model import Head, Issue, Photo, Story
    from layout.makeup.dummy.plan import HeadChoice
    from layout.sheet import Line, Picture
    from layout.sheet.lightness import Lightness
    from layout.typeface import TypeCase

T = TypeVar("T")


class CaseRoom:
    """Sets galleys, heads, captions and single lines on one grid, in one style, from one type case."""

    def __init__(
        self,
        case: TypeCase,
        style: Mapping[str, TypeSpec],
        grid: Grid,
        memo: Memo | None = None,
        rules: PageRules = BOOK,
        names: tuple[str, ...] = (),
        features: frozenset[str] = frozenset(),
        lightness: Callable[[Picture], Lightness | None] | None = None,
    ) -> None:
        """Open the case room for a grid; `memo` holds what was set for the same issue before.

        `rules` are what the house decides of its pages, `names` people whose names no line of a head divides,
        `features` the stories that have a page for themselves 专版, `lightness` tells how light a picture is.
        """
        self.case = case
        self.style = style
        self.grid = grid
        self.rules = rules
        self.names = names
        self.features = features
        self.lightness = lightness
        self._memo = memo or Memo()
        self._remarks: dict[Diagnostic, None] = {}
        self._in_hand: tuple[Story, Length, StorySetting] | None = None

    def on(self, grid: Grid) -> CaseRoom:
        """Return a case room for another grid of the same paper, as a spread has; remarks go to the same report."""
        if grid == self.grid:
            return self
        other = CaseRoom(self.case, self.style, grid, self._memo, self.rules, self.names, self.features, self.lightness)
        other._remarks = self._remarks
        return other

    def emptied(self) -> CaseRoom:
        """Return a case room for the same page that has no remarks; what was set need not be set again."""
        return CaseRoom(
            self.case, self.style, self.grid, self._memo, self.rules, self.names, self.features, self.lightness
        )

    def priced(self, rules: PageRules) -> CaseRoom:
        """Return a case room without remarks where designs have other prices, on which nothing that is set depends."""
        return CaseRoom(self.case, self.style, self.grid, self._memo, rules, self.names, self.features, self.lightness)

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """What was wrong with the copy so far, each remark once, in the order of work."""
        return tuple(self._remarks)

    def note(self, *remarks: Diagnostic) -> None:
        """Keep remarks for the report."""
        for remark in remarks:
            self._remarks.setdefault(remark)

    def _noted(self, done: Remarked[T]) -> T:
        """Keep the remarks of a setting, and return it."""
        self.note(*done.remarks)
        return done.value

    def whole(self, key: Hashable, given: object, make: Callable[[CaseRoom], T]) -> T:
        """Return what is made in this room of several settings, taken over whole where what it is made of stands."""

        def made() -> Remarked[T]:
            own = self.emptied()
            return Remarked(make(own), own.remarks)

        return self._noted(self._memo.recall_whole(key, given, made))

    def galley(self, story: Story, measure: Length, target: int | None = None) -> Galley:
        """Return the story's galley at a measure, with `target` lines where that is asked for."""
        return self._noted(
            self._memo.recall(
                ("galley", story.id, measure, target), story, lambda: self._taken_up(story, measure).galley(target)
            )
        )

    def galleys(self, story: Story, measure: Length, target: int) -> tuple[Galley, ...]:
        """Return the galleys of `target` lines that legal means make of a story, the least harm first."""
        return self._noted(
            self._memo.recall(
                ("galleys", story.id, measure, target), story, lambda: self._taken_up(story, measure).galleys(target)
            )
        )

    def _taken_up(self, story: Story, measure: Length) -> StorySetting:
        """Return a story in the stick; the last one stays there, for it is asked for in other numbers of lines."""
        held = self._in_hand
        if held is None or held[0] is not story or held[1] != measure:
            leading, drop = self.grid.leading, self.drop_of(story)
            setting = take_up_story(story, self.style, measure, self.case, leading=leading, drop=drop)
            held = self._in_hand = (story, measure, setting)
        return held[2]

    def round(self, story: Story, slots: tuple[RowSlot, ...]) -> Round:
        """Return the story set in rows round its pictures 文绕图."""
        leading, drop = self.grid.leading, self.drop_of(story)
        return self._noted(
            self._memo.recall(
                ("round", story.id, slots),
                story,
                lambda: compose_round(story, self.style, slots, self.case, leading=leading, drop=drop),
            )
        )

    def drop_of(self, story: Story) -> int:
        """Return over how many lines a story's initial is sunk: as the desk wishes, else as the house has it."""
        if story.wishes.drop >= 0 or story.dateline:
            return max(0, story.wishes.drop)
        long = self.rules.drop_long and story.kind in ("lead", "news", "column")
        large = story.id in self.features or (long and len(story.text) >= self.rules.drop_long)
        return self.rules.drop_lines if large else 0

    def order(self, story: Story, space: Length) -> HeadOrder:
        """Return the order of a story's head in a width, or in the height of a vertical head; its wishes are open."""
        return HeadOrder(story.head, space, self.grid.leading, kind=story.kind, byline=story.byline, names=self.names)

    def _chosen(self, story: Story, space: Length, choice: HeadChoice) -> HeadOrder:
        """Return the order of a story's head as the dummy chose it."""
        size = round(choice.size * 1000)
        order = self.order(story, space)
        head = dressed(story.head, choice)
        return replace(
            order, head=head, lines=choice.lines, size=size, rows=choice.rows, deck=choice.deck, story=story.id
        )

    def head(
        self, story: Story, width: Length, choice: HeadChoice, *, rows: int = 0, ruled: bool = False
    ) -> HeadSetting:
        """Return a horizontal head over `width` as the dummy chose it, in `rows` rows or more; `ruled` under a rule."""
        done = self._head(story, width, choice, rows, ruled)
        if choice.breaks and (done.value.size, done.value.lines) != (
            round(choice.size * 1000),
            len(choice.breaks) + 1,
        ):
            # The breaks may be those of a shorter headline: it is shared over its lines anew where that is larger.
            other = self._head(story, width, replace(choice, breaks=()), rows, ruled)
            if other.value.size > done.value.size and other.value.lines <= done.value.lines:
                done = other
        return self._noted(done)

    def _head(self, story: Story, width: Length, choice: HeadChoice, rows: int, ruled: bool) -> Remarked[HeadSetting]:
        def setting() -> Remarked[HeadSetting]:
            order = self._chosen(story, width, choice)
            order = replace(order, head=broken_at(order.head, choice.breaks), rows=rows or order.rows, ruled=ruled)
            return set_head(order, self.case, self.style)

        return self._memo.recall(("head", story.id, width, choice, rows, ruled), story, setting)

    def stacked_head(self, story: Story, width: Length, choice: HeadChoice) -> Stacked:
        """Return what a horizontal head takes that `head` would set, for a choice without breaks."""
        return stack_head(self._chosen(story, width, choice), self.case, self.style)

    def vertical_head(self, story: Story, rows: int, choice: HeadChoice) -> HeadSetting:
        """Return a vertical head 竖题 that is `rows` rows high."""

        def setting() -> Remarked[HeadSetting]:
            order = self._chosen(story, rows * self.grid.leading, choice)
            return set_vertical_head(order, self.case, self.style)

        return self._noted(self._memo.recall(("vertical", story.id, rows, choice), story, setting))

    def fitted(self, text: str, style: str, role: str, width: Length, locus: Locus | None = None) -> Line:
        """Return a line in its style's size, or smaller where the width asks for it."""
        line = self.single(text, style, role, locus=locus)
        if line.extent <= width:
            return line
        return self.sized(text, style, role, width / line.extent, locus)

    def sized(self, text: str, style: str, role: str, share: float, locus: Locus | None = None) -> Line:
        """Return a line at a share of its style's size and spacing."""
        spec = self.style[style]
        sized = replace(spec, size=int(spec.size * share), tracking=int(spec.tracking * share))
        return set_single(text, sized, self.case, role=role, locus=locus)

    def spread(self, text: str, style: str, role: str, width: Length) -> Line:
        """Return a line letter-spaced to a width, as a nameplate's pinyin is."""
        spec = self.style[style]
        plain = set_single(text, spec, self.case, role=role)
        if len(text) < 2 or plain.extent >= width:
            return plain
        tracking = spec.tracking + (width - plain.extent) // (len(text) - 1)
        return set_single(text, replace(spec, tracking=tracking), self.case, role=role)

    def single(self, text: str, style: str, role: str, *, measure: Length = 0, locus: Locus | None = None) -> Line:
        """Return one unbroken line in a named style."""
        return set_single(text, self.style[style], self.case, role=role, measure=measure, locus=locus)

    def caption(
        self, photo: Photo, measure: Length, locus: Locus | None
    ) -> tuple[tuple[Line, ...], tuple[Line, ...], int]:
        """Return a caption's lines, those of its credit, and the rows that both take.

        The credit stands flush right in the caption's last line where one em is left before it, else in rows of its
        own; one that is wider than the picture turns over.
        """
        key = ("caption", photo.caption, photo.credit, measure, locus)
        return self._memo.recall(key, None, lambda: Remarked(self._caption(photo, measure, locus))).value

    def _caption(
        self, photo: Photo, measure: Length, locus: Locus | None
    ) -> tuple[tuple[Line, ...], tuple[Line, ...], int]:
        spec = self.style["caption"]
        matter = Matter(role="caption", locus=locus)
        lines = set_paragraph(photo.caption, spec, measure, self.case, matter) if photo.caption else ()
        if not photo.credit:
            return lines, (), len(lines)
        credit = self.single(photo.credit, "credit", "credit", measure=measure, locus=locus)
        if credit.extent > measure:
            matter = replace(matter, role="credit")
            turned = set_paragraph(photo.credit, self.style["credit"], measure, self.case, matter)
            return lines, turned, len(lines) + len(turned)
        shares = lines and lines[-1].extent + spec.size + credit.extent <= measure
        return lines, (credit,), len(lines) + (0 if shares else 1)


def broken_at(head: Head, breaks: tuple[int, ...]) -> Head:
    """Return a head whose one-string headline is divided into lines before the given characters.

    A headline that the desk has broken itself, or that is too short for a break, stays as it is.
    """
    if len(head.main) != 1 or not breaks or breaks[-1] >= len(head.main[0]):
        return head
    text = head.main[0]
    edges = (0, *breaks, len(text))
    return replace(head, main=tuple(text[start:end] for start, end in pairwise(edges)))


def open_room(
    issue: Issue,
    case: TypeCase,
    style: Stylebook,
    memo: Memo | None = None,
    names: tuple[str, ...] = (),
    lightness: Callable[[Picture], Lightness | None] | None = None,
) -> CaseRoom | None:
    """Return the case room for an issue's page, None where its profile is unknown.

    The house's body type makes the grid: set in 10 pt, a page has fewer ems a column and fewer rows. A leading that the
    desk has not changed grows with the size.
    """
    grid = profile(issue.profile)
    if grid is None:
        return None
    body = style["body"]
    leading = body.leading or grid.leading
    if leading == grid.leading:
        leading = body.size * grid.leading // grid.size
    grid = grid.reset(body.size, leading)
    whole = {story for page in issue.pages or () if page.form == "feature" for story in page.stories}
    features = frozenset(story.id for story in issue.stories if story.id in whole and not story.fixed)
    if memo is not None:
        faces = tuple((face.key, face.sha256) for face in case.faces)
        styles = tuple(sorted(style.items(), key=lambda item: item[0]))
        memo.begin((faces, styles, grid, style.rules, names, features))
    return CaseRoom(case, style, grid, memo, style.rules, names, features, lightness)
