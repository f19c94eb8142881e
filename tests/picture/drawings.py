"""Small drawings over all that SVG can say, each in 100 x 100 units; by name, what stands inside `<svg>`.

A name that starts with `v ` is drawn by the vector writer, `r ` by the renderer: a drawing that changes sides is seen.
"""

# ruff: noqa: E501 - a drawing a line

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

from PIL import Image

SERIF, SANS, KAI = "Noto Serif SC", "Noto Sans SC", "LXGW WenKai"
STAR = "M50 5L78 92L4 38H96L22 92Z"
RINGS = "M10 10H90V90H10Z M30 30H70V70H30Z"
GRADIENT = '<linearGradient id="g"><stop stop-color="#c00"/><stop offset="1" stop-color="#fd0"/></linearGradient>'
ARROW = '<marker id="m" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="4" markerHeight="4" orient="auto"><path d="M0 0L10 5L0 10z"/></marker>'


def _png() -> str:
    out = BytesIO()
    Image.radial_gradient("L").resize((32, 32)).save(out, "PNG")
    return f"data:image/png;base64,{b64encode(out.getvalue()).decode()}"


def _vector() -> dict[str, str]:
    d = {
        "rect": '<rect x="10" y="20" width="70" height="50"/>',
        "rect round": '<rect x="10" y="20" width="70" height="50" rx="15"/>',
        "rect round xy": '<rect x="10" y="20" width="70" height="50" rx="30" ry="8" fill="#06c"/>',
        "rect round ry": '<rect x="10" y="20" width="70" height="50" ry="20" fill="#06c"/>',
        "rect too round": '<rect x="10" y="20" width="70" height="50" rx="90" ry="90"/>',
        "rect stroked": '<rect x="20" y="20" width="60" height="60" fill="none" stroke="#c00" stroke-width="8"/>',
        "rect percent": '<rect x="10%" y="20%" width="50%" height="30%" fill="green"/>',
        "rect mm": '<rect x="2mm" y="3mm" width="15mm" height="10mm" fill="navy"/>',
        "rect pt and in": '<rect x="5pt" y="0.1in" width="40pt" height="0.5in"/>',
        "rect no height": '<rect width="50"/><circle cx="50" cy="50" r="20"/>',
        "circle": '<circle cx="50" cy="50" r="40" fill="#4a8"/>',
        "circle percent": '<circle cx="50%" cy="50%" r="30%"/>',
        "ellipse": '<ellipse cx="50" cy="50" rx="45" ry="20" fill="orange"/>',
        "line": '<line x1="10" y1="10" x2="90" y2="80" stroke="black" stroke-width="5"/>',
        "line without stroke": '<line x1="10" y1="10" x2="90" y2="80"/><rect width="10" height="10"/>',
        "line round": '<line x1="20" y1="50" x2="80" y2="50" stroke="#c00" stroke-width="20" stroke-linecap="round"/>',
        "line square": '<line x1="20" y1="50" x2="80" y2="50" stroke="#c00" stroke-width="20" stroke-linecap="square"/>',
        "polyline": '<polyline points="10,90 30,10 50,90 70,10 90,90" fill="none" stroke="#000" stroke-width="4"/>',
        "polyline filled": '<polyline points="10 90 50 10 90 90" fill="#999"/>',
        "polygon": '<polygon points="50,5 95,95 5,95" fill="#06c" stroke="#000" stroke-width="3"/>',
        "star nonzero": f'<path d="{STAR}"/>',
        "star evenodd": f'<path d="{STAR}" fill-rule="evenodd"/>',
        "rings nonzero": f'<path d="{RINGS}"/>',
        "rings evenodd": f'<path d="{RINGS}" fill-rule="evenodd"/>',
        "rings opposed": '<path d="M10 10H90V90H10Z M30 30V70H70V30Z"/>',
        "path relative": '<path d="m10 10h80v80h-80zm20 20v40h40v-40z"/>',
        "path cubic": '<path d="M10 50C10 0 90 0 90 50S10 100 10 50z" fill="#c60"/>',
        "path quadratic": '<path d="M10 70Q30 10 50 70T90 70z" fill="#c60"/>',
        "path arc": '<path d="M20 50A30 30 0 0 1 80 50L50 90z" fill="#093"/>',
        "path arc flags": '<path d="M30 30a20 30 40 1 0 40 20a10 10 0 01-20 0z" fill="#093"/>',
        "path compact": '<path d="M10-10.5.5 50-5 20l60 0v40z" transform="translate(20 20)"/>',
        "path open filled": '<path d="M10 10L90 50L10 90" fill="#aaa" stroke="#000" stroke-width="4"/>',
        "path exponent": '<path d="M1e1 1e1L9e1 1E1L5e1 9e+1z"/>',
        "path empty": '<path d=""/><path d="M5 5"/><circle cx="50" cy="50" r="9"/>',
        "join miter": '<path d="M10 80L50 20L90 80" fill="none" stroke="#000" stroke-width="14"/>',
        "join round": '<path d="M15 80L50 25L85 80" fill="none" stroke="#000" stroke-width="14" stroke-linejoin="round"/>',
        "join bevel": '<path d="M15 80L50 25L85 80" fill="none" stroke="#000" stroke-width="14" stroke-linejoin="bevel"/>',
        "miter cut": '<path d="M20 80L50 30L56 80" fill="none" stroke="#000" stroke-width="8"/>',
        "miter long": '<path d="M30 90L50 40L60 90" fill="none" stroke="#000" stroke-width="6" stroke-miterlimit="20"/>',
        "cap on path": '<path d="M20 20V80H80" fill="none" stroke="#c00" stroke-width="16" stroke-linecap="round"/>',
        "dash": '<path d="M5 50H95" stroke="#000" stroke-width="6" stroke-dasharray="12 4"/>',
        "dash odd": '<path d="M5 50H95" stroke="#000" stroke-width="6" stroke-dasharray="12,4,3"/>',
        "dash circle": '<circle cx="50" cy="50" r="35" fill="none" stroke="#06c" stroke-width="6" stroke-dasharray="9"/>',
        "dash round": '<path d="M10 50H90" stroke="#000" stroke-width="8" stroke-dasharray="0 14" stroke-linecap="round"/>',
        "dash percent": '<path d="M5 50H95" stroke="#000" stroke-width="4" stroke-dasharray="10%"/>',
        "stroke percent": '<path d="M5 50H95" stroke="#000" stroke-width="8%"/>',
        "translate": '<rect width="30" height="30" transform="translate(40,50)"/>',
        "translate one": '<rect width="30" height="30" transform="translate(40)"/>',
        "scale": '<rect width="30" height="30" transform="scale(2 1.5)"/>',
        "rotate": '<rect width="40" height="20" transform="rotate(30)" x="30"/>',
        "rotate about": '<rect x="30" y="30" width="40" height="40" transform="rotate(45 50 50)" fill="#06c"/>',
        "skew x": '<rect x="10" y="20" width="40" height="40" transform="skewX(30)"/>',
        "skew y": '<rect x="20" y="10" width="40" height="40" transform="skewY(20)"/>',
        "matrix": '<rect width="40" height="40" transform="matrix(1 .3 -.3 1 30 10)"/>',
        "transform list": '<rect width="30" height="30" transform="translate(50 50) rotate(45), scale(1.2)"/>',
        "mirrored": '<path d="M0 0H60L0 60z" transform="matrix(-1 0 0 1 80 20)"/>',
        "nested groups": '<g transform="translate(20 20)" fill="#c00"><g transform="scale(2)"><rect width="20" height="20"/></g></g>',
        "inherit fill": '<g fill="#06c"><rect width="50" height="50"/><rect x="50" y="50" width="50" height="50" fill="inherit"/></g>',
        "currentColor": '<g color="#c00"><rect x="20" y="20" width="60" height="60" fill="currentColor"/></g>',
        "fill none": '<rect x="20" y="20" width="60" height="60" fill="none"/><circle cx="50" cy="50" r="9"/>',
        "colours": '<rect width="50" height="50" fill="#f00"/><rect x="50" width="50" height="50" fill="rgb(0,128,0)"/>'
        '<rect y="50" width="50" height="50" fill="hsl(240,100%,50%)"/><rect x="50" y="50" width="50" height="50" fill="gold"/>',
        "grays": "".join(f'<rect x="{10 * n}" width="10" height="100" fill="rgb({25 * n},{25 * n},{25 * n})"/>' for n in range(10)),
        "tints": "".join(f'<rect x="{20 * n}" width="20" height="100" fill="hsl({72 * n},60%,70%)"/>' for n in range(5)),
        "opacity one": '<rect x="20" y="20" width="60" height="60" opacity="1" fill-opacity="100%"/>',
        "fill opacity none": '<rect width="60" height="60" fill-opacity="0"/><circle cx="50" cy="50" r="9"/>',
        "display none": '<g display="none"><rect width="90" height="90"/></g><circle cx="50" cy="50" r="20"/>',
        "visibility": '<g visibility="hidden"><rect width="90" height="90"/><circle cx="50" cy="50" r="20" visibility="visible"/></g>',
        "css tag": '<style>rect{fill:#c00}</style><rect x="20" y="20" width="60" height="60"/>',
        "css class": '<style>.a{fill:#06c;stroke:#000;stroke-width:4px}</style><rect class="b a" x="20" y="20" width="60" height="60"/>',
        "css id": '<style>#x{fill:#093} rect{fill:red}</style><rect id="x" x="20" y="20" width="60" height="60"/>',
        "css important": '<style>rect{fill:#093 !important}</style><rect style="fill:red" x="20" y="20" width="60" height="60"/>',
        "css child": '<style>g>rect{fill:#c00} g rect{stroke:#000}</style><g><rect x="20" y="20" width="60" height="60"/></g>',
        "css attribute": '<style>[width="60"]{fill:#c0c}</style><rect x="20" y="20" width="60" height="60"/>',
        "css first child": '<style>rect:first-child{fill:#c0c}</style><g><rect width="50" height="50"/><rect x="50" y="50" width="50" height="50"/></g>',
        "css comment": '<style>/* a */ rect{/* b */fill:#c00;}</style><rect x="20" y="20" width="60" height="60"/>',
        "css list": '<style>circle,rect{fill:#06c}</style><rect width="40" height="40"/><circle cx="70" cy="70" r="20"/>',
        "css over attribute": '<style>rect{fill:#06c}</style><rect fill="red" x="20" y="20" width="60" height="60"/>',
        "css font face": '<style>@font-face{font-family:X;src:url(x.woff)} rect{fill:#093}</style><rect width="60" height="60"/>',
        "use": '<defs><rect id="r" width="30" height="30"/></defs><use href="#r" x="10" y="10"/><use href="#r" x="60" y="60" fill="#c00"/>',
        "use transform": '<defs><path id="p" d="M0 0H30L0 30z"/></defs><use href="#p" x="5" transform="translate(40 40) rotate(30)"/>',
        "use group": '<defs><g id="k" fill="#06c"><circle r="10"/><circle cx="20" r="6"/></g></defs><use href="#k" x="40" y="50"/>',
        "use xlink": '<defs><circle id="c" r="20"/></defs><use xlink:href="#c" x="50" y="50"/>',
        "switch": '<switch><foreignObject requiredExtensions="x"/><rect x="20" y="20" width="60" height="60" fill="#093"/></switch>',
        "link": '<a href="http://example.org/"><rect x="20" y="20" width="60" height="60" fill="#06c"/></a>',
        "defs unseen": f'{GRADIENT}{ARROW}<clipPath id="c"><rect width="9" height="9"/></clipPath><rect x="20" y="20" width="60" height="60"/>',
        "metadata": '<metadata><x xmlns="urn:x">a</x></metadata><desc>d</desc><rect x="20" y="20" width="60" height="60"/>',
        "inkscape": '<g style="display:inline;font-variant:normal;-inkscape-stroke:none;paint-order:normal"><rect x="20" y="20" width="60" height="60"/></g>',
        "hairlines": "".join(f'<path d="M{10 * n} 0V100" stroke="#000" stroke-width="1"/>' for n in range(1, 10)),
        "chart": '<rect x="15" y="50" width="15" height="40" fill="#06c"/><rect x="40" y="30" width="15" height="60" fill="#c60"/>'
        '<path d="M10 5V90H95" fill="none" stroke="#000" stroke-width="2"/>',
    }  # fmt: skip
    t = f'font-family="{SERIF}" font-size="30"'
    d |= {
        "text": f'<text x="5" y="50" {t}>报纸</text>',
        "text latin": f'<text x="5" y="60" {t}>Agy</text>',
        "text sans": f'<text x="5" y="60" font-family="{SANS}" font-size="30">黑体字</text>',
        "text kai": f'<text x="5" y="60" font-family="{KAI}" font-size="30">楷体字</text>',
        "text bold": f'<text x="5" y="60" {t} font-weight="bold">粗体</text>',
        "text middle": f'<text x="50" y="60" {t} text-anchor="middle">中间</text>',
        "text end": f'<text x="95" y="60" {t} text-anchor="end">末尾</text>',
        "text fill": f'<text x="5" y="60" {t} fill="#c00">红字</text>',
        "text tspan": f'<text x="5" y="60" {t}>红<tspan fill="#c00">白</tspan>蓝</text>',
        "text tspan place": f'<text x="5" y="40" {t}>上<tspan x="40" y="80">下</tspan>后</text>',
        "text tspan dy": f'<text x="5" y="50" {t}>上<tspan dy="20">下</tspan>后</text>',
        "text tspan dx": f'<text x="5" y="60" {t}>左<tspan dx="20">右</tspan></text>',
        "text tspan size": f'<text x="5" y="60" {t}>大<tspan font-size="50%">小</tspan>大</text>',
        "text pretty": f'<text x="5" y="60" {t}>\n  一\n  <tspan>二</tspan>\n</text>',
        "text blanks": f'<text x="5" y="60" {t}>a   b</text>',
        "text preserve": f'<text x="5" y="60" {t} xml:space="preserve">a   b</text>',
        "text entity": f'<text x="5" y="60" {t}>a&lt;b&#x4e2d;</text>',
        "text turned": f'<text x="20" y="10" {t} transform="rotate(90 20 10)">直立</text>',
        "text slanted": f'<text x="10" y="80" {t} transform="rotate(-40 10 80)">斜排</text>',
        "text upside": f'<text x="90" y="40" {t} transform="rotate(180 90 40)">倒排</text>',
        "text scaled": f'<text x="2" y="30" font-family="{SERIF}" font-size="20" transform="scale(2)">两倍</text>',
        "text stretched": f'<text x="5" y="60" {t} transform="scale(1.5 1)" >宽字</text>',
        "text hidden": f'<text x="5" y="60" {t}>甲<tspan visibility="hidden">乙</tspan>丙</text>',
        "text css": f'<style>text{{font:bold 30px "{SERIF}"}}</style><text x="5" y="60">样式</text>',
        "text named size": f'<text x="5" y="60" font-family="{SERIF}" font-size="x-large">大号</text>',
        "text em": f'<g font-size="20"><text x="5" y="60" font-family="{SERIF}" font-size="1.5em">字</text></g>',
        "text size none": f'<text x="5" y="60" font-family="{SERIF}" font-size="0">字</text><circle cx="50" cy="50" r="9"/>',
        "text title": f'<text x="5" y="60" {t}><title>题</title>有题</text>',
        "text link": f'<text x="5" y="60" {t}><a href="#x" fill="#06c">链</a>接</text>',
        "text in use": f'<defs><text id="t" {t}>复用</text></defs><use href="#t" x="10" y="60"/>',
    }  # fmt: skip
    return d


