"""Each term of a page's design kept and broken, as page dummies that the checker judges and the manual shows.

`python -m tests.gallery.terms` writes `docs/figures/design.svg` anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from layout.makeup.dummy.plan import Block, PhotoPlace

PICTURE = Path(__file__).parents[2] / "docs" / "figures" / "design.svg"
TOP, ROWS = 18, 120

Cells = tuple[int, int, int, int]


@dataclass(frozen=True)
class Sketch:
    """A page: blocks by story (a leads, each next one is less important), head sizes in points, fills in 1/1000.

    `airs` are the rows of white over and under a story's head beside what every head is drawn with.
    """

    blocks: tuple[Block, ...]
    sizes: dict[str, int] = field(default_factory=dict)
    fills: dict[str, int] = field(default_factory=dict)
    airs: dict[str, int] = field(default_factory=dict)
    second: tuple[Block, ...] = ()
    """The blocks of another page of the issue."""


def at(story: str, cells: Cells, *photos: Cells, box: str = "none") -> Block:
    """Return a block with pictures at cells of its own."""
    return Block(story, *cells, photos=tuple(PhotoPlace(nth, *one) for nth, one in enumerate(photos)), box=box)  # type: ignore[arg-type]


def page(
    *pictures: tuple[str, Cells], framed: str = "", sizes: tuple[int, ...] = (48, 34, 34, 24), thin: int = 1000
) -> Sketch:
    """Return a page of four stories with pictures and frames where they are told."""
    cells = {"a": (0, 18, 4, 52), "b": (4, 18, 2, 41), "c": (0, 70, 3, 50), "d": (3, 70, 3, 50)}
    blocks = tuple(
        at(story, where, *(one for owner, one in pictures if owner == story), box="rule" if story in framed else "none")
        for story, where in cells.items()
    )
    return Sketch(blocks, dict(zip("abcd", sizes, strict=True)), {"d": thin})


BIG: Cells = (1, 10, 3, 26)
BRICKS = Sketch(
    (at("a", (0, 18, 3, 52)), at("b", (3, 18, 3, 52)), at("c", (0, 70, 3, 50)), at("d", (3, 70, 3, 50))),
    {"a": 48, "b": 34, "c": 34, "d": 24},
)
WOVEN = Sketch(
    (at("a", (0, 18, 4, 46)), at("b", (4, 18, 2, 41)), at("c", (0, 64, 3, 56)), at("d", (3, 64, 3, 56))),
    {"a": 48, "b": 34, "c": 34, "d": 24},
)
TALL = Sketch(
    (at("a", (0, 18, 4, 52)), at("b", (4, 18, 1, 102)), at("c", (0, 70, 4, 50)), at("d", (5, 18, 1, 102))),
    {"a": 48, "b": 34, "c": 34, "d": 24},
)
BARE = Sketch(
    (at("a", (0, 18, 4, 52)), at("b", (4, 18, 2, 41)), at("c", (0, 70, 1, 50)), at("d", (1, 70, 1, 50)),
     at("e", (2, 70, 4, 50))),
    {"a": 48, "b": 34, "c": 24, "d": 24},
)  # fmt: skip
HOLE = Sketch(
    (at("a", (0, 18, 4, 46)), at("b", (4, 18, 2, 62)), at("c", (0, 64, 3, 56)), at("d", (3, 80, 3, 40))),
    {"a": 48, "b": 34, "c": 30, "d": 24},
)
TAILED = Sketch((replace(HOLE.blocks[0], tail=16), *HOLE.blocks[1:]), HOLE.sizes)
SAME = Sketch(page().blocks, page().sizes, second=page().blocks)
OTHER = Sketch(page().blocks, page().sizes, second=TALL.blocks)

TERMS: dict[str, tuple[str, str, Sketch, Sketch]] = {
    "M131": ("主图三栏以上", "a dominant picture", page(("a", BIG)), page(("a", (3, 10, 1, 9)))),
    "M132": ("主图大一倍", "twice the next", page(("a", BIG), ("c", (2, 10, 1, 14))),
             page(("a", BIG), ("c", (0, 12, 3, 24)))),
    "M133": ("主图给要稿", "with the most important", page(("a", BIG), ("d", (2, 10, 1, 12))),
             page(("d", (0, 10, 3, 26)), ("a", (3, 10, 1, 12)))),
    "M134": ("图不相碰", "pictures never meet", page(("a", BIG), ("b", (1, 26, 1, 12))),
             page(("a", BIG), ("b", (0, 10, 1, 12)))),
    "M135": ("题分三层", "three tiers of heads", page(), page(sizes=(48, 34, 32, 34))),
    "M136": ("题要撑满", "heads fill their span", page(), page(thin=320)),
    "M137": ("四角有重心", "strong in each quarter", page(), BARE),
    "M138": ("宽窄相错", "no stacks of one width", WOVEN, BRICKS),
    "M139": ("横块为主", "horizontal shapes", page(), TALL),
    "M140": ("框要少", "frames are earned", page(framed="d"), page(framed="bcd")),
    "M141": ("各版不同", "each page its own", OTHER, SAME),
    "M142": ("题不悬空", "no head hangs in white", page(), Sketch(page().blocks, page().sizes, airs={"c": 12})),
    "M152": ("头条最醒目", "a loud lead", page(), page(sizes=(36, 34, 34, 24))),
    "M153": ("题上大下小", "heads not upside down", BRICKS, Sketch(BRICKS.blocks, BRICKS.sizes | {"b": 20, "d": 36})),
    "M154": ("并排有大小", "neighbours differ", page(), page(sizes=(48, 24, 34, 34))),
    "M156": ("白不成窝", "no pocket of white", BRICKS, page()),
    "M125": ("末栏补白", "a last leg fills the hole", TAILED, HOLE),
}  # fmt: skip
"""By the checker's code: the term in two languages, a page that keeps it, one that breaks it."""

