"""A sheet as its reader goes through it: blocks of lines and pictures in reading order, each with its article.

Regions say what a leg or a head is; readers, archives and screen readers want one step more: which paragraph a line
belongs to, and which caption goes with which picture. Every projection that names parts of a page takes its names
from here, so that they agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass
from layout.sheet import Line, Region, Run, Sheet, Text

if TYPE_CHECKING:
    from layout.typeface import TypeCase

_SCATTERED = frozenset({"masthead", "folio", "imprint", "furniture"})
"""Regions whose lines stand apart from each other: each is a block of its own."""

_BODY = frozenset({"subhead", "table", "sign"})
"""Kinds of line that are told apart in a body; everything else there is body text."""

_WITH_PICTURE = frozenset({"artwork", "placeholder", "caption", "credit"})


@dataclass(frozen=True, slots=True)
class ReadingBlock:
    """Lines of one kind that follow each other, or a picture (no lines).

    `role` is the region's, more exact where lines differ from it: `subhead` and `table` in a body, `artwork` for the
    words of a drawing, `placeholder` for the words of a picture that is still to come. `story` is empty for furniture.
    `paragraph` counts in the story's body, -1 elsewhere. `picture` is the id of the picture that it explains.
    """

    id: str
    role: str
    story: str
    paragraph: int
    texts: tuple[Text, ...]
    region: Region | None
    picture: str = ""

    @property
    def is_picture(self) -> bool:
        """Tell whether it is a picture."""
        return self.role == "picture"

    @property
    def text(self) -> str:
        """The copy that it shows."""
        return "".join(text.line.text for text in self.texts)


def blocks_of(sheet: Sheet, number: int) -> tuple[ReadingBlock, ...]:
    """Return a sheet's printed blocks in reading order; `number` counts the page in its file set, from 1.

    No line is left out: lines without a region come last, as furniture. Ids are unique within the edition and valid
    XML names (`P1_TB00001`, pictures `P1_CB00001`).
    """
    lines: dict[int, list[Text]] = defaultdict(list)
    for item in sheet.items:
        if isinstance(item, Text) and item.layer == "print" and item.line.text + "".join(_shown(item)):
            lines[item.region].append(item)
    known = {region.index for region in sheet.regions}
    stray = [text for index, texts in lines.items() if index not in known for text in texts]
    return tuple(_named(_parts(sheet, lines, stray), number))


def _shown(item: Text) -> Iterator[str]:
    """Yield something for a line that shows glyphs without copy, so that no ink is forgotten."""
    if any(run.glyphs for run in item.line.runs):
        yield " "


_Part = tuple[str, str, int, tuple[Text, ...], Region | None]


def _parts(sheet: Sheet, lines: dict[int, list[Text]], stray: list[Text]) -> Iterator[_Part]:
    for region in sorted(sheet.regions, key=lambda region: region.order):
        texts = lines.get(region.index, [])
        if region.role == "picture":
            yield "picture", region.story, -1, (), region
            if texts:
                yield "placeholder" if region.placeholder else "artwork", region.story, -1, tuple(texts), region
        elif region.role in _SCATTERED:
            yield from ((region.role, region.story, -1, (text,), region) for text in texts)
        elif region.role == "body":
            for (paragraph, role), group in groupby(texts, lambda text: (text.line.paragraph, _in_body(text))):
                yield role, region.story, paragraph, tuple(group), region
        elif texts:
            yield region.role, region.story, -1, tuple(texts), region
    yield from (("furniture", "", -1, (text,), None) for text in stray)


def _in_body(text: Text) -> str:
    return text.line.role if text.line.role in _BODY else "body"


def _named(parts: Iterable[_Part], number: int) -> Iterator[ReadingBlock]:
    texts = pictures = 0
    picture = owner = ""
    for role, story, paragraph, lines, region in parts:
        if role == "picture":
            pictures += 1
            picture, owner = f"P{number}_CB{pictures:05d}", story
            yield ReadingBlock(picture, role, story, paragraph, lines, region)
            continue
        texts += 1
        beside = picture if role in _WITH_PICTURE and story == owner else ""
        yield ReadingBlock(f"P{number}_TB{texts:05d}", role, story, paragraph, lines, region, beside)


def cells_of(line: Line, case: TypeCase) -> tuple[tuple[Run, ...], ...]:
    """Return the runs of a table's row cell by cell.

    Cells stand at least an em apart (`compose.table`), and no space inside a cell is that wide.
    """
    cells: list[list[Run]] = []
    end = 0.0
    for run in line.runs:
        if not run.glyphs:
            continue
        first, *_ = origins = run.origins()
        if not cells or first - end > run.size * 9 // 10:
            cells.append([])
        cells[-1].append(run)
        face = case.by_key(run.face)
        end = origins[-1] + face.advances[int.from_bytes(run.glyphs[-2:], "big")] * run.size / face.upem
    return tuple(map(tuple, cells))


def by_story(blocks: Iterable[ReadingBlock]) -> tuple[tuple[str, tuple[ReadingBlock, ...]], ...]:
    """Return blocks article by article, each where it first appears; furniture stays where it stands between them."""
    groups: list[tuple[str, list[ReadingBlock]]] = []
    known: dict[str, list[ReadingBlock]] = {}
    for block in blocks:
        if block.story in known:
            known[block.story].append(block)
        elif groups and not block.story and not groups[-1][0]:
            groups[-1][1].append(block)
        else:
            groups.append((block.story, [block]))
            if block.story:
                known[block.story] = groups[-1][1]
    return tuple((story, tuple(group)) for story, group in groups)
