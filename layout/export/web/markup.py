"""Hypertext: the frame that every page of the web edition stands in, and the one way text gets into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from layout.export.web.outline import Outline
from layout.export.web.shared import asset
from layout.ground.escape import escape

POLICY = (
    "default-src 'none'; script-src 'self'; "
    "style-src 'self' 'sha256-9xTiqzfwFaL2SGb1rmr8gysEwVVjIvqWAgmZgqFqpEE='; "
    "img-src 'self' data: blob:; manifest-src 'self'; worker-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
"""What a page may load: its own folder's files and nothing else, no script or style inside the text.

The one exception is named by its hash: OpenSeadragon's rule that a touched page needs no focus ring.
"""

DRAFT = "草样：本期尚未付印，内容可能改动，请勿转发"
"""What every page of a draft says."""

Attribute = str | int | bool | None


def tag(name: str, /, *inside: str, **attributes: Attribute) -> str:
    """Return an element around finished markup. Attribute values are escaped; None and False leave one out.

    A trailing underscore is dropped from a name, an inner one becomes a hyphen: `class_`, `aria_label`.
    """
    return f"<{name}{_given(attributes)}>{''.join(inside)}</{name}>"


def void(name: str, /, **attributes: Attribute) -> str:
    """Return an element that holds nothing, such as an image."""
    return f"<{name}{_given(attributes)}>"


def text(value: str) -> str:
    """Return copy as it stands in markup."""
    return escape(value)


def _given(attributes: dict[str, Attribute]) -> str:
    parts = []
    for key, value in attributes.items():
        name = key.rstrip("_").replace("_", "-")
        if value is True:
            parts.append(f" {name}")
        elif value is not None and value is not False:
            parts.append(f' {name}="{escape(str(value))}"')
    return "".join(parts)


def head_of_page(
    title: str, *, root: str, scripts: Iterable[str], links: Iterable[str] = (), card: Mapping[str, str],
    robots: str = "", head: str = "",
) -> str:  # fmt: skip
    """Return a page's head: what it may load, what it is, its share card; `root` leads to the index's folder.

    The first script is loaded at once, since it says how the page looks; the others wait for the text.
    """
    first, *others = scripts
    return "".join(
        (
            '<head>\n<meta charset="utf-8">\n',
            void("meta", http_equiv="Content-Security-Policy", content=POLICY),
            void("meta", name="robots", content=robots) if robots else "",
            '\n<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n',
            '<meta name="theme-color" content="#b0111a">\n',
            tag("title", text(title)),
            "\n",
            share_card(card),
            head,
            tag("script", src=asset(first, root)),
            void("link", rel="stylesheet", href=asset("edition.css", root)),
            void("link", rel="icon", href=asset("icon.svg", root), type="image/svg+xml"),
            *links,
            *(tag("script", src=asset(script, root), defer=True) for script in others),
            "\n</head>",
        )
    )


def share_card(card: Mapping[str, str]) -> str:
    """Return what messengers show of a shared link: Open Graph's names, and the description that searches show."""
    given = [("og:title", "title"), ("og:description", "description"), ("og:site_name", "site"), ("og:url", "address"),
             ("og:type", "type"), ("og:image", "image"), ("article:published_time", "published"),
             ("article:modified_time", "modified"), ("article:section", "section")]  # fmt: skip
    named = [void("meta", name="description", content=card["description"])] if card.get("description") else []
    if card.get("address"):  # without an address of its own a page cannot be shared
        named += [void("meta", property=name, content=card[key]) for name, key in given if card.get(key)]
        named += [void("meta", name="twitter:card", content="summary_large_image" if card.get("image") else "summary")]
    return "".join(f"{one}\n" for one in named)


def care_button() -> str:
    """Return the button of the 适老 mode: large type, strong contrast, one column, on every page of the site."""
    return tag("button", "大字版", type="button", class_="care", hidden=True, aria_pressed="false",
               title="大字、高对比、单栏、朗读")  # fmt: skip


