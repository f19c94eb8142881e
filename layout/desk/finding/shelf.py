"""The kept index of all copy: SQLite's full text search over sequences of three characters, file by file.

A file is read again when its size or time has changed, and indexed again when its content has: bringing the index up
to date costs a look at each file's entry and the work on those that changed. It lies in the output's cache and can be
lost.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from layout.ground.dataclass import dataclass
from layout.issue.copyfile import read_copy_file
from layout.issue.reader import ISSUE_FILE
from layout.issue.story import read_story
from layout.issue.tree import read_tree
from layout.text.folded import folded

_FORM = 1
"""Changes when the tables do; an index of another form is made anew."""

_TABLES = """
CREATE TABLE issue (number INTEGER PRIMARY KEY, stamp TEXT, day TEXT);
CREATE TABLE page (number INTEGER, story TEXT, page INTEGER, section TEXT, PRIMARY KEY (number, story)) WITHOUT ROWID;
CREATE TABLE story (id INTEGER PRIMARY KEY, number INTEGER, name TEXT, stamp TEXT, digest TEXT, story TEXT, kind TEXT,
                    title TEXT, head TEXT, body TEXT, UNIQUE (number, name));
CREATE VIRTUAL TABLE words USING fts5 (head, body, content='story', content_rowid='id', detail=none,
                                       tokenize='trigram case_sensitive 1');
"""


@dataclass(frozen=True, slots=True)
class _File:
    number: int
    path: Path
    stamp: str


def open_shelf(issues: Path, kept: Path) -> sqlite3.Connection:
    """Return the index of all copy below `issues`, up to date; it is kept in the file `kept`.

    A damaged index, or one of another program, is made anew. Where the file cannot be written the index is made in
    memory. Raises OSError where the issues cannot be listed.
    """
    files = sorted(_files(issues), key=lambda file: (file.number, file.path.name))
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        return _filled(kept, files)
    except sqlite3.OperationalError as fault:
        if "locked" in str(fault) or not os.access(kept.parent, os.W_OK):
            return _filled(None, files)
    except sqlite3.DatabaseError:
        pass
    except OSError:
        return _filled(None, files)
    for path in (kept, kept.with_name(f"{kept.name}-journal")):
        path.unlink(missing_ok=True)
    return _filled(kept, files)


def _files(issues: Path) -> Iterator[_File]:
    for folder in os.scandir(issues):
        if not (folder.name.isascii() and folder.name.isdecimal() and folder.is_dir()):
            continue
        for entry in os.scandir(folder.path):
            is_copy = entry.name == ISSUE_FILE or entry.name.lower().endswith(".md")
            if is_copy and not entry.name.startswith((".", "README")):
                told = entry.stat()
                yield _File(int(folder.name), Path(entry.path), f"{told.st_size}-{told.st_mtime_ns}")


def _filled(kept: Path | None, files: list[_File]) -> sqlite3.Connection:
    base = sqlite3.connect(kept or ":memory:", timeout=10)
    try:
        base.execute("PRAGMA synchronous = OFF")  # what a power cut spoils is made again
        if base.execute("PRAGMA user_version").fetchone()[0] != _FORM:
            for name in ("words", "issue", "page", "story"):
                base.execute(f"DROP TABLE IF EXISTS {name}")
            base.executescript(_TABLES)
            base.execute(f"PRAGMA user_version = {_FORM}")
        with base:
            _bring_up(base, files)
    except BaseException:
        base.close()
        raise
    return base


def _bring_up(base: sqlite3.Connection, files: list[_File]) -> None:
    known = {(number, name): stamp for number, name, stamp in base.execute("SELECT number, name, stamp FROM story")}
    heads = dict(base.execute("SELECT number, stamp FROM issue"))
    for file in files:
        if file.path.name == ISSUE_FILE:
            if heads.pop(file.number, "") != file.stamp:
                _take_issue(base, file)
        elif known.pop((file.number, file.path.name), "") != file.stamp:
            _take_story(base, file)
    for number, name in known:
        _drop_story(base, number, name)
    for number in heads:
        base.execute("DELETE FROM issue WHERE number = ?", (number,))
        base.execute("DELETE FROM page WHERE number = ?", (number,))


def _take_issue(base: sqlite3.Connection, file: _File) -> None:
    """Take in an issue's day and what stands on which page; of a file that cannot be read what can be."""
    base.execute("DELETE FROM page WHERE number = ?", (file.number,))
    copy, _ = read_copy_file(file.path, ISSUE_FILE)
    tree = read_tree(copy)[0] if copy is not None else None
    plain = tree.plain() if tree is not None else {}
    issue = plain.get("issue") if isinstance(plain, dict) else None
    day = str(issue.get("date", "")) if isinstance(issue, dict) else ""
    base.execute("REPLACE INTO issue VALUES (?, ?, ?)", (file.number, file.stamp, day))
    pages = plain.get("pages") if isinstance(plain, dict) else None
    for page in pages if isinstance(pages, list) else ():
        if isinstance(page, dict) and isinstance(page.get("stories"), list):
            for story in page["stories"]:
                told = (file.number, str(story), page.get("no", 0), str(page.get("name", "")))
                base.execute("REPLACE INTO page VALUES (?, ?, ?, ?)", told)


def _take_story(base: sqlite3.Connection, file: _File) -> None:
    try:
        digest = hashlib.sha256(file.path.read_bytes()).hexdigest()
    except OSError:
        digest = ""
    key = (file.number, file.path.name)
    told = base.execute("SELECT digest FROM story WHERE number = ? AND name = ?", key).fetchone()
    if told is not None and told[0] == digest:
        base.execute("UPDATE story SET stamp = ? WHERE number = ? AND name = ?", (file.stamp, *key))
        return
    _drop_story(base, *key)
    copy, _ = read_copy_file(file.path, file.path.name)
    story = read_story(copy).story if copy is not None else None
    row: tuple[str, ...]
    if copy is None:
        row = ("", "", "", "", "")
    elif story is None:  # its front matter is broken: what it says can be found all the same
        row = (file.path.stem, "", "", "", folded(copy.text))
    else:
        heads = (story.head.kicker, *story.head.main, story.head.deck)
        words = [paragraph.text for paragraph in story.paragraphs]
        words += [story.byline, story.sign, *(f"{photo.caption} {photo.credit}" for photo in story.photos)]
        # A mark between parts, so that no word is found that only their meeting makes.
        said = ("\n".join(map(folded, one)) for one in (heads, words))
        row = (story.id, story.kind, story.head.title, *said)
    base.execute(
        "INSERT INTO story (number, name, stamp, digest, story, kind, title, head, body) VALUES (?,?,?,?,?,?,?,?,?)",
        (*key, file.stamp, digest, *row),
    )
    base.execute("INSERT INTO words (rowid, head, body) VALUES (last_insert_rowid(), ?, ?)", row[3:])


def _drop_story(base: sqlite3.Connection, number: int, name: str) -> None:
    row = base.execute("SELECT id, head, body FROM story WHERE number = ? AND name = ?", (number, name)).fetchone()
    if row is not None:
        base.execute("INSERT INTO words (words, rowid, head, body) VALUES ('delete', ?, ?, ?)", row)
        base.execute("DELETE FROM story WHERE id = ?", row[:1])
