"""EPUB 3: the issue as a book for reading devices, one chapter for each article, the first page as its cover."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from layout.export.web.article_page import body_markup, figures
from layout.export.web.feeds import edition_urn
from layout.export.xml import DECLARATION, element, leaf, quoted

if TYPE_CHECKING:
    from layout.export.raster import PageImage
    from layout.export.web.outline import Outline, WebArticle
    from layout.export.web.pictures import Shown

STAMP = (1980, 1, 1, 0, 0, 0)
"""The one time that all members carry, so that equal issues are equal files."""

WIDEST = 720
"""Pictures in the book are at most this many pixels wide: its readers have the web's at hand."""

STYLE = """\
body { font-family: serif; line-height: 1.7; margin: 0 4%; }
h1 { font-size: 1.5em; line-height: 1.35; text-align: center; margin: .4em 0; }
h2 { font-size: 1.05em; text-align: center; margin: 1.2em 0 .5em; }
p { text-indent: 2em; margin: 0; text-align: justify; }
p.drop { text-indent: 0; }
p.drop::first-letter { float: left; font-size: 3em; line-height: 1.1; padding-right: .1em; }
p.kicker, p.deck, p.by, p.missing { text-indent: 0; text-align: center; margin: .3em 0; }
p.sign { text-align: right; text-indent: 0; }
figure { margin: 1em 0; text-align: center; }
figure img { max-width: 100%; height: auto; }
figcaption { font-size: .85em; text-align: left; }
.missing { border: 1px solid; padding: 2em 0; }
table { border-collapse: collapse; width: 100%; font-size: .85em; }
th, td { border: 1px solid; padding: .2em .4em; text-align: left; }
ul.items { padding-left: 1.2em; }
"""

_VOID = re.compile(r"<((?:img|meta|link|br)\b[^>]*?)/?>")
_BARE = re.compile(r' (tabindex|role|aria-label)="[^"]*"')


def write_epub(outline: Outline, shown: dict[str, tuple[Shown, ...]], to: Path) -> Path:
    """Write `<N>.epub` into the edition's folder and return it; pictures are those of the web edition."""
    path = to / f"{outline.edition.number}.epub"
    cover = _smallest(outline.pages[0].image).read_bytes()
    members: list[tuple[str, bytes, bool]] = [
        ("mimetype", b"application/epub+zip", False),
        ("META-INF/container.xml", _container().encode(), True),
        ("book/package.opf", _package(outline, shown).encode(), True),
        ("book/contents.xhtml", _contents(outline).encode(), True),
        ("book/style.css", STYLE.encode(), True),
        ("book/cover.jpg", cover, False),
        ("book/cover.xhtml", _page(outline, outline.edition.name, [_cover(outline)]).encode(), True),
    ]
    for article in outline.articles:
        pictures = shown[article.name]
        chapter = _page(outline, article.title, _chapter(article, pictures))
        members.append((f"book/{article.name}.xhtml", chapter.encode(), True))
        for picture in pictures:
            if picture.file:
                members.append((f"book/{picture.file}", _on_paper(to / picture.file), False))
    with zipfile.ZipFile(path, "w") as book:
        for name, content, packed in members:
            member = zipfile.ZipInfo(name, STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            member.external_attr = 0o644 << 16
            book.writestr(member, content)
    return path


def _smallest(image: PageImage) -> Path:
    """Return the file of a page at its smallest scale: as many pixels as a reading device shows."""
    assert image.tiles is not None
    size = json.loads(image.tiles.read_text("utf-8"))["sizes"][0]
    return image.tiles.parent / "full" / f"{size['width']},{size['height']}" / "0" / "default.jpg"


def _on_paper(picture: Path) -> bytes:
    """Return a picture no wider than a reading device's screen."""
    from PIL import Image

    with Image.open(picture) as image:
        if image.width <= WIDEST:
            return picture.read_bytes()
        size = (WIDEST, round(image.height * WIDEST / image.width))
        packed = BytesIO()
        image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0).save(packed, "JPEG", quality=68, optimize=True)
        return packed.getvalue()


