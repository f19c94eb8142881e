"""When a page cannot be: by how much, with the arithmetic, and what would help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.makeup.dummy.placed import is_placed
from layout.makeup.solve.issue.assign import natural
from layout.makeup.solve.issue.notices import air_over, layings
from layout.makeup.solve.shapes import Frame, Measures, PageResult, ShapeTable
from layout.rules.solver import CUT_SHARE, TIGHT

HINDRANCES = {
    "widths": (
        ("图片要占的栏数放不下", "the widths wished of its pictures leave its copy no room"),
        ("放宽 photos 里的 cols", "widen cols under its photos"),
    ),
    "pictures": (
        ("图片太多，正文和题目没有地方", "its pictures leave its copy and its head no room"),
        ("只留 {count} 幅图，或增加正文", "keep no more than {count} of its pictures or add copy"),
    ),
    "upright": (
        ("竖题比正文还高", "its vertical head is taller than its copy"),
        ("去掉 head.orient: v，或把题目改短", "take head.orient: v away or shorten the head"),
    ),
    "table": (
        ("表格比一版还长，拆不成两栏", "its table is longer than a page and is never parted"),
        ("把表分成几篇，或减少行数", "make several stories of the table, or leave rows out"),
    ),
    "": (
        ("栏太长、太短或标题比正文大", "legs too long or short, or a head larger than its copy"),
        ("增删正文，或把题目改短", "write more or less copy, or shorten the head"),
    ),
}  # fmt: skip
"""Why a story has no shape, and what would give it one, each in Chinese and English."""


def over_full(frame: Frame, tables: Sequence[ShapeTable], measures: Measures) -> tuple[Diagnostic, ...]:
    """Return the certificate that a page cannot hold its stories, and what to cut or hold.

    M227: a story alone is longer than the page, whatever its widths; M215: it has no shape for another reason. M231: a
    notice of fixed size is larger than the page; M232: its notices do not go in together. None of these counts in any
    sum.
    M210: the least cells of all stories add up to more than the page, so that no plan exists. M219: the least would
    just go in, but no arrangement of it was found, and at their natural sizes the stories need more than the page.
    M213: room is not what is lacking, or it is what the desk fixed that leaves too little; neither is told where a
    story has no shape. M226: there are no stories. M211 proposes a cut in the least important story that bears it, M212
    the fewest stories to hold.
    """
    number, cells = frame.number, frame.cells
    narrow = [table for table in tables if not table.shapes]
    found = [_without_shape(number, table, cells, measures) for table in narrow]
    stiff = _too_large([table for table in tables if table.shapes], frame)
    found += stiff
    tables = [table for table in tables if table.shapes and not (stiff and table.fixed)]
    least = sum(table.least for table in tables)
    wanted = sum(natural(table) for table in tables)
    fixed = any(table.fixed or is_placed(table.pin) for table in tables)
    tight = least * TIGHT // 1000 - cells
    if least > cells:
        sums = " + ".join(f"{table.name} {table.least}" for table in tables)
        over = least - cells
        certificate = Diagnostic.make(
            "M210",
            Severity.ERROR,
            None,
            page=number,
            least=least,
            cells=cells,
            share=_percent(least, cells),
            sums=sums,
            over=over,
        )
        return (*found, certificate, *_ways_out(tables, over, measures))
    if found:
        return tuple(found)
    if wanted > cells and (tight > 0 or not fixed):
        sums = " + ".join(f"{table.name} {natural(table)}" for table in tables)
        # Where even the least sizes leave room to spare, a cut is sure to help only if all go in at their natural ones.
        over = tight if tight > 0 else wanted - cells
        certificate = Diagnostic.make(
            "M219",
            Severity.ERROR,
            None,
            page=number,
            wanted=wanted,
            least=least,
            cells=cells,
            share=_percent(wanted, cells),
            tight=_percent(least, cells),
            sums=sums,
            over=over,
        )
        return (certificate, *_ways_out(tables, over, measures))
    if not tables:
        return (Diagnostic.make("M226", Severity.ERROR, None, page=number),)
    names = "、".join(table.story for table in tables)
    way, way_en = _let_go(tables)
    share = _percent(least, cells)
    args: dict[str, Any] = {"page": number, "share": share, "stories": names, "way": way, "way_en": way_en}
    return (Diagnostic.make("M213", Severity.ERROR, None, **args),)


def _too_large(tables: Sequence[ShapeTable], frame: Frame) -> list[Diagnostic]:
    """Return which notices of fixed size are larger than a page (M231), else that they do not go in together (M232)."""
    fixed = [table for table in tables if table.fixed]
    large = [table for table in fixed if table.shapes[0].cols > frame.columns or table.shapes[0].rows > frame.rows]
    if large:
        # Beside the stories of the page, a few rows over all columns, none of which stands at its least.
        rest = sum(natural(table) for table in tables if not table.fixed)
        rest_rows = -(-rest * TIGHT // (1000 * frame.columns)) + max(air_over(table.shapes[0]) for table in large)
        return [
            Diagnostic.make(
                "M231",
                Severity.ERROR,
                Locus(table.story, "layout.size"),
                story=table.story,
                page=frame.number,
                cols=table.shapes[0].cols,
                rows=table.shapes[0].rows,
                columns=frame.columns,
                deep=frame.rows,
                left=max(1, frame.rows - rest_rows),
            )
            for table in large
        ]
    loose = [table for table in fixed if not is_placed(table.pin)]
    sizes = [(at, table.shapes[0].cols, table.shapes[0].rows) for at, table in enumerate(loose)]
    if next(layings(sizes, frame), None) is not None:
        return []
    return [
        Diagnostic.make(
            "M232",
            Severity.ERROR,
            Locus(loose[0].story, "layout.size"),
            page=frame.number,
            stories="、".join(table.story for table in loose),
            columns=frame.columns,
            deep=frame.rows,
        )
    ]


def _let_go(tables: Sequence[ShapeTable]) -> tuple[str, str]:
    """Return what of the desk's wishes to let go where stories do not go together, in Chinese and English."""
    pinned = "、".join(table.story for table in tables if is_placed(table.pin))
    if pinned:
        return f"放开 {pinned} 的 layout.pin", f"let go of layout.pin of {pinned}"
    notices = "、".join(table.story for table in tables if table.fixed)
    if notices:
        return f"改小 {notices} 的 layout.size", f"make layout.size of {notices} smaller"
    return "放宽几篇稿件的 layout.cols", "widen layout.cols of some stories"


