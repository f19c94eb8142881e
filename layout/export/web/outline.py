"""What the web edition consists of: its pages, its articles, where each stands, and what links to what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from layout.export.raster import PageImage
from layout.export.web.areas import areas_of
from layout.export.web.names import article_file, article_names, page_file
from layout.export.web.settings import WebSettings
from layout.geometry import Box, Length
from layout.ground.dataclass import dataclass, field, replace
from layout.sheet import Article, Edition, Region, Sheet
from layout.sheet.edition import beginning_of

Pixels = tuple[int, int, int, int]
"""Left, top, width and height in pixels of the page image."""


@dataclass(frozen=True, slots=True)
class Area:
    """An article's place on one page: its outlines and their box in pixels, and how it goes on.

    `before` and `after` are the page numbers that it comes from and goes to (0: none), `jumps` the boxes of its jump
    lines (上接, 下转), each with the page that it leads to.
    """

    article: str
    page: int
    polygons: tuple[tuple[tuple[int, int], ...], ...]
    box: Pixels
    before: int = 0
    after: int = 0
    jumps: tuple[tuple[Pixels, int], ...] = ()

    @property
    def path(self) -> str:
        """The outlines as an SVG path, holes wound the other way."""
        return "".join("M" + "L".join(f"{x} {y}" for x, y in polygon) + "Z" for polygon in self.polygons)


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page: its sheet and image, and the areas of its articles in reading order."""

    sheet: Sheet
    image: PageImage
    file: str
    areas: tuple[Area, ...]

    @property
    def number(self) -> int:
        """版次."""
        return self.sheet.number

    @property
    def title(self) -> str:
        """Number and section as readers name them: 第01版 要闻."""
        return f"第{self.sheet.label}版 {self.sheet.section}".strip()


@dataclass(frozen=True, slots=True)
class WebArticle:
    """An article: its copy, its file's name, and its areas page by page."""

    article: Article
    name: str
    areas: tuple[Area, ...]

    @property
    def file(self) -> str:
        """Its own file."""
        return article_file(self.name)

    @property
    def title(self) -> str:
        """What lists call it: the headline, or what its picture's caption says first, or whoever described it."""
        if self.article.headline:
            return self.article.title
        caption = next((picture.caption for picture in self.article.pictures if picture.caption), "")
        return beginning_of(caption) or self.article.title or ("公告" if self.article.kind == "notice" else "图片")


@dataclass(frozen=True, slots=True)
class Amendment:
    """What was changed in an article after it came out: when, and why (empty: nobody said)."""

    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class FormerArticle:
    """An article as earlier releases had it: the last that did, its title, its text, its page's file, what ended it.

    `listed` tells that corrections 更正 of the issue say what ended it, otherwise it is the next release's reason.
    """

    release: int
    title: str
    text: str
    file: str
    made: tuple[Amendment, ...]
    listed: bool


