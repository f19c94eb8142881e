"""A story's body against the sheets: every paragraph, subhead, item, table cell and sign-off once, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ledger.found import squashed

if TYPE_CHECKING:
    from layout.issue.model import Story
    from layout.ledger.found import Held
    from layout.sheet import Line

EXCERPT = 12
"""Characters of copy that a finding quotes."""


def body_account(story: Story, held: Sequence[Held], overset: bool) -> Iterator[Diagnostic]:
    """Yield what of a story's body is not on its pages exactly once and in order.

    `held` are its body regions in reading order. Where the story's overset is told already (`overset`), copy may end
    early, but only at its end.
    """
    lines = list(_once(story, held))
    tables = {
        paragraph.index
        for paragraph in story.paragraphs
        if paragraph.kind == "table" and _table_agrees(paragraph.cells, _of(lines, paragraph.index))
    }
    owed = "".join(part for _, part in _owed(story, tables))
    printed = _printed(lines, tables)
    if owed == printed or (overset and owed.startswith(printed)):
        return
    found = list(_paragraphs(story, lines, tables, overset))
    yield from found
    if not found:
        yield Diagnostic.make(
            "L104",
            Severity.ERROR,
            Locus(story.id, "body", 0, 0),
            story=story.id,
            words=_first_difference(owed, printed),
        )


def _once(story: Story, held: Sequence[Held]) -> Iterator[Line]:
    """Yield the lines of a story's legs, without head rows that a table repeats over its further legs."""
    heads = {
        paragraph.index: Counter(squashed("".join(next((row for row in paragraph.cells if any(row)), ()))))
        for paragraph in story.paragraphs
        if paragraph.kind == "table"
    }
    seen: set[int] = set()
    for one in held:
        lines = [text.line for text in one.lines]
        table = lines[0].paragraph if lines and lines[0].role == "table" else -1
        if table in seen:
            deep = 1 + next((at for at, line in enumerate(lines) if line.ending != "turn"), len(lines))
            if Counter(squashed("".join(line.text for line in lines[:deep]))) == heads.get(table):
                lines = lines[deep:]
        seen.update(line.paragraph for line in lines if line.role == "table")
        yield from lines


def _owed(story: Story, tables: set[int]) -> list[tuple[int, str]]:
    """Return the body's copy paragraph by paragraph, the dateline before the first that is text, the sign-off last."""
    parts: list[tuple[int, str]] = []
    dateline = story.dateline
    for paragraph in story.paragraphs:
        text = paragraph.text
        if dateline and paragraph.kind not in ("subhead", "table"):
            text, dateline = dateline + text, ""
        parts.append((paragraph.index, _token(paragraph.index) if paragraph.index in tables else squashed(text)))
    if story.paragraphs and story.sign:
        parts.append((-1, squashed(story.sign)))
    return parts


def _token(index: int) -> str:
    return f"\0{index}\0"


def _printed(lines: Sequence[Line], tables: set[int]) -> str:
    parts: list[str] = []
    for line in lines:
        if line.paragraph in tables:
            token = _token(line.paragraph)
            if not parts or parts[-1] != token:
                parts.append(token)
        else:
            parts.append(line.text)
    if not tables:
        return squashed("".join(parts))
    return "".join(part if part.startswith("\0") else squashed(part) for part in parts)


def _of(lines: Sequence[Line], paragraph: int) -> list[Line]:
    return [line for line in lines if line.paragraph == paragraph]


def _table_agrees(cells: Sequence[Sequence[str]], lines: Sequence[Line]) -> bool:
    """Tell whether a table's lines show its cells, row by row.

    Where a row takes one line its cells follow each other; where cells turn over, their lines stand beside each other,
    so that each cell's characters come in order among those of the row, and no other character does.
    """
    rows: list[list[str]] = [[]]
    for line in lines:
        rows[-1].append(line.text)
        if line.ending != "turn":
            rows.append([])
    shown = [row for row in rows if row]
    wanted = [row for row in cells if any(row)]
    if len(shown) != len(wanted):
        return False
    for row, want in zip(shown, wanted, strict=True):
        have, owed = squashed("".join(row)), squashed("".join(want))
        if len(row) == 1:
            if have != owed:
                return False
        elif Counter(have) != Counter(owed) or not all(_in_order(squashed(cell), have) for cell in want):
            return False
    return True


def _in_order(wanted: str, among: str) -> bool:
    """Tell whether the characters of `wanted` come in this order among others."""
    rest = iter(among)
    return all(char in rest for char in wanted)


def _paragraphs(story: Story, lines: Sequence[Line], tables: set[int], overset: bool) -> Iterator[Diagnostic]:
    """Yield the findings paragraph by paragraph, each with its place in the copy."""
    known = {paragraph.index for paragraph in story.paragraphs}
    strange = "".join(line.text for line in lines if line.paragraph not in known and line.role != "sign")
    shown = {index: squashed("".join(line.text for line in _of(lines, index))) for index in known}
    signed = squashed("".join(line.text for line in lines if line.role == "sign" and line.paragraph not in known))
    last = max((line.paragraph for line in lines), default=-1)
    owed = dict(_owed(story, tables))
    sign = owed.pop(-1, "")
    for index, text in owed.items():
        have = shown[index]
        if index == max(owed) and sign and not signed and have.endswith(sign) and have != text:
            have, signed = have[: -len(sign)], sign  # the sign-off stands in the last line
        if index in tables or have == text or (overset and index >= last and text.startswith(have)):
            continue
        yield told(story.id, Locus(story.id, "body", index, 0), text, have)
    if sign != signed and not (overset and sign.startswith(signed)):
        yield told(story.id, Locus(story.id, "sign"), sign, signed)
    if strange:
        yield Diagnostic.make("L105", Severity.ERROR, Locus(story.id), story=story.id, words=strange[:EXCERPT])


def told(story: str, at: Locus, owed: str, have: str) -> Diagnostic:
    """Return what became of a stretch of copy: gone (L101), there again (L102), or other than written (L103)."""
    field = at.field if at.paragraph < 0 else f"¶{at.paragraph + 1}"
    if not have:
        return Diagnostic.make("L101", Severity.ERROR, at, story=story, field=field, words=owed[:EXCERPT])
    times = len(have) // max(1, len(owed))
    if times > 1 and have == owed * times:
        return Diagnostic.make("L102", Severity.ERROR, at, story=story, field=field, times=times, words=owed[:EXCERPT])
    return Diagnostic.make(
        "L103", Severity.ERROR, at, story=story, field=field, words=_first_difference(owed, have),
        printed=_first_difference(have, owed),
    )  # fmt: skip


def _first_difference(owed: str, have: str) -> str:
    """Return the copy round the first character that the print does not show likewise."""
    at = next((at for at, (one, other) in enumerate(zip(owed, have, strict=False)) if one != other), None)
    at = min(len(owed), len(have)) if at is None else at
    return owed[max(0, at - EXCERPT // 2) : at + EXCERPT // 2].replace("\0", "")
