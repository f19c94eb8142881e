"""Runs us and the peers on the same paragraphs, type, size and measure; each gives a PDF of justified lines."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.sheet import Line

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "fonts"
FACE = FONTS / "NotoSerifSC-400.ttf"
SIZE = 9.0
LEADING = 11.57


@dataclass(frozen=True, slots=True)
class Peer:
    """A program that sets Chinese: its name, how to run it, and why it cannot run here (empty: it can)."""

    name: str
    run: Callable[[Sequence[str], float, Path], Path]
    missing: str = ""


def ours(paragraphs: Sequence[str], ems: float, folder: Path) -> Path:
    """Set the paragraphs with this program and write its galley proof."""
    from layout.compose.line.paragraph import set_paragraph

    return _galley(paragraphs, ems, folder / "layout.pdf", set_paragraph)


def optimum(paragraphs: Sequence[str], ems: float, folder: Path) -> Path:
    """Set the paragraphs with the cheapest breaks of all under this program's rules, found by looking at them all."""
    from tests.benches.exhaustive import least_lines

    return _galley(paragraphs, ems, folder / "optimum.pdf", least_lines)


def least_loss(paragraphs: Sequence[str], ems: float, folder: Path) -> Path:
    """Set the paragraphs with the least loss that this program's rules allow, whatever the prices."""
    from functools import partial

    from tests.benches.exhaustive import least_loss_lines

    return _galley(paragraphs, ems, folder / "least.pdf", partial(least_loss_lines, mean=0.08))


def _galley(paragraphs: Sequence[str], ems: float, path: Path, set_text: Callable[..., Sequence[Line]]) -> Path:
    from layout.cli.proof import proof_pdf, proof_sheets
    from layout.compose.story.stylebook import house_style
    from layout.geometry import pt
    from layout.typeface import open_case

    case = open_case(FONTS).value
    assert case is not None
    spec = house_style().value["body"]
    measure = round(ems * spec.size)
    lines = [line for text in paragraphs for line in set_text(text, spec, measure, case)]
    path.write_bytes(proof_pdf("bench", proof_sheets(lines, measure, pt(LEADING), spec.size), case).value)
    return path


_TYPST = """#set page(width: {width}pt, height: {height}pt, margin: {margin}pt, columns: {columns})
#set columns(gutter: {gutter}pt)
#set text(font: "Noto Serif SC", size: {size}pt, lang: "zh", region: "cn", cjk-latin-spacing: auto)
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: {leading}pt, spacing: {leading}pt)
"""


def _typst_text(text: str) -> str:
    return "".join("\\" + char if char in "\\#$*_`<>@~=-+/[]'\"" else char for char in text)


def typst(paragraphs: Sequence[str], ems: float, folder: Path, grid: Grid | None = None) -> Path:
    """Set the paragraphs with Typst, justified, its Chinese rules on; on whole pages of a grid if there is one."""
    import typst as engine

    page = {"width": ems * SIZE + 60, "height": 700.0, "margin": 30.0, "columns": 1, "gutter": 0.0}
    if grid is not None:
        (width, height), area = grid.trim, grid.type_area
        page = {
            "width": width / 1000,
            "height": height / 1000,
            "margin": area.x / 1000,
            "columns": grid.columns,
            "gutter": (area.w / 1000 - grid.columns * ems * SIZE) / (grid.columns - 1),
        }
    head = _TYPST.format(**page, size=SIZE, leading=LEADING - SIZE)
    source, path = folder / "typst.typ", folder / "typst.pdf"
    source.write_text(head + "\n\n".join(map(_typst_text, paragraphs)), "utf-8")
    engine.compile(str(source), output=str(path), font_paths=[str(FONTS)])
    return path


_TEX_HEAD = r"""\documentclass{{article}}
\usepackage[paperwidth={width}pt,paperheight=700pt,margin=30pt]{{geometry}}
{package}
\pagestyle{{empty}}\setlength{{\parindent}}{{{indent}pt}}\setlength{{\parskip}}{{0pt}}
\tolerance=9999\emergencystretch=1em\hbadness=10000
\begin{{document}}\fontsize{{{size}}}{{{leading}}}\selectfont
"""
_TEX_SCALE = 72.27 / 72
_XECJK = r"\usepackage{{xeCJK}}\setCJKmainfont[Path={path}/]{{{file}}}\setmainfont[Path={path}/]{{{file}}}" + "\n"
_XECJK += r"\xeCJKsetup{{PunctStyle={style}}}"


def _tex_text(text: str) -> str:
    table = {char: f"\\{char}" for char in "#$%&_{}"} | {
        "~": r"\textasciitilde{}",
        "^": r"\^{}",
        "\\": r"\textbackslash{}",
    }
    return "".join(table.get(char, char) for char in text)


def _tex(program: str, package: str, paragraphs: Sequence[str], ems: float, folder: Path) -> Path:
    scale = _TEX_SCALE
    head = _TEX_HEAD.format(
        width=(ems * SIZE + 60) * scale,
        size=SIZE * scale,
        leading=LEADING * scale,
        indent=2 * SIZE * scale,
        package=package,
    )
    name = f"{program}.tex"
    (folder / name).write_text(head + "\n\n".join(map(_tex_text, paragraphs)) + "\n\\end{document}\n", "utf-8")
    subprocess.run([program, "-interaction=batchmode", name], cwd=folder, check=False, capture_output=True, timeout=300)
    return folder / f"{program}.pdf"


def xecjk(style: str) -> Callable[[Sequence[str], float, Path], Path]:
    """Return a runner of XeLaTeX with xeCJK in one of its mark styles."""
    package = _XECJK.format(path=FONTS, file=FACE.name, style=style)
    return lambda paragraphs, ems, folder: _tex("xelatex", package, paragraphs, ems, folder)


def luatexja(paragraphs: Sequence[str], ems: float, folder: Path) -> Path:
    """Set the paragraphs with LuaTeX-ja, full-width marks, priority adjustment on."""
    package = (
        r"\usepackage[scale=1]{luatexja-fontspec}\ltjsetparameter{jacharrange={-2,-3,-8}}"
        rf"\setmainjfont[Path={FONTS}/,CharacterWidth=Full,JFM=zh_CN/{{quanjiao}}]{{{FACE.name}}}"
        rf"\setmainfont[Path={FONTS}/]{{{FACE.name}}}"
        r"\usepackage{luatexja-adjust}\ltjenableadjust[priority=true]"
    )
    return _tex("lualatex", package, paragraphs, ems, folder)


def all_peers() -> tuple[Peer, ...]:
    """Return us and the peers, those that are missing here with the reason."""
    no_typst = "" if importlib.util.find_spec("typst") else "the PyPI package typst is not installed"
    no_xetex = "" if _has_tex("xelatex", "xeCJK.sty") else "xelatex with xeCJK is not installed"
    no_luatex = "" if _has_tex("lualatex", "luatexja.sty") else "lualatex with luatexja is not installed"
    return (
        Peer("layout", ours),
        Peer("optimum", optimum),
        Peer("least loss", least_loss),
        Peer("typst", typst, no_typst),
        Peer("xeCJK quanjiao", xecjk("quanjiao"), no_xetex),
        Peer("xeCJK kaiming", xecjk("kaiming"), no_xetex),
        Peer("LuaTeX-ja", luatexja, no_luatex),
    )


def _has_tex(program: str, style: str) -> bool:
    if shutil.which(program) is None or shutil.which("kpsewhich") is None:
        return False
    found = subprocess.run(["kpsewhich", style], capture_output=True, check=False)
    return found.returncode == 0 and bool(found.stdout.strip())
