"""Uploaded files brought into the issue: copy through the import, pictures and PDF to a story or as their own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.desk.copy_in.adverts import advert
from layout.desk.copy_in.bring_in import CopyOrder, bring_copy_in
from layout.desk.copy_in.files import PICTURES
from layout.desk.copy_in.record import import_record
from layout.desk.window.hand.scene import Edit, RefusedError, refuse
from layout.desk.window.hand.shaped import with_pictures
from layout.desk.window.history_words import deed
from layout.diagnostics import has_errors
from layout.ground.dataclass import dataclass, replace
from layout.ground.in_place import put_in_place
from layout.ground.picture_head import PRINTED, picture_format
from layout.journal import Change, YamlEdit, edited

if TYPE_CHECKING:
    from layout.desk.build.results import Judged
    from layout.desk.window.desk import Desk
    from layout.desk.window.hand.scene import Scene
    from layout.desk.window.jobs.uploads import Uploads
    from layout.desk.window.people.seats import Seat

Writer = Callable[[Edit, Mapping[str, str | None]], object]

_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


def brought(
    desk: Desk, uploads: Uploads, given: Mapping[str, Any], seat: Seat, when: str
) -> tuple[dict[str, Any], list[Path]]:
    """Bring uploaded copy in; return the import's report, and the pictures among the uploads.

    `page` puts new stories on a page that the optimiser makes. A page that a hand has made stays as it is unless the
    desk asks for it (`onto`): new stories go to the store. `replace` lets a story's new version take the old one's
    place.
    """
    paths = [uploads.path(ident) for ident in _idents(given)]
    page = given.get("page") or 0
    if not isinstance(page, int) or isinstance(page, bool) or not 0 <= page <= 96:
        refuse("bad_page", "版次不对", "that page is wrong")
    pictures = [path for path in paths if path.suffix.lower() in (*PICTURES, ".svg", ".pdf")]
    copy = tuple(path for path in paths if path not in pictures)
    report: dict[str, Any] = {"written": [], "files": [], "differences": {}, "diagnostics": [], "pictures": []}
    made_by_hand = _by_hand(desk.judged, page) and not given.get("onto")
    if copy:
        changes = given.get("changes", "accept")
        if changes not in ("accept", "reject", "show"):
            refuse("bad_changes", "修订只有 accept、reject、show", "changes are accept, reject or show")
        order = CopyOrder(
            copy, desk.house.issue(desk.number), page=0 if made_by_hand else page, hold=made_by_hand,
            replace=bool(given.get("replace")), changes=changes, when=when, who=seat.name,
        )  # fmt: skip
        done = bring_copy_in(order)
        report |= {**_worded(import_record(order, done)), "ok": not has_errors(done.remarks)}
    report["page"], report["stays"] = page, made_by_hand
    return report, pictures


def pictures_brought(
    given: Mapping[str, Any], report: dict[str, Any], pictures: list[Path], scene: Scene, write: Writer
) -> None:
    """Bring uploaded pictures and PDF in, and add to the report which came where.

    `story` is where they go: into its placeholders first, then after its pictures; the first of them in the place of
    its `photo`. `write` puts an edit into the files, on condition of what they were seen to hold. Not while pages are
    being made.
    """
    place = _place(given, report["stays"])
    for nth, path in enumerate(pictures):
        try:
            at = place if nth == 0 else replace(place, photo=None)
            report["pictures"].append(_picture(scene, path, at, write))
        except RefusedError as refused:
            # One bad file among many stops none of the others; alone it is refused.
            if len(_idents(given)) == 1:
                raise
            said = {"zh": refused.zh, "en": refused.en}
            report["diagnostics"].append({"code": "", "severity": "error", "message": said, "file": path.name})


def _idents(given: Mapping[str, Any]) -> list[str]:
    idents = given.get("uploads")
    if not isinstance(idents, list) or not idents:
        refuse("no_upload", "没有上传的文件", "there is no upload")
    return idents


def _by_hand(judged: Judged | None, number: int) -> bool:
    """Tell whether a hand has made a page; for 0 whether one has made any page, since the story may come on any."""
    pages = judged.plan.pages if judged is not None else ()
    return any(judged is not None and judged.plan.maker(page) == "hand" for page in pages if number in (0, page.number))


def _worded(report: dict[str, Any]) -> dict[str, Any]:
    """Return the import's report with the names of its rules and guesses in words: nobody in a window reads codes."""
    from layout.intake.rules import CONVERTED, GUESSES, LEFT

    for file in report["files"]:
        for story in file["stories"]:
            for guess in story["guesses"]:
                guess["words"] = dict(zip(("zh", "en"), GUESSES[guess["why"]], strict=True))
        for part, rules in (("left_out", LEFT), ("converted", CONVERTED)):
            for piece in file.get(part, ()):
                rule = rules.get(piece["rule"])
                piece["words"] = {"zh": rule.zh, "en": rule.en} if rule else {"zh": piece["rule"], "en": piece["rule"]}
    return report


