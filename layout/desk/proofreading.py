"""Proofreading 校对 of an issue as the desk asks for it: the text alone, with the house's lists and the last issues."""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import dataclass
from layout.ground.in_place import put_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layout.desk.house import House
    from layout.issue.model import Issue
    from layout.issue.source import SourceMap
    from layout.proofread.read import Memo
    from layout.proofread.remark import Remark

LOOKED_BACK = 10
"""Earlier issues in which a story may have been told already."""

KEPT_STORIES = 2_000
"""Stories whose words are kept between readings."""

_OF_READING = ("I511", "I512", "I513", "I514", "I515", "I516", "I517", "I520", "I521")
"""The reader's own remarks that a proofreader wants in the same list: marks out of balance, wording."""


@dataclass(frozen=True, slots=True)
class Proofread:
    """An issue's text as read: what must be mended, what is to be looked at, and what of the house's files is amiss."""

    issue: Issue | None
    sources: SourceMap
    remarks: tuple[Remark, ...]
    must: tuple[Diagnostic, ...]
    look: tuple[Diagnostic, ...]
    other: tuple[Diagnostic, ...]


def proofread_issue(house: House, number: int) -> Proofread:
    """Read an issue's text; no page is made up."""
    from layout.issue.reader import read_issue

    done = read_issue(house.issue(number))
    # Any fault that stops reading must be told, or an empty list would look like clean copy.
    errors = tuple(remark for remark in done.remarks if remark.severity is Severity.ERROR)
    if done.issue is None:
        return Proofread(None, done.sources, (), (), (), errors)
    found, amiss = remarks_of(house, done.issue, done.sources)
    remarks = tuple(remark.diagnostic(done.sources) for remark in found)
    own = (remark for remark in done.remarks if remark.code in _OF_READING)
    must = sorted((*(remark for remark in remarks if remark.severity is Severity.WARNING), *own), key=_in_order)
    look = sorted(
        (remark for remark in remarks if remark.severity is Severity.NOTE),
        key=lambda remark: -int(str(dict(remark.args)["sure"])),
    )
    return Proofread(done.issue, done.sources, found, tuple(must), tuple(look), (*errors, *amiss))


def _in_order(remark: Diagnostic) -> tuple[str, int, int]:
    at = remark.at if isinstance(remark.at, Place) else Place("")
    return at.file, at.line, at.column


def remarks_of(house: House, issue: Issue, sources: SourceMap) -> tuple[tuple[Remark, ...], tuple[Diagnostic, ...]]:
    """Return what proofreading finds in an issue that was read, and what is amiss in the house's lists."""
    from layout.proofread.house import read_house_lists
    from layout.proofread.read import read_issue_text

    lists = read_house_lists(house.issues / "house")
    with _memo(house.output / ".cache" / "proofread.json") as memo:
        remarks = read_issue_text(issue, lists.value, stories_before(house, issue.number), sources, memo)
    return remarks, (*lists.remarks, *_unknown_rules(issue, sources))


def _unknown_rules(issue: Issue, sources: SourceMap) -> Iterator[Diagnostic]:
    """Yield a warning for each name under `proof.off` that no rule has: it switches nothing off."""
    from layout.proofread.house import unknown_rule

    for ident, names in (("", issue.proof_off), *((story.id, story.proof_off) for story in issue.stories)):
        for nth, name in enumerate(names):
            if unknown := unknown_rule(name):
                source = sources.stories[ident]
                field = f"proof.off.{nth}" if f"proof.off.{nth}" in source.fields else "proof.off"
                at = source.copy.place(*source.fields.get(field, (0, -1)))
                yield Diagnostic.make("I464", Severity.WARNING, at, None, **unknown)


def found_in(house: House, issue: Issue, sources: SourceMap) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Return the same as diagnostics at their places in the files."""
    remarks, amiss = remarks_of(house, issue, sources)
    return tuple(remark.diagnostic(sources) for remark in remarks), amiss


@contextmanager
def _memo(path: Path) -> Iterator[Memo]:
    """Lend what earlier readings kept of stories' words, and keep what this one adds; a foreign file is made anew."""
    try:
        kept = json.loads(path.read_text("utf-8"))
        memo: Memo = {key: [tuple(one) for one in found] for key, found in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        memo = {}
    before = set(memo)
    yield memo
    if set(memo) - before:
        # The newest stories only: an archive of thousands must not grow the file without end.
        newest = dict(list(memo.items())[-KEPT_STORIES:])
        with suppress(OSError):  # A folder that may not be written costs time, not findings.
            put_in_place(path, json.dumps(newest, ensure_ascii=False).encode("utf-8"))


def stories_before(house: House, number: int) -> tuple[tuple[str, frozenset[int]], ...]:
    """Return the stories of the last issues as runs of characters, each by issue and title."""
    from layout.issue.reader import read_issue
    from layout.proofread.facts.twice import shingles

    found = []
    for folder in _earlier(house.issues, number):
        issue = read_issue(folder).issue
        for story in issue.stories if issue else ():
            name = f"{folder.name}期 {story.head.title or story.id}"
            found.append((name, shingles("".join(paragraph.text for paragraph in story.paragraphs))))
    return tuple(found)


def _earlier(issues: Path, number: int) -> list[Path]:
    """Return the folders of the issues just before this one, oldest first."""
    numbers = sorted(int(path.name) for path in issues.iterdir() if path.name.isdecimal() and int(path.name) < number)
    return [issues / str(earlier) for earlier in numbers[-LOOKED_BACK:] if number - earlier <= LOOKED_BACK]
