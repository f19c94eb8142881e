"""One file of copy brought in: read by its door, parted into stories, written, and held against the ledger.

A pure function of the file's bytes, made to run in the guard's child: what it returns is plain values.
"""

from __future__ import annotations

from layout.ground.dataclass import dataclass, field, replace
from layout.intake.account import Account, AccountEntry, Conversion
from layout.intake.document import Document
from layout.intake.draft import Draft, Guess
from layout.intake.habits.recognise import recognise, split_stories
from layout.intake.ledger.balance import Balance
from layout.intake.package import Refused
from layout.intake.photographs import Taken, take_pictures
from layout.intake.pieces import Piece, pieces_of
from layout.intake.story_file import WrittenStory, write_story
from layout.intake.wishes import ImportWishes


@dataclass(frozen=True, slots=True)
class BroughtStory:
    """A story brought in: its file's text, where its parts stand in it, what was guessed, its pictures."""

    ident: str
    text: str
    lines: dict[str, int]
    guesses: tuple[Guess, ...] = ()
    pictures: tuple[Taken, ...] = ()
    healed: tuple[tuple[int, str, str], ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """A file brought in: its door, its stories, the balance of the ledger, what was left out and what converted.

    `refused` is (code, why in Chinese, in English) where it could not be taken.
    """

    door: str = ""
    stories: tuple[BroughtStory, ...] = ()
    balance: Balance | None = None
    left: tuple[AccountEntry, ...] = ()
    converted: tuple[AccountEntry, ...] = ()
    changes: tuple[Conversion, ...] = ()
    refused: tuple[str, str, str] | None = None
    notes: tuple[str, ...] = field(default=())


def bring_in(name: str, data: bytes, wishes: ImportWishes) -> Brought:
    """Return a file as stories with its account; a file that cannot be taken comes back refused."""
    from layout.intake.doors.which import door_of, open_door, source_leaves

    try:
        door = door_of(name, data)
        if door == "story":
            return _as_it_stands(data, wishes)
        document, account = open_door(door, data, wishes)
        document = _with_pictures_beside(document, wishes.beside)
        pieces = pieces_of(document, account)
        if not (document.pictures or any(piece.text.strip() or piece.picture >= 0 or piece.table for piece in pieces)):
            raise Refused("里面没有能排的字，也没有图", "it holds neither words to be set nor pictures")
        drafts = _drafts(pieces, document.pictures, account, wishes)
    except Refused as refused:
        return Brought(refused=(refused.code, refused.why, refused.reason))
    except RecursionError:
        return Brought(refused=("D104", "套得太深，不像稿件", "nested far deeper than copy is"))
    stories = tuple(_story(ident, draft, taken, name, wishes) for ident, draft, taken in drafts)
    try:
        leaves = source_leaves(door, data)
    except Exception:  # what the reader took and the ledger cannot read is unaccounted for as a whole, and told so
        leaves = ()
    return _balanced(door, stories, account, leaves)


def _with_pictures_beside(document: Document, beside: tuple[tuple[str, bytes], ...]) -> Document:
    """Return a document with the pictures that it only names, where they lie beside it."""
    if not beside:
        return document
    known = {path.rpartition("/")[2]: data for path, data in beside} | dict(beside)
    pictures = []
    for picture in document.pictures:
        name = picture.name.replace("\\", "/").removeprefix("./")
        data = known.get(name, known.get(name.rpartition("/")[2])) if picture.missing and "://" not in name else None
        if data is not None:
            picture = replace(picture, name=name.rpartition("/")[2], data=data, missing=False)
        pictures.append(picture)
    return replace(document, pictures=tuple(pictures))


def _drafts(
    pieces: list[Piece], pictures: tuple[object, ...], account: Account, wishes: ImportWishes
) -> list[tuple[str, Draft, list[Taken]]]:
    """Return the stories of a file as drafts, each with its id and its pictures."""
    found = []
    for ident, story in zip(wishes.ids, split_stories(pieces, account), strict=False):
        numbers = [piece.picture for piece in story if piece.picture >= 0]
        taken = take_pictures(tuple(pictures[nth] for nth in numbers), ident)  # type: ignore[misc]
        photos = {nth for nth, one in zip(numbers, taken, strict=True) if one.fate != "ornament"}
        draft = recognise(story, account, photos)
        by_number = dict(zip(numbers, taken, strict=True))
        listed = [by_number[photo.picture] for photo in draft.photos if photo.picture >= 0]
        others = [one for one in taken if one not in listed]
        found.append((ident, draft, [*listed, *others]))
        for photo in draft.photos:
            photo.picture = listed.index(by_number[photo.picture]) if photo.picture >= 0 else -1
    return found


def _story(ident: str, draft: Draft, taken: list[Taken], name: str, wishes: ImportWishes) -> BroughtStory:
    files, crops = [], []
    for photo in draft.photos:
        one = taken[photo.picture] if photo.picture >= 0 else None
        prints = one is not None and one.fate == "photo"
        files.append(one.path if one is not None and prints else "")
        crops.append(str(list(one.crop)) if one is not None and prints and one.crop and not one.rules else "")
    text: WrittenStory = write_story(ident, draft, files, crops, name, wishes.pin)
    return BroughtStory(
        ident,
        text.text,
        text.lines,
        tuple(draft.guesses),
        tuple(taken),
        tuple(draft.healed),
        tuple(draft.unknown.items()),
    )


def _balanced(door: str, stories: tuple[BroughtStory, ...], account: Account, leaves: tuple[object, ...]) -> Brought:
    from layout.intake.ledger.balance import balance
    from layout.intake.ledger.story_words import printed_parts

    parts = [part for story in stories for part in printed_parts(story.text)]
    return Brought(
        door,
        stories,
        balance(leaves, account, parts),  # type: ignore[arg-type]
        tuple(entry for entry in (*account.entries, *account.objects) if entry.left),
        tuple(entry for entry in account.entries if entry.rule and not entry.left),
        tuple(account.changes),
    )


def _as_it_stands(data: bytes, wishes: ImportWishes) -> Brought:
    """Return a story file of this system as it is, under its new id."""
    import re

    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    ident = wishes.ids[0]
    return Brought("story", (BroughtStory(ident, re.sub(r"(?m)^id:.*$", f"id: {ident}", text, count=1), {}),))
