"""A diagnostic as plain data: one shape wherever programs see it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from layout.cli.app import run_command
from layout.diagnostics import Diagnostic, Locus, Place, Severity
from layout.diagnostics.record import diagnostic_record

ROOT = Path(__file__).resolve().parents[2]


def test_the_report_and_the_check_say_the_same_of_an_issue(tmp_path, monkeypatch, capsys):
    """What `check` prints for programs stands in report.json, too, key for key."""
    (tmp_path / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    (tmp_path / "pyproject.toml").touch()
    shutil.copytree(ROOT / "issues" / "2346", tmp_path / "issues" / "2346")
    monkeypatch.chdir(tmp_path)
    assert run_command(["check", "2346", "--format", "json"]) == 0
    # Proofreading is of the text alone: it stands in no report of a build.
    checked = [one for one in json.loads(capsys.readouterr().out) if not one["code"].startswith("R")]
    assert run_command(["issue", "2346", "--only", "press", "-q"]) == 0
    reported = json.loads((tmp_path / "output" / "2346" / "report.json").read_text("utf-8"))["diagnostics"]
    assert checked
    assert reported[: len(checked)] == checked


def test_every_key_is_documented():
    page = (ROOT / "docs" / "report.md").read_text("utf-8").partition("## A diagnostic")[2]
    cells = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    written = [key for cell in cells for key in re.findall("`(.+?)`", cell)]
    assert written == list(diagnostic_record(Diagnostic.make("I201", Severity.ERROR), None))


def test_places_and_amounts_survive():
    remark = Diagnostic.make("PX01", Severity.NOTE, Place("a.md", 3, 5, 9), box=(1.5, 2), names=("甲", "乙"), fix="对")
    data = json.loads(json.dumps(diagnostic_record(remark, None)))
    assert (data["file"], data["line"], data["column"], data["end_column"], data["fix"]) == ("a.md", 3, 5, 9, "对")
    assert data["args"] == {"box": [1.5, 2], "names": ["甲", "乙"]}
    assert diagnostic_record(Diagnostic.make("M101", Severity.NOTE, Locus("a9")), None)["file"] == "a9"
    assert diagnostic_record(Diagnostic.make("M101", Severity.NOTE), None)["file"] is None
