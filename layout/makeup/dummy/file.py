"""Reading and writing the page dummy, `issues/<N>/plan.yaml`.

Columns and rows count from 0; `at` is [column, row] and `size` [columns, rows]. A broken dummy is diagnosed with its
places; writing and reading again gives the same plan.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Diagnostic, Remarked, Severity, has_errors
from layout.issue.copyfile import CopyFile, read_copy_file
from layout.issue.shape import check_shape, nearest
from layout.issue.tree import Node, read_tree
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, PhotoPlace, Plan

if TYPE_CHECKING:
    from layout.issue.model import Issue, Story


def read_plan(path: Path, name: str, issue: Issue, *, draft: bytes | None = None) -> Remarked[Plan | None]:
    """Return the plan that a file holds, checked against the issue's stories; None where it cannot be used.

    `name` is the file's name as the desk knows it. Stories that the issue no longer has, photographs that a story has
    not, and stories without a place are told here and mended by `agreement`; whether the dummy is a good page is the
    checker's question. A plan that was drawn for another profile is told and not used. A `draft` stands for the file.
    """
    copy, remarks = read_copy_file(path, name, path.parent, draft=draft)
    if copy is None:
        return Remarked(None, remarks)
    tree, broken = read_tree(copy)
    remarks += broken
    if tree is None:
        return Remarked(None, remarks)
    from layout.makeup.dummy.schema import PlanFile

    shape, wrong = check_shape(copy, tree, PlanFile)
    remarks += wrong
    if shape is None or has_errors(remarks):
        return Remarked(None, remarks)
    plan = Plan(
        shape.profile,
        tuple(
            PageDummy(
                page.page,
                page.top,
                tuple(
                    Block(
                        block.story,
                        *block.at,
                        *block.size,
                        part=block.part,
                        head=HeadChoice(**vars(block.head)) if block.head else HeadChoice(),
                        photos=tuple(
                            PhotoPlace(photo.photo, *photo.at, *photo.size, photo.wrap, photo.side)
                            for photo in block.photos
                        ),
                        box=block.box,
                        legs=block.legs,
                        jump=block.jump,
                        label=block.label,
                        tail=block.tail,
                        quote=block.quote,
                        insert=block.insert,
                        tail_cols=block.tail_cols,
                    )
                    for block in page.blocks
                ),
                page.foot,
                page.section,
                page.ear,
                page.by or "",
                page.spread,
            )
            for page in sorted(shape.pages, key=lambda page: page.page)
        ),
        shape.by,
        tuple(sorted(shape.scores.items())),
        tuple(shape.killed),
    )
    numbers = [page.page for page in shape.pages]
    for nth, number in enumerate(numbers):
        if number in numbers[:nth]:
            node = tree.at(("pages", nth, "page"))
            remarks += (Diagnostic.make("M319", Severity.ERROR, copy.place(node.start, node.end), page=number),)
    remarks += _against_copy(copy, tree, plan, issue, numbers)
    return Remarked(None if has_errors(remarks) or plan.profile != issue.profile else plan, remarks)


def _against_copy(copy: CopyFile, tree: Node, plan: Plan, issue: Issue, numbers: list[int]) -> tuple[Diagnostic, ...]:
    """Return what the plan says of stories and photographs that the issue does not have, or leaves out.

    `numbers` are the pages in the file's order.
    """
    if plan.profile != issue.profile:
        # On another grid no place of the dummy means anything: one remark instead of one for every block.
        node = tree.at(("profile",))
        at = copy.place(node.start, node.end)
        return (Diagnostic.make("M317", Severity.WARNING, at, profile=plan.profile, wanted=issue.profile),)
    remarks: list[Diagnostic] = []
    placed: dict[str, list[int]] = {}
    for page in plan.pages:
        index = numbers.index(page.number)
        for place, block in enumerate(page.blocks):
            node = tree.at(("pages", index, "blocks", place, "story"))
            at = copy.place(node.start, node.end)
            story = issue.story(block.story)
            if story is None:
                near = nearest(block.story, [other.id for other in issue.stories])
                remarks.append(Diagnostic.make("M311", Severity.NOTE, at, story=block.story, near=near))
                continue
            if block.part in placed.setdefault(block.story, []):
                remarks.append(Diagnostic.make("M312", Severity.ERROR, at, story=block.story, part=block.part))
            placed[block.story].append(block.part)
            remarks += _head_breaks(copy, tree, ("pages", index, "blocks", place, "head", "breaks"), block, story)
            for photo in block.photos:
                if photo.photo >= len(story.photos):
                    remarks.append(
                        Diagnostic.make(
                            "M313", Severity.NOTE, at, story=story.id, photo=photo.photo, have=len(story.photos)
                        )
                    )
    whole = copy.place(tree.at(("pages",), key=True).start)
    for story in issue.stories:
        if story.id not in placed:
            remarks.append(Diagnostic.make("M314", Severity.NOTE, whole, story=story.id))
    return tuple(remarks)


def _head_breaks(
    copy: CopyFile, tree: Node, path: tuple[str | int, ...], block: Block, story: Story
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a head's breaks: an error where they would repeat copy, a note beyond the headline.

    A headline that was cut short after its page was made leaves such breaks behind; it is then set without them.
    """
    breaks = block.head.breaks
    if not breaks:
        return ()
    node = tree.at(path)
    at = copy.place(node.start, node.end)
    if list(breaks) != sorted(set(breaks)):
        return (Diagnostic.make("M315", Severity.ERROR, at, story=story.id, breaks=breaks),)
    length = len(story.head.main[0]) if len(story.head.main) == 1 else 0
    if length and breaks[-1] >= length:
        return (Diagnostic.make("M316", Severity.NOTE, at, story=story.id, breaks=breaks, length=length),)
    return ()


