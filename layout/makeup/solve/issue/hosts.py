"""Inserts 文中插框 while an issue is planned: a host and the story inside it are one item, two blocks afterwards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ground.dataclass import replace
from layout.makeup.solve.issue.steps import steps_taken
from layout.makeup.solve.shapes import PageResult, Placed, ShapeTable, to_block

if TYPE_CHECKING:
    from layout.issue.model import Issue
    from layout.makeup.dummy.agreement import BlockKey
    from layout.makeup.dummy.plan import Block, PageDummy, Plan
    from layout.makeup.solve.measure.measured import Measured


def hosts_wished(issue: Issue) -> dict[str, str]:
    """Return the stories that are to hold another one, each with its insert."""
    known = {story.id for story in issue.stories}
    return {story.wishes.inside: story.id for story in issue.stories if story.wishes.inside in known}


def hosts_placed(plan: Plan) -> dict[str, str]:
    """Return the stories that hold another one in a plan, each with its insert."""
    return {host.story: block.story for page in plan.pages for block in page.blocks if (host := page.host_of(block))}


def too_small(hosts: Mapping[str, str], tables: Measured) -> tuple[Diagnostic, ...]:
    """Return M230 for every story in which its insert has no place, whatever its width."""
    return tuple(
        Diagnostic.make("M230", Severity.ERROR, Locus(guest, "layout.inside"), host=host, story=guest)
        for host, guest in hosts.items()
        if not tables.table(host, decks=True).shapes and not tables.table(host, wide=2).shapes
    )


def folded_issue(issue: Issue, guests: Sequence[str]) -> Issue:
    """Return the issue without the stories that stand inside others."""
    pages = None
    if issue.pages is not None:
        pages = tuple(
            replace(page, stories=tuple(story for story in page.stories if story not in guests)) for page in issue.pages
        )
    return replace(issue, pages=pages, stories=tuple(story for story in issue.stories if story.id not in guests))


def folded_plan(plan: Plan) -> Plan:
    """Return a plan without the blocks that stand inside others."""
    return replace(
        plan,
        pages=tuple(
            replace(page, blocks=tuple(block for block in page.blocks if page.host_of(block) is None))
            for page in plan.pages
        ),
    )


def folded_misfits(misfits: Collection[BlockKey], hosts: Mapping[str, str]) -> set[BlockKey]:
    """Return the blocks that do not fit with a host in the place of its insert."""
    host_of = {guest: host for host, guest in hosts.items()}
    return {(page, host_of.get(story, story), part) for page, story, part in misfits}


def unfolded(
    plan: Plan,
    hosts: Mapping[str, str],
    tables: Measured,
    kept: Plan | None = None,
    misfits: Collection[BlockKey] = (),
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Return a plan with the inserts as blocks of their own, and the copyfit steps that those took.

    Where a `kept` plan has the same host, an insert that fits stays as it is there.
    """
    before = {page.number: page for page in kept.pages} if kept else {}
    pages: list[PageDummy] = []
    remarks: list[Diagnostic] = []
    for page in plan.pages:
        blocks: list[Block] = []
        old = before[page.number].blocks if page.number in before else ()
        for host in page.blocks:
            blocks.append(host)
            guest = hosts.get(host.story, "")
            if host.insert is None or not guest:
                continue
            stood = next((block for block in old if host in old and host.hosts(block)), None)
            if stood is not None and (page.number, guest, 1) not in misfits:
                blocks.append(stood)
                continue
            placed, table = _placed(host, tables.table(guest))
            remarks += steps_taken([(page.number, (table,), PageResult((placed,), 0))])
            blocks.append(to_block(placed, table))
        pages.append(replace(page, blocks=tuple(blocks)))
    return replace(plan, pages=tuple(pages)), tuple(remarks)


def _placed(host: Block, table: ShapeTable) -> tuple[Placed, ShapeTable]:
    """Return an insert at its host's cells, in the cheapest of its framed shapes that fills them."""
    assert host.insert is not None
    col, row, cols, rows = host.insert
    fitting = [shape for shape in table.shapes if (shape.cols, shape.rows) == (cols, rows) and shape.box != "none"]
    shape = min(fitting, key=lambda shape: shape.cost)
    return Placed(0, host.col + col, host.row + row, cols, rows, shape), table
