"""The desk's wishes against the pages: page, columns, box, inside, orient, legs, pins. Kept, or named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity

if TYPE_CHECKING:
    from layout.issue.model import Issue, Story
    from layout.ledger.dealt import Dealt, Stand
    from layout.ledger.found import Held

FREE = (1, 6)
"""The column range of a story for which nothing is wished."""

Wish = tuple[str, object, object]
"""Field, what was wished, what stands."""


def wish_account(
    issue: Issue, story: Story, dealt: Dealt, columns: int, held: Sequence[Held], named: frozenset[str]
) -> Iterator[Diagnostic]:
    """Yield L120 for every wish that is not kept and that no diagnostic of `named` codes tells of already."""
    stands = dealt.of(story.id)
    opening = next((stand for stand in stands if stand.part == 1), None)
    if opening is None:
        return
    told = {"M129", "M130"} & named
    sized = "M340" in named
    for field, wanted, has in _broken(issue, story, opening, stands, columns, held):
        if (field.startswith("layout.pin") or field in ("layout.inside", "layout.box")) and told:
            continue
        if (field in ("layout.cols", "layout.legs", "layout.merge") and "M207" in named) or (
            field == "layout.size" and sized
        ):
            continue
        yield Diagnostic.make(
            "L120", Severity.WARNING, Locus(story.id, field), story=story.id, page=opening.page, field=field,
            wanted=wanted, has=has,
        )  # fmt: skip


def _broken(
    issue: Issue, story: Story, opening: Stand, stands: Sequence[Stand], columns: int, held: Sequence[Held]
) -> Iterator[Wish]:
    wishes = story.wishes
    pin = dict(wishes.pin)
    wanted = next((page.number for page in issue.pages or () if story.id in page.stories), 0)
    if wanted not in (0, opening.page):
        yield "layout.pin.page" if "page" in pin else "pages", wanted, opening.page
    least, most = wishes.cols
    if wishes.cols != FREE and not min(least, columns) <= opening.cols <= most:
        yield "layout.cols", f"{least}-{most}", opening.cols
    if story.fixed and not wishes.whole_page and wishes.size != (opening.cols, opening.rows):
        yield "layout.size", "{} x {}".format(*wishes.size), f"{opening.cols} x {opening.rows}"
    yield from _legs(story, opening)
    box = pin.get("box", wishes.box)
    if box not in ("none", opening.box):
        yield "layout.box", box, opening.box
    if wishes.inside and opening.host != wishes.inside:
        yield "layout.inside", wishes.inside, opening.host or "-"
    upright = any(text.line.vertical for one in held if one.region.role == "headline" for text in one.lines)
    if story.head.main and upright != (story.head.orient == "v"):
        yield "head.orient", story.head.orient, "v" if upright else "h"
    if any(stand.part > 1 for stand in stands) and not wishes.may_jump:
        yield "layout.may_jump", "false", "true"
    for key in ("page", "col", "row", "cols", "rows"):
        if key in pin and pin[key] not in (-1, getattr(opening, key)):
            yield f"layout.pin.{key}", pin[key], getattr(opening, key)


def _legs(story: Story, stand: Stand) -> Iterator[Wish]:
    """Yield a wish for so many legs 破栏, or for merged columns 长栏, that the block does not keep."""
    wishes = story.wishes
    if not story.paragraphs or story.head.orient == "v":
        return
    legs = stand.legs or stand.cols
    if wishes.legs and legs != wishes.legs:
        yield "layout.legs", wishes.legs, legs
    elif wishes.merge > 1 and legs * wishes.merge != stand.cols:
        yield "layout.merge", wishes.merge, f"{stand.cols / legs:.3g}"
