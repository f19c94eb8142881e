"""A question put to a published folder: what is found of it in an issue, or in all of them, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from layout.desk.finding.ask import parts_of
from layout.desk.serving.answers import HitPage, NamedIssue, issue_of
from layout.desk.serving.shelf import candidates
from layout.desk.serving.words import PrintedHit, hits, terms, words_of_issue
from layout.text.folded import folded

PAGE_HITS = 50
"""Hits on one page of an answer."""

PAGES_MOST = 40
"""Pages of an answer over all issues."""

LOOKED_INTO = 200
"""Issues that one question over all of them may look into: the index has let through what may answer, newest first."""

TERMS_MOST = 10
"""Terms that are proposed."""


def find_in_issue(folder: Path, number: int, words: str, page: int) -> HitPage:
    """Return a page of what an issue has. Raises OSError and ValueError where there is no such issue."""
    web = folder / str(number) / "web"
    issue, passages = issue_of(web), words_of_issue(web)
    parts = parts_of(words)
    found = list(hits(passages, parts)) if parts else []
    first = page * PAGE_HITS
    sizes = [len(hit.parts) for hit in found]
    shown = tuple((issue, hit) for hit in found[first : first + PAGE_HITS])
    return HitPage(shown, sum(sizes[:first]), sum(sizes), len(found) > first + PAGE_HITS)


def find_in_all(folder: Path, words: str, page: int) -> HitPage:
    """Return a page of what all issues have, the newest first; how much that is in all is not counted.

    Raises OSError and ValueError where the folder has no index, or a damaged one.
    """
    parts = parts_of(words)
    if not parts or page >= PAGES_MOST:
        return HitPage((), 0, -1, more=False)
    first = page * PAGE_HITS
    found = list(islice(_all(folder, parts), first + PAGE_HITS + 1))
    before = sum(len(hit.parts) for _, hit in found[:first])
    more = len(found) > first + PAGE_HITS and page + 1 < PAGES_MOST
    return HitPage(tuple(found[first : first + PAGE_HITS]), before, -1, more)


def _all(folder: Path, parts: tuple[str, ...]) -> Iterator[tuple[NamedIssue, PrintedHit]]:
    for one in islice(candidates(folder, parts), LOOKED_INTO):
        web = folder / one.folder / "web"
        issue = issue_of(web)
        for hit in hits(words_of_issue(web), parts, one.owners):
            yield issue, hit


def propose(folder: Path, number: int, begun: str, least: int) -> list[tuple[str, int]]:
    """Return terms of an issue that begin as was typed. Raises OSError and ValueError where there is no such issue."""
    plain = folded(begun)
    return terms(words_of_issue(folder / str(number) / "web"), plain, TERMS_MOST, least) if plain else []
