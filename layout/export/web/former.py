"""Articles and pages as they were in earlier releases: kept to be read, and linked with what took their place.

An address that was given out goes on working: an article that was changed links to its former states and they to it;
one that was withdrawn 撤稿 still stands at its own address and says so; one that got another id is found from the old
address, and so is the issue from a page that it has no more.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.export.web.feeds import plain_text
from layout.export.web.markup import document, tag, text
from layout.export.web.names import article_file
from layout.export.web.outline import Amendment, Earlier, FormerArticle, FormerPage
from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.export.web.outline import Outline, WebArticle

_Line = list[tuple[int, str]]
"""An article through the releases: in which of them it was, and its name there."""


@dataclass(frozen=True, slots=True)
class _Article:
    """An article of a release: the story's id, its title and its text."""

    id: str
    title: str
    text: str

    @property
    def copy(self) -> str:
        """The text without its last line, which says where it is printed."""
        return self.text.rstrip("\n").rpartition("\n")[0]


@dataclass(frozen=True, slots=True)
class _FormerEdition:
    """A release: when and why it was made, its articles by name, its corrections, its pages' titles by file."""

    release: int
    day: date | None
    reason: str
    articles: Mapping[str, _Article]
    corrections: tuple[tuple[str, str, str], ...]
    pages: Mapping[str, str]

    def made(self, name: str) -> Counter[tuple[str, str]]:
        """Return day and reason of an article's corrections."""
        story = self.articles[name].id
        return Counter((day, reason) for day, of, reason in self.corrections if of == story)


def _editions(former: Sequence[Path]) -> Iterator[_FormerEdition]:
    """Yield what earlier web editions say of themselves; one that cannot be read is left out."""
    for nth, folder in enumerate(former, 1):
        try:
            yield _edition(json.loads((folder / "issue.json").read_text("utf-8")), nth, folder)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue


def _edition(facts: Mapping[str, Any], nth: int, folder: Path) -> _FormerEdition:
    articles = {}
    for one in facts["articles"]:
        name = str(one["file"])[len("article-") : -len(".html")]
        path = folder / "text" / f"{name}.txt"
        if path.is_file():
            articles[name] = _Article(str(one.get("id", name)), str(one["title"]), path.read_text("utf-8"))
    listed = (one for one in facts.get("corrections", ()) if one.get("listed", True))
    return _FormerEdition(
        int(facts.get("release") or nth),
        date.fromisoformat(facts["day"]) if facts.get("day") else None,
        str(facts.get("reason", "")),
        articles,
        tuple((str(one["date"]), str(one["story"]), str(one["reason"])) for one in listed),
        {str(page["file"]): str(page["title"]) for page in facts.get("pages", ())},
    )


def _present(outline: Outline) -> _FormerEdition:
    edition = outline.edition
    release = edition.release
    return _FormerEdition(
        release.number if release else 0,
        edition.made_on,
        release.reason if release else "",
        {one.name: _Article(one.article.id, one.title, plain_text(outline, one)) for one in outline.articles},
        tuple((one.date.isoformat(), one.story, one.reason) for one in edition.corrections),
        {page.file: page.title for page in outline.pages},
    )


def former_of(outline: Outline, former: Sequence[Path]) -> Earlier:
    """Return what earlier releases had that this edition has not; `former` are their web editions, oldest first.

    A state of an article is told once, of the last release that had it.
    """
    editions = (*_editions(former), _present(outline))
    now = editions[-1]
    lines = _lines(editions)
    states: dict[str, list[FormerArticle]] = {}
    moved: dict[str, str] = {}
    used: Counter[str] = Counter()
    for line, runs, nth in sorted(_states(editions, lines), key=lambda one: one[1][one[2]][-1][0]):
        at, name = runs[nth][-1]
        own = line[-1][1]
        gone = nth == len(runs) - 1 and name not in now.articles
        used[name] += not gone
        file = f"before-{name}.html" if used[name] == 1 else f"before-{name}-{used[name]}.html"
        until = editions[runs[nth + 1][0][0]] if nth + 1 < len(runs) else editions[at + 1]
        held = editions[runs[nth + 1][-1][0]].made(runs[nth + 1][-1][1]) if nth + 1 < len(runs) else Counter()
        listed = [Amendment(date.fromisoformat(day), why) for day, why in sorted(held - editions[at].made(name))]
        told = listed or [Amendment(until.day or outline.edition.made_on, until.reason)]
        before = editions[at].articles[name]
        state = FormerArticle(
            editions[at].release, before.title, before.text, article_file(name) if gone else file, tuple(told),
            bool(listed),
        )  # fmt: skip
        states.setdefault(own, []).append(state)
    for line in lines:
        own = line[-1][1]
        moved |= {name: own for _, name in line if name not in now.articles and name not in states and name != own}
    return Earlier({name: tuple(found) for name, found in states.items()}, moved, tuple(_gone_pages(editions)))


