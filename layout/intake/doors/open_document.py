"""The door for OpenDocument text (.odt, as LibreOffice and WPS write it): `content.xml` walked node by node."""

from __future__ import annotations

import re
from posixpath import normpath
from typing import Any

from layout.ground.dataclass import dataclass, field, replace
from layout.intake.account import Account
from layout.intake.document import (
    PLAIN,
    Block,
    Break,
    Cell,
    Document,
    Inline,
    Look,
    NoteMark,
    PictureMark,
    SourceParagraph,
    SourcePicture,
    SourceRun,
    Table,
    paragraphs_of,
    rule_of,
)
from layout.intake.doors.open_names import LEFT, OBJECTS, is_hidden, name_of, value_of
from layout.intake.doors.open_styles import OpenStyles, ems, look_with, millimetres, points
from layout.intake.package import DAMAGED, Package, Refused
from layout.intake.word.symbols import is_symbol_font, symbols_in

PART = "content.xml"
_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class _Around:
    look: Look = PLAIN
    left: str = ""
    rule: str = ""
    props: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Line:
    inlines: list[Inline] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)


def read_open_document(data: bytes, changes: str = "accept", *, with_notes: bool = True) -> tuple[Document, Account]:
    """Return an .odt file as a document."""
    package = Package(data)
    manifest = package.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        from layout.intake.package import LOCKED

        raise Refused(*LOCKED)
    root = package.xml(PART)
    if root is None:
        raise Refused(*DAMAGED)
    walk = _Walk(package, root, changes, with_notes)
    walk.read()
    _running_heads(package, walk.account)
    return Document(tuple(walk.flow), tuple(walk.notes), tuple(walk.pictures)), walk.account


def _running_heads(package: Package, account: Account) -> None:
    """Leave out the heads and feet of pages, which stand with the styles."""
    root = package.xml("styles.xml")
    for nth, element in enumerate(root.iter("*") if root is not None else ()):
        if any(name_of(one.tag) == "office:master-styles" for one in element.iterancestors()):
            for more, text in (("", element.text), ("+", element.tail)):
                if text and text.strip():
                    account.leave(("styles.xml", f"{nth}{more}"), text, 0, "header")


