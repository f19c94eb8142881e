"""A document's pieces made into the drafts of its stories."""

from __future__ import annotations

from layout.intake.account import Account
from layout.intake.draft import Draft
from layout.intake.habits.bodies import take_body
from layout.intake.habits.captions import take_captions
from layout.intake.habits.ends import take_sign_off
from layout.intake.habits.heads import take_head
from layout.intake.habits.lexicon import BRIEFS, DESK_LINE, END_MARK, NOTICE, PAGE_NUMBER, SPLIT
from layout.intake.pieces import Piece

_ASIDE = (("desk-line", DESK_LINE), ("end-mark", END_MARK), ("page-number", PAGE_NUMBER))


def split_stories(pieces: list[Piece], account: Account) -> list[list[Piece]]:
    """Return the pieces of each story of a file: they are parted where a line says so (`=====`, 【下一篇】)."""
    stories: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.is_text and SPLIT.match(piece.text):
            account.change("story-mark", piece.text, place=piece.place, left=True)
            stories.append([])
        else:
            stories[-1].append(piece)
    return [story for story in stories if story] or [[]]


def recognise(pieces: list[Piece], account: Account, photos: set[int]) -> Draft:
    """Return a story's draft: every piece in its part, every guess noted. `photos` are the photographs' numbers."""
    draft = Draft(pieces=_without_asides(pieces, account))
    take_captions(draft, account, photos)
    take_sign_off(draft, account)
    take_head(draft, account)
    take_body(draft, account)
    draft.kind = _kind(draft)
    return draft


def _without_asides(pieces: list[Piece], account: Account) -> list[Piece]:
    """Return the pieces without what is meant for the desk alone: who edited, page numbers, （完）."""
    kept = []
    for piece in pieces:
        rule = next((rule for rule, known in _ASIDE if piece.is_text and known.match(piece.text)), None)
        if rule is None:
            kept.append(piece)
        else:
            account.change(rule, "".join(run.text + run.ruby for run in piece.runs), place=piece.place, left=True)
    return kept


def _kind(draft: Draft) -> str:
    """Return the kind of story: its headline's words, or what it is made of, say it."""
    kind, why = "news", ""
    if any(NOTICE.search(line) for line in draft.main):
        kind, why = "notice", "notice-words"
    elif any(BRIEFS.match(line) for line in draft.main):
        kind, why = "brief", "brief-words"
    elif draft.photos and not draft.body:
        kind, why = "photo", "only-pictures"
    elif draft.body and all(part.kind == "table" for part in draft.body):
        kind, why = "table", "only-tables"
    if why:
        draft.guess("kind", Piece(text=" ".join(draft.main) or kind), why)
    return kind
