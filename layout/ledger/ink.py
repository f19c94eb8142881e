"""Where ink stands: inside its block, clear of its neighbours', inside the type area.

Lines are measured from their glyphs' own places; the breadth of a last glyph is taken from its kind. Work is done line
by line, and what stands level is compared by a sweep down the page, so that the cost grows with the copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.geometry import Box
from layout.geometry.grid import BASELINE_IN_EM
from layout.ground.dataclass import dataclass
from layout.rules.ledger import LEDGER_SHRINK, LEDGER_SLACK, LEDGER_TRIMMED
from layout.sheet import Fill, Path, Picture, Rule, Text

if TYPE_CHECKING:
    from layout.geometry import Grid, Length
    from layout.ledger.dealt import DealtPage
    from layout.ledger.found import Held, PageHeld
    from layout.sheet import Item, Region, Run

WIDE = "\u2e80"
"""From here on characters are as wide as their size; before it, half of it is the least that they take."""

NARROW = frozenset("，。、；：！？）」』】》〉”’﹞］｝·")
"""Marks whose ink lies in the left half of their em: the other half may stand over an edge."""

OPENING = {
    **dict.fromkeys("“〝《〈｛〘〚﹙﹛﹝", 500),
    **dict.fromkeys("（「『【〖", 600),
    **dict.fromkeys("‘〔［", 690),
}
"""Marks with white before their ink, and how many thousandths of their em it takes at least in faces for heads."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A line or a picture as a box on the page, with the region that it stands in."""

    x0: Length
    y0: Length
    x1: Length
    y1: Length
    region: int
    is_line: bool
    size: Length = 0


def line_ink(text: Text) -> Ink:
    """Return the box that a line's glyphs take, between the first and the last of them."""
    line = text.line
    first, last = 10**9, -(10**9)
    for run in line.runs:
        if run.size > line.size and line.role == "body":
            continue  # an initial has a box of its own
        start, end = _ends(run)
        if start < first:
            first = start
        if end > last:
            last = end
    if last < first:
        first = last = 0
    if line.vertical:
        half = line.size // 2
        return Ink(text.x - half, text.y + first, text.x + half, text.y + last, text.region, True, line.size)
    size = line.size
    up, down = size * BASELINE_IN_EM // 1000, size * (1000 - BASELINE_IN_EM) // 1000
    return Ink(text.x + first, text.y - up, text.x + last, text.y + down, text.region, True, size)


def initial_inks(text: Text) -> Iterator[Ink]:
    """Yield the box of an initial 首字下沉, which reaches down beside the lines after its own."""
    line = text.line
    for run in line.runs:
        if run.size > line.size and line.role == "body":
            start, end = _ends(run)
            base, size = text.y - run.rise, run.size
            up, down = size * BASELINE_IN_EM // 1000, size * (1000 - BASELINE_IN_EM) // 1000
            yield Ink(text.x + start, base - up, text.x + end, base + down, text.region, True, size)