@dataclass(frozen=True, slots=True)
class FormerPage:
    """A page's file that no page has any more: the last release that had it, its title, where it is now, and why."""

    release: int
    title: str
    file: str
    here: str
    why: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier releases had: states of articles by the article's last name, oldest first, and old addresses.

    `moved` are names that articles had before the one that they have now, `pages` the files of pages that are gone.
    """

    states: Mapping[str, tuple[FormerArticle, ...]] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[FormerPage, ...] = ()


@dataclass(frozen=True)
class Outline:
    """The whole edition as its web pages see it.

    `former` is what earlier releases had, `reprints` are the ids of the articles that are there as a PDF of their own,
    `altos` the labels of pages with an ALTO file.
    """

    edition: Edition
    settings: WebSettings
    pages: tuple[WebPage, ...]
    articles: tuple[WebArticle, ...]
    former: Earlier = Earlier()
    reprints: frozenset[str] = frozenset()
    altos: frozenset[str] = frozenset()

    @cached_property
    def _by_number(self) -> dict[int, WebPage]:
        return {page.number: page for page in self.pages}

    def withdrawn(self) -> tuple[tuple[str, str], ...]:
        """Return (file, title) of the articles that earlier releases had and this one has not."""
        there = {article.name for article in self.articles}
        return tuple(
            (article_file(name), states[-1].title) for name, states in self.former.states.items() if name not in there
        )

    def made(self, article: WebArticle) -> tuple[Amendment, ...]:
        """Return what was changed in an article after it came out, oldest first.

        That is what its corrections 更正 say, and of releases that changed it without one, their reason.
        """
        listed = [Amendment(one.date, one.reason) for one in self.edition.corrections_of(article.article.id)]
        return tuple(sorted([*listed, *self._unlisted(article.name)], key=lambda made: made.date))

    def made_gone(self, name: str) -> tuple[Amendment, ...]:
        """Return what was changed in an article that was withdrawn, the last of it why that was done."""
        return tuple(made for state in self.former.states[name] for made in state.made)

    def _unlisted(self, name: str) -> list[Amendment]:
        states = self.former.states.get(name, ())
        return [
            Amendment(made.date, made.reason or "文字有改动") for one in states if not one.listed for made in one.made
        ]

    def changed_on(self, article: WebArticle) -> date | None:
        """Return the day when an article last changed after it came out: of a correction or of a later release."""
        return max((made.date for made in self.made(article)), default=None)

    def page(self, number: int) -> WebPage:
        """Return a page by its number."""
        return self._by_number[number]

    @property
    def issue(self) -> str:
        """The issue as readers name it: 第9999期."""
        return f"第{self.edition.number}期"

    @property
    def day(self) -> str:
        """The date as readers write it: 2026年11月23日."""
        date = self.edition.date
        return f"{date.year}年{date.month}月{date.day}日"

    def pixels(self, page: WebPage, box: Box) -> Pixels:
        """Return a box of the page in pixels of its image."""
        x, y = _scale(page.image, page.sheet)
        left, top = round(box.x * x), round(box.y * y)
        return left, top, round(box.right * x) - left, round(box.bottom * y) - top


def outline_of(edition: Edition, images: tuple[PageImage, ...], settings: WebSettings) -> Outline:
    """Return the edition's outline; `images` are its pages' images, one for each sheet."""
    by_number = {image.number: image for image in images}
    names = article_names(article.id for article in edition.articles)
    first = edition.sheets[0].number if edition.sheets else 1
    pages = []
    for sheet in edition.sheets:
        image = by_number[sheet.number]
        areas = tuple(
            _area(sheet, image, names[story], story, polygons)
            for story, polygons in areas_of(sheet).items()
            if story in names
        )
        pages.append(WebPage(sheet, image, page_file(sheet.number, first), areas))
    articles = tuple(
        WebArticle(
            _with_dateline(article),
            names[article.id],
            tuple(area for page in pages for area in page.areas if area.article == names[article.id]),
        )
        for article in edition.articles
    )
    return Outline(edition, settings, tuple(pages), articles)


def _with_dateline(article: Article) -> Article:
    """Return an article as its readers see it: the dateline at the head of the first body paragraph."""
    paragraphs = list(article.paragraphs)
    first = next((at for at, paragraph in enumerate(paragraphs) if paragraph.kind == "body"), -1)
    if not article.dateline or first < 0:
        return article
    paragraphs[first] = replace(paragraphs[first], text=article.dateline + paragraphs[first].text)
    return replace(article, paragraphs=tuple(paragraphs))


def _scale(image: PageImage, sheet: Sheet) -> tuple[float, float]:
    width, height = sheet.grid.trim
    return image.width / width, image.height / height


def _area(
    sheet: Sheet, image: PageImage, name: str, story: str, shapes: tuple[tuple[tuple[Length, Length], ...], ...]
) -> Area:
    x, y = _scale(image, sheet)
    polygons = tuple(tuple((round(left * x), round(top * y)) for left, top in shape) for shape in shapes)
    xs = [corner[0] for polygon in polygons for corner in polygon]
    ys = [corner[1] for polygon in polygons for corner in polygon]
    box = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    own = [region for region in sheet.regions if region.story == story]
    before = max((region.continued for region in own), default=0)
    after = max((region.continues for region in own), default=0)
    jumps = []
    for region in own:
        target = {"jump": region.continues, "jumphead": region.continued}.get(region.role, 0)
        if target:
            jumps.append((_pixel_box(region, x, y), target))
    return Area(name, sheet.number, polygons, box, before, after, tuple(jumps))


def _pixel_box(region: Region, x: float, y: float) -> Pixels:
    box = region.box
    return round(box.x * x), round(box.y * y), round(box.w * x), round(box.h * y)
