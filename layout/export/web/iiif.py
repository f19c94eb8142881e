"""IIIF Presentation 3: the issue as a manifest of pages, articles as ranges, text as annotations.

Shaped after the Presentation API's newspaper recipes: a Canvas is a page, a Range an article with its zones in
reading order, and what a zone says an annotation of motivation `supplementing`. Ids are addresses; where the edition
has none they lead nowhere until the site is moved to its own (`rebase`). Each page's words are
annotations, and its ALTO file is named (`seeAlso`). A static site answers no queries: a search service is named in the
published folder only, where the house runs one (`name_search`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from layout.export.web.outline import Area, Outline, WebArticle, WebPage
    from layout.export.web.searching import SearchPassage

CONTEXT = "http://iiif.io/api/presentation/3/context.json"

ALL = "all"
"""The scope of a search over all issues."""

_SEARCH_1 = "http://iiif.io/api/search/1/"

Node = dict[str, Any]

Listed = tuple[int, str, str]
"""An issue in a collection: number, label, date."""


def write_iiif(outline: Outline, found: tuple[SearchPassage, ...], to: Path) -> None:
    """Write `iiif/manifest.json` and one annotation page for each page of the edition."""
    folder = to / "iiif"
    texts = _texts(found)
    for page in outline.pages:
        _write(folder / page.sheet.label / "text.json", _annotations(outline, page, texts), indent=0)
    _write(folder / "manifest.json", manifest(outline))


def _write(path: Path, content: Node, indent: int = 1) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_bytes_of(content, indent))


def _bytes_of(content: Node, indent: int = 1) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=indent) + "\n").encode()


def _id(outline: Outline, name: str) -> str:
    return outline.settings.identity(outline.edition.number, f"iiif/{name}")


def _canvas_id(outline: Outline, page: WebPage) -> str:
    return _id(outline, f"{page.sheet.label}/canvas")


def _words(text: str, language: str = "zh-Hans") -> Node:
    return {language: [text]}


def manifest(outline: Outline) -> Node:
    """Return the issue's manifest: pages with image service and text, articles as ranges below their section."""
    edition = outline.edition
    return {
        "@context": CONTEXT,
        "id": _id(outline, "manifest.json"),
        "type": "Manifest",
        "label": _words(f"{edition.name} {outline.day} {outline.issue}"),
        "metadata": [
            {"label": _words(name), "value": _words(value)}
            for name, value in (("报名", edition.name), ("期号", outline.issue), ("日期", outline.day),
                                ("农历", edition.lunar), ("准印证", edition.fact("licence")),
                                ("主办", edition.named("pbl")), ("编辑", edition.named("edt")),
                                ("版本", edition.release.status if edition.release else ""))
            if value
        ]
        + _corrections(outline),
        **_rights(outline),
        "navDate": f"{edition.date.isoformat()}T06:00:00+08:00",
        "viewingDirection": "left-to-right",
        "behavior": ["paged"],
        "thumbnail": [_thumb(outline, outline.pages[0])],
        "rendering": [
            {"id": _other(outline, f"{edition.number}.epub"), "type": "Text", "label": _words("电子书"),
             "format": "application/epub+zip"},
        ],
        "homepage": [
            {"id": _other(outline, "index.html"), "type": "Text", "label": _words("数字报"), "format": "text/html"}
        ],
        "items": [_canvas(outline, page) for page in outline.pages],
        "structures": [
            {
                "id": _id(outline, "range/issue"),
                "type": "Range",
                "label": _words(outline.issue),
                "items": [_section(outline, page) for page in outline.pages],
            }
        ],
    }  # fmt: skip


def search_services(address: str, scope: str) -> list[Node]:
    """Return the services of IIIF Content Search at an address, for an issue's number or for `all` issues.

    That of version 2.0 is the standard; Mirador and the Universal Viewer ask the one of 1.0 so far. Terms are proposed
    within an issue only.
    """
    if not address:
        return []
    root = f"{address.rstrip('/')}/"
    now: Node = {"id": f"{root}{scope}", "type": "SearchService2"}
    before: Node = {"@id": f"{root}1/{scope}", "@type": "SearchService1", "profile": f"{_SEARCH_1}search"}
    if scope != ALL:
        now["service"] = [{"id": f"{root}{scope}/autocomplete", "type": "AutoCompleteService2"}]
        before["service"] = [
            {"@id": f"{root}1/{scope}/autocomplete", "@type": "AutoCompleteService1",
             "profile": f"{_SEARCH_1}autocomplete"}
        ]  # fmt: skip
    return [now, before]


