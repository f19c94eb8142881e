"""Two versions of an issue page by page 大样对校: what moved, what changed in the copy, and in which stories.

Pages are drawn and compared as a proofreader lays one sheet over the other; the copy is compared as the files hold it.
Boxes are in millimetres from the trim's top left corner. The same two files always give the same answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.geometry import Box, mm, profile, to_mm
from layout.ground.dataclass import dataclass
from layout.ground.expression import expression
from layout.picture.planes import largest

if TYPE_CHECKING:
    import numpy
    from PIL import Image

DPI = 96
"""Resolution at which pages are laid over each other: a moved comma of 9 pt type is seen."""

_CELL = 6
"""Pixels of a cell in which differences are counted together."""

_NEAR = 3
"""Cells between two differences that still count as one."""

_LEAST = 40
"""Steps of 255 by which a pixel must differ: more than a renderer's rounding, less than any gray worth printing."""

_SENTENCE = expression(r"[^。！？；\n]+[。！？；]?[”’》）」』]*")

_NO_COPY = expression(r"[\r\n\ufffe]+| (?=[^ -~])|(?<=[^ -~]) ")
"""What a reader of PDF files adds: line ends, and blanks where a line of Chinese was set wide."""


@dataclass(frozen=True, slots=True)
class Version:
    """One side of the comparison: the PDF file, and the build's report where one lies beside it."""

    name: str
    pdf: Path
    report: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class PageChange:
    """How a page differs: boxes, the stories that they touch, sentences gone and come.

    `old` and `new` are its pictures, None on the side where the page does not exist.
    """

    number: int
    boxes: tuple[Box, ...]
    stories: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    come: tuple[str, ...]
    old: Image.Image | None
    new: Image.Image | None


def find_version(name: str, output: Path) -> Version | None:
    """Return what a name means: a PDF file, a folder of a build, an issue number, or one with a release (`2346-r1`).

    None where nothing is there.
    """
    path = Path(name)
    if re.fullmatch(r"[0-9]+(-r[0-9]+)?", name) and not path.exists():
        path = output / name
    if path.is_file():
        return Version(name, path, None)
    if not path.is_dir():
        return None
    folder = path / "press" if (path / "press").is_dir() else path
    found = sorted(one for one in folder.glob("*.pdf") if one.name != "ticket.pdf")
    whole = [one for one in found if one.stem.isdecimal()] or found
    if not whole:
        return None
    report = path / "report.json"
    return Version(name, whole[0], _report(report))


def named_versions(old: str, new: str) -> tuple[str, str]:
    """Return the names of two versions in full: with an issue number, `r1` is its first release, and that is older."""
    number, release = (old, new) if old.isdecimal() else (new, old)
    if number.isdecimal() and re.fullmatch("r[1-9][0-9]*", release):
        return f"{number}-{release}", number
    return old, new


def _report(path: Path) -> dict[str, Any] | None:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and "pages" in data else None


def compare(old: Version, new: Version) -> tuple[PageChange, ...]:
    """Return the pages that differ, in order; ValueError where a file is no PDF that can be read."""
    if old.pdf.read_bytes() == new.pdf.read_bytes():
        return ()
    pages = zip_longest(_pages(old.pdf), _pages(new.pdf))
    changes = (_change(number, one, two, old, new) for number, (one, two) in enumerate(pages, 1))
    return tuple(change for change in changes if change is not None)


@dataclass(frozen=True, slots=True)
class _Page:
    image: Image.Image
    text: str


