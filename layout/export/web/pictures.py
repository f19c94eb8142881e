"""The articles' pictures as readers see them: cut from the page image, so exactly as printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from layout.export.web.outline import Outline, Pixels, WebArticle, WebPage

if TYPE_CHECKING:
    from PIL import Image

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


def pictures_of(outline: Outline, to: Path) -> dict[str, tuple[Shown, ...]]:
    """Cut every printed picture from its page's master into `to`/pictures; return each article's, by its name.

    Pictures are matched with the article's own list in reading order; one without a place in print is left out.
    """
    (to / "pictures").mkdir(parents=True, exist_ok=True)
    places: dict[str, list[tuple[WebPage, Region]]] = {}
    for page in outline.pages:
        for region in sorted(page.sheet.regions, key=lambda region: region.order):
            if region.role == "picture" and region.story:
                places.setdefault(region.story, []).append((page, region))
    masters: dict[int, Image.Image] = {}
    return {
        article.name: tuple(_cut(outline, article, places.get(article.article.id, []), masters, to))
        for article in outline.articles
    }


def _cut(
    outline: Outline, article: WebArticle, places: list[tuple[WebPage, Region]], masters: dict[int, Image.Image],
    to: Path,
) -> list[Shown]:  # fmt: skip
    found = []
    for number, copy in enumerate(article.article.pictures, 1):
        if number > len(places):
            break
        page, region = places[number - 1]
        alt = copy.alt or copy.caption or article.title
        if region.placeholder:
            found.append(Shown("", 0, 0, copy.caption, copy.credit, alt))
            continue
        name = f"pictures/{article.name}-{number}.jpg"
        width, height = _save(page, outline.pixels(page, region.box), masters, to / name)
        found.append(Shown(name, width, height, copy.caption, copy.credit, alt))
    return found


def _save(page: WebPage, box: Pixels, masters: dict[int, Image.Image], to: Path) -> tuple[int, int]:
    from PIL import Image

    if page.number not in masters:
        with Image.open(page.image.master) as master:
            master.load()
        masters[page.number] = master
    left, top, width, height = box
    cut = masters[page.number].crop((left, top, left + width, top + height))
    if cut.width > WIDEST:
        cut = cut.resize((WIDEST, round(cut.height * WIDEST / cut.width)), Image.Resampling.LANCZOS)
    cut.save(to, "JPEG", quality=86)
    return cut.size
