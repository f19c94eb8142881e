"""Articles as they were in earlier releases: kept to be read, and linked with what took their place.

An address that was given out goes on working: an article that was changed links to its former states and they to it;
one that was withdrawn 撤稿 still stands at its own address and says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from layout.export.web.feeds import plain_text
from layout.export.web.markup import document, tag, text
from layout.export.web.names import article_file
from layout.export.web.outline import FormerArticle
from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.export.web.outline import Outline, WebArticle


@dataclass(frozen=True, slots=True)
class _Edition:
    """An earlier release's web edition: its number, its articles' titles by name, and where their texts lie."""

    release: int
    titles: dict[str, str]
    folder: Path

    def text(self, name: str) -> str | None:
        """Return an article's text, None where it is not there."""
        try:
            return (self.folder / "text" / f"{name}.txt").read_text("utf-8")
        except (OSError, ValueError):
            return None


def _editions(former: Sequence[Path]) -> list[_Edition]:
    found = []
    for nth, folder in enumerate(former, 1):
        try:
            facts = json.loads((folder / "issue.json").read_text("utf-8"))
            titles = {str(one["file"])[len("article-") : -len(".html")]: str(one["title"]) for one in facts["articles"]}
            found.append(_Edition(int(facts.get("release") or nth), titles, folder))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def former_states(outline: Outline, former: Sequence[Path]) -> dict[str, tuple[FormerArticle, ...]]:
    """Return the earlier states of each article by its name, oldest first; `former` are the releases' web editions.

    A state is told once, of the last release that had it. Names that the edition has no more are withdrawn articles.
    """
    editions = _editions(former)
    now = {article.name: plain_text(outline, article) for article in outline.articles}
    names = dict.fromkeys([*now, *(name for edition in editions for name in edition.titles)])
    found = {}
    for name in names:
        states: list[tuple[int, str, str]] = []
        for edition in editions:
            words = edition.text(name) if name in edition.titles else None
            if words is None:
                continue
            if states and states[-1][2] == words:
                states.pop()
            states.append((edition.release, edition.titles[name], words))
        if states and states[-1][2] == now.get(name):
            states.pop()
        if states:
            found[name] = tuple(_before(name, nth, *state) for nth, state in enumerate(states, 1))
    return found


def _before(name: str, nth: int, release: int, title: str, words: str) -> FormerArticle:
    return FormerArticle(release, title, words, f"before-{name}.html" if nth == 1 else f"before-{name}-{nth}.html")


def former_pages(outline: Outline) -> Iterator[tuple[str, str]]:
    """Yield (file, page) of every earlier state; a withdrawn article's last one stands at its own address."""
    there = {article.name: article for article in outline.articles}
    for name, states in outline.former.items():
        article = there.get(name)
        for before in states:
            if article is None and before is states[-1]:
                yield article_file(name), _withdrawn(outline, before)
            else:
                file = article_file(name) if article is None else article.file
                yield before.file, _former(outline, before, file, article)


def _former(outline: Outline, before: FormerArticle, file: str, article: WebArticle | None) -> str:
    reasons = [one.reason for one in outline.edition.corrections_of(article.article.id)] if article else []
    release = outline.edition.release
    why = "；".join(reasons) or (release.reason if release else "")
    told = f"这是第 {before.release} 次付印的文字，更正以前的，留作查考。" + (f"更正：{why}。" if why else "")
    note = tag("p", text(told), tag("a", "更正后的文字", href=file), class_="draft")
    return _page(outline, f"更正前：{before.title}", note, before.text)


def _withdrawn(outline: Outline, before: FormerArticle) -> str:
    release = outline.edition.release
    why = f"：{release.reason}" if release and release.reason else ""
    told = f"本稿在第 {before.release} 次付印以后撤下{why}。以下是当时的文字，留作查考。"
    note = tag("p", text(told), tag("a", "本期现在的版面", href="index.html"), class_="draft")
    return _page(outline, f"已撤下：{before.title}", note, before.text)


def _page(outline: Outline, title: str, note: str, words: str) -> str:
    body = tag("div", *(tag("p", text(line)) for line in words.splitlines() if line), class_="body")
    article = tag("article", tag("header", tag("h1", text(title))), body, lang=outline.edition.language)
    main = tag("main", note, article, id="main")
    return document(outline, title, [main], kind="article-view", scripts=("search.js", "calendar.js"))