def _ends(run: Run) -> tuple[Length, Length]:
    """Return where a run's first glyph begins and its last one ends, along the line."""
    count = len(run.glyphs) // 2
    if not count:
        return 10**9, -(10**9)
    if run.xs is None:
        start, end = run.x, run.x + (count - 1) * run.pitch
    else:
        start, end = run.x + run.xs[0], run.x + run.xs[-1]
    mark = run.text[-1:] or "-"
    breadth = run.size * run.scale // 100
    if run.text[:1] and run.text[0] in OPENING and run.orient == "h":
        start += breadth * OPENING[run.text[0]] // 1000
    if mark.isspace():
        return start, end  # a space that the line turned at
    return start, end + (breadth if mark >= WIDE and mark not in NARROW else breadth // 4)


def ink_account(page: PageHeld, dealt: DealtPage) -> Iterator[Diagnostic]:
    """Yield L110 for ink outside its block, L113 outside its place in it, L111 over other ink, L112 off the page."""
    page_box = Box(0, 0, *page.sheet.grid.trim)
    grid, regions = page.sheet.grid, {region.index: region for region in page.sheet.regions}
    places: dict[str, list[Box]] = {}
    for stand in dealt.stands:
        places.setdefault(stand.story, []).extend(stand.boxes(grid))
    guests = [(stand.story, stand.boxes(grid)[0]) for stand in dealt.stands if stand.host]
    inks: list[Ink] = []
    lines: dict[int, Ink] = {}
    lost: set[int] = set()
    for held in page.regions:
        region = held.region
        if region.role == "picture":
            inks.append(Ink(region.box.x, region.box.y, region.box.right, region.box.bottom, region.index, False))
        mine = places.get(region.story, ()) if region.story else ()
        if region.story and not any(_stands_over(held, box) <= LEDGER_SLACK for box in mine):
            yield _outside(region, dealt.number, min((_stands_over(held, box) for box in mine), default=0), "")
            lost.add(region.index)
        for text in held.lines:
            ink = lines[id(text)] = line_ink(text)
            inks += (ink, *initial_inks(text))
            over = _off(ink, region.box)
            slack = max(LEDGER_SLACK, ink.size // LEDGER_TRIMMED)
            if over > slack and region.story and region.index not in lost:
                far = min((_off(ink, box) for box in mine), default=0)
                code = "L110" if far > slack else "L113"
                yield _outside(region, dealt.number, far if far > slack else over, text.line.text[:12], code)
        for picture in held.pictures:
            if _over(picture.box, region.box) > LEDGER_SLACK + (grid.bleed if region.box == page_box else 0):
                yield _outside(region, dealt.number, _over(picture.box, region.box), picture.source, "L113")
        for rule in held.rules:
            box = Box(min(rule.x0, rule.x1), min(rule.y0, rule.y1), abs(rule.x1 - rule.x0), abs(rule.y1 - rule.y0))
            if _over(box, region.box) > grid.leading // 2 + LEDGER_SLACK:
                yield _outside(region, dealt.number, _over(box, region.box), "", "L113")
        for fill in held.fills:
            if region.story and _over(fill.box, region.box) > LEDGER_SLACK:
                yield _outside(region, dealt.number, _over(fill.box, region.box), "", "L113")
    for text in page.lines:
        yield Diagnostic.make("L107", Severity.ERROR, None, page=dealt.number, words=text.line.text[:24])
    yield from _meetings(inks, regions, dealt.number, _over_pictures(page, dealt))
    for story, box in guests:
        for ink in inks:
            owner = regions[ink.region].story
            if owner not in (story, "") and _meet(ink, Ink(box.x, box.y, box.right, box.bottom, -1, False)):
                yield _meeting(regions[ink.region], story, dealt.number)
                break
    yield from _off_page(page, grid, dealt.number, lines)


def _outside(region: Region, page: int, over: Length, words: str, code: str = "L110") -> Diagnostic:
    at = Locus(region.story) if region.story else None
    name = region.story or region.role
    over_pt = round(over / 1000, 1)
    return Diagnostic.make(
        code, Severity.WARNING, at, page=page, story=name, role=region.role, words=words, over=over_pt
    )


def _over(box: Box, edge: Box) -> Length:
    """Return by how much a box stands over an edge of another at most."""
    return max(edge.x - box.x, edge.y - box.y, box.right - edge.right, box.bottom - edge.bottom)


def _stands_over(held: Held, edge: Box) -> Length:
    """Return by how much a region stands over an edge of its block.

    The cell of a mark that begins one of its lines may hang over the left edge, where it has no ink: how far the ink
    itself stands out is asked of the line.
    """
    box = held.region.box
    if box.x < edge.x and any(text.line.text[:1] in OPENING for text in held.lines):
        box = Box(edge.x, box.y, box.right - edge.x, box.h)
    return _over(box, edge)


def _off(ink: Ink, edge: Box) -> Length:
    """Return by how much a line stands over an edge of its place: across by its glyphs, up and down by half of them."""
    half = ink.size // 2
    return max(edge.x - ink.x0, ink.x1 - edge.right, edge.y - ink.y0 - half, ink.y1 - half - edge.bottom)


def _over_pictures(page: PageHeld, dealt: DealtPage) -> set[tuple[int, int]]:
    """Return the pairs of regions of heads that stand over a picture of their story 压图, wholly inside it."""
    stories = {stand.story for stand in dealt.stands if stand.over}
    heads = [held for held in page.regions if held.region.story in stories and held.region.role in _OVER]
    pictures = [held.region for held in page.regions if held.region.story in stories and held.region.role == "picture"]
    return {
        pair
        for held in heads
        for picture in pictures
        if picture.story == held.region.story and _over(held.region.box, picture.box) <= 0
        for pair in ((picture.index, held.region.index), (held.region.index, picture.index))
    }


_OVER = frozenset({"kicker", "headline", "deck"})
"""What of a head may stand over its picture; a byline never does."""


def _meetings(
    inks: list[Ink], regions: dict[int, Region], page: int, may: set[tuple[int, int]]
) -> Iterator[Diagnostic]:
    """Yield L111 once for every two regions whose ink meets, but for the pairs that may."""
    order = sorted(inks, key=lambda ink: ink.y0)
    level: list[Ink] = []
    told: set[tuple[int, int]] = set()
    for ink in order:
        level = [other for other in level if other.y1 > ink.y0]
        for other in level:
            if other.x0 < ink.x1 and ink.x0 < other.x1 and _meet(ink, other):
                pair = (other.region, ink.region)
                same = ink.region == other.region
                if pair in told or pair in may or (same and not (ink.is_line and other.is_line)):
                    continue
                told.add(pair)
                one, two = regions[other.region], regions[ink.region]
                if one.story or two.story or (same and one.role in ("folio", "imprint")):
                    yield _meeting(one, two.story or two.role, page)
        level.append(ink)


def _meeting(region: Region, other: str, page: int) -> Diagnostic:
    at = Locus(region.story) if region.story else None
    return Diagnostic.make(
        "L111", Severity.WARNING, at, page=page, story=region.story or region.role, other=other, role=region.role
    )


def _meet(one: Ink, two: Ink) -> bool:
    """Tell whether two boxes share ink, each drawn in a little where it is a line's."""
    a, b = one.size // LEDGER_SHRINK, two.size // LEDGER_SHRINK
    return (
        one.x0 + LEDGER_SLACK < two.x1
        and two.x0 + LEDGER_SLACK < one.x1
        and one.y0 + a < two.y1 - b
        and two.y0 + b < one.y1 - a
    )


def _off_page(page: PageHeld, grid: Grid, number: int, lines: Mapping[int, Ink]) -> Iterator[Diagnostic]:
    """Yield L112 for what leaves the type area; pictures, grounds and shapes may bleed over the trim.

    `lines` are the inks of lines by their identity, as far as they are known.
    """
    area, (width, height), bleed = grid.type_area, grid.trim, grid.bleed
    edge = Box(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed)
    for item in page.sheet.items:
        if item.layer != "print":
            continue
        box = _box(item, lines)
        over = _over(box, area)
        if over <= (max(LEDGER_SLACK, item.line.size // LEDGER_TRIMMED) if isinstance(item, Text) else LEDGER_SLACK):
            continue
        runs_off = box.x < 0 or box.y < 0 or box.right > width or box.bottom > height
        if isinstance(item, Picture | Fill | Path) and runs_off and _over(box, edge) <= LEDGER_SLACK:
            continue
        region = next((held.region for held in page.regions if held.region.index == item.region), None)
        words = item.line.text[:12] if isinstance(item, Text) else ""
        at = Locus(region.story) if region and region.story else None
        yield Diagnostic.make(
            "L112", Severity.WARNING, at, page=number, words=words, role=region.role if region else "rule",
            over=round(over / 1000, 1),
        )  # fmt: skip


def _box(item: Item, lines: Mapping[int, Ink]) -> Box:
    if isinstance(item, Text):
        ink = lines.get(id(item)) or line_ink(item)
        return Box(ink.x0, ink.y0, ink.x1 - ink.x0, ink.y1 - ink.y0)
    if isinstance(item, Rule):
        return Box(min(item.x0, item.x1), min(item.y0, item.y1), abs(item.x1 - item.x0), abs(item.y1 - item.y0))
    if isinstance(item, Path):
        xs = [value for op in item.ops for value in op[1::2] if isinstance(value, int)]
        ys = [value for op in item.ops for value in op[2::2] if isinstance(value, int)]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)) if xs else Box(0, 0, 0, 0)
    return item.box