def _lines(editions: Sequence[_FormerEdition]) -> list[_Line]:
    """Return every article's way through the releases: by its name, and where that ends, by what it says."""
    lines: list[_Line] = []
    last: dict[str, _Line] = {}
    for at, edition in enumerate(editions):
        renamed = _renamed(editions[at - 1], edition, last) if at else {}
        for name in edition.articles:
            line = last.pop(renamed.get(name, name), None)
            if line is None:
                line = []
                lines.append(line)
            line.append((at, name))
            last[name] = line
    return lines


def _renamed(before: _FormerEdition, after: _FormerEdition, known: Mapping[str, _Line]) -> dict[str, str]:
    """Return the former name of each article that a release has by a new one: no other has its copy, or its title."""
    found: dict[str, str] = {}
    gone = [name for name in before.articles if name not in after.articles]
    new = [name for name in after.articles if name not in known]
    for part in ("copy", "title"):
        left = Counter(getattr(before.articles[name], part) for name in gone)
        come = Counter(getattr(after.articles[name], part) for name in new)
        for name in new:
            said = getattr(after.articles[name], part)
            if said and left[said] == come[said] == 1:
                found[name] = next(one for one in gone if getattr(before.articles[one], part) == said)
        gone = [name for name in gone if name not in found.values()]
        new = [name for name in new if name not in found]
    return found


def _states(editions: Sequence[_FormerEdition], lines: Sequence[_Line]) -> Iterator[tuple[_Line, list[_Line], int]]:
    """Yield every former state of every article: its line, the line cut where the copy changed, and which cut it is."""
    for line in lines:
        runs: list[_Line] = []
        for at, name in line:
            if runs and editions[runs[-1][-1][0]].articles[runs[-1][-1][1]].copy == editions[at].articles[name].copy:
                runs[-1].append((at, name))
            else:
                runs.append([(at, name)])
        is_there = line[-1][0] == len(editions) - 1
        for nth in range(len(runs) - is_there):
            yield line, runs, nth


def _gone_pages(editions: Sequence[_FormerEdition]) -> Iterator[FormerPage]:
    """Yield the pages that earlier releases had at addresses that lead nowhere now."""
    now = editions[-1].pages
    found: dict[str, int] = {}
    for at, edition in enumerate(editions[:-1]):
        found |= {file: at for file in edition.pages if file not in now}
    for file, at in found.items():
        title, until = editions[at].pages[file], editions[at + 1]
        here = next((other for other, name in now.items() if name == title), "")
        yield FormerPage(editions[at].release, title, file, here, until.reason)


def former_pages(outline: Outline) -> Iterator[tuple[str, str]]:
    """Yield (file, page) of what earlier releases had: states of articles, and what stands at their old addresses."""
    there = {article.name: article for article in outline.articles}
    for name, states in outline.former.states.items():
        article = there.get(name)
        for before in states:
            if before.file == article_file(name):
                yield before.file, _withdrawn(outline, before)
            else:
                yield before.file, _former(outline, before, article_file(name), article)
    for name, now in outline.former.moved.items():
        told = there[now].title if now in there else outline.former.states[now][-1].title
        note = _note("本稿的地址改了，", tag("a", text(f"现在的地址：{told}"), href=article_file(now)))
        yield article_file(name), _page(outline, told, note, "", article_file(name))
    for page in outline.former.pages:
        where = "这一版换了地址，" if page.here else f"第 {page.release} 次付印以后没有这一版了{_because(page.why)}。"
        note = _note(where, tag("a", "本期现在的版面", href=page.here or "index.html"))
        yield page.file, _page(outline, page.title, note, "", page.file)


def _former(outline: Outline, before: FormerArticle, file: str, article: WebArticle | None) -> str:
    why = "；".join(made.reason for made in before.made if made.reason)
    told = f"这是第 {before.release} 次付印的文字，更正以前的，留作查考。" + (f"更正：{why}。" if why else "")
    after = "更正后的文字" if article else "撤下以前的文字"
    note = _note(told, tag("a", after, href=file))
    return _page(outline, f"更正前：{before.title}", note, before.text)


def _withdrawn(outline: Outline, before: FormerArticle) -> str:
    told = f"本稿在第 {before.release} 次付印以后撤下{_because(before.made[-1].reason)}。以下是当时的文字，留作查考。"
    states = next(states for states in outline.former.states.values() if before in states)
    kept = [tag("a", text(f"第 {one.release} 次付印的文字"), href=one.file) for one in states[:-1]]
    note = _note(told, "　".join((tag("a", "本期现在的版面", href="index.html"), *kept)))
    return _page(outline, f"已撤下：{before.title}", note, before.text, before.file)


def _because(why: str) -> str:
    return f"：{why}" if why else ""


def _note(told: str, links: str) -> str:
    return tag("p", text(told), links, class_="draft")


def _page(outline: Outline, title: str, note: str, words: str, file: str = "") -> str:
    body = tag("div", *(tag("p", text(line)) for line in words.splitlines() if line), class_="body")
    inside = (tag("header", tag("h1", text(title))), body if words else "")
    article = tag("article", *inside, lang=outline.edition.language)
    main = tag("main", note, article, id="main")
    return document(outline, title, [main], kind="article-view", scripts=("search.js", "calendar.js"), file=file)
