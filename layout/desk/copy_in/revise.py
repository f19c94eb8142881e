"""Revised copy put over a story that the desk has worked on: the author's changes in, the desk's own kept.

Three texts are held together: the story as the last import wrote it, as the desk has it now, and the new copy. What
only the author changed is taken, what only the desk changed stays; where both did, the new words stand and the desk's
are kept in a query mark, which blocks a release until someone chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from layout.desk.copy_in.transplant import bare, transplanted
from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import dataclass
from layout.ground.expression import expression
from layout.issue.copyfile import CopyFile
from layout.issue.tree import read_tree
from layout.journal import YamlEdit, edited

_FRONT = expression(r"\A---[ \t]*\n(.*?)^---[ \t]*\n?", re.S | re.M)
_FIELDS = ("head.kicker", "head.main", "head.deck", "byline", "dateline", "sign")
_PHOTO = ("caption", "credit")
_SIMILAR = 0.4


@dataclass(frozen=True, slots=True)
class Revised:
    """A story revised: its text, what differs (`-` old, `+` new words, with the key or `body`), what needs a look.

    `conflicts` are (key, the desk's words), `lost` marks that found no place.
    """

    text: str
    differences: tuple[tuple[str, str, str], ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    lost: tuple[str, ...] = ()

    def shown(self) -> Iterator[str]:
        """Yield the differences as lines for people."""
        for sign, key, words in self.differences:
            yield f"{sign} {'' if key == 'body' else f'{key}: '}{words}"

    def record(self) -> list[dict[str, str]]:
        """Return the differences as plain data."""
        return [{"sign": sign, "key": key, "text": words} for sign, key, words in self.differences]

    def remarks(self, at: Place) -> list[Diagnostic]:
        """Return what is to be said of it."""
        removed = sum(sign == "-" and key == "body" for sign, key, _ in self.differences)
        added = sum(sign == "+" and key == "body" for sign, key, _ in self.differences)
        both = min(removed, added)
        said = [Diagnostic.make("D126", Severity.NOTE, at, changed=both, added=added - both, removed=removed - both)]
        said += [Diagnostic.make("D127", Severity.WARNING, at, key=key, text=text) for key, text in self.conflicts]
        return said + [Diagnostic.make("D128", Severity.WARNING, at, text=text) for text in self.lost]


def revise(desk: str, base: str | None, new: str) -> Revised:
    """Return the desk's story with the author's changes. Without `base` the desk is taken to have added marks only."""
    job = _Revision(desk, desk if base is None else base, new)
    return job.done()


class _Revision:
    """One revision at work."""

    def __init__(self, desk: str, base: str, new: str) -> None:
        self.desk, self.base, self.new = desk, base, new
        self.differences: list[tuple[str, str, str]] = []
        self.conflicts: list[tuple[str, str]] = []
        self.lost: list[str] = []

    def done(self) -> Revised:
        if not _FRONT.match(self.desk) or not _FRONT.match(self.new):
            return Revised(self.new)
        text = self._front()
        match = _FRONT.match(text)
        front = match[0] if match else ""
        body = "\n\n".join(self._body(_blocks(self.base), _blocks(text), _blocks(self.new)))
        return Revised(
            f"{front}\n{body}\n", tuple(self.differences), tuple(self.conflicts), tuple(dict.fromkeys(self.lost))
        )

    # Front matter

    def _front(self) -> str:
        desk, base, new = (_data(text) for text in (self.desk, self.base, self.new))
        text = self.desk
        for key in _FIELDS:
            path = tuple(key.split("."))
            value = self._merged(key, _get(desk, path), _get(base, path), _get(new, path))
            text = self._set(text, path, value, _get(desk, path))
        text = self._photos(text, desk, base, new)
        return self._set(text, ("source",), _get(new, ("source",)), _get(desk, ("source",)))

    def _merged(self, key: str, desk: Any, base: Any, new: Any) -> Any:
        """Return what a field is to hold; the three values are compared by their words."""
        if _words(new) == _words(base) or _words(new) == _words(desk):
            return desk
        self.differences += [("-", key, _words(desk))] if _words(desk) else []
        self.differences += [("+", key, _words(new))] if _words(new) else []
        if _words(desk) == _words(base):
            return new
        self.conflicts.append((key, _words(desk)))
        if not _words(new):
            return desk
        note = _noted(_words(desk))
        lines = new if isinstance(new, list) else [new]
        marked = [*lines[:-1], f"{{{{query: {lines[-1]}｜编辑作：{note}}}}}"]
        return marked if isinstance(new, list) else marked[0]

    def _set(self, text: str, path: tuple[Any, ...], value: Any, old: Any) -> str:
        if value == old or (not value and not old):
            return text
        how = YamlEdit(path, value) if value else YamlEdit(path, how="remove")
        done = edited(text, how, front_matter=True)
        if done is None:
            self.conflicts.append((".".join(map(str, path)), _words(value)))
        return done or text

    def _photos(self, text: str, desk: Any, base: Any, new: Any) -> str:
        """Merge the photographs: those with the same file keep the desk's crop and columns."""
        theirs, ours, before = (_get(data, ("photos",)) or [] for data in (new, desk, base))
        for nth, photo in enumerate(theirs):
            at = next((n for n, one in enumerate(ours) if one.get("file") == photo.get("file") and n >= nth), None)
            if at is None and photo.get("file") is None and nth < len(ours):
                at = nth
            if at is None:
                ours = [*ours, photo]
                self.differences.append(("+", "photos", _words(photo.get("file"))))
                text = edited(text, YamlEdit(("photos", len(ours) - 1), photo), front_matter=True) or text
                continue
            old = next((one for one in before if one.get("file") == photo.get("file")), ours[at])
            for key in _PHOTO:
                value = self._merged(f"photos.{at}.{key}", ours[at].get(key), old.get(key), photo.get(key))
                text = self._set(text, ("photos", at, key), value, ours[at].get(key))
        return text

    # Body

    def _body(self, base: list[str], desk: list[str], new: list[str]) -> list[str]:
        """Return the paragraphs of all three held together, region by region between those that all have."""
        plain = [[bare(one) for one in side] for side in (base, desk, new)]
        in_desk, in_new = _matches(plain[0], plain[1]), _matches(plain[0], plain[2])
        found: list[str] = []
        b = d = n = 0
        for nth in (*(i for i in range(len(base)) if i in in_desk and i in in_new), len(base)):
            to_d, to_n = in_desk.get(nth, len(desk)), in_new.get(nth, len(new))
            found += self._region(base[b:nth], desk[d:to_d], new[n:to_n])
            if nth < len(base):
                found.append(desk[to_d])
            b, d, n = nth + 1, to_d + 1, to_n + 1
        return [one for one in found if one.strip()]

    def _region(self, base: list[str], desk: list[str], new: list[str]) -> list[str]:
        if len(base) == len(desk) == len(new) > 1:
            rows = zip(base, desk, new, strict=True)
            return [one for row in rows for one in self._region(*([side] for side in row))]
        old, ours, theirs = ([bare(one) for one in side] for side in (base, desk, new))
        if theirs in (old, ours):
            return desk
        self.differences += [("-", "body", one) for one in ours if one not in theirs]
        self.differences += [("+", "body", one) for one in theirs if one not in ours]
        if ours == old:
            return self._with_marks(desk, new)
        missing = [one for one, words in zip(desk, ours, strict=True) if words not in old]
        words = "／".join(bare(one) for one in missing)
        self.conflicts.append(("body", words))
        if not new:
            return [f"{{{{query: {_inner(one)}｜新稿里没有这一段}}}}" for one in desk]
        told = self._with_marks(desk, new)
        return [*told[:-1], f"{told[-1]}{{{{query: 编辑作：{_noted(words)}}}}}"] if words else told

    def _with_marks(self, desk: list[str], new: list[str]) -> list[str]:
        """Return new paragraphs with the marks of the old ones that they reword."""
        found = []
        left = list(desk)
        for one in new:
            near = max(left, key=lambda old: _likeness(old, one), default=None)
            if near is None or _likeness(near, one) < _SIMILAR:
                found.append(one)
                continue
            left.remove(near)
            told, lost = transplanted(near, one)
            self.lost += lost
            found.append(told)
        self.lost += [mark for one in left for mark in transplanted(one, "")[1]]
        return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, bare(one), bare(other), autojunk=False).ratio()


def _matches(base: list[str], other: list[str]) -> dict[int, int]:
    """Return which paragraph of another text is which of the base, by their words."""
    found = {}
    for block in SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks():
        found.update({block.a + nth: block.b + nth for nth in range(block.size)})
    return found


def _blocks(text: str) -> list[str]:
    """Return the paragraphs of a story's body."""
    body = _FRONT.sub("", text, count=1)
    return [one.strip("\n") for one in re.split(r"\n[ \t\u3000]*\n", body) if one.strip()]


def _data(text: str) -> Any:
    match = _FRONT.match(text)
    tree, _ = read_tree(CopyFile("", match[1])) if match else (None, ())
    return tree.plain() if tree is not None else {}


def _get(data: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _words(value: Any) -> str:
    lines = value if isinstance(value, list) else [value]
    return " ".join(bare(str(line)) for line in lines if line)


def _noted(text: str) -> str:
    """Return words as the note of a mark."""
    return re.sub(r"[{}|｜]", lambda match: "\\" + match[0], text)


def _inner(text: str) -> str:
    """Return a paragraph as the text of a mark: an opening sign of its own would print there."""
    return re.sub(r"^(?:## |- )", "", text)
