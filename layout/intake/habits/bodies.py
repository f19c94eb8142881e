"""The body of a story: dateline, subheads, items, tables, paragraphs that were broken at old column feet."""

from __future__ import annotations

import re
from collections import Counter

from layout.ground.dataclass import replace
from layout.intake.account import Account
from layout.intake.document import Cell, SourceRun, Table, paragraphs_of
from layout.intake.draft import BodyKind, BodyPart, Draft, cut, field_text, without
from layout.intake.habits.lexicon import CLOSED, CLOSING, DATELINE, LABEL, LABELS, NUMBERED, STOP
from layout.intake.habits.styles import style_part
from layout.intake.habits.wrapping import wrapped_length
from layout.intake.marks import LINE_END, cleaned, marked
from layout.intake.pieces import Piece

_LONGEST_SUBHEAD = 30
_LONGEST_PLAIN_SUBHEAD = 20
_BODY_LENGTH = 36
"""Characters from which a line is surely no subhead."""
_RULER = re.compile(r"[\s:-]*-[\s:-]*")
_HAN = re.compile("[\u4e00-\u9fff，、“‘《（(]")


def take_body(draft: Draft, account: Account) -> None:
    """Make the body of the pieces that are left."""
    _Body(draft, account).take()


class _Body:
    """Goes through the pieces and makes paragraphs of them."""

    def __init__(self, draft: Draft, account: Account) -> None:
        self.draft, self.account = draft, account
        self.texts = [piece for piece in draft.pieces if piece.is_text]
        self.wrapped = wrapped_length(self.texts)
        self.leans = any(piece.indented for piece in self.texts)
        self.is_heavy = sum(len(p.text) for p in self.texts if p.strong) * 2 > sum(len(p.text) for p in self.texts)
        sizes = Counter({piece.size: 0 for piece in self.texts})
        for piece in self.texts:
            sizes[piece.size] += len(piece.text)
        self.size = sizes.most_common(1)[0][0] if sizes else 0.0
        self.last: Piece | None = None
        self.dated = False

    def take(self) -> None:
        pieces = self.draft.pieces
        for nth, piece in enumerate(pieces):
            if piece.table is not None:
                copy = _table(piece.table, self.account, piece.place)
                if copy:
                    self.draft.body.append(BodyPart("table", copy, piece.place))
                self.last = None
            elif piece.is_text:
                after = next((one for one in pieces[nth + 1 :] if one.is_text or one.table is not None), None)
                self._text(piece, after)

    def _text(self, piece: Piece, after: Piece | None) -> None:
        piece = self._unlabelled(piece)
        kind, why = self._told(piece, after)
        if kind == "body" and not self.dated:
            piece, self.dated = self._with_dateline(piece), True
        if not piece.text:
            return
        if kind == "body" and (way := self._goes_on(piece)):
            self._heal(piece, way)
        else:
            self._add(piece, kind, why)
        self.last = piece if kind in ("body", "item") else None

    def _add(self, piece: Piece, kind: BodyKind, why: str) -> None:
        if kind == "subhead":
            copy = f"## {field_text(piece, self.account)}"
            self.draft.guess("subhead", piece, why, f"body.{len(self.draft.body)}")
        else:
            copy = marked(piece.runs, self.account, piece.place)
            if kind == "item":
                copy = f"- {copy}"
            else:
                if piece.strong and not self.is_heavy and len(piece.text) > 1:
                    copy = f"**{copy}**"
                # Body copy may begin with what would read as a subhead, an item or a table.
                copy = "\\" + copy if copy.startswith(("#", "- ", "|")) else copy
        self.draft.body.append(BodyPart(kind, copy, piece.place))

    def _unlabelled(self, piece: Piece) -> Piece:
        match = LABEL.match(piece.text)
        if not match or LABELS[match[1]] not in ("body", "subhead") or match.end() == len(piece.text):
            return piece
        self.account.change("label", match[0], place=piece.place, left=True)
        return without(piece, match.end())

    # What a line is

    def _told(self, piece: Piece, after: Piece | None) -> tuple[BodyKind, str]:
        """Return what a line is, and why where that was told by its look or its words."""
        part = style_part(piece)
        if part is None:
            self.draft.unknown[piece.style] = self.draft.unknown.get(piece.style, 0) + 1
        if part in ("subhead", "main"):
            return "subhead", ""
        if piece.item or part == "item":
            return "item", ""
        if piece.style == "note":
            return "body", ""
        return ("subhead", why) if (why := self._looks_like_subhead(piece, after)) else ("body", "")

    def _looks_like_subhead(self, piece: Piece, after: Piece | None) -> str:
        text = piece.text
        if after is None or len(text) > _LONGEST_SUBHEAD or text[-1] in "，、；,;：:" or not _has_words(text):
            return ""
        if STOP.search(text) and (text[-1] not in "！？!?”" or not piece.strong):
            return ""
        if piece.strong and not self.is_heavy:
            return "bold-line"
        if piece.align == "center" or (self.size and piece.size >= self.size + 1.5):
            return "stands-out"
        if len(text) > _LONGEST_PLAIN_SUBHEAD or text.endswith("。"):
            return ""
        below = after.is_text and (len(after.text) >= _BODY_LENGTH or bool(STOP.search(after.text)))
        above = self.last is None or bool(STOP.search(self.last.text))
        listed = self.last is not None and NUMBERED.match(self.last.text) and not STOP.search(self.last.text)
        if NUMBERED.match(text) and after.is_text and not listed and not NUMBERED.match(after.text):
            return "numbered-line"
        alone = above and below and len(after.text) >= 2 * len(text) and not CLOSING.match(text)
        return "short-line" if alone and self.draft.body else ""

    def _with_dateline(self, piece: Piece) -> Piece:
        """Take the dateline off the first paragraph of the body."""
        match = DATELINE.match(piece.text)
        if not match or self.draft.dateline:
            return piece
        end = match.end()
        line = Piece(match[0], cut(piece.runs, 0, end), place=piece.place)
        gap = "　" if match[0] != match[0].rstrip(" \u3000") or not match[0].rstrip().endswith(("）", ")")) else ""
        self.draft.dateline = field_text(line, self.account).rstrip(" \u3000") + gap
        self.draft.guess("dateline", without(line, 0), "dateline")
        return without(piece, end)

    # Healing

    def _goes_on(self, piece: Piece) -> str:
        """Return how a line goes on the one before it: `wrapped` at a line length, `foot` at a column's foot."""
        last = self.last
        if last is None or not self.draft.body or self.draft.body[-1].kind != "body" or piece.style == "note":
            return ""
        if piece.after == "blank" and not last.text.endswith(("，", "、")):
            return ""
        if NUMBERED.match(piece.text) or piece.strong != last.strong:
            return ""
        closed = bool(CLOSED.search(last.text))
        full = bool(self.wrapped) and abs(len(last.text) - self.wrapped) <= 2
        if full and not piece.indented and (not closed or self.leans):
            return "wrapped"
        if closed or piece.indented or not _HAN.match(piece.text) or len(last.text) < 8:
            return ""
        if last.text[-1] in "，、" and piece.after != "line":
            return "foot"
        if piece.after == "page":
            return "foot"
        # The copy stands its paragraphs in; this line, mid-sentence, does not.
        return "foot" if self.leans and last.indented and len(last.text) > 15 else ""

    def _heal(self, piece: Piece, way: str) -> None:
        draft = self.draft
        before = draft.body[-1]
        copy = marked(piece.runs, self.account, piece.place)
        if way == "foot":
            assert self.last is not None
            draft.healed.append((piece.place, self.last.text[-8:], piece.text[:8]))
            joint = "{{join}}"
        else:
            draft.healed.append((piece.place, "", ""))
            joint = " " if before.copy[-1:].isascii() and copy[:1].isascii() else ""
        draft.body[-1] = BodyPart("body", before.copy + joint + copy, before.place)


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _table(table: Table, account: Account, place: int) -> str:
    """Return a table as rows of the story format: a cell over several columns is followed by empty ones."""
    rows = [list(row) for row in table.rows]
    width = max((sum(cell.cols for cell in row) for row in rows), default=0)
    lines = []
    for row in rows:
        cells: list[str] = []
        for cell in row:
            cells += [_cell(cell, account, place), *[""] * (min(cell.cols, 64) - 1)]
        cells += [""] * (min(width, 64) - len(cells))
        if any(cells):
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(cell: Cell, account: Account, place: int) -> str:
    told = []
    for paragraph in paragraphs_of(cell.blocks):
        runs: list[SourceRun] = [SourceRun(paragraph.label)] if paragraph.label and paragraph.text.strip() else []
        runs += [inline if isinstance(inline, SourceRun) else SourceRun(" ") for inline in paragraph.inlines]
        runs = cleaned([replace(run, text=LINE_END.sub(" ", run.text)) for run in runs if run.text], account, place)
        text = marked(runs, account, place, in_cell=True).strip(" \u3000")
        told.append(" ".join(text.split()))
    copy = " ".join(filter(None, told))
    # Hyphens alone would read as the ruler under a table's head.
    return copy.replace("-", "\\-") if _RULER.fullmatch(copy) else copy
