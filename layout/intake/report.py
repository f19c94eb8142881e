"""What an editor reads of an import: guesses with their line, what rules converted, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from layout.diagnostics import Diagnostic, Place, Severity
from layout.intake.account import AccountEntry, Conversion
from layout.intake.bring import Brought, BroughtStory
from layout.intake.rules import CONVERTED, GUESSES, LEFT, PARTS, ImportRule

_SHOWN = 60
"""Characters of a piece of copy shown in a diagnostic; the JSON report has all of them."""
_MOST = 25
"""Diagnostics of one rule; the rest are summed up in the last."""
_UNKNOWN = ImportRule("没有名目的处理", "a rule without a name", "warning")
_VOICES = {"warning": Severity.WARNING, "note": Severity.NOTE}


def report(name: str, brought: Brought, folder: str) -> list[Diagnostic]:
    """Return the diagnostics of one file's import. `folder` is the issue's, as the desk knows it."""
    whole = Place(name)
    if brought.refused is not None:
        code, why, reason = brought.refused
        return [Diagnostic.make(code, Severity.ERROR, whole, why=why, reason=reason)]
    remarks: list[Diagnostic] = []
    balance = brought.balance
    if balance is not None and not balance.holds:
        words = (*balance.unaccounted, balance.lost, balance.foreign)
        remarks.append(
            Diagnostic.make(
                "D113", Severity.ERROR, whole, count=balance.missing, words=_short("；".join(filter(None, words)))
            )
        )
    for before, after in balance.moved if balance is not None else ():
        remarks.append(Diagnostic.make("D137", Severity.WARNING, whole, before=before, after=after))
    for story in brought.stories:
        remarks += _of_story(story, f"{folder}/{story.ident}.md", whole)
    remarks += _left(brought, whole)
    remarks += _converted(brought, whole)
    return remarks


def _of_story(story: BroughtStory, file: str, whole: Place) -> Iterator[Diagnostic]:
    for style, count in story.unknown:
        yield Diagnostic.make("D110", Severity.WARNING, whole, style=style, count=count)
    for guess in story.guesses:
        zh, en, key = PARTS[guess.part]
        why, reason = GUESSES[guess.why]
        line = story.lines.get(guess.key, 0)
        yield Diagnostic.make(
            "D114", Severity.NOTE, Place(file, line, 1 if line else 0), part=zh, role=en, key=key,
            text=_short(guess.text, 40), why=why, reason=reason, paragraph=guess.place or "",
        )  # fmt: skip
    for place, before, after in story.healed:
        if before:
            yield Diagnostic.make("D117", Severity.NOTE, whole, paragraph=place, before=before, after=after)
    if wrapped := sum(not before for _, before, _ in story.healed):
        yield Diagnostic.make("D118", Severity.NOTE, whole, count=wrapped)
    yield from _of_pictures(story, file, whole)


def _of_pictures(story: BroughtStory, file: str, whole: Place) -> Iterator[Diagnostic]:
    kinds = {
        "rule": ("线条", "a rule"),
        "logo": ("标志或小图", "a logo"),
        "repeated": ("反复出现的花饰", "an ornament"),
    }
    for picture in story.pictures:
        if picture.fate == "missing":
            yield Diagnostic.make("D112", Severity.WARNING, whole, name=_short(picture.name), paragraph=picture.place)
        elif picture.fate == "unprintable":
            yield Diagnostic.make("D111", Severity.WARNING, whole, kind=picture.why, file=picture.path)
        elif picture.fate == "ornament":
            zh, en = kinds[picture.why]
            yield Diagnostic.make("D119", Severity.NOTE, whole, what=zh, kind=en, file=picture.path)
        elif picture.rules:
            turned = "upright" in picture.rules
            what, how = ("转正", "turned upright") if turned else ("转成 PNG 或 JPEG", "redrawn as PNG or JPEG")
            yield Diagnostic.make("D124", Severity.NOTE, whole, file=picture.path, what=what, how=how)


def left_pieces(brought: Brought) -> list[tuple[str, int, str, str]]:
    """Return what was left out: rule, paragraph, part of the package (empty: the body), words."""
    return _grouped(brought.left, brought.changes)


def _grouped(entries: Iterable[AccountEntry], changes: Iterable[Conversion]) -> list[tuple[str, int, str, str]]:
    """Return pieces that stand together as one, so that a sentence is told whole and not run by run."""
    rows = [(entry.rule, entry.place, entry.key[0], entry.source) for entry in entries if entry.source.strip()]
    rows += [(change.rule, change.place, "", change.taken) for change in changes if change.left and change.taken]
    return [
        (rule, place, part, "".join(row[3] for row in same).strip())
        for (rule, place, part), same in groupby(rows, key=lambda row: row[:3])
    ]


def _left(brought: Brought, whole: Place) -> Iterator[Diagnostic]:
    told: Counter[str] = Counter()
    for rule, place, _, words in left_pieces(brought):
        known = LEFT.get(rule, _UNKNOWN)
        if known.voice == "quiet" or rule == "linked":
            continue
        told[rule] += 1
        if told[rule] <= _MOST:
            yield Diagnostic.make(
                "D116", _VOICES[known.voice], whole, what=known.zh, kind=known.en, paragraph=place or "",
                text=_short(" ".join(words.split())),
            )  # fmt: skip
    for rule, count in told.items():
        if count > _MOST:
            known = LEFT.get(rule, _UNKNOWN)
            yield Diagnostic.make(
                "D125", _VOICES[known.voice], whole, what=known.zh, kind=known.en, count=count - _MOST
            )


def _converted(brought: Brought, whole: Place) -> Iterator[Diagnostic]:
    counts: Counter[str] = Counter()
    samples: dict[str, list[str]] = {}
    for rule, words in converted_pieces(brought):
        counts[rule] += 1
        samples.setdefault(rule, []).append(words)
    for rule, count in counts.items():
        known = CONVERTED.get(rule, _UNKNOWN)
        if known.voice != "quiet":
            shown = _short("、".join(dict.fromkeys(_short(words, 16) for words in samples[rule] if words)))
            yield Diagnostic.make(
                "D115", _VOICES[known.voice], whole, what=known.zh, kind=known.en, count=count, text=shown
            )


def converted_pieces(brought: Brought) -> list[tuple[str, str]]:
    """Return what was converted: rule and the words as they are set."""
    found = [(entry.rule, entry.out.strip()) for entry in brought.converted if entry.out.strip()]
    return found + [(change.rule, change.put) for change in brought.changes if change.put and not change.taken]


def _short(text: str, most: int = _SHOWN) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def ledger_record(brought: Brought) -> dict[str, int]:
    """Return the sums of the ledger as plain data."""
    balance = brought.balance
    if balance is None:
        return {}
    return {
        "characters": balance.characters,
        "set": balance.set,
        "converted": balance.converted,
        "left_out": balance.left,
        "unaccounted": balance.missing,
        "objects": balance.things,
        "objects_set": balance.things_set,
        "objects_left_out": balance.things_left,
    }
