"""A story while it is made of a document's pieces: its parts so far, and what was guessed of them."""

from __future__ import annotations

from typing import Literal

from layout.ground.dataclass import dataclass, field, replace
from layout.intake.account import Account
from layout.intake.document import SourceRun
from layout.intake.marks import plain
from layout.intake.pieces import Piece

BodyKind = Literal["body", "subhead", "item", "table"]


@dataclass(frozen=True, slots=True)
class Guess:
    """A part told without a style that says so: which part, the words, why, the paragraph, where it went.

    `key` is the front-matter key, or `body.N` for the paragraph of that number.
    """

    part: str
    text: str
    why: str
    place: int
    key: str


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A paragraph of the body as it is to stand in the story file."""

    kind: BodyKind
    copy: str
    place: int = 0


@dataclass(slots=True)
class PhotoPart:
    """A photograph of the story: the number of its picture (-1: it has not come), its caption and credit."""

    picture: int = -1
    caption: str = ""
    credit: str = ""


@dataclass(slots=True)
class Draft:
    """The parts of a story as they are found."""

    kind: str = "news"
    kicker: str = ""
    main: list[str] = field(default_factory=list)
    deck: str = ""
    byline: str = ""
    dateline: str = ""
    sign: list[str] = field(default_factory=list)
    body: list[BodyPart] = field(default_factory=list)
    photos: list[PhotoPart] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)
    healed: list[tuple[int, str, str]] = field(default_factory=list)

    def guess(self, part: str, piece: Piece, why: str, key: str = "") -> None:
        """Note a guess. A style that names the part is no guess."""
        if why:
            self.guesses.append(Guess(part, piece.text, why, piece.place, key or part))


def field_text(piece: Piece, account: Account) -> str:
    """Return a piece as the text of a front-matter field."""
    return plain(piece.runs, account, piece.place)


def cut(runs: tuple[SourceRun, ...], start: int, end: int | None = None) -> tuple[SourceRun, ...]:
    """Return the runs of the characters from `start` to `end`."""
    found, at = [], 0
    stop = sum(len(run.text) for run in runs) if end is None else end
    for run in runs:
        first, last = max(start - at, 0), min(stop - at, len(run.text))
        if first < last:
            found.append(run if (first, last) == (0, len(run.text)) else replace(run, text=run.text[first:last]))
        at += len(run.text)
    return tuple(found)


def without(piece: Piece, start: int, end: int | None = None) -> Piece:
    """Return a piece of which only the characters from `start` to `end` are left, without blanks at the ends."""
    text = piece.text[start:end]
    start += len(text) - len(text.lstrip(" \u3000"))
    end = start + len(text.strip(" \u3000"))
    return replace(piece, text=piece.text[start:end], runs=cut(piece.runs, start, end))
