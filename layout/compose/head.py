"""Heads: kicker 引题, headline 主题 and deck 副题 sized to their span and broken for sense.

The headline takes the largest step of the 号 ladder that its span holds; the kicker over it is about half of it, the
deck two 号 below. The whole takes a whole number of baselines, its air included, so the legs under it stand in
register. Trade rules: reference of the house in `heads.yaml`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from layout.compose.head_break import Broken, break_head, set_pieces, shape_cost
from layout.compose.head_remarks import HeadRemarks
from layout.compose.head_sort import EM, Spaces
from layout.compose.head_stack import HeadSetting, PlacedLine, Tier, small_tier, stack
from layout.compose.head_style import HeadStyle, Treatment, head_style
from layout.compose.head_jump import jump_line, set_jump_head, set_label
from layout.compose.vertical import set_vertical_head
from layout.diagnostics import Remarked
from layout.sheet import BLACK, Ink

if TYPE_CHECKING:
    from layout.compose.spec import TypeSpec
    from layout.geometry import Length
    from layout.issue.model import Head
    from layout.typeface import TypeCase

__all__ = [
    "HeadSetting", "PlacedLine", "head_variants", "jump_line", "set_head", "set_jump_head", "set_label",
    "set_vertical_head",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Try:
    """One way to set the headline: how it is shared over lines, at which size and letter-spacing, and its score."""

    broken: Broken
    size: Length
    tracking: Length
    score: float


def head_variants(
    head: Head,
    width: Length,
    case: TypeCase,
    stylebook: Mapping[str, TypeSpec],
    *,
    leading: Length,
    lead: bool = False,
    kind: str = "news",
    names: tuple[str, ...] = (),
    most: Length = 0,
    least: Length = 0,
    deck: bool = True,
    top: bool = False,
    byline: str = "",
    ink: Ink = BLACK,
    locus_story: str = "",
) -> tuple[HeadSetting, ...]:
    """Return the legal settings of a head over `width`, best first.

    They differ in lines and in size; all keep to the copy. `most` and `least` bound the headline's size so that
    make-up can keep the lead's the largest; `lead` raises the size that is looked for. `kind` and the desk's
    `head.face` choose the faces, `names` are kept whole, `top` drops the air above at the top of a page. An empty
    head gives one setting of no rows. Scores run to 100; below 50 a setting is a makeshift.
    """
    style = head_style()
    treatment, _ = style.treatment(head.face, kind)
    tries = _tries(head, width, case, style, treatment, names, lead, most, least)
    settings = [
        _setting(head, attempt, width, case, stylebook, style, treatment, leading, deck, top, byline, ink, locus_story)
        for attempt in tries
    ]
    return tuple(settings)


def set_head(
    head: Head,
    width: Length,
    case: TypeCase,
    stylebook: Mapping[str, TypeSpec],
    *,
    leading: Length,
    lines: int = 0,
    size: Length = 0,
    rows: int = 0,
    deck: bool = True,
    lead: bool = False,
    kind: str = "news",
    names: tuple[str, ...] = (),
    most: Length = 0,
    least: Length = 0,
    top: bool = False,
    byline: str = "",
    ink: Ink = BLACK,
    locus_story: str = "",
) -> Remarked[HeadSetting]:
    """Return a head set as the dummy chose it, with remarks on what could not be done.

    `lines`, `size` (1/1000 pt) and `rows` are wishes, 0 leaves them open. A size that the span does not hold is
    stepped down the ladder; more rows than needed share out their air, fewer make the head smaller before they are
    exceeded. Every character of the copy is set whatever happens.
    """
    style = head_style()
    treatment, known = style.treatment(head.face, kind)
    remarks = HeadRemarks(locus_story)
    if not known:
        remarks.unknown_face(head.face, tuple(style.treatments))
    remarks.missing(head, treatment, case)

    tries = _tries(head, width, case, style, treatment, names, lead, most, least, lines, size, deep=bool(rows))
    best: HeadSetting | None = None
    for attempt in tries:
        setting = _setting(
            head, attempt, width, case, stylebook, style, treatment, leading, deck, top, byline, ink, locus_story, rows
        )
        if best is None or (rows and best.rows > rows and setting.rows < best.rows):
            best, chosen = setting, attempt
        if not rows or setting.rows <= rows:
            best, chosen = setting, attempt
            break
    assert best is not None  # noqa: S101  # there is always one try
    remarks.fit(head, chosen.broken, best, width, lines, size, rows, style)
    return Remarked(best, remarks.found)


def _tries(
    head: Head,
    width: Length,
    case: TypeCase,
    style: HeadStyle,
    treatment: Treatment,
    names: tuple[str, ...],
    lead: bool,
    most: Length,
    least: Length,
    lines: int = 0,
    size: Length = 0,
    deep: bool = False,
) -> list[_Try]:
    """Return ways to set the headline, best first; always at least one. `deep` goes on down the ladder."""
    main = tuple(text for text in head.main if text)
    level = style.level(width, lead)
    top = min(style.ladder[-1], most or style.step(round(level * style.level_most)))
    floor = least or min(style.least, top)
    if not main:
        return [_Try(Broken((), (), 0.0), style.step(level), 0, 0.0)]
    found: list[_Try] = []
    for broken in _shares(main, width, case, style, treatment, names, floor, lines):
        fit = style.step(min(size or top, width * EM // max(1, broken.width)))
        if size and broken.lines and all(line.at(size) <= width for line in broken.lines):
            fit = size
        sizes = [fit]
        while not size and (step := style.down(sizes[-1])) >= floor and (deep or len(sizes) < 3):
            sizes.append(step)
        found.extend(_try(broken, step, width, style, level, size) for step in sizes)
    return sorted(found, key=lambda attempt: (-attempt.score, -attempt.size, len(attempt.broken.lines)))


def _shares(
    main: tuple[str, ...],
    width: Length,
    case: TypeCase,
    style: HeadStyle,
    treatment: Treatment,
    names: tuple[str, ...],
    floor: Length,
    lines: int,
) -> list[Broken]:
    """Return the headline shared over one, two, three lines; over more where it is still too large for its span."""
    role, spaces = treatment.headline, Spaces(style.space, style.western)
    if len(main) > 1:
        shares = [_by_desk(main, role, case, spaces)]
        if lines in (0, 1):
            shares.append(set_pieces((main,), role, case, spaces))
        if lines == 1:
            shares = shares[1:]
        if lines in (0, len(main)) or lines == 1:
            usable = [share for share in shares if width * EM // max(1, share.width) >= floor]
            if usable or lines:
                return usable or shares
        return [_rebroken(main, width, role, case, spaces, names, floor)]
    text = main[0]
    if lines:
        return list(break_head(text, lines, role, case, spaces, names)) or list(_fewer(text, lines, role, case, spaces))
    shares = list(break_head(text, 1, role, case, spaces))
    if width * EM // max(1, shares[0].width) >= style.step(round(style.level(width, True) * style.level_most)):
        return shares
    count = 2
    while count <= style.most_lines or min(share.width for share in shares) * floor > width * EM:
        more = break_head(text, count, role, case, spaces, names)
        if not more:
            break
        shares.extend(more)
        count += 1
    return shares


def _by_desk(main: tuple[str, ...], role: str, case: TypeCase, spaces: Spaces) -> Broken:
    broken = set_pieces([(text,) for text in main], role, case, spaces)
    return replace(broken, cost=min(12.0, shape_cost([line.width for line in broken.lines])))


def _fewer(text: str, lines: int, role: str, case: TypeCase, spaces: Spaces) -> tuple[Broken, ...]:
    """Return the most lines that a head too short for `lines` allows."""
    for count in range(lines - 1, 1, -1):
        if ways := break_head(text, count, role, case, spaces):
            return ways
    return break_head(text, 1, role, case, spaces)


def _rebroken(
    main: tuple[str, ...],
    width: Length,
    role: str,
    case: TypeCase,
    spaces: Spaces,
    names: tuple[str, ...],
    floor: Length,
) -> Broken:
    """Return the desk's lines, each broken further where the span does not hold it at the least size."""
    pieces: list[tuple[str, ...]] = []
    harm = 0
    for text in main:
        count = 1
        ways = break_head(text, 1, role, case, spaces)
        while ways[0].width * floor > width * EM and count < len(text):
            count += 1
            more = break_head(text, count, role, case, spaces, names)
            if not more:
                break
            ways = more
        pieces.extend(ways[0].pieces)
        harm = max(harm, ways[0].harm)
    broken = set_pieces(pieces, role, case, spaces, harm=harm)
    return replace(broken, cost=20.0 + shape_cost([line.width for line in broken.lines]))


