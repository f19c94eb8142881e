"""Commands on copy: a story's text, its head, find and replace, the fixes that findings offer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from layout.desk.window.hand.scene import Edit, RefusedError, Scene, refuse, text_of
from layout.desk.window.hand.sought import Sought
from layout.desk.window.history_words import deed
from layout.diagnostics import Place
from layout.issue.copyfile import LARGEST, CopyFile
from layout.issue.story import read_story
from layout.journal import YamlEdit, sha256

HITS_MOST = 2_000
"""Places that a search shows."""


def write(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return a story's file with the given text."""
    story = text_of(given, "story", 80)
    name = scene.file_of(story)
    data = scene.copy(name).encoded(text_of({**given, "text": _plain(given.get("text"))}, "text"))
    if data is None or len(data) > LARGEST:
        refuse("too_large", "一篇稿子不能这样长", "no story may be that long", 413)
    return Edit(deed("written", story=story), {name: data})


def _plain(text: Any) -> Any:
    """Return a text with line feeds as line ends, as files are compared."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


def head(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return a story with other lines in its head, an empty one gone, or with its head across or down the page."""
    story = text_of(given, "story", 80)
    name = scene.file_of(story)
    edits: list[YamlEdit | None] = []
    for key in ("kicker", "deck"):
        if key in given:
            edits.append(_line(("head", key), text_of(given, key, 2_000), f"head.{key}" in _fields(scene, story)))
    if "main" in given:
        lines = given["main"]
        if not isinstance(lines, list) or not all(isinstance(line, str) and len(line) <= 200 for line in lines):
            refuse("bad_head", "主题要写成几行", "the headline is a list of lines")
        kept = [line.strip() for line in lines if line.strip()]
        edits.append(YamlEdit(("head", "main"), kept) if kept else YamlEdit(("head", "main"), []))
    if "orient" in given:
        if given["orient"] not in ("h", "v"):
            refuse("bad_head", "题目只有横 h、竖 v", "a head runs h or v")
        way = "v" if given["orient"] == "v" else ""
        edits.append(_line(("head", "orient"), way, "head.orient" in _fields(scene, story)))
    wanted = [edit for edit in edits if edit is not None]
    if not wanted:
        refuse("nothing", "没有写改什么", "nothing to change is given")
    return Edit(deed("head", story=story), {name: scene.changed(name, *wanted)})


SETTABLE = {"byline", "sign", "dateline", "kind", "priority", "section", "hold"}
PHOTO_SETTABLE = {"caption", "credit", "alt"}