def _container() -> str:
    root = element("rootfile", **{"full-path": "book/package.opf", "media-type": "application/oebps-package+xml"})
    return DECLARATION + element(
        "container", element("rootfiles", root), version="1.0", xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
    )


def _item(name: str, file: str, kind: str, properties: str = "") -> str:
    return element("item", id=name, href=file, properties=properties, **{"media-type": kind})


def _package(outline: Outline, shown: dict[str, tuple[Shown, ...]]) -> str:
    edition = outline.edition
    date = edition.date.isoformat()
    metadata = element(
        "metadata",
        leaf("dc:identifier", edition_urn(outline), id="id"),
        leaf("dc:title", f"{edition.name} {outline.issue}"),
        leaf("dc:language", edition.language),
        leaf("dc:publisher", edition.named("pbl") or edition.name),
        leaf("dc:creator", edition.named("edt") or edition.name),
        leaf("dc:rights", "；".join(filter(None, (edition.rights.statement, edition.rights.holder)))),
        leaf("dc:date", date),
        leaf("meta", f"{(edition.modified_on or edition.date).isoformat()}T00:00:00Z", property="dcterms:modified"),
        xmlns__dc="http://purl.org/dc/elements/1.1/",
    )
    html = "application/xhtml+xml"
    items = [
        _item("contents", "contents.xhtml", html, "nav"),
        _item("style", "style.css", "text/css"),
        _item("cover-image", "cover.jpg", "image/jpeg", "cover-image"),
        _item("cover", "cover.xhtml", html),
    ]
    for article in outline.articles:
        items.append(_item(f"a-{article.name}", f"{article.name}.xhtml", html))
        items += [
            _item(f"p-{article.name}-{number}", picture.file, "image/jpeg")
            for number, picture in enumerate(shown[article.name], 1)
            if picture.file
        ]
    spine = [element("itemref", idref=name) for name in ("cover", "contents")]
    spine += [element("itemref", idref=f"a-{article.name}") for article in outline.articles]
    package = element(
        "package", metadata, element("manifest", *items), element("spine", *spine),
        xmlns="http://www.idpf.org/2007/opf", version="3.0", xml__lang=edition.language,
        **{"unique-identifier": "id"},
    )  # fmt: skip
    return DECLARATION + package + "\n"


def _page(outline: Outline, title: str, body: list[str], attributes: str = "") -> str:
    language = quoted(outline.edition.language)
    inside = _BARE.sub("", _VOID.sub(r"<\1/>", "".join(body)))
    return (
        f'{DECLARATION}<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" xml:lang="{language}">'
        f'<head><title>{quoted(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>'
        f"<body{attributes}>{inside}</body></html>\n"
    )


def _cover(outline: Outline) -> str:
    return f'<figure><img src="cover.jpg" alt="{quoted(outline.pages[0].title)}"></figure>'


def _contents(outline: Outline) -> str:
    sections = []
    for page in outline.pages:
        begun = [article for article in outline.articles if article.areas and article.areas[0].page == page.number]
        if begun:
            entries = "".join(
                element("li", leaf("a", article.title, href=f"{article.name}.xhtml")) for article in begun
            )
            sections.append(element("li", leaf("span", page.title), element("ol", entries)))
    nav = f'<nav epub:type="toc" id="toc"><h1>目录</h1>{element("ol", *sections)}</nav>'
    return _page(outline, "目录", [nav])


def _chapter(article: WebArticle, pictures: tuple[Shown, ...]) -> list[str]:
    copy = article.article
    title = element("h1", "<br>".join(map(quoted, copy.headline or (article.title,))))
    parts = [leaf("p", copy.label, _class="kicker"), leaf("p", copy.kicker, _class="kicker"), title]
    parts += [leaf("p", copy.deck, _class="deck"), leaf("p", copy.byline, _class="by")]
    parts += [
        *figures(pictures),
        *body_markup(copy),
        *(leaf("p", line, _class="sign") for line in copy.sign.splitlines()),
    ]
    return parts