def _try(
    broken: Broken, size: Length, width: Length, style: HeadStyle, level: Length, asked: Length
) -> _Try:
    """Score one setting: its size against what the span asks for, its fill, its breaks and shape, its lines."""
    fill = broken.width * size / EM / width if width else 1.0
    tracking = 0
    if fill < style.track_below:
        gaps = max((len(line.gaps) for line in broken.lines if line.width == broken.width), default=0)
        room = round(width * style.track_below) - round(broken.width * size / EM)
        tracking = min(size * style.tracking // 1000, room // gaps) if gaps else 0
    ratio = math.log(size / (asked or level))
    penalty = 180 * ratio * ratio if ratio < 0 else 110 * ratio * ratio
    penalty += max(0.0, style.fill_least - fill) * 80 + max(0.0, style.fill_good - fill) * 20
    penalty += max(0.0, fill - 1.0) * 1000
    penalty += 0.45 * broken.cost + (0, 0, 4, 14, 30, 50)[min(5, len(broken.lines))]
    return _Try(broken, size, tracking, round(100 - penalty, 3))


def _setting(
    head: Head,
    attempt: _Try,
    width: Length,
    case: TypeCase,
    stylebook: Mapping[str, TypeSpec],
    style: HeadStyle,
    treatment: Treatment,
    leading: Length,
    deck: bool,
    top: bool,
    byline: str,
    ink: Ink,
    story: str,
    rows: int = 0,
) -> HeadSetting:
    """Stack kicker, headline, deck and byline over one another."""
    spaces = Spaces(style.space, style.western)
    tiers: list[Tier] = []
    if head.kicker:
        size = style.kicker(attempt.size)
        tiers.append(small_tier("kicker", head.kicker, treatment.kicker, size, width, case, spaces, style))
    if attempt.broken.lines:
        fields = _fields(attempt.broken.pieces, head.main)
        tiers.append(Tier("headline", attempt.broken.lines, attempt.size, attempt.tracking, fields))
    if head.deck and deck:
        size = style.deck(attempt.size)
        tiers.append(small_tier("deck", head.deck, treatment.deck, size, width, case, spaces, style))
    foot = None
    if byline:
        spec = stylebook.get("byline")
        face, size = (spec.face, spec.size) if spec else (style.small.byline_face, style.small.byline_size)
        foot = small_tier("byline", byline, face, size, width, case, spaces, style)
    setting = stack(
        tiers, foot, width, style, leading=leading, rows=rows, top=top, ink=ink, story=story, main_size=attempt.size
    )
    fill = attempt.broken.width * attempt.size / EM / width if width else 0.0
    return replace(setting, score=attempt.score, fill=round(fill, 4))


def _fields(pieces: Sequence[tuple[str, ...]], main: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Return where in the head each line begins: field name and offset, for reports."""
    fields: list[tuple[str, int]] = []
    index = offset = 0
    texts = [(at, text) for at, text in enumerate(main) if text]
    for piece in pieces:
        while index + 1 < len(texts) and offset >= len(texts[index][1]):
            index, offset = index + 1, 0
        fields.append((f"head.main.{texts[index][0]}", offset))
        for number, part in enumerate(piece):
            if number:
                index, offset = index + 1, 0
            offset += len(part)
    return tuple(fields)
