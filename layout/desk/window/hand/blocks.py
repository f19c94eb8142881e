"""Commands on blocks: move one, change its cells, swap two. Neighbours stay where they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from layout.desk.window.hand.lists import listed
from layout.desk.window.hand.scene import Edit, Scene, cells, refuse
from layout.desk.window.hand.shaped import reshaped
from layout.desk.window.hand.solving import room_made, solved, sound
from layout.desk.window.history_words import deed
from layout.ground.dataclass import replace
from layout.journal import YamlEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.issue.model import Issue
    from layout.makeup.dummy.plan import Block, PageDummy, Plan

EAR_MOST = 3
"""Columns that an ear 报眼 may take."""


def move(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return the dummy with a block at other cells, of the same page or another one."""
    page, block = scene.block(given.get("block"))
    to = page_of(scene, given.get("page", page.number))
    col, row = cells(given.get("at", [block.col, block.row]))
    cols, rows = cells(given.get("size", [block.cols, block.rows]), 1)
    _inside(scene, to, col, row, cols, rows)
    moved = reshaped(scene, to, replace(block, col=col, row=row), cols, rows)
    guest = next((one for one in page.blocks if block.hosts(one)), None)
    plan, files = scene.pages().plan, pins_follow(scene, (moved, to.number))
    going = [(block, moved)]
    if guest is not None:
        # What stands inside a story goes where it goes.
        going.append((guest, replace(guest, col=guest.col + col - block.col, row=guest.row + row - block.row)))
    if to.number == page.number:
        to = replace(page, blocks=_put_all(page.blocks, going))
    else:
        if block.jump or block.part > 1:
            refuse("jumps", "转版的稿件先合成一块再移到别的版", "a story that jumps goes to another page as a whole")
        old = [was for was, _ in going]
        plan = with_page(plan, replace(page, blocks=tuple(one for one in page.blocks if one not in old)))
        to = replace(to, blocks=(*to.blocks, *(made for _, made in going)))
        files |= listed(scene, {was.story: to.number for was in old})
    plan = with_page(plan, to)
    if given.get("room") and not sound(plan, to.number):
        issue = scene.with_files(files) if files else scene.issue
        plan = _with_room(scene, issue, plan, to, moved)
    return Edit(_told("moved", given, plan, moved), files, plan)


def _put_all(blocks: Sequence[Block], going: Sequence[tuple[Block, Block]]) -> tuple[Block, ...]:
    for old, new in going:
        blocks = put(blocks, old, new)
    return tuple(blocks)


def _inside(scene: Scene, page: PageDummy, col: int, row: int, cols: int, rows: int) -> None:
    """Refuse cells outside the page's free part; in the rows of the masthead there is room for an ear 报眼 alone."""
    grid = scene.room(page).grid
    if col + cols > grid.columns or row + rows > grid.rows - page.foot:
        refuse("off_page", "超出版心", "that is outside the type area")
    if row < page.top and (page.number != 1 or col + cols != grid.columns or cols > EAR_MOST or row + rows > page.top):
        refuse("off_page", "那里是报头和版次的地方", "masthead and folio line stand there")


def make_room(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return the dummy with room for a block: its page mended where copy is too long, else its neighbours moved.

    Where blocks overlap the hand has said which one stays: the others go.
    """
    page, block = scene.block(given.get("block"))
    issue, plan = scene.issue, scene.pages().plan
    assert issue is not None
    made = solved(scene, issue, plan, (page.number,)) if sound(plan, page.number) else None
    if made is None or not sound(made, page.number):
        made = _with_room(scene, issue, plan, page, block)
    return Edit(_told("room", given, made, block), plan=made)


def _told(done: str, given: Mapping[str, Any], plan: Plan, drawn: Block) -> str:
    """Return the line for the history: the solver may take rows off a drawn depth that copy cannot fill."""
    made = next(one for page in plan.pages for one in page.blocks if (one.story, one.part) == (drawn.story, drawn.part))
    if made.rows >= drawn.rows:
        return deed(done, block=given.get("block"))
    return deed(f"{done} shallower", block=given.get("block"), drawn=drawn.rows, rows=made.rows)


def _with_room(scene: Scene, issue: Issue | None, plan: Plan, page: PageDummy, block: Block) -> Plan:
    made = room_made(scene, issue, plan, page, block) if issue else None
    if made is None:
        refuse("no_way", "排不下：找不到合适的排法", "no arrangement was found", 422)
    return made


def pins_follow(scene: Scene, *going: tuple[Block, int]) -> dict[str, bytes | None]:
    """Return the stories' files with pins that go where a hand moved their blocks; none where they have none."""
    files: dict[str, bytes | None] = {}
    for block, page in going:
        held = dict(scene.story(block.story).wishes.pin) if block.part == 1 else {}
        now = {"page": page, "col": block.col, "row": block.row, "cols": block.cols, "rows": block.rows}
        edits = [YamlEdit(("layout", "pin", key), now[key]) for key, was in held.items() if now.get(key, was) != was]
        if edits:
            name = scene.file_of(block.story)
            files[name] = scene.changed(name, *edits)
    return files


def swap(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return the dummy with two blocks in each other's cells."""
    names = given.get("blocks")
    if not isinstance(names, list) or len(names) != 2 or names[0] == names[1]:
        refuse("two_blocks", "要写两块", "two blocks are needed")
    (page, one), (other_page, other) = (scene.block(name) for name in names)
    if one.hosts(other) or other.hosts(one):
        refuse("inside", "一块在另一块里面", "one of them stands inside the other")
    first = reshaped(scene, other_page, replace(one, col=other.col, row=other.row), other.cols, other.rows)
    second = reshaped(scene, page, replace(other, col=one.col, row=one.row), one.cols, one.rows)
    plan = scene.pages().plan
    files = pins_follow(scene, (first, other_page.number), (second, page.number))
    if page.number == other_page.number:
        blocks = put(put(page.blocks, one, first), other, second)
        plan = with_page(plan, replace(page, blocks=blocks))
    else:
        if any(block.jump or block.part > 1 for block in (one, other)):
            refuse("jumps", "转版的稿件先合成一块再移到别的版", "a story that jumps goes to another page as a whole")
        plan = with_page(plan, replace(page, blocks=put(page.blocks, one, second)))
        plan = with_page(plan, replace(other_page, blocks=put(other_page.blocks, other, first)))
        files |= listed(scene, {one.story: other_page.number, other.story: page.number})
    return Edit(deed("swapped", block=names[0], other=names[1]), files, plan)


def page_of(scene: Scene, number: Any) -> PageDummy:
    """Return a page of the dummy; refused where there is none."""
    found = next((page for page in scene.pages().plan.pages if page.number == number), None)
    return found or refuse("no_page", f"没有第 {number} 版", f"there is no page {number}", 404)


def put(blocks: Sequence[Block], old: Block, new: Block) -> tuple[Block, ...]:
    """Return blocks with one put in another's place."""
    return tuple(new if block is old else block for block in blocks)


def with_page(plan: Plan, page: PageDummy) -> Plan:
    """Return a plan with one page changed by hand; the solver's scores no longer hold then."""
    ear = max((block.cols for block in page.blocks if block.row < page.top), default=0)
    page = replace(page, ear=ear, by=page.by if plan.maker(page) == "hand" else "hand")
    return replace(plan, pages=tuple(page if one.number == page.number else one for one in plan.pages), scores=())
