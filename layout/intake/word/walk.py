"""One XML part of a Word file walked node by node into blocks.

An element that is not known is walked through as if it were not there, so that nothing inside it is lost; what is
known not to be copy is entered in the account as left out. Every character of the part is entered exactly once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from layout.ground.dataclass import replace
from layout.intake.document import Block, Break, Cell, Inline, SourceParagraph, SourceRun, Table
from layout.intake.word.leaves import TEXTS, THINGS, leaves_of, stray_rule
from layout.intake.word.names import attribute, child, parts, short
from layout.intake.word.scene import (
    Around,
    OpenField,
    OpenParagraph,
    PictureFrame,
    Shared,
    closed_fields,
    has_words,
    joined,
    printed,
)
from layout.intake.word.styles import is_ground, number, paragraph_props, run_props

WIDEST = 63
"""Columns that a cell may span (17.4.17 names no limit, Word's is 63)."""
_RULE = "____"
"""An underlined tab: a rule to write on."""

_SETTINGS = frozenset(
    f"w:{name}"
    for name in (
        *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "rubyPr", "tblPrEx"),
        *("smartTagPr", "customXmlPr", "ffData", "fldData", "bookmarkStart", "bookmarkEnd", "proofErr"),
        *("permStart", "permEnd"),
    )
)


