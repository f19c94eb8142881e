"""Draws the figures of `docs/composition.md`: galleys set by this program on the grid of whole ems.

python -m tests.benches.draw_figures [docs/figures]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from layout.compose.line.paragraph import set_paragraph
from layout.compose.line.single import set_single
from layout.compose.line.spec import UNMARKED, Matter, TypeSpec
from layout.compose.story.stylebook import house_style
from layout.geometry import Box, Grid, Length, pt
from layout.issue.model import Span
from layout.sheet import Edition, Item, Line, Rule, Sheet, Text, black
from layout.typeface import TypeCase, open_case
from tests.benches.peers import FONTS

EM, LEADING, GAP, MARGIN = pt(12), pt(18), pt(26), pt(10)
SCALE = 2.0
STYLE = house_style().value
BODY = replace(STYLE["body"], size=EM, leading=LEADING)
LABEL = replace(STYLE["label"], size=pt(8), align="left")

Column = tuple[str, int, Sequence[Line]]
"""A column of a figure: its label, its measure in ems, its lines."""

MIXED = "他说：“开饭！”于是，大家（老老小小）都来了；一、二、三，数到第26个。"
DAM = (
    "那天夜里，水果然来了。两户人家都搬到了坝上，阿根抱着一筐鸭蛋，嘴里嘟囔着：“一个"
    "也没碎，一个也没碎……”老孙蹲在一旁，闷声抽烟。"
)
HANGING = "甲乙丙丁戊己庚辛壬，子丑寅卯辰巳午未申酉戌，天地玄黄宇宙洪荒日月。"
PARTY = (
    "在全市26个乡镇（街道）的678个村（社区），哪里有群众，哪里就有党组织；"
    "哪里有困难任务，党的组织就延伸到哪里，全天候24小时值守。"
)
MARKED = "务请必须记住李白杜甫所作《将进酒》等篇——一字……不差！？"
WRAP = (
    "颍川街道南街社区有58个无主小区，居住在这里的党员郑向平，主动担任荣升小区疫情防控临时党支部书记，"
    "带领下沉党员干部，把小区及附近的家属院统一管理起来，确保每个小区都有人值班。"
)


def ruled(**rules: object) -> TypeSpec:
    """Return body type under other rules."""
    return replace(BODY, rules=replace(BODY.rules, **rules))


def figures(case: TypeCase) -> dict[str, list[Column]]:
    """Return all figures by name."""

    def set_ems(text: str, ems: int, spec: TypeSpec = BODY, matter: Matter = UNMARKED) -> Sequence[Line]:
        return set_paragraph(text, spec, ems * EM, case, matter)

    styles = (
        ("full", "full 全角"),
        ("line-end-half", "line-end-half 行末半角"),
        ("kaiming", "kaiming 开明"),
        ("half", "half 半角"),
    )
    spans = (Span("dots", 2, 6), Span("name", 6, 8), Span("name", 8, 10), Span("title", 13, 16))
    widths = [11 * EM] * 2 + [6 * EM] * 4 + [11 * EM]
    return {
        "styles": [(label, 11, set_ems(MIXED, 11, ruled(marks=style))) for style, label in styles],
        "measures": [(f"{ems} em", ems, set_ems(PARTY, ems)) for ems in (11, 13, 17)],
        "bans": [
            ("bans none", 11, set_ems(DAM, 11, ruled(bans="none"))),
            ("bans gb", 11, set_ems(DAM, 11)),
            ("bans gb, hang on", 11, set_ems(HANGING, 11, ruled(hang=True))),
        ],
        "wrap": [
            ("per-line measures", 11, set_paragraph(WRAP, BODY, widths, case)),
            (
                "marks on copy",
                11,
                set_ems("务请必须记住李白杜甫所作《将进酒》等篇——一字……不差！？", 11, matter=Matter(spans)),
            ),
        ],
    }


def draw(columns: Sequence[Column], case: TypeCase) -> bytes:
    """Return a figure as PNG: columns side by side on their grids of ems."""
    items: list[Item] = []
    x = MARGIN
    deepest = max(len(lines) for _, _, lines in columns)
    for label, ems, lines in columns:
        items.append(Text(x, MARGIN + pt(8), set_single(label, LABEL, case, role="label")))
        top, bottom = MARGIN + pt(14), MARGIN + pt(14) + len(lines) * LEADING
        for column in range(ems + 1):
            at = x + column * EM
            items.append(Rule(at, top, at, bottom, pt(0.6 if column in (0, ems) else 0.25), black(45)))
        for row, line in enumerate(lines):
            y = top + row * LEADING + (LEADING + EM) // 2 - EM * 120 // 1000
            items.append(Text(x, y, line))
        x += ems * EM + GAP
    size = (x - GAP + MARGIN, 2 * MARGIN + pt(14) + deepest * LEADING)
    return _png(items, size, case)


def _png(items: Sequence[Item], size: tuple[Length, Length], case: TypeCase) -> bytes:
    import io

    import pypdfium2

    from layout.export.pdf import PressSettings, write_press

    grid = Grid("figure", size, 0, Box(0, 0, *size), 1, 1, EM, LEADING, 1)
    sheet = Sheet(1, "", grid, tuple(items), (), "K")
    edition = Edition("figure", "", 1, date(2000, 1, 1), "", "", size, (sheet,), ())
    with tempfile.TemporaryDirectory() as folder:
        (path,) = write_press(edition, case, Path(folder), PressSettings(), per_page=False).value
        with pypdfium2.PdfDocument(path) as document:
            page = document[0]
            image = page.render(scale=SCALE, grayscale=True).to_pil()
            left, bottom, right, top = page.get_trimbox()
            height = page.get_height()
            box = (left, height - top, right, height - bottom)
            image = image.crop(tuple(round(edge * SCALE) for edge in box)).quantize(16)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def main(words: Sequence[str]) -> None:
    """Write the figures."""
    folder = Path(words[0] if words else "docs/figures")
    folder.mkdir(parents=True, exist_ok=True)
    case = open_case(FONTS).value
    assert case is not None
    for name, columns in figures(case).items():
        data = draw(columns, case)
        (folder / f"composition-{name}.png").write_bytes(data)
        print(f"{folder / f'composition-{name}.png'} {len(data) // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
