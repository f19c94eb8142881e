"""Asking the kept index: several words, all of which must stand in a story, phrases in quotes, days, kind, head."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from layout.ground.dataclass import dataclass
from layout.text.folded import folded

_PARTS = re.compile('[“”"「『＂]([^“”"」』＂]*)(?:[“”"」』＂]|$)|([^\\s“”"「『＂]+)')
_MOST_TERMS = 12
_HEAD_WEIGHT = 8
"""A word in the head weighs as much as so many in the body."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for: words as typed, the days between which (ISO, empty: any), a kind, in heads only, by weight."""

    words: str
    since: str = ""
    until: str = ""
    kind: str = ""
    section: str = ""
    head: bool = False
    weight: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A story that answers: where it stands, how often the words stand in it."""

    number: int
    day: str
    page: int
    section: str
    story: str
    kind: str
    title: str
    file: str
    count: int
    weight: int


def parts_of(words: str) -> tuple[str, ...]:
    """Return what is sought, folded: words between blanks, phrases in quotes, none twice."""
    found = (folded(phrase if phrase is not None else word) for phrase, word in _groups(words))
    return tuple(dict.fromkeys(part for part in found if part))


def _groups(words: str) -> Iterator[tuple[str | None, str]]:
    for match in _PARTS.finditer(words):
        yield match[1], match[2] or ""


def ask(base: sqlite3.Connection, wanted: Query) -> tuple[Hit, ...]:
    """Return the stories that answer, newest first, or those that the words weigh most in."""
    parts = parts_of(wanted.words)
    if not parts:
        return ()
    where, given = _conditions(wanted, parts)
    rows = base.execute(
        "SELECT s.number, coalesce(i.day, ''), coalesce(p.page, 0), coalesce(p.section, ''), s.story, s.kind, s.title,"
        " s.name, s.head, s.body FROM story s LEFT JOIN issue i ON i.number = s.number"
        f" LEFT JOIN page p ON p.number = s.number AND p.story = s.story WHERE {' AND '.join(where)}",
        given,
    )
    found = []
    for row in rows:
        *facts, head, body = row
        in_head = sum(head.count(part) for part in parts)
        in_body = 0 if wanted.head else sum(body.count(part) for part in parts)
        told: list[Any] = [*facts, in_head + in_body, _HEAD_WEIGHT * in_head + in_body]
        found.append(Hit(*told))
    found.sort(key=lambda hit: (hit.number, hit.page, hit.story))
    found.sort(key=lambda hit: (hit.weight if wanted.weight else 0, hit.day), reverse=True)
    return tuple(found)


def _conditions(wanted: Query, parts: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the conditions and what they are given. Words of one or two characters are sought in the texts as such."""
    where: list[str] = []
    given: list[str] = []
    terms = dict.fromkeys(part[at : at + 3] for part in parts for at in range(len(part) - 2))
    if terms:
        some = list(terms)[:: max(1, len(terms) // _MOST_TERMS)]
        quoted = " AND ".join('"' + term.replace('"', '""') + '"' for term in some)
        where.append("s.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
        given.append(quoted)
    for part in parts:
        places = ("s.head",) if wanted.head else ("s.head", "s.body")
        where.append(f"({' OR '.join(f'instr({place}, ?) > 0' for place in places)})")
        given += [part] * len(places)
    for column, value in (("i.day >=", wanted.since), ("i.day <=", wanted.until), ("s.kind =", wanted.kind),
                          ("p.section =", wanted.section)):  # fmt: skip
        if value:
            where.append(f"{column} ?")
            given.append(value)
    return where, given
