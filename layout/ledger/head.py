"""A story's head, column title, jump lines and pull quote against the sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ledger.body import EXCERPT, told
from layout.ledger.found import squashed

if TYPE_CHECKING:
    from layout.issue.model import Story
    from layout.ledger.dealt import Stand
    from layout.ledger.found import Held

TENS: dict[int, str] = {1: "十", 2: "二十", 3: "三十", 4: "四十", 5: "五十", 6: "六十", 7: "七十", 8: "八十", 9: "九十"}
ONES: tuple[str, ...] = ("", *"一二三四五六七八九")


def head_account(story: Story, stands: Sequence[Stand], held: Sequence[Held], dropped: bool) -> Iterator[Diagnostic]:
    """Yield what of a story's head is not on its pages exactly once.

    `dropped` tells that the make-up has said that it leaves out the deck; where the dummy says so and nobody has told
    the desk, it is told here (L122).
    """
    opening = next((stand for stand in stands if stand.part == 1), None)
    decked = opening is None or opening.deck
    if not decked and story.head.deck and not dropped:
        yield Diagnostic.make(
            "L122", Severity.NOTE, Locus(story.id, "head.deck"), story=story.id, words=story.head.deck[:EXCERPT]
        )
    owed = (
        ("kicker", "head.kicker", story.head.kicker),
        ("headline", "head.main", "".join(story.head.main)),
        ("deck", "head.deck", story.head.deck if decked else ""),
        ("byline", "byline", story.byline),
    )
    for role, field, copy in owed:
        yield from _once(story.id, field, copy, _text(held, role))
    label = (opening.label if opening else "") or story.wishes.label
    yield from _once(story.id, "layout.label", label, _text(held, "label"))


def quote_account(story: Story, stands: Sequence[Stand], held: Sequence[Held]) -> Iterator[Diagnostic]:
    """Yield what became of a story's pull quote: L121 where the dummy has no place for it."""
    shown = _text(held, "pullquote")
    if story.pullquote and not shown and not any(stand.quote for stand in stands):
        yield Diagnostic.make(
            "L121", Severity.WARNING, Locus(story.id, "pullquote"), story=story.id, words=story.pullquote[:EXCERPT]
        )
        return
    yield from _once(story.id, "pullquote", story.pullquote, shown)


def jump_account(story: Story, stands: Sequence[Stand], held: Sequence[Held]) -> Iterator[Diagnostic]:
    """Yield jump lines and jump heads that are not what the dummy's jumps ask for (L123)."""
    title = squashed(story.head.short or "".join(story.head.main))
    pages = {stand.part: stand.page for stand in stands}
    owed = [
        ("jump", stand.page, f"（下转第{numeral(stand.jump)}版）") for stand in stands if stand.jump
    ] + [
        ("jumphead", stand.page, f"{title}（上接第{numeral(pages[stand.part - 1])}版）")
        for stand in stands
        if stand.part > 1 and stand.part - 1 in pages
    ]  # fmt: skip
    for role, page, words in owed:
        shown = squashed("".join(one.text for one in held if one.page == page and one.region.role == role))
        if shown != words:
            yield Diagnostic.make(
                "L123", Severity.ERROR, Locus(story.id), story=story.id, page=page, words=words, printed=shown
            )
    wanted = {(role, page) for role, page, _ in owed}
    for one in held:
        role = one.region.role
        if role in ("jump", "jumphead") and (role, one.page) not in wanted and one.lines:
            yield Diagnostic.make("L105", Severity.ERROR, Locus(story.id), story=story.id, words=one.text[:EXCERPT])


def numeral(number: int) -> str:
    """Return a page number in Chinese numerals up to 99, in figures beyond."""
    if not 0 < number < 100:
        return str(number)
    tens = TENS.get(number // 10, "")
    return tens + ONES[number % 10]


def _text(held: Sequence[Held], role: str) -> str:
    return squashed("".join(one.text for one in held if one.region.role == role))


def _once(story: str, field: str, copy: str, shown: str) -> Iterator[Diagnostic]:
    wanted = squashed(copy)
    if wanted == shown:
        return
    if not wanted:
        yield Diagnostic.make("L105", Severity.ERROR, Locus(story, field), story=story, words=shown[:EXCERPT])
        return
    yield told(story, Locus(story, field), wanted, shown)
