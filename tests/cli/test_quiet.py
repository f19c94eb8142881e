"""Quiet where all is well: notes that ask for nothing are counted; what blocks a release stands last."""

from __future__ import annotations

from io import StringIO

from layout.cli.report import print_diagnostics
from layout.diagnostics import Diagnostic, Place, Severity
from layout.diagnostics.wording import catalogue, is_quiet

FEATHERED = Diagnostic.make("M201", Severity.NOTE, story="a1", page=1, rows=2)
CROPPED = Diagnostic.make("M202", Severity.NOTE, story="a1", page=1, amount="2")
WHITE = Diagnostic.make("M118", Severity.WARNING, page=1, cells=9, share=2.0, most=1.0)
BROKEN = Diagnostic.make("I110", Severity.ERROR, Place("a1.md"))


def printed(*remarks: Diagnostic, form: str = "human", verbose: bool = False) -> list[str]:
    out = StringIO()
    print_diagnostics(remarks, None, form, "zh", out, verbose=verbose)
    return out.getvalue().splitlines()


def test_a_note_that_asks_for_nothing_is_counted() -> None:
    told = printed(FEATHERED, FEATHERED, CROPPED)
    assert not any("M201" in line for line in told)
    assert any("M202" in line for line in told)
    assert told[-1] == "错误 0，警告 0，说明 3（其中 2 条说明不需要做什么，没有列出；-v 列出）"


def test_verbose_lists_it() -> None:
    told = printed(FEATHERED, verbose=True)
    assert "M201" in told[0] and told[-1] == "错误 0，警告 0，说明 1"


def test_programs_get_everything() -> None:
    assert any("M201" in line for line in printed(FEATHERED, form="json"))
    assert any("M201" in line for line in printed(FEATHERED, form="github"))


def test_what_blocks_a_release_stands_last() -> None:
    told = [line.split()[0] for line in printed(BROKEN, WHITE, CROPPED) if line[:1] != " "]
    codes = [
        word for line in printed(BROKEN, WHITE, CROPPED) for word in line.split() if word in ("I110", "M118", "M202")
    ]
    assert codes == ["M202", "M118", "I110"] and told


def test_only_notes_are_quiet() -> None:
    for known in catalogue().values():
        if known.severity is not Severity.NOTE:
            assert not is_quiet(Diagnostic(known.code, known.severity))