def set_field(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return a story with one field of its front matter written anew; an empty one goes."""
    story = text_of(given, "story", 80)
    name = scene.file_of(story)
    path = _path(given.get("path"))
    value = given.get("value")
    lines = value if isinstance(value, list) else [value]
    if not all(one is None or isinstance(one, str | int) for one in lines) or len(repr(value)) > 8_000:
        refuse("bad_value", "这一项写不成这样", "that is no value of a field")
    if isinstance(value, str):
        value = (
            value.strip()
            if "\n" not in value.strip()
            else [line.strip() for line in value.splitlines() if line.strip()]
        )
    gone = value in ("", None, []) or value is False
    there = ".".join(map(str, path)) in _fields(scene, story)
    if gone and not there:
        return Edit(deed("written", story=story))
    edit = YamlEdit(path, how="remove") if gone else YamlEdit(path, value)
    return Edit(deed(_named(path), story=story), {name: scene.changed(name, edit)})


def _named(path: tuple[str | int, ...]) -> str:
    """Return how the history names a change of a field."""
    last = str(path[-1])
    return last if last in ("byline", "sign", "kind", "caption", "credit", "hold", "drop") else "front"


def _path(given: Any) -> tuple[str | int, ...]:
    """Return the path of a field that may be set; refused for any other."""
    path = tuple(given) if isinstance(given, list) else ()
    if (len(path) == 1 and path[0] in SETTABLE) or path == ("layout", "drop"):
        return path
    photo = len(path) == 3 and path[0] == "photos" and path[2] in PHOTO_SETTABLE
    if photo and isinstance(path[1], int) and 0 <= path[1] < 100:
        return path
    return refuse("bad_field", "这一项不能在这里改", "that field cannot be changed here")


def _fields(scene: Scene, story: str) -> Mapping[str, Any]:
    return scene.sources.stories[story].fields


def _line(path: tuple[str, str], text: str, there: bool) -> YamlEdit | None:
    text = " ".join(text.split())
    if text:
        return YamlEdit(path, text)
    return YamlEdit(path, how="remove") if there else None


def fix(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return a story with a finding's fix put in; refused where what was found stands there no longer."""
    record = scene.findings.get(str(given.get("key")))
    if record is None or record.get("fix") is None or not record.get("file"):
        refuse("no_fix", "这一条没有现成的改法，或已经不在", "there is no fix for that, or it is gone", 404)
    name = str(record["file"]).rpartition("/")[2]
    copy = scene.copy(name)
    start = copy.index(Place(copy.name, int(record["line"]), int(record["column"])))
    end = copy.index(Place(copy.name, int(record["line"]), int(record["end_column"])))
    if record.get("hash") != sha256((scene.folder / name).read_bytes()) or end < start:
        refuse("stale", "稿件改过了，请等提示更新", "the copy has changed: wait for the findings", 409)
    data = copy.encoded(copy.text[:start] + str(record["fix"]) + copy.text[end:])
    return Edit(deed("fixed", name=name), {name: data})


def sought_of(given: Mapping[str, Any]) -> Sought:
    """Return what is to be found; refused where nothing is given."""
    sought = text_of(given, "find", 500)
    if not sought:
        refuse("nothing", "没有写找什么", "nothing to find is given")
    return Sought(sought, bool(given.get("regex")))


def copies(scene: Scene, stories: Any = None, *, all_readable: bool = True) -> Iterator[tuple[str, CopyFile]]:
    """Yield the stories of the issue with their files as they stand, held ones too.

    Refused where one cannot be read, unless what is sought need not be all there is.
    """
    for story in sorted(scene.sources.stories):
        if not story or (isinstance(stories, list) and story not in stories):
            continue
        try:
            yield story, scene.copy(scene.file_of(story))
        except RefusedError:
            if all_readable:
                raise


def replace_words(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return every story with what was found replaced, in front matter (but for ids and files) and body alike."""
    sought, new = sought_of(given), text_of(given, "with", 2_000)
    files: dict[str, bytes | None] = {}
    count = 0
    read = [copy for _, copy in copies(scene, given.get("stories"))]
    for copy, found in zip(read, sought.spans([copy.text for copy in read], new), strict=True):
        spans = [span for span in found if _may(copy, span[0])]
        if not spans:
            continue
        pieces, at = [], 0
        for start, end, words in spans:
            pieces += [copy.text[at:start], words]
            at = end
        text = "".join([*pieces, copy.text[at:]])
        if read_story(CopyFile(copy.name, text)).story is None and read_story(copy).story is not None:
            refuse("breaks", f"这样换，{copy.name} 就读不出来了", f"{copy.name} could not be read then", 422)
        files[copy.name] = copy.encoded(text)
        count += len(spans)
    if not files:
        refuse("not_found", "没有找到", "nothing was found", 404)
    return Edit(deed("replaced", count=count, words=f"{given['find']}→{new}"[:110]), files)


_KEPT = re.compile(r"\s*(-\s*)?(id|file|kind|source|inside|with)\s*:")


def _may(copy: CopyFile, at: int) -> bool:
    """Tell whether a place may be replaced: names by which files and stories are known stay."""
    start = copy.text.rfind("\n", 0, at) + 1
    return not _KEPT.match(copy.text[start : at + 1] if at > start else copy.text[start : start + 80])


def hits(scene: Scene, sought: Sought) -> list[dict[str, Any]]:
    """Return the places where something stands, each with what is around it."""
    found: list[dict[str, Any]] = []
    read = list(copies(scene, all_readable=False))
    for (story, copy), spans in zip(read, sought.spans([copy.text for _, copy in read]), strict=True):
        for start, end, _ in spans:
            if len(found) >= HITS_MOST:
                return found
            place = copy.place(start, end)
            line = copy.line(place.line)
            at = place.column - 1
            end = max(at, place.end_column - 1)
            found.append(
                {
                    "story": story,
                    "file": copy.name,
                    "line": place.line,
                    "column": place.column,
                    "end_column": place.end_column,
                    "before": line[max(0, at - 20) : at],
                    "text": line[at:end],
                    "after": line[end : end + 20],
                }
            )
    return found
