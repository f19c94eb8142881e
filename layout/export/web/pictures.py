"""The articles' pictures as readers see them: photographs as shot, drawings and adverts cut from the page."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from layout.export.web.outline import Outline, WebArticle, WebPage
from layout.ground.dataclass import dataclass
from layout.sheet import Picture, Region

if TYPE_CHECKING:
    from PIL import Image

WIDEST = 1400
"""Pictures have at most this many pixels across."""

SMALL = 280
"""Pixels across of the small picture beside a title: a phone shows it 99 wide, at nearly three to one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on an article's page: its file below the edition's folder (empty: still to come), size and words."""

    file: str
    width: int
    height: int
    caption: str
    credit: str
    alt: str

    @property
    def small(self) -> str:
        """The same picture for lists."""
        return self.file.replace(".jpg", "-small.jpg")


@dataclass(frozen=True, slots=True)
class _PrintedAt:
    """Where an article's picture is printed, and the file that it goes to."""

    region: Region
    file: str


def pictures_of(outline: Outline, to: Path) -> dict[str, tuple[Shown, ...]]:
    """Write every printed picture into `to`/pictures, in two sizes; return each article's, by its name.

    Pictures are matched with the article's own list in reading order; one without a place in print is left out.
    """
    (to / "pictures").mkdir(parents=True, exist_ok=True)
    printed: dict[str, list[tuple[WebPage, Region]]] = {}
    for page in outline.pages:
        for region in sorted(page.sheet.regions, key=lambda region: region.order):
            if region.role == "picture" and region.story:
                printed.setdefault(region.story, []).append((page, region))
    wanted: dict[int, list[_PrintedAt]] = {}
    for article in outline.articles:
        for number, (page, region) in enumerate(printed.get(article.article.id, []), 1):
            if not region.placeholder and number <= len(article.article.pictures):
                wanted.setdefault(page.number, []).append(_PrintedAt(region, f"pictures/{article.name}-{number}.jpg"))
    sizes: dict[str, tuple[int, int]] = {}
    # Reading a master leaves the interpreter free, so two pages share the cores.
    with ThreadPoolExecutor(2) as pool:
        for made in pool.map(lambda number: _page_pictures(outline, outline.page(number), wanted[number], to), wanted):
            sizes |= made
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


def _page_pictures(
    outline: Outline, page: WebPage, places: list[_PrintedAt], to: Path
) -> dict[str, tuple[int, int]]:  # fmt: skip
    """Write a page's pictures and return their sizes: photographs from their files, the others out of the master."""
    sizes, others = {}, []
    printed = {item.region: item for item in page.sheet.items if isinstance(item, Picture)}
    for place in places:
        size = _as_shot(printed.get(place.region.index), to / place.file)
        if size is None:
            others.append(place)
        else:
            sizes[place.file] = size
    return sizes | (_cut(outline, page, others, to) if others else {})


def _as_shot(picture: Picture | None, to: Path) -> tuple[int, int] | None:
    """Write a photograph as it was shot and return its size; None where that is no photograph or cannot be read."""
    from PIL import Image

    from layout.picture import is_photograph, screen_picture

    if picture is None or not is_photograph(picture):
        return None
    made = screen_picture(picture, WIDEST)
    if made is None:
        return None
    to.write_bytes(made.data)
    with Image.open(BytesIO(made.data)) as image:
        _write_small(image, to)
    return made.width, made.height


def _cut(outline: Outline, page: WebPage, places: list[_PrintedAt], to: Path) -> dict[str, tuple[int, int]]:
    """Cut pictures out of the page's master and return their sizes."""
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
            cut.save(to / place.file, "JPEG", quality=80, optimize=True, progressive=True)
            _write_small(cut, to / place.file)
            sizes[place.file] = cut.size
    return sizes


def _write_small(image: Image.Image, beside: Path) -> None:
    from PIL import Image as Images

    small = image.convert("RGB")
    small.thumbnail((SMALL, SMALL), Images.Resampling.LANCZOS, reducing_gap=2.0)
    small.save(beside.with_name(f"{beside.stem}-small.jpg"), "JPEG", quality=76, optimize=True, progressive=True)
