"""The finished issue: sheets and the copy that they show, as exporters want them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.sheet import WHITE, Article, ArticleParagraph, Edition, Picture, PictureCopy, Text
from layout.sheet.edition import beginning_of

if TYPE_CHECKING:
    from layout.issue.model import Issue, Story
    from layout.sheet import Sheet


def edition_of(issue: Issue, sheets: tuple[Sheet, ...], folder: str) -> Edition:
    """Return the edition: every article in the reading order of the pages, with the pages that it stands on."""
    pages: dict[str, list[int]] = {}
    for sheet in sheets:
        for region in sheet.regions:
            if region.story and sheet.number not in pages.setdefault(region.story, []):
                pages[region.story].append(sheet.number)
    labels = dict(title for sheet in sheets for title in _column_titles(sheet))
    sections = {sheet.number: sheet.section for sheet in sheets}
    initials = dict(initial for sheet in sheets for initial in _initials(sheet))
    over = dict(head for sheet in sheets for head in _heads_over(sheet))
    articles = []
    for story_id, numbers in pages.items():
        story = issue.story(story_id)
        if story is not None:
            section = story.section or sections.get(numbers[0], "")
            article = _article(story, tuple(numbers), section, labels.get(story_id, ""), folder)
            article = _opened(article, initials[story_id]) if story_id in initials else article
            articles.append(_pressed(article, over[story_id]) if story_id in over else article)
    head, imprint = issue.masthead, issue.imprint
    facts = {
        "sponsor": head.sponsor,
        "editor": head.editor,
        "hotline": head.hotline,
        "licence": head.licence,
        "notice": head.notice,
        "printer": imprint.printer or "",
        "printed": imprint.printed.isoformat() if imprint.printed else "",
        "run": str(imprint.run or ""),
        "recipients": imprint.recipients or "",
        **dict(imprint.extra),
    }
    return Edition(
        head.name,
        head.pinyin,
        issue.number,
        issue.date,
        issue.weekday,
        issue.lunar,
        sheets[0].grid.trim if sheets else (0, 0),
        sheets,
        tuple(articles),
        tuple((key, value) for key, value in facts.items() if value),
        corrections=issue.corrections,
        publisher=issue.publisher,
    )


def _column_titles(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield (story, title) for the column titles 栏目 that a sheet shows, whoever named them."""
    regions = {region.index: region.story for region in sheet.regions if region.role == "label"}
    lines: dict[str, str] = {}
    for item in sheet.items:
        if isinstance(item, Text) and item.region in regions:
            story = regions[item.region]
            lines[story] = lines.get(story, "") + item.line.text
    yield from lines.items()


def _initials(sheet: Sheet) -> Iterator[tuple[str, tuple[int, str]]]:
    """Yield (story, (paragraph, characters)) for the initials 首字下沉 that a sheet shows."""
    for item in sheet.items:
        if isinstance(item, Text) and item.line.first and item.line.role == "body" and item.region >= 0:
            line = item.line
            sunk = "".join(run.text for run in line.runs if run.size > line.size)
            if sunk:
                yield sheet.regions[item.region].story, (line.paragraph, sunk)


def _opened(article: Article, initial: tuple[int, str]) -> Article:
    """Return an article whose paragraph says that it opens with an initial."""
    number, sunk = initial
    return replace(
        article,
        paragraphs=tuple(
            replace(one, initial=sunk) if at == number else one for at, one in enumerate(article.paragraphs)
        ),
    )


def _heads_over(sheet: Sheet) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield (story, (picture's file, ink and edge)) for the heads over pictures 压图 of a sheet."""
    pictures = [item for item in sheet.items if isinstance(item, Picture) and item.region >= 0]
    heads = {region.index: region for region in sheet.regions if region.role == "headline"} if pictures else {}
    for item in sheet.items if heads else ():
        if not isinstance(item, Text) or item.region not in heads:
            continue
        head = heads[item.region]
        for picture in pictures:
            if sheet.regions[picture.region].story == head.story and picture.box.contains(head.box):
                ink = "white" if item.line.runs[0].ink == WHITE else "black"
                upper = head.box.y - picture.box.y <= picture.box.bottom - head.box.bottom
                yield head.story, (picture.source, f"{ink} {'top' if upper else 'bottom'}")


def _pressed(article: Article, over: tuple[str, str]) -> Article:
    """Return an article whose picture says that the head stands over it."""
    source, how = over
    pictures = tuple(replace(one, over=how) if one.source == source else one for one in article.pictures)
    return replace(article, pictures=pictures)


def _article(story: Story, pages: tuple[int, ...], section: str, label: str, folder: str) -> Article:
    head = story.head
    caption = next((photo.caption for photo in story.photos if photo.caption), "")
    alt = next((photo.alt for photo in story.photos if photo.alt), "")
    title = head.title or head.short or beginning_of(caption or alt)
    return Article(
        story.id,
        story.kind,
        title,
        head.kicker,
        head.main,
        head.deck,
        story.byline,
        story.sign,
        tuple(ArticleParagraph(paragraph.kind, paragraph.text) for paragraph in story.paragraphs),
        tuple(
            PictureCopy(f"{folder}/{photo.file}" if photo.file else None, photo.caption, photo.credit, photo.alt)
            for photo in story.photos
        ),
        pages,
        section,
        story.dateline,
        label,
    )
