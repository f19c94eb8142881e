"""A kept page dummy 版样 beside an issue that has changed since: what of it still stands, and what must find a place.

A story may have been killed or held, added, or moved to another page; a page may have come or gone; a picture may be
another one. All this is told (codes M313, M316, M330 to M336) and taken out of the dummy, so that only the rest of each
page has to be mended.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ground.dataclass import dataclass, replace
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, Plan

if TYPE_CHECKING:
    from layout.issue.model import Issue, Story

BlockKey = tuple[int, str, int]
"""Page, story, part."""

Cells = tuple[int, int, int, int]
"""Column, row, columns, rows."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Rows that a new page's furniture takes: masthead, folio line, imprint."""

    front: int
    folio: int
    imprint: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """What of a kept plan an issue still agrees with.

    `plan` has the issue's pages with the blocks that stand; `missing` are stories without a block, each with its page
    (0: any); `touched` are blocks that no longer suit their story; `holes` are cells of a page that something was
    taken from.
    """

    plan: Plan
    missing: tuple[tuple[int, str], ...] = ()
    touched: frozenset[BlockKey] = frozenset()
    holes: tuple[tuple[int, Cells], ...] = ()
    remarks: tuple[Diagnostic, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the issue agrees with the plan in everything but the length of its copy."""
        return not (self.missing or self.touched or self.holes)


def agreed(plan: Plan, issue: Issue, furniture: Furniture) -> Agreement:
    """Return what of a plan the issue agrees with; a plan that agrees comes back as it is."""
    return _Agreeing(plan, issue, furniture).made()


class _Agreeing:
    """An agreement being found."""

    def __init__(self, plan: Plan, issue: Issue, furniture: Furniture) -> None:
        self.plan, self.issue, self.furniture = plan, issue, furniture
        self.wanted = {story: page.number for page in issue.pages or () for story in page.stories}
        for story in issue.stories if issue.pages is None else ():
            if isinstance(page := dict(story.wishes.pin).get("page"), int):
                self.wanted[story.id] = page
        self.whole = {(story.id,) for story in issue.stories if story.fixed and story.wishes.whole_page}
        self.remarks: list[Diagnostic] = []
        self.touched: set[BlockKey] = set()
        self.holes: list[tuple[int, Cells]] = []

    def made(self) -> Agreement:
        """Go through the pages, then through what ties them together."""
        pages = [self._page(number, old) for number, old in self._numbered()]
        pages = self._feet(pages)
        pages = self._jumps(pages)
        pages = self._inserts(pages)
        placed = {block.story for page in pages for block in page.blocks if block.part == 1}
        missing = tuple(
            (self.wanted.get(story.id, 0), story.id) for story in self.issue.stories if story.id not in placed
        )
        to_come = {self.issue.story(story).wishes.inside for _, story in missing}  # type: ignore[union-attr]
        self.touched |= {
            (page.number, block.story, 1) for page in pages for block in page.blocks if block.story in to_come
        }
        self._pictures(pages)
        known = {story.id for story in self.issue.stories}
        gone = (*self.plan.killed, *(block.story for page in self.plan.pages for block in page.blocks))
        killed = tuple(sorted({story for story in gone if story not in known}))
        plan = self.plan
        if tuple(pages) != plan.pages:
            plan = replace(plan, pages=tuple(pages), killed=killed)
        return Agreement(plan, missing, frozenset(self.touched), tuple(self.holes), tuple(self.remarks))

    def _numbered(self) -> list[tuple[int, PageDummy]]:
        """Return the issue's pages in order, each with the plan's page that it grew from, new ones empty.

        A page is known by its stories, so that a page put in before others only renumbers those.
        """
        old = {page.number: page for page in self.plan.pages}
        if self.issue.pages is None:
            return sorted(old.items())
        partners = self._partners(old)
        found: list[tuple[int, PageDummy]] = []
        for page in self.issue.pages:
            number = page.number
            if number in partners:
                was = partners[number]
                if was != number:
                    self._say("M333", "", page=was, to=number)
                found.append((number, old[was]))
                continue
            self._say("M332", "", page=number)
            top = self.furniture.front if number == 1 else 0 if page.stories in self.whole else self.furniture.folio
            found.append((number, PageDummy(number, top, (), section=page.section)))
        for number in sorted(set(old) - set(partners.values())):
            self._say("M331", "", page=number)
        return found

    def _partners(self, old: Mapping[int, PageDummy]) -> dict[int, int]:
        """Return the plan's page for each of the issue's pages: the one that shares most stories, else its number."""
        shared: list[tuple[int, bool, int, int]] = []
        for page in self.issue.pages or ():
            for number, dummy in old.items():
                if (page.number == 1) != (number == 1):
                    continue  # a masthead and a folio line leave different pages
                same = sum(block.part == 1 and block.story in page.stories for block in dummy.blocks)
                shared.append((same, page.number == number, page.number, number))
        partners: dict[int, int] = {}
        for same, alike, new, was in sorted(shared, key=lambda pair: (-pair[0], not pair[1], pair[2:])):
            if (same or alike) and new not in partners and was not in partners.values():
                partners[new] = was
        return partners

    def _page(self, number: int, dummy: PageDummy) -> PageDummy:
        """Return a page with the blocks that stay on it."""
        kept: list[Block] = []
        ear = dummy.ear
        for block in dummy.blocks:
            story = self.issue.story(block.story)
            if story is not None and (block.part > 1 or self.wanted.get(story.id, number) == number):
                kept.append(self._suited(number, block, story, self.plan.maker(dummy) == "solver"))
                continue
            if story is not None:
                self._say("M330", story.id, page=number, to=self.wanted[story.id])
            self._open(number, block)
            if block.row < dummy.top:
                ear = 0
        return replace(dummy, number=number, blocks=tuple(kept), ear=ear)

    def _open(self, number: int, block: Block) -> None:
        """Take a block's cells for others."""
        self.holes.append((number, (block.col, block.row, block.cols, block.rows)))
        if block.tail:
            self.holes.append((number, block.foot))

    def _suited(self, number: int, block: Block, story: Story, ours: bool) -> Block:
        """Return a block without what its story no longer has: pictures, breaks beyond the headline, a turned head.

        What the desk drew is not held against its wishes; what the solver made (`ours`) is.
        """
        key = (number, story.id, block.part)
        photos = tuple(photo for photo in block.photos if photo.photo < len(story.photos))
        if len(photos) < len(block.photos):
            self.touched.add(key)
        head = block.head
        length = len(story.head.main[0]) if len(story.head.main) == 1 else 0
        if head.breaks and length and head.breaks[-1] >= length:
            head = replace(head, breaks=())
        turned = block.part == 1 and bool(story.head.main) and (story.head.orient == "v") != bool(head.side)
        if turned and ours:
            head = HeadChoice(deck=head.deck)
            self.touched.add(key)
        wish = dict(story.wishes.pin).get("box", story.wishes.box)
        if ours and block.part == 1 and wish not in ("none", block.box):
            self.touched.add(key)
        return replace(block, photos=photos, head=head)

    def _feet(self, pages: list[PageDummy]) -> list[PageDummy]:
        """Return the pages with the imprint on the last of several, where another page is the last now."""
        before = [page.number for page in self.plan.pages]
        if len(before) == len(pages):
            return pages
        last = max((page.number for page in pages if page.top), default=0)
        found = []
        for page in pages:
            foot = self.furniture.imprint if page.number == last and len(pages) > 1 else 0
            old = page.foot
            low = max((block.row + block.rows + block.tail for block in page.blocks), default=0)
            if old > foot and page.blocks:
                columns = max(block.col + block.cols for block in page.blocks)
                self.holes.append((page.number, (0, low, columns, old - foot)))
            elif foot > old:
                self.touched |= {(page.number, block.story, block.part) for block in page.blocks}
            found.append(replace(page, foot=foot))
        return found

    def _jumps(self, pages: list[PageDummy]) -> list[PageDummy]:
        """Return the pages with jumps that lead from one standing block to another, and no half of one."""
        rests = {block.story: page.number for page in pages for block in page.blocks if block.part > 1}
        heads = {block.story: page.number for page in pages for block in page.blocks if block.part == 1 and block.jump}
        found = []
        for page in pages:
            blocks = []
            for block in page.blocks:
                if block.part > 1 and heads.get(block.story, page.number) >= page.number:
                    self._open(page.number, block)
                    continue
                if block.part == 1 and block.jump:
                    to = rests.get(block.story, 0)
                    to = to if to > page.number else 0
                    if not to:
                        self.touched.add((page.number, block.story, 1))
                    block = replace(block, jump=to)
                blocks.append(block)
            found.append(replace(page, blocks=tuple(blocks)))
        return found

    def _inserts(self, pages: list[PageDummy]) -> list[PageDummy]:
        """Return the pages with hosts that leave cells to a standing insert only, and inserts in a standing host."""
        wished = {story.id: story.wishes.inside for story in self.issue.stories if story.wishes.inside}
        found = []
        for page in pages:
            hosts = {block.story: page.host_of(block) for block in page.blocks}
            lost = {
                name for name, host in hosts.items() if name in wished and (host is None or host.story != wished[name])
            }
            for name in lost:
                host = hosts[name]
                if host is None:
                    self._open(page.number, next(block for block in page.blocks if block.story == name))
                touched = {wished[name], host.story if host else ""}
                self.touched |= {(page.number, block.story, 1) for block in page.blocks if block.story in touched}
            blocks = []
            for block in page.blocks:
                if block.story in lost:
                    continue
                if block.insert and not any(block.hosts(other) for other in page.blocks if other.story not in lost):
                    self.touched.add((page.number, block.story, block.part))
                    block = replace(block, insert=None)
                blocks.append(block)
            found.append(replace(page, blocks=tuple(blocks)))
        return found

    def _pictures(self, pages: list[PageDummy]) -> None:
        """Note the stories of which a photograph has no place, or none any more."""
        placed: dict[str, set[int]] = {}
        for page in pages:
            for block in page.blocks:
                placed.setdefault(block.story, set()).update(photo.photo for photo in block.photos)
        for page in pages:
            for block in page.blocks:
                story = self.issue.story(block.story)
                if block.part > 1 or story is None:
                    continue
                if placed[block.story] != set(range(len(story.photos))):
                    self.touched.add((page.number, block.story, 1))
                    self._say("M334", story.id, have=len(story.photos))

    def _say(self, code: str, about: str, /, **args: object) -> None:
        at = Locus(about) if about else None
        if about:
            args["story"] = about
        self.remarks.append(Diagnostic(code, Severity.NOTE, at, tuple(args.items())))
