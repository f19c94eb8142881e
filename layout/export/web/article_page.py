"""The article page: one article's copy to read, hear, enlarge, print and pass on, and its place in print."""

from __future__ import annotations

from itertools import groupby

from layout.export.web.json_ld import news_article
from layout.export.web.markup import Attribute, document, tag, text, void
from layout.export.web.outline import Outline, WebArticle, WebPage
from layout.export.web.pictures import Shown
from layout.export.web.scripting import data
from layout.export.web.summary import summary
from layout.sheet import Article, ArticleParagraph

_QUIET = 4
"""Blank modules around a QR code (ISO/IEC 18004)."""


def article_html(outline: Outline, article: WebArticle, pictures: tuple[Shown, ...]) -> str:
    """Return an article's page; `pictures` are its pictures as files, in the article's order."""
    ld = tag("script", data(news_article(outline, article, pictures)), type="application/ld+json")
    address = outline.settings.address(outline.edition.number, article.file)
    clip = tag("script", data(_clip(outline, article, address)), type="application/json", id="clip-data")
    main = tag(
        "main",
        _story(outline, article, pictures),
        tag(
            "aside",
            _places(outline, article),
            _share(outline, address),
            _report(outline, article),
            aria_label="版面位置与分享",
        ),
        _neighbours(outline, article),
        id="main",
    )
    return document(
        outline,
        article.title,
        [main],
        kind="article-view",
        scripts=("search.js", "calendar.js", "article.js", "clip.js"),
        head=ld + clip,
        card=_card(outline, article, pictures),
        file=article.file,
    )


def _story(outline: Outline, article: WebArticle, pictures: tuple[Shown, ...]) -> str:
    copy = article.article
    pages = [outline.page(number) for number in copy.pages]
    crumb = tag("p", *_crumbs(article, pages), class_="crumb")
    label = tag("p", text(copy.label), class_="label") if copy.label else ""
    kicker = tag("p", text(copy.kicker), class_="kicker") if copy.kicker else ""
    lines = copy.headline or (article.title,)
    title = tag("h1", *(tag("span", text(line)) for line in lines))
    deck = tag("p", text(copy.deck), class_="deck") if copy.deck else ""
    by = tag("span", text(copy.byline), class_="by") if copy.byline else ""
    when = tag("time", text(outline.day), datetime=outline.edition.date.isoformat())
    facts = tag("p", by, tag("span", text(outline.edition.name)), when, class_="facts")
    heads = kicker + title + deck
    over = next((at for at, one in enumerate(copy.pictures) if one.over and at < len(pictures)), -1)
    if over >= 0 and pictures[over].file:
        heads = _pressed(heads, pictures[over], copy.pictures[over].over)
        pictures = pictures[:over] + pictures[over + 1 :]
    header = tag("header", crumb, label, heads, facts, _tools(outline, article))
    header += correction_notes(outline, article)
    body = tag("div", *figures(pictures, in_browser=True), *body_markup(copy), class_="body")
    sign = "".join(tag("p", text(line), class_="sign") for line in copy.sign.splitlines())
    return tag("article", header, body, sign, lang=outline.edition.language)


def _pressed(heads: str, shown: Shown, how: str) -> str:
    """Return a head over its picture 压图, as text on a shade; narrow screens show one after the other."""
    (figure,) = figures((shown,), in_browser=True)
    return figure.replace("<figure>", f'<figure class="pressed {how}">{tag("div", heads, class_="heads")}', 1)


def correction_notes(outline: Outline, article: WebArticle) -> str:
    """Return what was changed in an article since it was printed, newest first; nothing where nothing was."""
    told = outline.made(article)
    states = outline.former.states.get(article.name, ())
    if not told:
        return ""
    notes = [
        tag("li", tag("time", text(f"{day.year}年{day.month}月{day.day}日"), datetime=day.isoformat()),
            text(f"　{made.reason}"))
        for made in reversed(told)
        for day in (made.date,)
    ]  # fmt: skip
    links = (
        tag("a", text("更正前的文字" if len(states) == 1 else f"第 {one.release} 次付印的文字"), href=one.file)
        for one in states
    )
    kept = tag("p", "　".join(links)) if states else ""
    return tag("section", tag("h2", "更正"), tag("ul", *notes), kept, class_="corrections", aria_label="更正")