SCALE, GAP = 9, 26
"""Points a column, and the room between two drawings."""


def drawing() -> str:
    """Return all terms in rows: the page that keeps it at the left, the one that breaks it at the right."""
    wide, high = 6 * SCALE * 2, (ROWS - TOP) * 1.25
    across, step_x, step_y = 4, 2 * wide + 2 * GAP, high + 58
    down = -(-len(TERMS) // across)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across * step_x + GAP:.0f} {down * step_y + 20:.0f}" '
        'font-family="sans-serif">',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for nth, (code, (chinese, english, kept, broken)) in enumerate(TERMS.items()):
        x, y = GAP + nth % across * step_x, 34 + nth // across * step_y
        out.append(f'<text x="{x}" y="{y - 10:.1f}" font-size="12">{code} {chinese} {english}</text>')
        for sketch, left, mark, ink in ((kept, x, "✓", "#185"), (broken, x + wide + 12, "✗", "#b21")):
            out.append(f'<rect x="{left}" y="{y}" width="{wide}" height="{high}" fill="none" stroke="{ink}"/>')
            shown = sketch.second if sketch.second else sketch.blocks
            half = wide / 2 if sketch.second else wide
            if sketch.second:
                out += _page(sketch.blocks, sketch, (left, y, half - 3), 0.62)
            out += _page(shown, sketch, (left + (half + 3 if sketch.second else 0), y, half - 3 * bool(sketch.second)),
                         0.62 if sketch.second else 1.0)  # fmt: skip
            out.append(f'<text x="{left}" y="{y + high + 14:.1f}" font-size="12" fill="{ink}">{mark}</text>')
    return "\n".join([*out, "</svg>", ""])


def _page(blocks: tuple[Block, ...], sketch: Sketch, where: tuple[float, float, float], deep: float) -> list[str]:
    """Draw a page's blocks: gray text, black heads, pictures, frames."""
    left, top, wide = where
    col, row = wide / 6, 1.25 * deep
    found = []
    for block in blocks:
        x, y = left + block.col * col + 2, top + (block.row - TOP) * row + 2
        w, h = block.cols * col - 4, block.rows * row - 4
        frame = ' stroke="#000" stroke-width="1.2"' if block.box != "none" else ""
        found.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="#e4e4e4"{frame}/>')
        if block.tail:
            across, down, more, deep_tail = block.foot
            found.append(
                f'<rect x="{left + across * col + 2:.1f}" y="{top + (down - TOP) * row - 3:.1f}" '
                f'width="{more * col - 4:.1f}" height="{deep_tail * row + 1:.1f}" fill="#e4e4e4"/>'
            )
        size = sketch.sizes.get(block.story, 0)
        share = sketch.fills.get(block.story, 1000) / 1000
        if size:
            bar, thick, air = (w - 6) * share, size / 5 * deep, sketch.airs.get(block.story, 0) * row
            if air:
                found.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{thick + air:.1f}" fill="#fff"/>')
            found.append(
                f'<rect x="{x + (w - bar) / 2:.1f}" y="{y + 3 + air / 2:.1f}" width="{bar:.1f}" height="{thick:.1f}"/>'
            )
        for photo in block.photos:
            px, py = left + (block.col + photo.col) * col + 2, y + photo.row * row
            found.append(
                f'<rect x="{px:.1f}" y="{py:.1f}" width="{photo.cols * col - 4:.1f}" height="{photo.rows * row:.1f}" '
                'fill="#7aa6c8"/>'
            )
    return found


if __name__ == "__main__":
    PICTURE.write_text(drawing(), "utf-8")
