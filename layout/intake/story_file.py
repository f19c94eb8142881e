"""A draft written as a story file, with the line on which each part came to stand."""

from __future__ import annotations

from functools import cache

from layout.ground.dataclass import dataclass
from layout.intake.draft import Draft


@dataclass(frozen=True, slots=True)
class WrittenStory:
    """A story file's text, and the line (from 1) of each part: `head.main.0`, `photos.0.caption`, `body.3`."""

    text: str
    lines: dict[str, int]


def write_story(
    ident: str, draft: Draft, files: list[str], crops: list[str], source: str, pin: int = 0
) -> WrittenStory:
    """Return a story file. `files` are the photographs' paths (empty: not come yet), `crops` what is to be kept."""
    out = _Lines()
    out.put("---")
    out.put(f"id: {ident}")
    out.put(f"kind: {draft.kind}", "kind")
    out.put("priority: 50")
    _head(out, draft)
    for key in ("byline", "dateline"):
        if value := getattr(draft, key):
            out.put(f"{key}: {quoted(value)}", key)
    if draft.sign:
        out.put(f"sign: {_sign(draft.sign)}", "sign")
    if draft.photos:
        out.put("photos:")
        for nth, photo in enumerate(draft.photos):
            out.put(f"  - file: {quoted(files[nth]) if files[nth] else 'null'}", f"photos.{nth}.file")
            out.put(f"    caption: {quoted(photo.caption)}", f"photos.{nth}.caption")
            if photo.credit:
                out.put(f"    credit: {quoted(photo.credit)}", f"photos.{nth}.credit")
            if crops[nth]:
                out.put(f"    crop: {crops[nth]}")
    if pin:
        out.put(f"layout: {{pin: {{page: {pin}}}}}")
    out.put(f"source: {quoted(source)}", "source")
    out.put("---")
    for nth, part in enumerate(draft.body):
        out.put("")
        out.put(part.copy, f"body.{nth}")
    return WrittenStory("\n".join(out.lines) + "\n", out.places)


class _Lines:
    """Lines as they are written, and where parts came to stand."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: dict[str, int] = {}
        self._count = 0

    def put(self, line: str, key: str = "") -> None:
        if key:
            self.places[key] = self._count + 1
        self.lines.append(line)
        self._count += line.count("\n") + 1


def _head(out: _Lines, draft: Draft) -> None:
    out.put("head:")
    for key in ("kicker", "deck"):
        if value := getattr(draft, key):
            out.put(f"  {key}: {quoted(value)}", key)
    out.put("  main: [" + ", ".join(quoted(line) for line in draft.main) + "]")
    for nth in range(max(len(draft.main), 1)):
        out.places[f"head.main.{nth}"] = out._count


def quoted(text: str) -> str:
    """Return a text as a YAML double-quoted scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _sign(lines: list[str]) -> str:
    if len(lines) == 1:
        return quoted(lines[0])
    if _takes_lines():
        return "[" + ", ".join(quoted(line) for line in lines) + "]"
    return quoted("　".join(lines))


@cache
def _takes_lines() -> bool:
    """Tell whether the story format takes a sign-off of several lines."""
    from layout.issue.schema import StoryFile
    from layout.issue.shapes import read_shape

    return read_shape(StoryFile, {"id": "a", "sign": ["a", "b"]})[0] is not None
