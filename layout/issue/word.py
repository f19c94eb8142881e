"""Word copy (.docx) brought in as a story file: styles mapped to the parts of a story, pictures taken out.

Nothing is dropped in silence: an unknown style becomes body with a warning, and characters that this import does not
reach (text boxes, tracked changes, footnotes) are counted and reported. python-docx is imported only here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.ground.dataclass import dataclass, field

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_STYLES = {
    "main": ("title", "标题", "主题", "主标题", "正题", "heading 1", "标题 1"),
    "kicker": ("引题", "肩题", "眉题"),
    "deck": ("subtitle", "副标题", "副题"),
    "subhead": ("小标题", "heading 2", "heading 3", "heading 4", "标题 2", "标题 3", "标题 4"),
    "byline": ("署名", "作者", "记者", "通讯员", "author"),
    "sign": ("文末署名", "落款", "signature"),
    "caption": ("caption", "题注", "图说", "图片说明"),
    "body": ("normal", "正文", "body text", "body text indent", "normal (web)", "plain text", "no spacing",
             "first paragraph", "normal indent", "正文缩进", "default"),
    "item": ("list paragraph", "list bullet", "list number", "简讯", "条目"),
}  # fmt: skip
_PART = {name: part for part, names in _STYLES.items() for name in names}
_SIGN = re.compile(r"[（(][^（）()]{2,20}[)）]")
_ENDS = re.compile(r"[。！？!?；;…：:，,]$")
_IDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif", "image/webp": "webp", "image/gif": "gif"}
LARGEST = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class WordCopy:
    """A story file's text, and its pictures as (path in the issue's folder, bytes)."""

    text: str
    pictures: tuple[tuple[str, bytes], ...]


@dataclass(slots=True)
class _Parts:
    """The parts of a story as they are found."""

    main: list[str] = field(default_factory=list)
    kicker: str = ""
    deck: str = ""
    byline: str = ""
    sign: str = ""
    body: list[str] = field(default_factory=list)
    photos: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[tuple[str, bytes]] = field(default_factory=list)
    taken: int = 0


def story_name(stem: str, taken: set[str]) -> str:
    """Return an id for a story from its Word file's name, or the first free of w1, w2, w3."""
    if _IDENT.fullmatch(stem) and stem not in taken:
        return stem
    number = 1
    while f"w{number}" in taken:
        number += 1
    return f"w{number}"


def import_word(path: Path, story_id: str) -> Remarked[WordCopy | None]:
    """Return a Word file as a story's text and pictures; None where the file is no Word document."""
    whole = Place(path.name)
    document, remark = _opened(path, whole)
    if document is None:
        return Remarked(None, (remark,) if remark else ())
    reading = _Reading(story_id, whole)
    reading.read(document)
    return Remarked(WordCopy(_text(story_id, reading.parts), tuple(reading.parts.pictures)), tuple(reading.remarks))


def _opened(path: Path, whole: Place) -> tuple[Document | None, Diagnostic | None]:
    import docx

    try:
        if path.suffix.lower() == ".doc":
            return None, Diagnostic.make("D102", Severity.ERROR, whole)
        if path.stat().st_size > LARGEST:
            return None, _refused(whole, f"大于 {LARGEST >> 20} MB", f"larger than {LARGEST >> 20} MB")
        return docx.Document(str(path)), None
    except FileNotFoundError:
        return None, Diagnostic.make("I101", Severity.ERROR, whole)
    except PermissionError:
        return None, _refused(whole, "没有读取权限", "permission denied")
    except Exception:  # a damaged package fails in whatever layer meets the damage, in words of no use to the desk
        return None, _refused(whole, "文件损坏，或不是 .docx", "damaged, or no .docx")


def _refused(whole: Place, why: str, reason: str) -> Diagnostic:
    """Return the diagnostic of a file that cannot be opened, with the reason in Chinese and English."""
    return Diagnostic.make("D101", Severity.ERROR, whole, why=why, reason=reason)