def document(
    outline: Outline, title: str, main: Iterable[str], *, kind: str, scripts: Iterable[str], head: str = "",
    skip: tuple[str, str] = ("main", "跳到正文"), card: Mapping[str, str] | None = None, file: str = "",
) -> str:  # fmt: skip
    """Return a whole page: head with the content policy, the paper's header, the main part, the imprint.

    `card` is what a shared link of the page shows beside title and address, `file` the page's name.
    """
    edition = outline.edition
    address = outline.settings.address(edition.number, file) if file else ""
    links = (
        void("link", rel="canonical", href=address) if address else "",
        void("link", rel="manifest", href="app.webmanifest"),
        void("link", rel="alternate", type="application/atom+xml", title=edition.name, href="feed.xml"),
    )
    shared = {"title": title, "site": edition.name, "address": address, "type": "website"} | dict(card or {})
    found = head_of_page(
        f"{title} - {edition.name}", root="../../web/", scripts=("care.js", *scripts, "offline.js"), links=links,
        card=shared, robots="noindex" if edition.draft else "", head=head,
    )  # fmt: skip
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{escape(edition.language)}">\n',
            found,
            f'\n<body class="{kind}" data-issue="{edition.number}" data-date="{edition.date.isoformat()}">\n',
            tag("a", text(skip[1]), class_="skip", href=f"#{skip[0]}"),
            _header(outline),
            tag("aside", DRAFT, class_="draft", aria_label="草样") if edition.draft else "",
            "\n",
            *main,
            "\n",
            _footer(outline),
            "\n</body>\n</html>\n",
        )
    )


def _header(outline: Outline) -> str:
    edition = outline.edition
    name = tag("a", text(edition.name), class_="nameplate", href="index.html")
    date = tag(
        "p",
        tag("time", text(outline.day), datetime=edition.date.isoformat()),
        *(tag("span", text(part)) for part in (edition.weekday, edition.lunar, outline.issue) if part),
        class_="dateline",
    )
    issues = tag(
        "nav",
        care_button(),
        tag("button", "往期", class_="calendar-open", type="button", hidden=True, aria_haspopup="dialog"),
        class_="issues",
        aria_label="往期",
    )
    search = tag(
        "form",
        tag("label", "检索本期", for_="find", class_="hidden-label"),
        void("input", id="find", type="search", name="q", placeholder="检索本期全文", autocomplete="off",
             enterkeyhint="search", maxlength=60),
        tag("button", "检索", type="submit"),
        role="search",
        action="search.html",
        method="get",
        class_="search",
    )  # fmt: skip
    return tag("header", tag("div", name, date, class_="title"), tag("div", issues, search, class_="tools"),
               class_="paper-head")  # fmt: skip


_IMPRINT = (
    ("sponsor", ""), ("editor", ""), ("licence", ""), ("notice", ""), ("printer", "印刷："), ("printed", "印刷日期："),
    ("run", "印数："), ("recipients", "发送："), ("hotline", ""),
)  # fmt: skip


def _rights(outline: Outline) -> list[str]:
    """Return what may be done with the issue, where the imprint does not say it already."""
    rights = outline.edition.rights
    found = []
    if rights.statement and rights.statement != outline.edition.fact("notice"):
        found.append(text(rights.statement))
    if rights.holder:
        found.append(text(f"版权所有：{rights.holder}"))
    if rights.uri:
        found.append(text(f"使用条款：{rights.uri}"))  # no page links to another host
    return [tag("li", one) for one in found]


def _footer(outline: Outline) -> str:
    facts = [
        tag("li", text(f"{label}{outline.edition.fact(key)}")) for key, label in _IMPRINT if outline.edition.fact(key)
    ]
    facts += _rights(outline)
    facts += [tag("li", tag("a", text(f"已撤下：{title}"), href=file)) for file, title in outline.withdrawn()]
    formats = tag(
        "ul",
        tag("li", tag("a", "电子书 EPUB", href=f"{outline.edition.number}.epub", download=True)),
        tag("li", tag("a", "订阅 Atom", href="feed.xml")),
        tag("li", tag("a", "纯文本", href="text/index.txt")),
        tag("li", tag("a", "IIIF", href="iiif/manifest.json")),
        class_="formats",
    )
    report = outline.settings.report_link(f"{outline.edition.name}{outline.issue}")
    told = tag("li", tag("a", "报错、来信", href=report)) if report else ""
    return tag("footer", tag("ul", *facts, told, class_="imprint"), formats)
