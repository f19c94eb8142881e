"""Hypertext: the frame that every page of the web edition stands in, and the one way text gets into it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from layout.export.web.outline import Outline
from layout.export.web.shared import asset

POLICY = (
    "default-src 'none'; script-src 'self'; "
    "style-src 'self' 'sha256-9xTiqzfwFaL2SGb1rmr8gysEwVVjIvqWAgmZgqFqpEE='; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'"
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


def data(value: object) -> str:
    """Return a value as JSON that is safe inside a script: nothing in it can end the element."""
    dumped = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        dumped = dumped.replace(character, f"\\u{ord(character):04x}")
    return dumped


def script_data(name: str, key: str | int, value: object) -> str:
    """Return a script file that puts a value under `window.<name>[key]`; a page opened from a folder can load it."""
    return f"(window.{name}=window.{name}||{{}})[{data(str(key))}]={data(value)};\n"


def document(
    outline: Outline, title: str, main: Iterable[str], *, kind: str, scripts: Iterable[str], head: str = "",
    skip: tuple[str, str] = ("main", "跳到正文"),
) -> str:  # fmt: skip
    """Return a whole page: head with the content policy, the paper's header, the main part, the imprint."""
    edition = outline.edition
    links = "".join(
        (
            void("link", rel="stylesheet", href=asset("edition.css")),
            void("link", rel="icon", href=asset("icon.svg"), type="image/svg+xml"),
            void("link", rel="alternate", type="application/atom+xml", title=edition.name, href="feed.xml"),
            *(tag("script", src=asset(script), defer=True) for script in scripts),
        )
    )
    return "".join(
        (
            "<!DOCTYPE html>\n",
            f'<html lang="{escape(edition.language)}">\n<head>\n<meta charset="utf-8">\n',
            void("meta", http_equiv="Content-Security-Policy", content=POLICY),
            void("meta", name="robots", content="noindex") if edition.draft else "",
            '\n<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n',
            tag("title", text(f"{title} - {edition.name}")),
            "\n",
            head,
            links,
            "\n</head>\n",
            f'<body class="{kind}" data-issue="{edition.number}">\n',
            tag("a", text(skip[1]), class_="skip", href=f"#{skip[0]}"),
            _header(outline),
            tag("p", DRAFT, class_="draft", role="note") if edition.draft else "",
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
        tag("a", "上一期", class_="older", hidden=True, rel="prev"),
        tag("button", "往期", class_="calendar-open", type="button", hidden=True, aria_haspopup="dialog"),
        tag("a", "下一期", class_="newer", hidden=True, rel="next"),
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


def _footer(outline: Outline) -> str:
    facts = [
        tag("li", text(f"{label}{outline.edition.fact(key)}")) for key, label in _IMPRINT if outline.edition.fact(key)
    ]
    formats = tag(
        "ul",
        tag("li", tag("a", "电子书 EPUB", href=f"{outline.edition.number}.epub", download=True)),
        tag("li", tag("a", "订阅 Atom", href="feed.xml")),
        tag("li", tag("a", "纯文本", href="text/index.txt")),
        tag("li", tag("a", "IIIF", href="iiif/manifest.json")),
        class_="formats",
    )
    return tag("footer", tag("ul", *facts, class_="imprint"), formats)
