"""Pages to make up: real copy dealt out anew, seeds fixed, so that anyone can repeat the figures.

Paragraphs, heads and captions are those of the issues in the house; only their mixture is made up. Sets are named as
in `docs/makeup.md`: T0 the seed, T1 one random page, T2 a four-page issue, T3 awkward pages.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from layout.compose.line.spec import TypeSpec
from layout.compose.story.stylebook import house_style
from layout.geometry import Grid, profile, pt
from layout.issue.model import Head, Issue, PagePlan, Paragraph, Photo, Story, Wishes
from layout.issue.reader import read_issue
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.solve.issue.assign import natural
from layout.makeup.solve.measure.measured import Measured
from layout.typeface import TypeCase, open_case

HOUSE = Path(__file__).parents[2]
ASPECTS = ((4, 3), (3, 2), (16, 9), (3, 4), (1, 1))


@cache
def case() -> TypeCase:
    found = open_case(HOUSE / "fonts").value
    assert found is not None
    return found


@cache
def seed_issue() -> Issue:
    found = read_issue(HOUSE / "issues" / "2346").issue
    assert found is not None
    return found


@cache
def specimen_issue() -> Issue:
    found = read_issue(HOUSE / "issues" / "9999").issue
    assert found is not None
    return found


def room_for(grid: Grid, *overrides: tuple[str, object]) -> CaseRoom:
    return CaseRoom(case(), house_style(overrides).value, grid)


def broadsheet() -> Grid:
    grid = profile("broadsheet")
    assert grid is not None
    return grid


@dataclass(frozen=True)
class Pool:
    paragraphs: tuple[str, ...]
    subheads: tuple[Paragraph, ...]
    heads: tuple[Head, ...]
    captions: tuple[str, ...]


@cache
def pool() -> Pool:
    """Copy to deal out: everything that the issues of the house print."""
    stories = [story for number in ("2346", "9999") for story in _stories(number)]
    paragraphs = tuple(
        paragraph.text
        for story in stories
        for paragraph in story.paragraphs
        if paragraph.kind == "body" and len(paragraph.text) > 30 and not paragraph.spans
    )
    subheads = tuple(paragraph for story in stories for paragraph in story.paragraphs if paragraph.kind == "subhead")
    heads = tuple(story.head for story in stories if story.head.main and story.head.orient == "h")
    captions = tuple(photo.caption for story in stories for photo in story.photos if photo.caption)
    return Pool(paragraphs, subheads, heads, captions)


def _stories(number: str) -> tuple[Story, ...]:
    found = read_issue(HOUSE / "issues" / number).issue
    return found.stories if found else ()


def make_story(dice: random.Random, name: str, characters: int, priority: int, kind: str = "news") -> Story:
    """Deal a story of about so many characters."""
    copy = pool()
    head = dice.choice(copy.heads)
    deck = head.deck if dice.random() < 0.3 else ""
    sign = "（编辑部）" if dice.random() < 0.5 else ""
    texts: list[Paragraph] = []
    total = 0
    while total < characters:
        text = dice.choice(copy.paragraphs)
        if total + len(text) > characters * 1.15 and characters - total < 60:
            break
        if total + len(text) > characters * 1.2:
            cut = text.rfind("。", 0, characters - total)
            text = text[: cut + 1] if cut > 20 else text[: max(20, characters - total - 1)] + "。"
        if len(texts) > 3 and dice.random() < 0.25 and characters > 900:
            texts.append(replace(dice.choice(copy.subheads), index=len(texts)))
        texts.append(Paragraph(len(texts), "body", text))
        total += len(text)
    return Story(
        name,
        kind,  # type: ignore[arg-type]
        priority,
        replace(head, deck=deck),
        tuple(texts),
        sign=sign,
    )


def make_photo(dice: random.Random, name: str, priority: int, cols: tuple[int, ...] = (1, 2, 3)) -> Story:
    """Deal a picture story."""
    picture = Photo(dice.choice(pool().captions), "编辑部", None, dice.choice(ASPECTS), cols)
    return Story(name, "photo", priority, Head(), (), photos=(picture,))


def make_page(count: int, fill: float, seed: int, grid: Grid, top: int = 18) -> Issue:
    """Return a one-page issue of `count` stories whose natural size is `fill` of the page."""
    dice = random.Random(f"page {count} {seed}")
    pictures = max(1, count // 5)
    cells = grid.columns * (grid.rows - top)
    shares = [dice.uniform(0.6, 1.5) for _ in range(count - pictures)]
    shares[0] *= 1.5
    photos = tuple(make_photo(dice, f"p{index}", dice.randrange(40, 85)) for index in range(pictures))
    taken = sum(natural(table) for table in _tables(room_for(grid), photos))
    budget = (cells * fill - taken) * grid.ems * 0.7
    low, high = 0.3 * budget, 2.0 * budget
    best: tuple[float, tuple[Story, ...]] = (9.0, ())
    for _ in range(10):
        stories = tuple(
            make_story(
                random.Random(f"copy {count} {seed} {index}"),
                f"s{index}",
                max(150, round(budget * share / sum(shares))),
                100 if index == 0 else 20 + (index * 37 + seed * 11) % 75,
                "lead" if index == 0 else "news",
            )
            for index, share in enumerate(shares)
        )
        size = (taken + sum(natural(table) for table in _tables(room_for(grid), stories))) / cells
        best = min(best, (abs(size - fill), stories), key=lambda entry: entry[0])
        if best[0] < 0.01:
            break
        low, high = (budget, high) if size < fill else (low, budget)
        budget = (low + high) / 2
    stories = best[1]
    return as_issue(stories + photos, grid.name)


def _tables(room: CaseRoom, stories: tuple[Story, ...]) -> list:
    measured = Measured(room, stories)
    return [measured.table(story.id) for story in stories]


def as_issue(stories: tuple[Story, ...], name: str, pages: tuple[PagePlan, ...] | None = ()) -> Issue:
    """Return stories as an issue in the seed's masthead; one page by default."""
    if pages == ():
        pages = (PagePlan(1, "要闻", tuple(story.id for story in stories)),)
    return replace(seed_issue(), profile=name, stories=stories, pages=pages)


