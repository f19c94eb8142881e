"""The comparison as a page: each changed sheet old, new, side by side or blinking, with frames round the changes.

It needs no other file and no script; which view is shown is chosen with plain radio buttons.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from difflib import SequenceMatcher
from io import BytesIO
from typing import TYPE_CHECKING

from layout.desk.compare.changes import DPI, PageChange, Version, box_words, pairs, widened
from layout.ground.escape import escape

if TYPE_CHECKING:
    from PIL import Image

_STYLE = """
:root{color-scheme:light dark;--ink:#1c1b19;--soft:#66625b;--line:#d5d1c9;--paper:#fff;--ground:#efece7}
@media (prefers-color-scheme:dark){:root{--ink:#ebe8e3;--soft:#a39e95;--line:#45423c;--paper:#262522;--ground:#1b1a18}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.6 system-ui,"PingFang SC",
"Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif}
main{max-width:1500px;margin:0 auto;padding:1.2rem}h1{font-size:1.35rem;margin:0}
h2{font-size:1.1rem;margin:2rem 0 .4rem}
.soft{color:var(--soft)}.views{margin:.4rem 0}.views label{margin-right:1rem;cursor:pointer}
.stage{display:grid;gap:14px;grid-template-columns:1fr}figure{margin:0;position:relative;max-width:1000px}
figure img{width:100%;display:block;border:1px solid var(--line);background:#fff}
figcaption{position:absolute;left:8px;top:6px;background:#000a;color:#fff;padding:0 8px;border-radius:4px;z-index:2}
b.box{position:absolute;border:2px solid #d50000;background:#d500000f;z-index:1}
.old b.box{border-color:#1565c0;background:#1565c00f}
.new{grid-area:1/1}.old{grid-area:1/1}
section:has([value=old]:checked) .new,section:has([value=new]:checked) .old{visibility:hidden}
section:has([value=both]:checked) .stage{grid-template-columns:1fr 1fr}
section:has([value=both]:checked) .new{grid-area:1/2}
section:has([value=blink]:checked) .new{animation:blink 1.4s steps(1) infinite}
@keyframes blink{50%{visibility:hidden}}
ul{list-style:none;padding:0;margin:.3rem 0}li{background:var(--paper);border-left:4px solid;padding:.25rem .7rem;
margin-bottom:.25rem}li.gone{border-color:#1565c0}li.come{border-color:#d50000}del{background:#1565c033;
text-decoration:line-through}ins{background:#d5000026;text-decoration:none;font-weight:600}
@media print{.views{display:none}section{break-inside:avoid}.stage{grid-template-columns:1fr 1fr!important}
.new{grid-area:1/2!important;visibility:visible!important;animation:none!important}.old{visibility:visible!important}}
"""

_VIEWS = (("both", "并排"), ("old", "旧版"), ("new", "新版"), ("blink", "闪现"))


def compare_page(old: Version, new: Version, changes: Sequence[PageChange]) -> str:
    """Return the comparison as HTML."""
    title = f"大样对校：{old.name} → {new.name}"
    parts = [
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>",
        f'<p class="soft">{len(changes)} 个版有改动。蓝框在旧版，红框在新版。</p>',
        *map(_page, changes),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _page(change: PageChange) -> str:
    name = f"view{change.number}"
    first = "both" if change.old and change.new else "new" if change.new else "old"
    views = "".join(
        f'<label><input type="radio" name="{name}" value="{value}"{" checked" if value == first else ""}>{word}</label>'
        for value, word in _VIEWS
    )
    stories = "、".join(f"{story} {title}".strip() for story, title in change.stories)
    where = "；".join(map(box_words, change.boxes[:12])) + ("……" if len(change.boxes) > 12 else "")
    said = f"{len(change.boxes)} 处（毫米：{where}）" if change.boxes else "版面没有变，只有文字不同"
    return (
        f"<section><h2>第 {change.number} 版</h2><p>{escape(stories) or '图文'}　"
        f'<span class="soft">{escape(said)}</span></p>{_copy(change)}<p class="views">{views}</p>'
        f'<div class="stage">{_figure(change, change.old, "old", "旧")}{_figure(change, change.new, "new", "新")}</div>'
        "</section>"
    )


def _copy(change: PageChange) -> str:
    """Return the sentences that changed; where one became another its characters are marked."""
    items = []
    for old, new in pairs(change):
        before, after = _marked(old, new)
        items += [f'<li class="gone">− {before}</li>'] if old else []
        items += [f'<li class="come">＋ {after}</li>'] if new else []
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _marked(old: str, new: str) -> tuple[str, str]:
    before = after = ""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = escape(old[a:b]), escape(new[c:d])
        if kind == "equal":
            before, after = before + gone, after + come
            continue
        before += f"<del>{gone}</del>" if gone else ""
        after += f"<ins>{come}</ins>" if come else ""
    return before, after


def _figure(change: PageChange, image: Image.Image | None, kind: str, word: str) -> str:
    if image is None:
        return f'<figure class="{kind}"><figcaption>{word}：没有这一版</figcaption></figure>'
    out = BytesIO()
    image.save(out, "JPEG", quality=72)
    data = b64encode(out.getvalue()).decode("ascii")
    across, down = (100 * DPI / 72_000 / side for side in image.size)
    frames = "".join(
        f'<b class="box" style="left:{across * box.x:.2f}%;top:{down * box.y:.2f}%;'
        f'width:{across * box.w:.2f}%;height:{down * box.h:.2f}%"></b>'
        for box in map(widened, change.boxes)
    )
    return (
        f'<figure class="{kind}"><figcaption>{word}</figcaption>'
        f'<img src="data:image/jpeg;base64,{data}" alt="{word}版第{change.number}版">{frames}</figure>'
    )