def _rendered() -> dict[str, str]:
    box = '<rect x="20" y="20" width="60" height="60"'
    t = f'font-family="{SERIF}" font-size="24"'
    return {
        "opacity": f'<rect width="60" height="60" fill="#06c"/>{box} fill="#c00" opacity="0.5"/>',
        "fill opacity": f'{box} fill-opacity=".3"/>',
        "stroke opacity": f'{box} fill="#fd0" stroke="#06c" stroke-width="20" stroke-opacity=".5"/>',
        "group opacity": '<g opacity=".5"><circle cx="40" cy="50" r="30"/><circle cx="60" cy="50" r="30"/></g>',
        "rgba": f'{box} fill="rgba(200,0,0,.4)"/>',
        "linear gradient": f'{GRADIENT}{box} fill="url(#g)"/>',
        "radial gradient": f'<radialGradient id="g"><stop stop-color="#fff"/><stop offset="1"/></radialGradient>{box} fill="url(#g)"/>',
        "gradient stroke": f'{GRADIENT}{box} fill="none" stroke="url(#g)" stroke-width="14"/>',
        "pattern": f'<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><circle cx="5" cy="5" r="3"/></pattern>{box} fill="url(#p)"/>',
        "clip": f'<clipPath id="c"><circle cx="50" cy="50" r="25"/></clipPath>{box} clip-path="url(#c)"/>',
        "clip evenodd": f'<clipPath id="c"><path clip-rule="evenodd" d="{RINGS}"/></clipPath><rect width="100" height="100" clip-path="url(#c)"/>',
        "mask": f'<mask id="k"><circle cx="50" cy="50" r="25" fill="#fff"/></mask>{box} mask="url(#k)"/>',
        "mask gradient": f'<linearGradient id="w"><stop stop-color="#fff"/><stop offset="1"/></linearGradient><mask id="k"><rect width="100" height="100" fill="url(#w)"/></mask>{box} mask="url(#k)"/>',
        "blur": f'<filter id="f"><feGaussianBlur stdDeviation="4"/></filter>{box} filter="url(#f)"/>',
        "shadow": f'<filter id="f"><feDropShadow dx="5" dy="5" stdDeviation="2"/></filter>{box} fill="#fd0" filter="url(#f)"/>',
        "flood": f'<filter id="f"><feFlood flood-color="#093"/></filter>{box} filter="url(#f)"/>',
        "matrix filter": f'<filter id="f"><feColorMatrix type="hueRotate" values="90"/></filter>{box} fill="#c00" filter="url(#f)"/>',
        "blend": f'<rect width="60" height="60" fill="#0cc"/>{box} fill="#fd0" style="mix-blend-mode:multiply"/>',
        "marker": f'{ARROW}<path d="M10 50H80" stroke="#000" stroke-width="6" marker-end="url(#m)"/>',
        "marker mid": f'{ARROW}<path d="M10 50L50 20L90 50" fill="none" stroke="#06c" stroke-width="4" marker-mid="url(#m)"/>',
        "marker unstroked": f'{ARROW}<path d="M20 50H80" marker-start="url(#m)" stroke-width="6"/>',
        "marker css": f'<style>path{{marker:url(#m)}}</style>{ARROW}<path d="M20 50H80" stroke="#000" stroke-width="4"/>',
        "symbol": '<symbol id="s" viewBox="0 0 10 10"><rect width="10" height="10"/></symbol><use href="#s" x="20" y="20" width="60" height="40"/>',
        "nested svg": '<svg x="20" y="20" width="40" height="40" viewBox="0 0 10 10"><circle cx="5" cy="5" r="7"/></svg>',
        "image": f'<image href="{_png()}" x="10" y="10" width="80" height="80"/>',
        "image meet": f'<image href="{_png()}" x="10" y="10" width="80" height="40" preserveAspectRatio="xMinYMin slice"/>',
        "dash offset": '<path d="M5 50H95" stroke="#000" stroke-width="6" stroke-dasharray="12 4" stroke-dashoffset="6"/>',
        "non-scaling": '<path d="M5 20H40" stroke="#000" stroke-width="3" transform="scale(2)" vector-effect="non-scaling-stroke"/>',
        "uneven stroke": '<circle cx="20" cy="50" r="15" fill="none" stroke="#000" stroke-width="6" transform="scale(2.5 1)"/>',
        "paint order": f'{box} fill="#fd0" stroke="#06c" stroke-width="20" paint-order="stroke"/>',
        "css transform": '<rect width="30" height="30" style="transform:translate(40px,50px)"/>',
        "language": '<switch><g systemLanguage="xx"><rect width="90" height="90" fill="red"/></g><circle cx="50" cy="50" r="30"/></switch>',
        "overflow": '<circle cx="100" cy="50" r="40" fill="#c60"/>',
        "over text": f'<text x="5" y="60" font-family="{SERIF}" font-size="40">盖住</text><rect x="30" y="20" width="30" height="60" fill="#fd0"/>',
        "text stroke": f'<text x="5" y="60" {t} fill="none" stroke="#c00">空心</text>',
        "text places": f'<text x="10 50" y="40 80" {t}>分开</text>',
        "text rotate": f'<text x="10" y="60" {t} rotate="20">转字</text>',
        "text length": f'<text x="5" y="60" {t} textLength="90">拉开</text>',
        "text underline": f'<text x="5" y="60" {t} text-decoration="underline">下划</text>',
        "text through": f'<text x="5" y="60" {t} text-decoration="line-through">删去</text>',
        "text super": f'<text x="5" y="60" {t}>m<tspan baseline-shift="super" font-size="14">2</tspan></text>',
        "text spacing": f'<text x="5" y="60" {t} letter-spacing="10">疏排</text>',
        "text words": f'<text x="5" y="60" {t} word-spacing="20">a b</text>',
        "text down": f'<text x="50" y="10" {t} writing-mode="tb">竖排</text>',
        "text path": f'<path id="q" d="M10 60Q50 10 90 60" fill="none"/><text {t}><textPath href="#q">沿线排字</textPath></text>',
        "text gradient": f'{GRADIENT}<text x="5" y="60" {t} fill="url(#g)">渐变</text>',
        "text centred": f'<text x="5" y="50" {t} dominant-baseline="middle">居中</text>',
        "text percent": f'<text x="10%" y="60%" {t}>百分</text>',
        "bad path": '<path d="M10 10L90 10L90 90L"/><circle cx="30" cy="70" r="10"/>',
        "bad colour": f'{box} fill="no-such-colour"/><circle cx="50" cy="50" r="20" fill="#fff"/>',
        "bad length": '<rect width="wide" height="9"/><circle cx="50" cy="50" r="20"/>',
        "bad transform": f'{box} transform="rotate(a)"/>',
    }  # fmt: skip


DRAWINGS = {f"v {name}": inside for name, inside in _vector().items()} | {
    f"r {name}": inside for name, inside in _rendered().items()
}
