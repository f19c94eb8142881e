"""Uploaded files brought into the issue: copy through the import, pictures and PDF to a story or as their own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.desk.copy_in.adverts import advert
from layout.desk.copy_in.bring_in import CopyOrder, bring_copy_in
from layout.desk.copy_in.files import PICTURES
from layout.desk.copy_in.record import import_record
from layout.desk.window.hand.scene import RefusedError, refuse
from layout.desk.window.history_words import deed
from layout.diagnostics import has_errors
from layout.ground.dataclass import dataclass, replace
from layout.ground.in_place import put_in_place
from layout.ground.picture_head import PRINTED, picture_format
from layout.journal import Change, Journal, YamlEdit, edited

if TYPE_CHECKING:
    from layout.desk.window.desk import Desk
    from layout.desk.window.jobs.uploads import Uploads
    from layout.desk.window.people.seats import Seat

_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


def brought(desk: Desk, uploads: Uploads, given: Mapping[str, Any], seat: Seat, when: str) -> dict[str, Any]:
    """Bring uploads in; return the import's report, with the pictures that were added and where.

    `page` puts new stories on a page, `replace` lets a story's new version take the old one's place. `story` is where
    pictures go: into its placeholders first, then after its pictures; the first of them in the place of its `photo`.
    """
    idents = given.get("uploads")
    if not isinstance(idents, list) or not idents:
        refuse("no_upload", "没有上传的文件", "there is no upload")
    paths = [uploads.path(ident) for ident in idents]
    page = given.get("page") or 0
    if not isinstance(page, int) or isinstance(page, bool) or not 0 <= page <= 96:
        refuse("bad_page", "版次不对", "that page is wrong")
    pictures = [path for path in paths if path.suffix.lower() in (*PICTURES, ".svg", ".pdf")]
    copy = tuple(path for path in paths if path not in pictures)
    folder = desk.house.issue(desk.number)
    report: dict[str, Any] = {"written": [], "files": [], "differences": {}, "diagnostics": []}
    if copy:
        changes = given.get("changes", "accept")
        if changes not in ("accept", "reject", "show"):
            refuse("bad_changes", "修订只有 accept、reject、show", "changes are accept, reject or show")
        order = CopyOrder(
            copy, folder, page=page, replace=bool(given.get("replace")), changes=changes, when=when, who=seat.name
        )
        done = bring_copy_in(order)
        report = {**_worded(import_record(order, done)), "ok": not has_errors(done.remarks)}
    place = _place(given)
    report["pictures"] = []
    for nth, path in enumerate(pictures):
        try:
            at = place if nth == 0 else replace(place, photo=None)
            report["pictures"].append(_picture(folder, path, at, seat, when))
        except RefusedError as refused:
            # One bad file among many stops none of the others; alone it is refused.
            if len(paths) == 1:
                raise
            said = {"zh": refused.zh, "en": refused.en}
            report["diagnostics"].append({"code": "", "severity": "error", "message": said, "file": path.name})
    for ident in idents:
        uploads.drop(ident)
    return report


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
class _Place:
    """Where pictures go: a story, None for a story of their own, which of its pictures gives way; an advert's page."""

    story: str | None = None
    photo: int | None = None
    page: int = 0


def _place(given: Mapping[str, Any]) -> _Place:
    story, photo = given.get("story"), given.get("photo")
    if photo is not None and (not isinstance(photo, int) or isinstance(photo, bool) or not 0 <= photo < 100):
        refuse("bad_photo", "第几幅不对", "that is no picture's number")
    page = given.get("page") or 0
    return _Place(None if story is None else str(story), photo, page)


def _picture(folder: Path, path: Path, place: _Place, seat: Seat, when: str) -> dict[str, Any]:
    """Put a picture into the issue and name it in a story; without one it becomes a picture story in the store.

    A PDF without a story is an advert: a notice of its own size, on the page that is looked at.
    """
    data = path.read_bytes()
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
    done = Journal(folder).write(changes, who=seat.name, what=deed("picture in", name=name, story=ident), when=when)
    if done.value is None:
        refuse("not_written", "没有写成", "nothing was written", 409)
    return {"file": name, "story": ident, "format": form}


def _named(target: Path, name: str, nth: int | None) -> Change:
    """Return a story's file with a picture in the place of another, in that of one still to come, or one more.

    A crop is of the picture that it was drawn on and goes with it; a proportion asked for by the desk stays.
    """
    from layout.desk.window.hand.scene import sha256
    from layout.issue.copyfile import read_copy_file
    from layout.issue.story import read_story

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
    return Change(target.name, data, sha256(target.read_bytes()))


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
