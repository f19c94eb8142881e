"""The head of a story told from its first lines: kicker, headline, deck, byline."""

from __future__ import annotations

from collections import Counter

from layout.ground.dataclass import dataclass
from layout.intake.account import Account
from layout.intake.draft import Draft, field_text, without
from layout.intake.habits.lexicon import (
    BRACKETED_BYLINE,
    BYLINE,
    COLUMN,
    DASHED,
    DATE,
    DATELINE,
    LABEL,
    LABELS,
    NAMES_ONLY,
    NOTICE,
    NUMBERED,
    OFFICE,
    OFFICE_AND_NAMES,
    QUESTION,
    STOP,
)
from layout.intake.habits.styles import style_part
from layout.intake.habits.wrapping import wrapped_length
from layout.intake.pieces import Piece

_LONGEST = 45
"""Characters of a line of a head that nothing marks as one."""
_LONGEST_LINE = 80
_MOST_LINES = 7
_MOST_MAIN = 3
_NAMED = {"main", "kicker", "deck", "byline", "dateline"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the head: the piece, its part where something says so, and why."""

    piece: Piece
    part: str = ""
    why: str = ""


def take_head(draft: Draft, account: Account) -> None:
    """Take the head from the first lines."""
    body_size = _body_size(draft.pieces)
    lines = _head_lines(draft.pieces, body_size, account)
    loose = [line for line in lines if not line.part]
    if not any(line.part == "main" for line in lines) and not loose:
        return
    decided = _decided(lines, body_size)
    del draft.pieces[: len(lines)]
    for line in decided:
        _put(draft, account, line)


def _body_size(pieces: list[Piece]) -> float:
    """Return the size that most of the copy is set in."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if piece.is_text:
            sizes[piece.size] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _head_lines(pieces: list[Piece], body_size: float, account: Account) -> list[_Line]:
    """Return the lines before the body, those that name themselves with their parts."""
    lines: list[_Line] = []
    wrapped = wrapped_length([piece for piece in pieces if piece.is_text])
    for nth, piece in enumerate(pieces):
        if not piece.is_text or len(lines) == _MOST_LINES or (piece.framed and lines and not lines[-1].piece.framed):
            break
        piece, labelled = _unlabelled(piece, account)
        pieces[nth] = piece
        if labelled and labelled not in _NAMED:
            break
        part = labelled or style_part(piece) or ""
        if part in _NAMED:
            if part == "main" and _has_body_between(lines):
                break
            lines.append(_Line(piece, part, "label" if labelled else ""))
            continue
        if piece.item or part in ("subhead", "item") or not _may_be_head(piece, body_size):
            break
        if wrapped and abs(len(piece.text) - wrapped) <= 1 and not _stands_out(piece, body_size):
            break
        lines.append(_named(piece, bool(lines)))
    following = any(piece.is_text or piece.table is not None for piece in pieces[len(lines) :])
    if not following and len(lines) > 1:
        # Nothing but short lines: a list, a poem. Only what stands out is head.
        keep = next((nth for nth, line in enumerate(lines) if not line.part and not _stands_out(line.piece, body_size)),
                    len(lines))  # fmt: skip
        lines = lines[: max(keep, 1)]
    return lines


def _has_body_between(lines: list[_Line]) -> bool:
    return any(line.part == "main" for line in lines) and any(not line.part for line in lines[1:])


def _unlabelled(piece: Piece, account: Account) -> tuple[Piece, str]:
    """Return a line without the word that names its part, and the part."""
    match = LABEL.match(piece.text)
    if not match or match.end() == len(piece.text):
        return piece, ""
    account.change("label", piece.text[: match.end()], place=piece.place, left=True)
    return without(piece, match.end()), LABELS[match[1]]


def _stands_out(piece: Piece, body_size: float) -> bool:
    return piece.strong or piece.align == "center" or piece.size >= body_size + 1.5


def _may_be_head(piece: Piece, body_size: float) -> bool:
    text = piece.text
    if len(text) > _LONGEST_LINE or DATELINE.match(text):
        return False
    if BYLINE.match(text) or BRACKETED_BYLINE.match(text):
        return True
    if QUESTION.match(text):
        return False
    marked = _stands_out(piece, body_size)
    if len(text) > (_LONGEST if marked or DASHED.match(text) else 36):
        return False
    if text[-1] in "，、；,;":
        return False
    if text[-1] in "：:":
        return marked and piece.align == "center"
    if STOP.search(text):
        return text[-1] in "！？!?”…" and (marked or len(text) <= 22)
    return not (NUMBERED.match(text) and not marked)


def _named(piece: Piece, is_below: bool) -> _Line:
    """Return a line with its part where its words say it."""
    text = piece.text
    if DASHED.match(text) and is_below:
        return _Line(piece, "deck", "dash")
    if BYLINE.match(text) or (is_below and BRACKETED_BYLINE.match(text)):
        return _Line(piece, "byline", "byline")
    if is_below and (NAMES_ONLY.match(text) or (OFFICE_AND_NAMES.match(text) and not NOTICE.search(text))):
        return _Line(piece, "byline", "names")
    if is_below and DATE.match(text):
        return _Line(piece, "date", "date")
    return _Line(piece)


def _decided(lines: list[_Line], body_size: float) -> list[_Line]:
    """Return the lines with a part for each."""
    open_lines = [line for line in lines if not line.part]
    styled = [nth for nth, line in enumerate(lines) if line.part == "main"]
    if styled:
        return [
            line if line.part else _Line(line.piece, *_beside(nth, styled[0], styled[-1]))
            for nth, line in enumerate(lines)
        ]
    if len(open_lines) > 1 and COLUMN.match(open_lines[0].piece.text):
        # The name of a column over the headline, however large it stands.
        rest = _decided([line for line in lines if line is not open_lines[0]], body_size)
        return [_Line(open_lines[0].piece, "kicker", "column"), *rest]
    ranks = [_rank(line.piece, body_size) for line in open_lines]
    large = bool(ranks) and ranks[0][0] >= body_size + 1.5 and 1 < len(ranks) <= _MOST_MAIN
    words = [line.piece.text for line in open_lines]
    parts = _by_rank(ranks) if len(set(ranks)) > 1 or large else _by_words(words)
    told = iter(parts)
    return [line if line.part else _Line(line.piece, *next(told)) for line in lines]


def _beside(nth: int, first: int, last: int) -> tuple[str, str]:
    if nth < first:
        return "kicker", "above-headline"
    return ("deck", "below-headline") if nth > last else ("main", "between-headlines")


def _rank(piece: Piece, body_size: float) -> tuple[float, bool, bool]:
    """Return how much a line stands out: by size, by weight, by its place in the middle."""
    return max(piece.size, body_size), piece.strong, piece.align == "center"


def _by_rank(ranks: list[tuple[float, bool, bool]]) -> list[tuple[str, str]]:
    """Return parts by how much lines stand out: the most prominent stretch is the headline."""
    best = max(ranks)
    first = ranks.index(best)
    last = first
    while last + 1 < len(ranks) and ranks[last + 1] == best and last - first + 1 < _MOST_MAIN:
        last += 1
    return [
        ("main", "most-prominent") if first <= nth <= last else _beside(nth, first, last) for nth in range(len(ranks))
    ]


def _by_words(texts: list[str]) -> list[tuple[str, str]]:
    """Return parts of lines that all look the same, by their number, their lengths and their words."""
    count = len(texts)
    if count <= 1:
        return [("main", "first-line")] * count
    lengths = [len(text) for text in texts]
    if _is_kicker(texts[0]):
        return [("kicker", "office"), *(("main", "first-line"), *[("deck", "below-headline")] * (count - 2))]
    if abs(lengths[0] - lengths[1]) <= 1 and max(lengths[:2]) <= 16:
        return [*[("main", "even-lines")] * 2, *[("deck", "below-headline")] * (count - 2)]
    if count == 2 and NOTICE.search(texts[1]):
        return [("main", "even-lines")] * 2
    return [("kicker", "above-headline"), ("main", "second-line"), *[("deck", "below-headline")] * (count - 2)]


def _is_kicker(text: str) -> bool:
    """Tell whether a first line reads as a kicker: an office, a running title."""
    import re

    if NOTICE.search(text):
        return False
    return bool(re.search(rf"{OFFICE}$", text) and len(text) <= 16) or bool(
        re.search(r"(?:[:：]|系列报道|之[一二三四五六七八九十]+|专栏|特刊|专题)$", text)
    )


def _put(draft: Draft, account: Account, line: _Line) -> None:
    text = field_text(line.piece, account)
    if line.part == "byline":
        bare = text.lstrip("□○●◎■◆◇▲△☐*·•—- \u3000")
        if bare[:1] in "（(" and bare[-1:] in "）)":
            bare = bare[1:-1].strip()
        at = text.find(bare)
        account.change("ornament", text[:at] + text[at + len(bare) :], place=line.piece.place, left=True)
        draft.byline = f"{draft.byline}　{bare}" if draft.byline else bare
    elif line.part == "main":
        draft.main.append(text)
    elif line.part == "date":
        account.change("desk-line", text, place=line.piece.place, left=True)
        return
    else:
        old = getattr(draft, line.part)
        setattr(draft, line.part, f"{old}　{text}" if old else text)
    draft.guess(line.part, line.piece, line.why, {"main": f"head.main.{len(draft.main) - 1}"}.get(line.part, line.part))
