"""The parts of a story as they are set: body, subheads, the sign-off; what of them cannot be set or printed so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from layout.compose.line.paragraph import Setting, set_paragraph, take_up
from layout.compose.line.price import UNSET
from layout.compose.line.single import set_single
from layout.compose.line.spec import Matter
from layout.compose.line.told import divided
from layout.compose.sense.lines import set_for_sense
from layout.compose.story.galley import GalleyLine
from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ground.dataclass import replace
from layout.issue.model import Span

if TYPE_CHECKING:
    from layout.compose.line.initial import Initial
    from layout.compose.line.spec import TypeSpec
    from layout.geometry import Length
    from layout.issue.model import Paragraph, Story
    from layout.sheet import Line
    from layout.typeface import TypeCase


def unfit(setting: Setting) -> Iterator[Diagnostic]:
    """Report lines that had to break by force (C020) or could not be filled (C021), each with its place."""
    stick, locus, start = setting.stick, setting.job.matter.locus, 0
    ahead = len(setting.initial.text) if setting.initial else 0
    forced = [at for at in setting.way.breaks[:-1] if not stick.legal[at]]
    short = setting.way.price >= UNSET - 1
    if locus is None:
        return
    yield from divided(stick.text, setting.job.matter.spans, setting.job.spec.rules, setting.way.breaks, locus)
    if not (forced or short):
        return
    for line in setting.lines():
        end = start + len(line.text)
        at = Locus(locus.story, locus.field, locus.paragraph, start)
        if end - ahead in forced:
            after = stick.text[end - ahead : end - ahead + 4]
            yield Diagnostic.make("C020", Severity.WARNING, at, chars=line.text[-4:] + after)
        elif line.ending == "turn" and line.extent < line.measure:
            yield Diagnostic.make("C021", Severity.NOTE, at)
        start = end


def unprintable(story: Story, stylebook: Mapping[str, TypeSpec], case: TypeCase) -> list[Diagnostic]:
    """Report, paragraph by paragraph, what a role's face has not, at the first character concerned."""
    found: list[Diagnostic] = []
    for paragraph in story.paragraphs:
        spec = _spec(paragraph.kind, stylebook)
        text = "".join(map("".join, paragraph.cells)) if paragraph.kind == "table" else paragraph.text
        for remark in case.remarks(spec.face, text, Locus(story.id, "body", paragraph.index)):
            chars = str(dict(remark.args).get("chars", ""))
            first = min((text.find(char) for char in chars), default=-1) if paragraph.kind != "table" else -1
            found.append(replace(remark, at=Locus(story.id, "body", paragraph.index, first)))
    if story.sign:
        found += case.remarks(stylebook["sign"].face, story.sign, Locus(story.id, "sign"))
    if story.dateline:
        found += case.remarks(stylebook["dateline"].face, story.dateline, Locus(story.id, "dateline"))
    return found


def _spec(kind: str, stylebook: Mapping[str, TypeSpec]) -> TypeSpec:
    """Return the style of a kind of paragraph; one that stands flush left is body type without an indent."""
    return replace(stylebook["body"], indent=0) if kind == "flush" else stylebook[kind]


def set_body(
    story: Story,
    paragraph: Paragraph,
    dateline: str,
    stylebook: Mapping[str, TypeSpec],
    measure: Length | Sequence[Length],
    case: TypeCase,
    initial: Initial | None = None,
    lefts: Sequence[Length] = (),
) -> Setting:
    """Return a paragraph of the body in the stick, its dateline 电头 set strong; arguments as in `take_up`."""
    spans = paragraph.spans
    if dateline:
        ahead = len(dateline)
        moved = (replace(span, start=span.start + ahead, end=span.end + ahead) for span in spans)
        spans = (Span("strong", 0, ahead), *moved)
    spec = _spec(paragraph.kind, stylebook)
    if paragraph.kind == "item" and not any(span.kind == "strong" and span.start == 0 for span in spans):
        # What sets one item of a news column off from the next is its lead-in in bold; without one, its indent.
        spec = replace(spec, indent=spec.indent or stylebook["body"].indent)
    locus = Locus(story.id, "body", paragraph.index)
    return take_up(
        dateline + paragraph.text,
        spec,
        measure,
        case,
        Matter(spans, paragraph=paragraph.index, locus=locus),
        lefts=lefts,
        initial=initial,
    )


def set_subhead(
    story: Story, paragraph: Paragraph, spec: TypeSpec, measure: Length, case: TypeCase
) -> list[GalleyLine]:
    """Return a subhead's lines: one, else in its halves, else broken for sense; centred, an empty row before it."""
    locus = Locus(story.id, "body", paragraph.index)

    def line(text: str, offset: int) -> Line:
        inside = (span for span in paragraph.spans if offset <= span.start and span.end <= offset + len(text))
        spans = tuple(replace(span, start=span.start - offset, end=span.end - offset) for span in inside)
        one = set_single(text, spec, case, role="subhead", measure=measure, locus=locus, spans=spans)
        return replace(one, paragraph=paragraph.index, offset=offset)

    whole = line(paragraph.text, 0)
    if whole.natural <= measure:
        lines: tuple[Line, ...] = (whole,)
    elif len(paragraph.parts) > 1 and all(line(part, 0).natural <= measure for part in paragraph.parts):
        lines, offset = (), 0
        for part in paragraph.parts:
            # The space that joins the parts in the text is printed as the turn of the line.
            offset = paragraph.text.index(part, offset)
            lines += (line(part, offset),)
    else:
        matter = Matter(paragraph.spans, "subhead", paragraph.index, locus)
        lines = set_for_sense(paragraph.text, spec, measure, case, matter)
    return [GalleyLine(one, before=1 if number == 0 else 0, keep=True) for number, one in enumerate(lines)]


def set_sign(
    lines: list[GalleyLine], story: Story, spec: TypeSpec, measure: Length, case: TypeCase, apart: bool = False
) -> None:
    """Set the sign-off: in the last line if an em stays clear before it, else flush right on lines of its own.

    `apart` gives it its own lines even so. Each of the desk's lines begins anew; one that is wider than the measure
    turns over. They stay together.
    """
    locus = Locus(story.id, "sign")
    parts = [part for part in story.sign.split("\n") if part]
    if len(parts) == 1 and lines and not apart:
        sign = set_single(parts[0], spec, case, role="sign", measure=measure, locus=locus)
        last = lines[-1].line
        width = set_single(parts[0], spec, case, role="sign").extent
        if last.role == "body" and last.extent + spec.rules.sign_clear * spec.size + width <= measure:
            joined = replace(last, text=last.text + sign.text, runs=last.runs + sign.runs, extent=measure)
            lines[-1] = replace(lines[-1], line=joined)
            return
    set_: list[Line] = []
    for part in parts:
        one = set_single(part, spec, case, role="sign", measure=measure, locus=locus)
        if one.extent <= measure:
            set_.append(one)
        else:
            set_ += set_paragraph(part, replace(spec, indent=0), measure, case, Matter(role="sign", locus=locus))
    lines += [GalleyLine(line, keep=line is not set_[-1]) for line in set_]
