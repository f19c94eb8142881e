"""The paper's own settings, `issues/house/house.yaml`. Without the file defaults hold.

An issue's own keys go before the house's.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from layout.diagnostics import Diagnostic, Remarked, has_errors
from layout.ground.dataclass import dataclass, field
from layout.issue.copyfile import read_copy_file
from layout.issue.settings import settings_of
from layout.issue.shape import check_shape
from layout.issue.source import StorySource
from layout.issue.tree import read_tree
from layout.sheet.publisher import ROLES, Named, Publisher, Rights, kind_of

if TYPE_CHECKING:
    from layout.issue.schema import HouseShape, IssueFile

NAME = "issues/house/house.yaml"

_BLOCKS = ("house", "press", "archive", "web")

Settings = tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Demands:
    """What a release 付印 demands: a `reason` for each after the first; a kept `plan` that agrees with the copy.

    `signatures` are the roles that must have signed every story and page, `once` lets nobody sign a story twice.
    """

    reason: bool = False
    plan: bool = False
    signatures: tuple[str, ...] = ()
    once: bool = False


@dataclass(frozen=True, slots=True)
class HouseFile:
    """The house's settings: what a release demands, who publishes, and `house:`, `press:`, `archive:`, `web:`.

    `source` is the file and where its keys stand, None where there is none.
    """

    demands: Demands = Demands()
    publisher: Publisher = Publisher()
    blocks: Mapping[str, Settings] = field(default_factory=dict)
    source: StorySource | None = None


def house_path(issues: Path) -> Path:
    """Return where the house's settings stand; `issues` is the folder of all issues."""
    return issues / "house" / "house.yaml"


def read_demands(issues: Path) -> Remarked[Demands]:
    """Return what the house demands of a release; `issues` is the folder of all issues."""
    read = read_house(issues)
    return Remarked(read.value.demands, read.remarks)


def read_house(issues: Path) -> Remarked[HouseFile]:
    """Return the house's settings, with what is wrong in them; `issues` is the folder of all issues."""
    path = house_path(issues)
    if not path.exists():
        return Remarked(HouseFile())
    from layout.issue.schema import HouseShape
    from layout.issue.story import node_stretches

    copy, found = read_copy_file(path, NAME)
    remarks: list[Diagnostic] = list(found)
    tree = None
    if copy is not None:
        tree, found = read_tree(copy)
        remarks += found
    if copy is None or tree is None or has_errors(remarks):
        return Remarked(HouseFile(), tuple(remarks))
    if not isinstance(tree.value, dict):  # comments alone
        return Remarked(HouseFile(), tuple(remarks))
    shape, found = check_shape(copy, tree, HouseShape)
    remarks += found
    fields = node_stretches(tree)
    if "base" in fields:  # `web: {base: …}` in short: what is told of the one is shown at the other
        fields.setdefault("web.base", fields["base"])
    source = StorySource(copy, fields, ())
    if shape is None:
        return Remarked(HouseFile(source=source), tuple(remarks))
    release = shape.release
    demands = Demands()
    if release is not None:
        demands = Demands(release.reason, release.plan, tuple(release.signatures), release.once)
    publisher = _publisher(shape)
    blocks = {name: settings_of(getattr(shape, name)) for name in _BLOCKS}
    blocks["press"] = tuple(
        (key, str(path.parent / str(value)) if key == "profile" else value) for key, value in blocks["press"]
    )
    if shape.base is not None:
        blocks["web"] = over_house((("base", shape.base),), blocks["web"])
    return Remarked(HouseFile(demands, publisher, blocks, source), tuple(remarks))


def publisher_of(house: HouseFile, front: IssueFile) -> Publisher:
    """Return who publishes an issue: each block that its own `issue.yaml` writes goes before the house's."""
    own = _publisher(front)
    return Publisher(
        own.rights if front.rights else house.publisher.rights,
        own.names or house.publisher.names,
        own.catalogues if front.catalogues is not None else house.publisher.catalogues,
    )


def _publisher(shape: HouseShape | IssueFile) -> Publisher:
    """Return what `rights:`, `names:` and `catalogues:` of a file say."""
    rights = shape.rights
    return Publisher(
        Rights(rights.statement, rights.uri, rights.holder) if rights else Rights(),
        tuple(Named(one.name, ROLES[one.role], one.kind or kind_of(one.name)) for one in shape.names),
        tuple((key.lower(), value) for key, value in (shape.catalogues or {}).items()),
    )


def joined(house: HouseFile, front: IssueFile) -> dict[str, Settings]:
    """Return an issue's blocks of settings by name, each over the house's."""
    return {name: over_house(house.blocks.get(name, ()), settings_of(getattr(front, name))) for name in _BLOCKS}


def over_house(house: Settings, own: Settings) -> Settings:
    """Return an issue's settings over the house's: a key of its own goes before, and blocks inside are joined."""
    merged: dict[str, Any] = dict(house)
    for key, value in own:
        before = merged.get(key)
        merged[key] = over_house(before, value) if _is_block(before) and _is_block(value) else value
    return tuple(merged.items())


def _is_block(value: object) -> TypeGuard[Settings]:
    """Tell whether a setting is a block of settings: pairs of a name and a value."""
    return isinstance(value, tuple) and all(
        isinstance(one, tuple) and len(one) == 2 and isinstance(one[0], str) for one in value
    )
