"""Walking what stands inside paragraphs: tracked changes, fields, notes, ruby, formulas, symbols, placeholders."""

from __future__ import annotations

from typing import Any

from layout.ground.dataclass import replace
from layout.intake.document import NoteMark, SourceRun
from layout.intake.word.fields import FieldResult, shown_by_code
from layout.intake.word.formula import Formula
from layout.intake.word.leaves import leaves_of, own_words, sign_of
from layout.intake.word.names import attribute, child, parts, short
from layout.intake.word.printing import as_printed
from layout.intake.word.scene import Around, OpenField
from layout.intake.word.styles import look_of, number
from layout.intake.word.symbols import symbol
from layout.intake.word.walk import Walk, handles

_NOTE = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}


@handles("w:ins", "w:moveTo", "w:cellIns")
def inserted(walk: Walk, element: Any, around: Around) -> None:
    """Walk what was put in by a tracked change."""
    _changed(walk, element, around, "ins", {"reject": "inserted"})


@handles("w:del", "w:moveFrom", "w:cellDel")
def deleted(walk: Walk, element: Any, around: Around) -> None:
    """Walk what was taken out by a tracked change."""
    _changed(walk, element, around, "del", {"accept": "deleted"})


def _changed(walk: Walk, element: Any, around: Around, change: str, left: dict[str, str]) -> None:
    changes = walk.shared.changes
    shown = change if changes == "show" else around.change
    author = attribute(element, "author") if changes == "show" else around.author
    walk.inside(element, replace(around, left=around.left or left.get(changes, ""), change=shown, author=author))


@handles("w:delText")
def deleted_text(walk: Walk, element: Any, around: Around) -> None:
    """Walk deleted text; outside a deletion no program shows it."""
    accepted = walk.shared.changes == "accept"
    walk.text(element, replace(around, left=around.left or ("deleted" if accepted else "")))


@handles("w:instrText", "w:delInstrText")
def field_code(walk: Walk, element: Any, around: Around) -> None:
    """Walk the code of a field: it waits for the field's end, where it is known whether it prints."""
    text = element.text or ""
    key = walk.key(element)
    if text and walk.fields and not walk.fields[-1].separated and not around.left:
        walk.fields[-1].codes.append((key, text))
    elif text:
        walk.account.leave(key, text, walk.shared.place, around.left or "field-code")
    for one in element:
        walk.one(one, around)
        if one.tail and one.tail.strip():
            walk.account.leave(walk.key(one, "+"), one.tail, walk.shared.place, around.left or "field-code")


@handles("w:fldChar")
def field_mark(walk: Walk, element: Any, around: Around) -> None:
    """Walk the beginning, the middle or the end of a field."""
    kind = attribute(element, "fldCharType")
    if element in walk.whole:
        if kind == "begin":
            walk.fields.append(OpenField(chosen=_chosen(element)))
        elif walk.fields and kind == "separate":
            walk.fields[-1].separated = True
        elif walk.fields and kind == "end":
            _end_field(walk, walk.fields.pop(), around)
    walk.inside(element, around)


def _end_field(walk: Walk, field: OpenField, around: Around) -> None:
    code = "".join(text for _, text in field.codes)
    shown = None if field.printed else shown_by_code(code)
    if field.chosen and not (field.printed or around.left or any(not outer.separated for outer in walk.fields)):
        walk.account.add(field.chosen, walk.shared.place, "field")
        walk.put(SourceRun(field.chosen, look_of(around.props)))
    if around.left or any(not outer.separated for outer in walk.fields):
        shown = None
    for nth, (key, text) in enumerate(field.codes):
        if shown is None:
            walk.account.leave(key, text, walk.shared.place, around.left or "field-code")
        else:
            walk.account.set(key, text, walk.shared.place, _out(shown) if nth == 0 else "", shown.rule)
    if shown is not None:
        walk.put(SourceRun(shown.text, look_of(around.props), shown.ruby))


def _chosen(begin: Any) -> str:
    """Return what a form field shows by its settings alone: the entry that was chosen, a box ticked or empty."""
    data = child(begin, "w:ffData")
    if data is None:
        return ""
    if (entries := child(data, "w:ddList")) is not None:
        said = {short(one.tag): attribute(one, "val") for one in entries if short(one.tag) != "w:listEntry"}
        words = [attribute(one, "val") for one in entries if short(one.tag) == "w:listEntry"]
        nth = int(number(said.get("w:result") or said.get("w:default") or "0"))
        return words[nth] if 0 <= nth < len(words) else ""
    if (box := child(data, "w:checkBox")) is not None:
        said = {short(one.tag): attribute(one, "val") or "1" for one in box}
        ticked = said.get("w:checked") or said.get("w:default") or "0"
        return "□" if ticked.lower() in ("0", "false", "off") else "√"
    return ""


def _out(shown: FieldResult) -> str:
    return shown.text + shown.ruby


