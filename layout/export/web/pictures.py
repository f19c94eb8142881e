"""The articles' pictures as readers see them: cut from the page image, so exactly as printed."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from layout.export.web.outline import Outline, WebArticle, WebPage
from layout.ground.dataclass import dataclass
from layout.sheet import Region

WIDEST = 1400
"""Pictures are cut at the master's resolution and made at most this many pixels wide."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on an article's page: its file below the edition's folder (empty: still to come), size and words."""

    file: str
    width: int
    height: int
    caption: str
    credit: str
    alt: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an article's picture is printed, and the file that it goes to."""

    region: Region
    file: str


def pictures_of(outline: Outline, to: Path) -> dict[str, tuple[Shown, ...]]:
    """Cut every printed picture from its page's master into `to`/pictures; return each article's, by its name.

    Pictures are matched with the article's own list in reading order; one without a place in print is left out.
    """
    (to / "pictures").mkdir(parents=True, exist_ok=True)
    printed: dict[str, list[tuple[WebPage, Region]]] = {}
    for page in outline.pages:
        for region in sorted(page.sheet.regions, key=lambda region: region.order):
            if region.role == "picture" and region.story:
                printed.setdefault(region.story, []).append((page, region))
    wanted: dict[int, list[_Place]] = {}
    for article in outline.articles:
        for number, (page, region) in enumerate(printed.get(article.article.id, []), 1):
            if not region.placeholder and number <= len(article.article.pictures):
                wanted.setdefault(page.number, []).append(_Place(region, f"pictures/{article.name}-{number}.jpg"))
    sizes: dict[str, tuple[int, int]] = {}
    # Reading a master leaves the interpreter free, so two pages share the cores.
    with ThreadPoolExecutor(2) as pool:
        for cut in pool.map(lambda number: _cut(outline, outline.page(number), wanted[number], to), wanted):
            sizes |= cut
    return {
        article.name: tuple(_shown(article, printed.get(article.article.id, []), sizes)) for article in outline.articles
    }


def _shown(
    article: WebArticle, places: list[tuple[WebPage, Region]], sizes: dict[str, tuple[int, int]]
) -> Iterator[Shown]:
    for number, copy in enumerate(article.article.pictures[: len(places)], 1):
        name = f"pictures/{article.name}-{number}.jpg"
        width, height = sizes.get(name, (0, 0))
        alt = copy.alt or copy.caption or article.title
        yield Shown(name if name in sizes else "", width, height, copy.caption, copy.credit, alt)


def _cut(outline: Outline, page: WebPage, places: list[_Place], to: Path) -> dict[str, tuple[int, int]]:
    """Cut a page's pictures out of its master and return their sizes."""
    from PIL import Image

    sizes = {}
    with Image.open(page.image.master) as master:
        page_image = master.convert("RGB") if master.mode == "P" else master
        for place in places:
            left, top, width, height = outline.pixels(page, place.region.box)
            cut = page_image.crop((left, top, left + width, top + height))
            if cut.width > WIDEST:
                size = (WIDEST, round(cut.height * WIDEST / cut.width))
                cut = cut.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
            cut.save(to / place.file, "JPEG", quality=86)
            sizes[place.file] = cut.size
    return sizes
