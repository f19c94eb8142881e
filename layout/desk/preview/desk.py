"""What the preview shows of an issue: its pages as SVG, how copy fits, what was found, and where copy stands.

Each rebuild makes a new view and keeps of the last one whatever is still true, so that an edit in one story redraws
its pages only and a broken file leaves the last good pages standing. Nothing is written.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.desk.build.docket import Docket
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pictures import named_pictures
from layout.desk.build.pipeline import check
from layout.desk.preview.galley_sheets import galley_sheets
from layout.diagnostics import Locus, Place, Remarked, has_errors
from layout.ground.dataclass import dataclass, replace
from layout.issue.source import ReadIssue, SourceMap
from layout.makeup.page.memo import Memo
from layout.sheet import Fit

if TYPE_CHECKING:
    from layout.desk.build.results import Checked, Judged, Opened
    from layout.desk.house import House
    from layout.diagnostics import Diagnostic
    from layout.export.svg import GlyphShelf
    from layout.makeup.dummy.plan import Plan
    from layout.sheet import Picture, Sheet

HOMELESS = "小样（还没有上版）"
"""Section of sheets that show stories without a page."""

SEARCH = 5.0
"""Seconds a page that the optimiser may take where there is no dummy: the desk is waiting."""


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as shown: its sheet with proof items, its SVG, and a version that changes with the picture only."""

    sheet: Sheet
    svg: str
    version: str


class PreviewDesk:
    """Keeps the last good pages of one issue and renews them on demand. Not for two threads at once."""

    def __init__(self, house: House, number: int) -> None:
        """Open the desk for an issue of a house; nothing is read yet."""
        self.house = house
        self.number = number
        self.pages: tuple[PageView, ...] = ()
        self.shelf: GlyphShelf | None = None
        self.pictures: dict[str, tuple[Picture, bool]] = {}
        self.state: dict[str, Any] = {"serial": 0, "pages": [], "building": True}
        self._faces: tuple[tuple[str, str], ...] = ()
        self._fonts = ""
        # A browser that outlives the program must not take a new run's outlines for those it holds.
        self._run = secrets.token_hex(4)
        self._plan: Plan | None = None
        self._memo = Memo()
        self._galleys = False
        # So that a file that is bad the first time it is read does not keep the others from being shown.
        self._before = ReadIssue(None, (), SourceMap({}, {}))
        self._shown: Judged | None = None
        self._sources: SourceMap | None = None
        self._inked: dict[int, tuple[Sheet, Remarked[Sheet]]] = {}

    def rebuild(self) -> dict[str, Any]:
        """Read, compose and make up the issue once more and return its new state, as the browser gets it."""
        started = time.perf_counter()
        checked = self._checked()
        self._sources = checked.sources
        docket = Docket(checked.order, in_silence)
        if checked.reached is not None:
            docket.pictures = named_pictures(checked.reached.issue, str(checked.order.folder))
        docket.note(checked.remarks)
        if checked.judged is not None:
            self._draw(checked.judged, (*checked.judged.edition.sheets, *_homeless(checked.judged)), docket)
            self._shown, self._galleys = checked.judged, False
        elif checked.opened is not None and (self._galleys or not self.pages):
            # No page yet that could stay: show what is written as galleys.
            self._draw(checked.opened, galley_sheets(checked.opened.issue, checked.opened.room), docket)
            self._galleys = True
        self.state = self._state(checked, docket.remarks, time.perf_counter() - started)
        return self.state

    def place(self, spot: str) -> Place | None:
        """Return the place of a line's `data-at`: story, field, paragraph, offset."""
        parts = spot.split(" ")
        if self._sources is None or len(parts) != 4:
            return None
        try:
            locus = Locus(parts[0], parts[1], int(parts[2]), int(parts[3]))
        except ValueError:
            return None
        return self._sources.place(locus)

    def _checked(self) -> Checked:
        """Return the issue made up; the optimiser works only where neither desk nor memory has a fitting dummy."""
        order = Order(
            self.house,
            self.number,
            self.house.output,
            plan=self._plan,
            mend=False,
            seconds=SEARCH,
            memo=self._memo,
            before=self._before,
        )
        checked = check(order, in_silence)
        outgrown = (
            checked.judged is not None and checked.judged.plan is self._plan and any(fit.over for fit in checked.fits)
        )
        if outgrown:
            mended = check(replace(order, mend=True), in_silence)
            checked = mended if mended.judged is not None else checked
        if checked.judged is not None:
            self._plan = checked.judged.plan
        if checked.reached is not None:
            self._before = ReadIssue(checked.reached.issue, checked.remarks, checked.sources)
        return checked

    def _draw(self, opened: Opened, sheets: tuple[Sheet, ...], docket: Docket) -> None:
        """Draw the pages that changed; what is wrong with a drawing goes on the docket."""
        from layout.desk.build.proof import proofed
        from layout.desk.build.results import Judged
        from layout.export.svg import GlyphShelf, page_svg, picture_key

        faces = tuple((face.key, face.sha256) for face in opened.case.faces)
        kept = {page.sheet.number: page for page in self.pages}
        if self.shelf is None or faces != self._faces:
            self.shelf, self._faces, kept = GlyphShelf(opened.case), faces, {}
            self._fonts = self._run + hashlib.sha256(repr(faces).encode()).hexdigest()[:12]

        def address(sheet: Sheet) -> Any:
            def of(picture: Picture) -> str:
                gray = sheet.colours == "K"
                key = picture_key(picture, gray)
                self.pictures[key] = (picture, gray)
                return f"/picture/{key}"

            return of

        sheets = tuple(docket.take(self._with_artwork(opened, sheet)) for sheet in sheets)
        if isinstance(opened, Judged):
            sheets = proofed(opened, replace(opened.edition, sheets=sheets)).sheets
        pages = []
        for sheet in sheets:
            page = kept.get(sheet.number)
            if page is None or page.sheet != sheet:
                svg = page_svg(sheet, opened.case, proof=True, shelf=self.shelf, picture=address(sheet), defs=False)
                page = PageView(sheet, svg, hashlib.sha256(svg.encode()).hexdigest()[:16])
            pages.append(page)
        self.pages = tuple(pages)

    def _with_artwork(self, opened: Opened, sheet: Sheet) -> Remarked[Sheet]:
        """Return a sheet with its drawings, from memory where it is the same as last time."""
        from layout.picture import open_studio, with_artwork

        before = self._inked.get(sheet.number)
        if before is None or before[0] != sheet:
            shop = opened.settings.press
            kept = Order(self.house, self.number, self.house.output).pictures
            studio = open_studio(opened.case, shop.profile, shop.ink_limit, kept)
            before = self._inked[sheet.number] = (sheet, with_artwork(sheet, studio))
        return before[1]

    def _state(self, checked: Checked, remarks: tuple[Diagnostic, ...], seconds: float) -> dict[str, Any]:
        from layout.diagnostics.record import diagnostic_record

        shown = self._shown
        stale = [str(dict(remark.args)["file"]) for remark in remarks if remark.code == "I121"]
        titles = {article.id: article.title for article in shown.edition.articles} if shown else {}
        name = checked.reached.issue.masthead.name if checked.reached else shown.edition.name if shown else ""
        return {
            "serial": self.state["serial"] + 1,
            "building": False,
            "broken": bool(stale) or (checked.judged is None and not self._galleys),
            "stale": stale,
            "galleys": self._galleys,
            "errors": has_errors(remarks),
            "seconds": round(seconds, 3),
            "number": self.number,
            "name": name,
            "plan": shown.plan.by if shown else "",
            "fonts": self._fonts,
            "glyphs": len(self.shelf) if self.shelf is not None else 0,
            "pages": [
                {"number": page.sheet.number, "section": page.sheet.section, "version": page.version}
                for page in self.pages
            ],
            "fits": _depths(checked.opened)
            if self._galleys
            else [_fit(fit, titles) for fit in (shown.fits if shown else ()) if fit.offered or fit.over],
            "diagnostics": [
                diagnostic_record(remark, checked.sources)
                | {"story": remark.at.story if isinstance(remark.at, Locus) else ""}
                for remark in remarks
            ],
        }


