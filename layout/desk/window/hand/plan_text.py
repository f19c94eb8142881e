"""`plan.yaml` brought to another dummy: comments, order and formatting stay, only what differs is written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import fields, replace
from layout.journal import YamlEdit, edited
from layout.makeup.dummy.file import block_text, page_lines, read_plan, write_plan
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, Plan

if TYPE_CHECKING:
    from pathlib import Path

    from layout.issue.model import Issue

Key = tuple[str, int]


def plan_text(text: str, path: Path, issue: Issue, wanted: Plan) -> str | None:
    """Return the text of a kept dummy brought to the wanted one.

    None where the file holds no dummy, or where it cannot be brought there without touching more: it is then written
    anew by the caller.
    """
    now = read_plan(path, path.name, issue, draft=text.encode("utf-8")).value
    if now is None:
        return None
    numbers = _numbers(text)
    old = {page.number: page for page in now.pages}
    new = {page.number: page for page in wanted.pages}
    if sorted(numbers) != sorted(old):
        return None
    for number in sorted(set(old) - set(new), key=numbers.index, reverse=True):
        done = edited(text, YamlEdit(("pages", numbers.index(number)), how="remove"))
        if done is None:
            return None
        text = done
        numbers.remove(number)
    for at, number in enumerate(numbers):
        changed = _page(text, at, old[number], new[number], wanted)
        if changed is None:
            return None
        text = changed
    for number in sorted(set(new) - set(old)):
        text = "\n".join([text.rstrip("\n"), *page_lines(new[number])]) + "\n"
    done = edited(text, *_top(now, wanted))
    if done is None:
        return None
    after = read_plan(path, path.name, issue, draft=done.encode("utf-8")).value
    return done if after is not None and _same(after, wanted) else None


def _same(one: Plan, other: Plan) -> bool:
    """Tell whether two dummies are the same whatever the order of their blocks."""

    def plain(plan: Plan) -> list[PageDummy]:
        pages = (replace(page, by="", blocks=tuple(sorted(page.blocks, key=_key))) for page in plan.pages)
        return sorted(pages, key=lambda page: page.number)

    return plain(one) == plain(other)


def new_text(wanted: Plan) -> str:
    """Return a dummy as a file of its own."""
    return write_plan(wanted)


def heading(text: str) -> str:
    """Return the lines of remarks that stand over a dummy."""
    lines = text.splitlines(keepends=True)
    count = next((nth for nth, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    return "".join(lines[:count])


def _numbers(text: str) -> list[int]:
    """Return the numbers of the pages in the file's order."""
    from layout.issue.copyfile import CopyFile
    from layout.issue.shapes import whole
    from layout.issue.tree import read_tree

    tree, _ = read_tree(CopyFile("", text))
    return [] if tree is None else [whole(str(page.at(("page",)).value)) for page in tree.at(("pages",)).value]


def _key(block: Block) -> Key:
    return block.story, block.part


def _order(text: str, at: int) -> list[Key]:
    from layout.issue.copyfile import CopyFile
    from layout.issue.tree import read_tree

    tree, _ = read_tree(CopyFile("", text))
    blocks = tree.at(("pages", at, "blocks")).plain() if tree is not None else None
    return [(str(block["story"]), int(block.get("part") or 1)) for block in blocks or ()]


def _page(text: str, at: int, old: PageDummy, new: PageDummy, plan: Plan) -> str | None:
    """Return the text with one page brought to the wanted one."""
    order = _order(text, at)
    before, after = ({_key(block): block for block in page.blocks} for page in (old, new))
    edits: list[YamlEdit] = []
    for nth in range(len(order) - 1, -1, -1):
        path = ("pages", at, "blocks", nth)
        block = after.get(order[nth])
        if block is None:
            edits.append(YamlEdit(path, how="remove"))
        elif order[nth] in before:
            edits += [replace(edit, path=(*path, *edit.path)) for edit in _block(before[order[nth]], block)]
    for one in fields(PageDummy):
        was, value = getattr(old, one.name), getattr(new, one.name)
        if was != value and one.name not in ("number", "blocks", "by"):
            gone = not value and one.name != "top"
            edits.append(YamlEdit(("pages", at, one.name), None if gone else value, "remove" if gone else "set"))
    if plan.maker(new) != (old.by or plan.by):
        edits.append(YamlEdit(("pages", at, "by"), plan.maker(new)))
    done = edited(text, *edits)
    fresh = [block for block in new.blocks if _key(block) not in order]
    return _with_blocks(done, at, fresh) if done is not None and fresh else done


def _with_blocks(text: str, at: int, blocks: list[Block]) -> str | None:
    """Return the text with blocks added at the end of a page, each on a line of its own."""
    from layout.issue.copyfile import CopyFile
    from layout.issue.tree import read_tree

    tree, _ = read_tree(CopyFile("", text))
    if tree is None:
        return None
    listed = tree.at(("pages", at, "blocks"))
    if not listed.value:
        start = listed.start if listed.start > 0 else -1
        if text[start : listed.end].strip() not in ("[]", ""):
            return None
        lines = "".join(f"\n      - {block_text(block)}" for block in blocks)
        return text[:start].rstrip(" ") + lines + text[listed.end :]
    first, last = listed.value[0], listed.value[-1]
    dash = text.rfind("-", 0, first.start)
    indent = " " * (dash - text.rfind("\n", 0, dash) - 1)
    end = text.find("\n", len(text[: last.end].rstrip()))
    end = len(text) if end < 0 else end
    lines = "".join(f"\n{indent}- {block_text(block)}" for block in blocks)
    return text[:end] + lines + text[end:]


def _block(old: Block, new: Block) -> list[YamlEdit]:
    """Return what makes one block's mapping another's."""
    found: list[YamlEdit] = []

    def value(key: str, was: Any, now: Any, default: Any = None) -> None:
        if was != now:
            gone = now == default
            found.append(YamlEdit((key,), None if gone else now, "remove" if gone else "set"))

    value("at", [old.col, old.row], [new.col, new.row])
    value("size", [old.cols, old.rows], [new.cols, new.rows])
    if old.head != new.head:
        value("head", _head(old), _head(new), {})
    value("photos", _photos(old), _photos(new), [])
    for key, default in _PLAIN.items():
        value(key, _listed(getattr(old, key)), _listed(getattr(new, key)), default)
    return found


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


_OWN = ("story", "part", "col", "row", "cols", "rows", "head", "photos")
_EMPTY = Block("", 0, 0, 0, 0)
_PLAIN: dict[str, Any] = {one.name: getattr(_EMPTY, one.name) for one in fields(Block) if one.name not in _OWN}
"""What a block may say besides, each with what it is where nothing is said."""


def _head(block: Block) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in fields(HeadChoice):
        value = getattr(block.head, one.name)
        if value != getattr(_EMPTY.head, one.name):
            found[one.name] = f"{value:g}" if isinstance(value, float) else _listed(value)
    return found


def _photos(block: Block) -> list[dict[str, Any]]:
    return [
        {"photo": photo.photo, "at": [photo.col, photo.row], "size": [photo.cols, photo.rows]} for photo in block.photos
    ]


def _top(now: Plan, wanted: Plan) -> list[YamlEdit]:
    found = []
    if now.by != wanted.by:
        found.append(YamlEdit(("by",), wanted.by))
    if now.scores and not wanted.scores:
        found.append(YamlEdit(("scores",), how="remove"))
    if now.killed != wanted.killed:
        found.append(YamlEdit(("killed",), list(wanted.killed), "set" if wanted.killed else "remove"))
    return found
