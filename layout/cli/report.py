"""Diagnostics on paper: for people with the line and a caret, in one line each, as JSON, and as CI annotations."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from layout.cli.terminal import cells
from layout.diagnostics import Diagnostic, Place, Severity
from layout.diagnostics.record import diagnostic_record, placed
from layout.diagnostics.wording import describe, is_quiet, severity_word

if TYPE_CHECKING:
    from layout.diagnostics.record import Sources
    from layout.diagnostics.wording import Wording

FORMATS = ("human", "short", "json", "github")

_PAINT = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m"}
_LAST = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}
_PLAIN = "\x1b[0m"
_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


def print_diagnostics(
    remarks: Iterable[Diagnostic],
    sources: Sources | None,
    form: str,
    lang: str,
    stream: TextIO,
    *,
    verbose: bool = True,
) -> None:
    """Print diagnostics in one of `FORMATS`. Human and short end with a line of counts; nothing to say prints nothing.

    For people what blocks a release stands last, nearest to the prompt: notes, warnings, errors. Notes that ask for
    nothing are counted and, unless `verbose`, not listed. The caret stands under the right cell: Chinese characters
    take two.
    """
    found = list(remarks)
    everything = found
    if form == "human":
        found = sorted(found, key=lambda remark: _LAST[remark.severity])
    if form in ("human", "short") and not verbose:
        found = [remark for remark in found if not is_quiet(remark)]
    if form == "json":
        json.dump([diagnostic_record(remark, sources) for remark in found], stream, ensure_ascii=False, indent=2)
        stream.write("\n")
        return
    for remark in found:
        place, words = placed(remark, sources), describe(remark, lang)
        where = f"{_where(place, remark, lang)} " if place else ""
        if form == "github":
            stream.write(_annotation(remark, place, words))
        elif form == "short":
            stream.write(f"{where}{remark.code} {severity_word(remark.severity, lang)}: {words.message}\n")
        else:
            stream.write(_told(remark, place, words, lang, sources, stream))
    if everything and form != "github":
        quiet = len(everything) - len(found)
        stream.write(summary(everything, lang) + (_unlisted(quiet, lang) if quiet else "") + "\n")


def _unlisted(count: int, lang: str) -> str:
    if lang == "zh":
        return f"（其中 {count} 条说明不需要做什么，没有列出；-v 列出）"
    return f" ({count} of the notes ask for nothing and are not listed; -v lists them)"


def summary(remarks: Sequence[Diagnostic], lang: str) -> str:
    """Return the line of counts: 错误 2，警告 7，说明 12."""
    counts = [(severity, sum(remark.severity is severity for remark in remarks)) for severity in Severity]
    if lang == "zh":
        return "，".join(f"{severity_word(severity, lang)} {count}" for severity, count in counts)
    return ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in counts)


def _told(
    remark: Diagnostic, place: Place | None, words: Wording, lang: str, sources: Sources | None, stream: TextIO
) -> str:
    """Return a diagnostic for a person: place, code, message; the line with its caret; the hint."""
    paint = stream.isatty()
    code = (
        f"{_PAINT[remark.severity]}{remark.code} {severity_word(remark.severity, lang)}{_PLAIN}"
        if paint
        else (f"{remark.code} {severity_word(remark.severity, lang)}")
    )
    told = [f"{f'{_where(place, remark, lang)} ' if place else ''}{code} {words.message}"]
    line = sources.line(place) if sources and place and place.line else ""
    if place and line.strip():
        told += _pointed(line, place, _PAINT[remark.severity] if paint else "")
    if words.hint:
        told.append(f"  {'提示' if lang == 'zh' else 'hint'}: {words.hint}")
    return "\n".join(told) + "\n"


def _where(place: Place, remark: Diagnostic, lang: str) -> str:
    """Return a place as text; on a page of a press file, which has no lines, with the page and how far in it is."""
    args = dict(remark.args)
    page, box = args.get("page"), args.get("box")
    if place.line or not page or not isinstance(box, tuple):
        return str(place)
    if lang == "zh":
        return f"{place} 第 {page} 页，距左上 {box[0]}, {box[1]} 毫米:"
    return f"{place} page {page}, {box[0]}, {box[1]} mm from the top left:"


def _pointed(line: str, place: Place, paint: str) -> list[str]:
    """Return the source line, cut to the terminal's width round the place, and the carets under its cells."""
    margin = f"{place.line:>5} | "
    room = max(shutil.get_terminal_size((100, 24)).columns - len(margin) - 4, 24)
    first = place.column - 1
    end = max(place.end_column - 1, first + 1)
    begin = 0
    if len(line) > 2 * room or cells(line) > room:  # a line of a million characters is not measured
        # A paragraph is one long line: show the words before the place, and as much after it as there is room for.
        begin = first
        while begin > 0 and cells(line[begin - 1 : first]) <= room // 3:
            begin -= 1
    shown = ("…" if begin else "") + line[begin : begin + 2 * room].replace("\t", " ")
    fits = len(shown)
    if cells(shown) > room:
        fits = 0
        width = 0
        while fits < len(shown) and width < room:
            width += cells(shown[fits])
            fits += 1
        shown = shown[:fits] + "…"
    lead = (1 if begin else 0) + first - begin
    before = cells(shown[:lead])
    under = max(cells(shown[lead : min(lead + end - first, fits)]), 1)
    carets = "^" * under
    return [
        margin + shown,
        " " * 6 + "| " + " " * before + (f"{paint}{carets}{_PLAIN}" if paint else carets),
    ]


def _annotation(remark: Diagnostic, place: Place | None, words: Wording) -> str:
    """Return a workflow command that a code host shows beside the line."""
    fields = [f"title={_property(remark.code)}"]
    if place:
        fields.insert(0, f"file={_property(place.file)}")
        if place.line:
            fields[1:1] = [f"line={place.line}", f"col={place.column}"]
        if place.end_column:
            fields.insert(3, f"endColumn={place.end_column}")
    text = f"{words.message} ({words.hint})" if words.hint else words.message
    return f"::{_GITHUB[remark.severity]} {','.join(fields)}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