class Walk:
    """The walk through one part."""

    def __init__(
        self, part: str, root: Any, shared: Shared, targets: dict[str, tuple[str, bool]], *, counts: bool = False
    ) -> None:
        """Take a part: its name, its root element, and where its relationships lead (part or address, outside).

        `counts`: its paragraphs are those that the desk counts.
        """
        self.part, self.root, self.shared, self.targets, self.counts = part, root, shared, targets, counts
        self.account = shared.account
        self.nodes = {element: nth for nth, element in enumerate(root.iter("*"))}
        marks = {one: attribute(one, "fldCharType") for one in self.nodes if short(one.tag) == "w:fldChar"}
        self.whole = closed_fields(root, marks)
        self.flow: list[Block] = []
        self.line: OpenParagraph | None = None
        self.loose: OpenParagraph | None = None
        self.rows: list[tuple[Cell, ...]] | None = None
        self.row: list[Cell] | None = None
        self.pending: SourceParagraph | None = None
        self.fields: list[OpenField] = []
        self.frame = PictureFrame()
        self.alignment: tuple[str, float] = ("", 0.0)

    def blocks(self, element: Any, around: Around) -> tuple[Block, ...]:
        """Return the blocks inside an element."""
        kept = (self.flow, self.line, self.loose, self.rows, self.row, self.pending)
        self.flow, self.line, self.loose, self.rows, self.row, self.pending = [], None, None, None, None, None
        self.inside(element, around)
        self._settle()
        found = tuple(self.flow)
        self.flow, self.line, self.loose, self.rows, self.row, self.pending = kept
        return found

    def finish(self) -> None:
        """Leave out the codes of fields whose end was never met."""
        for field in self.fields:
            for key, text in field.codes:
                self.account.leave(key, text, self.shared.place, "field-code")
        self.fields.clear()

    # Walking

    def inside(self, element: Any, around: Around) -> None:
        """Walk what an element holds: its children, and character data that stands loose between them."""
        self._stray(self.key(element), element.text, element, around)
        for one in element:
            self.one(one, around)
            self._stray(self.key(one, "+"), one.tail, element, around)

    def one(self, element: Any, around: Around) -> None:
        """Walk one element."""
        tag = short(element.tag)
        handler = _HANDLERS.get(tag)
        if handler is not None:
            handler(self, element, around)
        elif tag in _SETTINGS or (tag.startswith("m:") and tag.endswith("Pr")):
            self.sweep(element, "setting")
        else:
            self.inside(element, around)

    def key(self, element: Any, more: str = "") -> tuple[str, str]:
        """Return the key of a node in the account."""
        return self.part, f"{self.nodes[element]}{more}"

    def sweep(self, element: Any, rule: str) -> None:
        """Enter everything inside an element as left out."""
        for leaf in leaves_of(element):
            key = self.key(leaf.element, leaf.more)
            if leaf.thing:
                self.account.place_object(key, leaf.text, self.shared.place, rule, left=True)
            else:
                # Words among settings are shown by no program, and yet are words: they are told.
                told = rule if rule != "setting" else leaf.rule or "misplaced"
                self.account.leave(key, leaf.text, self.shared.place, told)

    def _stray(self, key: tuple[str, str], text: str | None, element: Any, around: Around) -> None:
        if not text or not text.strip():
            return
        if short(element.tag) in TEXTS:
            self.say(key, text, around)
        else:
            self.account.leave(key, text, self.shared.place, around.left or stray_rule(element))

    # Characters

    def text(self, element: Any, around: Around) -> None:
        """Walk a text element: its characters, and whatever was put inside it."""
        text = element.text or ""
        if text and attribute(element, "xml:space") != "preserve":
            text = text.strip(" \t\r\n")
        self.say(self.key(element), text, around)
        for one in element:
            self.one(one, around)
            self._stray(self.key(one, "+"), one.tail, element, around)

    def say(self, key: tuple[str, str], text: str, around: Around) -> None:
        """Enter characters in the account and put them into the paragraph."""
        from layout.intake.word.printing import as_printed

        if not text:
            return
        left = around.left or ("field-code" if any(not field.separated for field in self.fields) else "")
        if left:
            self.account.leave(key, text, self.shared.place, left)
            return
        run, rule = as_printed(text, around)
        self.account.set(key, text, self.shared.place, run.text, rule)
        self.put(run)

    def put(self, inline: Inline) -> None:
        """Put an inline into the open paragraph; into one of its own where none is open."""
        for field in self.fields:
            field.printed = True
        line = self.line
        if line is None:
            line = self.loose = self.loose or OpenParagraph()
        line.inlines.append(inline)

    def put_block(self, block: Block) -> None:
        """Put a block into the flow, or after the paragraph that is open."""
        if self.line is not None:
            self.line.after.append(block)
            return
        self._settle()
        self.flow.append(block)

    def _settle(self) -> None:
        """Close what is half done: a paragraph that waits for its other half, characters outside any paragraph."""
        if self.pending is not None:
            waiting, self.pending = self.pending, None
            self._count_label(waiting)
            self.flow.append(waiting)
        if self.loose is not None:
            loose, self.loose = self.loose, None
            self.flow.append(SourceParagraph(tuple(loose.inlines), place=self.shared.place))
            self.flow.extend(loose.after)

    def inlines(self, element: Any, around: Around) -> list[Inline]:
        """Return the inlines inside an element, without putting them anywhere."""
        kept, self.line = self.line, OpenParagraph()
        self.inside(element, around)
        line, self.line = self.line, kept
        for block in line.after:
            self.put_block(block)
        return line.inlines

    # Blocks

    def paragraph(self, element: Any, around: Around) -> None:
        """Walk a paragraph."""
        styles, shared = self.shared.styles, self.shared
        own = paragraph_props(child(element, "w:pPr"))
        style = styles.get(own.get("style") or styles.normal)
        props = style.paragraph | own
        if self.counts:
            shared.place += 1
        label, item = "", False
        if props.get("numId", "0") not in ("", "0"):
            label, item = shared.numbering.label(props["numId"], int(number(props.get("ilvl", "0"))))
        outer, self.line = self.line, OpenParagraph()
        place = shared.place
        base = replace(around, props=styles.run(style, {}), ground=around.ground or props.get("ground", False))
        self.inside(element, base)
        line, self.line = self.line, outer
        paragraph = SourceParagraph(
            tuple(line.inlines),
            style.name,
            props.get("level", 0),
            props.get("align", ""),
            props.get("indent", 0.0),
            label,
            item,
            place,
            base.props.get("size", 0.0),
        )
        self._close(paragraph, line, self._goes_on(own) and not around.left)

    def _goes_on(self, props: dict[str, Any]) -> bool:
        """Tell whether a paragraph's mark is gone, so that the next one goes on in it."""
        gone = {"accept": "del", "reject": "ins", "show": ""}[self.shared.changes]
        return bool(props.get("drop") or props.get("mark_hidden") or (gone and props.get("mark") == gone))

    def _close(self, paragraph: SourceParagraph, line: OpenParagraph, goes_on: bool) -> None:
        if self.line is None and self.pending is not None:
            paragraph, self.pending = joined(self.pending, paragraph), None
        if goes_on and self.line is None and not line.after:
            self.pending = paragraph
            return
        self._count_label(paragraph)
        self.put_block(paragraph)
        for block in line.after:
            self.put_block(block)

    def _count_label(self, paragraph: SourceParagraph) -> None:
        if paragraph.label and has_words(paragraph):
            self.account.add(paragraph.label, paragraph.place, "autonumber")

    def table(self, element: Any, around: Around) -> None:
        """Walk a table."""
        kept = (self.line, self.rows, self.row, self.pending)
        place = self.shared.place + 1
        floating = self.line
        if floating is None and self.pending is not None:
            self._settle()
            kept = (*kept[:3], None)
        self.line, self.rows, self.row, self.pending = None, [], None, None
        self.inside(element, around)
        rows = tuple(self.rows)
        self.line, self.rows, self.row, self.pending = kept
        if rows:
            self.put_block(Table(rows, place))

    def table_row(self, element: Any, around: Around) -> None:
        """Walk a row; outside any table it is walked through."""
        if self.rows is None:
            self.inside(element, around)
            return
        kept, self.row = self.row, []
        before, after = _skipped(element)
        gone = around.left or _row_gone(element, self.shared.changes)
        self.row.extend(Cell(()) for _ in range(before))
        self.inside(element, replace(around, left=gone))
        self.row.extend(Cell(()) for _ in range(after))
        self.rows.append(tuple(self.row))
        self.row = kept

    def table_cell(self, element: Any, around: Around) -> None:
        """Walk a cell; outside any row it is walked through."""
        if self.row is None:
            self.inside(element, around)
            return
        cols, continued = _spanned(element)
        row = self.row
        ground = around.ground or any(short(one.tag) == "w:shd" and is_ground(one) for one in parts(element, "w:tcPr"))
        row.append(Cell(self.blocks(element, replace(around, ground=ground)), cols, continued))

    def boxed(self, element: Any, around: Around) -> None:
        """Walk the copy of a text box: it comes after the paragraph that the box hangs on."""
        for block in self.blocks(element, replace(around, rule=around.rule or "text-box", ground=True)):
            self.put_block(block)

    # Runs and breaks

    def run(self, element: Any, around: Around) -> None:
        """Walk a run in its look; a hidden one is left out."""
        own = run_props(child(element, "w:rPr"))
        style = self.shared.styles.get(own["style"]).run if own.get("style") else {}
        props = around.props | style | own
        hidden = "hidden" if props.get("hidden") else ""
        self.inside(element, replace(around, props=props, left=around.left or hidden))

    def line_end(self, element: Any, around: Around) -> None:
        """Walk an end of line, column or page."""
        if not around.left:
            kind = attribute(element, "type")
            self.put(Break("page" if kind == "page" else "column" if kind == "column" else "line"))
        self.inside(element, around)

    def tab(self, element: Any, around: Around) -> None:
        """Walk a tab: a full space, as between the columns of a typed list."""
        if not around.left and not any(not field.separated for field in self.fields):
            if around.props.get("ruled"):
                self.account.add(_RULE, self.shared.place, "blank")
                self.put(SourceRun(_RULE))
            else:
                self.put(SourceRun("\u3000" if self.line and printed(self.line.inlines) else ""))
        self.inside(element, around)

    def alternate(self, element: Any, around: Around) -> None:
        """Walk what is said twice, for newer and older programs: the first way that says anything."""
        ways = [one for one in element if short(one.tag) in ("mc:Choice", "mc:Fallback")]
        chosen = max(ways, key=_says, default=None)
        self._stray(self.key(element), element.text, element, around)
        for one in element:
            if one is chosen or one not in ways:
                self.one(one, around) if one not in ways else self.inside(one, around)
            else:
                self.sweep(one, "fallback")
            self._stray(self.key(one, "+"), one.tail, element, around)