def _crumbs(article: WebArticle, pages: list[WebPage]) -> list[str]:
    parts: list[str] = []
    for page in pages:
        label = page.title if not parts else f"转{page.title}"
        parts.append(tag("a", text(label), href=f"{page.file}#on-{article.name}"))
    return parts


def body_markup(copy: Article) -> list[str]:
    """Return an article's paragraphs as markup, consecutive items as one list."""
    parts: list[str] = []
    for kind, group in groupby(copy.paragraphs, lambda paragraph: paragraph.kind):
        if kind == "item":
            parts.append(tag("ul", *(tag("li", text(paragraph.text)) for paragraph in group), class_="items"))
        elif kind == "verse":
            lines = [text(paragraph.text) for paragraph in group]
            parts.append(tag("p", void("br").join(lines), class_="verse"))
        elif kind == "table":
            parts.extend(_table(paragraph) for paragraph in group)
        else:
            name = "h2" if kind == "subhead" else "p"
            parts.extend(tag(name, text(one.text), class_="drop" if _sinks(one) else None) for one in group)
    return parts


def _sinks(paragraph: ArticleParagraph) -> bool:
    """Tell whether a paragraph opens with an initial that browsers sink: one letter, with the marks before it."""
    return sum(map(str.isalnum, paragraph.initial)) == 1


def _table(paragraph: ArticleParagraph) -> str:
    head, *rows = [row.split("\t") for row in paragraph.text.split("\n")]
    heads = tag("thead", tag("tr", *(tag("th", text(cell), scope="col") for cell in head)))
    body = tag("tbody", *(tag("tr", *(tag("td", text(cell)) for cell in row)) for row in rows))
    return tag("div", tag("table", heads, body), class_="table", tabindex=0, role="region", aria_label="表格")


def figures(pictures: tuple[Shown, ...], *, in_browser: bool = False) -> list[str]:
    """Return pictures with caption and credit; one that is still to come says so.

    A browser is told to ask for the first before all others, since it stands on the reader's first screen, and for the
    others when they are near; e-books know no such wish.
    """
    parts: list[str] = []
    for shown in pictures:
        words = [tag("span", text(shown.caption), class_="caption")] if shown.caption else []
        words += [tag("span", text(shown.credit), class_="credit")] if shown.credit else []
        below = tag("figcaption", *words) if words else ""
        if shown.file:
            when: dict[str, Attribute] = {"loading": "lazy"} if parts else {"fetchpriority": "high"}
            size = {"width": shown.width, "height": shown.height}
            picture = void("img", src=shown.file, alt=shown.alt, **size, **(when if in_browser else {}))
        else:
            picture = tag("p", "图片待补", class_="missing")
        parts.append(tag("figure", picture, below))
    return parts


def reprint_file(article: WebArticle) -> str:
    """Return the name of the PDF that has an article alone in newspaper columns."""
    return f"print/{article.name}.pdf"


def _tools(outline: Outline, article: WebArticle) -> str:
    sizes = [
        tag("button", label, type="button", data_size=size, aria_pressed="true" if size == "0" else "false",
            aria_label=name)
        for size, label, name in (("-1", "小", "缩小字号"), ("0", "中", "默认字号"), ("1", "大", "放大字号"),
                                  ("2", "特大", "特大字号"))
    ]  # fmt: skip
    speak = tag("button", "朗读", type="button", class_="speak", hidden=True, aria_pressed="false")
    back = tag("button", "打印", type="button", class_="print", hidden=True)
    group = tag("div", tag("span", "字号", aria_hidden="true"), *sizes, role="group", aria_label="字号", class_="sizes")
    columns = ""
    if article.article.id in outline.reprints:
        columns = tag("a", "报纸版式 PDF", href=reprint_file(article), type="application/pdf", class_="reprint")
    return tag("div", group, speak, back, columns, class_="story-tools")