def over_full_issue(
    frames: Sequence[Frame], tables: Sequence[ShapeTable], enough: int, measures: Measures
) -> tuple[Diagnostic, ...]:
    """Return the certificate that so many pages cannot hold the stories of an issue, and what to cut or hold.

    M228: the least cells of all stories add up to more than all pages; `enough` is how many pages would hold them.
    M229: they would go in, but in no share of the stories each page holds its own. A single page is told of as such.
    A story that has no shape at all (M215, M227), or a notice larger than any page (M231), is told instead, and counts
    in no sum.
    """
    if len(frames) == 1:
        return over_full(frames[0], tables, measures)
    widest = max(frames, key=lambda frame: frame.cells)
    found = [_without_shape(widest.number, table, widest.cells, measures) for table in tables if not table.shapes]
    tables = [table for table in tables if table.shapes]
    stiff = [table for table in tables if table.fixed and all(_too_large([table], frame) for frame in frames)]
    found += _too_large(stiff, widest)
    tables = [table for table in tables if table not in stiff]
    least, cells = sum(table.least for table in tables), sum(frame.cells for frame in frames)
    sums = " + ".join(f"{table.name} {table.least}" for table in tables)
    args: dict[str, Any] = {
        "pages": len(frames),
        "least": least,
        "cells": cells,
        "share": _percent(least, cells),
        "sums": sums,
    }
    if least <= cells:
        return tuple(found) or (Diagnostic.make("M229", Severity.ERROR, None, **args),)
    over = least - cells
    certificate = Diagnostic.make("M228", Severity.ERROR, None, **args, over=over, enough=enough)
    return (*found, certificate, *_ways_out(tables, over, measures))


