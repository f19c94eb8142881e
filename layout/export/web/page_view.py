"""The page view: the page as printed, its articles as clickable areas, with the lists of pages and titles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from layout.export.web.markup import Attribute, document, tag, text, void
from layout.export.web.outline import Area, Outline, WebArticle, WebPage
from layout.export.web.pictures import SMALL, Shown
from layout.export.web.scripting import data
from layout.export.web.summary import summary


def page_html(outline: Outline, page: WebPage, pictures: Mapping[str, tuple[Shown, ...]]) -> str:
    """Return the view of one page; `pictures` are each article's as files, by its name."""
    main = tag(
        "main",
        _pages(outline, page),
        _sheet(outline, page),
        _titles(outline, page, pictures),
        id="main",
    )
    head = tag("script", data(_info(outline, page)), type="application/json", id="page-data")
    return document(
        outline,
        f"{page.title} {outline.day}",
        [main, _zoom(page)],
        kind="page-view",
        scripts=("search.js", "calendar.js", "page.js"),
        head=head,
        skip=("titles", "跳到标题导航"),
        card=_card(outline, page),
        file=page.file,
    )


def _card(outline: Outline, page: WebPage) -> dict[str, str]:
    titles = "；".join(_named(outline, area).title for area in page.areas[:4])
    image = outline.settings.address(outline.edition.number, "share.jpg")
    return {"description": f"{outline.edition.name} {outline.day} {page.title}：{titles}", "image": image}


def picture_sources(page: WebPage) -> str:
    """Return the page image at the sizes that a browser may choose from, as `srcset` wants them."""
    label = page.sheet.label
    return ", ".join(
        f"iiif/{label}/full/{width},{height}/0/default.jpg {width}w" for width, height in whole_sizes(page)
    )


def whole_sizes(page: WebPage) -> list[tuple[int, int]]:
    """Return the sizes at which the page's tiles hold the whole page, smallest first."""
    return [(size["width"], size["height"]) for size in _service(page)["sizes"]]


def _service(page: WebPage) -> dict[str, Any]:
    """Return what the page's image service says of itself, but for its address."""
    assert page.image.tiles is not None
    found: dict[str, Any] = json.loads(page.image.tiles.read_text("utf-8"))
    return {key: value for key, value in found.items() if key != "id"}


def _info(outline: Outline, page: WebPage) -> dict[str, object]:
    """Return what the page's script needs: the image service, and where keys lead."""
    image = page.image
    around = {other.number: other.file for other in outline.pages}
    numbers = [other.number for other in outline.pages]
    at = numbers.index(page.number)
    return {
        "page": page.number,
        "width": image.width,
        "height": image.height,
        "tiles": f"iiif/{page.sheet.label}",
        "service": _service(page),
        "before": around[numbers[at - 1]] if at else "",
        "after": around[numbers[at + 1]] if at + 1 < len(numbers) else "",
    }


def _pages(outline: Outline, page: WebPage) -> str:
    entries = []
    for other in outline.pages:
        here = other is page
        picture = void("img", src=f"pages/{other.sheet.label}-small.jpg", alt="", loading="lazy",
                       width=240, height=round(240 * other.image.height / other.image.width))  # fmt: skip
        label = tag("span", tag("b", other.sheet.label), " ", text(other.sheet.section))
        link = tag("a", picture, label, href=other.file, aria_current="page" if here else None)
        entries.append(tag("li", link))
    return tag("nav", tag("h2", "版面导航"), tag("ol", *entries), class_="pages", aria_label="版面导航")


def _sheet(outline: Outline, page: WebPage) -> str:
    numbers = [other.number for other in outline.pages]
    at = numbers.index(page.number)
    before = outline.pages[at - 1] if at else None
    after = outline.pages[at + 1] if at + 1 < len(numbers) else None
    pdf = f"pdf/{outline.edition.number}-{page.sheet.label}.pdf"
    bar = tag(
        "div",
        _step("上一版", before, "prev"),
        tag("h1", tag("b", f"第{page.sheet.label}版"), " ", text(page.sheet.section)),
        _step("下一版", after, "next"),
        tag("button", "放大看版", type="button", class_="zoom-open", hidden=True, aria_haspopup="dialog"),
        tag("a", "PDF", href=pdf, download=True, aria_label=f"下载{page.title} PDF"),
        class_="bar",
    )
    hits = tag("div", class_="hits-bar", role="status", aria_live="polite", hidden=True)
    image = void("img", src=f"pages/{page.sheet.label}.jpg", srcset=picture_sources(page),
                 sizes="(max-width: 700px) 100vw, (max-width: 1100px) 75vw, 60vw",
                 width=page.image.width, height=page.image.height, id="sheet-image", loading="lazy",
                 alt=f"{outline.edition.name} {outline.day} {page.title} 版面图，标题见标题导航")  # fmt: skip
    paper = tag("div", image, _areas(outline, page), class_="paper")
    return tag("section", bar, hits, paper, class_="sheet", aria_label=page.title)


