"""Pages drawn for the screen: each in parts, so that a browser is given only those that changed.

The parts of the last pages drawn are remembered by version, a try's as well as the desk's own: a browser that names the
version it shows gets the difference, whichever way it goes.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, Any

from layout.desk.build.results import Judged
from layout.ground.dataclass import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layout.desk.build.docket import Docket
    from layout.desk.build.results import Opened
    from layout.diagnostics import Remarked
    from layout.export.svg import GlyphShelf, PageParts
    from layout.sheet import Picture, Sheet

REMEMBERED = 96
"""Drawn pages whose parts are remembered for those who show an older one."""


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as shown: its sheet with proof items, its parts, and a version that changes with the picture only."""

    sheet: Sheet
    parts: PageParts
    version: str

    @property
    def svg(self) -> str:
        """The page as one document."""
        return self.parts.svg


class Easel:
    """Draws the pages of one issue and keeps outlines, pictures and parts from drawing to drawing."""

    def __init__(self, pictures: Path) -> None:
        """Open with nothing drawn; `pictures` is where converted pictures are kept."""
        self.shelf: GlyphShelf | None = None
        self.pictures: dict[str, tuple[Picture, bool]] = {}
        self.fonts = ""
        self.kept = pictures
        self._faces: tuple[tuple[str, str], ...] = ()
        # A browser that outlives the program must not take a new run's outlines for those it holds.
        self._run = secrets.token_hex(4)
        self._drawn: dict[int, list[PageView]] = {}
        self._inked: dict[int, list[tuple[Sheet, Remarked[Sheet]]]] = {}
        self._marks: dict[int, list[tuple[object, Sheet]]] = {}
        self._versions: dict[str, dict[str, str]] = {}

    def draw(
        self, opened: Opened, sheets: tuple[Sheet, ...], docket: Docket, *, marks: bool = True
    ) -> tuple[PageView, ...]:
        """Return the pages, those drawn before as they were; what is wrong with a drawing goes on the docket.

        Without `marks` a page keeps the desk's marks that it had last: while somebody types, they come at the pause.
        """
        from layout.export.svg import GlyphShelf, page_parts

        faces = tuple((face.key, face.sha256) for face in opened.case.faces)
        if self.shelf is None or faces != self._faces:
            self.shelf, self._faces = GlyphShelf(opened.case), faces
            self._drawn.clear()
            self._marks.clear()
            self.fonts = self._run + hashlib.sha256(repr(faces).encode()).hexdigest()[:12]
        sheets = tuple(docket.take(self._with_artwork(opened, sheet)) for sheet in sheets)
        if isinstance(opened, Judged):
            sheets = self._marked(opened, sheets) if marks else tuple(map(self._as_marked, sheets))
        pages = []
        for sheet in sheets:
            kept = self._drawn.setdefault(sheet.number, [])
            page = next((page for page in kept if page.sheet == sheet), None)
            if page is None:
                parts = page_parts(sheet, self.shelf, self._address(sheet))
                page = PageView(sheet, parts, self._remember(parts))
            # The desk's own page and the last try's: dragging goes to and fro between the two.
            self._drawn[sheet.number] = [page, *(other for other in kept if other is not page)][:2]
            pages.append(page)
        return tuple(pages)

    def _as_marked(self, sheet: Sheet) -> Sheet:
        """Return a sheet with the marks that its page had last."""
        kept = self._marks.get(sheet.number)
        items = kept[0][1].items if kept else ()
        return replace(sheet, items=(*sheet.items, *(item for item in items if item.layer == "proof")))

    def _marked(self, judged: Judged, sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
        """Return sheets with the desk's marks, from memory where all that the marks say is the same as last time."""
        from layout.desk.build.proof import proofed

        dummies = {page.number: page for page in judged.plan.pages}
        made = []
        for sheet in sheets:
            number = sheet.number
            dummy = dummies.get(number)
            stories = [judged.issue.story(block.story) for block in dummy.blocks] if dummy else []
            fits = [fit for fit in judged.fits if fit.page == number]
            findings = [finding for finding in judged.verdict.findings if finding.at.page == number]
            said = (sheet, dummy, fits, findings, stories)
            kept = self._marks.setdefault(number, [])
            pair = next((pair for pair in kept if pair[0] == said), None)
            if pair is None:
                pair = (said, proofed(judged, replace(judged.edition, sheets=(sheet,))).sheets[0])
            self._marks[number] = [pair, *(other for other in kept if other is not pair)][:2]
            made.append(pair[1])
        return tuple(made)

    def since(self, page: PageView, version: str) -> dict[str, Any]:
        """Return what a browser with another version of a page must change: the order of all parts, those that differ.

        Everything where that version is not remembered.
        """
        before = self._versions.get(version, {})
        after = self._versions.get(page.version) or _hashes(page.parts)
        parts = {name: svg for name, svg in page.parts.parts if before.get(name) != after[name]}
        return {"version": page.version, "order": [name for name, _ in page.parts.parts], "parts": parts}

    def _remember(self, parts: PageParts) -> str:
        hashes = _hashes(parts)
        version = hashlib.sha256(repr(list(hashes.items())).encode()).hexdigest()[:16]
        self._versions.pop(version, None)
        self._versions[version] = hashes
        while len(self._versions) > REMEMBERED:
            del self._versions[next(iter(self._versions))]
        return version

    def _address(self, sheet: Sheet) -> Callable[[Picture], str]:
        from layout.export.svg import picture_key

        def address(picture: Picture) -> str:
            gray = sheet.colours == "K"
            key = picture_key(picture, gray)
            self.pictures[key] = (picture, gray)
            return f"/picture/{key}"

        return address

    def _with_artwork(self, opened: Opened, sheet: Sheet) -> Remarked[Sheet]:
        """Return a sheet with its drawings, from memory where it is the same as one of the last."""
        from layout.picture import open_studio, with_artwork

        kept = self._inked.setdefault(sheet.number, [])
        pair = next((pair for pair in kept if pair[0] == sheet), None)
        if pair is None:
            shop = opened.settings.press
            studio = open_studio(opened.case, shop.profile, shop.ink_limit, self.kept)
            pair = (sheet, with_artwork(sheet, studio))
        self._inked[sheet.number] = [pair, *(other for other in kept if other is not pair)][:2]
        return pair[1]


def _hashes(parts: PageParts) -> dict[str, str]:
    return {name: hashlib.sha256(svg.encode()).hexdigest()[:16] for name, svg in parts.parts}