def _says(way: Any) -> int:
    """Return 2 for a way that holds words or pictures, 1 for one that holds another object, 0 for none."""
    said = [1 if leaf.thing and short(leaf.element.tag) in THINGS else 2 for leaf in leaves_of(way) if not leaf.rule]
    return max(said, default=0)


def _skipped(row: Any) -> tuple[int, int]:
    """Return how many columns a row leaves free before and after its cells."""
    found = {"w:gridBefore": 0, "w:gridAfter": 0}
    for one in parts(row, "w:trPr"):
        if short(one.tag) in found:
            found[short(one.tag)] = int(min(max(number(attribute(one, "val")), 0), WIDEST))
    return found["w:gridBefore"], found["w:gridAfter"]


def _row_gone(row: Any, changes: str) -> str:
    """Return why a row is not set: hidden, or taken out or not put in by a tracked change; empty where it is set."""
    gone = {"w:hidden": "hidden"}
    if changes == "accept":
        gone["w:del"] = "deleted"
    elif changes == "reject":
        gone["w:ins"] = "inserted"
    for one in parts(row, "w:trPr"):
        if short(one.tag) in gone and attribute(one, "val").lower() not in ("0", "false", "off"):
            return gone[short(one.tag)]
    return ""


def _spanned(cell: Any) -> tuple[int, bool]:
    """Return how many columns a cell spans and whether it goes on from the one above or before."""
    cols, continued = 1, False
    for one in parts(cell, "w:tcPr"):
        tag = short(one.tag)
        if tag == "w:gridSpan":
            cols = int(min(max(number(attribute(one, "val"), 1), 1), WIDEST))
        elif tag in ("w:vMerge", "w:hMerge"):
            continued = continued or attribute(one, "val") != "restart"
    return cols, continued


Handler = Callable[[Walk, Any, Around], None]
_HANDLERS: dict[str, Handler] = {
    "w:p": Walk.paragraph,
    "w:tbl": Walk.table,
    "w:tr": Walk.table_row,
    "w:tc": Walk.table_cell,
    "w:r": Walk.run,
    "w:t": Walk.text,
    "a:t": Walk.text,
    "m:t": Walk.text,
    "w:br": Walk.line_end,
    "w:cr": Walk.line_end,
    "a:br": Walk.line_end,
    "w:tab": Walk.tab,
    "w:ptab": Walk.tab,
    "w:txbxContent": Walk.boxed,
    "mc:AlternateContent": Walk.alternate,
}


def handles(*tags: str) -> Callable[[Handler], Handler]:
    """Enter a function as the handler of elements."""

    def enter(handler: Handler) -> Handler:
        for tag in tags:
            _HANDLERS[tag] = handler
        return handler

    return enter
