"""The desk's state as plain data, as `docs/desk.md` documents it: what a browser is told of an issue."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.desk.window.galley_sheets import SECTION
from layout.diagnostics import Diagnostic, Locus, has_errors
from layout.ground.dataclass import dataclass
from layout.sheet import Fit

if TYPE_CHECKING:
    from layout.desk.build.results import Checked, Judged, Opened
    from layout.desk.house import House
    from layout.desk.window.drawing import Easel, PageView
    from layout.geometry import Grid
    from layout.issue.model import Issue, Story
    from layout.issue.source import SourceMap
    from layout.makeup.dummy.plan import Block, PageDummy, Plan


@dataclass(frozen=True, slots=True)
class Showing:
    """One making of the issue: what was checked, the pages that it gave (none where nothing could be set), remarks.

    `galleys` tells that the pages show stories one after another, since no page can be made of them yet.
    """

    checked: Checked
    pages: tuple[PageView, ...]
    remarks: tuple[Diagnostic, ...]
    galleys: bool
    seconds: float

    @property
    def judged(self) -> Judged | None:
        """The pages made up, None where an error stood before them."""
        return self.checked.judged


@dataclass(frozen=True, slots=True)
class Last:
    """What could be shown last: pages, what they were made of, and the easel that they were drawn at."""

    pages: tuple[PageView, ...]
    judged: Judged | None
    easel: Easel


HOMELESS = "小样（还没有上版）"
"""Section of sheets that show stories without a page."""

_SECTIONS = {
    HOMELESS: {"zh": HOMELESS, "en": "galleys (on no page yet)"},
    SECTION: {"zh": SECTION, "en": "galleys (no page can be made up yet)"},
}
"""Sections that the window names and not the desk."""

TEXTS = ("*.md", "*.yaml")
"""Files of an issue that the desk writes."""


def state_record(house: House, showing: Showing, last: Last, files: dict[str, str]) -> dict[str, Any]:
    """Return everything that the window shows but the pages themselves.

    `last` is what could be shown last, `files` the hashes of the issue's files as they were read.
    """
    checked, shown, easel = showing.checked, last.judged, last.easel
    folder = house.issue(checked.order.number)
    remarks = showing.remarks
    stale = [str(dict(remark.args)["file"]) for remark in remarks if remark.code == "I121"]
    name = checked.reached.issue.masthead.name if checked.reached else shown.edition.name if shown else ""
    issue = checked.reached.issue if checked.reached else shown.issue if shown else None
    room = checked.opened.room if checked.opened else shown.room if shown else None
    return {
        "building": False,
        "broken": bool(stale) or (checked.judged is None and not showing.galleys),
        "stale": stale,
        "galleys": showing.galleys,
        "errors": has_errors(remarks),
        "seconds": round(showing.seconds, 3),
        "number": checked.order.number,
        "name": name,
        "plan": shown.plan.by if shown else "",
        "fonts": easel.fonts,
        "glyphs": len(easel.shelf) if easel.shelf is not None else 0,
        "pages": [
            {"number": sheet.number, "section": _SECTIONS.get(sheet.section, sheet.section), "version": page.version}
            for page in last.pages
            for sheet in (page.sheet,)
        ],
        "fits": depths(checked.opened) if showing.galleys else fits(shown),
        "diagnostics": [remark_record(remark, checked.sources) for remark in remarks],
        "grid": grid_record(room.grid) if room else None,
        "dummy": dummy_record(shown) if shown else [],
        "stories": story_records(issue, checked.sources, shown.plan if shown else None, folder),
        "files": files,
    }


def file_hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every text file of an issue by name."""
    paths = sorted(path for form in TEXTS for path in folder.glob(form) if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def fits(judged: Judged | None) -> list[dict[str, Any]]:
    """Return how each block's copy fits."""
    titles = {article.id: article.title for article in judged.edition.articles} if judged else {}
    return [_fit(fit, titles) for fit in (judged.fits if judged else ()) if fit.offered or fit.over]


def depths(opened: Opened | None) -> list[dict[str, Any]]:
    """Return how many lines each story is long, while it has no place on a page."""
    if opened is None:
        return []
    found = []
    for story in opened.issue.stories:
        depth = opened.room.galley(story, opened.room.grid.measure).depth
        fit = _fit(Fit(story.id, 0, depth, depth), {story.id: story.head.title})
        found.append({**fit, "galley": True})
    return found


def _fit(fit: Fit, titles: dict[str, str]) -> dict[str, Any]:
    from layout.desk.build.report import fit_record

    return {**fit_record(fit), "title": titles.get(fit.story, "")}


def remark_record(remark: Diagnostic, sources: SourceMap) -> dict[str, Any]:
    """Return a finding with the story that it is about, and the name by which a command speaks of it."""
    from layout.diagnostics.record import diagnostic_record

    record = diagnostic_record(remark, sources)
    story = remark.at.story if isinstance(remark.at, Locus) else ""
    file = record["file"]
    if not story and file:
        # A file that could never be read yet is known by its name alone.
        unread = Path(file).stem if file.endswith(".md") else ""
        story = next((name for name, source in sources.stories.items() if name and source.copy.name == file), unread)
    named = repr((remark.code, file, record["line"], record["column"], remark.args))
    return record | {"story": story, "key": hashlib.sha256(named.encode()).hexdigest()[:16]}


def grid_record(grid: Grid) -> dict[str, Any]:
    """Return the grid in points: a cell's left edge is x + column * (column's width + gutter)."""
    area = grid.type_area
    return {
        "profile": grid.name,
        "columns": grid.columns,
        "rows": grid.rows,
        "x": area.x / 1000,
        "y": area.y / 1000,
        "width": area.w / 1000,
        "column": grid.measure / 1000,
        "gutter": grid.gutter / 1000,
        "leading": grid.leading / 1000,
        "trim": [side / 1000 for side in grid.trim],
        "bleed": grid.bleed / 1000,
    }


def dummy_record(judged: Judged) -> list[dict[str, Any]]:
    """Return the page dummy with each block's fit."""
    waiting: dict[tuple[int, str], list[Fit]] = {}
    for fit in judged.fits:
        waiting.setdefault((fit.page, fit.story), []).append(fit)
    return [
        {
            "page": page.number,
            "top": page.top,
            "foot": page.foot,
            "ear": page.ear,
            "section": page.section,
            "by": judged.plan.maker(page),
            "grid": grid_record(page.grid(judged.room.grid)) if page.spread else None,
            "blocks": [_block(block, page, judged.issue, waiting) for block in page.blocks],
        }
        for page in judged.plan.pages
    ]


def block_id(block: Block) -> str:
    """Return a block's name: its story, and the part where it resumes a jump."""
    return block.story if block.part == 1 else f"{block.story}.{block.part}"


def _block(block: Block, page: PageDummy, issue: Issue, waiting: dict[tuple[int, str], list[Fit]]) -> dict[str, Any]:
    story = issue.story(block.story)
    fits = waiting.get((page.number, block.story), [])
    fit = fits.pop(0) if fits else None
    head = block.head
    return {
        "id": block_id(block),
        "story": block.story,
        "part": block.part,
        "page": page.number,
        "at": [block.col, block.row],
        "size": [block.cols, block.rows],
        "box": block.box,
        "legs": block.legs,
        "jump": block.jump,
        "tail": block.tail,
        "label": block.label,
        "head": {key: getattr(head, key) for key in ("lines", "size", "rows", "side", "cols", "deck", "align")},
        "photos": [
            {"photo": photo.photo, "at": [photo.col, photo.row], "size": [photo.cols, photo.rows]}
            for photo in block.photos
        ],
        "quote": block.quote,
        "insert": block.insert,
        "kind": story.kind if story else "",
        "title": _title(story),
        "orient": story.head.orient if story else "h",
        "pinned": sorted(key for key, _ in story.wishes.pin) if story else [],
        "fit": None if fit is None else _fit(fit, {}),
    }


def _title(story: Story | None) -> str:
    if story is None:
        return ""
    return story.head.title or next((photo.caption[:20] for photo in story.photos if photo.caption), "")


def story_records(issue: Issue | None, sources: SourceMap, plan: Plan | None, folder: Path) -> list[dict[str, Any]]:
    """Return the issue's stories, those that are held too, with their pages (0: on none)."""
    if issue is None:
        return []
    on = {block.story: page.number for page in (plan.pages if plan else ()) for block in page.blocks if block.part == 1}
    found = [_story(story, on.get(story.id, 0), sources) for story in issue.stories]
    known = {story.id for story in issue.stories}
    held = [name for name in sources.stories if name and name not in known]
    return [*found, *_held(held, sources, folder)]


def _story(story: Story, page: int, sources: SourceMap, *, held: bool = False) -> dict[str, Any]:
    source = sources.stories.get(story.id)
    return {
        "id": story.id,
        "file": Path(source.copy.name).name if source else f"{story.id}.md",
        "kind": story.kind,
        "title": _title(story),
        "section": story.section,
        "priority": story.priority,
        "page": page,
        "held": held,
        "characters": sum(len(paragraph.text) for paragraph in story.paragraphs),
        "pin": dict(story.wishes.pin),
        "photos": [
            {
                "file": photo.file,
                "caption": photo.caption,
                "credit": photo.credit,
                "crop": photo.crop,
                "aspect": photo.aspect,
                "pixels": photo.pixels,
            }
            for photo in story.photos
        ],
    }


def _held(names: Iterable[str], sources: SourceMap, folder: Path) -> list[dict[str, Any]]:
    """Return the stories that are kept back by `hold:`; the issue does not hold them, their files do."""
    from layout.issue.story import read_story

    found = []
    for name in names:
        read = read_story(sources.stories[name].copy)
        if read.story is not None:
            found.append(_story(read.story, 0, sources, held=True))
    return found
