"""The end of a story: who signs it, from which office, on which day."""

from __future__ import annotations

from layout.intake.account import Account
from layout.intake.draft import Draft, field_text, without
from layout.intake.habits.lexicon import (
    BYLINE,
    DATE,
    NAMES_ONLY,
    OFFICE_AND_NAMES,
    SIGN_BRACKET,
    SIGN_OFFICE,
    SIGN_WORDS,
    STOP,
    TAIL,
    sign_parts,
)
from layout.intake.habits.styles import style_part
from layout.intake.pieces import Piece

_LONGEST_TAIL = 80
_MOST = 4
"""Lines of a sign-off."""


def take_sign_off(draft: Draft, account: Account) -> None:
    """Take the sign-off from the last lines, or from the brackets that end the last paragraph."""
    pieces = draft.pieces
    lines: list[tuple[Piece, str]] = []
    while pieces and len(lines) < _MOST and len(pieces) > 1:
        why = _why(pieces[-1], bool(lines), _before(pieces))
        if why is None:
            break
        lines.insert(0, (pieces.pop(), why))
    for piece, why in lines:
        for part in sign_parts(field_text(piece, account)):
            draft.sign.append(part)
        draft.guess("sign", piece, why)
    if (
        not lines
        and pieces
        and pieces[-1].is_text
        and (match := TAIL.search(pieces[-1].text, max(len(pieces[-1].text) - _LONGEST_TAIL, 0)))
    ):
        last = pieces[-1]
        end = without(last, match.start(1))
        draft.sign.append(field_text(end, account))
        draft.guess("sign", end, "bracket-at-end")
        pieces[-1] = without(last, 0, match.start(1))


def _before(pieces: list[Piece]) -> Piece | None:
    return next((piece for piece in reversed(pieces[:-1]) if piece.is_text), None)


def _why(piece: Piece, below: bool, before: Piece | None) -> str | None:
    """Return why a last line is a sign-off; empty for a style that says so, None where it is none."""
    if not piece.is_text or piece.item or piece.level or piece.style == "note":
        return None
    part = style_part(piece)
    if part == "sign":
        return ""
    text = piece.text
    if len(text) > 60 or (STOP.search(text) and not SIGN_BRACKET.match(text)):
        return None
    if DATE.match(text):
        return "date"
    if SIGN_BRACKET.match(text):
        return "bracket"
    if len(sign_parts(text)) == 2 and SIGN_OFFICE.match(sign_parts(text)[0]):
        return "office-date"
    follows = before is not None and (STOP.search(before.text) is not None or below or len(before.text) > 30)
    if not follows and piece.align != "right":
        return None
    if SIGN_WORDS.match(text) or BYLINE.match(text) or OFFICE_AND_NAMES.match(text) or NAMES_ONLY.match(text):
        return "names"
    if SIGN_OFFICE.match(text) and not piece.strong:
        return "office"
    return "right" if piece.align == "right" and len(text) <= 40 else None