class _Walk:
    """The walk through the content."""

    def __init__(self, package: Package, root: Any, changes: str, with_notes: bool) -> None:
        self.package, self.root, self.changes, self.with_notes = package, root, changes, with_notes
        self.account = Account()
        self.nodes = {element: nth for nth, element in enumerate(root.iter("*"))}
        self.styles = OpenStyles(package.xml("styles.xml"), root)
        self.kinds = {
            value_of(region, "id"): name_of(one.tag)
            for region in root.iter("*") if name_of(region.tag) == "text:changed-region"
            for one in region
        }  # fmt: skip
        self.deleted = {
            value_of(region, "id"): region for region in root.iter("*") if name_of(region.tag) == "text:changed-region"
        }
        self.inserting: set[str] = set()
        self.flow: list[Block] = []
        self.line: _Line | None = None
        self.rows: list[tuple[Cell, ...]] | None = None
        self.row: list[Cell] | None = None
        self.notes: list[tuple[Block, ...]] = []
        self.pictures: list[SourcePicture] = []
        self.place = 0
        self.levels: list[tuple[str, int]] = []
        self.fresh = False
        self.size = (0.0, 0.0)
        self.alt = ""
        self.shown: set[str] = set()

    def read(self) -> None:
        self._inside(self.root, _Around())
        self._settle()
        for ident, region in self.deleted.items():
            if ident not in self.shown and self.changes != "accept":
                self._inside(region, _Around(left="deleted"))

    def _key(self, element: Any, more: str = "") -> tuple[str, str]:
        return PART, f"{self.nodes[element]}{more}"

    def _inside(self, element: Any, around: _Around) -> None:
        self._say(self._key(element), element.text, around)
        for one in element:
            self._one(one, around)
            self._say(self._key(one, "+"), one.tail, around)

    def _one(self, element: Any, around: _Around) -> None:
        name = name_of(element.tag)
        handler = _HANDLERS.get(name)
        if name in OBJECTS:
            self.account.place_object(self._key(element), name, self.place, around.left or OBJECTS[name], left=True)
            self._inside(element, replace(around, left=around.left or OBJECTS[name]))
        elif name in LEFT:
            self._inside(element, replace(around, left=around.left or LEFT[name]))
        elif handler is not None:
            handler(self, element, around)
        else:
            self._inside(element, around)

    def _say(self, key: tuple[str, str], text: str | None, around: _Around) -> None:
        if not text or (self.line is None and not text.strip()):
            return
        left = around.left or ("inserted" if self.inserting and self.changes == "reject" else "")
        if left:
            self.account.leave(key, text, self.place, left)
            return
        words = _SPACE.sub(" ", text)
        look = around.look
        if self.inserting and self.changes == "show":
            look = replace(look, change="ins")
        rule = around.rule or rule_of(look) or ("unseen" if self.styles.is_unseen(around.props) else "")
        face = self.styles.face(around.props)
        if is_symbol_font(face) and (signs := symbols_in(face, words)) is not None:
            words, rule = signs, "symbol"
        self.account.set(key, text, self.place, words, rule)
        self._put(SourceRun(words, look))

    def _put(self, inline: Inline) -> None:
        if self.line is None:
            self.line = _Line()
            self.line.inlines.append(inline)
            self._close(self.line, SourceParagraph((), place=self.place))
        else:
            self.line.inlines.append(inline)

    def _close(self, line: _Line, shape: SourceParagraph) -> None:
        self.line = None
        self.flow.append(replace(shape, inlines=tuple(line.inlines)))
        self.flow.extend(line.after)

    def _settle(self) -> None:
        if self.line is not None:
            self._close(self.line, SourceParagraph((), place=self.place))

    def _blocks(self, element: Any, around: _Around) -> tuple[Block, ...]:
        kept = (self.flow, self.line, self.rows, self.row)
        self.flow, self.line, self.rows, self.row = [], None, None, None
        self._inside(element, around)
        self._settle()
        found = tuple(self.flow)
        self.flow, self.line, self.rows, self.row = kept
        return found

    def paragraph(self, element: Any, around: _Around) -> None:
        outer, self.line = self.line, _Line()
        self.place += 1
        props = self.styles.props(value_of(element, "style-name"))
        label, item = self.styles.label(self.levels) if self.fresh else ("", False)
        self.fresh = False
        hidden = "hidden" if props.get("display") == "none" or is_hidden(element) else ""
        inner = replace(around, look=look_with(around.look, props), left=around.left or hidden, props=props)
        self._inside(element, inner)
        line, self.line = self.line or _Line(), outer
        has_words = any(isinstance(one, SourceRun) and one.text.strip() for one in line.inlines)
        if label and has_words:
            self.account.add(label, self.place, "autonumber")
        level = value_of(element, "outline-level") if name_of(element.tag) == "text:h" else ""
        paragraph = SourceParagraph(
            tuple(line.inlines),
            self.styles.name(value_of(element, "style-name")),
            int(level) if level.isdigit() else 0,
            {"center": "center", "end": "right", "right": "right"}.get(props.get("text-align", ""), ""),  # type: ignore[arg-type]
            ems(props.get("text-indent", "")),
            label if has_words else "",
            item,
            self.place,
            points(props.get("font-size", "")),
        )
        if outer is not None:
            outer.after += [paragraph, *line.after]
        else:
            self.flow += [paragraph, *line.after]

    def span(self, element: Any, around: _Around) -> None:
        props = self.styles.props(value_of(element, "style-name"))
        hidden = "hidden" if props.get("display") == "none" else ""
        inner = replace(around, look=look_with(around.look, props), left=around.left or hidden)
        self._inside(element, replace(inner, props=around.props | props))

    def section(self, element: Any, around: _Around) -> None:
        hidden = "hidden" if value_of(element, "display") == "none" else ""
        self._inside(element, replace(around, left=around.left or hidden))

    def control(self, element: Any, around: _Around) -> None:
        """Walk a content control; the words that ask for an entry are no copy."""
        asks = "placeholder" if value_of(element, "showing-place-holder") == "true" else ""
        self._inside(element, replace(around, left=around.left or asks))

    def list_(self, element: Any, around: _Around) -> None:
        style = value_of(element, "style-name") or (self.levels[-1][0] if self.levels else "")
        self.levels.append((style, len(self.levels)))
        if value_of(element, "continue-numbering") != "true":
            self.styles.begin_list(self.levels[-1])
        self._inside(element, around)
        self.levels.pop()

    def list_item(self, element: Any, around: _Around) -> None:
        self.fresh = True
        if self.levels and (start := value_of(element, "start-value")).isdigit():
            self.styles.counts[self.levels[-1]] = int(start) - 1
        self._inside(element, around)
        self.fresh = False

    def table(self, element: Any, around: _Around) -> None:
        kept = (self.line, self.rows, self.row)
        place = self.place + 1
        self.line, self.rows, self.row = None, [], None
        self._inside(element, around)
        rows = tuple(self.rows)
        self.line, self.rows, self.row = kept
        block = Table(rows, place)
        (self.flow if self.line is None else self.line.after).append(block)

    def table_row(self, element: Any, around: _Around) -> None:
        if self.rows is None:
            self._inside(element, around)
            return
        kept, self.row = self.row, []
        hidden = "hidden" if value_of(element, "visibility") in ("collapse", "filter") else ""
        self._inside(element, replace(around, left=around.left or hidden))
        self.rows.append(tuple(self.row))
        self.row = kept

    def table_cell(self, element: Any, around: _Around) -> None:
        if self.row is None:
            self._inside(element, around)
            return
        row, span = self.row, value_of(element, "number-columns-spanned")
        cols = min(int(span), 63) if span.isdigit() and int(span) else 1
        row.append(Cell(self._blocks(element, around), cols, name_of(element.tag) == "table:covered-table-cell"))
        if name_of(element.tag) == "table:covered-table-cell" and row[:-1] and row[-2].cols > 1:
            row.pop()  # the cell before it spans this one
            return
        often = value_of(element, "number-columns-repeated")
        for _ in range(min(int(often), 63) - 1 if often.isdigit() else 0):
            words = "".join(one.text for one in paragraphs_of(row[-1].blocks))
            self.account.add("".join(words.split()), self.place, "repeated")
            row.append(row[-1])

    def note(self, element: Any, around: _Around) -> None:
        for one in element:
            if name_of(one.tag) == "text:note-body":
                if around.left or not self.with_notes:
                    self._blocks(one, replace(around, left=around.left or "note"))
                else:
                    self.notes.append(())
                    nth = len(self.notes) - 1
                    self.notes[nth] = self._blocks(one, replace(around, rule="note"))
                    self._put(NoteMark(nth))
            else:
                self._inside(one, replace(around, left=around.left or "setting"))
            self._say(self._key(one, "+"), one.tail, around)

    def tracked(self, element: Any, around: _Around) -> None:
        """Walk the deletions, which stand before the copy: they are left out, or kept for where they were."""
        if self.changes == "accept":
            self._inside(element, replace(around, left=around.left or "deleted"))

    def deletion(self, element: Any, around: _Around) -> None:
        """Walk the place of a deletion: its words are set again where changes are rejected or shown."""
        ident = value_of(element, "change-id")
        region = self.deleted.get(ident)
        if self.changes == "accept" or region is None or ident in self.shown:
            return
        self.shown.add(ident)
        look = replace(around.look, change="del") if self.changes == "show" else around.look
        for one in region.iter("*"):
            inside = any(name_of(up.tag) == "office:change-info" for up in (one, *one.iterancestors()))
            for more, text in (("", one.text), ("+", one.tail if one is not region else None)):
                if text and text.strip():
                    key = self._key(one, more)
                    if inside:
                        self.account.leave(key, text, self.place, "setting")
                    else:
                        self.account.set(key, text, self.place, text, "change" if look.change else "")
                        self._put(SourceRun(text, look))

    def change_start(self, element: Any, around: _Around) -> None:
        if self.kinds.get(value_of(element, "change-id")) == "text:insertion":
            self.inserting.add(value_of(element, "change-id"))

    def change_end(self, element: Any, around: _Around) -> None:
        self.inserting.discard(value_of(element, "change-id"))

    def region(self, element: Any, around: _Around) -> None:
        """Walk a region outside its list: nobody would see it."""
        self._inside(element, replace(around, left=around.left or "deleted"))

    def change_info(self, element: Any, around: _Around) -> None:
        self._inside(element, replace(around, left="setting"))

    def frame(self, element: Any, around: _Around) -> None:
        kept = self.size, self.alt
        self.size = (millimetres(value_of(element, "width")), millimetres(value_of(element, "height")))
        self.alt = next((one.text or "" for one in element if name_of(one.tag) in ("svg:desc", "svg:title")), "")
        self._inside(element, around)
        self.size, self.alt = kept

    def image(self, element: Any, around: _Around) -> None:
        address, key = value_of(element, "href"), self._key(element)
        if around.left or name_of(element.getparent().tag) != "draw:frame":
            self.account.place_object(key, address, self.place, around.left or "same-picture", left=True)
        else:
            path = normpath(address)
            data = None if "://" in address or path.startswith("..") else self.package.read(path)
            nth = len(self.pictures)
            name = value_of(element.getparent(), "name")
            named = name if re.search(r"\.(?:jpe?g|png|tiff?|webp|gif|bmp)$", name, re.I) else path.rpartition("/")[2]
            self.pictures.append(
                SourcePicture(named, data or b"", self.size, alt=self.alt, missing=data is None, place=self.place)
            )
            self.account.place_object(key, address, self.place, "linked" if data is None else "")
            self._put(PictureMark(nth))
        self._inside(element, around)

    def text_box(self, element: Any, around: _Around) -> None:
        blocks = self._blocks(element, replace(around, rule=around.rule or "text-box"))
        (self.flow if self.line is None else self.line.after).extend(blocks)

    def spaces(self, element: Any, around: _Around) -> None:
        count = value_of(element, "c")
        if not around.left and self.line is not None:
            self._put(SourceRun(" " * min(int(count) if count.isdigit() else 1, 200), around.look))

    def tab(self, element: Any, around: _Around) -> None:
        if not around.left and self.line is not None:
            self._put(SourceRun("\u3000" if self.line.inlines else ""))

    def line_end(self, element: Any, around: _Around) -> None:
        if not around.left and self.line is not None:
            self._put(Break())

    def ruby(self, element: Any, around: _Around) -> None:
        base = next((one for one in element if name_of(one.tag) == "text:ruby-base"), None)
        over = next((one for one in element if name_of(one.tag) == "text:ruby-text"), None)
        if base is None or over is None or around.left:
            self._inside(element, around)
            return
        kept, self.line = self.line, _Line()
        self._inside(base, replace(around, rule="ruby"))
        inner, self.line = self.line, _Line()
        self._inside(over, replace(around, rule="ruby"))
        reading, self.line = self.line, kept
        words = "".join(one.text for one in inner.inlines if isinstance(one, SourceRun))
        self._put(
            SourceRun(words, around.look, "".join(one.text for one in reading.inlines if isinstance(one, SourceRun)))
        )
        for one in element:
            self._say(self._key(one, "+"), one.tail, replace(around, left="stray"))


_HANDLERS = {
    "text:p": _Walk.paragraph,
    "text:h": _Walk.paragraph,
    "text:span": _Walk.span,
    "text:section": _Walk.section,
    "loext:content-control": _Walk.control,
    "text:list": _Walk.list_,
    "text:list-item": _Walk.list_item,
    "table:table": _Walk.table,
    "table:table-row": _Walk.table_row,
    "table:table-cell": _Walk.table_cell,
    "table:covered-table-cell": _Walk.table_cell,
    "text:note": _Walk.note,
    "text:tracked-changes": _Walk.tracked,
    "text:changed-region": _Walk.region,
    "office:change-info": _Walk.change_info,
    "text:change": _Walk.deletion,
    "text:change-start": _Walk.change_start,
    "text:change-end": _Walk.change_end,
    "draw:frame": _Walk.frame,
    "draw:image": _Walk.image,
    "draw:text-box": _Walk.text_box,
    "text:s": _Walk.spaces,
    "text:tab": _Walk.tab,
    "text:line-break": _Walk.line_end,
    "text:ruby": _Walk.ruby,
}
