"""The preflight report as one HTML page: each page's picture with the findings' places marked on it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from layout.diagnostics import Severity
from layout.ground.escape import escape
from layout.preflight.paint.finding import Finding
from layout.preflight.press.checks import clauses
from layout.preflight.press.report import PageSize, Report, millimetres

_WIDTH = 520
_STYLE = """
body{font:15px/1.6 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;margin:2rem auto;
max-width:75rem;padding:0 1rem;color:#1a1a1a}
h1{font-size:1.4rem}h2{font-size:1.1rem;border-top:1px solid #ccc;padding-top:1rem}
.page{display:flex;gap:1.5rem;align-items:flex-start;flex-wrap:wrap}
.sheet{position:relative;border:1px solid #999;flex:none}.sheet img{display:block}
.sheet b{position:absolute;border:2px solid #c00;min-width:6px;min-height:6px;font:bold 11px sans-serif;color:#fff;
box-sizing:border-box}.sheet b.warning{border-color:#b36b00}
.sheet b span{position:absolute;top:-9px;left:-9px;background:#c00;border-radius:9px;min-width:18px;line-height:18px;
text-align:center}.sheet b.warning span{background:#b36b00}
ol{flex:1;min-width:20rem;padding-left:1.5rem}li{margin-bottom:.8rem}code{font-weight:bold}
.error code{color:#c00}.warning code{color:#b36b00}small{color:#555;display:block}
"""

Describe = Callable[[Finding], tuple[str, str]]
"""Turns a finding into its message and its hint."""


def html_report(report: Report, pdf: Path, describe: Describe, lang: str) -> str:
    """Return the report of a file as a page that needs no other file; `pdf` is read for the pages' pictures."""
    zh = lang == "zh"
    verdict = ("通过" if zh else "passed") if report.passed else ("未通过" if zh else "failed")
    title = f"{'印前检查' if zh else 'Preflight'}: {report.file}"
    parts = [
        f'<!doctype html><html lang="{"zh-CN" if zh else "en"}"><meta charset="utf-8">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        f"<h1>{escape(title)}</h1><p>{escape(report.standard)} · {verdict}</p>",
    ]
    whole = [finding for finding in report.findings if finding.page == 0]
    if whole:
        parts += [f"<h2>{'整个文件' if zh else 'Whole file'}</h2>", _list(whole, describe)]
    for page in report.pages:
        found = [finding for finding in report.findings if finding.page == page.number]
        if found:
            parts += [
                f"<h2>{'第' if zh else 'Page '}{page.number}{'页' if zh else ''}</h2>",
                f'<div class="page">{_picture(page, found, pdf)}{_list(found, describe)}</div>',
            ]
    if not report.findings:
        parts.append(f"<p>{'没有发现问题。' if zh else 'Nothing found.'}</p>")
    return "\n".join(parts) + "\n"


def _list(findings: list[Finding], describe: Describe) -> str:
    known = clauses()
    items = []
    for finding in findings:
        message, hint = describe(finding)
        at = millimetres(finding.frame)
        place = f" · {at[0]}, {at[1]} – {at[2]}, {at[3]} mm" if at else ""
        items.append(
            f'<li class="{finding.severity}"><code>{finding.check}</code> {escape(message)}'
            f"<small>{escape(hint)} · {escape(known.get(finding.check, ''))}{place}</small></li>"
        )
    return f"<ol>{''.join(items)}</ol>"


def _picture(page: PageSize, findings: list[Finding], pdf: Path) -> str:
    width = page.media[2] - page.media[0]
    scale = _WIDTH / width
    left, top = page.trim[0] - page.media[0], page.media[3] - page.trim[3]
    marks = []
    for number, finding in enumerate(findings, 1):
        if finding.frame is None:
            continue
        x0, y0, x1, y1 = finding.frame
        kind = "" if finding.severity is Severity.ERROR else ' class="warning"'
        marks.append(
            f'<b{kind} style="left:{(x0 + left) * scale:.0f}px;top:{(y0 + top) * scale:.0f}px;'
            f'width:{(x1 - x0) * scale:.0f}px;height:{(y1 - y0) * scale:.0f}px"><span>{number}</span></b>'
        )
    image = b64encode(thumbnail(pdf, page.number, scale)).decode("ascii")
    return f'<div class="sheet"><img alt="" width="{_WIDTH}" src="data:image/png;base64,{image}">{"".join(marks)}</div>'


def thumbnail(pdf: Path, page: int, scale: float) -> bytes:
    """Return a page's picture as PNG, `scale` pixels a point."""
    import pypdfium2

    document = pypdfium2.PdfDocument(str(pdf))
    try:
        picture = document[page - 1].render(scale=scale).to_pil()
        out = BytesIO()
        picture.save(out, "PNG", optimize=True)
        return out.getvalue()
    finally:
        document.close()
