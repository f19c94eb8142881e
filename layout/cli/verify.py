"""`layout verify PATH`: is this press PDF fit to print, is this archive package whole?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from layout.cli.language import say, spoken
from layout.diagnostics import Place
from layout.diagnostics.wording import describe, severity_word
from layout.ground.dataclass import replace
from layout.ground.expression import expression

if TYPE_CHECKING:
    from layout.diagnostics import Diagnostic
    from layout.guard.caps import Limit
    from layout.preflight import Finding, Report

Packages = tuple[tuple[Path, tuple["Diagnostic", ...]], ...]
"""Archive packages by folder, each with what is wrong with it."""

FORMATS = ("human", "short", "json", "html")


def run(path: Path, *, form: str, to: Path | None) -> int:
    """Check what stands at `path`; print or write the report; return 1 where something fails.

    A bag and a folder of bags are checked as archive packages; of an issue's output all versions of its package are.
    Anything else is a press file, or a folder of them.
    """
    from layout.export.pdf.ticket import press_context
    from layout.preflight import Expected, check_foreign

    packages = _packages(path)
    if packages:
        return _archives(packages, form, to)
    files = sorted(file for file in path.glob("*.pdf") if not _is_no_page(file)) if path.is_dir() else [path]
    if not files:
        print(say(f"{path} 里没有付印文件", f"there is no press file in {path}"), file=sys.stderr)
        return 1
    reports = []
    for file in files:
        context = press_context(file)
        expected = Expected(context.trim, context.colours, context.sha256)
        reports.append((file, check_foreign(file, context.settings, expected)))
    written = _hand_over(_text(reports, form) + "\n", to)
    return 0 if written and all(report.passed for _, report in reports) else 1


def _hand_over(text: str, to: Path | None) -> bool:
    """Print a report or write it to a file; tell whether that went well."""
    if to is None:
        sys.stdout.write(text)
        return True
    from layout.cli.handing_over import hand_over
    from layout.cli.report import print_diagnostics

    refused = hand_over(text.encode(), to)
    print_diagnostics(refused, None, "human", spoken(), sys.stderr)
    return not refused


def _packages(path: Path) -> Packages:
    """Return the packages that stand at a path, each checked."""
    from layout.preflight.archive.package import VERSIONS, check_foreign, check_versions, is_bag

    if is_bag(path):
        return ((path, check_foreign(path)),)
    if is_bag(path / "archive"):
        return check_versions(path / "archive", path / VERSIONS)
    if not path.is_dir():
        return ()
    return tuple((folder, check_foreign(folder)) for folder in sorted(path.iterdir()) if is_bag(folder))


def _archives(checked: Packages, form: str, to: Path | None) -> int:
    """Tell what was found in packages; a line of verdict on each stands at the end of what people read."""
    from io import StringIO

    from layout.cli.report import print_diagnostics

    text = StringIO()
    # Files go by their name in the bag; where there are several bags, by that of the bag, too.
    faults = [
        replace(fault, at=replace(fault.at, file=f"{bag.name}/{fault.at.file}"))
        if len(checked) > 1 and isinstance(fault.at, Place)
        else fault
        for bag, found in checked
        for fault in found
    ]
    print_diagnostics(faults, None, "human" if form == "html" else form, spoken(), text)
    if form != "json":
        for bag, found in checked:
            verdict = say("完好", "whole") if not found else say("有问题", "damaged")
            text.write(f"{bag}: BagIt 1.0, METS, ALTO, PDF/A-2u {verdict}{_standing(_status(bag))}\n")
            text.write("".join(f"{line}\n" for line in _verapdf(bag)))
    written = _hand_over(text.getvalue(), to)
    return 0 if written and not faults else 1


def _status(bag: Path) -> str:
    """Return what a package says of itself: `draft`, `release 2`, or nothing."""
    import re

    try:
        info = (bag / "bag-info.txt").read_text("utf-8")[:100_000]
    except (OSError, ValueError):
        return ""
    said = re.search(r"^Internal-Sender-Description: .*?\b(draft|release [0-9]+)\b", info, re.M)
    return said[1] if said else ""


def _verapdf(bag: Path) -> list[str]:
    """Return veraPDF's answers on a package's pages beside ours, where it is installed."""
    from layout.preflight.archive.verapdf import answers

    found = answers(sorted((bag / "data" / "pdf").glob("*.pdf")))
    words = {True: say("通过", "passed"), False: say("未通过", "failed")}
    return [f"{bag}: veraPDF {one.profile} {one.file} {words[one.passed]}" for one in found or ()]


def _is_no_page(file: Path) -> bool:
    return file.name == "ticket.pdf" or file.stem.endswith("-proof")


def _text(reports: list[tuple[Path, Report]], form: str) -> str:
    if form == "json":
        import json

        return json.dumps([report.record() for _, report in reports], ensure_ascii=False, indent=1)
    if form == "html":
        from layout.preflight.press.html_report import html_report

        return "\n".join(html_report(report, file, _words, spoken()) for file, report in reports)
    return "\n".join(line for _, report in reports for line in _told(report, brief=form == "short"))


_REASONS = {
    "0 pages": ("里面一页也没有", "it has no page"),
    "Permission denied": ("没有读取权限", "permission denied"),
    "No such file or directory": ("文件不存在", "no such file"),
}
"""Why a file cannot be opened, by what the system or the PDF reader says: in the desk's words (zh, en)."""
_STOPPED = expression(r"(seconds|memory|answer|bytes|pixels|nodes|points|operators|depth) ([0-9.e+]+)")
"""What the guard says of a file whose reading it stopped: which limit, and how much it allows."""
_OF_A_CHECK = expression(r"[A-Z]{2}\d\d: ")


