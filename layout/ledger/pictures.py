"""A story's photographs, captions and credits against the sheets: each once, the words with their own picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ground.dataclass import dataclass, field
from layout.ledger.body import EXCERPT, told
from layout.ledger.found import squashed
from layout.rules.ledger import CAPTION_NEAR, CREDIT_NEAR

if TYPE_CHECKING:
    from layout.geometry import Box, Length
    from layout.issue.model import Photo, Story
    from layout.ledger.found import Held

WAITING = "图片待补"
"""What a place says whose picture is still to come."""


@dataclass(slots=True)
class _Shown:
    """A picture as it stands, with the captions and credits under it."""

    held: Held
    captions: list[Held] = field(default_factory=list)
    credits: list[Held] = field(default_factory=list)

    @property
    def source(self) -> str:
        return self.held.pictures[0].source if self.held.pictures else ""


def picture_account(story: Story, held: Sequence[Held], leading: Length) -> Iterator[Diagnostic]:
    """Yield photographs, captions and credits that do not stand exactly once, each under its own picture."""
    shown = [_Shown(one) for one in held if one.region.role == "picture" and (one.pictures or one.lines)]
    words = [one for one in held if one.region.role in ("caption", "credit") and one.lines]
    loose = [one for one in words if not _taken(one, shown, leading)]
    left = list(shown)
    for index, photo in enumerate(story.photos):
        match = next((one for one in left if _is(one, photo, exactly=True)), None) or next(
            (one for one in left if _is(one, photo, exactly=False)), None
        )
        at = f"photos.{index}"
        if match is None:
            name = photo.file or WAITING
            yield Diagnostic.make(
                "L101", Severity.ERROR, Locus(story.id, f"{at}.file"), story=story.id, field=f"{at}.file", words=name
            )
            yield from _words(story.id, at, photo, [], [])
            continue
        left.remove(match)
        yield from _words(story.id, at, photo, match.captions, match.credits)
    for one in left:
        yield Diagnostic.make(
            "L105", Severity.ERROR, Locus(story.id, "photos"), story=story.id, words=one.source or WAITING
        )
    for stray in loose:
        yield Diagnostic.make(
            "L105", Severity.ERROR, Locus(story.id, "photos"), story=story.id, words=stray.text[:EXCERPT]
        )


def _words(
    story: str, at: str, photo: Photo, captions: Sequence[Held], credits: Sequence[Held]
) -> Iterator[Diagnostic]:
    for key, copy, places in (("caption", photo.caption, captions), ("credit", photo.credit, credits)):
        have, owed = squashed("".join(one.text for one in places)), squashed(copy)
        if have != owed:
            field_ = f"{at}.{key}"
            if owed:
                yield told(story, Locus(story, field_), owed, have)
            else:
                yield Diagnostic.make(
                    "L105", Severity.ERROR, Locus(story, field_), story=story, words=have[:EXCERPT]
                )  # fmt: skip


def _is(shown: _Shown, photo: Photo, *, exactly: bool) -> bool:
    """Tell whether a picture shows a photograph; `exactly` also asks for its own words under it."""
    if photo.file is None:
        same = not shown.source and shown.held.text == WAITING
    else:
        same = shown.source.endswith(f"/{photo.file}") and shown.held.pictures[0].sha256 == photo.sha256
        same = same and len(shown.held.pictures) == 1 and shown.held.pictures[0].page == photo.page
    if not exactly:
        return same
    return same and squashed("".join(one.text for one in shown.captions)) == squashed(photo.caption)


def _taken(words: Held, shown: Sequence[_Shown], leading: Length) -> bool:
    """Give words to the picture that they stand under, the lowest that is over them; False where there is none."""
    over = [one for one in shown if one.held.page == words.page and _under(words, one.held.region.box, leading)]
    if not over:
        return False
    nearest = max(over, key=lambda one: one.held.region.box.bottom)
    (nearest.captions if words.region.role == "caption" else nearest.credits).append(words)
    return True


def _under(words: Held, picture: Box, leading: Length) -> bool:
    """Tell whether words stand below a picture and within its width; a credit may stand under lines of caption."""
    box = words.region.box
    inside = picture.x - leading <= box.x and box.right <= picture.right + leading
    near = CAPTION_NEAR if words.region.role == "caption" else CREDIT_NEAR
    return inside and 0 <= box.y - picture.bottom + leading <= near * leading