def _places(outline: Outline, article: WebArticle) -> str:
    maps = []
    for area in article.areas:
        page = outline.page(area.page)
        box: dict[str, Attribute] = {"viewBox": f"0 0 {page.image.width} {page.image.height}"}
        picture = void("img", src=f"pages/{page.sheet.label}-small.jpg", alt="", loading="lazy", width=240,
                       height=round(240 * page.image.height / page.image.width))  # fmt: skip
        shape = tag("svg", tag("path", d=area.path), aria_hidden="true", **box)
        label = tag("span", f"在第{page.sheet.label}版看本文")
        maps.append(tag("li", tag("a", tag("span", picture, shape, class_="map"), label,
                                  href=f"{page.file}#on-{article.name}")))  # fmt: skip
    return tag("section", tag("h2", "回到版面"), tag("ol", *maps), class_="places")


CODE_PLACE = '<p class="code-place" hidden></p>'
"""Where the QR code comes to stand on a page of a site that has no address yet (`rebase`)."""


def _share(outline: Outline, address: str) -> str:
    code = share_code(address) if address else CODE_PLACE
    copy = tag("button", "复制链接", type="button", class_="copy-link", hidden=True)
    clip = tag("button", "存成图片", type="button", class_="clip", hidden=True)
    told = tag("p", class_="copied", role="status")
    hidden = not address
    return tag("section", tag("h2", "分享"), code, tag("p", copy, clip), told, class_="share", hidden=hidden)


def share_code(address: str) -> str:
    """Return the QR code that leads to an address, and what it is for."""
    return qr_svg(address) + tag("p", "扫码在手机上读")


def _card(outline: Outline, article: WebArticle, pictures: tuple[Shown, ...]) -> dict[str, str]:
    """Return what a shared link shows: the beginning of the copy, the first picture or the issue's card."""
    edition = outline.edition
    picture = next((shown.file for shown in pictures if shown.file), "share.jpg")
    changed = outline.changed_on(article)
    return {
        "description": summary(article),
        "type": "article",
        "image": outline.settings.address(edition.number, picture),
        "published": edition.date.isoformat(),
        "modified": changed.isoformat() if changed else "",
        "section": article.article.section,
    }


def _clip(outline: Outline, article: WebArticle, address: str) -> dict[str, object]:
    """Return what the article's picture is drawn from: its places in print, and how it is cited."""
    edition = outline.edition
    pages = "、".join(f"第{page:02d}版" for page in article.article.pages)
    areas = []
    for area in article.areas:
        page = outline.page(area.page)
        areas.append(
            {"image": f"pages/{page.sheet.label}.jpg", "width": page.image.width, "box": area.box, "path": area.path}
        )
    cited = f"《{edition.name}》{outline.day} {outline.issue} {pages}"
    return {"title": article.title, "cited": cited, "address": address, "name": f"{edition.number}-{article.name}",
            "areas": areas}  # fmt: skip


def _report(outline: Outline, article: WebArticle) -> str:
    """Return the way by which a reader tells of a mistake."""
    link = outline.settings.report_link(f"{outline.edition.name}{outline.issue}《{article.title}》")
    return tag("p", "发现差错，", tag("a", "告诉编辑部", href=link), class_="report") if link else ""


def qr_svg(address: str) -> str:
    """Return a QR code as an inline drawing, error correction M, with its quiet zone."""
    import segno

    code = segno.make(address, error="m", micro=False)
    size = len(code.matrix) + 2 * _QUIET
    path = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z" for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark
    )
    view: dict[str, Attribute] = {"viewBox": f"0 0 {size} {size}"}
    paper = tag("rect", width=size, height=size, class_="paper")
    return tag("svg", paper, tag("path", d=path), class_="qr", role="img", aria_label="本文网址的二维码", **view)


def _neighbours(outline: Outline, article: WebArticle) -> str:
    at = outline.articles.index(article)
    parts: list[str] = []
    for label, rel, index in (("上一篇", "prev", at - 1), ("下一篇", "next", at + 1)):
        if 0 <= index < len(outline.articles):
            other = outline.articles[index]
            parts.append(tag("a", tag("span", label), text(other.title), href=other.file, rel=rel))
    return tag("nav", *parts, class_="neighbours", aria_label="上一篇下一篇")
