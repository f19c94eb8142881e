"""Archive rules of named inks (ISO 19005-2, 6.2.4.4) and of JPEG 2000 pictures (6.2.8.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

_PROCESS = frozenset(("Cyan", "Magenta", "Yellow", "Black", "None", "All"))
_MOST_COLORANTS = 32
_SOUND_METHODS = (1, 2)
_CIE_JAB = 19

Told = Callable[[str, str], Any]


def ink_faults(pdf: Any, told: Told) -> Iterator[Any]:
    """Yield named inks that mean two things, and DeviceN spaces that do not describe theirs."""
    import pikepdf

    meant: dict[str, bytes] = {}
    for space in _spaces(pdf):
        kind = str(space[0])
        if kind == "/Separation":
            name = str(space[1])[1:]
            meaning = b" ".join(_written(part) for part in (space[2], space[3]))
            if (
                name not in _PROCESS - {"Cyan", "Magenta", "Yellow", "Black"}
                and meant.setdefault(name, meaning) != meaning
            ):
                yield told("6.2.4.4", f"Separation {name}")
        elif kind == "/DeviceN":
            names = [str(name)[1:] for name in space[1]]
            if len(names) > _MOST_COLORANTS:
                yield told("6.2.4.4", f"DeviceN {len(names)}")
            attributes = space[4] if len(space) > 4 else pikepdf.Dictionary()
            known = attributes.get("/Colorants", pikepdf.Dictionary())
            for name in names:
                if name not in _PROCESS and f"/{name}" not in known:
                    yield told("6.2.4.4", f"DeviceN {name}")


def _spaces(pdf: Any) -> Iterator[Any]:
    """Yield every Separation and DeviceN array of a file, direct or not."""
    import pikepdf

    for thing in pdf.objects:
        todo = [thing]
        while todo:
            item = todo.pop()
            if isinstance(item, pikepdf.Array):
                if len(item) > 3 and isinstance(item[0], pikepdf.Name) and str(item[0]) in ("/Separation", "/DeviceN"):
                    yield item
                todo += [part for part in item if _nested(part)]
            elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                todo += [part for _, part in item.items() if _nested(part)]


def _nested(part: Any) -> bool:
    import pikepdf

    return isinstance(part, pikepdf.Array | pikepdf.Dictionary) and not part.is_indirect


def _written(part: Any) -> bytes:
    """Return a space or function as it is written, the data of a stream with it."""
    import pikepdf

    if isinstance(part, pikepdf.Stream):
        return bytes(part.read_bytes())
    return bytes(part.unparse(resolved=True)) if isinstance(part, pikepdf.Object) else str(part).encode()


def jpx_faults(pdf: Any, told: Told) -> Iterator[Any]:
    """Yield what a JPEG 2000 picture has that an archive page may not hold."""
    import pikepdf

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and "JPXDecode" in str(thing.get("/Filter", "")):
            for reason in _jpx(bytes(thing.read_raw_bytes())):
                yield told("6.2.8.3", reason)


def _jpx(data: bytes) -> Iterator[str]:
    boxes = list(_boxes(data, b"jp2h"))
    header = next((body for name, body in boxes if name == b"ihdr"), b"")
    if len(header) < 14:
        yield "JPX: ihdr"
        return
    channels, depth = int.from_bytes(header[8:10], "big"), header[10]
    if channels not in (1, 3, 4, 2, 5):
        yield f"JPX: {channels} channels"
    depths = {depth & 127} if depth != 255 else {b & 127 for name, body in boxes if name == b"bpcc" for b in body}
    if len(depths) != 1 or not 0 <= min(depths) <= 37:
        yield f"JPX: depths {sorted(depths)}"
    colours = [body for name, body in boxes if name == b"colr" and len(body) >= 3]
    best = [body for body in colours if body[2] == 1]
    if len(colours) > 1 and len(best) != 1:
        yield f"JPX: {len(colours)} colr"
    for body in best or colours[:1]:
        if body[0] not in _SOUND_METHODS:
            yield f"JPX: METH {body[0]}"
        elif body[0] == 1 and int.from_bytes(body[3:7], "big") == _CIE_JAB:
            yield "JPX: CIEJab"


def _boxes(data: bytes, inside: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the boxes inside the first box of a name (ISO 15444-1, I.4)."""
    at = 0
    while at + 8 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        start = at + 8
        if size == 1:
            size, start = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        size = size or len(data) - at
        if size < 8:
            return
        if name == inside:
            yield from _boxes(data[start : at + size], b"")
            return
        if not inside:
            yield name, data[start : at + size]
        at += size
