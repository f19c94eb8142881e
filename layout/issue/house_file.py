"""The paper's own settings, `issues/house/house.yaml`: what a release demands, its style; defaults without.

Other keys of the file belong to others and are passed over here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from layout.diagnostics import Diagnostic, Remarked, has_errors
from layout.ground.dataclass import dataclass
from layout.issue.copyfile import read_copy_file
from layout.issue.settings import settings_of
from layout.issue.shape import check_shape
from layout.issue.tree import read_tree

NAME = "issues/house/house.yaml"


@dataclass(frozen=True, slots=True)
class Demands:
    """What a release 付印 demands: a `reason` for each after the first; a kept `plan` that agrees with the copy.

    `signatures` are the roles that must have signed every story and page, `once` lets nobody sign a story twice.
    """

    reason: bool = False
    plan: bool = False
    signatures: tuple[str, ...] = ()
    once: bool = False


def read_demands(issues: Path) -> Remarked[Demands]:
    """Return what the house demands of a release; `issues` is the folder of all issues."""
    path = issues / "house" / "house.yaml"
    if not path.exists():
        return Remarked(Demands())
    from layout.issue.schema import ReleaseBlock

    copy, found = read_copy_file(path, NAME)
    remarks: list[Diagnostic] = list(found)
    tree = None
    if copy is not None:
        tree, found = read_tree(copy)
        remarks += found
    if copy is None or tree is None or has_errors(remarks):
        return Remarked(Demands(), tuple(remarks))
    block = tree.value.get("release") if isinstance(tree.value, dict) else None
    if block is None:
        return Remarked(Demands(), tuple(remarks))
    release, found = check_shape(copy, block, ReleaseBlock)
    remarks += found
    if release is None:
        return Remarked(Demands(), tuple(remarks))
    demands = Demands(release.reason, release.plan, tuple(release.signatures), release.once)
    return Remarked(demands, tuple(remarks))


def read_house_style(issues: Path) -> tuple[tuple[str, object], ...]:
    """Return the style overrides of the house's own `house:`; `issues` is the folder of all issues.

    What is wrong with the file as a whole is told where a release's demands are read.
    """
    path = issues / "house" / "house.yaml"
    if not path.exists():
        return ()
    copy, _ = read_copy_file(path, NAME)
    tree, found = read_tree(copy) if copy is not None else (None, ())
    block = tree.value.get("house") if tree is not None and isinstance(tree.value, dict) else None
    if block is None or has_errors(found) or not isinstance(block.value, dict):
        return ()
    return settings_of(block.plain())


def over_house(
    house: Iterable[tuple[str, object]], issue: Iterable[tuple[str, object]]
) -> tuple[tuple[str, object], ...]:
    """Return the house's style overrides with those of an issue over them, key by key."""
    found = dict(house)
    for name, values in issue:
        before = found.get(name)
        if isinstance(before, tuple) and isinstance(values, tuple):
            values = tuple((dict(before) | dict(values)).items())
        found[name] = values
    return tuple(found.items())
