"""Initials 首字下沉: which story opens with one, over how many lines, and why a wished one cannot be set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.compose.line.fount import fount_of
from layout.compose.line.initial import Initial
from layout.compose.line.ready import ready
from layout.compose.line.single import set_single
from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ground.dataclass import dataclass, replace
from layout.rules.lines import DROP_FACE, DROP_GAP, DROP_LETTERS, DROP_UNDER
from layout.text.classes import Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from layout.compose.line.paragraph import Setting
    from layout.compose.line.spec import TypeSpec
    from layout.geometry import Length
    from layout.issue.model import Paragraph, Span, Story
    from layout.typeface import TypeCase

_LOOKED_AT = 24
"""Characters in which the first break of a paragraph is looked for: what is longer is no initial."""

_MARKED = frozenset({"dots", "name", "title", "sup", "sub"})
"""Marks on copy that follow characters at the body's size; an initial cannot show them."""

_AXIS = 380
"""Where the middle of an em box lies above its baseline, in 1/1000 em."""


@dataclass(frozen=True, slots=True)
class DropOrder:
    """An initial as it is ordered: over how many lines of which leading, in which measure."""

    lines: int
    measure: Length
    leading: Length


def initial_text(text: str, spec: TypeSpec, case: TypeCase, spans: Sequence[Span] = ()) -> str:
    """Return what of a paragraph may be its initial, empty where nothing may.

    It is the shortest beginning after which a line may turn over, so that it keeps its opening quotes, no figure or
    word is divided and nothing beside it begins with a mark that begins no line (CLREQ, prohibition rules for line
    start and line end). It is one Han character, or a figure or word of up to two letters.
    """
    head = text[:_LOOKED_AT]
    here = [
        replace(span, end=min(span.end, len(head))) for span in spans if span.start < len(head) and span.kind != "keep"
    ]
    # What is kept on one line is not parted by standing beside its own first character.
    rules = replace(spec.rules, keep_titles=0, keep_names=0, keep=())
    stick = ready(head, fount_of(case, spec), rules, spans=here)
    end = next((at for at in range(1, len(head)) if stick.legal[at]), 0)
    if not end or end in stick.hyphens or any(span.kind in _MARKED and span.start < end for span in spans):
        return ""
    kinds = [kind_of(char) for char in head[:end]]
    main = [kind for kind in kinds[_openers(kinds) :] if kind is not Kind.ATTACHED]
    letters = all(kind is Kind.WESTERN for kind in main) and len(main) <= DROP_LETTERS
    return head[:end] if main == [Kind.HAN] or (main and letters) else ""


def _openers(kinds: Sequence[Kind]) -> int:
    return next((at for at, kind in enumerate(kinds) if kind is not Kind.OPENER), len(kinds))


def set_initial(text: str, spec: TypeSpec, style: TypeSpec, case: TypeCase, lines: int, leading: Length) -> Initial:
    """Return an initial that reaches from the first line's upper edge to the foot of the last of `lines` lines.

    `spec` is the body's, `style` the initial's, whose size follows from the lines: its ink, which fills `DROP_FACE` of
    its em, stands level with the ink of the lines beside it. The room that it takes is whole ems of the body, so that
    the characters beside it stay on the grid.
    """
    depth = (lines - 1) * leading
    size = depth * 1000 // DROP_FACE + spec.size
    line = set_single(text, replace(style, size=size, align="left", indent=0), case, role="body")
    rise = -(depth // 2 + (size - spec.size) * _AXIS // 1000)
    room = -(-(line.extent + DROP_GAP * spec.size // 1000) // spec.size) * spec.size
    return Initial(text, tuple(replace(run, rise=run.rise + rise) for run in line.runs), lines, room)


def opening_of(story: Story) -> Paragraph | None:
    """Return the paragraph at whose head a story's initial stands: the first that prints, subheads before it aside."""
    return next((one for one in story.paragraphs if one.text and one.kind != "subhead"), None)


def sunk(
    story: Story, opening: Paragraph, styles: Mapping[str, TypeSpec], case: TypeCase, order: DropOrder,
    set_body: Callable[[Initial | None], Setting],
) -> tuple[Setting, tuple[Diagnostic, ...]]:  # fmt: skip
    """Return a story's opening with its initial over as many lines as it can have, and why not over those asked for.

    `set_body` sets the paragraph with an initial or without. A paragraph that does not go on under its initial, or
    whose lines beside it would be shorter than the house's least, has one over a line less, or none.
    """
    spec = styles["body"]
    at = Locus(story.id, "body", opening.index)
    if opening.kind != "body" or story.dateline:
        return set_body(None), (Diagnostic.make("C032", Severity.WARNING, at, story=story.id),)
    text = initial_text(opening.text, spec, case, opening.spans)
    if not text:
        return set_body(None), (Diagnostic.make("C030", Severity.WARNING, at, chars=opening.text[:4]),)
    remarks: tuple[Diagnostic, ...] = ()
    for lines in range(order.lines, 1, -1):
        initial = set_initial(text, spec, styles["drop"], case, lines, order.leading)
        beside = (order.measure - initial.room) // spec.size
        least = spec.rules.beside_least
        if beside < least:
            remarks = (Diagnostic.make("C033", Severity.WARNING, at, chars=text, ems=beside, least=least),)
            continue
        setting = set_body(initial)
        have, need = len(setting.way.breaks), lines + DROP_UNDER
        if have >= need:
            return setting, remarks and (Diagnostic.make("C034", Severity.NOTE, at, lines=lines, asked=order.lines),)
        remarks = (Diagnostic.make("C031", Severity.WARNING, at, have=have, need=need),)
    return set_body(None), remarks