def _without_shape(number: int, table: ShapeTable, cells: int, measures: Measures) -> Diagnostic:
    """Return why a story has no shape on a page: M227 where its lines alone are more than the page's, else M215."""
    at, lines = Locus(table.story), measures.depth(table.story) if table.part == 1 else 0
    if lines <= cells:
        hindrance, count = measures.hindrance(table.story) if table.part == 1 else ("", 0)
        why, ways = HINDRANCES[hindrance]
        way, way_en = (words.format(count=count) for words in ways)
        args = {"why": why[0], "why_en": why[1], "way": way, "way_en": way_en}
        return Diagnostic.make("M215", Severity.ERROR, at, story=table.story, page=number, **args)
    over = lines - cells
    return Diagnostic.make(
        "M227",
        Severity.ERROR,
        at,
        story=table.story,
        page=number,
        lines=lines,
        cells=cells,
        over=over,
        characters=over * measures.ems(table.story),
    )


def _ways_out(tables: Sequence[ShapeTable], over: int, measures: Measures) -> tuple[Diagnostic, ...]:
    """Return the cut that would do, in the least important story that bears it, and the stories that could be held."""
    found = []
    by_rank = sorted((table for table in tables if table.part == 1), key=lambda table: (table.priority, -table.least))
    for table in by_rank:
        # A notice takes its size whatever its copy.
        lines = measures.depth(table.story) if table.headed and not table.fixed else 0
        if over + 2 <= lines * CUT_SHARE / 1000:
            characters = over * measures.ems(table.story)
            found.append(
                Diagnostic.make(
                    "M211",
                    Severity.NOTE,
                    Locus(table.story),
                    story=table.story,
                    lines=over,
                    characters=characters,
                )
            )
            break
    # What leads the page is held only where nothing else is enough.
    held = _held(by_rank[:-1], over, every=True) or _held(by_rank, over)
    if held:
        found.append(
            Diagnostic.make(
                "M212",
                Severity.NOTE,
                Locus(held[0].story),
                stories="、".join(table.story for table in held),
                cells=sum(table.least for table in held),
                over=over,
            )
        )
    return tuple(found)


def _held(by_rank: Sequence[ShapeTable], over: int, *, every: bool = False) -> tuple[ShapeTable, ...]:
    """Return the fewest stories whose cells cover what is too many; never all of them, unless `every` one may be.

    Of the sets of so few it is the one whose most important story ranks lowest, and then the next.
    """

    def most(tables: Sequence[ShapeTable], count: int) -> int:
        return sum(sorted((table.least for table in tables), reverse=True)[:count])

    count = next((size for size in range(1, len(by_rank) + every) if most(by_rank, size) >= over), 0)
    if not count:
        return ()
    reach = next(end for end in range(1, len(by_rank) + 1) if most(by_rank[:end], count) >= over)
    held: list[ShapeTable] = []
    for place, table in enumerate(by_rank[:reach]):
        left = count - len(held) - 1
        covered = sum(taken.least for taken in (*held, table)) + most(by_rank[place + 1 : reach], left)
        if left >= 0 and covered >= over:
            held.append(table)
    return tuple(held)


def _percent(least: int, cells: int) -> int:
    """Return the share in percent, rounded up, so that an over-full page never reads 100."""
    return -(-100 * least // max(1, cells))


def under_full(
    result: PageResult, tables: Sequence[ShapeTable], frame: Frame, measures: Measures
) -> tuple[Diagnostic, ...]:
    """Return how much copy a page lacks, where even the largest shapes together are less than it has room for.

    What it lacks is what the page as made leaves white: the largest shapes seldom go together, so that their sum tells
    only that copy is lacking, never how much of it.
    """
    most, white = sum(table.most for table in tables), result.count("white")
    jumped = any(table.jump and table.part == 1 for table in tables)  # copy is not what the page lacks
    if jumped or most >= frame.cells or not white:
        return ()
    return (
        Diagnostic.make(
            "M214",
            Severity.WARNING,
            None,
            page=frame.number,
            cells=white,
            characters=white * measures.ems(tables[0].story),
            share=100 * (frame.cells - white) // frame.cells,
        ),
    )
