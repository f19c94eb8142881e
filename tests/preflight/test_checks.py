"""Each check catches the file made to break it, and no other check does."""

from __future__ import annotations

from pathlib import Path

import pytest
from breakages import BREAKAGES, Breakage, break_file

from layout.diagnostics.wording import catalogue
from layout.export.pdf import PressSettings
from layout.preflight import check_file
from layout.preflight.pdf.renderer import renderer
from layout.preflight.press.checks import all_checks, clauses

CASES = [
    pytest.param(check, breakage, id=f"{check}-{at}")
    for check, breakages in BREAKAGES.items()
    for at, breakage in enumerate(breakages)
]


@pytest.mark.parametrize("name", ["x1a", "x4", "two"])
def test_a_good_file_has_no_findings(good: dict[str, Path], name: str) -> None:
    report = check_file(good[name], PressSettings())
    assert report.findings == ()
    assert report.standard == ("PDF/X-4" if name == "x4" else "PDF/X-1a:2003")


@pytest.mark.parametrize("name", ["x1a", "x4", "two"])
def test_saving_a_good_file_anew_breaks_nothing(good: dict[str, Path], name: str, tmp_path: Path) -> None:
    again = break_file(good, Breakage(base=name), tmp_path / "again.pdf")
    assert check_file(again, PressSettings()).findings == ()


@pytest.mark.parametrize(("check", "breakage"), CASES)
def test_a_broken_file_is_caught_by_its_own_check_only(
    good: dict[str, Path], check: str, breakage: Breakage, tmp_path: Path
) -> None:
    broken = break_file(good, breakage, tmp_path / "broken.pdf")
    if breakage.plates and not renderer():
        pytest.skip("no renderer of plates on this machine")
    report = check_file(broken, breakage.settings, breakage.expected, plates=breakage.plates)
    assert {finding.check for finding in report.findings} == {check}
    assert {str(finding.severity) for finding in report.findings} == {breakage.severity}
    assert report.passed == (breakage.severity == "warning")


def test_every_check_has_a_file_that_breaks_it() -> None:
    assert set(clauses()) == set(BREAKAGES)
    assert sum(len(breakages) for breakages in BREAKAGES.values()) >= 120


def test_every_check_is_worded_in_both_languages() -> None:
    for check in all_checks():
        entry = catalogue()[check.id]
        for words in (*entry.messages, *entry.hints, *entry.explanations):
            assert words, check.id


def test_what_is_no_pdf_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(b"%PDF-1.4\nnothing")
    assert [finding.check for finding in check_file(file, PressSettings()).findings] == ["PX00"]
    assert [finding.check for finding in check_file(tmp_path / "none.pdf", PressSettings()).findings] == ["PX00"]


def test_a_declared_spot_ink_is_no_finding(good: dict[str, Path], tmp_path: Path) -> None:
    broken = break_file(good, BREAKAGES["CO02"][0], tmp_path / "spot.pdf")
    (finding,) = check_file(broken, PressSettings()).findings
    name = str(dict(finding.args)["name"])
    assert check_file(broken, PressSettings(spots=(name,))).findings == ()


@pytest.mark.parametrize("check", ["CO01", "CO02", "CO03", "BK05", "BK06", "TA02", "TA03", "IM03"])
def test_the_place_of_a_finding_is_where_the_thing_stands(good: dict[str, Path], check: str, tmp_path: Path) -> None:
    breakage = next(one for one in reversed(BREAKAGES[check]) if one.base == "x1a")
    broken = break_file(good, breakage, tmp_path / "broken.pdf")
    (finding,) = check_file(broken, PressSettings(), breakage.expected).findings
    assert finding.page == 1
    assert finding.frame is not None
    left, top, right, bottom = finding.frame
    # Things are painted at 500, 500 from the lower left of the trim, which is 1530.7 pt high.
    assert 495 < left < right < 620
    assert 1530.7 - 580 < top < bottom < 1530.7 - 495
