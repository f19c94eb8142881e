"""The plates as a page to look at: inks on and off by the keys c m y k, the heat map by h, the soft proof by p."""

from __future__ import annotations

from collections.abc import Sequence

from layout.ground.dataclass import dataclass
from layout.ground.escape import escape
from layout.preflight.plates.pictures import INKS

_KEYS = "cmyk"


@dataclass(frozen=True, slots=True)
class PagePlates:
    """A page's pictures by file name, its most ink in percent, the mean coverage of each ink, its zones."""

    label: str
    files: dict[str, str]
    most: int
    means: tuple[float, ...]
    zones: tuple[tuple[float, ...], ...]


_STYLE = """body{font:14px/1.5 sans-serif;margin:1rem;background:#eee;color:#222}
figure{position:relative;margin:0 0 2rem;background:#fff;max-width:900px}figure img{width:100%;display:block}
figure .plate{position:absolute;inset:0;mix-blend-mode:multiply}figure .plate.c{position:relative}
figure .over{position:absolute;inset:0;display:none}body.heat .over.ink,body.proof .over.soft{display:block}
body.no-c .plate.c,body.no-m .plate.m,body.no-y .plate.y,body.no-k .plate.k{visibility:hidden}
table{border-collapse:collapse;margin:.5rem 0}td,th{border:1px solid #bbb;padding:.1rem .5rem;text-align:right}
button{margin-right:.5rem;padding:.3rem .8rem}button[aria-pressed=true]{background:#cde}"""
_SCRIPT = """const keys={c:'no-c',m:'no-m',y:'no-y',k:'no-k',h:'heat',p:'proof'};
function turn(key){const name=keys[key];if(!name)return;document.body.classList.toggle(name);
const on=document.body.classList.contains(name);
document.querySelector(`button[data-key="${key}"]`).setAttribute('aria-pressed',name.startsWith('no')?!on:on)}
document.addEventListener('keydown',e=>{if(!e.ctrlKey&&!e.metaKey&&!e.altKey)turn(e.key.toLowerCase())});
document.querySelectorAll('button').forEach(b=>b.onclick=()=>turn(b.dataset.key))"""


def plates_page(title: str, pages: Sequence[PagePlates], program: str, limit: int, lang: str) -> str:
    """Return the page, complete in itself but for the pictures beside it."""
    zh = lang == "zh"
    names = ("青版", "品红版", "黄版", "黑版") if zh else INKS
    buttons = "".join(
        f'<button data-key="{key}" aria-pressed="true">{escape(name)} ({key})</button>'
        for key, name in zip(_KEYS, names, strict=True)
    )
    heat, proof = ("墨量图", "新闻纸软打样") if zh else ("ink heat map", "soft proof on newsprint")
    buttons += f'<button data-key="h" aria-pressed="false">{heat} (h)</button>'
    buttons += f'<button data-key="p" aria-pressed="false">{proof} (p)</button>'
    told = (
        f"由 {program} 渲染；单点墨量上限 {limit}%"
        if zh
        else f"rendered by {program}; at most {limit}% of ink on a spot"
    )
    parts = [_page(page, names, zh) for page in pages]
    return (
        f'<!DOCTYPE html><html lang="{"zh-CN" if zh else "en"}"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1><p>{escape(told)}</p><p>{buttons}</p>{''.join(parts)}"
        f"<script>{_SCRIPT}</script></html>"
    )


def _page(page: PagePlates, names: Sequence[str], zh: bool) -> str:
    inks = "".join(
        f'<img class="plate {key}" src="{escape(page.files[key])}" alt="{escape(name)}">'
        for key, name in zip(_KEYS, names, strict=True)
    )
    over = "".join(f'<img class="over {kind}" src="{escape(page.files[kind])}" alt="">' for kind in ("ink", "soft"))
    head = "".join(f"<th>{at}</th>" for at in range(1, len(page.zones[0]) + 1))
    mean = "均值 %" if zh else "mean %"
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{whole:.1f}</td>{''.join(f'<td>{part:.1f}</td>' for part in zone)}</tr>"
        for name, whole, zone in zip(names, page.means, page.zones, strict=True)
    )
    most = f"最大墨量 {page.most}%" if zh else f"most ink {page.most}%"
    zone = "墨区" if zh else "zone"
    return (
        f"<h2>{escape(page.label)}</h2><p>{most}</p><figure>{inks}{over}</figure>"
        f"<table><tr><th>{zone}</th><th>{mean}</th>{head}</tr>{rows}</table>"
    )