def _step(label: str, target: WebPage | None, rel: str) -> str:
    if target is None:
        return tag("span", label, class_=f"step {rel}", aria_hidden="true")
    return tag("a", label, href=target.file, rel=rel, class_=f"step {rel}", aria_label=f"{label}：{target.title}")


def _areas(outline: Outline, page: WebPage) -> str:
    """Return the areas as a drawing over the image. Screen readers and the keyboard go by the list of titles."""
    marks = []
    for area in page.areas:
        article = _named(outline, area)
        title = tag("title", text(article.title))
        marks.append(
            tag("a", title, tag("path", d=area.path), href=article.file, id=f"on-{area.article}",
                tabindex=-1, data_article=area.article)
        )  # fmt: skip
    for area in page.areas:
        for (left, top, width, height), target in area.jumps:
            label = f"{'下转' if target == area.after else '上接'}第{target:02d}版"
            href = f"{outline.page(target).file}#on-{area.article}"
            box = tag("rect", x=left - 12, y=top - 8, width=width + 24, height=height + 16)
            marks.append(tag("a", tag("title", label), box, href=href, class_="jump", tabindex=-1))
    view: dict[str, Attribute] = {"viewBox": f"0 0 {page.image.width} {page.image.height}"}
    return tag("svg", *marks, tag("g", class_="hits"), class_="areas", aria_hidden="true", **view)


def _named(outline: Outline, area: Area) -> WebArticle:
    return next(article for article in outline.articles if article.name == area.article)


def _titles(outline: Outline, page: WebPage, pictures: Mapping[str, tuple[Shown, ...]]) -> str:
    pictured = next((nth for nth, area in enumerate(page.areas) if any(one.file for one in pictures[area.article])), -1)
    cards = (
        _title(
            outline, area, _about(outline, area, pictures, "first" if nth == pictured else "soon" if nth < 3 else "")
        )
        for nth, area in enumerate(page.areas)
    )
    own = tag("ol", *cards, class_="own")
    others = [
        tag("details", tag("summary", text(other.title)), tag("ol", *(_title(outline, area) for area in other.areas)))
        for other in outline.pages
        if other is not page
    ]
    rest = tag("section", tag("h2", "其他版"), *others, class_="others") if others else ""
    rest += tag("section", tag("h2", "往年今日"), tag("ol", class_="days"), class_="same-day", hidden=True)
    heading = tag("h2", "本版标题")
    return tag("nav", heading, own, rest, class_="titles", id="titles", aria_label="标题导航", tabindex=-1)


def _about(outline: Outline, area: Area, pictures: Mapping[str, tuple[Shown, ...]], when: str) -> str:
    """Return what a card says besides the title: how the copy begins, and its first picture.

    The first cards stand on a phone's first screen: `when` they are loaded is `first` for the picture that comes first,
    since the eye waits for it, `soon` for the others there.
    """
    article = _named(outline, area)
    words = summary(article)
    about = tag("span", text(words), class_="about") if words and words != article.title else ""
    first = next((shown for shown in pictures[area.article] if shown.file), None)
    if first is None:
        return about
    return about + void("img", src=first.small, alt="", class_="shot", loading=None if when else "lazy",
                        fetchpriority="high" if when == "first" else None, width=SMALL,
                        height=round(first.height * SMALL / first.width))  # fmt: skip


def _title(outline: Outline, area: Area, about: str = "") -> str:
    article = _named(outline, area)
    kicker = tag("span", text(article.article.kicker), class_="kicker") if article.article.kicker else ""
    mark = tag("span", "图", class_="mark") if article.article.kind == "photo" else ""
    link = tag("a", kicker, tag("span", mark, text(article.title), class_="head"), about, href=article.file,
               data_article=area.article)  # fmt: skip
    jumps = [
        tag("a", f"{word}{number:02d}版", href=f"{outline.page(number).file}#on-{area.article}", class_="jump-link",
            aria_label=f"{article.title}，{word}{number:02d}版")
        for word, number in (("上接", area.before), ("下转", area.after))
        if number
    ]  # fmt: skip
    return tag("li", link, *jumps)


def _zoom(page: WebPage) -> str:
    buttons = "".join(
        tag("button", sign, type="button", class_=name, aria_label=label, title=label)
        for name, sign, label in (
            ("zoom-in", "＋", "放大"), ("zoom-out", "－", "缩小"), ("zoom-home", "整版", "看整版"),
            ("zoom-close", "✕", "关闭"),
        )
    )  # fmt: skip
    return tag(
        "dialog",
        tag("div", class_="deep", id="deep"),
        tag("div", buttons, class_="zoom-tools", role="group", aria_label="缩放"),
        class_="zoom",
        aria_label=f"{page.title} 放大",
    )
