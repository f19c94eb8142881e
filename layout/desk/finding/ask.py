"""Asking the kept index: several words, all of which must stand in a story, phrases in quotes, days, kind, head."""

from __future__ import annotations

import json
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


@dataclass(frozen=True, slots=True)
class Found:
    """The stories that are listed, and how many answer in all."""

    hits: tuple[Hit, ...]
    total: int


_FACTS = (
    "SELECT s.number, coalesce(i.day, ''), coalesce(p.page, 0), coalesce(p.section, ''), s.story, s.kind, s.title,"
    " s.name, s.head, s.body"
)
_FROM = (
    " FROM story s LEFT JOIN issue i ON i.number = s.number"
    " LEFT JOIN page p ON p.number = s.number AND p.story = s.story WHERE "
)
_ORDER = " ORDER BY coalesce(i.day, '') DESC, s.number, coalesce(p.page, 0), s.story"


def ask(base: sqlite3.Connection, wanted: Query, most: int) -> Found:
    """Return the first `most` stories that answer, newest first, or those that the words weigh most in.

    By day only the texts of those that are listed are read out; a word that every story has costs no more than another.
    """
    parts = parts_of(wanted.words)
    if not parts:
        return Found((), 0)
    where, given = _conditions(wanted, parts)
    condition = " AND ".join(where)
    if wanted.weight:
        hits = [_hit(row, parts, wanted) for row in base.execute(_FACTS + _FROM + condition + _ORDER, given)]
        hits.sort(key=lambda hit: hit.weight, reverse=True)
        return Found(tuple(hits[:most]), len(hits))
    ids = [row[0] for row in base.execute("SELECT s.id" + _FROM + condition + _ORDER, given)]
    chosen = "s.id IN (SELECT value FROM json_each(?))"  # any number of them
    rows = base.execute(_FACTS + _FROM + chosen + _ORDER, (json.dumps(ids[:most]),))
    return Found(tuple(_hit(row, parts, wanted) for row in rows), len(ids))


def _hit(row: tuple[Any, ...], parts: tuple[str, ...], wanted: Query) -> Hit:
    *facts, head, body = row
    in_head = sum(head.count(part) for part in parts)
    in_body = 0 if wanted.head else sum(body.count(part) for part in parts)
    told: list[Any] = [*facts, in_head + in_body, _HEAD_WEIGHT * in_head + in_body]
    return Hit(*told)


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
