"""Structure of an archive page: a screen reader gets every line once, in order, with its kind and language.

PDF/A-2u does not ask for tags; this house does (ISO 32000-1, 14.7 and 14.8; ISO 14289-1 where a page touches it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from layout.diagnostics import Diagnostic

Told = Callable[..., Diagnostic]

_SHOWN = frozenset(("Tj", "TJ", "'", '"'))


def tag_faults(pdf: Any, told: Told) -> Iterator[Diagnostic]:
    """Yield what is wrong with a file's structure: missing tags, marks without element, figures without words."""
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False) or "/StructTreeRoot" not in root:
        yield told("14.7", "the page is not tagged")
        return
    if not str(root.get("/Lang", "")):
        yield told("14.9.2", "no language")
    held: dict[int, list[int]] = {number: [] for number in range(len(pdf.pages))}
    order = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for element in _elements(root.StructTreeRoot.get("/K")):
        if element.get("/S") == "/Figure" and not str(element.get("/Alt", "")):
            yield told("14.9.3", "a figure has no description")
        page = order.get(element.Pg.objgen) if "/Pg" in element else 0
        for kid in _kids(element):
            if isinstance(kid, int):
                held[page or 0].append(kid)
    for number, page in enumerate(pdf.pages):
        marks = []
        for bare, mark in _marks(page):
            if bare:
                yield told("14.8.2.2", f"page {number + 1}: text outside every tag")
                break
            if mark is not None:
                marks.append(mark)
        if sorted(held[number]) != sorted(marks):
            yield told("14.7.4", f"page {number + 1}: {len(marks)} marks, {len(held[number])} held by elements")


def _elements(start: Any) -> Iterator[Any]:
    """Yield the elements below a root in reading order."""
    import pikepdf

    kids = start if isinstance(start, pikepdf.Array) else [start]
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            if "/K" in kid:
                yield from _elements(kid.K)


def _kids(element: Any) -> Iterator[Any]:
    import pikepdf

    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        yield int(kid) if not isinstance(kid, pikepdf.Object) and kid is not None else kid


def _marks(page: Any) -> Iterator[tuple[bool, int | None]]:
    """Yield each piece of marked content of a page, and True where text is shown outside all of them."""
    import pikepdf

    open_marks = 0
    for instruction in pikepdf.parse_content_stream(page, "BDC BMC EMC Tj TJ ' \""):
        sign, operands = str(instruction.operator), list(instruction.operands)
        if sign == "BDC":
            open_marks += 1
            properties = operands[1]
            number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
            yield False, None if number is None else int(number)
        elif sign == "BMC":
            open_marks += 1
        elif sign == "EMC":
            open_marks -= 1
        elif sign in _SHOWN and not open_marks:
            yield True, None