@dataclass(frozen=True, slots=True)
class _Goal:
    """Where pictures go: a story, None for a story of their own, which of its pictures gives way; an advert's page."""

    story: str | None = None
    photo: int | None = None
    page: int = 0


def _place(given: Mapping[str, Any], stays: bool) -> _Goal:
    story, photo = given.get("story"), given.get("photo")
    if photo is not None and (not isinstance(photo, int) or isinstance(photo, bool) or not 0 <= photo < 100):
        refuse("bad_photo", "第几幅不对", "that is no picture's number")
    page = 0 if stays else given.get("page") or 0
    return _Goal(None if story is None else str(story), photo, page)


def _picture(scene: Scene, path: Path, place: _Goal, write: Writer) -> dict[str, Any]:
    """Put a picture into the issue and name it in a story; without one it becomes a picture story in the store.

    A PDF without a story is an advert: a notice of its own size, on the page that is looked at. On a page that a hand
    has made the story's block takes a further picture in within its own cells.
    """
    folder, data = scene.folder, path.read_bytes()
    form = picture_format(data[:32])
    drawing = {
        "PDF": path.suffix.lower() == ".pdf",
        "SVG/XML": path.suffix.lower() == ".svg" and b"<svg" in data[:9999],
    }
    if form not in PRINTED and not drawing.get(form):
        refuse("no_picture", f"{path.name} 不是图片", f"{path.name} is no picture", 415)
    stem = _PLAIN.sub("-", path.stem).strip("-.")[:30] or ("notice" if form == "PDF" else "picture")
    name = _free(folder, f"photos/{stem}", path.suffix.lower(), data)
    if place.story is None:
        ident = _free_id(folder, stem)
        changes = advert(folder, path, name, ident, place.page) if form == "PDF" else []
        text = (
            f"---\nid: {ident}\nkind: photo\nphotos:\n  - {{file: {name}, caption: '', credit: ''}}\n"
            f"hold: true\nsource: {json.dumps(path.name, ensure_ascii=False)}\n---\n"
        )
        changes = changes or [Change(f"{ident}.md", text.encode("utf-8"), None)]
    else:
        ident = place.story
        target = folder / f"{ident}.md"
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", ident) or not target.is_file():
            refuse("no_story", f"没有稿件 {ident[:40]}", f"there is no story {ident[:40]}", 404)
        changes = [_named(target, name, place.photo)]
    put_in_place(folder / name, data)
    files = {change.name: change.data for change in changes}
    plan = with_pictures(scene, scene.with_files(files), place.story) if place.story is not None else None
    seen = {change.name: change.seen for change in changes}
    write(Edit(deed("picture in", name=name, story=ident), files, plan), seen)
    return {"file": name, "story": ident, "format": form}


def _named(target: Path, name: str, nth: int | None) -> Change:
    """Return a story's file with a picture in the place of another, in that of one still to come, or one more.

    A crop is of the picture that it was drawn on and goes with it; a proportion asked for by the desk stays.
    """
    from layout.issue.copyfile import read_copy_file
    from layout.issue.story import read_story
    from layout.journal import sha256

    seen = sha256(target.read_bytes())  # before it is read: what another hand writes meanwhile is a conflict
    copy, _ = read_copy_file(target, target.name, target.parent)
    read = read_story(copy) if copy is not None else None
    if copy is None or read is None or read.story is None or copy.original is None:
        refuse("unreadable", f"{target.name} 读不出来", f"{target.name} cannot be read", 409)
    photos = read.story.photos
    if nth is None or nth >= len(photos):
        nth = next((place for place, photo in enumerate(photos) if photo.file is None), len(photos))
    if nth == len(photos):
        edits = [YamlEdit(("photos", nth), {"file": name, "caption": "", "credit": ""}, "insert")]
    else:
        edits = [YamlEdit(("photos", nth, "file"), name)]
        if photos[nth].crop is not None:
            edits.append(YamlEdit(("photos", nth, "crop"), how="remove"))
    text = edited(copy.text, *edits, front_matter=True)
    data = copy.encoded(text) if text is not None else None
    if data is None:
        refuse("unwritable", f"{target.name} 加不进图", f"no picture can be added to {target.name}", 409)
    return Change(target.name, data, seen)


def _free(folder: Path, stem: str, suffix: str, data: bytes) -> str:
    """Return a name that no other picture has; the same picture keeps its name."""
    for nth in range(1, 1000):
        name = f"{stem}{suffix}" if nth == 1 else f"{stem}-{nth}{suffix}"
        target = folder / name
        if not target.exists() or target.read_bytes() == data:
            return name
    return refuse("no_name", "同名的图太多", "too many pictures of that name", 409)


def _free_id(folder: Path, stem: str) -> str:
    lead = stem if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,29}", stem) else "pic"
    names = (lead if nth == 1 else f"{lead}-{nth}" for nth in range(1, 1000))
    return next(name for name in names if not (folder / f"{name}.md").exists())
