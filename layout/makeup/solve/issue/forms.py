"""Whole forms while a page is solved: 专版, 摄影版 and the house's page designs go before the free search."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ground.dataclass import dataclass, replace
from layout.makeup.solve.issue.assign import natural
from layout.makeup.solve.issue.designs import by_design
from layout.makeup.solve.shapes import Frame, Measures, PageResult, Placed, Shape, ShapeTable, to_block
from layout.makeup.solve.standing import shared_cells

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.issue.model import Issue, PageDesign
    from layout.makeup.dummy.plan import Plan

Solve = Callable[..., PageResult | None]

Filling = Callable[[str, int, int], Shape | None]
"""Gives a story as one shape that fills so many columns and rows."""

CAME_OUT = {
    "feature": ("", ""), "photo": ("", ""), "drawn": ("照画的排", "as drawn"),
    "varied": ("行数略有挪动", "with its rows moved"),
}  # fmt: skip
"""How a page in a form was made, and how that is told."""


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a page: its name, and the design of the house where it is one."""

    name: str
    design: PageDesign | None = None


def forms_of(issue: Issue) -> dict[int, Form]:
    """Return the form of each page that has one: what the desk says, else the house's design for its section."""
    designs = {design.name: design for design in issue.designs}
    sections = {section: design.name for design in issue.designs for section in design.sections}
    wanted = {page.number: page.form or sections.get(page.section, "") for page in issue.pages or ()}
    return {number: Form(name, designs.get(name)) for number, name in wanted.items() if name not in ("", "free")}


PROBED = range(2, 62, 2)
"""Rows that a page is thought to have more or fewer, to tell by how much its copy does not suit its form."""


def form_remarks(
    issue: Issue, forms: Mapping[int, Form], came_out: Mapping[int, str], frames: Mapping[int, Frame], tables: Measures
) -> tuple[Diagnostic, ...]:
    """Return how each page with a form came out (M350), or that it gave way (M351, louder where the desk named it).

    Where it gave way its first story is the place, with the copy that is too much or too little, or the slots that the
    design has.
    """
    asked = {page.number for page in issue.pages or () if page.form}
    shares = {page.number: page.stories for page in issue.pages or ()}
    found = []
    for number, form in sorted(forms.items()):
        how = CAME_OUT.get(came_out.get(number, ""))
        if how is None:
            severity = Severity.WARNING if number in asked else Severity.NOTE
            stories = shares.get(number, ())
            at = Locus(stories[0]) if stories else None
            zh, en = _lacking(form, stories, frames[number], tables)
            found.append(Diagnostic.make("M351", severity, at, page=number, form=form.name, why=zh, why_en=en))
        else:
            zh, en = how
            found.append(Diagnostic.make("M350", Severity.NOTE, None, page=number, form=form.name, how=zh, how_en=en))
    return tuple(found)


def _lacking(form: Form, stories: Sequence[str], frame: Frame, tables: Measures) -> tuple[str, str]:
    """Return by how much a page's copy does not suit its form, in Chinese and English; "" where that is not known."""
    if form.design is not None:
        slots, count = len(form.design.slots), len(stories)
        broken = _ill_drawn(form.design, stories, frame)
        if broken is not None:
            return broken
        if slots != count:
            return f"版式 {slots} 格，稿件 {count} 篇", f"{slots} slots, {count} stories"
        drawn = sum(slot.cols * slot.rows for slot in form.design.slots) * frame.rows // form.design.rows
        copy = sum(natural(tables.table(story)) for story in stories)
        return (
            f"画的格子 {drawn} 栏行，版面 {frame.cells}，稿件按自然大小 {copy}",
            f"its slots have {drawn} cells, the page {frame.cells}, the copy at natural size {copy}",
        )
    if len(stories) != 1:
        return "", ""
    for rows in PROBED:
        characters = rows * frame.columns * tables.ems(stories[0])
        if tables.filling(stories[0], frame.columns, frame.rows + rows) is not None:
            return f"删约 {characters} 字", f"about {characters} characters too many"
        if rows < frame.rows and tables.filling(stories[0], frame.columns, frame.rows - rows) is not None:
            return f"还缺约 {characters} 字，或加一幅图", f"about {characters} characters more, or another picture"
    return "", ""


