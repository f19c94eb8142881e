"""What a block is furnished with beside its copy: settings of its head, its pull quote; blocks of pictures alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from layout.compose.head.set_head import head_variants
from layout.compose.line.spec import Matter
from layout.compose.sense.lines import set_for_sense
from layout.geometry.grid import BASELINE_IN_EM
from layout.ground.dataclass import replace
from layout.makeup.dummy.plan import HeadChoice, PhotoPlace
from layout.makeup.page.head_style import dressed, may_have_ground, side_of_ground
from layout.makeup.page.photo import photo_rows, words_of
from layout.makeup.solve.measure.groups import group_shapes
from layout.makeup.solve.measure.pictures import crops
from layout.makeup.solve.shapes import HeadOffer, Shape
from layout.rules.design import HEAD_GROWN, HEAD_LOW, HEAD_LOW_FROM, HEAD_THIN, LEADS_FROM
from layout.rules.pages import LABEL_ROWS, PICTURE_LEAST
from layout.rules.solver import DECK_COST, QUIET_HEAD
from layout.sheet import Step

if TYPE_CHECKING:
    from layout.compose.head.set_head import Stacked, Variant
    from layout.geometry import Length
    from layout.issue.model import Photo, Story
    from layout.makeup.page.caseroom import CaseRoom
    from layout.rules.house import PageRules

HEADS = 5
"""How many settings of a head are offered for each width."""


def head_choices(room: CaseRoom, story: Story, width: int, *, decks: bool, more: int = 0) -> Iterator[HeadOffer]:
    """Yield the settings of a head over a width.

    `more`, in 1/1000, is by how much its headline may be larger than usual, in as few lines, so that it takes rows
    that would be air over and under it; one that fills too little of its span may be so by as much as it lacks.
    """
    if not story.head.main and not story.byline:
        yield HeadOffer(0, HeadChoice(), 0, 0)
        return
    best = None
    seen = set()
    face = face_of(story, room.rules)
    width -= 2 * side_of_ground(room.grid) if may_have_ground(story, room.rules) else 0
    for deck in (True, False) if decks and story.head.deck else (True,):
        variants = _variants(room, story, width, deck, face)
        usual = max(variant.size for variant in variants)
        lines = max(variant.lines for variant in variants[:2])
        widest = max(_filled(variant, width) for variant in variants)
        quiet: Sequence[Variant] = ()
        if story.kind != "lead" and min(variant.size for variant in variants) > QUIET_HEAD:
            # A broad block of little weight needs a head that does not shout the lead down.
            quiet = _variants(room, story, width, deck, face, most=QUIET_HEAD)[:2]
        louder: Sequence[Variant] = ()
        grown = max(more, min(HEAD_GROWN, HEAD_LOW_FROM * 1000 // max(1, widest) - 1000))
        if grown:
            larger = _variants(room, story, width, deck, face, most=usual * (1000 + grown) // 1000)
            louder = [variant for variant in larger if variant.size > usual and variant.lines <= lines]
            louder = [*louder[:1], *sorted(louder[1:], key=lambda head: -head.size)[:1]]
        if quiet or louder:
            variants = (*variants[: HEADS - 2], *louder, *quiet)
        taken = 0
        for variant in variants:
            key = (variant.lines, variant.size, deck)
            if key in seen or taken >= HEADS + (len(quiet) if louder else 0):
                continue
            seen.add(key)
            best = variant.score if best is None else best
            choice = HeadChoice(lines=variant.lines, size=variant.size / 1000, deck=deck, face=face)
            setting = room.stacked_head(story, width, choice)
            if setting.size != variant.size:
                continue
            taken += 1
            filled = _filled(variant, width)
            cost = round(max(0.0, best - variant.score)) + (0 if deck else DECK_COST) + _thin(room, filled, width)
            chosen = replace(choice, rows=setting.rows)
            yield HeadOffer(cost, chosen, setting.rows, setting.size, filled, _white(room, setting))


def _filled(head: Variant, width: Length) -> int:
    """Return the share of its span, in 1/1000, that a headline's longest line takes, letter-spacing included."""
    extent = head.extent
    return 1000 * (width if extent is None else extent) // max(1, width)


