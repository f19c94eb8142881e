"""Page designs 版式 of the house, `issues/house/pages/*.yaml`: slots for lead, second story, pictures, briefs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Remarked, Severity
from layout.issue.copyfile import read_copy_file
from layout.issue.model import PageDesign, Slot, Story
from layout.issue.shape import check_shape, nearest
from layout.issue.tree import read_tree

if TYPE_CHECKING:
    from layout.issue.schema import PageBlock

FOLDER = "pages"

FORMS = ("feature", "photo", "free")
"""What `form:` of a page may say besides the name of a design: 专版, 摄影版, none of them."""


def read_designs(issues: Path) -> Remarked[tuple[PageDesign, ...]]:
    """Return the designs of the house, by file name; `issues` is the folder of all issues. A broken one is left out.

    I466: one has the name of another, so that no page can ask for it.
    """
    folder = issues / "house" / FOLDER
    if not folder.is_dir():
        return Remarked(())
    from layout.issue.schema import DesignFile

    designs: list[PageDesign] = []
    files: dict[str, str] = {}
    remarks: list[Diagnostic] = []
    for path in sorted(folder.glob("*.yaml")):
        copy, found = read_copy_file(path, f"issues/house/{FOLDER}/{path.name}")
        remarks += found
        if copy is None:
            continue
        tree, found = read_tree(copy)
        remarks += found
        if tree is None:
            continue
        shape, found = check_shape(copy, tree, DesignFile)
        remarks += found
        if shape is None:
            continue
        slots = tuple(Slot(slot.slot, *slot.at, *slot.size, slot.story or "", slot.box or "") for slot in shape.slots)
        rows = shape.rows or max(slot.row + slot.rows for slot in slots)
        name = shape.name or path.stem
        if name in files:
            node = tree.at(("name",))
            at = copy.place(node.start, node.end)
            remarks.append(Diagnostic.make("I466", Severity.WARNING, at, name=name, file=files[name]))
        files.setdefault(name, path.name)
        designs.append(PageDesign(name, tuple(shape.sections), rows, slots))
    return Remarked(tuple(designs), tuple(remarks))


def form_faults(
    pages: Sequence[PageBlock], stories: Mapping[str, Story], designs: Sequence[PageDesign]
) -> Iterator[tuple[str, int, dict[str, object]]]:
    """Yield (code, place of the page, arguments) for each form that is unknown, or that lacks what it needs."""
    numbers = {page.no for page in pages}
    known = [*FORMS, *(design.name for design in designs)]
    for nth, page in enumerate(pages):
        form = page.form
        if form and form not in known:
            yield "I457", nth, {"form": form, "known": "、".join(known), "near": nearest(form, known)}
        told = [name for name in page.stories if name in stories and not stories[name].fixed]
        if page.spread and (page.no % 2 or page.no == max(numbers) or page.no + 1 in numbers):
            yield "I463", nth, {"page": page.no}
        if form in ("feature", "photo") and len(told) != 1:
            yield "I458", nth, {"form": form, "count": len(told)}