def _ill_drawn(design: PageDesign, stories: Sequence[str], frame: Frame) -> tuple[str, str] | None:
    """Return what no copy could suit: a slot off the page, two that overlap, one of a story that the page has not."""
    for nth, slot in enumerate(design.slots, 1):
        if slot.col + slot.cols > frame.columns:
            end = slot.col + slot.cols
            return (
                f"第 {nth} 格画到第 {end} 栏，一版 {frame.columns} 栏",
                f"slot {nth} reaches to column {end} of {frame.columns}",
            )
        if slot.row + slot.rows > design.rows:
            end = slot.row + slot.rows
            return (
                f"第 {nth} 格画到第 {end} 行，版式 {design.rows} 行",
                f"slot {nth} reaches to row {end} of {design.rows}",
            )
        if slot.story and slot.story not in stories:
            return (
                f"第 {nth} 格留给 {slot.story}，这一版没有它",
                f"slot {nth} is for {slot.story}, which the page has not",
            )
    drawn = [(slot.col, slot.row, slot.cols, slot.rows) for slot in design.slots]
    for (nth, one), (other_nth, other) in combinations(enumerate(drawn, 1), 2):
        if shared_cells(one, other):
            return f"第 {nth} 格和第 {other_nth} 格相叠", f"slots {nth} and {other_nth} overlap"
    return None


def in_form(solve: Solve, form: Form | None, columns: int, tables: Measures) -> Solve:
    """Return a solver of pages that tries a page's form first; a form that does not suit gives way to the search.

    `columns` are the page's: a part of it beside a notice has no form.
    """
    if form is None:
        return solve

    def solved(items: Sequence[ShapeTable], frame: Frame, **how: Any) -> PageResult | None:
        if frame.columns == columns and items:
            if form.name in ("feature", "photo"):
                shape = _alone(items, frame, tables.filling)
                if shape is not None:
                    placed = Placed(0, 0, frame.top, shape.cols, shape.rows, shape)
                    return PageResult((placed,), shape.cost, (("white", 0), ("feather", 0)), by=form.name)
            elif form.design is not None:
                made = by_design(form.design, items, frame, tables.boxed)
                if made is not None and not made[0].faults:
                    return replace(made[0], by="drawn" if made[1] else "varied")
        return solve(items, frame, **how)

    return solved


def reformed(plan: Plan, issue: Issue, tables: Measures, grid: Grid, changed: Collection[int]) -> tuple[Plan, set[int]]:
    """Return a kept plan with its changed pages that are one story's made anew, and the numbers of those pages.

    What such a page lost or gained is taken up by its pictures; only where that cannot be is it mended like any other.
    """
    alone = {
        page.number: page.stories[0]
        for page in issue.pages or ()
        if page.form in ("feature", "photo") and len(page.stories) == 1 and page.number in changed
    }
    for page in plan.pages:
        if (
            page.number in changed
            and page.number not in alone
            and plan.maker(page) == "solver"
            and len(page.blocks) == 1
        ):
            (block,) = page.blocks
            cells = grid.columns * (grid.rows - page.top - page.foot)
            if block.part == 1 and not block.jump and is_thin(block.story, cells, tables):
                alone[page.number] = block.story
    done: set[int] = set()
    pages = []
    for page in plan.pages:
        shape = None
        if page.number in alone:
            shape = tables.filling(alone[page.number], grid.columns, grid.rows - page.top - page.foot)
        if shape is not None:
            placed = Placed(0, 0, page.top, shape.cols, shape.rows, shape)
            block = to_block(placed, tables.table(alone[page.number]))
            page = replace(page, blocks=(block,), by="" if plan.by == "solver" else "solver")
            done.add(page.number)
        pages.append(page)
    return replace(plan, pages=tuple(pages)), done


def is_thin(story: str, cells: int, tables: Measures) -> bool:
    """Tell whether a story that has a page for itself cannot fill it, unless its pictures grow, as they may."""
    return tables.table(story).most < cells and tables.grows(story)


def _alone(tables: Sequence[ShapeTable], frame: Frame, filling: Filling) -> Shape | None:
    """Return the shape of a page's only story that fills the page."""
    if len(tables) != 1 or tables[0].part > 1 or tables[0].jump:
        return None
    return filling(tables[0].story, frame.columns, frame.rows)
