"""All measures of an issue in one case room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.makeup.dummy.plan import PageDummy
from layout.makeup.page.block import set_block
from layout.makeup.page.forme import Forme
from layout.makeup.page.heading import settled
from layout.makeup.page.legs import legs_of
from layout.makeup.solve.measure.filling import filling_shape
from layout.makeup.solve.measure.groups import open_to
from layout.makeup.solve.measure.headed import Known
from layout.makeup.solve.measure.inserts import inserts_of
from layout.makeup.solve.measure.pieces import pieces, remainder
from layout.makeup.solve.measure.tables import airier, measure, measure_loose, measure_wide
from layout.makeup.solve.measure.tails import tail_shapes
from layout.makeup.solve.measure.wishes import is_table
from layout.makeup.solve.shapes import Shape, ShapeTable

if TYPE_CHECKING:
    from layout.issue.model import Story
    from layout.makeup.dummy.plan import Block
    from layout.makeup.page.caseroom import CaseRoom


class Measured:
    """The measures of an issue's stories in one case room; each table is made once."""

    def __init__(
        self,
        room: CaseRoom,
        stories: Sequence[Story],
        left: Mapping[str, tuple[int, int]] | None = None,
        hosts: Mapping[str, str] | None = None,
    ) -> None:
        """Measure on demand.

        `left` tells of a kept plan's jumps: lines set before the jump, and the page of it. `hosts` are the stories
        that hold another one, each with its insert: all their shapes have it in them.
        """
        self.room = room
        self._hosts = hosts or {}
        self._left = left or {}
        self._stories = {story.id: story for story in stories}
        self._tables: dict[tuple[object, ...], ShapeTable] = {}
        self._tails: dict[str, tuple[Shape, ...]] = {}
        self._known: dict[str, Known] = {}

    def table(self, story: str, *, decks: bool = False, wide: int = 0, grown: bool = False) -> ShapeTable:
        """Return the shapes of a whole story, those beyond the desk's wish, and then any, where there are none."""
        copy = self._stories[story]
        decks = decks and bool(copy.head.deck)
        grown = grown and not copy.fixed
        key = (story, decks, wide, grown)
        if key not in self._tables:
            self._tables[key] = self._made(copy, decks, wide, grown)
        return self._tables[key]

    def _made(self, copy: Story, decks: bool, wide: int, grown: bool) -> ShapeTable:
        story = copy.id
        if grown and not any(open_to(photo) for photo in copy.photos):
            return airier(self.room, copy, self.table(story))
        inserts = inserts_of(self.table(self._hosts[story])) if story in self._hosts else None
        known = self._known.setdefault(story, {})
        if wide:
            found = measure_wide(self.room, copy, pictures=wide > 1, inserts=inserts, known=known)
            if not found.shapes and inserts is None:
                found = measure_loose(self.room, copy, inserts=inserts)
            return replace(found, beyond=True)
        found = measure(self.room, copy, decks=decks, inserts=inserts, grown=grown, known=known)
        return found if found.shapes else self.table(story, wide=1)

    def grows(self, story: str) -> bool:
        """Tell whether the desk leaves the widths of a story's pictures open, so that they may grow."""
        from layout.issue.model import Photo

        photos = self._stories[story].photos
        return bool(photos) and all(photo.cols == Photo("").cols for photo in photos)

    def knows(self, story: str) -> bool:
        """Tell whether a story is measured."""
        return (story, False, 0, False) in self._tables

    def learn(self, table: ShapeTable) -> None:
        """Keep the shapes of a whole story that another process measured."""
        self._tables[table.story, False, 0, False] = table

    @property
    def asked(self) -> tuple[tuple[Story, ...], Mapping[str, tuple[int, int]], Mapping[str, str]]:
        """What is measured: stories, what a kept plan's jumps left, and hosts; another process needs it, too."""
        return tuple(self._stories.values()), self._left, self._hosts

    def tails(self, story: str) -> tuple[Shape, ...]:
        """Return the shapes of a whole story whose last leg runs on below its block."""
        if story not in self._tails:
            self._tails[story] = tail_shapes(self.room, self._stories[story], self.table(story))
        return self._tails[story]

    def filling(self, story: str, cols: int, rows: int) -> Shape | None:
        """Return a whole story as one shape that fills so many columns and rows, its pictures as large as that asks."""
        return filling_shape(self.room, self._stories[story], cols, rows)

    def boxed(self, story: str, box: str) -> ShapeTable:
        """Return the shapes of a whole story in a frame of this kind."""
        copy = self._stories[story]
        framed = replace(copy, wishes=replace(copy.wishes, box=box))  # type: ignore[arg-type]
        return measure(self.room, framed, known=self._known.setdefault(story, {}))

    def pieces(self, story: str, to: int) -> ShapeTable:
        """Return the shapes of a story's first part when it jumps; empty where the desk does not allow it."""
        key = (story, "jump")
        if key not in self._tables:
            copy = self._stories[story]
            # What goes on after a jump is set in base columns: merged measures and tables stay whole, and so does a
            # story that holds another.
            plain = copy.wishes.merge == 1 and not copy.wishes.legs and not is_table(copy) and story not in self._hosts
            if copy.wishes.may_jump and copy.head.orient == "h" and plain:
                self._tables[key] = pieces(self.room, copy, to)
            else:
                self._tables[key] = ShapeTable(story, copy.priority, copy.kind, ())
        return replace(self._tables[key], jump=to)

    def remainder(self, story: str, placed: int, came_from: int) -> ShapeTable:
        """Return the shapes of the lines that a jump left."""
        return remainder(self.room, self._stories[story], placed, came_from)

    def resumed(self, story: str) -> ShapeTable:
        """Return the shapes of what a kept plan's jump leaves of a story."""
        placed, page = self._left.get(story, (0, 0))
        return self.remainder(story, placed, page)

    def rest(self, block: Block) -> tuple[str, ...]:
        """Return the lines of copy that a block which jumps leaves, when it is set as it would be printed."""
        story = self._stories[block.story]
        block = settled(self.room, block, story)
        lines = self.room.galley(story, legs_of(block, self.room.grid).measure).lines
        forme = Forme(PageDummy(1, 0, (block,)), self.room.grid)
        return tuple(line.line.text for line in set_block(forme, self.room, block, story, lines, folder="").rest)

    def hindrance(self, story: str) -> tuple[str, int]:
        """Tell what leaves a whole story without a shape, and with how many pictures it would have one."""
        copy = self._stories[story]

        def has_shape(without: Story) -> bool:
            return bool(measure_loose(self.room, without).shapes)

        opened = tuple(replace(photo, cols=()) for photo in copy.photos)
        if opened and has_shape(replace(copy, photos=opened)):
            return "widths", 0
        fewest = 0 if copy.paragraphs else 1
        for count in range(len(copy.photos) - 1, fewest - 1, -1):
            if has_shape(replace(copy, photos=copy.photos[:count])):
                return "pictures", count
        if copy.head.orient == "v" and has_shape(replace(copy, head=replace(copy.head, orient="h"))):
            return "upright", 0
        return ("table" if is_table(copy) else ""), 0

    def depth(self, story: str) -> int:
        """Return the lines of a story at the base measure."""
        return self.room.galley(self._stories[story], self.room.grid.measure).depth

    def ems(self, story: str) -> int:
        """Return the characters that one line holds."""
        return self.room.grid.ems
