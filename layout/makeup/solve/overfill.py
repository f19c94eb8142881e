"""When a page cannot be: by how much, with the arithmetic, and what would help."""

from __future__ import annotations

from collections.abc import Sequence

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.makeup.solve.shapes import Frame, Measures, PageResult, ShapeTable

CUT_SHARE = 0.3
"""Most of a story that an editor is asked to cut; beyond that it is better held."""


def over_full(
    number: int, tables: Sequence[ShapeTable], cells: int, measures: Measures
) -> tuple[Diagnostic, ...]:
    """Return the certificate that a page cannot hold its stories, and what to cut or hold.

    M210 gives the sum of the least cells of every story against the page's. M213 says that the sum is no hindrance,
    but that no arrangement was found. M211 and M212 propose a cut in the least important story, or holding it.
    """
    narrow = [table for table in tables if not table.shapes]
    found = [
        Diagnostic.make("M215", Severity.ERROR, Locus(table.story), story=table.story, page=number) for table in narrow
    ]
    least = sum(table.least for table in tables)
    if least <= cells:
        if not narrow:
            found.append(
                Diagnostic.make(
                    "M213",
                    Severity.ERROR,
                    None,
                    page=number,
                    least=least,
                    cells=cells,
                    share=round(100 * least / max(1, cells)),
                    stories="、".join(table.story for table in tables),
                )
            )
        return tuple(found)
    sums = " + ".join(f"{table.name} {table.least}" for table in tables)
    found.append(
        Diagnostic.make(
            "M210",
            Severity.ERROR,
            None,
            page=number,
            least=least,
            cells=cells,
            share=_percent(least, cells),
            sums=sums,
            over=least - cells,
        )
    )
    over = least - cells
    by_rank = sorted((table for table in tables if table.part == 1), key=lambda table: (table.priority, -table.least))
    for table in by_rank:
        lines = measures.depth(table.story) if table.headed else 0
        if over + 2 <= lines * CUT_SHARE:
            found.append(
                Diagnostic.make(
                    "M211",
                    Severity.NOTE,
                    Locus(table.story),
                    story=table.story,
                    page=number,
                    lines=over,
                    characters=over * measures.ems(table.story),
                )
            )
            break
    held = next((table for table in by_rank if table.least >= over), by_rank[0] if by_rank else None)
    if held is not None:
        found.append(
            Diagnostic.make(
                "M212", Severity.NOTE, Locus(held.story), story=held.story, page=number, cells=held.least, over=over
            )
        )
    return tuple(found)


def _percent(least: int, cells: int) -> int:
    """Return the share in percent, rounded up, so that an over-full page never reads 100."""
    return -(-100 * least // max(1, cells))


def under_full(
    result: PageResult, tables: Sequence[ShapeTable], frame: Frame, measures: Measures
) -> tuple[Diagnostic, ...]:
    """Return how much copy a page lacks, where even the largest shapes leave white."""
    most = sum(table.most for table in tables)
    if most >= frame.cells or not result.count("white"):
        return ()
    lacking = frame.cells - most
    ems = measures.ems(tables[0].story)
    return (
        Diagnostic.make(
            "M214",
            Severity.WARNING,
            None,
            page=frame.number,
            cells=lacking,
            characters=lacking * ems,
            share=round(100 * most / frame.cells),
        ),
    )
