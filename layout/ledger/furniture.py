"""The furniture against the issue: masthead, folio lines and imprint, word by word and rule by rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ledger.body import EXCERPT
from layout.ledger.found import squashed
from layout.ledger.head import numeral

if TYPE_CHECKING:
    from layout.issue.model import Issue, PagePlan
    from layout.ledger.dealt import DealtPage
    from layout.ledger.found import PageHeld

QR_WAITING = "二维码待补"

Owed = list[tuple[str, str]]
"""Field and words, each of which stands once."""


def furniture_account(issue: Issue, page: PageHeld, dealt: DealtPage, last: bool, section: str) -> Iterator[Diagnostic]:
    """Yield what a page's furniture owes: each field of masthead, folio and imprint once (L101 to L105)."""
    number = dealt.number
    role, owed = (
        ("masthead", _masthead(issue)) if number == 1 else ("folio", _folio(issue, number, section, page.sheet.spread))
    )
    if number > 1 and not dealt.top:
        owed = []  # a notice has the page for itself
    yield from _held(page, role, owed, number)
    imprint = page.of("imprint")
    if imprint or (last and dealt.foot >= 3):
        yield from _held(page, "imprint", _imprint(issue), number)


def _held(page: PageHeld, role: str, owed: Owed, number: int) -> Iterator[Diagnostic]:
    """Compare the words of a role's regions with what is owed; a field may take several lines, one after another."""
    left = [squashed(text.line.text) for held in page.of(role) for text in held.lines]
    broken: Owed = []
    for field, copy in owed:
        words = squashed(copy)
        if words in left:
            left.remove(words)
        elif words:
            broken.append((field, words))
    for field, words in broken:
        lines = _lines_of(words, left)
        if lines is None:
            at = Locus("", field)
            yield Diagnostic.make("L106", Severity.ERROR, at, page=number, field=field, words=words[: 2 * EXCERPT])
        else:
            del left[lines[0] : lines[1]]
    for words in left:
        if words:
            yield Diagnostic.make("L107", Severity.ERROR, None, page=number, words=words[: 2 * EXCERPT])


def _lines_of(words: str, lines: Sequence[str]) -> tuple[int, int] | None:
    """Return which neighbouring lines make up some words together: the first, and one past the last."""
    for start in range(len(lines)):
        if not lines[start] or not words.startswith(lines[start]):
            continue
        end, joined = start, ""
        while end < len(lines) and words.startswith(joined + lines[end]):
            joined += lines[end]
            end += 1
            if joined == words:
                return start, end
    return None


def _masthead(issue: Issue) -> Owed:
    head, day = issue.masthead, issue.date
    owed = [
        ("masthead.name", head.name),
        ("masthead.pinyin", head.pinyin),
        ("issue.date", f"{day.year}年{day.month}月"),
        ("issue.date", str(day.day)),
        ("issue.date", issue.weekday),
        ("issue.date", issue.lunar),
        ("issue.no", "总第"),
        ("issue.no", str(issue.number)),
        ("issue.no", "期"),
    ]
    owed += [(f"masthead.{key}", getattr(head, key)) for key in ("sponsor", "editor", "notice", "licence", "hotline")]
    if head.qr is not None:
        owed.append(("masthead.qr", head.qr[0]))
        if not head.qr[1]:
            owed.append(("masthead.qr", QR_WAITING))
    return owed


def _folio(issue: Issue, number: int, section: str, spread: bool = False) -> Owed:
    day = issue.date
    page = _page(issue.pages, number)
    editors = "".join(f"{role}：{name}" for role, name in page.editors) if page else ""
    return [
        ("pages", f"第{numeral(number)}版"),
        ("pages", f"第{numeral(number + 1)}版" if spread else ""),
        ("pages", page.section if page else section),
        ("masthead.name", issue.masthead.name),
        ("issue.date", f"{day.year}年{day.month}月{day.day}日{issue.weekday}"),
        ("pages.editors", editors),
    ]


def _page(pages: Sequence[PagePlan] | None, number: int) -> PagePlan | None:
    return next((page for page in pages or () if page.number == number), None)


def _imprint(issue: Issue) -> Owed:
    imprint, head = issue.imprint, issue.masthead
    day = imprint.printed or issue.date
    return [
        ("masthead.editor", head.editor),
        ("masthead.licence", head.licence),
        ("issue.no", f"总第{issue.number}期"),
        ("imprint.printer", f"印刷单位：{imprint.printer}" if imprint.printer else ""),
        ("imprint.printed", f"印刷日期：{day.year}年{day.month}月{day.day}日"),
        ("imprint.run", f"印数：{imprint.run}份" if imprint.run else ""),
        ("imprint.recipients", f"发送对象：{imprint.recipients}" if imprint.recipients else ""),
        *((f"imprint.{key}", f"{key}：{value}") for key, value in imprint.extra),
        ("masthead.notice", head.notice),
    ]