def make_four_pages(seed: int) -> Issue:
    """Return T2: 25 stories and 10 pictures for four pages, the front page over-full so that stories must jump."""
    dice = random.Random(f"issue {seed}")
    sections = ("要闻", "综合", "教育", "副刊")
    pages = []
    stories: list[Story] = []
    plan = ((7, 1500, 1), (6, 950, 1), (6, 950, 1), (6, 950, 1))
    for number, (count, long, pictures) in enumerate(plan, 1):
        ids = []
        for index in range(count):
            first = index == 0
            story = make_story(
                dice,
                f"{'abcd'[number - 1]}{index + 1}",
                round(long * (1.25 if first else dice.uniform(0.45, 0.95))),
                100 if first and number == 1 else 90 if first else dice.randrange(20, 85),
                "lead" if first else "news",
            )
            wishes = Wishes(may_jump=number == 1 and index < 3)
            photos = ()
            if index in (1, 3) and number > 1:
                photos = (Photo(dice.choice(pool().captions), "编辑部", None, (4, 3), (1, 2)),)
            stories.append(replace(story, section=sections[number - 1], wishes=wishes, photos=photos))
            ids.append(story.id)
        for index in range(pictures):
            photo = replace(make_photo(dice, f"p{number}{index}", 60, (2, 3)), section=sections[number - 1])
            stories.append(photo)
            ids.append(photo.id)
        pages.append(PagePlan(number, sections[number - 1], tuple(ids)))
    return as_issue(tuple(stories), "broadsheet", tuple(pages))


def seed_with_fixed_pictures() -> Issue:
    """Return the seed with both photographs as they were printed: half a page wide, 100 and 50 mm high."""
    issue = seed_issue()
    sizes = {"p1": (172, 100), "a4": (172, 50)}
    stories = tuple(
        replace(story, photos=(replace(story.photos[0], aspect=sizes[story.id], cols=(3,)), *story.photos[1:]))
        if story.id in sizes
        else story
        for story in issue.stories
    )
    return replace(issue, stories=stories)


def ten_point() -> Grid:
    """Return the broadsheet at 10 pt on 13 pt: 15 characters a column, 106 rows."""
    grid = broadsheet()
    return replace(grid, ems=15, size=pt(10), leading=pt(13), rows=106)


def ten_point_style() -> Mapping[str, TypeSpec]:
    """Return the house style with its body copy at 10 pt."""
    style = dict(house_style().value)
    for name in ("body", "subhead", "sign", "dateline", "item", "table"):
        style[name] = replace(style[name], size=pt(10))
    return style