@handles("w:fldSimple")
def simple_field(walk: Walk, element: Any, around: Around) -> None:
    """Walk a field in one element: its result, or what its code prints where it has none."""
    code = own_words(element)[1]
    has_result = any(leaf.element is not element for leaf in leaves_of(element))
    shown = None if has_result or around.left else shown_by_code(code)
    key = walk.key(element, "@instr")
    if shown is not None:
        walk.account.set(key, code, walk.shared.place, _out(shown), shown.rule)
        walk.put(SourceRun(shown.text, look_of(around.props), shown.ruby))
    elif code:
        walk.account.leave(key, code, walk.shared.place, around.left or "field-code")
    walk.inside(element, around)


@handles("w:footnoteReference", "w:endnoteReference")
def note_mark(walk: Walk, element: Any, around: Around) -> None:
    """Walk the mark of a note; notes are numbered in the order of their marks."""
    kind, ident = _NOTE[short(element.tag)], attribute(element, "id")
    if not around.left and walk.shared.with_notes and walk.counts:
        nth = walk.shared.notes.setdefault((kind, ident), len(walk.shared.notes))
        own = attribute(element, "customMarkFollows").lower() not in ("", "0", "false", "off")
        walk.put(NoteMark(nth, own))
    walk.inside(element, around)


@handles("w:ruby")
def ruby(walk: Walk, element: Any, around: Around) -> None:
    """Walk ruby: the base is set, the reading stands over it."""
    base, over = child(element, "w:rubyBase"), child(element, "w:rt")
    if base is None or over is None:
        walk.inside(element, around)
        return
    parts: dict[Any, list[Any]] = {}
    for one in element:
        if one is base or one is over:
            parts[one] = walk.inlines(one, replace(around, rule="ruby"))
        else:
            walk.one(one, around)
        if one.tail and one.tail.strip():
            walk.account.leave(walk.key(one, "+"), one.tail, walk.shared.place, around.left or "stray")
    reading = "".join(one.text for one in parts[over] if isinstance(one, SourceRun))
    runs = [one for one in parts[base] if isinstance(one, SourceRun) and one.text]
    if runs:
        walk.put(replace(runs[0], text="".join(run.text for run in runs), ruby=reading))
    elif reading:
        walk.put(SourceRun(reading))
    for one in (*parts[base], *parts[over]):
        if not isinstance(one, SourceRun):
            walk.put(one)


@handles("m:oMath")
def formula(walk: Walk, element: Any, around: Around) -> None:
    """Walk a formula: one line of text."""
    read = Formula(element)
    seen = {leaf: nth for nth, leaf in enumerate(read.leaves)}
    hidden = around.left or ("field-code" if any(not field.separated for field in walk.fields) else "")
    first = True
    for leaf in leaves_of(element):
        key = walk.key(leaf.element, leaf.more)
        if leaf.thing:
            walk.account.place_object(key, leaf.text, walk.shared.place, around.left or "formula", left=True)
        elif hidden or leaf.element not in seen or leaf.more:
            walk.account.leave(key, leaf.text, walk.shared.place, hidden or leaf.rule or "misplaced")
        else:
            walk.account.set(key, leaf.text, walk.shared.place, read.text if first else "", "formula")
            first = False
    if not first:
        walk.put(SourceRun(read.text, replace(look_of(around.props), literal=True)))


@handles("w:sym")
def sign(walk: Walk, element: Any, around: Around) -> None:
    """Walk a character of a symbol font."""
    text = sign_of(attribute(element, "char"))
    key = walk.key(element, "@char")
    found = symbol(attribute(element, "font"), ord(text)) if text != "\ufffd" else ""
    if around.left or not found:
        walk.account.leave(key, text, walk.shared.place, around.left or "symbol-unknown")
    else:
        run, _ = as_printed(found, around)
        walk.account.set(key, text, walk.shared.place, found, "symbol")
        walk.put(replace(run, text=found))
    walk.inside(element, around)


@handles("w:noBreakHyphen")
def hyphen(walk: Walk, element: Any, around: Around) -> None:
    """Walk a hyphen that does not part a line: a plain one."""
    key = walk.key(element, "@")
    if around.left:
        walk.account.leave(key, "\u2011", walk.shared.place, around.left)
    else:
        walk.account.set(key, "\u2011", walk.shared.place, "-", "hyphen")
        walk.put(as_printed("-", around)[0])
    walk.inside(element, around)


@handles("w:softHyphen")
def soft_hyphen(walk: Walk, element: Any, around: Around) -> None:
    """Walk a place where a word may be parted: nothing is seen of it."""
    walk.account.leave(walk.key(element, "@"), "\u00ad", walk.shared.place, around.left or "soft-hyphen")
    walk.inside(element, around)


@handles("w:sdt")
def content_control(walk: Walk, element: Any, around: Around) -> None:
    """Walk a content control; the words that ask for an entry are no copy."""
    asks = any(
        short(one.tag) == "w:showingPlcHdr" and attribute(one, "val").lower() not in ("0", "false", "off")
        for one in parts(element, "w:sdtPr")
    )
    walk.inside(element, replace(around, left=around.left or ("placeholder" if asks else "")))
