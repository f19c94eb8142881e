"""What a head suffered: remarks for the desk, collected while it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.geometry import to_pt
from layout.rules.heads import PROTECTED

if TYPE_CHECKING:
    from layout.compose.head.job import HeadJob
    from layout.compose.head.share import Broken
    from layout.compose.head.stack import HeadSetting
    from layout.geometry import Length


class HeadRemarks:
    """Collects remarks about one story's head. Codes H001 to H010; characters without a sort are the type case's."""

    def __init__(self, job: HeadJob) -> None:
        """Start with what the copy itself calls for: an unknown treatment, characters that other faces stand in for."""
        self._job = job
        self._found: list[Diagnostic] = []
        head, treatment = job.head, job.treatment
        if not job.known:
            known = "、".join(job.style.treatments)
            self._add("H001", job.at("head.face"), face=head.face, known=known)
        fields = [(treatment.kicker, head.kicker, "head.kicker")]
        fields += [(treatment.headline, text, f"head.main.{at}") for at, text in enumerate(head.main)]
        fields += [(treatment.deck, head.deck, "head.deck"), (job.byline_face, job.byline, "byline")]
        for role, text, field in fields:
            self._found.extend(job.case.remarks(role, text, job.at(field)))

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """The remarks so far."""
        return tuple(self._found)

    def _add(self, code: str, at: Locus | None, **args: object) -> None:
        self._found.append(Diagnostic(code, Severity.WARNING, at, tuple(args.items())))

    def fit(self, broken: Broken, setting: HeadSetting, lines: int, size: Length, rows: int) -> None:
        """Compare what was asked for with what was set: lines, size, rows, fill, breaks."""
        job = self._job
        title = job.head.title
        at = job.at("head.main.0")
        if not broken.lines:
            if job.head.kicker or job.head.deck:
                self._add("H008", job.at("head"))
            return
        if size and setting.size < size:
            self._add("H002", at, asked=_points(size), size=_points(setting.size), head=title)
        if lines and setting.lines != lines:
            self._add("H003", at, asked=lines, lines=setting.lines, head=title)
        elif setting.lines > max(job.style.most_lines, len(job.main)):
            self._add("H004", at, lines=setting.lines, characters=sum(map(len, job.main)), head=title)
        if broken.harm >= PROTECTED:
            self._add("H005", at, broken="|".join("".join(piece) for piece in broken.pieces))
        if rows and setting.rows > rows:
            self._add("H006", at, asked=rows, rows=setting.rows, head=title)
        if any(line.at(setting.size, setting.tracking) > job.room for line in broken.lines):
            self._add("H007", at, head=title, size=_points(setting.size))
        elif setting.size < job.style.least:
            self._add("H009", at, head=title, size=_points(setting.size))

    def too_wide(self, across: Length, width: Length) -> None:
        """H010: a vertical head needs more room across than it was given."""
        at, title = self._job.at("head.main.0"), self._job.head.title
        self._add("H010", at, needs=_points(across), room=_points(width), head=title)


def _points(length: Length) -> str:
    """Return a length in points as a desk writes it: 36, 10.5."""
    return f"{to_pt(length):g}"