def write_plan(plan: Plan) -> str:
    """Return a plan as the text of `plan.yaml`, one block a line, so that a diff shows which block moved."""
    lines = [
        "# 版样 page dummy: 栏和行都从 0 数起 (columns and rows count from 0)",
        f"profile: {plan.profile}",
        f"by: {plan.by}",
    ]
    if plan.scores:
        lines.append("scores: {" + ", ".join(f"{key}: {value:g}" for key, value in plan.scores) + "}")
    if plan.killed:
        lines.append(f"killed: [{', '.join(plan.killed)}]")
    lines.append("pages:")
    for page in plan.pages:
        lines += page_lines(page)
    return "\n".join(lines) + "\n"


def page_lines(page: PageDummy) -> list[str]:
    """Return a page as lines of the file."""
    from layout.journal.yaml_edit import flow

    lines = [f"  - page: {page.number}"]
    if page.section:
        lines.append(f"    section: {flow(page.section)}")
    lines.append(f"    top: {page.top}")
    lines += [
        f"    {key}: {value}" for key, value in (("foot", page.foot), ("ear", page.ear), ("by", page.by)) if value
    ]
    lines += ["    spread: true"] if page.spread else []
    lines.append("    blocks:")
    return lines + [f"      - {block_text(block)}" for block in page.blocks]


def block_text(block: Block) -> str:
    """Return a block as it stands on its line."""
    return f"{{{', '.join(_block(block))}}}"


def _photo(place: PhotoPlace) -> str:
    parts = [f"photo: {place.photo}, at: [{place.col}, {place.row}], size: [{place.cols}, {place.rows}]"]
    parts += [f"wrap: {place.wrap}"] if place.wrap else []
    parts += [f"side: {place.side}"] if place.side else []
    return f"{{{', '.join(parts)}}}"


def _block(block: Block) -> list[str]:
    parts = [f"story: {block.story}"]
    parts += [f"part: {block.part}"] if block.part != 1 else []
    parts.append(f"at: [{block.col}, {block.row}], size: [{block.cols}, {block.rows}]")
    head: list[str] = []
    plain: dict[str, Any] = {
        "lines": 0,
        "size": 0,
        "rows": 0,
        "side": "",
        "cols": 0,
        "align": "",
        "style": "",
        "face": "",
    }
    for key, default in plain.items():
        value = getattr(block.head, key)
        if value != default:
            head.append(f"{key}: {value:g}" if isinstance(value, float) else f"{key}: {value}")
    if block.head.breaks:
        head.append(f"breaks: [{', '.join(map(str, block.head.breaks))}]")
    if not block.head.deck:
        head.append("deck: false")
    if head:
        parts.append(f"head: {{{', '.join(head)}}}")
    if block.photos:
        photos = map(_photo, block.photos)
        parts.append(f"photos: [{', '.join(photos)}]")
    for key in ("quote", "insert"):
        if cells := getattr(block, key):
            parts.append(f"{key}: [{', '.join(map(str, cells))}]")
    from layout.journal.yaml_edit import flow

    for key, default in (("box", "none"), ("legs", 0), ("jump", 0), ("label", ""), ("tail", 0), ("tail_cols", 1)):
        value = getattr(block, key)
        if value != default:
            parts.append(f"{key}: {flow(value) if isinstance(value, str) else value}")
    return parts
