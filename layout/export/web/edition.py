"""Writing the web edition: every file that a reader's browser asks for, below one folder."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Diagnostic, Remarked, Severity
from layout.export.raster import PageImage, take
from layout.export.web.article_page import article_html, reprint_file
from layout.export.web.files import put_bytes, put_text
from layout.export.web.former import former_of, former_pages
from layout.export.web.offline import write_offline
from layout.export.web.outline import Amendment, Outline, WebArticle, outline_of
from layout.export.web.page_view import page_html
from layout.export.web.pictures import Shown, pictures_of
from layout.export.web.scripting import script_data
from layout.export.web.search_page import search_html
from layout.export.web.searching import SearchPassage, article_words, passages, text_table
from layout.export.web.settings import WebSettings
from layout.export.web.share_picture import share_picture
from layout.export.web.summary import summary
from layout.fetched.scripts import script_files
from layout.ground.dataclass import replace
from layout.ground.in_place import link_or_copy
from layout.ground.json_text import json_text

if TYPE_CHECKING:
    from layout.sheet import Edition
    from layout.typeface import TypeCase


def write_web(
    edition: Edition, case: TypeCase, images: tuple[PageImage, ...], pdfs: tuple[Path, ...], to: Path,
    settings: WebSettings, former: tuple[Path, ...] = (), wechat: Path | None = None,
    reprints: Mapping[str, bytes] = MappingProxyType({}), altos: tuple[Path, ...] = (),
) -> Remarked[tuple[Path, ...]]:  # fmt: skip
    """Write an edition's web pages into the empty folder `to` and return all its files.

    `images` are the pages' images with tiles, which are linked where the file system can, so they should lie aside;
    `pdfs` are one PDF file for each page, in page order. The folder needs no server, and of other folders only the
    style and scripts that all issues share (`write_shared`). Equal input gives equal bytes. Pages without an image and
    a viewer that is not installed are errors, and nothing is written.
    `former` are the web editions of earlier releases, oldest first: what a correction replaced is kept from them.
    `wechat` is an empty folder for what 公众号 and other clients are given, `reprints` are PDF files of articles by id,
    `altos` the archive's ALTO files, one for each page, where it has been made.
    """
    missing = {sheet.number for sheet in edition.sheets} - {image.number for image in images if image.tiles}
    if missing:
        pages = "、".join(str(number) for number in sorted(missing))
        return Remarked((), (Diagnostic.make("W001", Severity.ERROR, pages=pages),))
    viewer = script_files("openseadragon.min.js")
    if viewer.remarks:
        return Remarked((), viewer.remarks)
    outline = outline_of(edition, images, settings)
    labels = [page.sheet.label for page in outline.pages]
    outline = replace(
        outline, former=former_of(outline, former), reprints=frozenset(reprints),
        altos=frozenset(labels if altos else ()),
    )  # fmt: skip
    for article in outline.articles:
        if article.article.id in reprints:
            put_bytes(to / reprint_file(article), reprints[article.article.id])
    for label, alto in zip(labels, altos, strict=False):
        take(alto, to / "alto" / f"{label}.xml")
    _images(outline, pdfs, to)
    shown = pictures_of(outline, to)
    found = passages(edition, case, {image.number: (image.width, image.height) for image in images})
    for page in outline.pages:
        put_text(to / page.file, page_html(outline, page, shown))
    for article in outline.articles:
        put_text(to / article.file, article_html(outline, article, shown[article.name]))
    for name, page_text in former_pages(outline):
        put_text(to / name, page_text)
    _search(outline, found, to)
    _formats(outline, found, shown, to)
    share_picture(outline, to / "share.jpg")
    write_offline(outline, to)
    if wechat is not None:
        from layout.export.web.wechat.write import write_wechat

        write_wechat(outline, shown, to, wechat)
    return Remarked(tuple(path for path in sorted(to.rglob("*")) if path.is_file()))


def _images(outline: Outline, pdfs: tuple[Path, ...], to: Path) -> None:
    number = outline.edition.number
    for index, page in enumerate(outline.pages):
        label, image = page.sheet.label, page.image
        take(image.access, to / "pages" / f"{label}.jpg")
        take(image.thumb, to / "pages" / f"{label}-small.jpg")
        assert image.tiles is not None
        shutil.copytree(image.tiles.parent, to / "iiif" / label, copy_function=link_or_copy)
        info = json.loads(image.tiles.read_text("utf-8"))
        info["id"] = outline.settings.address(number, f"iiif/{label}") or "."
        (to / "iiif" / label / "info.json").unlink()
        put_text(to / "iiif" / label / "info.json", json.dumps(info, indent=1) + "\n")
        take(pdfs[index], to / "pdf" / f"{number}-{label}.pdf")


def _search(outline: Outline, found: tuple[SearchPassage, ...], to: Path) -> None:
    edition = outline.edition
    pages: list[dict[str, Any]] = [
        {"page": page.number, "title": page.title, "file": page.file, "size": [page.image.width, page.image.height]}
        for page in outline.pages
    ]
    articles: list[dict[str, Any]] = [
        {"id": article.article.id, "title": article.title, "file": article.file, "name": article.name}
        for article in outline.articles
    ]
    table = text_table(edition, found, pages, articles)
    script = script_data("paperText", edition.number, table)
    put_text(to / "text.js", script)
    for index, words in enumerate(article_words(table)):
        put_text(to / "words" / f"{index}.js", script_data("paperWords", f"{edition.number}/{index}", words))
    put_text(to / "search.html", search_html(outline))
    facts = {
        "number": edition.number,
        "name": edition.name,
        "date": edition.date.isoformat(),
        "weekday": edition.weekday,
        "lunar": edition.lunar,
        "language": edition.language,
        "cover": outline.pages[0].sheet.label,
        "cover_size": [outline.pages[0].image.width, outline.pages[0].image.height],
        "pages": [{"title": page.title, "file": page.file} for page in outline.pages],
        "articles": [_article_facts(article) for article in outline.articles],
        "base": outline.settings.base,
        "release": edition.release.number if edition.release else None,
        "day": edition.made_on.isoformat(),
        "reason": edition.release.reason if edition.release else "",
        "draft": edition.draft,
        "corrections": list(_corrections(outline)),
        "text": hashlib.sha256(script.encode()).hexdigest()[:16],
    }
    put_text(to / "issue.json", json_text(facts))


def _corrections(outline: Outline) -> Iterator[dict[str, Any]]:
    """Yield what was changed since the issue came out; `listed` where its corrections 更正 say so, not a release."""
    for article in outline.articles:
        listed = {(one.date, one.reason) for one in outline.edition.corrections_of(article.article.id)}
        for made in outline.made(article):
            is_listed = (made.date, made.reason) in listed
            yield _made(made, article.article.id, article.title, article.file, is_listed)
    for file, title in outline.withdrawn():
        name = file.removeprefix("article-").removesuffix(".html")
        *before, last = outline.made_gone(name)
        for made in (*before, replace(last, reason=f"撤稿：{last.reason}" if last.reason else "撤稿")):
            yield _made(made, name, title, file, is_listed=False)


def _made(made: Amendment, story: str, title: str, file: str, is_listed: bool) -> dict[str, Any]:
    return {"date": made.date.isoformat(), "story": story, "title": title, "file": file, "reason": made.reason,
            "listed": is_listed}  # fmt: skip


def _article_facts(article: WebArticle) -> dict[str, Any]:
    """Return what the index over all issues is told of an article."""
    copy = article.article
    return {"id": copy.id, "title": article.title, "file": article.file, "kind": copy.kind, "section": copy.section,
            "summary": summary(article)}  # fmt: skip


def _formats(outline: Outline, found: tuple[SearchPassage, ...], shown: dict[str, tuple[Shown, ...]], to: Path) -> None:
    from layout.export.web.epub import write_epub
    from layout.export.web.feeds import atom, plain_texts, rss
    from layout.export.web.iiif import write_iiif

    write_epub(outline, shown, to)
    put_text(to / "feed.xml", atom(outline))
    if outline.settings.base:
        put_text(to / "rss.xml", rss(outline))
    for name, content in plain_texts(outline):
        put_text(to / "text" / name, content)
    write_iiif(outline, found, to)