def _white(room: CaseRoom, head: Stacked) -> int:
    """Return the white over and under a head's lines, in 1/1000 rows; its byline has a row of its own."""
    lines = [(tier.size, baseline) for tier, _, baseline in head.placed if tier.role != "byline"]
    top = min((baseline - size * BASELINE_IN_EM // 1000 for size, baseline in lines), default=0)
    foot = max((baseline + size * (1000 - BASELINE_IN_EM) // 1000 for size, baseline in lines), default=0)
    rows = head.rows - (len(lines) < len(head.placed))
    return max(0, 1000 * rows - 1000 * (foot - top) // room.grid.leading) if lines else 0


def _thin(room: CaseRoom, filled: int, width: Length) -> int:
    """Return what a headline costs that fills too little of its span."""
    grid = room.grid
    cols = max(1, round((width + grid.gutter) / (grid.measure + grid.gutter)))
    low, thin = max(0, HEAD_LOW_FROM - filled), max(0, room.rules.head_full - filled)
    return cols * (HEAD_LOW * low + HEAD_THIN * thin) // 10


def face_of(story: Story, rules: PageRules) -> Literal["", "hei"]:
    """Return the face that a story's rank gives its head: 黑 for the most important after the leads, else none."""
    plain = story.kind == "news" and not story.head.face
    return "hei" if plain and rules.second_from <= story.priority < LEADS_FROM else ""


def _variants(
    room: CaseRoom, story: Story, width: int, deck: bool, face: Literal["", "hei"], most: int = 0
) -> tuple[Variant, ...]:
    """Return the legal settings of a story's head over a width, best first."""
    order = room.order(story, width)
    order = replace(order, head=dressed(order.head, HeadChoice(face=face)), most=most, deck=deck)
    return head_variants(order, room.case, room.style)


def quote_rows_of(room: CaseRoom, story: Story, width: Length) -> int:
    """Return the rows that a story's pull quote takes in a width, its rules and their air included; 0 for none."""
    if not story.pullquote:
        return 0
    spec, grid = room.style["pullquote"], room.grid
    measure = width // spec.size * spec.size
    lines = set_for_sense(story.pullquote, spec, measure, room.case, Matter(role="pullquote"))
    return -(-(len(lines) * spec.size * 3 // 2) // grid.leading) + 2


def picture_shapes(room: CaseRoom, story: Story, widths: Sequence[int]) -> Iterator[Shape]:
    """Yield the shapes of a picture story: its pictures below its head, its column title, or one row of air.

    Several pictures 组图 stand in rows of as many beside each other as divide the columns, all of a row equally deep,
    or as a group that the first one rules.
    """
    label = LABEL_ROWS if story.wishes.label else 0
    for cols in widths:
        heads = tuple(head_choices(room, story, room.grid.span(cols), decks=False))
        if len(story.photos) > 1:
            yield from group_shapes(room, story, cols, heads)
        for price, choice, plain, size, fill, white in heads:
            top = label + plain or 1
            for beside in range(1, min(len(story.photos), cols) + 1):
                for change, places in _pictures_in_rows(room, story.photos, cols, beside, top):
                    yield Shape(
                        cols,
                        places[-1].row + places[-1].rows,
                        label + plain,
                        0,
                        cols,
                        size,
                        choice,
                        photos=places,
                        give=0,
                        cost=price + 2 * abs(change) * cols,
                        steps=() if not change else (Step("photo", change),),
                        fill=fill,
                        white=white,
                    )


def _pictures_in_rows(
    room: CaseRoom, photos: Sequence[Photo], cols: int, beside: int, top: int
) -> Iterator[tuple[int, tuple[PhotoPlace, ...]]]:
    """Yield (rows cropped, places) of pictures, `beside` in a row, the last row spread.

    Nothing comes where the columns do not share evenly, or a picture may not be so wide.

    A row is as deep as the middle of what its pictures ask for, and a few rows more or less where they may be cropped.
    """
    groups = [tuple(range(first, min(first + beside, len(photos)))) for first in range(0, len(photos), beside)]
    if any(cols % len(group) for group in groups):
        return
    wides = [cols // len(group) for group in groups]
    depths, spare = [], []
    for group, wide in zip(groups, wides, strict=True):
        if any(photos[at].cols and wide not in photos[at].cols for at in group):
            return
        asked = _deep(room, photos, group, wide)
        depths.append(round(sum(rows for rows, _ in asked) / len(asked)))
        spare.append(min(crop[-1] - rows for rows, crop in asked))
    for change in range(-min(spare), min(spare) + 1):
        places: list[PhotoPlace] = []
        row = top
        for group, wide, depth in zip(groups, wides, depths, strict=True):
            deep = max(PICTURE_LEAST, depth + change)
            places += [PhotoPlace(at, nth * wide, row, wide, deep) for nth, at in enumerate(group)]
            row += deep + 1
        yield change, tuple(places)


def _deep(room: CaseRoom, photos: Sequence[Photo], group: Sequence[int], wide: int) -> list[tuple[int, range]]:
    """Return what each picture of a row asks for, and how far it may be cropped."""
    width = room.grid.span(wide)
    words = words_of(room, ((photos[at], width) for at in group))
    return [(photo_rows(photos[at], room, width, words=words), crops(room, photos[at], width, words)) for at in group]
