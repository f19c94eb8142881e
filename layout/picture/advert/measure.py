"""What a PDF would cost to take in, measured before anything of it is drawn: objects, pixels, unpacked operators."""

from __future__ import annotations

from typing import Any

from layout.guard import MB, NODES, PIXELS, Exceeded

MOST_CONTENT = 16 * MB
"""Bytes of operators of one page or form: a map in vectors has two or three."""


def measure(pdf: Any) -> None:
    """Raise `Exceeded` where a file has more objects, or a picture or a form in it is larger, than any artwork has."""
    import pikepdf

    if len(pdf.objects) > NODES:
        raise Exceeded("nodes", NODES)
    contents = {part.objgen for page in pdf.pages for part in _parts(page.obj.get("/Contents"))}
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        kind = thing.get("/Subtype")
        if kind == "/Image":
            width, height = thing.get("/Width", 0), thing.get("/Height", 0)
            if isinstance(width, int) and isinstance(height, int) and width * height > PIXELS:
                raise Exceeded("pixels", PIXELS)
        elif (kind == "/Form" or thing.objgen in contents) and len(thing.read_bytes()) > MOST_CONTENT:
            raise Exceeded("bytes", MOST_CONTENT)


def _parts(contents: Any) -> list[Any]:
    """Return the streams of a page's content: one, a list of them, or none."""
    import pikepdf

    if isinstance(contents, pikepdf.Stream):
        return [contents]
    return (
        [part for part in contents if isinstance(part, pikepdf.Stream)] if isinstance(contents, pikepdf.Array) else []
    )
