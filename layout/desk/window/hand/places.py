"""Commands on where stories stand: on which page, off it, back on it, pinned. Files and dummy change together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from layout.desk.window.hand.blocks import page_of, with_page
from layout.desk.window.hand.lists import listed
from layout.desk.window.hand.scene import Edit, Scene, cells, refuse, text_of
from layout.desk.window.hand.shaped import shape_of
from layout.desk.window.hand.solving import refused, solved
from layout.desk.window.history_words import deed
from layout.ground.dataclass import replace
from layout.journal import YamlEdit

if TYPE_CHECKING:
    from layout.issue.model import Issue
    from layout.makeup.dummy.plan import Plan


def to_page(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return a story on another page, at cells that are given or where the solver finds room."""
    story = text_of(given, "story", 80)
    to = page_of(scene, given.get("page"))
    files = listed(scene, {story: to.number})
    if "page" in dict(scene.story(story).wishes.pin):
        name = scene.file_of(story)
        files[name] = scene.changed(name, YamlEdit(("layout", "pin", "page"), to.number))
    plan = without(scene.pages().plan, story)
    return _standing(scene, given, story, files, plan, deed("to page", story=story, page=to.number))


def place(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return a story out of the store on a page, at cells that are given or where the solver finds room."""
    story = text_of(given, "story", 80)
    to = page_of(scene, given.get("page"))
    files = listed(scene, {story: to.number})
    name = scene.file_of(story)
    if scene.issue is None or scene.issue.story(story) is None:
        files[name] = scene.changed(name, YamlEdit(("hold",), how="remove"))
    plan = without(scene.pages().plan, story)
    return _standing(scene, given, story, files, plan, deed("placed", story=story, page=to.number))


def unplace(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return a story back in the store: held, on no page."""
    story = text_of(given, "story", 80)
    scene.story(story)
    name = scene.file_of(story)
    files = listed(scene, {story: 0})
    files[name] = scene.changed(name, YamlEdit(("hold",), True))
    plan = scene.pages().plan
    here = [page.number for page in plan.pages for block in page.blocks if block.story == story]
    done = without(plan, story)
    if given.get("room"):
        # The page's other stories take the cells that it leaves.
        holes = [
            (page.number, (block.col, block.row, block.cols, block.rows))
            for page in plan.pages
            for block in page.blocks
            if block.story == story
        ]
        done = solved(scene, scene.with_files(files), done, here, holes=holes) or done
    return Edit(deed("unplaced", story=story), files, done)


def pin(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return a story pinned to its page, or to the cells where it stands."""
    page, block = scene.block(given.get("block"))
    what = given.get("what", ["page", "cells"])
    if not isinstance(what, list) or not {*what} <= {"page", "cells"} or not what:
        refuse("bad_pin", "pin 只有 page 和 cells", "a pin is of page or cells")
    wanted: dict[str, int] = {"page": page.number} if "page" in what else {}
    if "cells" in what:
        wanted |= {"col": block.col, "row": block.row, "cols": block.cols, "rows": block.rows}
    name = scene.file_of(block.story)
    edits = [YamlEdit(("layout", "pin", key), value) for key, value in wanted.items()]
    return Edit(deed("pinned", story=block.story), {name: scene.changed(name, *edits)})


def unpin(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return a story without its pin."""
    _, block = scene.block(given.get("block"))
    name = scene.file_of(block.story)
    source = scene.sources.stories[block.story]
    if "layout.pin" not in source.fields:
        refuse("no_pin", "没有固定", "there is no pin")
    alone = not any(key.startswith("layout.") and not key.startswith("layout.pin") for key in source.fields)
    path = ("layout",) if alone else ("layout", "pin")
    return Edit(deed("unpinned", story=block.story), {name: scene.changed(name, YamlEdit(path, how="remove"))})


def without(plan: Plan, story: str) -> Plan:
    """Return a plan from which a story is gone, with all its parts."""
    for page in plan.pages:
        blocks = tuple(block for block in page.blocks if block.story != story)
        if len(blocks) < len(page.blocks):
            plan = with_page(plan, replace(page, blocks=blocks))
    return plan


def _standing(
    scene: Scene, given: Mapping[str, Any], story: str, files: dict[str, bytes | None], plan: Plan, what: str
) -> Edit:
    """Return the edit that puts a story, which the plan does not hold, onto a page."""
    issue = scene.with_files(files) if files else scene.issue
    assert issue is not None
    to = next(page for page in plan.pages if page.number == given.get("page"))
    if "at" in given:
        col, row = cells(given["at"])
        block = shape_of(scene.room(to), issue, story, given.get("size"))
        grid = scene.room(to).grid
        col, row = min(col, grid.columns - block.cols), min(row, grid.rows - block.rows)
        if min(col, row) < 0:
            refuse("off_page", "超出版心", "that is outside the type area")
        return Edit(what, files, with_page(plan, replace(to, blocks=(*to.blocks, replace(block, col=col, row=row)))))
    made = solved(scene, _sent(issue, story, to.number), plan, (to.number,))
    if made is None:
        refused(scene, _sent(issue, story, to.number), plan, (to.number,))
    return Edit(what, files, made)


def _sent(issue: Issue, story: str, number: int) -> Issue:
    """Return an issue without page lists in which a story is meant for a page."""
    if issue.pages is not None:
        return issue
    stories = (
        replace(one, wishes=replace(one.wishes, pin=(*one.wishes.pin, ("page", number)))) if one.id == story else one
        for one in issue.stories
    )
    return replace(issue, stories=tuple(stories))
