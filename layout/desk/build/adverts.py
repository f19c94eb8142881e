"""Adverts looked over as they will print: against the place that was booked, and by the checks of the finished file."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import replace
from layout.sheet import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from layout.desk.build.results import Judged
    from layout.export.pdf.settings import PressSettings
    from layout.picture import PdfArt
    from layout.sheet import Edition, Sheet

_OF_PAINT = ("BK", "CO", "IM", "LW", "TA")
"""Families of checks that look at what is painted, not at how the file is built."""


SCALED = 0.05
"""Share by which an advert may be enlarged or reduced: what a grid of rows makes of a size in millimetres."""

WHITE_MM = 3.0
"""White that an advert may leave in its place, both sides together."""

_LOOKED_AT_MOST = 64
"""Press files of one advert whose findings are kept, the oldest forgotten first."""

_looked_at: dict[bytes, tuple[Diagnostic, ...]] = {}
"""What was found of press files, by their content and the settings that they were held against."""


def booked(edition: Edition, art: Mapping[Picture, PdfArt], judged: Judged) -> Iterator[Diagnostic]:
    """Yield G063 for a finished advert much smaller or larger than its place, G064 for one of another shape.

    Only notices of fixed size are looked at: their place was booked. A picture has no size of its own, only a shape.
    """
    for sheet in edition.sheets:
        for item in sheet.items:
            story = judged.issue.story(sheet.regions[item.region].story) if item.region >= 0 else None
            if story is None or not story.fixed or not isinstance(item, Picture):
                continue
            at, room = Place(item.source), (item.box.w / 1000, item.box.h / 1000)
            if item in art:
                own = _size_of(art[item])
            else:
                photo = next((one for one in story.photos if one.sha256 == item.sha256), None)
                room = _room(judged, sheet, story.id) or room
                own = (float(photo.pixels[0]), float(photo.pixels[1])) if photo else (0.0, 0.0)
            if 0 in own:
                continue
            scale = min(room[0] / own[0], room[1] / own[1])
            if item in art and abs(scale - 1) > SCALED:
                turn, percent = ("放大到" if scale > 1 else "缩小到"), round(100 * scale)
                sizes = [round(side * 25.4 / 72) for side in (*own, *room)]
                names = ("width", "height", "room_width", "room_height")
                args: dict[str, object] = dict(zip(names, sizes, strict=True))
                yield Diagnostic.make("G063", Severity.WARNING, at, None, turn=turn, percent=percent, **args)
            white = [(room[side] - own[side] * scale) * 25.4 / 72 for side in (0, 1)]
            if max(white) > WHITE_MM:
                aside = white[0] > white[1]
                words = {"side": "左右" if aside else "上下", "side_en": "at its sides" if aside else "above and below"}
                yield Diagnostic.make("G064", Severity.WARNING, at, white=round(max(white)), **words)


def _size_of(art: PdfArt) -> tuple[float, float]:
    left, bottom, right, top = art.box
    return (top - bottom, right - left) if art.rotate in (90, 270) else (right - left, top - bottom)


def _room(judged: Judged, sheet: Sheet, story: str) -> tuple[float, float] | None:
    """Return the place of a notice of one picture in pt; a picture stands in it with its own proportions."""
    page = next(page for page in judged.plan.pages if page.number == sheet.number)
    block = next((block for block in page.blocks if block.story == story), None)
    if block is None or len(block.photos) != 1 or not page.top:
        return None
    place = block.photos[0]
    cells = sheet.grid.cells(block.col + place.col, block.row + place.row, place.cols, place.rows)
    return cells.w / 1000, (cells.h - sheet.grid.leading + sheet.grid.size) / 1000


def at_pictures(remarks: Sequence[Diagnostic], sheets: Sequence[Sheet]) -> tuple[Diagnostic, ...]:
    """Return what the checks of a file say, each finding inside a picture or an advert at that picture's own file.

    The desk is then led to the line of copy that brought it. The file's pages are the sheets, in their order.
    """
    return tuple(_at_picture(remark, sheets) for remark in remarks)


def _at_picture(remark: Diagnostic, sheets: Sequence[Sheet]) -> Diagnostic:
    args = dict(remark.args)
    page, box = args.get("page"), args.get("box")
    if remark.code[:2] not in _OF_PAINT or not isinstance(page, int) or not isinstance(box, tuple):
        return remark
    across, down = ((near + far) / 2 / 25.4 * 72 * 1000 for near, far in ((box[0], box[2]), (box[1], box[3])))
    for item in sheets[page - 1].items if 0 < page <= len(sheets) else ():
        if not isinstance(item, Picture):
            continue
        if item.box.x <= across <= item.box.right and item.box.y <= down <= item.box.bottom:
            return replace(remark, at=Place(item.source))
    return remark


def as_printed(edition: Edition, adverts: Sequence[Picture], judged: Judged, kept: Path) -> Iterator[Diagnostic]:
    """Yield what the checks of the finished file say of each advert at its size: pictures too coarse, lines too thin.

    The finding stands at the advert's own file, which the docket brings to the line of copy.
    """
    from tempfile import TemporaryDirectory

    from layout.export.pdf.press import write_press

    settings = replace(judged.settings.press, spreads=False, marks=False)
    for sheet in edition.sheets:
        for item in dict.fromkeys(item for item in sheet.items if item in adverts):
            alone = replace(edition, sheets=(replace(sheet, items=(item,), regions=()),))
            with TemporaryDirectory() as folder:
                made = write_press(alone, judged.case, Path(folder), settings, per_page=False, cache=kept)
                if not made.value:
                    continue
                found = _of_paint(made.value[0], settings)
            source = getattr(item, "source", "")
            yield from (replace(remark, at=Place(source)) for remark in found)


def _of_paint(file: Path, settings: PressSettings) -> tuple[Diagnostic, ...]:
    """Return what the checks of a press file say of its paint; the same file is looked at once in a process.

    The window asks at every change of a page, and an advert hardly ever changes: counting its ink takes a second.
    """
    from layout.preflight import check_file

    key = sha256(repr(settings).encode() + b"\n" + file.read_bytes()).digest()
    if key not in _looked_at:
        found = check_file(file, settings).diagnostics
        while len(_looked_at) >= _LOOKED_AT_MOST:
            del _looked_at[next(iter(_looked_at))]
        _looked_at[key] = tuple(remark for remark in found if remark.code[:2] in _OF_PAINT)
    return _looked_at[key]