def _homeless(judged: Judged) -> tuple[Sheet, ...]:
    """Return the stories that have no place on a page yet, as galleys on sheets after the pages."""
    placed = {block.story for page in judged.plan.pages for block in page.blocks}
    stories = tuple(story for story in judged.issue.stories if story.id not in placed)
    if not stories:
        return ()
    sheets = galley_sheets(replace(judged.issue, stories=stories), judged.room)
    last = max((page.number for page in judged.plan.pages), default=0)
    return tuple(replace(sheet, number=last + sheet.number, section=HOMELESS) for sheet in sheets)


def _fit(fit: Fit, titles: dict[str, str]) -> dict[str, Any]:
    from layout.desk.build.report import fit_record

    return {**fit_record(fit), "title": titles.get(fit.story, "")}


def _depths(opened: Opened | None) -> list[dict[str, Any]]:
    """Return how many lines each story is long, while it has no place on a page."""
    if opened is None:
        return []
    found = []
    for story in opened.issue.stories:
        depth = opened.room.galley(story, opened.room.grid.measure).depth
        fit = _fit(Fit(story.id, 0, depth, depth), {story.id: story.head.title})
        found.append({**fit, "galley": True})
    return found


def editor_address(editor: str, file: Path, line: int, column: int) -> str:
    """Return the address that opens a file in an editor, named by its command or by a template.

    A template holds `{file}`, `{line}` and `{column}`. Editors that answer to no address (those of the terminal) get
    an empty one: the preview then shows the place to copy.
    """
    if "{file}" in editor:
        return editor.format(file=file, line=line, column=column)
    name = Path(editor.split(" ")[0]).name if editor else "code"
    form = EDITORS.get(name, "")
    from urllib.parse import quote

    return form.format(file=quote(str(file)), line=line, column=column)


_VSCODE = "vscode://file{file}:{line}:{column}"
EDITORS = {
    "code": _VSCODE,
    "code-insiders": "vscode-insiders://file{file}:{line}:{column}",
    "codium": "vscodium://file{file}:{line}:{column}",
    "cursor": "cursor://file{file}:{line}:{column}",
    "zed": "zed://file{file}:{line}:{column}",
    "subl": "subl://open?url=file://{file}&line={line}&column={column}",
    "mate": "txmt://open?url=file://{file}&line={line}&column={column}",
    "idea": "idea://open?file={file}&line={line}&column={column}",
}
"""Editors by command, and the addresses that they answer to."""
