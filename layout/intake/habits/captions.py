"""Captions and credits: which line belongs to which picture, and who took it."""

from __future__ import annotations

import re

from layout.intake.account import Account
from layout.intake.draft import Draft, PhotoPart, field_text, without
from layout.intake.habits.lexicon import CAPTION, CREDIT, CREDIT_ALONE, ORPHAN_CAPTION
from layout.intake.habits.styles import style_part
from layout.intake.pieces import Piece

_LONGEST = 120
"""Characters of a caption that only its place tells."""
_ORNAMENT = re.compile(r"^[▲△▼▽↑↓←→◀▶\s]+")


def take_captions(draft: Draft, account: Account, photos: set[int]) -> None:
    """Take pictures and their captions out of the pieces. `photos` are the pictures that are photographs."""
    pieces = draft.pieces
    left: list[Piece] = []
    nth = 0
    while nth < len(pieces):
        piece = pieces[nth]
        if piece.picture < 0:
            if piece.is_text and all(photo.picture < 0 for photo in draft.photos) and _is_orphan(piece):
                draft.photos.append(PhotoPart())
                _give(draft, account, piece, "orphan")
                nth = _credited(draft, account, nth + 1)
            else:
                left.append(piece)
                nth += 1
            continue
        group = []
        while nth < len(pieces) and pieces[nth].picture >= 0:
            if pieces[nth].picture in photos:
                group.append(pieces[nth].picture)
            nth += 1
        if group:
            draft.photos += [PhotoPart(picture) for picture in group]
            nth = _captioned(draft, account, nth, len(group), left)
    draft.pieces = left


def _captioned(draft: Draft, account: Account, nth: int, count: int, before: list[Piece]) -> int:
    """Give the pictures just found their captions from the lines that follow; return the first line not taken."""
    pieces, given = draft.pieces, 0
    first = len(draft.photos) - count
    while given < count and nth < len(pieces):
        why = _why(pieces[nth], beside=given == 0)
        if why is None:
            break
        # One caption for several pictures stands at the last of them.
        several = count > 1 and _next_is_caption(pieces, nth + 1)
        target = first + given if several or count == 1 or given else len(draft.photos) - 1
        _give(draft, account, pieces[nth], why, target)
        nth, given = nth + 1, given + 1
    nth = _credited(draft, account, nth) if given else nth
    if not given and before and before[-1].is_text and (why := _why(before[-1], beside=False)):
        _give(draft, account, before.pop(), why, first)
    return nth


def _credited(draft: Draft, account: Account, nth: int) -> int:
    """Give the last picture the credit that stands on a line of its own; return the first line not taken."""
    pieces = draft.pieces
    if nth < len(pieces) and CREDIT_ALONE.match(pieces[nth].text) and not draft.photos[-1].credit:
        draft.photos[-1].credit = _bare(field_text(pieces[nth], account), account, pieces[nth].place)
        draft.guess("credit", pieces[nth], "credit", f"photos.{len(draft.photos) - 1}.credit")
        return nth + 1
    return nth


def _next_is_caption(pieces: list[Piece], nth: int) -> bool:
    return nth < len(pieces) and _why(pieces[nth], beside=False) is not None


def _why(piece: Piece, *, beside: bool) -> str | None:
    """Return why a line beside a picture is its caption: empty for a style that says so, None where it is none."""
    if not piece.is_text or piece.item:
        return None
    if style_part(piece) == "caption":
        return ""
    if CAPTION.match(piece.text) and len(piece.text) <= 2 * _LONGEST:
        return "caption-words"
    if len(piece.text) <= _LONGEST and CREDIT.search(piece.text) and not piece.level:
        return "credit-at-end"
    centred = beside and piece.align == "center" and len(piece.text) <= 60 and not piece.strong
    return "under-picture" if centred else None


def _is_orphan(piece: Piece) -> bool:
    """Tell whether a line is the caption of a picture that has not come with the copy."""
    if style_part(piece) == "caption":
        return True
    return bool(ORPHAN_CAPTION.match(piece.text)) and len(piece.text) <= _LONGEST


def _give(draft: Draft, account: Account, piece: Piece, why: str, nth: int = -1) -> None:
    """Make a line the caption of a picture, its end the credit where it names one."""
    photo = draft.photos[nth]
    nth = nth % len(draft.photos)
    key = f"photos.{nth}"
    body = piece
    if match := CREDIT.search(piece.text):
        photo.credit = _bare(field_text(without(piece, match.start()), account), account, piece.place)
        body = without(piece, 0, match.start())
        draft.guess("credit", without(piece, match.start()), "credit", f"{key}.credit")
    text = field_text(body, account)
    if (sign := _ORNAMENT.match(text)) and sign[0].strip():
        account.change("ornament", sign[0], place=piece.place, left=True)
        text = text[sign.end() :]
    photo.caption = f"{photo.caption}{text}"
    if body.text:
        draft.guess("caption", body, why, f"{key}.caption")


def _bare(credit: str, account: Account, place: int) -> str:
    """Return a credit without the brackets round it and the stop after it."""
    bare = credit.strip().rstrip("。.").strip()
    if bare[:1] in "（(" and bare[-1:] in "）)":
        bare = bare[1:-1].strip()
    elif bare[:1] in "（(" and not re.search("[）)]", bare):
        bare = bare[1:].strip()
    elif bare[-1:] in "）)" and not re.search("[（(]", bare):
        bare = bare[:-1].strip()
    if taken := _difference(credit, bare):
        account.change("ornament", taken, place=place, left=True)
    return bare


def _difference(longer: str, shorter: str) -> str:
    at = longer.find(shorter)
    return (longer[:at] + longer[at + len(shorter) :]).strip() if at >= 0 else ""
