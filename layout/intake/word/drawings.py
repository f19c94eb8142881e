"""Walking drawings of a Word file: pictures wherever they stand, word art, and objects that are no pictures."""

from __future__ import annotations

import re
from typing import Any

from layout.ground.dataclass import replace
from layout.intake.document import PictureMark, SourceParagraph, SourcePicture
from layout.intake.word.leaves import THINGS, picture_link
from layout.intake.word.names import attribute, short
from layout.intake.word.printing import as_printed
from layout.intake.word.scene import Around, PictureFrame
from layout.intake.word.styles import number
from layout.intake.word.walk import Walk, handles

_EMU = 36_000
"""English metric units a millimetre (20.1.10.16)."""
_FILE_NAME = re.compile(r"[^/\\]+\.(?:jpe?g|png|tiff?|webp|gif|bmp|svg|emf|wmf)", re.I)
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)\s*(pt|in|cm|mm|px|)", re.I)
_MM = {"pt": 25.4 / 72, "": 25.4 / 96, "px": 25.4 / 96, "in": 25.4, "cm": 10.0, "mm": 1.0}


@handles("wp:inline", "wp:anchor")
def framed(walk: Walk, element: Any, around: Around) -> None:
    """Walk a drawing's frame: it knows how large the picture stands, and what it is called."""
    kept, found = walk.frame, PictureFrame()
    for one in element:
        tag = short(one.tag)
        if tag == "wp:extent":
            found = replace(found, size=_extent(one))
        elif tag == "wp:docPr":
            found = replace(
                found,
                alt=attribute(one, ":descr") or one.get("descr", "") or one.get("title", ""),
                name=_file_name(one.get("name", "")),
            )
    walk.frame = found
    walk.inside(element, around)
    walk.frame = kept


@handles("pic:pic")
def pictured(walk: Walk, element: Any, around: Around) -> None:
    """Walk a picture: its own name, crop, turn and size; inside a group each has its own."""
    kept, found = walk.frame, walk.frame
    for one in element.iter("*"):
        tag = short(one.tag)
        if tag == "pic:cNvPr":
            found = replace(
                found,
                name=_file_name(one.get("name", "")) or _file_name(one.get("descr", "")) or found.name,
                alt=found.alt or one.get("descr", ""),
            )
        elif tag == "a:srcRect":
            found = replace(found, crop=_crop(one))
        elif tag == "a:xfrm":
            turn = round(number(one.get("rot", "0")) / 60_000) % 360
            found = replace(found, turn=turn if turn % 90 == 0 else 0)
        elif tag == "a:ext" and one.get("cx") and found.size == (0.0, 0.0):
            found = replace(found, size=_extent(one))
    walk.frame = found
    walk.inside(element, around)
    walk.frame = kept


@handles("v:shape", "v:rect", "v:roundrect", "v:oval", "v:image")
def shaped(walk: Walk, element: Any, around: Around) -> None:
    """Walk a shape of older Word files."""
    kept = walk.frame
    sizes = {name.lower(): float(value) * _MM[unit.lower()] for name, value, unit in _sizes(element)}
    walk.frame = PictureFrame("", element.get("alt", ""), (sizes.get("width", 0.0), sizes.get("height", 0.0)))
    walk.inside(element, around)
    walk.frame = kept


def _sizes(element: Any) -> list[tuple[str, str, str]]:
    return [(name, value, unit) for name, value, unit in _LENGTH.findall(element.get("style", "")) if _is_number(value)]


def _is_number(text: str) -> bool:
    return text.count(".") <= 1 and text != "."


@handles("a:blip", "v:imagedata", "asvg:svgBlip")
def picture(walk: Walk, element: Any, around: Around) -> None:
    """Walk the place where a picture is named."""
    stored, linked = picture_link(element)
    if stored or linked:
        _take(walk, element, around, stored, linked)
    walk.inside(element, around)


def _take(walk: Walk, element: Any, around: Around, stored: str, linked: str) -> None:
    key, place, shared = walk.key(element), walk.shared.place, walk.shared
    if around.left or short(element.tag) == "asvg:svgBlip":
        walk.account.place_object(key, stored or linked, place, around.left or "same-picture", left=True)
        return
    target, outside = walk.targets.get(stored or linked, ("", True))
    data = None if outside or not target else shared.package.read(target)
    frame = walk.frame
    name = frame.name or _file_name(attribute(element, "o:title")) or target.rpartition("/")[2]
    nth = len(shared.pictures)
    missing = data is None
    shared.pictures.append(
        SourcePicture(
            target if missing else name, data or b"", frame.size, frame.crop, frame.turn, frame.alt, missing, place
        )
    )
    walk.account.place_object(key, f"{nth}", place, "linked" if missing else "")
    walk.put(PictureMark(nth))


@handles(*THINGS)
def thing(walk: Walk, element: Any, around: Around) -> None:
    """Walk an object that is no picture: it is left out and told."""
    rule = THINGS[short(element.tag)]
    walk.account.place_object(walk.key(element), rule, walk.shared.place, around.left or rule, left=True)
    walk.inside(element, around)


@handles("v:textpath")
def word_art(walk: Walk, element: Any, around: Around) -> None:
    """Walk word art: its words are an attribute."""
    words = attribute(element, ":string") or element.get("string", "")
    if words:
        key = walk.key(element, "@string")
        if around.left:
            walk.account.leave(key, words, walk.shared.place, around.left)
        else:
            run, _ = as_printed(words, replace(around, rule="text-box"))
            walk.account.set(key, words, walk.shared.place, run.text, "text-box")
            walk.put_block(SourceParagraph((run,), place=walk.shared.place))
    walk.inside(element, around)


@handles("a:p")
def drawn_paragraph(walk: Walk, element: Any, around: Around) -> None:
    """Walk a paragraph of a drawing."""
    inlines = walk.inlines(element, replace(around, rule=around.rule or "text-box"))
    if inlines:
        walk.put_block(SourceParagraph(tuple(inlines), place=walk.shared.place))


def _extent(element: Any) -> tuple[float, float]:
    return number(element.get("cx", "")) / _EMU, number(element.get("cy", "")) / _EMU


def _crop(element: Any) -> tuple[int, int, int, int] | None:
    """Return what a crop leaves visible; None where nothing is cut off."""
    left, top, right, bottom = (number(element.get(side, "0").rstrip("%")) / 10 for side in ("l", "t", "r", "b"))
    box = (round(left), round(top), 10_000 - round(right), 10_000 - round(bottom))
    inside = all(0 <= side <= 10_000 for side in box) and box[0] < box[2] and box[1] < box[3]
    return box if inside and box != (0, 0, 10_000, 10_000) else None


def _file_name(text: str) -> str:
    """Return a text where it is a picture's file name, else nothing."""
    text = text.strip().replace("\\", "/").rpartition("/")[2]
    return text if _FILE_NAME.fullmatch(text) else ""
