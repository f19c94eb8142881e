"""One story's file: front matter and body, read into a `Story`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Place, Severity
from layout.ground.dataclass import dataclass, replace
from layout.ground.expression import expression
from layout.issue.body import read_body
from layout.issue.copyfile import CopyFile
from layout.issue.foreign import foreign_in_field
from layout.issue.marks import Inline, read_inline
from layout.issue.model import Head, Photo, Span, Story, Wishes
from layout.issue.proofread import PrintedField, field_faults
from layout.issue.punctuation import RULE, fullwidth
from layout.issue.shape import check_shape
from layout.issue.shapes import given
from layout.issue.source import StorySource
from layout.issue.tree import Node, read_tree
from layout.text.raised import raised

if TYPE_CHECKING:
    from layout.issue.schema import HeadBlock, LayoutBlock, PhotoBlock, StoryFile

_FENCE = expression(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ReadStory:
    """A story as read: None where its front matter is unusable. `held` stories stay out of the issue.

    `days` are the weekdays (一 to 日, 每天) on which a fixed column of the house is printed.
    """

    story: Story | None
    source: StorySource
    remarks: tuple[Diagnostic, ...]
    held: bool = False
    days: tuple[str, ...] = ()


@lru_cache(maxsize=128)
def read_story(copy: CopyFile) -> ReadStory:
    """Read a story's file. Faults of front matter and body are all reported; one does not hide the other.

    The same text is read once: whoever reads an issue again after an edit has all its other stories from memory.
    """
    from layout.issue.schema import StoryFile

    remarks: list[Diagnostic] = []
    fences = [match for _, match in zip(range(2), _FENCE.finditer(copy.text), strict=False)]
    if not fences or copy.text[: fences[0].start()].strip():
        return ReadStory(None, _source(copy, None), (Diagnostic.make("I110", Severity.ERROR, copy.place(0)),))
    if len(fences) < 2:
        at = copy.place(fences[0].start(), fences[0].end())
        return ReadStory(None, _source(copy, None), (Diagnostic.make("I111", Severity.ERROR, at),))
    tree, found = read_tree(copy, fences[0].end(), fences[1].start(), empty="I112")
    remarks.extend(found)
    body = read_body(copy, fences[1].end())
    front: StoryFile | None = None
    if tree is not None:
        front, found = check_shape(copy, tree, StoryFile)
        remarks.extend(found)
    remarks.extend(body.remarks)
    if front is None or tree is None:
        return ReadStory(None, _source(copy, tree), tuple(remarks))
    fields = _Fields(copy, tree)
    story = Story(
        id=front.id,
        kind=front.kind,
        priority=front.priority,
        head=_head(front.head, fields),
        paragraphs=body.paragraphs,
        byline=fields.text("byline", front.byline),
        sign=_sign(front.sign, fields),
        dateline=fields.text("dateline", front.dateline),
        photos=tuple(_photo(photo, nth, fields) for nth, photo in enumerate(front.photos)),
        wishes=_wishes(front.layout, fields, front.kind, bare=not (body.paragraphs or front.head)),
        section=fields.text("section", front.section),
        pullquote=fields.text("pullquote", front.pullquote),
        locus=Locus(front.id, ""),
        proof_off=tuple(front.proof.off) if front.proof else (),
        corrections_of=front.corrections_of or 0,
    )
    changed = body.fullwidth + fields.changed
    if changed:
        remarks.append(Diagnostic.make("I501", Severity.NOTE, Place(copy.name), rule=RULE, count=changed))
    source = StorySource(copy, node_stretches(tree), body.stretches)
    return ReadStory(
        story, source, (*remarks, *fields.remarks, *field_faults(fields.printed)), front.hold, tuple(front.days)
    )


_KEEPING = ("keep", "name", "title", "ruby")
"""Marks that keep the words of a head on one line."""


class _Fields:
    """Front-matter texts on their way into the model: marks resolved, punctuation set full-width and counted."""

    def __init__(self, copy: CopyFile, tree: Node) -> None:
        self.copy, self.tree = copy, tree
        self.changed = 0
        self.kept: list[str] = []
        self.remarks: list[Diagnostic] = []
        self.printed: list[PrintedField] = []

    def text(self, path: str, value: str) -> str:
        """Return a field's text as it is to be set."""
        value = value.strip()
        literal: tuple[int, ...] = ()
        node = self.tree.at(tuple(int(step) if step.isdigit() else step for step in path.split(".")))
        place = partial(field_place, self.copy, node, value)
        self.remarks.extend(foreign_in_field(value, lambda first, last: place(first, last)[0]))
        spans: tuple[Span, ...] = ()
        if "{{" in value or "}}" in value or "\\" in value:
            inline, exact = self._inline(value, node)
            value, literal, spans = inline.text, inline.literal, inline.spans
            if exact:
                place = partial(_stretch_place, self.copy, inline)
            for span in inline.spans:
                value = self._marked(path, value, span, self.copy.place(node.start, node.end))
        value, count = fullwidth(value, literal)
        self.changed += count
        self.printed.append(PrintedField(path, value, place, spans))
        return value

    def _marked(self, path: str, value: str, span: Span, at: Place) -> str:
        """Return a field's text with one of its marks applied; a mark that fields do not know is told (I308)."""
        marked = value[span.start : span.end]
        if span.kind in ("sup", "sub") and (form := raised(marked, span.kind)):
            return value[: span.start] + form + value[span.end :]
        if span.kind in _KEEPING and path.startswith("head."):
            self.kept.append(marked)
        elif span.kind not in ("gap", "sic", "query", "ok"):
            self.remarks.append(Diagnostic.make("I308", Severity.WARNING, at, mark=span.kind, key=path))
        return value

    def has(self, *path: str) -> bool:
        """Tell whether the desk wrote a key of a block."""
        block = self.tree.at(path[:-1]).value
        return isinstance(block, dict) and path[-1] in block

    def _inline(self, value: str, node: Node) -> tuple[Inline, bool]:
        """Resolve the marks of a value, and tell whether its stretches are the file's.

        Where YAML wrote it otherwise than it reads, what is told of its marks is placed at the whole value.
        """
        source = self.copy.text[node.start : node.end]
        begin = source.find(value)
        if begin >= 0:
            inline = read_inline(self.copy, node.start + begin, node.start + begin + len(value))
            self.remarks.extend(inline.remarks)
            return inline, True
        inline = read_inline(CopyFile(self.copy.name, value), 0, len(value))
        at = self.copy.place(node.start, node.end)
        self.remarks.extend(replace(remark, at=at, fix=None) for remark in inline.remarks)
        return inline, False


