"""What the reading of an RTF file keeps in mind: the state of a group, the paragraph and row that are open, a field."""

from __future__ import annotations

from layout.ground.dataclass import dataclass, field
from layout.intake.document import PLAIN, Block, Cell, Inline, Look


@dataclass(slots=True)
class RichState:
    """What holds inside a group."""

    look: Look = PLAIN
    left: str = ""
    silent: bool = False
    into: str = ""
    skip: int = 1
    face: int = -1
    hidden: bool = False
    change: str = ""
    align: str = ""
    indent: float = 0.0
    style: int = 0
    in_table: bool = False
    white: bool = False
    ground: bool = False
    shift: float = 0.0
    field: RichField | None = None
    code: list[str] | None = None


@dataclass(slots=True)
class RichField:
    """A field whose group has not ended: its code so far, whether its result prints anything."""

    codes: list[str] = field(default_factory=list)
    printed: bool = False


@dataclass(slots=True)
class RichShape:
    """The paragraph and the table row that are open."""

    inlines: list[Inline] = field(default_factory=list)
    cell: list[Block] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    found: list[Block] = field(default_factory=list)
    label: str = ""