def name_search(path: Path, address: str, number: int) -> None:
    """Name the search service at an address in the manifest of an issue, or none; it is written where that changes it.

    Raises OSError and ValueError where the file is no manifest.
    """
    from layout.ground.in_place import put_in_place

    before: Node = json.loads(path.read_text("utf-8"))
    services = search_services(address, str(number))
    after = {key: value for key, value in before.items() if key != "service"}
    if services:
        after["service"] = services
    if after != before:
        put_in_place(path, _bytes_of(after))


def _corrections(outline: Outline) -> list[Node]:
    """Return what was put right since the issue came out, as one entry of the manifest's metadata."""
    told = [f"{one.date.isoformat()} {one.story}：{one.reason}" for one in outline.edition.corrections]
    return [{"label": _words("更正"), "value": {"zh-Hans": told}}] if told else []


_KNOWN_RIGHTS = ("http://creativecommons.org/", "http://rightsstatements.org/")
"""Where the addresses begin that `rights` may hold (Presentation API 3.0, 3.3); others go into the statement."""


def _rights(outline: Outline) -> Node:
    """Return what may be done with the issue, and who provides it."""
    edition, settings = outline.edition, outline.settings
    rights = edition.rights
    known = rights.uri.replace("https://", "http://", 1)
    said = [rights.statement, f"版权所有：{rights.holder}" if rights.holder else ""]
    found: Node = {}
    if known.startswith(_KNOWN_RIGHTS):
        found["rights"] = known
    elif rights.uri:
        said.append(rights.uri)
    found["requiredStatement"] = {"label": _words("版权"), "value": {"zh-Hans": [one for one in said if one]}}
    home = {"id": f"{settings.site}web/index.html", "type": "Text", "label": _words(edition.name),
            "format": "text/html"}  # fmt: skip
    name = edition.named("pbl") or rights.holder
    found["provider"] = [
        {"id": f"{settings.site}web/index.html#publisher", "type": "Agent", "label": _words(name), "homepage": [home]}
    ]
    return found


def _other(outline: Outline, name: str) -> str:
    return outline.settings.identity(outline.edition.number, name)


def _service(outline: Outline, page: WebPage) -> Node:
    return {"id": _id(outline, page.sheet.label), "type": "ImageService3", "profile": "level0"}


def _thumb(outline: Outline, page: WebPage) -> Node:
    return {
        "id": _other(outline, f"pages/{page.sheet.label}-small.jpg"), "type": "Image", "format": "image/jpeg",
    }  # fmt: skip


def _canvas(outline: Outline, page: WebPage) -> Node:
    label, image, number = page.sheet.label, page.image, outline.edition.number
    canvas = _canvas_id(outline, page)
    assert image.tiles is not None
    sizes = json.loads(image.tiles.read_text("utf-8"))["sizes"]
    return {
        "id": canvas,
        "type": "Canvas",
        "label": _words(page.title),
        "width": image.width,
        "height": image.height,
        "thumbnail": [_thumb(outline, page)],
        "rendering": [
            {"id": _other(outline, f"pdf/{number}-{label}.pdf"), "type": "Text", "label": _words("本版 PDF"),
             "format": "application/pdf"}
        ],
        **_alto(outline, page),
        "items": [
            {
                "id": _id(outline, f"{label}/painting"),
                "type": "AnnotationPage",
                "items": [
                    {
                        "id": _id(outline, f"{label}/painting/1"),
                        "type": "Annotation",
                        "motivation": "painting",
                        "target": canvas,
                        "body": {
                            "id": _id(outline, f"{label}/full/max/0/default.jpg"),
                            "type": "Image",
                            "format": "image/jpeg",
                            "width": sizes[-1]["width"],
                            "height": sizes[-1]["height"],
                            "service": [_service(outline, page)],
                        },
                    }
                ],
            }
        ],
        "annotations": [{"id": _id(outline, f"{label}/text.json"), "type": "AnnotationPage"}],
    }  # fmt: skip


