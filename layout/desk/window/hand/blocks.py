"""Commands on blocks: move one, change its cells, swap two. Neighbours stay where they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from layout.desk.window.hand.scene import Edit, Scene, cells, refuse
from layout.desk.window.hand.shaped import reshaped
from layout.ground.dataclass import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.makeup.dummy.plan import Block, PageDummy, Plan


def move(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return the dummy with a block at other cells, of the same page or another one."""
    page, block = scene.block(given.get("block"))
    to = _page(scene, given.get("page", page.number))
    col, row = cells(given.get("at", [block.col, block.row]))
    cols, rows = cells(given.get("size", [block.cols, block.rows]), 1)
    grid = scene.pages().room.grid
    if col + cols > grid.columns or row + rows > grid.rows:
        refuse("off_page", "超出版心", "that is outside the type area")
    moved = reshaped(scene, replace(block, col=col, row=row), cols, rows)
    plan = scene.pages().plan
    if to.number == page.number:
        plan = _with(plan, replace(page, blocks=_put(page.blocks, block, moved)))
    else:
        if block.jump or block.part > 1:
            refuse("jumps", "转版的稿件先合成一块再移到别的版", "a story that jumps goes to another page as a whole")
        plan = _with(plan, replace(page, blocks=tuple(one for one in page.blocks if one is not block)))
        plan = _with(plan, replace(to, blocks=(*to.blocks, moved)))
    return Edit(f"移动 {given.get('block')}", plan=plan)


def swap(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return the dummy with two blocks in each other's cells."""
    names = given.get("blocks")
    if not isinstance(names, list) or len(names) != 2 or names[0] == names[1]:
        refuse("two_blocks", "要写两块", "two blocks are needed")
    (page, one), (other_page, other) = (scene.block(name) for name in names)
    if page.number != other_page.number and any(block.jump or block.part > 1 for block in (one, other)):
        refuse("jumps", "转版的稿件先合成一块再移到别的版", "a story that jumps goes to another page as a whole")
    first = reshaped(scene, replace(one, col=other.col, row=other.row), other.cols, other.rows)
    second = reshaped(scene, replace(other, col=one.col, row=one.row), one.cols, one.rows)
    plan = scene.pages().plan
    if page.number == other_page.number:
        blocks = _put(_put(page.blocks, one, first), other, second)
        plan = _with(plan, replace(page, blocks=blocks))
    else:
        plan = _with(plan, replace(page, blocks=_put(page.blocks, one, second)))
        plan = _with(plan, replace(other_page, blocks=_put(other_page.blocks, other, first)))
    return Edit(f"对调 {names[0]} 和 {names[1]}", plan=plan)


def _page(scene: Scene, number: Any) -> PageDummy:
    found = next((page for page in scene.pages().plan.pages if page.number == number), None)
    return found or refuse("no_page", f"没有第 {number} 版", f"there is no page {number}", 404)


def _put(blocks: Sequence[Block], old: Block, new: Block) -> tuple[Block, ...]:
    return tuple(new if block is old else block for block in blocks)


def _with(plan: Plan, page: PageDummy) -> Plan:
    """Return a plan with one page changed by hand; the solver's scores no longer hold then."""
    page = page if plan.maker(page) == "hand" else replace(page, by="hand")
    return replace(plan, pages=tuple(page if one.number == page.number else one for one in plan.pages), scores=())
