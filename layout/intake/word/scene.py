"""What stands round a node while a Word file is walked, and what the walks of its parts share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from layout.ground.dataclass import dataclass, field
from layout.intake.account import Account
from layout.intake.document import Block, Break, Inline, NoteMark, SourceParagraph, SourcePicture, SourceRun
from layout.intake.package import Package
from layout.intake.word.numbers import Numbering
from layout.intake.word.styles import Props, Styles

Changes = Literal["accept", "reject", "show"]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands round a node: run properties, tracked change, and why it is left out or by which rule it is set.

    `ground`: something darker than paper may lie under it (a shaded cell, a text box).
    """

    props: Props = field(default_factory=dict)
    change: str = ""
    author: str = ""
    left: str = ""
    rule: str = ""
    ground: bool = False


@dataclass(slots=True)
class OpenParagraph:
    """A paragraph that is being read, and blocks that stood inside it and come after it."""

    inlines: list[Inline] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class OpenField:
    """A complex field whose end has not come: its codes with their keys, whether its result has begun and has any.

    `chosen` is what a form field shows (an entry of its list, a box ticked or not).
    """

    codes: list[tuple[tuple[str, str], str]] = field(default_factory=list)
    separated: bool = False
    printed: bool = False
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """The frame that a picture stands in: name, words for those who cannot see it, size in mm, crop, turn."""

    name: str = ""
    alt: str = ""
    size: tuple[float, float] = (0.0, 0.0)
    crop: tuple[int, int, int, int] | None = None
    turn: int = 0


@dataclass(slots=True)
class Shared:
    """What the walks of all parts of one file share."""

    package: Package
    styles: Styles
    numbering: Numbering
    account: Account
    changes: Changes = "accept"
    with_notes: bool = True
    pictures: list[SourcePicture] = field(default_factory=list)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)
    place: int = 0


def joined(first: SourceParagraph, second: SourceParagraph) -> SourceParagraph:
    """Return two paragraphs as one, in the second's style: the mark that stays is the second's (17.13.5.15)."""
    return SourceParagraph(
        first.inlines + second.inlines,
        second.style or first.style,
        second.level,
        second.align,
        first.indent,
        first.label or second.label,
        first.item or second.item,
        first.place,
        second.size or first.size,
    )


def printed(inlines: list[Inline]) -> bool:
    """Tell whether anything of a paragraph is seen."""
    return any(not isinstance(one, Break) and (not isinstance(one, SourceRun) or one.text.strip()) for one in inlines)


def has_words(paragraph: SourceParagraph) -> bool:
    """Tell whether a paragraph holds characters or note marks."""
    return any(
        isinstance(one, NoteMark) or (isinstance(one, SourceRun) and one.text.strip()) for one in paragraph.inlines
    )


def closed_fields(root: Any, kinds: Mapping[Any, str]) -> set[Any]:
    """Return the `w:fldChar` elements whose begin has an end: only those make a field."""
    opened: list[list[Any]] = []
    whole: set[Any] = set()
    for element, kind in kinds.items():
        if kind == "begin":
            opened.append([element])
        elif opened:
            opened[-1].append(element)
            if kind == "end":
                whole.update(opened.pop())
    return whole
