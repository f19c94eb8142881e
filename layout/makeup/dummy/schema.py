"""The shape of `plan.yaml`; the rest of make-up sees `layout.makeup.dummy.plan` only."""

from typing import Annotated, Literal

from layout.issue.shapes import DataShape, Field

Cell = Annotated[int, Field(ge=0, le=400)]
Cells = Annotated[int, Field(ge=1, le=400)]


class HeadShape(DataShape):
    """`head:` of a block."""

    lines: Annotated[int, Field(ge=0, le=9)] = 0
    size: Annotated[float, Field(ge=0, le=200)] = 0
    rows: Annotated[int, Field(ge=0, le=60)] = 0
    deck: bool = True
    side: Literal["", "left", "right", "top", "bottom"] = ""
    cols: Annotated[int, Field(ge=0, le=12)] = 0
    breaks: tuple[Cells, ...] = ()
    align: Literal["", "left", "center"] = ""
    style: Literal["", "plain", "colour", "reverse", "over"] = ""
    face: Literal["", "song", "display", "hei", "kai", "fangsong"] = ""


class PhotoShape(DataShape):
    """One of `photos:` of a block."""

    photo: Cell = 0
    at: tuple[Cell, Cell]
    size: tuple[Cells, Cells]
    wrap: Annotated[int, Field(ge=0, le=200)] = 0
    side: Literal["", "left", "right", "center"] = ""


class BlockShape(DataShape):
    """One of `blocks:` of a page."""

    story: str
    at: tuple[Cell, Cell]
    size: tuple[Cells, Cells]
    part: Annotated[int, Field(ge=1, le=9)] = 1
    head: HeadShape | None = None
    photos: list[PhotoShape] = []
    box: Literal["none", "rule", "tint", "fancy"] = "none"
    legs: Annotated[int, Field(ge=0, le=12)] = 0
    jump: Annotated[int, Field(ge=0, le=99)] = 0
    label: str = ""
    tail: Annotated[int, Field(ge=0, le=100)] = 0
    tail_cols: Annotated[int, Field(ge=1, le=12)] = 1
    quote: tuple[Cell, Cell, Cells, Cells] | None = None
    insert: tuple[Cell, Cell, Cells, Cells] | None = None


class PageShape(DataShape):
    """One of `pages:`."""

    page: Annotated[int, Field(ge=1, le=99)]
    top: Cell
    blocks: list[BlockShape]
    foot: Cell = 0
    section: str = ""
    ear: Annotated[int, Field(ge=0, le=3)] = 0
    by: Literal["hand", "solver"] | None = None
    spread: bool = False


class PlanFile(DataShape):
    """The whole file."""

    profile: str = "broadsheet"
    pages: list[PageShape]
    by: Literal["hand", "solver"] = "hand"
    scores: dict[str, float] = {}
    killed: list[str] = []