def _alto(outline: Outline, page: WebPage) -> Node:
    """Return where a page's ALTO file is, if the edition has it."""
    if page.sheet.label not in outline.altos:
        return {}
    return {
        "seeAlso": [
            {"id": _other(outline, f"alto/{page.sheet.label}.xml"), "type": "Dataset", "label": _words("ALTO"),
             "format": "application/xml", "profile": "http://www.loc.gov/standards/alto/ns-v4#"}
        ]
    }  # fmt: skip


def _section(outline: Outline, page: WebPage) -> Node:
    """Return a page's range: the articles that begin on it, each with all its zones."""
    begun = [article for article in outline.articles if article.areas and article.areas[0].page == page.number]
    canvas: Node = {"id": _canvas_id(outline, page), "type": "Canvas"}
    return {
        "id": _id(outline, f"range/page-{page.sheet.label}"),
        "type": "Range",
        "label": _words(page.title),
        "items": [canvas, *(_article(outline, article) for article in begun)],
    }


def _article(outline: Outline, article: WebArticle) -> Node:
    return {
        "id": _id(outline, f"range/{article.name}"),
        "type": "Range",
        "label": _words(article.title),
        "items": [_zone(outline, area, box) for area in article.areas for box in _boxes(area)],
    }


def _boxes(area: Area) -> list[tuple[int, int, int, int]]:
    """Return the box of each polygon of an area; holes lie inside another and are no zone."""
    boxes = []
    for polygon in area.polygons:
        if _turn(polygon) > 0:
            xs, ys = [x for x, _ in polygon], [y for _, y in polygon]
            boxes.append((min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
    return boxes


def _turn(polygon: tuple[tuple[int, int], ...]) -> int:
    """Return twice the polygon's area, positive for one that runs clockwise on the page."""
    pairs = zip(polygon, (*polygon[1:], polygon[0]), strict=True)
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)


def _fragment(box: Iterable[int]) -> str:
    return "xywh=" + ",".join(str(value) for value in box)


def _zone(outline: Outline, area: Area, box: tuple[int, int, int, int]) -> Node:
    canvas = _canvas_id(outline, outline.page(area.page))
    return {
        "type": "SpecificResource",
        "source": {"id": canvas, "type": "Canvas"},
        "selector": {
            "type": "FragmentSelector",
            "conformsTo": "http://www.w3.org/TR/media-frags/",
            "value": _fragment(box),
        },
    }


_Text = tuple[str, tuple[int, int, int, int]]


def _texts(found: tuple[SearchPassage, ...]) -> dict[int, list[_Text]]:
    """Return what each page says, passage by passage, each with the box around its lines on that page."""
    pages: dict[int, list[_Text]] = defaultdict(list)
    for passage in found:
        whole = "".join(passage.text).encode("utf-16-le", "surrogatepass")
        at = 0
        parts: dict[int, tuple[list[str], list[tuple[int, int, int, int]]]] = {}
        for page, units, down, near, far, start, widths in passage.lines:
            words = whole[at * 2 : (at + units) * 2].decode("utf-16-le", "surrogatepass")
            at += units
            end = start + (widths * units if isinstance(widths, int) else sum(widths))
            box = (near, start, far, end) if down else (start, near, end, far)
            texts, boxes = parts.setdefault(page, ([], []))
            texts.append(words)
            boxes.append(box)
        for page, (texts, boxes) in parts.items():
            left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
            right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
            pages[page].append(("".join(texts), (left, top, right - left, bottom - top)))
    return pages


def _annotations(outline: Outline, page: WebPage, texts: dict[int, list[_Text]]) -> Node:
    label = page.sheet.label
    canvas = _canvas_id(outline, page)
    return {
        "@context": CONTEXT,
        "id": _id(outline, f"{label}/text.json"),
        "type": "AnnotationPage",
        "items": [
            {
                "id": _id(outline, f"{label}/text/{number}"),
                "type": "Annotation",
                "motivation": "supplementing",
                "body": {
                    "type": "TextualBody", "value": words, "format": "text/plain", "language": "zh-Hans",
                },
                "target": f"{canvas}#{_fragment(box)}",
            }
            for number, (words, box) in enumerate(texts.get(page.number, []), 1)
        ],
    }  # fmt: skip
