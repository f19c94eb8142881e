"""Tiny fonts made on the spot: TrueType, CFF, collections, with and without vertical forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

Maker = Callable[..., Path]


def _draw(pen: T2CharStringPen | TTGlyphPen, side: int) -> None:
    pen.moveTo((100, 0))
    pen.lineTo((100, side))
    pen.lineTo((100 + side, side))
    pen.lineTo((100 + side, 0))
    pen.closePath()


def build(chars: str, *, cff: bool = False, vertical: bool = False, fs_type: int = 0, upem: int = 1000) -> TTFont:
    """Return a font with a square for each character; the comma gets a vertical form when `vertical`."""
    names = {char: f"u{ord(char):05X}" for char in chars}
    order = [".notdef", *names.values()] + (["comma.vert"] if vertical else [])
    builder = FontBuilder(upem, isTTF=not cff)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): name for char, name in names.items()})
    sides = {name: 300 + 10 * at for at, name in enumerate(order)}
    if cff:
        strings = {}
        for name in order:
            pen = T2CharStringPen(upem, None)
            _draw(pen, sides[name])
            strings[name] = pen.getCharString()
        builder.setupCFF("Test-Regular", {}, strings, {})
    else:
        glyphs = {}
        for name in order:
            pen = TTGlyphPen(None)
            _draw(pen, sides[name])
            glyphs[name] = pen.glyph()
        builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (upem - at, 100) for at, name in enumerate(order)})
    builder.setupHorizontalHeader(ascent=880 * upem // 1000, descent=-120 * upem // 1000)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular", "psName": "Test-Regular"})
    builder.setupOS2(fsType=fs_type)
    builder.setupPost()
    if vertical:
        builder.setupVerticalMetrics(dict.fromkeys(order, (upem, 50)))
        builder.setupVerticalHeader()
        comma = names["，"]
        addOpenTypeFeaturesFromString(builder.font, f"feature vert {{ sub {comma} by comma.vert; }} vert;")
    return builder.font


@pytest.fixture
def font(tmp_path: Path) -> Maker:
    """Write a test font: `font("a.otf", "甲乙", cff=True)`."""

    def write(name: str, chars: str, **how: object) -> Path:
        path = tmp_path / name
        build(chars, **how).save(path)  # type: ignore[arg-type]
        return path

    return write


@pytest.fixture
def collection(tmp_path: Path) -> Maker:
    """Write a collection with one font for each string of characters."""

    def write(name: str, *members: str) -> Path:
        ttc = TTCollection()
        ttc.fonts = [build(chars) for chars in members]
        ttc.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def shop(tmp_path: Path, font: Maker) -> Callable[[str], Path]:
    """Make a font folder whose eight roles are set in one small face, with further lines of `fonts.yaml` given."""

    def lay(changes: str = "", chars: str = "甲乙丙，〓A") -> Path:
        if not (tmp_path / "base.ttf").exists():
            font("base.ttf", chars)
        roles = dict.fromkeys(ROLES, "base.ttf")
        lines = changes.splitlines()
        for line in [line for line in lines if line.startswith("role ")]:
            name, value = line.removeprefix("role ").split(": ", 1)
            roles[name] = value
            lines.remove(line)
        text = "roles:\n" + "".join(f"  {name}: {value}\n" for name, value in roles.items() if value != "-")
        (tmp_path / "fonts.yaml").write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path

    return lay


ROLES = ("body", "headline", "display", "sans", "sans-bold", "kai", "fangsong", "nameplate")