def _pages(pdf: Path) -> Iterator[_Page]:
    """Yield the trimmed pages of a file as pictures, with their text in reading order."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"{pdf.name}: {error}") from None
    try:
        for page in document:
            width, height = page.get_size()
            left, bottom, right, top = page.get_trimbox()
            crop = (left, bottom, max(0.0, width - right), max(0.0, height - top))
            image = page.render(scale=DPI / 72, crop=crop).to_pil().convert("RGB")
            text_page = page.get_textpage()
            # What stands outside the trim says which release it is, and that is no change of the page.
            text = text_page.get_text_bounded(left, bottom, right, top)
            text_page.close()
            page.close()
            yield _Page(image, text)
    finally:
        document.close()


def _change(number: int, old: _Page | None, new: _Page | None, before: Version, after: Version) -> PageChange | None:
    if old is None or new is None or old.image.size != new.image.size:
        page = old or new
        assert page is not None
        width, height = page.image.size
        boxes: tuple[Box, ...] = (_box(0, 0, width, height),)
    else:
        boxes = _boxes(old.image, new.image)
    gone, come = changed_sentences(old.text if old else "", new.text if new else "")
    if not boxes and not gone and not come:
        return None
    stories = dict(_stories(before, number, boxes)) | dict(_stories(after, number, boxes))
    return PageChange(
        number, boxes, tuple(stories.items()), gone, come, old.image if old else None, new.image if new else None
    )


def _box(left: int, top: int, right: int, bottom: int) -> Box:
    """Return a box of pixels as lengths on the page."""
    unit = 72_000 / DPI
    return Box(round(left * unit), round(top * unit), round((right - left) * unit), round((bottom - top) * unit))


def _boxes(old: Image.Image, new: Image.Image) -> tuple[Box, ...]:
    """Return boxes round the differences of two pictures of one size, from the top down."""
    import numpy

    one, two = (numpy.asarray(image, dtype=numpy.int16) for image in (old, new))
    differs = largest(numpy.abs(one - two)) > _LEAST
    if not differs.any():
        return ()
    rows, columns = (-(-side // _CELL) for side in differs.shape)
    whole = numpy.zeros((rows * _CELL, columns * _CELL), dtype=bool)
    whole[: differs.shape[0], : differs.shape[1]] = differs
    cells = numpy.asarray(whole.reshape(rows, _CELL, columns, _CELL).any(axis=(1, 3)))
    height, width = differs.shape
    return tuple(
        sorted(
            (
                _box(left * _CELL, top * _CELL, min(right * _CELL, width), min(bottom * _CELL, height))
                for left, top, right, bottom in _islands(cells)
            ),
            key=lambda box: (box.y, box.x),
        )
    )


def _islands(cells: numpy.typing.NDArray[numpy.bool_]) -> Iterator[tuple[int, int, int, int]]:
    """Yield (left, top, right, bottom) of each group of cells that lie near each other."""
    import numpy

    left = {(int(row), int(column)) for row, column in numpy.argwhere(cells)}
    while left:
        edge = [left.pop()]
        group = list(edge)
        while edge:
            row, column = edge.pop()
            near = [
                (row + down, column + across)
                for down in range(-_NEAR, _NEAR + 1)
                for across in range(-_NEAR, _NEAR + 1)
                if (row + down, column + across) in left
            ]
            left.difference_update(near)
            edge += near
            group += near
        rows, columns = [row for row, _ in group], [column for _, column in group]
        yield min(columns), min(rows), max(columns) + 1, max(rows) + 1


def _stories(version: Version, number: int, boxes: Sequence[Box]) -> Iterator[tuple[str, str]]:
    """Yield id and title of the stories whose blocks a box touches, as the build's report places them."""
    report = version.report
    grid = profile(str(report.get("profile"))) if report else None
    if report is None or grid is None:
        return
    titles = {story["id"]: story["title"] for story in report["stories"]}
    for page in report["pages"]:
        if page["number"] == number:
            for block in page["blocks"]:
                cells = grid.cells(*block["at"], *block["size"])
                # A difference is known to a few pixels only, and its box may reach over into the next block.
                if any(cells.overlaps(_core(box)) for box in boxes):
                    yield block["story"], titles.get(block["story"], "")


def _core(box: Box) -> Box:
    edge = _CELL * 72_000 // DPI
    return box.inset(min(edge, (box.w - 1) // 2), min(edge, (box.h - 1) // 2))


def changed_sentences(old: str, new: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sentences that are only in the old copy and those only in the new one, in their order.

    Where lines end and how wide spaces are set does not matter: copy that was only set anew is the same.
    """
    one, two = (_SENTENCE.findall(_NO_COPY.sub("", text)) for text in (old, new))
    before, after = ([re.sub(r"\s", "", text) for text in texts] for texts in (one, two))
    gone: list[str] = []
    come: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            # A sentence that only changed its place in the file says nothing about the copy.
            gone += [one[at].strip() for at in range(a, b) if before[at] not in after]
            come += [two[at].strip() for at in range(c, d) if after[at] not in before]
    return tuple(gone), tuple(come)


def pairs(change: PageChange) -> list[tuple[str, str]]:
    """Return the changed sentences, old beside new where they are alike; empty where one has no other."""
    left = list(change.come)
    found = []
    for old in change.gone:
        likeness = {new: SequenceMatcher(None, old, new, autojunk=False).ratio() for new in left}
        new = max(left, key=lambda text: likeness[text], default="")
        if new and likeness[new] > 0.5:
            left.remove(new)
            found.append((old, new))
        else:
            found.append((old, ""))
    return found + [("", new) for new in left]


def box_words(box: Box) -> str:
    """Return where a box is, in millimetres: left, top, width × height."""
    left, top, width, height = (round(to_mm(side)) for side in (box.x, box.y, box.w, box.h))
    return f"{left},{top}  {width}×{height}"


def widened(box: Box) -> Box:
    """Return a box with a little room, so that a frame round it hides nothing."""
    return box.inset(-mm(1.5))