def field_place(copy: CopyFile, node: Node, value: str, first: int, last: int) -> tuple[Place, bool]:
    """Return where characters of a node's value stand; the whole value, and False, where YAML wrote it otherwise."""
    begin = copy.text.find(value, node.start, node.end)
    if begin < 0:
        return copy.place(node.start, node.end), False
    return copy.place(begin + first, begin + last), True


def _stretch_place(copy: CopyFile, inline: Inline, first: int, last: int) -> tuple[Place, bool]:
    return copy.place(inline.stretches.index(first), inline.stretches.index(last - 1) + 1), True


def _sign(lines: Sequence[str], fields: _Fields) -> str:
    """Return a sign-off, a line end between its lines."""
    whole = len(lines) == 1
    read = [fields.text("sign" if whole else f"sign.{nth}", line) for nth, line in enumerate(lines)]
    return "\n".join(part.strip() for line in read for part in line.splitlines() if part.strip())


def _head(block: HeadBlock | None, fields: _Fields) -> Head:
    if block is None:
        return Head()
    head = Head(
        main=tuple(fields.text(f"head.main.{nth}", line) for nth, line in enumerate(block.main)),
        kicker=fields.text("head.kicker", block.kicker),
        deck=fields.text("head.deck", block.deck),
        orient=block.orient,
        face=block.face,
        short=fields.text("head.short", block.short),
        side=block.side,
        align=block.align,
        style=block.style,
    )
    return replace(head, kept=tuple(fields.kept))


def _photo(block: PhotoBlock, nth: int, fields: _Fields) -> Photo:
    return Photo(
        caption=fields.text(f"photos.{nth}.caption", block.caption),
        credit=fields.text(f"photos.{nth}.credit", block.credit),
        file=block.file,
        aspect=block.aspect,
        cols=tuple(sorted(set(block.cols))),
        crop=block.crop,
        alt=block.alt,
        page=block.page,
    )


def _wishes(block: LayoutBlock | None, fields: _Fields, kind: str, *, bare: bool) -> Wishes:
    if block is None:
        return Wishes()
    pin = given(block.pin) if block.pin else {}
    # An insert, and a notice that is set, are told from the text around them by their frame.
    framed = block.inside or (kind == "notice" and block.size and not bare and not fields.has("layout", "box"))
    box = "rule" if framed and block.box == "none" else block.box
    return Wishes(
        block.cols,
        box,
        block.may_jump,
        tuple(pin.items()),
        block.merge,
        block.legs or 0,
        fields.text("layout.label", block.label),
        block.inside or "",
        block.size or (0, 0),
        block.size == (0, 0),
        -1 if block.drop is None else int(block.drop),
    )


def node_stretches(tree: Node) -> dict[str, tuple[int, int]]:
    """Return where the value of each dotted path stands."""
    return {".".join(str(step) for step in path): (node.start, node.end) for path, node in tree.walk() if path}


def _source(copy: CopyFile, tree: Node | None) -> StorySource:
    return StorySource(copy, node_stretches(tree) if tree else {}, ())