def _words(finding: Finding) -> tuple[str, str]:
    """Return a finding's phrase and hint; a PDF reader's own words on a file it cannot open tell the desk nothing."""
    told = finding.diagnostic("")
    args = dict(told.args)
    if finding.check == "PX00" and not _OF_A_CHECK.match(str(args["reason"])):
        told = replace(told, args=tuple({**args, "reason": _reason(str(args["reason"]))}.items()))
    wording = describe(told, spoken())
    return wording.message, wording.hint


def _reason(said: str) -> str:
    """Return why a file cannot be opened, by what the system, the guard or the PDF reader says."""
    stopped = _STOPPED.match(said)
    if stopped is None:
        return say(*_REASONS.get(said, ("内容不是 PDF，或已经损坏", "it is no PDF, or damaged")))
    from layout.guard import Stopped

    limit = cast("Limit", stopped[1])
    return describe(Stopped(limit, float(stopped[2])).remark(), spoken()).message


def _standing(status: str) -> str:
    """Return what a file says of itself, as the end of its verdict's line."""
    if status == "draft":
        return say("，草样，不得付印", ", a draft, not for press")
    number = status.removeprefix("release ")
    return say(f"，第 {number} 次付印", f", release {number}") if status else ""


def _told(report: Report, *, brief: bool) -> list[str]:
    from layout.preflight.press.checks import clauses
    from layout.preflight.press.report import millimetres

    known = clauses()
    lines = []
    for finding in report.findings:
        message, hint = _words(finding)
        place = say(f"第 {finding.page} 页", f"page {finding.page}") if finding.page else say("整个文件", "file")
        at = millimetres(finding.frame)
        if at:
            place += say(f"，距左上 {at[0]}, {at[1]} 毫米", f", {at[0]}, {at[1]} mm from top left")
        lines.append(f"{report.file}: {place}: {finding.check} {severity_word(finding.severity, spoken())} {message}")
        if not brief:
            clause = known.get(finding.check, "")
            lines.append(f"  {say('提示', 'hint')}: {hint}" + (f" [{clause}]" if clause else ""))
    verdict = say("通过", "passed") if report.passed else say("未通过", "failed")
    errors = sum(finding.severity == "error" for finding in report.findings)
    warnings = len(report.findings) - errors
    counts = say(f"错误 {errors}，警告 {warnings}", f"{errors} errors, {warnings} warnings")
    standard = f"{report.standard} " if report.standard else ""
    lines.append(f"{report.file}: {standard}{verdict} ({counts})" + _standing(report.status))
    if not brief and report.pages:
        lines.append(f"{report.file}: {_seen(report)}")
    return lines


def _seen(report: Report) -> str:
    """Say which program's plates were measured, or what could not be seen without one."""
    if report.plates:
        return say(
            f"已用 {report.plates} 渲染印版核对墨量和遮盖", f"ink and covers measured on plates by {report.plates}"
        )
    return say(
        "没有装 Ghostscript、poppler 或 MuPDF：Type 3、网格渐变、叠印累加的墨量和白色遮盖没有看到",
        "no Ghostscript, poppler or MuPDF here: ink of Type 3, mesh shadings and overprints, and covers were not seen",
    )
