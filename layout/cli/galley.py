"""`layout galley FILE`: a story or a plain text as a galley proof 小样: rows of text, a PDF, or JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from layout.cli.language import say
from layout.diagnostics import Diagnostic, Locus, Place, Severity, has_errors
from layout.geometry import pt
from layout.ground.dataclass import replace
from layout.ground.json_text import json_text

if TYPE_CHECKING:
    from layout.compose.line.explain import Reason
    from layout.compose.story.galley import GalleyLine
    from layout.compose.story.stylebook import Stylebook
    from layout.diagnostics import Remarked
    from layout.diagnostics.record import Sources
    from layout.issue.model import Story
    from layout.sheet import Line
    from layout.typeface import TypeCase

FORMATS = ("txt", "pdf", "json")

RULES: dict[str, tuple[str, str]] = {
    "line-start-half": ("行首“{chars}”占半字", "{chars} at the line's start takes half an em"),
    "line-end-half": ("行末“{chars}”占半字", "{chars} at the line's end takes half an em"),
    "line-start-ban": ("“{chars}”不能在行首，断处移动", "{chars} may not begin a line: break moved"),
    "line-end-ban": ("“{chars}”不能在行末，断处移动", "{chars} may not end a line: break moved"),
    "unit": ("“{chars}”不能拆开，断处移动", "{chars} is never divided: break moved"),
    "number": ("数字“{chars}”不能拆开，断处移动", "the number at {chars} is never divided: break moved"),
    "word": ("单词“{chars}”处不能断，断处移动", "the word at {chars} is never divided: break moved"),
    "last-line": ("末行不留“{chars}”，断处移动", "the last line would be {chars}: break moved"),
    "total-fit": ("全段通盘取舍，断处移动", "break moved for the sake of the paragraph's other lines"),
    "hyphen": ("单词在“{chars}”处用连字符断开", "hyphenated at {chars}"),
    "forced": ("没有合法的断处，在“{chars}”硬断", "no legal break fits: broken by force at {chars}"),
    "line-end": ("行末标点收 {em} 字", "mark at the line's end gives {em} em"),
    "adjacent": ("相连标点“{chars}”收 {em} 字", "adjacent marks {chars} give {em} em"),
    "bracket": ("引号括号“{chars}”外侧收 {em} 字", "brackets {chars} give {em} em"),
    "comma": ("句内点号“{chars}”收 {em} 字", "marks {chars} give {em} em"),
    "stop": ("句末点号“{chars}”收 {em} 字", "stops {chars} give {em} em"),
    "gap": ("中西文间距共变 {em} 字", "Han-Western gaps change by {em} em"),
    "space": ("词空共变 {em} 字", "word spaces change by {em} em"),
    "even": ("字距均匀拉开，共 {em} 字", "gaps open evenly by {em} em"),
    "hang": ("行末“{chars}”悬挂", "{chars} hangs at the line's end"),
}
"""The rules in the desk's words (zh, en); `docs/composition.md` says what each one is and where it comes from."""


def run(
    file: Path, *, measure: float, size: float, leading: float, form: str, out: Path | None, explain: bool, lang: str
) -> int:
    """Set a file and print or write its galley; return the exit code: 0, or 1 where the copy has errors."""
    from layout.cli.report import print_diagnostics
    from layout.compose.story.compose_story import compose_story
    from layout.compose.story.stylebook import Stylebook, house_style
    from layout.desk.house import find_house
    from layout.typeface import open_case

    story, sources, remarks = read_galley_copy(file)
    opened = open_case(find_house(Path.cwd()).fonts)
    remarks = [*remarks, *opened.remarks]
    case = opened.value
    if story is not None and case is not None:
        house = house_style().value
        scale = pt(size) / house["body"].size
        styles = Stylebook({name: replace(spec, size=round(spec.size * scale)) for name, spec in house.items()})
        done = compose_story(story, styles, round(measure * pt(size)), case, leading=pt(leading))
        remarks += done.remarks
        lines = done.value.lines
        if form == "pdf":
            made = _pdf(file.stem, lines, round(measure * pt(size)), pt(leading), pt(size), case)
            data = made.value
            remarks += made.remarks
        elif form == "json":
            data = _json(file, lines, measure, size, leading, _reasons(lines, styles, case)).encode()
        else:
            data = _txt(lines, _reasons(lines, styles, case) if explain else None, pt(size)).encode()
        if data or form != "pdf":
            remarks += _put(data, out)
        if not lines:
            print(say(f"{file} 没有正文，小样是空的", f"{file} has no body: the galley is empty"), file=sys.stderr)
    print_diagnostics(remarks, sources, "human", lang, sys.stderr)
    return 1 if story is None or case is None or has_errors(remarks) else 0


