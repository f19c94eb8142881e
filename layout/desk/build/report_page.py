"""The report of a build as a page to read or print, `report.html`: pages, fits, findings, scores, files, times.

It is written from the same data as `report.json`, needs no other file and no script, and is in Chinese like the desk.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from layout.desk.build.stages import STAGES
from layout.diagnostics import Severity
from layout.diagnostics.wording import severity_word
from layout.ground.escape import escape

_STYLE = """
:root{color-scheme:light dark;--ink:#1c1b19;--soft:#66625b;--line:#d9d5cd;--paper:#fff;--ground:#f6f4f0;
--bad:#b71c1c;--doubt:#9a5b00;--good:#2e7d32;--short:#1557a8}
@media (prefers-color-scheme:dark){:root{--ink:#ebe8e3;--soft:#a39e95;--line:#403d38;--paper:#262522;--ground:#1b1a18;
--bad:#ff8a80;--doubt:#ffb74d;--good:#81c784;--short:#82b1ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.65 system-ui,"PingFang SC","Microsoft YaHei",
"Noto Sans SC","Noto Sans CJK SC",sans-serif}
main{max-width:72rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
h1{font-size:1.5rem;margin:0 0 .2rem}h2{font-size:1.1rem;margin:2.2rem 0 .6rem;border-bottom:2px solid var(--line)}
.lead{color:var(--soft);margin:0}.verdict{font-weight:700}.good{color:var(--good)}.bad{color:var(--bad)}
.doubt{color:var(--doubt)}.short{color:var(--short)}.soft{color:var(--soft)}
.pages{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1.2rem}
.plates{grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));margin:.6rem 0}summary{cursor:pointer}
.plates img{width:100%;display:block;border:1px solid var(--line);background:#fff}
figure{margin:0}figure svg,figure img{width:100%;height:auto;display:block;border:1px solid var(--line);background:#fff}
figcaption{font-size:.9rem;margin-top:.35rem}figcaption b{display:block}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;background:var(--paper);font-size:.92rem}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600;white-space:nowrap}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
code{font:.88em ui-monospace,monospace}td.sum code{overflow-wrap:anywhere;color:var(--soft)}
ol{list-style:none;margin:0;padding:0}li{background:var(--paper);border-left:4px solid var(--line);padding:.45rem .8rem;
margin-bottom:.4rem;break-inside:avoid}li.error{border-color:var(--bad)}li.warning{border-color:var(--doubt)}
li small{display:block;color:var(--soft)}a{color:inherit}
.bars td:last-child{width:55%}.bar{display:block;height:.7rem;background:var(--short);min-width:1px}
@media print{body{background:#fff;font-size:10pt}main{max-width:none;padding:0}h2{break-after:avoid}
.pages{grid-template-columns:repeat(3,1fr)}figure,tr{break-inside:avoid}}
"""

_SCORES = (
    ("white_percent", "空白", "%"), ("trapped_cells", "围死的空白", " 格"), ("clashes", "碰题", ""),
    ("alleys", "通线", ""), ("order", "区序颠倒", ""), ("sizes", "字号颠倒", ""), ("jumps", "转版", ""),
)  # fmt: skip


def report_page(
    report: Mapping[str, Any], thumbnails: Mapping[int, str], plates: Mapping[int, Mapping[str, bytes]] | None = None
) -> str:
    """Return the report as HTML.

    `thumbnails` are the pages' small pictures, SVG or images, by page number; `plates` those of their plates, as PNG by
    key (`c m y k ink soft`).
    """
    issue = report["issue"]
    title = f"{issue['name']} 第 {issue['number']} 期 排印报告"
    found = report["diagnostics"]
    counts = {str(severity): sum(one["severity"] == severity for one in found) for severity in Severity}
    verdict = "有错误，不能付印" if counts["error"] else "有警告，付印前请逐条看过" if counts["warning"] else "可以付印"
    tone = "bad" if counts["error"] else "doubt" if counts["warning"] else "good"
    width, height = report["trim_mm"]
    planned = "自动拼版" if report["plan"]["by"] == "solver" else "手工版样"
    told = "，".join(f"{severity_word(severity, 'zh')} {counts[severity]}" for severity in Severity)
    parts = [
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(title)}</h1>",
        f'<p class="lead">{escape(issue["date"])}　{len(report["pages"])} 版　{width:g}×{height:g} 毫米　{planned}'
        f"　{_standing(report)}　{escape(report['program'])}</p>",
        f'<p class="verdict {tone}">{verdict}（{told}）</p>',
        _pages(report, thumbnails),
        _plates(report, plates or {}),
        _fits(report),
        _found(found),
        _board(report["board"]),
        _files(report["files"]),
        _timings(report["timings"]),
        "</main></body></html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _standing(report: Mapping[str, Any]) -> str:
    """Return whether this is a draft, or which release and which pages changed for it."""
    status = report["status"]
    if not status["release"]:
        return "草样"
    changed = "、".join(str(page) for page in status["changed"])
    return f"第 {status['release']} 次付印" + (f"，换第 {changed} 版" if changed else "")


def _pages(report: Mapping[str, Any], thumbnails: Mapping[int, str]) -> str:
    scores = {score["page"]: score for score in report["scores"]}
    figures = []
    for page in report["pages"]:
        score = scores.get(page["number"], {})
        told = "　".join(f"{word} {score[key]:g}{unit}" for key, word, unit in _SCORES if score.get(key))
        label = f"第 {page['number']} 版 {page['section']}".strip()
        words = f"{len(page['blocks'])} 块，{page['lines']} 行" + (f"　{told}" if told else "")
        figures.append(
            f"<figure>{thumbnails.get(page['number'], '')}<figcaption><b>{escape(label)}</b>"
            f'<span class="soft">{escape(words)}</span></figcaption></figure>'
        )
    return f'<h2>版面</h2><div class="pages">{"".join(figures)}</div>'


_PLATES = (("c", "青版"), ("m", "品红版"), ("y", "黄版"), ("k", "黑版"), ("ink", "墨量图"), ("soft", "新闻纸软打样"))


def _plates(report: Mapping[str, Any], plates: Mapping[int, Mapping[str, bytes]]) -> str:
    """Return each page's plates side by side, folded away; nothing where no program here renders plates."""
    folded = []
    for page in report["pages"]:
        pictures = plates.get(page["number"], {})
        figures = "".join(
            f'<figure class="plate"><img alt="{name}" '
            f'src="data:image/webp;base64,{b64encode(_small(pictures[key], key)).decode("ascii")}">'
            f"<figcaption>{name}</figcaption></figure>"
            for key, name in _PLATES
            if key in pictures
        )
        if figures:
            label = f"第 {page['number']} 版 {page['section']}".strip()
            folded.append(
                f'<details><summary>{escape(label)}</summary><div class="pages plates">{figures}</div></details>'
            )
    return f"<h2>印版</h2>{''.join(folded)}" if folded else ""


def _small(picture: bytes, plate: str) -> bytes:
    """Return a plate's PNG as WebP, which is a third smaller without loss; a proof's photographs are not measured."""
    from PIL import Image

    packed = BytesIO()
    with Image.open(BytesIO(picture)) as image:
        image.convert("RGB").save(packed, "WEBP", lossless=plate != "soft", quality=75, method=6)
    return packed.getvalue()


def _fits(report: Mapping[str, Any]) -> str:
    titles = {story["id"]: story["title"] for story in report["stories"]}
    rows = []
    for fit in report["fits"]:
        if fit["over"]:
            tone, words = "bad", f"溢出 {fit['over']} 行，删 {-fit['characters']} 字"
        elif fit["characters"] > 0:
            tone, words = "short", f"缺 {fit['short']} 行，可添 {fit['characters']} 字"
        else:
            tone, words = "good", "合版"
        steps = "、".join(fit["steps"])
        rows.append(
            f'<tr><td class="n">{fit["page"]}</td><td><code>{escape(fit["story"])}</code></td>'
            f'<td>{escape(titles.get(fit["story"], ""))}</td><td class="n">{fit["offered"]}</td>'
            f'<td class="n">{fit["set"]}</td><td class="{tone}">{words}</td><td class="soft">{escape(steps)}</td></tr>'
        )
    head = (
        '<tr><th class="n">版</th><th>稿件</th><th>标题</th><th class="n">版位（行）</th><th class="n">已排</th>'
        "<th>合版</th><th>调整</th></tr>"
    )
    return f'<h2>合版</h2><div class="wide" tabindex="0"><table>{head}{"".join(rows)}</table></div>'


def _found(found: list[dict[str, Any]]) -> str:
    if not found:
        return "<h2>提示</h2><p>没有发现问题。</p>"
    order = list(Severity)
    items = []
    for one in sorted(found, key=lambda one: order.index(one["severity"])):
        place = one["file"] or ""
        if place and one["line"]:
            place += f":{one['line']}:{one['column']}"
        hint = f"提示：{one['hint']['zh']}" if one["hint"]["zh"] else ""
        items.append(
            f'<li class="{one["severity"]}"><b>{one["code"]} {severity_word(one["severity"], "zh")}</b> '
            f"{escape(one['message']['zh'])}<small>{escape(hint)}　<code>{escape(place)}</code></small></li>"
        )
    return f"<h2>提示</h2><ol>{''.join(items)}</ol>"


def _board(rows: list[dict[str, Any]]) -> str:
    """Return who read what: a row a story or page, a column a role that anybody signed or that lacks."""
    from layout.issue.signatures import ROLES

    held = {role for row in rows for role in (*(one["role"] for one in row["signed"]), *row["lapsed"], *row["lacks"])}
    roles = [role for role in ROLES if role in held]
    if not roles:
        return ""
    lines = []
    for row in rows:
        names = {one["role"]: (one["name"], "good") for one in row["signed"]}
        names |= dict.fromkeys(row["lacks"], ("缺", "bad")) | dict.fromkeys(row["lapsed"], ("失效", "doubt"))
        cells = [names.get(role, ("", "")) for role in roles]
        subject = row["subject"].replace("page:", "第 ") + (" 版" if row["subject"].startswith("page:") else "")
        lines.append(
            f"<tr><td><code>{escape(subject)}</code></td><td>{escape(row['title'])}</td>"
            + "".join(f'<td class="{tone}">{escape(name)}</td>' for name, tone in cells)
            + "</tr>"
        )
    head = "<tr><th>稿件</th><th>标题</th>" + "".join(f"<th>{role}</th>" for role in roles) + "</tr>"
    return f'<h2>审校</h2><div class="wide" tabindex="0"><table>{head}{"".join(lines)}</table></div>'


def _files(files: list[dict[str, Any]]) -> str:
    rows = "".join(
        f'<tr><td><a href="{escape(file["name"])}">{escape(file["name"])}</a></td>'
        f'<td class="n">{_bytes(file["bytes"])}</td>'
        f'<td class="sum"><code>{file["sha256"]}</code></td></tr>'
        for file in files
    )
    head = '<tr><th>文件</th><th class="n">大小</th><th>sha256</th></tr>'
    return f'<h2>文件</h2><div class="wide" tabindex="0"><table>{head}{rows}</table></div>'


def _bytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size, 1) / 1000:.1f} kB"


def _timings(timings: Mapping[str, float]) -> str:
    longest = max(timings.values(), default=0) or 1
    rows = "".join(
        f'<tr><td>{escape(STAGES.get(name, (name,))[0])}</td><td class="n">{seconds * 1000:.0f} 毫秒</td>'
        f'<td><span class="bar" style="width:{100 * seconds / longest:.1f}%"></span></td></tr>'
        for name, seconds in timings.items()
    )
    total = sum(timings.values())
    whole = f'<tr><th>合计</th><th class="n">{total:.2f} 秒</th><td></td></tr>'
    return f'<h2>用时</h2><table class="bars">{rows}{whole}</table>'
