"""What a head suffered: remarks for the desk, collected while it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.geometry import to_pt

if TYPE_CHECKING:
    from layout.compose.head_break import Broken
    from layout.compose.head_stack import HeadSetting
    from layout.compose.head_style import HeadStyle, Treatment
    from layout.geometry import Length
    from layout.issue.model import Head
    from layout.typeface import TypeCase


class HeadRemarks:
    """Collects remarks about one story's head. Codes H001 to H009; characters without a sort are the type case's."""

    def __init__(self, story: str) -> None:
        """Start with no remark; `story` may be empty where a head is only tried out."""
        self._story = story
        self._found: list[Diagnostic] = []

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """The remarks so far."""
        return tuple(self._found)

    def at(self, field: str = "head.main.0", offset: int = -1) -> Locus | None:
        """Return the place of a head's field."""
        return Locus(self._story, field, -1, offset) if self._story else None

    def add(self, code: str, severity: Severity, at: Locus | None, **args: object) -> None:
        """Keep a remark."""
        self._found.append(Diagnostic.make(code, severity, at, **args))

    def unknown_face(self, face: str, known: tuple[str, ...]) -> None:
        """H001: the desk asks for a treatment that the house has not."""
        self.add("H001", Severity.WARNING, self.at("head.face"), face=face, known="、".join(known))

    def missing(self, head: Head, treatment: Treatment, case: TypeCase) -> None:
        """Report characters of the head that are stood in for or that no face has."""
        fields = [(treatment.kicker, head.kicker, "head.kicker"), (treatment.deck, head.deck, "head.deck")]
        fields += [(treatment.headline, text, f"head.main.{at}") for at, text in enumerate(head.main)]
        for role, text, field in fields:
            self._found.extend(case.remarks(role, text, self.at(field)))

    def fit(
        self,
        head: Head,
        broken: Broken,
        setting: HeadSetting,
        width: Length,
        lines: int,
        size: Length,
        rows: int,
        style: HeadStyle,
    ) -> None:
        """Compare what was asked for with what was set: lines, size, rows, fill, breaks."""
        if not broken.lines:
            if head.kicker or head.deck:
                self.add("H008", Severity.WARNING, self.at("head"))
            return
        title = head.title
        if size and setting.size < size:
            self.add("H002", Severity.WARNING, self.at(), asked=to_pt(size), size=to_pt(setting.size), head=title)
        if lines and setting.lines != lines:
            self.add("H003", Severity.WARNING, self.at(), asked=lines, lines=setting.lines, head=title)
        elif setting.lines > max(style.most_lines, len([text for text in head.main if text])):
            self.add("H004", Severity.WARNING, self.at(), lines=setting.lines, characters=len(title), head=title)
        if broken.harm:
            where = "|".join("".join(piece) for piece in broken.pieces)
            self.add("H005", Severity.WARNING, self.at(), broken=where)
        if rows and setting.rows > rows:
            self.add("H006", Severity.WARNING, self.at(), asked=rows, rows=setting.rows, head=title)
        if any(line.at(setting.size, setting.tracking) > width for line in broken.lines):
            self.add("H007", Severity.WARNING, self.at(), head=title, size=to_pt(setting.size))
        elif setting.size < style.least:
            self.add("H009", Severity.WARNING, self.at(), head=title, size=to_pt(setting.size))

    def too_wide(self, head: Head, across: Length, width: Length) -> None:
        """H010: a vertical head needs more room across than it was given."""
        self.add("H010", Severity.WARNING, self.at(), needs=to_pt(across), room=to_pt(width), head=head.title)
