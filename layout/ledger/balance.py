"""The ledger: everything that the desk gave for an issue, and everything that its sheets show, held together.

It shares no code with composition and make-up and asks them nothing: it reads the issue as it was read, the sheets as
they go to the exporters, and the dummy's cells. What is not on the sheets must be named by a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ledger.body import body_account
from layout.ledger.found import by_story, sorted_sheet
from layout.ledger.furniture import furniture_account
from layout.ledger.head import head_account, jump_account, quote_account
from layout.ledger.ink import ink_account
from layout.ledger.marks import mark_account
from layout.ledger.pictures import picture_account
from layout.ledger.rows import row_account
from layout.ledger.sorts import sort_account
from layout.ledger.wishes import wish_account

if TYPE_CHECKING:
    from layout.issue.model import Issue
    from layout.ledger.dealt import Dealt
    from layout.ledger.found import Held
    from layout.sheet import Fit, Sheet

OVERSET = frozenset({"M301", "M303", "M304", "M305", "M124"})
"""Codes that tell the desk of copy without room."""

DROPPED = frozenset({"M204"})
"""Codes that tell of a deck left out."""


def balance(
    issue: Issue,
    sheets: Sequence[Sheet],
    dealt: Dealt,
    fits: Iterable[Fit] = (),
    remarks: Iterable[Diagnostic] = (),
    held: frozenset[str] = frozenset(),
) -> tuple[Diagnostic, ...]:
    """Return what does not balance between an issue's copy and its finished sheets; nothing where all is well.

    `fits` say in which row of its block a story's first line stands. `remarks` are what the build has told so far:
    copy that they name as overset may be short of its end. `held` are stories that the desk keeps for another issue;
    they stand on no page. Errors are copy lost, set again or changed (L100 to L109, L114), warnings ink that leaves
    its place and wishes that are not kept (L108 to L123).
    """
    named = _named(remarks)
    pages = [sorted_sheet(sheet) for sheet in sheets]
    shown = by_story(pages)
    leading = sheets[0].grid.leading if sheets else 0
    found: list[Diagnostic] = []
    for story in issue.stories:
        if story.id in held:
            continue
        mine, stands = shown.pop(story.id, []), dealt.of(story.id)
        codes = named.get(story.id, frozenset())
        overset = bool(codes & OVERSET)
        if not mine and not stands:
            found.append(
                Diagnostic.make("L100", Severity.ERROR, Locus(story.id), story=story.id, words=story.head.title[:24])
            )
            continue
        found += head_account(story, stands, mine, bool(codes & DROPPED))
        found += quote_account(story, stands, mine)
        found += body_account(story, _of(mine, "body"), overset)
        found += picture_account(story, mine, leading)
        found += jump_account(story, stands, mine) if not overset else ()
        found += wish_account(issue, story, dealt, sheets[0].grid.columns if sheets else 0, mine, codes)
    found += _strangers(shown)
    bare = frozenset(story.id for story in issue.stories if story.kind == "photo")
    overlaid = {dict(remark.args)["page"] for remark in remarks if remark.code == "M101"}
    last = max((page.number for page in dealt.pages), default=0)
    rows = {(fit.page, fit.story, fit.part): fit.first for fit in fits}
    for page in pages:
        laid = next((one for one in dealt.pages if one.number == page.sheet.number), None)
        if laid is None:
            continue
        found += furniture_account(issue, page, laid, laid.number == last, page.sheet.section)
        marks = mark_account(issue, page, laid, bare)
        # Where blocks overlap, there is no place between them for a rule.
        found += [mark for mark in marks if laid.number not in overlaid or dict(mark.args)["where"] != "rule"]
        found += ink_account(page, laid)
        found += row_account(page, laid, rows)
    found += sort_account(pages, _unprintable(remarks))
    return tuple(dict.fromkeys(found))


def _named(remarks: Iterable[Diagnostic]) -> dict[str, frozenset[str]]:
    """Return for each story the codes that tell of it, whether it is their place or one of their arguments."""
    codes: dict[str, set[str]] = {}
    for remark in remarks:
        args = dict(remark.args)
        stories = {str(args.get("story", ""))}
        stories.update(str(args.get("stories", "")).split("、"))
        if isinstance(remark.at, Locus):
            stories.add(remark.at.story)
        for story in stories - {""}:
            codes.setdefault(story, set()).add(remark.code)
    return {story: frozenset(told) for story, told in codes.items()}


def _unprintable(remarks: Iterable[Diagnostic]) -> frozenset[str]:
    """Return the characters that the desk has been told no face has: they all print as the one sign for it."""
    return frozenset("".join(str(dict(remark.args).get("chars", "")) for remark in remarks if remark.code[0] == "F"))


def _of(held: Sequence[Held], role: str) -> list[Held]:
    return [one for one in held if one.region.role == role]


def _strangers(shown: dict[str, list[Held]]) -> Iterator[Diagnostic]:
    """Yield L105 for copy on the sheets that belongs to no story of the issue."""
    for story, held in shown.items():
        text = "".join(one.text for one in held)
        if story and (text or any(one.pictures for one in held)):
            yield Diagnostic.make("L105", Severity.ERROR, Locus(story), story=story, words=text[:24])