class _Reading:
    """Goes through a document in reading order."""

    def __init__(self, story_id: str, whole: Place) -> None:
        self.story_id, self.whole = story_id, whole
        self.parts = _Parts()
        self.remarks: list[Diagnostic] = []
        self._unknown: dict[str, int] = {}

    def read(self, document: Document) -> None:
        """Take every paragraph, table and picture of the document."""
        from docx.table import Table

        for block in document.iter_inner_content():
            if isinstance(block, Table):
                self._table(block)
            else:
                self._paragraph(document, block)
        for style, count in self._unknown.items():
            self._say("D110", Severity.WARNING, style=style, count=count)
        self._guess()
        there = sum(len(node.text or "") for node in document.element.body.iter(f"{_W}t", f"{_W}delText"))
        if there > self.parts.taken:
            self._say("D113", Severity.WARNING, count=there - self.parts.taken)

    def _paragraph(self, document: Document, paragraph: Paragraph) -> None:
        pictures = self._pictures(document, paragraph)
        self.parts.taken += len(paragraph.text.replace("\n", "").replace("\t", ""))
        style = (paragraph.style.name if paragraph.style is not None else None) or "Normal"
        part = _PART.get(style.strip().lower())
        lines = [line.strip(" \t\u3000") for line in _marked(paragraph).split("\n")]
        lines = [line for line in lines if line]
        if not lines:
            return
        if part is None:
            self._unknown[style] = self._unknown.get(style, 0) + 1
        if (part == "caption" or (pictures and part == "body")) and self.parts.photos:
            file, caption = self.parts.photos[-1]
            self.parts.photos[-1] = (file, caption + "".join(lines))
            return
        for line in lines:
            self._put(part or "body", line)

    def _put(self, part: str, line: str) -> None:
        parts = self.parts
        if part == "main" and not parts.body:
            parts.main.append(line)
        elif part in ("main", "subhead"):
            parts.body.append(f"## {line}")
        elif part == "item":
            parts.body.append(f"- {line}")
        elif part in ("kicker", "deck", "byline", "sign") and not getattr(parts, part):
            setattr(parts, part, line)
        else:
            # A Chinese paragraph of body may begin with what would read as a subhead, an item or a table.
            guarded = "\\" + line if line.startswith(("#", "- ", "|")) else line
            parts.body.append(guarded)

    def _table(self, table: Table) -> None:
        rows = []
        for row in table.rows:
            cells: list[str] = []
            seen: set[int] = set()
            for cell in row.cells:
                if id(cell._tc) in seen:  # a merged cell is listed once for each column it spans
                    continue
                seen.add(id(cell._tc))
                self.parts.taken += len(cell.text.replace("\n", "").replace("\t", ""))
                cells.append(_escaped(" ".join(cell.text.split())).replace("|", "\\|"))
            rows.append("| " + " | ".join(cells) + " |")
        self.parts.body.append("\n".join(rows))

    def _pictures(self, document: Document, paragraph: Paragraph) -> bool:
        found = False
        for blip in paragraph._p.iter(_BLIP):
            part: Any = document.part.related_parts.get(blip.get(_EMBED, ""))
            if part is None:
                self._say("D112", Severity.WARNING)
                continue
            extension = _EXTENSIONS.get(part.content_type)
            if extension is None:
                self._say("D111", Severity.WARNING, kind=part.content_type)
                extension = part.content_type.rpartition("/")[2][:8] or "bin"
            name = f"photos/{self.story_id}-{len(self.parts.pictures) + 1}.{extension}"
            self.parts.pictures.append((name, part.blob))
            self.parts.photos.append((name, ""))
            found = True
        return found

    def _guess(self) -> None:
        """Take a headline and a sign-off from unstyled copy where they are plain to see, and say so."""
        parts = self.parts
        if not parts.main and parts.body and len(parts.body[0]) <= 40 and not _ENDS.search(parts.body[0]):
            parts.main.append(parts.body.pop(0))
            self._say("D114", Severity.WARNING, text=parts.main[0])
        if not parts.sign and parts.body and _SIGN.fullmatch(parts.body[-1]):
            parts.sign = parts.body.pop()
            self._say("D115", Severity.NOTE, text=parts.sign)

    def _say(self, code: str, severity: Severity, **args: object) -> None:
        self.remarks.append(Diagnostic.make(code, severity, self.whole, None, **args))


def _marked(paragraph: Paragraph) -> str:
    """Return a paragraph's text with the story format's own marks escaped and partly bold copy marked **."""
    runs = [run for run in paragraph.runs if run.text]
    bold = [bool(run.bold) for run in runs]
    if not any(bold) or all(bold) or "".join(run.text for run in runs) != paragraph.text:
        return _escaped(paragraph.text)
    pieces, on = [], False
    for run, strong in zip(runs, bold, strict=True):
        if strong != on:
            pieces.append("**")
            on = strong
        pieces.append(_escaped(run.text))
    return "".join(pieces) + ("**" if on else "")


def _escaped(text: str) -> str:
    text = re.sub(r"\\(?=[{}*|｜#\\,;:!?()\[\].\"-])", r"\\\\", text.replace("\t", " "))
    return text.replace("{{", "\\{\\{").replace("}}", "\\}\\}").replace("**", "\\*\\*")


def _text(story_id: str, parts: _Parts) -> str:
    """Return the story file."""
    lines = ["---", f"id: {story_id}", "kind: news", "priority: 50", "head:"]
    for key, value in (("kicker", parts.kicker), ("deck", parts.deck)):
        if value:
            lines.append(f"  {key}: {_quoted(value)}")
    lines.append("  main: [" + ", ".join(_quoted(line) for line in parts.main) + "]")
    lines += [f"{key}: {_quoted(value)}" for key, value in (("byline", parts.byline), ("sign", parts.sign)) if value]
    if parts.photos:
        lines.append("photos:")
        for file, caption in parts.photos:
            lines += [f"  - file: {file}", f"    caption: {_quoted(caption)}"]
    lines.append("---")
    return "\n".join(lines) + "\n\n" + "\n\n".join(parts.body) + "\n"


def _quoted(text: str) -> str:
    """Return a text as a YAML double-quoted scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