def read_galley_copy(file: Path) -> tuple[Story | None, Sources | None, list[Diagnostic]]:
    """Return a file as a story: front matter and body if it has them, else every line of the text one paragraph.

    Plain text is taken as it is: nothing in it is normalised, and whatever its characters are, they are set.
    """
    from layout.issue.copyfile import CopyFile, read_copy_file
    from layout.issue.model import Head, Paragraph, Story
    from layout.issue.source import SourceMap
    from layout.issue.story import read_story

    name = str(file)
    copy, remarks = read_copy_file(file, name)
    if copy is None:
        return None, None, list(remarks)
    if file.suffix.lower() == ".md" and copy.text.lstrip().startswith("---"):
        read = read_story(copy)
        sources = SourceMap({name: copy}, {read.story.id: read.source} if read.story else {})
        return read.story, sources, [*remarks, *read.remarks]
    text = file.read_bytes().decode("utf-8-sig")
    texts = [line.strip(" \t\u3000") for line in text.splitlines()]
    paragraphs = tuple(Paragraph(index, "body", line) for index, line in enumerate(filter(None, texts)))
    story = Story(file.stem, "news", 0, Head(), paragraphs)
    # Control characters in a plain text are its own affair: they are shown as 〓 like all that no face has.
    kept = [remark for remark in remarks if remark.severity is not Severity.ERROR]
    return story, _Plain(CopyFile(name, text), tuple(texts)), kept


class _Plain:
    """Where the paragraphs of a plain text stand."""

    def __init__(self, copy: object, texts: tuple[str, ...]) -> None:
        self.name = copy.name  # type: ignore[attr-defined]
        self.lines = [number for number, text in enumerate(texts, 1) if text]
        self.texts = texts

    def place(self, locus: Locus | Place | None) -> Place | None:
        """Return the place of a paragraph."""
        if isinstance(locus, Locus):
            known = 0 <= locus.paragraph < len(self.lines)
            return Place(self.name, self.lines[locus.paragraph] if known else 0, max(0, locus.offset) + 1)
        return locus

    def line(self, place: Place) -> str:
        """Return the source line of a place."""
        return self.texts[place.line - 1] if 0 < place.line <= len(self.texts) else ""


def _put(data: bytes, out: Path | None) -> tuple[Diagnostic, ...]:
    """Print the galley or write it to a file; say so where it cannot be written."""
    if out is not None:
        from layout.cli.handing_over import hand_over

        return hand_over(data, out)
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return ()


def shown(line: Line) -> str:
    """Return a line's copy as a row of text, with the hyphen that was inserted."""
    return line.text + ("-" if line.runs and not line.runs[-1].text else "")


def _txt(lines: tuple[GalleyLine, ...], reasons: list[tuple[Reason, ...]] | None, size: int) -> str:
    rows = []
    for number, one in enumerate(lines):
        if one.before and number and reasons is None:
            rows.append("")
        rows.append(shown(one.line) if reasons is None else f"{number + 1:4}  {shown(one.line)}")
        for reason in reasons[number] if reasons is not None else ():
            words = say(*RULES.get(reason.rule, (reason.rule, reason.rule)))
            rows.append("      · " + words.format(chars=reason.chars, em=f"{reason.amount / size:+.3f}"))
    return "".join(row + "\n" for row in rows)


def _reasons(lines: tuple[GalleyLine, ...], styles: Stylebook, case: TypeCase) -> list[tuple[Reason, ...]]:
    """Return each line's reasons; a line's paragraph is the lines around it that share its index."""
    from layout.compose.line.explain import explain_lines
    from layout.compose.line.initial import without_initial

    found: list[tuple[Reason, ...]] = []
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and not lines[end].line.first and lines[end].line.role == lines[at].line.role:
            end += 1
        group = [one.line for one in lines[at:end]]
        if group[0].role == "body" and not group[0].vertical:
            group[0] = without_initial(group[0])
            found += explain_lines(group, styles["body"], case)
        else:
            found += [()] * len(group)
        at = end
    return found


def _json(
    file: Path, lines: tuple[GalleyLine, ...], measure: float, size: float, leading: float,
    reasons: list[tuple[Reason, ...]],
) -> str:  # fmt: skip
    rows = []
    for one, why in zip(lines, reasons, strict=True):
        line = one.line
        rows.append(
            {
                "text": line.text,
                "shown": shown(line),
                "role": line.role,
                "paragraph": line.paragraph,
                "offset": line.offset,
                "ending": line.ending,
                "before": one.before,
                "natural": line.natural / 1000,
                "extent": line.extent / 1000,
                "measure": line.measure / 1000,
                "origins": [x / 1000 for run in line.runs for x in run.origins()],
                "reasons": [{"rule": r.rule, "chars": r.chars, "points": r.amount / 1000} for r in why],
            }
        )
    whole = {
        "file": file.name, "measure_em": measure, "size": size, "leading": leading,
        "depth": sum(one.before + one.rows for one in lines), "lines": rows,
    }  # fmt: skip
    return json_text(whole)


def _pdf(
    title: str, lines: tuple[GalleyLine, ...], measure: int, leading: int, size: int, case: TypeCase
) -> Remarked[bytes]:
    from layout.cli.proof import proof_pdf, proof_sheets

    rows: list[Line | None] = []
    for one in lines:
        rows += [None] * (one.before if rows else 0)
        rows.append(one.line)
        rows += [None] * (one.rows - 1)
    return proof_pdf(title, proof_sheets(rows, measure, leading, size), case)
